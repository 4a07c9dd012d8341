"""Two directions: signs of a page with letters from right to left, put from the order of the page into the order of reading.

A page holds its signs where they stand. Whoever set it had turned letters, figures and brackets by the bidirectional algorithm of Unicode; this walks
that way back: rows by their baselines, from the right; Latin words and figures within them from the left; brackets that open before they close.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, pairwise
from typing import Any, NamedTuple

from mapper.extractors.brackets import BRACKETS, LABEL, balance, bracketed, mirrored, opened
from mapper.extractors.page import Piece, Style, Word
from mapper.extractors.signs import TAB, Segment, Sign, segments, sorted_rows
from mapper.types import Box

_ABOVE, _BELOW = 0.8, 0.2  # of the font size: how far a box reaches from the baseline
_STOPS = ".,:;\u060c\u061b"
_KINDS = len(BRACKETS) // 2
_BRACKETS = frozenset(BRACKETS)
_JOINERS = ".,:/\u066b\u066c"  # between figures these are part of the number
_HYPHENS = "-\u2010\u2011\u2013+"  # and these where no letter from the right stands before


def words(shown: Iterable[Sign]) -> Iterator[Word]:
    """Give the words of a page row by row, each row in the order of reading."""
    rows = [[(segment, _read(segment)) for segment in segments(row)] for row in sorted_rows(shown)]
    balances = list(map(_balance, rows))
    most = 0.5 if sum(balances) >= 0 else -0.5
    for row, its in zip(rows, balances, strict=True):
        turned = its + most < 0
        for place, (segment, runs) in enumerate(row):
            yield from _words(segment, runs, turned=turned, tab=place > 0)


# the order of reading


class _Run(NamedTuple):
    """Hold from which sign of a segment up to before which one reads, and whether from the left or from the right."""

    begin: int
    end: int
    leftward: bool


def _read(segment: Segment) -> list[_Run]:
    """Give the runs of a segment as they are read."""
    kinds, count = segment.kinds, len(segment.kinds)
    if "R" not in kinds:
        closed = _closed(segment)
        return [_Run(closed, count, leftward=False), *([_Run(0, closed, leftward=True)] if closed else [])]
    if "L" not in kinds and "N" not in kinds:
        return [_Run(0, count, leftward=True)]
    runs: list[_Run] = []
    place = end = count  # of what is read from the right
    while place > 0:
        if kinds[place - 1] in ("L", "N"):
            begin = _begin(segment, place - 1)
        elif _closes_run(segment, place - 1):
            begin = _begin(segment, place - 2, closed=True)
        else:
            place -= 1
            continue
        if place < end:
            runs.append(_Run(place, end, leftward=True))
        runs.append(_Run(begin, place, leftward=False))
        place = end = begin
    if end:
        runs.append(_Run(0, end, leftward=True))
    return runs


def _closed(segment: Segment) -> int:
    """Count the signs left of a line without a letter from the right that end it: a stop beside a bracket, with which no such line begins."""
    count = next((place for place, text in enumerate(segment.texts) if text not in BRACKETS + _STOPS), 0)
    begins = [text in _STOPS for text in segment.texts[:count]]
    return count if len(begins) > 1 and begins[0] and not all(begins) else 0


def _begin(segment: Segment, end: int, *, closed: bool = False) -> int:
    """Find where a run from the left begins that ends at a place: Latin words with what is between them, or one number.

    `closed`: a bracket stands behind it, so that one within it does not part a number from the words left of it.
    """
    begin, latin = end, False
    place = end
    while place >= 0 and segment.kinds[place] != "R" and (latin or closed or segment.texts[place] not in BRACKETS):
        if segment.kinds[place] == "L" and _is_whole(segment.texts[place : end + 1 + closed]):
            begin, latin = place, True
        place -= 1
    if latin:
        return begin
    while begin > 0 and _joins(segment, begin):
        begin -= 1
    return begin


def _is_whole(run: Sequence[str]) -> bool:
    """Say whether a run has its brackets in pairs, or one alone, of which the row has no other."""
    if _BRACKETS.isdisjoint(run):
        return True
    brackets = [text for text in run if text in BRACKETS]
    kinds = [BRACKETS.index(text) % _KINDS for text in brackets]
    return len(brackets) == 1 or all(kinds.count(kind) % 2 == 0 for kind in kinds)


def _joins(segment: Segment, place: int) -> bool:
    """Say whether a figure and the sign left of it belong to one number."""
    texts, parted = segment.texts, segment.parted
    sign, left = texts[place][0], texts[place - 1][0]
    if parted[place]:
        return False
    if left.isdigit():
        return True
    between = _JOINERS + ("" if _after_letter(segment, place) else _HYPHENS)
    return sign.isdigit() and left in between and place > 1 and texts[place - 2][0].isdigit() and not parted[place - 1]


def _after_letter(segment: Segment, place: int) -> bool:
    """Say whether the last letter before a number, as one reads, is one from the right: then hyphens part numbers."""
    return next((kind for kind in segment.kinds[place + 1 :] if kind in ("R", "L")), "") == "R"


def _closes_run(segment: Segment, place: int) -> bool:
    """Say whether a bracket belongs to the Latin words left of it: "ITU-T (2016)"."""
    if segment.texts[place] not in BRACKETS or place == 0 or segment.kinds[place - 1] not in ("L", "N") or segment.parted[place]:
        return False
    begin = _begin(segment, place - 1, closed=True)
    brackets = [text for text in segment.texts[begin:place] if text in BRACKETS]
    return len(brackets) % 2 == 1 and segment.kinds[begin] == "L"


# words


def _balance(row: Sequence[tuple[Segment, Sequence[_Run]]]) -> int:
    """Count how much better the brackets of a row stand as they are than turned round."""
    if all(_BRACKETS.isdisjoint(segment.texts) for segment, _ in row):
        return 0
    runs = [segment.texts[begin:end] for segment, its in row for begin, end, leftward in its if leftward]
    flat = "".join([text[0] for texts in runs for text in reversed(texts)])
    return balance(flat) - balance(mirrored(flat))


def _words(segment: Segment, runs: Sequence[_Run], *, turned: bool, tab: bool) -> Iterator[Word]:
    """Give the words of a segment; `turned`: brackets whose place in a word tells nothing are to be mirrored."""
    read = _in_order(segment, runs)
    texts = list(read.texts)
    if turned and not _BRACKETS.isdisjoint(texts):
        leftward = chain.from_iterable([run.leftward] * (run.end - run.begin) for run in runs)
        texts = [mirrored(text) if turns else text for text, turns in zip(texts, leftward, strict=True)]
    gap = TAB * 2 if tab else 0.0
    count = len(texts)
    for begin, end in pairwise([0, *compress(range(count), read.parted), count]):
        its = texts[begin:end]
        lonely = end == count and begin > LABEL and all(text in BRACKETS for text in its)
        yield _word(bracketed(opened(its) if lonely else its), read, begin, end, gap)
        gap = 0.0


def _in_order(segment: Segment, runs: Sequence[_Run]) -> Segment:
    """Give a segment as one reads it; `parted` says then that a blank stands before a sign."""
    parted: list[bool] = []
    before = False  # what stands left of the run before, as a gap belongs to the right one of two neighbours
    for begin, end, leftward in runs:
        parted.append(before)
        parted += segment.parted[end - 1 : begin : -1] if leftward else segment.parted[begin + 1 : end]
        before = segment.parted[begin]
    return Segment._make([*(_ordered(column, runs) for column in segment[:-1]), parted])


def _ordered(column: Sequence[Any], runs: Sequence[_Run]) -> Sequence[Any]:
    """Give a column of a segment as one reads it."""
    found: list[Any] = []
    for begin, end, leftward in runs:
        found += reversed(column[begin:end]) if leftward else column[begin:end]
    return found


def _word(texts: Sequence[str], read: Segment, begin: int, end: int, gap: float) -> Word:
    """Make a word of some signs that follow each other as one reads."""
    bases, styles = read.bases[begin:end], read.styles[begin:end]
    style, count = styles[0], len(texts)
    gap *= style.size
    if bases.count(bases[0]) == styles.count(style) == count:
        box = _box(read, begin, end)
        return Word((Piece("".join(texts), style, box),), box, gap=gap)
    cuts = [place for place in range(1, count) if _differ(styles[place - 1], styles[place], bases[place - 1] - bases[place])]
    pieces = tuple(
        Piece("".join(texts[first:last]), styles[first], _box(read, begin + first, begin + last)) for first, last in pairwise([0, *cuts, count])
    )
    boxes = [piece.box for piece in pieces]
    around = Box(min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))
    return Word(pieces, around, gap=gap)


def _differ(style: Style, its: Style, apart: float) -> bool:
    """Say whether a sign differs from the one before it in style, or stands higher or lower."""
    return style != its or abs(apart) >= _BELOW * its.size


def _box(read: Segment, begin: int, end: int) -> Box:
    """Give the box of signs that follow each other as one reads, as high as the font of the first."""
    size, bases = read.styles[begin].size, read.bases[begin:end]
    return Box(min(read.lefts[begin:end]), min(bases) - _ABOVE * size, max(read.rights[begin:end]), max(bases) + _BELOW * size)
