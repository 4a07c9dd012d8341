"""Lists of activities and events: each row of a table becomes a document, with an id that does not hang on where the row stands."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from mapper.errors import MISSING
from mapper.extractors import cells, citations, columns, dates, naming
from mapper.extractors.context import Hints
from mapper.extractors.grammar import Reading
from mapper.identity import digest
from mapper.profiles import Organisation, language_of, organisation_of, organisations
from mapper.types import Clause, Document, Edition, Part, SourceFile, Status

_WORK = "activity"  # an activity that becomes an event in the next list keeps its id
_DETAILS = ("organiser", "sectors", "place", "start", "end", "themes", "related")
_ASKED = 300  # rows that are asked for the organisation


@dataclass(frozen=True)
class _Row:
    """Hold what a row says, with its dates read; `where` names it to a person."""

    where: str
    values: Mapping[str, str]
    span: dates.Span
    problems: tuple[str, ...] = ()


def read(path: Path, source: SourceFile, hints: Hints) -> Reading:
    """Make a document of each row under a header; what was left out, and what is not certain, is told."""
    tables = cells.workbook(path) if path.suffix.lower() == ".xlsx" else [cells.delimited(path, columns.fits)]
    problems: list[str] = []
    rows = [row for table in tables for row in _rows(table, problems)]
    documents = [_document(row, name, source, hints) for row, name in zip(rows, _identified(rows, problems), strict=True)]
    profile = _organisation(documents, hints)
    return Reading(tuple(_within(profile, document) if profile else document for document in documents), tuple(problems))


def _rows(table: cells.Table, problems: list[str]) -> Iterator[_Row]:
    """Give the rows of a table; tell those that were left out, and the whole table where no header is understood."""
    problems += table.problems
    header = columns.find(table.rows)
    sheet = f"sheet {table.name!r}" if table.name else ""
    if header is None:
        told = f"{sheet or 'the list'} has no row of column names that is understood; name a column Title, and one more, as Date or Place"
        if few := columns.known(table.rows):
            told += f"; {', '.join(few)} {'is' if len(few) == 1 else 'are'} understood, and not enough"
        looks = any(sum(map(bool, row)) >= columns.LEAST for row in table.rows)  # a sheet of notes has fewer columns than a list
        problems += [f"{MISSING if looks else ''}{told}"] if any(map(any, table.rows)) else []
        return
    names = header.values(table.rows[header.place])
    for number, cut in enumerate(table.rows[header.place + 1 :], start=header.place + 2):
        values, where = header.values(cut), ", ".join(filter(None, (sheet, f"row {number}")))
        if values.get("title") and values != names:
            row = _dated(where, values)
            problems += row.problems
            yield row
        elif values and values != names:
            problems.append(f"{MISSING}{where} has no title and was left out")


def _dated(where: str, values: Mapping[str, str]) -> _Row:
    """Read the dates of a row; the column of the last day, where there is one, goes before a span in that of the first."""
    first, last = (dates.read(values.get(column, "")) for column in ("start", "end"))
    end = last.end or last.start or ("" if values.get("end") else first.end)
    advice = "it is kept as it is; write it like 2023-12-31"
    told = [f"{where}: the date {values[name]!r} {span.trouble}; {advice}" for name, span in (("start", first), ("end", last)) if span.trouble]
    if first.start and end and end < first.start[: len(end)]:
        told.append(f"{where}: it ends on {end}, before it begins on {first.start}; look at both")
    return _Row(where, values, replace(first, end=end), tuple(told))


def _identified(rows: Iterable[_Row], problems: list[str]) -> Iterator[str]:
    """Name each activity by its code, else by what it is; tell where two would share a name, and name the later one by all that it says."""
    taken: dict[str, _Row] = {}
    for row in rows:
        code = columns.code(row.values)
        name = naming.slug(code) or _name(row)
        if name in taken:
            before = taken[name]
            same = row.values == before.values
            what = "says the same as" if same else f"has the number {code!r} of" if code else "has title, date and place of"
            stem = name if same else f"{name}-{_sum(row.values.items())}"
            name = next(other for other in chain([stem], (f"{stem}-{n}" for n in count(2))) if other not in taken)
            problems.append(f"{row.where} {what} {before.where}: it is kept as {_WORK}/{name}; give each a number of its own, or take one out")
        taken[name] = row
        yield name


def _name(row: _Row) -> str:
    """Name an activity by title, first day and place: where its row stands does not matter."""
    said = (row.values["title"], row.span.start or row.values.get("start", ""), row.values.get("place", ""))
    return f"{naming.slug(row.values['title'], 40)}-{_sum([said])}".strip("-")


def _sum(said: Iterable[tuple[str, ...]]) -> str:
    return digest(*(word.casefold() for words in sorted(said) for word in words))[:8]


def _document(row: _Row, name: str, source: SourceFile, hints: Hints) -> Document:
    values, work = row.values, f"{_WORK}/{name}"
    details = {**values, "start": row.span.start or values.get("start", ""), "end": row.span.end or values.get("end", "")}
    text = values.get("description", "") or values["title"]
    return Document(
        id=work,
        kind=columns.kind(values.get("kind", "") or hints.kind),
        body=hints.body,
        number=columns.code(values),
        title=values["title"],
        edition=Edition(hints.edition, values.get("place", ""), row.span.year),
        language=language_of(f"{values['title']} {text}") or "en",
        status=Status.IN_FORCE,
        source=source,
        pages=(1, 1),
        clauses=(Clause(f"{work}#description", Part.BODY, "", "", "", 0, text, 1, None),),
        details=tuple((name, details[name]) for name in _DETAILS if details.get(name)),
    )


def _organisation(documents: Sequence[Document], hints: Hints) -> Organisation | None:
    """Say whose activities these are: the officer's word, else the organisation of which the rows name most texts and Sectors, if any."""
    if said := organisation_of(hints.body) if hints.body else None:
        return said
    known = {each.name: sum(_resolved(_within(each, document)) for document in documents[:_ASKED]) for each in organisations()}
    best = max(organisations(), key=lambda each: known[each.name])
    return best if known[best.name] else None


def _resolved(document: Document) -> int:
    return bool(document.sector) + sum(bool(citation.id) for citation in document.citations)


def _within(profile: Organisation, document: Document) -> Document:
    """Add the Sector, and what the text and the column of related texts name, as one organisation calls them."""
    said = dict(document.details)
    own = replace(document, sector=_sector(said.get("sectors", ""), profile))
    related = replace(own, clauses=(Clause(f"{own.id}#related", Part.RELATIONS, "", "", "", 0, said.get("related", ""), 1, None),))
    return replace(own, citations=(*citations.find(own, profile), *(citations.find(related, profile) if "related" in said else ())))


def _sector(sectors: str, profile: Organisation) -> str:
    """Name the Sector of an activity that has but one."""
    parts = [part for part in re.split(r"[;,/\s]+", sectors) if part]
    code = parts[0].rpartition("-")[2] if len(parts) == 1 else ""
    return code if code in {body.sector for body in profile.bodies} else ""
