"""Sides: which documents are meant, by what they are; as mapper.toml says it."""

from dataclasses import dataclass

from mapper.toml import Table
from mapper.types import Document

FILTERS = ("kinds", "bodies", "sectors", "groups", "periods")


@dataclass(frozen=True)
class Side:
    """Choose documents by what they are; an empty filter lets all through."""

    kinds: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()

    def matches(self, document: Document) -> bool:
        """Say whether a document is on this side."""
        found = (document.kind.value, document.body, document.sector, document.group, document.period)
        return all(not wanted or word in wanted for wanted, word in zip(self.filters, found, strict=True))

    def overlaps(self, other: "Side") -> bool:
        """Say whether some document could be on both of two sides."""
        return all(not mine or not theirs or set(mine) & set(theirs) for mine, theirs in zip(self.filters, other.filters, strict=True))

    @property
    def filters(self) -> tuple[tuple[str, ...], ...]:
        """Give what is asked for, filter by filter."""
        return (self.kinds, self.bodies, self.sectors, self.groups, self.periods)


def side(raw: Table) -> Side:
    """Read the filters of a table; other keys are left to who knows them."""
    return Side(**{key: raw.words(key) for key in FILTERS})
