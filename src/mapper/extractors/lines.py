"""Lines: what a reader sees beside each other, as runs of one style; the only thing that the grammar knows of a file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from mapper.extractors import bidirectional, reading_order, tables
from mapper.extractors.page import PLAIN, Page, Piece, Style, Word
from mapper.types import Box, Comment, Footnote

_WIDE = 0.75  # of the font size: a wider gap between two words is a tab, not a blank
_TOUCH = 0.03  # of the font size: words that stand closer are one word; the narrowest blank of a justified line is wider
_SAME = 0.4  # of the font size: how far baselines of one line may differ
BREAK, CUT = "\n", "\ufffe"  # in the cells of a table: where a line ends, and where it broke a word at a hyphen
_MARGIN = 0.08  # of the page's height: heads and feet stand there
_CLOSE = 4.0  # points: so far a line may reach into a table's box
_RAISED = 0.1  # of the font size
_SMALL = 0.86  # of the line's font size: a raised mark is at most so large


class Call(NamedTuple):
    """Hold a mark that was taken out of a line: what calls for a note, in which cell of a row, and what stands before it there."""

    mark: str
    before: str
    cell: int = -1


class Run(NamedTuple):
    """Hold a stretch of a line in one style; `space` and `tab` say what stands before it."""

    text: str
    style: Style = PLAIN
    box: Box | None = None
    raised: bool = False
    space: bool = False
    tab: bool = False
    note: str = ""


@dataclass(frozen=True)
class Line:
    """Hold one line of a page, or one paragraph where the file has no lines; `hyphen`: the last word goes on in the next line.

    `role` is what a file's own style sheet says of a paragraph; `label` its automatic number; `cells` the row of a table,
    `cell_runs` the same in runs where the file tells them; `marks` call for footnotes, `comments` hang on it; `whole`: it is a paragraph,
    `centred` if the file says so; `lead`: how wide its first word is; `mirror`: how wide the page is, where its text begins at the right.
    """

    runs: tuple[Run, ...]
    page: int
    box: Box
    hyphen: bool = False
    role: str = ""
    label: str = ""
    level: int = -1
    cells: tuple[str, ...] = ()
    cell_runs: tuple[tuple[Run, ...], ...] = ()
    marks: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    whole: bool = False
    lead: float = 0.0
    ocr: bool = False
    mirror: float = 0.0
    centred: bool = False
    comments: tuple[Comment, ...] = ()

    @property
    def start(self) -> float:
        """Say how far from the side on which lines begin this one begins."""
        return self.mirror - self.box.x1 if self.mirror else self.box.x0

    @property
    def end(self) -> float:
        """Say how far from the side on which lines begin this one ends."""
        return self.mirror - self.box.x0 if self.mirror else self.box.x1

    @cached_property
    def text(self) -> str:
        """Give the whole text, marks and all."""
        return join(self.runs)

    @cached_property
    def plain(self) -> str:
        """Give the text without raised marks."""
        return join(run for run in self.runs if not run.raised)

    @property
    def size(self) -> float:
        """Give the font size of most letters."""
        return self.main.size

    @cached_property
    def main(self) -> Style:
        """Give the style of most letters."""
        weights: dict[Style, int] = {}
        for run in self.runs:
            weights[run.style] = weights.get(run.style, 0) + len(run.text)
        return max(weights, key=lambda style: (weights[style], style.size)) if weights else Style()

    def share(self, kind: str) -> float:
        """Give the share of letters that are italic or bold."""
        letters = [(run, sum(map(str.isalnum, run.text))) for run in self.runs if not run.raised]
        total = sum(count for _, count in letters)
        return sum(count for run, count in letters if getattr(run.style, kind)) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold the lines of one page, or of a whole file without pages; `notes` are footnotes that the file itself keeps apart.

    `sure`: how sure OCR was of a page that it read, 0 where it read none.
    """

    number: int
    lines: tuple[Line, ...]
    width: float = 0.0
    height: float = 0.0
    edges: tuple[Box, ...] = ()
    notes: tuple[Footnote, ...] = ()
    problems: tuple[str, ...] = ()
    sure: float = 0.0


def join(runs: Iterable[Run]) -> str:
    """Put the texts of runs together with the blanks between them."""
    return "".join((" " if run.space else "") + run.text for run in runs).strip()


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
    anchor: Word | None = None  # the largest word of the row: raised marks stand beside it
    for word in words:
        if anchor is not None and not _beside(anchor, row[-1], word):
            yield _line(row, page)
            row, anchor = [], None
        row.append(word)
        if anchor is None or word.style.size > anchor.style.size:
            anchor = word
    if row:
        yield _line(row, page)


def _base(box: Box, size: float) -> float:
    return box.bottom - 0.2 * size


def _beside(anchor: Word, last: Word, word: Word) -> bool:
    """Say whether a word goes on in the line: on its baseline, or raised beside it, and not back to the left."""
    if last.hyphen:
        return False
    style, before = word.style, last.pieces[0].style
    if style.turned or before.turned:
        return style.turned and before.turned and abs(last.box.x0 - word.box.x0) < _SAME * style.size
    large, own = anchor.style.size, style.size
    size = max(large, own, 1.0)
    if abs(_base(anchor.box, large) - _base(word.box, own)) > _SAME * size:
        return False
    return word.gap is not None or word.box.x0 > last.box.x0 - 0.3 * size


def _line(row: list[Word], page: Page) -> Line:
    main = _main(row)
    base = max((_base(word.box, word.style.size) for word in row if word.style.size >= _SMALL * main), default=row[0].box.bottom)
    runs: list[Run] = []
    before: Word | None = None
    for word in row:
        for index, piece in enumerate(word.pieces):
            run = _run(piece, main, base)
            if index == 0 and before is not None:
                gap = word.box.x0 - before.box.x1 if word.gap is None else word.gap
                touching = word.gap is None and -main < gap < _TOUCH * main and _may_touch(before.text, word.text) and not word.style.turned
                run = run._replace(space=not touching, tab=gap > _WIDE * main)
            _add(runs, run)
        before = word
    boxes = [word.box for word in row]
    box = Box(min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))
    return Line(tuple(runs), page.number, box, hyphen=row[-1].hyphen, lead=row[0].box.x1 - row[0].box.x0, ocr=page.ocr)


def _may_touch(left: str, right: str) -> bool:
    """Say whether two pieces that stand close may be one word, or a word and its stop."""
    return (left[-1:].isalpha() and right[:1].isalpha()) or right[:1] in ",.;:)?!"


def _main(row: list[Word]) -> float:
    """Give the font size of most letters of a row."""
    weights: dict[float, int] = {}
    for word in row:
        for piece in word.pieces:
            weights[piece.style.size] = weights.get(piece.style.size, 0) + len(piece.text)
    return max(weights, key=lambda size: (weights[size], size))


def _run(piece: Piece, main: float, base: float) -> Run:
    size = piece.style.size
    lift = base - _base(piece.box, size)
    raised = not piece.style.turned and ((size <= _SMALL * main and lift > _RAISED * main) or lift > 0.25 * main)
    return Run(piece.text, piece.style, piece.box, raised)


def _add(runs: list[Run], run: Run) -> None:
    """Join a run to the one before where nothing but a blank is between them."""
    last = runs[-1] if runs else None
    if last is None or run.tab or run.style != last.style or run.raised != last.raised or last.box is None or run.box is None:
        runs.append(run)
        return
    box = Box(min(last.box.x0, run.box.x0), min(last.box.top, run.box.top), max(last.box.x1, run.box.x1), max(last.box.bottom, run.box.bottom))
    runs[-1] = last._replace(text=last.text + (" " if run.space else "") + run.text, box=box)
