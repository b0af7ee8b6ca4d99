"""Take a picture of a dossier, in Debian's Chromium.

    python scripts/take_picture.py demo/dossier.html docs/dossier.png
    python scripts/take_picture.py demo/dossier.html docs/match.png --match 1

The first opens the allegation that most claims and denials speak to; the second shows where clips share
pictures, the match of that number.
"""

from __future__ import annotations

import argparse
import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

_WIDTH_PX, _HEIGHT_PX = 1280, 1400
_MOST_TELLING = """
() => {
  const weigh = (row) => Math.min(row.dataset.origins, row.dataset.denials) * 100 + 1 * row.dataset.denials
  const rows = [...document.querySelectorAll("tbody.allegation")]
  return rows.sort((a, b) => weigh(b) - weigh(a))[0].id
}
"""


def take_picture(page_file: Path, picture: Path, *, match: int = 0) -> None:
    """Write a picture of a match, or of the allegations with the most telling one open. match: from 1."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--font-render-hinting=none"]
        )
        page = browser.new_page(viewport={"width": _WIDTH_PX, "height": _HEIGHT_PX})
        page.goto(page_file.resolve().as_uri())
        if match:
            seen = page.locator("article.match").nth(match - 1).screenshot()
        else:
            page.goto(f"{page_file.resolve().as_uri()}#{page.evaluate(_MOST_TELLING)}")
            page.evaluate("document.activeElement.blur()")
            page.evaluate("document.querySelector('#allegations').scrollIntoView()")
            seen = page.screenshot()
        browser.close()
    Image.open(BytesIO(seen)).quantize(256).save(picture, optimize=True)


def main() -> None:
    """Take the picture of a dossier."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--match", type=int, default=0, metavar="NUMBER")
    given = parser.parse_args()
    take_picture(given.page, given.picture, match=given.match)


if __name__ == "__main__":
    main()
