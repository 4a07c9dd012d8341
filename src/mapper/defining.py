"""Definitions: the short forms that a text itself explains, "greenhouse gas (GHG)" or "GHG (greenhouse gas)" (Schwartz and Hearst 2003)."""

import re
from collections.abc import Iterator
from functools import cache

from mapper.profiles import languages

MOST = 10  # characters of a short form; a longer one is no abbreviation
_BRACKETS = re.compile(r"\(([^()]{1,120})\)")
_WORD = re.compile(r"[^\W_]+")
_SHORT = re.compile(r"[^\W_]{2,}")
_BEFORE = re.compile(r"(?:^|[\s(])([^\W_]{2,10})\s*$")
_STOP = re.compile(r"[.;:!?]\s|[\[\]\"“”]")
_EDGE = re.compile(r"^[^\w]+|[^\w]+$")


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Give each short form of a text with the words that it stands for, in the order of the text."""
    for found in _BRACKETS.finditer(text):
        inside, before = found[1].strip(), text[: found.start()]
        short = singular(re.split(r"[,;]", inside)[0].strip())
        if is_short(short):
            long = long_form(short, _candidate(short, before))
        else:
            named = _BEFORE.search(before)
            short = singular(named[1]) if named else ""
            long = long_form(short, inside) if is_short(short) else ""
            long = long if long == _EDGE.sub("", inside) else ""  # in the brackets nothing stands but what is meant
        if long:
            yield short, long


def singular(short: str) -> str:
    """Take the s of a plural from a short form: "GHGs" is "GHG"."""
    return short[:-1] if short.endswith("s") and short[:-1].isupper() else short


def is_short(word: str) -> bool:
    """Say whether a word looks like a short form: one word, with two capitals at least, and few characters."""
    return len(word) <= MOST and _SHORT.fullmatch(word) is not None and sum(map(str.isupper, word)) >= 2


def long_form(short: str, before: str) -> str:
    """Find the shortest run of words at the end of a text whose letters hold those of a short form in order; empty where there is none.

    The first letter of the short form begins a word. The run must say more than the short form, and not hold it.
    """
    if whole := _initials(short, before):
        return whole
    place = len(before)
    letters = [sign for sign in short.casefold() if sign.isalnum()]
    folded = before.casefold()
    if len(folded) != len(before):
        return ""
    for left, sign in zip(range(len(letters) - 1, -1, -1), reversed(letters), strict=True):
        place -= 1
        while place >= 0 and (folded[place] != sign or (left == 0 and place > 0 and folded[place - 1].isalnum())):
            place -= 1
        if place < 0:
            return ""
    long = _EDGE.sub("", " ".join(before[before.rfind(" ", 0, place + 1) + 1 :].split()))
    words = _WORD.findall(long)
    fits = len(words) >= 2 and len(long) > len(short) and short not in words and len(words) <= _longest(short)
    sound = words[:1] and words[0] not in _small() and not re.search(r"[()/]", long)
    return long if fits and sound else ""


def _initials(short: str, before: str) -> str:
    """Find the words at the end of a text that begin with the letters of a short form; small words between them may begin as they like."""
    letters = list(short.casefold())
    for found in reversed(list(_WORD.finditer(before))):
        word = found[0].casefold()
        if letters and word[0] == letters[-1]:
            letters.pop()
        elif word not in _small():
            break
        if not letters:
            long = before[found.start() :]
            return "" if re.search(r"[()/]", long) else _EDGE.sub("", " ".join(long.split()))
    return ""


@cache
def _small() -> frozenset[str]:
    """Give the small words of all languages, with which no term begins."""
    return frozenset(word for facts in languages().values() for word in facts["stop"])


def _candidate(short: str, before: str) -> str:
    """Give the words before a bracket that may be meant: as many as the method allows, within the sentence."""
    sentence = _STOP.split(before)[-1]
    return " ".join(sentence.split()[-_longest(short) :])


def _longest(short: str) -> int:
    return min(len(short) + 5, 2 * len(short))
