"""Entries: what the lines of a contents page list, with the pages that they name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from mapper.extractors.lines import Line
from mapper.profiles import Organisation, fold
from mapper.types import Kind

_LEADS_TO = re.compile(r"(?:[\s.·…]{4,}|^)(\d{1,4})$")  # a contents line ends with the page that it leads to, or that is a cell of its own
_LEAST, _BETWEEN = 3, 3  # so many entries are contents, with fewer lines between two of them
_ENDS_ON = re.compile(r"\s(\d{1,4})$")


class Listed(NamedTuple):
    """Hold what a contents page lists: a text, with the page that it names, 0 where it names none."""

    kind: Kind
    number: str
    page: int


def listed(lines: Iterable[Line], profile: Organisation) -> Iterator[Listed]:
    """Read entries of a contents page; the page number of a long one may stand lines below its beginning."""
    open_: Listed | None = None
    for line in lines:
        told = _LEADS_TO.search(line.text) or (_ENDS_ON.search(line.text) if line.runs and line.runs[-1].tab else None)
        found = _entry(re.sub(r"[\s.·…]{3,}\d*$", "", fold(line.text)), profile)
        if found and open_:
            yield open_
        open_ = found or open_
        if open_ and told:
            yield open_._replace(page=int(told[1]))
            open_ = None
    if open_:
        yield open_


def _entry(text: str, profile: Organisation) -> Listed | None:
    for kind, pattern in (*profile.furniture.listed, *((heading.kind, heading.pattern) for heading in profile.headings)):
        found = pattern.match(text)
        if found and "number" in pattern.groupindex and found["number"]:
            return Listed(kind, found["number"], 0)
    return None


def heads_contents(line: Line, profile: Organisation) -> bool:
    """Say whether a line is the head of contents, or a row that begins and ends with words of one."""
    told = (line.cells[0], line.cells[-1]) if line.cells else (line.text,)
    return all(fold(words).casefold().rstrip(":") in profile.furniture.contents for words in told)


def within(texts: Sequence[str], heads: Sequence[bool], numbered: Sequence[bool], last: int) -> tuple[int, int]:
    """Say from where to where contents stand that begin within a page, as below the title of a paper; their pages run on, at most to the `last`."""
    for place, _ in filter(itemgetter(1), enumerate(heads)):
        found = [place]
        for n in range(place + 1, len(texts)):
            if numbered[n]:
                found.append(n)
            elif n - found[-1] > _BETWEEN:
                break
        pages = [int(texts[n].split()[-1]) for n in found[1:]]
        if len(pages) >= _LEAST and pages == sorted(pages) and pages[-1] <= last:
            return place, found[-1] + 1
    return 0, 0
