"""From words to lines: what stands beside each other, ruled tables row by row, in the order in which one reads them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from mapper.extractors import bidirectional, reading_order, tables
from mapper.extractors.lines import BREAK, CUT, Line, Run, join
from mapper.extractors.page import Page, Piece, Style, Word
from mapper.types import Box

_WIDE = 0.75  # of the font size: a wider gap between two words is a tab, not a blank
_TOUCH = 0.03  # of the font size: words that stand closer are one word; the narrowest blank of a justified line is wider
_SAME = 0.4  # of the font size: how far baselines of one line may differ
_MARGIN = 0.08  # of the page's height: heads and feet stand there
_CLOSE = 4.0  # points: so far a line may reach into a table's box
_RAISED = 0.1  # of the font size
_SMALL = 0.86  # of the line's font size: a raised mark is at most so large


def lines(page: Page) -> Iterator[Line]:
    """Give the lines of a page in the order in which the file draws them; what cannot be seen is left out, ruled tables come as rows.

    A table is put where it stands among the lines: some files draw all lines of a page first.
    """
    grids = tables.grids(page.edges)
    seen = [word for word in page.words if not word.style.hidden]
    seen = seen if grids else list(reading_order.ordered(seen, page))
    found: list[list[Line]] = []
    ruled: list[list[Line]] = []
    for grid, words in tables.sort_in(seen, grids):
        if grid is None:
            found += [[line] for line in _lines(words, page)]
        elif rows := list(_rows(grid, words, page)):
            found.append(rows)
            ruled.append(rows)
    for rows in ruled:
        _put_in_place(rows, found, page.height)
    ordered = [line for block in found for line in block]
    if seen and seen[0].gap is not None and bidirectional.is_leftward("".join(line.text for line in ordered)):
        ordered = [replace(line, mirror=page.width) for line in ordered]
    return iter(ordered)


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


def _rows(grid: tables.Grid, words: list[Word], page: Page) -> Iterator[Line]:
    for box, cells in grid.rows(words):
        kept = tuple(_cell(list(_lines(cell, page))) for cell in cells)
        texts = tuple(join(runs) for runs in kept)
        if any(texts):
            shown = tuple(Run(text, space=n > 0, tab=n > 0) for n, text in enumerate(texts) if text)
            yield Line(shown, page.number, box, cells=texts, cell_runs=kept, ocr=page.ocr)


def _cell(found: list[Line]) -> tuple[Run, ...]:
    """Put the runs of a cell's lines together; BREAK stands between lines, after CUT where a hyphen was left out."""
    runs: list[Run] = []
    for line in found:
        for n, run in enumerate(line.runs):
            runs.append(run._replace(text=f"{BREAK}{run.text}", space=False) if n == 0 and runs else run)
        if line.hyphen:
            runs[-1] = runs[-1]._replace(text=f"{runs[-1].text}{CUT}")
    return tuple(runs)


def _lines(words: Iterable[Word], page: Page) -> Iterator[Line]:
    row: list[Word] = []
    large = level = 0.0  # size and baseline of the largest word of the row: raised marks stand beside it
    for word in words:
        style = word.pieces[0].style if len(word.pieces) == 1 else word.style
        base = _base(word.box, style.size)
        if row and not _beside(row[-1], word, style, max(large, style.size, 1.0), abs(level - base)):
            yield _line(row, page)
            row = []
        if not row or style.size > large:
            large, level = style.size, base
        row.append(word)
    if row:
        yield _line(row, page)


def _base(box: Box, size: float) -> float:
    return box.bottom - 0.2 * size


def _beside(last: Word, word: Word, style: Style, size: float, apart: float) -> bool:
    """Say whether a word goes on in the line: on its baseline, or raised beside it, and not back to the left."""
    if last.hyphen:
        return False
    before = last.pieces[0].style
    if style.turned or before.turned:
        return style.turned and before.turned and abs(last.box.x0 - word.box.x0) < _SAME * style.size
    return apart <= _SAME * size and (word.gap is not None or word.box.x0 > last.box.x0 - 0.3 * size)


def _line(row: list[Word], page: Page) -> Line:
    runs = _even(row) if _is_even(row) else _uneven(row)
    box = _around([word.box for word in row])
    return Line(tuple(runs), page.number, box, hyphen=row[-1].hyphen, lead=row[0].box.x1 - row[0].box.x0, ocr=page.ocr)


def _around(boxes: Sequence[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


def _is_even(row: Sequence[Word]) -> bool:
    """Say whether a row is of one style and on one baseline, as most are: their runs are found faster."""
    style = row[0].pieces[0].style
    for word in row:
        if len(word.pieces) > 1 or (word.pieces[0].style is not style and word.pieces[0].style != style):
            return False
    levels = [word.box.bottom for word in row]
    return max(levels) - min(levels) < 0.2 * style.size and not style.turned


def _even(row: Sequence[Word]) -> Iterator[Run]:
    """Give the runs of a row of one style: only a tab parts them."""
    style = row[0].pieces[0].style
    wide, touch = _WIDE * style.size, _TOUCH * style.size
    begin, texts = 0, [row[0].pieces[0].text]
    for place, (before, word) in enumerate(pairwise(row), 1):
        gap = word.box.x0 - before.box.x1 if word.gap is None else word.gap
        text = word.pieces[0].text
        if gap > wide:
            yield Run("".join(texts), style, _around([each.box for each in row[begin:place]]), False, begin > 0, begin > 0)
            begin, texts = place, [text]
        elif gap < touch and word.gap is None and gap > -style.size and _may_touch(before.pieces[0].text, text):
            texts.append(text)
        else:
            texts += (" ", text)
    yield Run("".join(texts), style, _around([each.box for each in row[begin:]]), False, begin > 0, begin > 0)


def _uneven(row: Sequence[Word]) -> list[Run]:
    """Give the runs of a row of several styles, or with raised marks."""
    main = _main(row)
    base = max((_base(word.box, word.style.size) for word in row if word.style.size >= _SMALL * main), default=row[0].box.bottom)
    runs: list[Run] = []
    before: Word | None = None
    for word in row:
        space = tab = False
        if before is not None:
            gap = word.box.x0 - before.box.x1 if word.gap is None else word.gap
            touching = word.gap is None and -main < gap < _TOUCH * main and _may_touch(before.text, word.text) and not word.style.turned
            space, tab = not touching, gap > _WIDE * main
        for piece in word.pieces:
            _add(runs, Run(piece.text, piece.style, piece.box, _is_raised(piece, main, base), space, tab))
            space = tab = False
        before = word
    return runs


def _may_touch(left: str, right: str) -> bool:
    """Say whether two pieces that stand close may be one word, or a word and its stop."""
    return (left[-1:].isalpha() and right[:1].isalpha()) or right[:1] in ",.;:)?!"


def _main(row: Sequence[Word]) -> float:
    """Give the font size of most letters of a row."""
    weights: dict[float, int] = {}
    for word in row:
        for piece in word.pieces:
            weights[piece.style.size] = weights.get(piece.style.size, 0) + len(piece.text)
    return max(weights, key=lambda size: (weights[size], size))


def _is_raised(piece: Piece, main: float, base: float) -> bool:
    size = piece.style.size
    lift = base - _base(piece.box, size)
    return not piece.style.turned and ((size <= _SMALL * main and lift > _RAISED * main) or lift > 0.25 * main)


def _add(runs: list[Run], run: Run) -> None:
    """Join a run to the one before where nothing but a blank is between them."""
    last = runs[-1] if runs else None
    if last is None or run.tab or run.style != last.style or run.raised != last.raised or last.box is None or run.box is None:
        runs.append(run)
        return
    runs[-1] = last._replace(text=last.text + (" " if run.space else "") + run.text, box=_around((last.box, run.box)))
