"""What stands behind the page: failures, decisions, the custody log, components."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crossbearing.dossier.contents import log_head, short_digest
from crossbearing.dossier.lookup import Lookup
from crossbearing.dossier.wording import DECISION
from crossbearing.model.decision import Decision, DecisionKind, in_force
from crossbearing.model.evidence import Digest
from crossbearing.model.provenance import Component, CustodyEntry, Failure


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision. standing: "in force", "taken back" by a later one, or "undoing"."""

    kind: str
    subjects: tuple[str, ...]
    who: str
    when: str
    why: str
    standing: str


@dataclass(frozen=True, slots=True)
class CustodyRow:
    """One entry of the log."""

    number: int
    when: str
    action: str
    item: str
    facts: tuple[tuple[str, str], ...]
    component: str
    hash: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """head: hash of the newest entry of the log. rows_left_out: entries between the rows shown."""

    failures: tuple[Failure, ...]
    unread: tuple[str, ...]
    decisions: tuple[DecisionRow, ...]
    rows: tuple[CustodyRow, ...]
    rows_left_out: int
    entries: int
    head: str | None
    components: tuple[Component, ...]


def ledger(lookup: Lookup, *, max_rows: int) -> Ledger:
    """Gather the ledger, in the order in which things happened."""
    contents = lookup.contents
    log = sorted(contents.custody, key=lambda entry: entry.number)
    shown = log if len(log) <= max_rows else [*log[: max_rows // 2], *log[-(max_rows - max_rows // 2) :]]
    return Ledger(
        failures=tuple(sorted(contents.failures, key=_failure_key)),
        unread=_unread(lookup),
        decisions=_decisions(lookup),
        rows=tuple(_row(lookup, entry) for entry in shown),
        rows_left_out=len(log) - len(shown),
        entries=len(log),
        head=log_head(contents),
        components=tuple(sorted(set(contents.components))),
    )


def when_label(moment: datetime) -> str:
    """Write a UTC time to the second."""
    return moment.strftime("%Y-%m-%d %H:%M:%S UTC")


def _failure_key(failure: Failure) -> tuple[str, str, str, str]:
    return (failure.path, failure.stage, failure.code, failure.message)


def _unread(lookup: Lookup) -> tuple[str, ...]:
    """Name the items that gave neither a document nor footage, nor a failure that says why."""
    explained = {failure.item for failure in lookup.contents.failures}
    silent = set(lookup.items) - set(lookup.documents) - set(lookup.footage) - explained
    return tuple(sorted(f"{lookup.label(digest)} ({short_digest(digest)})" for digest in silent))


def _decisions(lookup: Lookup) -> tuple[DecisionRow, ...]:
    ordered = sorted(lookup.contents.decisions, key=lambda decision: (decision.when, decision.id))
    standing = {decision.id for decision in in_force(ordered)}
    return tuple(
        DecisionRow(
            kind=DECISION[decision.kind],
            subjects=tuple(_subject(lookup, subject) for subject in decision.subjects),
            who=decision.who,
            when=when_label(decision.when),
            why=decision.why,
            standing=_standing(decision, standing),
        )
        for decision in ordered
    )


def _subject(lookup: Lookup, subject: str) -> str:
    """Name an item, or a claim of one ("digest#position"), by its label; anything else as it is."""
    name, _, claim = subject.partition("#")
    label = lookup.labels.get(Digest(name))
    if label is None:
        return subject
    return f"{label} ({short_digest(name)}{', claim ' + claim if claim else ''})"


def _standing(decision: Decision, standing: set[str]) -> str:
    if decision.kind is DecisionKind.UNDO:
        return "undoing"
    return "in force" if decision.id in standing else "taken back"


def _row(lookup: Lookup, entry: CustodyEntry) -> CustodyRow:
    return CustodyRow(
        number=entry.number,
        when=when_label(entry.when),
        action=entry.action,
        item=lookup.label(entry.item) if entry.item else "",
        facts=entry.facts,
        component=f"{entry.component.name} {entry.component.version}",
        hash=entry.hash,
    )
