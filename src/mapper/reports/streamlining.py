"""The streamlining sheet: what is said twice, with its clauses and what an advisory group would do about it."""

from collections.abc import Iterator, Sequence

from mapper.identity import pair_code
from mapper.reports.sheets import Column, Link, Sheet, Table, Value
from mapper.reports.stacks import stack
from mapper.streamlining import Repeat, find
from mapper.views.export import Export
from mapper.views.items import Item, place
from mapper.views.rows import Row

_NAME = "Streamlining"
_TITLE = "What is said twice, and what to do about it"
_NOTE = (
    "One pair a row, those that people accepted first, then those that are likely and nobody decided. The action is what an advisory group would "
    "do, a suggestion. A text that carries out another repeats nothing and is not listed."
)
_ABOUT = "pairs in which the same is said twice, with the clauses of both and what an advisory group would do"
_CLAUSES = 46
_COLUMNS = (
    Column("State", 12, wrap=True),
    Column("Relation", 18),
    Column("Text", 36, wrap=True),
    Column("Other text", 36, wrap=True),
    Column("Action", 36, wrap=True),
    Column("Reason", 32, wrap=True),
    Column("Clauses of the text", _CLAUSES, wrap=True),
    Column("Clauses of the other", _CLAUSES, wrap=True),
    Column("Pair", 20),
)


def streamlining_sheets(export: Export, rows: Sequence[Row]) -> list[Sheet]:
    """List the repetitions; nothing where there are none."""
    places = {row.id: number for number, row in enumerate(rows)}
    made = tuple(line for one in find(export, rows) for line in _lines(one, places[one.row.id]))
    return [Sheet(_NAME, (Table(_TITLE, _NOTE, _COLUMNS, made, keys=2),), _ABOUT)] if made else []


def _lines(one: Repeat, at: int) -> Iterator[tuple[Value, ...]]:
    """Spread one pair over as many rows as show its clauses whole."""
    row = one.row
    sides = [[f"{place(quote)}\n{quote.text}" for quote in quotes] for quotes in ([c.left for c in one.clauses], [c.right for c in one.clauses])]
    stacks = [stack(texts, _CLAUSES) for texts in sides]
    head = ("accepted" if one.accepted else "proposed", row.relation)
    for line in range(max(len(cells) for cells in stacks) or 1):
        texts = [cells[line] if line < len(cells) else "" for cells in stacks]
        ends = (_titled(row.subject), _titled(row.object)) if line == 0 else (f"{row.subject.ref}, continued", f"{row.object.ref}, continued")
        told = (*ends, one.action, one.reason) if line == 0 else (*ends, "", "")
        yield (*head, *told, *texts, Link(pair_code(row.id), "Review", at) if line == 0 else "")


def _titled(item: Item) -> str:
    return item.ref if item.title in ("", item.label) else f"{item.ref}\n{item.title}"
