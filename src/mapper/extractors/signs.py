"""Rows of signs: what a page with letters from the right holds, sorted into rows; marks hung on their letters, rows cut where blanks and tabs are."""

import math
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from mapper.extractors import directions
from mapper.extractors.page import Style

_ONE = 0.05  # points: letters that stand closer are drawn as one sign
_ROW = 0.45  # of the font size: how far baselines of one row may differ
TAB = 0.75  # of the font size: a wider gap is a tab
_APART = 3.0  # of the font size: so wide a gap parts figures and Latin words too
_BLANK = 0.17  # of the font size: a wider gap is a blank
_STRETCHED = 0.27  # the same between letters from the right, in a row that has blanks of its own: some files draw such letters apart
_SEVERAL = 2  # blanks: so many of its own are a row's manner


class Sign(NamedTuple):
    """Hold one sign of a page; `base` is its baseline from the top, `blank` says that it is a blank that the file has itself."""

    text: str
    x0: float
    x1: float
    base: float
    style: Style
    blank: bool = False


@cache
def spelled(letter: str) -> str:
    """Give what one letter of a file stands for: its forms within a word, and ligatures, are spelled out."""
    return letter if letter.isspace() or letter.isascii() else unicodedata.normalize("NFKC", letter)


@dataclass(slots=True)
class Cluster:
    """Hold what stands in one place: a letter with its marks, or letters that one sign stands for."""

    text: str
    x0: float
    x1: float
    base: float
    style: Style
    kind: str  # how its first letter runs
    gap: float = 0.0  # to what stands left of it
    parted: bool = False
    tab: bool = False


@dataclass
class Row:
    """Hold the signs of one row, from the left, and where its file has blanks."""

    base: float
    size: float
    clusters: list[Cluster] = field(default_factory=list)
    blanks: list[float] = field(default_factory=list)


def sorted_rows(signs: Iterable[Sign]) -> list[Row]:
    """Sort signs into rows, the large ones first: raised marks join the row that they hang in."""
    rows: list[Row] = []
    marks: list[Sign] = []
    known: dict[float, Row] = {}
    for sign in sorted(signs, key=lambda sign: -sign.style.size):
        text, x0, x1, base, style, blank = sign
        if directions.is_mark(text[0]):
            marks.append(sign)
            continue
        row = known.get(base)
        if row is None:
            row = known[base] = _row_of(sign, rows)
        if blank:
            row.blanks.append((x0 + x1) / 2)
        else:
            row.clusters.append(Cluster(text, x0, x1, base, style, directions.kind(text[0])))
    for row in rows:
        row.clusters = _merged(row.clusters)
    for mark in marks:
        _hang(mark, rows)
    return sorted((row for row in rows if row.clusters), key=lambda row: row.base)


def _row_of(sign: Sign, rows: list[Row]) -> Row:
    """Give the row of a sign, a new one where none is near."""
    near = min(rows, key=lambda row: abs(row.base - sign.base), default=None)
    if near is None or abs(near.base - sign.base) > _ROW * near.size:
        near = Row(sign.base, sign.style.size)
        rows.append(near)
    return near


def _merged(clusters: list[Cluster]) -> list[Cluster]:
    """Put letters together that one sign stands for, and give the row from the left."""
    found: list[Cluster] = []
    for cluster in sorted(clusters, key=_place):
        last = found[-1] if found and abs(found[-1].x0 - cluster.x0) < _ONE else None
        if last and abs(last.x1 - cluster.x1) < _ONE and last.base == cluster.base and last.kind == "R" == cluster.kind:
            last.text = cluster.text + last.text  # the engine gives them from the left
        else:
            found.append(cluster)
    return found


def _place(cluster: Cluster) -> tuple[int, int]:
    """Say where a letter stands: by its middle, since letters may be drawn into each other, or else by its right end."""
    return int(5 * (cluster.x0 + cluster.x1) + 0.5), int(10 * cluster.x1 + 0.5)


def _hang(mark: Sign, rows: Sequence[Row]) -> None:
    """Hang a mark on the letter that it stands on or under."""
    near = [row for row in rows if abs(row.base - mark.base) <= row.size]
    places = [(abs(row.base - mark.base) / row.size, cluster) for row in near for cluster in row.clusters if cluster.kind == "R"]
    middle = (mark.x0 + mark.x1) / 2
    best = min(places, key=lambda place: 2 * place[0] + _off(middle, place[1]) / mark.style.size, default=None)
    if best is not None:
        best[1].text += mark.text


def _off(middle: float, letter: Cluster) -> float:
    """Say how far a mark is from a letter; one that it stands over is near, however wide."""
    outside = max(letter.x0 - middle, middle - letter.x1, 0.0)
    return outside + 0.1 * abs((letter.x0 + letter.x1) / 2 - middle)


def segments(row: Row) -> list[list[Cluster]]:
    """Cut a row where tabs are, and give its pieces as they are read: from the right where any letter is from there."""
    segments: list[list[Cluster]] = [row.clusters[:1]]
    blanks = [*sorted(row.blanks), math.inf]
    kinds = [cluster.kind for cluster in row.clusters]
    usual = {(left, right): _blank(left, right, row) * row.size for left, right in set(pairwise(kinds))}
    for (before, cluster), (left, right) in zip(pairwise(row.clusters), pairwise(kinds), strict=True):
        gap = cluster.gap = cluster.x0 - before.x1
        cluster.parted = gap > usual[left, right] or blanks[bisect_right(blanks, before.x0)] < cluster.x1
        cluster.tab = gap > TAB * row.size
        fast = left and right and "R" not in (left, right) and gap < _APART * row.size
        if cluster.tab and not fast:
            segments.append([])
        segments[-1].append(cluster)
    return segments[::-1] if "R" in kinds else segments


def _blank(left: str, right: str, row: Row) -> float:
    """Say how wide a blank is at least between signs of two kinds, in font sizes; no letter from the right is glued behind a Latin one."""
    if left == "R" == right and len(row.blanks) >= _SEVERAL:
        return _STRETCHED
    return -math.inf if (left, right) == ("R", "L") else _BLANK
