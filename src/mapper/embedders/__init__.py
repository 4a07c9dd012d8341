"""Embedders turn texts into unit vectors; one method, one name, chosen by name."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mapper.errors import MapperError

Vectors = NDArray[np.float32]
DEFAULT = "default"
HASHING = "hashing"


class Embedder(Protocol):
    """Name a model with its version, and embed texts with it."""

    @property
    def name(self) -> str:
        """Tell this model and these weights from every other; vectors are cached under it."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give float32[n, d] with unit rows, in the order of the texts."""
        ...


def load(name: str = DEFAULT) -> Embedder:
    """Load the packaged model ("default"), the toy ("hashing"), or a sentence-transformers folder by path."""
    if name == HASHING:
        from mapper.embedders.hashing import HashingEmbedder

        return HashingEmbedder()
    if name != DEFAULT and not Path(name).is_dir():
        raise MapperError(f"no embedder {name!r}; choose {DEFAULT!r}, {HASHING!r} or the path of a sentence-transformers folder")
    from mapper.embedders import sentence

    return sentence.packaged() if name == DEFAULT else sentence.local(Path(name))
