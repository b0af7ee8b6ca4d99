"""Turn fitted weights into what ships: `python -m training.export --weights FILE --out FOLDER`.

The encoder becomes an ONNX graph with matrices of whole numbers, seven bits a weight, as products of eight
overflow on processors without VNNI; word embeddings are held in 8 bits with a scale a row, which the stock
quantiser does not offer; the heads become a file of small matrices. Then both are run against the network
in torch, and the export fails where they do not agree.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from crossbearing.text import labels
from crossbearing.text.encoder import load_encoder
from crossbearing.text.heads import emit
from crossbearing.text.pieces import TOKENIZER
from training import corpora
from training.measure import states_of, weights_of
from training.network import HEADS, HIDDEN, SHARED, VOCABULARY, Network

_SAMPLE = (
    "“The bridge was held by two brigades,” the ministry of Farhaven said on Tuesday. According to Ada "
    "Quill, a spokeswoman, the Northern Front had sent forty trucks across it in March 2019.\n" * 6
)
_LEAST_AGREEMENT = 0.93
_UNREAD = ("pairs.relation", *(f"tags.{head}" for head in corpora.TAGS if head not in labels.TAGS))


class OneWindow(nn.Module):
    """The encoder over one window, with attention written out so that its matrices can be quantised."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder

    def forward(self, ids: Tensor, surface: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        """Return states and those beside, 1 × pieces × HIDDEN each."""
        encoder = self.encoder
        places = torch.arange(ids.shape[1])
        x = encoder.words(ids) + encoder.positions(places) + encoder.surfaces(surface) + encoder.marks(marks)
        shared = _through(encoder.layers[:SHARED], encoder.norm(x))
        return _through(encoder.layers[SHARED:], shared), _through(encoder.beside, shared)


def _through(layers: nn.ModuleList, x: Tensor) -> Tensor:
    length = x.shape[1]
    for layer in layers:
        q, k, v = (
            z.view(1, length, HEADS, HIDDEN // HEADS).transpose(1, 2) for z in layer.qkv(x).split(HIDDEN, 2)
        )
        weight = torch.softmax(q @ k.transpose(2, 3) * (HIDDEN // HEADS) ** -0.5, -1)
        x = layer.norm1(x + layer.out((weight @ v).transpose(1, 2).reshape(1, length, HIDDEN)))
        x = layer.norm2(x + layer.narrow(functional.gelu(layer.wide(x))))
    return x


def export(network: Network, out: Path) -> None:
    """Write encoder.onnx, heads.npz, tokenizer.json and their digests to a folder."""
    out.mkdir(parents=True, exist_ok=True)
    whole, small = out / "whole.onnx", out / "small.onnx"
    example = tuple(torch.zeros(1, 40, dtype=torch.long) for _ in range(3))
    length = torch.export.Dim("length", min=4, max=512)
    program = torch.onnx.export(
        OneWindow(network).eval(),
        example,
        dynamo=True,
        dynamic_shapes=tuple({1: length} for _ in range(3)),
        input_names=["ids", "surface", "marks"],
        output_names=["states", "beside"],
        opset_version=20,
    )
    program.save(str(whole), external_data=False)
    quantize_dynamic(
        whole,
        small,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gemm"],
        extra_options={"MatMulConstBOnly": True},
    )
    graph = onnx.load(small)
    shrink_words(graph.graph)
    del graph.metadata_props[:]
    for node in graph.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    for value in (*graph.graph.value_info, *graph.graph.input, *graph.graph.output, *graph.graph.initializer):
        value.doc_string = ""
        del value.metadata_props[:]
    onnx.save(graph, out / "encoder.onnx")
    whole.unlink()
    small.unlink()
    heads = {
        n: v.astype(np.float16) for n, v in sorted(weights_of(network).items()) if not n.startswith(_UNREAD)
    }
    np.savez(out / "heads.npz", **heads)
    if TOKENIZER.resolve() != (out / "tokenizer.json").resolve():
        shutil.copyfile(TOKENIZER, out / "tokenizer.json")
    names = ("encoder.onnx", "heads.npz", "tokenizer.json")
    digests = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    (out / "digests.json").write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")


def shrink_words(graph: onnx.GraphProto) -> None:
    """Hold the word embeddings in 8 bits with one scale a row, in place."""
    words = next(i for i in graph.initializer if list(i.dims) == [VOCABULARY, HIDDEN])
    full = numpy_helper.to_array(words)
    scale = np.maximum(np.abs(full).max(1, keepdims=True) / 127, 1e-8).astype(np.float32)
    small = np.clip(np.rint(full / scale), -127, 127).astype(np.int8)
    (at,) = (
        n for n, node in enumerate(graph.node) if node.op_type == "Gather" and node.input[0] == words.name
    )
    ids, out = graph.node[at].input[1], graph.node[at].output[0]
    nodes = list(graph.node)
    nodes[at : at + 1] = [
        helper.make_node("Gather", ["words_small", ids], ["words_rows"]),
        helper.make_node("Gather", ["words_scale", ids], ["words_scales"]),
        helper.make_node("Cast", ["words_rows"], ["words_cast"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Mul", ["words_cast", "words_scales"], [out]),
    ]
    del graph.node[:]
    graph.node.extend(nodes)
    graph.initializer.remove(words)
    graph.initializer.extend(
        [numpy_helper.from_array(small, "words_small"), numpy_helper.from_array(scale, "words_scale")]
    )


def agreement(network: Network, folder: Path) -> float:
    """Return the share of pieces of a sample on whose best tag, over all heads, both agree."""
    encoded = load_encoder(folder).encode(_SAMPLE)
    weights = weights_of(network)
    same = []
    for head in labels.TAGS:
        beside = head != "attribution"
        shipped = encoded.beside if beside else encoded.states
        fitted = states_of(network, encoded.pieces, beside=beside)
        same.append((emit(shipped, weights, head).argmax(1) == emit(fitted, weights, head).argmax(1)).mean())
    return float(min(same))


def main() -> None:
    """Export and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    torch.set_num_threads(1)
    network = Network()
    network.load(given.weights)
    network.eval()
    export(network, given.out)
    agreed = agreement(network, given.out)
    for file in sorted(given.out.iterdir()):
        print(f"{file.name:16} {file.stat().st_size / 1e6:6.2f} MB")
    print(f"agreement with the network as fitted: {agreed:.3f}")
    if agreed < _LEAST_AGREEMENT:
        raise SystemExit("The export does not say what the network says.")


if __name__ == "__main__":
    main()
