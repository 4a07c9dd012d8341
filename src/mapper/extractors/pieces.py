"""Pieces: the parts of lines between tabs, by the height at which they stand and the columns in which they stand under each other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from mapper.extractors.lines import Line, of_words
from mapper.extractors.measures import is_typed
from mapper.types import Box

_LEVEL = 0.15  # of the font size: texts of one line stand at one height
GUTTER = 0.6  # of the font size: so much is between two columns
_LAPS = 0.5  # points: so far a text may reach into the next column
_SEVERAL, _EQUAL = 3, 0.5  # gaps between words, and points: so many that differ by less are those of a line that is stretched
_SPREAD = 6  # times the font size: words of a line that is stretched stand no further apart
_LEADER = re.compile(r"[.…·]{4,}")  # what leads to the page in contents


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a part of a line between two tabs, and how manieth of the page it is; `first`: a column of its table begins where it does."""

    line: Line
    turn: int
    first: bool = False

    @property
    def box(self) -> Box:
        """Give its place."""
        return self.line.box


Level = Sequence[Piece]


class Table(Protocol):
    """Name the pieces that a table is made of, and give its rows."""

    @property
    def turns(self) -> set[int]:
        """Name the pieces."""

    def lines(self) -> Iterator[Line]:
        """Give the rows."""


def cut(lines: Sequence[Line]) -> Iterator[Piece]:
    """Cut the lines of a page at their tabs."""
    turn = 0
    for line in lines:
        for part in parts(line):
            yield Piece(part, turn)
            turn += 1


def put(lines: Sequence[Line], tables: Sequence[Table]) -> Iterator[Line]:
    """Put the rows of tables in the place of their first pieces; of a line of which a part is in no table that part stays."""
    homes = {turn: table for table in tables for turn in table.turns}
    done: set[int] = set()
    turn = 0
    for line in lines:
        own = parts(line)
        within = [homes.get(turn + n) for n in range(len(own))]
        turn += len(own)
        if not any(within):
            yield line
            continue
        yield from (part for part, home in zip(own, within, strict=True) if home is None)
        for table in within:
            if table is not None and id(table) not in done:
                done.add(id(table))
                yield from table.lines()


def parts(line: Line) -> list[Line]:
    """Cut a line at its tabs."""
    if line.cells or line.whole or line.mirror or line.main.turned or any(run.box is None for run in line.runs):
        return [line]
    begins = [0, *(n for n, run in enumerate(line.runs) if n and run.tab), len(line.runs)]
    found = [_part(line, begin, end) for begin, end in pairwise(begins)] if len(begins) > 2 else [line]
    return [line] if _is_stretched(found) else found


def _is_stretched(parts: Sequence[Line]) -> bool:
    """Say whether all parts stand equally far apart, as words do that fill the width of a line; years above columns stand further."""
    gaps = [following.box.x0 - part.box.x1 for part, following in pairwise(parts)]
    return len(gaps) >= _SEVERAL and max(gaps) - min(gaps) < _EQUAL and max(gaps) < _SPREAD * parts[0].size


def _part(line: Line, begin: int, end: int) -> Line:
    first, *others = line.runs[begin:end]
    runs = (first._replace(space=False, tab=False), *others)
    box = around(run.box for run in runs if run.box)
    lead = (box.x1 - box.x0) * len(first.text.split(" ")[0]) / max(1, sum(len(run.text) for run in runs))
    return of_words(runs, line.page, box, hyphen=line.hyphen and end == len(line.runs), lead=line.lead if not begin else lead, ocr=line.ocr)


def by_height(pieces: Iterable[Piece]) -> Iterator[Level]:
    """Give what stands at one height, from the top, each from the left; what is apart stands alone."""
    level: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.line.box.bottom, piece.line.box.x0)):
        if level and (abs(piece.box.bottom - level[0].box.bottom) > _LEVEL * piece.line.size or is_apart(piece) or is_apart(level[0])):
            yield level if len(level) == 1 else sorted(level, key=lambda piece: piece.box.x0)
            level = []
        level.append(piece)
    if level:
        yield sorted(level, key=lambda piece: piece.box.x0)


def is_apart(piece: Piece) -> bool:
    """Say whether a piece can be in no row: it is one itself, runs up the page, is typed, or leads to a page in contents."""
    line = piece.line
    return bool(line.cells) or line.main.turned or bool(line.mirror) or is_typed(line) or _LEADER.search(line.plain) is not None


def columns_of(pieces: Iterable[Piece]) -> list[tuple[float, float]]:
    """Say from where to where texts stand, with white between them all the way down; less of it where a column of a table is known to begin."""
    found: list[tuple[float, float]] = []
    for piece in sorted(pieces, key=lambda piece: piece.box.x0):
        if found and piece.box.x0 - found[-1][1] < (-_LAPS if piece.first else GUTTER * piece.line.size):
            found[-1] = found[-1][0], max(found[-1][1], piece.box.x1)
        else:
            found.append((piece.box.x0, piece.box.x1))
    return found


def around(boxes: Iterable[Box]) -> Box:
    """Give the box around others."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))
