"""Probing: in which language a drawn page is to be read, told by a band of it, so that no page is read twice."""

from collections.abc import Sequence

from mapper.extractors import tesseract
from mapper.extractors.graymap import Graymap, densest
from mapper.extractors.tesseract import ONE_COLUMN, Read
from mapper.profiles import tell

_BAND = 250  # pixels: about five lines
_DOUBT = 60  # of 100: a band that is read with less confidence is in another script
_SCRIPTS = {"Cyrillic": "rus", "Arabic": "ara", "Han": "chi_sim"}  # as tesseract calls them, each with the language that is read in it
_TELLING = 4  # words of a language: so many tell that a page is written in it
_APART = 1.3  # times the words of any other language: neighbours share some


def language(program: str, page: Graymap, installed: Sequence[str]) -> str:
    """Name the language of a page, as far as it can be told, whether it is installed or not."""
    band = densest(page, _BAND).pgm
    found = tesseract.read(program, band, ONE_COLUMN, installed[0])
    if not found:
        return ""
    if tesseract.sureness(found) < _DOUBT:
        others = [name for name in _SCRIPTS.values() if name in installed]
        return of_script(program, band) or _surest(program, band, others)
    told = told_by(found)
    near = [name for name in _neighbours(found) if name in installed]
    if told or len(near) < 2:
        return told
    return _surest(program, band, near)


def _surest(program: str, image: bytes, names: Sequence[str]) -> str:
    """Name the language in which an image is read with most confidence; nothing where none is good."""
    sure = {name: tesseract.sureness(tesseract.read(program, image, ONE_COLUMN, name)) for name in names}
    best = max(sure, key=lambda name: sure[name], default="")
    return best if sure.get(best, 0.0) >= _DOUBT else ""


def of_script(program: str, image: bytes) -> str:
    """Name the language of an image by its script; nothing where that has several."""
    return _SCRIPTS.get(tesseract.script(program, image), "")


def told_by(found: Sequence[Read]) -> str:
    """Name the language in which most words of a page are written, whatever it was read in; nothing where few tell."""
    counts = _counts(found)
    best = max(counts, key=lambda name: counts[name])
    others = max(count for name, count in counts.items() if name != best)
    return tesseract.NAMES[best] if counts[best] >= _TELLING and counts[best] > _APART * others else ""


def _neighbours(found: Sequence[Read]) -> list[str]:
    """Name the languages between which the words do not tell."""
    counts = _counts(found)
    most = max(counts.values())
    return [tesseract.NAMES[name] for name, count in counts.items() if count and count * _APART >= most]


def _counts(found: Sequence[Read]) -> dict[str, int]:
    return tell(" ".join(word.text for word in found))
