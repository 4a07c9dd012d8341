"""Emphasis: marks around words of a text, drawn as each medium can: bold in a terminal, asterisks without styles, nothing where text is data."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

Spans = tuple[tuple[int, int], ...]


class Marks(NamedTuple):
    """Hold what stands before and behind a marked word."""

    before: str
    behind: str


SIGNS = Marks("\ufff9", "\ufffb")  # annotation signs: no cell wide, and taken out of every text of a document before it is marked
STARS = Marks("*", "*")
NONE = Marks("", "")
_SIGNED = re.compile(f"{SIGNS.before}([^{SIGNS.before}{SIGNS.behind}\\s]*){SIGNS.behind}?")
_BOLD, _PLAIN = "\x1b[1;4m", "\x1b[22;24m"


def mark(text: str, spans: Iterable[tuple[int, int]], marks: Marks) -> str:
    """Put marks around parts of a text that follow each other."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], marks.before, text[start:end], marks.behind]
        at = end
    return "".join([*parts, text[at:]])


def paint(line: str) -> str:
    """Draw signed words bold and underlined; a word that was cut ends at the next blank."""
    return _SIGNED.sub(lambda found: f"{_BOLD}{found[1]}{_PLAIN}" if found[1] else "", line).replace(SIGNS.behind, "")


def chosen(styled: bool, terminal: bool) -> Marks:
    """Choose the marks: signs to paint where there are styles, asterisks on a terminal without, nothing elsewhere: there quotes stay verbatim."""
    return SIGNS if styled else STARS if terminal else NONE


def parts(line: str) -> Iterator[tuple[str, bool]]:
    """Cut a line into runs of text, each with whether it is marked; a word that was cut ends at the next blank."""
    at = 0
    for found in _SIGNED.finditer(line):
        yield line[at : found.start()].replace(SIGNS.behind, ""), False
        yield found[1], True
        at = found.end()
    yield line[at:].replace(SIGNS.behind, ""), False
