"""Families: pairs that say nearly the same as the one in view, listed, some left out, and decided on together; one act, one undo."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mapper.errors import count
from mapper.identity import normalise
from mapper.mapping import Mapped
from mapper.review import acting
from mapper.review.guidelines import explained
from mapper.review.reviewer import Reviewer
from mapper.review.screen import Panel
from mapper.types import Document

NEAR = 0.8  # share of the word pairs of the longer text that both must hold to be nearly the same
_SHORT = 3  # words; a shorter text must be the same

Texts = tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]


@dataclass(frozen=True)
class Family:
    """Hold pairs that are decided together, and those of them that are left out."""

    members: tuple[Mapped, ...]
    out: frozenset[str] = frozenset()

    @property
    def taken(self) -> list[Mapped]:
        """Give the pairs that are not left out."""
        return [one for one in self.members if one.pair not in self.out]

    def turn(self, numbers: Iterable[int]) -> "Family":
        """Leave members out by their numbers from 1 on, or take them in again."""
        named = {self.members[number - 1].pair for number in numbers if 1 <= number <= len(self.members)}
        return replace(self, out=self.out ^ named)


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Cut a text into its pairs of neighbouring words; a very short one stays whole."""
    words = normalise(text).casefold().split()
    return frozenset(pairwise(words)) if len(words) >= _SHORT else frozenset({tuple(words)})


def alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    """Say whether two texts are nearly the same."""
    return len(one & other) >= NEAR * max(len(one), len(other))


def of(mapped: Mapped, among: Iterable[Mapped], documents: Callable[[str], Document | None]) -> list[Mapped]:
    """Find the pairs that say nearly what one pair says, itself first.

    They are of the same mapping and relation, and either their evidence reads nearly the same on both sides, or they share a document and their other
    documents read nearly the same.
    """
    known = _Known(documents)
    found = [one for one in among if one.pair != mapped.pair and _of_a_kind(one, mapped) and (known.quoted(one, mapped) or known.paired(one, mapped))]
    return [mapped, *sorted(found, key=lambda one: (one.left, one.right, one.pair))]


def _of_a_kind(one: Mapped, other: Mapped) -> bool:
    if one.proposal is None or other.proposal is None:
        return False
    return (one.type, one.proposal.relation) == (other.type, other.proposal.relation)


class _Known:
    """Compare pairs, each text cut once."""

    def __init__(self, documents: Callable[[str], Document | None]) -> None:
        self._documents = documents
        self._texts: dict[str, Texts] = {}
        self._whole: dict[str, frozenset[tuple[str, ...]]] = {}

    def quoted(self, one: Mapped, other: Mapped) -> bool:
        """Say whether the evidence of two pairs reads nearly the same, whichever side stands on the left."""
        here, there = _written(one), _written(other)
        ways = [way for way in (there, there[::-1]) if all(_as_long(a, b) for a, b in zip(here, way, strict=True))]
        if not ways or not all(here):
            return False
        mine, (left, right) = self._cut(one, here), self._cut(other, there)
        turned = (right, left)
        return any(alike(mine[0], way[0]) and alike(mine[1], way[1]) for way in ((left, right), turned))

    def _cut(self, one: Mapped, texts: tuple[str, str]) -> Texts:
        if one.pair not in self._texts:
            self._texts[one.pair] = (shingles(texts[0]), shingles(texts[1]))
        return self._texts[one.pair]

    def paired(self, one: Mapped, other: Mapped) -> bool:
        """Say whether two pairs share a document, and their other documents read nearly the same."""
        mine, theirs = {one.left, one.right}, {other.left, other.right}
        if len(mine & theirs) != 1:
            return False
        here, there = (self._read(*(side - (mine & theirs))) for side in (mine, theirs))
        return bool(here and there) and alike(here, there)

    def _read(self, work: str) -> frozenset[tuple[str, ...]]:
        if work not in self._whole:
            document = self._documents(work)
            text = " ".join(clause.text for clause in document.clauses) if document else ""
            self._whole[work] = shingles(text) if text else frozenset()
        return self._whole[work]


def _written(mapped: Mapped) -> tuple[str, str]:
    evidence = mapped.proposal.evidence if mapped.proposal else ()
    return " ".join(one.left.text for one in evidence), " ".join(one.right.text for one in evidence)


def _as_long(one: str, other: str) -> bool:
    """Say at no cost whether two texts may be nearly the same."""
    return min(len(one), len(other)) >= NEAR / 2 * max(len(one), len(other))


def ask(reviewer: Reviewer) -> None:
    """List the family of the pair in view and ask what to do with it."""
    current = reviewer.desk.current
    if current is None:
        return
    if told := acting.barred(reviewer):
        reviewer.message = told
        return
    reviewer.take_in()
    free = acting.untouched(reviewer)
    if current.pair not in {one.pair for one in free}:
        reviewer.message = "somebody has decided on this pair, or it does not wait in the queue; a family is decided on from a pair that nobody has"
        return
    found = of(current, free, reviewer.room.documents.get)
    if len(found) == 1:
        reviewer.message = "no other waiting pair says nearly the same as this one"
    else:
        _list(reviewer, Family(tuple(found)))


def _list(reviewer: Reviewer, family: Family) -> None:
    """Show the family as it is chosen so far; only `accept` or `reject` with the number of pairs decides."""
    size = len(family.taken)
    reviewer.panel, reviewer.page = Panel.FACTS, 0
    reviewer.facts = tuple(lines(reviewer, family))

    def take(line: str) -> None:
        words = line.casefold().split()
        numbers = [int(word) for word in words if word.isdecimal()]
        reviewer.panel, reviewer.page = Panel.EVIDENCE, 0
        if words in (["accept", str(size)], ["reject", str(size)]) and size:
            _decide(reviewer, family.taken, words[0])
        elif words and len(numbers) == len(words):
            _list(reviewer, family.turn(numbers))
        else:
            reviewer.message = (
                "nothing was decided" if not line else f"nothing was decided: {line!r} is neither numbers nor accept {size} nor reject {size}"
            )

    reviewer.ask(f"accept {size} or reject {size}, typed, decides; numbers leave out or take in; empty goes back: ", take)


def lines(reviewer: Reviewer, family: Family) -> list[str]:
    """List a family, with the number and the mark of each member."""
    first = family.members[0]
    relation = reviewer.desk.draft.relation or (first.proposal.relation if first.proposal else "")
    size = count(len(family.members), "pair")
    told = [f"FAMILY of {size} that nobody has decided on and that say nearly the same; relation: {relation or 'none'}"]
    for number, one in enumerate(family.members, 1):
        mark = " " if one.pair in family.out else "x"
        told.append(f" {number:>2} [{mark}] {_named(reviewer, one.left)} with {_named(reviewer, one.right)}{_likely(reviewer, one)}")
    return told


def _named(reviewer: Reviewer, work: str) -> str:
    document = reviewer.room.documents.get(work)
    return f"{work} {document.title}" if document else work


def _likely(reviewer: Reviewer, mapped: Mapped) -> str:
    if reviewer.blind or mapped.proposal is None or mapped.proposal.probability is None:
        return ""
    return f" ({mapped.proposal.probability:.2f})"


def _decide(reviewer: Reviewer, members: Sequence[Mapped], word: str) -> None:
    draft = reviewer.desk.draft
    if word == "accept":
        acting.record(reviewer, [(one, acting.accepting(reviewer, one, draft.relation, draft.comment)) for one in members])
        return
    digits = {str(number): code for number, (code, _) in enumerate(reviewer.room.reasons, 1)} | {"0": ""}

    def take(key: str) -> None:
        reviewer.panel, reviewer.page = Panel.EVIDENCE, 0
        if key not in digits:
            reviewer.message = "not rejected: no reason has that key"
        elif digits[key] in explained() and not draft.comment:
            reviewer.ask("why, in a comment (Enter: none): ", lambda line: _reject(reviewer, members, digits[key], line))
        else:
            _reject(reviewer, members, digits[key], draft.comment)

    reviewer.panel, reviewer.facts = Panel.FACTS, reviewer.reasons()
    reviewer.ask("reason: ", take, one_key=True)


def _reject(reviewer: Reviewer, members: Sequence[Mapped], reason: str, comment: str) -> None:
    acting.record(reviewer, [(one, acting.rejecting(reviewer, reason, comment)) for one in members])
