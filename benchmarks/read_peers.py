"""The speed of a whole reading beside textacy's extraction, on the same text, in the same run, on one core.

    python benchmarks/read_peers.py [FOLDER-OF-TEXTS] [--words N]

A whole reading is everything that `crossbearing read` does after the file is open: attributions by the
encoder, sourcing, mentions, times, places, events, claims, names resolved. textacy parses with the same
spaCy pipeline, and extracts quotations and subject–verb–object triples; its search for acronyms fails with
NumPy 2 and is left out. Without a folder, a text about actors that do not exist is
written. Exits with 1 below the words a second that are promised.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.read_speed import write_text

MIN_WORDS_PER_S = 2_000
MAX_MEMORY_MB = 1_500
_PUBLISHED = date(2024, 5, 6)


def take_texts(folder: Path | None, words: int) -> list[str]:
    """Return the texts of a folder, or written ones of a thousand words each."""
    if folder is None:
        return [write_text(1_000, seed) for seed in range(max(1, words // 1_000))]
    return [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))]


def reading() -> Callable[[str], object]:
    """Return the program's reading of one text, opened beforehand."""
    from crossbearing.pipeline.rooms import open_resolver, open_text_reader
    from crossbearing.settings import Settings

    settings = Settings()
    reader, resolver = open_text_reader(settings.text, settings.resolve), open_resolver(settings.resolve)
    return lambda text: resolver.resolve(reader.read(text, published=_PUBLISHED), text, published=_PUBLISHED)


def peer() -> Callable[[str], object]:
    """Return textacy's extraction of one text."""
    import spacy
    from textacy import extract

    from crossbearing.settings import TextSettings

    nlp = spacy.load(TextSettings().pipeline)

    def run(text: str) -> list[object]:
        doc = nlp(text)
        made: list[object] = [*extract.subject_verb_object_triples(doc)]
        try:
            made += extract.direct_quotations(doc)
        except ValueError:  # it gives up on a quotation mark that is never closed
            made.append(None)
        return made

    return run


def cost_s(run: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the processor seconds that the texts take."""
    start = time.process_time()
    for text in texts:
        run(text)
    return time.process_time() - start


def main() -> int:
    """Measure and print; return 1 where a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--words", type=int, default=20_000)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    texts = take_texts(options.folder, options.words)
    count = sum(len(text.split()) for text in texts)
    read = reading()
    read(texts[0])
    own = min(cost_s(read, texts) for _ in range(2))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"texts     {len(texts):>8,}, {count:,} words")
    print(f"reading   {own:>8.2f} s  {count / own:>8,.0f} words/s  (at least {MIN_WORDS_PER_S:,})")
    print(f"memory    {memory:>8,.0f} MB at its peak (at most {MAX_MEMORY_MB:,})")
    try:
        other = min(cost_s(peer(), texts) for _ in range(2))
        print(f"textacy   {other:>8.2f} s  {count / other:>8,.0f} words/s")
        print(f"ratio     {own / other:>8.2f}     of textacy's time, for far more")
    except ImportError:
        print("textacy is not installed: make bench installs it")
    return 0 if count / own >= MIN_WORDS_PER_S and memory <= MAX_MEMORY_MB else 1


if __name__ == "__main__":
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    sys.exit(main())
