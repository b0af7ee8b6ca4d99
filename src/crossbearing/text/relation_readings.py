"""What the actors of a text are said to be to each other, each relation as its source puts it.

`find_relations` is told between which spans to look; here nobody vouches that they are actors of a
conflict, so more is asked for: candidates "attack" each other in words, voters "support" them, and
a spokesman who "told reporters" has an attribution already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crossbearing.model.anchor import Span
from crossbearing.model.attribution import Attribution
from crossbearing.model.reading import Mention, MentionForm, MentionKind, RelationReading
from crossbearing.model.relation import Relation, RelationType
from crossbearing.text.claims import claims_at
from crossbearing.text.mention_persons import ONE_PERSON, first_named, is_person
from crossbearing.text.relation_field import word_set
from crossbearing.text.relations import find_relations
from crossbearing.text.syntax import Syntax, take_syntax

if TYPE_CHECKING:
    from spacy.tokens import Doc

_IN_WORDS = word_set("""
    attack hit strike target assault battle combat defeat crush engage confront counter pound overrun rout
    damage harm wound destroy eliminate fight challenge suppress repel degrade shoot campaign effort
    struggle position drive use offensive war clash conflict hostility exchange duel
""")
"""What people do to each other in campaigns and debates as well as in war."""
_ADDRESSED = word_set("""
    tell urge ask call thank inform convey visit brief request warn advise notify congratulate greet receive
    assure agree write contact welcome message
""")
"""Who is only spoken to, or of: an attribution says that better."""
_PUT_TO_USE = word_set("use employ operate maintain deploy possess seize hold deliver conduct fly occupy own")
_PERSONAL = ONE_PERSON | {"we", "us", "our"}


def read_relations(
    doc: Doc, mentions: Sequence[Mention], attributions: Sequence[Attribution]
) -> tuple[RelationReading, ...]:
    """Read the relations between the actors of a chunk, in text order.

    mentions, attributions: as found in the same `doc`. Who denies a relation has a reading of that
    polarity. Two mentions known here to mean one actor are related by no more than their names.
    """
    actors = {m.span: place for place, m in enumerate(mentions) if m.kind is MentionKind.ACTOR}
    found = tuple(_plausible(doc, mentions, actors)) if actors else ()
    claims = claims_at(doc, attributions, [relation.trigger for relation in found])
    return tuple(
        RelationReading(
            type=found[claim.event].type,
            first=actors[found[claim.event].first],
            second=actors[found[claim.event].second],
            trigger=found[claim.event].trigger,
            chain=claim.chain,
            polarity=claim.polarity,
            certainty=claim.certainty,
            reasons=(*found[claim.event].reasons, *claim.reasons),
        )
        for claim in claims
    )


def _plausible(doc: Doc, mentions: Sequence[Mention], actors: dict[Span, int]) -> Iterator[Relation]:
    syntax = take_syntax(doc)
    for relation in find_relations(doc, tuple(actors)):
        first, second = (mentions[actors[span]] for span in (relation.first, relation.second))
        if relation.type is RelationType.SAME_AS:
            if MentionForm.PRONOUN not in {first.form, second.form}:
                yield relation
        elif first_named(mentions, first) is not first_named(mentions, second):
            lemma = syntax.lemma[syntax.tokens(relation.trigger)[0]]
            if _is_meant(syntax, relation, lemma, (first, second), mentions):
                yield relation


def _is_meant(
    syntax: Syntax, relation: Relation, lemma: str, ends: tuple[Mention, Mention], mentions: Sequence[Mention]
) -> bool:
    """Tell whether a word is likely to say of these actors what it says in war."""
    first, second = (is_person(syntax.text, mentions, end, _PERSONAL) for end in ends)
    match relation.type:
        case RelationType.FIGHTING_AGAINST:
            return not (lemma in _IN_WORDS and (first or second))
        case RelationType.ALLIED_WITH:
            return not (first and second)
        case RelationType.IN_CHARGE_OF:
            return lemma not in _PUT_TO_USE and not second
        case RelationType.COMMUNICATES_WITH:
            return lemma not in _ADDRESSED
        case _:
            return True
