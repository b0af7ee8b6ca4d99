"""The encoder: a small transformer over word pieces, run by ONNX Runtime on the CPU, without torch.

One pass over a text gives states from which every head reads (`heads`). Windows are run one at a time:
the scales of its whole-number arithmetic span a run, so that in a batch a text's reading would depend on what
is read beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from spacy.tokens import Doc

from crossbearing.model.provenance import Component
from crossbearing.text.heads import Floats, Weights
from crossbearing.text.model_files import MODEL, check_model
from crossbearing.text.pair_windows import around_pair, mark_pair
from crossbearing.text.pieces import FIRST, LAST, Ints, Pieces, cut_pieces, cut_windows

HIDDEN: Final = 384

Run = Callable[[Ints, Ints, Ints], tuple[Floats, Floats]]

_KEPT: Final = "crossbearing.encoded"
_SLOWER: Final = ("SkipLayerNormFusion",)  # as of onnxruntime 1.32 its kernel takes a sixth of a run longer


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text in pieces, with states for each: pieces × HIDDEN.

    states: from the layers that serve attribution alone. beside: from those that serve all other heads.
    """

    pieces: Pieces
    states: Floats
    beside: Floats


class Encoder:
    """The network's body and the weights of its heads."""

    def __init__(self, run: Run, weights: Weights, component: Component) -> None:
        """run: ids, surface and marks of one window to its states and those beside, pieces × HIDDEN each."""
        self._run = run
        self.weights = weights
        self.component = component

    def encode(self, text: str) -> Encoded:
        """Return the states of a text. Linear in its length; any Unicode is taken."""
        pieces = cut_pieces(text)
        states, beside = (np.zeros((len(pieces), HIDDEN), dtype=np.float32) for _ in range(2))
        for window in cut_windows(pieces):
            kept = slice(1 + window.keep_first - window.first, 1 + window.keep_last - window.first)
            for whole, seen in zip(
                (states, beside), self.look(pieces, window.first, window.last), strict=True
            ):
                whole[window.keep_first : window.keep_last] = seen[kept]
        return Encoded(pieces, states, beside)

    def encode_doc(self, doc: Doc) -> Encoded:
        """Return the states of a parsed text, which are made once and kept with it."""
        kept = doc.user_data.get(_KEPT)
        if kept is None:
            kept = doc.user_data[_KEPT] = self.encode(doc.text)
        encoded: Encoded = kept
        return encoded

    def look(self, pieces: Pieces, first: int, last: int, marks: Ints | None = None) -> tuple[Floats, Floats]:
        """Return the states of one window and those beside, its opening and closing piece included."""
        ids = np.concatenate([[FIRST], pieces.ids[first:last], [LAST]])
        surface = np.concatenate([[0], pieces.surface[first:last], [0]])
        own = np.zeros(len(ids), dtype=np.int64)
        if marks is not None:
            own[1:-1] = marks
        return self._run(ids, surface, own)

    def look_at_pair(self, pieces: Pieces, a: tuple[int, int], b: tuple[int, int]) -> tuple[Floats, Ints]:
        """Return the states of the sentences around two spans, and which piece belongs to which."""
        first, last = around_pair(pieces, a, b)
        marks = mark_pair(last - first, first, a, b)
        _, beside = self.look(pieces, first, last, marks)
        return beside, np.concatenate([[0], marks, [0]])


@lru_cache(maxsize=2)
def load_encoder(folder: Path = MODEL) -> Encoder:
    """Load the shipped model, once a process. Raises ConfigError: see `check_model`."""
    model = check_model(folder)
    with np.load(model.files["heads.npz"], allow_pickle=False) as stored:
        weights = {name: stored[name].astype(np.float32) for name in stored.files}
    component = Component("crossbearing.text.encoder", model.key[:12])
    return Encoder(_session(model.files["encoder.onnx"]), weights, component)


def _session(file: Path) -> Run:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(file), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )

    def run(ids: Ints, surface: Ints, marks: Ints) -> tuple[Floats, Floats]:
        inputs = {"ids": ids[None], "surface": surface[None], "marks": marks[None]}
        states, beside = session.run(["states", "beside"], inputs)
        return states[0], beside[0]

    return run
