"""Render the clips of the example case: two scenes, and an edited copy of the first.

They show no real place and no event; each frame says that it was rendered for this example.

    python examples/render_clips.py [FOLDER]

harbour.mp4       a harbour with drifting clouds, a crane, a ferry and lorries; 12 s
plain.mp4         another scene: wind turbines and a road; 8 s
harbour_copy.mp4  seconds 3 to 8 of the harbour: cropped, with a logo, compressed harder
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Rows × columns × RGB."""

WIDTH, HEIGHT, FRAMES_PER_S = 640, 360, 15
LABEL = "rendered for this example"
SHARE_WITH_ROOF, SHARE_LIT = 0.5, 0.3


def noise(seed: int, rows: int, columns: int, *, coarsest: int = 64, octaves: int = 6) -> NDArray[np.float32]:
    """Make fractal noise between 0 and 1: random grids of ever finer mesh, each weaker than the last."""
    random = np.random.default_rng(seed)
    total = np.zeros((rows, columns), np.float32)
    for octave in range(octaves):
        mesh = max(1, coarsest >> octave)
        grid = random.random((rows // mesh + 3, columns // mesh + 3), dtype=np.float32)
        large = cv2.resize(grid, None, fx=mesh, fy=mesh, interpolation=cv2.INTER_CUBIC)
        total += large[:rows, :columns] * 0.62**octave
    low, high = float(total.min()), float(total.max())
    return ((total - low) / (high - low)).astype(np.float32)


def tint(grey: NDArray[np.float32], dark: tuple[int, int, int], light: tuple[int, int, int]) -> Picture:
    """Colour noise from a dark to a light colour."""
    low, high = np.array(dark, np.float32), np.array(light, np.float32)
    return np.clip(low + grey[..., None] * (high - low), 0, 255).astype(np.uint8)


def draw_houses(picture: Picture, *, seed: int, ground: int, count: int) -> NDArray[np.bool_]:
    """Draw houses with windows along a line. ground: the row they stand on. Returns where they are."""
    random = np.random.default_rng(seed)
    before = picture.copy()
    left = 4
    for _ in range(count):
        width, height = int(random.integers(42, 92)), int(random.integers(40, 120))
        top = ground - height
        wall = tuple(int(value) for value in random.integers(95, 215, 3))
        cv2.rectangle(picture, (left, top), (left + width, ground), wall, -1)
        if random.random() < SHARE_WITH_ROOF:
            roof = np.array([[left - 4, top], [left + width // 2, top - 22], [left + width + 4, top]])
            cv2.fillPoly(picture, [roof], tuple(int(value * 0.55) for value in wall))
        for row in range(top + 9, ground - 10, 17):
            for column in range(left + 7, left + width - 9, 15):
                glass = (250, 226, 140) if random.random() < SHARE_LIT else (46, 58, 82)
                cv2.rectangle(picture, (column, row), (column + 7, row + 9), glass, -1)
        left += width + int(random.integers(2, 14))
    drawn = (picture != before).any(axis=2)
    grain = noise(seed + 1, picture.shape[0], picture.shape[1], coarsest=8, octaves=3)[..., None]
    picture[drawn] = np.clip(picture * (0.8 + 0.4 * grain), 0, 255).astype(np.uint8)[drawn]
    return np.asarray(drawn)


def label(picture: Picture, left: int, bottom: int) -> Picture:
    """Write on a frame that it was rendered."""
    cv2.rectangle(picture, (left - 8, bottom - 17), (left + 232, bottom + 8), (20, 20, 20), -1)
    place = (left, bottom)
    cv2.putText(picture, LABEL, place, cv2.FONT_HERSHEY_SIMPLEX, 0.56, (240, 240, 240), 1, cv2.LINE_AA)
    return picture


def harbour() -> Iterator[Picture]:
    """Draw the first scene, frame by frame; the view pans slowly to the right."""
    wide = WIDTH + 200
    clouds = tint(noise(11, 190, wide * 2, coarsest=128), (96, 132, 176), (236, 238, 240))
    hills = noise(12, HEIGHT, wide, coarsest=128, octaves=7)
    ridge = (118 + 46 * noise(13, 1, wide, coarsest=128)[0] - 30).astype(int)
    town = np.zeros((HEIGHT, wide, 3), np.uint8)
    town[:190] = clouds[:, :wide]
    slope = tint(hills, (38, 62, 44), (128, 146, 96))
    below = np.arange(HEIGHT)[:, None] > ridge[None, :]
    town[below] = slope[below]
    houses = draw_houses(town, seed=14, ground=232, count=16)
    town[232:258] = tint(noise(15, 26, wide, coarsest=16), (84, 78, 70), (176, 170, 160))
    water = noise(16, 102, wide * 2, coarsest=32)
    open_sky = ~(below | houses)[:190]
    for number in range(12 * FRAMES_PER_S):
        frame = town.copy()
        frame[:190][open_sky] = clouds[:, number : number + wide][open_sky]
        near, far = water[:, number * 2 : number * 2 + wide], water[:, wide - number : 2 * wide - number]
        frame[258:] = tint(((near + far) / 2).astype(np.float32), (6, 30, 58), (140, 190, 204))
        _draw_crane(frame, number)
        _draw_ferry(frame, number)
        _draw_lorries(frame, number)
        yield label(np.ascontiguousarray(frame[:, number : number + WIDTH]), 202, 334)


def _draw_crane(frame: Picture, number: int) -> None:
    """Draw a crane whose trolley and load go to and fro."""
    left = 430
    cv2.line(frame, (left, 236), (left, 92), (196, 120, 30), 5)
    cv2.line(frame, (left + 26, 236), (left + 26, 92), (196, 120, 30), 5)
    for row in range(96, 232, 18):
        cv2.line(frame, (left, row), (left + 26, row + 18), (150, 88, 22), 2)
    cv2.line(frame, (left - 120, 92), (left + 90, 92), (210, 132, 36), 6)
    trolley = left - 100 + int(80 * (1 + np.sin(number / 18)))
    cv2.line(frame, (trolley, 92), (trolley, 160), (30, 30, 30), 1)
    cv2.rectangle(frame, (trolley - 16, 160), (trolley + 16, 180), (164, 40, 36), -1)
    cv2.rectangle(frame, (trolley - 16, 168), (trolley + 16, 171), (226, 210, 200), -1)


def _draw_ferry(frame: Picture, number: int) -> None:
    """Draw a ferry that crosses to the right and rides the water."""
    left, top = 40 + int(number * 1.7), 286 + int(3 * np.sin(number / 6))
    hull = np.array([[left, top], [left + 150, top], [left + 132, top + 26], [left + 14, top + 26]])
    cv2.fillPoly(frame, [hull], (228, 230, 234))
    cv2.rectangle(frame, (left + 6, top + 15), (left + 138, top + 20), (30, 74, 140), -1)
    cv2.rectangle(frame, (left + 26, top - 20), (left + 118, top), (244, 244, 238), -1)
    for column in range(left + 32, left + 112, 13):
        cv2.rectangle(frame, (column, top - 14), (column + 7, top - 7), (40, 52, 70), -1)
    cv2.rectangle(frame, (left + 84, top - 40), (left + 100, top - 20), (186, 52, 40), -1)


def _draw_lorries(frame: Picture, number: int) -> None:
    """Draw lorries on the quay, in both directions."""
    wide = frame.shape[1]
    for start, pace, colour in (
        (60, 3.1, (190, 62, 40)),
        (520, -2.3, (44, 100, 60)),
        (780, 2.2, (60, 80, 150)),
    ):
        left = int(start + pace * number) % (wide + 80) - 60
        cv2.rectangle(frame, (left, 228), (left + 38, 246), colour, -1)
        cv2.rectangle(frame, (left + 40, 234), (left + 52, 246), (220, 214, 190), -1)
        for wheel in (left + 8, left + 30, left + 46):
            cv2.circle(frame, (wheel, 248), 4, (18, 18, 18), -1)


def plain() -> Iterator[Picture]:
    """Draw the second scene: turbines on a plain, a road, a tractor."""
    sky = tint(noise(31, 150, WIDTH * 2, coarsest=64), (206, 168, 120), (250, 232, 200))
    field = tint(noise(32, 210, WIDTH, coarsest=64, octaves=7), (92, 84, 30), (214, 190, 96))
    far = (128 + 20 * noise(33, 1, WIDTH, coarsest=64)[0]).astype(int)
    ridge = tint(noise(34, HEIGHT, WIDTH, coarsest=32), (84, 92, 118), (140, 142, 160))
    barn = noise(35, 60, 110, coarsest=16)
    for number in range(8 * FRAMES_PER_S):
        frame = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
        frame[:150] = sky[:, number * 2 : number * 2 + WIDTH]
        rows = np.arange(150)[:, None]
        behind = rows > far[None, :] - 18
        frame[:150][behind] = ridge[:150][behind]
        frame[150:] = field
        frame[190:250, 60:170] = tint(barn, (96, 40, 32), (160, 84, 70))
        cv2.fillPoly(frame, [np.array([[52, 192], [115, 150], [178, 192]])], (70, 52, 48))
        road = np.array([[300, 150], [330, 150], [520, 360], [260, 360]])
        cv2.fillPoly(frame, [road], (98, 94, 92))
        for column, top, pace in ((230, 60, 9.0), (420, 42, 7.0), (560, 70, 11.0)):
            _draw_turbine(frame, column, top, number / pace)
        _draw_tractor(frame, number)
        yield label(frame, 26, 34)


def _draw_turbine(frame: Picture, column: int, top: int, angle: float) -> None:
    """Draw a wind turbine; angle: of its first blade, in radians."""
    cv2.line(frame, (column, top), (column, top + 118), (236, 236, 240), 5)
    for blade in range(3):
        turned = angle + blade * 2 * np.pi / 3
        tip = (int(column + 46 * np.cos(turned)), int(top + 46 * np.sin(turned)))
        cv2.line(frame, (column, top), tip, (250, 250, 252), 4, cv2.LINE_AA)
    cv2.circle(frame, (column, top), 5, (120, 120, 130), -1)


def _draw_tractor(frame: Picture, number: int) -> None:
    """Draw a tractor that crosses the field to the left."""
    left = 600 - int(number * 3.4)
    cv2.rectangle(frame, (left, 262), (left + 44, 286), (44, 120, 60), -1)
    cv2.rectangle(frame, (left + 22, 244), (left + 42, 262), (180, 206, 214), -1)
    cv2.circle(frame, (left + 34, 290), 15, (24, 24, 24), -1)
    cv2.circle(frame, (left + 8, 294), 9, (24, 24, 24), -1)
    cv2.circle(frame, (left + 34, 290), 6, (214, 180, 60), -1)


def edited_copy(frames: list[Picture]) -> Iterator[Picture]:
    """Take seconds 3 to 8, crop 8 per cent, and put a logo in the corner."""
    rows, columns = int(HEIGHT * 0.04), int(WIDTH * 0.04)
    for frame in frames[3 * FRAMES_PER_S : 8 * FRAMES_PER_S]:
        cropped = frame[rows : HEIGHT - rows, columns : WIDTH - columns]
        picture = cv2.resize(cropped, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA).astype(np.uint8)
        cv2.rectangle(picture, (548, 14), (626, 50), (170, 24, 40), -1)
        cv2.putText(
            picture, "COPY", (556, 39), cv2.FONT_HERSHEY_DUPLEX, 0.74, (255, 255, 255), 1, cv2.LINE_AA
        )
        yield picture


def write_clip(path: Path, frames: Iterator[Picture] | list[Picture], *, quality: int) -> None:
    """Write frames as H.264. quality: x264's constant rate factor; more is worse."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FRAMES_PER_S)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.time_base = Fraction(1, FRAMES_PER_S)
        # One thread, so that the same frames give the same bytes.
        stream.options = {"crf": str(quality), "preset": "slow", "threads": "1"}
        for number, picture in enumerate(frames):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def main() -> None:
    """Render all three into a folder."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "clips"
    folder.mkdir(parents=True, exist_ok=True)
    frames = list(harbour())
    write_clip(folder / "harbour.mp4", frames, quality=27)
    write_clip(folder / "plain.mp4", plain(), quality=27)
    write_clip(folder / "harbour_copy.mp4", edited_copy(frames), quality=36)
    for path in sorted(folder.glob("*.mp4")):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
