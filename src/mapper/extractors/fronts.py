"""Forewords: what a publisher says of himself before the text, from its head to the end of its page, and what of it stands on the next two."""

import re
from collections.abc import Iterable, Sequence

from mapper.extractors import labels
from mapper.extractors.lines import Line, Sheet
from mapper.profiles import Organisation, fold

_HIGH = 8  # lines: a foreword begins so near the top of its page
_PAGES, _NEXT = 2, 12  # pages, and lines: so many of it stand behind its own page at most, before the sign of whoever has the rights
_RIGHTS = re.compile(r"©|\([cC]\)\s(?:(?:19|20)\d\d\b|(?P<owner>[^\W\d_])[^\d;:]*\s(?:19|20)\d\d\W*$)")
_CLAIM = 4  # lines of a page: so many say what rights he has


class Fronts:
    """Take forewords out of the pages of a source, one after the other."""

    def __init__(self, sheets: Sequence[Sheet], profile: Organisation) -> None:
        self.sheets, self.profile = sheets, profile
        self.rest: list[Line] = []  # what belongs to the last foreword on the pages behind its own

    def taken(self, place: int, lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
        """Give what stays of page `place`, and what is a foreword; where a file only remembers its pages, none is taken that a text follows there."""
        paged = self.sheets[place].height > 0 or place < len(self.sheets) - 1
        gone = [line for line in lines if any(line is each for each in self.rest)]
        kept = [line for line in lines if line not in gone] if gone else list(lines)
        begins = self._begins(kept)
        if begins is None or not paged or self._has_text(line for line in kept[begins:] if line.whole):
            return kept, gone
        self.rest = self._behind(self.sheets[place + 1 : place + 1 + _PAGES])
        return kept[:begins], [*gone, *kept[begins:]]

    def _begins(self, lines: Sequence[Line]) -> int | None:
        within = lines[: _HIGH if lines and not lines[0].whole else None]
        heads = (place for place, line in enumerate(within) if fold(line.text).casefold().rstrip(":") in self.profile.furniture.front)
        return next(heads, None)

    def _behind(self, sheets: Sequence[Sheet]) -> list[Line]:
        """Give what of a foreword stands on the pages behind its own: all up to the claim of rights, unless a text begins before it."""
        lines = [line for sheet in sheets for line in sheet.lines]
        place = next((place for place, line in enumerate(lines[:_NEXT]) if _claims(line.plain)), None)
        if place is None:
            return []
        after = [line for line in lines[place + 1 :] if line.page == lines[place].page]
        if lines[place].whole:
            after = [] if self._has_text(after[:1]) else after[:1]
        found = [*lines[:place], *after]
        return [*found, lines[place]] if len(after) < _CLAIM and not self._has_text(found) and not _is_counted(found) else []

    def _has_text(self, lines: Iterable[Line]) -> bool:
        return any(self._is_text(fold(line.plain)) for line in lines)

    def _is_text(self, words: str) -> bool:
        begins = any(heading.pattern.fullmatch(self.profile.mark(words).rest) for heading in self.profile.headings)
        return begins or self.profile.speaks(words) or self.profile.openers.match(words) is not None


def _claims(words: str) -> bool:
    """Say whether a line claims rights, by their sign; where that is written with a letter, which may count items, with a year, and who has them."""
    found = _RIGHTS.match(words)
    return found is not None and (found["owner"] or "A").isupper()


def _is_counted(lines: Iterable[Line]) -> bool:
    """Say whether a line begins with a label; a number alone is the page's."""
    return any(all(labels.split(line.plain)) for line in lines)
