"""Afterwards: what a conference changed and what is to be looked at, as tables that a paper and a workbook draw from the same page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mapper import deciding
from mapper.changes import Page
from mapper.differences import Segment, segments, shortened
from mapper.editions import ClauseChange, EditionChange
from mapper.mapping import Mapped, likelihood
from mapper.types import Change, Decision, Document

CONTEXT = 25  # words kept beside a change
NEW, AGAIN, ENDED = "new", "to see again", "ended"
WHOLE = "(whole text)"  # stands for the place of a clause where all of a text is told


@dataclass(frozen=True)
class Told:
    """Say of one clause what became of it, which words decided, and how it read and reads."""

    text: str
    title: str
    editions: str
    grade: str
    place: str
    words: str
    runs: tuple[Segment, ...]


@dataclass(frozen=True)
class Waiting:
    """Show one pair: why it is here, the two texts, whose verdicts it has, and the clauses that changed under them."""

    why: str
    pair: str
    type: str
    left: tuple[str, str]
    right: tuple[str, str]
    said: str
    likely: float
    clauses: tuple[Told, ...]


def summary(page: Page) -> list[tuple[str, int]]:
    """Give the figures of the page, each with its name."""
    return [
        ("texts changed", len(page.changes)),
        ("earlier decisions that still hold", page.holding),
        ("pairs to see again, since a clause or a title under them changed", len(page.stale)),
        ("decided pairs of which a text ended", len(page.gone)),
        ("new pairs", len(page.new)),
        ("disputed pairs", page.disputed),
        ("pairs to look at", page.look),
        ("minutes, about", page.minutes),
    ]


def texts(page: Page) -> Iterator[Told]:
    """Tell every text that changed: a line for the whole, then one for each clause that reads otherwise or has moved."""
    for change in page.changes:
        yield Told(change.id, change.title, _editions(change), change.grade.value, WHOLE, "", ())
        told = () if change.grade is Change.NEW else change.clauses
        yield from (_clause(change.id, change.title, _editions(change), one) for one in told if one.grade is not Change.UNCHANGED)


def _editions(change: EditionChange) -> str:
    return " -> ".join(word for word in (change.old, change.into) if word) or change.new


def _clause(work: str, title: str, editions: str, change: ClauseChange) -> Told:
    old, new = (side.text if side else "" for side in (change.old, change.new))
    runs = shortened(segments(old, new), CONTEXT) if change.grade is not Change.RENUMBERED else ()
    return Told(work, title, editions, change.became, change.place, deciding.told(change), runs)


def waiting(page: Page, documents: Mapping[str, Document]) -> Iterator[Waiting]:
    """Tell every pair that has to be looked at, those to see again first, then new ones, the likeliest first; last the pairs that ended."""
    new = sorted(page.new, key=lambda one: (-likelihood(one), one.pair))
    for why, pairs in ((AGAIN, page.stale), (NEW, new), (ENDED, page.gone)):
        yield from (_waiting(why, one, documents) for one in pairs)


def _waiting(why: str, mapped: Mapped, documents: Mapping[str, Document]) -> Waiting:
    said = "; ".join(map(_said, mapped.decisions)) or "; ".join(one.told for one in mapped.premises)
    left, right = ((work, documents[work].title if work in documents else "") for work in (mapped.left, mapped.right))
    clauses = tuple(_clause(_work(change), "", "", change) for change in mapped.changed)
    return Waiting(why, mapped.pair, mapped.type, left, right, said, likelihood(mapped), clauses)


def _said(one: Decision) -> str:
    return f"{one.reviewer}: {one.verdict.value}" + (f" ({one.relation or one.reason})" if one.relation or one.reason else "")


def _work(change: ClauseChange) -> str:
    clause = change.new or change.old
    return clause.id.partition("#")[0] if clause else ""


def of(pairs: Sequence[Waiting], why: str) -> list[Waiting]:
    """Choose the pairs that are here for one reason."""
    return [one for one in pairs if one.why == why]
