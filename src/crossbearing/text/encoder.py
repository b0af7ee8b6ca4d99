"""The encoder: a small transformer over word pieces, run by ONNX Runtime on the CPU, without torch.

One pass over a text gives states from which every head reads (`heads`). Windows are run one at a time:
the scales of its 8-bit arithmetic span a run, so that in a batch a text's reading would depend on what
is read beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from spacy.tokens import Doc

from crossbearing.errors import ConfigError
from crossbearing.model.provenance import Component
from crossbearing.text.heads import Floats, Weights
from crossbearing.text.pair_windows import around_pair, mark_pair
from crossbearing.text.pieces import FIRST, LAST, Ints, Pieces, cut_pieces, cut_windows, load_tokenizer

MODEL: Final = Path(__file__).parent / "models"
HIDDEN: Final = 384

Run = Callable[[Ints, Ints, Ints], Floats]


_KEPT: Final = "crossbearing.encoded"


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text in pieces, with a state for each: pieces × HIDDEN."""

    pieces: Pieces
    states: Floats


class Encoder:
    """The network's body and the weights of its heads."""

    def __init__(self, run: Run, weights: Weights, component: Component) -> None:
        """run: ids, surface and marks of one window to its states, pieces × HIDDEN each."""
        self._run = run
        self.weights = weights
        self.component = component

    def encode(self, text: str) -> Encoded:
        """Return the states of a text. Linear in its length; any Unicode is taken."""
        pieces = cut_pieces(text)
        states = np.zeros((len(pieces), HIDDEN), dtype=np.float32)
        for window in cut_windows(pieces):
            seen = self.look(pieces, window.first, window.last)
            kept = slice(1 + window.keep_first - window.first, 1 + window.keep_last - window.first)
            states[window.keep_first : window.keep_last] = seen[kept]
        return Encoded(pieces, states)

    def encode_doc(self, doc: Doc) -> Encoded:
        """Return the states of a parsed text, which are made once and kept with it."""
        kept = doc.user_data.get(_KEPT)
        if kept is None:
            kept = doc.user_data[_KEPT] = self.encode(doc.text)
        encoded: Encoded = kept
        return encoded

    def look(self, pieces: Pieces, first: int, last: int, marks: Ints | None = None) -> Floats:
        """Return the states of one window, its opening and closing piece included."""
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
        return self.look(pieces, first, last, marks), np.concatenate([[0], marks, [0]])


@lru_cache(maxsize=2)
def load_encoder(folder: Path = MODEL) -> Encoder:
    """Load the shipped model, once a process.

    Raises ConfigError: a file is missing, or is not the one that the model's list of digests names.
    """
    files = _checked(folder)
    load_tokenizer(files["tokenizer.json"])
    with np.load(files["heads.npz"], allow_pickle=False) as stored:
        weights = {name: stored[name].astype(np.float32) for name in stored.files}
    version = hashlib.sha256(files["encoder.onnx"].read_bytes() + files["heads.npz"].read_bytes())
    return Encoder(
        _session(files["encoder.onnx"]),
        weights,
        Component("crossbearing.text.encoder", version.hexdigest()[:12]),
    )


@lru_cache(maxsize=2)
def model_key(folder: Path = MODEL) -> str:
    """Return what tells one state of the model's files from another; "unusable" where they cannot serve."""
    try:
        _checked(folder)
        return hashlib.sha256((folder / "digests.json").read_bytes()).hexdigest()
    except ConfigError:
        return "unusable"


def _checked(folder: Path) -> dict[str, Path]:
    """Return the model's files by name, each with the digest that it should have."""
    try:
        digests: dict[str, str] = json.loads((folder / "digests.json").read_text(encoding="utf-8"))
        found = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in digests}
    except (OSError, ValueError) as cause:
        raise ConfigError(
            "The encoder's files cannot be read.",
            what=str(folder),
            actual=str(cause),
            next_step="Install the program again, or choose the finder by rules (--attribution rules).",
        ) from cause
    for name, digest in digests.items():
        if found[name] != digest:
            raise ConfigError(
                f"The encoder's file {name} is damaged.",
                what=str(folder / name),
                expected=digest,
                actual=found[name],
                next_step="Install the program again, or choose the finder by rules (--attribution rules).",
            )
    return {name: folder / name for name in digests}


def _session(file: Path) -> Run:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def run(ids: Ints, surface: Ints, marks: Ints) -> Floats:
        inputs = {"ids": ids[None], "surface": surface[None], "marks": marks[None]}
        states: list[Any] = session.run(["states"], inputs)
        seen: Floats = states[0][0]
        return seen

    return run
