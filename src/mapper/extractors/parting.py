"""Parting: where the letters of a page, as an engine gives them one after the other, are parted into stretches without blanks."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

HYPHENS = "\ufffe\x02"  # pdfium puts one of these where a line breaks at a hyphen, and joins the lines
BREAKS = frozenset(HYPHENS)
_BETWEEN = re.compile(rf"([\s\x00\u00a0\u200b{HYPHENS}]+)")
_SIGNS = ",;:"
_STOPPED = re.compile(rf"[{_SIGNS}](?=[^\W\d_]|[\"“«(\[/])")
_COUNTED = re.compile(r"\.\d{1,3}(?=[A-Z][A-Za-z])")  # the end of a number that counts clauses, and the name of one


def stops(letters: str) -> list[int]:
    """Give the places behind stops that a letter follows, and behind numbers of clauses; most pages have none, which counting tells faster."""
    found = [each.end() for each in _COUNTED.finditer(letters)]
    if all(letters.count(sign) == letters.count(f"{sign} ") + letters.count(f"{sign}\r") for sign in _SIGNS if sign in letters):
        return found
    return sorted((*found, *(each.end() for each in _STOPPED.finditer(letters))))


def parted(letters: str) -> tuple[list[str], list[int], list[int]]:
    """Give the stretches of a text between its blanks, and where they begin and end."""
    parts = _BETWEEN.split(letters)  # every other one is what lies between
    places = list(accumulate(map(len, parts)))
    texts, starts, ends = parts[::2], [0, *places[1::2]], places[::2]
    kept = slice(not texts[0], len(texts) - (len(texts) > 1 and not texts[-1]))
    return texts[kept], starts[kept], ends[kept]


def cut(letters: str, spans: Iterable[tuple[int, int]], cuts: Iterator[int]) -> tuple[list[str], list[int], list[int]]:
    """Cut stretches of letters at some places; both come in their order, and each place lies within a stretch."""
    starts, ends = list[int](), list[int]()
    cut = next(cuts, -1)
    for begin, end in spans:
        starts.append(begin)
        while starts[-1] < cut < end:
            ends.append(cut)
            starts.append(cut)
            cut = next(cuts, -1)
        ends.append(end)
    return [letters[begin:end] for begin, end in zip(starts, ends, strict=True)], starts, ends
