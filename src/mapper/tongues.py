"""Texts in other languages: their pairs are compared by a model that reads both texts, all others as if these texts were not there."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mapper.channels import Matrix
from mapper.corpus import Corpus, once
from mapper.embedders import READ
from mapper.types import Document


def foreign(documents: Sequence[Document]) -> NDArray[np.bool_]:
    """Say which texts the default model does not read; bool[n]."""
    return np.array([document.language not in READ for document in documents], bool)


def mixed(left: Corpus, right: Corpus) -> bool:
    """Say whether a pair may hold a text in another language, and there is a model that reads it."""
    return left.abroad is not None and right.abroad is not None


def abroad(left: Corpus, right: Corpus) -> tuple[Corpus, Corpus]:
    """Give both sides as the model for several languages reads them."""
    return left.abroad or left, right.abroad or right


@once
def home(left: Corpus, right: Corpus) -> tuple[Corpus, Corpus]:
    """Give of both sides the texts that the default model reads."""
    one = only(left, ~foreign(left.documents))
    return one, one if left is right else only(right, ~foreign(right.documents))


def only(side: Corpus, chosen: NDArray[np.bool_]) -> Corpus:
    """Give some documents of a corpus as one of its own."""
    rows = np.repeat(chosen, side.sizes)
    sizes, numbers = side.sizes[chosen], np.flatnonzero(chosen).tolist()
    return replace(
        side,
        documents=tuple(side.documents[number] for number in numbers),
        passages=tuple(passage for passage, kept in zip(side.passages, rows, strict=True) if kept),
        starts=np.cumsum(sizes) - sizes,
        alone=side.alone[rows],
        vectors=side.vectors[rows],
        singles=side.singles[chosen],
        texts=tuple(side.texts[number] for number in numbers),
        barred=tuple(side.barred[number] for number in numbers) if side.barred else (),
        pinned=None if side.pinned is None else side.pinned[rows],
        meant=tuple(side.meant[number] for number in numbers) if side.meant else (),
        abroad=None,
        words=tuple(side.words[number] for number in numbers) if side.words else (),
    )


def laid(
    over: Sequence[tuple[str, Matrix]], under: Sequence[tuple[str, Matrix]], place: tuple[NDArray[np.bool_], ...]
) -> tuple[tuple[str, Matrix], ...]:
    """Lay what was measured of some rows and columns over what was measured of all, by name."""
    known, found = dict(over), []
    for name, matrix in under:
        whole = matrix.copy()
        if name in known:
            whole[np.ix_(*place)] = known[name]
        found.append((name, whole))
    return tuple(found)
