"""Rows: how each noun is written into its table and read from it, inside a transaction that the store has begun."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, false, func, insert, select, update

from mapper.store import codec, schema
from mapper.store.log import Row, chained
from mapper.store.records import Content, Head, Kept, RunRecord, SourceRecord
from mapper.types import Decision, Document, Proposal

_AT_ONCE = 500  # places that one question names


def touch(connection: Connection) -> None:
    """Write nothing, as a statement that a database which takes no changes refuses."""
    connection.execute(update(schema.source).where(false()).values(state=""))


def put_source(connection: Connection, record: SourceRecord) -> None:
    """Write what is known of a file, in place of what was known under its name."""
    name = codec.encodable(record.name)
    connection.execute(delete(schema.source).where(schema.source.c.name == name))
    connection.execute(insert(schema.source).values(name=name, sha256=record.sha256, state=record.state, text=codec.write(record)))


def put_documents(connection: Connection, sha256: str, documents: Sequence[Document]) -> None:
    """Write what a content holds, in place of an earlier reading of the same content."""
    connection.execute(delete(schema.document).where(schema.document.c.sha256 == sha256))
    rows = [
        {
            "sha256": sha256,
            "place": place,
            "work": codec.encodable(d.id),
            "edition": codec.encodable(d.edition.label),
            "text": codec.write_document(d),
        }
        for place, d in enumerate(documents)
    ]
    if rows:
        connection.execute(insert(schema.document), rows)


def put_content(connection: Connection, name: str, sha256: str, intake: int | None = None) -> None:
    """Note that a file has this content now; one that it has already keeps its place, one that it had before comes last again."""
    table, name = schema.reading, codec.encodable(name)
    newest = select(table.c.sha256).where(table.c.name == name).order_by(table.c.place.desc()).limit(1)
    if connection.execute(newest).scalar() == sha256:
        return
    connection.execute(delete(table).where(table.c.name == name, table.c.sha256 == sha256))
    place = (connection.execute(select(func.max(table.c.place))).scalar() or 0) + 1
    connection.execute(insert(table).values(place=place, name=name, sha256=sha256, intake=intake))


def contents(connection: Connection) -> list[Content]:
    """List the contents of the files in the order in which they were read; what the open round read came last."""
    table = schema.reading
    rows = connection.execute(select(table).order_by(table.c.place)).all()
    now = open_intake(connection)
    return [Content(codec.decoded(row.name), row.sha256, now if row.intake is None else row.intake) for row in rows]


def open_intake(connection: Connection) -> int:
    """Give the number of the round of reading that is not done yet."""
    found: int | None = connection.execute(select(func.max(schema.reading.c.intake))).scalar()
    return 0 if found is None else found + 1


def put_runs(connection: Connection, runs: Iterable[RunRecord]) -> None:
    """Write runs behind those that are there."""
    place = connection.execute(select(func.max(schema.run.c.place))).scalar() or 0
    for record in runs:
        place += 1
        connection.execute(insert(schema.run).values(place=place, id=record.id, at=record.at, state=record.state, manifest=record.manifest))


def put_live(connection: Connection, record: RunRecord, proposals: Iterable[Proposal], keep: int) -> None:
    """Write the run that is live from now on, and drop the proposals of all but the newest few."""
    connection.execute(delete(schema.proposal).where(schema.proposal.c.run == record.id))
    connection.execute(delete(schema.run).where(schema.run.c.id == record.id))
    connection.execute(update(schema.run).values(state="past"))
    put_runs(connection, [RunRecord(record.id, record.at, "live", record.manifest)])
    put_proposals(connection, record.id, proposals)
    kept = select(schema.run.c.id).order_by(schema.run.c.place.desc()).limit(keep).scalar_subquery()
    connection.execute(delete(schema.proposal).where(schema.proposal.c.run.not_in(kept)))


def put_proposals(connection: Connection, run: str, proposals: Iterable[Proposal]) -> None:
    """Write the proposals of a run in their order."""
    rows = [{"run": run, "pair": p.pair, "place": place, "text": codec.write(p)} for place, p in enumerate(proposals)]
    if rows:
        connection.execute(insert(schema.proposal), rows)


def put_event(connection: Connection, place: int, event: Decision, line: str) -> None:
    """Write one event of the decision log."""
    connection.execute(insert(schema.decision).values(place=place, event=event.event, previous=event.previous, text=line))


def put_kept(connection: Connection, kept: Kept) -> None:
    """Write all that a backup holds into an empty store."""
    for record in kept.sources:
        put_source(connection, record)
    for content in kept.contents:
        put_content(connection, content.name, content.sha256, content.intake)
    for sha256, documents in kept.readings.items():
        put_documents(connection, sha256, documents)
    put_runs(connection, kept.runs)
    for run, proposals in kept.proposals.items():
        put_proposals(connection, run, proposals)
    for place, line in enumerate(kept.log, 1):
        put_event(connection, place, codec.read(Decision, line), line)


def log(connection: Connection, first: int | None = None) -> list[Row]:
    """Read the decision log, oldest event first; from a place on if one is named."""
    query = select(schema.decision).order_by(schema.decision.c.place)
    return [Row(*row) for row in connection.execute(query if first is None else query.where(schema.decision.c.place >= first))]


def newest(connection: Connection) -> Row | None:
    """Read the last event of the log; none, where there is none."""
    last = connection.execute(select(schema.decision).order_by(schema.decision.c.place.desc()).limit(1)).one_or_none()
    return Row(*last) if last else None


def end(connection: Connection) -> tuple[Row | None, Head]:
    """Read the last event of the log and how far it has come, by one question."""
    newest_place = select(func.max(schema.decision.c.place)).scalar_subquery()
    columns = (schema.head.c.events, schema.head.c.event, *schema.decision.c)
    both = select(*columns).join_from(schema.head, schema.decision, schema.decision.c.place == newest_place, isouter=True)
    found = connection.execute(both).one_or_none()
    if found is None:
        return newest(connection), head(connection)
    events, event, place, *rest = found
    return (None if place is None else Row(place, *rest)), Head(events, event)


def before(connection: Connection, place: int, wanted: int) -> list[Row]:
    """Read some events in front of a place, newest first."""
    table = schema.decision
    return [Row(*row) for row in connection.execute(select(table).where(table.c.place < place).order_by(table.c.place.desc()).limit(wanted))]


def at(connection: Connection, places: Sequence[int]) -> list[Row]:
    """Read the events at some places, as far as there are any, in their order."""
    query = select(schema.decision).order_by(schema.decision.c.place)
    parts = (places[start : start + _AT_ONCE] for start in range(0, len(places), _AT_ONCE))
    return [Row(*row) for part in parts for row in connection.execute(query.where(schema.decision.c.place.in_(part)))]


def held(connection: Connection) -> str:
    """Say in a word what a store holds; nothing, if it is empty."""
    for table, what in ((schema.decision, "decisions"), (schema.document, "documents"), (schema.run, "runs")):
        if connection.execute(select(func.count()).select_from(table)).scalar():
            return what
    return ""


def append(connection: Connection, last: Row | None, decisions: Iterable[Decision]) -> list[Decision]:
    """Chain events behind the last one and write them."""
    place, previous = (last.place, last.event) if last else (0, "")
    made: list[Decision] = []
    for decision in decisions:
        place += 1
        made.append(chained(decision, previous))
        previous = made[-1].event
        put_event(connection, place, made[-1], codec.write(made[-1]))
    return made


def head(connection: Connection) -> Head:
    """Read how far the log has come, as it is kept apart from it."""
    row = connection.execute(select(schema.head)).one_or_none()
    return Head(row.events, row.event) if row else Head(-1)
