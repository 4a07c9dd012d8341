"""Brackets in lines from the right: the file holds them as they look, or as they read; what stands beside them tells."""

import re
from collections.abc import Iterator, Sequence

from mapper.extractors.directions import kind

_OPENING, _CLOSING = "([{«‹（", ")]}»›）"
_MIRROR = str.maketrans(_OPENING + _CLOSING, _CLOSING + _OPENING)
BRACKETS = _OPENING + _CLOSING
_BRACKETS = frozenset(BRACKETS)
_ANY = re.compile(f"[{re.escape(BRACKETS)}]")
_STOPS = ".,;:!?\u060c\u061b\u061f\u0640"
LABEL = 4  # signs: a bracket among so many at the beginning of a row closes a label


def mirrored(text: str) -> str:
    """Give a text with each bracket turned round."""
    return text.translate(_MIRROR)


def balance(text: str) -> int:
    """Count how well the brackets of a row stand: pairs that open before they close, and the one that closes a label."""
    score = 0
    if not _ANY.search(text):
        return score
    open_: list[str] = []
    for place, sign in enumerate(text):
        if sign in _CLOSING and place < LABEL and not open_:
            score += 2
        elif sign in _OPENING:
            open_.append(sign)
        elif sign in _CLOSING and open_ and _OPENING.index(open_.pop()) == _CLOSING.index(sign):
            score += 2
    return score


def bracketed(texts: Sequence[str]) -> list[str]:
    """Turn the brackets of a word as they must stand there: open at its beginning and behind what is glued before a Latin word, closed at its end."""
    if _BRACKETS.isdisjoint(texts):
        return list(texts)
    begin, end = 0, len(texts)
    while begin < end and texts[begin] in BRACKETS:
        begin += 1
    while end > begin and (texts[end - 1] in BRACKETS or texts[end - 1] in _STOPS):
        end -= 1
    if begin == end:
        return list(texts)
    front = [mirrored(text) if text in _CLOSING else text for text in texts[:begin]]
    back = [mirrored(text) if text in _OPENING else text for text in texts[end:]]
    return [*front, *_inner(texts[begin:end]), *back]


def opened(texts: Sequence[str]) -> list[str]:
    """Open the brackets that stand by themselves at the end of a line."""
    return [mirrored(text) if text in _CLOSING else text for text in texts]


def _inner(texts: Sequence[str]) -> Iterator[str]:
    """Open a bracket that stands alone in a word, between a letter from the right and a Latin one."""
    alone = sum(text in BRACKETS for text in texts) == 1
    for place, text in enumerate(texts):
        if alone and text in _CLOSING and kind(texts[place - 1][0]) == "R" and kind(texts[place + 1][0]) == "L":
            yield mirrored(text)
        else:
            yield text
