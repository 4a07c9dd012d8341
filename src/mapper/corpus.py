"""A corpus is documents with their passages and vectors, made ready once for every channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mapper import passages
from mapper.embedders import Embedder, Vectors
from mapper.embeddings import Notify, VectorCache, embed
from mapper.types import Document, Passage

TITLE = 0.2  # how much of its title a clause carries: it says what "the organization shall review it" is about


@dataclass(frozen=True)
class Corpus:
    """Hold n documents, their p clause passages in order, and float32 unit rows: one a clause, and a single one a document."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    starts: NDArray[np.int64]
    vectors: Vectors
    singles: Vectors
    texts: tuple[str, ...]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Count the passages of each document; never 0."""
        return np.diff(np.append(self.starts, len(self.passages)))

    @property
    def lengths(self) -> NDArray[np.float64]:
        """Count the words of each document; never 0."""
        return np.array([max(1, len(text.split())) for text in self.texts], np.float64)

    def rows(self, number: int) -> slice:
        """Say which passages are those of a document."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.passages)
        return slice(int(self.starts[number]), int(end))


def gather(documents: Sequence[Document], embedder: Embedder, cache: VectorCache, notify: Notify | None = None) -> Corpus:
    """Split and embed documents; a document without clauses stands with its title, one without a title with its number."""
    runs = [passages.split(document) or [_stand_in(document)] for document in documents]
    titles = [passages.title(document) for document in documents]
    wholes = [passages.whole(document, run) if run[0].clauses else None for document, run in zip(documents, runs, strict=True)]
    clauses = tuple(passage for run in runs for passage in run)
    titled, short = np.array([bool(title.text) for title in titles], bool), np.array([whole is not None for whole in wholes], bool)
    vectors = embed([*clauses, *filter(None, wholes), *(title for title in titles if title.text)], embedder, cache, notify)
    sizes = np.array([len(run) for run in runs], np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)])[: len(sizes)].astype(np.int64)
    own, read, named = np.split(vectors, [len(clauses), len(clauses) + int(short.sum())])
    headings = _scattered(named, titled)
    mixed = unit(own + TITLE * np.repeat(headings, sizes, axis=0)) if len(sizes) else own
    singles = unit(np.add.reduceat(mixed, starts, axis=0)) if len(sizes) else own
    singles[short] = read
    texts = (". ".join(filter(None, (title.text, " ".join(p.text for p in run if p.clauses)))) for title, run in zip(titles, runs, strict=True))
    return Corpus(tuple(documents), clauses, starts, mixed, singles, tuple(texts))


def _scattered(rows: Vectors, chosen: NDArray[np.bool_]) -> Vectors:
    """Lay rows at the chosen places, zeros elsewhere."""
    laid = np.zeros((len(chosen), rows.shape[1]), np.float32)
    laid[chosen] = rows
    return laid


def unit(rows: NDArray[np.floating[Any]]) -> Vectors:
    """Scale rows to length 1; a row of zeros stays."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


def _stand_in(document: Document) -> Passage:
    title = passages.title(document)
    return title if title.text else Passage(document.id, (), document.number or document.id, document.pages[0])
