"""The survey of missing pairs: those that nobody judged and that accepted pairs ask for, with these as their premises."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mapper import areas, sharing
from mapper.areas import Area
from mapper.areas.missing import Missing
from mapper.errors import count
from mapper.settings import Settings
from mapper.store import Store
from mapper.surveys.areas import missing_json
from mapper.surveys.words import hanging, odds
from mapper.views.items import Item
from mapper.views.rows import rows

_THROUGH = 3  # third texts that are named


@dataclass(frozen=True)
class Asked:
    """Hold a pair that is asked for, and the area whose pairs ask for it."""

    area: Area
    pair: Missing

    @property
    def because(self) -> str:
        """Say which accepted pairs ask for it."""
        both = zip(self.pair.through, self.pair.premises, strict=True)
        told = [f"{item.label} ({', '.join(row.id for row in premises)})" for item, premises in both]
        more = f" and {len(told) - _THROUGH} more" if len(told) > _THROUGH else ""
        return f"accepted pairs ask for this one, both texts are paired with {', '.join(told[:_THROUGH])}{more}"


@dataclass(frozen=True)
class Survey:
    """Hold the missing pairs, area by area."""

    asked: tuple[Asked, ...]

    @property
    def proposed(self) -> Mapping[str, str]:
        """Say of each that is a proposal, by the pair's id, what asks for it."""
        return {one.pair.row.id: one.because for one in self.asked if one.pair.row}

    @property
    def unproposed(self) -> tuple[Asked, ...]:
        """List those that are no proposals."""
        return tuple(one for one in self.asked if one.pair.row is None)

    def as_json(self) -> Iterator[dict[str, object]]:
        """Give one object a pair, with the pairs that are its premises."""
        return ({"area": one.area.id, **missing_json(one.pair)} for one in self.asked)

    def lines(self, cells: int) -> Iterator[str]:
        """Give lines for a person, at most so many cells wide; what begins at the margin is a heading."""
        area = ""
        for one in self.asked:
            if one.area.id != area:
                yield from ([""] if area else [])
                area = one.area.id
                yield from hanging("", f"{one.area.name} ({area})", cells)
            likely = f", proposed {odds(one.pair.row)}" if one.pair.row else ", no proposal"
            yield from hanging("  ", f"{' – '.join(_named(item) for item in one.pair.ends)}{likely}", cells)
            yield from hanging("      ", one.because, cells)

    def notes(self) -> Iterator[str]:
        """Say how many there are, and how to decide them."""
        yield f"{count(len(self.asked), 'pair')} to look at, {len(self.proposed)} of them proposals: mapper review --missing"
        if self.unproposed:
            yield "mapper decide DOC DOC accept|reject decides any of them by its two ids"


def survey(settings: Settings, store: Store, sector: str = "") -> Survey:
    """Find the missing pairs of every area, or of those in which a Sector takes part."""
    export = sharing.gather(settings, store, sharing.Wish())
    found = areas.group(export, rows(export)).areas
    taking_part = [area for area in found if not sector or sector in {party.sector for party in area.parties}]
    return Survey(tuple(Asked(area, pair) for area in taking_part for pair in area.missing))


def _named(item: Item) -> str:
    return item.id if item.label == item.id else f"{item.label} ({item.id})"
