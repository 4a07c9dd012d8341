"""Strokes: lines drawn through words or right under them, which strike or underline them and are no rules of a table."""

from bisect import bisect_left
from collections.abc import Iterable
from operator import itemgetter

from mapper.extractors.page import Stretch
from mapper.types import Box

_NEAR = 1.5  # points: so near to a word's side a stroke begins or ends
_BLANK = 0.3  # of the font size: so far it may go on over a blank behind the words
_BELOW = 0.15  # of the font size: so far below the baseline words are underlined
_DEPTH = 0.2  # of the font size: so far below the baseline the boxes of words reach
_THIN = 0.25  # of the font size: a stroke is no thicker
_TOP = itemgetter(1)


def left_out(edges: Iterable[Box], stretches: Iterable[Stretch]) -> list[Box]:
    """Give the rules of a page without strokes: each reaches from where one word begins that it is drawn through or under to where one ends."""
    rules = sorted(edges, key=_TOP)
    tops = list(map(_TOP, rules))
    strokes: set[int] = set()
    for stretch in stretches:
        low = stretch.box.bottom - (_DEPTH - _BELOW) * stretch.style.size
        places = range(bisect_left(tops, stretch.box.top), bisect_left(tops, low))
        strokes.update(place for place in places if _is_stroke(rules[place], stretch))
    return [rule for place, rule in enumerate(rules) if place not in strokes]


def _is_stroke(rule: Box, stretch: Stretch) -> bool:
    size = stretch.style.size
    begins = _reaches((word.box.x0 for word in stretch.words), rule.x0, _NEAR)
    return begins and rule.bottom - rule.top <= _THIN * size and _reaches((word.box.x1 for word in stretch.words), rule.x1, _NEAR + _BLANK * size)


def _reaches(sides: Iterable[float], place: float, far: float) -> bool:
    return any(-_NEAR <= place - side <= far for side in sides)
