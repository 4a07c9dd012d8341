"""Layouts: which columns of a table hold what, guessed by their heads and cells, or as somebody says; refused where nobody can tell."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from mapper.errors import UsageError
from mapper.legacy import marked
from mapper.legacy.grids import Grid
from mapper.legacy.naming import context_of, sides_of
from mapper.legacy.shapes import (
    BODY,
    GROUP,
    OBJECT,
    SEARCHED,
    SUBJECT,
    UNREAD,
    Asked,
    Column,
    Eye,
    Layout,
    Nothing,
    Shape,
    Unclear,
    title_of,
    under_title,
)
from mapper.legacy.words import ROLES, plainly, words
from mapper.profiles import Organisation

_BRIEF = 40  # letters: the name of a body
_MOSTLY = 0.5  # of the filled cells of a column hold ids, where it is one of ids


def layout(grid: Grid, profile: Organisation, works: Container[str], told: Asked) -> Layout:
    """Say how a table is read; raise Unclear where it can be read in several ways or in none, Nothing where it names no text and no group."""
    reader = Eye(grid, profile, works)
    if told.columns or told.header is not None:
        return _as_list(reader, told)
    matrix = marked.matrix(reader)
    return matrix or _as_list(reader, told)


def _as_list(eye: Eye, told: Asked) -> Layout:
    first, last = _head_rows(eye, told.header)
    columns = [_column(eye, place, first, last) for place in range(eye.grid.width)]
    title = title_of(eye, first)
    if told.columns:
        columns = _as_asked(columns, told.columns)
    elif sum(column.role == SUBJECT for column in columns) < 2:
        holding = sum(eye.is_id(cell, column.context) for row in eye.grid.rows for column, cell in zip(columns, row, strict=False))
        raise (Unclear if holding > 1 else Nothing)(_choice(eye.grid, columns, "has fewer than two columns of ids"))
    else:
        columns = _sided(eye, columns)
    columns = under_title(columns, sides_of(title, eye.profile), context_of(title, eye.profile))
    return Layout(eye.grid, Shape.LIST, tuple(columns), last + 1, title=title, headed=frozenset(range(max(0, first), last + 1)))


def _head_rows(eye: Eye, said: int | None) -> tuple[int, int]:
    """Find the first and the last row of the heads; the first is -1 where no row is known for one: the last is then the one above all ids."""
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
        return -1, data - 1 if data < len(ids) else -1
    last = heads[-1]
    first = last
    while first and scores[first - 1] >= 1 and len(set(filter(None, grid.rows[first - 1]))) > 1 and not ids[first - 1]:
        first -= 1
    return first, last


def _column(eye: Eye, place: int, first: int, last: int) -> Column:
    """Say what a column holds: what its head is a word for, else ids where most of its cells begin with one."""
    grid = eye.grid
    heads = dict.fromkeys(filter(None, (grid.row(row)[place] for row in range(max(0, first), last + 1)))) if first >= 0 else {}
    head = " / ".join(heads)
    role, sure = _role(list(heads))
    context = context_of(head, eye.profile)
    cells = [cell for row in range(last + 1, len(grid.rows)) if row not in grid.across and (cell := grid.row(row)[place])]
    hit = sum(eye.is_id(cell, context) for cell in cells)
    if hit > _MOSTLY * len(cells) and (role == "title" or not sure):
        role = ""
    holds = bool(cells) and (hit >= _MOSTLY * len(cells) or (bool(context.noun) and hit > 0 and hit >= len(cells) / 5))
    return Column(place, head, role or (SUBJECT if holds else BODY if _names_bodies(eye, cells) else _by_words(cells)), context)


def _names_bodies(eye: Eye, cells: Sequence[str]) -> bool:
    """Say whether the cells of a column name bodies or Sectors and nothing else: they speak for the ids right behind them."""
    told = [context_of(cell, eye.profile) for cell in cells if len(cell) <= _BRIEF]
    return bool(cells) and len(told) == len(cells) and all(one.body and not one.noun for one in told) and not any(map(eye.is_id, cells))


def _role(heads: Sequence[str]) -> tuple[str, bool]:
    """Say what the lowest head that is a word for a column names, and whether it is that word and not only begins with it."""
    known = words()
    return next(((role, plainly(head) in known.heads) for head in reversed(heads) if (role := known.role(head))), ("", False))


def _by_words(cells: Sequence[str]) -> str:
    """Know a column of relations, or of yes and no, by its cells where its head says nothing."""
    plain = [plainly(cell) for cell in cells]
    for role, known in (("relation", words().relations.keys()), ("verdict", words().no | {"yes", "oui", "sí", "да", "y"})):
        if sum(cell in known for cell in plain) > _MOSTLY * len(plain):
            return role
    return UNREAD


def _sided(eye: Eye, columns: Sequence[Column]) -> list[Column]:
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


def _is_of_questions(eye: Eye, groups: Column, ids: Sequence[Column]) -> bool:
    """Say whether a column of groups stands right before one of Questions that name none, or the group of their row."""
    beside = next((one for one in ids if one.place > groups.place), None)
    if beside is None or beside.context.noun != "question":
        return False
    told: list[bool] = []
    for row in range(len(eye.grid.rows)):
        group, *_, question = eye.grid.row(row)[groups.place : beside.place + 1]
        named = eye.ids(question, beside.context)
        theirs = {one.number for one in eye.ids(group, groups.context)} or {one.group for one in named}
        told += [all(not one.group or one.group in theirs for one in named)] if named else []
    return bool(told) and sum(told) > len(told) / 2


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
    kept = {one.place: one.role for one in columns if one.role in (BODY, *ROLES)}
    return [replace(one, role=roles.get(one.place, kept.get(one.place, UNREAD))) for one in columns]


def _choice(grid: Grid, columns: Sequence[Column], why: str) -> str:
    """Show in one sentence what may be chosen from."""
    shown = "; ".join(f"{one.name} {one.head[:40]!r}" + (" (ids)" if one.role == SUBJECT else "") for one in columns[:12] if one.head or one.role)
    shown = shown or ", ".join(one.name for one in columns[:12])
    where = f"row {grid.first} reads {' | '.join(filter(None, grid.row(0)))[:120]!r}"
    return f"{grid.name} {why}: say --columns subject=A,object=B with the letters of its columns ({shown}; {where})"
