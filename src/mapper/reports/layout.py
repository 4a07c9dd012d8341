"""Layout: which tables reports draw, and how they call a document; read from the profile `tables.toml`."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from mapper.reports.text import one_line
from mapper.settings import Side
from mapper.types import Document


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
    """Hold the labels, the orders and the tables of a profile."""

    labels: Mapping[str, str]
    bodies: tuple[str, ...]
    sectors: tuple[str, ...]
    pairs: tuple[PairsTable, ...]
    side_by_side: tuple[SideBySide, ...]


@cache
def layout() -> Layout:
    """Read the profile once."""
    raw = tomllib.loads((resources.files("mapper.profiles") / "tables.toml").read_text(encoding="utf-8"))
    return Layout(
        labels=raw["labels"],
        bodies=tuple(raw["order"]["bodies"]),
        sectors=tuple(raw["order"]["sectors"]),
        pairs=tuple(_pairs(table) for table in raw["pairs"]),
        side_by_side=tuple(SideBySide(t["sheet"], t["title"], tuple((c["title"], _side(c)) for c in t["columns"])) for t in raw["side_by_side"]),
    )


def _pairs(raw: Mapping[str, Any]) -> PairsTable:
    return PairsTable(raw["sheet"], raw["title"], raw["left_title"], _side(raw["left"]), raw["right_title"], _side(raw["right"]))


def _side(raw: Mapping[str, Any]) -> Side:
    return Side(**{key: tuple(raw.get(key, ())) for key in ("kinds", "bodies", "sectors", "groups", "periods")})


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
