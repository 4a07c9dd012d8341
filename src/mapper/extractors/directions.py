"""Directions: which way letters run."""

import re
import unicodedata
from functools import cache

FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")


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
