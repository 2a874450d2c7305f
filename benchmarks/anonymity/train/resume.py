"""Turns the shipped model back into weights to learn on. `python -m benchmarks.anonymity.train.resume MODEL WORK/shipped.pt`.

Nothing is lost but the rounding to 8 bits, which `learn --onwards` mends within a few steps.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from benchmarks.anonymity.train.network import PLACES, WIDTH, Network
from benchmarks.anonymity.train.samples import ALL_LABELS
from csaleads.anonymity.text.written import BITS, SHAPES

_DENSE = ("qkv", "mix", "up", "down")
_NORMS = ("first", "second")


def network_of(file: Path) -> Network:
    """The network whose weights export.py wrote to `file`."""
    kept = {each.name: numpy_helper.to_array(each) for each in onnx.load(str(file)).graph.initializer}
    layers = sum(name.endswith(".qkv.w") for name in kept)
    network = Network(len(ALL_LABELS), layers)
    with torch.no_grad():
        _fill_embeddings(network, kept)
        for number, layer in enumerate(network.layers):
            for name in _DENSE:
                part = f"l{number}.{name}"
                _put(getattr(layer, name).weight, (kept[f"{part}.w"] * kept[f"{part}.s"]).T)
                _put(getattr(layer, name).bias, kept[f"{part}.b"])
            for name in _NORMS:
                _put(getattr(layer, name).weight, kept[f"l{number}.{name}.g"])
                _put(getattr(layer, name).bias, kept[f"l{number}.{name}.h"])
        _put(network.out.weight, kept["out.w"].T)
        _put(network.out.bias, kept["out.b"])
    return network


def _fill_embeddings(network: Network, kept: dict[str, Any]) -> None:
    _put(network.word.weight, kept["words"] * kept["scales"])
    places = np.zeros((PLACES, WIDTH), dtype=np.float32)
    places[: len(kept["places"])] = kept["places"]
    _put(network.place.weight, places)
    table = kept["table"]
    _put(network.shape.weight, table[:SHAPES])
    _put(network.bits.weight, np.stack([table[SHAPES << bit] - table[0] for bit in range(BITS)]))
    _put(network.norm.weight, kept["norm.g"])
    _put(network.norm.bias, kept["norm.h"])


def _put(target: Any, values: Any) -> None:
    target.copy_(torch.tensor(np.ascontiguousarray(values, dtype=np.float32)))


def main() -> int:
    torch.save(network_of(Path(sys.argv[1])).state_dict(), Path(sys.argv[2]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
