"""Every word of the dossier of an invented case, against a copy that people have read.

After a change that is meant, write the copy anew: CROSSBEARING_WRITE_GOLDEN=1 pytest THIS FILE, and
read the difference before committing it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from lxml import html
from tests.dossier_cases import painted_frame, realistic_case

from crossbearing.dossier import page

COPY = Path(__file__).parent / "dossier_words.txt"
BLOCKS = {"p", "li", "tr", "h1", "h2", "h3", "h4", "article", "section", "summary", "div", "dt", "blockquote"}


def _words() -> str:
    tree = html.document_fromstring(page.render(realistic_case(), frame=painted_frame))
    body = tree.find("body")
    for element in list(body.iter("script", "style")):
        element.drop_tree()
    for element in body.iter():
        if element.tag in BLOCKS:
            element.tail = f"\n{element.tail or ''}"
            element.text = f"\n{element.text or ''}"
        elif element.tag in {"td", "th", "dd", "text", "title", "time", "a"}:
            element.tail = f" {element.tail or ''}"
    lines = (re.sub(r"\s+", " ", line).strip() for line in body.text_content().split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def test_the_words_of_the_dossier_are_those_that_were_read():
    words = _words()
    if os.environ.get("CROSSBEARING_WRITE_GOLDEN"):
        COPY.write_text(words, encoding="utf-8")
    assert words == COPY.read_text(encoding="utf-8")
