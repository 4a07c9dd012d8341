"""Shifted encodings: fonts without a map, whose every code lies too low by one number; told by the letters and words, and put right."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mapper.extractors import layers
from mapper.extractors.page import Page, Piece, Word

_SHIFT = 0x20  # fonts of the 1990s
_OTHERS = (0x1D, 0x1F, 0x1E, _SHIFT)  # numbers of glyphs in the place of codes, by how many glyphs stand before the blank
_FEW = 3  # known words; so many, and a fifth of all, show a language
_LONG = 6  # letters: so long a known word shows it alone
_LEAST = 8  # letters of one font on a page: fewer say nothing
_VOWELS = frozenset("aeiouyAEIOUY")
_SIGNS = frozenset("!\"#$%&'()*+,-/")
_ODD = frozenset("!\"#$%&'()*+")  # capitals A to K when shifted; symbols and dates have few kinds of these
_KINDS = 3
_DIGITS = 0.6  # of the signs
_PAIR = re.compile("[0-9A-F]{2}(?:[0-9A-F]{2})*:?")  # bytes of a file
_SMALL = re.compile("[a-z]")  # no letter that lies too low becomes one: a font with any is right


def repair(page: Page) -> tuple[Page, bool]:
    """Shift the fonts back that need it; say whether any did."""
    right = {""}  # fonts without a name cannot be told apart
    texts: dict[str, list[str]] = {}
    for font, its in _by_font(page):
        if font not in right:
            if _SMALL.search("".join(its)):
                right.add(font)
            texts.setdefault(font, []).extend(its)
    wrong = {font: by for font, parts in texts.items() if font not in right and (by := _shift_of(parts))}
    if not wrong:
        return page, False
    return replace(page, words=tuple(_split(page.words, wrong))), True


def _by_font(page: Page) -> Iterator[tuple[str, list[str]]]:
    for stretch in page.stretches:
        pieces = stretch.words[0].pieces
        if len(pieces) == 1:
            yield stretch.style.font, stretch.texts
        else:
            yield from ((piece.style.font, [piece.text]) for piece in pieces)


def _shift_of(parts: Sequence[str]) -> int:
    """Say by how much the codes of a font are too low; 0 where they are right, or nobody can say."""
    if not any(letter >= "a" and letter.isalpha() for part in parts for letter in part) and not _counts(parts):
        known = _known(parts)
        for by in _OTHERS:
            if _shows_more([word for part in parts for word in shift(part, by).split()], known):
                return by
    return _SHIFT if _is_shifted("".join(parts)) else 0


def _counts(parts: Sequence[str]) -> bool:
    """Say whether these are figures: so many digits no words have, wherever their letters lie; short ones in pairs look like short words."""
    codes = "".join(parts).replace(" ", "")
    return sum(map(str.isdigit, codes)) > _DIGITS * len(codes) > 0 or all(_PAIR.fullmatch(part) for part in parts)


def _known(words: Sequence[str]) -> int:
    return sum(len(bare) > 1 and bare in layers.lexicon() for bare in (word.strip(",.;:()").casefold() for word in words))


def _shows_more(words: Sequence[str], before: int) -> bool:
    """Say whether words show a language, and more of it than was known before they were shifted."""
    known = _known(words)
    if known == len(words) <= 2:
        return not before and len(max(words, key=len, default="")) >= _LONG
    return known >= _FEW and known >= 0.2 * len(words) and known > before


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


def shift(text: str, by: int = _SHIFT) -> str:
    """Put each code back in its place; the code of a blank that fell below the printable ones becomes a blank."""
    blanks = {"\ufffd", "\x00", chr(max(0, ord(" ") - by))}
    return "".join(" " if letter in blanks else chr(ord(letter) + by) if ord(" ") < ord(letter) + by <= ord("~") + 1 else letter for letter in text)


def _split(words: Iterable[Word], wrong: Mapping[str, int]) -> Iterable[Word]:
    """Give words with their letters put right, cut where a blank comes to light."""
    for word in words:
        if not any(piece.style.font in wrong for piece in word.pieces):
            yield word
            continue
        pieces = tuple(
            piece._replace(text=shift(piece.text, wrong[piece.style.font]) if piece.style.font in wrong else piece.text) for piece in word.pieces
        )
        if " " not in "".join(piece.text for piece in pieces):
            yield word._replace(pieces=pieces)
            continue
        for piece in pieces:
            for part in piece.text.split():
                yield Word((Piece(part, piece.style, piece.box),), piece.box)
