"""The store: one place for sources, documents, runs, proposals and the decision log."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from mapper.store import codec, engine, schema
from mapper.store.log import chained, verify
from mapper.store.records import RunRecord, SourceRecord
from mapper.types import Decision, Document, Proposal

__all__ = ["RunRecord", "SourceRecord", "Store", "open_store"]

KEPT_RUNS = 2  # runs whose proposals are kept: the live one, and the one before it


def open_store(url: str, *, busy: float = engine.BUSY_SECONDS) -> "Store":
    """Open a store, made or brought to our shape if need be; StoreError says why it cannot be."""
    return Store(url, engine.connect(url, busy))


class Store:
    """Read and write the workspace's state; each method is one transaction, whole or not at all."""

    def __init__(self, url: str, database: Engine) -> None:
        self.url = url
        self._engine = database
        engine.upgrade(database, url)

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

    def sources(self) -> list[SourceRecord]:
        """List what is known of each source file, by name."""
        with self._reading() as connection:
            rows = connection.execute(select(schema.source).order_by(schema.source.c.name)).all()
        return [SourceRecord(r.name, r.sha256, r.size, r.state, r.reason, tuple((k, v) for k, v in json.loads(r.hints))) for r in rows]

    def save_source(self, record: SourceRecord) -> None:
        """Remember a source file, in place of what was known under its name."""
        with self._writing() as connection:
            self._put_source(connection, record)

    def save_reading(self, record: SourceRecord, documents: Sequence[Document]) -> None:
        """Remember a source file and the documents that were read from it, both or neither."""
        with self._writing() as connection:
            self._put_source(connection, record)
            connection.execute(delete(schema.document).where(schema.document.c.sha256 == record.sha256))
            rows = [
                {"sha256": record.sha256, "place": place, "work": d.id, "edition": d.edition.label, "text": codec.write(d)}
                for place, d in enumerate(documents)
            ]
            if rows:
                connection.execute(insert(schema.document), rows)

    @staticmethod
    def _put_source(connection: Connection, record: SourceRecord) -> None:
        connection.execute(delete(schema.source).where(schema.source.c.name == record.name))
        row = {"name": record.name, "sha256": record.sha256, "size": record.size, "state": record.state, "reason": record.reason}
        connection.execute(insert(schema.source).values(**row, hints=json.dumps(record.hints, ensure_ascii=False)))

    def all_documents(self) -> list[Document]:
        """Give every edition that was read from a file whose content is still the one last read, in the order of the files' digests."""
        table = schema.document
        live = select(schema.source.c.sha256).where(schema.source.c.state != "new")
        with self._reading() as connection:
            rows = connection.execute(select(table.c.text).where(table.c.sha256.in_(live)).order_by(table.c.sha256, table.c.place)).scalars().all()
        return [codec.read(Document, text) for text in rows]

    def read_before(self) -> list[Document]:
        """Give every edition ever read, from replaced files too."""
        table = schema.document
        with self._reading() as connection:
            rows = connection.execute(select(table.c.text).order_by(table.c.sha256, table.c.place)).scalars().all()
        return [codec.read(Document, text) for text in rows]

    def runs(self) -> list[RunRecord]:
        """List the runs, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(select(schema.run).order_by(schema.run.c.place)).all()
        return [RunRecord(r.id, r.at, r.state, r.manifest) for r in rows]

    def publish(self, record: RunRecord, proposals: Sequence[Proposal]) -> None:
        """Make a run live with its proposals, in place of the run before; decisions are not touched."""
        with self._writing() as connection:
            known = connection.execute(select(schema.run.c.id).where(schema.run.c.id == record.id)).scalar()
            connection.execute(delete(schema.proposal).where(schema.proposal.c.run == record.id))
            if known:
                connection.execute(delete(schema.run).where(schema.run.c.id == record.id))
            connection.execute(update(schema.run).values(state="past"))
            place = (connection.execute(select(func.max(schema.run.c.place))).scalar() or 0) + 1
            row = {"place": place, "id": record.id, "at": record.at, "state": "live", "manifest": record.manifest}
            connection.execute(insert(schema.run).values(**row))
            rows = [{"run": record.id, "pair": p.pair, "place": n, "text": codec.write(p)} for n, p in enumerate(proposals)]
            if rows:
                connection.execute(insert(schema.proposal), rows)
            kept = select(schema.run.c.id).order_by(schema.run.c.place.desc()).limit(KEPT_RUNS)
            connection.execute(delete(schema.proposal).where(schema.proposal.c.run.not_in(kept)))

    def proposals(self, run: str | None = None) -> list[Proposal]:
        """Give the proposals of a run, likeliest first; of the live run if none is named."""
        wanted = select(schema.run.c.id).where(schema.run.c.state == "live") if run is None else [run]
        table = schema.proposal
        with self._reading() as connection:
            rows = connection.execute(select(table.c.text).where(table.c.run.in_(wanted)).order_by(table.c.place)).scalars().all()
        return [codec.read(Proposal, text) for text in rows]

    def append(self, decision: Decision) -> Decision:
        """Append an event to the decision log; it is on disk, chained to the one before, when this returns."""
        table = schema.decision
        with self._writing() as connection:
            last = connection.execute(select(table.c.place, table.c.event).order_by(table.c.place.desc()).limit(1)).one_or_none()
            made = chained(decision, last.event if last else "")
            place = last.place + 1 if last else 1
            connection.execute(insert(table).values(place=place, event=made.event, previous=made.previous, text=codec.write(made)))
        return made

    def decisions(self) -> list[Decision]:
        """Give the decision log, oldest event first."""
        with self._reading() as connection:
            rows = connection.execute(select(schema.decision.c.text).order_by(schema.decision.c.place)).scalars().all()
        return [codec.read(Decision, text) for text in rows]

    def verify_log(self) -> list[str]:
        """Say what is wrong with the decision log's chain; nothing, if all is well."""
        return verify(self.decisions())
