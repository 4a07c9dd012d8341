"""Grids: the tables of a file as rows and columns of text, each cell with its place; merged cells say the same wherever they reach."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from mapper.extractors import cells
from mapper.extractors.wordxml import parsed

_CORE = "docProps/core.xml"
_LETTERS = 26


@dataclass(frozen=True)
class Grid:
    """Hold one table: `sheet` is empty but in a workbook; `first` is the number of its first row as people count, from 1.

    `across` are the rows, by their place here, of which one merged cell fills several columns. `title` stands above the table, outside it.
    """

    sheet: str
    number: int
    rows: tuple[tuple[str, ...], ...]
    first: int = 1
    across: frozenset[int] = frozenset()
    title: str = ""

    @property
    def name(self) -> str:
        """Name the table as people find it."""
        return f"sheet {self.sheet!r}" if self.sheet else f"table {self.number}"

    @property
    def width(self) -> int:
        """Count the columns."""
        return max(map(len, self.rows), default=0)

    def row(self, place: int) -> tuple[str, ...]:
        """Give a row with as many cells as the table has columns."""
        return (*self.rows[place], *[""] * (self.width - len(self.rows[place])))

    def number_of(self, place: int) -> int:
        """Count a row as people do."""
        return self.first + place

    def part(self, number: int, start: int, stop: int) -> "Grid":
        """Give some of the rows as a table of its own."""
        across = frozenset(place - start for place in self.across if start <= place < stop)
        return replace(self, number=number, rows=self.rows[start:stop], first=self.first + start, across=across)


@dataclass(frozen=True)
class Found:
    """Hold the tables of one file, what is to be told of it, and the year in which it was last saved, where the file says."""

    grids: tuple[Grid, ...]
    notes: tuple[str, ...] = ()
    year: int | None = None


def letters(column: int) -> str:
    """Name a column as spreadsheets do, counted from 0: A, Z, AA."""
    name = ""
    while column >= 0:
        column, last = divmod(column, _LETTERS)
        name, column = chr(ord("A") + last) + name, column - 1
    return name


def workbook(path: Path) -> Found:
    """Read the sheets of a workbook."""
    tables = cells.workbook(path, _text)
    return Found(tuple(_grids(tables)), tuple(problem for table in tables for problem in table.problems), saved(path))


def delimited(path: Path) -> Found:
    """Read a table of text, whatever parts its cells."""
    text, told = cells.decoded(path)
    table = cells.parted(path.name, text, told, fits=_fits, write=_text)
    return Found(tuple(_grids([table])), table.problems)


def _grids(tables: Sequence[cells.Table]) -> Iterator[Grid]:
    for number, table in enumerate(tables, 1):
        width = max((place + 1 for row in table.rows for place, cell in enumerate(row) if cell), default=0)
        if width:
            yield Grid(table.name, number, tuple(tuple(row[:width]) for row in table.rows), across=table.across)


def _text(value: Any) -> str:
    """Write a cell with its line breaks, which part what it lists."""
    return tidy(value) if isinstance(value, str) else cells.text_of(value)


def tidy(text: str) -> str:
    """Keep line breaks and single blanks."""
    return "\n".join(line for line in (" ".join(part.split()) for part in re.split(r"[\n\r\v\u2028\u2029]", text)) if line)


def _fits(rows: Sequence[Sequence[str]]) -> int:
    """Say how even the first rows come out: a list within a cell may hold commas, and a table has the same columns in every row."""
    widths = [len(row) for row in rows if any(row)]
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
    return 0 if usual < 2 else 1000 * widths.count(usual) // len(widths) + min(usual, 99)


def saved(path: Path) -> int | None:
    """Say in which year an Office file was last saved, as it says itself."""
    with ZipFile(path) as archive:
        core = parsed(archive, _CORE)
    found = None if core is None else next((element.text or "" for element in core.iter("{*}modified")), None)
    try:
        return date.fromisoformat((found or "")[:10]).year
    except ValueError:
        return None
