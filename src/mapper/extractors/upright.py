"""Upright: pages that are stored on their side, with a flag that says how a reader turns them; here they are turned for good, in memory."""

import ctypes

import pypdfium2.raw as pdfium

from mapper.extractors import calls


def turn(document: int, page: int, index: int) -> int:
    """Give an open page, page `index` from 0, such that letters stand in it as they are seen; one that is turned is closed and opened anew."""
    turns = calls.rotation(page)
    if turns not in (1, 2, 3):
        return page
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
