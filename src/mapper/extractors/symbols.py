"""Symbols: letters of symbol fonts, whose codes mean nothing outside the font, as the signs that a reader sees."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mapper.extractors import labels
from mapper.extractors.lines import Line, Run, join
from mapper.extractors.page import Word

_CAPITALS, _SMALL = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_GREEK = {**dict(enumerate(_CAPITALS, 0x41)), **dict(enumerate(_SMALL, 0x61))}
_SIGNS = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼", 0xA2: "′", 0xA6: "ƒ", 0xC0: "ℵ", 0xC1: "ℑ", 0xC2: "ℜ", 0xC3: "℘",
    0xC4: "⊗", 0xC6: "∅", 0xC9: "⊃", 0xCA: "⊇", 0xCB: "⊄", 0xCC: "⊂", 0xCD: "⊆", 0xCF: "∉", 0xD1: "∇", 0xD5: "∏", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨",
    0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑", 0xDF: "⇓", 0xE0: "◊", 0xE1: "〈", 0xF1: "〉",
    0x2D: "–", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×",
    0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xD0: "∠",
    0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xD7: "⋅", 0xDE: "⇒", 0xE2: "®", 0xE3: "©", 0xE4: "™", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_BRACKETS = dict(zip((*range(0xE6, 0xF0), *range(0xF3, 0xFF)), "⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭", strict=True))
_PLAIN = {code: chr(code) for code in (0x20, 0x21, 0x23, 0x25, 0x26, *range(0x28, 0x40), 0x5B, 0x5D, 0x5F, *range(0x7B, 0x7E))}
_SYMBOL = _PLAIN | _GREEK | _SIGNS | _BRACKETS
_DINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_OTHER_DINGS = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA3: "☐"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _DINGS, "wingdings2": _OTHER_DINGS}
_ARROWS = {0xDF: "←", 0xE0: "→"}  # of Wingdings: Word puts them for "<--" and "-->"
_ALONE = _SYMBOL | _DINGS
_WITHIN = _ALONE | {code: shown for code, shown in _SYMBOL.items() if code not in _BRACKETS} | _ARROWS
_OPENED, _CLOSED = re.compile("[\uf0e9\uf0eb⎡⎣]"), {0xF0F9: "⎤", 0xF0FB: "⎦"}  # half brackets, of which the second is a cross in another font
_OPENING = "([{<\"'“‘«"
_DOUBTFUL = frozenset(0xF000 + code for code in _SYMBOL.keys() & _DINGS.keys())
_PICTURES = re.compile(r"(?i:ding|ornament|bullet)|Sorts|Pi(?![a-z])")  # in names of fonts whose letters are drawn as pictures
_PARTING = re.compile(r"[\s_-]")  # in names of fonts, which a PDF writes without
_PRIVATE = range(0xF020, 0xF100)
_ANY = re.compile("[\uf020-\uf0ff]")
_DRAWN_AS = {"o": "◦", "·": "•"}
_BULLETS = {"-": "-", "−": "−", "–": "–", "—": "—", "•": "•", "·": "•", "o": "◦", "§": "▪", "▪": "▪", "●": "●", "◦": "◦"}


def sign(code: int, font: str = "", *, within: bool = False) -> str:
    """Give the sign for a code of a symbol font; the letter itself where the font or the code is not known.

    Of an unknown font, a code may be a Greek letter, `within` a text, or the sign of a list.
    """
    if not 0 < code < sys.maxunicode or 0xD800 <= code < 0xE000:
        return "\ufffd"
    known = _font(font)
    if code not in _PRIVATE:
        return (known or {}).get(code) or chr(code)
    return (known or (_WITHIN if within else _ALONE)).get(code - 0xF000) or chr(code)


def readable(text: str, font: str = "", *, within: bool = False) -> str:
    """Put signs in the place of letters of symbol fonts."""
    return _ANY.sub(lambda letter: sign(ord(letter[0]), font, within=within), text)


def _font(name: str) -> Mapping[int, str] | None:
    return _FONTS.get(_PARTING.sub("", name.casefold()).removesuffix("mt").removesuffix("regular"))


def in_word(word: Word) -> Word:
    """Put signs in the place of letters of symbol fonts in a word; which sign that is depends on the font, else it may on the line."""
    if not _ANY.search(word.text):
        return word
    return word._replace(pieces=tuple(piece._replace(text=_sure(piece.text, piece.style.font)) for piece in word.pieces))


def _sure(text: str, font: str) -> str:
    """Put signs in the place of those letters that mean one thing only."""
    return readable(text, font) if _font(font) else _ANY.sub(lambda letter: letter[0] if ord(letter[0]) in _DOUBTFUL else sign(ord(letter[0])), text)


def in_lines(lines: Sequence[Line]) -> Sequence[Line]:
    """Put signs in their place in all lines of a page."""
    return list(map(in_line if _ANY.search("".join(run.text for line in lines for run in line.runs)) else _listed, lines))


def in_line(line: Line) -> Line:
    """Put signs in the place of letters of symbol fonts, and of a letter that is drawn as the sign of a list, in a line and its cells."""
    listed = _listed(line)
    if listed is not line or not any(_ANY.search(run.text) for part in (line.runs, *line.cell_runs) for run in part):
        return listed
    line = _closed(line) if _OPENED.search(line.text) else line
    cell_runs = tuple(tuple(_in_runs(runs)) for runs in line.cell_runs)
    cells = tuple(join(runs) for runs in cell_runs) or tuple(readable(cell) for cell in line.cells)
    return replace(line, runs=tuple(_in_runs(line.runs)), cells=cells, cell_runs=cell_runs)


def _listed(line: Line) -> Line:
    """Put the sign of a list in the place of a letter that is drawn as one, and signs behind it."""
    sign = _list_sign(line.runs)
    return replace(line, runs=(line.runs[0]._replace(text=sign), *_in_runs(line.runs[1:]))) if sign else line


def _closed(line: Line) -> Line:
    """Put half brackets in their place that close what such opened before them in a line."""
    runs, *cells = (tuple(run._replace(text=run.text.translate(_CLOSED)) for run in part) for part in (line.runs, *line.cell_runs))
    return replace(line, runs=runs, cell_runs=tuple(cells))


def _list_sign(runs: Sequence[Run]) -> str:
    """Give the sign that a line begins with where a letter of another font than that of the text stands for it."""
    if len(runs) < 2 or not runs[1].space or runs[0].style.font == runs[1].style.font:
        return ""
    first = runs[0].text
    drawn = len(first) == 1 and first.isascii() and first.isalnum() and _PICTURES.search(runs[0].style.font)
    return (_font(runs[0].style.font) or {}).get(ord(first), "•") if drawn else _DRAWN_AS.get(first, "")


def _in_runs(runs: Sequence[Run]) -> Iterator[Run]:
    """Put signs in their place; those without words are of a list, and one that stands alone at the beginning of a line or behind a tab."""
    worded = any(letter.isalnum() for run in runs for letter in run.text)
    for place, run in enumerate(runs):
        first, rest, font = run.text[:1], run.text[1:], run.style.font
        apart = rest[:1] == " " or (not rest and any(following.space for following in runs[place + 1 : place + 2]))
        behind = rest.lstrip()[:1] or "".join(following.text[:1] for following in runs[place + 1 : place + 2])
        listed = (place == 0 or run.tab) and apart and (not behind or behind.isalnum() or behind in _OPENING)
        yield run._replace(text=f"{readable(first, font, within=worded and not listed)}{readable(rest, font, within=worded)}")


def bullet(text: str) -> str:
    """Give the sign of a list without numbers; a dash where it is none that is known."""
    sign = readable(text)
    return _BULLETS.get(sign) or (sign if len(sign) == 1 and sign in labels.SIGNS else "–")
