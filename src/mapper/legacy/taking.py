"""Taking: the tables of a file as decisions of before, recorded as one act under the name of the table; only this module writes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mapper import acts, clocks, pipeline
from mapper.decisions import LEGACY
from mapper.errors import UsageError
from mapper.legacy import merging, opening, reading
from mapper.legacy.links import Loose
from mapper.legacy.meaning import Sense, organisation
from mapper.legacy.merging import Merge
from mapper.legacy.reading import Book
from mapper.legacy.shapes import Asked
from mapper.library import Library
from mapper.review.people import spelled
from mapper.review.text import clean
from mapper.settings import Settings
from mapper.store import Store
from mapper.types import Decision, Verdict

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Said:
    """Hold what somebody says of a file: how it is read, whose it is, of which year or study period, and what its word counts for."""

    asked: Asked
    wish: merging.Wish
    date: str = ""
    period: str = ""


@dataclass(frozen=True)
class Taken:
    """Hold how a file was read, what became of it, and under which act it was recorded; no batch where nothing was."""

    book: Book
    merge: Merge
    notes: tuple[str, ...]
    batch: str = ""

    @property
    def loose(self) -> tuple[Loose, ...]:
        """Give all that could not be taken in, in the order of the tables."""
        return (*(one for told in self.book.tables for one in told.loose), *self.merge.loose)

    @property
    def failed(self) -> bool:
        """Say whether somebody has to look at the file."""
        return bool(self.loose or self.book.unclear)


def preview(settings: Settings, store: Store, path: Path, said: Said) -> tuple[Book, tuple[str, ...]]:
    """Say how a file is read, and of which time it is taken to be; nothing is merged and nothing recorded."""
    book, notes, _ = _read(settings, pipeline.open_library(settings, store), path, said)
    return book, notes


def look(settings: Settings, store: Store, path: Path, said: Said, *, at: str) -> Taken:
    """Say what taking a file in would do, and record nothing."""
    standing = pipeline.settled(settings, store)
    wish = _named(settings, standing.decisions, said)
    book, notes, year = _read(settings, standing.library, path, replace(said, wish=wish))
    merge = merging.merge(settings, standing, book.tables, replace(wish, year=year), at=at)
    return Taken(book, merge, (*notes, *clocks.behind(standing.decisions, at)))


def take(settings: Settings, store: Store, path: Path, said: Said, *, at: str) -> Taken:
    """Take a file in; where somebody decided meanwhile it is merged anew, with the log to which it is appended."""
    store.must_write()
    taken = look(settings, store, path, said, at=at)
    if not taken.merge.events:
        return taken
    before = store.decisions()

    def events(log: list[Decision]) -> list[Decision]:
        nonlocal taken
        if log != before:
            taken = look(settings, store, path, said, at=at)
        return acts.sealed(taken.merge.events, log)

    made = store.append_all_after(events)
    return replace(taken, batch=made[0].batch if made else "")


def _read(settings: Settings, library: Library, path: Path, said: Said) -> tuple[Book, tuple[str, ...], int | None]:
    found = opening.tables(path, settings.limits)
    given = _YEAR.search(said.date)
    if said.date and not given:
        raise UsageError(f"{said.date!r} names no year; write it as 2022 or 2022-05-31")
    named = given or _YEAR.search(said.wish.name)
    year = int(named[0]) if named else found.year
    sense = Sense(library, organisation(library), said.period, year, dated=bool(named))
    notes = () if given or said.period else (_of_time(int(named[0]) if named else None, found.year),)
    return reading.read(path.name, found, sense, said.asked), notes, year


def _of_time(named: int | None, saved: int | None) -> str:
    """Say of which time a table is taken to be; its study periods and editions follow from that."""
    if named:
        return f"taken to be of {named}, as its name says; say --date YEAR if it is not"
    if saved:
        return f"taken to be of {saved}, when the file was last saved, where it has texts of that time; say --date YEAR to be sure"
    return "taken to speak of the texts in force, since nothing says when it is from; say --date YEAR if it is older"


def _named(settings: Settings, log: "tuple[Decision, ...]", said: Said) -> merging.Wish:
    """Hold the name of a table: one is asked for, and it is no person's."""
    name = clean(said.wish.name)
    if not name:
        raise UsageError('say whose table it is with --as, as in --as "TSAG 2022": its decisions stand under that name')
    if said.wish.type:
        settings.mapping_type(said.wish.type)
    people = [*settings.reviewers, *(event.reviewer for event in log if event.origin != LEGACY and event.verdict is not Verdict.UNDO)]
    if spelled(name, people) in people:
        raise UsageError(f'{name!r} is a reviewer here, and a table speaks under a name of its own: say whose table it is, as in --as "TSAG 2022"')
    tables = [event.reviewer for event in log if event.origin == LEGACY]
    return replace(said.wish, name=spelled(name, tables))


def counts(merge: Merge) -> Mapping[str, int]:
    """Count the pairs by how they meet."""
    return {meeting.value: len(merge.of(meeting)) for meeting in merging.Meeting}
