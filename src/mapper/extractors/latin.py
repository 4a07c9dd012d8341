"""Latin: words in Latin letters within a page in another script are cut out of its image and read again, since OCR takes them for its own letters."""

import re
from collections.abc import Iterator, Sequence

from mapper.extractors import tesseract
from mapper.extractors.graymap import PAD, Graymap, listed
from mapper.extractors.tesseract import Read, around, usual_height

LANGUAGE = "eng"
_DOUBT = {
    "rus": 92,
    "ara": 60,
}  # of 100: a word that was read with less confidence may be Latin; languages that are read without such letters
_ALIKE = frozenset({"rus"})  # those of them whose letters look like Latin ones
_HOPELESS = 30  # of 100: and with less than this it is
_SURE = 80  # of 100: a Latin word is read with so much
_MORE = 2  # of 100: and with so much more than before
_APART = 1.0  # times the usual height of a word: what stands farther apart is read by itself
_LETTER, _NUMBER = re.compile("[A-Za-z]"), re.compile(r"\d+(?:[.]\d+)*")
_MIXED = re.compile(r"[A-Za-z]\d\W?[A-Za-z]")  # what letters that look alike become
_LAST = "\u024f"  # of the Latin letters


def is_unknown(language: str) -> bool:
    """Say whether a page that was read in a language was read without Latin letters."""
    return language in _DOUBT


def reread(program: str, page: Graymap, found: Sequence[Read], language: str) -> list[Read]:
    """Read words of a page again that may be Latin, those together that stand together; `language` is that of the page."""
    alike = language in _ALIKE
    own = [word for word in found if not alike or word.sure < _DOUBT[language]]
    groups = list(_groups(own, usual_height(found), _DOUBT[language]))
    sheet, places = listed([page.cut(*around(group)) for group in groups])
    read = tesseract.read(program, sheet.pgm, tesseract.ONE_COLUMN, LANGUAGE) if groups else []
    again = {id(word): [word] for word in found}
    for group, rows in zip(groups, places, strict=True):
        parts = [part for part in read if part.top + part.high // 2 in rows]
        if _is_better(parts, group) and not (alike and _MIXED.search("".join(part.text for part in parts))):
            left, top, _, _ = around(group)
            moved = [part._replace(line=group[0].line, left=part.left + left - 2 * PAD, top=part.top + top - PAD - rows.start) for part in parts]
            again |= {id(word): [] for word in group} | {id(group[0]): moved}
    return [new for word in found for new in again[id(word)]]


def _groups(found: Sequence[Read], size: int, doubt: float) -> Iterator[list[Read]]:
    """Give the words that may be Latin, from the left, in one group those of one line that are certainly not of another script."""
    group: list[Read] = []
    for word in sorted(found, key=lambda word: (word.line, word.left)):
        native = _is_native(word) and word.sure >= _HOPELESS
        last = group[-1] if group else word
        if group and (native or last.line != word.line or word.left - last.left - last.wide > _APART * size):
            yield group
            group = []
        if not native:
            group.append(word)
        elif word.sure < doubt:
            yield [word]
    if group:
        yield group


def _is_native(word: Read) -> bool:
    """Say whether a word was read with letters that are not Latin."""
    return any(letter.isalpha() and letter > _LAST for letter in word.text)


def _is_better(parts: Sequence[Read], group: Sequence[Read]) -> bool:
    """Say whether words are to be taken as they were read again: with Latin letters, or as a number that was none, or less of one, before."""
    text, before = ("".join(word.text for word in each) for each in (parts, group))
    sure = tesseract.sureness(parts)
    if _LETTER.search(text):
        return sure > max(_SURE, tesseract.sureness(group) + _MORE)
    more = len(group) > 1 or not _NUMBER.fullmatch(before) or (len(before) < len(text) and before in text)
    return bool(_NUMBER.fullmatch(text)) and more and sure > _SURE
