"""Words of PDF pages by pdfium's raw interface: two or three calls a word, style by text object, not by letter."""

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from mapper.extractors import bidirectional, fonts
from mapper.extractors.covers import Covers
from mapper.extractors.page import Page, Piece, Style, Word
from mapper.types import Box

_WORD = re.compile(r"[^\s\x00\u00a0\u200b]+")
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_SYMBOLS = str.maketrans("\uf02d\uf0b7\uf0b1\uf0b0\uf0b4\uf0a3\uf0b3\uf06d", "–•±°×≤≥µ")  # signs that symbol fonts keep in the private area
_STOPPED = re.compile(r"[,;:](?=[^\W\d_])")
_GAP = 0.12  # of the font size: so wide is no gap within a word
_HYPHENS = "\ufffe\x02"  # pdfium puts one of these where a line breaks at a hyphen, and joins the lines
_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_THIN = 2.5  # points; a filled box thinner than this is a rule
_LEAST = 1.5  # points; smaller text is not meant to be read
_SHIFT = 0.08  # of the font size: letters whose baselines differ by more are raised or lowered
_ABOVE, BELOW = 0.8, 0.2  # of the font size: how far a box reaches from the baseline
_SLANT = 0.1  # more than this leans for the eye
_WHITE = 240  # of 255: lighter letters do not show on white
_DEPTH = 4  # forms within forms
_SEGMENTS = 2000  # of a path; one with more is a drawing
_OBJECTS = 200_000  # a page with more is not a text page


def _plainly(function: Any, answer: Any, *asked: Any) -> Any:
    """Call a function of pdfium with addresses as numbers: the checked prototypes cost as much as the work."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    if address is None:
        raise OSError("pdfium lacks a function")
    return ctypes.PYFUNCTYPE(answer, *asked)(address)


_text_object = _plainly(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_loose_box = _plainly(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_char_origin = _plainly(pdfium.FPDFText_GetCharOrigin, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


class PageReader:
    """Read one page of an open pdfium document; fonts are remembered across pages by their handle's address."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def read(self, index: int) -> Page:
        """Give page `index` (from 0) with words in the order of the content stream."""
        page = pdfium.FPDF_LoadPage(self.document, index)
        if not page:
            return Page(index + 1, 0, 0, (), units=1)
        text = pdfium.FPDFText_LoadPage(page)
        try:
            return _PageWork(page, text, index + 1).result()
        finally:
            pdfium.FPDFText_ClosePage(text)
            pdfium.FPDF_ClosePage(page)


class _PageWork:
    """Hold what belongs to one page while it is read."""

    def __init__(self, page: Any, text: Any, number: int) -> None:
        self.page, self.text, self.number = page, text, number
        self.width, self.height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        self.left, self.top = self._origin()
        self.styles: dict[int, Style] = {}
        self.fonts: dict[int, tuple[str, bool, bool]] = {}
        self.rect, self.matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.rect_, self.x_, self.y_ = (ctypes.addressof(each) for each in (self.rect, self.x, self.y))
        self.handle = ctypes.cast(text, ctypes.c_void_p).value
        self.edges: list[Box] = []
        self.fills: list[Box] = []
        self.covers = Covers(self.left, self.top)
        self.cover = 0.0
        self.units = 0

    def _origin(self) -> tuple[float, float]:
        """Give the top left corner of what is shown of the page, whichever corners its boxes name, and wherever they are inherited from."""
        box = pdfium.FS_RECTF()
        if pdfium.FPDF_GetPageBoundingBox(self.page, ctypes.byref(box)):
            return min(box.left, box.right), max(box.top, box.bottom)
        return 0.0, self.height

    def result(self) -> Page:
        """Read objects first: what is filled decides whether white text can be seen."""
        self._objects(self.page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, 0)
        words = tuple(self._words())
        cover = min(1.0, self.cover / max(1.0, self.width * self.height))
        return Page(self.number, self.width, self.height, words, tuple(self.edges), cover, self.units)

    def _objects(self, owner: Any, count: Any, take: Any, depth: int) -> None:
        for index in range(min(count(owner), _OBJECTS)):
            item = take(owner, index)
            kind = pdfium.FPDFPageObj_GetType(item)
            self.units += 1
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self.covers.note_text(item)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(item)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                box = self._bounds(item)
                self.covers.note(item, box)
                self.cover += max(0.0, box.x1 - box.x0) * max(0.0, box.bottom - box.top)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                self._objects(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1)

    def _path(self, item: Any) -> None:
        box = self._bounds(item)
        if min(box.x1 - box.x0, box.bottom - box.top) <= _THIN:
            self.edges.append(box)
            return
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(filled), ctypes.byref(stroked))
        segments = pdfium.FPDFPath_CountSegments(item)
        if filled.value and segments <= 6:
            self.fills.append(box)
            self.covers.note(item, box)
        if stroked.value and segments <= _SEGMENTS:
            self.edges += self._straight(item, segments)

    def _straight(self, item: Any, segments: int) -> Iterator[Box]:
        """Give the upright and level lines of a path."""
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
        x, y, start, last = ctypes.c_float(), ctypes.c_float(), (0.0, 0.0), (0.0, 0.0)
        for index in range(segments):
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            across = matrix.a * x.value + matrix.c * y.value + matrix.e - self.left
            down = self.top - (matrix.b * x.value + matrix.d * y.value + matrix.f)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = (across, down)
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                yield from _edge(last, (across, down))
            last = (across, down)
            if pdfium.FPDFPathSegment_GetClose(segment):
                yield from _edge(last, start)

    def _bounds(self, item: Any) -> Box:
        sides = [ctypes.c_float() for _ in range(4)]
        pdfium.FPDFPageObj_GetBounds(item, *(ctypes.byref(side) for side in sides))
        left, bottom, right, top = (side.value for side in sides)
        return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)

    def _words(self) -> Iterator[Word]:
        letters = self._letters()
        if bidirectional.FROM_RIGHT.search(letters):
            yield from bidirectional.words(list(self._signs(letters)))
            return
        for start, span in self._spans(letters):
            yield from self._cut(start, span)

    def _signs(self, letters: str) -> Iterator[bidirectional.Sign]:
        """Give each sign of a page in its place; blanks only where the file has them, not where the engine adds them."""
        for index, letter in enumerate(letters):
            if letter in _HYPHENS or not self._object(index):
                continue
            style, (x, line) = self._style(index), self._origin_of(index)
            _loose_box(self.handle, index, self.rect_)
            left, right = min(self.rect.left - self.left, x), self.rect.right - self.left
            if style.italic and (slant := self._slant(index)) > _SLANT:
                left, right = x, right - slant * (self.rect.top - self.top + line)  # the box leans over
            yield from bidirectional.signs(letter, left, right, line, style)

    def _slant(self, index: int) -> float:
        pdfium.FPDFText_GetMatrix(self.text, index, ctypes.byref(self.matrix))
        return abs(self.matrix.c / self.matrix.d) if self.matrix.d else 0.0

    def _spans(self, letters: str) -> Iterator[tuple[int, str]]:
        """Give each stretch without blanks with the index of its first letter; line-end hyphens end a stretch."""
        for found in _WORD.finditer(letters):
            start = found.start()
            if _STOPPED.search(found[0]):
                yield from self._apart(start, found[0])
                continue
            for part in re.split(f"(?<=[{_HYPHENS}])", found[0]):
                if part:
                    yield start, part
                start += len(part)

    def _apart(self, start: int, letters: str) -> Iterator[tuple[int, str]]:
        """Cut behind a stop where a gap follows: pdfium leaves out a blank that was drawn over the edge of the stop."""
        begin = 0
        for found in _STOPPED.finditer(letters):
            at = found.start() + 1
            before, after = self._box(start + at - 1, start + at - 1, 0), self._box(start + at, start + at, 0)
            if after.x0 - before.x1 > _GAP * self._style(start + at).size:
                yield start + begin, letters[begin:at]
                begin = at
        yield start + begin, letters[begin:]

    def _letters(self) -> str:
        count = max(0, pdfium.FPDFText_CountChars(self.text))
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self.text, 0, count, buffer) if count else 0
        if written == count + 1:
            raw = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
            if len(raw) == count:
                return raw.translate(_SYMBOLS) if _PRIVATE.search(raw) else raw
        codes = (pdfium.FPDFText_GetUnicode(self.text, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)

    def _cut(self, start: int, letters: str) -> Iterator[Word]:
        hyphen = letters[-1] in _HYPHENS
        shown = letters[:-1] if hyphen else letters
        if not shown:
            return
        last = start + len(shown) - 1
        if self._object(start) == self._object(last):
            style = self._style(start)
            piece = Piece(shown, style, self._box(start, last, style.size))
            yield Word((piece,), piece.box, hyphen)
            return
        pieces = tuple(self._pieces(start, shown))
        boxes = [piece.box for piece in pieces]
        yield Word(pieces, Box(boxes[0].x0, min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)), hyphen)

    def _pieces(self, start: int, shown: str) -> Iterator[Piece]:
        """Cut a word where its style or its baseline changes."""
        begin, known, line = start, self._style(start), self._origin_of(start)[1]
        for index in range(start + 1, start + len(shown)):
            style, here = self._style(index), self._origin_of(index)[1]
            if style == known and abs(here - line) < _SHIFT * style.size:
                continue
            yield Piece(shown[begin - start : index - start], known, self._box(begin, index - 1, known.size))
            begin, known, line = index, style, here
        yield Piece(shown[begin - start :], known, self._box(begin, start + len(shown) - 1, known.size))

    def _object(self, index: int) -> int:
        return _text_object(self.handle, index) or 0

    def _origin_of(self, index: int) -> tuple[float, float]:
        _char_origin(self.handle, index, self.x_, self.y_)
        return self.x.value - self.left, self.top - self.y.value

    def _box(self, first: int, last: int, size: float) -> Box:
        """Give a box as high as the font: its bottom tells the baseline, whatever the letters are."""
        rect = self.rect
        _loose_box(self.handle, first, self.rect_)
        left, right, top, bottom = rect.left, rect.right, rect.top, rect.bottom
        if last != first:
            _loose_box(self.handle, last, self.rect_)
            left, right = min(left, rect.left), max(right, rect.right)
            top, bottom = max(top, rect.top), min(bottom, rect.bottom)
        _char_origin(self.handle, first, self.x_, self.y_)
        line = self.y.value
        if size <= 0 or line - top > size or bottom - line > size or top - bottom > 2 * size:
            return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)
        start = min(left, self.x.value) - self.left
        return Box(start, self.top - line - _ABOVE * size, right - self.left, self.top - line + BELOW * size)

    def _style(self, index: int) -> Style:
        address = self._object(index)
        known = self.styles.get(address)
        if known is None:
            known = self._look(index, address)
            self.styles[address] = known
        return known

    def _look(self, index: int, address: int) -> Style:
        item = pdfium.FPDFText_GetTextObject(self.text, index)
        if not address:
            return Style()
        pdfium.FPDFText_GetMatrix(self.text, index, ctypes.byref(self.matrix))
        scale = math.hypot(self.matrix.c, self.matrix.d) or 1.0
        size = round(pdfium.FPDFText_GetFontSize(self.text, index) * scale, 2)
        name, bold, italic = self._font(pdfium.FPDFTextObj_GetFont(item))
        slanted = abs(self.matrix.c) > 0.15 * abs(self.matrix.d) and abs(self.matrix.b) < 0.01 * scale
        hidden = pdfium.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE or size < _LEAST or self._unseen(item, index)
        return Style(name, size, bold, italic or slanted, hidden, abs(self.matrix.b) > abs(self.matrix.a))

    def _font(self, font: Any) -> tuple[str, bool, bool]:
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        known = self.fonts.get(address)
        if known is None:
            known = fonts.facts(font) if address else ("", False, False)
            self.fonts[address] = known
        return known

    def _unseen(self, item: Any, index: int) -> bool:
        """Say whether a text object is white on the bare page, lies off it, or under what was drawn later."""
        box = self._bounds(item)
        if box.x1 < 0 or box.bottom < 0 or box.x0 > self.width or box.top > self.height:
            return True
        if self.covers.hide(self._object(index), box):
            return True
        color = [ctypes.c_uint() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetFillColor(item, *(ctypes.byref(part) for part in color)):
            return False
        red, green, blue, alpha = (part.value for part in color)
        if alpha < 8:
            return True
        if min(red, green, blue) < _WHITE or self.cover:
            return False
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        return not any(fill.x0 <= x <= fill.x1 and fill.top <= y <= fill.bottom for fill in self.fills)


def _edge(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Box]:
    """Give a straight line as a thin box, if it is level or upright."""
    box = Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
    if min(box.x1 - box.x0, box.bottom - box.top) <= 1 < max(box.x1 - box.x0, box.bottom - box.top):
        yield box
