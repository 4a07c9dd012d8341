"""Naming: what the titles of an area have in common, and other titles do not."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mapper.channels.lexical import stems
from mapper.views.text import one_line, shorten

MOST = 2  # terms in a name
LONGEST = 8  # words in a term, small ones within counted
WIDTH = 70  # letters of a title that stands in for a name
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_GAP = re.compile(r"[ \u00a0]")
_WORDS = 2  # content words that make a term: one alone ("regional", "smart") names nothing
_TITLES = 2  # titles of an area that a term must stand in
_LEAST = 0.3  # of what an area is about, that a term must cover
_FRESH = 0.2  # of what an area is about, that a second term must add
_OWN = 5.0  # times as common in the area as among all titles

Term = tuple[str, ...]


@dataclass(frozen=True)
class _Said:
    """Hold how a title writes a term, and whether it is no piece of a longer name: "Development" of "Development Sector" is one."""

    written: str
    whole: bool


class Titles:
    """Know how common each term is among all titles, so that what every title says names nothing."""

    def __init__(self, titles: Iterable[str]) -> None:
        known = [title for title in titles if title]
        self._count = len(known)
        self._holding = Counter(term for title in known for term in dict(_terms(title)))

    def name(self, weighed: Mapping[str, int]) -> str:
        """Name some titles by the terms they share, given how much each counts; the weightiest title stands in where they share none."""
        terms = {title: dict(_terms(title)) for title in weighed}
        whole = sum(weighed.values())
        told: list[str] = []
        spoken: frozenset[str] = frozenset()
        for term, holders in self._telling(terms, weighed):
            if len(told) < MOST and sum(weighed[title] for title in holders - spoken) >= _FRESH * whole:
                told.append(_spelled((terms[title][term].written, weighed[title]) for title in holders))
                spoken |= holders
        if not told:
            return shorten(min(weighed, key=lambda title: (-weighed[title], title), default=""), WIDTH)
        name = "; ".join(told)
        return name[:1].upper() + name[1:]

    def _telling(self, terms: Mapping[str, Mapping[Term, _Said]], weighed: Mapping[str, int]) -> list[tuple[Term, frozenset[str]]]:
        """List the terms that may name an area with the titles that hold them: of those in the same titles the longest, what tells most first."""
        longest: dict[frozenset[str], Term] = {}
        for term in sorted({term for found in terms.values() for term in found}):
            holders = frozenset(title for title, found in terms.items() if term in found)
            whole = sum(weighed[title] for title in holders if terms[title][term].whole)
            tells = self._tells(term, holders, weighed) and 2 * whole >= sum(weighed[title] for title in holders)
            if tells and len(term) > len(longest.get(holders, ())):
                longest[holders] = term
        found = [(term, holders) for holders, term in longest.items()]
        return sorted(found, key=lambda told: (-sum(weighed[title] for title in told[1]) * math.log1p(self._rarity(told[0])), told[0]))

    def _tells(self, term: Term, holders: frozenset[str], weighed: Mapping[str, int]) -> bool:
        enough = len(term) >= _WORDS and len(holders) >= _TITLES
        covers = sum(weighed[title] for title in holders) >= _LEAST * sum(weighed.values())
        return enough and covers and self._rarity(term) * len(holders) / len(weighed) >= _OWN

    def _rarity(self, term: Term) -> float:
        return self._count / max(self._holding[term], 1)


@lru_cache(maxsize=4096)
def _terms(title: str) -> tuple[tuple[Term, _Said], ...]:
    """Give each run of words with nothing but a blank between them that begins and ends with a content word: its stems, and how it is written."""
    text = one_line(title)
    found: dict[Term, _Said] = {}
    for run in _runs(text):
        content = [number for number, word in enumerate(run) if stems(word[0])]
        for first in content:
            for last in (number for number in content if first <= number < first + LONGEST):
                written = text[run[first].start() : run[last].end()]
                said = _Said(written, not {first - 1, last + 1} & {*content})
                before = found.setdefault(stems(written), said)
                found[stems(written)] = said if said.whole and not before.whole else before
    return tuple(found.items())


def _runs(text: str) -> list[list[re.Match[str]]]:
    """Part the words of a text where anything but a blank stands between them."""
    runs: list[list[re.Match[str]]] = []
    for word in _WORD.finditer(text):
        if runs and _GAP.fullmatch(text[runs[-1][-1].end() : word.start()]):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _spelled(forms: Iterable[tuple[str, int]]) -> str:
    """Write a term as the titles do that count most together; in small letters where any does."""
    written: Counter[str] = Counter()
    for form, weight in forms:
        written[form] += weight
    small = [form for form in written if form == form.casefold()] or list(written)
    return min(small, key=lambda form: (-written[form], form))
