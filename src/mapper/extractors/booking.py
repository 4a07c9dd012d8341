"""Booking: what was read of a source, held against the lines of its pages; each letter is found in one node, one footnote or known furniture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapper.extractors.footnotes import Parted
from mapper.extractors.furniture import Aside, Cleaned
from mapper.extractors.ledger import Booked, Entry, Stream, bare
from mapper.extractors.lines import Line, Run, Sheet
from mapper.extractors.paragraphs import Paragraph
from mapper.types import Box, Document, Footnote, Kind

CLAUSE, HEAD, NOTE = "clause", "head", "footnote"
FRONT, TWICE, TONGUE = "front", "twice", "second language"


@dataclass(frozen=True)
class Read:
    """Hold a reading with all that was made on the way: what was set aside, the paragraphs that became no clause, all texts and those kept."""

    sheets: Sequence[Sheet]
    cleaned: Cleaned
    parted: Parted
    beside: Sequence[tuple[str, Paragraph]]
    documents: Sequence[Document]
    kept: Sequence[Document]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Books:
    """Hold the letters of the texts and of the notes with their accounts, the furniture, and of each text what was found of it."""

    body: Stream
    notes: Stream
    aside: tuple[Aside, ...]
    booked: tuple[tuple[Document, Booked], ...]


def books(read: Read) -> Books:
    """Book all that was read."""
    gone = {id(line) for line in (*(aside.line for aside in read.cleaned.aside), *read.parted.low)}
    lines = [line for sheet in read.sheets for line in sheet.lines]
    body = Stream([line for line in lines if id(line) not in gone], _marks(read.parted.sheets))
    notes = Stream([*read.parted.low, *(_line(note) for sheet in read.sheets for note in sheet.notes)])
    booked: list[tuple[Document, Booked]] = []
    for document in read.documents:
        account = _account(document, read.kept)
        booked += [(document, body.book(entry)) for entry in _entries(document, account)]
        booked += [(document, notes.book(entry)) for entry in _notes(document, account)]
    for account, paragraph in read.beside:
        body.release(account, paragraph.page, paragraph.whole)
    first = min((document.pages[0] for document in read.documents), default=0)
    for note in read.parted.notes:
        if note.page < first:
            notes.release(FRONT, note.page, f"{note.mark} {note.text}")  # it belongs to a cover
    body.settle()
    return Books(body, notes, read.cleaned.aside, tuple(booked))


def _marks(sheets: Sequence[Sheet]) -> dict[int, tuple[str, ...]]:
    """Give the marks that were taken out of the text of each page, the longest first."""
    found = {sheet.number: {bare(mark) for line in sheet.lines for mark in line.marks} - {""} for sheet in sheets}
    return {page: tuple(sorted(marks, key=lambda mark: (-len(mark), mark))) for page, marks in found.items() if marks}


def _line(note: Footnote) -> Line:
    """Lay a note that the file keeps apart out as a line."""
    return Line((Run(f"{note.mark} {note.text}"),), note.page, Box(0, 0, 0, 0))


def _account(document: Document, kept: Sequence[Document]) -> str:
    """Name the account of a text: its own parts where it was kept, else why it was not."""
    if any(document is one for one in kept):
        return ""
    return TWICE if any(one.key == document.key and one.language == document.language for one in kept) else TONGUE


def _entries(document: Document, account: str) -> Iterator[Entry]:
    """Give what the pages must have of a text, in reading order; the title of one without a heading is said again by its clauses."""
    first = document.pages[0]
    if document.kind is not Kind.OTHER:
        yield Entry(document.title, first, account or HEAD, f"{document.id}#title")
    for clause in document.clauses:
        yield Entry(f"{clause.label} {clause.text}", clause.page, account or CLAUSE, clause.id, clause.opener)


def _notes(document: Document, account: str) -> Iterator[Entry]:
    for note in document.footnotes:
        yield Entry(f"{note.mark} {note.text}", note.page, account or NOTE, f"{document.id}#note-{note.mark}", note.mark)
