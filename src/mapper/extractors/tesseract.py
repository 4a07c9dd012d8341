"""Tesseract: the program is run on images, and the tables that it gives are read; only this module starts it."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from typing import NamedTuple

from mapper import children
from mapper.profiles import languages as known

DPI = 300
ONE_COLUMN, COLUMNS = "6", "3"  # as it numbers its ways to cut a page: one that looks for columns loses labels that stand by themselves
NAMES = {code: facts["ocr"] for code, facts in known().items()}  # of languages, as it calls them
FAILURES = (subprocess.TimeoutExpired, subprocess.CalledProcessError, OSError)
_LONG = 4  # letters
_SECONDS = 60  # for one image
_MARGIN = 3  # pixels around a word that is cut out
_SCRIPT, _TURN, _TURN_SURE = "Script: ", "Rotate: ", "Orientation confidence: "
_SURE = 2.0  # as the program counts it: with less confidence how a page lies is a guess
_DIRECTIONS = dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F)])  # marks that say which way a word runs


class Read(NamedTuple):
    """Hold a word as it was read: the line in which it stands, its box in pixels, and with how much of 100 the program is sure of it."""

    line: tuple[str, ...]
    left: int
    top: int
    wide: int
    high: int
    sure: float
    text: str


def program() -> str | None:
    """Name the program, where it is installed."""
    return shutil.which("tesseract")


def run(command: list[str], image: bytes) -> str:
    """Give what a command says of an image."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(
        command, input=image, capture_output=True, timeout=_SECONDS, check=True, env=environment, preexec_fn=children.die_with_parent
    )
    return done.stdout.decode("utf-8", "replace")


def read(name: str, image: bytes, way: str, language: str) -> list[Read]:
    """Read an image in a language."""
    return words(run([name, "stdin", "stdout", "--dpi", str(DPI), "--psm", way, "-l", language, "tsv"], image))


def words(table: str) -> list[Read]:
    """Give the words of a table."""
    rows = [row.split("\t") for row in table.split("\n")[1:]]
    return [_word(row) for row in rows if len(row) == 12 and row[0] == "5" and row[11].translate(_DIRECTIONS).strip()]


def _word(row: Sequence[str]) -> Read:
    left, top, wide, high = (int(cell) for cell in row[6:10])
    return Read(tuple(row[1:5]), left, top, wide, high, float(row[10]), row[11].translate(_DIRECTIONS).strip())


def sureness(found: Sequence[Read]) -> float:
    """Give the mean confidence of words, of 100."""
    return sum(word.sure for word in found) / len(found) if found else 0.0


def runs_aside(found: Sequence[Read]) -> bool:
    """Say whether most words run up or down an image: those that are long stand higher than they are wide."""
    long = [word.high > word.wide for word in found if len(word.text) >= _LONG]
    return sum(long) > len(long) / 2


def usual_height(found: Sequence[Read]) -> int:
    """Give the middle height of words."""
    return sorted(word.high for word in found)[len(found) // 2]


def around(found: Sequence[Read]) -> tuple[int, int, int, int]:
    """Give the box of words, with a margin: left, top, right, bottom."""
    left, top = min(word.left for word in found), min(word.top for word in found)
    right, bottom = max(word.left + word.wide for word in found), max(word.top + word.high for word in found)
    return max(0, left - _MARGIN), max(0, top - _MARGIN), right + _MARGIN, bottom + _MARGIN


def languages(name: str) -> list[str]:
    """List the languages that are installed, of those that pages are read in."""
    installed = run([name, "--list-langs"], b"").split()
    return [language for language in NAMES.values() if language in installed]


def script(name: str, image: bytes) -> str:
    """Name the script of an image as the program calls it; nothing where it cannot tell."""
    return _told(_looked_at(name, image), _SCRIPT)


def turns(name: str, image: bytes) -> int:
    """Say how far to the right an image has to be turned for its text to stand upright, in quarters; 0 where the program is not sure."""
    seen = _looked_at(name, image)
    degrees, sure = _told(seen, _TURN), _told(seen, _TURN_SURE)
    return int(degrees) // 90 % 4 if degrees.isdigit() and sure and float(sure) >= _SURE else 0


def _looked_at(name: str, image: bytes) -> str:
    """Give what the program says of how an image lies and of its script, which asks for data of its own; nothing where it cannot tell."""
    try:
        return run([name, "stdin", "stdout", "--dpi", str(DPI), "--psm", "0"], image)
    except FAILURES:
        return ""


def _told(seen: str, what: str) -> str:
    return next((line.removeprefix(what).strip() for line in seen.split("\n") if line.startswith(what)), "")
