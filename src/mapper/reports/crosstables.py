"""Cross tables: two sides as rows, several bodies side by side, subtopics by Sector, and who meets whom how often."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mapper.reports.tables import Column, Sheet, Table, Value
from mapper.settings import Side
from mapper.types import Document, Kind, State
from mapper.views.layout import PairsTable, SideBySide, label, layout, natural, ordered
from mapper.views.rows import MACHINE, SHOWN, Item, Row, is_subtopic, is_theme, place
from mapper.views.text import one_line

PROPOSED = "Rows of origin machine are proposals that nobody has decided yet."
NOBODY = "(none)"
Attribute = Callable[[Item], str]


@dataclass(frozen=True)
class Count:
    """Count the pairs of one cell of a matrix: those accepted, and those still to be decided."""

    accepted: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """Count both."""
        return self.accepted + self.open


@dataclass(frozen=True)
class Matrix:
    """Hold how many pairs join each two names; the same from both sides."""

    title: str
    names: tuple[str, ...]
    counts: Mapping[tuple[str, str], Count]

    def cell(self, one: str, other: str) -> Count:
        """Count the pairs between two names."""
        return self.counts.get((one, other), Count())

    @property
    def most(self) -> int:
        """Give the largest count of any cell."""
        return max((count.total for count in self.counts.values()), default=0)


def matrices(rows: Sequence[Row]) -> list[Matrix]:
    """Count pairs body by body and Sector by Sector; subtopics stand in the theme table instead."""
    profile = layout()
    shown = [row for row in rows if row.mapped.state in SHOWN and not is_theme(row)]
    return [
        _matrix("Pairs by body", shown, lambda item: item.body, profile.bodies),
        _matrix("Pairs by Sector", shown, lambda item: item.sector, profile.sectors),
    ]


def _matrix(title: str, rows: Iterable[Row], attribute: Attribute, order: Sequence[str]) -> Matrix:
    counts: dict[tuple[str, str], Count] = {}
    for row in rows:
        one, other = attribute(row.left) or NOBODY, attribute(row.right) or NOBODY
        accepted = row.mapped.state is State.ACCEPTED
        for cell in {(one, other), (other, one)}:
            before = counts.get(cell, Count())
            counts[cell] = Count(before.accepted + accepted, before.open + (not accepted))
    names = ordered({name for cell in counts for name in cell}, order)
    return Matrix(title, tuple(names), counts)


_PARTS: tuple[tuple[str, Callable[[Count], int]], ...] = (
    ("accepted", lambda count: count.accepted),
    ("still to be decided", lambda count: count.open),
)


def matrix_sheet(rows: Sequence[Row]) -> Sheet:
    """Lay the matrices out below one another: first what was accepted, then what waits for a decision."""
    made = []
    for matrix in matrices(rows):
        columns = (Column("", 14), *(Column(name, 10) for name in matrix.names))
        for what, number in _PARTS:
            lines = tuple((name, *(number(matrix.cell(name, other)) or None for other in matrix.names)) for name in matrix.names)
            made.append(Table(f"{matrix.title}, {what}", "", columns, lines))
    return Sheet("Matrix", tuple(made))


def pairs_sheets(rows: Sequence[Row], documents: Mapping[str, Document]) -> list[Sheet]:
    """Build every table of two sides that the profile names."""
    return [Sheet(table.sheet, (_pairs_table(table, rows, documents),)) for table in layout().pairs]


def _pair_columns(table: PairsTable) -> tuple[Column, ...]:
    sides = [column for title in (table.left_title, table.right_title) for column in (Column(title, 24, wrap=True), Column("Title", 36, wrap=True))]
    told = (Column("Relation", 18), Column("State", 15), Column("Probability", 11), Column("Origin", 9))
    return (*sides, *told, Column("Evidence, left", 28, wrap=True), Column("Evidence, right", 28, wrap=True))


def _pairs_table(table: PairsTable, rows: Sequence[Row], documents: Mapping[str, Document]) -> Table:
    partners: dict[str, list[tuple[Item, Item, Row]]] = {}
    for row, left, right in _between(rows, table.left, table.right):
        partners.setdefault(left.id, []).append((left, right, row))
    lefts = sorted((work for work, document in documents.items() if table.left.matches(document) or work in partners), key=natural)
    made = [line for work in lefts for line in _pair_lines(documents[work], partners.get(work, []))]
    return Table(table.title, PROPOSED, _pair_columns(table), tuple(made))


def _between(rows: Iterable[Row], one: Side, other: Side) -> Iterator[tuple[Row, Item, Item]]:
    """Pick the pairs that join two sides, turned so that the first side stands first."""
    for row in rows:
        if row.mapped.state not in SHOWN or row.left.document is None or row.right.document is None:
            continue
        if one.matches(row.left.document) and other.matches(row.right.document):
            yield row, row.left, row.right
        elif one.matches(row.right.document) and other.matches(row.left.document):
            yield row, row.right, row.left


def _pair_lines(document: Document, partners: Sequence[tuple[Item, Item, Row]]) -> Iterator[tuple[Value, ...]]:
    edition = document.edition.label or document.period
    name = f"{label(document)} ({edition})" if edition else label(document)
    if not partners:
        yield (name, one_line(document.title), "–", "no common interest proposed or accepted", "", "", None, "", "", "")
    for left, right, row in sorted(partners, key=lambda found: rank(found[2])):
        quotes = dict(zip((row.left.id, row.right.id), row.quoted, strict=True)) if row.quoted else {}
        places = [place(quotes[item.id]) if item.id in quotes else "" for item in (left, right)]
        yield (name, left.title, right.ref, right.title, row.relation, row.state, row.probability, row.origin, *places)


def rank(row: Row) -> tuple[bool, float, str]:
    """Sort the partners of one document: accepted ones first, then the likeliest."""
    return (row.mapped.state is not State.ACCEPTED, -(row.probability or 0.0), row.id)


def side_by_side_sheets(rows: Sequence[Row]) -> list[Sheet]:
    """Build every table of several bodies side by side that the profile names."""
    return [Sheet(table.sheet, (_side_by_side(table, rows),)) for table in layout().side_by_side]


def _side_by_side(table: SideBySide, rows: Sequence[Row]) -> Table:
    groups: dict[tuple[int, str], dict[int, list[tuple[Item, Row]]]] = {}
    heads: dict[tuple[int, str], Item] = {}
    for row, (one, first), (other, second) in _columned(table, rows):
        groups.setdefault((one, first.id), {}).setdefault(other, []).append((second, row))
        heads[(one, first.id)] = first
    columns = (*(Column(title, 44, wrap=True) for title, _ in table.columns), Column("Origin", 10))
    made = tuple(
        _group_line(len(table.columns), key[0], heads[key], groups[key]) for key in sorted(groups, key=lambda key: (key[0], natural(key[1])))
    )
    note = f"Each row starts from the text in its leftmost filled column. {PROPOSED} A cell marks each text: accepted, or proposed."
    return Table(table.title, note, columns, made)


def _columned(table: SideBySide, rows: Iterable[Row]) -> Iterator[tuple[Row, tuple[int, Item], tuple[int, Item]]]:
    for row in rows:
        found = [(_column_of(table, item), item) for item in (row.left, row.right)]
        if row.mapped.state not in SHOWN or any(column is None for column, _ in found):
            continue
        (one, first), (other, second) = sorted(((column or 0, item) for column, item in found), key=lambda side: (side[0], side[1].id))
        yield row, (one, first), (other, second)


def _column_of(table: SideBySide, item: Item) -> int | None:
    if item.document is None:
        return None
    return next((n for n, (_, side) in enumerate(table.columns) if side.matches(item.document)), None)


def _group_line(width: int, at: int, head: Item, partners: Mapping[int, list[tuple[Item, Row]]]) -> tuple[Value, ...]:
    cells = [""] * width
    cells[at] = f"{head.ref}\n{head.title}"
    for column, found in partners.items():
        texts = [_partner(item, row) for item, row in sorted(found, key=lambda pair: rank(pair[1]))]
        cells[column] = "\n\n".join([text for text in (cells[column],) if text] + texts)
    origins = sorted({row.origin for found in partners.values() for _, row in found})
    return (*cells, " + ".join(origins))


def _partner(item: Item, row: Row) -> str:
    share = f", {row.probability:.2f}" if row.origin == MACHINE and row.probability is not None else ""
    return f"{item.ref}\n{item.title}\n[{row.state}{share}: {row.relation}]"


def theme_sheet(rows: Sequence[Row], documents: Mapping[str, Document]) -> Sheet:
    """Show for each subtopic of a theme which texts of each Sector belong to it."""
    profile = layout()
    found = [_turned(row) for row in rows if is_theme(row) and row.mapped.state in SHOWN]
    sectors = ordered({_sector(item) for _, item, _ in found}, profile.sectors)
    subtopics = sorted({work for work, document in documents.items() if document.kind is Kind.SUBTOPIC} | {topic.id for topic, _, _ in found})
    columns = (Column("Theme", 14), Column("Subtopic", 30, wrap=True), *(Column(sector, 48, wrap=True) for sector in sectors))
    made = []
    for work in subtopics:
        document = documents.get(work)
        cells = [_texts([(item, row) for topic, item, row in found if topic.id == work and _sector(item) == sector]) for sector in sectors]
        made.append((document.group if document else "", one_line(document.title) if document else work, *cells))
    return Sheet("Themes", (Table("Subtopics by Sector", PROPOSED, columns, tuple(made)),))


def _turned(row: Row) -> tuple[Item, Item, Row]:
    return (row.left, row.right, row) if is_subtopic(row.left) else (row.right, row.left, row)


def _sector(item: Item) -> str:
    return item.sector or item.body or NOBODY


def _texts(found: Sequence[tuple[Item, Row]]) -> str:
    return "\n\n".join(_partner(item, row) for item, row in sorted(found, key=lambda pair: rank(pair[1])))
