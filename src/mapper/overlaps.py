"""Overlaps: how much of what one text asks for stands in another, near-verbatim: with other numbers, other actors, a word changed here and there."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from mapper.types import Document, Part
from mapper.wordings import levelled

NEAR = 0.8  # share of a clause's words that must stand in the other text, in runs, for the clause to be there near-verbatim
RUN = 4  # words in a row that count as taken over; fewer come together by chance
WORDS = 8  # a shorter clause may be the same by chance
SIGNS = 2  # signs of a script without blanks that say as much as a word

Run = tuple[str, ...]


def overlap(one: Document, other: Document) -> float:
    """Give the share of one document's operative words in clauses that stand near-verbatim in the other's operative text."""
    clauses, there = _asking(_operative(one)), _said(_operative(other))
    total = sum(len(words) for words, _ in clauses)
    near = (words for words, runs in clauses if not runs.isdisjoint(there) and _taken(words, there) >= NEAR * len(words))
    return sum(map(len, near)) / total if total else 0.0


def _taken(words: Sequence[str], there: frozenset[Run]) -> int:
    """Count the words that stand in a run of the other text."""
    places = (range(start, start + len(run)) for start, run in enumerate(_slid(words)) if run in there)
    return len({place for run in places for place in run})


def _operative(document: Document) -> tuple[str, ...]:
    """Give the clauses that say what is to be done; of a text without operative part, its body."""
    operative = tuple(clause.text for clause in document.clauses if clause.part is Part.OPERATIVE)
    return operative or tuple(clause.text for clause in document.clauses if clause.part is Part.BODY)


@lru_cache(maxsize=1000)
def _asking(texts: tuple[str, ...]) -> tuple[tuple[Run, frozenset[Run]], ...]:
    """Give the words of each clause that is long enough, and its runs."""
    return tuple((words, _runs(text)) for text in texts for words in [_words(text)] if len(words) >= WORDS * _length(words))


@lru_cache(maxsize=1000)
def _said(texts: tuple[str, ...]) -> frozenset[Run]:
    """Give all runs of these clauses."""
    return frozenset().union(*map(_runs, texts))


def _length(words: Sequence[str]) -> int:
    """Say how many entries make a word: a text of single signs needs more of them to say as much."""
    return SIGNS if sum(len(word) == 1 for word in words) > len(words) / 2 else 1


def _slid(words: Sequence[str]) -> Iterator[Run]:
    run = RUN * _length(words)
    return (tuple(words[start : start + run]) for start in range(len(words) - run + 1))


@lru_cache(maxsize=20_000)
def _words(text: str) -> Run:
    return levelled(text)


@lru_cache(maxsize=20_000)
def _runs(text: str) -> frozenset[Run]:
    return frozenset(_slid(_words(text)))
