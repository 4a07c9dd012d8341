"""Directions: which way letters run."""

import re
import unicodedata
from functools import cache
from itertools import chain

_RANGES = (0x0590, 0x08FF), (0xFB1D, 0xFEFC)
FROM_RIGHT = re.compile("[{}-{}{}-{}]".format(*map(chr, chain.from_iterable(_RANGES))))
_LEFTWARD = {block for first, last in _RANGES for block in range(first >> 8, (last >> 8) + 1)}
_OTHERS = bytes(set(range(256)) - _LEFTWARD)


def has_leftward(text: str) -> bool:
    """Say whether a text has letters that are written from the right; most texts have none, which is seen by blocks of 256 letters."""
    return bool(blocks(text).translate(None, _OTHERS)) and FROM_RIGHT.search(text) is not None


def blocks(text: str) -> bytes:
    """Give the block of 256 signs to which each sign of a text belongs, in the order of UTF-16."""
    return text.encode("utf-16-le", "surrogatepass")[1::2]


def is_leftward(text: str) -> bool:
    """Say whether most letters of a text are written from the right."""
    kinds = [kind(letter) for letter in text]
    return kinds.count("R") > kinds.count("L")


@cache
def kind(letter: str) -> str:
    """Say how a letter runs: R from the right, L from the left, N a figure, empty where its neighbours decide."""
    if FROM_RIGHT.match(letter) and unicodedata.bidirectional(letter) in ("R", "AL"):
        return "R"
    if letter.isdigit():
        return "N"
    return "L" if letter.isalpha() else ""


@cache
def is_mark(letter: str) -> bool:
    """Say whether a sign hangs on a letter, and takes no room itself."""
    return unicodedata.category(letter) == "Mn"
