"""Clips opened with PyAV: the frames of a picture stream, one after another, with exact times.

Interface   `open_clip(path, settings)` gives a `Clip`; `Clip.frames()` streams `Frame`s once;
            `Clip.facts()` and `Clip.notes` are complete when the stream has been read to its end.
Units       Times count ticks of `Clip.time_base` (seconds a tick, an exact fraction) from the first
            frame presented. Sizes are pixels of the upright picture.
Errors      `Undecodable` where the container or the codec fails, where there are no pictures, or
            where a frame would be larger than `settings.max_frame_pixels`. A damaged packet in the
            middle is skipped and noted.
Safety      Only formats that hold their pictures themselves are opened: a playlist could name other
            files of this machine, or addresses. Nothing but the file itself is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Self

import av
import cv2
import numpy as np
from av import VideoFrame
from av.container import InputContainer
from av.error import FFmpegError
from numpy.typing import NDArray

from crossbearing.errors import Undecodable
from crossbearing.model.footage import StreamFacts
from crossbearing.settings import MediaSettings

Grey = NDArray[np.uint8]
"""Brightness, height × width."""

Colour = NDArray[np.uint8]
"""Red, green and blue, height × width × 3."""

_FORMATS = (
    "mov,matroska,avi,mpegts,mpeg,mpegvideo,m4v,h263,h264,hevc,vvc,av1,obu,ivf,flv,asf,ogg,mxf,rm,dv,wtv,"
    "mjpeg,amv,nut,gxf,swf,yuv4mpegpipe,dhav"
)
_LUMA_FIRST = frozenset({"yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "nv12", "gray"})
_SKETCH_SIDE = 48
_BEGINNING_BYTES = 4096
_MAX_THREADS = 4
_HASTE = {"skip_loop_filter": "noref"}
"""Pictures that no other is made from stay unsmoothed: a tenth less to do, for 0.02 grey levels a pixel."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame presented. Pictures are read lazily, and only until the next frame is asked for.

    picture: brightness in full; of an interlaced frame, every other row. coloured: the picture in colour,
    at a size (width, height). size: width and height of the frame.
    turn: quarter turns clockwise that set both upright.
    """

    ticks: int
    picture: Callable[[], Grey]
    coloured: Callable[[tuple[int, int]], Colour]
    size: tuple[int, int]
    turn: int = 0

    def sketch(self) -> Grey:
        """Return 48 × 48 points of the picture, cheaply: enough to see a cut, too few to compare."""
        size = (_SKETCH_SIDE, _SKETCH_SIDE)
        return np.asarray(cv2.resize(self.picture(), size, interpolation=cv2.INTER_NEAREST), np.uint8)

    @property
    def upright_size(self) -> tuple[int, int]:
        """Width and height once the picture is set upright."""
        return self.size if self.turn % 2 == 0 else (self.size[1], self.size[0])

    def grey(self, max_side_px: int) -> Grey:
        """Return the upright picture, scaled down so that neither side exceeds `max_side_px`."""
        return self.grey_at(fitted(self.upright_size, max_side_px))

    def grey_at(self, size: tuple[int, int]) -> Grey:
        """Return the upright picture at a size (width, height)."""
        grey = resized(self.picture(), size if self.turn % 2 == 0 else (size[1], size[0]))
        return np.ascontiguousarray(np.rot90(grey, -self.turn))

    def colour(self, max_side_px: int) -> Colour:
        """Return the upright picture in colour, scaled down like `grey`."""
        return np.ascontiguousarray(np.rot90(self.coloured(fitted(self.size, max_side_px)), -self.turn))


def fitted(size: tuple[int, int], max_side_px: int) -> tuple[int, int]:
    """Return a size (width, height) scaled down so that neither side exceeds `max_side_px`."""
    width, height = size
    scale = min(1.0, max_side_px / max(height, width))
    return max(8, round(width * scale)), max(8, round(height * scale))


def resized(grey: Grey, size: tuple[int, int]) -> Grey:
    """Return a picture at another size (width, height), each pixel the mean of those it covers."""
    width, height = size
    # Halving is many times faster than any other size, so the most is done that way.
    while (
        not (grey.shape[0] | grey.shape[1]) & 1 and grey.shape[1] >= 2 * width and grey.shape[0] >= 2 * height
    ):
        half = (grey.shape[1] // 2, grey.shape[0] // 2)
        grey = np.asarray(cv2.resize(grey, half, interpolation=cv2.INTER_AREA), np.uint8)
    if (grey.shape[1], grey.shape[0]) == size:
        return grey
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


class Clip:
    """A clip being read. Use as a context; read `frames()` once and to the end.

    beginning: the first bytes of the first packet of pictures, once it has been read.
    """

    def __init__(
        self, container: InputContainer, path: Path, settings: MediaSettings, *, threads: int
    ) -> None:
        self.container = container
        self._path = path
        self._settings = settings
        self._stream = container.streams.video[0]
        self._stream.thread_type = "AUTO"
        self._stream.codec_context.thread_count = threads
        self.time_base: Fraction = Fraction(self._stream.time_base or Fraction(1, 1000))
        self.notes: list[str] = []
        self.damaged_packets = 0
        self.beginning = b""
        self._frames = 0
        self._interlaced = 0
        self._turn = 0
        self._size = (int(self._stream.codec_context.width), int(self._stream.codec_context.height))
        self._usual_step = max(1, round(1 / (self._stream.average_rate or Fraction(25)) / self.time_base))
        self._end_ticks = 0
        self._first_ticks = 0
        self._last_stamp: int | None = None
        self._finished = False
        self._quick = settings.quick
        if self._quick:
            self._stream.codec_context.skip_frame = "NONKEY"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.container.close()

    def frames(self) -> Iterator[Frame]:
        """Yield the frames in the order presented. Raise Undecodable if there is not one."""
        first: int | None = None
        last = -1
        disordered = 0
        limit = int(self._settings.max_watch_s / self.time_base)
        context = self._stream.codec_context
        context.options = {**context.options, **_HASTE}
        for number, frame in enumerate(self._decoded()):
            ticks = frame.pts
            if first is None:
                first = self._first_ticks = last + 1 if ticks is None else ticks
                self._turn = round(-float(frame.rotation) / 90) % 4
                self._size = (frame.width, frame.height)
            at = last + self._step(frame) if ticks is None else ticks - first
            if number and at <= last:
                disordered += 1
                continue
            if at >= limit:
                self.notes.append(f"Only the first {self._settings.max_watch_s / 3600:g} hours were watched.")
                break
            last = at
            self._frames += 1
            self._interlaced += bool(frame.interlaced_frame)
            self._end_ticks = at + self._step(frame)
            yield Frame(at, _luma_of(frame), _colour_of(frame), (frame.width, frame.height), self._turn)
        self._finished = True
        if self._quick and first is not None and self._last_stamp is not None:
            self._end_ticks = max(self._end_ticks, min(limit, self._last_stamp - first))
            self.notes.append(f"Watched quickly: only {self._frames} keyframes were looked at.")
        self._note_what_failed(disordered)

    def facts(self) -> StreamFacts:
        """Describe the stream. Frames and duration are counted, not taken from the header."""
        if not self._finished:
            msg = "the facts of a clip are complete only when its frames have been read"
            raise ValueError(msg)
        rate = self._stream.average_rate
        audio = self.container.streams.audio
        return StreamFacts(
            container=str(self.container.format.name),
            codec=str(self._stream.codec_context.name),
            width_px=self._size[0],
            height_px=self._size[1],
            duration_s=self._end_ticks * self.time_base,
            frame_rate=Fraction(rate) if rate else None,
            frames=self._frames,
            rotation_degrees=self._turn * 90,
            audio_codec=str(audio[0].codec_context.name) if audio and audio[0].codec_context else None,
            interlaced=self._interlaced * 2 > self._frames,
        )

    @property
    def first_s(self) -> Fraction:
        """The file's own time of the first frame presented."""
        return self._first_ticks * self.time_base

    @property
    def frame_bytes(self) -> int:
        """Memory that one decoded frame takes, about."""
        width, height = self._size
        return width * height * 3

    def start_at(self, ticks: int) -> None:
        """Go to a keyframe at or before a presentation time stamp; `raw_frames` then begins there."""
        with suppress(FFmpegError):
            self.container.seek(ticks, stream=self._stream, backward=True, any_frame=False)

    def raw_frames(self) -> Iterator[tuple[int | None, VideoFrame]]:
        """Yield (presentation time stamp in ticks, PyAV's frame) without counting from the first."""
        for frame in self._decoded():
            yield frame.pts, frame

    def _decoded(self) -> Iterator[VideoFrame]:
        """Decode packet by packet, so that one damaged packet costs only its own frames."""
        packets = iter(self.container.demux(self._stream))
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except (FFmpegError, IndexError):  # IndexError: PyAV, of a stream that appears in the middle
                self.damaged_packets += 1
                return
            self.beginning = self.beginning or bytes(memoryview(packet)[:_BEGINNING_BYTES])
            if self._quick and packet.pts is not None:
                self._last_stamp = max(self._last_stamp or 0, packet.pts + (packet.duration or 0))
                if not packet.is_keyframe:
                    continue
            try:
                yield from (frame for frame in packet.decode() if self._fits(frame))
            except EOFError:
                return
            except FFmpegError:
                self.damaged_packets += 1

    def _fits(self, frame: VideoFrame) -> bool:
        """Refuse a picture that grew beyond the limit in the middle of the stream."""
        if frame.width * frame.height > self._settings.max_frame_pixels:
            raise _too_large(self._path, frame.width, frame.height, self._settings)
        return True

    def _step(self, frame: VideoFrame) -> int:
        """Ticks for which the frame is shown, by its own word or by the stream's rate."""
        return frame.duration or self._usual_step

    def _note_what_failed(self, disordered: int) -> None:
        if not self._frames:
            raise Undecodable(
                f"No picture of {self._path.name} can be decoded.", what=str(self._path), actual="no frames"
            )
        if self.damaged_packets:
            self.notes.append(
                f"{self.damaged_packets} damaged packets were skipped; pictures are missing or faulty there."
            )
        if disordered:
            self.notes.append(f"{disordered} frames with a time before the last one were left out.")
        promised = int(self._stream.frames or 0)
        if promised > self._frames + 2 and not self._quick:
            self.notes.append(f"The file promises {promised} frames; {self._frames} can be read.")


def open_clip(path: Path, settings: MediaSettings, *, threads: int | None = None) -> Clip:
    """Open a clip for reading. threads: None chooses by the machine's processors.

    Raises Undecodable: not a clip, no picture stream, or pictures beyond the limit.
    """
    container = open_container(path, settings)
    try:
        _check_stream(container, path, settings)
    except Undecodable:
        container.close()
        raise
    wanted = min(_MAX_THREADS, os.cpu_count() or 1) if threads is None else threads
    return Clip(container, path, settings, threads=wanted)


def open_container(path: Path, settings: MediaSettings) -> InputContainer:
    """Open the container alone, as a context. Raises Undecodable."""
    # An absolute path cannot be taken for the name of a protocol, such as "concat:a|b".
    name = os.path.abspath(path)  # noqa: PTH100 - Path.resolve would follow symbolic links
    options = {"format_whitelist": _FORMATS, "protocol_whitelist": "file"}
    limits = {"max_pixels": str(settings.max_frame_pixels)}
    try:
        return av.open(name, container_options=options, options=limits, metadata_errors="replace")
    except (FFmpegError, OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Undecodable(
            f"{path.name} cannot be opened as a clip: {reason}.", what=str(path), actual=reason
        ) from error


def _check_stream(container: InputContainer, path: Path, settings: MediaSettings) -> None:
    """Refuse what has no pictures, no decoder, or pictures beyond the limit."""
    if not container.streams.video:
        raise Undecodable(
            f"{path.name} holds no picture stream.",
            what=str(path),
            expected="a video stream",
            actual=", ".join(sorted({stream.type for stream in container.streams})) or "no stream",
            next_step="Add it as a document or leave it out: there is nothing to see in it.",
        )
    context = container.streams.video[0].codec_context
    if context is None:
        raise Undecodable(f"No decoder can read the pictures of {path.name}.", what=str(path))
    if context.width * context.height > settings.max_frame_pixels:
        raise _too_large(path, context.width, context.height, settings)


def _too_large(path: Path, width: int, height: int, settings: MediaSettings) -> Undecodable:
    return Undecodable(
        f"The pictures of {path.name} are {width} × {height} pixels, more than the limit.",
        what=str(path),
        expected=f"at most {settings.max_frame_pixels} pixels a frame",
        actual=f"{width * height} pixels",
        next_step="Raise media.max_frame_pixels if this machine has the memory, or leave the file out.",
    )


def _luma_of(frame: VideoFrame) -> Callable[[], Grey]:
    """Return a reader of the frame's brightness: the first plane as it is, where that is 8 bits deep.

    Of an interlaced frame only the rows of its first moment, so that what moves has no comb's teeth.
    """
    step = 2 if frame.interlaced_frame else 1

    def read() -> Grey:
        plane = frame.planes[0]
        # Some decoders store rows from the bottom up, and say so by a negative size.
        if frame.format.name in _LUMA_FIRST and plane.line_size >= frame.width:
            rows: Grey = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
            return rows[: frame.height : step, : frame.width]
        return np.asarray(frame.reformat(format="gray").to_ndarray(), np.uint8)[::step]

    return read


def _colour_of(frame: VideoFrame) -> Callable[[tuple[int, int]], Colour]:
    """Return a reader of the frame in colour, at a size (width, height)."""

    def read(size: tuple[int, int]) -> Colour:
        small = frame.reformat(width=size[0], height=size[1], format="rgb24", interpolation="AREA")
        return np.asarray(small.to_ndarray(), np.uint8)

    return read
