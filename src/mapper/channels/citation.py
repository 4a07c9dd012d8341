"""The citation channel: who names whom, whom people list as related, who names the same texts, and who is named together by others."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mapper.channels import Matrix, best
from mapper.corpus import Corpus
from mapper.types import Candidate, Citation, Document

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

EXPLICIT = 1.0  # one text names the other
COMMON = 0.5  # neither names the other: how much naming the same texts, or being named by the same ones, can say at most
LISTED = 3  # entries of a list of relations, up to which each counts like a citation
ALONE = 1.0  # texts that name two together, which count half: a single one may do so by chance
# one names the other in its text; one lists it as related; both name the same texts; others name both
NAMED, RELATED, COUPLED, TOGETHER = LINKS = ("text", "list", "coupling", "cocitation")
Measure = Callable[[Document], Iterator[tuple[str, float]]]


@dataclass(frozen=True)
class Links:
    """Hold each kind of link apart, float32[n, m] from 0 to 1, and what they come to: explicit ones stand above COMMON, the others up to it."""

    parts: tuple[tuple[str, Matrix], ...]

    @property
    def strongest(self) -> Matrix:
        """Give the strongest link of each pair."""
        found = dict(self.parts)
        listed = np.where(found[RELATED] > 0, COMMON + (EXPLICIT - COMMON) * found[RELATED], 0)
        implied = COMMON * np.maximum(found[COUPLED], found[TOGETHER])
        return np.asarray(np.maximum(np.maximum(EXPLICIT * found[NAMED], listed), implied), np.float32)


class CitationChannel:
    """Score 1 where one document cites the other, less where it merely lists it, and less again where others alone bring them together."""

    name = "citation"

    def scores(self, left: Corpus, right: Corpus) -> Matrix:
        """Give float32[n, m]; what stands above COMMON is explicit."""
        return links(left, right).strongest

    def find(self, left: Corpus, right: Corpus, k: int) -> Iterator[Candidate]:
        """Give every explicit pair and the best k implied ones of every document."""
        scores = self.scores(left, right)
        cited = int(max((scores > COMMON).sum(1).max(initial=0), (scores > COMMON).sum(0).max(initial=0)))
        yield from best(self.name, scores, left, right, max(k, cited))


def links(left: Corpus, right: Corpus) -> Links:
    """Measure every kind of link; third texts are those of both sides and what stands beside them in the library."""
    third = {document.id: document for document in (*left.beside, *right.beside, *left.documents, *right.documents)}
    found = (
        (NAMED, explicit(left.documents, right.documents)),
        (RELATED, listed(left.documents, right.documents)),
        (COUPLED, coupled(left.documents, right.documents)),
        (TOGETHER, together(left.documents, right.documents, [third[work] for work in sorted(third)])),
    )
    return Links(tuple((name, np.asarray(matrix, np.float32)) for name, matrix in found))


def strength(score: float) -> float:
    """Say how far a score of the channel is explicit: 1 for a citation, less for an entry of a long list, 0 where neither names the other."""
    return max(0.0, (score - COMMON) / (EXPLICIT - COMMON))


def explicit(left: tuple[Document, ...], right: tuple[Document, ...]) -> NDArray[np.float64]:
    """Say which pairs name each other in their texts, either way: 1 or 0, float64[n, m]."""
    return np.maximum(_naming(left, right, _in_text), _naming(right, left, _in_text).T)


def listed(left: tuple[Document, ...], right: tuple[Document, ...]) -> NDArray[np.float64]:
    """Say how far a section on relations connects pairs: 1 for an entry of a short list, less for one among many, more where both list each other."""
    one, other = _naming(left, right, _in_lists), _naming(right, left, _in_lists).T
    return np.asarray(1 - (1 - one) * (1 - other))


def coupled(left: tuple[Document, ...], right: tuple[Document, ...]) -> NDArray[np.float64]:
    """Give the cosine of what two texts name, what few name counting more (bibliographic coupling, Kessler 1963): float64[n, m]."""
    counts = _counts([*left, *right], {citation.id for document in (*left, *right) for citation in document.citations})
    rarity = np.log((1 + counts.shape[0]) / (1 + np.asarray(counts.sum(0)).ravel())) + 1e-6
    weighted = counts.multiply(rarity[None, :]).tocsr()
    norms = np.sqrt(np.asarray(weighted.multiply(weighted).sum(1)).ravel())
    product = (weighted[: len(left)] @ weighted[len(left) :].T).toarray()
    return np.asarray(product / np.maximum(np.outer(norms[: len(left)], norms[len(left) :]), 1e-9))


def together(left: tuple[Document, ...], right: tuple[Document, ...], third: Sequence[Document]) -> NDArray[np.float64]:
    """Say how often third texts name both of a pair, against how often they name either (co-citation, Small 1973): float64[n, m].

    A text counts the less the more it names, so that a long list brings no two of its entries together.
    """
    counts = _counts(third, {document.id for document in (*left, *right)})
    named = np.array([len({citation.id or citation.text for citation in document.citations} - {document.id}) for document in third])
    shares = counts.multiply((1 / np.maximum(named - 1, 1))[:, None]).tocsr()
    places = {work: column for column, work in enumerate(sorted({document.id for document in (*left, *right)}))}
    rows, columns = ([places[document.id] for document in side] for side in (left, right))
    both = (shares[:, rows].T @ counts[:, columns]).toarray()
    times = np.asarray(shares.sum(0)).ravel()
    return np.asarray(both / (np.sqrt(np.outer(times[rows], times[columns])) + ALONE))


def _counts(documents: Sequence[Document], works: set[str]) -> "csr_matrix":
    """Say which documents name which works, in the order of the alphabet: 1 or 0, float64[documents, works]; none names itself."""
    from scipy.sparse import csr_matrix  # slow to load, and who wants a constant of this module has no use for it

    place = {work: column for column, work in enumerate(sorted(works - {""}))}
    cited = [sorted({place[c.id] for c in document.citations if c.id in place and c.id != document.id}) for document in documents]
    bounds = np.concatenate([[0], np.cumsum([len(columns) for columns in cited])]).astype(np.int64)
    indices = np.array([column for columns in cited for column in columns], np.int64)
    return csr_matrix((np.ones(len(indices)), indices, bounds), shape=(len(documents), len(place)))


def _naming(naming: tuple[Document, ...], named: tuple[Document, ...], measure: Measure) -> NDArray[np.float64]:
    """Measure how each document of one side names those of the other."""
    found = np.zeros((len(naming), len(named)))
    places: dict[str, list[int]] = {}
    for column, document in enumerate(named):
        places.setdefault(document.id, []).append(column)
    for row, document in enumerate(naming):
        for work, much in measure(document):
            columns = places.get(work, [])
            found[row, columns] = np.maximum(found[row, columns], much)
    return found


def _in_text(document: Document) -> Iterator[tuple[str, float]]:
    return ((citation.id, 1.0) for citation in document.citations if not citation.relation)


def _in_lists(document: Document) -> Iterator[tuple[str, float]]:
    return ((citation.id, weight(document, citation)) for citation in document.citations if citation.relation)


def weight(document: Document, entry: Citation) -> float:
    """Say how much an entry of a list of relations says: 1 in a list of a few, and less the longer its list is."""
    return float(np.sqrt(LISTED / max(LISTED, among(document, entry))))


def among(document: Document, entry: Citation) -> int:
    """Count the entries of the list that holds an entry."""
    return len({one.id or one.text for one in document.citations if one.relation and one.clause == entry.clause})
