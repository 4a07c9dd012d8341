"""Covers: images and filled boxes that are drawn over a text and hide it, as a blacked-out line, or a scan over its OCR layer."""

import ctypes
from collections.abc import Sequence
from functools import cached_property
from itertools import takewhile

import pypdfium2.raw as pdfium

from mapper.extractors import clips
from mapper.types import Box


class Covers:
    """Hold the order in which one page draws its texts and what may hide them; places count from its top left corner."""

    def __init__(self, left: float, top: float) -> None:
        self.left, self.top = left, top
        self.drawn: list[tuple[Sequence[int], float, float]] = []  # objects in their order, when the first is drawn, and how far they are apart
        self.found: list[tuple[int, Box]] = []

    def note(self, item: int, box: Box) -> None:
        """Note an image or a filled box, by its address."""
        self.found.append((item, box))

    @cached_property
    def turns(self) -> dict[int, float]:
        """Say when each object is drawn, by its address; asked for when all are known, and only where something may hide them."""
        return {item: begin + step * place for items, begin, step in self.drawn for place, item in enumerate(items)}

    @cached_property
    def in_order(self) -> list[tuple[float, int, Box]]:
        """Give them as they are drawn, the last one first; asked for when all are noted."""
        return sorted(((self.turns.get(address, -1.0), address, box) for address, box in self.found), reverse=True)

    @property
    def last(self) -> float:
        """Say when the last of them is drawn; what comes after it is not hidden."""
        return self.in_order[0][0] if self.found else -1.0

    def hide(self, text: int, box: Box) -> bool:
        """Say whether a text object, told by its address, is hidden by what is drawn after it and lets nothing through."""
        drawn = self.turns.get(text) if self.found else None
        later = () if drawn is None else takewhile(lambda one: one[0] > drawn, self.in_order)
        return any(_lies_over(cover, box) and self._is_thick(address, cover, box) for _, address, cover in later)

    def _is_thick(self, address: int, cover: Box, box: Box) -> bool:
        """Say whether a cover lets nothing of a box through, as far as it is clipped."""
        item = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
        return not pdfium.FPDFPageObj_HasTransparency(item) and _lies_over(self._clipped(address, cover), box)

    def _clipped(self, address: int, cover: Box) -> Box:
        """Give what its clipping paths leave of the box of an object."""
        for _, (left, bottom, right, top) in clips.of([address]):
            return clips.within(cover, Box(left - self.left, self.top - top, right - self.left, self.top - bottom))
        return cover


def _lies_over(cover: Box, box: Box) -> bool:
    """Say whether a box lies over the letters of another: over its length, and over the middle of its height."""
    rim = 0.3 * (box.bottom - box.top)
    return cover.x0 <= box.x0 + 1 and cover.x1 >= box.x1 - 1 and cover.top <= box.top + rim and cover.bottom >= box.bottom - rim
