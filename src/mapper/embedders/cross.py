"""Cross-encoders from a local folder: a model that reads two texts at once; the sentence-transformers library runs it, and no hub is asked."""

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mapper.errors import MapperError


def is_cross(folder: Path) -> bool:
    """Say whether a folder holds a model that judges a pair of texts, and not one that embeds a text."""
    try:
        settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        return any(str(name).endswith("ForSequenceClassification") for name in settings.get("architectures") or ())
    except (OSError, ValueError, AttributeError):
        return False


class CrossEncoder:
    """Read two texts at once; the name carries the checksum of the weights."""

    def __init__(self, folder: Path) -> None:
        os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"  # set before the library is imported
        try:
            from sentence_transformers import CrossEncoder as Library
        except ModuleNotFoundError as error:
            raise MapperError(
                f"the cross-encoder {folder} needs the package {error.name}; install mapper with [models], or take `rescore` out"
            ) from error
        try:
            with (folder / "model.safetensors").open("rb") as weights:
                found = hashlib.file_digest(weights, "sha256").hexdigest()
            self._model: Any = Library(str(folder), device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            told = " ".join(str(error).split())[:160]
            raise MapperError(
                f"{folder} is not a cross-encoder: {told}; name a folder with config.json, model.safetensors and its tokenizer"
            ) from error
        self._name = f"{folder.resolve().name}@{found[:12]}"

    @property
    def name(self) -> str:
        """Name the model and the first digits of its weights' checksum."""
        return self._name

    def score(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Give float32[n], larger is closer, each distinct pair read once."""
        distinct = sorted(set(pairs))
        if not distinct:
            return np.zeros(0, np.float32)
        said = np.asarray(self._model.predict([list(pair) for pair in distinct], show_progress_bar=False), np.float32).reshape(len(distinct), -1)[
            :, -1
        ]
        place = {pair: number for number, pair in enumerate(distinct)}
        return said[[place[pair] for pair in pairs]]
