"""pdfium's functions, called with addresses as numbers and for many letters or objects at once, since a checked call costs as much as ten."""

import ctypes
import sys
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from operator import itemgetter
from struct import iter_unpack
from typing import Any

import pypdfium2.raw as pdfium

Four = tuple[float, float, float, float]
Six = tuple[float, float, float, float, float, float]
Look = tuple[int, float, bytes, int]  # font, by an address that holds while its page is open, size, the first four numbers of the matrix, mode
Colour = tuple[int, int, int, int]  # red, green, blue and opacity
_ADDRESS, _INT = ctypes.c_size_t, ctypes.c_int  # an address is 0 where there is nothing
_MANY = 2048  # letters asked about at once
_BLACK = bytes(12) + (255).to_bytes(4, sys.byteorder)
_MOST_CODES = 0x110000
_NAME = 128  # bytes; longer names of fonts are rare


class _Pointer(ctypes.c_void_p):
    """Keep an address as an object that a function without a prototype can be asked with."""


def plainly(function: Any, answer: Any, *asked: Any) -> Any:
    """Give a function of pdfium with a prototype of plain numbers."""
    pointers = (ctypes.c_void_p if one is _ADDRESS else one for one in asked)  # asked as such, an address costs half
    return ctypes.PYFUNCTYPE(answer, *pointers)(_address(function))


def barely(function: Any, answer: Any) -> Any:
    """Give a function of pdfium without a prototype, at half the cost again; it is asked with ctypes' own objects, and with numbers for an int."""
    return ctypes.PYFUNCTYPE(answer)(_address(function))


def _address(function: Any) -> int:
    address = ctypes.cast(function, ctypes.c_void_p).value
    if address is None:
        raise OSError("pdfium lacks a function")
    return address


class _Room:
    """Hold room for the answers of many calls, each of so many numbers of a kind."""

    def __init__(self, kind: Any, numbers: int) -> None:
        self.room = (kind * numbers * _MANY)()
        self.each = list(self.room)
        self.kind, self.size = kind._type_, ctypes.sizeof(kind) * numbers

    def ask(self, function: Any, text: int, places: Sequence[int]) -> "array[Any]":
        """Give the numbers that a function answers for letters, one after the other; zeros where it gives none."""
        found: array[Any] = array(self.kind)
        owner = ctypes.c_void_p(text)
        for begin in range(0, len(places), _MANY):
            part = places[begin : begin + _MANY]
            ctypes.memset(self.room, 0, len(part) * self.size)
            deque(map(function, repeat(owner), part, self.each), 0)
            found.frombytes(ctypes.string_at(self.room, len(part) * self.size))
        return found


class _ColourRoom:
    """Hold room for the colours of many objects."""

    def __init__(self) -> None:
        self.room = (ctypes.c_uint * 4 * _MANY)()
        self.each = [[ctypes.byref(self.room, 16 * place + shift) for place in range(_MANY)] for shift in (0, 4, 8, 12)]

    def ask(self, handles: Sequence[Any]) -> bytes:
        """Give red, green, blue and opacity of what fills each object; full black where that cannot be told."""
        found = []
        for begin in range(0, len(handles), _MANY):
            part = handles[begin : begin + _MANY]
            size = 16 * len(part)
            ctypes.memmove(self.room, _BLACK * len(part), size)
            deque(map(_fill, part, *self.each), 0)
            found.append(ctypes.string_at(self.room, size))
        return b"".join(found)


load_page = plainly(pdfium.FPDF_LoadPage, _ADDRESS, _ADDRESS, _INT)
close_page = plainly(pdfium.FPDF_ClosePage, None, _ADDRESS)
load_text = plainly(pdfium.FPDFText_LoadPage, _ADDRESS, _ADDRESS)
close_text = plainly(pdfium.FPDFText_ClosePage, None, _ADDRESS)
width = plainly(pdfium.FPDF_GetPageWidthF, ctypes.c_float, _ADDRESS)
height = plainly(pdfium.FPDF_GetPageHeightF, ctypes.c_float, _ADDRESS)
rotation = plainly(pdfium.FPDFPage_GetRotation, _INT, _ADDRESS)
count_objects = plainly(pdfium.FPDFPage_CountObjects, _INT, _ADDRESS)
take_object = plainly(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
count_within = plainly(pdfium.FPDFFormObj_CountObjects, _INT, _ADDRESS)
take_within = plainly(pdfium.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
count_segments = plainly(pdfium.FPDFPath_CountSegments, _INT, _ADDRESS)
take_segment = plainly(pdfium.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT)
segment_kind = plainly(pdfium.FPDFPathSegment_GetType, _INT, _ADDRESS)
segment_closes = plainly(pdfium.FPDFPathSegment_GetClose, _INT, _ADDRESS)
font_flags = plainly(pdfium.FPDFFont_GetFlags, _INT, _ADDRESS)
_font_name = plainly(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, _ADDRESS, _ADDRESS, ctypes.c_size_t)
_kind = plainly(pdfium.FPDFPageObj_GetType, _INT, _ADDRESS)
_bounds = plainly(pdfium.FPDFPageObj_GetBounds, _INT, *(_ADDRESS,) * 5)
_fill = barely(pdfium.FPDFPageObj_GetFillColor, _INT)
_matrix = plainly(pdfium.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)
_mode = barely(pdfium.FPDFTextObj_GetTextRenderMode, _INT)
_font = barely(pdfium.FPDFTextObj_GetFont, _ADDRESS)
_draws = plainly(pdfium.FPDFPath_GetDrawMode, _INT, *(_ADDRESS,) * 3)
_point = plainly(pdfium.FPDFPathSegment_GetPoint, _INT, *(_ADDRESS,) * 3)
_count_letters = plainly(pdfium.FPDFText_CountChars, _INT, _ADDRESS)
_text = plainly(pdfium.FPDFText_GetText, _INT, _ADDRESS, _INT, _INT, _ADDRESS)
_code = plainly(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _ADDRESS, _INT)
_object = barely(pdfium.FPDFText_GetTextObject, _ADDRESS)
_size = barely(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_letter_matrix = barely(pdfium.FPDFText_GetMatrix, _INT)
_loose_box = barely(pdfium.FPDFText_GetLooseCharBox, _INT)
_clip = plainly(pdfium.FPDFPageObj_GetClipPath, _Pointer, _ADDRESS)
_count_clips = barely(pdfium.FPDFClipPath_CountPaths, _INT)
_count_clip_segments = barely(pdfium.FPDFClipPath_CountPathSegments, _INT)
_take_clip_segment = barely(pdfium.FPDFClipPath_GetPathSegment, _ADDRESS)
_box_room, _matrix_room, _colour_room = _Room(ctypes.c_float, 4), _Room(ctypes.c_float, 6), _ColourRoom()
_corner_room = array("f", bytes(16))
_corner_at = tuple(_corner_room.buffer_info()[0] + shift for shift in (0, 4, 8, 12))
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
    return list(map(_object, repeat(ctypes.c_void_p(text)), places))


def boxes(text: int, places: Sequence[int]) -> Iterator[Four]:
    """Give left, top, right, bottom of the loose box of each letter, which reaches as far as the pen moves."""
    return iter_unpack("4f", _box_room.ask(_loose_box, text, places))


def ink(text: int, place: int) -> Four:
    """Give left, bottom, right, top of what is drawn of a letter, on the page as PDF counts it, from the bottom."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    sides = (ctypes.byref(side) for side in (left, right, bottom, top))
    pdfium.FPDFText_GetCharBox(ctypes.cast(text, pdfium.FPDF_TEXTPAGE), place, *sides)
    return left.value, bottom.value, right.value, top.value


def added(text: int, places: Iterable[int]) -> Iterator[bool]:
    """Say of each letter whether the engine added it, as it does with blanks where the file only leaves room."""
    return (_generated(text, place) == 1 for place in places)


def sides(text: int, places: Sequence[int], side: int) -> "array[float]":
    """Give one side of the loose box of each letter: 0 is left, 1 top, 2 right, 3 bottom."""
    return _box_room.ask(_loose_box, text, places)[side::4]


def three_sides(text: int, places: Sequence[int]) -> "tuple[array[float], array[float], array[float]]":
    """Give the left, the top and the right side of the loose box of each letter."""
    found = _box_room.ask(_loose_box, text, places)
    return found[::4], found[1::4], found[2::4]


def origins(text: int, places: Sequence[int]) -> Iterator[tuple[float, float]]:
    """Give where the pen stands before each letter, from the left and from the bottom."""
    buffer, at = _room("d", 16 * len(places))
    end = at + 16 * len(places)
    list(map(_origin, repeat(text), places, range(at, end, 16), range(at + 8, end + 8, 16)))
    return iter_unpack("2d", buffer)


def sizes(text: int, places: Sequence[int]) -> Iterator[float]:
    """Give the size of each letter's font, before its matrix scales it."""
    return map(_size, repeat(ctypes.c_void_p(text)), places)


def letter_matrices(text: int, places: Sequence[int]) -> Iterator[Six]:
    """Give the matrix by which each letter comes onto the page."""
    return iter_unpack("6f", _matrix_room.ask(_letter_matrix, text, places))


def kinds(items: Sequence[int]) -> list[int]:
    """Say of each object what it is."""
    return list(map(_kind, items))


def bounds(items: Sequence[int]) -> Iterator[Four]:
    """Give left, bottom, right, top of each object."""
    buffer, at = _room("f", 16 * len(items))
    list(map(_bounds, items, *_fours(at, len(items))))
    return iter_unpack("4f", buffer)


def looks(text: int, items: Sequence[int], places: Sequence[int]) -> tuple[list[Look], list[tuple[float, float]], list[Colour]]:
    """Give for each text object how its letters look, where its first one stands, and what fills it, full black where that cannot be told.

    `places` are those of one letter of each. No colours at all are given where all are black.
    """
    handles = list(map(ctypes.c_void_p, items))
    matrices = _matrix_room.ask(_letter_matrix, text, places).tobytes()
    shapes = map(itemgetter(0), iter_unpack("16s8x", matrices))
    found = list(zip(map(_font, handles), sizes(text, places), shapes, map(_mode, handles), strict=True))
    colours = _colour_room.ask(handles)
    return found, list(iter_unpack("16x2f", matrices)), list(iter_unpack("4I", colours)) if colours != _BLACK * len(items) else []


def clips(items: Sequence[int]) -> Iterator[int]:
    """Count the clipping paths of each object; -1 where it has none."""
    return map(_count_clips, map(_clip, items))


def clip_corners(item: int, paths: int) -> Iterator[Sequence[float]]:
    """Give the first and the third point of each clipping path of an object, which are opposite corners mostly, until one lacks them."""
    clip, (x, y, x_, y_) = _clip(item), _corner_at
    for path in range(paths):
        if not (_point(_take_clip_segment(clip, path, 0), x, y) and _point(_take_clip_segment(clip, path, 2), x_, y_)):
            return
        yield _corner_room


def clip_points(item: int, path: int, most: int) -> list[tuple[float, float]]:
    """Give the points of one clipping path of an object, as far as so many."""
    clip = _clip(item)
    return [point(_take_clip_segment(clip, path, index)) for index in range(min(most, _count_clip_segments(clip, path)))]


def font_name(font: int) -> bytes:
    """Give the name of a font."""
    buffer = ctypes.create_string_buffer(_NAME)
    size = _font_name(font, ctypes.addressof(buffer), _NAME)
    if size > _NAME:
        buffer = ctypes.create_string_buffer(size)
        _font_name(font, ctypes.addressof(buffer), size)
    return buffer.value


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
