"""Echoes: lines beside a running head that say again what an earlier page says, as where the title of a text stands above each of its pages."""

from collections.abc import Sequence
from statistics import median

from mapper.extractors.lines import Line, Sheet
from mapper.profiles import fold

_EDGE = 0.13  # of the page's height: how far heads reach in
_BACK = 40  # pages: so long is a text that says its title again
_LEVEL = 0.5  # of the font size: so far below the head's own line another one of it may end
_WORDS = 3  # fewer are said again by chance


def said_again(sheet: Sheet, heads: Sequence[Line], before: Sequence[Sheet]) -> list[Line]:
    """Give the lines beside a head of this page, in smaller letters than its text, and those above them, whose words an earlier page has."""
    tops = [head for head in heads if head.box.bottom < _EDGE * sheet.height]
    if not tops or not before:
        return []
    end = max(head.box.bottom + _LEVEL * head.size for head in tops)
    beside = [line for line in sheet.lines if line not in heads and line.box.bottom <= end and not line.cells]
    others = [line.size for line in sheet.lines if line not in heads and line not in beside]
    usual = median(others) if others else 0.0
    if not any(_are_level(line, head) for line in beside for head in tops) or any(line.size >= usual for line in beside):
        return []
    said = " ".join(fold(line.plain) for earlier in before[-_BACK:] for line in earlier.lines)
    return [line for line in beside if len(line.plain.split()) >= _WORDS and fold(line.plain) in said]


def _are_level(line: Line, head: Line) -> bool:
    return abs(line.box.bottom - head.box.bottom) < _LEVEL * head.size
