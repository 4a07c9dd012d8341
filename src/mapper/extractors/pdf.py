"""PDF files: pages by pdfium first, from a repaired copy or by pdfplumber where that fails; what is damaged, lost or read in two ways is said so."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from mmap import mmap
from pathlib import Path
from typing import Any

from mapper.errors import MISSING, UnreadableSource, few
from mapper.extractors import crosscheck, ocr, opening, plumber, scans, shifted, spaced, switched, symbols
from mapper.extractors.garbage import uncollected
from mapper.extractors.laying import lines
from mapper.extractors.lines import CUT, SPLIT, Sheet
from mapper.extractors.page import Page
from mapper.extractors.streams import NOTHING, Content, Streams

_TAIL = 1 << 20  # bytes: so much may stand behind the end of a file that was sent through a mail or web gateway
_RULES = 3000  # of a page: more are a drawing, and no table is looked for in them
_VAIN = 3  # pages on which nobody found words: the rest of a file that draws its letters are not tried
_SPAN, _HEAVY = 100, 16 << 20  # pages, and bytes of what they are drawn from, that are read before the file is opened anew
_REST = 0.25  # of a span: for so few pages left it is not
_COARSE = 0.5  # pixels a point: enough to see whether anything is printed
_OBJECT = re.compile(rb"(?<!\d)\d{1,10}\s+\d{1,5}\s+obj\b")
_UNSIGNED_END = re.compile(rb"startxref\s+\d+\s*%?%?E?O?\s*$")  # the last line is lost, or was never written; all else is there


def sheets(path: Path, pages: int, *, every: bool = False) -> Iterator[Sheet]:
    """Give the pages of a PDF as sheets, `every` one of them cross-checked if asked for; raise UnreadableSource where nothing helps."""
    cut = _is_cut(path)
    with Streams(path, cut=cut) as streams:
        problems = (_told_cut(streams),) if cut else ()
        for sheet in _sheets(path, pages, _Others(path, streams, crosscheck.CrossCheck(streams, every=every))):
            yield replace(sheet, problems=(*problems, *sheet.problems)) if problems else sheet
            problems = ()


def _is_cut(path: Path) -> bool:
    """Say whether the end of a file is lost; raise UnreadableSource where it is no PDF."""
    with opening.mapped(path) as raw:
        if not len(raw):
            raise UnreadableSource(f"{path.name} is empty; get it again from where it came")
        if b"%PDF-" not in raw[: 1 << 20]:
            raise UnreadableSource(f"{path.name} is not a PDF, whatever its name says; save it as PDF, or give it the ending of what it is")
        return is_cut_off(raw)


def _told_cut(streams: Streams) -> str:
    gone = streams.gone()
    nothing = f", and nothing is left of page {few(map(str, gone))}" if gone else ""
    return f"{MISSING}the file is cut off before its end: what was read may not be all of it{nothing}; get {streams.name} again from where it came"


def is_cut_off(raw: bytes | mmap) -> bool:
    """Say whether the end of a file is lost: no mark ends it, or objects follow the last one; engines rebuild such a file and keep silent."""
    end = raw.rfind(b"%%EOF")
    if end < 0:
        return _UNSIGNED_END.search(raw[-64:]) is None
    return _OBJECT.search(raw, end, end + _TAIL) is not None


def _sheets(path: Path, most: int, others: "_Others") -> Iterator[Sheet]:
    """Give the pages span by span, the file opened anew for each: both engines keep what they once read until it is closed."""
    first, count, told = 0, 1, tuple[str, ...]()
    while first < count:
        with opening.held(path) as document:
            if document is None:
                yield from _second_hand(path, most)
                return
            if not first:
                count = _checked(opening.count(document), most, path.name)
                told = tuple(others.streams.told(count))
            while first < count:
                read = sheet(document, first, others)
                yield replace(read, problems=(*told, *read.problems)) if told else read
                first, told = first + 1, ()
                if (not first % _SPAN and count - first > _REST * _SPAN) or others.streams.weight > _HEAVY:
                    break
        if first < count:
            others.streams.reopen()


def _checked(count: int, most: int, name: str) -> int:
    """Give the number of pages if it can be read; raise UnreadableSource where it cannot."""
    if count <= 0:
        raise UnreadableSource(f"{name} has no pages; get it again from where it came")
    if count > most:
        limit = f"the limit of {most}; split it, or raise `pages` under [limits] in mapper.toml"
        raise UnreadableSource(f"{name} has {count} pages, more than {limit}")
    return count


def _second_hand(path: Path, most: int) -> Iterator[Sheet]:
    """Give the pages of a file that the first engine refuses, as the second one reads them."""
    problems = [f"the file is damaged, and was read by the second engine; compare what is quoted, or get {path.name} again from where it came"]
    for page in plumber.pages(path, most):
        if not page.words:
            problems.append(_empty(page, path.name))
        yield _laid(page, problems)
        problems = []


def _empty(page: Page, name: str) -> str:
    return f"{MISSING}page {page.number} is empty in a file that is damaged: what it had may be lost; get {name} again from where it came"


@uncollected
def sheet(document: Any, index: int, others: "_Others | None" = None) -> Sheet:
    """Give one page of an open PDF as a sheet, page `index` from 0; one without words, damaged or chosen to be compared is read again by `others`."""
    from mapper.extractors.pdfium import PageReader

    page = (others and others.veiled(index)) or PageReader(document, others.streams.layers.names if others else frozenset()).read(index)
    content = others.streams.content(index) if others else NOTHING
    found, told = others.read(page, content) if others else (page, [])
    page, problems = scans.settle(document, found, others.language if others else "")
    problems = [*told, *problems]
    if others and page.language:
        others.language = page.language
    if not page.width:
        problems.append(f"{MISSING}page {page.number} is damaged and could not be opened; look at it")
    elif not page.words and not problems and _hides_words(document, page, content):
        problems.append(f"{MISSING}page {page.number} has content but no text came out; look at it")
    elif not (page.words or page.units or problems) and others and others.doubts(index):
        problems.append(_empty(page, others.name))
    return _laid(page, problems)


def _is_lost(page: Page) -> bool:
    """Say whether a page has words that the first engine did not give, as far as one can tell; an image is left to OCR."""
    return not page.width or not (page.words or page.cover or (page.units and _only_drawn(page)))


def _hides_words(document: Any, page: Page, content: Content) -> bool:
    """Say whether a page without words shows more than rules or a picture, or the engine found nothing in what says that it shows text."""
    if not page.units:
        return bool(content.shows) or content.noise
    only_drawn = _only_drawn(page) and (not content.shows or bool(page.edges) or page.cover > 0)
    return not only_drawn and not _shows_nothing(document, page.number - 1)


def _has_text(page: Page) -> bool:
    return any(not word.style.hidden for word in page.words)


class _Others:
    """Read pages again, from a repaired copy, then by the second engine: those of which the first gave no words, or that are to be compared."""

    def __init__(self, path: Path, streams: Streams, check: crosscheck.CrossCheck) -> None:
        self.path, self.name, self.streams, self.check = path, path.name, streams, check
        self.vain = 0
        self.language = ""  # in which OCR read the last page that it read

    @cached_property
    def copy(self) -> bytes:
        """Give a repaired copy of the whole file, made where it is first needed; nothing where there is none."""
        try:
            return opening.resaved(self.path)
        except UnreadableSource:
            return b""

    def read(self, page: Page, content: Content) -> tuple[Page, list[str]]:
        """Give a page as whoever reads most of it gives it, and tell who, and what is wrong with it."""
        damage = list(content.told(page.number, self.name))
        if _is_lost(page):
            page, told = self._again(page, content)
        elif damage:
            page, told = self._fuller(page)
        else:
            page, told = self.check.settle(page, content)
        return page, [*damage, *told]

    def doubts(self, index: int) -> bool:
        """Say whether a page that is empty may have lost what it had."""
        streams = self.streams
        return (streams.hurt and not streams.cut) or (bool(streams.pages) and index >= len(streams.pages))

    def _again(self, page: Page, content: Content) -> tuple[Page, list[str]]:
        """Read a page without words again; after some pages on which nobody found any, no more are tried."""
        if self.vain == _VAIN:
            return page, []
        told = f"page {page.number} gave no text at first and was read"
        other = self._repaired(page.number)
        if other and _has_text(other):
            return other, [f"{told} from a repaired copy; check what is quoted from it"]
        if other and not (page.units or other.units or content.shows):
            return page, []  # a blank page
        other = plumber.page(self.path, page.number)
        if other and _has_text(other):
            return other, [f"{told} by the second engine; check what is quoted from it"]
        self.vain += 1
        return page, []

    def _fuller(self, page: Page) -> tuple[Page, list[str]]:
        """Give of a damaged page the reading that has more letters."""
        other = self._repaired(page.number)
        if other and _letters(other) > _letters(page):
            return other, [f"page {page.number} was read from a repaired copy, which has more of it; check what is quoted from it"]
        return page, []

    def _repaired(self, number: int) -> Page | None:
        """Read a page from a copy of it alone, as the repairer gives it, or of the whole file where he cannot part it."""
        alone = self.streams.alone(number - 1)
        return self._copied(alone or self.copy, number, 1 if alone else number, self.streams.layers.names)

    def veiled(self, index: int) -> Page | None:
        """Read a page on which something is switched off that the first engine would not see to be; none where there is no such thing."""
        copy = self.streams.veil(index)
        return self._copied(copy, index + 1, 1, {*self.streams.layers.names, switched.VEIL}) if copy else None

    def _copied(self, copy: bytes, number: int, place: int, off: Iterable[str]) -> Page | None:
        """Read page `number` of the file from a copy, in which it has a place of its own, and in which these layers are off."""
        import pypdfium2.raw as pdfium

        from mapper.extractors.pdfium import PageReader

        document, _ = opening.load(copy) if copy else (None, 0)
        if not document:
            return None
        try:
            return replace(PageReader(document, frozenset(off)).read(place - 1), number=number)
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
    laid = tuple(map(spaced.in_line, symbols.in_lines(lines(page))))
    kept = "".join(run.text for line in laid for run in line.runs).replace(CUT, "").replace(SPLIT, "")
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
