"""Pictures: pages of a PDF drawn in grey as PNG images, small enough to stand in a page of HTML."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import or_
from pathlib import Path
from typing import Any

from mapper.extractors import ocr, opening

_DENSITY = 1.6  # pixels a point: about 115 dots an inch
_MOST = 1400  # pixels: a larger page is drawn smaller
_HIGH = bytes(level & 0xF0 for level in range(256))  # sixteen greys are enough for text, two pixels a byte
_LOW = bytes(level >> 4 for level in range(256))


@dataclass(frozen=True)
class Picture:
    """Hold a page as an image, with its size in points."""

    page: int
    width: float
    height: float
    png: bytes


def draw(path: Path, pages: Iterable[int]) -> Iterator[Picture]:
    """Draw pages of a PDF, counted from 1; those that cannot be drawn are left out."""
    from mapper.extractors.pdfium import PageReader

    with opening.opened(path) as document:
        reader = PageReader(document)
        for page in pages:
            reader.read(page - 1)  # which turns it as it was read
            width, height = _size(document, page - 1)
            if not width or not height:
                continue
            image = ocr.render(document, page - 1, min(_DENSITY, _MOST / max(width, height)))
            if image:
                yield Picture(page, width, height, _png(image))


def _size(document: Any, index: int) -> tuple[float, float]:
    """Give the width and height of a page in points; nought where it cannot be opened."""
    import pypdfium2.raw as pdfium

    size = pdfium.FS_SIZEF()
    known = pdfium.FPDF_GetPageSizeByIndexF(document, index, size)
    return (size.width, size.height) if known else (0.0, 0.0)


def _png(image: bytes) -> bytes:
    """Pack a PGM image as a PNG of four bits a pixel."""
    _, size, _, grey = image.split(b"\n", 3)
    wide, high = map(int, size.split())
    rows = (grey[row * wide : (row + 1) * wide] + b"\xff" * (wide % 2) for row in range(high))
    packed = b"".join(b"\0" + bytes(map(or_, row[::2].translate(_HIGH), row[1::2].translate(_LOW))) for row in rows)
    head = struct.pack(">IIBBBBB", wide, high, 4, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(packed, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
