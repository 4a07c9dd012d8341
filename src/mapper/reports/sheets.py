"""Sheets: tables as values; a table knows nothing of the file it ends in."""

from dataclasses import dataclass
from datetime import date

from mapper.differences import Segment, marked
from mapper.emphasis import Spans


@dataclass(frozen=True)
class Link:
    """Show a text or a number that leads to a row of another sheet; rows count from 0 below the header."""

    text: str | int
    sheet: str
    row: int


@dataclass(frozen=True)
class Marked:
    """Show a text of which some words are marked."""

    text: str
    spans: Spans


@dataclass(frozen=True)
class Differing:
    """Show how a text read and reads: what went struck, what came underlined, each between its marks."""

    runs: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """Give the words with their marks."""
        return marked(self.runs)


Value = str | int | float | date | None | Link | Marked | Differing


@dataclass(frozen=True)
class Column:
    """Describe a column: its heading, its width in characters, and whether a person fills it."""

    name: str
    width: int
    wrap: bool = False
    hidden: bool = False
    entry: bool = False
    choices: str = ""


@dataclass(frozen=True)
class Table:
    """Hold rows under columns, with a title and a sentence that says how to read them; the first `keys` columns stay in view and on every page."""

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    keys: int = 0


@dataclass(frozen=True)
class Sheet:
    """Hold one or more tables under one name, one below the other; `about` says on the README sheet what it holds."""

    name: str
    tables: tuple[Table, ...]
    about: str = ""
