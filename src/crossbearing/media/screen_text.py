"""Words on a picture: where they stand, and what they say.

Two networks do it, PP-OCRv6 small (Apache-2.0), which the package rapidocr ships: one marks where
writing is, the other reads a line. They are run here directly with onnxruntime: nothing is fetched.
What they read is Latin script with its accents, Greek in part, Chinese and Japanese. They know no Cyrillic,
Arabic or Hebrew letter: such a line is found, and given as unread. A line counts as read when the network
is sure of it, most of it is letters or digits, and they are about as many as its length can hold.

Source: Liao et al., "Real-time Scene Text Detection with Differentiable Binarization", AAAI 2020.
"""

from __future__ import annotations

import importlib.util
import os
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from crossbearing.media.decode import Colour, fitted
from crossbearing.model.anchor import Region

PACKAGE = "rapidocr"
_DETECTOR, _RECOGNISER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
_DETECT_SIDE_PX, _STEP_PX = 736, 32
_WRITING, _MIN_WRITING, _MAX_LINES = 0.3, 0.55, 60
_GROW, _THIN_PX, _MIN_HEIGHT_PX = 1.6, 2.0, 9.0
_LINE_PX, _MAX_LINE_PX = 48, 2400
_MIN_SURE, _MIN_LETTERS, _LETTER_SHARE, _LETTERS_A_HEIGHT = 0.86, 2, 0.6, 0.7
_SURELY_WRITING, _LONG = 0.75, 1.5
_UPRIGHT = 1.5
_MAX_THREADS = 2

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of writing on a picture. text: None where it cannot be read.

    score: 0 to 1, how sure the reading is; of an unread line, how sure that it is writing at all.
    """

    text: str | None
    score: float
    region: Region


class ScreenReader:
    """The two networks, loaded."""

    def __init__(self, folder: Path) -> None:
        self._detector = _session(folder / _DETECTOR)
        self._recogniser = _session(folder / _RECOGNISER)
        letters = self._recogniser.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._letters = ("", *letters, " ")

    def read(self, picture: Colour) -> list[Line]:
        """Return the lines of writing on a picture, from top to bottom."""
        lines = []
        for quad, writing in self._boxes(picture):
            text, score = self._said(_straightened(picture, quad))
            region = _region(quad, picture)
            long, high = _sides(quad)
            if _is_read(text, score, long / max(high, 1.0)):
                lines.append(Line(text, score, region))
            elif writing >= _SURELY_WRITING and long >= _LONG * high:
                lines.append(Line(None, writing, region))
        return sorted(lines, key=lambda line: (round(line.region.top, 2), line.region.left))

    def _boxes(self, picture: Colour) -> list[tuple[Numbers, float]]:
        """Return the corners of each line, clockwise from its top left, in pixels; and how sure it is one."""
        height, width = picture.shape[:2]
        wide, high = (
            max(_STEP_PX, -(-side // _STEP_PX) * _STEP_PX)
            for side in fitted((width, height), _DETECT_SIDE_PX)
        )
        small = np.asarray(cv2.resize(picture, (wide, high), interpolation=cv2.INTER_AREA), np.uint8)
        likely = self._detector.run(None, {"x": _prepared(small)[None]})[0][0, 0]
        found, _ = cv2.findContours(
            (likely > _WRITING).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE
        )
        scale = np.array([width / wide, height / high], np.float32)
        quads = (_quad(contour, likely) for contour in found)
        boxes = [(quad[0] * scale, quad[1]) for quad in quads if quad is not None]
        boxes = [box for box in boxes if _sides(box[0])[1] >= _MIN_HEIGHT_PX]
        # The largest first, so that a page full of small print does not crowd out a headline.
        boxes.sort(key=lambda box: (-_sides(box[0])[1], float(box[0][0, 1]), float(box[0][0, 0])))
        return boxes[:_MAX_LINES]

    def _said(self, line: Colour) -> tuple[str, float]:
        """Return what a line says and how sure that is."""
        height, width = line.shape[:2]
        wide = int(np.clip(round(width * _LINE_PX / height), _LINE_PX // 2, _MAX_LINE_PX))
        scaled = cv2.resize(line, (wide, _LINE_PX), interpolation=cv2.INTER_LINEAR)
        # A margin on the right, as the network was trained with: the last letter is lost without it.
        padded = np.zeros((3, _LINE_PX, max(320, wide + 16)), np.float32)
        padded[:, :, :wide] = _prepared(np.asarray(scaled, np.uint8))
        steps = self._recogniser.run(None, {"x": padded[None]})[0][0]
        best = steps.argmax(1)
        new = (best > 0) & np.concatenate([[True], best[1:] != best[:-1]])
        if not new.any():
            return "", 0.0
        text = "".join(self._letters[int(row)] for row in best[new])
        return " ".join(unicodedata.normalize("NFC", text).split()), float(steps.max(1)[new].mean())


@lru_cache(maxsize=1)
def open_screen_reader() -> ScreenReader | None:
    """Return the reader, opened once a process; None where its models are not installed."""
    folder = models_folder()
    return None if folder is None else ScreenReader(folder)


def models_folder() -> Path | None:
    """Return where the models lie; None where they are not installed."""
    found = importlib.util.find_spec(PACKAGE)
    for place in (found.submodule_search_locations or ()) if found else ():
        folder = Path(place) / "models"
        if (folder / _DETECTOR).is_file() and (folder / _RECOGNISER).is_file():
            return folder
    return None


def reader_name() -> str:
    """Return what reads, with its version."""
    try:
        return f"screen-text 1 ({PACKAGE} {version(PACKAGE)}, PP-OCRv6 small)"
    except PackageNotFoundError:
        return "screen-text 1 (no models)"


def _session(path: Path) -> Any:  # noqa: ANN401 - onnxruntime has no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(_MAX_THREADS, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # frames differ in size, and the arena keeps the largest of all
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _prepared(picture: Colour) -> Numbers:
    """Return 3 × height × width numbers from −1 to 1, blue first, as the networks were trained."""
    return np.ascontiguousarray(picture[:, :, ::-1].transpose(2, 0, 1).astype(np.float32) / 127.5 - 1)


def _quad(contour: NDArray[np.int32], likely: Numbers) -> tuple[Numbers, float] | None:
    """Return the corners of a stretch of writing, grown to hold its letters, and its likelihood."""
    (x, y), (wide, high), angle = cv2.minAreaRect(contour)
    if min(wide, high) < _THIN_PX:
        return None
    left, top, width, height = cv2.boundingRect(contour)
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [contour - (left, top)], 1)
    writing = float(likely[top : top + height, left : left + width][inside > 0].mean())
    if writing < _MIN_WRITING:
        return None
    grow = wide * high * _GROW / (wide + high)
    corners = cv2.boxPoints(((x, y), (wide + grow, high + grow), angle))
    return _clockwise(np.asarray(corners, np.float32)), writing


def _clockwise(corners: Numbers) -> Numbers:
    """Order corners from the top left; a line taller than wide is taken to be turned a quarter."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = by_x[:2], by_x[2:]
    left, right = left[np.argsort(left[:, 1], kind="stable")], right[np.argsort(right[:, 1], kind="stable")]
    return np.stack([left[0], right[0], right[1], left[1]])


def _sides(quad: Numbers) -> tuple[float, float]:
    """Return the longer and the shorter side of a line."""
    along, down = float(np.linalg.norm(quad[1] - quad[0])), float(np.linalg.norm(quad[3] - quad[0]))
    return max(along, down), min(along, down)


def _straightened(picture: Colour, quad: Numbers) -> Colour:
    """Return the line as an upright picture of its own."""
    wide = max(2, round(float(np.linalg.norm(quad[1] - quad[0]))))
    high = max(2, round(float(np.linalg.norm(quad[3] - quad[0]))))
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    line = cv2.warpPerspective(
        picture,
        cv2.getPerspectiveTransform(quad, corners),
        (wide, high),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    if high > _UPRIGHT * wide:
        line = np.rot90(line)
    return np.asarray(line, np.uint8)


def _is_read(text: str, score: float, shape: float) -> bool:
    """Tell whether a line was read. shape: how many times longer than high it is.

    Of a script that the network does not know, it reads the few signs that it does, such as figures: far
    fewer than would fill the line.
    """
    solid = [c for c in text if not c.isspace()]
    letters = sum(c.isalnum() for c in solid)
    full = letters >= max(_MIN_LETTERS, _LETTER_SHARE * len(solid), _LETTERS_A_HEIGHT * shape)
    return score >= _MIN_SURE and full


def _region(quad: Numbers, picture: Colour) -> Region:
    height, width = picture.shape[:2]
    left, top = (float(np.clip(quad[:, axis].min() / side, 0, 1)) for axis, side in ((0, width), (1, height)))
    right, bottom = (
        float(np.clip(quad[:, axis].max() / side, 0, 1)) for axis, side in ((0, width), (1, height))
    )
    return Region(round(left, 4), round(top, 4), round(right - left, 4), round(bottom - top, 4))
