"""Which way of spoiling fits which format."""

import random
from collections.abc import Callable, Mapping

from spoiling import markup, objects
from spoiling.seeds import mutations

Way = Callable[[bytes, random.Random], bytes]

_BYTES: tuple[Way, ...] = (mutations._bytes, mutations._cut, mutations._splice, mutations._numbers)
_MORE: Mapping[str, tuple[Way, ...]] = {"pdf": (mutations._words,), "html": (mutations._tags,), "xml": (mutations._tags,)}
_DEEP: Mapping[str, tuple[Way, ...]] = {
    "pdf": (objects.spoil,),
    "docx": (markup.spoil_zip, mutations._parts_spoilt),
    "xlsx": (markup.spoil_zip, mutations._parts_spoilt),
    "html": (markup.spoil_html,),
    "xml": (markup.spoil_xml,),
    "jsonl": (markup.spoil_lines,),
}
_CROSSED, _DEEPLY = 0.15, 0.7  # of the files: two are put together; objects, elements or values are put wrong; the rest is spoilt byte by byte
_RARE = 0.04  # of the files: they are given the ending of another kind


def spoiled(seed: int, files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Give a spoilt file with its name; the same for the same seed and files."""
    chance = random.Random(seed)
    kind = chance.choice(sorted({_kind(name) for name in files}))
    alike = [name for name in sorted(files) if _kind(name) == kind]
    name, other = chance.choice(alike), chance.choice(alike)
    raw = _spoilt(kind, files[name], files[other], chance)
    ending = chance.choice(sorted({_kind(each) for each in files})) if chance.random() < _RARE else kind
    return f"spoilt-{seed:09}-{name.rpartition('.')[0]}.{ending}", raw


def _kind(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _spoilt(kind: str, raw: bytes, other: bytes, chance: random.Random) -> bytes:
    way = chance.random()
    if way < _CROSSED:
        return markup.crossed(raw, other, chance) if kind in ("docx", "xlsx") and chance.random() < 0.5 else _crossed(raw, other, chance)
    if way < _DEEPLY and kind in _DEEP:
        return chance.choice(_DEEP[kind])(raw, chance)
    for _ in range(chance.randint(1, 4)):
        raw = chance.choice((*_BYTES, *_MORE.get(kind, ())))(raw, chance)
    return raw


def _crossed(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    """Put the beginning of one file before the end of another."""
    return raw[: chance.randrange(len(raw) + 1)] + other[chance.randrange(len(other) + 1) :]
