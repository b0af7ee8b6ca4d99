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
    """Patterns by lemma, and by lemma with what stands beside it ("fight/alongside", "action/legal").

    compound, modified: lemmas of verbs and of nouns that have such entries.
    """

    verbs: dict[str, Pattern]
    nouns: dict[str, Pattern]
    compound: frozenset[str]
    modified: frozenset[str]


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
    modified = frozenset(word.split("/", 1)[0] for word in nouns if "/" in word)
    return EventTable(verbs, nouns, compound, modified)


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


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LIGHT = _words("""
    make do take have give provide commit carry conduct launch stage hold sign reach strike perform
    mount wage open file start begin issue impose deliver express show order announce offer extend lead
    undertake execute resume voice send face maintain forge establish build seal pay place lodge put
    conclude receive enter call go hail attend expand continue broker declare inflict press intensify
    escalate step plan plot organize organise join become remain keep enjoy deepen strengthen reiterate
    reaffirm pledge promise set lay be slap levy participate engage upgrade grant win secure adopt pass
    enforce introduce clinch ink finalize finalise renew
""")
GIVE = _words("""
    provide give supply send deliver offer transfer ship donate sell smuggle export channel grant
    furnish allocate hand pour lend pledge contribute dispatch airlift funnel bring fly raise promise pass
    airdrop loan lease slip leak rush truck
""")
COMMANDING = _words("command lead head run")
RECEIVING = _words("receive get obtain acquire buy purchase import procure secure")
"""Verbs of giving seen from the other side: "received rifles from …"."""
LETTING = _words("allow let permit enable authorize authorise")
USING = _words("""
    use cross enter operate occupy move pass transit travel launch fly shelter hide regroup stay rest base
    station train attack stage
""")
DELIVERIES = _words("""
    delivery shipment supply provision transfer sale sending dispatch handover consignment granting sharing
    smuggling export donation supplying gift flow payment transport
""")
"""Nouns that hand something from one to another; what is handed decides whether it is support."""
HELPING = _words(
    "help support reinforce fight defend aid assist back join protect train advise bolster rescue"
)
SENDERS = _words("send hire pay recruit dispatch deploy provide train")
HOSTED = _words("leadership leader fighter office headquarters command camp member wing commander training")
SHELTERS = _words("sanctuary refuge shelter haven asylum")
HELPS = _words("support backing help aid assistance")
SORTIES = _words(
    "strike airstrike air-strike raid sortie bombing attack operation bombardment offensive patrol"
)
WARDS = _words("hospital clinic infirmary ward")
SENDING = _words("send dispatch deploy pour")
DECLARING = _words(
    "pledge promise declare voice express reiterate reaffirm announce affirm reassert show offer extend"
)
"""Verbs by which support is only declared."""
DECLARED = _words("support backing")
REFUSING = _words("refuse decline reject oppose refusal rejection unwilling veto rule")
"""Not "deny": what is denied stays the event that it is, and the claim about it is a denial."""
FAILING = _words("fail failure")
AGREEING = _words("""
    agree pledge promise offer plan intend commit consent accept vow undertake willing ready prepared
    agreement willingness readiness commitment committed set
""")
THREATENING = _words("threaten vow pledge plan warn prepare threat plot")
DEMANDING = _words("urge ask demand want call appeal press pressure beg implore request tell order require")
DEMANDING_THAT = _words("urge demand request insist require propose recommend")
"""Those whose content clause is the demand: one tells that a thing is so, but demands that it be so."""
ENDING = _words("""
    end stop halt suspend cease lift cancel abandon remove ease freeze drop terminate scrap relax waive reduce
    cut discontinue curtail slash quash overturn reverse
""")
TURNING = ENDING | REFUSING | DEMANDING
CONTAINERS = _words(
    "round series number wave kind campaign state set variety spate string form package range act"
)
ALSO_A_BODY = frozenset({"opposition"})  # a deed only with "to": "opposition to the plan"
EFFORTS = _words(
    "effort operation campaign action programme program mission bid drive move process attempt activity"
)
TROOPS = _words(
    "troop soldier force peacekeeper army contingent warship fleet brigade battalion tank jet police"
)
SENT = TROOPS | _words("""
    fighter mercenary militant soldier gunman rebel commando adviser advisor instructor militiaman
""")
FIGHTING_BESIDE = _words("fight/alongside fight/beside battle/alongside serve/alongside")
TEACHERS = _words("adviser advisor instructor trainer")
QUANTITIES = CONTAINERS | _words("""
    million billion thousand hundred dozen ton tonne shipment consignment delivery load cargo lot
    amount number quantity supply stock batch kind type sort convoy truckload planeload cache pair couple
    majority ten
    score
""")
SHARING = _words("merge share integrate fuse pool")
GROUND = _words("area position point territory zone front land village town post line")
"""Ground that armed actors may share."""
BASES = _words("base camp airbase airfield barracks headquarters facility")
TAKING = _words("capture seize retake recapture occupy invade take overrun conquer storm annex besiege")
SHOWING = _words(
    "show see film monitor capture depict document record watch catch spot reveal portray video observe"
)
"""Verbs whose object does what a participle after it says ("videos show X fighting")."""

OBJECT_CONTROL = _words("""
    force ask urge help allow order tell compel enable encourage persuade invite instruct accuse warn
    suspect push pressure blame let make permit press get want send hire recruit deploy dispatch pay train
    criticize criticise condemn denounce convict arrest charge fault rebuke praise punish
""")
PARTNERS = _words("ally partner proxy pillar backbone accomplice instrument surrogate")
DEPLOYED = _words("mercenary")
"""People whose being somewhere is a deployment."""
