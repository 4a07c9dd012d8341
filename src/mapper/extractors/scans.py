"""Scans: pages whose own text is not to be had or not to be trusted; what is drawn on them is read by OCR, and told with how sure that was."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from mapper.errors import MISSING
from mapper.extractors import layers, ocr, shifted
from mapper.extractors.page import Page, Word

_BARE = 20  # letters: a page of images with fewer is a scan
_COVERED = 0.5  # of the page: so much image makes a page without text a scan
_FULL = 0.85  # of the page: so much image may be a scan, though there is text in sight over it
_AGREES = 0.6  # of the words: a hidden layer that shares fewer with the image says something else
_LOW = 0.75  # an OCR page that was read with less sureness is told as doubtful
_DUMB = 0.3  # of the signs: where more stand for no letter, the fonts have no map
_ODD, _ODD_LEAST = 0.05, 10  # of the signs, and so many: more that stand for no letter are told


def settle(document: Any, page: Page, before: str = "") -> tuple[Page, list[str]]:
    """Give a page the words that are to be used, and say where they come from if not from its visible text.

    `before`: the language in which OCR read the page before.
    """
    seen, hidden = list[str](), list[Word]()
    for stretch in page.stretches:
        if stretch.style.hidden:
            hidden += stretch.words
        else:
            seen += stretch.texts
    covered = page.cover > _COVERED
    if sum(map(len, seen)) < _BARE:
        if page.cover and (covered or hidden):
            return _scan(document, page, hidden, before)
        return page, _left_out(page, hidden)
    dumb, signs = layers.dumb(seen)
    if dumb:
        dumb, signs = layers.dumb([word.text for word in shifted.repair(page)[0].words])
    if dumb > _DUMB * signs:
        return _instead(document, page, before, "is set in fonts that do not tell their letters")
    if page.cover > _FULL and layers.is_bad(seen):
        return _instead(document, page, before, "is an image under a text that does not read as a language")
    return page, [*_left_out(page, hidden), *_odd(page, dumb, signs)]


def _left_out(page: Page, hidden: Sequence[Word]) -> list[str]:
    return [f"page {page.number}: {len(hidden)} words that cannot be seen were left out"] if hidden else []


def _odd(page: Page, dumb: int, signs: int) -> list[str]:
    if dumb < _ODD_LEAST or dumb < _ODD * signs:
        return []
    return [f"page {page.number}: {dumb} of {signs} signs stand for no letter that is known; compare what is quoted with the page"]


def _scan(document: Any, page: Page, hidden: Sequence[Word], before: str) -> tuple[Page, list[str]]:
    """Read an image; a hidden layer that reads as a language serves where the image cannot be read."""
    good = layers.is_good([word.text for word in hidden])
    read = ocr.recognise(document, page, before)
    if read.words:
        page = _read(page, read)
        apart = good and layers.agreement((word.text for word in hidden), (word.text for word in read.words)) < _AGREES
        other = f"page {page.number}: a hidden text says something else than its image and was left out"
        return page, [*_told(page, read), *([other] if apart else [])]
    if good and not read.blank:
        told = f"page {page.number} is an image, of which the text hidden behind it was used: it reads well, but nobody compared the two"
        return replace(page, words=tuple(_shown(word) for word in hidden), ocr=True), [f"{told}; check what is quoted from it"]
    return replace(page, words=()), [f"{MISSING}page {page.number} is an image {read.trouble}"]


def _shown(word: Word) -> Word:
    return word._replace(pieces=tuple(piece._replace(style=piece.style._replace(hidden=False)) for piece in word.pieces))


def _instead(document: Any, page: Page, before: str, what: str) -> tuple[Page, list[str]]:
    """Read what a page shows in the place of what it says."""
    read = ocr.recognise(document, page, before)
    if not read.words:
        return replace(page, words=()), [f"{MISSING}page {page.number} {what} {read.trouble}"]
    page = _read(page, read)
    return page, [f"page {page.number} {what}", *_told(page, read)]


def _read(page: Page, read: ocr.Seen) -> Page:
    """Give a page as OCR read it; rules of one that had to be turned stand elsewhere on it."""
    if read.turns:
        page = replace(page, edges=())
    if read.turns % 2:
        page = replace(page, width=page.height, height=page.width)
    return replace(page, words=read.words, ocr=True, sure=read.sure, language=read.language)


def _told(page: Page, read: ocr.Seen) -> Iterator[str]:
    """Tell how sure OCR was of a page, how the page lies, and which language OCR had not."""
    if read.turns:
        yield f"page {page.number} {'stands on its head' if read.turns == 2 else 'lies on its side'} and was turned before it was read"
    sure = f"{page.sure:.2f}"
    if page.sure < _LOW:
        yield f"page {page.number} was read by OCR with low confidence, {sure}; compare every word that is quoted from it"
    else:
        yield f"page {page.number} was read by OCR, confidence {sure}; check what is quoted from it"
    if read.lacks:
        yield f"{MISSING}page {page.number} was read by OCR without its language, which puts accents wrong: apt-get install {read.lacks}"
