"""The footage of the page: what the file is, what it shows when, and what it shares with others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from crossbearing.dossier.cards import Link, document_name
from crossbearing.dossier.frames import Frame, FrameShelf
from crossbearing.dossier.histories import (
    HistoryView,
    MakingView,
    footage_link,
    footage_name,
    history_view,
    making_view,
)
from crossbearing.dossier.lookup import Lookup
from crossbearing.dossier.outlines import Polygon, drawn, in_words, outlines
from crossbearing.dossier.wording import MANIFEST, seconds
from crossbearing.model.evidence import Digest
from crossbearing.model.footage import Footage, Match, Moment, Shot

_STRIP_FRAMES, _SHEET_FRAMES = 8, 24
_STRIP_PX = 200
_PAIR_PX = 320
_THUMB_PX = 160
_PAIR_PLACES = (Fraction(1, 10), Fraction(1, 2), Fraction(9, 10))
_SHORT_STRETCH_S = Fraction(3, 2)


@dataclass(frozen=True, slots=True)
class Still:
    """A frame with the words that stand under it. outline: drawn over it, where something is marked."""

    frame: Frame
    caption: str
    alt: str
    outline: Markup | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """The same moment, as the two clips show it."""

    query: Still
    reference: Still


@dataclass(frozen=True, slots=True)
class MatchView:
    """What two clips share."""

    name: str
    query: Link
    reference: Link
    query_time: str
    reference_time: str
    length: str
    speed: str
    mirrored: bool
    established: bool
    score: str
    frames: int
    reasons: tuple[str, ...]
    pairs: tuple[Pair, ...]
    shared: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class FootageView:
    """A clip or an image as the page shows it."""

    number: int
    name: str
    label: str
    digest: Digest
    facts: tuple[tuple[str, str], ...]
    making: MakingView
    history: HistoryView | None
    words: tuple[Link, int] | None
    capture: tuple[tuple[str, str], ...]
    manifest: str
    manifest_code: str
    manifest_facts: tuple[tuple[str, str], ...]
    manifest_reasons: tuple[str, ...]
    strip: tuple[Still, ...]
    shots: int
    matches: tuple[Link, ...]
    allegations: tuple[Link, ...]
    notes: tuple[str, ...]
    component: str


def match_views(lookup: Lookup, matches: Sequence[Match], shelf: FrameShelf) -> tuple[MatchView, ...]:
    """Lay out all matches, the surest first."""
    ordered = sorted(
        matches,
        key=lambda match: (match.moment, -match.score, match.query, match.reference, match.query_time),
    )
    return tuple(_match(lookup, match, number, shelf) for number, match in enumerate(ordered, start=1))


def footage_view(
    lookup: Lookup,
    clip: Footage,
    *,
    matches: Sequence[MatchView],
    allegations: Sequence[Link],
    shelf: FrameShelf,
) -> FootageView:
    """Lay out one item of footage. allegations: those it is tied to."""
    number = lookup.footage_numbers[clip.item]
    name = footage_name(number)
    mine = (match for match in matches if name in (match.query.target, match.reference.target))
    return FootageView(
        number=number,
        name=name,
        label=lookup.label(clip.item),
        digest=clip.item,
        facts=tuple(stream_facts(clip)),
        making=making_view(clip.making),
        history=history_view(lookup, clip.item),
        words=_words(lookup, clip.item),
        capture=clip.capture,
        manifest=MANIFEST[clip.manifest.status],
        manifest_code=clip.manifest.status.value,
        manifest_facts=tuple(_manifest_facts(clip)),
        manifest_reasons=clip.manifest.reasons,
        strip=_strip(lookup, clip, shelf),
        shots=len(clip.shots),
        matches=tuple(
            Link(match.name, (match.reference if match.query.target == name else match.query).label)
            for match in mine
        ),
        allegations=tuple(allegations),
        notes=clip.notes,
        component=f"{clip.component.name} {clip.component.version}",
    )


def thumbnail(lookup: Lookup, digest: Digest, shelf: FrameShelf) -> Still | None:
    """Return a small frame from the middle of a clip's first shot; None for footage unknown here."""
    clip = lookup.footage.get(digest)
    if clip is None:
        return None
    at_s = _middle(clip.shots[0]) if clip.shots else Fraction(0)
    return _still(lookup, digest, at_s, _THUMB_PX, shelf)


def _strip(lookup: Lookup, clip: Footage, shelf: FrameShelf) -> tuple[Still, ...]:
    """Take one frame of each shot; of many shots, shots at even distances."""
    sheet = shelf.strip(clip.item, _SHEET_FRAMES)
    if sheet is not None:
        return tuple(_captioned(lookup, frame) for frame in sheet)
    shots = clip.shots
    if len(shots) > _STRIP_FRAMES:
        shots = tuple(shots[n * len(shots) // _STRIP_FRAMES] for n in range(_STRIP_FRAMES))
    moments = [_middle(shot) for shot in shots] or [Fraction(0)]
    return tuple(_still(lookup, clip.item, at_s, _STRIP_PX, shelf) for at_s in moments)


def _middle(shot: Shot) -> Fraction:
    return shot.time.start_s + shot.time.length_s / 2


def _still(lookup: Lookup, item: Digest, at_s: Fraction, side_px: int, shelf: FrameShelf) -> Still:
    return _captioned(lookup, shelf.frame(item, at_s, side_px))


def _captioned(lookup: Lookup, frame: Frame) -> Still:
    moment = seconds(float(frame.at_s))
    return Still(frame, moment, f"Frame of {lookup.label(frame.item)} at {moment}")


def _outlined(lookup: Lookup, still: Still, polygon: Polygon) -> Still:
    """Mark on a frame what the other clip shows, in the picture and in words."""
    clip = lookup.footage[still.frame.item].stream
    turned = clip.rotation_degrees % 180 != 0
    size = (clip.height_px, clip.width_px) if turned else (clip.width_px, clip.height_px)
    told = f"{still.alt}; outlined is what both clips show, {in_words(polygon)}"
    return Still(still.frame, still.caption, told, drawn(polygon, size))


def _words(lookup: Lookup, item: Digest) -> tuple[Link, int] | None:
    """Link to the words read from the screen of a clip, with how many captions there are."""
    document = lookup.documents.get(item)
    if document is None:
        return None
    number = lookup.document_numbers[item]
    return Link(document_name(number), f"D{number}"), len(document.anchors)


def stream_facts(clip: Footage) -> Iterator[tuple[str, str]]:
    """Yield what the picture stream is, as (name, value)."""
    stream = clip.stream
    yield "Picture", f"{stream.width_px} × {stream.height_px} px"
    if stream.rotation_degrees:
        yield "Rotation", f"{stream.rotation_degrees}° clockwise"
    yield "Length", f"{seconds(float(stream.duration_s))} ({stream.frames:,} frames)"
    if stream.frame_rate is not None:
        yield "Frame rate", f"{float(stream.frame_rate):.3f} a second"
    yield "Container and codec", f"{stream.container}, {stream.codec}"
    if stream.interlaced:
        yield "Scan", "interlaced: two moments a frame"
    yield "Sound", stream.audio_codec or "none"


def _manifest_facts(clip: Footage) -> Iterator[tuple[str, str]]:
    manifest = clip.manifest
    if manifest.signer:
        yield "Signer, as written", manifest.signer
    if manifest.claim_generator:
        yield "Made with, as written", manifest.claim_generator
    if manifest.signed:
        yield "Signed, as written", manifest.signed


def _match(lookup: Lookup, match: Match, number: int, shelf: FrameShelf) -> MatchView:
    return MatchView(
        name=f"m{number}",
        query=footage_link(lookup, match.query),
        reference=footage_link(lookup, match.reference),
        query_time=f"{seconds(float(match.query_time.start_s))}–{seconds(float(match.query_time.end_s))}",
        reference_time=f"{seconds(float(match.reference_time.start_s))}–{seconds(float(match.reference_time.end_s))}",
        length=seconds(float(match.query_time.length_s)),
        speed=f"{match.speed:.3g}",
        mirrored=match.mirrored,
        established=match.moment is Moment.ESTABLISHED,
        score=f"{match.score:.2f}",
        frames=match.frames,
        reasons=match.reasons,
        pairs=tuple(_pairs(lookup, match, shelf)),
        shared=_shared(match),
    )


def _shared(match: Match) -> tuple[str, str] | None:
    """Say which part of either frame is shared; None where it is not known."""
    both = outlines(match.frame_map)
    return (in_words(both.query), in_words(both.reference)) if both else None


def _pairs(lookup: Lookup, match: Match, shelf: FrameShelf) -> Iterator[Pair]:
    both = outlines(match.frame_map)
    short = match.query_time.length_s < _SHORT_STRETCH_S
    for place in _PAIR_PLACES[1:2] if short else _PAIR_PLACES:
        query_s = match.query_time.start_s + match.query_time.length_s * place
        reference_s = match.reference_time.start_s + match.reference_time.length_s * place
        query = _still(lookup, match.query, query_s, _PAIR_PX, shelf)
        reference = _still(lookup, match.reference, reference_s, _PAIR_PX, shelf)
        if both is not None and {match.query, match.reference} <= lookup.footage.keys():
            query = _outlined(lookup, query, both.query)
            reference = _outlined(lookup, reference, both.reference)
        yield Pair(query, reference)
