"""The table of events.tsv as it is matched: which verbs and nouns put which PLOVER event into words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crossbearing.model.event import EventType, SupportKind


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a word stands for. of: the role that "of X" fills after a noun. weak: needs both roles."""

    word: str
    type: EventType
    mode: str | None
    support: tuple[SupportKind, ...]
    of: str | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class EventTable:
    """verbs: by lemma, and by lemma with its particles ("fight/alongside"). nouns: by lemma."""

    verbs: dict[str, Pattern]
    nouns: dict[str, Pattern]
    compound: frozenset[str]


@cache
def load_events() -> EventTable:
    """Read the bundled table once."""
    lines = (files(__package__) / "events.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    weak = {word for row in rows if row[0] == "weak" for word in row[4].split()}
    verbs: dict[str, Pattern] = {}
    nouns: dict[str, Pattern] = {}
    for part, kind, mode, support, row_words in rows:
        if part == "weak":
            continue
        kinds = () if support == "-" else (SupportKind(support),)
        of = {"of": "recipient", "by": "agent"}.get(part)
        for word in row_words.split():
            table = verbs if part == "verb" else nouns
            pattern = Pattern(word, EventType(kind), None if mode == "-" else mode, kinds, of, word in weak)
            table.setdefault(word, pattern)
    compound = frozenset(word.split("/", 1)[0] for word in verbs if "/" in word)
    return EventTable(verbs, nouns, compound)


COOPERATIVE = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.COOPERATE,
        EventType.AID,
        EventType.YIELD,
    }
)
HOSTILE = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.PROTEST,
        EventType.THREATEN,
        EventType.REJECT,
    }
)

LIGHT = frozenset(
    """
    make do take have give provide commit carry conduct launch stage hold sign reach strike perform mount wage open
    file start begin issue impose deliver express show order announce offer extend lead undertake execute resume
    voice send face maintain forge establish build seal pay place lodge put conclude receive enter call announce
    hail attend expand continue broker negotiate declare inflict press intensify escalate step plan plot organize
    organise join become remain keep enjoy deepen strengthen
""".split()
)
GIVE = frozenset(
    """
    provide give supply send deliver offer transfer ship donate sell smuggle export channel grant furnish allocate
    hand pour lend pledge contribute dispatch airlift funnel bring pass allocate
""".split()
)
REFUSING = frozenset("refuse decline reject oppose deny".split())
AGREEING = frozenset("agree pledge promise offer plan intend commit consent accept vow undertake".split())
THREATENING = frozenset("threaten vow pledge plan warn prepare".split())
DEMANDING = frozenset("urge ask demand want call appeal press pressure beg implore request tell".split())
ENDING = frozenset(
    "end stop halt suspend cease lift cancel abandon remove ease freeze drop terminate scrap relax waive".split()
)
TROOPS = frozenset(
    "troop soldier force peacekeeper army contingent warship fleet brigade battalion tank jet police".split()
)
SHOWING = frozenset(
    "show see film monitor capture depict document record watch catch spot reveal portray video observe".split()
)
"""Verbs whose object does what a participle after it says ("videos show X fighting")."""

OBJECT_CONTROL = frozenset(
    """
    force ask urge help allow order tell compel enable encourage persuade invite instruct accuse warn suspect push
    pressure blame let make permit press get want
""".split()
)
PARTNERS = frozenset("ally partner proxy pillar backbone accomplice instrument surrogate".split())
DEPLOYED = frozenset({"mercenary"})
"""People whose being somewhere is a deployment."""
