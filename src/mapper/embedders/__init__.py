"""Embedders turn texts into unit vectors; one method, one name, chosen by name."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from mapper.errors import MapperError

Vectors = NDArray[np.float32]
Words = tuple[NDArray[np.int32], Vectors]  # telling words: their places in the vocabulary, int32[t], and unit rows, float32[t, d]
DEFAULT = "default"
HASHING = "hashing"
MULTILINGUAL = "multilingual"
MPNET = "mpnet"
EXPORTED = ".onnx"
READ = frozenset(("", "en"))  # languages that the default model reads; a text whose language is not told is read as English
_HUB = re.compile(r"[\w.-]+/[\w.-]+")


class Embedder(Protocol):
    """Name a model with its version, and embed texts with it."""

    @property
    def name(self) -> str:
        """Tell this model and these weights from every other; vectors are cached under it."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give float32[n, d] with unit rows, in the order of the texts."""
        ...


@runtime_checkable
class Reader(Embedder, Protocol):
    """Tell the words of a text apart too, each as it is meant in its sentence."""

    def read(self, texts: Sequence[str]) -> tuple[Vectors, list[Words]]:
        """Give what `embed` gives, and the telling words of each text: none that any text has (articles, prepositions), no signs."""
        ...


def load(name: str = DEFAULT) -> Embedder:
    """Load a model by name, a sentence-transformers folder by path, or a model of the hub ("organisation/model"): only then the network is asked.

    Names with a plus between them are several models as one; a path that ends in .onnx is an exported model.
    """
    if "+" in name and not Path(name).exists():
        from mapper.embedders.joined import joined

        return joined([load(part.strip()) for part in name.split("+")])
    if name in (HASHING, MULTILINGUAL):
        from mapper.embedders import hashing, multilingual

        return hashing.HashingEmbedder() if name == HASHING else multilingual.packaged()
    from mapper.embedders import parts, sentence

    if name in (DEFAULT, MPNET):
        return sentence.packaged() if name == DEFAULT else parts.packaged()
    if name and Path(name).is_dir():
        return sentence.local(Path(name))
    if name.endswith(EXPORTED):
        from mapper.embedders import exported

        return exported.local(Path(name))
    if _HUB.fullmatch(name):
        from mapper.embedders import hub

        return sentence.local(hub.folder(name), name)
    named = ", ".join(map(repr, (DEFAULT, MPNET, MULTILINGUAL, HASHING)))
    other = "the path of a sentence-transformers folder or of an .onnx file, a model of the hub (organisation/model)"
    raise MapperError(f"no embedder {name!r}; choose {named}, {other}, or several with a plus between them")


def beside(embedder: Embedder, languages: Iterable[str]) -> Embedder | None:
    """Give the model that compares texts in these languages with each other; None where this one reads them all, or is one that the user chose."""
    from mapper.embedders import multilingual, parts, sentence

    ours = {f"{one.MODEL}@{one.WEIGHTS[:12]}" for one in (sentence, parts)}
    if not ours.issuperset(embedder.name.split("+")) or READ.issuperset(languages):
        return None
    return multilingual.packaged()
