"""The matrix sheet: who meets whom how often, each number leading to its pairs."""

from collections.abc import Callable, Mapping, Sequence

from mapper.matrices import Grid
from mapper.matrices import matrices as matrices_of
from mapper.overview import TO_DO
from mapper.reports.sheets import Column, Link, Sheet, Table, Value
from mapper.types import State
from mapper.views.counts import Count, Matrix, cells, matrices
from mapper.views.export import Export
from mapper.views.rows import SHOWN, Row

_PARTS: tuple[tuple[str, frozenset[State], Callable[[Count], int]], ...] = (
    ("accepted", frozenset({State.ACCEPTED}), lambda count: count.accepted),
    ("still to be decided", frozenset(TO_DO), lambda count: count.to_do),
    ("left unsure", frozenset({State.UNSURE}), lambda count: count.unsure),
)
_THEMES_ABOUT = "how many texts of which groups belong to which themes and subtopics; each number leads to its pairs"
_ABOUT = "how many pairs join which bodies and which Sectors; each number leads to its pairs"


def matrix_sheet(rows: Sequence[Row]) -> Sheet:
    """Lay the matrices out below one another: what was accepted, what waits for a decision, what was left unsure."""
    made = [
        _table(matrix, what, number, _first(rows, matrix, states))
        for matrix in matrices(rows)
        for what, states, number in _PARTS
        if any(number(count) for count in matrix.counts.values())
    ]
    return Sheet("Matrix", tuple(made) or (Table("Matrix", "There is no pair to count.", (Column("", 14),), ()),), _ABOUT)


def theme_matrix_sheets(export: Export, rows: Sequence[Row]) -> list[Sheet]:
    """Lay out texts by theme and group and by subtopic and group; nothing where no theme is mapped."""
    places = {row.id: number for number, row in enumerate(rows)}
    grids = [grid for grid in matrices_of(export, rows) if not grid.symmetric and grid.cells]
    made = [_grid(grid, what, number, states, places) for grid in grids for what, states, number in _PARTS]
    filled = [table for table in made if any(isinstance(value, Link) for line in table.rows for value in line)]
    return [Sheet("Theme matrix", tuple(filled), _THEMES_ABOUT)] if filled else []


def _grid(grid: Grid, what: str, number: Callable[[Count], int], states: frozenset[State], places: Mapping[str, int]) -> Table:
    def cell(row: str, column: str) -> Value:
        first = min((places[one.id] for one in grid.cells.get((row, column), ()) if one.mapped.state in states), default=None)
        return None if first is None else Link(number(grid.count(row, column)), "Review", first)

    columns = (Column("", 52), *(Column(name, 11) for name in grid.columns))
    lines = tuple((name, *(cell(name, column) for column in grid.columns)) for name in grid.rows)
    note = "A number leads to the first of its pairs on the sheet Review; mapper matrices lists all of a cell with their clauses."
    return Table(f"{grid.title}, {what}", note, columns, lines, keys=1)


def _table(matrix: Matrix, what: str, number: Callable[[Count], int], first: dict[str, int]) -> Table:
    key = matrix.axis.key
    note = f"A number leads to the first of its pairs on the sheet Review; filter the column {key} there for the name of the cell to see all of them."

    def cell(one: str, other: str) -> Value:
        count, name = number(matrix.cell(one, other)), matrix.name(one, other)
        return Link(count, "Review", first[name]) if count else None

    columns = (Column("", 14), *(Column(name, 10) for name in matrix.names))
    lines = tuple((name, *(cell(name, other) for other in matrix.names)) for name in matrix.names)
    return Table(f"{matrix.axis.title}, {what}", note, columns, lines, keys=1)


def _first(rows: Sequence[Row], matrix: Matrix, states: frozenset[State]) -> dict[str, int]:
    """Say for each cell at which row of the Review sheet its first pair stands."""
    found: dict[str, int] = {}
    for number, row in enumerate(rows):
        if row.mapped.state in states & SHOWN:
            for name in cells(row, matrix.axis):
                found.setdefault(name, number)
    return found
