"""What an edit does to one picture. Pictures are height × width × 3, blue, green and red, 0 to 255."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Step = Callable[[Picture, float], Picture]
"""Takes a picture and when it is shown, in seconds."""

Drawn = np.random.Generator
_BLURRED_AT = 8
_HALF = 0.5


def resized(picture: Picture, width: int, height: int) -> Picture:
    """Return the picture in another size."""
    smaller = width * height < picture.shape[0] * picture.shape[1]
    kind = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (width, height), interpolation=kind), np.uint8)


def cover(picture: Picture, width: int, height: int) -> Picture:
    """Return the middle of the picture, filling a frame of another shape."""
    high, wide = picture.shape[:2]
    scale = max(width / wide, height / high)
    large = resized(picture, max(width, round(wide * scale)), max(height, round(high * scale)))
    top, left = (large.shape[0] - height) // 2, (large.shape[1] - width) // 2
    return large[top : top + height, left : left + width]


def inside(picture: Picture, canvas: Picture) -> Picture:
    """Return the canvas with the whole picture in its middle, as large as it fits."""
    height, width = canvas.shape[:2]
    scale = min(width / picture.shape[1], height / picture.shape[0])
    small = resized(picture, max(2, int(picture.shape[1] * scale)), max(2, int(picture.shape[0] * scale)))
    return put(small, canvas, (width - small.shape[1]) // 2, (height - small.shape[0]) // 2)


def put(picture: Picture, canvas: Picture, left: int, top: int) -> Picture:
    """Return the canvas with the picture laid on it."""
    whole = canvas.copy()
    whole[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return whole


def crop(rng: Drawn) -> Step:
    """Cut away 5 to 30 % of the width and of the height, off-centre."""
    across, down = rng.uniform(0.05, 0.30, 2)
    at_x, at_y = rng.uniform(0, 1, 2)

    def step(picture: Picture, _at_s: float) -> Picture:
        height, width = picture.shape[:2]
        wide, high = round(width * (1 - across)), round(height * (1 - down))
        left, top = round((width - wide) * at_x), round((height - high) * at_y)
        return picture[top : top + high, left : left + wide]

    return step


def bars(rng: Drawn) -> Step:
    """Put the picture between black bars, above and below or left and right: 10 to 30 % of the frame."""
    share, upright = rng.uniform(0.10, 0.30), rng.random() < _HALF

    def step(picture: Picture, _at_s: float) -> Picture:
        height, width = picture.shape[:2]
        size = (round(height / (1 - share)), width) if upright else (height, round(width / (1 - share)))
        return inside(picture, np.zeros((*size, 3), np.uint8))

    return step


def overlay(rng: Drawn) -> Step:
    """Lay a banner with text, a logo in a corner, or both, over 8 to 33 % of the picture."""
    area = rng.uniform(0.08, 0.33)
    kind = rng.choice(["below", "above", "corner", "both"])
    opaque = rng.uniform(0.75, 1.0)
    ink, paper = (tuple(int(v) for v in rng.integers(0, 256, 3)) for _ in range(2))
    words = " ".join("".join(chr(65 + int(c)) for c in rng.integers(0, 26, 6)) for _ in range(6))
    side = rng.integers(0, 4)

    def step(picture: Picture, _at_s: float) -> Picture:
        height, width = picture.shape[:2]
        banner = {"below": area, "above": area, "corner": 0.0, "both": area * 0.7}[str(kind)]
        logo = {"corner": area, "both": area * 0.3}.get(str(kind), 0.0)
        over = picture.copy()
        if banner:
            top = 0 if kind == "above" else height - round(height * banner)
            bottom = top + round(height * banner)
            cv2.rectangle(over, (0, top), (width, bottom), paper, -1)
            size = max(0.4, height * banner / 90)
            cv2.putText(
                over, words, (8, (top + bottom) // 2), cv2.FONT_HERSHEY_DUPLEX, size, ink, 2, cv2.LINE_AA
            )
        if logo:
            wide, high = round(width * np.sqrt(logo)), round(height * np.sqrt(logo))
            left, top = (
                (width - wide) * int(side % 2),
                (height - high) * int(side // 2 if kind != "both" else 0),
            )
            cv2.rectangle(over, (left, top), (left + wide, top + high), paper, -1)
            cv2.circle(over, (left + wide // 2, top + high // 2), min(wide, high) // 3, ink, -1, cv2.LINE_AA)
        return np.asarray(cv2.addWeighted(over, opaque, picture, 1 - opaque, 0), np.uint8)

    return step


def mirror(_rng: Drawn) -> Step:
    """Exchange left and right."""
    return lambda picture, _at_s: np.ascontiguousarray(picture[:, ::-1])


def rotate(rng: Drawn) -> Step:
    """Turn by 2 to 8 degrees either way; what the turn leaves empty is black, or cut away."""
    degrees = float(rng.uniform(2, 8) * rng.choice([-1, 1]))
    cut = rng.random() < _HALF

    def step(picture: Picture, _at_s: float) -> Picture:
        height, width = picture.shape[:2]
        zoom = 1 / (np.cos(np.deg2rad(abs(degrees))) - 0.5 * np.sin(np.deg2rad(abs(degrees)))) if cut else 1.0
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, float(zoom))
        return np.asarray(cv2.warpAffine(picture, turn, (width, height)), np.uint8)

    return step


def colour(rng: Drawn) -> Step:
    """Change brightness, contrast, gamma, colour balance and saturation, and add noise."""
    gain, lift, gamma = rng.uniform(0.7, 1.35), rng.uniform(-35, 35), rng.uniform(0.7, 1.4)
    balance = rng.uniform(0.88, 1.12, 3)
    saturation = rng.choice([0.0, rng.uniform(0.5, 1.5)], p=[0.2, 0.8])
    noise = rng.uniform(2, 12)
    grain = np.random.default_rng(int(rng.integers(1 << 31)))

    def step(picture: Picture, _at_s: float) -> Picture:
        work = 255 * (picture.astype(np.float32) / 255) ** np.float32(gamma)
        work = work * np.float32(gain) * balance.astype(np.float32) + np.float32(lift)
        grey = work.mean(2, keepdims=True)
        work = grey + (work - grey) * np.float32(saturation)
        work += grain.standard_normal(picture.shape, np.float32) * np.float32(noise)
        return np.asarray(work.clip(0, 255), np.uint8)

    return step


@dataclass(frozen=True, slots=True)
class _Camera:
    """How a screen is filmed. corners: of the screen in the camera's frame, shares of its size."""

    corners: NDArray[np.float32]
    blur: float
    pitch_px: float
    slant: float
    moire: float
    flicker: float
    flicker_hz: float
    noise: float
    gain: float
    shake: NDArray[np.float64]


def filmed(rng: Drawn) -> Step:
    """Film a screen by hand: perspective, moire, blur, flicker, noise, a dark room around it."""
    square = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    margin, lean = rng.uniform(-0.02, 0.12), rng.uniform(0.01, 0.06)
    corners = (square - 0.5) * (1 - 2 * margin) + 0.5 + rng.uniform(-lean, lean, (4, 2))
    camera = _Camera(
        corners=corners.astype(np.float32),
        blur=float(rng.uniform(0.5, 1.3)),
        pitch_px=float(rng.uniform(2.6, 6)),
        slant=float(rng.uniform(-0.3, 0.3)),
        moire=float(rng.uniform(0.02, 0.08)),
        flicker=float(rng.uniform(0.0, 0.08)),
        flicker_hz=float(rng.uniform(0.5, 9)),
        noise=float(rng.uniform(2, 7)),
        gain=float(rng.uniform(0.75, 1.15)),
        shake=rng.uniform(0, 6.28, 4),
    )
    grain = np.random.default_rng(int(rng.integers(1 << 31)))
    room = int(rng.integers(5, 50))
    return lambda picture, at_s: _seen(picture, at_s, camera, grain, room)


def _seen(picture: Picture, at_s: float, camera: _Camera, grain: Drawn, room: int) -> Picture:
    height, width = picture.shape[:2]
    square = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    a, b, c, d = camera.shake
    sway = 0.004 * np.array(
        [np.sin(2.1 * at_s + a) + np.sin(5.3 * at_s + b), np.sin(1.7 * at_s + c) + np.sin(4.9 * at_s + d)]
    )
    there = ((camera.corners + sway) * (width, height)).astype(np.float32)
    warp = cv2.getPerspectiveTransform(square, there)
    tilted = cv2.warpPerspective(
        picture, warp, (width, height), borderMode=cv2.BORDER_CONSTANT, borderValue=(room, room, room)
    )
    work = np.asarray(cv2.GaussianBlur(tilted.astype(np.float32), (0, 0), camera.blur), np.float32)
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    waves = np.sin(2 * np.pi * (x + camera.slant * y) / camera.pitch_px)
    waves = waves + np.sin(2 * np.pi * (y - camera.slant * x) / (camera.pitch_px * 1.07))
    light = camera.gain * (1 + camera.flicker * np.sin(2 * np.pi * camera.flicker_hz * at_s))
    work *= (light * (1 + camera.moire * waves))[..., None].astype(np.float32)
    work += grain.standard_normal(work.shape, np.float32) * np.float32(camera.noise)
    return work.clip(0, 255).astype(np.uint8)


def upright(_rng: Drawn) -> Step:
    """Show a wide clip in an upright frame, or an upright one in a wide frame, before itself, blurred."""

    def step(picture: Picture, _at_s: float) -> Picture:
        height, width = picture.shape[:2]
        size = (width, round(width * 16 / 9)) if width >= height else (round(height * 16 / 9), height)
        # Blurred while small: a wide blur of a large picture takes longer than all the rest.
        small = cover(picture, size[0] // _BLURRED_AT, size[1] // _BLURRED_AT)
        back = cv2.GaussianBlur(small, (0, 0), max(small.shape) / 40) * 0.8
        return inside(picture, resized(back.astype(np.uint8), *size))

    return step


def inset(rng: Drawn, behind: Callable[[float], Picture]) -> Step:
    """Show the clip at 40 to 70 % of the frame's width within another. behind: that one, by time."""
    share = rng.uniform(0.40, 0.70)
    at_x, at_y = rng.uniform(0, 1, 2)

    def step(picture: Picture, at_s: float) -> Picture:
        height, width = picture.shape[:2]
        small = resized(picture, round(width * share), round(height * share))
        left, top = round((width - small.shape[1]) * at_x), round((height - small.shape[0]) * at_y)
        return put(small, cover(behind(at_s), width, height), left, top)

    return step
