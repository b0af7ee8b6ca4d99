"""The network in torch: MiniLM-L6 with surface and mark embeddings at its input, and small heads on it.

Its last layers are there twice: one set was fitted on attribution alone, which does worse when it has
to serve anything else; the other serves all other heads, on the same lower layers.

What it computes is computed again, without torch, by `crossbearing.text.encoder` and `heads`;
`training.export` holds the two together.
"""

from __future__ import annotations

import copy
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from crossbearing.text.heads import LINK_SIZE, legal_bio
from crossbearing.text.labels import ROOTS
from crossbearing.text.pieces import SURFACES
from training.corpora import RELATIONS, TAGS

HIDDEN, INNER, HEADS, LAYERS, SHARED = 384, 1536, 12, 6, 4
VOCABULARY, POSITIONS = 30_522, 512
MARKS = 3
PAIR_HIDDEN = 128


def half_precision() -> torch.autocast:
    """Return a context that computes in bfloat16 on a processor that does so itself, and is idle elsewhere.

    Where bfloat16 is only imitated it takes ten times as long as float.
    """
    return torch.autocast(
        "cpu", torch.bfloat16, enabled=bool(torch.cpu.get_capabilities().get("avx512_bf16"))
    )


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.wide = nn.Linear(HIDDEN, INNER)
        self.narrow = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: batch × pieces × HIDDEN. mask: batch × 1 × 1 × pieces, true where a piece is."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(seen.transpose(1, 2).reshape(batch, length, HIDDEN))))
        return self.norm2(x + self.drop(self.narrow(functional.gelu(self.wide(x)))))


class Encoder(nn.Module):
    """Pieces to states."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.surfaces = nn.Embedding(SURFACES, HIDDEN)
        self.marks = nn.Embedding(MARKS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.beside = nn.ModuleList()
        nn.init.zeros_(self.surfaces.weight)
        nn.init.zeros_(self.marks.weight)

    def forward(
        self, ids: Tensor, surface: Tensor, marks: Tensor, mask: Tensor | None, *, beside: bool
    ) -> Tensor:
        """Return states: batch × pieces × HIDDEN. ids, surface, marks: batch × pieces.

        beside: of the layers that serve other heads than attribution's.
        """
        x = (
            self.words(ids)
            + self.positions.weight[: ids.shape[1]]
            + self.surfaces(surface)
            + self.marks(marks)
        )
        x = self.drop(self.norm(x))
        wide = None if mask is None else mask[:, None, None, :]
        upper = self.beside if beside and len(self.beside) else self.layers[SHARED:]
        for layer in (*self.layers[:SHARED], *upper):
            x = layer(x, wide)
        return x

    def fork(self) -> None:
        """Begin the layers beside as copies of those that attribution was fitted on."""
        self.beside.extend(copy.deepcopy(layer) for layer in self.layers[SHARED:])

    def load(self, file: Path) -> None:
        """Take the weights of MiniLM from a safetensors file."""
        given = load_file(file)
        with torch.no_grad():
            self.words.weight.copy_(given["embeddings.word_embeddings.weight"])
            types = given["embeddings.token_type_embeddings.weight"][0]
            self.positions.weight.copy_(given["embeddings.position_embeddings.weight"] + types)
            for part in ("weight", "bias"):
                getattr(self.norm, part).copy_(given[f"embeddings.LayerNorm.{part}"])
                for number, layer in enumerate(self.layers):
                    at = f"encoder.layer.{number}"
                    three = [given[f"{at}.attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(three))
                    for own, name in (
                        (layer.out, "attention.output.dense"),
                        (layer.norm1, "attention.output.LayerNorm"),
                        (layer.wide, "intermediate.dense"),
                        (layer.narrow, "output.dense"),
                        (layer.norm2, "output.LayerNorm"),
                    ):
                        getattr(own, part).copy_(given[f"{at}.{name}.{part}"])


class Linker(nn.Module):
    """Scores which cue a content belongs to, or which source a cue: span ends, distance, layout."""

    def __init__(self) -> None:
        super().__init__()
        self.asks = nn.Linear(HIDDEN, 2 * LINK_SIZE)
        self.answers = nn.Linear(HIDDEN, 2 * LINK_SIZE)
        self.distance = nn.Embedding(24, LINK_SIZE)
        self.between = nn.Embedding(5, LINK_SIZE)
        self.lines = nn.Embedding(7, LINK_SIZE)
        for table in (self.distance, self.between, self.lines):
            nn.init.normal_(table.weight, std=0.1)
        self.weigh = nn.Parameter(torch.randn(LINK_SIZE) * 0.1)
        self.nobody = nn.Parameter(torch.randn(LINK_SIZE) * 0.1)

    def forward(
        self, states: Tensor, asking: np.ndarray, answering: np.ndarray, layout: np.ndarray
    ) -> Tensor:
        """Return a × (b + 1) scores, the last for none.

        states: pieces × HIDDEN. asking: a × 2, answering: b × 2 spans. layout: 3 × a × b.
        """
        asks = _ends(self.asks(states), asking)
        none = torch.relu(asks + self.nobody) @ self.weigh
        if not len(answering):
            return none[:, None]
        distance, between, lines = torch.from_numpy(layout)
        seen = asks[:, None] + _ends(self.answers(states), answering)[None]
        seen = seen + self.distance(distance) + self.between(between) + self.lines(lines)
        return torch.cat([torch.relu(seen) @ self.weigh, none[:, None]], 1)


def _ends(projected: Tensor, spans: np.ndarray) -> Tensor:
    first, last = torch.from_numpy(spans[:, 0]), torch.from_numpy(spans[:, 1] - 1)
    return projected[first, :LINK_SIZE] + projected[last, LINK_SIZE:]


class PairHead(nn.Module):
    """What is said of two marked spans."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(4 * HIDDEN, PAIR_HIDDEN)
        self.out = nn.Linear(PAIR_HIDDEN, labels)
        self.drop = nn.Dropout(0.2)

    def forward(self, states: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """Return batch × labels. states: batch × pieces × HIDDEN, the first piece opening the window."""
        parts = [states[:, 0]]
        for chosen in (marks == 1, marks == 2, mask):
            weight = chosen.to(states.dtype)[..., None]
            parts.append((states * weight).sum(1) / weight.sum(1).clamp(min=1))
        return self.out(self.drop(torch.tanh(self.hidden(torch.cat(parts, 1)))))


class Network(nn.Module):
    """The encoder with all heads."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.tags = nn.ModuleDict({name: nn.Linear(HIDDEN, 2 * len(t) + 1) for name, t in TAGS.items()})
        count = 2 * len(TAGS["attribution"]) + 1
        self.moves = nn.Parameter(torch.zeros(count, count))
        self.links = nn.ModuleList([Linker(), Linker()])  # content to cue, cue to source
        self.pairs = nn.ModuleDict({"event": PairHead(len(ROOTS)), "relation": PairHead(len(RELATIONS))})
        self.register_buffer("forbidden", torch.from_numpy(~legal_bio(len(TAGS["attribution"]))))

    def load(self, file: Path) -> None:
        """Take fitted weights, forked or not."""
        given = torch.load(file, weights_only=True)
        if any(name.startswith("encoder.beside.") for name in given):
            self.encoder.fork()
        self.load_state_dict(given)

    def transitions(self) -> Tensor:
        """Return the scores of tag after tag, forbidden ones far below."""
        return self.moves.masked_fill(self.forbidden, -1e4)

    def path_loss(self, emissions: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """Return the negative log likelihood a piece of the gold tags, by a linear-chain CRF."""
        moves, length = self.transitions(), emissions.shape[1]
        valid = torch.arange(length)[None] < lengths[:, None]
        gold = (emissions.gather(2, tags[..., None])[..., 0] * valid).sum(1)
        gold = gold + (moves[tags[:, :-1], tags[:, 1:]] * valid[:, 1:]).sum(1)
        total = emissions[:, 0]
        for place in range(1, length):
            step = torch.logsumexp(total[:, :, None] + moves[None], 1) + emissions[:, place]
            total = torch.where(valid[:, place, None], step, total)
        return (torch.logsumexp(total, 1) - gold).sum() / lengths.sum()
