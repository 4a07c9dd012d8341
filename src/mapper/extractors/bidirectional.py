"""Two directions: signs of a page with letters from right to left, put from the order of the page into the order of reading.

A page holds its signs where they stand. Whoever set it had turned letters, figures and brackets by the bidirectional algorithm of Unicode; this walks
that way back: rows by their baselines, from the right; Latin words and figures within them from the left; brackets that open before they close.
"""

import math
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from mapper.extractors import directions
from mapper.extractors.brackets import BRACKETS, balance, bracketed, mirrored
from mapper.extractors.page import Piece, Style, Word
from mapper.types import Box

_ROW = 0.45  # of the font size: how far baselines of one row may differ
_TAB = 0.75  # of the font size: a wider gap is a tab
_APART = 3.0  # of the font size: so wide a gap parts figures and Latin words too
_BLANK = 0.17  # of the font size: a wider gap is a blank
_ONE = 0.05  # points: letters that stand closer are drawn as one sign
_ABOVE, _BELOW = 0.8, 0.2  # of the font size: how far a box reaches from the baseline
_JOINERS = ".,:/\u066b\u066c"  # between figures these are part of the number
_HYPHENS = "-\u2010\u2011\u2013+"  # and these where no letter from the right stands before


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
class _Cluster:
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
class _Row:
    base: float
    size: float
    clusters: list[_Cluster] = field(default_factory=list)
    blanks: list[float] = field(default_factory=list)


def words(signs: Sequence[Sign]) -> Iterator[Word]:
    """Give the words of a page row by row, each row in the order of reading."""
    rows = [_segments(row) for row in _rows(signs)]
    ordered = [[_read(segment) for segment in row] for row in rows]
    usual = sum(balance(_flat(row)) - balance(mirrored(_flat(row))) for row in ordered)
    for row in ordered:
        turned = balance(_flat(row)) - balance(mirrored(_flat(row))) + (0.5 if usual >= 0 else -0.5) < 0
        for place, segment in enumerate(row):
            yield from _words(segment, turned=turned, tab=place > 0)


# rows and what stands in them


def _rows(signs: Iterable[Sign]) -> list[_Row]:
    """Sort signs into rows, the large ones first: raised marks join the row that they hang in."""
    rows: list[_Row] = []
    marks: list[Sign] = []
    known: dict[float, _Row] = {}
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
            row.clusters.append(_Cluster(text, x0, x1, base, style, directions.kind(text[0])))
    for row in rows:
        row.clusters = _merged(row.clusters)
    for mark in marks:
        _hang(mark, rows)
    return sorted((row for row in rows if row.clusters), key=lambda row: row.base)


def _row_of(sign: Sign, rows: list[_Row]) -> _Row:
    """Give the row of a sign, a new one where none is near."""
    near = min(rows, key=lambda row: abs(row.base - sign.base), default=None)
    if near is None or abs(near.base - sign.base) > _ROW * near.size:
        near = _Row(sign.base, sign.style.size)
        rows.append(near)
    return near


def _merged(clusters: list[_Cluster]) -> list[_Cluster]:
    """Put letters together that one sign stands for, and give the row from the left."""
    found: list[_Cluster] = []
    for cluster in sorted(clusters, key=lambda cluster: (int(10 * cluster.x0 + 0.5), int(10 * cluster.x1 + 0.5))):
        last = found[-1] if found and abs(found[-1].x0 - cluster.x0) < _ONE else None
        if last and abs(last.x1 - cluster.x1) < _ONE and last.base == cluster.base and last.kind == "R" == cluster.kind:
            last.text = cluster.text + last.text  # the engine gives them from the left
        else:
            found.append(cluster)
    return found


def _hang(mark: Sign, rows: Sequence[_Row]) -> None:
    """Hang a mark on the letter that it stands on or under."""
    near = [row for row in rows if abs(row.base - mark.base) <= row.size]
    places = [(abs(row.base - mark.base) / row.size, cluster) for row in near for cluster in row.clusters if cluster.kind == "R"]
    middle = (mark.x0 + mark.x1) / 2
    best = min(places, key=lambda place: 2 * place[0] + abs((place[1].x0 + place[1].x1) / 2 - middle) / mark.style.size, default=None)
    if best is not None:
        best[1].text += mark.text


def _segments(row: _Row) -> list[list[_Cluster]]:
    """Cut a row where tabs are, and give its pieces as they are read: from the right where any letter is from there."""
    segments: list[list[_Cluster]] = [row.clusters[:1]]
    blanks = [*sorted(row.blanks), math.inf]
    kinds = [cluster.kind for cluster in row.clusters]
    for (before, cluster), (left, right) in zip(pairwise(row.clusters), pairwise(kinds), strict=True):
        gap = cluster.gap = cluster.x0 - before.x1
        cluster.parted = gap > _BLANK * row.size or blanks[bisect_right(blanks, before.x0)] < cluster.x1
        cluster.tab = gap > _TAB * row.size
        fast = left and right and "R" not in (left, right) and gap < _APART * row.size
        if cluster.tab and not fast:
            segments.append([])
        segments[-1].append(cluster)
    return segments[::-1] if "R" in kinds else segments


# the order of reading


@dataclass
class _Run:
    """Hold clusters in the order of reading, and whether they are read from the left."""

    clusters: list[_Cluster]
    leftward: bool


def _read(segment: list[_Cluster]) -> list[_Run]:
    """Give the runs of a segment as they are read."""
    kinds = [cluster.kind for cluster in segment]
    if "R" not in kinds:
        return [_Run(segment, leftward=False)]
    runs: list[_Run] = []
    place = len(segment) - 1
    while place >= 0:
        if kinds[place] in ("L", "N"):
            start = _begin(segment, place)
            runs.append(_Run(segment[start : place + 1], leftward=False))
            place = start - 1
            continue
        if _closes_run(segment, place):
            start = _begin(segment, place - 1, closed=True)
            runs.append(_Run(segment[start : place + 1], leftward=False))
            place = start - 1
            continue
        if runs and runs[-1].leftward:
            runs[-1].clusters.append(segment[place])
        else:
            runs.append(_Run([segment[place]], leftward=True))
        place -= 1
    return runs


def _begin(segment: Sequence[_Cluster], end: int, *, closed: bool = False) -> int:
    """Find where a run from the left begins that ends at a place: Latin words with what is between them, or one number.

    `closed`: a bracket stands behind it, so that one within it does not part a number from the words left of it.
    """
    begin, latin = end, False
    place = end
    while place >= 0 and segment[place].kind != "R" and (latin or closed or segment[place].text not in BRACKETS):
        if segment[place].kind == "L":
            begin, latin = place, True
        place -= 1
    if latin:
        return begin
    while begin > 0 and _joins(segment, begin):
        begin -= 1
    return begin


def _joins(segment: Sequence[_Cluster], place: int) -> bool:
    """Say whether a figure and the sign left of it belong to one number."""
    sign, left = segment[place].text[0], segment[place - 1].text[0]
    if segment[place].parted:
        return False
    if left.isdigit():
        return True
    between = _JOINERS + ("" if _after_letter(segment, place) else _HYPHENS)
    return sign.isdigit() and left in between and place > 1 and segment[place - 2].text[0].isdigit() and not segment[place - 1].parted


def _after_letter(segment: Sequence[_Cluster], place: int) -> bool:
    """Say whether the last letter before a number, as one reads, is one from the right: then hyphens part numbers."""
    return next((cluster.kind for cluster in segment[place + 1 :] if cluster.kind in ("R", "L")), "") == "R"


def _closes_run(segment: Sequence[_Cluster], place: int) -> bool:
    """Say whether a bracket belongs to the Latin words left of it: "ITU-T (2016)"."""
    if segment[place].text not in BRACKETS or place == 0 or segment[place - 1].kind not in ("L", "N") or segment[place].parted:
        return False
    inner = segment[_begin(segment, place - 1, closed=True) : place]
    brackets = [cluster.text for cluster in inner if cluster.text in BRACKETS]
    return len(brackets) % 2 == 1 and inner[0].kind == "L"


# words


def _flat(row: Sequence[Sequence[_Run]]) -> str:
    return "".join(cluster.text[0] for segment in row for run in segment if run.leftward for cluster in run.clusters)


def _words(runs: Sequence[_Run], *, turned: bool, tab: bool) -> Iterator[Word]:
    """Give the words of a segment; `turned`: brackets whose place in a word tells nothing are to be mirrored."""
    word: list[tuple[str, _Cluster]] = []
    gap = _TAB * 2 if tab else 0.0
    left: _Cluster | None = None  # what stands leftmost in the run before
    for run in runs:
        for place, cluster in enumerate(run.clusters):
            if word and (_parted(run, place) if place else left is not None and left.parted):
                yield _word(word, gap)
                word, gap = [], 0.0
            word.append((mirrored(cluster.text) if turned and run.leftward else cluster.text, cluster))
        left = run.clusters[-1 if run.leftward else 0]
    if word:
        yield _word(word, gap)


def _parted(run: _Run, place: int) -> bool:
    """Say whether a blank stands before a cluster of a run; a gap belongs to the right one of two neighbours."""
    return run.clusters[place - 1].parted if run.leftward else run.clusters[place].parted


def _word(word: Sequence[tuple[str, _Cluster]], gap: float) -> Word:
    texts = bracketed([text for text, _ in word])
    clusters = [cluster for _, cluster in word]
    cuts = [place for place, (last, cluster) in enumerate(pairwise(clusters), 1) if last.style is not cluster.style or last.base != cluster.base]
    if not any(_differ(clusters[place - 1], clusters[place]) for place in cuts):
        style, around = clusters[0].style, _box(clusters)
        return Word((Piece("".join(texts), style, around),), around, gap=gap * style.size)
    parts = pairwise([0, *(place for place in cuts if _differ(clusters[place - 1], clusters[place])), len(word)])
    pieces = [Piece("".join(texts[begin:end]), clusters[begin].style, _box(clusters[begin:end])) for begin, end in parts]
    boxes = [piece.box for piece in pieces]
    around = Box(min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))
    return Word(tuple(pieces), around, gap=gap * pieces[0].style.size)


def _differ(last: _Cluster, cluster: _Cluster) -> bool:
    style, its = last.style, cluster.style
    return style != its or abs(last.base - cluster.base) >= _BELOW * its.size


def _box(clusters: Sequence[_Cluster]) -> Box:
    size = clusters[0].style.size
    bases = {cluster.base for cluster in clusters}
    left, right = min([cluster.x0 for cluster in clusters]), max([cluster.x1 for cluster in clusters])
    return Box(left, min(bases) - _ABOVE * size, right, max(bases) + _BELOW * size)
