"""Print how well words on the screen are read, by script and by height of the letters.

    python benchmarks/screen_text.py [CLIP…]

Captions of invented words are rendered with fonts of this machine on a moving ground, encoded as H.264 at a
middling quality, and watched. `right` is the share of characters read right (1 less the edit distance, over
the length); `wrong words` counts captions given as read though under half of them is; `unread` those that
were found and said to be unread. With clips: also what is read in each, to be judged by eye.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageDraw, ImageFont
from rapidfuzz.distance import Levenshtein

from crossbearing.media import Watched, watch_all
from crossbearing.model.evidence import Digest
from crossbearing.settings import MediaSettings

HEIGHTS_PX = (14, 18, 24, 36)
SIZE = (1280, 720)
SECONDS, RATE = 3, 8
HALF = 0.5
SANS = ("DejaVuSans-Bold.ttf", "NotoSans-Regular.ttf")
ARABIC = ("NotoNaskhArabic-Regular.ttf", "NotoSansArabic-Regular.ttf")


@dataclass(frozen=True)
class Script:
    """Captions in one script and fonts that have its letters."""

    name: str
    fonts: tuple[str, ...]
    captions: tuple[str, ...]


SCRIPTS = (
    Script(
        "Latin, English",
        SANS,
        (
            "The Ministry of Vesland denies it",
            "Harbour of Strelsau, 12 March 2021",
            "BREAKING: 14 ships leave port",
        ),
    ),
    Script(
        "Latin, accents",
        SANS,
        (
            "Größe Straße Übung älter",
            "Żółć gęślą jaźń w Łodzi",
            "Şırnak Çağrı İğdır güneş",
            "El niño habló con André",
        ),
    ),
    Script("Greek", SANS, ("Το λιμάνι έκλεισε σήμερα", "Έκτακτη είδηση")),
    Script("Cyrillic", SANS, ("Порт закрыт до понедельника", "Джерело: газета", "СРОЧНО В НОМЕР")),
    Script("Arabic", ARABIC, ("إغلاق الميناء حتى يوم الاثنين", "المصدر: صحيفة ستريلساو", "عاجل")),
    Script("Chinese", ("NotoSansCJK-Regular.ttc", "wqy-microhei.ttc"), ("港口今天关闭", "消息来源报纸")),
)


def main(arguments: list[str]) -> None:
    """Print the table, then what is read in the clips given."""
    print(f"{'script':16}{'letters px':>11}{'captions':>10}{'right':>8}{'wrong words':>13}{'unread':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for script in SCRIPTS:
            for height in HEIGHTS_PX:
                line = measured(script, height, Path(folder) / "clip.mp4")
                print(line or f"{script.name:16}{'no font':>11}")
                if line is None:
                    break
    for clip in map(Path, arguments):
        seen = watched(clip)
        print(f"\n{clip.name}: {len(seen.document.anchors) if seen.document else 0} captions")
        print((seen.document.text if seen.document else "") or "–")


def measured(script: Script, height_px: int, path: Path) -> str | None:
    """Return the line for one script and height; None where no font has its letters."""
    right, length, wrong, unread, count = 0.0, 0, 0, 0, 0
    for name in script.fonts:
        font = opened(name, height_px)
        if font is None:
            continue
        for number, caption in enumerate(script.captions):
            written(path, caption, font, seed=number)
            seen = watched(path)
            said = " ".join(seen.document.text.split()) if seen.document else ""
            likeness = Levenshtein.normalized_similarity(caption, said) if said else 0.0
            right, length, count = right + likeness * len(caption), length + len(caption), count + 1
            wrong += bool(said) and likeness < HALF
            unread += not said and any("could not be read" in note for note in seen.footage.notes)
    if not count:
        return None
    return f"{script.name:16}{height_px:11}{count:10}{right / length:8.1%}{wrong:13}{unread:8}"


def watched(path: Path) -> Watched:
    """Watch a clip with its words."""
    return watch_all(path, item=Digest("0" * 64), settings=MediaSettings(sound=False))


def opened(name: str, height_px: int) -> ImageFont.FreeTypeFont | None:
    """Open a font so that its capitals are about so high; None where it is not installed."""
    try:
        return ImageFont.truetype(name, round(height_px / 0.72))
    except OSError:
        return None


def written(path: Path, caption: str, font: ImageFont.FreeTypeFont, *, seed: int) -> None:
    """Write a clip with a caption on a moving ground."""
    rng = np.random.default_rng(seed)
    ground = Image.fromarray(rng.integers(60, 190, (46, 90, 3), dtype=np.uint8)).resize((1440, 736))
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        stream.options = {"preset": "veryfast", "crf": "28"}
        for shown in pictures(ground, caption, font):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(shown, format="rgb24")))
        container.mux(stream.encode(None))


def pictures(ground: Image.Image, caption: str, font: ImageFont.FreeTypeFont) -> Iterator[np.ndarray]:
    """Yield the frames."""
    for number in range(SECONDS * RATE):
        image = ground.crop((number * 4, number // 4, number * 4 + SIZE[0], number // 4 + SIZE[1]))
        draw = ImageDraw.Draw(image)
        left, top, right, bottom = draw.textbbox((60, 600), caption, font=font)
        draw.rectangle((left - 14, top - 8, right + 14, bottom + 8), fill=(20, 30, 110))
        draw.text((60, 600), caption, font=font, fill="white")
        yield np.asarray(image, np.uint8)


if __name__ == "__main__":
    main(sys.argv[1:])
