"""Misread: what OCR takes for look-alikes, put right by what stands around it: the letters of lists, the signs of a script."""

import re
from collections.abc import Iterator, Sequence

from mapper.extractors.page import Word
from mapper.profiles import languages

_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", *(facts["letters"] for facts in languages().values() if "letters" in facts))
_LETTERED = re.compile(r"[^\W\d_]\)")
_IDEOGRAPH, _ARABIC = re.compile("[\u3400-\u9fff]"), re.compile("[\u0620-\u064a]")
_WIDE = str.maketrans("(),;:?!", "（），；：？！")
_FROM_RIGHT = str.maketrans(",;?", "،؛؟")
_TAKEN_FOR = {  # letters of a list, each with what OCR takes it for in italics
    "c)": ("C)", "Cc)", "cc)", "¢)", "e)", "©)", "с)", "С)"),
    "e)": ("c)", "€)", "е)"),
    "g)": ("8)", "9)", "q)", "&)"),
    "i)": ("1)", "l)", "I)", "|)", "i1)", "ij)"),
    "j)": ("7)", "/)", "])"),
    "k)": ("K)",),
    "l)": ("1)", "I)", "|)"),
    "o)": ("0)", "O)"),
    "s)": ("S)", "5)"),
    "v)": ("V)", "y)"),
    "w)": ("W)",),
    "z)": ("Z)", "2)"),
    "б)": ("6)",),
    "в)": ("B)", "8)"),
    "е)": ("e)",),
    "з)": ("3)",),
}
_NEVER = {"Cc)": "c)", "ili)": "iii)", "iil)": "iii)", "ïi)": "ii)", "íi)": "ii)", "Ь)": "b)", "ь)": "b)"}  # labels that no list has


def mended(words: Sequence[Word]) -> Iterator[Word]:
    """Put the words of a page right, line by line."""
    signed = [_spelt(word, text) for word, text in zip(words, _signs([word.text for word in words]), strict=True)]
    return _labelled(signed)


def _spelt(word: Word, text: str) -> Word:
    return word if text == word.text else word._replace(pieces=(word.pieces[0]._replace(text=text),))


def _signs(texts: Sequence[str]) -> Iterator[str]:
    """Give signs as a script that has its own writes them; what has no letters goes with the words beside it."""
    for place, text in enumerate(texts):
        beside = text if any(map(str.isalpha, text)) else "".join(texts[max(0, place - 1) : place + 2])
        if _IDEOGRAPH.search(beside):
            yield text.translate(_WIDE)
        elif _ARABIC.search(beside):
            yield text.translate(_FROM_RIGHT)
        else:
            yield text


def _labelled(words: Sequence[Word]) -> Iterator[Word]:
    """Put the letters of lists right where OCR took them for look-alikes: at the head of a line, after the letter before them."""
    before, line = "", None
    for word in words:
        if word.box.bottom == line:
            yield word
            continue
        due = _following(before)
        meant = due if word.text in _TAKEN_FOR.get(due, ()) else _NEVER.get(word.text, word.text)
        before = meant[0] if _LETTERED.fullmatch(meant) else before
        line = word.box.bottom
        yield _spelt(word, meant)


def _following(letter: str) -> str:
    """Give the label that is due after a letter."""
    alphabet = next((letters for letters in _ALPHABETS if letter and letter in letters), "")
    return f"{alphabet[alphabet.index(letter) + 1 :][:1]})" if alphabet else ""
