"""Events as their sources put them: chain of attributions, polarity, certainty, basis."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from crossbearing.model.anchor import Span
from crossbearing.model.attribution import Attribution
from crossbearing.model.claim import Claim, Polarity
from crossbearing.model.event import Event
from crossbearing.text.attribution_nesting import innermost
from crossbearing.text.basis import judge_basis
from crossbearing.text.certainty import Stance, combine, judge_clause, judge_cues
from crossbearing.text.cues import Cues, load_cues
from crossbearing.text.denial import denied_events, denies
from crossbearing.text.syntax import Syntax, take_syntax

_MAX_CHAIN = 32


def make_claims(doc: Doc, attributions: Sequence[Attribution], events: Sequence[Event]) -> tuple[Claim, ...]:
    """Return the claims about `events`, which come in text order, in their order.

    Every event has at least one claim. An event that somebody denies has a claim with polarity
    denied for each denier, besides that of whoever puts it forward.
    """
    if not events:
        return ()
    syntax, cues = take_syntax(doc), load_cues()
    denying = [denies(syntax, cues, attribution) for attribution in attributions]
    claims = _put_forward(syntax, cues, [event.trigger for event in events], attributions, denying)
    claims += _pointing_denials(syntax, cues, attributions, events, denying, claims)
    return tuple(
        sorted(claims, key=lambda claim: (claim.event, claim.polarity is Polarity.DENIED, claim.chain))
    )


def claims_at(doc: Doc, attributions: Sequence[Attribution], triggers: Sequence[Span]) -> tuple[Claim, ...]:
    """Return how what stands at each of `triggers` is put forward; `event` is the trigger's number."""
    if not triggers:
        return ()
    syntax, cues = take_syntax(doc), load_cues()
    denying = [denies(syntax, cues, attribution) for attribution in attributions]
    return tuple(_put_forward(syntax, cues, triggers, attributions, denying))


def _put_forward(
    syntax: Syntax,
    cues: Cues,
    triggers: Sequence[Span],
    attributions: Sequence[Attribution],
    denying: Sequence[bool],
) -> list[Claim]:
    claims: list[Claim] = []
    holder = innermost(attributions)
    for number, trigger in enumerate(triggers):
        chain = chain_to(holder[trigger.start] if trigger.start < len(holder) else -1, attributions)
        claims += _claims_of(syntax, cues, number, trigger, chain, attributions, denying)
    return claims


def chain_to(place: int, attributions: Sequence[Attribution]) -> tuple[int, ...]:
    """Return the attributions from the outermost down to number `place`; () for the author, -1."""
    chain: list[int] = []
    above = place if place >= 0 else None
    while above is not None and len(chain) < _MAX_CHAIN:
        chain.append(above)
        above = attributions[above].parent
    return tuple(reversed(chain))


def _claims_of(
    syntax: Syntax,
    cues: Cues,
    number: int,
    trigger: Span,
    chain: tuple[int, ...],
    attributions: Sequence[Attribution],
    denying: Sequence[bool],
) -> list[Claim]:
    """Return the claim of a trigger's own chain, and one for who denies it on the way."""
    judged = frozenset(_cue_tokens(syntax, [attributions[place] for place in chain]))
    clause = judge_clause(syntax, cues, _trigger_token(syntax, trigger), judged)
    denier = next((depth for depth, place in enumerate(chain) if denying[place]), None)
    if denier is None:
        return [_claim(syntax, cues, number, chain, attributions, clause, denied=False)]
    made = [_claim(syntax, cues, number, chain[: denier + 1], attributions, clause, denied=True)]
    own = attributions[chain[denier]].source
    claimant = any(attributions[place].source not in ((), own) for place in chain[denier + 1 :])
    if claimant:
        made.append(_claim(syntax, cues, number, chain, attributions, clause, denied=False))
    return made


def _trigger_token(syntax: Syntax, trigger: Span) -> int:
    """Return the head word of a trigger."""
    first, last = syntax.tokens(trigger)
    last = max(last, first + 1)
    top = next((t for t in range(first, min(last, len(syntax))) if not first <= syntax.head[t] < last), first)
    return min(top, len(syntax) - 1)


def _cue_tokens(syntax: Syntax, links: Sequence[Attribution]) -> list[int]:
    return [t for link in links for span in link.cue for t in range(*syntax.tokens(span))]


def _claim(
    syntax: Syntax,
    cues: Cues,
    number: int,
    chain: tuple[int, ...],
    attributions: Sequence[Attribution],
    clause: Stance,
    *,
    denied: bool,
) -> Claim:
    links = [attributions[place] for place in chain]
    # A denial's own cue only turns the polarity; whether it is certain, the rest of the chain tells.
    heard = links[:-1] if denied else links
    above = judge_cues(syntax, cues, _cue_tokens(syntax, heard))
    stance = combine(clause, above, denied=denied)
    basis, why = judge_basis(syntax, cues, links)
    reasons = [*stance.reasons, f"basis: {why}"]
    if denied:
        reasons.insert(0, "the source denies it")
    return Claim(
        event=number,
        chain=chain,
        polarity=Polarity.DENIED if stance.negated else Polarity.ASSERTED,
        certainty=stance.certainty,
        basis=basis,
        reasons=tuple(reasons),
    )


def _pointing_denials(
    syntax: Syntax,
    cues: Cues,
    attributions: Sequence[Attribution],
    events: Sequence[Event],
    denying: Sequence[bool],
    claims: Sequence[Claim],
) -> list[Claim]:
    """Return a denial of each earlier event that a denial points back to."""
    made: list[Claim] = []
    known = {(claim.event, claim.chain) for claim in claims}
    asserted = {claim.event for claim in claims if claim.polarity is Polarity.ASSERTED}
    for place in (place for place, denial in enumerate(denying) if denial):
        numbers, why = denied_events(syntax, cues, place, attributions, events, asserted)
        chain = chain_to(place, attributions)
        for number in numbers:
            if (number, chain) in known:
                continue
            basis, shown = judge_basis(syntax, cues, [attributions[p] for p in chain])
            stance = combine(
                Stance("certain", negated=False, reasons=()), judge_cues(syntax, cues, ()), denied=True
            )
            reasons = ("the source denies it", why, f"basis: {shown}")
            made.append(Claim(number, chain, Polarity.DENIED, stance.certainty, basis, reasons))
            known.add((number, chain))
    return made
