"""Layout: which tables reports draw, and how they call a document; read from the profiles in `tables/`, all organisations together."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mapper.profiles.folders import folder
from mapper.sides import FILTERS, Side
from mapper.types import Document
from mapper.views.text import one_line


@dataclass(frozen=True)
class PairsTable:
    """Describe a table of two sides."""

    sheet: str
    title: str
    left_title: str
    left: Side
    right_title: str
    right: Side


@dataclass(frozen=True)
class SideBySide:
    """Describe a table with one column a side, the first being what the rows are about."""

    sheet: str
    title: str
    columns: tuple[tuple[str, Side], ...]


@dataclass(frozen=True)
class Layout:
    """Hold the labels, the orders and the tables of all profiles."""

    labels: Mapping[str, str]
    bodies: tuple[str, ...]
    sectors: tuple[str, ...]
    pairs: tuple[PairsTable, ...]
    side_by_side: tuple[SideBySide, ...]
    least_band: str
    activity_kinds: tuple[str, ...]
    activity_facts: tuple[tuple[str, str], ...]


@cache
def layout() -> Layout:
    """Read the profiles once; a workspace draws of their tables those whose bodies it has."""
    read = dict(folder("tables"))
    common = read.pop("common")
    return Layout(
        labels=common["labels"],
        bodies=tuple(body for raw in read.values() for body in raw["order"]["bodies"]),
        sectors=tuple(sector for raw in read.values() for sector in raw["order"]["sectors"]),
        pairs=tuple(_pairs(table) for raw in read.values() for table in raw["pairs"]),
        side_by_side=tuple(_side_by_side(table) for raw in read.values() for table in raw["side_by_side"]),
        least_band=common["pairs_tables"]["least_band"],
        activity_kinds=tuple(common["activities"]["kinds"]),
        activity_facts=tuple((fact["detail"], fact["title"]) for fact in common["activities"]["facts"]),
    )


def _pairs(raw: Mapping[str, Any]) -> PairsTable:
    return PairsTable(raw["sheet"], raw["title"], raw["left_title"], _side(raw["left"]), raw["right_title"], _side(raw["right"]))


def _side_by_side(raw: Mapping[str, Any]) -> SideBySide:
    return SideBySide(raw["sheet"], raw["title"], tuple((column["title"], _side(column)) for column in raw["columns"]))


def _side(raw: Mapping[str, Any]) -> Side:
    return Side(**{key: tuple(raw.get(key, ())) for key in FILTERS})


def label(document: Document) -> str:
    """Call a document as a table does: body, kind and number, or its title where it has no number."""
    pattern = layout().labels.get(document.kind.value, "{body} {number}")
    words = {
        "body": document.body,
        "sector": document.sector,
        "number": document.number,
        "title": document.title,
        "group": document.group,
        "period": document.period,
    }
    return one_line(pattern.format_map(words)) or document.id


def ordered(found: Iterable[str], first: Iterable[str]) -> list[str]:
    """Put names into the profile's order, those it does not know after them by the alphabet."""
    names = set(found)
    known = [name for name in first if name in names]
    return known + sorted(names - set(known))


def natural(work: str) -> list[tuple[bool, int, str]]:
    """Sort ids as people count: 25 comes before 182."""
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in re.split(r"(\d+)", work) if part]


def numbered(document: Document) -> tuple[list[tuple[bool, int, str]], list[tuple[bool, int, str]], list[tuple[bool, int, str]]]:
    """Sort documents as their groups count them: by study group, then by number, then by id."""
    return (natural(document.group), natural(document.number), natural(document.id))
