"""Reading order: words of a page that the file draws in another order than one reads them, within a line or across columns."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from mapper.extractors import labels
from mapper.extractors.page import Page, Stretch, Word, stretches, words_of
from mapper.types import Box

_SAME = 0.15  # of the font size: how far baselines of one row may differ
_OVER = 0.2  # of the font size: how far words of one row may overlap
_CLOSE = 0.09  # of the font size: letters that stand closer are one word
_GUTTER = 0.9  # of the font size: so much room is between columns at least
_ALIGNED = 3.0  # points: how far from each other lines of a column may begin
_ROWS = 6  # so many rows with words in both columns tell that there are two
_MOST = 0.6  # of the rows
_AGAIN = 0.33  # of the terms: so many have more lines, wherever they stand
_OFTEN = 0.5  # of the rows: so many that go on below a gap are those of a list
_FIRST, _LAST = 0.25, 0.75  # of the page's width: between these a column may begin
_WIDE = 0.2  # of the page's width: lines of a column are so wide at least, in the middle


def ordered(found: Sequence[Stretch], page: Page) -> Sequence[Stretch]:
    """Give the stretches of a page in reading order; most pages hold them so, and are given back as they are."""
    rows = list(_rows(found))
    runs_on = all(len(row) == 1 or _runs_on(row) for row in rows)
    if runs_on:
        cuts = list(_cuts(rows, page))
        if len(cuts) < _ROWS or not _column(cuts, list(map(words_of, rows)), page):
            return found
    mended = [_in_line(words_of(row)) for row in rows]
    return list(stretches(word for row in _by_columns(mended, page) for word in row))


def _rows(found: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """Give what the file draws one after the other on one baseline."""
    row: list[Stretch] = []
    level, broken = 0.0, False
    for stretch in found:
        words, _, _, style, box = stretch
        _, _, hyphen, gap = words[-1]
        apart = abs(box.bottom - level)
        if row and (broken or gap is not None or (apart and apart > _SAME * style.size)):
            yield row
            row = []
        row.append(stretch)
        level, broken = box.bottom, hyphen
    if row:
        yield row


def _runs_on(row: Sequence[Stretch]) -> bool:
    """Say whether a row goes on to the right all along, as it does within a stretch."""
    return all(before.words[-1].box.x0 <= stretch.box.x0 for before, stretch in pairwise(row))


def _in_line(row: list[Word]) -> list[Word]:
    """Put a row in order that goes back to the left between its words, as where letters of a second font are drawn last."""
    starts = [word.box.x0 for word in row]
    if starts == sorted(starts) or any(word.style.turned for word in row):
        return row
    found = sorted(row, key=lambda word: word.box.x0)
    if any(before.box.x1 - word.box.x0 > _OVER * word.style.size for before, word in pairwise(found)):
        return row  # words over words: these are no line
    joined = found[:1]
    for word in found[1:]:
        if word.box.x0 - joined[-1].box.x1 < _CLOSE * word.style.size:
            joined[-1] = _join(joined[-1], word)
        else:
            joined.append(word)
    return joined


def _join(one: Word, other: Word) -> Word:
    left, right = one.box, other.box
    box = Box(left.x0, min(left.top, right.top), right.x1, max(left.bottom, right.bottom))
    return Word((*one.pieces, *other.pieces), box, other.hyphen)


def _cuts(rows: Iterable[Sequence[Stretch]], page: Page) -> Iterator[float]:
    """Say where words of rows begin behind a gap, in the middle of the page."""
    near, far = _FIRST * page.width, _LAST * page.width
    for row in rows:
        right = math.inf
        for words, _, gaps, style, (left, _, _, _) in row:
            wide = _GUTTER * style.size
            if near < left < far and left - right > wide:
                yield left
            if gaps and max(gaps) > wide:
                yield from (word.box.x0 for gap, word in zip(gaps, words[1:], strict=True) if gap > wide and near < word.box.x0 < far)
            right = words[-1].box.x1


def _second_column(rows: Sequence[Sequence[Word]], page: Page) -> float:
    """Say where a second column begins that the file draws row by row; 0 where there is one column, or a table."""
    rows = [row for row in rows if row]
    near, far = _FIRST * page.width, _LAST * page.width
    cuts = [word.box.x0 for row in rows for before, word in pairwise(row) if near < word.box.x0 < far and _is_cut(before, word)]
    return _column(cuts, rows, page) if len(cuts) >= _ROWS else 0.0


def _column(cuts: Sequence[float], rows: Sequence[Sequence[Word]], page: Page) -> float:
    """Say the same where so many words begin behind a gap."""
    places = Counter(round(cut / _ALIGNED) for cut in cuts)
    place = max(places, key=lambda each: (places[each - 1] + places[each] + places[each + 1], each))
    begin = min(cut for cut in cuts if abs(cut / _ALIGNED - place) < 1.5)
    apart = [row for row in rows if _splits(row, begin)]
    both = [row for row in apart if row[0].box.x0 < begin - 1 and begin <= row[-1].box.x0 + _ALIGNED]
    if len(both) < _ROWS or len(both) < _MOST * (len(both) + len(rows) - len(apart)):
        return 0.0
    left = [max(word.box.x1 for word in row if word.box.x0 < begin - 1) - row[0].box.x0 for row in both]
    right = [row[-1].box.x1 - begin for row in both]
    wide = min(median(left), median(right)) > _WIDE * page.width and not _hangs(apart, begin)
    return begin if wide and _is_prose(both, begin) and not _is_listed(both, begin, page.width) else 0.0


def _is_cut(before: Word, word: Word) -> bool:
    return word.box.x0 - before.box.x1 > _GUTTER * word.style.size


def _splits(row: Sequence[Word], begin: float) -> bool:
    """Say whether no word of a row stands across the gutter."""
    return not any(word.box.x0 < begin - 1 and word.box.x1 > begin - _GUTTER / 2 * word.style.size for word in row)


def _is_prose(rows: Sequence[Sequence[Word]], begin: float) -> bool:
    """Say whether both columns hold words more than figures: a table without rules does not."""
    for side in (
        [word for row in rows for word in row if word.box.x0 < begin - 1],
        [word for row in rows for word in row if word.box.x0 >= begin - 1],
    ):
        worded = sum(any(letter.isalpha() for letter in word.text) for word in side)
        if worded < 2 * len(rows) or worded < _MOST * len(side):
            return False
    return True


def _hangs(rows: Sequence[Sequence[Word]], begin: float) -> bool:
    """Say whether what begins at a gap goes on below it while nothing stands to the left, time and again: what a term means, not a column."""
    sides = [(row[0].box.x0 < begin - 1, row[-1].box.x0 >= begin - 1) for row in rows]
    places = [place for place, side in enumerate(sides) if all(side)]
    sides = sides[places[0] : places[-1] + 1] if places else []
    both, hanging, alone = (sides.count(side) for side in ((True, True), (False, True), (True, False)))
    again = sum(pair == ((True, True), (False, True)) for pair in pairwise(sides))
    return hanging >= _OFTEN * both and alone < hanging / 2 and again >= _AGAIN * both


def _is_listed(rows: Sequence[Sequence[Word]], begin: float, width: float) -> bool:
    """Say whether most rows begin with a term, narrower than a column, and a tab: a list, in which another tab follows."""
    return 2 * sum(_begins_with_term(row, begin, width) for row in rows) > len(rows)


def _begins_with_term(row: Sequence[Word], begin: float, width: float) -> bool:
    end = next((place for place, (before, word) in enumerate(pairwise(row), 1) if word.box.x0 < begin - 1 and _is_cut(before, word)), 0)
    term = row[:end]
    return bool(term) and term[-1].box.x1 - term[0].box.x0 < _WIDE * width and not labels.is_label(" ".join(word.text for word in term))


def _by_columns(rows: Sequence[Sequence[Word]], page: Page) -> Iterator[Sequence[Word]]:
    """Give the rows of each column after those of the one before, whether there are two or more."""
    begin = _second_column(rows, page)
    if not begin:
        yield from rows
        return
    for part in _parted(rows, begin):
        yield from _by_columns(part, page)


def _parted(rows: Sequence[Sequence[Word]], begin: float) -> Iterator[Sequence[Sequence[Word]]]:
    """Give the rows to the left of a gutter and then those to its right, between the rows that go across it."""
    left: list[Sequence[Word]] = []
    right: list[Sequence[Word]] = []
    for row in rows:
        if _splits(row, begin):
            left.append([word for word in row if word.box.x0 < begin - 1])
            right.append([word for word in row if word.box.x0 >= begin - 1])
            continue
        yield from (left, right, [row])
        left, right = [], []
    yield from (left, right)
