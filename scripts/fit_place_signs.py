"""Fit how much each sign speaks for a place, and write `place_sign_weights.py`.

    python scripts/fit_place_signs.py CORPUS.xml… > src/crossbearing/resolve/place_sign_weights.py

Reads the half of each corpus that `python -m evaluation places` does not hold out. Logistic regression
with a ridge; four rounds, for what a text says of itself depends on the weights. Same input, same table.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from evaluation import places
from evaluation.task import take_part

from crossbearing.model.reading import Mention
from crossbearing.pipeline.rooms import open_gazetteer, open_text_reader
from crossbearing.resolve.gazetteer import Gazetteer
from crossbearing.resolve.place_scan import read_words, scan
from crossbearing.resolve.place_sightings import weigh_stretches
from crossbearing.resolve.place_sign_weights import SIGNS
from crossbearing.resolve.place_signs import Scene
from crossbearing.settings import Settings

ROUNDS, STEPS = 4, 25
RIDGE, RIDGE_OF_ALL = 2.0, 0.01
MIN_SEEN = 5
PEOPLE = "people"
MANY_PEOPLE = 100
"""Where fewer than one name in so many is an adjective or a people, annotators left them out."""
Row = tuple[tuple[str, ...], bool]
Read = tuple[places.Answer, bool, str, tuple[Mention, ...]]
HEAD = '''"""How much each sign speaks for a place, in natural logarithms of the odds: one table.

Fitted by logistic regression on half of two corpora of news (small-town papers; epidemics world-wide);
`python -m evaluation places` measures on the other half. "is GPE": the stretch is just what the
recogniser of `text` labels so; "begins", "ends", "inside": it is a part of that.
"""

from __future__ import annotations

SIGNS: dict[str, float] = {'''


def read(paths: Sequence[Path]) -> Iterator[Read]:
    """Read the training half; tell of each corpus whether it marks adjectives and peoples at all."""
    settings = Settings()
    reader = open_text_reader(settings.text, settings.resolve)
    for path in paths:
        samples = take_part(places.load(path), "train", places.TASK.held_out)
        names = [gold.name for sample in samples for gold in sample.gold]
        marks_people = MANY_PEOPLE * sum(n.endswith(("ian", "ians")) for n in names) > len(names)
        for sample in samples:
            yield sample.gold, marks_people, sample.text, reader.read(sample.text).mentions


def rows(texts: Sequence[Read], gazetteer: Gazetteer) -> Iterator[Row]:
    """Yield the signs of each stretch, and whether annotators put a place there.

    Places without coordinates, such as streets, are neither.
    """
    for gold, marks_people, text, mentions in texts:
        scene = Scene(text, read_words(text), mentions, gazetteer)
        for stretch, signs in weigh_stretches(scene, list(scan(text, scene.words, gazetteer))):
            over = [g for g in gold if g.start < stretch.span.end and stretch.span.start < g.end]
            located = any(g.point is not None for g in over)
            if (marks_people or PEOPLE not in signs) and (located or not over):
                yield signs, located


def fit(table: Sequence[Row]) -> dict[str, float]:
    """Return the weights of all signs that were seen often enough, to one decimal, noughts left out."""
    seen = Counter(sign for signs, _ in table for sign in signs)
    names = sorted(sign for sign, n in seen.items() if n >= MIN_SEEN)
    at = {name: i for i, name in enumerate(names)}
    held = np.zeros((len(table), len(names)))
    for row, (signs, _) in enumerate(table):
        held[row, [at[s] for s in signs if s in at]] = 1.0
    truth = np.array([float(located) for _, located in table])
    ridge = np.array([RIDGE_OF_ALL if name == "any" else RIDGE for name in names])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-held @ weights))
        curve = (held * (chance * (1.0 - chance))[:, None]).T @ held + np.diag(ridge)
        weights += np.linalg.solve(curve, held.T @ (truth - chance) - ridge * weights)
    rounded = {name: round(float(w), 1) for name, w in zip(names, weights, strict=True)}
    return {name: weight for name, weight in rounded.items() if weight}


def main(paths: Sequence[Path]) -> None:
    """Fit and print the module."""
    gazetteer = open_gazetteer(Settings().resolve)
    texts = list(read(paths))
    SIGNS.clear()  # the table that is there must not colour the one to come
    for _ in range(ROUNDS):
        weights = fit(list(rows(texts, gazetteer)))
        SIGNS.clear()
        SIGNS.update(weights)
    print(HEAD)
    for name, weight in SIGNS.items():
        print(f'    "{name}": {weight},')
    print("}")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
