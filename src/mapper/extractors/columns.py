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
_ASIDE = re.compile(r"\s*[(\[（].*?[)\]）]")
_BOTH = re.compile(r"\s*[/|\n]\s*")
_WRITTEN = re.compile(r"(?:dd?|jj?)[-/. ]mm?[-/. ](?:yy|aa|jj)|mm?[-/. ]dd?[-/. ]yy")


@dataclass(frozen=True)
class Header:
    """Hold the rows, counted from 0, that name the columns, and which column is which; `behind` is the first row below them."""

    place: int
    columns: Mapping[str, int]
    behind: int

    def values(self, row: Sequence[str]) -> dict[str, str]:
        """Give what a row says, by the names of the columns."""
        return {name: row[column] for name, column in self.columns.items() if column < len(row) and row[column]}


@dataclass(frozen=True)
class _Names:
    columns: Mapping[str, str]
    required: tuple[str, ...]
    kinds: Mapping[str, Kind]
    counts: Mapping[str, re.Pattern[str]]
    totals: re.Pattern[str]


@cache
def _names() -> _Names:
    raw = tomllib.loads((resources.files("mapper.profiles") / "lists.toml").read_text(encoding="utf-8"))
    columns = {alias.casefold(): name for name, aliases in raw["columns"].items() for alias in aliases}
    kinds = {word: Kind(kind) for kind, words in raw["kinds"].items() for word in words}
    counts = {column: re.compile(pattern) for column, pattern in raw["counts"].items()}
    return _Names(columns, tuple(raw["required"]), kinds, counts, re.compile(rf"(?:{'|'.join(map(re.escape, raw['totals']))})\W*\d*\W*"))


def find(rows: Sequence[Sequence[str]]) -> Header | None:
    """Find the row that names the columns."""
    names = _names()
    for place, row in enumerate(rows[:SEARCHED]):
        found = _named(row)
        enough = len(found) >= LEAST or (len(found) >= _FEW and 2 * len(found) > sum(map(bool, row)))
        if enough and all(name in found for name in names.required):
            return _deepened(rows, place, found)
    return None


def _deepened(rows: Sequence[Sequence[str]], place: int, found: dict[str, int]) -> Header:
    """Read a second row of names below the first, as From and To below Dates: there every cell is a name, and it goes before the one above."""
    below = rows[place + 1] if place + 1 < len(rows) else ()
    named = _named(below)
    told = [column for column, value in enumerate(below) if value]
    if len(told) < _FEW or any(not _name(below[column]) for column in told) or below == rows[place]:
        return Header(place, found, place + 1)
    above = {name: column for name, column in found.items() if column not in told and name not in named}
    return Header(place, {**above, **named}, place + 2)


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
        if name := _name(value):
            found.setdefault(name, column)
    return found


def _name(value: str) -> str:
    """Say which column a head names: by all its words, without what stands in brackets, or by one of two names, as in Date / Fecha."""
    known, words = _names().columns, value.casefold().strip(" :*")
    plain = _ASIDE.sub("", words).strip(" :*")
    return known.get(words) or known.get(plain) or next((known[part] for part in _BOTH.split(plain) if part in known), "")


def dated(value: str) -> str:
    """Say whether a head tells how its dates are written: "day" first, as in Date (DD/MM/YYYY), or "month" first; empty where it does not."""
    found = _WRITTEN.search(value.casefold())
    return {"d": "day", "j": "day", "m": "month"}[found[0][0]] if found else ""


def code(values: Mapping[str, str]) -> str:
    """Give the code that names an activity in every list, if it has one; a number that only counts the rows is none."""
    said = (values[column] for column, count in _names().counts.items() if column in values and not count.fullmatch(values[column]))
    return next(said, "")


def is_total(row: Sequence[str]) -> bool:
    """Say whether a row only adds up: it begins with a word for it, and what follows are figures."""
    first, *rest = [value for value in row if value] or [""]
    return bool(_names().totals.fullmatch(first.casefold())) and all(re.fullmatch(r"[\d\s.,%'’$€£-]+", value) for value in rest)


def kind(said: str) -> Kind:
    """Say whether a row is an activity or an event, by the words of its list."""
    words, known = said.casefold(), _names().kinds
    return known.get(words) or next((kind for word, kind in known.items() if word in words), Kind.ACTIVITY)
