"""What people decided, ready to be applied: never mixed into what the machine suggests.

A decision changes what is shown, says by whom and why, and goes when it is undone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crossbearing.corroborate.align import Group
from crossbearing.model.allegation import ClaimRef, Credibility, Grade, Reliability
from crossbearing.model.decision import Decision, DecisionKind, in_force
from crossbearing.model.evidence import Digest


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions in force, by what they bear on. reasons: sentences by allegation."""

    rejected: frozenset[ClaimRef]
    tied: Mapping[str, tuple[Digest, ...]]
    grades: Mapping[str, Decision]
    joins: tuple[Decision, ...]
    splits: tuple[Decision, ...]
    reasons: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def regrade(self, allegation_id: str, suggested: Grade) -> Grade:
        """Return the grade a person gave, with the suggested one kept among its reasons."""
        decision = self.grades.get(allegation_id)
        if decision is None:
            return suggested
        code = decision.subjects[1]
        given = f"Graded {code} by {decision.who} on {decision.when.date()}: {decision.why}"
        before = f"The suggested grade was {suggested.code}, derived as follows."
        return Grade(Reliability(code[0]), Credibility(code[1]), (given, before, *suggested.reasons))

    def regroup(self, named: Sequence[tuple[Group, str]]) -> list[tuple[Group, str]]:
        """Join and split groups as decided; the first of the joined keeps its id."""
        groups = {allegation_id: group for group, allegation_id in named}
        for decision in self.joins:
            present = [s for s in decision.subjects if s in groups]
            for other in present[1:]:
                for claim in groups.pop(other).claims:
                    groups[present[0]].add(claim)
            if len(present) > 1:
                self.reasons[present[0]].append(_sentence("Taken together", decision))
        for decision in self.splits:
            self._split(groups, decision)
        return [(group, allegation_id) for allegation_id, group in groups.items()]

    def _split(self, groups: dict[str, Group], decision: Decision) -> None:
        group = groups.get(decision.subjects[0])
        if group is None:
            return
        taken = {read_claim_ref(s) for s in decision.subjects[1:]}
        out = [c for c in group.claims if c.ref in taken]
        if not out or len(out) == len(group.claims):
            return
        group.claims = [c for c in group.claims if c.ref not in taken]
        apart = Group(group.family, group.sides)
        for claim in out:
            apart.add(claim)
        groups[f"{decision.subjects[0]}-{decision.id[:6]}"] = apart
        for allegation_id in (decision.subjects[0], f"{decision.subjects[0]}-{decision.id[:6]}"):
            self.reasons[allegation_id].append(_sentence("Set apart", decision))


def _sentence(what: str, decision: Decision) -> str:
    return f"{what} by {decision.who} on {decision.when.date()}: {decision.why}"


def read_claim_ref(subject: str) -> ClaimRef:
    """Read "digest#position". Raises ValueError for anything else."""
    item, _, position = subject.partition("#")
    return ClaimRef(Digest(item), int(position))


def read_decisions(decisions: Iterable[Decision]) -> Decided:
    """Sort the decisions that are in force by what they bear on; a later one replaces an earlier."""
    tied: dict[str, list[Digest]] = defaultdict(list)
    kinds: dict[DecisionKind, list[Decision]] = defaultdict(list)
    for decision in in_force(decisions):
        kinds[decision.kind].append(decision)
    for decision in kinds[DecisionKind.TIE_FOOTAGE]:
        tied[decision.subjects[0]] += [Digest(s) for s in decision.subjects[1:]]
    rejected = {read_claim_ref(s) for d in kinds[DecisionKind.REJECT_CLAIM] for s in d.subjects}
    return Decided(
        rejected=frozenset(rejected),
        tied={k: tuple(v) for k, v in tied.items()},
        grades={d.subjects[0]: d for d in kinds[DecisionKind.GRADE]},
        joins=tuple(kinds[DecisionKind.SAME_ALLEGATION]),
        splits=tuple(kinds[DecisionKind.NOT_SAME_ALLEGATION]),
    )
