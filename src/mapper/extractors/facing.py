"""Facing pages: a book that says each page again in another language on the next one is read language by language."""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from mapper.extractors.lines import Sheet
from mapper.profiles import language_of

_TELLING = 40  # words: a page with fewer does not tell its language
_LOOKED = 8  # pages that tell it: so many are looked at before all are
_TURNS = 0.8  # of the steps from page to page: so many must change the language
_FEWEST = 4  # pages that tell it

_WORD = re.compile(r"[^\W\d_]{2,}")


def in_turn(sheets: Sequence[Sheet]) -> Sequence[Sheet]:
    """Give the pages of the first language, then those of the next one; pages as they stand where languages do not take turns."""
    if not _take_turns([*islice(filter(None, map(_language, sheets)), _LOOKED)]):
        return sheets
    languages: dict[str, list[Sheet]] = {}
    language = ""
    for sheet in sheets:
        language = _language(sheet) or language
        languages.setdefault(language, []).append(sheet)
    return [sheet for pages in languages.values() for sheet in pages]


def _language(sheet: Sheet) -> str:
    text = " ".join(line.text for line in sheet.lines)
    return language_of(text) if len(_WORD.findall(text)) >= _TELLING else ""


def _take_turns(languages: Sequence[str]) -> bool:
    steps = [one != other for one, other in pairwise(languages)]
    return len(languages) >= _FEWEST and len(set(languages)) > 1 and sum(steps) >= _TURNS * len(steps)
