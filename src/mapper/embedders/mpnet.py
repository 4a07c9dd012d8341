"""MPNet is BERT with other names, no token types, and attention that also weighs how far apart two tokens stand (Song et al. 2020)."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

BIAS = "encoder.relative_attention_bias.weight"
FAR = 128  # tokens apart, from which on distance is one
_FIRST = 2  # the place of the first token; those before it mean padding
_NAMES = (
    (".attention.attn.q.", ".attention.self.query."),
    (".attention.attn.k.", ".attention.self.key."),
    (".attention.attn.v.", ".attention.self.value."),
    (".attention.attn.o.", ".attention.output.dense."),
    (".attention.LayerNorm.", ".attention.output.LayerNorm."),
)
Matrix = NDArray[np.float32]


def as_bert(weights: Mapping[str, Matrix]) -> dict[str, Matrix]:
    """Give the weights under BERT's names; raises KeyError where one of the first lacks."""
    named = {_renamed(name): matrix for name, matrix in weights.items()}
    places = weights["embeddings.position_embeddings.weight"][_FIRST:]
    return named | {"embeddings.position_embeddings.weight": places, "embeddings.token_type_embeddings.weight": np.zeros_like(places[:1])}


def by_distance(table: Matrix, longest: int) -> Matrix:
    """Spread what is kept for buckets of distances over every distance: float32[heads, 2 longest - 1], the middle one for a token and itself.

    As the transformers library does: half of the buckets for what stands before, exact up to a quarter of them, then by the logarithm.
    """
    half = len(table) // 2
    exact = half // 2
    apart = np.arange(1 - longest, longest)
    size = np.abs(apart).astype(np.float32)
    scale = np.log(np.maximum(size, 1) / np.float32(exact)) / np.float32(np.log(FAR / exact)) * np.float32(half - exact)
    bucket = np.where(size < exact, size, np.minimum(exact + np.trunc(scale), half - 1)).astype(np.int64)
    return np.ascontiguousarray(table[bucket + half * (apart > 0)].T)


def _renamed(name: str) -> str:
    for theirs, ours in _NAMES:
        name = name.replace(theirs, ours)
    return name
