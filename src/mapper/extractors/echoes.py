"""Echoes: running heads that most pages say, and lines beside one that say again what an earlier page says, as a title above each page."""

from collections.abc import Container, Mapping, Sequence
from itertools import takewhile
from statistics import median

from mapper.extractors.lines import Line, Sheet
from mapper.profiles import fold

_EDGE = 0.13  # of the page's height: how far heads reach in
_BACK = 40  # pages: so long is a text that says its title again
_LEVEL = 0.5  # of the font size: so far below the head's own line another one of it may end
_OFTEN, _MOST = 3, 0.5  # pages, and so many of those between the first and the last
_LONG = 70  # letters: a longer line is a sentence
_WORDS = 3  # fewer are said again by chance


def steady(tops: Mapping[int, Sequence[Line]]) -> frozenset[str]:
    """Give what the `tops` of most pages say in the same words, from the first page that says it to the last: a running head, whatever ends it."""
    pages: dict[str, list[int]] = {}
    for page, lines in tops.items():
        for text in {fold(line.plain) for line in lines}:
            pages.setdefault(text, []).append(page)
    return frozenset(text for text, its in pages.items() if len(its) >= _OFTEN and len(its) > _MOST * (max(its) - min(its) + 1))


def at_the_top(sheet: Sheet, top: Sequence[Line], heads: Sequence[Line], said: Container[str]) -> list[Line]:
    """Give the short line at the `top` of a page that says what most pages do, in smaller letters than the text, without the `heads` that are known.

    Annexes may begin alike too: with a sentence in the letters of the text.
    """
    found = [line for line in takewhile(lambda line: line in heads or fold(line.plain) in said, top) if line not in heads]
    if len(found) != 1 or len(found[0].plain) > _LONG:
        return []
    sizes = [line.size for line in sheet.lines if line not in found]
    return found if sizes and found[0].size < median(sizes) else []


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
