"""Evidence is up to three clause pairs, each quoted verbatim with its page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mapper.channels.citation import weight
from mapper.corpus import Corpus
from mapper.identity import normalise
from mapper.types import Citation, Clause, Document, Evidence, Part, Quote

MOST = 3
_SHARE = {Part.OPERATIVE: 1.0, Part.BODY: 1.0, Part.PREAMBLE: 0.9, Part.ANNEX: 0.9}  # what is decided speaks before what is recalled


@dataclass(frozen=True)
class Floors:
    """Say under which cosine the best two clauses say nothing of each other, and any further two are left out: what pads an evidence hides it."""

    first: float
    more: float


OWN = Floors(0.15, 0.35)
ABROAD = Floors(0.05, 0.22)  # of the model for several languages: about as many clause pairs lie below as with the other model


class Evidences:
    """Find the clause pairs that speak for a pair of documents."""

    def __init__(self, left: Corpus, right: Corpus, weights: tuple[NDArray[np.float32], NDArray[np.float32]], floors: Floors = OWN) -> None:
        self.left, self.right, self.floors = left, right, floors
        self.left_clauses = [{clause.id: clause for clause in document.clauses} for document in left.documents]
        self.right_clauses = [{clause.id: clause for clause in document.clauses} for document in right.documents]
        self.left_weights = np.sqrt(weights[0]) * self._shares(left, self.left_clauses)
        self.right_weights = np.sqrt(weights[1]) * self._shares(right, self.right_clauses)
        self._left_quotes: dict[int, Quote] = {}
        self._right_quotes: dict[int, Quote] = {}

    def between(self, i: int, j: int) -> tuple[Evidence, ...]:
        """Give up to three evidences of left document i and right document j, strongest first.

        No clause is used twice, but the only one of a text.
        """
        rows, columns, cosines = self._cosines(i, j)
        shield = np.sqrt(self.left_weights[rows, None] * self.right_weights[None, columns])
        worth = np.round(cosines * shield, 4)
        order = np.lexsort((np.arange(worth.size), -worth.ravel()))
        telling = np.concatenate([order[cosines.ravel()[order] >= self.floors.first][:1], order[cosines.ravel()[order] >= self.floors.more]])
        found: list[Evidence] = []
        used: set[tuple[str, str]] = set()
        for flat in telling.tolist():
            row, column = divmod(flat, worth.shape[1])
            if len(found) == MOST:
                break
            left, right = self._quotes(i, j, rows.start + row, columns.start + column)
            taken = {("left", left.clause)} if cosines.shape[0] > 1 else set()
            taken |= {("right", right.clause)} if cosines.shape[1] > 1 else set()
            if used.isdisjoint(taken) and (taken or not found):
                used |= taken
                found.append(Evidence(left, right, round(float(worth[row, column]), 4)))
        return tuple(found)

    def nearest(self, i: int, j: int) -> Evidence:
        """Give the two clauses that are most alike, speaking for the pair or not; their cosine is the weight."""
        rows, columns, cosines = self._cosines(i, j)
        row, column = divmod(int(np.round(cosines, 4).argmax()), cosines.shape[1])
        return Evidence(*self._quotes(i, j, rows.start + row, columns.start + column), round(float(cosines[row, column]), 4))

    def _cosines(self, i: int, j: int) -> tuple[slice, slice, NDArray[np.float32]]:
        """Compare the clauses of left document i with those of right document j, each alone."""
        rows, columns = self.left.rows(i), self.right.rows(j)
        return rows, columns, self.left.alone[rows] @ self.right.alone[columns].T

    @staticmethod
    def _shares(side: Corpus, clauses: list[dict[str, Clause]]) -> NDArray[np.float32]:
        known = {key: clause for own in clauses for key, clause in own.items()}
        parts = (known[p.clauses[0]].part if p.clauses else Part.BODY for p in side.passages)
        return np.array([_SHARE.get(part, 0.8) for part in parts], np.float32)

    def _quotes(self, i: int, j: int, left: int, right: int) -> tuple[Quote, Quote]:
        """Quote a passage of left document i and one of right document j, each made once."""
        if left not in self._left_quotes:
            self._left_quotes[left] = self._quote(self.left, self.left_clauses[i], i, left)
        if right not in self._right_quotes:
            self._right_quotes[right] = self._quote(self.right, self.right_clauses[j], j, right)
        return self._left_quotes[left], self._right_quotes[right]

    @staticmethod
    def _quote(side: Corpus, clauses: dict[str, Clause], number: int, passage: int) -> Quote:
        names = side.passages[passage].clauses
        return quote(clauses[names[0]]) if names else title(side.documents[number])


def quote(clause: Clause) -> Quote:
    """Quote a clause verbatim."""
    return Quote(clause.id, clause.place, clause.page, clause.text)


def title(document: Document) -> Quote:
    """Quote the title, where a document has nothing else to quote."""
    return Quote(f"{document.id}#title", "title", document.pages[0], document.heading)


def citing(left: Document, right: Document) -> tuple[Evidence, ...]:
    """Quote the clause in which one document names the other, with what stands first in the document it names."""
    for document, other, turned in ((left, right, False), (right, left, True)):
        for citation in references(document, other):
            here, there = _place(document, citation), _opening(other)
            worth = round(weight(document, citation), 4) if citation.relation else 1.0
            return (Evidence(there, here, worth) if turned else Evidence(here, there, worth),)
    return ()


def references(document: Document, other: Document) -> Iterator[Citation]:
    """Give the places where a document names another, those in running text before those in relation lists."""
    named = [citation for citation in document.citations if citation.id == other.id]
    yield from sorted(named, key=lambda citation: citation.relation)


def clause_of(document: Document, citation: Citation) -> Clause | None:
    """Find the clause that holds a citation, by its id or else by its words."""
    by_id = [clause for clause in document.clauses if citation.clause and clause.id == citation.clause]
    words = normalise(citation.text)
    by_words = [clause for clause in document.clauses if words and words in normalise(clause.text)]
    return next(iter(_in_part(by_id or by_words, citation.relation)), None)


def _in_part(clauses: Sequence[Clause], relation: bool) -> list[Clause]:
    return sorted(clauses, key=lambda clause: (clause.part is Part.RELATIONS) is not relation)


def _place(document: Document, citation: Citation) -> Quote:
    clause = clause_of(document, citation)
    if clause is not None:
        return quote(clause)
    note = next((note for note in document.footnotes if citation.text and normalise(citation.text) in normalise(note.text)), None)
    if note is not None:
        return Quote(citation.clause or f"{document.id}#footnote", f"footnote {note.mark}", note.page, note.text)
    return Quote(citation.clause or f"{document.id}#citation", "citation", document.pages[0], citation.text or document.title)


def _opening(document: Document) -> Quote:
    operative = next((clause for clause in document.clauses if clause.part is Part.OPERATIVE), None)
    if document.title:
        return title(document)
    return quote(operative) if operative else title(document)
