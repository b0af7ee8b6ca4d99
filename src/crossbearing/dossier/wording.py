"""The words of the page for the codes of the records. Nothing here says that a thing happened."""

from __future__ import annotations

from crossbearing.model.actor import ActorRef
from crossbearing.model.allegation import Allegation, Credibility, Reliability
from crossbearing.model.attribution import Sourcing
from crossbearing.model.claim import Basis, Certainty
from crossbearing.model.decision import DecisionKind
from crossbearing.model.event import EventType, SupportKind
from crossbearing.model.footage import ManifestStatus
from crossbearing.model.place import Place, Precision
from crossbearing.model.relation import RelationType

DEED = {
    EventType.AGREE: "agreed with",
    EventType.CONSULT: "met or consulted with",
    EventType.SUPPORT: "supported",
    EventType.COOPERATE: "cooperated with",
    EventType.AID: "aided",
    EventType.YIELD: "yielded to",
    EventType.REQUEST: "made a request of",
    EventType.ACCUSE: "accused",
    EventType.REJECT: "rejected",
    EventType.THREATEN: "threatened",
    EventType.PROTEST: "protested against",
    EventType.SANCTION: "imposed sanctions on",
    EventType.MOBILIZE: "mobilised with regard to",
    EventType.COERCE: "coerced",
    EventType.ASSAULT: "attacked",
}

DEED_ALONE = DEED | {
    EventType.AGREE: "made an agreement",
    EventType.CONSULT: "met or consulted",
    EventType.SUPPORT: "gave support",
    EventType.COOPERATE: "cooperated",
    EventType.AID: "aided others",
    EventType.YIELD: "yielded",
    EventType.REQUEST: "made a request",
    EventType.ACCUSE: "made an accusation",
    EventType.REJECT: "rejected something",
    EventType.THREATEN: "made a threat",
    EventType.PROTEST: "protested",
    EventType.SANCTION: "imposed sanctions",
    EventType.MOBILIZE: "mobilised",
    EventType.COERCE: "used coercion",
    EventType.ASSAULT: "attacked",
}
"""The same where the source names nobody on the second side."""

SUPPORT = {
    SupportKind.TROOPS: "troops",
    SupportKind.ACCESS_TO_TERRITORY: "access to territory",
    SupportKind.ACCESS_TO_INFRASTRUCTURE: "access to infrastructure",
    SupportKind.WEAPONS: "weapons",
    SupportKind.MATERIEL_AND_LOGISTICS: "materiel and logistics",
    SupportKind.TRAINING: "training",
    SupportKind.FUNDING: "funding",
    SupportKind.INTELLIGENCE: "intelligence",
    SupportKind.OTHER: "other support",
}

STANDING = {
    RelationType.SAME_AS: "be the same as",
    RelationType.FIGHTING_AGAINST: "fight against",
    RelationType.ALLIED_WITH: "be allied with",
    RelationType.IN_CHARGE_OF: "be in charge of",
    RelationType.BELONGS_TO: "belong to",
    RelationType.COMMUNICATES_WITH: "be in touch with",
}

SOURCING = {
    Sourcing.NAMED_PERSON: "named person",
    Sourcing.NAMED_BODY: "named body",
    Sourcing.UNNAMED_OFFICIAL: "unnamed official",
    Sourcing.ANONYMOUS: "anonymous",
    Sourcing.VAGUE: "vague",
    Sourcing.FOOTAGE: "footage",
    Sourcing.DOCUMENT: "document",
    Sourcing.AUTHOR: "the author",
}

CERTAINTY = {
    Certainty.CT_PLUS: "put as certain",
    Certainty.PR_PLUS: "put as probable",
    Certainty.PS_PLUS: "put as possible",
    Certainty.CT_MINUS: "put as certainly not so",
    Certainty.PR_MINUS: "put as probably not so",
    Certainty.PS_MINUS: "put as possibly not so",
    Certainty.CT_U: "put as certain, which way is not said",
    Certainty.UU: "source does not commit itself",
}

BASIS = {
    Basis.FOOTAGE: "footage",
    Basis.DOCUMENT: "a document",
    Basis.OFFICIAL_RECORD: "an official record",
    Basis.EYEWITNESS: "an eyewitness",
    Basis.HEARSAY: "hearsay",
    Basis.NONE: "none shown",
}

RELIABILITY = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "reliability cannot be judged",
}

CREDIBILITY = {
    Credibility.CONFIRMED: "confirmed by other independent sources",
    Credibility.PROBABLY_TRUE: "probably true",
    Credibility.POSSIBLY_TRUE: "possibly true",
    Credibility.DOUBTFUL: "doubtful",
    Credibility.IMPROBABLE: "improbable",
    Credibility.CANNOT_BE_JUDGED: "cannot be judged",
}

MANIFEST = {
    ManifestStatus.ABSENT: "no manifest present",
    ManifestStatus.UNTRUSTED: "present, not trusted",
    ManifestStatus.TRUSTED: "present and trusted",
}

PRECISION = {
    Precision.REGION: "region",
    Precision.COUNTRY: "country",
    Precision.SUBDIVISION: "subdivision",
    Precision.DISTRICT: "district",
    Precision.TOWN: "town",
    Precision.SITE: "site",
}

DECISION = {
    DecisionKind.SAME_ACTOR: "same actor",
    DecisionKind.SAME_ALLEGATION: "same allegation",
    DecisionKind.NOT_SAME_ALLEGATION: "not the same allegation",
    DecisionKind.REJECT_CLAIM: "claim rejected as misread",
    DecisionKind.GRADE: "grade",
    DecisionKind.TIE_FOOTAGE: "footage tied",
    DecisionKind.UNDO: "undone",
}

NOBODY = "not named"


def actor_name(actor: ActorRef | None) -> str:
    """Name an actor, or say that nobody is named."""
    return actor.name if actor and actor.name else NOBODY


def verb(kind: EventType, *, alone: bool = False) -> str:
    """Put an event type in words that follow "is alleged to have". alone: it has no second side."""
    return DEED_ALONE[kind] if alone else DEED[kind]


def deed(kind: EventType, mode: str | None, *, alone: bool = False) -> str:
    """Put an event type in words, with its mode: "cooperated with (military)"."""
    words = verb(kind, alone=alone)
    return f"{words} ({mode})" if mode else words


def deed_of(allegation: Allegation) -> str:
    """Put in words what an allegation says was done."""
    return deed(allegation.type, allegation.mode, alone=allegation.recipient is None)


def tie(allegation: Allegation) -> str:
    """Who to whom, in one line; one name where the event has no second side."""
    if allegation.recipient is None:
        return actor_name(allegation.agent)
    return f"{actor_name(allegation.agent)} → {actor_name(allegation.recipient)}"


def place_label(place: Place | None) -> str:
    """Name a place with its subdivision where that tells more."""
    if place is None:
        return ""
    if place.subdivision and place.subdivision != place.name:
        return f"{place.name}, {place.subdivision}"
    return place.name


def support_label(kinds: tuple[SupportKind, ...]) -> str:
    """List the categories of external support in words."""
    return ", ".join(SUPPORT[kind] for kind in kinds)


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: "1 denial", "2,000 denials"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def seconds(value: float) -> str:
    """Write a time in footage as minutes and seconds: 0:04.25."""
    hundredths = round(value * 100)
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes}:{rest // 100:02d}.{rest % 100:02d}"
