"""Rows that a page break cut: whether the first row of a page goes on in the last one of the page before."""

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from mapper.extractors.lines import BREAK, CUT, Line, Run
from mapper.extractors.measures import ENDS

_BLANK = 0.25  # of the font size: a blank
_COUNT = re.compile(r"\(?(?:[^\W\d_]{1,3}[.-]?)?\d+(?:[.-]\d+)*[.)]?\s")  # what a row begins with that counts
_NAMED = 3  # rows: so many tell that each begins with a text
_MANY = 3  # line ends in a cell of running text


def goes_on(row: Line, below: Line, table: Sequence[Line] = ()) -> bool:
    """Say whether a row goes on at the top of the next page or column: there it fills its empty cells, or goes on in the middle of a sentence.

    Where all rows of a table so far begin with a text, what stands alone behind an empty first cell is no row of its own.
    """
    if not _turns(row, below):
        return False
    pairs = list(zip_longest(row.cells, below.cells, fillvalue=""))
    if all(bool(one) != bool(other) for one, other in pairs):
        return True
    filled = [place for place, cell in enumerate(below.cells) if cell]
    begun = [place for place in filled if _within_sentence(row, below, place)]
    if below.cells[0]:
        return begun == filled and not (_COUNT.match(row.cells[0]) and _COUNT.match(below.cells[0]))
    if len(filled) == 1 < len(pairs) - 1 and (_is_long(row, filled[0]) or _is_listed(row, below, filled[0]) or _is_named(row, filled[0], table)):
        return True
    return bool(begun) and all(row.cells[place] and (not row.cells[place].endswith(ENDS) or _is_full(row, below, place)) for place in filled)


def spilled(row: Line, below: Line, above: Mapping[int, Line]) -> list[int]:
    """Say in which places a new row at the top of a page holds the rest of a cell over several rows, which began in the row `above` it there."""
    filled = [place for place, cell in enumerate(below.cells) if cell] if _turns(row, below) else []
    over = [place for place in filled if not row.cells[place] and place in above and above[place].page == row.page]
    rest = [place for place in over if _runs_over(above[place], below, place)]
    return rest if len(rest) < len(filled) else []


def _runs_over(above: Line, below: Line, place: int) -> bool:
    """Say whether a cell ends within a sentence, its last line full, or within a word."""
    one, other = above.cells[place], below.cells[place]
    return not one.endswith(ENDS) and (one.endswith(CUT) or (other[0].islower() and _is_full(above, below, place)))


def _turns(row: Line, below: Line) -> bool:
    """Say whether a row stands at the top of the next page or column, in a table of as many columns; of one without rules the last may be empty."""
    turns = below.page == row.page + 1 or (below.page == row.page and below.box.bottom < row.box.top)
    alike = len(row.cells) == len(below.cells) > 1
    return turns and (alike or (1 < len(below.cells) < len(row.cells) and not below.cells[0]))


def _is_long(row: Line, place: int) -> bool:
    """Say whether a cell has so many lines, and the row's first cell is filled, that what stands alone below it goes on in it."""
    return bool(row.cells[0]) and row.cells[place].count(BREAK) >= _MANY


def _is_named(row: Line, place: int, table: Sequence[Line]) -> bool:
    """Say whether what stands alone below a cell can be in no row of its own: each has its first cell, as far as below the head of the table."""
    body = table[1:]
    return bool(row.cells[place]) and len(body) >= _NAMED and all(each.cells[0] for each in body)


def _is_listed(row: Line, below: Line, place: int) -> bool:
    """Say whether what stands alone below goes on in a list, whatever stop is before it: in small letters, in a row with a first cell."""
    return bool(row.cells[0] and row.cells[place]) and below.cells[place][0].islower()


def _within_sentence(row: Line, below: Line, place: int) -> bool:
    """Say whether a cell goes on in the middle of a sentence."""
    one, other = row.cells[place], below.cells[place]
    return bool(one) and not one.endswith(ENDS) and (other[0].islower() or one.endswith(CUT) or _is_full(row, below, place))


def _is_full(row: Line, below: Line, place: int) -> bool:
    """Say whether a cell's last line is full, as far as the lines above it tell how wide it is: the next word would not have fitted."""
    runs, following = row.cell_runs[place : place + 1], below.cell_runs[place : place + 1]
    lines = _lines(runs[0]) if runs else []
    if len(lines) < 2 or not following or not following[0]:
        return False
    ends = [max((run.box.x1 for run in line if run.box), default=0.0) for line in lines]
    first = following[0][0]
    word = first.text.split()[0] if first.text.split() else ""
    width = (first.box.x1 - first.box.x0) * len(word) / max(1, len(first.text)) if first.box else 0.0
    return max(ends) - ends[-1] < width + _BLANK * first.style.size


def _lines(runs: tuple[Run, ...]) -> list[list[Run]]:
    lines: list[list[Run]] = []
    for run in runs:
        if not lines or run.text.startswith(BREAK):
            lines.append([])
        lines[-1].append(run)
    return lines
