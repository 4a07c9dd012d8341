"""From words to lines: what stands beside each other, ruled tables row by row, in the order in which one reads them."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from operator import itemgetter

from mapper.extractors import abreast, abutting, besides, directions, floating, framed, reading_order, strokes, tablerows, tables, unruled
from mapper.extractors.lines import Line, Run, of_words
from mapper.extractors.page import Page, Piece, Stretch, Style, Word, tuple_of
from mapper.extractors.tablecells import Cell, row_of
from mapper.types import Box

_WIDE = 0.75  # of the font size: a wider gap between two words is a tab, not a blank
_TOUCH = 0.03  # of the font size: words that stand closer are one word; the narrowest blank of a justified line is wider
_SAME = 0.4  # of the font size: how far baselines of one line may differ
_MARGIN = 0.08  # of the page's height: heads and feet stand there
_INSET = 8.0  # points: so far at most the text of a cell is set in
_OVER = 0.5  # of the narrower one: so much of what is drawn later stands over what is drawn before it
_LAPS = 1.0  # points: so far boxes of lines above each other may overlap
_CLOSE = 4.0  # points: so far a line may reach into a table's box
_RAISED = 0.1  # of the font size
_SMALL = 0.86  # of the line's font size: a raised mark is at most so large
_FULL = 0.98  # of the line's font size: a lowered letter is smaller
_LIFTED = 0.6  # of the font size: so high a smaller mark may stand above the line that it belongs to
_SEAM = 0.12  # of the font size: so wide a blank is, in smaller letters, that stands between two styles
_HUG = 0.06  # of the font size: a raised or lowered sign that stands closer belongs to the word
_Level = tuple[float, float]  # font size and baseline
_Sides = tuple[float, float, float, float]
_BOTTOM = itemgetter(3)


def lines(page: Page) -> list[Line]:
    """Give the lines of a page in the order in which the file draws them; what cannot be seen is left out, ruled tables come as rows.

    A table is put where it stands among the lines: some files draw all lines of a page first.
    So is a head that is drawn last, or a foot that is drawn first.
    """
    seen = [stretch for stretch in page.stretches if not stretch.style.hidden]
    grids = tables.grids(page.edges) and tables.grids(strokes.left_out(page.edges, seen))
    seen = abutting.parted(seen, _loose(page.edges, grids), page.width)
    ordered = _with_tables(seen, grids, page) if grids else list(_lines(reading_order.ordered(seen, page), page))
    ordered = abreast.with_terms(unruled.with_rows(framed.with_rows(ordered, _loose(page.edges, grids), page.width)))
    if seen and seen[0].words[0].gap is not None and directions.is_leftward("".join(line.text for line in ordered)):
        ordered = [replace(line, mirror=page.width) for line in ordered]
    return floating.put_in_place(_downward(list(floating.apart(ordered))))


def _downward(found: list[Line]) -> list[Line]:
    """Put first what stands above all that is drawn before it; columns are no such thing, since they stand beside each other."""
    boxes = [line.box for line in found]
    if not found or min(map(_BOTTOM, boxes)) > boxes[0].top + _LAPS or any(line.main.turned for line in found):
        return found
    rest = [*_growing(boxes[::-1])][::-1]  # around what is drawn from each line on
    cuts = [place for place, (before, after) in enumerate(zip(_growing(boxes), rest[1:], strict=False), 1) if _is_above(after, before)]
    return [line for begin, end in reversed([*pairwise([0, *cuts, len(found)])]) for line in found[begin:end]] if cuts else found


def _growing(boxes: Sequence[Box]) -> Iterator[_Sides]:
    """Give the box around the first, the first two, and so on."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return zip(accumulate(left, min), accumulate(top, min), accumulate(right, max), accumulate(bottom, max), strict=True)


def _is_above(box: _Sides, other: _Sides) -> bool:
    (left, _, right, bottom), (left_, top, right_, _) = box, other
    return bottom <= top + _LAPS and min(right, right_) - max(left, left_) > _OVER * min(right - left, right_ - left_)


def _loose(edges: Sequence[Box], grids: Iterable[tables.Grid]) -> Sequence[Box]:
    """Give the rules that stand beside no table."""
    spans = [(grid.across[0] - _CLOSE, grid.across[-1] + _CLOSE) for grid in grids]
    return [edge for edge in edges if not any(top < edge.top < bottom for top, bottom in spans)] if spans else edges


def _with_tables(seen: Sequence[Stretch], grids: Sequence[tables.Grid], page: Page) -> list[Line]:
    found: list[list[Line]] = []
    ruled: list[list[Line]] = []
    for grid, its in tables.sort_in(seen, grids):
        if grid is None:
            found += [[line] for line in _lines(its, page)]
        elif rows := list(_rows(grid, its, page)):
            found.append(rows)
            ruled.append(rows)
    for rows in ruled:
        _put_in_place(rows, found, page.height)
    return besides.with_sides([line for block in found for line in block], page.width)


def _put_in_place(rows: list[Line], blocks: list[list[Line]], height: float) -> None:
    """Move a table behind the last block that stands above it, if all blocks below it come later; heads and feet have no say."""
    top, bottom = rows[0].box.top, rows[-1].box.bottom
    left, right = rows[0].box.x0, rows[0].box.x1
    others = [block for block in blocks if block is not rows]
    beside = [
        (place, block[0].box.top, block[-1].box.bottom)
        for place, block in enumerate(others)
        if block[0].box.x0 < right
        and block[0].box.x1 > left
        and block[-1].box.bottom > _MARGIN * height
        and block[0].box.top < (1 - _MARGIN) * height
    ]
    above = max((place for place, _, end in beside if end <= top + _CLOSE), default=-1)
    below = min((place for place, begin, _ in beside if begin >= bottom - _CLOSE), default=len(others))
    if above < below and not above < blocks.index(rows) <= below:
        blocks[:] = [*others[: above + 1], rows, *others[above + 1 :]]


def _rows(grid: tables.Grid, found: list[Stretch], page: Page) -> Iterator[Line]:
    """Give the rows of a table; a drawing is one, whose words no cells part."""
    rows = [(box, [(left, right, list(_lines(its, page))) for left, right, its in cells]) for box, cells in grid.rows(found)]
    if grid.is_drawing(rows):
        yield row_of(grid.box, [Cell(list(_lines(found, page)), math.inf)], page.number, ocr=page.ocr)
        return
    inset = min((line.box.x0 - left for _, cells in rows for left, _, its in cells for line in its if line.box.x0 > left), default=_INSET)
    for box, cells in tablerows.of_bands(rows, min(inset, _INSET)):
        if any(cell.lines for cell in cells):
            yield row_of(box, cells, page.number, ocr=page.ocr)


def _lines(found: Iterable[Stretch], page: Page) -> Iterator[Line]:
    row: list[Stretch] = []
    levels: list[_Level] = []
    large: _Level = 0.0, 0.0  # of the largest word of the row: raised marks stand beside it
    for stretch in found:
        level = _level(stretch)
        if row and not _goes_on(row[-1], stretch, large, level):
            yield _line(row, levels, page)
            row, levels = [], []
        if not row or level[0] > large[0]:
            large = level
        row.append(stretch)
        levels.append(level)
    if row:
        yield _line(row, levels, page)


def _level(stretch: Stretch) -> _Level:
    """Give font size and baseline of a stretch; in a word of several styles those of its largest letters."""
    words, _, _, style, box = stretch
    pieces = words[0].pieces
    if len(pieces) > 1:
        _, style, box = max(pieces, key=lambda piece: piece.style.size)
    return style.size, _base(box, style.size)


def _base(box: Box, size: float) -> float:
    return box.bottom - 0.2 * size


def _goes_on(row: Stretch, stretch: Stretch, large: _Level, its: _Level) -> bool:
    """Say whether a stretch goes on in the line: on its baseline, or raised or lowered beside it, and not back to the left."""
    last, word = row.words[-1], stretch.words[0]
    style, before = stretch.style, last.pieces[0].style
    if last.hyphen:
        return False
    if style.turned or before.turned:
        return style.turned and before.turned and abs(last.box.x0 - word.box.x0) < _SAME * style.size
    most, down = max(large[0], its[0], 1.0), its[1] - large[1]
    if abs(down) > _reach(its, large) * most and not (0 < down <= _LIFTED * most and its[0] < most and _hugs(last, word, most)):
        return False
    return word.gap is not None or word.box.x0 > last.box.x0 - 0.3 * most


def _reach(one: _Level, other: _Level) -> float:
    """Say how far apart the baselines of one line may be, in parts of the font size: a small mark may stand higher, before its line too."""
    high, low = (one, other) if one[1] < other[1] else (other, one)
    return _LIFTED if high[0] <= _SMALL * low[0] else _SAME


def _hugs(last: Word, word: Word, most: float) -> bool:
    """Say whether a word stands right behind another one, as an index in a formula does."""
    return -most < word.box.x0 - last.box.x1 < _HUG * most


def _line(row: Sequence[Stretch], levels: Sequence[_Level], page: Page) -> Line:
    first, last = row[0].words[0], row[-1].words[-1]
    box = row[0].box if len(row) == 1 else _around([stretch.box for stretch in row])
    return of_words(tuple(_runs(row, levels)), page.number, box, hyphen=last.hyphen, lead=first.box.x1 - first.box.x0, ocr=page.ocr)


def _around(boxes: Sequence[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return tuple_of(Box, (min(left), min(top), max(right), max(bottom)))


def _runs(row: Sequence[Stretch], levels: Sequence[_Level]) -> list[Run]:
    """Give the runs of a row: a change of style, a raised mark and a tab part them."""
    if len(row) == 1 and len(row[0].words[0].pieces) == 1:
        style = row[0].style
        parts = _parts(row[0], style.size)
        return [tuple_of(Run, (text, style, box, False, place > 0, place > 0, "")) for place, (text, box) in enumerate(parts)]
    main = _main(row)
    wide = _WIDE * main
    base = max((base for size, base in levels if size >= _FULL * main), default=row[0].box.bottom)
    runs: list[Run] = []
    last: Word | None = None
    for stretch in row:
        space = tab = False
        word = stretch.words[0]
        if last is not None:
            gap = word.box.x0 - last.box.x1 if word.gap is None else word.gap
            touching = _touches(last, word, gap, main)
            space, tab = not touching, gap > wide
        if len(word.pieces) > 1:
            for before, piece in zip((None, *word.pieces), word.pieces, strict=False):
                space = space or (before is not None and word.gap is None and _is_parted(before, piece))
                _add(runs, Run(piece.text, piece.style, piece.box, _is_raised(piece.box, piece.style, main, base), space, tab))
                space = tab = False
        else:
            raised = _is_raised(stretch.box, stretch.style, main, base)
            for text, box in _parts(stretch, main):
                _add(runs, Run(text, stretch.style, box, raised, space, tab))
                space = tab = True
        last = stretch.words[-1]
    return runs


def _parts(stretch: Stretch, main: float) -> Iterator[tuple[str, Box]]:
    """Give the text of a stretch with blanks where words stand apart, in parts where they stand a tab apart."""
    words, texts, gaps, _, box = stretch
    wide, touch = _WIDE * main, _TOUCH * main
    if not gaps or (min(gaps) >= touch and max(gaps) <= wide):
        yield " ".join(texts), box
        return
    begin, parts = 0, [texts[0]]
    for place, gap in enumerate(gaps, 1):
        if gap > wide:
            yield "".join(parts), _span(words[begin:place])
            begin, parts = place, [texts[place]]
        elif -main < gap < touch and _may_touch(texts[place - 1], texts[place]):
            parts.append(texts[place])
        else:
            parts += (" ", texts[place])
    yield "".join(parts), _span(words[begin:])


def _span(words: Sequence[Word]) -> Box:
    """Give the box around words of a stretch, which stand on one line from the left."""
    left, top, _, bottom = words[0].box
    return tuple_of(Box, (left, top, max([word.box.x1 for word in words]), bottom))


def _touches(last: Word, word: Word, gap: float, main: float) -> bool:
    """Say whether two words of a line are one: letters that stand close, a word and its stop, or a smaller sign raised or lowered beside a word."""
    one, other = last.pieces[-1].style, word.pieces[0].style
    if word.gap is not None or other.turned or gap <= -main:
        return False
    if min(one.size, other.size) <= _SMALL * max(one.size, other.size) or (one.size != other.size and _steps(last.pieces[-1], word.pieces[0])):
        return gap < _HUG * main
    return gap < _TOUCH * main and _may_touch(last.text, word.text)


def _is_parted(one: Piece, other: Piece) -> bool:
    """Say whether a blank in small letters stands between two pieces of a word; large and small capitals may stand as far apart."""
    capitals = one.text[-1:].isupper() and other.text[:1].isupper()
    return not (capitals or other.style.turned) and other.box.x0 - one.box.x1 > _SEAM * max(one.style.size, other.style.size)


def _steps(one: Piece, other: Piece) -> bool:
    """Say whether of two pieces one stands higher than the other."""
    return abs(_base(one.box, one.style.size) - _base(other.box, other.style.size)) > _RAISED * max(one.style.size, other.style.size)


def _may_touch(left: str, right: str) -> bool:
    """Say whether two pieces that stand close may be one word, or a word and its stop."""
    return (left[-1:].isalpha() and right[:1].isalpha()) or right[:1] in ",.;:)?!"


def _main(row: Sequence[Stretch]) -> float:
    """Give the font size of most letters of a row."""
    size = row[0].style.size
    if all(stretch.style.size == size and len(stretch.words[0].pieces) == 1 for stretch in row):
        return size
    weights: dict[float, int] = {}
    for stretch in row:
        for word in stretch.words:
            for piece in word.pieces:
                weights[piece.style.size] = weights.get(piece.style.size, 0) + len(piece.text)
    return max(weights, key=lambda size: (weights[size], size))


def _is_raised(box: Box, style: Style, main: float, base: float) -> bool:
    lift = base - _base(box, style.size)
    return not style.turned and ((style.size <= _SMALL * main and lift > _RAISED * main) or lift > 0.25 * main)


def _add(runs: list[Run], run: Run) -> None:
    """Join a run to the one before where nothing but a blank is between them."""
    last = runs[-1] if runs else None
    if last is None or run.tab or run.style != last.style or run.raised != last.raised or last.box is None or run.box is None:
        runs.append(run)
        return
    text, style, _, *others = last
    runs[-1] = tuple_of(Run, (f"{text} {run.text}" if run.space else text + run.text, style, _around((last.box, run.box)), *others))
