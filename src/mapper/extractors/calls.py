"""pdfium's functions, called with addresses as numbers and for many letters or objects at once, since a checked call costs as much as ten."""

import ctypes
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from struct import iter_unpack
from typing import Any

import pypdfium2.raw as pdfium

Four = tuple[float, float, float, float]
Six = tuple[float, float, float, float, float, float]
_ADDRESS, _INT = ctypes.c_size_t, ctypes.c_int  # an address is 0 where there is nothing
_MOST_CODES = 0x110000


def plainly(function: Any, answer: Any, *asked: Any) -> Any:
    """Give a function of pdfium with a prototype of plain numbers."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    if address is None:
        raise OSError("pdfium lacks a function")
    return ctypes.PYFUNCTYPE(answer, *asked)(address)


load_page = plainly(pdfium.FPDF_LoadPage, _ADDRESS, _ADDRESS, _INT)
close_page = plainly(pdfium.FPDF_ClosePage, None, _ADDRESS)
load_text = plainly(pdfium.FPDFText_LoadPage, _ADDRESS, _ADDRESS)
close_text = plainly(pdfium.FPDFText_ClosePage, None, _ADDRESS)
width = plainly(pdfium.FPDF_GetPageWidthF, ctypes.c_float, _ADDRESS)
height = plainly(pdfium.FPDF_GetPageHeightF, ctypes.c_float, _ADDRESS)
count_objects = plainly(pdfium.FPDFPage_CountObjects, _INT, _ADDRESS)
take_object = plainly(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
count_within = plainly(pdfium.FPDFFormObj_CountObjects, _INT, _ADDRESS)
take_within = plainly(pdfium.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
count_segments = plainly(pdfium.FPDFPath_CountSegments, _INT, _ADDRESS)
take_segment = plainly(pdfium.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT)
segment_kind = plainly(pdfium.FPDFPathSegment_GetType, _INT, _ADDRESS)
segment_closes = plainly(pdfium.FPDFPathSegment_GetClose, _INT, _ADDRESS)
_kind = plainly(pdfium.FPDFPageObj_GetType, _INT, _ADDRESS)
_bounds = plainly(pdfium.FPDFPageObj_GetBounds, _INT, *(_ADDRESS,) * 5)
_fill = plainly(pdfium.FPDFPageObj_GetFillColor, _INT, *(_ADDRESS,) * 5)
_matrix = plainly(pdfium.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)
_mode = plainly(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
_font = plainly(pdfium.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
_draws = plainly(pdfium.FPDFPath_GetDrawMode, _INT, *(_ADDRESS,) * 3)
_point = plainly(pdfium.FPDFPathSegment_GetPoint, _INT, *(_ADDRESS,) * 3)
_count_letters = plainly(pdfium.FPDFText_CountChars, _INT, _ADDRESS)
_text = plainly(pdfium.FPDFText_GetText, _INT, _ADDRESS, _INT, _INT, _ADDRESS)
_code = plainly(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _ADDRESS, _INT)
_object = plainly(pdfium.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
_size = plainly(pdfium.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _INT)
_letter_matrix = plainly(pdfium.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
_loose_box = plainly(pdfium.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
_generated = plainly(pdfium.FPDFText_IsGenerated, _INT, _ADDRESS, _INT)
_origin = plainly(pdfium.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)


def letters(text: int) -> str:
    """Give all letters of a page, one for each place; a code that is no letter becomes U+FFFD."""
    count = max(0, _count_letters(text))
    buffer = array("H", bytes(2 * (count + 1)))
    if count and _text(text, 0, count, buffer.buffer_info()[0]) == count + 1:
        read = buffer.tobytes()[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(read) == count:
            return read
    codes = map(_code, repeat(text), range(count))
    return "".join(chr(code) if 0 < code < _MOST_CODES and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def objects(text: int, places: Sequence[int]) -> list[int]:
    """Give the text object of each letter; 0 where it has none."""
    return list(map(_object, repeat(text), places))


def boxes(text: int, places: Sequence[int]) -> Iterator[Four]:
    """Give left, top, right, bottom of the loose box of each letter, which reaches as far as the pen moves."""
    buffer, at = _room("f", 16 * len(places))
    list(map(_loose_box, repeat(text), places, range(at, at + 16 * len(places), 16)))
    return iter_unpack("4f", buffer)


def added(text: int, places: Iterable[int]) -> Iterator[bool]:
    """Say of each letter whether the engine added it, as it does with blanks where the file only leaves room."""
    return (_generated(text, place) == 1 for place in places)


def sides(text: int, places: Sequence[int], side: int) -> "array[float]":
    """Give one side of the loose box of each letter: 0 is left, 1 top, 2 right, 3 bottom."""
    buffer, at = _room("f", 16 * len(places))
    list(map(_loose_box, repeat(text), places, range(at, at + 16 * len(places), 16)))
    return buffer[side::4]


def origins(text: int, places: Sequence[int]) -> Iterator[tuple[float, float]]:
    """Give where the pen stands before each letter, from the left and from the bottom."""
    buffer, at = _room("d", 16 * len(places))
    end = at + 16 * len(places)
    list(map(_origin, repeat(text), places, range(at, end, 16), range(at + 8, end + 8, 16)))
    return iter_unpack("2d", buffer)


def sizes(text: int, places: Sequence[int]) -> Iterator[float]:
    """Give the size of each letter's font, before its matrix scales it."""
    return map(_size, repeat(text), places)


def letter_matrices(text: int, places: Sequence[int]) -> Iterator[Six]:
    """Give the matrix by which each letter comes onto the page."""
    buffer, at = _room("f", 24 * len(places))
    list(map(_letter_matrix, repeat(text), places, range(at, at + 24 * len(places), 24)))
    return iter_unpack("6f", buffer)


def kinds(items: Sequence[int]) -> list[int]:
    """Say of each object what it is."""
    return list(map(_kind, items))


def bounds(items: Sequence[int]) -> Iterator[Four]:
    """Give left, bottom, right, top of each object."""
    buffer, at = _room("f", 16 * len(items))
    list(map(_bounds, items, *_fours(at, len(items))))
    return iter_unpack("4f", buffer)


def fills(items: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """Give red, green, blue and opacity of what fills each object; full black where that cannot be told."""
    buffer = array("I", b"\0\0\0\0" * 3 + b"\xff\0\0\0") * len(items)
    list(map(_fill, items, *_fours(buffer.buffer_info()[0], len(items))))
    return iter_unpack("4I", buffer)


def modes(items: Sequence[int]) -> Iterator[int]:
    """Give the rendering mode of each text object."""
    return map(_mode, items)


def fonts(items: Sequence[int]) -> Iterator[int]:
    """Give the font of each text object, as an address that holds while its page is open; 0 where it has none."""
    return map(_font, items)


def matrix(item: int) -> Six:
    """Give the matrix of an object."""
    buffer, at = _room("f", 24)
    _matrix(item, at)
    return buffer[0], buffer[1], buffer[2], buffer[3], buffer[4], buffer[5]


def draws(item: int) -> tuple[bool, bool]:
    """Say whether a path is filled, and whether it is stroked."""
    buffer, at = _room("i", 8)
    _draws(item, at, at + 4)
    return bool(buffer[0]), bool(buffer[1])


def point(segment: int) -> tuple[float, float]:
    """Give where a segment of a path ends, before the path's matrix."""
    buffer, at = _room("f", 8)
    _point(segment, at, at + 4)
    return buffer[0], buffer[1]


def _room(kind: str, size: int) -> "tuple[array[Any], int]":
    """Make room for so many bytes of numbers, and say where it is."""
    buffer = array(kind, bytes(size))
    return buffer, buffer.buffer_info()[0]


def _fours(at: int, count: int) -> list[range]:
    """Give the addresses of the four numbers of each of many."""
    return [range(at + shift, at + shift + 16 * count, 16) for shift in (0, 4, 8, 12)]
