"""The survey of matrices: who meets whom how often, and the pairs and clauses behind one cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapper import sharing
from mapper.errors import MapperError, UsageError
from mapper.matrices import Grid, matrices
from mapper.settings import Settings
from mapper.store import Store
from mapper.surveys.words import clauses, clauses_json, hanging, odds, row_json, titled
from mapper.types import State
from mapper.views.counts import Count
from mapper.views.rows import Row, rank, rows


@dataclass(frozen=True)
class Wish:
    """Say which matrix is asked for, by its key, and which of its cells; none is all."""

    key: str = ""
    cell: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Survey:
    """Hold the matrices that were asked for, or the pairs of one cell with their clauses."""

    grids: tuple[Grid, ...]
    cell: tuple[str, str] = ("", "")
    pairs: tuple[Row, ...] = ()

    def as_json(self) -> Iterator[dict[str, object]]:
        """Give one object a filled cell, or one a pair of the cell that was asked for."""
        if any(self.cell):
            yield from ({**row_json(row), "clauses": clauses_json(row.evidence)} for row in self.pairs)
            return
        for grid in self.grids:
            yield from (_cell_json(grid, *cell) for cell in grid.cells)

    def lines(self, cells: int) -> Iterator[str]:
        """Give lines for a person, at most so many cells wide; what begins at the margin is a heading."""
        if any(self.cell):
            yield from self._cell(cells)
            return
        for number, grid in enumerate(self.grids):
            yield from ([""] if number else [])
            yield from hanging("", f"{grid.title} ({grid.key})", cells)
            for name in grid.rows:
                told = "; ".join(f"{column}: {_told(grid.count(name, column))}" for column in grid.columns if (name, column) in grid.cells)
                yield from hanging("  ", name, cells)
                yield from hanging("      ", told or "nothing", cells)

    def _cell(self, cells: int) -> Iterator[str]:
        yield from hanging("", f"{' x '.join(self.cell)}: {_told(self.grids[0].count(*self.cell))}", cells)
        for row in self.pairs:
            state = "accepted" if row.mapped.state is State.ACCEPTED else f"{row.state} {odds(row)}"
            yield from hanging("  ", f"{titled(row.subject)} – {titled(row.object)}: {row.relation}, {state} ({row.id})", cells)
            yield from clauses(row.evidence, "      ", cells)

    def notes(self) -> Iterator[str]:
        """Say how to read the numbers, and what to type next."""
        if not any(grid.cells for grid in self.grids):
            yield "no pair yet; next: mapper run, then mapper review"
        elif not any(self.cell):
            yield "accepted pairs, +n still to be decided, ?n left unsure; mapper matrices KEY --cell A B lists the pairs of a cell and their clauses"


def survey(settings: Settings, store: Store, wish: Wish) -> Survey:
    """Lay the matrices out in the mapping as it stands."""
    export = sharing.gather(settings, store, sharing.Wish())
    found = matrices(export, rows(export))
    keys = [grid.key for grid in found]
    key = wish.key.strip().casefold()
    if key and key not in keys:
        raise UsageError(f"no matrix {wish.key!r}; choose one of {', '.join(keys)}")
    chosen = tuple(grid for grid in found if key in ("", grid.key))
    if not any(wish.cell):
        return Survey(chosen)
    if not key:
        raise UsageError(f"say of which matrix the cell is: mapper matrices KEY --cell A B, where KEY is one of {', '.join(keys)}")
    [grid] = chosen
    cell = (_spelled(wish.cell[0], grid.rows), _spelled(wish.cell[1], grid.columns))
    return Survey(chosen, cell, tuple(sorted(grid.cells.get(cell, ()), key=rank)))


def _spelled(said: str, known: tuple[str, ...]) -> str:
    """Give a name as the matrix spells it; the start of one is enough where no other begins so."""
    wanted = said.strip().casefold()
    found = [one for one in known if one.casefold() == wanted] or [one for one in known if wanted and one.casefold().startswith(wanted)]
    if len(found) != 1:
        names = ", ".join(found or known) or "there is none"
        raise MapperError(f"no row or column {said!r} of that matrix; choose one of {names}" if not found else f"{said!r} may be {names}; say which")
    return found[0]


def _told(counted: Count) -> str:
    parts = [str(counted.accepted), f"+{counted.to_do}" if counted.to_do else "", f"?{counted.unsure}" if counted.unsure else ""]
    return " ".join(part for part in parts if part)


def _cell_json(grid: Grid, row: str, column: str) -> dict[str, object]:
    counted = grid.count(row, column)
    return {
        "matrix": grid.key,
        "row": row,
        "column": column,
        "accepted": counted.accepted,
        "to_do": counted.to_do,
        "unsure": counted.unsure,
        "pairs": [one.id for one in grid.cells[(row, column)]],
    }
