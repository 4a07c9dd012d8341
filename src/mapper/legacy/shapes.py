"""Shapes: how a table is to be read, as nouns: its columns and what each holds, what somebody says of it, and what can be seen in its cells."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mapper.errors import UnreadableSource, UsageError
from mapper.legacy.grids import Grid, letters
from mapper.legacy.naming import NOTHING, Context, Mention, context_of, mentions, sides_of, spelled_out
from mapper.legacy.words import ROLES, words
from mapper.profiles import Organisation

SUBJECT, OBJECT, GROUP, BODY, UNREAD = "subject", "object", "group", "body", ""
SEARCHED = 20  # rows: so far down a head may stand
TITLE = 160  # letters


class Shape(StrEnum):
    """Say how a table says what belongs together."""

    LIST = "list"
    MATRIX = "matrix"


@dataclass(frozen=True)
class Column:
    """Hold one column: its head, what it holds, and what its head and the table's title say of all its cells."""

    place: int
    head: str
    role: str = UNREAD
    context: Context = NOTHING

    @property
    def name(self) -> str:
        """Name it as spreadsheets do."""
        return letters(self.place)


@dataclass(frozen=True)
class Layout:
    """Hold how one table is read; `body` is the place of its first row below the heads, `heads` the row of ids above a matrix."""

    grid: Grid
    shape: Shape
    columns: tuple[Column, ...]
    body: int
    heads: int = -1
    title: str = ""
    notes: tuple[str, ...] = ()
    headed: frozenset[int] = frozenset()

    def of(self, role: str) -> list[Column]:
        """Give the columns that hold something."""
        return [column for column in self.columns if column.role == role]


@dataclass(frozen=True)
class Asked:
    """Hold what somebody says of the reading of a table: columns by what they hold, the last row of the heads, and which table is meant."""

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    header: int | None = None
    sheet: str = ""
    table: int | None = None


class Unclear(UnreadableSource):
    """Say that a table cannot be read without being told how, and what may be said."""


class Nothing(Unclear):
    """Say that a table names no texts or groups, as a legend does."""


def asked(columns: str, header: int | None, sheet: str, table: int | None) -> Asked:
    """Read what was typed: subject=A,object=C+D,remark=E."""
    known = (SUBJECT, OBJECT, GROUP, BODY, *ROLES)
    found: dict[str, tuple[str, ...]] = {}
    for part in filter(None, (each.strip() for each in columns.split(","))):
        role, sign, said = (each.strip() for each in part.partition("="))
        if not sign or not said or role not in known:
            raise UsageError(f"{part!r} says of no column what it holds; write it as subject=A,object=C,remark=E, with any of {', '.join(known)}")
        found[role] = (*found.get(role, ()), *(each.strip() for each in said.split("+") if each.strip()))
    return Asked(found, header, sheet, table)


@dataclass
class Eye:
    """Look at one table; what its cells name is read once."""

    grid: Grid
    profile: Organisation
    works: Container[str]
    _read: dict[tuple[str, Context], list[Mention]] = field(default_factory=dict)

    def ids(self, text: str, context: Context = NOTHING) -> list[Mention]:
        """Give what a cell names by its own words, or under a head."""
        if (text, context) not in self._read:
            found = mentions(text, self.profile, context) if text and len(text) <= 2000 else []
            told = context.noun or context.body
            held = [one for one in found if one.strong or (told and (one.noun or one.body) and not found[0].words)]
            self._read[text, context] = spelled_out(text, self.works) or held
        return self._read[text, context]

    def is_id(self, text: str, context: Context = NOTHING) -> bool:
        """Say whether a cell begins with an id, so that it is one, perhaps with its title behind it."""
        found = self.ids(text, context)
        return bool(found) and len(re.findall(r"[^\W\d_]{3,}", text[: text.find(found[0].said)])) <= 4

    def is_head(self, text: str) -> bool:
        """Say whether a cell is the head of a column: a word for one, or a noun or body without a number."""
        if not text or len(text) > TITLE:
            return False
        context = context_of(text, self.profile)
        return bool(words().role(text) or ((context.noun or context.body) and not self.ids(text)))


def title_of(eye: Eye, first: int) -> str:
    """Give the line above the heads, in the sheet or in the text, the one that names two sides if any does; else the name of the sheet."""
    grid = eye.grid
    above = [next(filter(None, row)) for row in grid.rows[: max(0, first)] if len(set(filter(None, row))) == 1]
    titled = next((line for line in above if len(sides_of(line, eye.profile)) == 2), " ".join(above))
    return (titled or grid.title or grid.sheet)[: 2 * TITLE]


def under_title(columns: Sequence[Column], sides: Sequence[Context], whole: Context) -> list[Column]:
    """Let the title speak for columns whose heads say too little: its two sides for the subject and the objects."""
    subject, object_ = sides if len(sides) == 2 else (NOTHING, NOTHING)
    below = {SUBJECT: subject, OBJECT: object_}
    spare = Context(period=whole.period)
    return [replace(one, context=_filled(one.context, below.get(one.role, NOTHING)).over(spare)) for one in columns]


def _filled(own: Context, side: Context) -> Context:
    """Complete what a head says by a side of the title that does not say otherwise."""
    clash = (own.noun and side.noun and own.noun != side.noun) or (own.body and side.body and own.body != side.body)
    return own if clash else own.over(side)


def is_mark(text: str) -> bool:
    """Say whether a cell holds a mark, a word for yes or no, or a number, perhaps with a remark in brackets behind it."""
    plain, known = re.sub(r"\s*\(.{3,}\)$", "", text.casefold().strip()), words()
    return plain in known.yes or plain in known.no or plain in known.blank or plain in known.crosses or bool(re.fullmatch(r"\d{1,3}", plain))
