"""The re-scoring stage: a better and slower model reads the clauses of the best pairs again, and says how well they go together.

It is off unless `rescore` in mapper.toml names a model's folder; what that model gains, `mapper evaluate --rescore` tells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mapper import embedders
from mapper.boilerplate import shield
from mapper.candidates import AGAIN, PLACES, Fusion
from mapper.channels import Matrix
from mapper.corpus import Corpus
from mapper.embedders import Embedder
from mapper.embedders.cross import CrossEncoder, is_cross
from mapper.embeddings import VectorCache, embed
from mapper.errors import MapperError
from mapper.ranker import Ranker, standing
from mapper.tongues import foreign, mixed
from mapper.types import Passage

TOP = 20  # partners of a document that are read again
CLAUSES = 6  # clause pairs of a pair of texts that are read: the nearest by the first model, what is said everywhere weighing little
WEIGHT = 0.3  # of the standing of what the second model says, beside about 1.1 of all that the first one and the words say

Pairs = Sequence[tuple[str, str]]


class Rescorer(Protocol):
    """Name a model, and read two texts with it."""

    @property
    def name(self) -> str:
        """Tell this model and these weights from every other."""
        ...

    def score(self, pairs: Pairs) -> NDArray[np.float32]:
        """Give float32[n], larger is closer, for n pairs of texts; on a scale of its own."""
        ...


class TwoVectors:
    """Score two texts by the cosine of their vectors in another embedder."""

    def __init__(self, embedder: Embedder, cache: VectorCache | None = None) -> None:
        self.embedder, self.cache = embedder, cache or VectorCache()

    @property
    def name(self) -> str:
        """Name the embedder."""
        return self.embedder.name

    def score(self, pairs: Pairs) -> NDArray[np.float32]:
        """Give float32[n], the cosines; each distinct text is embedded once."""
        texts = sorted({text for pair in pairs for text in pair})
        if not texts:
            return np.zeros(0, np.float32)
        rows = embed([Passage("", (), text, 1) for text in texts], self.embedder, self.cache)
        place = {text: row for row, text in enumerate(texts)}
        left, right = (rows[[place[pair[side]] for pair in pairs]] for side in (0, 1))
        return np.asarray(np.einsum("ij,ij->i", left, right), np.float32)


def rescored(fusion: Fusion, left: Corpus, right: Corpus, rescorer: Rescorer) -> Fusion:
    """Read the best pairs of every document again and add what that says; pairs with a text in another language keep their score."""
    forward, backward = fusion.ranks
    chosen = fusion.allowed & ((forward <= TOP) | (backward <= TOP))
    if mixed(left, right):
        chosen &= ~np.logical_or.outer(foreign(left.documents), foreign(right.documents))
    places = list(zip(*(axis.tolist() for axis in np.nonzero(chosen)), strict=True))
    asked = [list(_clauses(left, right, place, weights)) for weights in [shield(left, right)] for place in places]
    said = rescorer.score([pair for pairs in asked for pair in pairs]) if places else np.zeros(0, np.float32)
    bounds = np.cumsum([0, *map(len, asked)])
    values: Matrix = np.zeros(fusion.scores.shape, np.float32)
    for place, first, last in zip(places, bounds[:-1], bounds[1:], strict=True):
        values[place] = said[first:last].mean()
    stands = standing(np.round(values, PLACES), chosen)
    scores = np.round(fusion.scores + WEIGHT * stands, PLACES)
    return replace(fusion, standings=(*fusion.standings, (AGAIN, stands)), scores=np.asarray(scores, np.float32))


def load(path: Path, cache: VectorCache | None = None) -> Rescorer:
    """Open a folder as a cross-encoder or else as a sentence model; raises MapperError where it is neither."""
    if not path.is_dir():
        raise MapperError(f"no folder {path} to re-score with; name the folder of a sentence model or of a cross-encoder, or take `rescore` out")
    return CrossEncoder(path) if is_cross(path) else TwoVectors(embedders.load(str(path)), cache)


def knowing(ranker: Ranker) -> Ranker:
    """Give a ranker that tells what the second reading adds."""
    return replace(ranker, weights=tuple(sorted({**dict(ranker.weights), AGAIN: WEIGHT}.items())))


def _clauses(
    left: Corpus, right: Corpus, place: tuple[int, int], weights: tuple[NDArray[np.float32], NDArray[np.float32]]
) -> Iterator[tuple[str, str]]:
    """Give the clause pairs of two texts that are read: the nearest ones, no clause twice while there are others."""
    rows, columns = left.rows(place[0]), right.rows(place[1])
    worth = np.round((left.alone[rows] @ right.alone[columns].T) * np.sqrt(weights[0][rows, None] * weights[1][None, columns]), PLACES)
    for _ in range(min(CLAUSES, *worth.shape)):
        row, column = divmod(int(worth.argmax()), worth.shape[1])
        yield left.passages[rows.start + row].text, right.passages[columns.start + column].text
        worth[row], worth[:, column] = -np.inf, -np.inf
