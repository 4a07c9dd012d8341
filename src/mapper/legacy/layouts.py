"""Layouts: how a table is to be read: which columns hold what, or rows and columns that meet in marks; guessed, or as somebody says."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mapper.errors import MapperError, UsageError
from mapper.legacy.grids import Grid, letters
from mapper.legacy.naming import NOTHING, Context, Mention, context_of, mentions, sides_of, spelled_out
from mapper.legacy.words import ROLES, plainly, words
from mapper.profiles import Organisation

SUBJECT, OBJECT, GROUP, UNREAD = "subject", "object", "group", ""
SEARCHED = 20  # rows: so far down a head may stand
_HEADS = 8  # columns: so far to the right the heads of the rows of a matrix may stand
_MOSTLY = 0.5  # of the filled cells of a column hold ids, where it is one of ids
_MARKED = 0.75  # of the filled cells where rows and columns meet are marks, where they are a matrix
_TITLE = 160  # letters


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


class Unclear(MapperError):
    """Say that a table cannot be read without being told how, and what may be said."""


class Nothing(Unclear):
    """Say that a table names no texts or groups, as a legend does."""


def asked(columns: str, header: int | None, sheet: str, table: int | None) -> Asked:
    """Read what was typed: subject=A,object=C+D,remark=E."""
    known = (SUBJECT, OBJECT, GROUP, *ROLES)
    found: dict[str, tuple[str, ...]] = {}
    for part in filter(None, (each.strip() for each in columns.split(","))):
        role, sign, said = (each.strip() for each in part.partition("="))
        if not sign or not said or role not in known:
            raise UsageError(f"{part!r} says of no column what it holds; write it as subject=A,object=C,remark=E, with any of {', '.join(known)}")
        found[role] = (*found.get(role, ()), *(each.strip() for each in said.split("+") if each.strip()))
    return Asked(found, header, sheet, table)


def layout(grid: Grid, profile: Organisation, works: Container[str], told: Asked) -> Layout:
    """Say how a table is read; raise Unclear where it can be read in several ways or in none, Nothing where it names no text and no group."""
    reader = _Eye(grid, profile, works)
    if told.columns or told.header is not None:
        return _as_list(reader, told)
    matrix = _matrix(reader)
    return matrix or _as_list(reader, told)


@dataclass
class _Eye:
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
        if not text or len(text) > _TITLE:
            return False
        context = context_of(text, self.profile)
        return bool(words().role(text) or ((context.noun or context.body) and not self.ids(text)))


# lists


def _as_list(eye: _Eye, told: Asked) -> Layout:
    first, last = _head_rows(eye, told.header)
    columns = [_column(eye, place, first, last) for place in range(eye.grid.width)]
    title = _title(eye.grid, first)
    if told.columns:
        columns = _as_asked(columns, told.columns)
    elif sum(column.role == SUBJECT for column in columns) < 2:
        holding = sum(eye.is_id(cell, column.context) for row in eye.grid.rows for column, cell in zip(columns, row, strict=False))
        raise (Unclear if holding > 1 else Nothing)(_choice(eye.grid, columns, "has fewer than two columns of ids"))
    else:
        columns = _sided(eye, columns)
    columns = _under_title(columns, sides_of(title, eye.profile), context_of(title, eye.profile))
    return Layout(eye.grid, Shape.LIST, tuple(columns), last + 1, title=title, headed=frozenset(range(first, last + 1)))


def _head_rows(eye: _Eye, said: int | None) -> tuple[int, int]:
    """Find the first and the last row of the heads; (-1, -1) where the table has none."""
    grid = eye.grid
    if said is not None:
        last = said - grid.first
        if not 0 <= last < len(grid.rows):
            raise UsageError(f"{grid.name} has no row {said}; its rows are {grid.first} to {grid.number_of(len(grid.rows) - 1)}")
        return last, last
    scores = [len({cell for cell in row if eye.is_head(cell)}) for row in grid.rows[:SEARCHED]]
    ids = [sum(1 for cell in set(row) if eye.is_id(cell)) for row in grid.rows[:SEARCHED]]
    data = next((place for place, count in enumerate(ids) if count >= 2), len(ids))
    heads = [place for place, score in enumerate(scores[: data + 1]) if score >= 2 and ids[place] < score]
    if not heads:
        return -1, max((place for place in range(min(data, len(scores))) if len(set(filter(None, grid.rows[place]))) == 1), default=-1)
    last = heads[-1]
    first = last
    while first and scores[first - 1] >= 1 and len(set(filter(None, grid.rows[first - 1]))) > 1 and not ids[first - 1]:
        first -= 1
    return first, last


def _column(eye: _Eye, place: int, first: int, last: int) -> Column:
    """Say what a column holds: what its head is a word for, else ids where most of its cells begin with one."""
    grid = eye.grid
    heads = dict.fromkeys(filter(None, (grid.row(row)[place] for row in range(max(0, first), last + 1)))) if first >= 0 else {}
    head = " / ".join(heads)
    role = next((found for found in map(words().role, reversed(list(heads))) if found), "")
    context = context_of(head, eye.profile)
    cells = [cell for row in range(last + 1, len(grid.rows)) if row not in grid.across and (cell := grid.row(row)[place])]
    hit = sum(eye.is_id(cell, context) for cell in cells)
    if role == "title" and hit > _MOSTLY * len(cells):
        role = ""
    holds = bool(cells) and (hit >= _MOSTLY * len(cells) or (bool(context.noun) and hit > 0 and hit >= len(cells) / 5))
    return Column(place, head, role or (SUBJECT if holds else _by_words(cells)), context)


def _by_words(cells: Sequence[str]) -> str:
    """Know a column of relations, or of yes and no, by its cells where its head says nothing."""
    plain = [plainly(cell) for cell in cells]
    for role, known in (("relation", words().relations.keys()), ("verdict", words().no | {"yes", "oui", "sí", "да", "y"})):
        if sum(cell in known for cell in plain) > _MOSTLY * len(plain):
            return role
    return UNREAD


def _sided(eye: _Eye, columns: Sequence[Column]) -> list[Column]:
    """Make the first column of ids the subject and the others objects, where each is of another kind or body; groups beside Questions are theirs."""
    ids = [column for column in columns if column.role == SUBJECT]
    groups = [one for one in ids if one.context.noun == "study_group" and _is_of_questions(eye, one, ids)]
    ids = [one for one in ids if one not in groups]
    roles = {one.place: GROUP for one in groups}
    kinds = [(one.context.noun, one.context.body) for one in ids]
    if len(ids) < 2 or (len(ids) > 2 and len(set(kinds)) < len(ids)):
        told = "has fewer than two columns of ids" if len(ids) < 2 else f"has {len(ids)} columns of ids, and nothing says which belong together"
        raise Unclear(_choice(eye.grid, columns, told))
    roles |= {one.place: OBJECT for one in ids[1:]}
    return [replace(column, role=roles.get(column.place, column.role)) for column in columns]


def _is_of_questions(eye: _Eye, groups: Column, ids: Sequence[Column]) -> bool:
    """Say whether a column of groups stands right before one of Questions that name none."""
    beside = next((one for one in ids if one.place > groups.place), None)
    if beside is None or beside.context.noun != "question":
        return False
    cells = [cell for row in eye.grid.rows[SEARCHED // 10 :] if (cell := "".join(row[beside.place : beside.place + 1]))]
    return bool(cells) and sum(any(not one.group for one in eye.ids(cell, beside.context)) for cell in cells) > len(cells) / 2


def _as_asked(columns: Sequence[Column], said: Mapping[str, Sequence[str]]) -> list[Column]:
    """Give the columns the roles that somebody names for them, by letter or by head."""
    roles: dict[int, str] = {}
    for role, names in said.items():
        for name in names:
            found = [one.place for one in columns if one.name == name.upper()] or [one.place for one in columns if plainly(one.head) == plainly(name)]
            if len(found) != 1:
                have = ", ".join(f"{one.name} ({one.head})" if one.head else one.name for one in columns)
                raise UsageError(f"no column {name!r}; there are {have}")
            roles[found[0]] = role
    if not {SUBJECT, OBJECT} <= set(roles.values()):
        raise UsageError("say at least which column is the subject and which the object, as in --columns subject=A,object=C")
    kept = {one.place: one.role for one in columns if one.role in ROLES}
    return [replace(one, role=roles.get(one.place, kept.get(one.place, UNREAD))) for one in columns]


def _under_title(columns: Sequence[Column], sides: Sequence[Context], whole: Context) -> list[Column]:
    """Let the title speak for columns whose heads say too little: its two sides for the subject and the objects."""
    subject, object_ = sides if len(sides) == 2 else (NOTHING, NOTHING)
    below = {SUBJECT: subject, OBJECT: object_}
    spare = Context(period=whole.period)
    return [replace(one, context=_filled(one.context, below.get(one.role, NOTHING)).over(spare)) for one in columns]


def _filled(own: Context, side: Context) -> Context:
    """Complete what a head says by a side of the title that does not say otherwise."""
    clash = (own.noun and side.noun and own.noun != side.noun) or (own.body and side.body and own.body != side.body)
    return own if clash else own.over(side)


def _title(grid: Grid, first: int) -> str:
    """Give the line above the heads, in the sheet or in the text; else the name of the sheet."""
    above = [grid.rows[row] for row in range(max(0, first)) if len(set(filter(None, grid.rows[row]))) == 1]
    inside = " ".join(next(filter(None, row)) for row in above)
    return (inside or grid.title or grid.sheet)[: 2 * _TITLE]


def _choice(grid: Grid, columns: Sequence[Column], why: str) -> str:
    """Show in one sentence what may be chosen from."""
    shown = "; ".join(f"{one.name} {one.head[:40]!r}" + (" (ids)" if one.role == SUBJECT else "") for one in columns[:12] if one.head or one.role)
    shown = shown or ", ".join(one.name for one in columns[:12])
    where = f"row {grid.first} reads {' | '.join(filter(None, grid.row(0)))[:120]!r}"
    return f"{grid.name} {why}: say --columns subject=A,object=B with the letters of its columns ({shown}; {where})"


# matrices


def _matrix(eye: _Eye) -> Layout | None:
    """Find the row and the column of ids that meet in marks; the pair of them with most marks."""
    grid = eye.grid
    best: tuple[int, int, int] | None = None
    for heads in range(min(len(grid.rows), SEARCHED)):
        above = context_of(" ".join(dict.fromkeys(cell for row in grid.rows[:heads] for cell in row)), eye.profile)
        across = [place for place, cell in enumerate(grid.rows[heads]) if cell and eye.is_id(cell, replace(NOTHING, noun=above.noun))]
        for side in range(min(grid.width, _HEADS)) if len({grid.rows[heads][place] for place in across if place}) >= 2 else ():
            marks = _marks(eye, heads, side, [place for place in across if place > side])
            best = max(best or (0, 0, 0), (marks, -heads, -side))
    return _as_matrix(eye, -best[1], -best[2]) if best and best[0] else None


def _marks(eye: _Eye, heads: int, side: int, across: Sequence[int]) -> int:
    """Count the marks below and beside ids; none where these are no matrix."""
    rows = [row for row in range(heads + 1, len(eye.grid.rows)) if eye.is_id(eye.grid.row(row)[side], _above(eye, heads, side))]
    cells = [cell for row in rows if row not in eye.grid.across for place in across if (cell := eye.grid.row(row)[place])]
    marks = sum(is_mark(cell) for cell in cells)
    return marks if len(across) >= 2 and rows and marks and marks >= _MARKED * len(cells) else 0


def _above(eye: _Eye, heads: int, place: int) -> Context:
    """Read all that stands above a column down to its head."""
    told = dict.fromkeys(cell for row in range(heads + 1) if (cell := eye.grid.row(row)[place]) and not eye.is_id(cell))
    context = NOTHING
    for text in reversed(list(told)):
        context = context.over(context_of(text, eye.profile))
    return context


def _as_matrix(eye: _Eye, heads: int, side: int) -> Layout:
    grid = eye.grid
    first = next((row for row in range(heads + 1) if len(set(filter(None, grid.rows[row]))) > 1), heads)
    title = _title(grid, first)
    sides, whole = sides_of(title, eye.profile), context_of(title, eye.profile)
    columns = []
    for place in range(grid.width):
        head = grid.row(heads)[place]
        context = _above(eye, heads, place)
        role = SUBJECT if place == side else OBJECT if place > side and eye.is_id(head, context) else words().role(head)
        columns.append(Column(place, head, role, context))
    return Layout(grid, Shape.MATRIX, tuple(_under_title(columns, sides, whole)), heads + 1, heads, title, headed=frozenset(range(heads + 1)))


def is_mark(text: str) -> bool:
    """Say whether a cell holds a mark, a word for yes or no, or a number, perhaps with a remark in brackets behind it."""
    plain, known = re.sub(r"\s*\(.{3,}\)$", "", text.casefold().strip()), words()
    return plain in known.yes or plain in known.no or plain in known.blank or plain in known.crosses or bool(re.fullmatch(r"\d{1,3}", plain))
