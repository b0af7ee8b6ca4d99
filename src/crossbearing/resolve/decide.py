"""One answer out of several candidates, with the reasons; or none, which is an answer too."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from crossbearing.model.actor import Actor, ActorKind
from crossbearing.model.reading import Candidate, Resolution
from crossbearing.resolve.context import Context

_COUNTRY_BONUS = 0.06
_SEEN_BONUS = 0.05
_FULL_NAME_BONUS = 0.3
_KIND_PENALTY = 0.25
_MIN_MARGIN = 0.015
_MAX_RUNNERS_UP = 5
_PERSON_LABELS = frozenset({"PERSON", "PER"})
_BODY_LABELS = frozenset({"ORG", "NORP", "GPE", "LOC", "FAC"})


def weigh(
    candidate: Candidate, actor: Actor | None, context: Context, *, label: str, seen: Collection[str]
) -> Candidate:
    """Add what the document says for or against a candidate."""
    score, reasons = candidate.score, list(candidate.reasons)
    share = sum(context.countries.get(c, 0.0) for c in _countries(actor))
    if share:
        score += _COUNTRY_BONUS * min(1.0, 2 * share)
        reasons.append(f"{share:.0%} of the states this text names are its country")
    if candidate.id in seen:
        score += _FULL_NAME_BONUS if _is_person(actor) else _SEEN_BONUS
        reasons.append(
            "named in full earlier in this text" if _is_person(actor) else "named before in this text"
        )
    if (label in _PERSON_LABELS and not _is_person(actor)) or (label in _BODY_LABELS and _is_person(actor)):
        score -= _KIND_PENALTY if score < 1.0 else 0.0
        reasons.append(f"the text's reader took the name for a {label}")
    return replace(candidate, score=score, reasons=tuple(reasons))


def choose(name: str, candidates: Iterable[Candidate], min_score: float) -> Resolution:
    """Return the best candidate, or a resolution without id where none is good or two are equal.

    min_score: 0 to 1, ResolveSettings.min_actor_score.
    """
    ranked = sorted(candidates, key=lambda c: (-c.score, c.id))
    shown = tuple(replace(c, score=round(min(1.0, c.score), 3)) for c in ranked)
    if not ranked:
        return Resolution(None, name, 0.0, ("nobody in the register has this name or one near it",))
    if ranked[0].score < min_score:
        reason = f"the nearest, {ranked[0].name}, scores {shown[0].score}; {min_score} is needed"
        return Resolution(None, name, 0.0, (reason,), shown[:_MAX_RUNNERS_UP])
    if len(ranked) > 1 and ranked[0].score - ranked[1].score < _MIN_MARGIN:
        reason = f"{ranked[0].name} and {ranked[1].name} fit equally well, and nothing in the text decides"
        return Resolution(None, name, 0.0, (reason,), shown[:_MAX_RUNNERS_UP])
    best = shown[0]
    return Resolution(best.id, best.name, best.score, best.reasons, shown[1 : _MAX_RUNNERS_UP + 1])


def _countries(actor: Actor | None) -> set[str]:
    return {actor.country or "", *actor.countries} if actor else set()


def _is_person(actor: Actor | None) -> bool:
    return actor is not None and actor.kind is ActorKind.PERSON
