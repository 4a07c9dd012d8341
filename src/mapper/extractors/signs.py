"""Rows of signs: what a page with letters from the right holds, sorted into rows; marks hung on their letters, rows cut where blanks and tabs are."""

import math
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, pairwise
from operator import itemgetter, sub
from typing import NamedTuple

from mapper.extractors import directions
from mapper.extractors.page import Style

_ONE = 0.05  # points: letters that stand closer are drawn as one sign
_ROW = 0.45  # of the font size: how far baselines of one row may differ
TAB = 0.75  # of the font size: a wider gap is a tab
_APART = 3.0  # of the font size: so wide a gap parts figures and Latin words too
_BLANK = 0.17  # of the font size: a wider gap is a blank
_STRETCHED = 0.27  # the same between letters from the right, in a row that has blanks of its own: some files draw such letters apart
_LESS = 1e-6  # so little weighs what decides between signs that stand in one place
_SEVERAL = 2  # blanks: so many of its own are a row's manner


class Sign(NamedTuple):
    """Hold one sign of a page; `base` is its baseline from the top, `blank` says that it is a blank that the file has itself.

    In a row it may be a letter with its marks, or letters that one sign stands for.
    """

    text: str
    x0: float
    x1: float
    base: float
    style: Style
    blank: bool = False


_text = itemgetter(0)


@cache
def spelled(letter: str) -> str:
    """Give what one letter of a file stands for: its forms within a word, and ligatures, are spelled out."""
    return letter if letter.isspace() or letter.isascii() else unicodedata.normalize("NFKC", letter)


def one_by_one(signs: Iterable[Sign]) -> Iterator[Sign]:
    """Give each letter of what is spelled out a sign of its own, all in one place."""
    return (sign if len(sign[0]) == 1 else sign._replace(text=letter) for sign in signs for letter in sign[0])


@dataclass
class Row:
    """Hold the signs of one row, from the left, how each runs, and where its file has blanks."""

    base: float
    size: float
    signs: list[Sign] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    blanks: list[float] = field(default_factory=list)


class Segment(NamedTuple):
    """Hold what one reads in one go of a row, from the left, by columns; `parted` says that a blank stands left of a sign."""

    texts: Sequence[str]
    lefts: Sequence[float]
    rights: Sequence[float]
    bases: Sequence[float]
    styles: Sequence[Style]
    kinds: Sequence[str]
    parted: Sequence[bool]


def sorted_rows(signs: Iterable[Sign]) -> list[Row]:
    """Sort signs into rows, the large ones first: raised marks join the row that they hang in."""
    ordered = sorted(signs, key=lambda sign: sign.style.size, reverse=True)
    hanging = {text for text in set(map(_text, ordered)) if directions.is_mark(text[0])}
    rows: list[Row] = []
    known: dict[float, list[Sign]] = {}
    for sign in ordered:
        if sign[0] in hanging:
            continue
        base = sign[3]
        if base not in known:
            known[base] = _row_of(sign, rows).signs
        known[base].append(sign)
    for row in rows:
        _put_in_order(row)
    for mark in (sign for sign in ordered if sign[0] in hanging):
        _hang(mark, rows)
    return sorted((row for row in rows if row.signs), key=lambda row: row.base)


def _row_of(sign: Sign, rows: list[Row]) -> Row:
    """Give the row of a sign, a new one where none is near."""
    near = min(rows, key=lambda row: abs(row.base - sign.base), default=None)
    if near is None or abs(near.base - sign.base) > _ROW * near.size:
        near = Row(sign.base, sign.style.size)
        rows.append(near)
    return near


def _put_in_order(row: Row) -> None:
    """Give a row from the left, with its blanks apart, and letters together that one sign stands for."""
    row.blanks = sorted([(sign.x0 + sign.x1) / 2 for sign in row.signs if sign.blank])
    shown = [sign for sign in row.signs if not sign.blank] if row.blanks else row.signs
    # a sign stands by its middle, since letters may be drawn into each other, or else by its right end
    places = [int(5 * (x0 + x1) + 0.5) + _LESS * int(10 * x1 + 0.5) for _, x0, x1, _, _, _ in shown]
    ordered = [shown[place] for place in sorted(range(len(shown)), key=places.__getitem__)]
    lefts = [sign.x0 for sign in ordered]
    if any(-_ONE < apart < _ONE for apart in map(sub, islice(lefts, 1, None), lefts)):
        ordered = _merged(ordered)
    row.signs, row.kinds = ordered, [directions.kind(sign[0][0]) for sign in ordered]


def _merged(signs: Iterable[Sign]) -> list[Sign]:
    """Put letters from the right together that one sign stands for."""
    found: list[Sign] = []
    for sign in signs:
        last = found[-1] if found and abs(found[-1].x0 - sign.x0) < _ONE else None
        if last and abs(last.x1 - sign.x1) < _ONE and last.base == sign.base and _is_leftward(last) and _is_leftward(sign):
            found[-1] = last._replace(text=sign.text + last.text)  # the engine gives them from the left
        else:
            found.append(sign)
    return found


def _is_leftward(sign: Sign) -> bool:
    return directions.kind(sign.text[0]) == "R"


def _hang(mark: Sign, rows: Sequence[Row]) -> None:
    """Hang a mark on the letter that it stands on or under."""
    middle, size = (mark.x0 + mark.x1) / 2, mark.style.size
    places = [
        (2 * (abs(row.base - mark.base) / row.size) + _off(middle, sign[1], sign[2]) / size, row, place)
        for row in rows
        if abs(row.base - mark.base) <= row.size
        for place, (sign, kind) in enumerate(zip(row.signs, row.kinds, strict=True))
        if kind == "R"
    ]
    if places:
        _, row, place = min(places, key=itemgetter(0))
        row.signs[place] = row.signs[place]._replace(text=row.signs[place].text + mark.text)


def _off(middle: float, left: float, right: float) -> float:
    """Say how far a mark is from a letter; one that it stands over is near, however wide."""
    outside = max(left - middle, middle - right, 0.0)
    return outside + 0.1 * abs((left + right) / 2 - middle)


def segments(row: Row) -> list[Segment]:
    """Cut a row where tabs are, and give its pieces as they are read: from the right where any letter is from there."""
    texts, lefts, rights, bases, styles, _ = zip(*row.signs, strict=True)
    kinds, blanks = row.kinds, [*row.blanks, math.inf]
    pairs = list(pairwise(kinds))
    usual = {pair: _blank(*pair, row) * row.size for pair in set(pairs)}
    gaps = list(map(sub, islice(lefts, 1, None), rights))
    tab, most = TAB * row.size, _APART * row.size
    parted = [False] + [
        gap > usual[pair] or blanks[bisect_right(blanks, left)] < right
        for gap, pair, left, right in zip(gaps, pairs, lefts, islice(rights, 1, None), strict=False)
    ]
    tabs = [place for place, gap in enumerate(gaps, 1) if gap > tab and not (gap < most and _is_fast(*pairs[place - 1]))]
    whole = Segment(texts, lefts, rights, bases, styles, kinds, parted)
    found = [Segment._make(column[begin:end] for column in whole) for begin, end in pairwise([0, *tabs, len(texts)])] if tabs else [whole]
    return found[::-1] if "R" in kinds else found


def _is_fast(left: str, right: str) -> bool:
    """Say whether two signs, told by how they run, stay together over a small tab: figures and Latin letters."""
    return bool(left and right) and "R" not in (left, right)


def _blank(left: str, right: str, row: Row) -> float:
    """Say how wide a blank is at least between signs of two kinds, in font sizes; no letter from the right is glued behind a Latin one."""
    if left == "R" == right and len(row.blanks) >= _SEVERAL:
        return _STRETCHED
    return -math.inf if (left, right) == ("R", "L") else _BLANK
