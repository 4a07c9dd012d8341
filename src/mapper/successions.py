"""Successions: which Questions of an ended study period live on as which of the next, and what was decided on them before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mapper.identity import pair_id
from mapper.types import CONTINUES, CONTINUES_PART, Decision, Document


@dataclass(frozen=True)
class Successions:
    """Say which works ended with their study period, and which work carries each of them on.

    An heir takes the whole of a work, and is the only one to do so: what was decided on the work is decided on the heir, as far as the clauses
    still say the same.
    """

    closed: frozenset[str] = frozenset()
    heirs: Mapping[str, str] | None = None

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


def trace(documents: Iterable[Document]) -> Successions:
    """Find the works that ended: those that a later Question says it continues, and those whose group has Questions of a later study period."""
    periodic = [document for document in documents if document.period]
    works = {document.id for document in periodic}
    named: dict[str, set[str]] = {}
    parted: set[str] = set()
    for document in periodic:
        for key, old in document.details:
            if key in (CONTINUES, CONTINUES_PART) and old in works and old != document.id:
                named.setdefault(old, set()).add(document.id)
                parted |= {old} if key == CONTINUES_PART else set()
    heirs = {old: next(iter(new)) for old, new in sorted(named.items()) if len(new) == 1 and old not in parted}
    return Successions(frozenset({*named, *_outlived(periodic)}), heirs)


def _outlived(documents: Sequence[Document]) -> set[str]:
    newest: dict[tuple[str, str, str], str] = {}
    for document in documents:
        newest[_circle(document)] = max(newest.get(_circle(document), ""), document.period)
    return {document.id for document in documents if document.group and document.period < newest[_circle(document)]}


def _circle(document: Document) -> tuple[str, str, str]:
    return (document.kind.value, document.body, document.group)
