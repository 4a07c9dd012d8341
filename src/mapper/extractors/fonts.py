"""Fonts: what the name and the flags of a font in a PDF say of its letters."""

import re
from functools import cache

from mapper.extractors import calls

_BOLD = re.compile(r"bold|black|heavy|gras|demi", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|kursiv|kai(?:ti|\b|-|_)|楷", re.IGNORECASE)
_FORCE_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6


def facts(font: int) -> tuple[str, bool, bool]:
    """Give the name of a font, and whether its letters are bold and italic, or of the written form that stands for italic in Chinese."""
    return _facts(calls.font_name(font), calls.font_flags(font))


@cache
def _facts(told: bytes, flags: int) -> tuple[str, bool, bool]:
    name = told.decode("utf-8", "replace").rsplit("+", 1)[-1]
    flags = max(0, flags)
    bold = bool(_BOLD.search(name)) or bool(flags & _FORCE_BOLD)
    return name, bold, bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG)
