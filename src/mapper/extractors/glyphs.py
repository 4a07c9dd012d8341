"""Glyphs: the letters of one page as the second engine meets them, not laid out; it stops where a page would take it too long."""

import io
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from mapper.extractors import plumber

NO_LETTER = "\ufffd"
_MOST = 30_000  # letters, paths, forms and images: a page of text has fewer
_LONGEST = 12  # letters that one glyph may stand for


def letters(raw: bytes) -> str | None:
    """Give the letters of the first page of a file, NO_LETTER for each that its font does not tell; None where that fails or takes too long."""
    device = _Reader(PDFResourceManager())
    try:
        for page in PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(raw)))):
            PDFPageInterpreter(device.rsrcmgr, device).process_page(page)
            break
    except plumber.refusals():
        return None
    return "".join(device.found)


class _TooMuch(LookupError):
    """Stop the engine by an error of a kind that it may raise itself."""


class _Reader(PDFTextDevice):
    """Note each letter once where it is printed several times on one spot, as bold letters are made."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.found: list[str] = []
        self.spots: set[tuple[str, int, int]] = set()
        self.left = _MOST

    def render_char(self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, *_rest: Any) -> float:
        self._spend()
        try:
            letter = font.to_unichr(cid)[:_LONGEST]
        except PDFUnicodeNotDefined:
            letter = NO_LETTER
        x, y = matrix[4:]
        spots = {(letter, int(x), int(y)), (letter, int(x + 0.5), int(y + 0.5))}  # half a point apart is in one cell of one of the two grids
        if not spots & self.spots:
            self.spots |= spots
            self.found.append(letter)
        return float(font.char_width(cid) * fontsize * scaling)

    def paint_path(self, *_drawn: Any) -> None:
        self._spend()

    def render_image(self, *_drawn: Any) -> None:
        self._spend()

    def begin_figure(self, *_drawn: Any) -> None:
        self._spend()

    def _spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _TooMuch
