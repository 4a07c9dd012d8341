"""Acceptance: which relation it records where the person names none, and which way that runs; one rule, with a screen and without."""

from collections.abc import Mapping
from dataclasses import replace

from mapper.decisions import phrases
from mapper.mapping import Mapped
from mapper.relations import body_ranks, orient
from mapper.types import Decision, Document, turned


def relation(mapped: Mapped, own: Decision | None) -> tuple[str, str]:
    """Give the relation, and whose word it is: the person's own of before, else the proposed one, else the one that others settled on."""
    if own and own.relation:
        return own.relation, "you said"
    if mapped.proposal and mapped.proposal.relation:
        return mapped.proposal.relation, "proposed"
    return mapped.relation, "said before" if mapped.offered else "decided"


def way(mapped: Mapped, own: Decision | None, name: str, documents: Mapping[str, Document]) -> str:
    """Say which way a relation runs where nobody says it now: by the same rule, else as the two texts suggest; empty where it holds both ways."""
    if name not in phrases():
        return ""
    if own and own.relation == name and own.direction:
        return own.direction if own.left == mapped.left else turned(own.direction)
    if mapped.proposal and mapped.proposal.relation == name and mapped.proposal.direction:
        return mapped.proposal.direction
    if mapped.relation == name and mapped.direction:
        return mapped.direction
    left, right = documents.get(mapped.left), documents.get(mapped.right)
    return orient(name, left, right, body_ranks()) if left and right else ""


def unseen(mapped: Mapped) -> Mapped:
    """Give a pair as somebody sees it who must not know what others said of it."""
    return replace(mapped, decisions=(), relation=mapped.proposal.relation if mapped.proposal else "")
