"""Assigning: who reads which pair, so that a rerun, a new pair or another reviewer moves as few as possible; pure.

Each pair goes to the highest of its readers' weights, which are digests of pair and name: rendezvous hashing (Thaler and Ravishankar 1998,
IEEE/ACM Transactions on Networking 6(1)). Nobody's weight for a pair depends on other pairs or other people.
"""

import difflib
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from mapper.decisions import DECIDED
from mapper.mapping import Mapped
from mapper.sides import FILTERS
from mapper.teams import Team
from mapper.types import Document, State

_BITS = 64
_SETTLED = frozenset({State.ACCEPTED, State.REJECTED})  # by one reader at least


class Turn(StrEnum):
    """Say why a pair waits for a reviewer: nobody read it, somebody did and it is to be read twice, or its text changed since they did."""

    FIRST = "first"
    SECOND = "second"
    AGAIN = "again"


@dataclass(frozen=True)
class Plan:
    """Hold which pairs wait for whom, and which pairs two people read."""

    turns: Mapping[str, Mapping[str, Turn]] = field(default_factory=dict)
    twice: frozenset[str] = frozenset()

    def of(self, reviewer: str) -> Mapping[str, Turn]:
        """Give the pairs that wait for one reviewer, each with the reason."""
        return self.turns.get(reviewer, {})

    def count(self, reviewer: str, *turns: Turn) -> int:
        """Count the pairs that wait for one reviewer for these reasons."""
        return sum(turn in turns for turn in self.of(reviewer).values())

    def waiting_for(self, turn: Turn) -> frozenset[str]:
        """Name the pairs that wait for anybody for one reason."""
        return frozenset(pair for held in self.turns.values() for pair, why in held.items() if why is turn)

    @property
    def second(self) -> int:
        """Count the pairs that wait for a second reading."""
        return len(self.waiting_for(Turn.SECOND))


def plan(mapped: Iterable[Mapped], documents: Mapping[str, Document], team: Team) -> Plan:
    """Share out what waits: by the first rule that fits a pair, else among all; what people decided takes a reader's place and never moves.

    With fewer than two reviewers nothing is shared out. Where nobody whom a rule names is there, or the only one was unsure, others read.
    """
    if not team.shares:
        return Plan()
    every = list(mapped)
    twice = frozenset(one.pair for one in every if is_twice(one.pair, team))
    turns: dict[str, dict[str, Turn]] = {name: {} for name in team.present}
    ranks = _Ranks(team, documents)
    for one in every:
        if one.state in _SETTLED and not one.outdated and one.pair not in twice:
            continue
        for name, turn in _turns(one, ranks, 2 if one.pair in twice else 1):
            turns[name][one.pair] = turn
    return Plan(turns, twice)


def is_twice(pair: str, team: Team) -> bool:
    """Say whether two people read a pair; a larger share takes more pairs and lets go of none."""
    return team.shares and _weight(pair, "") < team.double * 2**_BITS


class _Ranks:
    """Rank the people who are there for a pair: those of the first rule that fits it, then all others, each by weight."""

    def __init__(self, team: Team, documents: Mapping[str, Document]) -> None:
        self.present = team.present
        self._rules = [(rule, rule.texts(documents)) for rule in team.rules]

    def of(self, one: Mapped) -> list[str]:
        """Give their names, the first reader first."""
        named = next((rule.reviewers for rule, texts in self._rules if rule.fits(one.type, (one.left, one.right), texts)), ())
        return sorted(self.present, key=lambda name: (name not in named, -_weight(one.pair, name), name))


def _turns(one: Mapped, ranks: _Ranks, wanted: int) -> Iterator[tuple[str, Turn]]:
    """Say for whom a pair waits: first who judged it on an earlier text, then, for the places that are left, who has most weight for it."""
    stale = one.state is State.STALE
    if one.state is State.GONE or (not stale and any(said.adjudicates for said in one.decisions)):
        return
    judged = {said.reviewer for said in one.decisions if not said.adjudicates}
    again = sorted(name for name in judged.intersection(ranks.present) if stale or (one.outdated and one.changed_for(name)))
    yield from ((name, Turn.AGAIN) for name in again)
    taken = len(again) + (0 if stale else sum(said.verdict in DECIDED for said in one.counted))
    if one.state is State.DISPUTED or taken >= wanted:
        return
    free = [name for name in ranks.of(one) if name not in judged][: wanted - taken]
    yield from ((name, Turn.SECOND if taken + place else Turn.FIRST) for place, name in enumerate(free))


def _weight(pair: str, name: str) -> int:
    """Give the weight of a name for a pair, from 0 up to 2 to the power of _BITS; without a name, that by which pairs are chosen."""
    return int.from_bytes(hashlib.sha256(f"{pair}\n{name}".encode(errors="surrogatepass")).digest()[: _BITS // 8])


def notes(mapped: Sequence[Mapped], documents: Mapping[str, Document], team: Team) -> Iterator[str]:
    """Tell what a rule names and no text is, and which rules fit no pair at all."""
    for rule in team.rules if team.shares else ():
        for name, words, known in zip(FILTERS, rule.side.filters, _known(documents.values()), strict=True):
            yield from (f"{rule}: no text has {word!r} among its {name}{_near(word, known)}" for word in words if word not in known)
        texts = rule.texts(documents)
        if not any(rule.fits(one.type, (one.left, one.right), texts) for one in mapped):
            yield f"{rule} fits no pair"


def _near(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, sorted(known), n=3, cutoff=0.7)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _known(documents: Iterable[Document]) -> list[set[str]]:
    texts = list(documents)
    return [{text.kind.value for text in texts}, *({getattr(text, name) for text in texts} for name in ("body", "sector", "group", "period"))]
