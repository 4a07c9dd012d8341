"""Looks: the styles of a page's text objects, how high their lines are, and which of them cannot be seen."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from struct import unpack
from typing import NamedTuple

import pypdfium2.raw as pdfium

from mapper.extractors import calls, clips, fonts
from mapper.extractors.calls import Colour, Four
from mapper.extractors.drawn import Drawn
from mapper.extractors.page import Style
from mapper.types import Box

ABOVE, BELOW = 0.8, 0.2  # of the font size: how far a box reaches from the baseline
UNEVEN = (math.nan, math.nan)  # in the place of a top and a bottom: letters that do not stand upright on one line
_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_LEAST = 1.5  # points; smaller text is not meant to be read
_WHITE, _CLEAR = 240, 8  # of 255: as light as paper, and as good as transparent
_BLACK: Colour = (0, 0, 0, 255)
_EXACT = 0.01  # points
_HIGHEST, _HIGH = 2.0, 1.5  # of the font size: so high is no box of a font but of mathematics, and so high is no letter
_FOUR = "4f"
_STYLES = 1024  # are kept from page to page
_STYLE = itemgetter(0)


class _Known(NamedTuple):
    """Hold what one look tells: the style, whether letters stand upright on one line, and how far they reach from it."""

    style: Style
    even: bool
    above: float
    below: float


class Looks:
    """Hold the styles of text objects, and the tops and bottoms of their lines, by address.

    `shown` is what is shown of the page, in its own points, which count from the bottom.
    """

    def __init__(self, text: int, shown: Box, drawn: Drawn) -> None:
        self.text, self.shown, self.drawn = text, shown, drawn
        self.styles: dict[int, Style] = {0: Style()}
        self.levels: dict[int, tuple[float, float]] = {0: UNEVEN}
        self.known: dict[calls.Look, _Known] = {}
        self.clips: dict[int, Box] = {}  # of text objects that are not seen whole, the part of the page in which they are
        self.fonts: dict[int, tuple[str, bool, bool]] = {0: ("", False, False)}

    @property
    def lean(self) -> bool:
        """Say whether some letters stand otherwise than upright and from the left."""
        return any(a <= 0 or b for a, b, _, _ in (unpack(_FOUR, shape) for _, _, shape, _ in self.known))

    def learn(self, places: dict[int, int]) -> None:
        """Learn the styles of text objects, each with the place of one of its letters."""
        items = [item for item in places if item not in self.styles]
        if not items:
            return
        at = [places[item] for item in items]
        self.clips |= self.drawn.clip(items)
        looks, pens, colours = calls.looks(self.text, items, at)
        known = self.known
        first = dict(zip(reversed(looks), reversed(at), strict=True))
        self._know({look: place for look, place in first.items() if look not in known})
        found, top = list(map(known.__getitem__, looks)), self.shown.top
        self.styles.update(zip(items, map(_STYLE, found), strict=True))
        levels = [(top - y - above, top - y + below) if even else UNEVEN for (_, even, above, below), (_, y) in zip(found, pens, strict=True)]
        self.levels.update(zip(items, levels, strict=True))
        self._hide(items, pens, colours)

    def _know(self, places: dict[calls.Look, int]) -> None:
        """Learn what looks tell, each with the place of one of its letters."""
        at = list(places.values())
        for (look, place), box, pen in zip(places.items(), calls.boxes(self.text, at), calls.origins(self.text, at), strict=True):
            font, unscaled, shape, mode = look
            matrix: Four = unpack(_FOUR, shape)
            if font not in self.fonts:
                self.fonts[font] = fonts.facts(font)
            style = _style(self.fonts[font], unscaled, matrix, mode)
            trimmed = self._trimmed(box, pen[1], unscaled * matrix[3], place)
            self.known[look] = _Known(style, _is_even(trimmed, pen, unscaled, matrix), ABOVE * style.size, BELOW * style.size)

    def _trimmed(self, box: Four, line: float, size: float, place: int) -> Four:
        """Give the box of a letter as high as letters are, where its font has some that are far higher and the letter is not."""
        left, top, right, bottom = box
        if top - bottom <= _HIGHEST * size or not bottom <= line <= top:
            return box
        _, low, _, high = calls.ink(self.text, place)
        if not 0 < high - low <= _HIGH * size:
            return box
        return left, line + ABOVE * size, right, line - BELOW * size

    def _hide(self, items: Sequence[int], pens: Sequence[tuple[float, float]], colours: Sequence[Colour]) -> None:
        """Note which of these cannot be seen; only those are looked at closely of which it is possible."""
        left, top, right, low = self.shown
        faint = {color for color in set(colours) if _is_white(color) or _is_clear(color)}
        if not (faint or self.clips or self.drawn.hides) and self._shows(pens):
            return
        doubtful = [
            (item, color)
            for item, (x, y), color, under in zip(items, pens, colours or repeat(_BLACK), self._may_lie_under(items), strict=False)
            if under or color in faint or item in self.clips or not (left <= x <= right and low <= y <= top)
        ]
        for (item, color), bounds in zip(doubtful, calls.bounds([item for item, _ in doubtful]), strict=True):
            if self._unseen(item, bounds, color):
                self.styles[item] = self.styles[item]._replace(hidden=True)

    def _shows(self, pens: Sequence[tuple[float, float]]) -> bool:
        """Say whether all of some places are shown."""
        left, top, right, low = self.shown
        across, up = zip(*pens, strict=True)
        known = not math.isnan(sum(across) + sum(up))
        return known and left <= min(across) and max(across) <= right and low <= min(up) and max(up) <= top

    def _may_lie_under(self, items: Sequence[int]) -> Iterable[bool]:
        """Say of each whether it may lie under something, elsewhere than it says, or in a layer that is off."""
        if not self.drawn.hides:
            return repeat(False)
        covers, odd = self.drawn.covers, {*self.drawn.moved, *self.drawn.hidden}
        last, turns = covers.last, covers.turns if covers.found else {}
        return (item in odd or turns.get(item, last) < last for item in items)

    def _unseen(self, item: int, bounds: Four, color: Colour) -> bool:
        """Say whether a text object is white on bare paper, clear as glass, off the page, in a layer that is off, or under what is drawn later."""
        if item in self.drawn.hidden:
            return True
        box = self.drawn.box(bounds, self.drawn.moved.get(item))
        if box.x1 < 0 or box.bottom < 0 or box.x0 > self.shown.x1 - self.shown.x0 or box.top > self.shown.top - self.shown.bottom or _is_clear(color):
            return True
        if self.drawn.covers.hide(item, box) or (item in self.clips and clips.hides(self.clips[item], box, self.styles[item].size)):
            return True
        return _is_white(color) and not self.drawn.covered and not self.drawn.is_on_field(box)


@lru_cache(_STYLES)
def _style(font: tuple[str, bool, bool], unscaled: float, matrix: Four, mode: int) -> Style:
    """Give the style of letters in a font of this size, as their matrix draws them."""
    (name, bold, italic), (a, b, c, d) = font, matrix
    scale = math.hypot(c, d) or 1.0
    size = round(unscaled * scale, 2)
    slanted = abs(c) > 0.15 * abs(d) and abs(b) < 0.01 * scale
    return Style(name, size, bold, italic or slanted, mode in _INVISIBLE or size < _LEAST, abs(b) > abs(a))


def _is_clear(color: Colour) -> bool:
    return color[3] < _CLEAR


def _is_white(color: Colour) -> bool:
    return min(color[:3]) >= _WHITE


def _is_even(box: Four, pen: tuple[float, float], unscaled: float, matrix: Four) -> bool:
    """Say whether a letter stands upright on the line that its matrix tells, and its box reaches as far as the pen moves."""
    a, b, c, d = matrix
    return not (b or c or a <= 0 or d <= 0 or is_odd(box, pen[1], unscaled * d)) and box[0] < pen[0] + _EXACT


def is_odd(box: Four, line: float, size: float) -> bool:
    """Say whether the box of a letter is not to be trusted: it reaches far from its line."""
    _, top, _, bottom = box
    return size <= 0 or line - top > size or bottom - line > size or top - bottom > _HIGHEST * size
