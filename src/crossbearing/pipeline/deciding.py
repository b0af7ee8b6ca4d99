"""Whether a decision makes sense for the case as it stands, before it is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NoReturn

from crossbearing.errors import ConfigError
from crossbearing.model.allegation import Credibility, Reliability
from crossbearing.model.decision import DecisionKind
from crossbearing.pipeline.rooms import open_register
from crossbearing.settings import ResolveSettings
from crossbearing.store import View

SUBJECTS: dict[DecisionKind, tuple[int, int | None]] = {
    DecisionKind.SAME_ACTOR: (2, 2),
    DecisionKind.SAME_ALLEGATION: (2, None),
    DecisionKind.NOT_SAME_ALLEGATION: (2, None),
    DecisionKind.REJECT_CLAIM: (1, None),
    DecisionKind.GRADE: (2, 2),
    DecisionKind.TIE_FOOTAGE: (2, None),
    DecisionKind.UNDO: (1, 1),
}
"""How many subjects each kind of decision takes: at least, at most (None: no limit)."""


def check_decision(
    kind: DecisionKind, subjects: Sequence[str], *, who: str, why: str, view: View, settings: ResolveSettings
) -> None:
    """Refuse a decision about what the case does not hold, or that nobody answers for.

    Raises ConfigError.
    """
    _need_count(kind, subjects)
    if not who.strip() or not why.strip():
        raise ConfigError("A decision needs who made it and why.")
    _need_known(kind, subjects, view, settings)


def _need_count(kind: DecisionKind, subjects: Sequence[str]) -> None:
    least, most = SUBJECTS[kind]
    if len(subjects) < least or (most is not None and len(subjects) > most):
        wanted = str(least) if most == least else f"{least} or more"
        raise ConfigError(
            f"A decision of the kind {kind} takes {wanted} subjects.",
            expected=wanted,
            actual=str(len(subjects)),
        )


def _need_known(kind: DecisionKind, subjects: Sequence[str], view: View, settings: ResolveSettings) -> None:
    match kind:
        case DecisionKind.UNDO:
            _need(subjects, {d.id for d in view.decisions()}, "decision")
        case DecisionKind.SAME_ALLEGATION:
            _need(subjects, _allegations(view), "allegation")
        case DecisionKind.GRADE:
            _need(subjects[:1], _allegations(view), "allegation")
            _need_code(subjects[1])
        case DecisionKind.TIE_FOOTAGE:
            _need(subjects[:1], _allegations(view), "allegation")
            _need(subjects[1:], {f.item for f in view.all_footage()}, "item of footage")
        case DecisionKind.NOT_SAME_ALLEGATION:
            _need(subjects[:1], _allegations(view), "allegation")
            _need(subjects[1:], _claims(view), "claim")
        case DecisionKind.REJECT_CLAIM:
            _need(subjects, _claims(view), "claim")
        case DecisionKind.SAME_ACTOR:
            if open_register(settings).get(subjects[1]) is None:
                _refuse_actor(subjects[1])


def _allegations(view: View) -> set[str]:
    return {a.id for a in view.allegations()}


def _claims(view: View) -> set[str]:
    return {f"{ref.item}#{ref.claim}" for ref in view.claims()}


def _need(subjects: Iterable[str], known: Iterable[str], what: str) -> None:
    known = set(known)
    for subject in subjects:
        if subject not in known:
            raise ConfigError(f"The case has no such {what}.", what=subject, next_step=_WHERE[what])


_WHERE = {
    "decision": "List them with `crossbearing decisions --case DIR`.",
    "allegation": "List them with `crossbearing allegations --why --case DIR`.",
    "item of footage": "List the items with `crossbearing custody --case DIR --json`.",
    "claim": "List them with `crossbearing claims --case DIR --json`.",
}


def _need_code(code: str) -> None:
    try:
        _ = Reliability(code[:1]), Credibility(code[1:])
    except ValueError as error:
        raise ConfigError(
            "That is no Admiralty code.", expected="A to F, then 1 to 6, such as C3", actual=code
        ) from error


def _refuse_actor(actor_id: str) -> NoReturn:
    raise ConfigError(
        "The register has no such actor.",
        what=actor_id,
        next_step="Look it up with `crossbearing actors NAME`, or add it to a register of your own.",
    )
