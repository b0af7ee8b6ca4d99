"""Bytes to footage: one pass over the pictures gives cuts, fingerprints, contact sheet and on-screen text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from crossbearing.errors import Undecodable
from crossbearing.media.ahead import read_ahead
from crossbearing.media.captions import ScreenText, document_of, read_captions, unread_notes
from crossbearing.media.decode import Clip, Frame, open_clip
from crossbearing.media.images import ImageClip, open_image
from crossbearing.media.making import read_making
from crossbearing.media.manifest import read_manifest
from crossbearing.media.metadata import read_capture
from crossbearing.media.sampling import Sampler
from crossbearing.media.screen_text import PACKAGE, open_screen_reader
from crossbearing.media.sheet import SheetMaker
from crossbearing.media.shots import ShotFinder
from crossbearing.media.sound import listen
from crossbearing.media.text_frames import TextFrames
from crossbearing.model.anchor import TimeSpan
from crossbearing.model.evidence import Digest, Document
from crossbearing.model.footage import ContactSheet, Footage, Shot, StreamFacts
from crossbearing.model.provenance import Component
from crossbearing.settings import MediaSettings
from crossbearing.version import VERSION

COMPONENT = Component("media", VERSION)
_AHEAD_BYTES, _MOST_AHEAD = 64 * 1024**2, 16


@dataclass(frozen=True, slots=True)
class Watched:
    """All that one pass over the pictures gives. document: the words on the screen, if there are any."""

    footage: Footage
    sheet: ContactSheet
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class _Pass:
    """What the one pass over the frames fills."""

    facts: StreamFacts
    notes: tuple[str, ...]
    capture: tuple[tuple[str, str], ...]
    sampler: Sampler
    shots: ShotFinder
    sheet: SheetMaker
    words: TextFrames


def watch(path: Path, *, item: Digest, settings: MediaSettings) -> Footage:
    """Read a clip or an image as footage, its on-screen text left out. item: the digest of the file's bytes.

    Raises Undecodable: no picture can be read from the file, or it is beyond the settings' limits.
    """
    return watch_all(path, item=item, settings=replace(settings, max_text_frames=0)).footage


def watch_all(path: Path, *, item: Digest, settings: MediaSettings) -> Watched:
    """Read a clip or an image: footage, contact sheet and on-screen text. Raises as `watch`."""
    _check_readable(path)
    with open_image(path, settings) or open_clip(path, settings) as clip:
        made = _looked(clip, settings)
    if clip.damaged_packets:
        # How a decoder patches damage may depend on how its threads happen to run: once more, with one.
        with open_clip(path, settings, threads=1) as clip:
            made = _looked(clip, settings)
    return _watched(clip, made, path, item, settings)


def _looked(clip: Clip | ImageClip, settings: MediaSettings) -> _Pass:
    base = clip.time_base
    sampler, shots = Sampler(base, settings), ShotFinder()
    sheet, words = SheetMaker(base), TextFrames(base, settings)
    for frame in _streamed(clip):
        shots.push(frame.ticks, frame.sketch())
        key = sampler.push(frame)
        sheet.push(frame, shots.cuts)
        if key is not None:
            words.push(frame, key, cuts=len(shots.cuts))
    return _Pass(clip.facts(), tuple(clip.notes), read_capture(clip), sampler, shots, sheet, words)


def _streamed(clip: Clip | ImageClip) -> Iterator[Frame]:
    """Yield the frames; those of a clip are decoded while others are looked at."""
    if isinstance(clip, ImageClip):  # whose one picture changes under the hand that holds it
        return clip.frames()
    return read_ahead(clip.frames(), max(1, min(_MOST_AHEAD, _AHEAD_BYTES // max(1, clip.frame_bytes))))


def _watched(
    clip: Clip | ImageClip, made: _Pass, path: Path, item: Digest, settings: MediaSettings
) -> Watched:
    facts = made.facts
    end_ticks = round(facts.duration_s / clip.time_base)
    still = isinstance(clip, ImageClip) and facts.frames == 1
    sound = b""
    if isinstance(clip, Clip) and settings.sound and facts.audio_codec is not None:
        sound = listen(path, settings, first_s=clip.first_s)
    screen, notes = _screen(made.words, clip.time_base, end_ticks)
    if made.sampler.is_full:
        hours = float(made.sampler.last_s) / 3600
        notes = (*notes, f"Only the first {hours:.1f} hours can be compared with other footage.")
    footage = Footage(
        item=item,
        stream=facts,
        shots=_shots(made.shots.cuts, end_ticks, clip.time_base),
        capture=made.capture,
        making=read_making(dict(made.capture), facts),
        manifest=read_manifest(path, settings),
        fingerprint=made.sampler.packed(end_ticks, still=still),
        component=COMPONENT,
        notes=(*made.notes, *notes),
        sound=sound,
    )
    return Watched(footage, made.sheet.sheet(item), document_of(screen, item))


def _screen(words: TextFrames, time_base: Fraction, end_ticks: int) -> tuple[ScreenText, tuple[str, ...]]:
    """Read the frames kept for it; say what was not read."""
    if not words.frames:
        return ScreenText(), ()
    reader = open_screen_reader()
    if reader is None:
        note = f"On-screen text was not read: the package {PACKAGE} with its models is not installed."
        return ScreenText(), (note,)
    screen = read_captions(words, reader, time_base, end_ticks)
    return screen, unread_notes(screen)


def _shots(cuts: list[int], end_ticks: int, time_base: Fraction) -> tuple[Shot, ...]:
    edges = [0, *cuts, end_ticks]
    return tuple(Shot(TimeSpan(start * time_base, end * time_base)) for start, end in pairwise(edges))


def _check_readable(path: Path) -> None:
    """Say plainly what a codec would say obscurely."""
    try:
        if path.stat().st_size == 0:
            raise Undecodable(f"{path.name} is empty.", what=str(path), expected="a clip or an image")
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        raise Undecodable(
            f"{path.name} cannot be read: {error.strerror}.", what=str(path), actual=error.strerror
        ) from error
