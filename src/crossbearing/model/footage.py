"""The pictures read from an item, and what two clips share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from crossbearing.model.anchor import Region, TimeSpan
from crossbearing.model.evidence import Digest
from crossbearing.model.provenance import Component


class ManifestStatus(StrEnum):
    """What a C2PA manifest says of an item's history: three answers, never a verdict on content."""

    ABSENT = "absent"
    UNTRUSTED = "untrusted"
    TRUSTED = "trusted"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A C2PA manifest. signer, claim_generator: as written in it. reasons: why not trusted."""

    status: ManifestStatus
    signer: str | None = None
    claim_generator: str | None = None
    signed: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """The picture stream as the container describes it. rotation_degrees: clockwise.

    interlaced: each frame holds two moments, in every other row.
    """

    container: str
    codec: str
    width_px: int
    height_px: int
    duration_s: Fraction
    frame_rate: Fraction | None
    frames: int
    rotation_degrees: int = 0
    audio_codec: str | None = None
    interlaced: bool = False


@dataclass(frozen=True, slots=True)
class Shot:
    """A stretch without a cut."""

    time: TimeSpan


class ZoneKnown(StrEnum):
    """How far the time zone of a time in a file is known."""

    STATED = "stated"
    """The time carries its offset from UTC, or comes from satellites."""
    BY_FORMAT = "by_format"
    """The format asks for UTC, but devices that know no zone write their local time there."""
    UNKNOWN = "unknown"
    """A wall clock somewhere."""


@dataclass(frozen=True, slots=True)
class FileTime:
    """A time that the file gives. key: where it stands. value: ISO 8601, with its offset where stated."""

    key: str
    value: str
    zone: ZoneKnown


@dataclass(frozen=True, slots=True)
class FilePosition:
    """A position that the file gives, in degrees (WGS 84). altitude_m: None where not given."""

    key: str
    latitude: float
    longitude: float
    altitude_m: float | None = None


@dataclass(frozen=True, slots=True)
class Making:
    """What the file says of its making, sorted out but not checked: anybody can write it.

    programs: encoders and editors named. signs: observations that speak for a copy, a cut or a new
    encoding; none of them is proof, and their absence is none either.
    """

    times: tuple[FileTime, ...] = ()
    positions: tuple[FilePosition, ...] = ()
    device: str | None = None
    programs: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Caption:
    """Words that stand on the screen for a while. score: how sure the reader is, 0 to 1.

    time: to the second or so: from the first look at which they stood to the first at which they did not.
    """

    text: str
    time: TimeSpan
    region: Region
    score: float


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """One small picture (JPEG) a shot, with when it is shown; of very many shots, every second or fourth."""

    item: Digest
    times_s: tuple[Fraction, ...]
    pictures: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Footage:
    """What was read from a clip or an image (an image is footage of one frame).

    capture: metadata that the file carries, as (key, value) pairs in key order; never checked.
    fingerprint, sound: this version's fingerprints of pictures and sound track, opaque outside
    `media`; sound is empty where there is none. making: what `capture` comes to.
    """

    item: Digest
    stream: StreamFacts
    shots: tuple[Shot, ...]
    capture: tuple[tuple[str, str], ...]
    manifest: Manifest
    fingerprint: bytes
    component: Component
    notes: tuple[str, ...] = ()
    sound: bytes = b""
    making: Making = Making()


class Moment(StrEnum):
    """Whether two stretches show the same moment or are only certain to show the same scene."""

    ESTABLISHED = "established"
    NOT_ESTABLISHED = "not_established"


@dataclass(frozen=True, slots=True)
class SoundEvidence:
    """What the sound says where pictures match: second evidence, never a match of its own.

    shift_s: by how much the sound lies later in the reference than the pictures say. speed: reference
    seconds heard per query second. score: correlation, 0 to 1.
    """

    agrees: bool
    shift_s: float
    speed: float
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of `query` that shows the same pictures as a stretch of `reference`.

    speed: reference seconds shown per query second. score: 0 to 1. frames: compared frames that
    agree. frame_map: where a place of the query's frame lies in the reference's, both as shares of width
    and height: six numbers a to f, x' = a·x + b·y + c and y' = d·x + e·y + f; () where it is not known.
    sound: None where either clip is silent there, or the stretch is too short to tell.
    """

    query: Digest
    reference: Digest
    query_time: TimeSpan
    reference_time: TimeSpan
    speed: float
    mirrored: bool
    moment: Moment
    score: float
    frames: int
    reasons: tuple[str, ...] = ()
    frame_map: tuple[float, ...] = ()
    sound: SoundEvidence | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a recording. public: the earliest date on which it is known to have been public.

    made_from: of the copies that were public before it, the one with which it shares most; None where
    none is known to have been. by: the match that ties the two.
    """

    item: Digest
    public: date | None
    acquired: datetime | None
    made_from: Digest | None = None
    by: Match | None = None


@dataclass(frozen=True, slots=True)
class FootageHistory:
    """The copies of a recording that a case holds, as seen from one of them.

    copies: all that show the same moment, this one included, the earliest known to be public first.
    first_acquired, first_public: which came into the case first, and which was public first (None
    where no date is known). contradictions: where words call new what was public before.
    """

    item: Digest
    copies: tuple[Copy, ...]
    first_acquired: Digest
    first_public: Digest | None
    contradictions: tuple[str, ...] = ()
