"""Naming: what may be a reviewer's name, and which names look alike to a person though they are not written alike."""

import unicodedata
from collections.abc import Iterable

LONGEST = 60  # letters
_BARRED = '/\\"<>|'
# Letters of other scripts that are drawn like Latin ones (a part of Unicode's confusables, UTS 39).
_DRAWN = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u043a\u043c\u0442\u043d\u0432\u0501\u051b\u051d"
    "\u03b1\u03bf\u03c1\u03bd\u03b9\u03ba\u03c4\u03c5\u03c7\u0131",
    "aeopcyxijshkmthbdqwaopviktuxi",
)


def fault(name: str) -> str:
    """Say in a clause why a text cannot be a reviewer's name; empty where it can."""
    if not name.strip():
        return "it is blank"
    if any(unicodedata.category(one) in ("Cc", "Cs", "Co", "Zl", "Zp") or one in _DIRECTIONS for one in name):
        return "it holds control characters"
    if barred := sorted(set(name) & set(_BARRED)):
        return f"it holds {' '.join(barred)}"
    if len(name) > LONGEST:
        return f"it has {len(name)} letters, and {LONGEST} are the most"
    scripts = sorted({_script(one) for one in name if one.isalpha()} & {"LATIN", "CYRILLIC", "GREEK"})
    return f"it mixes {' and '.join(one.capitalize() for one in scripts)} letters" if len(scripts) > 1 else ""


_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def bare(name: str) -> str:
    """Fold what people vary in a name that they write again: case and spaces."""
    return "".join(unicodedata.normalize("NFC", name).split()).casefold()


def look_alike(name: str, known: Iterable[str]) -> str:
    """Find a known name that a person would read as this one though it is written with other letters; empty where there is none."""
    seen = _seen(name)
    return next((one for one in known if bare(one) != bare(name) and _seen(one) == seen), "")


def _seen(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold().translate(_DRAWN)
    return "".join(one for one in folded if not one.isspace() and unicodedata.category(one) != "Cf")
