"""OCR: what is drawn on a page is read by tesseract where it is installed; where it is not, or cannot, the reason is told."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

from mapper import children
from mapper.extractors import directions, graymap, latin, leftward, misread, probing, tesseract
from mapper.extractors.page import Page, Piece, Style, Word
from mapper.extractors.tesseract import COLUMNS, FAILURES, ONE_COLUMN, Read
from mapper.types import Box

PACKAGE = "tesseract-ocr"
NEEDED = f"needs OCR: install {PACKAGE}"
_LACKED = re.compile(rf"install {PACKAGE}-([a-z-]+)")
_MOST = 40_000_000  # pixels of a rendering
_EARNED = 10.0  # seconds: what a page takes longer counts against its file
_DOUBT = 75  # of 100: a page read with less confidence is tried in another language, or in all
_POOR = 55  # of 100: what is read with less confidence is noise, or another script
_SURE = 30  # of 100: a word read with less confidence is left out
_DESCENDING = frozenset("gjpqyQ,;()[]/ру")
_TALL, _TALLER = 1.2, 1.65  # times the usual height of a word: the size of its font, and in scripts from the right, where it is that above the line
_FIRST = "eng"  # the language of a page of which nothing is known


def is_there() -> bool:
    """Say whether scans can be read on this machine."""
    return tesseract.program() is not None


def can_now(missed: str) -> bool:
    """Say whether what OCR lacked, by a problem that was told of it, is installed by now."""
    program = tesseract.program()
    if program is None or NEEDED in missed:
        return program is not None and NEEDED in missed
    lacked = _LACKED.search(missed)
    return lacked is not None and lacked[1].replace("-", "_") in tesseract.languages(program)


@dataclass(frozen=True)
class Seen:
    """Hold what OCR saw on a page, with how sure it was, or why it saw nothing; `blank`: there is nothing to see.

    `language`: in which it read the page, as it calls it; `lacks`: the package of the page's language, where that was another one. `turns`: how far
    it turned the page to the right, in quarters: words stand where they do on the turned page.
    """

    words: tuple[Word, ...] = ()
    sure: float = 0.0
    trouble: str = ""
    blank: bool = False
    language: str = ""
    lacks: str = ""
    turns: int = 0


def recognise(document: Any, page: Page, before: str = "") -> Seen:
    """Read what is drawn on a page, at first in the language of the page `before`, where that is known.

    The time it takes does not count against the limits of its file, since it has its own.
    """
    begun = monotonic()
    try:
        return _recognise(document, page, before)
    finally:
        children.earn(min(_EARNED, monotonic() - begun))


def _recognise(document: Any, page: Page, before: str) -> Seen:
    program = tesseract.program()
    if program is None:
        return Seen(trouble=f"and {NEEDED}")
    scale = min(tesseract.DPI / 72, (_MOST / max(1.0, page.width * page.height)) ** 0.5)
    image = render(document, page.number - 1, scale)
    if not image:
        return Seen(trouble="that cannot be drawn; look at it")
    try:
        found, language, turns, image = _read_upright(program, image, before)
    except FAILURES:
        return Seen(trouble="that OCR could not read; look at it")
    words, sure = tuple(misread.mended(list(_words(found, scale)))), tesseract.sureness(found)
    if words and sure < _POOR:
        return Seen(trouble=f"that OCR cannot read: install its language, apt-get install {_lacking(program, image) or f'{PACKAGE}-LANG'}")
    if not words:
        return Seen(trouble="in which OCR found no words", blank=True)
    return Seen(words, sure / 100, language=language, lacks=_package(program, probing.told_by(found)), turns=turns)


def _read_upright(program: str, image: bytes, before: str) -> tuple[list[Read], str, int, bytes]:
    """Read an image, and where that goes badly, or up or down the page, turn it and read it again: say in which language, how far, and give it so."""
    found, language = _read(program, image, before)
    aside = tesseract.runs_aside(found)
    turns = tesseract.turns(program, image) if aside or tesseract.sureness(found) < _DOUBT else 0
    if turns:
        turned = graymap.read(image).turned(turns).pgm
        again, other = _read(program, turned, before)
        if tesseract.sureness(again) > (_POOR if aside else tesseract.sureness(found)):
            return again, other, turns, turned
    return found, language, 0, image


def _read(program: str, image: bytes, before: str) -> tuple[list[Read], str]:
    """Let tesseract read one image in the language of the page before, or else in the one that a band of it tells; say in which.

    Where it is not sure, or reads another language, in that one; or in all, with columns.
    """
    installed = tesseract.languages(program) or [_FIRST]
    drawn = graymap.read(image)
    way = COLUMNS if graymap.has_columns(drawn) else ONE_COLUMN
    probed = "" if before in installed else probing.language(program, drawn, installed)
    language = next(name for name in (before, probed, installed[0]) if name in installed)
    found = tesseract.read(program, image, way, language)
    other = probing.told_by(found)
    if tesseract.sureness(found) < _DOUBT:
        other = probing.language(program, drawn, installed) if language == before else probing.of_script(program, image)
    if other in installed and other != language:
        language, found = max((language, found), (other, tesseract.read(program, image, way, other)), key=lambda each: tesseract.sureness(each[1]))
    elif tesseract.sureness(found) < _DOUBT and not other:
        every = (COLUMNS, "+".join(installed))
        found = max(found, tesseract.read(program, image, *every), key=tesseract.sureness)
    if latin.LANGUAGE in installed and latin.is_unknown(language):
        found = latin.reread(program, drawn, found, language)
    return leftward.mended(drawn, found) if _is_leftward(found) else found, language


def _is_leftward(found: Sequence[Read]) -> bool:
    return directions.is_leftward("".join(word.text for word in found))


def _lacking(program: str, image: bytes) -> str:
    """Name the package of the language that a page seems to need, by its script; nothing where that cannot be told, or is installed."""
    return _package(program, probing.of_script(program, image))


def _package(program: str, language: str) -> str:
    """Name the package of a language that is not installed; nothing where it is."""
    return f"{PACKAGE}-{language.replace('_', '-')}" if language and language not in tesseract.languages(program) else ""


def _words(read: Sequence[Read], scale: float) -> Iterator[Word]:
    """Turn what was read into words; all are given one size, those of a line one baseline; a page from the right is in its order."""
    found = [word for word in read if word.sure >= _SURE]
    gap, tall = (0.0, _TALLER) if _is_leftward(found) else (None, _TALL)
    lines: dict[tuple[str, ...], list[tuple[bool, float]]] = {}
    for word in found:
        hangs = bool(_DESCENDING.intersection(word.text))
        lines.setdefault(word.line, []).append((hangs, (word.top + word.high) / scale))
    heights = sorted(word.high / scale for word in found)
    size = float(round(heights[len(heights) // 2] * tall)) if heights else 0.0
    for word in found:
        standing = sorted(bottom for hangs, bottom in lines[word.line] if not hangs)
        every = sorted(bottom for _, bottom in lines[word.line])
        base = standing[len(standing) // 2] if standing else every[0] - 0.2 * size
        left, wide = word.left / scale, word.wide / scale
        box = Box(left, base - 0.8 * size, left + wide, base + 0.2 * size)
        yield Word((Piece(word.text, Style("ocr", size), box),), box, gap=gap)


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
