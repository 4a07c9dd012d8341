"""Marked: tables whose rows and columns are ids that meet in marks."""

from collections.abc import Sequence
from dataclasses import replace

from mapper.legacy.naming import NOTHING, Context, context_of, sides_of
from mapper.legacy.shapes import GROUP, OBJECT, SEARCHED, SUBJECT, Column, Eye, Layout, Shape, is_mark, title_of, under_title
from mapper.legacy.words import words

_HEADS = 8  # columns: so far to the right the heads of the rows may stand
_MARKED = 0.75  # of the filled cells where rows and columns meet are marks


def matrix(eye: Eye) -> Layout | None:
    """Find the row and the column of ids that meet in marks; the pair of them with most marks."""
    grid = eye.grid
    best: tuple[int, int, int, int] | None = None
    for heads in range(min(len(grid.rows), SEARCHED)):
        above = context_of(" ".join(dict.fromkeys(cell for row in grid.rows[:heads] for cell in row)), eye.profile)
        across = [place for place, cell in enumerate(grid.rows[heads]) if cell and eye.is_id(cell, replace(NOTHING, noun=above.noun))]
        for side in range(min(grid.width, _HEADS)) if len({grid.rows[heads][place] for place in across if place}) >= 2 else ():
            marks = _marks(eye, heads, side, [place for place in across if place > side])
            named = len({grid.rows[heads][place] for place in across}) + len({grid.row(row)[side] for row in _named(eye, heads, side)})
            best = max(best or (0, 0, 0, 0), (marks, named, -heads, -side))
    return _as_matrix(eye, -best[2], -best[3]) if best and best[0] else None


def _marks(eye: Eye, heads: int, side: int, across: Sequence[int]) -> int:
    """Count the marks below and beside ids; none where these are no matrix, as where rows of ids stand above, or all marks are numbers in one row.

    Nor where all are numbers and an id stands in the corner: that is a list, with bare numbers of texts under an id of its first row.
    """
    if any(eye.is_id(eye.grid.row(row)[side]) for row in range(heads) if row not in eye.grid.across):
        return 0
    rows = _named(eye, heads, side)
    cells = [cell for row in rows if row not in eye.grid.across for place in across if (cell := eye.grid.row(row)[place])]
    marks = sum(is_mark(cell) for cell in cells)
    if (len(rows) < 2 or eye.is_id(eye.grid.row(heads)[side])) and all(cell.isdecimal() or not is_mark(cell) or _is_blank(cell) for cell in cells):
        return 0
    return marks if len(across) >= 2 and rows and marks and marks >= _MARKED * len(cells) else 0


def _is_blank(cell: str) -> bool:
    return cell.casefold().strip() in words().blank


def _named(eye: Eye, heads: int, side: int) -> list[int]:
    """Give the rows below the heads that begin with an id at this side."""
    context = _above(eye, heads, side)
    return [row for row in range(heads + 1, len(eye.grid.rows)) if eye.is_id(eye.grid.row(row)[side], context)]


def _above(eye: Eye, heads: int, place: int) -> Context:
    """Read all that stands above a column down to its head."""
    told = dict.fromkeys(cell for row in range(heads + 1) if (cell := eye.grid.row(row)[place]) and not eye.is_id(cell))
    context = NOTHING
    for text in reversed(list(told)):
        context = context.over(context_of(text, eye.profile))
    return context


def _as_matrix(eye: Eye, heads: int, side: int) -> Layout:
    grid = eye.grid
    first = next((row for row in range(heads + 1) if len(set(filter(None, grid.rows[row]))) > 1), heads)
    title = title_of(eye, first)
    sides, whole = sides_of(title, eye.profile), context_of(title, eye.profile)
    columns = []
    for place in range(grid.width):
        head = grid.row(heads)[place]
        context = _above(eye, heads, place)
        role = SUBJECT if place == side else OBJECT if place > side and eye.is_id(head, context) else words().role(head)
        role = role or (GROUP if place < side and context.noun == "study_group" else "")
        columns.append(Column(place, head, role, context))
    body = _below(eye, heads, side)
    return Layout(grid, Shape.MATRIX, tuple(under_title(columns, sides, whole)), body, heads, title, headed=frozenset(range(body)))


def _below(eye: Eye, heads: int, side: int) -> int:
    """Find the first row below the heads: rows that name nothing at the side and hold no mark explain the heads."""
    rows = range(heads + 1, len(eye.grid.rows))
    return next((row for row in rows if eye.grid.row(row)[side] or any(cell and is_mark(cell) for cell in eye.grid.row(row))), heads + 1)
