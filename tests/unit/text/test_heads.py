from itertools import pairwise, product

import numpy as np
import pytest

from crossbearing.text.heads import (
    best_path,
    free_moves,
    label_pair,
    lay_out,
    legal_bio,
    link,
    spans_array,
    spans_of,
)


def test_inside_follows_only_its_own():
    legal = legal_bio(2)
    assert legal[:, 2].tolist() == [False, True, True, False, False]
    assert legal[:, [0, 1, 3]].all()


def test_the_best_path_is_the_best_of_all_legal_ones():
    rng = np.random.default_rng(3)
    for _ in range(20):
        emissions = rng.normal(size=(5, 5)).astype(np.float32)
        moves = free_moves(5)
        legal = legal_bio(2)
        paths = [
            p
            for p in product(range(5), repeat=5)
            if p[0] in {0, 1, 3} and all(legal[a, b] for a, b in pairwise(p))
        ]
        best = max(paths, key=lambda p: sum(emissions[i, t] for i, t in enumerate(p)))
        assert best_path(emissions, moves).tolist() == list(best)


def test_spans_of_a_path():
    assert spans_of(np.array([0, 1, 2, 2, 1, 3, 4, 0])) == [(0, 1, 4), (0, 4, 5), (1, 5, 7)]
    assert spans_of(np.array([], dtype=np.int64)) == []


def test_layout_tells_side_distance_and_lines():
    asking, answering = spans_array([(10, 12)]), spans_array([(0, 2), (12, 13), (11, 14)])
    lines = np.array([0] * 6 + [1] * 10)
    distance, between, apart = lay_out(asking, answering, lines, np.array([0, 12]))
    assert distance[0, 0] < 12 < distance[0, 1]
    assert distance[0, 2] == 12
    assert between[0].tolist() == [1, 0, 0]
    assert apart[0].tolist() == [2, 3, 3]


def _linker(size=64, hidden=8, seed=0):
    rng = np.random.default_rng(seed)
    shapes = {
        "asks.weight": (2 * size, hidden),
        "asks.bias": (2 * size,),
        "answers.weight": (2 * size, hidden),
        "answers.bias": (2 * size,),
        "distance.weight": (24, size),
        "between.weight": (5, size),
        "lines.weight": (7, size),
        "weigh": (size,),
        "nobody": (size,),
    }
    return {f"x.{n}": rng.normal(size=s).astype(np.float32) for n, s in shapes.items()}


def test_each_asks_every_answer_and_nobody():
    states = np.random.default_rng(1).normal(size=(12, 8)).astype(np.float32)
    asking, answering = spans_array([(0, 2), (5, 6)]), spans_array([(3, 4), (7, 9), (10, 12)])
    layout = lay_out(asking, answering, np.zeros(12, np.int64), answering[:, 0])
    scores = link(states, asking, answering, layout, _linker(), "x")
    assert scores.shape == (2, 4)
    alone = link(states, asking, spans_array([]), layout[:, :, :0], _linker(), "x")
    assert alone[:, 0] == pytest.approx(scores[:, -1])


def test_labels_of_a_pair_are_log_probabilities():
    rng = np.random.default_rng(2)

    def drawn(*shape):
        return rng.normal(size=shape).astype(np.float32)

    weights = {
        "pairs.y.hidden.weight": drawn(4, 32),
        "pairs.y.hidden.bias": drawn(4),
        "pairs.y.out.weight": drawn(3, 4),
        "pairs.y.out.bias": drawn(3),
    }
    marks = np.array([0, 1, 1, 0, 2])
    given = label_pair(drawn(5, 8), marks, weights, "y")
    assert np.exp(given).sum() == pytest.approx(1, abs=1e-5)
