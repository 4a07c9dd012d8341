"""Several models as one: their vectors side by side, so that the cosine of two texts is the mean of what the models say."""

from collections.abc import Sequence

import numpy as np

from mapper.embedders import Embedder, Reader, Vectors, Words
from mapper.errors import MapperError

SIGN = "+"


def joined(models: Sequence[Embedder]) -> Embedder:
    """Put models together; words are told apart by the first one, if it can."""
    names = [model.name for model in models]
    if len(set(names)) < len(names):
        raise MapperError(f"the model {SIGN.join(names)} names one model twice; name each once")
    first, *others = models
    return JoinedReader(first, others) if isinstance(first, Reader) else Joined(models)


class Joined:
    """Embed with each of several models."""

    def __init__(self, models: Sequence[Embedder]) -> None:
        self.models = tuple(models)

    @property
    def name(self) -> str:
        """Name all models, in their order."""
        return SIGN.join(model.name for model in self.models)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give float32[n, d] with unit rows, d the widths of all models together."""
        return _beside([model.embed(texts) for model in self.models])


class JoinedReader(Joined):
    """Embed with each of several models, and tell words apart as the first does."""

    def __init__(self, first: Reader, others: Sequence[Embedder]) -> None:
        super().__init__((first, *others))
        self.first, self.others = first, tuple(others)

    def read(self, texts: Sequence[str]) -> tuple[Vectors, list[Words]]:
        """Give what `embed` gives, and the telling words of each text by the first model."""
        rows, words = self.first.read(texts)
        return _beside([rows, *(model.embed(texts) for model in self.others)]), words


def _beside(rows: Sequence[Vectors]) -> Vectors:
    return np.asarray(np.hstack(rows) / np.sqrt(len(rows)), np.float32)
