"""The subject of a verdict: which editions and which clause pairs are in view; what is shown is what is recorded."""

from collections.abc import Iterable, Iterator, Mapping

from mapper.decisions import Subject
from mapper.mapping import Mapped
from mapper.staleness import reread
from mapper.types import Document, Evidence


def in_view(mapped: Mapped, documents: Mapping[str, Document]) -> Subject:
    """Take the proposal's evidence; a pair that is no longer proposed shows what was decided on, as those clauses read now."""
    who = (mapped.pair, mapped.type, mapped.left, mapped.right)
    said = tuple(decision.event for decision in mapped.decisions)
    if mapped.proposal:
        return Subject(*who, (mapped.proposal.left_edition, mapped.proposal.right_edition), mapped.proposal.evidence, said)
    spoke = mapped.decisions or tuple(premise.said for premise in mapped.premises)
    last = next((decision for decision in reversed(spoke) if decision.evidence), mapped.settled)
    left, right = documents.get(mapped.left), documents.get(mapped.right)
    seen = ("", "") if last is None else last.editions if last.left == mapped.left else last.editions[::-1]
    editions = (left.edition.label if left else seen[0], right.edition.label if right else seen[1])
    turned = last is not None and last.left != mapped.left
    return Subject(*who, editions, tuple(_today(_turned(last.evidence) if turned else last.evidence, left, right)) if last else (), said)


def _turned(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    return (Evidence(one.right, one.left, one.weight) for one in evidence)


def _today(evidence: Iterable[Evidence], left: Document | None, right: Document | None) -> Iterator[Evidence]:
    """Quote the clauses as they read now; a pair of clauses of which one has gone speaks no more."""
    for one in evidence:
        here = reread(one.left, left) if left else one.left
        there = reread(one.right, right) if right else one.right
        if here and there:
            yield Evidence(here, there, one.weight)
