"""Cross tables: two sides as rows, several bodies side by side, subtopics by Sector; a table that nothing can fill is left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mapper.library import mappable
from mapper.reports.sheets import Column, Sheet, Table, Value
from mapper.reports.stacks import stack
from mapper.settings import MappingType, Side
from mapper.types import Document, Kind
from mapper.views.export import Export
from mapper.views.items import Item, item, place
from mapper.views.layout import PairsTable, SideBySide, layout, natural, numbered, ordered
from mapper.views.parties import sectors_or_body
from mapper.views.rows import MACHINE, SHOWN, Row, listed, rank
from mapper.views.text import one_line

PROPOSED = "Rows of origin machine are proposals that nobody has decided yet."
_WIDTH = 44

Partner = tuple[Item, Row]


def pairs_sheets(export: Export, rows: Sequence[Row]) -> list[Sheet]:
    """Build every table of two sides that the profiles name and that the mappings of this export can fill."""
    made = []
    for table in layout().pairs:
        found = list(_between(rows, table.left, table.right))
        joining = [type_ for type_ in export.types if type_.joins(table.left, table.right)]
        if found or (_has(export, table.left, joining) and _has(export, table.right, joining)):
            made.append(_pairs_sheet(table, export, joining, found))
    return made


def _has(export: Export, side: Side, joining: Sequence[MappingType]) -> bool:
    return any(_compared(document, side, joining) for document in export.documents.values())


def _compared(document: Document, side: Side, joining: Iterable[MappingType]) -> bool:
    """Say whether a mapping compares this document, being on this side of a table."""
    return side.matches(document) and mappable(document) and any(type_.concerns(document) for type_ in joining)


def _between(rows: Iterable[Row], one: Side, other: Side) -> Iterator[tuple[Item, Item, Row]]:
    """Pick the pairs that join two sides, the item of the first side first."""
    for row in rows:
        left, right = row.subject, row.object
        if row.mapped.state not in SHOWN or left.document is None or right.document is None:
            continue
        if one.matches(left.document) and other.matches(right.document):
            yield left, right, row
        elif one.matches(right.document) and other.matches(left.document):
            yield right, left, row


def _pairs_sheet(table: PairsTable, export: Export, joining: Sequence[MappingType], found: Sequence[tuple[Item, Item, Row]]) -> Sheet:
    partners: dict[str, list[Partner]] = {}
    for left, right, row in found:
        partners.setdefault(left.id, []).append((right, row))
    lefts = [d for d in export.documents.values() if d.id in partners or _compared(d, table.left, joining)]
    made = [line for document in sorted(lefts, key=numbered) for line in _pair_lines(document, partners.get(document.id, []))]
    note = PROPOSED + left_out(sum(not listed(row) for _, _, row in found))
    return Sheet(table.sheet, (Table(table.title, note, _pair_columns(table), tuple(made), keys=2),), table.title)


def left_out(unlikely: int) -> str:
    """Say how many proposals a table does not list."""
    return f" {unlikely} unlikely proposals that nobody has decided are left out; they are on the sheet Review." if unlikely else ""


def likely(row: Row) -> float | str:
    """Give the probability, or the band where the machine has too few labels for a number."""
    return row.band if row.probability is None else row.probability


def _pair_columns(table: PairsTable) -> tuple[Column, ...]:
    sides = [column for title in (table.left_title, table.right_title) for column in (Column(title, 24, wrap=True), Column("Title", 36, wrap=True))]
    told = (Column("Relation", 18), Column("Reads as", 26, wrap=True), Column("State", 15, wrap=True), Column("Probability", 11), Column("Origin", 9))
    return (*sides, *told, Column("Evidence, left", 28, wrap=True), Column("Evidence, right", 28, wrap=True))


def _pair_lines(document: Document, partners: Sequence[Partner]) -> Iterator[tuple[Value, ...]]:
    name, title = item(document.id, document).ref, one_line(document.title)
    shown = sorted((partner for partner in partners if listed(partner[1])), key=lambda partner: rank(partner[1]))
    if not shown:
        told = f"only unlikely proposals ({len(partners)})" if partners else "no common interest accepted or proposed"
        yield (name, title, "–", told, "", "", "", None, "", "", "")
    for right, row in shown:
        quotes = dict(zip((row.subject.id, row.object.id), row.quoted, strict=True)) if row.quoted else {}
        places = [place(quotes[work]) if work in quotes else "" for work in (document.id, right.id)]
        yield (name, title, right.ref, right.title, row.relation, row.reads_as, row.state, likely(row), row.origin, *places)


def side_by_side_sheets(export: Export, rows: Sequence[Row]) -> list[Sheet]:
    """Build every table of several bodies side by side that the profiles name and that the mappings of this export can fill."""
    made = []
    for table in layout().side_by_side:
        found = list(_columned(table, rows))
        sides = [side for _, side in table.columns if any(side.matches(document) for document in export.documents.values())]
        fits = any(type_.joins(one, other) for type_ in export.types for n, one in enumerate(sides) for other in sides[n + 1 :])
        if found or fits:
            made.append(Sheet(table.sheet, (_side_by_side(table, found),), table.title))
    return made


def _columned(table: SideBySide, rows: Iterable[Row]) -> Iterator[tuple[Row, tuple[int, Item], tuple[int, Item]]]:
    for row in rows:
        found = [(_column_of(table, one), one) for one in (row.subject, row.object)]
        if row.mapped.state not in SHOWN or any(column is None for column, _ in found):
            continue
        (one, first), (other, second) = sorted(((column or 0, one) for column, one in found), key=lambda side: (side[0], side[1].id))
        yield row, (one, first), (other, second)


def _column_of(table: SideBySide, one: Item) -> int | None:
    if one.document is None:
        return None
    return next((n for n, (_, side) in enumerate(table.columns) if side.matches(one.document)), None)


def _side_by_side(table: SideBySide, found: Iterable[tuple[Row, tuple[int, Item], tuple[int, Item]]]) -> Table:
    groups: dict[tuple[int, str], dict[int, list[Partner]]] = {}
    heads: dict[tuple[int, str], Item] = {}
    pairs = list(found)
    for row, (one, first), (other, second) in (pair for pair in pairs if listed(pair[0])):
        groups.setdefault((one, first.id), {}).setdefault(other, []).append((second, row))
        heads[(one, first.id)] = first
    columns = (*(Column(title, _WIDTH, wrap=True) for title, _ in table.columns), Column("Origin", 10, wrap=True))
    order = sorted(groups, key=lambda key: (key[0], natural(key[1])))
    made = tuple(line for key in order for line in _group_lines(len(table.columns), key[0], heads[key], groups[key]))
    note = f"Each row starts from the text in its leftmost filled column. {PROPOSED} A cell says of each text whether it is accepted or proposed."
    return Table(table.title, note + left_out(sum(not listed(row) for row, _, _ in pairs)), columns, made)


def _group_lines(width: int, at: int, head: Item, partners: Mapping[int, Sequence[Partner]]) -> Iterator[tuple[Value, ...]]:
    """Spread one text with its partners over as many rows as show them whole."""
    stacks = {column: stack(_texts(found), _WIDTH) for column, found in partners.items()}
    origins = " + ".join(sorted({row.origin for found in partners.values() for _, row in found}))
    for line in range(max(len(cells) for cells in stacks.values())):
        cells = [stacks[column][line] if line < len(stacks.get(column, ())) else "" for column in range(width)]
        mine = f"{head.ref}\n{head.title}" if line == 0 else f"{head.ref}, continued"
        cells[at] = "\n\n".join(text for text in (mine, cells[at]) if text)
        yield (*cells, origins)


def _texts(found: Sequence[Partner]) -> list[str]:
    return [_partner(one, row) for one, row in sorted(found, key=lambda partner: rank(partner[1]))]


def _partner(one: Item, row: Row) -> str:
    said = likely(row)
    share = f", {said if isinstance(said, str) else format(said, '.2f')}" if row.origin == MACHINE and said else ""
    told = row.relation if row.reads_as == "both ways" or row.is_theme else row.reads_as
    return f"{one.ref}\n{one.title}\n[{row.state}{share}: {told}]"


def theme_sheets(export: Export, rows: Sequence[Row]) -> list[Sheet]:
    """Show for each subtopic of a theme which texts of each Sector belong to it; nothing where no theme is mapped."""
    themed_rows = [row for row in rows if row.is_theme and row.mapped.state in SHOWN]
    found = [row for row in themed_rows if listed(row)]
    topics = {document.id: document for document in export.documents.values() if document.kind is Kind.SUBTOPIC}
    themed = {type_.theme for type_ in export.types if type_.theme}
    works = sorted({row.object.id for row in themed_rows} | {work for work, document in topics.items() if document.group in themed})
    if not works:
        return []
    sectors = ordered({sector for row in found for sector in sectors_or_body(row.subject)}, layout().sectors)
    columns = (Column("Theme", 14), Column("Subtopic", 30, wrap=True), *(Column(sector, 48, wrap=True) for sector in sectors))
    made = [line for work in works for line in _topic_lines(work, topics.get(work), sectors, [row for row in found if row.object.id == work])]
    about = "the subtopics of each theme, with the texts of each Sector side by side"
    note = PROPOSED + left_out(len(themed_rows) - len(found))
    return [Sheet("Themes", (Table("Subtopics by Sector", note, columns, tuple(made), keys=2),), about)]


def _topic_lines(work: str, topic: Document | None, sectors: Sequence[str], found: Sequence[Row]) -> Iterator[tuple[Value, ...]]:
    stacks = [stack(_texts([(row.subject, row) for row in found if sector in sectors_or_body(row.subject)]), 48) for sector in sectors]
    theme, title = (topic.group, one_line(topic.title)) if topic else ("", work)
    for line in range(max((len(cells) for cells in stacks), default=0) or 1):
        name = title if line == 0 else f"{title}, continued"
        yield (theme, name, *(cells[line] if line < len(cells) else "" for cells in stacks))
