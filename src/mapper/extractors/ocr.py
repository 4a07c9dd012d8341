"""OCR: what is drawn on a page is read by tesseract where it is installed; where it is not, or cannot, the reason is told."""

import ctypes
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Any

from mapper import children
from mapper.extractors import misread
from mapper.extractors.page import Page, Piece, Style, Word
from mapper.profiles import languages as known
from mapper.profiles import tell
from mapper.types import Box

PACKAGE = "tesseract-ocr"
NEEDED = f"needs OCR: install {PACKAGE}"
_LACKED = re.compile(rf"install {PACKAGE}-([a-z-]+)")
_DPI = 300
_MOST = 40_000_000  # pixels of a rendering
_SECONDS = 60  # for one image
_EARNED = 10.0  # seconds: what a page takes longer counts against its file
_DOUBT = 75  # of 100: a page read with less confidence is tried in all languages
_POOR = 55  # of 100: what is read with less confidence is noise, or another script
_SURE = 30  # of 100: a word read with less confidence is left out
_DESCENDING = frozenset("gjpqyQ,;()[]/ру")
_SCRIPT = "Script: "
_SCRIPTS = {"Cyrillic": "rus", "Arabic": "ara", "Han": "chi_sim"}  # as tesseract calls them, each with the language that is read in it
_ONE_COLUMN, _COLUMNS = "6", "3"  # as tesseract numbers its ways to cut a page: one that looks for columns loses labels that stand by themselves
_INK = bytes(level < 128 for level in range(256))
_STEP = 4  # pixels: so far apart are the strips in which ink is counted
_SPECK = 0.002  # of a strip: so much ink is dirt
_NAMES = {code: facts["ocr"] for code, facts in known().items()}  # of languages, as tesseract calls them
_TELLING = 4  # words of a language: so many tell that a page is written in it
_APART = 1.3  # times the words of any other language: neighbours share some


def is_there() -> bool:
    """Say whether scans can be read on this machine."""
    return shutil.which("tesseract") is not None


def can_now(missed: str) -> bool:
    """Say whether what OCR lacked, by a problem that was told of it, is installed by now."""
    program = shutil.which("tesseract")
    if program is None or NEEDED in missed:
        return program is not None and NEEDED in missed
    lacked = _LACKED.search(missed)
    return lacked is not None and lacked[1].replace("-", "_") in languages(program)


@dataclass(frozen=True)
class Seen:
    """Hold what OCR saw on a page, with how sure it was, or why it saw nothing; `blank`: there is nothing to see.

    `lacks`: the package of its language, where it was read in another one.
    """

    words: tuple[Word, ...] = ()
    sure: float = 0.0
    trouble: str = ""
    blank: bool = False
    lacks: str = ""


def recognise(document: Any, page: Page) -> Seen:
    """Read what is drawn on a page; the time it takes does not count against the limits of its file, since it has its own."""
    begun = monotonic()
    try:
        return _recognise(document, page)
    finally:
        children.earn(min(_EARNED, monotonic() - begun))


def _recognise(document: Any, page: Page) -> Seen:
    program = shutil.which("tesseract")
    if program is None:
        return Seen(trouble=f"and {NEEDED}")
    scale = min(_DPI / 72, (_MOST / max(1.0, page.width * page.height)) ** 0.5)
    image = render(document, page.number - 1, scale)
    if not image:
        return Seen(trouble="that cannot be drawn; look at it")
    try:
        table = _read(program, image)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError, OSError):
        return Seen(trouble="that OCR could not read; look at it")
    words, sure = tuple(misread.mended(list(_words(table, scale)))), _sureness(table)
    if words and sure < _POOR:
        return Seen(trouble=f"that OCR cannot read: install its language, apt-get install {_lacking(program, image) or f'{PACKAGE}-LANG'}")
    if not words:
        return Seen(trouble="in which OCR found no words", blank=True)
    return Seen(words, sure / 100, lacks=_package(program, _language(table)))


def _read(program: str, image: bytes) -> str:
    """Let tesseract read one image, in the first language that is installed, and again in the one that this tells it to be written in.

    Where it is not sure, in that of the script, or in all, with columns.
    """
    wanted = languages(program) or ["eng"]
    way = _COLUMNS if has_columns(image) else _ONE_COLUMN
    table = _read_as(program, image, way, wanted[0])
    if _sureness(table) < _DOUBT:
        language = _SCRIPTS.get(_script(program, image), "")
        other = (way, language) if language in wanted else (_COLUMNS, "+".join(wanted))
        if other != (way, wanted[0]):
            table = max(table, _read_as(program, image, *other), key=_sureness)
    elif (language := _language(table)) in wanted and language != wanted[0]:
        table = _read_as(program, image, way, language)
    return table


def _language(table: str) -> str:
    """Name the language in which most words of a page are written, whatever it was read in, as tesseract calls it; nothing where few tell."""
    counts = tell(" ".join(row[11] for row in _rows(table)))
    best = max(counts, key=lambda name: counts[name])
    others = max(count for name, count in counts.items() if name != best)
    return _NAMES[best] if counts[best] >= _TELLING and counts[best] > _APART * others else ""


def _read_as(program: str, image: bytes, way: str, language: str) -> str:
    return _run([program, "stdin", "stdout", "--dpi", str(_DPI), "--psm", way, "-l", language, "tsv"], image)


def has_columns(image: bytes) -> bool:
    """Say whether a drawn page has two columns: a white strip runs down its middle, with as much ink on its right as makes a column."""
    _, size, _, raw = image.split(b"\n", 3)
    wide, high = map(int, size.split())
    top, bottom = high // 6, high - high // 6
    ink = [raw[top * wide + across : bottom * wide : wide].translate(_INK).count(1) for across in range(0, wide, _STEP)]
    white = [count <= _SPECK * (bottom - top) for count in ink]
    middle = range(len(ink) * 35 // 100, len(ink) * 65 // 100)
    strip = max(0.012 * len(ink), 3)  # of the width: some 7 points
    run = 0
    for place in middle:
        run = run + 1 if white[place] else 0
        if run >= strip:
            left, right = sum(ink[: place - run + 1]), sum(ink[place + 1 :])
            return min(left, right) > 0.4 * max(left, right)
    return False


def languages(program: str) -> list[str]:
    """List the languages that are installed, of those that pages are read in."""
    installed = _run([program, "--list-langs"], b"").split()
    return [language for language in _NAMES.values() if language in installed]


def _lacking(program: str, image: bytes) -> str:
    """Name the package of the language that a page seems to need, by its script; nothing where that cannot be told, or is installed."""
    return _package(program, _SCRIPTS.get(_script(program, image), ""))


def _package(program: str, language: str) -> str:
    """Name the package of a language that is not installed; nothing where it is."""
    return f"{PACKAGE}-{language.replace('_', '-')}" if language and language not in languages(program) else ""


def _script(program: str, image: bytes) -> str:
    """Name the script of a page as tesseract calls it; nothing where it cannot tell."""
    try:
        told = _run([program, "stdin", "stdout", "--dpi", str(_DPI), "--psm", "0"], image)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError, OSError):
        return ""
    return next((line.removeprefix(_SCRIPT).strip() for line in told.split("\n") if line.startswith(_SCRIPT)), "")


def _run(command: list[str], image: bytes) -> str:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(
        command, input=image, capture_output=True, timeout=_SECONDS, check=True, env=environment, preexec_fn=children.die_with_parent
    )
    return done.stdout.decode("utf-8", "replace")


def _sureness(table: str) -> float:
    """Give the mean confidence of the words that were read."""
    sure = [float(row[10]) for row in _rows(table)]
    return sum(sure) / len(sure) if sure else 0.0


def _rows(table: str) -> list[list[str]]:
    """Give the rows of tesseract's table that hold words."""
    rows = [row.split("\t") for row in table.split("\n")[1:]]
    return [row for row in rows if len(row) == 12 and row[0] == "5" and row[11].strip()]


def _words(table: str, scale: float) -> Iterator[Word]:
    """Turn tesseract's table into words; all are given one size, those of a line one baseline."""
    found = [row for row in _rows(table) if float(row[10]) >= _SURE]
    lines: dict[tuple[str, ...], list[tuple[bool, float]]] = {}
    for row in found:
        hangs = bool(_DESCENDING.intersection(row[11]))
        lines.setdefault(tuple(row[1:5]), []).append((hangs, (float(row[7]) + float(row[9])) / scale))
    heights = sorted(float(row[9]) / scale for row in found)
    size = float(round(heights[len(heights) // 2] * 1.2)) if heights else 0.0
    for row in found:
        standing = sorted(bottom for hangs, bottom in lines[tuple(row[1:5])] if not hangs)
        every = sorted(bottom for _, bottom in lines[tuple(row[1:5])])
        base = standing[len(standing) // 2] if standing else every[0] - 0.2 * size
        left, wide = float(row[6]) / scale, float(row[8]) / scale
        box = Box(left, base - 0.8 * size, left + wide, base + 0.2 * size)
        yield Word((Piece(row[11].strip(), Style("ocr", size), box),), box)


def render(document: Any, index: int, scale: float) -> bytes:
    """Draw a page in grey as a PGM image; empty where it cannot be drawn."""
    import pypdfium2.raw as pdfium

    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return b""
    try:
        wide, high = (max(1, round(side * scale)) for side in (pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)))
        bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_Gray, None, 0)
        if not bitmap:
            return b""
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, wide, high, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        raw = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * high)
        pdfium.FPDFBitmap_Destroy(bitmap)
    finally:
        pdfium.FPDF_ClosePage(page)
    rows = b"".join(raw[row * stride : row * stride + wide] for row in range(high))
    return b"P5\n%d %d\n255\n" % (wide, high) + rows
