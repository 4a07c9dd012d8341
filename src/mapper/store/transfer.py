"""Transfer: every row of one store into another that is empty, byte by byte, and what a store holds in numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, Table, func, insert, select, text

from mapper.errors import StoreError
from mapper.store import rows, schema
from mapper.store.log import Row, follows

TABLES = (schema.source, schema.document, schema.reading, schema.run, schema.proposal, schema.decision)
_TOLD = {  # what the trigger says that a moved store has
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name",
    "postgresql": "SELECT p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = 'decision'::regclass AND t.tgname = :name",
}
CLOSED = "decision_moved"  # the trigger that refuses decisions in a store that was moved elsewhere
_AT_ONCE = 500  # rows written in one go
_TRIGGERS = {"decision": ("decision_head", "decision_no_branch"), "head": ("head_no_jump",)}
_SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = "
    "(SELECT relnamespace FROM pg_class WHERE oid = 'decision'::regclass)",
}


@dataclass(frozen=True)
class Holding:
    """Say in numbers what a store holds: rows by table, size in bytes, and the name and version of its database."""

    database: str
    shape: str
    rows: tuple[tuple[str, int], ...]
    size: int


def describe(connection: Connection) -> Holding:
    """Count what a store holds."""
    name = connection.dialect.name
    version = ".".join(str(part) for part in connection.dialect.server_version_info or ())
    counts = tuple((table.name, int(connection.execute(select(func.count()).select_from(table)).scalar() or 0)) for table in TABLES)
    return Holding(f"{name} {version}", schema.VERSION, counts, int(connection.execute(text(_SIZES[name])).scalar() or 0))


def freeze(connection: Connection) -> None:
    """Let nobody write to a store until the transaction ends; on SQLite whoever began to write has that right already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))  # it waits while the other store is written
        connection.execute(text("SET LOCAL lock_timeout = '30s'"))
        connection.execute(text(f"LOCK TABLE {', '.join(table.name for table in TABLES)} IN EXCLUSIVE MODE"))


def copy(source: Connection, target: Connection) -> None:
    """Write every row into the empty target, in the order of its keys; StoreError, if what arrived is not what was sent."""
    bulk = target.dialect.name == "postgresql"
    if bulk:  # within one transaction each event would step over all earlier versions of the head: the chain is checked below instead
        _switch(target, "DISABLE")
    for table in TABLES:
        for chunk in _chunks(source, table):
            target.execute(insert(table), chunk)
    if bulk:
        last = rows.head(source)
        target.execute(text("UPDATE head SET events = :events, event = :event"), {"events": last.events, "event": last.event})
        _switch(target, "ENABLE")
    _compare(source, target)


def _switch(target: Connection, word: str) -> None:
    for table, names in _TRIGGERS.items():
        for name in names:
            target.execute(text(f"ALTER TABLE {table} {word} TRIGGER {name}"))


def _chunks(connection: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_AT_ONCE)
    found = connection.execute(query).mappings()
    while chunk := [dict(row) for row in islice(found, _AT_ONCE)]:
        yield chunk


def _compare(source: Connection, target: Connection) -> None:
    """Read both again and hold them against each other, the log with its chain: what a database changed on its way in is found."""
    for table in TABLES:
        if not _same(source, target, table):
            raise StoreError(f"the table {table.name} did not arrive as it was sent; nothing was changed, the old store stays in use")
    if rows.head(source) != rows.head(target):
        raise StoreError("the end of the decision log did not arrive as it was sent; nothing was changed, the old store stays in use")
    last = target.execute(select(schema.decision).order_by(schema.decision.c.place.desc()).limit(1)).one_or_none()
    if not follows(Row(*last) if last else None, rows.head(target)):
        raise StoreError("the decision log does not verify at its new place; nothing was changed, the old store stays in use: see `mapper check`")


def _same(source: Connection, target: Connection, table: Table) -> bool:
    """Compare in the order of this program: each database sorts texts its own way."""
    if table.primary_key.columns.values()[0].type.python_type is int:
        ours, theirs = (_chunks(one, table) for one in (source, target))
        return all(mine == next(theirs, None) for mine in ours) and next(theirs, None) is None
    ours_, theirs_ = (sorted(tuple(row) for row in one.execute(select(table))) for one in (source, target))
    return ours_ == theirs_


def moved(connection: Connection) -> str:
    """Say where a store went that was moved elsewhere; nothing of one that is in use."""
    told = connection.execute(text(_TOLD[connection.dialect.name]), {"name": CLOSED}).scalar()
    found = re.search(r"'(this store was moved to .*)'\)?; END", str(told or ""))
    return found[1] if found else "this store was moved elsewhere" if told else ""


def must_be_in_use(connection: Connection, name: str) -> None:
    """Refuse to move a store once more that was moved elsewhere."""
    if moved(connection):
        raise StoreError(f"{name} was moved already; nothing was changed, name the store of today in mapper.toml")


def close(connection: Connection, place: str) -> None:
    """Let a store that was moved take no decision any more, and say where it went; all that it holds can still be read."""
    told = f"this store was moved to {place}".replace("'", "’").replace("%", "%%")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"CREATE TRIGGER {CLOSED} BEFORE INSERT ON decision BEGIN SELECT RAISE(ABORT, '{told}'); END".replace("%%", "%"))
        return
    refuse = f"CREATE FUNCTION {CLOSED}() RETURNS trigger LANGUAGE plpgsql AS $moved$ BEGIN RAISE EXCEPTION '{told}'; END $moved$"
    connection.execute(text(refuse.replace(":", r"\:")))
    connection.execute(text(f"CREATE TRIGGER {CLOSED} BEFORE INSERT ON decision FOR EACH STATEMENT EXECUTE FUNCTION {CLOSED}()"))
