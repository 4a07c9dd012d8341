"""Grids as they are drawn: the matrices with their longer side down, and each theme's subtopics by Sector."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mapper.coverage import cover
from mapper.matrices import Grid, matrices
from mapper.types import State
from mapper.views.export import Export
from mapper.views.layout import layout, ordered
from mapper.views.rows import SHOWN, Row
from mapper.views.text import one_line


def accepted(rows: Iterable[Row]) -> int:
    """Count the accepted pairs of a cell."""
    return sum(row.mapped.state is State.ACCEPTED for row in rows)


def most(grid: Grid) -> int:
    """Give the largest count of any cell."""
    return max((len(rows) for rows in grid.cells.values()), default=0)


def upright(grid: Grid) -> Grid:
    """Put the longer side down, where a page has more room."""
    if grid.symmetric or len(grid.columns) <= len(grid.rows):
        return grid
    cells = {(column, row): found for (row, column), found in grid.cells.items()}
    return replace(grid, rows=grid.columns, columns=grid.rows, cells=cells)


def grids(export: Export, rows: Sequence[Row]) -> tuple[Grid, ...]:
    """Give every table of counts that has a pair in it: by Sector, by body, by theme and by subtopic."""
    return tuple(upright(grid) for grid in (*matrices(export, rows), *_sectors(export, rows)) if grid.cells)


def _sectors(export: Export, rows: Iterable[Row]) -> Iterator[Grid]:
    """Lay out the texts on each subtopic of each theme by Sector."""
    shown = [row for row in rows if row.is_theme and row.mapped.state in SHOWN]
    for theme in export.themes:
        titles = {one.id: one.title for one in cover(theme, ()).subtopics}
        found: dict[tuple[str, str], list[Row]] = {}
        for row in shown:
            for sector in row.subject.sectors if row.object.id in titles else ():
                found.setdefault((titles[row.object.id], sector), []).append(row)
        columns = tuple(ordered({sector for _, sector in found}, layout().sectors))
        rows_ = tuple(dict.fromkeys(titles.values()))
        yield Grid(
            f"theme-{theme.id}", f"{one_line(theme.title)}: subtopics by Sector", rows_, columns, {cell: tuple(each) for cell, each in found.items()}
        )
