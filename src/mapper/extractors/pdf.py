"""PDF files: pages by pdfium first, from a repaired copy or by pdfplumber where that fails; a page with content and no words is said so."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from mapper.errors import MISSING, UnreadableSource
from mapper.extractors import ocr, plumber, scans, shifted, symbols
from mapper.extractors.laying import lines
from mapper.extractors.lines import CUT, Sheet
from mapper.extractors.page import Page

_PASSWORD = 4
_TAIL = 1 << 20  # bytes: so much may stand behind the end of a file that was sent through a mail or web gateway
_RULES = 3000  # of a page: more are a drawing, and no table is looked for in them
_VAIN = 3  # pages on which nobody found words: the rest of a file that draws its letters are not tried
_COARSE = 0.5  # pixels a point: enough to see whether anything is printed
_OBJECT = re.compile(rb"(?<!\d)\d{1,10}\s+\d{1,5}\s+obj\b")
_UNSIGNED_END = re.compile(rb"startxref\s+\d+\s*%?%?E?O?\s*$")  # the last line is lost, or was never written; all else is there


def sheets(path: Path, pages: int) -> Iterator[Sheet]:
    """Give the pages of a PDF as sheets; raise UnreadableSource where nothing helps."""
    raw = path.read_bytes()
    if not raw:
        raise UnreadableSource(f"{path.name} is empty; get it again from where it came")
    if b"%PDF-" not in raw[: 1 << 20]:
        raise UnreadableSource(f"{path.name} is not a PDF, whatever its name says; save it as PDF, or give it the ending of what it is")
    cut = f"{MISSING}the file is cut off before its end: what was read may not be all of it; get {path.name} again from where it came"
    problems = (cut,) if is_cut_off(raw) else ()
    for sheet in _sheets(path, raw, pages):
        yield replace(sheet, problems=(*problems, *sheet.problems))
        problems = ()


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """Open a PDF for its pages to be drawn; raise UnreadableSource where the engine that draws refuses it."""
    with _opened(path.read_bytes(), path.name) as document:
        if document is None:
            raise UnreadableSource(f"{path.name} cannot be drawn; open it in another program and save it anew")
        yield document


def is_cut_off(raw: bytes) -> bool:
    """Say whether the end of a file is lost: no mark ends it, or objects follow the last one; engines rebuild such a file and keep silent."""
    end = raw.rfind(b"%%EOF")
    if end < 0:
        return _UNSIGNED_END.search(raw[-64:]) is None
    return _OBJECT.search(raw, end, end + _TAIL) is not None


def _sheets(path: Path, raw: bytes, most: int) -> Iterator[Sheet]:
    with _opened(raw, path.name) as document:
        if document is None:
            yield from (_laid(page, []) for page in plumber.pages(raw, path.name, most))
            return
        count = _count(document)
        if count <= 0:
            raise UnreadableSource(f"{path.name} has no pages; get it again from where it came")
        if count > most:
            limit = f"the limit of {most}; split it, or raise `pages` under [limits] in mapper.toml"
            raise UnreadableSource(f"{path.name} has {count} pages, more than {limit}")
        others = _Others(raw, path.name)
        for index in range(count):
            yield sheet(document, index, others)


def sheet(document: Any, index: int, others: "_Others | None" = None) -> Sheet:
    """Give one page of an open PDF as a sheet, page `index` from 0; one without words is tried again by `others`."""
    from mapper.extractors.pdfium import PageReader

    page = PageReader(document).read(index)
    found, told = others.read(page) if others and _is_lost(page) else (page, [])
    page, problems = scans.settle(document, found)
    problems = [*told, *problems]
    if not page.width:
        problems.append(f"{MISSING}page {page.number} is damaged and could not be opened; look at it")
    elif not page.words and not problems and page.units and not _only_drawn(page) and not _shows_nothing(document, index):
        problems.append(f"{MISSING}page {page.number} has content but no text came out; look at it")
    return _laid(page, problems)


def _is_lost(page: Page) -> bool:
    """Say whether a page has words that the first engine did not give, as far as one can tell; an image is left to OCR."""
    return not page.width or not (page.words or page.cover or (page.units and _only_drawn(page)))


def _has_text(page: Page) -> bool:
    return any(not word.style.hidden for word in page.words)


class _Others:
    """Read pages again of which the first engine gave no words, from a repaired copy, then by the second engine; opened where first needed."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.raw, self.name, self.vain = raw, name, 0

    @cached_property
    def copy(self) -> bytes:
        """Give the repaired copy; nothing where there is none."""
        try:
            return _resaved(self.raw, self.name)
        except UnreadableSource:
            return b""

    def read(self, page: Page) -> tuple[Page, list[str]]:
        """Give a page as whoever finds words on it gives it, and say who; after some pages on which nobody did, no more are tried."""
        if self.vain == _VAIN:
            return page, []
        told = f"page {page.number} gave no text at first and was read"
        other = self._repaired(page.number)
        if other and _has_text(other):
            return other, [f"{told} from a repaired copy; check what is quoted from it"]
        if other and not (page.units or other.units):
            return page, []  # a blank page
        other = plumber.page(self.raw, page.number)
        if other and _has_text(other):
            return other, [f"{told} by the second engine; check what is quoted from it"]
        self.vain += 1
        return page, []

    def _repaired(self, number: int) -> Page | None:
        import pypdfium2.raw as pdfium

        from mapper.extractors.pdfium import PageReader

        document, _ = _load(self.copy) if self.copy else (None, 0)
        if not document:
            return None
        try:
            return PageReader(document).read(number - 1)
        finally:
            pdfium.FPDF_CloseDocument(document)


def _laid(page: Page, problems: list[str]) -> Sheet:
    """Lay the words of a page out as lines, with letters put right."""
    page, repaired = shifted.repair(page)
    if repaired:
        problems.append(f"page {page.number}: letters with a shifted encoding were repaired; check what is quoted from it")
    if len(page.edges) > _RULES:
        page = replace(page, edges=())
        problems.append(f"page {page.number} has so many rules that they were taken for a drawing; if it is a table, compare it with the page")
    laid = tuple(symbols.in_line(line) for line in lines(page))
    kept = "".join(run.text for line in laid for run in line.runs).replace(CUT, "")
    if lost := _letters(page) - sum(map(len, kept.split())):
        problems.append(f"{MISSING}page {page.number}: {lost} letters of the page stand in no line; look at it")
    return Sheet(page.number, laid, page.width, page.height, page.edges, (), tuple(problems), page.sure)


def _letters(page: Page) -> int:
    """Count the letters of a page that can be seen."""
    return sum(len("".join(stretch.texts)) for stretch in page.stretches if not stretch.style.hidden)


def _only_drawn(page: Page) -> bool:
    """Say whether a page without words has but a few rules or a picture on it, as a divider or a blank page has."""
    return page.units < 3 or len(page.edges) >= page.units - 1


def _shows_nothing(document: Any, index: int) -> bool:
    """Say whether a page is white when it is printed: what is on it are blanks."""
    image = ocr.render(document, index, _COARSE)
    return bool(image) and not image.split(b"\n", 3)[-1].strip(b"\xff")


@contextmanager
def _opened(raw: bytes, name: str) -> Iterator[Any]:
    """Open the file, or its repaired copy, in the first engine; None where it refuses both."""
    import pypdfium2.raw as pdfium

    document, _held = _open(raw, name)
    try:
        yield document
    finally:
        if document:
            pdfium.FPDF_CloseDocument(document)


def _open(raw: bytes, name: str) -> tuple[Any, bytes]:
    """Give the open document with the bytes that it reads from, which have to be kept as long; None where nothing helps."""
    _start()
    for repaired in (False, True):
        held = _resaved(raw, name) if repaired else raw
        document, error = _load(held) if held else (None, 0)
        if document:
            return document, held
        if error == _PASSWORD:
            raise UnreadableSource(f"{name} is encrypted and asks for a password; save it without one and add it again")
    return None, b""


def _start() -> None:
    import pypdfium2.raw as pdfium

    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))


def _load(raw: bytes) -> tuple[Any, int]:
    import pypdfium2.raw as pdfium

    document = pdfium.FPDF_LoadMemDocument64(raw, len(raw), None)
    return (document, 0) if document else (None, pdfium.FPDF_GetLastError())


def _count(document: Any) -> int:
    import pypdfium2.raw as pdfium

    return int(pdfium.FPDF_GetPageCount(document))


def _resaved(raw: bytes, name: str) -> bytes:
    """Cut what stands before the file's head, and let a repairer write the file anew; nothing where it cannot."""
    import pikepdf

    start = raw.find(b"%PDF-")
    saved = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(raw[max(0, start) :])) as document:
            if not len(document.pages):
                raise UnreadableSource(f"{name} has no pages; get it again from where it came")
            document.save(saved)
    except pikepdf.PasswordError as error:
        raise UnreadableSource(f"{name} is encrypted and asks for a password; save it without one and add it again") from error
    except (pikepdf.PdfError, RuntimeError, ValueError, LookupError, TypeError):  # whatever the repairer stumbles over
        return b""
    return saved.getvalue()
