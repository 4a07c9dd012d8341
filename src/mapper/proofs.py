"""Proofs: pages of a source as pictures, with the place of each clause, note and piece of furniture, and of what was lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from mapper import children
from mapper.documents import READERS, Extraction, Hints, Limits, extracted, read
from mapper.errors import MapperError, UnreadableSource
from mapper.extractors import pictures
from mapper.extractors.booking import CLAUSE, NOTE, Books
from mapper.extractors.pictures import Picture
from mapper.sources import Source
from mapper.types import Box

LOST = "lost"
MOST = 60  # pages of one proof: more make a file that no browser likes
_NEAR = 1.2  # of a line's height: lines of one node that stand closer are in one box


@dataclass(frozen=True)
class Placed:
    """Hold what stands in a box of a page: the node, or the account where it is none."""

    page: int
    account: str
    node: str
    box: Box


@dataclass(frozen=True)
class Proof:
    """Hold an extraction with pictures of some of its pages and what stands where on them; `left`: so many pages were left out."""

    extraction: Extraction
    pictures: tuple[Picture, ...]
    placed: tuple[Placed, ...]
    left: int = 0


@dataclass(frozen=True)
class _Task:
    source: Source
    hints: Hints
    limits: Limits
    work: str
    pages: tuple[int, int]


def prove(source: Source, *, work: str = "", pages: tuple[int, int] = (0, 0), hints: Hints | None = None, limits: Limits | None = None) -> Proof:
    """Read a source and draw its pages in a child process: those of one text, a range, or the first; raise UnreadableSource where that fails."""
    limits = limits or Limits()
    if source.trouble:
        raise UnreadableSource(f"{source.name} {source.trouble}")
    [(_, outcome)] = children.run(_work, [_Task(source, hints or Hints(), limits, work, pages)], limits, READERS)
    if isinstance(outcome, Proof):
        return outcome
    raise UnreadableSource(outcome if outcome.startswith(source.name) else f"{source.name} {outcome}")


def _work(task: _Task) -> Proof | str:
    """Run in the child."""
    begun = perf_counter()
    try:
        found = read(task.source, task.hints, task.limits)
        extraction = extracted(task.source, found, begun)
        wanted = _wanted(extraction, task)
        drawn = tuple(pictures.draw(task.source.path, wanted[:MOST])) if _is_drawable(task.source.path) else ()
    except MapperError as error:
        return str(error)
    placed = tuple(sorted(_placed(found.books), key=lambda each: (each.page, each.box.top, each.box.x0))) if found.books else ()
    shown = {picture.page for picture in drawn}
    return Proof(extraction, drawn, tuple(each for each in placed if each.page in shown), max(0, len(wanted) - MOST))


def _is_drawable(path: Path) -> bool:
    return path.suffix.lower() == ".pdf"


def _wanted(extraction: Extraction, task: _Task) -> Sequence[int]:
    """Give the pages to be drawn."""
    last = extraction.quality.pages if extraction.quality else 0
    begin, end = task.pages if task.pages[0] else (1, last)
    if task.work:
        spans = [document.pages for document in extraction.documents if document.id == task.work]
        if not spans:
            raise MapperError(f"{task.source.name} holds no text that is called {task.work!r}")
        begin, end = min(span[0] for span in spans), max(span[1] for span in spans)
    if begin > last:
        raise MapperError(f"{task.source.name} has {last} pages, and none from {begin} on")
    return range(begin, min(end, last) + 1)


def _placed(books: Books) -> Iterator[Placed]:
    """Give the boxes of all that was booked; lines of one node that stand under each other are in one box."""
    for aside in books.aside:
        yield Placed(aside.line.page, aside.kind, "", aside.line.box)
    for stream in (books.body, books.notes):
        open_: Placed | None = None
        for span, page, box in stream.boxes(sorted((*stream.spans, *stream.free()), key=lambda span: span.start)):
            account = span.account or LOST
            if account == "mark":
                continue
            one = Placed(page, account, span.key if account in (CLAUSE, NOTE) else "", box)
            if open_ is not None and _goes_on(open_, one):
                open_ = Placed(page, account, one.node, _around(open_.box, box))
                continue
            if open_ is not None:
                yield open_
            open_ = one
        if open_ is not None:
            yield open_


def _goes_on(before: Placed, after: Placed) -> bool:
    same = (before.page, before.account, before.node) == (after.page, after.account, after.node)
    return same and bool(before.node or before.box == after.box) and after.box.top - before.box.bottom < _NEAR * (after.box.bottom - after.box.top)


def _around(one: Box, other: Box) -> Box:
    return Box(min(one.x0, other.x0), min(one.top, other.top), max(one.x1, other.x1), max(one.bottom, other.bottom))
