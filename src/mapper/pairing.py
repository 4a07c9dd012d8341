"""Pairing: which documents a mapping type puts on which side, and which two of them it may pair."""

from collections.abc import Callable

from mapper.library import Library, mappable
from mapper.settings import MappingType
from mapper.types import Document, Kind

Allowed = Callable[[Document, Document], bool]


def sides(type_: MappingType, library: Library) -> tuple[list[Document], list[Document]]:
    """Give the documents of both sides; n-way types have the same documents on both."""
    texts = [document for document in library.in_force.values() if mappable(document)]
    left = [document for document in texts if type_.sides[0].matches(document)]
    if type_.theme:
        return left, [d for d in library.in_force.values() if d.kind is Kind.SUBTOPIC and d.group == type_.theme]
    if type_.across:
        left = [document for document in left if attribute(document, type_.across)]
        return left, left
    return left, [document for document in texts if type_.sides[1].matches(document)]


def may_pair(type_: MappingType) -> Allowed:
    """Say which two documents a mapping type lets pair: never a work with itself, nor two of one body where it pairs across bodies."""

    def allowed(one: Document, other: Document) -> bool:
        return one.id != other.id and (not type_.across or attribute(one, type_.across) != attribute(other, type_.across))

    return allowed


def partners(type_: MappingType, library: Library, left: str, right: str) -> tuple[int, int]:
    """Count the documents that may be paired with either side of a pair: those among which it was ranked."""
    lefts, rights = sides(type_, library)
    allowed = may_pair(type_)
    one, other = library.current.get(left), library.current.get(right)
    here = sum(allowed(one, document) for document in rights) if one else 0
    there = sum(allowed(document, other) for document in lefts) if other else 0
    return here, there


def attribute(document: Document, name: str) -> str:
    """Give the body or the Sector, across which a mapping type pairs."""
    return document.body if name == "body" else document.sector
