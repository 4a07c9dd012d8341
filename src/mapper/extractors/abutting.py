"""Cells that touch: where a text fills its column up to the next one, between level rules, what begins there is parted from it as by a tab."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mapper.extractors import levelrules
from mapper.extractors.page import Stretch, Word, part
from mapper.types import Box

_WIDE = 0.75  # of the font size: what stands further from the word before it is parted already
_LEVEL = 0.15  # of the font size: words of one line stand at one height
_UNLIKE = 0.06  # of the font size: by so much the space between two cells is more or less than blanks, before which a letter may lean
_TAB = 1.0  # of the font size: a tab


def parted(found: Sequence[Stretch], edges: Sequence[Box], width: float) -> list[Stretch]:
    """Give the stretches of a page, cut where a word stands at the place at which a column of its table begins."""
    tables = list(levelrules.frames(edges, width))
    for rules in tables:
        found = list(_parted(found, rules))
    return list(found)


def _parted(found: Sequence[Stretch], rules: Sequence[Box]) -> Iterator[Stretch]:
    words = [word for stretch in found for word in stretch.words if word.gap is None]
    begins = [word.box for before, word in pairwise([None, *words]) if word is not None and not (before and _goes_on(before, word))]
    stops = levelrules.stops(rules, begins)
    text: list[Word] = []  # what stands before a word, without a tab
    for stretch in found:
        cuts = []
        for place, word in enumerate(stretch.words):
            text = [*text, word] if text and _goes_on(text[-1], word) else [word]
            if len(text) > 1 and rules[0].top < word.box.top < rules[-1].top and _begins(text, stops):
                cuts.append(place)
                text = [word]
        yield from _cut(stretch, cuts) if cuts else [stretch]


def _goes_on(before: Word, word: Word) -> bool:
    """Say whether a word stands behind another one, no tab away."""
    size = word.style.size
    return abs(before.box.bottom - word.box.bottom) < _LEVEL * size and -_LEVEL * size < word.box.x0 - before.box.x1 <= _WIDE * size


def _begins(text: Sequence[Word], stops: Sequence[float]) -> bool:
    """Say whether the last word begins a column: before it is one word, which is no label, or several, no blank away, and none across a column."""
    *before, word = text
    if word.gap is not None or not levelrules.stands_at(stops, word.box.x0):
        return False
    if len(before) == 1:
        return before[0].text[-1:].isalnum()
    if any(levelrules.crosses(stops, each.box) for each in text):
        return False
    gap, unlike = word.box.x0 - before[-1].box.x1, _UNLIKE * word.style.size
    return all(abs(other.box.x0 - one.box.x1 - gap) > unlike for one, other in pairwise(before))


def _cut(stretch: Stretch, cuts: Sequence[int]) -> Iterator[Stretch]:
    """Cut a stretch before some words, each of which gets the space of a tab before it."""
    for begin, end in pairwise(sorted({0, *cuts, len(stretch.words)})):
        piece = part(stretch, begin, end)
        if begin in cuts:
            first, *others = piece.words
            piece = piece._replace(words=[first._replace(gap=_TAB * first.style.size), *others])
        yield piece
