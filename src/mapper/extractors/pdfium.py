"""The first engine: words of PDF pages by pdfium, in bulk; style by text object, not by letter."""

import ctypes
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise, repeat
from typing import Any

import pypdfium2.raw as pdfium

from mapper.extractors import bidirectional, calls, directions, drawn, fonts, symbols
from mapper.extractors.calls import Four
from mapper.extractors.page import Page, Piece, Style, Word
from mapper.types import Box

_HYPHENS = "\ufffe\x02"  # pdfium puts one of these where a line breaks at a hyphen, and joins the lines
_WORD = re.compile(rf"[^\s\x00\u00a0\u200b{_HYPHENS}]+")
_BROKEN = re.compile(f"[{_HYPHENS}]")
_STOPPED = re.compile(r"[,;:](?=[^\W\d_])")
_GAP = 0.12  # of the font size: so wide is no gap within a word
_BLANK = re.compile(" ")
_ENOUGH = 60  # blanks of a page tell whether the file writes them
_SPACED = 0.14  # of the font size: narrower is no blank where the file writes its blanks
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_LEAST = 1.5  # points; smaller text is not meant to be read
_WHITE, _CLEAR = 240, 8  # of 255: as light as paper, and as good as transparent
_SHIFT = 0.08  # of the font size: letters whose baselines differ by more are raised or lowered
_SLANT = 0.1  # more than this leans for the eye
_ABOVE, BELOW = 0.8, 0.2  # of the font size: how far a box reaches from the baseline
Colour = tuple[int, int, int, int]  # red, green, blue and opacity
_BLACK: Colour = (0, 0, 0, 255)
_UNEVEN = (math.nan, math.nan)
_EXACT = 0.01  # points
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
        self.levels: dict[int, tuple[float, float]] = {0: _UNEVEN}  # the same for their tops and bottoms
        self.looks: dict[tuple[int, float, Four, int], tuple[Style, bool]] = {}  # and whether letters stand upright
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
        if letters.isascii():
            return self._stretches(letters)
        leftward = directions.FROM_RIGHT.search(letters)
        words = bidirectional.words(list(self._signs(letters))) if leftward else self._stretches(letters)
        return map(symbols.in_word, words) if _PRIVATE.search(letters) else words

    def _stretches(self, letters: str) -> list[Word]:
        spans = list(map(re.Match.span, _WORD.finditer(letters)))
        if stops := [found.end() for found in _STOPPED.finditer(letters)]:
            spans = list(_parted(spans, self._gaps(stops)))
        if not spans:
            return []
        starts, ends = zip(*spans, strict=True)
        owners = calls.objects(self.text, starts)
        self._look(dict(zip(reversed(owners), reversed(starts), strict=True)))
        boxes = self._boxes(owners, starts, [end - 1 for end in ends])
        texts = [letters[start:end] for start, end in spans]
        pieces = map(_tuple, repeat(Piece), zip(texts, map(self.styles.__getitem__, owners), boxes, strict=True))
        hyphens = [letters.startswith(tuple(_HYPHENS), end) for end in ends] if _BROKEN.search(letters) else repeat(False, len(spans))
        words = list(map(_tuple, repeat(Word), zip(zip(pieces, strict=True), boxes, hyphens, repeat(None, len(spans)), strict=True)))
        mixed = list(self._mixed(owners, ends))
        for place, its in zip(mixed, self._pieces([spans[place] for place in mixed], letters), strict=True):
            words[place] = _of_pieces(its, words[place].hyphen)
        self._rejoin(words, boxes, ends, letters)
        return words

    def _rejoin(self, words: list[Word], boxes: Sequence[Box], ends: Sequence[int], letters: str) -> None:
        """Join words that are one; they are given with where they end."""
        close = [place for place, (one, two) in enumerate(pairwise(boxes), 1) if abs(two[0] - one[2]) < _SPACED * (two[3] - two[1])]
        for place in reversed(close):
            if self._runs_on(letters, ends[place - 1], words[place - 1], words[place]):
                words[place - 1 : place + 1] = [_joined(words[place - 1], words[place])]

    def _runs_on(self, letters: str, place: int, word: Word, other: Word) -> bool:
        """Say whether two words are one that is set wide, and the blank between them is the engine's: the file writes its own blanks."""
        level = abs(word.box.bottom - other.box.bottom) < _SHIFT * other.style.size
        if not level or word.hyphen or letters[place : place + 1] != " ":
            return False
        if not all(calls.added(self.text, [place])):
            return calls.sides(self.text, [place], 0)[0] - self.left < word.box.x0  # a blank that the file drew elsewhere
        if other.text[0].isupper() or other.box.x0 <= word.box.x1:
            return False
        blanks = list(islice((found.start() for found in _BLANK.finditer(letters)), _ENOUGH))
        return sum(calls.added(self.text, blanks)) < len(blanks) / 2

    def _mixed(self, owners: Sequence[int], ends: Sequence[int]) -> Iterator[int]:
        """Find words of several text objects: the letters of one object follow each other, so the next word begins in another one."""
        doubtful = [place for place, (owner, other) in enumerate(zip(owners, (*owners[1:], -1), strict=True)) if owner != other]
        lasts = calls.objects(self.text, [ends[place] - 1 for place in doubtful])
        return (place for place, last in zip(doubtful, lasts, strict=True) if last != owners[place])

    def _gaps(self, places: Sequence[int]) -> Iterator[int]:
        """Give the places that stand apart from the stop before them: pdfium leaves out a blank that was drawn over the edge of the stop."""
        rights, lefts = calls.sides(self.text, [place - 1 for place in places], 2), calls.sides(self.text, places, 0)
        owners = calls.objects(self.text, places)
        self._look(dict(zip(owners, places, strict=True)))
        return (
            place for place, right, left, owner in zip(places, rights, lefts, owners, strict=True) if left - right > _GAP * self.styles[owner].size
        )

    def _signs(self, letters: str) -> Iterator[bidirectional.Sign]:
        """Give each sign of a page in its place; blanks only where the file has them, not where the engine adds them."""
        places = [place for place, letter in enumerate(letters) if letter not in _HYPHENS]
        owners = calls.objects(self.text, places)
        placed = [(place, owner) for place, owner in zip(places, owners, strict=True) if owner]
        self._look({owner: place for place, owner in reversed(placed)})
        odd = [place for place, owner in placed if self.levels[owner] is _UNEVEN]
        pens = dict(zip(odd, zip(calls.origins(self.text, odd), calls.letter_matrices(self.text, odd), strict=True), strict=True))
        for (place, owner), (left, top, right, _) in zip(placed, calls.boxes(self.text, [place for place, _ in placed]), strict=True):
            style, (_, bottom) = self.styles[owner], self.levels[owner]
            line, begin, end = bottom - BELOW * style.size, left - self.left, right - self.left
            if place in pens:
                (x, y), (_, _, c, d, _, _) = pens[place]
                line, begin = self.top - y, min(begin, x - self.left)
                if style.italic and d and abs(c / d) > _SLANT:
                    begin, end = x - self.left, end - abs(c / d) * (top - y)  # the box leans over
            yield from bidirectional.signs(letters[place], begin, end, line, style)

    def _pieces(self, spans: Sequence[tuple[int, int]], letters: str) -> Iterator[list[Piece]]:
        """Cut words, given by their places, where their style or their baseline changes."""
        places = [place for span in spans for place in range(*span)]
        owners = dict(zip(places, calls.objects(self.text, places), strict=True))
        changes = [[place for place in range(*span) if place == span[0] or owners[place] != owners[place - 1]] for span in spans]
        begins = [place for its in changes for place in its]
        self._look({owners[place]: place for place in reversed(begins)})
        lines = dict(zip(begins, (y for _, y in calls.origins(self.text, begins)), strict=True))
        parts: list[list[tuple[int, int]]] = []
        for (_, end), its in zip(spans, changes, strict=True):
            cuts = [its[0], *(place for last, place in pairwise(its) if self._differ(owners[last], owners[place], lines[last] - lines[place])), end]
            parts.append(list(pairwise(cuts)))
        flat = [part for pieces in parts for part in pieces]
        boxes = iter(self._boxes([owners[begin] for begin, _ in flat], [begin for begin, _ in flat], [end - 1 for _, end in flat]))
        for pieces in parts:
            yield [Piece(letters[begin:end], self.styles[owners[begin]], next(boxes)) for begin, end in pieces]

    def _differ(self, owner: int, other: int, apart: float) -> bool:
        """Say whether two text objects of one word differ in style, or in their baselines."""
        style, its = self.styles[owner], self.styles[other]
        return its != style or abs(apart) >= _SHIFT * its.size

    def _boxes(self, owners: Sequence[int], firsts: Sequence[int], lasts: Sequence[int]) -> list[Box]:
        """Give boxes as high as the font: their bottoms tell the baseline, whatever the letters are."""
        levels = [self.levels[owner] for owner in owners]
        lefts: Sequence[float] = calls.sides(self.text, firsts, 0)
        rights: Sequence[float] = calls.sides(self.text, lasts, 2)
        if self.left:
            lefts, rights = [left - self.left for left in lefts], [right - self.left for right in rights]
        boxes = list(map(_tuple, repeat(Box), zip(lefts, [top for top, _ in levels], rights, [bottom for _, bottom in levels], strict=True)))
        uneven = [place for place, level in enumerate(levels) if level is _UNEVEN]
        begins, ends = [firsts[place] for place in uneven], [lasts[place] for place in uneven]
        facts = zip(uneven, calls.boxes(self.text, begins), calls.boxes(self.text, ends), calls.origins(self.text, begins), strict=True)
        for place, first, last, origin in facts if uneven else ():
            boxes[place] = self._box(first, last, origin, self.styles[owners[place]].size)
        return boxes

    def _box(self, first: Four, last: Four, origin: tuple[float, float], size: float) -> Box:
        """Give the box of letters that do not all stand upright on one line."""
        (left_, top_, right_, bottom_), (left__, top__, right__, bottom__), (x, line) = first, last, origin
        left, right, top, bottom = min(left_, left__), max(right_, right__), max(top_, top__), min(bottom_, bottom__)
        far, high = self.left, self.top
        if _is_odd((left, top, right, bottom), line, size):
            return Box(left - far, high - top, right - far, high - bottom)
        return Box(min(left, x) - far, high - line - _ABOVE * size, right - far, high - line + BELOW * size)

    def _look(self, places: dict[int, int]) -> None:
        """Learn the styles of text objects, each with the place of one of its letters."""
        items = [item for item in places if item not in self.styles]
        if not items:
            return
        at = [places[item] for item in items]
        looks, left, top, right, bottom = self.looks, self.left, self.top, self.right, self.bottom
        doubtful, hides = list[tuple[int, Colour]](), self.drawn.hides
        facts = zip(items, at, calls.fonts(items), calls.sizes(self.text, at), calls.letter_matrices(self.text, at), calls.modes(items), strict=True)
        for (item, place, font, unscaled, matrix, mode), color in zip(facts, calls.fills(items), strict=True):
            look = font, unscaled, matrix[:4], mode
            known = looks.get(look)
            if known is None:
                known = looks[look] = self._style(*look), self._is_even(place, *look)
            style, even = known
            x, line = matrix[4:]
            self.levels[item] = (top - line - _ABOVE * style.size, top - line + BELOW * style.size) if even else _UNEVEN
            self.styles[item] = style
            if color != _BLACK or hides or not (left <= x <= right and bottom <= line <= top):
                doubtful.append((item, color))
        for (item, color), bounds in zip(doubtful, calls.bounds([item for item, _ in doubtful]), strict=True):
            if self._unseen(item, bounds, color):
                self.styles[item] = self.styles[item]._replace(hidden=True)

    def _is_even(self, place: int, _font: int, unscaled: float, matrix: Four, _mode: int) -> bool:
        """Say whether letters of a look stand upright on the line that their matrix tells, and their boxes reach as far as the pen moves."""
        a, b, c, d = matrix
        if b or c or a <= 0 or d <= 0:
            return False
        [box], [(x, line)] = calls.boxes(self.text, [place]), calls.origins(self.text, [place])
        return not _is_odd(box, line, unscaled * d) and box[0] < x + _EXACT

    def _style(self, font: int, unscaled: float, matrix: Four, mode: int) -> Style:
        a, b, c, d = matrix
        scale = math.hypot(c, d) or 1.0
        size = round(unscaled * scale, 2)
        if font not in self.fonts:
            self.fonts[font] = fonts.facts(font)
        name, bold, italic = self.fonts[font]
        slanted = abs(c) > 0.15 * abs(d) and abs(b) < 0.01 * scale
        return Style(name, size, bold, italic or slanted, mode in _INVISIBLE or size < _LEAST, abs(b) > abs(a))

    def _unseen(self, item: int, bounds: Four, color: Colour) -> bool:
        """Say whether a text object is white on bare paper, clear as glass, off the page, in a layer that is off, or under what is drawn later."""
        if item in self.drawn.hidden:
            return True
        red, green, blue, alpha = color
        clear, white = alpha < _CLEAR, red >= _WHITE and green >= _WHITE and blue >= _WHITE and not self.drawn.covered
        box = self.drawn.box(bounds, self.drawn.moved.get(item))
        if box.x1 < 0 or box.bottom < 0 or box.x0 > self.width or box.top > self.height or clear:
            return True
        if self.drawn.covers.hide(item, box):
            return True
        return white and not self.drawn.is_on_field(box)


def _joined(word: Word, other: Word) -> Word:
    """Make one word of two that stand beside each other."""
    *before, last = word.pieces
    first, *behind = other.pieces
    if last.style == first.style:
        box = Box(last.box.x0, min(last.box.top, first.box.top), first.box.x1, max(last.box.bottom, first.box.bottom))
        return _of_pieces([*before, Piece(last.text + first.text, first.style, box), *behind], other.hyphen)
    return _of_pieces([*word.pieces, *other.pieces], other.hyphen)


def _of_pieces(pieces: Sequence[Piece], hyphen: bool) -> Word:
    """Make a word of its pieces, which follow each other from the left."""
    boxes = [piece.box for piece in pieces]
    box = Box(boxes[0].x0, min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))
    return Word(tuple(pieces), box, hyphen)


def _is_odd(box: Four, line: float, size: float) -> bool:
    """Say whether the box of a letter is not to be trusted: it reaches far from its line."""
    _, top, _, bottom = box
    return size <= 0 or line - top > size or bottom - line > size or top - bottom > 2 * size


def _parted(spans: Iterable[tuple[int, int]], cuts: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Cut stretches of letters at some places; both come in their order, and each place lies within a stretch."""
    cut = next(cuts, -1)
    for begin, end in spans:
        start = begin
        while start < cut < end:
            yield start, cut
            start, cut = cut, next(cuts, -1)
        yield start, end
