"""Successions: which texts live on as others, in the next study period or under another number, and what was decided on them before."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from mapper.identity import pair_id
from mapper.types import CONTINUES, CONTINUES_PART, Decision, Document, Status

ALIKE = 0.8  # share of the clauses, of either text, that must read the same for one to be the other under a new number
SHARE, LEAST = 0.25, 2  # of an ended text, clauses that must stand in another for it to go on there
ENOUGH = 5  # blanks between the words of a clause that is known again


@dataclass(frozen=True)
class Successions:
    """Say which works ended though nobody suppressed them, and which work carries each of them on.

    An heir takes the whole of a work and of no other, and is the only one to do so: what was decided on the work is decided on the heir, as far as
    the clauses still say the same. A work that was parted, or put together with others, has no heir but `parts`: there its decisions are premises.
    """

    closed: frozenset[str] = frozenset()
    heirs: Mapping[str, str] | None = None
    parts: Mapping[str, tuple[tuple[str, bool], ...]] | None = None

    def goes_on(self, work: str) -> tuple[tuple[str, bool], ...]:
        """Give the works that a work without an heir goes on in, as they live today, each with whether it was put together with others there."""
        return tuple((self.heir(new), merged) for new, merged in (self.parts or {}).get(work, ()))

    def heir(self, work: str) -> str:
        """Give the work that a work lives on as today: itself, where nothing took its place."""
        passed = {work}
        heirs = self.heirs or {}
        while (following := heirs.get(work, work)) not in passed:
            passed.add(following)
            work = following
        return work

    def forebears(self, work: str) -> tuple[str, ...]:
        """Give the works that live on as this one, by id."""
        return tuple(sorted(old for old in self.heirs or {} if self.heir(old) == work))

    def carry(self, events: Iterable[Decision]) -> list[Decision]:
        """Give the log as it reads today: what was said of a work is said of its heir. The log itself stays as it was written."""
        return [self.carried(event) for event in events]

    def carried(self, event: Decision) -> Decision:
        """Give one event with the works as they live on."""
        left, right = self.heir(event.left), self.heir(event.right)
        if (left, right) == (event.left, event.right) or left == right:
            return event
        return replace(event, left=left, right=right, pair=pair_id(event.type, left, right))


def trace(works: Mapping[str, Sequence[Document]], short: Set[str] = frozenset()) -> Successions:
    """Find the works that ended without being suppressed, and what they live on as.

    Those are the Questions that a later one says it continues, the Questions whose group has a list for a later study period, and the texts that
    stand under another number now. The editions of each work come oldest first; `short` gives the digests of the sources that may hold texts which
    were not read: such a source ends what its texts say that they continue, and nothing else.
    """
    newest = [editions[-1] for editions in works.values()]
    named, parted = _continued(document for document in newest if document.period)
    whole = {old: next(iter(new)) for old, new in sorted(named.items()) if len(new) == 1 and old not in parted}
    taken = Counter(whole.values())
    heirs = {old: new for old, new in whole.items() if taken[new] == 1}
    renumbered = _renumbered(works)
    parts = {old: tuple((one, taken[one] > 1) for one in sorted(new)) for old, new in named.items() if old not in heirs}
    parts |= {old: found for old, found in absorbed(works).items() if old not in {*heirs, *renumbered, *parts}}
    return Successions(frozenset({*named, *_outlived(newest, short), *renumbered}), {**renumbered, **heirs}, parts)


def _continued(periodic: Iterable[Document]) -> tuple[dict[str, set[str]], set[str]]:
    """Say which Questions each Question is continued by, and which of them are so in part only."""
    questions = list(periodic)
    works = {document.id for document in questions}
    named: dict[str, set[str]] = {}
    parted: set[str] = set()
    for document in questions:
        for key, old in document.details:
            if key in (CONTINUES, CONTINUES_PART) and old in works and old != document.id:
                named.setdefault(old, set()).add(document.id)
                parted |= {old} if key == CONTINUES_PART else set()
    return named, parted


def _outlived(documents: Iterable[Document], short: Set[str]) -> set[str]:
    """Find the Questions whose group has a whole list of Questions for a later study period; a single later Question says nothing of the others.

    Nor does a list of which a part was not read: what it lacks may be what carries them on.
    """
    periodic = [document for document in documents if document.period and document.group]
    lists = Counter((_circle(document), document.period, document.source.sha256) for document in periodic if document.source.sha256 not in short)
    newest: dict[tuple[str, str, str], str] = {}
    for circle, period, _ in (key for key, count in lists.items() if count > 1):
        newest[circle] = max(newest.get(circle, ""), period)
    return {document.id for document in periodic if document.period < newest.get(_circle(document), "")}


def _circle(document: Document) -> tuple[str, str, str]:
    return (document.kind.value, document.body, document.group)


def _renumbered(works: Mapping[str, Sequence[Document]]) -> dict[str, str]:
    """Find the works whose text the same body has under another number since, nearly word for word, and under that number only."""
    told = {id(edition): _read(edition) for editions in works.values() for edition in editions if edition.number}
    texts = [edition for editions in works.values() for edition in editions if told.get(id(edition))]
    first, last = ({document.id: document for document in order} for order in (reversed(texts), texts))
    holding: dict[str, set[str]] = {}
    for work, document in first.items():
        for words in told[id(document)]:
            holding.setdefault(words, set()).add(work)
    found = {}
    for old in last.values():
        near = {work for words in told[id(old)] for work in holding.get(words, ()) if work != old.id}
        later = sorted(work for work in near if _takes_over(old, first[work]))
        if len(later) == 1:
            found[old.id] = later[0]
    return found


def _takes_over(old: Document, new: Document) -> bool:
    if (old.kind, old.body, old.period) != (new.kind, new.body, new.period) or (old.edition.year or 0) >= (new.edition.year or 0):
        return False
    mine, theirs = _read(old), _read(new)
    return len(mine & theirs) >= ALIKE * max(len(mine), len(theirs))


def absorbed(works: Mapping[str, Sequence[Document]]) -> dict[str, tuple[tuple[str, bool], ...]]:
    """Find where the clauses of a suppressed text went: into later texts of the same body that did not have them before, a share of them each."""
    ended = {work: editions for work, editions in works.items() if editions[-1].status is Status.SUPPRESSED and len(editions) > 1}
    found: dict[str, list[str]] = {}
    for work, editions in ended.items():
        old = next((one for one in reversed(editions) if one.clauses), editions[0])
        found[work] = [new.id for new in _later(old, works) if _came(old, works[new.id])]
    from_many = Counter(new for heirs in found.values() for new in heirs)
    joined = {new for new, count in from_many.items() if count > 1} | {
        heirs[0] for heirs in found.values() if len(heirs) == 1 and len(works[heirs[0]]) > 1
    }
    return {work: tuple((new, new in joined) for new in sorted(heirs)) for work, heirs in found.items() if heirs}


def _later(old: Document, works: Mapping[str, Sequence[Document]]) -> list[Document]:
    newest = (editions[-1] for work, editions in works.items() if work != old.id)
    alike = (one for one in newest if (one.kind, one.body, one.period) == (old.kind, old.body, old.period) and not one.status.ended)
    return [one for one in alike if (one.edition.year or 0) > (old.edition.year or 0)]


def _came(old: Document, editions: Sequence[Document]) -> bool:
    """Say whether enough clauses of an ended text stand in a text since, and did not before."""
    mine, before = _read(old), frozenset(text for edition in editions[:-1] for text in _read(edition))
    went = mine & (_read(editions[-1]) - before)
    return len(went) >= LEAST and len(went) >= SHARE * len(mine)


def _read(document: Document) -> frozenset[str]:
    """Give what the clauses of a text say, as far as they say enough to be known again."""
    words = (" ".join(re.findall(r"\w+", clause.text.casefold())) for clause in document.clauses)
    return frozenset(text for text in words if text.count(" ") >= ENOUGH)
