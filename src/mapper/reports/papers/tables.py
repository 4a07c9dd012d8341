"""The mapping tables: two sides each, then resolutions side by side, as the coordination group circulates them."""

import re
from collections.abc import Iterator, Sequence

from mapper.errors import count
from mapper.reports.crossing import Beside, Crossed, Line, Partner, Ranked, crossed, ranked
from mapper.reports.figures import Figures, figures
from mapper.reports.papers.blocks import (
    Block,
    Cell,
    Column,
    Contents,
    Grid,
    Heading,
    Listed,
    Paper,
    Paragraph,
    Part,
    Words,
    cell,
    quiet,
    strong,
    words,
)
from mapper.reports.papers.phrasing import evidence, fields, listing, method, named, relation, state, wording
from mapper.types import State
from mapper.views.export import Export
from mapper.views.items import Item
from mapper.views.layout import numbered
from mapper.views.rows import Row

_NUMBER = re.compile(r"Table (\d+): ")
_MOST = 30  # columns of a matrix
KEY = "A: accepted by a person. P: proposed, nobody decided. O: other (disputed, unsure, or to look at again since a text changed)."


def papers(export: Export, rows: Sequence[Row]) -> list[Paper]:
    """Write the paper of mapping tables; none where nothing fills a table."""
    said = wording(export)
    pairs, beside = crossed(export, rows), ranked(export, rows)
    if not pairs and not beside:
        return []
    title = "Mapping tables of common interest"
    front = Part((*_front(export, pairs, beside, figures(export, rows)),))
    tables = [Part(tuple(_crossed(one)), wide=True) for one in pairs] + [Part(tuple(_ranked(one)), wide=True) for one in beside]
    return [Paper("tables.docx", "tables", title, fields(export, said, title=title), (front, *tables), subject=export.name)]


def _front(export: Export, pairs: Sequence[Crossed], beside: Sequence[Ranked], found: Figures) -> Iterator[Block]:
    tables = len(pairs) + len(beside)
    told = f"{count(tables, 'table')} of texts that have an interest in the same subject: {found.whole.accepted} pairs of all mappings are accepted, "
    yield Paragraph(
        words(strong("Summary. "), told, f"{found.whole.to_do} wait for a decision. Accepted and proposed pairs are kept apart."), "Summary"
    )
    yield Contents("Contents", 1)
    yield Heading(words("Scope and method"))
    yield Paragraph(words(method(export)))
    yield Listed(tuple([words(strong(_caption(one.table.title)), f": {_counts(one)}") for one in pairs] + [_beside(one) for one in beside]))
    for note in export.notes:
        yield Paragraph(words(note), "Note")


def _counts(one: Crossed) -> str:
    accepted, shown = one.count(State.ACCEPTED), sum(len(line.partners) for line in one.lines)
    alone = sum(not line.partners for line in one.lines)
    return f"{accepted} accepted, {shown - accepted} proposed or open; {alone} of {len(one.lines)} texts of the left column have no partner"


def _beside(one: Ranked) -> Words:
    found = [row for line in one.lines for partners in line.partners.values() for _, row in partners]
    accepted = sum(row.mapped.state is State.ACCEPTED for row in found)
    return words(strong(_caption(one.table.title)), f": {accepted} accepted, {len(found) - accepted} proposed or open")


def _caption(title: str) -> str:
    """Take the number and the standing words off a title of the profile: the paper counts its tables itself."""
    return _NUMBER.sub("", title).partition(": ")[0]


def _numbered(title: str) -> int:
    found = _NUMBER.match(title)
    return int(found[1]) if found else 0


def _left_out(unlikely: int) -> str:
    return f" Left out: {count(unlikely, 'unlikely proposal')} that nobody decided." if unlikely else ""


def _crossed(found: Crossed) -> Iterator[Block]:
    table, name = found.table, _caption(found.table.title)
    yield Heading(words(name))
    if found.lines:
        yield from _matrix(found, name)
    columns = (
        Column(table.left_title, 5.2),
        Column(table.right_title, 5.6),
        Column("Relation", 3.6),
        Column("Evidence: clause, page", 7.6),
        Column("State", 2.4),
    )
    rows = tuple(made for line in found.lines for made in _lines(line))
    alone = [line.item.label for line in found.lines if not line.partners]
    note = "State: accepted by a person, or proposed by the machine with its likelihood." + _left_out(found.unlikely)
    about = f"Each row is one pair of {table.left_title} and {table.right_title}, with relation, clauses and state; accepted pairs come first."
    yield Grid(name, about, columns, rows, note, number=_numbered(table.title))
    if alone:
        yield Paragraph(words(strong("No common interest accepted or proposed: "), f"{listing(alone)}."))


def _lines(line: Line) -> Iterator[tuple[Cell, ...]]:
    for number, (right, row) in enumerate(line.partners):
        left = named(line.item) if number == 0 else (words(quiet(line.item.ref)),)
        yield (cell(*left, pairs=[row.id]), cell(*named(right)), cell(relation(row)), cell(*evidence(row, line.item, right)), cell(state(row)))


def _matrix(found: Crossed, name: str) -> Iterator[Block]:
    """Lay the table out as the group reads it first: who meets whom, at a glance; not where it would be too wide to read."""
    columns: dict[str, Item] = {right.id: right for line in found.lines for right, _ in line.partners}
    if not 0 < len(columns) <= _MOST:
        return
    shown = sorted(columns.values(), key=_counted)
    rows = tuple((cell(strong(line.item.label)), *(_met(line, right) for right in shown)) for line in found.lines)
    heads = (Column(found.table.left_title, 3.2), *(Column(_short(right.label), 1) for right in shown))
    about = f"Each row is one {found.table.left_title}, each column one {found.table.right_title}; a letter says how the pair stands."
    yield Grid(f"{name}: overview", about, heads, rows, KEY + _left_out(found.unlikely), label="Matrix")


def _met(line: Line, right: Item) -> Cell:
    letters = [_letter(row) for item, row in line.partners if item.id == right.id]
    return cell(*letters) if letters else cell(words(" "))


def _letter(row: Row) -> Words:
    if row.mapped.state is State.ACCEPTED:
        return words(strong("A"))
    return words("P" if row.mapped.state in (State.NEW, State.OPEN) else "O")


def _counted(item: Item) -> tuple[list[tuple[bool, int, str]], ...]:
    return numbered(item.document) if item.document else ([], [], [])


def _short(label: str) -> str:
    """Leave of a label what tells it from its neighbours: body and kind stand in the title of the table."""
    return label.rpartition(" ")[2]


def _ranked(found: Ranked) -> Iterator[Block]:
    name = _caption(found.table.title)
    yield Heading(words(name))
    rows = tuple(_ranks(line, len(found.table.columns)) for line in found.lines)
    about = "Each row starts from one text, in its leftmost filled cell, and shows the texts of the other bodies that are paired with it."
    note = "Each row starts from the text in its leftmost filled cell. In brackets: the state of the pair, and how the two relate." + _left_out(
        found.unlikely
    )
    yield Grid(name, about, tuple(Column(title, 1) for title, _ in found.table.columns), rows, note)


def _ranks(line: Beside, width: int) -> tuple[Cell, ...]:
    made = [cell() for _ in range(width)]
    for column, partners in line.partners.items():
        made[column] = Cell(tuple(text for partner in partners for text in _partner(partner)), tuple(row.id for _, row in partners))
    mine = made[line.column]
    made[line.column] = Cell((*named(line.item), *mine.lines), mine.pairs)
    return tuple(one if one.lines else cell(words(" ")) for one in made)


def _partner(partner: Partner) -> tuple[Words, ...]:
    one, row = partner
    return (*named(one), words("[", *state(row), ": ", *relation(row), "]"))
