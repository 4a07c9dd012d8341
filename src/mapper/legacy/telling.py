"""Telling: how a file is read, what became of it, and what nobody understood, as lines, as objects, and as a list for a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from mapper.decisions import reads
from mapper.errors import MapperError, count
from mapper.legacy.links import Link, Loose, Told
from mapper.legacy.merging import WORDS, Meeting, Merge, Prior
from mapper.legacy.reading import Book
from mapper.legacy.shapes import OBJECT, SUBJECT, Column
from mapper.legacy.taking import Taken
from mapper.library import Library
from mapper.views.text import guard, one_line, shorten

_ROWS = 3  # rows of each table that a preview shows
_WIDE = 44  # letters of a head or a text that are shown
_HEADS = ("outcome", "mapping", "subject_id", "subject_title", "object_id", "object_title", "they_say", "here", "where", "remark")


def previewed(book: Book) -> Iterator[str]:
    """Give a preview: each table with its columns and first rows, then what nobody understood."""
    for told in book.tables:
        yield from _table(told)
    for one in book.unclear:
        yield f"not read: {one}"


def _table(told: Told) -> Iterator[str]:
    layout = told.layout
    grid = layout.grid
    title = f"  {shorten(one_line(layout.title), 90)}" if layout.title not in ("", grid.sheet) else ""
    span = f"rows {grid.number_of(layout.body)} to {grid.number_of(len(grid.rows) - 1)}"
    yield f"{grid.name}, {span}, a {layout.shape.value}{title}"
    across = [column for column in layout.columns if layout.heads >= 0 and column.role == OBJECT]
    for column in (one for one in layout.columns if one not in across):
        yield f"  {column.name:<3} {_role(column):<9} {shorten(one_line(column.head), _WIDE):<{_WIDE}} {_understood(told, [column])}".rstrip()
    if across:
        heads = shorten(", ".join(one_line(column.head) for column in across), _WIDE)
        yield f"  {across[0].name}-{across[-1].name} object    {heads:<{_WIDE}} {_understood(told, across)}"
    for row in dict.fromkeys(link.place.row for link in told.links):
        if row in list(dict.fromkeys(link.place.row for link in told.links))[:_ROWS]:
            yield from _first(row, [link for link in told.links if link.place.row == row])
    yield f"  {count(len({link.works for link in told.links}), 'pair')}, {count(len(told.loose), 'name')} not understood"


def _role(column: Column) -> str:
    return column.role or ("not read" if column.head else "-")


def _understood(told: Told, columns: Sequence[Column]) -> str:
    """Say how many names of some columns are known."""
    counted = [told.understood[column.place] for column in columns if column.place in told.understood]
    return f"{sum(known for known, _ in counted)} of {sum(total for _, total in counted)} names understood" if counted else ""


def _first(row: int, links: Sequence[Link]) -> Iterator[str]:
    """Show how one row is read."""
    for subject in dict.fromkeys(link.subject.work for link in links):
        own = [link for link in links if link.subject.work == subject]
        said = f"; {own[0].remark}" if own[0].remark else ""
        objects = ", ".join(dict.fromkeys(link.object.work for link in own))
        yield f"    row {row}: {subject} with {objects}{'' if own[0].verdict.value == 'accept' else ': no'}{shorten(one_line(said), 60)}"


def unresolved(loose: Sequence[Loose]) -> Iterator[str]:
    """Give what nobody understood, each with its place, the reason and whom it may mean."""
    for one in loose:
        yield f"unresolved: {one.place}: {shorten(one_line(one.text), 60)!r} {one.why}"


def met(merge: Merge, name: str) -> Iterator[str]:
    """Give the pairs that somebody may want to look at: all but those in which both agree."""
    for meeting in (Meeting.CONTRADICT, Meeting.OURS, Meeting.THEIRS):
        for one in merge.of(meeting):
            yield f"{meeting.value}: {' with '.join(_works(one))}{_said(one, name)}; {one.here}"


def _said(one: Prior, name: str) -> str:
    if one.link is None:
        return f": not in {name}"
    says = "has it" if one.link.verdict.value == "accept" else "says no"
    return f": {name} {says} ({one.link.place})"


def _works(one: Prior) -> tuple[str, str]:
    return one.link.works if one.link else (one.mapped.left, one.mapped.right)


def summed(merge: Merge) -> Iterator[str]:
    """Count the pairs by how they meet."""
    for meeting in Meeting:
        found = merge.of(meeting)
        more = ""
        if meeting is Meeting.THEIRS and (bare := sum(one.mapped.proposal is None for one in found)):
            more = f", {bare} of them not even proposed"
        yield f"{len(found):>5} {meeting.value:<10} {WORDS[meeting]}{more}"
    if ended := sum(one.ended for one in merge.priors):
        yield f"{count(ended, 'pair')} of texts that have ended: kept in the history"


def objects(taken: Taken) -> Iterator[Mapping[str, object]]:
    """Give the pairs, then what nobody understood, one object each."""
    for one in taken.merge.priors:
        yield _as_object(one)
    yield from loose_objects(taken.loose)


def loose_objects(loose: Sequence[Loose]) -> Iterator[Mapping[str, object]]:
    """Give what nobody understood as objects."""
    for one in loose:
        place = {"table": one.place.table, "row": one.place.row, "column": one.place.column}
        yield {"outcome": "unresolved", **place, "text": one.text, "why": one.why, "candidates": list(one.candidates)}


def _as_object(one: Prior) -> Mapping[str, object]:
    subject, object_ = _works(one)
    said, place = (one.link, one.link.place) if one.link else (None, None)
    return {
        "outcome": one.meeting.value,
        "pair": one.mapped.pair,
        "type": one.mapped.type,
        "subject": subject,
        "object": object_,
        "verdict": said.verdict.value if said else "",
        "relation": one.made.relation if one.made else said.relation if said else "",
        "remark": said.remark if said else "",
        "table": place.table if place else "",
        "row": place.row if place else None,
        "column": place.column if place else "",
        "here": one.here,
        "state": one.mapped.state.value,
        "proposed": one.mapped.proposal is not None,
        "recorded": one.made is not None,
    }


def table_objects(book: Book) -> Iterator[Mapping[str, object]]:
    """Give each table as it is read, with its columns and its pairs."""
    for told in book.tables:
        layout = told.layout
        columns = [
            {"column": one.name, "head": one.head, "role": one.role or "unread", "understood": list(told.understood.get(one.place, ()))}
            for one in layout.columns
            if one.head or one.role != ""
        ]
        pairs = [{"row": one.place.row, "subject": one.works[0], "object": one.works[1], "verdict": one.verdict.value} for one in told.links]
        place = {"table": layout.grid.number, "name": layout.grid.name, "shape": layout.shape.value, "title": layout.title}
        yield {**place, "first_row": layout.grid.number_of(layout.body), "columns": columns, "pairs": pairs}


def write(target: Path, taken: Taken, library: Library) -> None:
    """Write all pairs, and what nobody understood, as a list for a spreadsheet (CSV, UTF-8 with its mark); no cell is a formula."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(_HEADS)
    for one in taken.merge.priors:
        lines.writerow([guard(one_line(cell)) for cell in _cells(one, library)])
    for loose in taken.loose:
        lines.writerow([guard(one_line(cell)) for cell in ("unresolved", "", "", "", "", "", loose.text, loose.why, str(loose.place), "")])
    try:
        target.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
    except OSError as error:
        raise MapperError(f"cannot write {target}: {error.strerror}") from error


def _cells(one: Prior, library: Library) -> Sequence[str]:
    subject, object_ = _works(one)
    titles = [library.current[work].heading if work in library.current else "" for work in (subject, object_)]
    said, where, remark = "", "", ""
    if one.link:
        said = f"{one.link.verdict.value} {reads(one.made) if one.made else one.link.relation}".strip()
        where, remark = str(one.link.place), one.link.remark
    return (one.meeting.value, one.mapped.type, subject, titles[0], object_, titles[1], said, one.here, where, remark)


def read_as(told: Told) -> str:
    """Say in one line how a table was read."""
    columns = "; ".join(f"{one.name} {one.role}" for one in told.layout.columns if one.role and (one.role != OBJECT or told.layout.heads < 0))
    across = [one for one in told.layout.columns if one.role == OBJECT] if told.layout.heads >= 0 else []
    more = f"; {across[0].name}-{across[-1].name} {OBJECT}" if across else ""
    roles = [one.role for one in told.layout.columns]
    return f"{told.layout.grid.name} read as a {told.layout.shape.value}: {columns}{more}" if SUBJECT in roles else told.layout.grid.name
