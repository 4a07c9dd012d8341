"""The second engine: pages by pdfplumber, slow and patient, for files that the first one refuses; each page is closed before the next."""

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mapper.errors import UnreadableSource
from mapper.extractors.page import Page, Piece, Style, Word
from mapper.types import Box


def pages(path: Path, most: int) -> Iterator[Page]:
    """Give the pages of a PDF; raise UnreadableSource where this engine cannot read it either."""
    import pdfplumber

    refusal = f"{path.name} is damaged or cut off and cannot be repaired; get it again from where it came"
    try:
        with pdfplumber.open(path) as document:
            if not document.pages:
                raise UnreadableSource(f"{path.name} has no pages; get it again from where it came")
            for number, page in enumerate(document.pages[:most], start=1):
                yield _page(page, number)
                page.close()
    except refusals() as error:
        raise UnreadableSource(refusal) from error


def page(read: Path | bytes, number: int) -> Page | None:
    """Give one page of a PDF; None where this engine cannot read it."""
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(read) if isinstance(read, bytes) else read, pages=[number]) as document:
            for one in document.pages:
                found = _page(one, number)
                one.close()
                return found
    except refusals():
        return None
    return None


def refusals() -> tuple[type[Exception], ...]:
    """Name what this engine raises over files that it cannot read."""
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # what it mends is not for the user
    known = MalformedPDFException, PdfminerException, PDFException, ValueError, LookupError, TypeError, AttributeError, RecursionError
    return *known, ArithmeticError, AssertionError, StopIteration, struct.error, zlib.error


def _page(page: Any, number: int) -> Page:
    words = tuple(_word(word) for word in page.extract_words(extra_attrs=["fontname", "size"]))
    edges = tuple(Box(float(edge["x0"]), float(edge["top"]), float(edge["x1"]), float(edge["bottom"])) for edge in page.edges)
    return Page(number, float(page.width), float(page.height), words, edges, 0.0, len(page.objects))


def _word(word: dict[str, Any]) -> Word:
    font, size = str(word["fontname"]).rsplit("+", 1)[-1], round(float(word["size"]), 2)
    folded = font.casefold()
    flat = float(word["x1"]) <= float(word["x0"])  # scaled to nothing: nobody sees it
    style = Style(font, size, "bold" in folded, "ital" in folded or "obli" in folded, flat)
    bottom = float(word["bottom"])
    box = Box(float(word["x0"]), bottom - size, float(word["x1"]), bottom)
    return Word((Piece(str(word["text"]), style, box),), box)
