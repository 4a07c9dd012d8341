"""Dangling: whether a page names a content that the file does not have; the repairer keeps silent of such names, and leaves them out."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf

from mapper.extractors import opening

_NAMED = re.compile(rb"/Contents\s*(?:\[\s*)?0*[1-9]\d*\s+\d+\s+R")
_PAIR = re.compile(rb"(\d+)\s+(\d+)")
Unpack = Callable[[Any], tuple[bytes, set[str]]]


def printed(page: Any, path: Path) -> bool:
    """Say whether a page, as it stands in the file, names a content."""
    number, generation = page.objgen
    with opening.mapped(path) as raw:
        begins = [found.end() for found in re.finditer(rb"(?<!\d)%d\s+%d\s+obj\b" % (number, generation), raw)]
        return bool(begins) and _NAMED.search(raw[begins[-1] : max(begins[-1], raw.find(b"endobj", begins[-1]))]) is not None


def packed(file: Any, unpack: Unpack) -> frozenset[int]:
    """Give the numbers of the objects that stand with others in streams, and name a content."""
    streams = (one for one in file.objects if isinstance(one, pikepdf.Stream) and one.get("/Type") == "/ObjStm")
    return frozenset(number for stream in streams for number, text in _objects(unpack(stream)[0], int(stream.First)) if _NAMED.search(text))


def _objects(data: bytes, first: int) -> Iterator[tuple[int, bytes]]:
    """Give what stands in a stream of objects, each with its number."""
    pairs = [(int(place), int(number)) for number, place in _PAIR.findall(data[:first])]
    for (place, number), (end, _) in zip(pairs, [*pairs[1:], (len(data) - first, 0)][: len(pairs)], strict=True):
        yield number, data[first + place : first + end]
