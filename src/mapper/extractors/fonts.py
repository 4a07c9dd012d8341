"""Fonts: what the name and the flags of a font in a PDF say of its letters."""

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium

_BOLD = re.compile(r"bold|black|heavy|gras|demi", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|kursiv|kai(?:ti|\b|-|_)|楷", re.IGNORECASE)
_FORCE_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6


def facts(font: Any) -> tuple[str, bool, bool]:
    """Give the name of a font, and whether its letters are bold and italic, or of the written form that stands for italic in Chinese."""
    size = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(1, size))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, size)
    name = buffer.value.decode("utf-8", "replace").rsplit("+", 1)[-1]
    flags = max(0, pdfium.FPDFFont_GetFlags(font))
    bold = bool(_BOLD.search(name)) or bool(flags & _FORCE_BOLD)
    return name, bold, bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG)
