from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crossbearing.model.actor import ActorRef
from crossbearing.model.anchor import Span
from crossbearing.model.reading import Mention, MentionForm, MentionKind, Reading, Resolution
from crossbearing.resolve.gazetteer import Gazetteer
from crossbearing.resolve.register import Register
from crossbearing.resolve.resolver import Resolver
from crossbearing.settings import ResolveSettings

NAME, DESCRIPTION, PRONOUN = MentionForm.NAME, MentionForm.DESCRIPTION, MentionForm.PRONOUN
PLACE = MentionKind.PLACE
DAY = date(2020, 3, 5)


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    settings = ResolveSettings()
    return Resolver(Register.load(settings), Gazetteer.load(settings), settings)


class Document:
    """A text with mentions marked by what they say."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.mentions: list[Mention] = []

    def add(
        self,
        said: str,
        form: MentionForm = NAME,
        *,
        kind: MentionKind = MentionKind.ACTOR,
        nth: int = 0,
        label: str = "",
        back: tuple[int, ...] = (),
        tie: int | None = None,
    ) -> int:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(said, start + 1)
        span = Span(start, start + len(said))
        mention = Mention(span, kind, form, span, label, antecedents=back, affiliation=tie)
        self.mentions.append(mention)
        return len(self.mentions) - 1

    def resolve(self, resolver: Resolver, published: date | None = DAY) -> list[Resolution]:
        reading = Reading(tuple(self.mentions), (), (), (), (), ())
        resolved = resolver.resolve(reading, self.text, published=published).mentions
        assert [replace(m, resolved=None) for m in resolved] == self.mentions
        return [m.resolved for m in resolved if m.resolved is not None]


def _one(
    resolver: Resolver, text: str, said: str, published: date | None = DAY, label: str = ""
) -> Resolution:
    document = Document(text)
    document.add(said, label=label)
    return document.resolve(resolver, published)[0]


@pytest.mark.parametrize(
    ("said", "actor_id", "name"),
    [
        ("Ankara", "gov:tr", "Government of Türkiye"),
        ("Turkey", "gov:tr", "Government of Türkiye"),
        ("Moscow", "gov:ru", "Government of Russia"),
        ("the Turkish army", "mil:tr", "Turkish Armed Forces"),
        ("the Russian Defense Ministry", "mindef:ru", "Ministry of Defence of Russia"),
        ("the Turkestan Party", "group:tip", "Turkistan Islamic Party"),
        ("the Guardians of Religion", "group:hurras-al-din", "Hurras al-Din"),
        ("the SDF", "group:sdf", "Syrian Democratic Forces"),
    ],
)
def test_names_mean_their_actor(resolver: Resolver, said: str, actor_id: str, name: str) -> None:
    found = _one(resolver, f"Reporters asked {said} about it.", said)
    assert (found.id, found.name) == (actor_id, name)
    assert found.reasons


def test_an_unknown_name_is_left_unresolved_and_said_so(resolver: Resolver) -> None:
    found = _one(resolver, "Abel Quenzol said so.", "Abel Quenzol", label="PERSON")
    assert (found.id, found.name, found.score) == (None, "Abel Quenzol", 0.0)
    assert found.reasons == ("nobody in the register has this name or one near it",)


def test_countries_of_the_text_settle_an_acronym(resolver: Resolver) -> None:
    syrian = _one(resolver, "The SNA is named in a text on northern Syria, near Turkey.", "SNA")
    somali = _one(resolver, "The SNA is named in a text on southern Somalia.", "SNA")
    assert (syrian.id, somali.id) == ("group:sna", "mil:so")
    assert [c.id for c in syrian.runners_up] == ["mil:so"]
    assert any("names are its country" in reason for reason in somali.reasons)


def test_two_that_fit_equally_are_not_decided(resolver: Resolver) -> None:
    found = _one(resolver, "The SNA is named.", "SNA")
    assert found.id is None
    assert {c.id for c in found.runners_up} == {"group:sna", "mil:so"}
    assert "equally well" in found.reasons[0]


def test_an_acronym_explained_in_the_text_means_what_it_explains(resolver: Resolver) -> None:
    text = "The Somali National Army (SNA) is not of Syria or Turkey. The SNA is named."
    document = Document(text)
    document.add("SNA", nth=1)
    found = document.resolve(resolver)[0]
    assert found.id == "mil:so"
    assert "explains" in found.reasons[0]


def test_a_surname_needs_office_or_the_full_name(resolver: Resolver) -> None:
    assert _one(resolver, "Erdogan spoke.", "Erdogan").id == "person:recep-tayyip-erdogan"
    assert _one(resolver, "Tillerson spoke.", "Tillerson").id is None
    document = Document("Rex Tillerson is named. Tillerson is short.")
    document.add("Rex Tillerson", label="PERSON")
    document.add("Tillerson", nth=1, label="PERSON")
    assert [found.id for found in document.resolve(resolver)] == ["person:rex-tillerson"] * 2


def test_the_date_decides_who_holds_an_office(resolver: Resolver) -> None:
    text = "The US President spoke."
    assert _one(resolver, text, "US President", date(2015, 1, 1)).id == "person:barack-obama"
    assert _one(resolver, text, "US President", date(2022, 1, 1)).id == "person:joe-biden"


def test_a_pronoun_follows_its_antecedent(resolver: Resolver) -> None:
    document = Document("Moscow is named and it is named again.")
    document.add("Moscow")
    document.add("it", PRONOUN, back=(0,))
    first, second = document.resolve(resolver)
    assert (second.id, second.name) == (first.id, first.name)
    assert second.reasons[0] == "“it” refers back to “Moscow”"
    assert second.score < first.score


def test_a_place_that_a_pronoun_takes_up_as_an_actor_is_its_government(resolver: Resolver) -> None:
    document = Document("In Turkey they say that it is large.")
    document.add("Turkey", kind=PLACE)
    document.add("it", PRONOUN, back=(0,))
    assert document.resolve(resolver)[1].id == "gov:tr"


def test_a_plural_stands_for_its_members(resolver: Resolver) -> None:
    document = Document("Ankara and Moscow are named. These capitals are two. They are far apart.")
    document.add("Ankara")
    document.add("Moscow")
    document.add("These capitals", DESCRIPTION, back=(0, 1))
    document.add("They", PRONOUN, back=(2,))
    members = (ActorRef("gov:tr", "Government of Türkiye"), ActorRef("gov:ru", "Government of Russia"))
    for found in document.resolve(resolver)[2:]:
        assert found.id is None
        assert found.members == members
        assert found.name == "Government of Türkiye, Government of Russia"


def test_a_description_with_a_tie_is_an_unnamed_actor(resolver: Resolver) -> None:
    document = Document("men close to ISIS were seen; the men left.")
    document.add("men close to ISIS", DESCRIPTION, tie=1)
    document.add("ISIS")
    document.add("the men", DESCRIPTION, back=(0,))
    described, _, again = document.resolve(resolver)
    assert (described.id, described.name) == (None, "men close to ISIS")
    assert described.affiliation == ActorRef("group:is", "Islamic State")
    assert again.affiliation == described.affiliation
    assert again.name == described.name


def test_references_in_a_circle_end(resolver: Resolver) -> None:
    document = Document("they and them")
    document.add("they", PRONOUN, back=(1,))
    document.add("them", PRONOUN, back=(0,))
    assert [found.id for found in document.resolve(resolver)] == [None, None]


def test_positions_out_of_range_are_ignored(resolver: Resolver) -> None:
    document = Document("they went")
    document.add("they", PRONOUN, back=(99,))
    document.add("they", DESCRIPTION, tie=-7)
    assert [found.id for found in document.resolve(resolver)] == [None, None]


@pytest.mark.parametrize(
    ("said", "actor_id", "affiliation"),
    [
        ("Turkish soldiers", "mil:tr", None),
        ("dozens of Turkish troops", "mil:tr", None),
        ("a Syrian soldier", None, "mil:sy"),
        ("two Russian officials", None, "gov:ru"),
        ("the Turkish government", "gov:tr", None),
        ("ISIS fighters", "group:is", None),
        ("the gunmen", None, None),
        ("many people", None, None),
    ],
)
def test_a_description_may_say_whose_it_is(
    resolver: Resolver, said: str, actor_id: str | None, affiliation: str | None
) -> None:
    document = Document(f"There were {said}.")
    document.add(said, DESCRIPTION)
    (found,) = document.resolve(resolver)
    assert found.id == actor_id
    assert (found.affiliation.id if found.affiliation else None) == affiliation


def test_places_are_resolved_as_places(resolver: Resolver) -> None:
    document = Document("It is about Idlib, Syria.")
    document.add("Idlib", kind=PLACE)
    document.add("Syria", kind=PLACE)
    idlib, syria = document.resolve(resolver)
    assert idlib.place is not None
    assert idlib.place.country == "SY"
    assert syria.place is not None


def test_the_same_reading_gives_the_same_answers(resolver: Resolver) -> None:
    document = Document("Ankara, the SNA, the Turkestan Party and Putin in Syria.")
    for said in ("Ankara", "SNA", "the Turkestan Party", "Putin"):
        document.add(said)
    assert document.resolve(resolver) == document.resolve(resolver)


def test_the_article_of_2020_is_read_as_expected(resolver: Resolver) -> None:
    path = Path(__file__).resolve().parents[3].parent / "shared" / "samples" / "reports" / "idlib-2020-03.txt"
    if not path.exists():
        pytest.skip("the shared samples are not here")
    document = Document(path.read_text(encoding="utf-8"))
    expected = {
        "the Headquarters for the Liberation of Al-Sham": "group:hts",
        "the Turkestan Party": "group:tip",
        "the Guardians of Religion": "group:hurras-al-din",
        "the Turkish army": "mil:tr",
        "the Russian Defense Ministry": "mindef:ru",
        "Putin": "person:vladimir-putin",
        "Erdogan": "person:recep-tayyip-erdogan",
        "Moscow": "gov:ru",
        "the US Treasury": "minfin:us",
        "the SDF": "group:sdf",
        "the ISIS terrorist organization": "group:is",
        "The US-led international coalition against ISIS": "group:coalition-isis",
        "Roshan Amiri": None,
    }
    for said in expected:
        document.add(said)
    assert [found.id for found in document.resolve(resolver)] == list(expected.values())


def test_what_belongs_to_a_government_is_its_organ(resolver: Resolver) -> None:
    document = Document("Ankara has its soldiers; its foreign ministry and its friends are named too.")
    document.add("Ankara")
    document.add("its soldiers", DESCRIPTION, tie=0)
    document.add("its foreign ministry", DESCRIPTION, tie=0)
    document.add("its friends", DESCRIPTION, tie=0)
    _, soldiers, ministry, friends = document.resolve(resolver)
    assert (soldiers.id, ministry.id, friends.id) == ("mil:tr", "minfor:tr", None)
    assert friends.affiliation == ActorRef("gov:tr", "Government of Türkiye")


def test_an_unknown_name_follows_the_fuller_one_before_it(resolver: Resolver) -> None:
    document = Document("Abel Quenzol came. Quenzol left.")
    document.add("Abel Quenzol", label="PERSON")
    document.add("Quenzol", nth=1, label="PERSON", back=(0,))
    assert [found.name for found in document.resolve(resolver)] == ["Abel Quenzol"] * 2


def test_a_soldier_taken_for_a_name_belongs_to_the_army(resolver: Resolver) -> None:
    found = _one(resolver, "They saw a Syrian soldier.", "Syrian soldier", label="ORG")
    assert found.id is None
    assert found.affiliation == ActorRef("mil:sy", "Syrian Armed Forces")


def test_a_surname_is_short_for_the_person_named_in_full_before(resolver: Resolver) -> None:
    document = Document(
        "Abel Erdogan is named. Erdogan is short. Then Recep Tayyip Erdogan is named. Erdogan is short."
    )
    document.add("Abel Erdogan", label="PERSON")
    document.add("Erdogan", nth=1, label="PERSON")
    document.add("Recep Tayyip Erdogan", label="PERSON")
    document.add("Erdogan", nth=3, label="PERSON")
    found = document.resolve(resolver)
    assert [one.id for one in found] == [None, None, *["person:recep-tayyip-erdogan"] * 2]
    assert found[1].name == "Abel Erdogan"
    assert "short for “Abel Erdogan”" in found[1].reasons[0]


def test_the_noun_of_a_name_is_short_for_the_last_body_so_called(resolver: Resolver) -> None:
    document = Document(
        "The command. US Africa Command is named. The command is short for it; the group is not."
    )
    document.add("The command", DESCRIPTION)
    document.add("US Africa Command")
    document.add("The command", DESCRIPTION, nth=1)
    document.add("the group", DESCRIPTION)
    found = document.resolve(resolver)
    assert [one.id for one in found] == [None, "org:africom", "org:africom", None]
    assert "short for “US Africa Command”" in found[2].reasons[0]


def test_a_description_that_the_register_lists_is_that_actor(resolver: Resolver) -> None:
    document = Document("The forces of Khalifa Haftar are named.")
    document.add("The forces of Khalifa Haftar", DESCRIPTION, tie=1)
    document.add("Khalifa Haftar", label="PERSON")
    assert document.resolve(resolver)[0].id == "group:lna"
