"""The subject of a verdict: which editions and which clause pairs are in view; what is shown is what is recorded."""

from collections.abc import Mapping

from mapper.decisions import Subject
from mapper.mapping import Mapped
from mapper.types import Document, Evidence, Quote


def in_view(mapped: Mapped, documents: Mapping[str, Document]) -> Subject:
    """Take the proposal's evidence; a pair that is no longer proposed shows what was decided on, as those clauses read now."""
    who = (mapped.pair, mapped.type, mapped.left, mapped.right)
    if mapped.proposal:
        return Subject(*who, (mapped.proposal.left_edition, mapped.proposal.right_edition), mapped.proposal.evidence)
    last = next((decision for decision in reversed(mapped.decisions) if decision.evidence), mapped.settled)
    left, right = documents.get(mapped.left), documents.get(mapped.right)
    seen = last.editions if last else ("", "")
    editions = (left.edition.label if left else seen[0], right.edition.label if right else seen[1])
    return Subject(*who, editions, tuple(_today(one, left, right) for one in last.evidence) if last else ())


def _today(evidence: Evidence, left: Document | None, right: Document | None) -> Evidence:
    return Evidence(_reread(evidence.left, left), _reread(evidence.right, right), evidence.weight)


def _reread(quote: Quote, document: Document | None) -> Quote:
    """Quote the clause as it reads now; where there is none of that id, what was quoted stands."""
    clause = next((clause for clause in document.clauses if clause.id == quote.clause), None) if document else None
    return Quote(clause.id, clause.place, clause.page, clause.text) if clause else quote
