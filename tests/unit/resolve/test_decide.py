from crossbearing.model.actor import Actor, ActorKind
from crossbearing.model.reading import Candidate
from crossbearing.resolve.compose import load_organs
from crossbearing.resolve.context import Context, read_context
from crossbearing.resolve.decide import choose, weigh

NOWHERE = Context(None, {}, {})


def _candidate(actor_id: str, score: float) -> Candidate:
    return Candidate(actor_id, actor_id.upper(), score, ("a name",))


def test_the_best_is_chosen_and_the_others_kept() -> None:
    answer = choose("x", [_candidate("b", 0.8), _candidate("a", 0.95)], 0.7)
    assert (answer.id, answer.score) == ("a", 0.95)
    assert [c.id for c in answer.runners_up] == ["b"]


def test_too_low_a_score_is_no_answer() -> None:
    answer = choose("x", [_candidate("a", 0.69)], 0.7)
    assert (answer.id, answer.name) == (None, "x")
    assert "0.7 is needed" in answer.reasons[0]


def test_nobody_is_an_answer() -> None:
    assert choose("x", [], 0.7).runners_up == ()


def test_the_country_of_the_text_speaks_for_an_actor() -> None:
    actor = Actor("a", ActorKind.ARMED_GROUP, "A", country="sy")
    context = Context(None, {"sy": 0.4, "tr": 0.6}, {})
    weighed = weigh(_candidate("a", 0.8), actor, context, label="", seen=())
    assert weighed.score > 0.8
    assert "40% of the states this text names are its country" in weighed.reasons


def test_a_label_that_does_not_fit_the_kind_speaks_against_it() -> None:
    person = Actor("p", ActorKind.PERSON, "P")
    assert weigh(_candidate("p", 0.9), person, NOWHERE, label="GPE", seen=()).score < 0.9
    assert weigh(_candidate("p", 0.9), person, NOWHERE, label="PERSON", seen=()).score == 0.9


def test_the_context_counts_states_and_reads_explained_acronyms() -> None:
    text = "Syria and Turkey. Syrian troops. The Quenzol Liberation Front (QLF) spoke (see below)."
    context = read_context(text, None, load_organs())
    assert context.countries == {"sy": 2 / 3, "tr": 1 / 3}
    assert context.explained == {"QLF": "Quenzol Liberation Front"}
