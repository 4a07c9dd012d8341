"""Scans: pages of images alone are read by tesseract where it is installed, and are said to need it where it is not."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from mapper.extractors.page import Page, Piece, Style, Word
from mapper.types import Box

NEEDED = "needs OCR: install tesseract-ocr"
_DPI = 300
_MOST = 40_000_000  # pixels of a rendering
_SECONDS = 120
_SURE = 30  # of 100: a word read with less confidence is left out
_LANGUAGES = ("eng", "fra", "spa", "rus", "ara", "chi_sim")


def recognise(document: Any, page: Page) -> tuple[Page, str]:
    """Give a scanned page its words, or say why it has none; words of a hidden layer are not trusted."""
    program = shutil.which("tesseract")
    if program is None:
        return replace(page, words=()), f"page {page.number} is an image and {NEEDED}"
    scale = min(_DPI / 72, (_MOST / max(1.0, page.width * page.height)) ** 0.5)
    image = render(document, page.number - 1, scale)
    if not image:
        return replace(page, words=()), f"page {page.number} is an image that cannot be drawn; look at it"
    try:
        table = _read(program, image)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError, OSError):
        return replace(page, words=()), f"page {page.number} is an image that OCR could not read; look at it"
    words = tuple(_words(table, scale))
    if not words:
        return replace(page, words=()), f"page {page.number} is an image in which OCR found no words"
    return replace(page, words=words, ocr=True), f"page {page.number} was read by OCR; check what is quoted from it"


def _read(program: str, image: bytes) -> str:
    """Let tesseract read one image with the languages that are installed."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    installed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=_SECONDS, check=True, env=environment).stdout.split()
    wanted = [language for language in _LANGUAGES if language in installed] or ["eng"]
    command = [program, "stdin", "stdout", "-l", "+".join(wanted[:1]), "--dpi", str(_DPI), "tsv"]
    done = subprocess.run(command, input=image, capture_output=True, timeout=_SECONDS, check=True, env=environment)
    return done.stdout.decode("utf-8", "replace")


def _words(table: str, scale: float) -> Iterator[Word]:
    """Turn tesseract's table into words; letters of one line are given one size and one baseline."""
    rows = [row.split("\t") for row in table.split("\n")[1:]]
    found = [row for row in rows if len(row) == 12 and row[0] == "5" and row[11].strip() and float(row[10]) >= _SURE]
    heights: dict[tuple[str, ...], list[float]] = {}
    bottoms: dict[tuple[str, ...], list[float]] = {}
    for row in found:
        key = tuple(row[1:5])
        heights.setdefault(key, []).append(float(row[9]) / scale)
        bottoms.setdefault(key, []).append((float(row[7]) + float(row[9])) / scale)
    for row in found:
        key = tuple(row[1:5])
        left, wide = float(row[6]) / scale, float(row[8]) / scale
        size = round(sorted(heights[key])[len(heights[key]) // 2] * 1.1)
        bottom = sorted(bottoms[key])[len(bottoms[key]) // 2]
        box = Box(left, bottom - size, left + wide, bottom)
        yield Word((Piece(row[11].strip(), Style("ocr", float(size)), box),), box)


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
