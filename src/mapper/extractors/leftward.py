"""Leftward: pages in a script from the right that OCR has read: Latin words in them are read again, stops told by their shape, all put in order."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from mapper.extractors import directions, tesseract
from mapper.extractors.brackets import mirrored
from mapper.extractors.graymap import PAD, Graymap, listed, spots
from mapper.extractors.tesseract import Read

_LATIN = "eng"
_DOUBT = 60  # of 100: a word that was read with less confidence may be in another script
_HOPELESS = 30  # of 100: and with less than this it is
_SURE = 80  # of 100: a word in another script is read with so much
_APART = 1.0  # times the usual height of a word: what stands farther apart is read by itself
_LETTER, _NUMBER = re.compile("[A-Za-z]"), re.compile(r"\d+(?:[.]\d+)*")
_TURNED = re.compile(r"[)\]][\d\W]+[(\[]")
_MARGIN = 3  # pixels around a word
_STOPS = ",.:;\u060c\u061b"
_HAMZA = "\u0621"
_TAKEN = f"{_STOPS}!\u00ab\u00bb{_HAMZA}"  # what a comma is taken for at the left end of a word, and other stops
_REACH, _HIGHEST, _WIDEST = 0.6, 0.5, 0.35  # of the usual height of a word: how far a stop may lie, how high and wide it is
_TALL = 1.45  # times its width: so high is a comma, and no point


def mended(program: str, page: Graymap, found: list[Read], *, latin: bool) -> list[Read]:
    """Put right what was read of a page; `latin`: Latin words can be read."""
    heights = sorted(word.high for word in found)
    size = heights[len(heights) // 2]
    again = _latin(program, page, found, size) if latin else found
    ended = [_ended(word, page, size) for word in again]
    lines = [list(line) for _, line in groupby(ended, key=lambda word: word.line)]
    return [word for line in lines for word in _ordered(_grounded(line, page))]


def _latin(program: str, page: Graymap, found: Sequence[Read], size: int) -> list[Read]:
    """Read words again that may be Latin, those together that stand together."""
    groups = list(_groups(found, size))
    sheet, places = listed([page.cut(*_around(group)) for group in groups])
    read = tesseract.read(program, sheet.pgm, tesseract.ONE_COLUMN, _LATIN) if groups else []
    again = {id(word): [word] for word in found}
    for group, rows in zip(groups, places, strict=True):
        parts = [part for part in read if part.top + part.high // 2 in rows]
        if _is_better(parts, group):
            left, top, _, _ = _around(group)
            moved = [part._replace(line=group[0].line, left=part.left + left - 2 * PAD, top=part.top + top - PAD - rows.start) for part in parts]
            again |= {id(word): [] for word in group} | {id(group[0]): moved}
    return [new for word in found for new in again[id(word)]]


def _groups(found: Sequence[Read], size: int) -> Iterator[list[Read]]:
    """Give the words that may be Latin, from the left, in one group those of one line that are certainly not from the right."""
    group: list[Read] = []
    for word in sorted(found, key=lambda word: (word.line, word.left)):
        native = _is_native(word) and word.sure >= _HOPELESS
        last = group[-1] if group else word
        if group and (native or last.line != word.line or word.left - last.left - last.wide > _APART * size):
            yield group
            group = []
        if not native:
            group.append(word)
        elif word.sure < _DOUBT:
            yield [word]
    if group:
        yield group


def _is_native(word: Read) -> bool:
    return any(directions.kind(letter) == "R" for letter in word.text)


def _is_better(parts: Sequence[Read], group: Sequence[Read]) -> bool:
    """Say whether words are to be taken as they were read again: with Latin letters, or as a number that was none, or less of one, before."""
    text, before = ("".join(word.text for word in each) for each in (parts, group))
    sure = tesseract.sureness(parts)
    if _LETTER.search(text):
        return sure > max(_SURE, tesseract.sureness(group))
    more = len(group) > 1 or not _NUMBER.fullmatch(before) or (len(before) < len(text) and before in text)
    return bool(_NUMBER.fullmatch(text)) and more and sure > _SURE


def _around(group: Sequence[Read]) -> tuple[int, int, int, int]:
    """Give the box of words, with a margin."""
    left, top = min(word.left for word in group), min(word.top for word in group)
    right, bottom = max(word.left + word.wide for word in group), max(word.top + word.high for word in group)
    return max(0, left - _MARGIN), max(0, top - _MARGIN), right + _MARGIN, bottom + _MARGIN


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
    left, top, right, bottom = _around(line)
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
