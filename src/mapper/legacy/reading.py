"""Reading: the tables of a file, understood in the library; those that can be read in several ways are told, and how to say which."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mapper.errors import MISSING, UsageError
from mapper.legacy import rows
from mapper.legacy.grids import Found, Grid
from mapper.legacy.layouts import layout
from mapper.legacy.links import Told
from mapper.legacy.meaning import Sense
from mapper.legacy.naming import context_of
from mapper.legacy.shapes import Asked, Nothing, Unclear
from mapper.legacy.words import plainly, words
from mapper.profiles import Organisation


@dataclass(frozen=True)
class Book:
    """Hold what all tables of a file say, and what is to be told of the file; `unclear` tells of tables that could not be read."""

    tables: tuple[Told, ...]
    notes: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def read(name: str, found: Found, sense: Sense, asked: Asked) -> Book:
    """Understand the tables of a file, or the one that is asked for; raise Unclear where none can be read."""
    wanted = list(_wanted(name, found, asked, sense.profile))
    if asked.columns and len(wanted) > 1:
        names = ", ".join(_named(grid, place) for place, grid in enumerate(wanted, 1))
        raise UsageError(f"{name} has {len(wanted)} tables ({names}): say which one is meant with --table or --sheet")
    read_: list[Told] = []
    unclear: list[str] = []
    empty: list[str] = []
    for grid in wanted:
        try:
            read_.append(rows.read(layout(grid, sense.profile, sense.library.works, asked), sense))
        except Nothing as error:
            empty.append(str(error))
        except Unclear as error:
            unclear.append(str(error))
    if not read_:
        raise Unclear(f"{name}: {(unclear or empty)[0]}")
    left = [f"{told.partition(' has ')[0]} names no texts that could belong together, and was left out" for told in empty]
    lost = [note.removeprefix(MISSING) for note in found.notes if note.startswith(MISSING)]
    notes = [note for note in found.notes if not note.startswith(MISSING)]
    return Book(tuple(read_), (*notes, *left), (*unclear, *lost))


def _named(grid: Grid, place: int) -> str:
    return f"{place} {grid.name}" if grid.sheet else f"{place}"


def _wanted(name: str, found: Found, asked: Asked, profile: Organisation) -> Iterator[Grid]:
    """Give the tables that are meant, numbered through the file."""
    parts = [part for grid in found.grids for part in _parts(grid, profile)]
    numbered = [replace(part, number=number) for number, part in enumerate(parts, 1)]
    kept = [one for one in numbered if not asked.sheet or plainly(one.sheet) == plainly(asked.sheet)]
    if not kept:
        raise UsageError(
            f"{name} has no sheet {asked.sheet!r}; there is {', '.join(dict.fromkeys(one.sheet for one in numbered if one.sheet)) or 'none'}"
        )
    kept = [one for one in kept if asked.table in (None, one.number)]
    if not kept:
        raise UsageError(f"{name} has no table {asked.table} there; its tables are numbered 1 to {len(numbered)}")
    yield from kept


def _parts(grid: Grid, profile: Organisation) -> Iterator[Grid]:
    """Part a sheet that holds several tables: an empty row, and below it within three rows new heads."""
    start = 0
    for place in range(1, len(grid.rows)):
        empty = not any(grid.rows[place - 1]) and any(grid.rows[place]) and any(map(any, grid.rows[start : place - 1]))
        if empty and any(_is_headed(row, profile) for row in grid.rows[place : place + 3]):
            yield grid.part(grid.number, start, place - 1)
            start = place
    yield grid.part(grid.number, start, len(grid.rows)) if start else grid


def _is_headed(row: Iterable[str], profile: Organisation) -> bool:
    """Say whether a row names columns: two different cells that are words for one, or nouns without a number."""
    said = {cell for cell in row if cell and len(cell) < 100}
    heads = [cell for cell in said if words().role(cell) or context_of(cell, profile).noun]
    return len(heads) >= 2 and not any(any(sign.isdigit() for sign in cell) for cell in heads)
