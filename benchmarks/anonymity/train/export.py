"""Writes the trained network as ONNX with 8-bit weights. `python -m benchmarks.anonymity.train.export WORK/trained.pt FILE`."""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from benchmarks.anonymity.train.network import HEADS, WIDTH, Network
from benchmarks.anonymity.train.samples import ALL_LABELS

_CONTRIBUTED = "com.microsoft"
_PLACES = 256  # positions kept; the application gives fewer pieces at once


class Graph:
    """Nodes and weights of the ONNX graph as they come."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def weight(self, name: str, value: Any) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **given: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **given))
        return output

    def dense(self, x: str, layer: Any, name: str, *, bias: bool = True) -> str:
        """x @ weights, x quantised as it comes, the weights by output."""
        weights = layer.weight.detach().numpy().T
        scale = np.maximum(np.abs(weights).max(axis=0), 1e-8) / 127
        rounded = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
        inputs = [
            x,
            self.weight(f"{name}.w", rounded),
            self.weight(f"{name}.s", scale.astype(np.float32)),
            self.weight(f"{name}.z", np.zeros_like(scale, dtype=np.int8)),
        ]
        if bias:
            inputs.append(self.weight(f"{name}.b", layer.bias.detach().numpy()))
        return self.node("DynamicQuantizeMatMul", inputs, f"{name}.y", _CONTRIBUTED)

    def skip(self, x: str, skipped: str, norm: Any, name: str) -> str:
        """The norm of both added; much faster apart than as one node."""
        inputs = [
            self.node("Add", [x, skipped], f"{name}.a"),
            self.weight(f"{name}.g", norm.weight.detach().numpy()),
            self.weight(f"{name}.h", norm.bias.detach().numpy()),
        ]
        return self.node("LayerNormalization", inputs, f"{name}.y", axis=-1, epsilon=1e-12)


def _embeddings(graph: Graph, network: Network) -> str:
    words = network.word.weight.detach().numpy()
    scale = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-8) / 127
    graph.weight("words", np.round(words / scale).astype(np.int8))
    graph.weight("scales", scale.astype(np.float32))
    graph.weight("places", network.place.weight.detach().numpy()[:_PLACES])
    graph.weight("table", network.kinds().detach().numpy())
    graph.weight("zero", np.array([0], dtype=np.int64))
    graph.weight("heads apart", np.array([-1, 3, HEADS, WIDTH // HEADS], dtype=np.int64))
    graph.weight("heads together", np.array([1, -1, WIDTH], dtype=np.int64))
    graph.weight("scale of scores", np.array((WIDTH // HEADS) ** -0.5, dtype=np.float32))
    rounded = graph.node(
        "Cast", [graph.node("Gather", ["words", "ids"], "rounded")], "cast", to=TensorProto.FLOAT
    )
    word = graph.node("Mul", [rounded, graph.node("Gather", ["scales", "ids"], "scale")], "word")
    size = graph.node("Shape", ["ids"], "size", start=1, end=2)
    place = graph.node("Slice", ["places", "zero", size, "zero"], "place")
    both = graph.node("Add", [word, graph.node("Gather", ["table", "kinds"], "kind")], "both")
    summed = graph.node("Add", [both, place], "sum")
    graph.weight("norm.g", network.norm.weight.detach().numpy())
    graph.weight("norm.h", network.norm.bias.detach().numpy())
    return graph.node("LayerNormalization", [summed, "norm.g", "norm.h"], "x", axis=-1, epsilon=1e-12)


def _attention(graph: Graph, three: str, name: str) -> str:
    """Each head by itself, from (1, pieces, 3 x WIDTH) to (1, pieces, WIDTH)."""
    apart = graph.node("Reshape", [three, "heads apart"], f"{name}.apart")
    turned = graph.node("Transpose", [apart], f"{name}.turned", perm=[1, 2, 0, 3])  # 3, heads, pieces, each
    parts = [f"{name}.q", f"{name}.k", f"{name}.v"]
    graph.nodes.append(helper.make_node("Split", [turned], parts, axis=0, num_outputs=3))
    keys = graph.node("Transpose", [parts[1]], f"{name}.kt", perm=[0, 1, 3, 2])
    scores = graph.node("MatMul", [parts[0], keys], f"{name}.scores")
    scaled = graph.node("Mul", [scores, "scale of scores"], f"{name}.scaled")
    chosen = graph.node("Softmax", [scaled], f"{name}.chosen", axis=-1)
    mixed = graph.node("MatMul", [chosen, parts[2]], f"{name}.mixed")
    back = graph.node("Transpose", [mixed], f"{name}.back", perm=[0, 2, 1, 3])
    return graph.node("Reshape", [back, "heads together"], f"{name}.seen")


def _layer(graph: Graph, x: str, layer: Any, name: str) -> str:
    three = graph.dense(x, layer.qkv, f"{name}.qkv")
    seen = _attention(graph, three, name)
    x = graph.skip(x, graph.dense(seen, layer.mix, f"{name}.mix"), layer.first, f"{name}.first")
    up = graph.dense(x, layer.up, f"{name}.up")
    wide = graph.node("FastGelu", [up], f"{name}.wide", _CONTRIBUTED)
    return graph.skip(x, graph.dense(wide, layer.down, f"{name}.down"), layer.second, f"{name}.second")


def write(network: Network, file: Path) -> None:
    """The whole network as one file: inputs ids and kinds (1, pieces), output chances (pieces, labels)."""
    network.eval()
    graph = Graph()
    x = _embeddings(graph, network)
    for number, layer in enumerate(network.layers):
        x = _layer(graph, x, layer, f"l{number}")
    graph.weight("out.w", network.out.weight.detach().numpy().T)
    graph.weight("out.b", network.out.bias.detach().numpy())
    scores = graph.node("Add", [graph.node("MatMul", [x, "out.w"], "scores"), "out.b"], "logits")
    flat = graph.node("Squeeze", [graph.node("Softmax", [scores], "soft", axis=-1), "zero"], "chances")
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, [1, "pieces"]) for n in ("ids", "kinds")]
    output = helper.make_tensor_value_info(flat, TensorProto.FLOAT, ["pieces", len(ALL_LABELS)])
    made = helper.make_graph(graph.nodes, "names", inputs, [output], graph.weights)
    imports = [helper.make_opsetid("", 18), helper.make_opsetid(_CONTRIBUTED, 1)]
    model = helper.make_model(made, opset_imports=imports, ir_version=9)
    model.metadata_props.add(key="labels", value=" ".join(ALL_LABELS))
    onnx.save(model, str(file))


def main() -> int:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    weights = torch.load(source)
    layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
    network = Network(len(ALL_LABELS), layers)
    network.load_state_dict(weights)
    write(network, target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
