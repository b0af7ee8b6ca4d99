"""A reader of subtitles (.srt)."""

import re
from datetime import datetime
from pathlib import Path

from crossbearing.model.evidence import Digest, Document
from crossbearing.readers import Reader, ReaderExample, read_text_file
from crossbearing.settings import ReaderSettings


class SrtReader(Reader):
    """Keeps what is said; drops the numbers and times."""

    name, version = "srt", "1"
    media_types, suffixes = ("text/x-subrip",), (".srt",)

    def read(self, path: Path, *, item: Digest, acquired: datetime, settings: ReaderSettings) -> Document:
        """Read the file and take out the lines between the cues."""
        text = read_text_file(path, settings=settings).text
        said = re.sub(r"(?m)^(?:\ufeff?\d+\s*\n)?[\d:,]+ --> [\d:,]+.*\n", "", text)
        return Document(item=item, text=said, reader="srt 1")

    @classmethod
    def examples(cls) -> tuple[ReaderExample, ...]:
        """Give one cue."""
        cue = b"1\n00:00:01,000 --> 00:00:03,500\nThe port was closed.\n"
        return (ReaderExample(cue, holds=["The port was closed."], lacks=["-->", "00:00"]),)
