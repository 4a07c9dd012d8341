"""The gaps sheet: what Sectors are told to do by texts that are not their own, and which of their texts take it up."""

from collections.abc import Sequence

from mapper.gaps import Instruction, Taker, find
from mapper.reports.sheets import Column, Sheet, Table, Value
from mapper.views.export import Export
from mapper.views.rows import Row
from mapper.views.text import one_line, shorten

_TITLE = "Instructions to Sectors, and the texts that take them up"
_NOTE = (
    "One instruction a row, those that nobody takes up first. Perhaps: the pair is likely and nobody decided, or its text changed since. "
    "Text: people paired the Sector's text with the whole one that instructs; clause: the evidence quotes the very clause."
)
_ABOUT = "every operative clause by which a text tells another Sector to act, with the texts of that Sector that take it up, or none"
_WORDS = 66
_LONGEST = 25 * _WORDS  # letters of an instruction that a row can show
_TAKERS = 12
_COLUMNS = (
    Column("Sector", 8),
    Column("Taken up by", 12),
    Column("Text", 26, wrap=True),
    Column("Clause", 34, wrap=True),
    Column("Page", 7),
    Column("Who is told", 30, wrap=True),
    Column("What it says", _WORDS, wrap=True),
    Column("Texts of the Sector", 54, wrap=True),
)


def gap_sheets(export: Export, rows: Sequence[Row]) -> list[Sheet]:
    """List the instructions; nothing where there are none, or only one mapping was asked for: another may hold the text that takes one up."""
    found = () if export.only else find(export, rows).instructions
    if not found:
        return []
    return [Sheet("Gaps", (Table(_TITLE, _NOTE, _COLUMNS, tuple(_line(one) for one in found), keys=3),), _ABOUT)]


def _line(one: Instruction) -> tuple[Value, ...]:
    takers = one.accepted or one.perhaps
    more = [f"and {len(takers) - _TAKERS} more"] if len(takers) > _TAKERS else []
    told = "\n".join([*(_told(taker) for taker in takers[:_TAKERS]), *more]) or "–"
    words = shorten(one.text, _LONGEST)
    return (one.sector, one.answer.value, one.item.ref, one_line(one.clause.place), one.clause.page or None, _who(one), words, told)


def _who(one: Instruction) -> str:
    return "; ".join(one_line(actor) for actor in one.actors)


def _told(taker: Taker) -> str:
    title = "" if taker.item.title in ("", taker.item.label) else f": {shorten(taker.item.title, 90)}"
    return f"{taker.item.ref}{title}"
