"""Versions: old and new wording of each clause side by side, where a screen has room; pure, and readable without colour."""

import re
from collections.abc import Iterator, Sequence

from mapper.differences import Mark, Segment, marked, segments, shortened
from mapper.editions import ClauseChange
from mapper.mapping import Mapped
from mapper.review.columns import Block
from mapper.review.panels import headline
from mapper.review.text import clean, safe, wrap, wrap_marked

_ENDS = {"[-": "-]", "{+": "+}"}
_MARK = re.compile(r"\[-|-\]|\{\+|\+\}")
_BEFORE, _AFTER = "(not there before)", "(not there now)"  # stand for the wording that a clause has not


def columns(mapped: Mapped, width: int, gutter: int) -> list[str]:
    """Draw every clause that changed: what it was called and what decided, then the wording before on the left and that of today on the right."""
    half = (width - gutter) // 2
    lines = [line for change in mapped.changed for line in (*wrap(headline(change), width), *_beside(change, half, gutter), "")]
    return lines[:-1]


def _beside(change: ClauseChange, half: int, gutter: int) -> Iterator[str]:
    old, new = (safe(one.text) if one else "" for one in (change.old, change.new))
    runs = shortened(segments(old, new))
    block = Block((_column(runs, Mark.IN, half) or [_BEFORE], _column(runs, Mark.OUT, half) or [_AFTER]), half)
    yield from block.rows(block.height, gutter)


def _column(runs: Sequence[Segment], other: Mark, cells: int) -> list[str]:
    """Wrap one wording; a mark that a line ends within is closed there and opened again on the next, so that each line stands for itself."""
    lines, within = [], ""
    for line in wrap_marked(clean(marked([run for run in runs if run.mark is not other])), cells - len("[--]")):
        before, within = within, _within(line, within)
        lines.append(f"{before}{line}{_ENDS.get(within, '')}")
    return lines


def _within(line: str, within: str) -> str:
    for found in _MARK.findall(line):
        within = found if found in _ENDS else ""
    return within
