"""Opening a database: a SQLite file by default, PostgreSQL by URL; every failure is one sentence."""

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError, SQLAlchemyError

from mapper.errors import StoreError

BUSY_SECONDS = 30.0
_QUIET = 15  # so small a part of the patience is spent without a word
_PAUSE = 0.02  # seconds between two tries
Notice = Callable[[str], None]
_BUSY = r"is (locked|busy)"
_ANSWER_SECONDS = 10  # so long a server may take to answer at all
_LONGEST_IDLE = 60  # seconds after which a server ends a transaction of ours in which nothing happens: one that hangs holds nobody up for longer
_MOVED = r"this store was moved to "
_FILE = "mapper_file"  # which file a connection opened
_GONE = (
    "the store {0} was moved, deleted or replaced while it was in use; nothing was recorded: bring it back under that name, "
    "with {0}-wal beside it if that is there, and try again"
)
_ADVICE = (
    (_MOVED, "nothing was recorded: run the command again with the settings of today, and name that store in every other mapper.toml"),
    (r"password|authentication|no pg_hba", "check the user in mapper.toml, and the password in PGPASSWORD or ~/.pgpass"),
    (r"lock timeout", "another program holds it and does not let go; nothing was changed, wait for it to finish and try again"),
    (r"idle.in.transaction", "this program paused for too long in the middle of a change; nothing was changed, try again"),
    (_BUSY, "another program is writing to it; wait for it to finish and try again"),
    (r"is full", "the disk is full; make room and try again, what was decided before is kept"),
    (r"not a database|malformed|corrupt", "it is not a mapper store, or it is damaged; bring a backup back with `mapper restore` into a new folder"),
    (r"statement timeout", "the server gave up on a long question; try again, or ask its administrator for a longer statement_timeout"),
    (r"read-only transaction|recovery", "the server takes no changes now; nothing was changed, ask its administrator"),
    (r"readonly|read-only", "it cannot be written to; check the rights of the file and its folder"),
    (r"permission denied", "your user may not do this there; ask the administrator of the database for the right to it"),
    (
        r"too many (clients|connections)|remaining connection slots",
        "too many programs are connected to it; try again in a moment",
    ),
    (r"database .* does not exist", "ask its administrator to make it, or check `store` in mapper.toml"),
    (
        r"terminat|closed|reset|lost|EOF|shutting down|starting up",
        "the database went away; what was acknowledged is kept, try again",
    ),
    (r"unable to open", "its folder is not there or not yours; check `store` in mapper.toml"),
    (r"disk i/o", "the disk refused a write; make room or check it, what was decided before is kept"),
    (r"append-only|must follow the last", "decisions are only ever added; nothing was changed"),
    (r"connection|connect|refused|resolve|timeout expired", "the database does not answer; check `store` in mapper.toml and that the server runs"),
)


def silent(_sentence: str) -> None:
    """Tell nobody."""


def connect(url: str, busy: float = BUSY_SECONDS, notice: Notice = silent) -> Engine:
    """Prepare an engine with our settings; for SQLite: write-ahead log, full synchronisation, immediate transactions, `busy` seconds of patience.

    `notice` is told when another program has the store and we wait for it.
    """
    with told(url):
        engine = _create(url, busy)
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, busy, notice)
    else:
        _prepare_postgresql(engine, busy, notice)
    return engine


def _create(url: str, busy: float) -> Engine:
    """Make an engine; a connection that lay idle is tried before it is used, so that a server that came back is simply used again."""
    try:
        waits = {"timeout": busy} if url.startswith("sqlite") else {"connect_timeout": _ANSWER_SECONDS}
        return create_engine(_driven(url), connect_args=waits, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError) as error:
        raise _no_store(url) from error
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("psycopg"):
            raise _no_store(url) from error
        raise StoreError(f"the store {shown(url)} needs the package {error.name}: pip install 'psycopg[binary]', or use a SQLite file") from error


def _no_store(url: str) -> StoreError:
    return StoreError(f"{shown(url)!r} is no store; write sqlite:///FILE or postgresql://USER@HOST/NAME under `store` in mapper.toml")


def _driven(url: str) -> str:
    """Choose psycopg 3 where a PostgreSQL URL names no driver."""
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)


def _prepare_sqlite(engine: Engine, busy: float, notice: Notice) -> None:
    path = engine.url.database or ""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # we begin ourselves: a deferred begin is refused as locked under load
        _write_ahead(connection, busy)
        record.info[_FILE] = _identity(path)
        for pragma in ("synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            _begin_writing(connection, busy, notice)
            if connection.info[_FILE] != _identity(path):
                raise StoreError(_GONE.format(shown(str(engine.url))))
        else:
            connection.exec_driver_sql("BEGIN")


def _identity(path: str) -> tuple[int, int] | None:
    """Say which file lies at a path: what is written to one that was moved or replaced meanwhile, nobody reads again."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _prepare_postgresql(engine: Engine, busy: float, notice: Notice) -> None:
    """Let a commit wait for the disk whatever the server is used to, a hanging program of ours be ended, and a reader see one moment throughout."""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            for setting in (
                "synchronous_commit = on",
                "default_transaction_isolation = 'read committed'",  # who waited for others to write must see what they wrote
                f"idle_in_transaction_session_timeout = '{_LONGEST_IDLE}s'",
                "standard_conforming_strings = on",
            ):
                cursor.execute(f"SET {setting}")
        connection.commit()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("writes"):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    engine.update_execution_options(mapper_busy=busy, mapper_notice=notice)


def lock_log(connection: Connection) -> None:
    """Take the right to append on PostgreSQL, one writer at a time as on SQLite, while readers go on; say so where it takes long."""
    options = connection.get_execution_options()
    busy, notice = options["mapper_busy"], options["mapper_notice"]
    try:
        _lock(connection, busy / _QUIET)
    except OperationalError as error:
        if "lock timeout" not in str(error.orig):
            raise
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT waiting")
        notice(f"another program is writing to {shown(str(connection.engine.url))}; waiting for it, {busy:g} seconds at most")
        _lock(connection, busy - busy / _QUIET)


def _lock(connection: Connection, seconds: float) -> None:
    """Ask for the lock in one message to the server, so that a slow line is crossed once."""
    wait = f"SET LOCAL lock_timeout = {max(1, round(seconds * 1000))}"
    connection.exec_driver_sql(f"SAVEPOINT waiting; {wait}; LOCK TABLE decision IN EXCLUSIVE MODE; RELEASE SAVEPOINT waiting")


def _write_ahead(connection: Any, busy: float) -> None:
    """Turn the write-ahead log on, once for each file; SQLite itself does not wait here for a program that does the same at this moment."""
    until = time.monotonic() + busy
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if not re.search(_BUSY, str(error)) or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)


def _begin_writing(connection: Connection, busy: float, notice: Notice) -> None:
    """Take the right to write; where another program has it wait a little, say so, and wait out the rest of the patience."""
    try:
        _be_patient(connection, busy / _QUIET)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if not re.search(_BUSY, str(error.orig)):
            raise
        notice(f"another program is writing to {shown(str(connection.engine.url))}; waiting for it, {busy:g} seconds at most")
        _be_patient(connection, busy - busy / _QUIET)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    _be_patient(connection, busy)


def _be_patient(connection: Connection, seconds: float) -> None:
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")


def shown(url: str) -> str:
    """Name a store in a sentence: a file by its path, a database without its password."""
    hidden = re.sub(r"([?&](?:ssl)?password=)[^&]*", r"\1…", url.removeprefix("sqlite:///"))
    return re.sub(r"//([^:/@]*):[^/?]*@|//([^:/@]*):[^@]*@", lambda found: f"//{found[1] or found[2] or ''}:…@", hidden)


def bare(url: str) -> str:
    """Give a URL without its password."""
    if url.startswith("sqlite"):
        return url
    try:
        whole = make_url(url)
    except ArgumentError:
        return url
    plain = whole.difference_update_query(("password", "sslpassword"))
    return url if plain == whole and whole.password is None else plain._replace(password=None).render_as_string(hide_password=False)


@contextmanager
def told(url: str) -> Iterator[None]:
    """Turn a database's failure into one sentence with advice."""
    try:
        yield
    except DBAPIError as error:
        reason = next(iter(str(error.orig).splitlines()), "no reason given")
        raise StoreError(f"the store {shown(url)} failed: {reason}; {_advice(reason)}") from error
    except SQLAlchemyError as error:
        reason = " ".join(str(error).split())
        raise StoreError(f"the store {shown(url)} failed: {reason}; `mapper doctor` may say more") from error


def _advice(reason: str) -> str:
    return next((advice for pattern, advice in _ADVICE if re.search(pattern, reason, re.IGNORECASE)), "`mapper doctor` may say more")
