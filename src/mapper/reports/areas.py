"""The areas sheet: accepted pairs as subjects of mutual interest, the documents of each Sector side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from mapper.areas import Area, group
from mapper.areas.missing import Missing
from mapper.cooperation import in_lines
from mapper.identity import pair_code
from mapper.reports.sheets import Column, Link, Sheet, Table, Value
from mapper.reports.stacks import stack
from mapper.views.export import Export
from mapper.views.items import Item
from mapper.views.layout import layout, ordered
from mapper.views.parties import sectors_or_body
from mapper.views.rows import Row

_TITLE = "Areas of mutual interest"
_NOTE = (
    "One area a row: accepted pairs that belong together, those of all Sectors first; its number of pairs leads to them. Its name is made of the "
    "titles' words, where nobody named it. Who might lead is a suggestion with its reason, never a decision. "
    "To look at: pairs that nobody judged, and whose documents are both paired with a third; their number leads to them."
)
_ABOUT = (
    "accepted pairs grouped into subjects, with the documents of each Sector, what could be done together and which pairs are still to be looked at"
)
_WIDTH = 40
_MISSING = 4  # pairs to look at that are named of one area
_PAIRS, _ASKED = "Area pairs", "Missing pairs"
_PAIRS_ABOUT = "the accepted pairs of each area, one a row, with what joins them; each leads to its row on the sheet Review"
_ASKED_ABOUT = "pairs that nobody judged and that accepted pairs of an area ask for, with these; each proposal leads to its row on the sheet Review"


def area_sheets(export: Export, rows: Sequence[Row]) -> list[Sheet]:
    """List the areas with their pairs, and the pairs that these ask for.

    Nothing where no pair is accepted, or only one mapping was asked for: an area is made of all of them.
    """
    found = () if export.only else group(export, rows).areas
    if not found:
        return []
    sectors = ordered({party.sector for area in found for party in area.parties}, layout().sectors)
    head = (Column("Area", 18), Column("Name", 34, wrap=True), Column("Whom it concerns", 20, wrap=True))
    counts = (Column("Pairs", 7), Column("Triads", 7), Column("Missing", 8))
    told = (Column("Together", 44), Column("Might lead", 54), Column("Subtopics", 44), Column("To look at", 54), Column("What people said", 30))
    columns = (*head, *(Column(sector, _WIDTH, wrap=True) for sector in sectors), *counts, *(replace(column, wrap=True) for column in told))
    places = _Places(found)
    made = tuple(line for area in found for line in _lines(area, sectors, [column.width for column in told], places))
    where = {row.id: number for number, row in enumerate(rows)}
    return [Sheet("Areas", (Table(_TITLE, _NOTE, columns, made, keys=2),), _ABOUT), _pairs_sheet(found, where), *_asked_sheets(found, where)]


class _Places:
    """Know at which row of the other two sheets each area begins."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self.pairs = dict(zip([area.id for area in areas], accumulate([len(area.rows) for area in areas], initial=0), strict=False))
        self.asked = dict(zip([area.id for area in areas], accumulate([len(area.missing) for area in areas], initial=0), strict=False))

    def counts(self, area: Area) -> tuple[Value, ...]:
        """Count the pairs, triads and missing pairs of an area; the first and the last number lead to theirs."""
        missing = Link(len(area.missing), _ASKED, self.asked[area.id]) if area.missing else 0
        return (Link(len(area.rows), _PAIRS, self.pairs[area.id]), len(area.triads), missing)


def _lines(area: Area, sectors: Sequence[str], widths: Sequence[int], places: _Places) -> Iterator[tuple[Value, ...]]:
    """Spread one area over as many rows as show its documents whole."""
    items = [member.item for member in area.members]
    stacks = [stack([_told(item) for item in items if sector in sectors_or_body(item)], _WIDTH) for sector in sectors]
    texts = (
        in_lines(area.joint),
        [f"{lead.name} ({lead.sector}): {lead.reason}" for lead in area.leads],
        [f"{one.name}: {', '.join(item.label for item in one.items)}" for one in area.assigned],
        [_asked(one) for one in area.missing[:_MISSING]] + _more(area),
        list(area.said),
    )
    told = [stack(found, width) for found, width in zip(texts, widths, strict=True)]
    for line in range(max(len(cells) for cells in (*stacks, *told))):
        first = line == 0
        name = area.name if first else f"{area.name}, continued"
        counts = places.counts(area) if first else (None, None, None)
        cells = [cells[line] if line < len(cells) else "" for cells in (*stacks, *told)]
        yield (area.id, name, area.scope.words if first else "", *cells[: len(stacks)], *counts, *cells[len(stacks) :])


_SIDES = (Column("Text", 26, wrap=True), Column("Title", 44, wrap=True), Column("Other text", 26, wrap=True), Column("Other title", 44, wrap=True))
_HEAD = (Column("Area", 18), Column("Name", 34, wrap=True), *_SIDES)


def _pairs_sheet(areas: Sequence[Area], where: Mapping[str, int]) -> Sheet:
    columns = (*_HEAD, Column("Relation", 18), Column("Reads as", 34, wrap=True), Column("Decided by", 16, wrap=True), Column("Pair", 20))
    made = tuple((*_ends(area, row.subject, row.object), *_row(row, where)) for area in areas for row in area.rows)
    return Sheet(_PAIRS, (Table(_PAIRS, "", columns, made, keys=2),), _PAIRS_ABOUT)


def _row(row: Row, where: Mapping[str, int]) -> tuple[Value, ...]:
    return (row.relation, row.reads_as, row.reviewers, Link(pair_code(row.id), "Review", where[row.id]))


def _asked_sheets(areas: Sequence[Area], where: Mapping[str, int]) -> list[Sheet]:
    columns = (*_HEAD, Column("Probability", 11), Column("Because of", 50, wrap=True), Column("Pair", 20))
    made = tuple((*_ends(area, *one.ends), *_premises(one, where)) for area in areas for one in area.missing)
    return [Sheet(_ASKED, (Table(_ASKED, "", columns, made, keys=2),), _ASKED_ABOUT)] if made else []


def _premises(one: Missing, where: Mapping[str, int]) -> tuple[Value, ...]:
    because = "\n".join(f"{item.label}: {', '.join(pair_code(row.id) for row in rows)}" for item, rows in zip(one.through, one.premises, strict=True))
    row = one.row
    return (row.probability if row else None, because, Link(pair_code(row.id), "Review", where[row.id]) if row else "no proposal")


def _ends(area: Area, one: Item, other: Item) -> tuple[Value, ...]:
    return (area.id, area.name, one.ref, one.title, other.ref, other.title)


def _told(item: Item) -> str:
    return item.ref if item.title in ("", item.label) else f"{item.ref}\n{item.title}"


def _asked(one: Missing) -> str:
    through = ", ".join(item.label for item in one.through)
    return f"{one.ends[0].label} – {one.ends[1].label}\nboth with {through}"


def _more(area: Area) -> list[str]:
    more = len(area.missing) - _MISSING
    return [f"and {more} more on the sheet {_ASKED}"] if more > 0 else []
