"""The network: BERT's encoder with Rampart's weights, told also how each word is written and which lists know it."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from csaleads.anonymity.text.written import BITS, KINDS, SHAPES

WIDTH, HEADS, INNER, WORDS, PLACES = 384, 12, 1536, 19730, 512
_DROP = 0.1


class Layer(nn.Module):
    """Attention and the two dense layers after it."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.mix = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.first, self.second = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Any, mask: Any) -> Any:
        many, long, _ = x.shape
        query, keys, values = self.qkv(x).view(many, long, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, keys, values, attn_mask=mask)
        seen = self.mix(seen.transpose(1, 2).reshape(many, long, WIDTH))
        x = self.first(x + functional.dropout(seen, _DROP, self.training))
        return self.second(
            x + functional.dropout(self.down(functional.gelu(self.up(x))), _DROP, self.training)
        )


class Network(nn.Module):
    """Pieces of words and their kinds in, one score for each label out."""

    def __init__(self, labels: int, layers: int = 6) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(WORDS, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.shape, self.bits = nn.Embedding(SHAPES, WIDTH), nn.Embedding(BITS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.out = nn.Linear(WIDTH, labels)
        every = torch.arange(KINDS)
        self.register_buffer("shape_of", every % SHAPES)
        self.register_buffer("bits_of", ((every // SHAPES)[:, None] >> torch.arange(BITS) & 1).float())

    def kinds(self) -> Any:
        """The table of what each kind of word adds."""
        return self.shape(self.shape_of) + self.bits_of @ self.bits.weight

    def forward(self, ids: Any, kinds: Any, mask: Any = None) -> Any:
        x = self.word(ids) + self.place.weight[: ids.shape[1]] + functional.embedding(kinds, self.kinds())
        x = functional.dropout(self.norm(x), _DROP, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return self.out(functional.dropout(x, _DROP, self.training))


def load_rampart(network: Network, file: Path, taken: list[int] | None = None) -> None:
    """Give the network the floating-point weights that rampart.py wrote; `taken` names the layers, in order."""
    weights = np.load(file)
    part = "bert.embeddings."

    def put(target: Any, *names: str) -> None:
        target.copy_(torch.cat([torch.tensor(weights[name]) for name in names]))

    with torch.no_grad():
        put(network.word.weight, f"{part}word_embeddings.weight")
        put(network.place.weight, f"{part}position_embeddings.weight")
        kinds = torch.tensor(weights[f"{part}token_type_embeddings.weight"])[:1]
        network.shape.weight.copy_(kinds.expand_as(network.shape.weight))
        network.bits.weight.zero_()
        put(network.norm.weight, f"{part}LayerNorm.weight")
        put(network.norm.bias, f"{part}LayerNorm.bias")
        for layer, number in zip(network.layers, taken or range(len(network.layers)), strict=True):
            part = f"bert.encoder.layer.{number}."
            three = [f"{part}attention.self.{name}" for name in ("query", "key", "value")]
            put(layer.qkv.weight, *(f"W:{name}" for name in three))
            put(layer.qkv.bias, *(f"{name}.bias" for name in three))
            dense = {"mix": "attention.output.dense", "up": "intermediate.dense", "down": "output.dense"}
            for name, where in dense.items():
                put(getattr(layer, name).weight, f"W:{part}{where}")
                put(getattr(layer, name).bias, f"{part}{where}.bias")
            for name, where in {
                "first": "attention.output.LayerNorm",
                "second": "output.LayerNorm",
            }.items():
                put(getattr(layer, name).weight, f"{part}{where}.weight")
                put(getattr(layer, name).bias, f"{part}{where}.bias")
