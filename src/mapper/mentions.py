"""Mentions: in words, how two texts are linked by what they name, and by what others name."""

from collections.abc import Iterator, Mapping, Sequence

from mapper.channels.citation import COMMON, COUPLED, NAMED, RELATED, TOGETHER, among
from mapper.errors import few
from mapper.evidence import clause_of
from mapper.types import Citation, Document, Proposal


def told(proposal: Proposal, known: Mapping[str, Document]) -> Iterator[str]:
    """Say who names or lists whom and where, which texts both name, and who names both; a line each with how much it says, from 0 to 1."""
    left, right = known.get(proposal.left), known.get(proposal.right)
    links = dict(proposal.links)
    if left is None or right is None or not links:
        return
    yield "linked:"
    for one, other in ((left, right), (right, left)):
        yield from (f"  {line}" for line in _named(one, other))
    if COUPLED in links:
        yield f"  both name {few(_both(left, right))} ({_part(links[COUPLED])})"
    if TOGETHER in links:
        yield f"  named together by {few(_third(left, right, known))} ({_part(links[TOGETHER])})"


def linked(proposal: Proposal) -> str:
    """Say in a word how a pair is linked explicitly: cited, or merely listed as related; nothing where neither names the other."""
    links = dict(proposal.links)
    if not links:
        return "cited" if dict(proposal.channels).get("citation", 0.0) > COMMON else ""
    return "cited" if NAMED in links else "listed as related" if RELATED in links else ""


def _named(one: Document, other: Document) -> Iterator[str]:
    mine = [citation for citation in one.citations if citation.id == other.id]
    texts, lists = ([citation for citation in mine if citation.relation is listed] for listed in (False, True))
    for citation in texts[:1]:
        yield f"{one.id} names {other.id} in its text{_where(one, citation)}"
    for citation in lists[:1]:
        many = among(one, citation)
        yield f"{one.id} lists {other.id} as related{_where(one, citation)}" + (f", one of {many}" if many > 1 else "")


def _where(document: Document, citation: Citation) -> str:
    clause = clause_of(document, citation)
    return f" ({clause.place}, p. {clause.page})" if clause else ""


def _both(left: Document, right: Document) -> Sequence[str]:
    return sorted({citation.id for citation in left.citations} & {citation.id for citation in right.citations} - {"", left.id, right.id})


def _third(left: Document, right: Document, known: Mapping[str, Document]) -> Sequence[str]:
    pair = {left.id, right.id}
    return [work for work in sorted(known) if work not in pair and pair <= {citation.id for citation in known[work].citations}]


def _part(value: float) -> str:
    return f"{COMMON * value:.2f}"
