"""Heads of tables: rows, and the title above them, that are printed again on each page on which a table goes on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from mapper.extractors.lines import Line

_TITLE = 3  # lines: the title above a table has at most so many


@dataclass
class TableHeads:
    """Follow the tables of a source from page to page: the first rows of the last one, and the lines above it, by their words."""

    rows: Sequence[str] = field(default_factory=tuple)
    above: Sequence[str] = field(default_factory=tuple)
    open_: bool = False  # the page before ends within it

    def printed_again(self, lines: Sequence[Line]) -> list[Line]:
        """Give the lines at the top of a page that say again what stands at the head of a table that goes on there."""
        again = self._again(lines) if self.open_ else []
        begin = _last_table(lines)
        goes_on = self.open_ and begin <= len(again)
        self.open_ = begin < len(lines)
        if self.open_ and not goes_on:
            self.rows = [line.text for line in lines[begin:]]
            self.above = [line.text for line in lines[:begin] if not line.cells]
        return again

    def _again(self, lines: Sequence[Line]) -> list[Line]:
        title = list(takewhile(lambda line: not line.cells, lines[: _TITLE + 1]))
        texts = [line.text for line in title]
        rows = [
            line for line, text in takewhile(lambda pair: pair[0].text == pair[1], zip(lines[len(title) :], self.rows, strict=False)) if line.cells
        ]
        if not (rows or texts) or (texts and list(self.above[-len(texts) :]) != texts):
            return []
        return [*title, *rows]


def _last_table(lines: Sequence[Line]) -> int:
    """Say where the table begins with which a page ends; behind the last line where it ends with none."""
    return len(lines) - len(list(takewhile(lambda line: line.cells, reversed(lines))))
