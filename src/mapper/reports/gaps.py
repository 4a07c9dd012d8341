"""The gaps sheet: what Sectors are told to do by texts that are not their own, and which of their texts take it up."""

from collections.abc import Sequence

from mapper.claims import Claim
from mapper.gaps import Instruction, Said, find
from mapper.reports.sheets import Column, Sheet, Table, Value
from mapper.views.export import Export
from mapper.views.items import Item
from mapper.views.rows import Row
from mapper.views.text import one_line, shorten

_TITLE = "Instructions to Sectors, and the texts that take them up"
_NOTE = (
    "One instruction a row, those that nobody takes up first. Perhaps: the pair is likely and nobody decided, or its text changed since. "
    "Text: people paired the Sector's text with the whole one that instructs; clause: the evidence quotes the very clause, or people named the text. "
    "Reviewed: what people said of this very instruction; again: the clause changed since."
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
    Column("Reviewed", 10),
    Column("Who said what", 40, wrap=True),
    Column("Clause id", 30, wrap=True),
)


def gap_sheets(export: Export, rows: Sequence[Row]) -> list[Sheet]:
    """List the instructions; nothing where there are none, or only one mapping was asked for: another may hold the text that takes one up."""
    found = () if export.only else find(export, rows).instructions
    if not found:
        return []
    return [Sheet("Gaps", (Table(_TITLE, _NOTE, _COLUMNS, tuple(_line(one) for one in found), keys=3),), _ABOUT)]


def _line(one: Instruction) -> tuple[Value, ...]:
    texts = list(dict.fromkeys([*one.named, *(taker.item for taker in one.accepted or (() if one.named else one.perhaps))]))
    more = [f"and {len(texts) - _TAKERS} more"] if len(texts) > _TAKERS else []
    told = "\n".join([*(_told(text) for text in texts[:_TAKERS]), *more]) if texts and one.said is not Said.NOBODY else "–"
    clause = (one_line(one.clause.place), one.clause.page or None, _who(one), shorten(one.text, _LONGEST))
    said = "\n".join(_said(word) for word in one.words)
    return (one.sector, one.answer.value, one.item.ref, *clause, told, one.said.value, said, one.clause.id)


def _said(word: Claim) -> str:
    event = word.event
    comment = f": {one_line(event.comment)}" if event.comment else ""
    return f"{one_line(event.reviewer)}, {event.at[:10]}: taken up by {word.taker or 'nobody'}{comment}" + ("" if word.holds else " (changed since)")


def _who(one: Instruction) -> str:
    return "; ".join(one_line(actor) for actor in one.actors)


def _told(item: Item) -> str:
    title = "" if item.title in ("", item.label) else f": {shorten(item.title, 90)}"
    return f"{item.ref}{title}"
