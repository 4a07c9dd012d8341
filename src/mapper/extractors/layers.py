"""Layers: whether the text that a page carries reads as a language, or is what a bad reading of an image, or a font without a map, left."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from mapper.profiles import languages, organisations

# Fitted on 115 pages of 40 documents in five languages, each also with 3 to 30 letters of 100 put wrong, and checked on 114 others: layers with 10
# of 100 letters taken for look-alikes or signs are told in 91 to 100 of 100 pages; of whole pages 91 of 100 pass, the rest are formulas and grids.
_LEAST = 20  # words: fewer tell nothing
_PLAUSIBLE = 0.85  # of the letters: where fewer stand in words that could be words, a layer is bad
_MANY = 40  # words: of so many some are known
_KNOWN = 0.06  # of the words: where fewer are used all the time in a language, or known to profiles, a layer is bad
_STRIPPED = "\"'“”„«»‘’()[]{}<>.,;:!?…–—-/*（）《》、，。；：？！،؛؟"
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
_FREQUENT = 0.1  # of the signs of a word that no blanks part: where fewer are frequent, it is none
_FIGURE = re.compile(r"[\d.,/:()\[\]+–—-]*\d[\d.,/:()\[\]+–—-]*[^\W\d_]{0,4}")
_WORD = re.compile(r"[A-ZÀ-ÞŒ]?[a-zß-ÿœ]+|[A-ZÀ-ÞŒ]+s?|[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+|[\u0600-\u06ff\u0750-\u077f\ufb50-\ufefc]+|[\u3005-\u9fff]+")
_PARTS = re.compile(r"[-’'‑./&]")
_HARD = re.compile(r"[bcdfghjklmnpqrstvwxz]{6}", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiouyà-æè-ïò-öø-üœ]", re.IGNORECASE)
_SHOWN = ("\ufffd", "(cid:")  # those of them that print; to see that a text has none is ten times faster than to search for any
_DUMB_SIGN = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]|\\(cid:\\d+\\)")


def is_good(words: Sequence[str]) -> bool:
    """Say whether words read as a language; where too few stand there, they are not trusted."""
    return _tells(words) and not is_bad(words)


def is_bad(words: Sequence[str]) -> bool:
    """Say whether words do not read as a language; where too few stand there, nobody can say."""
    plausible, known, told = weigh(words)
    return told >= _LEAST and (plausible < _PLAUSIBLE or (told >= _MANY and known < _KNOWN))


def _tells(words: Sequence[str]) -> bool:
    return weigh(words)[2] >= _LEAST


def weigh(words: Iterable[str]) -> tuple[float, float, int]:
    """Measure which share of the letters stands in words that could be words, which share of the words is known, and of how many words."""
    told = [word for word in (each.strip(_STRIPPED) for each in words) if word and not _FIGURE.fullmatch(word)]
    letters = sum(map(len, told))
    plausible = sum(len(word) for word in told if _could_be(word))
    return plausible / max(1, letters), sum(map(_is_known, told)) / max(1, len(told)), len(told)


def dumb(words: Sequence[str]) -> tuple[int, int]:
    """Count the signs that stand for no letter, private ones, control codes, the sign for what cannot be shown; and all signs."""
    text = "".join(words)
    if (text.isprintable() and not any(sign in text for sign in _SHOWN)) or not _DUMB_SIGN.search(text):
        return 0, len(text)
    return len(_DUMB_SIGN.findall(text)), len(_DUMB_SIGN.sub(".", text))


def agreement(one: Iterable[str], other: Iterable[str]) -> float:
    """Measure how far two readings of a page have the same words, whatever their order: F1."""
    left, right = ([word.strip(_STRIPPED).casefold() for word in words] for words in (one, other))
    counts: dict[str, int] = {}
    for word in left:
        counts[word] = counts.get(word, 0) + 1
    shared = 0
    for word in right:
        if counts.get(word, 0) > 0:
            counts[word] -= 1
            shared += 1
    return 2 * shared / max(1, len(left) + len(right))


def _could_be(word: str) -> bool:
    parts = [part for part in _PARTS.split(word) if part]
    return bool(parts) and all(_WORD.fullmatch(part) and _can_be_said(part) for part in parts)


def _can_be_said(part: str) -> bool:
    """Say whether a Latin word has vowels and no crowd of consonants; capitals may be an abbreviation."""
    if part.isupper() or not part.isascii() or len(part) < 3:
        return True
    return bool(_VOWEL.search(part)) and not _HARD.search(part)


def _is_known(word: str) -> bool:
    if _IDEOGRAPH.search(word):
        return sum(sign in frequent() for sign in word) > _FREQUENT * len(word)
    return word.casefold() in lexicon()


@cache
def frequent() -> frozenset[str]:
    """Give the signs that texts without blanks between words are full of."""
    return frozenset("".join(facts.get("frequent", "") for facts in languages().values()))


@cache
def lexicon() -> frozenset[str]:
    """Give the words that languages use all the time, and those that profiles name bodies, sections and openers with."""
    common = {word for facts in languages().values() for word in (*facts["stop"], *facts["hanging"])}
    named = [
        name
        for organisation in organisations()
        for name in (
            *organisation.openers.preamble,
            *(section for layout in organisation.layouts for section in layout.sections),
            *(name for body in organisation.bodies for name in body.names),
        )
    ]
    return frozenset(common | {word.casefold() for name in named for word in re.findall(r"[^\W\d_]{2,}", name)})
