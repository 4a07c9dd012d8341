"""Text in a terminal: what a document says cannot drive the screen, and every character is as wide as it looks."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_SEQUENCE = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?|[ -/]*[0-~])|\x9b[0-?]*[ -/]*[@-~]")
_NARROW_JOINERS = "\u200c\u200d"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_NUMBER = re.compile(r"[\d.]*\d[a-z]{0,4}[).]*|[a-z]{1,4}[).]+", re.IGNORECASE)  # a word that numbers a clause: 2, 1.2, 3bis, b), iv)
ELLIPSIS = "…"
_NO_ROOM = frozenset({"Mn", "Me", "Mc", "Cf"})
_JOINED = (
    (0x1160, 0x11FF),
    (0x3164, 0x3164),
    (0xD7B0, 0xD7FF),
    (0xFFA0, 0xFFA0),
    (0x1F3FB, 0x1F3FF),
)  # letters within a Hangul syllable, its filler, tones of skin
_WIDE_SINCE = ((0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D376))  # wide since Unicode 16


def safe(text: str) -> str:
    """Drop escape sequences, control characters and direction overrides; any white space becomes a space."""
    plain = _SEQUENCE.sub("", text)
    return "".join(" " if c.isspace() else c for c in plain if c.isspace() or _shown(c))


def clean(text: str) -> str:
    """Make a text safe and put it on one line with single spaces."""
    return " ".join(safe(text).split())


def _shown(character: str) -> bool:
    return character in _NARROW_JOINERS or unicodedata.category(character) not in _HIDDEN


def width(text: str) -> int:
    """Count the terminal cells of a text: two for East Asian wide characters, none for marks that combine."""
    return len(text) if text.isascii() else sum(_cells(character) for character in text)


@lru_cache(maxsize=1 << 14)
def _cells(character: str) -> int:
    """Measure a character as terminals do today: marks take no room, spacing ones neither, and the second and third letters of a Hangul syllable."""
    code = ord(character)
    if unicodedata.category(character) in _NO_ROOM or any(first <= code <= last for first, last in _JOINED):
        return 0
    wide = unicodedata.east_asian_width(character) in "WF" or any(first <= code <= last for first, last in _WIDE_SINCE)
    return 2 if wide else 1


def cut(text: str, cells: int) -> str:
    """Cut a text to a number of cells and mark the cut."""
    if width(text) <= cells:
        return text
    return _head(text, max(0, cells - 1)).rstrip() + ELLIPSIS if cells > 0 else ""


def shorten(place: str, cells: int) -> str:
    """Cut the opener of a clause and keep its number: `instructs the Director of the … 2 b)`."""
    if width(place) <= cells:
        return place
    words, number = place.split(), ""
    while words and _NUMBER.fullmatch(words[-1]):
        number = f" {words.pop()}{number}"
    head = _head(place, max(0, cells - width(number) - 2))
    return f"{head.rpartition(' ')[0] or head} {ELLIPSIS}{number}"


def _head(text: str, cells: int) -> str:
    """Take as many characters as fit; a mark stays with the letter it combines with."""
    used = 0
    for position, character in enumerate(text):
        used += _cells(character)
        if used > cells:
            return text[:position]
    return text


def pad(text: str, cells: int) -> str:
    """Cut or fill a text to exactly a number of cells."""
    text = cut(text, cells)
    return text + " " * (cells - width(text))


def wrap(text: str, cells: int) -> list[str]:
    """Break a text into lines of at most `cells`; a word longer than a line, or a script without spaces, is broken inside."""
    return _lines(clean(text).split(), cells)


def wrap_marked(text: str, cells: int) -> list[str]:
    """Break a text that is clean already and has marks around words, which take no room of their own or are characters like any other."""
    return _lines(text.split(), cells)


def _lines(words: Iterable[str], cells: int) -> list[str]:
    cells = max(2, cells)
    lines = [""]
    for word in words:
        last = lines.pop()
        joined = f"{last} {word}" if last else word
        if width(joined) <= cells:
            lines.append(joined)
        elif _breakable(word, cells):
            lines += _pieces(joined, cells)
        else:
            lines += [last, word] if last else [word]
    return [line for line in lines if line]


def _breakable(word: str, cells: int) -> bool:
    """Say whether a run may be broken anywhere: it is longer than a line, or written without spaces between words."""
    return width(word) > cells or any(unicodedata.east_asian_width(c) in "WF" for c in word)


def _pieces(run: str, cells: int) -> list[str]:
    pieces = []
    while width(run) > cells:
        head = _head(run, cells)
        pieces.append(head.rstrip())
        run = run[len(head) :].lstrip()
    return [*pieces, run]


def fit(lines: list[str], most: int, cells: int) -> list[str]:
    """Keep the first `most` lines; where some are left out the last one kept ends in an ellipsis."""
    if len(lines) <= most:
        return lines
    if most <= 0:
        return []
    last = lines[most - 1]
    return [*lines[: most - 1], cut(last, cells - 1).removesuffix(ELLIPSIS).rstrip() + ELLIPSIS]
