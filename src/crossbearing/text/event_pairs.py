"""Which PLOVER event joins two given actors in a passage, by the words that tie them.

Every event that the passage words may tell is read, with none but the two as actors; the one that ties
them closest answers. There is no default: where no word of the table is near, nothing is answered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from crossbearing.model.anchor import Span
from crossbearing.model.event import EventType
from crossbearing.model.reading import Mention, MentionForm, MentionKind
from crossbearing.text.event_encoder import ask
from crossbearing.text.event_nouns import Phrase
from crossbearing.text.event_roles import Roles, take_roles
from crossbearing.text.events import find_phrases
from crossbearing.text.mention_words import PLACE_HEADS
from crossbearing.text.syntax import Syntax, take_syntax

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from crossbearing.text.encoder import Encoder

_CLIMB = 12
_GROUND = frozenset((word,) for word in PLACE_HEADS)
_TRUST: Final = 7.0  # how many times likelier another type must be to overrule a word of the table


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """What joins the two.

    mode: PLOVER's, None where the text gives none. trigger: the word that says so, None where only the
    encoder sees it.
    """

    type: EventType
    mode: str | None
    trigger: Span | None
    reasons: tuple[str, ...]


def judge_pair(
    doc: Doc, agent: Span, recipient: Span | None, encoder: Encoder | None = None
) -> JudgedPair | None:
    """Say what `agent` is said to have done to, with or about `recipient`; None where nothing is read.

    agent, recipient: code points into the text of `doc`. recipient: None where nobody is done to.
    encoder: asked beside the rules, whose answer it can overrule where it is much surer of another.
    """
    ruled = _by_rules(doc, agent, recipient)
    opinion = ask(encoder, doc, agent, recipient) if encoder is not None and recipient is not None else None
    if opinion is None:
        return ruled
    chance = opinion.chances
    best = max(chance, key=lambda root: chance[root] * (_TRUST if ruled and root is ruled.type else 1))
    why = f"the encoder takes what joins the two for {best.value} ({chance[best]:.2f})"
    if ruled is not None and best is ruled.type:
        return replace(ruled, reasons=(*ruled.reasons, why))
    trigger = ruled.trigger if ruled is not None else None
    return JudgedPair(best, None, trigger, (why, *(ruled.reasons if ruled is not None else ())))


def _by_rules(doc: Doc, agent: Span, recipient: Span | None) -> JudgedPair | None:
    syntax = take_syntax(doc)
    given = (agent,) if recipient is None else (agent, recipient)
    mentions = [_mention(syntax, span) for span in given]
    roles = take_roles(syntax, mentions, ())
    best = min(_ranked(syntax, roles, len(mentions)), key=lambda r: r[0], default=None)
    if best is None:
        return None
    phrase = best[1]
    return JudgedPair(phrase.type, phrase.mode, syntax.span(phrase.trigger, phrase.trigger), phrase.reasons)


def _mention(syntax: Syntax, span: Span) -> Mention:
    """Take a span for an actor, labelled as a place where its last word is one: what is taken tells how."""
    last = bisect_left(syntax.ends, span.end)
    ground = last in syntax.placed or syntax.lemma[last : last + 1] in _GROUND
    return Mention(span, MentionKind.ACTOR, MentionForm.NAME, span, "LOC" if ground else "")


def _ranked(syntax: Syntax, roles: Roles, given: int) -> Iterator[tuple[tuple[int, int, int], Phrase]]:
    """Yield the readings with their rank: how many of the two they tie, how far up the agent's clause."""
    above = _above(syntax, roles.roots.get(0))
    for phrase in find_phrases(syntax, roles):
        both = phrase.agent == 0 and (given == 1 or phrase.recipient == 1)
        one = phrase.agent == 0
        other = given > 1 and phrase.recipient == 1
        tied = 0 if both else 1 if one else 2 if other else 3
        yield (tied, above.get(phrase.verb, _CLIMB), phrase.trigger), phrase


def _above(syntax: Syntax, token: int | None) -> dict[int, int]:
    """Return how many steps up the parse each word above the agent stands."""
    steps: dict[int, int] = {}
    for step in range(_CLIMB):
        if token is None or token in steps:
            break
        steps[token] = step
        token = syntax.head[token]
    return steps
