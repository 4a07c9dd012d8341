"""The store: one place for sources, documents, runs, proposals and the decision log."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, Select, delete, select, update

from mapper.errors import StoreError
from mapper.store import access, codec, engine, rows, schema, shape, transfer
from mapper.store.checkpoint import Verified
from mapper.store.log import Row, examine, following, follows, newest_first, picked, trouble
from mapper.store.records import Content, Head, Kept, Reading, RunRecord, SourceRecord
from mapper.types import Decision, Document, Proposal

__all__ = ["Content", "Head", "Kept", "Reading", "RunRecord", "SourceRecord", "Store", "holding", "open_store"]

KEPT_RUNS = 2  # runs whose proposals are kept: the live one, and the one before it
T = TypeVar("T")


def open_store(url: str, *, busy: float = engine.BUSY_SECONDS, notice: engine.Notice = engine.silent, cache: Path | None = None) -> "Store":
    """Open a store, made or brought to our shape if need be; one that cannot be written is opened to be read. StoreError says why it cannot be.

    `notice` is told of waits for other programs, and of a log that does not verify where that shows late; `cache` keeps how far one was verified.
    """
    found = access.reach(url)
    return Store(url, engine.connect(found.url, busy, notice), found.barred, Verified(cache, notice))


def holding(url: str) -> str:
    """Say in a word what a store holds already, without making or changing it; nothing, if it is empty or not there."""
    found, place = access.reach(url), access.file_of(url)
    if place and not place.exists():
        return ""
    database = engine.connect(found.url)
    with engine.told(url), database.connect() as connection:
        held = rows.held(connection) if shape.is_ours(connection) else shape.strange(connection)
    database.dispose()
    return held


class Store:
    """Read and write the workspace's state; each method is one transaction, whole or not at all."""

    def __init__(self, url: str, database: Engine, barred: str = "", verified: Verified | None = None) -> None:
        self.url = url
        self.barred = barred
        self._verified = verified or Verified()
        self._engine = database
        shape.ensure(database, url, barred)

    def __enter__(self) -> Self:
        """Give the store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Let go of the database."""
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def must_write(self) -> None:
        """Refuse, before any work is done, where nothing can be written; the sentence says why."""
        with self._writing() as connection:
            rows.touch(connection)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with engine.told(self.url), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        access.permit(self.barred)
        with engine.told(self.url), self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            shape.hold(connection, self.url)
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
            rows.put_source(connection, record)

    def save_reading(self, record: SourceRecord, documents: Sequence[Document]) -> None:
        """Remember a source file and the documents that were read from it, both or neither."""
        with self._writing() as connection:
            rows.put_source(connection, record)
            rows.put_content(connection, record.name, record.sha256)
            rows.put_documents(connection, record.sha256, documents)

    def close_intake(self) -> None:
        """End a round of reading: what is read from now on came later."""
        with self._writing() as connection:
            open_ = schema.reading.c.intake.is_(None)
            connection.execute(update(schema.reading).where(open_).values(intake=rows.open_intake(connection)))

    def just_read(self) -> list[str]:
        """Name the files that were read in the round that is not done yet, by an interrupted run too."""
        return sorted(codec.decoded(name) for name in self._texts(select(schema.reading.c.name).where(schema.reading.c.intake.is_(None))))

    def forget(self, name: str) -> None:
        """Take a file and all that was read under its name off the shelf; the readings themselves stay, for the decisions that quote them."""
        with self._writing() as connection:
            for table in (schema.source, schema.reading):
                connection.execute(delete(table).where(table.c.name == codec.encodable(name)))

    def contents(self) -> list[Content]:
        """List every content of every file on the shelf, in the order in which they were read."""
        with self._reading() as connection:
            return rows.contents(connection)

    def shelf(self) -> list[Reading]:
        """Give what the files on the shelf held and hold, in the order in which it was read: of each file its last content holds now."""
        readings = self.readings(select(schema.reading.c.sha256))
        return [Reading(content, tuple(readings.get(content.sha256, ()))) for content in self.contents()]

    def readings(self, wanted: Select[tuple[str]] | None = None) -> dict[str, list[Document]]:
        """Give every edition ever read, from replaced and removed files too, by the digest of its file."""
        table = schema.document
        query = select(table.c.sha256, table.c.text).order_by(table.c.sha256, table.c.place)
        with self._reading() as connection:
            found = connection.execute(query if wanted is None else query.where(table.c.sha256.in_(wanted))).all()
        made: dict[str, list[Document]] = {}
        for (sha256, _), document in zip(found, self._read(codec.read_document, (line for _, line in found)), strict=True):
            made.setdefault(sha256, []).append(document)
        return made

    def runs(self) -> list[RunRecord]:
        """List the runs, oldest first."""
        with self._reading() as connection:
            found = connection.execute(select(schema.run).order_by(schema.run.c.place)).all()
        return [RunRecord(r.id, r.at, r.state, r.manifest) for r in found]

    def publish(self, record: RunRecord, proposals: Sequence[Proposal]) -> None:
        """Make a run live with its proposals, in place of the run before; decisions are not touched."""
        with self._writing() as connection:
            rows.put_live(connection, record, proposals, KEPT_RUNS)

    def proposals(self, run: str | None = None) -> list[Proposal]:
        """Give the proposals of a run in the order they were published; of the live run if none is named."""
        wanted = select(schema.run.c.id).where(schema.run.c.state == "live" if run is None else schema.run.c.id == run)
        table = schema.proposal
        return self._nouns(Proposal, select(table.c.text).where(table.c.run.in_(wanted)).order_by(table.c.place))

    def pairs(self, run: str) -> frozenset[str]:
        """Name the pairs that a run proposed."""
        return frozenset(self._texts(select(schema.proposal.c.pair).where(schema.proposal.c.run == run)))

    def append(self, decision: Decision) -> Decision:
        """Append an event to the decision log; it is on disk, chained to the one before, when this returns."""
        return self.append_all([decision])[0]

    def append_all_after(self, judge: Callable[[list[Decision]], Iterable[Decision]]) -> list[Decision]:
        """Append the events that `judge` makes of the log, all of them or none, with no other event between its reading and its writing."""
        with self._appending() as (connection, last):
            return rows.append(connection, last, judge(self._parsed(rows.log(connection))))

    def append_all(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Append events, all of them or none, with no other event between them."""
        with self._appending() as (connection, last):
            return rows.append(connection, last, decisions)

    def append_looking_back(self, judge: Callable[[Iterator[Decision]], Iterable[Decision]]) -> list[Decision]:
        """Append the events that `judge` makes of the log, which it is given newest first and reads no further than it needs; all or none."""
        with self._appending() as (connection, last):
            newest = newest_first(partial(rows.before, connection), rows.head(connection))
            return rows.append(connection, last, judge(self._lazily(newest)))

    def _lazily(self, newest: Iterable[Row]) -> Iterator[Decision]:
        for row in newest:
            yield self._read(partial(codec.read, Decision), [row.text])[0]

    @contextmanager
    def _appending(self) -> Iterator[tuple[Connection, Row | None]]:
        """Begin to write behind the last event, which must be the one that was last written."""
        with self._writing() as connection:
            shape.hold_log(connection, self.url)
            row, head = rows.end(connection)
            if not follows(row, head):
                told = trouble(rows.log(connection), rows.head(connection))
                raise StoreError(f"nothing was recorded: {told or 'the decision log does not verify'}; see `mapper check`")
            yield connection, row
            if not follows(*rows.end(connection)):  # it would refuse every later decision
                missing = next(iter(shape.unguarded(connection)), "its triggers did not note the new end of the decision log")
                raise StoreError(f"nothing was recorded: {missing}; see `mapper check`")

    def decisions(self) -> list[Decision]:
        """Give the decision log, oldest event first."""
        with self._reading() as connection:
            found = rows.log(connection)
            self._verified.look(found, partial(rows.head, connection))
        return self._parsed(found)

    def decisions_since(self, place: int, event: str = "") -> list[Decision]:
        """Give the events behind the first so many of the log; StoreError, where they do not follow on each other, or on `event`, up to its head."""
        with self._reading() as connection:
            found = following(rows.log(connection, max(1, place)), Head(place, event), rows.head(connection))
        return self._parsed(found)

    def decisions_at(self, events: Mapping[int, str]) -> list[Decision]:
        """Give the events of these ids from their places, oldest first; StoreError, where one is not what was written."""
        with self._reading() as connection:
            return self._parsed(picked(rows.at(connection, sorted(events)), events))

    def edition_lines(self, contents: Collection[str], works: Collection[str]) -> list[str]:
        """Give what files of these digests hold of some works, each text one line of JSON."""
        table = schema.document
        return self._texts(select(table.c.text).where(table.c.sha256.in_(contents), table.c.work.in_(map(codec.encodable, works))))

    def reviewers(self) -> list[str]:
        """Name all who spoke in the decision log, in the order in which they came."""
        with self._reading() as connection:
            return self._verified.speakers(partial(rows.log, connection), rows.head(connection))

    def _parsed(self, found: Iterable[Row]) -> list[Decision]:
        return self._read(partial(codec.read, Decision), (row.text for row in found))

    def log(self) -> list[str]:
        """Give the decision log as it is kept: each event one line of JSON, oldest first."""
        return self._texts(select(schema.decision.c.text).order_by(schema.decision.c.place))

    def head(self) -> Head:
        """Say how far the log has come, as it is kept apart from it."""
        with self._reading() as connection:
            return rows.head(connection)

    def verify_log(self) -> list[str]:
        """Say all that is wrong with the decision log: its chain, its columns, its length, its triggers; nothing, if all is well."""
        with self._reading() as connection:
            return examine(rows.log(connection), rows.head(connection)) + shape.unguarded(connection)

    def log_trouble(self) -> str:
        """Say in one sentence that the decision log does not verify, or nothing; quick enough for every command."""
        with self._reading() as connection:
            return self._verified.advance(partial(rows.log, connection), rows.head(connection))

    def sound(self) -> list[str]:
        """Say what the database itself finds wrong with its file; nothing, if all is well."""
        with self._reading() as connection:
            return [f"the file {engine.shown(self.url)} is damaged: {problem}" for problem in shape.damage(connection)]

    def refill(self, kept: Kept) -> None:
        """Fill an empty store from a backup, whole or not at all; a store that holds anything already is refused."""
        with self._writing() as connection:
            if held := rows.held(connection):
                raise StoreError(f"the store {engine.shown(self.url)} holds {held} already; nothing was changed, restore into a new folder")
            rows.put_kept(connection, kept)

    def describe(self) -> transfer.Holding:
        """Say in numbers what the store holds."""
        with self._reading() as connection:
            return transfer.describe(connection)

    def moved(self) -> str:
        """Say where the store went, if it was moved elsewhere."""
        with self._reading() as connection:
            return transfer.moved(connection)

    def move(self, target: "Store", then: Callable[[], None]) -> transfer.Holding:
        """Copy every row into an empty store, do what names that store from now on, and take no decision here any more: all of it or nothing.

        Nobody writes to either meanwhile.
        """
        with self._writing() as source:
            transfer.freeze(source)
            transfer.must_be_in_use(source, engine.shown(self.url))
            with target._writing() as connection:
                transfer.freeze(connection)
                if held := rows.held(connection):
                    raise StoreError(f"{engine.shown(target.url)} holds {held} already; nothing was changed, name a database that is empty")
                transfer.copy(source, connection)
                made = transfer.describe(connection)
            transfer.close(source, engine.shown(target.url))
            then()
        return made
