"""Grids: who meets whom how often, as tables whose cells hold their pairs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mapper.coverage import cover
from mapper.reports.portal.groups import key_of
from mapper.reports.portal.names import name
from mapper.types import State
from mapper.views.counts import axes, cells
from mapper.views.export import Export
from mapper.views.layout import layout, ordered
from mapper.views.rows import SHOWN, Row
from mapper.views.text import one_line


@dataclass(frozen=True)
class Grid:
    """Hold a table of counts: the names of its rows and columns, and the pairs of each cell that has any."""

    key: str
    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[Row, ...]]


def accepted(rows: Iterable[Row]) -> int:
    """Count the accepted pairs of a cell."""
    return sum(row.mapped.state is State.ACCEPTED for row in rows)


def most(grid: Grid) -> int:
    """Give the largest count of any cell."""
    return max((len(rows) for rows in grid.cells.values()), default=0)


def turned(grid: Grid, row: str, column: str) -> tuple[str, str]:
    """Name a cell; the same from both sides where a table is the same from both."""
    same = grid.rows == grid.columns
    return (column, row) if same and grid.columns.index(column) < grid.rows.index(row) else (row, column)


def cell_page(grid: Grid, row: str, column: str) -> str:
    """Say where the pairs of a cell are listed."""
    return f"cell/{name(grid.key, *turned(grid, row, column))}.html"


def grids(export: Export, rows: Iterable[Row]) -> tuple[Grid, ...]:
    """Count pairs that are neither rejected nor out of force: by Sector, by body, and texts of a theme's subtopics by Sector and by group."""
    shown = [row for row in rows if row.mapped.state in SHOWN]
    between = [_between(axis.key, axis.title, axis.order, {row.id: cells(row, axis) for row in shown}, shown) for axis in reversed(axes())]
    return tuple(grid for grid in (*between, *_subtopics(export, shown)) if grid.cells)


def _between(key: str, title: str, order: Sequence[str], names: Mapping[str, tuple[str, ...]], rows: Sequence[Row]) -> Grid:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        for cell in names[row.id]:
            one, _, other = cell.partition(" x ")
            for ends in {(one, other), (other, one)}:
                found.setdefault(ends, []).append(row)
    sides = tuple(ordered({one for one, _ in found}, order))
    return Grid(key, title, sides, sides, {ends: tuple(each) for ends, each in found.items()})


def _subtopics(export: Export, rows: Sequence[Row]) -> Iterable[Grid]:
    """Count the texts on each subtopic of each theme by Sector, then by group."""
    for theme in export.themes:
        covered = cover(theme, rows)
        titles = {one.id: one.title for one in covered.subtopics}
        mine = [row for row in rows if row.object.id in titles]
        for key, what, names in (("sector", "Sector", lambda row: row.subject.sectors), ("group", "group", _whose)):
            found: dict[tuple[str, str], list[Row]] = {}
            for row in mine:
                for column in names(row):
                    found.setdefault((titles[row.object.id], column), []).append(row)
            columns = ordered({column for _, column in found}, (*layout().sectors, *layout().bodies))
            cells_ = {ends: tuple(each) for ends, each in found.items()}
            yield Grid(f"{theme.id}-{key}", f"{one_line(theme.title)}: subtopics by {what}", tuple(titles.values()), tuple(columns), cells_)


def _whose(row: Row) -> tuple[str, ...]:
    document = row.subject.document
    return (one_line(f"{document.body} {document.group}"),) if key_of(document) and document else ()
