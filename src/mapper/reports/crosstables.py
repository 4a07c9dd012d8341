"""Cross tables: two sides as rows, several bodies side by side, subtopics by Sector; a table that nothing can fill is left out."""

from collections.abc import Iterator, Sequence

from mapper.reports.crossing import Beside, Crossed, Line, Partner, Ranked, crossed, in_order, ranked
from mapper.reports.sheets import Column, Sheet, Table, Value
from mapper.reports.stacks import stack
from mapper.types import Document, Kind
from mapper.views.export import Export
from mapper.views.items import Item, place
from mapper.views.layout import PairsTable, layout, ordered
from mapper.views.parties import sectors_or_body
from mapper.views.rows import MACHINE, SHOWN, Row, listed
from mapper.views.text import one_line

PROPOSED = "Rows of origin machine are proposals that nobody has decided yet."
_WIDTH = 44


def pairs_sheets(export: Export, rows: Sequence[Row]) -> list[Sheet]:
    """Draw every table of two sides that the mappings of this export can fill."""
    return [_pairs_sheet(found) for found in crossed(export, rows)]


def _pairs_sheet(found: Crossed) -> Sheet:
    table = found.table
    made = tuple(line for one in found.lines for line in _pair_lines(one))
    return Sheet(table.sheet, (Table(table.title, PROPOSED + left_out(found.unlikely), _pair_columns(table), made, keys=2),), table.title)


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


def _pair_lines(line: Line) -> Iterator[tuple[Value, ...]]:
    if not line.partners:
        told = f"only unlikely proposals ({line.unlikely})" if line.unlikely else "no common interest accepted or proposed"
        yield (line.item.ref, line.title, "–", told, "", "", "", None, "", "", "")
    for right, row in line.partners:
        quotes = dict(zip((row.subject.id, row.object.id), row.quoted, strict=True)) if row.quoted else {}
        places = [place(quotes[work]) if work in quotes else "" for work in (line.item.id, right.id)]
        yield (line.item.ref, line.title, right.ref, right.title, row.relation, row.reads_as, row.state, likely(row), row.origin, *places)


def side_by_side_sheets(export: Export, rows: Sequence[Row]) -> list[Sheet]:
    """Draw every table of several bodies side by side that the mappings of this export can fill."""
    return [Sheet(found.table.sheet, (_side_by_side(found),), found.table.title) for found in ranked(export, rows)]


def _side_by_side(found: Ranked) -> Table:
    columns = (*(Column(title, _WIDTH, wrap=True) for title, _ in found.table.columns), Column("Origin", 10, wrap=True))
    made = tuple(line for one in found.lines for line in _group_lines(len(found.table.columns), one))
    note = f"Each row starts from the text in its leftmost filled column. {PROPOSED} A cell says of each text whether it is accepted or proposed."
    return Table(found.table.title, note + left_out(found.unlikely), columns, made)


def _group_lines(width: int, one: Beside) -> Iterator[tuple[Value, ...]]:
    """Spread one text with its partners over as many rows as show them whole."""
    stacks = {column: stack(_texts(found), _WIDTH) for column, found in one.partners.items()}
    origins = " + ".join(sorted({row.origin for found in one.partners.values() for _, row in found}))
    for line in range(max(len(cells) for cells in stacks.values())):
        cells = [stacks[column][line] if line < len(stacks.get(column, ())) else "" for column in range(width)]
        mine = f"{one.item.ref}\n{one.item.title}" if line == 0 else f"{one.item.ref}, continued"
        cells[one.column] = "\n\n".join(text for text in (mine, cells[one.column]) if text)
        yield (*cells, origins)


def _texts(found: Sequence[Partner]) -> list[str]:
    return [_partner(one, row) for one, row in in_order(found)]


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
