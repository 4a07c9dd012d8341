"""Shifted encodings: fonts of the 1990s without a map, whose every code lies 0x20 too low; told by the letters, and put right."""

from collections.abc import Iterable
from dataclasses import replace

from mapper.extractors.page import Page, Piece, Word

_SHIFT = 0x20
_LEAST = 8  # letters of one font on a page: fewer say nothing
_VOWELS = frozenset("aeiouyAEIOUY")
_SIGNS = frozenset("!\"#$%&'()*+,-/")
_ODD = frozenset("!\"#$%&'()*+")  # capitals A to K when shifted; symbols and dates have few kinds of these
_KINDS = 3


def repair(page: Page) -> tuple[Page, bool]:
    """Shift the fonts back that need it; say whether any did."""
    texts: dict[str, list[str]] = {}
    for word in page.words:
        for piece in word.pieces:
            texts.setdefault(piece.style.font, []).append(piece.text)
    wrong = {font for font, parts in texts.items() if font and _is_shifted("".join(parts))}
    if not wrong:
        return page, False
    return replace(page, words=tuple(_split(page.words, wrong))), True


def _is_shifted(text: str) -> bool:
    """Say whether a text reads better when shifted: more letters, and vowels among them."""
    if any(letter > "~" and letter.isalpha() for letter in text):
        return False  # a font that has letters of another script, or accents, has a map
    codes = [letter for letter in text if " " < letter <= "~" and letter != "."]
    if len(codes) < _LEAST or any(letter >= "a" for letter in codes) or sum(map(str.isdigit, codes)) > 0.45 * len(codes):
        return False
    if len(_ODD.intersection(codes)) < _KINDS:
        return False
    signs = sum(letter in _SIGNS for letter in codes) / len(codes)
    back = [shift(letter) for letter in codes]
    letters = sum(letter.isalpha() for letter in back) / len(back)
    vowels = sum(letter in _VOWELS for letter in back) / max(1, sum(letter.isalpha() for letter in back))
    return signs > 0.25 and letters > 0.8 and 0.2 < vowels < 0.7


def shift(text: str) -> str:
    """Put each code back in its place; the code of a blank that fell below the printable ones becomes a blank."""
    return "".join(chr(ord(letter) + _SHIFT) if " " < letter <= "_" else " " if letter in "\ufffd\x00" else letter for letter in text)


def _split(words: Iterable[Word], wrong: set[str]) -> Iterable[Word]:
    """Give words with their letters put right, cut where a blank comes to light."""
    for word in words:
        if not any(piece.style.font in wrong for piece in word.pieces):
            yield word
            continue
        pieces = tuple(piece._replace(text=shift(piece.text) if piece.style.font in wrong else piece.text) for piece in word.pieces)
        if " " not in "".join(piece.text for piece in pieces):
            yield word._replace(pieces=pieces)
            continue
        for piece in pieces:
            for part in piece.text.split():
                yield Word((Piece(part, piece.style, piece.box),), piece.box)
