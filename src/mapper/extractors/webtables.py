"""Tables of web pages: which hold data in rows and columns, and which only lay text out on the page."""

from dataclasses import dataclass, field
from typing import Any

from mapper.extractors import labels
from mapper.extractors.lines import Line, Run, join
from mapper.extractors.webstyles import HEADINGS
from mapper.types import Box

_COLUMNS = 2  # fewer make no table
_MOST = 1000  # rows that one cell may reach down
_BLOCKS = 4  # paragraphs in one cell: a table that has so many in most of its cells lays text out
_NOWHERE = Box(0, 0, 0, 0)


@dataclass
class _Seen:
    """Count what a table holds, while it is passed through."""

    table: Any
    nested: bool = False
    cells: int = 0
    widest: int = 0
    long: int = 0
    row: int = 0
    filled: bool = False
    blocks: int = 0


@dataclass
class Table:
    """Collect the rows of one table, each cell as runs; `reach` says which columns are filled from above, and for how many rows more."""

    rows: list[list[tuple[Run, ...]]] = field(default_factory=list)
    reach: dict[int, int] = field(default_factory=dict)

    def begin_row(self) -> None:
        """Begin a row; cells that reach down into it from above are empty in it."""
        self.rows.append([])

    def add(self, runs: tuple[Run, ...], down: str) -> None:
        """Add a cell that reaches so many rows down."""
        if not self.rows:
            self.begin_row()
        self._fill()
        rows = int(down) if down.isdecimal() and len(down) < 6 else 1
        self.reach[len(self.rows[-1])] = min(rows, _MOST) - 1
        self.rows[-1].append(runs)

    def end_row(self) -> None:
        """End a row."""
        if self.rows:
            self._fill()

    def _fill(self) -> None:
        row = self.rows[-1]
        while self.reach.get(len(row), 0) > 0:
            self.reach[len(row)] -= 1
            row.append(())

    def lines(self, left: float) -> list[Line]:
        """Give rows as lines; a table of labels and what they stand before is a list."""
        texts = [[join(run for run in runs if not run.raised) for runs in row] for row in self.rows]
        if _is_list(texts):
            box = Box(left, 0, left, 0)
            return [
                Line(row[1], 1, box, label=labels.split(f"{told[0]} ")[0], whole=True)
                for row, told in zip(self.rows, texts, strict=True)
                if any(told)
            ]
        return [_row(row) for row, told in zip(self.rows, texts, strict=True) if any(told)]


def _is_list(texts: list[list[str]]) -> bool:
    full = [row for row in texts if any(row)]
    return bool(full) and all(len(row) == 2 and row[1] and (not row[0] or labels.is_label(row[0])) for row in full) and any(row[0] for row in full)


def _row(cells: list[tuple[Run, ...]]) -> Line:
    texts = tuple(join(runs) for runs in cells)
    shown = tuple(Run(text, space=n > 0, tab=n > 0) for n, text in enumerate(texts) if text)
    return Line(shown, 1, _NOWHERE, cells=texts, cell_runs=tuple(cells), whole=True)


def layouts(body: Any) -> frozenset[Any]:
    """Give the tables that only lay text out: those that say so, hold other tables or headings, have one column, or long texts in their cells."""
    from lxml import etree

    found: set[Any] = set()
    open_: list[_Seen] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start" and element.tag == "table":
            _begin(element, open_)
        elif open_ and event == "start":
            _enter(element, open_[-1])
        elif open_:
            _leave(element, open_, found)
    return frozenset(found)


def _begin(table: Any, open_: list[_Seen]) -> None:
    if open_:
        open_[-1].nested = True
    open_.append(_Seen(table, nested=table.get("role") in ("presentation", "none")))


def _enter(element: Any, seen: _Seen) -> None:
    tag = element.tag
    if tag == "tr":
        _leave_row(seen)
    elif tag in ("td", "th"):
        seen.filled, seen.blocks = False, 0
    elif tag in ("p", "li"):
        seen.blocks += 1
    elif tag in HEADINGS:
        seen.nested = True
    if (element.text or "").strip():
        seen.filled = True


def _leave(element: Any, open_: list[_Seen], found: set[Any]) -> None:
    seen = open_[-1]
    if element.tag in ("td", "th"):
        _leave_cell(seen)
    elif element.tag == "table":
        _leave_row(open_.pop())
        if seen.nested or seen.widest < _COLUMNS or (seen.long and seen.long >= seen.cells / 2):
            found.add(seen.table)
    if open_ and (element.tail or "").strip():
        open_[-1].filled = True


def _leave_cell(seen: _Seen) -> None:
    if seen.filled:
        seen.cells, seen.row = seen.cells + 1, seen.row + 1
        seen.long += seen.blocks >= _BLOCKS
    seen.filled = False


def _leave_row(seen: _Seen) -> None:
    seen.widest, seen.row = max(seen.widest, seen.row), 0
