"""The store: one place for sources, documents, runs, proposals and the decision log."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, Select, delete, func, insert, select, text, update

from mapper.errors import StoreError
from mapper.store import codec, engine, schema, shape
from mapper.store.log import chained, verify
from mapper.store.records import Kept, RunRecord, SourceRecord
from mapper.types import Decision, Document, Proposal

__all__ = ["Kept", "RunRecord", "SourceRecord", "Store", "open_store"]

KEPT_RUNS = 2  # runs whose proposals are kept: the live one, and the one before it
T = TypeVar("T")


def open_store(url: str, *, busy: float = engine.BUSY_SECONDS, notice: engine.Notice = engine.silent) -> "Store":
    """Open a store, made or brought to our shape if need be; StoreError says why it cannot be; `notice` is told of waits for other programs."""
    return Store(url, engine.connect(url, busy, notice))


class Store:
    """Read and write the workspace's state; each method is one transaction, whole or not at all."""

    def __init__(self, url: str, database: Engine) -> None:
        self.url = url
        self._engine = database
        shape.ensure(database, url)

    def __enter__(self) -> Self:
        """Give the store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Let go of the database."""
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with engine.told(self.url), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with engine.told(self.url), self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def _texts(self, query: Select[Any]) -> list[str]:
        with self._reading() as connection:
            return [str(line) for line in connection.execute(query).scalars()]

    def _nouns(self, kind: type[T], query: Select[Any]) -> list[T]:
        return self._read(partial(codec.read, kind), self._texts(query))

    def _read(self, reader: Callable[[str], T], lines: Iterable[str]) -> list[T]:
        try:
            return [reader(line) for line in lines]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            name = engine.shown(self.url)
            raise StoreError(f"the store {name} holds a row that cannot be read ({error}); bring a backup back with `mapper restore`") from error

    def sources(self) -> list[SourceRecord]:
        """List what is known of each source file, by name."""
        return self._nouns(SourceRecord, select(schema.source.c.text).order_by(schema.source.c.name))

    def save_source(self, record: SourceRecord) -> None:
        """Remember a source file, in place of what was known under its name."""
        with self._writing() as connection:
            _put_source(connection, record)

    def save_reading(self, record: SourceRecord, documents: Sequence[Document]) -> None:
        """Remember a source file and the documents that were read from it, both or neither."""
        with self._writing() as connection:
            _put_source(connection, record)
            _put_documents(connection, record.sha256, documents)

    def all_documents(self) -> list[Document]:
        """Give every edition that was read from a file whose content is still the one last read, in the order of the files' digests."""
        table = schema.document
        live = select(schema.source.c.sha256)
        lines = self._texts(select(table.c.text).where(table.c.sha256.in_(live)).order_by(table.c.sha256, table.c.place))
        return self._read(codec.read_document, lines)

    def readings(self) -> dict[str, list[Document]]:
        """Give every edition ever read, from replaced files too, by the digest of its file."""
        table = schema.document
        with self._reading() as connection:
            rows = connection.execute(select(table.c.sha256, table.c.text).order_by(table.c.sha256, table.c.place)).all()
        found: dict[str, list[Document]] = {}
        for (sha256, _), document in zip(rows, self._read(codec.read_document, (line for _, line in rows)), strict=True):
            found.setdefault(sha256, []).append(document)
        return found

    def runs(self) -> list[RunRecord]:
        """List the runs, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(select(schema.run).order_by(schema.run.c.place)).all()
        return [RunRecord(r.id, r.at, r.state, r.manifest) for r in rows]

    def publish(self, record: RunRecord, proposals: Sequence[Proposal]) -> None:
        """Make a run live with its proposals, in place of the run before; decisions are not touched."""
        with self._writing() as connection:
            connection.execute(delete(schema.proposal).where(schema.proposal.c.run == record.id))
            connection.execute(delete(schema.run).where(schema.run.c.id == record.id))
            connection.execute(update(schema.run).values(state="past"))
            _put_runs(connection, [RunRecord(record.id, record.at, "live", record.manifest)])
            rows = [{"run": record.id, "pair": p.pair, "place": n, "text": codec.write(p)} for n, p in enumerate(proposals)]
            if rows:
                connection.execute(insert(schema.proposal), rows)
            kept = select(schema.run.c.id).order_by(schema.run.c.place.desc()).limit(KEPT_RUNS).scalar_subquery()
            connection.execute(delete(schema.proposal).where(schema.proposal.c.run.not_in(kept)))

    def proposals(self, run: str | None = None) -> list[Proposal]:
        """Give the proposals of a run in the order they were published; of the live run if none is named."""
        wanted = select(schema.run.c.id).where(schema.run.c.state == "live" if run is None else schema.run.c.id == run)
        table = schema.proposal
        return self._nouns(Proposal, select(table.c.text).where(table.c.run.in_(wanted)).order_by(table.c.place))

    def append(self, decision: Decision) -> Decision:
        """Append an event to the decision log; it is on disk, chained to the one before, when this returns."""
        table = schema.decision
        with self._writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("LOCK TABLE decision IN EXCLUSIVE MODE"))  # one writer at a time, as BEGIN IMMEDIATE does on SQLite
            last = connection.execute(select(table.c.place, table.c.event).order_by(table.c.place.desc()).limit(1)).one_or_none()
            made = chained(decision, last.event if last else "")
            _put_event(connection, last.place + 1 if last else 1, made, codec.write(made))
        return made

    def decisions(self) -> list[Decision]:
        """Give the decision log, oldest event first."""
        return self._read(partial(codec.read, Decision), self.log())

    def log(self) -> list[str]:
        """Give the decision log as it is kept: each event one line of JSON, oldest first."""
        return self._texts(select(schema.decision.c.text).order_by(schema.decision.c.place))

    def verify_log(self) -> list[str]:
        """Say what is wrong with the decision log's chain; nothing, if all is well."""
        return verify(self.log())

    def sound(self) -> list[str]:
        """Say what the database itself finds wrong with its file; nothing, if all is well."""
        if self._engine.dialect.name != "sqlite":
            return []
        with self._reading() as connection:
            told = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
            told += [f"a row of {row[0]} names no {row[2]}" for row in connection.execute(text("PRAGMA foreign_key_check"))]
        return [f"the file {engine.shown(self.url)} is damaged: {problem}" for problem in told if problem != "ok"]

    def refill(self, kept: Kept) -> None:
        """Fill an empty store from a backup, whole or not at all; a store that holds anything already is refused."""
        with self._writing() as connection:
            for table, what in ((schema.decision, "decisions"), (schema.document, "documents"), (schema.run, "runs")):
                if connection.execute(select(func.count()).select_from(table)).scalar():
                    raise StoreError(f"the store {engine.shown(self.url)} holds {what} already; nothing was changed, restore into a new folder")
            for record in kept.sources:
                _put_source(connection, record)
            for sha256, documents in kept.readings.items():
                _put_documents(connection, sha256, documents)
            _put_runs(connection, kept.runs)
            for place, line in enumerate(kept.log, 1):
                _put_event(connection, place, codec.read(Decision, line), line)


def _put_source(connection: Connection, record: SourceRecord) -> None:
    name = codec.encodable(record.name)
    connection.execute(delete(schema.source).where(schema.source.c.name == name))
    connection.execute(insert(schema.source).values(name=name, sha256=record.sha256, state=record.state, text=codec.write(record)))


def _put_documents(connection: Connection, sha256: str, documents: Sequence[Document]) -> None:
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


def _put_runs(connection: Connection, runs: Iterable[RunRecord]) -> None:
    place = connection.execute(select(func.max(schema.run.c.place))).scalar() or 0
    for record in runs:
        place += 1
        connection.execute(insert(schema.run).values(place=place, id=record.id, at=record.at, state=record.state, manifest=record.manifest))


def _put_event(connection: Connection, place: int, event: Decision, line: str) -> None:
    connection.execute(insert(schema.decision).values(place=place, event=event.event, previous=event.previous, text=line))
