"""Lists of activities and events: each row of a table becomes a document, with an id that does not hang on where the row stands."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from time import monotonic

from mapper import children
from mapper.errors import MISSING
from mapper.extractors import cells, citations, columns, dates, naming
from mapper.extractors.context import Hints
from mapper.extractors.grammar import Reading
from mapper.identity import digest
from mapper.profiles import Organisation, language_of, organisation_of, organisations
from mapper.types import Clause, Document, Edition, Part, SourceFile, Status

_WORK = "activity"  # an activity that becomes an event in the next list keeps its id
_DETAILS = ("organiser", "sectors", "place", "country", "region", "start", "end", "status", "audience", "link", "themes", "related")
_DATES = ("start", "end")
_UNTITLED = "has no title and was left out"
_ASKED = 300  # rows that are asked for the organisation
_EARNING = 500  # rows after which the time that they took is put off
_EARNED = 2.0  # seconds that so many rows may earn


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
    return Reading(tuple(_cited(documents, profile)) if profile else tuple(documents), tuple(problems))


def _cited(documents: Sequence[Document], profile: Organisation) -> Iterator[Document]:
    """Add what the rows name; a long list earns the time that it takes, which is bounded by the number of its rows."""
    for start in range(0, len(documents), _EARNING):
        begun = monotonic()
        yield from (_within(profile, document) for document in documents[start : start + _EARNING])
        children.earn(min(_EARNED, monotonic() - begun))


def _rows(table: cells.Table, problems: list[str]) -> Iterator[_Row]:
    """Give the rows of a table; tell those that were left out, and the whole table where no header is understood."""
    problems += table.problems
    header = columns.find(table.rows)
    if header is None:
        problems += _headless(table)
        return
    heads = [header.values(row) for row in table.rows[header.place : header.behind]]
    told = [(number, header.values(table.rows[number])) for number in range(header.behind, len(table.rows))]
    order = _order(table, header, [values for _, values in told if values not in heads], problems)
    for number, values in told:
        where = _where(table, number)
        if not values or values in heads:
            continue
        if left := _left(table, number, values):
            problems.append(f"{MISSING if left == _UNTITLED else ''}{where} {left}")
            continue
        row = _dated(where, {**values, **_linked(table, number, values)}, order)
        problems += row.problems
        yield row


def _where(table: cells.Table, number: int) -> str:
    return ", ".join(filter(None, (f"sheet {table.name!r}" if table.name else "", f"row {number + 1}")))


def _headless(table: cells.Table) -> Iterator[str]:
    """Tell of a table without a row of names, unless it is empty; a sheet of notes has fewer columns than a list, and nothing is missing."""
    if not any(map(any, table.rows)):
        return
    sheet = f"sheet {table.name!r}" if table.name else "the list"
    told = f"{sheet} has no row of column names that is understood; name a column Title, and one more, as Date or Place"
    if few := columns.known(table.rows):
        told += f"; {', '.join(few)} {'is' if len(few) == 1 else 'are'} understood, and not enough"
    looks = any(sum(map(bool, row)) >= columns.LEAST for row in table.rows)
    yield f"{MISSING if looks else ''}{told}"


def _left(table: cells.Table, number: int, values: Mapping[str, str]) -> str:
    """Say why a row is no activity; empty where it is one."""
    if columns.is_total(table.rows[number]):
        return "only adds up and was left out"
    if number in table.across and len(set(filter(None, table.rows[number]))) == 1:
        return f"is a heading over all columns ({next(iter(values.values()))!r}) and was left out"
    if not values.get("title"):
        return _UNTITLED
    return ""


def _linked(table: cells.Table, number: int, values: Mapping[str, str]) -> dict[str, str]:
    """Take the address that a cell of the row leads to, where no column gives one."""
    address = table.links.get(number, "")
    return {"link": address} if address and "://" not in values.get("link", "") else {}


def _order(table: cells.Table, header: columns.Header, rows: Sequence[Mapping[str, str]], problems: list[str]) -> str:
    """Say whether the dates of a table have the day or the month first: as its heads say, else as its dates show that can be read in one way only."""
    sheet = f"sheet {table.name!r}: " if table.name else ""
    heads = [row[header.columns[name]] for row in table.rows[header.place : header.behind] for name in _DATES if _has(header, name, row)]
    words = [row[name] for row in rows for name in _DATES if name in row]
    shown: dict[str, str] = {}
    for told, said in chain(((head, {columns.dated(head)} - {""}) for head in heads), ((word, dates.orders(word)) for word in words)):
        for order in said:
            shown.setdefault(order, told)
    if len(shown) > 1:
        problems.append(f"{sheet}some dates have the day first ({shown['day']!r}) and some the month ({shown['month']!r}); write all like 2023-12-31")
    unclear = next((told for told in words if dates.read(told).trouble == dates.UNCLEAR), "")
    if len(shown) != 1 or not unclear:
        return ""
    [(order, told)] = shown.items()
    problems.append(f"{sheet}dates such as {unclear!r} are read with the {order} first, as {told!r} shows")
    return order


def _has(header: columns.Header, name: str, row: Sequence[str]) -> bool:
    return header.columns.get(name, len(row)) < len(row)


def _dated(where: str, values: Mapping[str, str], order: str) -> _Row:
    """Read the dates of a row; the column of the last day, where there is one, goes before a span in that of the first."""
    first, last = (dates.read(values.get(column, ""), order) for column in _DATES)
    end = last.end or last.start or ("" if values.get("end") else first.end)
    advice = "it is kept as it is; write it like 2023-12-31"
    both = (("start", first), ("end", last))
    told = [f"{where}: the date {values[name]!r} {span.trouble}; {advice}" for name, span in both if span.trouble]
    told += [f"{where}: the date {values[name]!r} {span.note}" for name, span in both if span.note]
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
