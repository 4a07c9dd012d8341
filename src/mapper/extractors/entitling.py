"""Entitling: what a text of no known layout is called, by the look of its first pages."""

import re
from collections.abc import Sequence

from mapper.extractors.paragraphs import Paragraph

_PAGES = 3  # so many first pages may hold the title
_LONGEST = 200  # characters: what is longer is no title
_PROSE = 150  # characters: what is longer is no head
_LETTERS = 0.5  # of the signs of a title, at least
_MASTHEAD = 3  # paragraphs: so many say who issues a paper and how it is handed out
_WORD = 3  # letters: a title has a longer word
_SECTION = re.compile(r"(?:[IVXL]+|[A-Z]|\d+(?:\.\d+)*)[.)]?\s")


def title(text: Sequence[Paragraph], masthead: re.Pattern[str]) -> str:
    """Give the last of the largest paragraphs of the page on which the first of them stands: who issues a paper stands above its title.

    One with prose right below it is the head of a section, unless all of them are so. What stands above how the paper is handed out is no title,
    if anything larger than the text stands below.
    """
    first = [(place, paragraph) for place, paragraph in enumerate(text) if paragraph.page < text[0].page + _PAGES]
    told = {place for place, paragraph in first if masthead.search(paragraph.whole)}
    named = [place for place, paragraph in first if place not in told and _names(paragraph)]
    usual = sorted(paragraph.size for _, paragraph in first)[len(first) // 2]
    below = [place for place in named if told.isdisjoint(range(place, place + _MASTHEAD))]
    named = below if any(text[place].size > usual for place in below) else named
    if not named:
        return text[0].whole[:_LONGEST]
    size = max(text[place].size for place in named)
    largest = [place for place in named if text[place].size == size]
    largest = [place for place in largest if text[place].page == text[largest[0]].page]
    apart = [place for place in largest if not any(len(below.whole) > _PROSE for below in text[place + 1 : place + 2])]
    return text[apart[-1] if apart else largest[0]].whole[:_LONGEST]


def _names(paragraph: Paragraph) -> bool:
    """Say whether these may be the words of a title: no sentence, row or item, and no number in large type."""
    words = paragraph.whole
    if paragraph.cells or paragraph.label or len(words) > _LONGEST or words[:1].islower() or words.endswith((".", ";")):
        return False
    if _SECTION.match(words):
        return False
    signs = "".join(words.split())
    longest = max((len(word) for word in re.findall(r"[^\W\d_]+", words)), default=0)
    return longest > _WORD and sum(map(str.isalpha, signs)) >= _LETTERS * len(signs)
