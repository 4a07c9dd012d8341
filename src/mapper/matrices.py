"""Matrices: who meets whom, and who works on what, each cell leading to its pairs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mapper.themes import Theme
from mapper.types import State
from mapper.views.counts import Axis, Count, axes
from mapper.views.export import Export
from mapper.views.items import Item
from mapper.views.layout import ordered
from mapper.views.parties import as_counted, whose
from mapper.views.rows import SHOWN, Row

Cell = tuple[str, str]

THEMES, SUBTOPICS = "themes", "subtopics"


@dataclass(frozen=True)
class Grid:
    """Hold the pairs of each two names, those in force that nobody rejected; a pair may stand in several cells, where a text is of several Sectors.

    A symmetric one holds the same pairs from both sides.
    """

    key: str
    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Cell, tuple[Row, ...]]
    symmetric: bool = False

    def count(self, row: str, column: str) -> Count:
        """Count the pairs of a cell: those accepted, to be decided, and left unsure."""
        counted = Count()
        for one in self.cells.get((row, column), ()):
            counted = counted.plus(one.mapped.state)
        return counted

    def accepted(self) -> "Grid":
        """Give the same with accepted pairs only."""
        kept = {cell: tuple(one for one in found if one.mapped.state is State.ACCEPTED) for cell, found in self.cells.items()}
        return replace(self, cells={cell: found for cell, found in kept.items() if found})


def matrices(export: Export, rows: Sequence[Row]) -> tuple[Grid, ...]:
    """Lay out Sector by Sector, conference by conference, theme by group and subtopic by group; a grid that nothing fills has no rows.

    Subtopics stand in the order of their theme, those on which nobody has anything too; groups as people count them.
    """
    shown = [row for row in rows if row.mapped.state in SHOWN]
    bodies, sectors = axes()
    between = [_between(axis, shown) for axis in (sectors, bodies)]
    return (*between, *_themed(export.themes, [row for row in shown if row.is_theme]))


def _between(axis: Axis, rows: Iterable[Row]) -> Grid:
    """Lay out pairs of two texts by one axis; texts that were never read stand nowhere."""
    cells: dict[Cell, list[Row]] = {}
    for row in rows:
        if not row.is_theme and row.subject.document and row.object.document:
            for cell in {cell for one in axis.names(row.subject) for other in axis.names(row.object) for cell in ((one, other), (other, one))}:
                cells.setdefault(cell, []).append(row)
    names = tuple(ordered({one for one, _ in cells}, axis.order))
    return Grid(axis.key, axis.title, names, names, _frozen(cells), symmetric=True)


def _themed(themes: Sequence[Theme], rows: Sequence[Row]) -> Iterator[Grid]:
    """Lay out texts and subtopics: by theme and group, by subtopic and group."""
    titles = {theme.id: theme.title for theme in themes}
    several = len(themes) > 1
    topics = {f"theme/{theme.id}/{one.id}": f"{theme.title}: " * several + one.title for theme in themes for one in theme.subtopics}
    for key, title, names in ((THEMES, "Texts by theme and group", titles), (SUBTOPICS, "Texts by subtopic and group", topics)):
        cells: dict[Cell, list[Row]] = {}
        for row in rows:
            at = row.object.id.split("/")[1] if key == THEMES else row.object.id
            for group in _groups(row.subject) if at in names else ():
                cells.setdefault((names[at], group), []).append(row)
        columns = tuple(sorted({group for _, group in cells}, key=as_counted))
        yield Grid(key, title, tuple(names.values()), columns, _frozen(cells))


def _groups(item: Item) -> tuple[str, ...]:
    return whose(item.document) if item.document else ()


def _frozen(cells: Mapping[Cell, Sequence[Row]]) -> dict[Cell, tuple[Row, ...]]:
    return {cell: tuple(found) for cell, found in sorted(cells.items())}
