"""The areas sheet: accepted pairs as subjects of mutual interest, the documents of each Sector side by side."""

from collections.abc import Iterator, Sequence

from mapper.areas import Area, group
from mapper.areas.missing import Missing
from mapper.reports.sheets import Column, Sheet, Table, Value
from mapper.reports.stacks import stack
from mapper.views.export import Export
from mapper.views.items import Item
from mapper.views.layout import layout, ordered
from mapper.views.parties import sectors_or_body
from mapper.views.rows import Row

_TITLE = "Areas of mutual interest"
_NOTE = (
    "One area a row: accepted pairs that belong together, those of all Sectors first. Its name is made of the titles' words. "
    "To look at: pairs that nobody judged, and whose documents are both paired with a third."
)
_ABOUT = (
    "accepted pairs grouped into subjects, with the documents of each Sector, what could be done together and which pairs are still to be looked at"
)
_WIDTH = 40
_MISSING = 10  # pairs to look at that are named of one area


def area_sheets(export: Export, rows: Sequence[Row]) -> list[Sheet]:
    """List the areas; nothing where no pair is accepted, or only one mapping was asked for: an area is made of all of them."""
    found = () if export.only else group(export, rows).areas
    if not found:
        return []
    sectors = ordered({party.sector for area in found for party in area.parties}, layout().sectors)
    head = (Column("Area", 18), Column("Name", 34, wrap=True), Column("Whom it concerns", 20, wrap=True))
    counts = (Column("Pairs", 7), Column("Triads", 7))
    rest = (*counts, Column("Together", 44, wrap=True), Column("To look at", 54, wrap=True))
    columns = (*head, *(Column(sector, _WIDTH, wrap=True) for sector in sectors), *rest)
    made = tuple(line for area in found for line in _lines(area, sectors))
    return [Sheet("Areas", (Table(_TITLE, _NOTE, columns, made, keys=2),), _ABOUT)]


def _lines(area: Area, sectors: Sequence[str]) -> Iterator[tuple[Value, ...]]:
    """Spread one area over as many rows as show its documents whole."""
    items = [member.item for member in area.members]
    stacks = [stack([_told(item) for item in items if sector in sectors_or_body(item)], _WIDTH) for sector in sectors]
    together = stack([f"{joint.who}: {'; '.join(joint.ways)}" for joint in area.joint], 44)
    asked = stack([_asked(one) for one in area.missing[:_MISSING]] + _more(area), 54)
    for line in range(max(len(cells) for cells in (*stacks, together, asked))):
        first = line == 0
        name = area.name if first else f"{area.name}, continued"
        counts = (len(area.rows), len(area.triads)) if first else (None, None)
        cells = (cells[line] if line < len(cells) else "" for cells in (*stacks, together, asked))
        *texts, ways, missing = cells
        yield (area.id, name, area.scope.words if first else "", *texts, *counts, ways, missing)


def _told(item: Item) -> str:
    return item.ref if item.title in ("", item.label) else f"{item.ref}\n{item.title}"


def _asked(one: Missing) -> str:
    through = ", ".join(item.label for item in one.through)
    return f"{one.ends[0].label} – {one.ends[1].label}\nboth with {through}"


def _more(area: Area) -> list[str]:
    more = len(area.missing) - _MISSING
    return [f"and {more} more: mapper areas {area.id}"] if more > 0 else []
