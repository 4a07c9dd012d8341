"""Hanging: the raised mark of a note that was laid as a line of its own above its note, since it stands so high."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mapper.extractors.lines import Line, Sheet
from mapper.extractors.marks import MARKS
from mapper.types import Box

_LOW = 0.3  # of the page's height: notes stand below
_SMALLER = 0.85  # of the note's size: a mark is at most so large
_HIGH = 0.5  # of the mark's size: so far it may stand above the line of its note
_WIDE = 3.0  # times the note's size: so far before the note it may begin


def joined(sheets: Sequence[Sheet]) -> Sequence[Sheet]:
    """Put such marks at the beginning of their lines."""
    return [_joined(sheet) if sheet.height and any(map(_is_mark, sheet.lines)) else sheet for sheet in sheets]


def _joined(sheet: Sheet) -> Sheet:
    return replace(sheet, lines=tuple(_lines(sheet)))


def _lines(sheet: Sheet) -> Iterator[Line]:
    mark: Line | None = None
    for line in sheet.lines:
        if mark and _belongs(mark, line, sheet.height):
            begin, *rest = line.runs
            runs = (mark.runs[0]._replace(raised=True), begin._replace(space=True), *rest)
            yield replace(line, runs=runs, box=Box(mark.box.x0, line.box.top, line.box.x1, line.box.bottom), lead=mark.box.x1 - mark.box.x0)
            mark = None
            continue
        if mark:
            yield mark
        mark = line if _is_mark(line) else None
        if not mark:
            yield line
    if mark:
        yield mark


def _is_mark(line: Line) -> bool:
    return len(line.runs) == 1 and not line.cells and len(line.runs[0].text) < 6 and MARKS.fullmatch(line.runs[0].text) is not None


def _belongs(mark: Line, line: Line, height: float) -> bool:
    """Say whether a line low on the page begins right behind a mark that is smaller and stands a little higher."""
    if line.cells or not line.runs or line.runs[0].raised or mark.size > _SMALLER * line.size or mark.box.top < _LOW * height:
        return False
    above = mark.box.bottom < line.box.bottom and mark.box.bottom > line.box.top - _HIGH * mark.size
    return above and mark.box.x1 <= line.box.x0 + 1 < mark.box.x0 + _WIDE * line.size
