"""The first engine: words of PDF pages by pdfium, in bulk; style by text object, not by letter."""

import ctypes
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from mapper.extractors import bidirectional, calls, drawn, fonts
from mapper.extractors.calls import Four
from mapper.extractors.page import Page, Piece, Style, Word
from mapper.types import Box

_HYPHENS = "\ufffe\x02"  # pdfium puts one of these where a line breaks at a hyphen, and joins the lines
_WORD = re.compile(rf"([^\s\x00\u00a0\u200b{_HYPHENS}]+)[{_HYPHENS}]?")
_BROKEN = re.compile(f"[{_HYPHENS}]")
_STOPPED = re.compile(r"[,;:](?=[^\W\d_])")
_GAP = 0.12  # of the font size: so wide is no gap within a word
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_SYMBOLS = str.maketrans("\uf02d\uf0b7\uf0b1\uf0b0\uf0b4\uf0a3\uf0b3\uf06d", "–•±°×≤≥µ")  # signs that symbol fonts keep in the private area
_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_LEAST = 1.5  # points; smaller text is not meant to be read
_WHITE, _CLEAR = 240, 8  # of 255: as light as paper, and as good as transparent
_SHIFT = 0.08  # of the font size: letters whose baselines differ by more are raised or lowered
_SLANT = 0.1  # more than this leans for the eye
_ABOVE, BELOW = 0.8, 0.2  # of the font size: how far a box reaches from the baseline
_tuple = tuple.__new__  # makes a named tuple at a third of the cost of calling its class; there are several a word


class PageReader:
    """Read one page of an open pdfium document, of which these layers are switched off."""

    def __init__(self, document: Any, off: frozenset[str] = frozenset()) -> None:
        self.off = off
        self.document = ctypes.cast(document, ctypes.c_void_p).value or 0

    def read(self, index: int) -> Page:
        """Give page `index` (from 0) with words in the order of the content stream; a page without size could not be opened."""
        page = calls.load_page(self.document, index)
        if not page:
            return Page(index + 1, 0, 0, (), units=1)
        text = calls.load_text(page)
        try:
            return _PageWork(page, text, index + 1, self.off).result()
        finally:
            calls.close_text(text)
            calls.close_page(page)


class _PageWork:
    """Hold what belongs to one page while it is read."""

    def __init__(self, page: int, text: int, number: int, off: frozenset[str]) -> None:
        self.page, self.text, self.number = page, text, number
        self.width, self.height = calls.width(page), calls.height(page)
        self.left, self.top = self._origin()
        self.drawn = drawn.look(page, self.left, self.top, off)  # first: what is filled decides whether white text can be seen
        self.right, self.bottom = self.left + self.width, self.top - self.height
        self.styles: dict[int, Style] = {0: Style()}  # by text object
        self.looks: dict[tuple[int, float, Four, int], Style] = {}
        self.fonts: dict[int, tuple[str, bool, bool]] = {0: ("", False, False)}

    def _origin(self) -> tuple[float, float]:
        """Give the top left corner of what is shown of the page, whichever corners its boxes name, and wherever they are inherited from."""
        box = pdfium.FS_RECTF()
        if pdfium.FPDF_GetPageBoundingBox(ctypes.cast(self.page, pdfium.FPDF_PAGE), ctypes.byref(box)):
            return min(box.left, box.right), max(box.top, box.bottom)
        return 0.0, self.height

    def result(self) -> Page:
        """Put together what the page has."""
        words = tuple(self._words()) if self.text else ()
        cover = min(1.0, self.drawn.covered / max(1.0, self.width * self.height))
        return Page(self.number, self.width, self.height, words, tuple(self.drawn.edges), cover, self.drawn.units)

    def _words(self) -> Iterable[Word]:
        """Give each stretch without blanks; a hyphen at the end of a line ends a stretch."""
        letters = calls.letters(self.text)
        if _PRIVATE.search(letters):
            letters = letters.translate(_SYMBOLS)
        if bidirectional.FROM_RIGHT.search(letters):
            return bidirectional.words(list(self._signs(letters)))
        spans = [found.span(1) for found in _WORD.finditer(letters)]
        if _STOPPED.search(letters):
            spans = [part for span in spans for part in self._apart(letters, *span)]
        starts, lasts = [start for start, _ in spans], [end - 1 for _, end in spans]
        firsts, ends = calls.objects(self.text, starts), calls.objects(self.text, lasts)
        self._look(dict(zip(reversed(firsts), reversed(starts), strict=True)))
        styles = [self.styles[first] for first in firsts]
        boxes = list(self._boxes(starts, lasts, [style.size for style in styles]))
        pieces = map(_tuple, repeat(Piece), zip([letters[start:end] for start, end in spans], styles, boxes, strict=True))
        hyphens = [letters.startswith(tuple(_HYPHENS), end) for _, end in spans] if _BROKEN.search(letters) else repeat(False, len(spans))
        words = list(map(_tuple, repeat(Word), zip(zip(pieces, strict=True), boxes, hyphens, repeat(None, len(spans)), strict=True)))
        for place, (first, end) in enumerate(zip(firsts, ends, strict=True)):
            if first != end:
                words[place] = self._cut(starts[place], words[place])
        return words

    def _apart(self, letters: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut a stretch behind a stop where a gap follows: pdfium leaves out a blank that was drawn over the edge of the stop."""
        for found in _STOPPED.finditer(letters, start, end):
            at = found.end()
            (_, _, right, _), (left, _, _, _) = calls.boxes(self.text, (at - 1, at))
            [owner] = calls.objects(self.text, [at])
            self._look({owner: at} if owner else {})
            if left - right > _GAP * self.styles[owner].size:
                yield start, at
                start = at
        yield start, end

    def _signs(self, letters: str) -> Iterator[bidirectional.Sign]:
        """Give each sign of a page in its place; blanks only where the file has them, not where the engine adds them."""
        places = [place for place, letter in enumerate(letters) if letter not in _HYPHENS]
        owners = calls.objects(self.text, places)
        placed = [(place, owner) for place, owner in zip(places, owners, strict=True) if owner]
        at = [place for place, _ in placed]
        self._look({owner: place for place, owner in reversed(placed)})
        far, high = self.left, self.top
        facts = zip(placed, calls.boxes(self.text, at), calls.origins(self.text, at), calls.letter_matrices(self.text, at), strict=True)
        for (place, owner), (left, top, right, _), (x, y), (_, _, c, d, _, _) in facts:
            style, line = self.styles[owner], high - y
            begin, end = min(left - far, x - far), right - far
            if style.italic and d and abs(c / d) > _SLANT:
                begin, end = x - far, end - abs(c / d) * (top - high + line)  # the box leans over
            yield from bidirectional.signs(letters[place], begin, end, line, style)

    def _cut(self, start: int, word: Word) -> Word:
        """Give a word of several text objects its pieces, which follow each other from the left."""
        pieces = tuple(self._pieces(start, word.pieces[0].text))
        boxes = [piece.box for piece in pieces]
        box = Box(boxes[0].x0, min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))
        return Word(pieces, box, word.hyphen)

    def _pieces(self, start: int, text: str) -> Iterator[Piece]:
        """Cut a word where its style or its baseline changes."""
        places = range(start, start + len(text))
        owners = calls.objects(self.text, places)
        self._look(dict(zip(reversed(owners), reversed(places), strict=True)))
        styles = [self.styles[owner] for owner in owners]
        heights = [self.top - y for _, y in calls.origins(self.text, places)]
        begin = 0
        for index in range(1, len(text) + 1):
            if index < len(text) and styles[index] == styles[begin] and abs(heights[index] - heights[begin]) < _SHIFT * styles[index].size:
                continue
            [box] = self._boxes([start + begin], [start + index - 1], [styles[begin].size])
            yield Piece(text[begin:index], styles[begin], box)
            begin = index

    def _boxes(self, firsts: Sequence[int], lasts: Sequence[int], sizes: Sequence[float]) -> Iterator[Box]:
        """Give boxes as high as the font: their bottoms tell the baseline, whatever the letters are."""
        far, high = self.left, self.top
        sides = zip(calls.boxes(self.text, firsts), calls.boxes(self.text, lasts), calls.origins(self.text, firsts), sizes, strict=True)
        for (left_, top_, right_, bottom_), (left__, top__, right__, bottom__), (x, line), size in sides:
            left, right, top, bottom = min(left_, left__), max(right_, right__), max(top_, top__), min(bottom_, bottom__)
            if size <= 0 or line - top > size or bottom - line > size or top - bottom > 2 * size:
                yield Box(left - far, high - top, right - far, high - bottom)
            else:
                yield _tuple(Box, (min(left, x) - far, high - line - _ABOVE * size, right - far, high - line + BELOW * size))

    def _look(self, places: dict[int, int]) -> None:
        """Learn the styles of text objects, each with the place of one of its letters."""
        items = [item for item in places if item not in self.styles]
        if not items:
            return
        at = [places[item] for item in items]
        looks = zip(calls.fonts(items), calls.sizes(self.text, at), calls.letter_matrices(self.text, at), calls.modes(items), strict=True)
        for item, (font, size, matrix, mode), bounds, color in zip(items, looks, calls.bounds(items), calls.fills(items), strict=True):
            look = font, size, matrix[:4], mode
            style = self.looks.get(look)
            if style is None:
                style = self.looks[look] = self._style(*look)
            self.styles[item] = style._replace(hidden=True) if self._unseen(item, bounds, color) else style

    def _style(self, font: int, unscaled: float, matrix: Four, mode: int) -> Style:
        a, b, c, d = matrix
        scale = math.hypot(c, d) or 1.0
        size = round(unscaled * scale, 2)
        if font not in self.fonts:
            self.fonts[font] = fonts.facts(ctypes.cast(font, pdfium.FPDF_FONT))
        name, bold, italic = self.fonts[font]
        slanted = abs(c) > 0.15 * abs(d) and abs(b) < 0.01 * scale
        return Style(name, size, bold, italic or slanted, mode in _INVISIBLE or size < _LEAST, abs(b) > abs(a))

    def _unseen(self, item: int, bounds: Four, color: tuple[int, int, int, int]) -> bool:
        """Say whether a text object is white on bare paper, clear as glass, off the page, in a layer that is off, or under what is drawn later."""
        if item in self.drawn.hidden:
            return True
        red, green, blue, alpha = color
        clear, white = alpha < _CLEAR, red >= _WHITE and green >= _WHITE and blue >= _WHITE and not self.drawn.covered
        left, bottom, right, top = bounds
        inside = right >= self.left and left <= self.right and top >= self.bottom and bottom <= self.top
        if inside and not (clear or white or self.drawn.moved or self.drawn.covers.found):
            return False
        box = self.drawn.box(bounds, self.drawn.moved.get(item))
        if box.x1 < 0 or box.bottom < 0 or box.x0 > self.width or box.top > self.height or clear:
            return True
        if self.drawn.covers.hide(item, box):
            return True
        return white and not self.drawn.is_on_field(box)
