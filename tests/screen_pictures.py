"""Pictures with words on them, rendered for tests with a font of Pillow's own."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from tests.media_clips import filmed

Picture = NDArray[np.uint8]
RATE = 12


def written(words: str, *, size_px: int = 34, ground: Picture | None = None, top: int = 280) -> Picture:
    """Return a picture of 640 × 360 with a banner that says `words`, a line a row."""
    base = np.full((360, 640, 3), 90, np.uint8) if ground is None else ground
    image = Image.fromarray(base)
    draw = ImageDraw.Draw(image)
    rows = words.split("\n")
    draw.rectangle((0, top - 6, 640, top + (size_px + 8) * len(rows)), fill=(130, 20, 20))
    font = ImageFont.load_default(size_px)
    for number, row in enumerate(rows):
        draw.text((20, top + number * (size_px + 4)), row, font=font, fill="white")
    return np.asarray(image, np.uint8)


def captioned_clip(path: Path, captions: dict[tuple[int, int], str], *, seconds: int) -> Path:
    """Write a clip of a place that the camera pans over. captions: (from, to) in seconds → words."""
    pictures = filmed(1, seconds=seconds, pan=5)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
        stream.options = {"preset": "ultrafast", "crf": "22"}
        for number, grey in enumerate(pictures):
            image = Image.fromarray(grey).resize((640, 360)).convert("RGB")
            shown = np.asarray(image, np.uint8)
            for (start, end), words in captions.items():
                if start * RATE <= number < end * RATE:
                    shown = written(words, size_px=26, ground=shown, top=280)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(shown, format="rgb24")))
        container.mux(stream.encode(None))
    return path
