"""The citation channel: who names whom, who is named together, and what people wrote under Relationships."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from mapper.channels import Matrix, best
from mapper.corpus import Corpus
from mapper.types import Candidate, Document

EXPLICIT = 1.0  # one text names the other
COMMON = 0.5  # both name the same texts: the cosine of their citations, rare ones counting more, times this


class CitationChannel:
    """Score 1 where one document cites the other, less where they cite the same ones."""

    name = "citation"

    def scores(self, left: Corpus, right: Corpus) -> Matrix:
        """Give float32[n, m]; 1 is reached by explicit references only."""
        common = COMMON * _common(left.documents, right.documents)
        return np.asarray(np.maximum(common, EXPLICIT * explicit(left.documents, right.documents)), np.float32)

    def find(self, left: Corpus, right: Corpus, k: int) -> Iterator[Candidate]:
        """Give every explicit pair and the best k common citers of every document."""
        scores = self.scores(left, right)
        cited = int(max((scores >= EXPLICIT).sum(1).max(initial=0), (scores >= EXPLICIT).sum(0).max(initial=0)))
        yield from best(self.name, scores, left, right, max(k, cited))


def explicit(left: tuple[Document, ...], right: tuple[Document, ...]) -> NDArray[np.bool_]:
    """Say which pairs name each other, either way; bool[n, m]."""
    found = np.zeros((len(left), len(right)), bool)
    places: dict[str, list[int]] = {}
    for column, document in enumerate(right):
        places.setdefault(document.id, []).append(column)
    rows: dict[str, list[int]] = {}
    for row, document in enumerate(left):
        rows.setdefault(document.id, []).append(row)
        for citation in document.citations:
            found[row, places.get(citation.id, [])] = True
    for column, document in enumerate(right):
        for citation in document.citations:
            found[rows.get(citation.id, []), column] = True
    return found


def _common(left: tuple[Document, ...], right: tuple[Document, ...]) -> NDArray[np.float64]:
    cited = [sorted({citation.id for citation in document.citations if citation.id}) for document in (*left, *right)]
    names = sorted({name for ids in cited for name in ids})
    if not names:
        return np.zeros((len(left), len(right)))
    place = {name: column for column, name in enumerate(names)}
    indices = [place[name] for ids in cited for name in ids]
    bounds = np.concatenate([[0], np.cumsum([len(ids) for ids in cited])])
    counts = csr_matrix((np.ones(len(indices)), indices, bounds), shape=(len(cited), len(names)))
    rarity = np.log((1 + len(cited)) / (1 + np.asarray(counts.sum(0)).ravel())) + 1e-6
    weighted = counts.multiply(rarity[None, :]).tocsr()
    norms = np.sqrt(np.asarray(weighted.multiply(weighted).sum(1)).ravel())
    product = (weighted[: len(left)] @ weighted[len(left) :].T).toarray()
    return np.asarray(product / np.maximum(np.outer(norms[: len(left)], norms[len(left) :]), 1e-9))
