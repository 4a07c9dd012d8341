"""Columns: what lists of activities call what, found in the row that names them, under whatever titles stand above it."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from mapper.extractors.cells import SEARCHED
from mapper.types import Kind

LEAST = 3  # columns that a header must name
_FEW = 2  # columns: so many are enough where they are most of the row


@dataclass(frozen=True)
class Header:
    """Hold the row, counted from 0, that names the columns, and which column is which."""

    place: int
    columns: Mapping[str, int]

    def values(self, row: Sequence[str]) -> dict[str, str]:
        """Give what a row says, by the names of the columns."""
        return {name: row[column] for name, column in self.columns.items() if column < len(row) and row[column]}


@dataclass(frozen=True)
class _Names:
    columns: Mapping[str, str]
    required: tuple[str, ...]
    kinds: Mapping[str, Kind]
    counts: Mapping[str, re.Pattern[str]]


@cache
def _names() -> _Names:
    raw = tomllib.loads((resources.files("mapper.profiles") / "lists.toml").read_text(encoding="utf-8"))
    columns = {alias: name for name, aliases in raw["columns"].items() for alias in aliases}
    kinds = {word: Kind(kind) for kind, words in raw["kinds"].items() for word in words}
    counts = {column: re.compile(pattern) for column, pattern in raw["counts"].items()}
    return _Names(columns, tuple(raw["required"]), kinds, counts)


def find(rows: Sequence[Sequence[str]]) -> Header | None:
    """Find the row that names the columns."""
    names = _names()
    for place, row in enumerate(rows[:SEARCHED]):
        found = _named(row)
        enough = len(found) >= LEAST or (len(found) >= _FEW and 2 * len(found) > sum(map(bool, row)))
        if enough and all(name in found for name in names.required):
            return Header(place, found)
    return None


def known(rows: Sequence[Sequence[str]]) -> list[str]:
    """Give the names that are understood in the row that has most of them, as they are written there."""
    best = max(rows[:SEARCHED], key=lambda row: len(_named(row)), default=[])
    return [best[column].strip() for column in _named(best).values()]


def fits(rows: Sequence[Sequence[str]]) -> int:
    """Say how many columns the first rows name."""
    return max((len(_named(row)) for row in rows), default=0)


def _named(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, value in enumerate(row):
        name = _names().columns.get(value.casefold().strip(" :*"))
        if name:
            found.setdefault(name, column)
    return found


def code(values: Mapping[str, str]) -> str:
    """Give the code that names an activity in every list, if it has one; a number that only counts the rows is none."""
    said = (values[column] for column, count in _names().counts.items() if column in values and not count.fullmatch(values[column]))
    return next(said, "")


def kind(said: str) -> Kind:
    """Say whether a row is an activity or an event, by the words of its list."""
    words, known = said.casefold(), _names().kinds
    return known.get(words) or next((kind for word, kind in known.items() if word in words), Kind.ACTIVITY)
