"""Crossing: the tables of two sides and of several bodies side by side that the profiles name, as values; workbooks and papers draw the same ones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mapper.library import mappable
from mapper.settings import MappingType
from mapper.sides import Side
from mapper.types import Document, State
from mapper.views.export import Export
from mapper.views.items import Item, item
from mapper.views.layout import PairsTable, SideBySide, layout, natural, numbered
from mapper.views.rows import SHOWN, Row, listed, rank
from mapper.views.text import one_line

Partner = tuple[Item, Row]


@dataclass(frozen=True)
class Line:
    """Show one document of the left side with its partners, accepted ones first; `unlikely` counts the proposals that readers are spared."""

    item: Item
    title: str
    partners: tuple[Partner, ...]
    unlikely: int


@dataclass(frozen=True)
class Crossed:
    """Hold a table of two sides: every document of the left side that a mapping compares has its line, those without a partner too."""

    table: PairsTable
    lines: tuple[Line, ...]

    @property
    def unlikely(self) -> int:
        """Count the proposals that are left out."""
        return sum(line.unlikely for line in self.lines)

    def count(self, state: State) -> int:
        """Count the pairs that the table shows in one state."""
        return sum(row.mapped.state is state for line in self.lines for _, row in line.partners)


@dataclass(frozen=True)
class Beside:
    """Show one document in the column that it stands in, and its partners in the columns to the right of it."""

    column: int
    item: Item
    partners: Mapping[int, tuple[Partner, ...]]


@dataclass(frozen=True)
class Ranked:
    """Hold a table of several bodies side by side; each pair stands in it once."""

    table: SideBySide
    lines: tuple[Beside, ...]
    unlikely: int


def crossed(export: Export, rows: Sequence[Row]) -> list[Crossed]:
    """Fill every table of two sides that the profiles name and that the mappings of this export can fill."""
    made = []
    for table in layout().pairs:
        found = list(_between(rows, table.left, table.right))
        joining = [type_ for type_ in export.types if type_.joins(table.left, table.right)]
        if found or (_has(export, table.left, joining) and _has(export, table.right, joining)):
            made.append(_crossed(table, export, joining, found))
    return made


def _has(export: Export, side: Side, joining: Sequence[MappingType]) -> bool:
    return any(_compared(document, side, joining) for document in export.documents.values())


def _compared(document: Document, side: Side, joining: Iterable[MappingType]) -> bool:
    """Say whether a mapping compares this document, being on this side of a table."""
    return side.matches(document) and mappable(document) and any(type_.concerns(document) for type_ in joining)


def _between(rows: Iterable[Row], one: Side, other: Side) -> Iterator[tuple[Item, Item, Row]]:
    """Pick the pairs that join two sides, the item of the first side first."""
    for row in rows:
        left, right = row.subject, row.object
        if row.mapped.state not in SHOWN or left.document is None or right.document is None:
            continue
        if one.matches(left.document) and other.matches(right.document):
            yield left, right, row
        elif one.matches(right.document) and other.matches(left.document):
            yield right, left, row


def _crossed(table: PairsTable, export: Export, joining: Sequence[MappingType], found: Sequence[tuple[Item, Item, Row]]) -> Crossed:
    partners: dict[str, list[Partner]] = {}
    for left, right, row in found:
        partners.setdefault(left.id, []).append((right, row))
    lefts = [d for d in export.documents.values() if d.id in partners or _compared(d, table.left, joining)]
    return Crossed(table, tuple(_line(document, partners.get(document.id, [])) for document in sorted(lefts, key=numbered)))


def _line(document: Document, partners: Sequence[Partner]) -> Line:
    shown = in_order(partner for partner in partners if listed(partner[1]))
    return Line(item(document.id, document), one_line(document.title), shown, len(partners) - len(shown))


def in_order(partners: Iterable[Partner]) -> tuple[Partner, ...]:
    """Sort partners: accepted ones first, then the likeliest."""
    return tuple(sorted(partners, key=lambda partner: rank(partner[1])))


def ranked(export: Export, rows: Sequence[Row]) -> list[Ranked]:
    """Fill every table of several bodies side by side that the profiles name and that the mappings of this export can fill."""
    made = []
    for table in layout().side_by_side:
        found = list(_columned(table, rows))
        sides = [side for _, side in table.columns if any(side.matches(document) for document in export.documents.values())]
        fits = any(type_.joins(one, other) for type_ in export.types for n, one in enumerate(sides) for other in sides[n + 1 :])
        if found or fits:
            made.append(_ranked(table, found))
    return made


Columned = tuple[Row, tuple[int, Item], tuple[int, Item]]


def _columned(table: SideBySide, rows: Iterable[Row]) -> Iterator[Columned]:
    for row in rows:
        found = [(_column_of(table, one), one) for one in (row.subject, row.object)]
        if row.mapped.state not in SHOWN or any(column is None for column, _ in found):
            continue
        (one, first), (other, second) = sorted(((column or 0, one) for column, one in found), key=lambda side: (side[0], side[1].id))
        yield row, (one, first), (other, second)


def _column_of(table: SideBySide, one: Item) -> int | None:
    if one.document is None:
        return None
    return next((n for n, (_, side) in enumerate(table.columns) if side.matches(one.document)), None)


def _ranked(table: SideBySide, found: Sequence[Columned]) -> Ranked:
    groups: dict[tuple[int, str], dict[int, list[Partner]]] = {}
    heads: dict[tuple[int, str], Item] = {}
    for row, (one, first), (other, second) in (pair for pair in found if listed(pair[0])):
        groups.setdefault((one, first.id), {}).setdefault(other, []).append((second, row))
        heads[(one, first.id)] = first
    order = sorted(groups, key=lambda key: (key[0], natural(key[1])))
    lines = tuple(Beside(key[0], heads[key], {column: in_order(some) for column, some in sorted(groups[key].items())}) for key in order)
    return Ranked(table, lines, sum(not listed(row) for row, _, _ in found))
