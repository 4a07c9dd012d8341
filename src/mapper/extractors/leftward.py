"""Leftward: scans in a script from the right: stops are told by their shape, words are put on their line and in the order of reading."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from mapper.extractors import directions
from mapper.extractors.brackets import mirrored
from mapper.extractors.graymap import Graymap, spots
from mapper.extractors.tesseract import Read, around, usual_height

_TURNED = re.compile(r"[)\]][\d\W]+[(\[]")
_MARGIN = 3  # pixels around a word
_STOPS = ",.:;\u060c\u061b"
_HAMZA = "\u0621"
_TAKEN = f"{_STOPS}!\u00ab\u00bb{_HAMZA}"  # what a comma is taken for at the left end of a word, and other stops
_REACH, _HIGHEST, _WIDEST = 0.6, 0.5, 0.35  # of the usual height of a word: how far a stop may lie, how high and wide it is
_TALL = 1.45  # times its width: so high is a comma, and no point


def mended(page: Graymap, found: Sequence[Read]) -> list[Read]:
    """Put right what was read of a page."""
    size = usual_height(found)
    ended = [_ended(word, page, size) for word in found]
    lines = [list(line) for _, line in groupby(ended, key=lambda word: word.line)]
    return [word for line in lines for word in _ordered(_grounded(line, page))]


# stops


def _ended(word: Read, page: Graymap, size: int) -> Read:
    """Give a word the stop that is drawn at its left end, where it was read with something that may be one."""
    kind = _kind(word.text)
    read, bare = (word.text[:1], word.text[1:]) if kind == "L" else (word.text[-1:], word.text[:-1])
    if kind == "N" or not bare or read not in _TAKEN:
        return word
    stop = _stop(page.cut(word.left - _MARGIN, word.top - 2, word.left + round(_REACH * size), word.top + word.high + _MARGIN), size)
    if not stop or (read == _HAMZA and stop != "\u060c"):
        return word
    return word._replace(text=stop + bare if kind == "L" else bare + stop)


def _stop(part: Graymap, size: int) -> str:
    """Name the stop that stands leftmost; nothing where it is none."""
    drawn = [spot for spot in spots(part.dark()) if (spot[2] - spot[0]) * (spot[3] - spot[1]) > _MARGIN**2]
    if not drawn:
        return ""
    left, _, right, _ = drawn[0]
    stack = sorted((spot for spot in drawn if min(spot[2], right) - max(spot[0], left) > 0.5 * (right - left)), key=lambda spot: spot[1])
    if any(x1 - x0 > _WIDEST * size or y1 - y0 > _HIGHEST * size or x1 == part.wide for x0, y0, x1, y1 in stack):
        return ""
    shapes = "".join("," if y1 - y0 >= _TALL * (x1 - x0) else "." for x0, y0, x1, y1 in stack)
    return {",": "\u060c", ".": ".", ",.": "\u061b", "..": ":"}.get(shapes, "")


# the order of reading


def _grounded(line: Sequence[Read], page: Graymap) -> list[Read]:
    """Let the words of a line end on its baseline, where it has most ink: letters from the right reach below it as they please."""
    left, top, right, bottom = around(line)
    ink = page.cut(left, top, right, bottom).ink()
    base = top + ink.index(max(ink)) + 1
    return [word._replace(high=max(1, base - word.top)) for word in line]


def _ordered(line: Sequence[Read]) -> Iterator[Read]:
    """Give the words of a line from the right, Latin ones with what is between them from the left."""
    words = sorted(map(_unturned, line), key=lambda word: -(word.left + word.wide))
    while words:
        run = _run(words)
        yield from _from_left(words[run - 1 :: -1]) if run else words[:1]
        words = words[max(1, run) :]


def _run(words: Sequence[Read]) -> int:
    """Count the words at the beginning of a row, given from the right, that are read from the left: up to the last Latin one before any other."""
    kinds = [_kind(word.text) for word in words]
    end = kinds.index("R") if "R" in kinds else len(kinds)
    return max((place + 1 for place in range(end) if kinds[place] == "L"), default=0)


def _unturned(word: Read) -> Read:
    """Turn the brackets of a number that was read as one reads letters from the right."""
    return word._replace(text=mirrored(word.text)) if _TURNED.fullmatch(word.text) else word


def _kind(text: str) -> str:
    """Say how a word runs: by its first letter, or else as a number."""
    return next((directions.kind(letter) for letter in text if letter.isalpha()), "N")


def _from_left(words: Sequence[Read]) -> list[Read]:
    """Give Latin words; a stop that stands left of the first belongs behind the last."""
    first, last = words[0], words[-1]
    text = first.text.lstrip(_STOPS)
    stop = first.text[: len(first.text) - len(text)]
    if not stop or not text:
        return list(words)
    bare = [first._replace(text=text), *words[1:]]
    return [*bare[:-1], bare[-1]._replace(text=bare[-1].text + stop[-1])] if last is not first else [first._replace(text=text + stop[-1])]
