"""Missing edges and triads: what accepted pairs close among themselves, and what they ask for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from mapper.mapping import likelihood
from mapper.settings import MappingType
from mapper.types import State
from mapper.views.items import Item
from mapper.views.layout import layout, natural
from mapper.views.parties import is_activity
from mapper.views.rows import Row

Ends = frozenset[str]


@dataclass(frozen=True)
class Missing:
    """Ask for a pair that nobody judged: each of its documents has an accepted pair with every one of `through`.

    `premises` are those pairs, two for each of `through`; `row` is the pair itself where the machine proposes it.
    """

    ends: tuple[Item, Item]
    through: tuple[Item, ...]
    premises: tuple[tuple[Row, Row], ...]
    row: Row | None


class Ties:
    """Know the pairs of an area by their two documents, and of all pairs which are judged."""

    def __init__(self, rows: Iterable[Row], every: Mapping[Ends, Sequence[Row]]) -> None:
        self._rows = {frozenset((row.subject.id, row.object.id)): row for row in sorted(rows, key=lambda row: row.id, reverse=True)}
        self._every = every
        self.items = {item.id: item for row in self._rows.values() for item in (row.subject, row.object)}
        self._near: dict[str, set[str]] = {}
        for one, other in map(tuple, self._rows):
            self._near.setdefault(one, set()).add(other)
            self._near.setdefault(other, set()).add(one)

    def count(self, work: str) -> int:
        """Count the documents that a document is paired with."""
        return len(self._near[work])

    def triads(self, proper: Sequence[str]) -> tuple[tuple[Item, ...], ...]:
        """List three texts of three Sectors, each paired with both others, in the order of the Sectors; activities are no texts."""
        found = set()
        for middle, near in self._near.items():
            for one, other in combinations(sorted(near), 2):
                trio = frozenset((middle, one, other))
                if other in self._near[one] and self._apart(trio, proper):
                    found.add(trio)
        places = {sector: number for number, sector in enumerate(layout().sectors)}
        drawn = [sorted(trio, key=lambda work: (places.get(self.items[work].sectors[0], len(places)), work)) for trio in found]
        return tuple(tuple(self.items[work] for work in trio) for trio in sorted(drawn, key=lambda trio: [natural(work) for work in trio]))

    def _apart(self, trio: Iterable[str], proper: Sequence[str]) -> bool:
        items = [self.items[work] for work in trio]
        sectors = [item.sectors for item in items if not is_activity(item)]
        single = {found[0] for found in sectors if len(found) == 1}
        return len(single) == len(items) and (not proper or single <= {*proper})

    def missing(self, types: Sequence[MappingType]) -> tuple[Missing, ...]:
        """List the pairs that two accepted ones ask for and that some mapping compares; what most speaks for, then the likeliest, comes first."""
        through: dict[tuple[str, str], list[str]] = {}
        for middle, near in self._near.items():
            for ends in combinations(sorted(near), 2):
                if frozenset(ends) not in self._rows and self._open(ends, types):
                    through.setdefault(ends, []).append(middle)
        return tuple(sorted((self._asked(ends, sorted(middles)) for ends, middles in through.items()), key=_urgency))

    def _open(self, ends: tuple[str, str], types: Sequence[MappingType]) -> bool:
        """Say whether nobody judged a pair yet, though a mapping compares its documents."""
        if any(row.mapped.decisions or row.mapped.state is State.GONE for row in self._every.get(frozenset(ends), ())):
            return False
        one, other = (self.items[work].document for work in ends)
        return one is not None and other is not None and any(type_.compares(one, other) for type_ in types)

    def _asked(self, ends: tuple[str, str], middles: Sequence[str]) -> Missing:
        premises = tuple((self._rows[frozenset((ends[0], middle))], self._rows[frozenset((middle, ends[1]))]) for middle in middles)
        proposed = sorted(self._every.get(frozenset(ends), ()), key=lambda row: (-likelihood(row.mapped), row.id))
        one, other = (self.items[work] for work in ends)
        return Missing((one, other), tuple(self.items[middle] for middle in middles), premises, next(iter(proposed), None))


def _urgency(asked: Missing) -> tuple[bool, int, float, list[list[tuple[bool, int, str]]]]:
    """Sort texts before activities, then by how much asks for the pair, then by how likely it is."""
    acts = any(is_activity(item) for item in asked.ends)
    return (acts, -len(asked.through), -likelihood(asked.row.mapped) if asked.row else 0.0, [natural(item.id) for item in asked.ends])
