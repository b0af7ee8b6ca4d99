"""What reading by rules costs beside the bare spaCy pipeline, on the same text, in the same run.

    python benchmarks/read_speed.py [WORDS] [--rounds N]

Prints processor seconds and words a second of both, and their ratio; exits with 1 above 1.5. What the
trained encoder adds is printed beside it: that has a floor of its own, in words a second (read_peers.py).
Rounds alternate and the fastest of each counts, so that another program on the machine weighs little.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from datetime import date

import spacy

from crossbearing.settings import TextSettings
from crossbearing.text.pipeline import TextReader

MAX_RATIO = 1.5

_BODIES = (
    "the Northern Front",
    "the Republic of Arland",
    "the Arland army",
    "Karsa",
    "the Blue Brigade",
    "the Ministry of Defence",
)
_PEOPLE = (
    "Jan Orlik",
    "Marika Dole",
    "a senior official",
    "two residents",
    "Col. Petr Vann",
    "a person familiar with the talks",
)
_PLACES = ("Karsa", "the port of Melin", "northern Arland", "the border town of Tesk", "Dorval")
_DAYS = ("on Monday", "last week", "on 3 March", "in early May", "a day earlier", "this month")
_TEMPLATES = (
    "{body} denied that its troops had shelled {place} {day}, calling the report a fabrication.",
    "“We did not arm {body},” {person} said {day}. “Our convoys carried food and medicine.”",
    "According to {person}, fighters loyal to {body} entered {place} {day} and stayed near the bridge.",
    "The road between {place} and the coast was reopened {day} after crews cleared snow from it.",
    "{person} told reporters that {body} had supplied rockets and trained two hundred men in {place}.",
    "New videos showed men of {body} fighting alongside {body2} in {place}, though no date was given.",
    "Prices of bread and fuel rose again {day}, and the market in {place} closed earlier than usual.",
    "{body} accused {body2} of bombing a school in {place}, and said that it would answer in kind.",
    "A spokesman for {body} declined to comment, but the ministry has rejected such allegations before.",
    "Talks between {body} and {body2} may resume {day}, officials said, if the truce in {place} holds.",
    "The valley has changed hands four times in nine years, and few of those who fled have returned.",
)


def write_text(words: int, seed: int = 7) -> str:
    """Write an article of about `words` words about actors that do not exist; the same every time."""
    chance = random.Random(seed)  # noqa: S311 - the text must be the same every time
    paragraphs: list[str] = []
    count = 0
    while count < words:
        sentences = []
        for _ in range(chance.randint(2, 4)):
            body, body2 = chance.sample(_BODIES, 2)
            sentence = chance.choice(_TEMPLATES).format(
                body=body,
                body2=body2,
                person=chance.choice(_PEOPLE),
                place=chance.choice(_PLACES),
                day=chance.choice(_DAYS),
            )
            sentences.append(sentence[0].upper() + sentence[1:])
        paragraphs.append(" ".join(sentences))
        count += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def cost_s(run: Callable[[], object]) -> float:
    """Return the processor seconds of one run."""
    start = time.process_time()
    run()
    return time.process_time() - start


def main() -> int:
    """Measure and print; return 1 where reading costs too much."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("words", nargs="?", type=int, default=30_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    text = write_text(options.words)
    settings = TextSettings(attribution="rules")
    bare = spacy.load(settings.pipeline)
    reader, encoding = TextReader(settings), TextReader(TextSettings())
    size = settings.max_chunk_chars
    parts = [text[start : start + size] for start in range(0, len(text), size)]
    reading_s, bare_s, encoding_s = [], [], []
    for _ in range(max(1, options.rounds)):
        bare_s.append(cost_s(lambda: [bare(part) for part in parts]))
        reading_s.append(cost_s(lambda: reader.read(text, published=date(2024, 5, 6))))
        encoding_s.append(cost_s(lambda: encoding.read(text, published=date(2024, 5, 6))))
    count = len(text.split())
    ratio = min(reading_s) / min(bare_s)
    print(f"text      {count:>8,} words, {len(text):,} characters")
    print(f"bare      {min(bare_s):>8.2f} s  {count / min(bare_s):>8,.0f} words/s  ({settings.pipeline})")
    for name, spent in (("rules", min(reading_s)), ("encoder", min(encoding_s))):
        print(f"{name:<9} {spent:>8.2f} s  {count / spent:>8,.0f} words/s  {spent / min(bare_s):.2f} × bare")
    print(f"ratio     {ratio:>8.2f}     (rules, at most {MAX_RATIO})")
    return 0 if ratio <= MAX_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
