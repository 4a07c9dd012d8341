"""Dangling: whether a page names a content that the file does not have; the repairer keeps silent of such names, and leaves them out."""

import mmap
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf

from mapper.extractors import opening

_NAMED = re.compile(rb"/Contents\s*(?:\[\s*)?0*[1-9]\d*\s+\d+\s+R")
_PAIR = re.compile(rb"(\d+)\s+(\d+)")
Unpack = Callable[[Any], tuple[bytes, set[str]]]
Packed = Mapping[int, list[tuple[int, bool]]]


def names_content(page: Any, path: Path, packed: Packed) -> bool:
    """Say whether a page names a content, as it stands in the file; of several versions the one that was written last is in force."""
    number, generation = page.objgen
    with opening.mapped(path) as raw:
        versions = [
            (begin, _NAMED.search(raw[begin : max(begin, raw.find(b"endobj", begin))]) is not None) for begin in _begins(raw, number, generation)
        ]
        versions += [(max(_begins(raw, stream, 0), default=0), named) for stream, named in packed.get(number, ())]
    return max(versions, default=(0, False))[1]


def packed(file: Any, unpack: Unpack) -> Packed:
    """Give the objects that stand with others in streams: by their numbers those of the streams, and whether they name a content there."""
    found: dict[int, list[tuple[int, bool]]] = {}
    for stream in file.objects:
        if isinstance(stream, pikepdf.Stream) and stream.get("/Type") == "/ObjStm":
            for number, text in _objects(unpack(stream)[0], int(stream.First)):
                found.setdefault(number, []).append((stream.objgen[0], _NAMED.search(text) is not None))
    return found


def _begins(raw: bytes | mmap.mmap, number: int, generation: int) -> Iterator[int]:
    """Say where the versions of an object begin."""
    return (found.end() for found in re.finditer(rb"(?<!\d)%d\s+%d\s+obj\b" % (number, generation), raw))


def _objects(data: bytes, first: int) -> Iterator[tuple[int, bytes]]:
    """Give what stands in a stream of objects, each with its number."""
    pairs = [(int(place), int(number)) for number, place in _PAIR.findall(data[:first])]
    for (place, number), (end, _) in zip(pairs, [*pairs[1:], (len(data) - first, 0)][: len(pairs)], strict=True):
        yield number, data[first + place : first + end]
