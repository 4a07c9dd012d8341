"""The survey of boilerplate: the clauses that weigh little in a mapping, since they recur over the corpus or people said so."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapper import boilerplate, pairing, pipeline, proposing
from mapper.boilerplate import Recurring
from mapper.embeddings import Notify
from mapper.errors import count
from mapper.library import Library
from mapper.proposals import corpora
from mapper.settings import Settings
from mapper.store import Store
from mapper.surveys.words import hanging
from mapper.types import Document

_QUOTED = 400  # letters of a clause that a person is shown


@dataclass(frozen=True)
class Entry:
    """Hold a clause of one mapping that weighs little, with the document that it stands for the others in."""

    type: str
    found: Recurring
    document: Document
    of: int


@dataclass(frozen=True)
class Survey:
    """Hold what was asked for, how many there are in all, and what the weighing had to do without."""

    shown: tuple[Entry, ...]
    every: int
    degraded: tuple[str, ...] = ()

    def as_json(self) -> Iterator[dict[str, object]]:
        """Give one object a clause."""
        return (_entry_json(one) for one in self.shown)

    def lines(self, cells: int) -> Iterator[str]:
        """Give lines for a person, at most so many cells wide; what begins at the margin is a heading."""
        heading = ""
        for one in self.shown:
            if one.type != heading:
                yield from ([""] if heading else [])
                heading = one.type
                yield f"{one.type}: {count(one.of, 'document')}"
            yield from _entry(one, cells)

    def notes(self) -> Iterator[str]:
        """Say how many there are, what to do, and what the weighing lacked."""
        yield f"{len(self.shown)} of {count(self.every, 'clause')} that weigh little, counted for each mapping"
        yield "mapper boilerplate pin|unpin|release ID says otherwise of a clause; it holds from the next run on"
        yield from (f"DEGRADED: {sentence}" for sentence in self.degraded)


def survey(settings: Settings, store: Store, type_: str, limit: int, notify: Notify) -> Survey:
    """Weigh the clauses of each mapping as a run does, with the pins as they are now; no type is every one, `limit` counts for each."""
    types = (settings.mapping_type(type_),) if type_ else settings.types
    library = pipeline.open_library(settings, store)
    proposer = proposing.prepare(settings, library).reading(library)
    shown: list[Entry] = []
    every = 0
    for kind in types:
        left, right = pairing.sides(kind, library)
        if left and right:
            told = proposing.within(kind.name, notify)
            found = boilerplate.recurring(*corpora(left, right, proposer.tools, told), told)
            held = len({document.id for document in (*left, *right)})
            shown += [_of(kind.name, one, library, held) for one in found[: limit or None]]
            every += len(found)
    return Survey(tuple(shown), every, proposer.degraded)


def _of(type_: str, found: Recurring, library: Library, documents: int) -> Entry:
    return Entry(type_, found, library.current[found.document], documents)


def _entry(one: Entry, cells: int) -> Iterator[str]:
    found, text = one.found, one.found.clause.text
    cut = text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
    said = f", {found.said}" if found.said else ""
    yield from hanging("  ", f"weight {found.weight:.3f}, in {count(found.documents, 'document')}{said}", cells)
    yield from hanging("      ", f"“{cut}”", cells)
    yield from hanging("      ", f"{found.clause.id}, {found.clause.place}, p. {found.clause.page}", cells)


def _entry_json(one: Entry) -> dict[str, object]:
    found = one.found
    return {
        "type": one.type,
        "clause": found.clause.id,
        "document": found.document,
        "title": one.document.title,
        "place": found.clause.place,
        "page": found.clause.page,
        "weight": found.weight,
        "documents": found.documents,
        "of": one.of,
        "said": found.said,
        "text": found.clause.text,
    }
