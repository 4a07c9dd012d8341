"""Upright: pages that lie on their side or stand on their head, by a flag or for the eye alone; here they are turned for good, in memory."""

import ctypes
import math
from collections import Counter
from collections.abc import Sequence

import pypdfium2.raw as pdfium

from mapper.extractors import calls
from mapper.extractors.calls import Six

_HEAD = 40  # letters: more that stand upright for the eye are text of their own
_MOST, _LEAST = 0.95, 40  # of the letters, and so many: a page on which they all lie one way lies that way
_STRAIGHT = 0.1  # more leans
_ROUND = (0, 1, 2, 3)  # turns of a page to the right, of a quarter each, as a flag counts them


def turn(document: int, page: int, index: int) -> int:
    """Give an open page, page `index` from 0, such that letters stand in it as they are seen; one that is turned is closed and opened anew."""
    turns = calls.rotation(page)
    return turn_by(document, page, index, turns) if turns in _ROUND[1:] else page


def turn_by(document: int, page: int, index: int, turns: int) -> int:
    """Turn an open page to the right by so many quarters, close it, and open it anew; one that cannot be turned is given as it is."""
    held = ctypes.cast(page, pdfium.FPDF_PAGE)
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(held, ctypes.byref(box)):
        return page
    left, right = sorted((box.left, box.right))
    low, high = sorted((box.bottom, box.top))
    width, height = right - left, high - low
    matrix = {1: (0, -1, 1, 0, -low, right), 2: (-1, 0, 0, -1, right, high), 3: (0, 1, -1, 0, high, -left)}[turns]
    if not pdfium.FPDFPage_TransFormWithClip(held, ctypes.byref(pdfium.FS_MATRIX(*matrix)), None):
        return page
    pdfium.FPDFPage_SetRotation(held, 0)
    shown = (width, height) if turns == 2 else (height, width)
    pdfium.FPDFPage_SetMediaBox(held, 0, 0, *shown)
    pdfium.FPDFPage_SetCropBox(held, 0, 0, *shown)
    calls.close_page(page)
    return int(calls.load_page(document, index))


def lying(matrices: Sequence[Six]) -> int:
    """Say how far to the right a page has to be turned on which letters stand by these matrices, for most of them to stand upright."""
    turns, count = max(Counter(map(_turns, matrices)).items(), key=lambda each: each[1], default=(0, 0))
    return turns if count >= max(_LEAST, _MOST * len(matrices)) and len(matrices) - count <= _HEAD else 0


def _turns(matrix: Six) -> int:
    """Say the same of one letter; one that leans, or is seen in a mirror, is left as it is."""
    a, b, c, d, _, _ = matrix
    far = _STRAIGHT * math.hypot(a, b)
    if abs(b) <= far and a < 0 and d < 0:
        return 2
    if abs(a) > far or b * c >= 0:
        return 0
    return 1 if b > 0 else 3
