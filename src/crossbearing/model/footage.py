"""The pictures read from an item, and what two clips share."""

from __future__ import annotations

from dataclasses import dataclass
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
    `media`; sound is empty where there is none.
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


class Moment(StrEnum):
    """Whether two stretches show the same moment or are only certain to show the same scene."""

    ESTABLISHED = "established"
    NOT_ESTABLISHED = "not_established"


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of `query` that shows the same pictures as a stretch of `reference`.

    speed: reference seconds shown per query second. score: 0 to 1. frames: compared frames that
    agree.
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
