"""Mappings in a line each: pairs of works that people accepted, or that are proposed, with the documents they join."""

from mapper.settings import MappingType
from mapper.types import State, Verdict
from mapper.views.export import Export
from tests.reports import sample


def accepted(left, right, *, type_="resolutions", relation="mutual-interest", at="2026-11-30T10:15:00Z"):
    """Give a pair that anna accepted."""
    proposed = sample.proposal(type_, left, right, relation=relation)
    return sample.mapped(proposed, State.ACCEPTED, sample.decision(proposed, Verdict.ACCEPT, relation=relation, at=at))


def rejected(left, right, *, type_="resolutions"):
    """Give a pair that anna rejected."""
    proposed = sample.proposal(type_, left, right)
    return sample.mapped(proposed, State.REJECTED, sample.decision(proposed, Verdict.REJECT))


def proposed(left, right, probability=0.91, *, type_="resolutions", relation="mutual-interest", state=State.NEW):
    """Give a pair that nobody decided."""
    return sample.mapped(sample.proposal(type_, left, right, probability, relation), state)


def export(*pairs, documents=(), types: tuple[MappingType, ...] = sample.TYPES, themes=()):
    """Hold some pairs with the documents that they join; those that are given stand in place of made ones."""
    made = {work: sample.document(work) for pair in pairs for work in (pair.left, pair.right)}
    made |= {document.id: document for document in documents}
    log = sorted((said for pair in pairs for said in pair.decisions), key=lambda said: (said.at, said.event))
    return Export(tuple(pairs), made, tuple(log), types=types, themes=themes)
