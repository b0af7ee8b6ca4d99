"""What a network reaches on the held-out parts, decoded as the product decodes."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import torch
from evaluation import attribution
from evaluation.report import weigh
from evaluation.task import Outcome, Sample

from crossbearing.text.attribution_tags import tag_attributions
from crossbearing.text.heads import best_path, emit, free_moves, label_pair, spans_of
from crossbearing.text.labels import ROOTS
from crossbearing.text.pair_windows import around_pair, mark_pair
from crossbearing.text.pieces import FIRST, LAST, Pieces, cut_pieces, cut_windows
from training import corpora
from training.network import Network, half_precision


def weights_of(network: Network) -> dict[str, np.ndarray]:
    """Return the heads' matrices by name, as the product keeps them."""
    heads = {n: v.float().numpy() for n, v in network.state_dict().items() if not n.startswith("encoder.")}
    heads.pop("forbidden")
    heads["moves"] = network.transitions().detach().float().numpy()
    return heads


def states_of(network: Network, pieces: Pieces, *, beside: bool) -> np.ndarray:
    """Return the states of a text, window by window. beside: see `Encoder.forward`."""
    states = np.zeros((len(pieces), 384), np.float32)
    for window in cut_windows(pieces):
        seen = run(network, pieces, window.first, window.last, None, beside=beside)
        keep = slice(window.keep_first, window.keep_last)
        states[keep] = seen[1 + window.keep_first - window.first : 1 + window.keep_last - window.first]
    return states


def run(
    network: Network, pieces: Pieces, first: int, last: int, marks: np.ndarray | None, *, beside: bool = True
) -> np.ndarray:
    """Return the states of one window, the opening and the closing piece included."""
    ids = np.concatenate([[FIRST], pieces.ids[first:last], [LAST]])
    surface = np.concatenate([[0], pieces.surface[first:last], [0]])
    own = np.zeros(len(ids), np.int64)
    if marks is not None:
        own[1:-1] = marks
    with torch.no_grad(), half_precision():
        states = network.encoder(
            *(torch.from_numpy(a)[None] for a in (ids, surface, own)), None, beside=beside
        )
    return states[0].float().numpy()


def measure(network: Network, gold: Path, *, texts: int, relations: bool) -> dict[str, float]:
    """Return figures, 0 to 100, on what no training saw.

    texts: of the attribution part. relations: whether to judge every pair of entities, which takes long.
    """
    network.eval()
    weights = weights_of(network)
    figures = _attributions(network, weights, gold, texts)
    for labelled in held_out(gold):
        if labelled.task == "relation" and not relations:
            continue
        if labelled.pairs:
            _count_pairs(network, weights, labelled, figures)
        else:
            _count_spans(network, weights, labelled, figures)
    network.train()
    return _summary(figures)


def held_out(gold: Path) -> list[corpora.Labelled]:
    """Read the parts that training leaves out."""
    parts = (corpora.read_times, corpora.read_entities, corpora.read_events)
    return [text for part in parts for text in part(gold, held_out=True)]


def _attributions(network: Network, weights: dict[str, np.ndarray], gold: Path, texts: int) -> Counter[str]:
    samples = attribution.load(gold / "polnear" / "dev")[:texts]
    figures = weigh(list(compare_attributions(network, weights, samples)), attribution.TASK.measures)
    return Counter({f"figure {f.name}": f.value for f in figures})


def compare_attributions(
    network: Network, weights: dict[str, np.ndarray], samples: Iterable[Sample[attribution.Answer]]
) -> Iterator[Outcome]:
    """Read each text and compare with its gold."""
    for sample in samples:
        pieces = cut_pieces(sample.text)
        states = states_of(network, pieces, beside=False)
        said = tuple(
            attribution.Said(
                *(
                    tuple((int(pieces.starts[a]), int(pieces.ends[b - 1])) for a, b in part)
                    for part in (found.source, found.cue, found.content)
                )
            )
            for found in tag_attributions(pieces, states, weights)
            if found.cue  # the product says nothing of what is said by no word
        )
        yield attribution.compare(sample, said)


def _count_spans(
    network: Network, weights: dict[str, np.ndarray], text: corpora.Labelled, figures: Counter[str]
) -> None:
    emissions = emit(states_of(network, text.pieces, beside=True), weights, text.task)
    found = spans_of(best_path(emissions, free_moves(emissions.shape[1])))
    figures[f"{text.task} answered"] += len(found)
    figures[f"{text.task} gold"] += len(text.spans)
    figures[f"{text.task} strict"] += len({s[1:] for s in found} & {s[1:] for s in text.spans})
    figures[f"{text.task} loose"] += sum(any(a < d and c < b for _, c, d in found) for _, a, b in text.spans)


def _count_pairs(
    network: Network, weights: dict[str, np.ndarray], text: corpora.Labelled, figures: Counter[str]
) -> None:
    for a, b, label in text.pairs:
        first, last = around_pair(text.pieces, a, b)
        marks = mark_pair(last - first, first, a, b)
        states = run(network, text.pieces, first, last, marks)
        said = int(label_pair(states, np.concatenate([[0], marks, [0]]), weights, text.task).argmax())
        figures[f"{text.task}.{said} answered"] += 1
        figures[f"{text.task}.{label} gold"] += 1
        figures[f"{text.task}.{label} hit"] += said == label


def _summary(figures: Counter[str]) -> dict[str, float]:
    out = {name[7:]: round(value, 1) for name, value in figures.items() if name.startswith("figure ")}
    for task in ("time", "actor", "nationality", "location", "moment"):
        whole = figures[f"{task} answered"] + figures[f"{task} gold"]
        for how in ("loose", "strict"):
            out[f"{task} {how}"] = round(200 * figures[f"{task} {how}"] / max(1, whole), 1)

    def f1(task: str, labels: tuple[int, ...]) -> float:
        hit, said, gold = (
            sum(figures[f"{task}.{k} {w}"] for k in labels) for w in ("hit", "answered", "gold")
        )
        return 200 * hit / max(1, said + gold)

    roots = [k for k in range(len(ROOTS)) if figures[f"event.{k} gold"]]
    out["event macro"] = round(float(np.mean([f1("event", (k,)) for k in roots])), 1) if roots else 0.0
    out["event accuracy"] = round(f1("event", tuple(roots)), 1)
    out["aliases"], out["fighting, allies"] = round(f1("relation", (1,)), 1), round(f1("relation", (2, 3)), 1)
    out["command"], out["belongs"], out["meets"] = (
        round(f1("relation", k), 1) for k in ((5, 6), (7, 8), (4,))
    )
    return out


def main() -> None:
    """Score weights on all articles of the publishers named, whichever part they stand in."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--publishers", required=True, help="names, with commas")
    given = parser.parse_args()
    network = Network()
    network.load(given.weights)
    network.eval()
    names = tuple(f"{name}_" for name in given.publishers.split(","))
    parts = (given.gold / "polnear" / part for part in ("train", "dev"))
    samples = [sample for part in parts for sample in attribution.load(part) if sample.id.startswith(names)]
    print(f"{len(samples)} articles")
    for figure in weigh(
        list(compare_attributions(network, weights_of(network), samples)), attribution.TASK.measures
    ):
        print(f"{figure.name:36} {figure.value:5.1f} [{figure.low:.1f}, {figure.high:.1f}]")


if __name__ == "__main__":
    main()
