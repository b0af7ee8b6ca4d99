"""What the program answers: texts to `reading/1` objects, in this process, by the shipped settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a corpus can be read without the program's heavy parts
    from crossbearing.settings import Settings

_WHEN = datetime(2000, 1, 1, tzinfo=UTC)


def read_texts(
    texts: Iterable[tuple[str, date | None]], settings: Settings | None = None
) -> Iterator[dict[str, Any]]:
    """Read each text, published on its day, as `crossbearing read --json` prints it."""
    from crossbearing.dossier import wire
    from crossbearing.model.evidence import Digest, Document
    from crossbearing.pipeline.analyse import read_text
    from crossbearing.settings import Settings

    chosen = settings or Settings()
    for text, published in texts:
        item = Digest(sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
        document = Document(item=item, text=text, reader="evaluation", published=published)
        yield wire.reading(document, read_text(document, chosen))
