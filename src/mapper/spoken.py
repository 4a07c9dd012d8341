"""Spoken words: those that two quoted clauses share, the rarest in the corpus first; they are what a reader looks for."""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib import resources

import Stemmer

from mapper import profiles
from mapper.emphasis import Spans
from mapper.types import Document

MOST = 5  # words marked in a pair of clauses
SAMPLE = 1000  # documents in which words are counted; more change nothing but the time
FEW = 20  # documents, among which no word is called common
COMMON = 0.3  # share of the documents, from which on a word says nothing of one
LEAST = 3  # letters of a word, unless it is written in capitals or holds a figure
_WORD = re.compile(r"[^\W_]{2,}")
_STEMMER = Stemmer.Stemmer("english")  # as the lexical channel stems English texts


@dataclass(frozen=True)
class Rarity:
    """Hold how many documents were counted, and in how many of them each stem occurs."""

    documents: int = 0
    holding: Mapping[str, int] = field(default_factory=dict)

    def of(self, stem: str) -> float:
        """Say how rare a stem is: the logarithm of one in how many documents has it."""
        return round(math.log((self.documents + 1) / (self.holding.get(stem, 0) + 1)), 4)

    def common(self, stem: str) -> bool:
        """Say whether so many documents have a stem that it says nothing of one."""
        return self.documents >= FEW and self.holding.get(stem, 0) > COMMON * self.documents


@dataclass(frozen=True)
class Spoken:
    """Hold the words that speak for a pair of clauses as the left one writes them, the rarest first, and where they stand in either text."""

    words: tuple[str, ...] = ()
    left: Spans = ()
    right: Spans = ()


def count(documents: Iterable[Document]) -> Rarity:
    """Count in how many documents each stem occurs, over an even sample of them."""
    listed = list(documents)
    sample = listed[:: -(-len(listed) // SAMPLE) or 1]
    holding = Counter(stem for document in sample for stem in _stems(document))
    return Rarity(len(sample), dict(holding))


def _stems(document: Document) -> set[str]:
    words = {word for text in (document.title, *(clause.text for clause in document.clauses)) for word in _WORD.findall(text.casefold())}
    return set(_STEMMER.stemWords(sorted(words)))


def spoken(left: str, right: str, rarity: Rarity, barred: tuple[Spans, Spans] = ((), ())) -> Spoken:
    """Find the content words of two texts whose stems occur in both; `barred` are parts of either that do not count, such as citations."""
    here, there = (_content(text, spans) for text, spans in zip((left, right), barred, strict=True))
    shared = {stem for _, stem in here} & {stem for _, stem in there}
    first = {stem: span for span, stem in reversed(here)}
    told = sorted((stem for stem in shared if not rarity.common(stem)), key=lambda stem: (-rarity.of(stem), first[stem]))[:MOST]
    words = tuple(left[slice(*first[stem])] for stem in told)
    return Spoken(words, *(tuple(span for span, stem in side if stem in told) for side in (here, there)))


def places(text: str, words: Iterable[str]) -> Spans:
    """Find where a text holds words of the same stems as these."""
    stems = set(_STEMMER.stemWords([word.casefold() for word in words]))
    return tuple(span for span, stem in _content(text, ()) if stem in stems)


def _content(text: str, barred: Spans) -> list[tuple[tuple[int, int], str]]:
    """Give place and stem of each word that says something of the subject."""
    found = [(word.span(), stem) for word in _WORD.finditer(text) if (stem := _stem(word[0]))]
    return [each for each in found if not _meets(each[0], barred)] if barred else found


def _meets(span: tuple[int, int], barred: Spans) -> bool:
    return any(start < span[1] and span[0] < end for start, end in barred)


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """Give the stem of a word that may say something of a subject; empty for others."""
    return _STEMMER.stemWord(word.casefold()) if _tells(word) else ""


def _tells(word: str) -> bool:
    """Say whether a word may say something of a subject; an acronym is no word of another language that is written alike."""
    glue = _glue()["en"] if word.isupper() else _glue()["*"]
    return (len(word) >= LEAST or not word.islower()) and not word.isdigit() and word.casefold() not in glue


@cache
def _glue() -> dict[str, frozenset[str]]:
    """Read the words that say nothing, by language; those of all under a star."""
    raw = tomllib.loads((resources.files("mapper.profiles") / "glue.toml").read_text(encoding="utf-8"))["glue"]
    glue = {name: frozenset([*facts["stop"], *raw.get(name, ())]) for name, facts in profiles.languages().items()}
    return {**glue, "*": frozenset().union(*glue.values())}


class Speaker:
    """Find the words that speak for pairs of clauses of these documents; what they cite speaks by itself, and not by its words."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._patterns: dict[str, re.Pattern[str] | None] = {}

    @cached_property
    def rarity(self) -> Rarity:
        """Count the words of the documents, once and when they are asked for."""
        return count(self._documents.values())

    def between(self, works: tuple[str, str], texts: tuple[str, str]) -> Spoken:
        """Find the words that two texts, quoted from two works, share."""
        barred = tuple(self._cited(work, text) for work, text in zip(works, texts, strict=True))
        return spoken(*texts, self.rarity, (barred[0], barred[1]))

    def _cited(self, work: str, text: str) -> Spans:
        if work not in self._patterns:
            self._patterns[work] = _citations(self._documents.get(work))
        pattern = self._patterns[work]
        return tuple(found.span() for found in pattern.finditer(text)) if pattern else ()


def _citations(document: Document | None) -> re.Pattern[str] | None:
    """Make a pattern of the citations with a number, the longest first."""
    texts = {citation.text for citation in document.citations if any(map(str.isdigit, citation.text))} if document else set()
    ordered = sorted(filter(str.strip, texts), key=lambda text: (-len(text), text))
    return re.compile("|".join(r"\s+".join(map(re.escape, text.split())) for text in ordered)) if ordered else None
