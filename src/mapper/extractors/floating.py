"""What floats on a page: boxes of text and tables that are drawn behind all other lines go where they stand; what a masthead says aside is apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mapper.extractors.lines import Line, Run
from mapper.extractors.pieces import around, parts
from mapper.types import Box

_PITCH = 1.4  # of the font size: lines of one text follow each other so near
_LAPS = 1.0  # points: so far boxes of lines above each other may overlap
_MOST = 600  # lines: a page with more is a drawing
_LARGER = 1.35  # times: words in letters so much larger are no part of what stands beside them
_WORD = re.compile(r"[^\W\d_]{2}")
_WORDS = 2  # of a text: fewer are a label or a mark


def apart(lines: Sequence[Line]) -> Iterator[Line]:
    """Give the lines of a page, those beside others in much larger letters for themselves, as the date stands beside the name of a body."""
    for line in lines:
        own = parts(line) if len(line.runs) > 1 and _has_sizes(line.runs) else [line]
        if len(own) > 1 and len({part.size for part in own}) > 1 and all(map(_differ, own, own[1:])):
            yield from map(_lowered, own)
        else:
            yield line


def _has_sizes(runs: Sequence[Run]) -> bool:
    sizes = [run.style.size for run in runs]
    return max(sizes) >= _LARGER * min(sizes) and any(run.tab for run in runs)


def _differ(one: Line, other: Line) -> bool:
    """Say whether two texts beside each other, both of several words, are set in letters of very different size."""
    least, most = sorted((one.size, other.size))
    return most >= _LARGER * least and min(map(_count, (one, other))) >= _WORDS


def _count(text: Line) -> int:
    """Count the words of a text, without marks; what is raised and has words is none."""
    return len((text.text if _WORD.search(text.text) else text.plain).split())


def _lowered(line: Line) -> Line:
    """Give a line that is no mark of what stood beside it, though it stands higher in smaller letters."""
    return replace(line, runs=tuple(run._replace(raised=False) for run in line.runs)) if all(run.raised for run in line.runs) else line


def put_in_place(lines: Sequence[Line]) -> list[Line]:
    """Give the lines of a page with each block that is drawn later than what stands below it put before that, if it stands free of the rest."""
    found, place = list(lines), 1
    if len(found) > _MOST or not any(map(_goes_up, found, found[1:])) or any(line.main.turned for line in found):
        return found
    while place < len(found):
        below = _below(found, place)
        if below < place and (end := _end(found, place, below)):
            found[below:end] = [*found[place:end], *found[below:place]]
            place = end
        else:
            place += 1
    return found


def _below(lines: Sequence[Line], place: int) -> int:
    """Give the first line drawn before one that stands below it; its own place if there is none, or it goes on below the line before it."""
    if not _goes_up(lines[place - 1], lines[place]):
        return place
    return next((n for n in range(place) if _is_above(lines[place].box, lines[n].box)), place)


def _goes_up(before: Line, line: Line) -> bool:
    return line.box.top < before.box.bottom - _LAPS


def _end(lines: Sequence[Line], place: int, below: int) -> int:
    """Say where the block that begins with a line ends if it stands free above what is drawn before it, and below the rest; else 0."""
    end = place + 1
    while end < len(lines) and lines[end].box.bottom <= lines[below].box.top + _LAPS and lines[end].box.top >= lines[end - 1].box.top:
        end += 1
    while place < end < len(lines) and 0 < lines[end].box.bottom - lines[end - 1].box.bottom < _PITCH * lines[end].size:
        end -= 1  # what goes on in the text is no part of it
    if end == place:
        return 0
    box = around(line.box for line in lines[place:end])
    free = all(_is_above(box, line.box) or not _are_in_one_column(box, line.box) for line in lines[below:place])
    return end if free and all(_is_above(line.box, box) or not _are_in_one_column(box, line.box) for line in lines[:below]) else 0


def _is_above(box: Box, other: Box) -> bool:
    return box.bottom <= other.top + _LAPS and _are_in_one_column(box, other)


def _are_in_one_column(box: Box, other: Box) -> bool:
    return min(box.x1, other.x1) > max(box.x0, other.x0)
