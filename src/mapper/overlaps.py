"""Overlaps: how much of what one text asks for stands in another, near-verbatim: with other numbers, other actors, a word changed here and there."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from mapper.types import Clause, Document, Part
from mapper.wordings import levelled

NEAR = 0.8  # share of a clause's words that must stand in the other text, in runs, for the clause to be there near-verbatim
RUN = 4  # words in a row that count as taken over; fewer come together by chance
WORDS = 8  # a shorter clause may be the same by chance
SIGNS = 2  # signs of a script without blanks that say as much as a word

Run = tuple[str, ...]


def overlap(one: Document, other: Document) -> float:
    """Give the share of one document's operative words in clauses that stand near-verbatim in the other's operative text."""
    clauses = [words for words in (_words(clause.text) for clause in _operative(one)) if len(words) >= WORDS * _length(words)]
    there = frozenset(run for clause in _operative(other) for run in _runs(clause.text))
    total = sum(len(words) for words in clauses)
    return sum(len(words) for words in clauses if _taken(words, there) >= NEAR * len(words)) / total if total else 0.0


def _taken(words: Sequence[str], there: frozenset[Run]) -> int:
    """Count the words that stand in a run of the other text."""
    places = (range(start, start + len(run)) for start, run in enumerate(_slid(words)) if run in there)
    return len({place for run in places for place in run})


def _operative(document: Document) -> list[Clause]:
    """Give the clauses that say what is to be done; of a text without operative part, its body."""
    operative = [clause for clause in document.clauses if clause.part is Part.OPERATIVE]
    return operative or [clause for clause in document.clauses if clause.part is Part.BODY]


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
