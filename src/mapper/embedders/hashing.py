"""A toy embedder of hashed words: for tests, and the declared fallback where no model is installed."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from mapper.embedders import Vectors
from mapper.identity import normalise

_WORD = re.compile(r"[^\W_]{3,}")


class HashingEmbedder:
    """Add up one signed axis for each word stem of five letters; no model, no download, the same everywhere."""

    def __init__(self, width: int = 256) -> None:
        self.width = width

    @property
    def name(self) -> str:
        """Tell the width, as vectors of two widths cannot be compared."""
        return f"hashing-{self.width}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give float32[n, width] with unit rows; a text without a word gets the first axis."""
        rows = np.zeros((len(texts), self.width), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in _WORD.findall(normalise(text).casefold()):
                axis, sign = self._axis(word[:5])
                row[axis] += sign
            if not row.any():
                row[0] = 1.0
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / norms, np.float32)

    def _axis(self, stem: str) -> tuple[int, float]:
        raw = hashlib.blake2b(stem.encode(), digest_size=8).digest()
        number = int.from_bytes(raw, "big")
        return (number >> 1) % self.width, 1.0 if number & 1 else -1.0
