"""Two directions: signs of a page with letters from right to left, put from the order of the page into the order of reading.

A page holds its signs where they stand. Whoever set it had turned letters, figures and brackets by the bidirectional algorithm of Unicode; this walks
that way back: rows by their baselines, from the right; Latin words and figures within them from the left; brackets that open before they close.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mapper.extractors.brackets import BRACKETS, LABEL, balance, bracketed, mirrored, opened
from mapper.extractors.page import Piece, Word
from mapper.extractors.signs import TAB, Cluster, Sign, segments, sorted_rows
from mapper.types import Box

_ABOVE, _BELOW = 0.8, 0.2  # of the font size: how far a box reaches from the baseline
_STOPS = ".,:;\u060c\u061b"
_KINDS = len(BRACKETS) // 2
_JOINERS = ".,:/\u066b\u066c"  # between figures these are part of the number
_HYPHENS = "-\u2010\u2011\u2013+"  # and these where no letter from the right stands before


def words(shown: Sequence[Sign]) -> Iterator[Word]:
    """Give the words of a page row by row, each row in the order of reading."""
    rows = [segments(row) for row in sorted_rows(shown)]
    ordered = [[_read(segment) for segment in row] for row in rows]
    balances = [balance(flat) - balance(mirrored(flat)) for flat in map(_flat, ordered)]
    most = 0.5 if sum(balances) >= 0 else -0.5
    for row, its in zip(ordered, balances, strict=True):
        turned = its + most < 0
        for place, segment in enumerate(row):
            yield from _words(segment, turned=turned, tab=place > 0)


# the order of reading


@dataclass
class _Run:
    """Hold clusters in the order of reading, and whether they are read from the left."""

    clusters: list[Cluster]
    leftward: bool


def _read(segment: list[Cluster]) -> list[_Run]:
    """Give the runs of a segment as they are read."""
    kinds = [cluster.kind for cluster in segment]
    if "R" not in kinds:
        closed = _closed(segment)
        return [_Run(segment[closed:], leftward=False), *([_Run(segment[:closed][::-1], leftward=True)] if closed else [])]
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


def _closed(segment: Sequence[Cluster]) -> int:
    """Count the signs left of a line without a letter from the right that end it: a stop beside a bracket, with which no such line begins."""
    count = next((place for place, cluster in enumerate(segment) if cluster.text not in BRACKETS + _STOPS), 0)
    begins = [cluster.text in _STOPS for cluster in segment[:count]]
    return count if len(begins) > 1 and begins[0] and not all(begins) else 0


def _begin(segment: Sequence[Cluster], end: int, *, closed: bool = False) -> int:
    """Find where a run from the left begins that ends at a place: Latin words with what is between them, or one number.

    `closed`: a bracket stands behind it, so that one within it does not part a number from the words left of it.
    """
    begin, latin = end, False
    place = end
    while place >= 0 and segment[place].kind != "R" and (latin or closed or segment[place].text not in BRACKETS):
        if segment[place].kind == "L" and _is_whole(segment[place : end + 1 + closed]):
            begin, latin = place, True
        place -= 1
    if latin:
        return begin
    while begin > 0 and _joins(segment, begin):
        begin -= 1
    return begin


def _is_whole(run: Sequence[Cluster]) -> bool:
    """Say whether a run has its brackets in pairs, or one alone, of which the row has no other."""
    brackets = [cluster.text for cluster in run if cluster.text in BRACKETS]
    kinds = [BRACKETS.index(text) % _KINDS for text in brackets]
    return len(brackets) == 1 or all(kinds.count(kind) % 2 == 0 for kind in kinds)


def _joins(segment: Sequence[Cluster], place: int) -> bool:
    """Say whether a figure and the sign left of it belong to one number."""
    sign, left = segment[place].text[0], segment[place - 1].text[0]
    if segment[place].parted:
        return False
    if left.isdigit():
        return True
    between = _JOINERS + ("" if _after_letter(segment, place) else _HYPHENS)
    return sign.isdigit() and left in between and place > 1 and segment[place - 2].text[0].isdigit() and not segment[place - 1].parted


def _after_letter(segment: Sequence[Cluster], place: int) -> bool:
    """Say whether the last letter before a number, as one reads, is one from the right: then hyphens part numbers."""
    return next((cluster.kind for cluster in segment[place + 1 :] if cluster.kind in ("R", "L")), "") == "R"


def _closes_run(segment: Sequence[Cluster], place: int) -> bool:
    """Say whether a bracket belongs to the Latin words left of it: "ITU-T (2016)"."""
    if segment[place].text not in BRACKETS or place == 0 or segment[place - 1].kind not in ("L", "N") or segment[place].parted:
        return False
    inner = segment[_begin(segment, place - 1, closed=True) : place]
    brackets = [cluster.text for cluster in inner if cluster.text in BRACKETS]
    return len(brackets) % 2 == 1 and inner[0].kind == "L"


# words


def _flat(row: Sequence[Sequence[_Run]]) -> str:
    return "".join([cluster.text[0] for segment in row for run in segment if run.leftward for cluster in run.clusters])


def _words(runs: Sequence[_Run], *, turned: bool, tab: bool) -> Iterator[Word]:
    """Give the words of a segment; `turned`: brackets whose place in a word tells nothing are to be mirrored."""
    word: list[tuple[str, Cluster]] = []
    gap = TAB * 2 if tab else 0.0
    left: Cluster | None = None  # what stands leftmost in the run before
    for run in runs:
        for place, cluster in enumerate(run.clusters):
            if word and (_parted(run, place) if place else left is not None and left.parted):
                yield _word(word, gap)
                word, gap = [], 0.0
            word.append((mirrored(cluster.text) if turned and run.leftward else cluster.text, cluster))
        left = run.clusters[-1 if run.leftward else 0]
    if word:
        behind = sum(len(run.clusters) for run in runs) - len(word)
        lonely = behind > LABEL and all(text in BRACKETS for text, _ in word)
        yield _word(list(zip(opened([text for text, _ in word]), [cluster for _, cluster in word], strict=True)) if lonely else word, gap)


def _parted(run: _Run, place: int) -> bool:
    """Say whether a blank stands before a cluster of a run; a gap belongs to the right one of two neighbours."""
    return run.clusters[place - 1].parted if run.leftward else run.clusters[place].parted


def _word(word: Sequence[tuple[str, Cluster]], gap: float) -> Word:
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


def _differ(last: Cluster, cluster: Cluster) -> bool:
    style, its = last.style, cluster.style
    return style != its or abs(last.base - cluster.base) >= _BELOW * its.size


def _box(clusters: Sequence[Cluster]) -> Box:
    size = clusters[0].style.size
    bases = {cluster.base for cluster in clusters}
    left, right = min([cluster.x0 for cluster in clusters]), max([cluster.x1 for cluster in clusters])
    return Box(left, min(bases) - _ABOVE * size, right, max(bases) + _BELOW * size)
