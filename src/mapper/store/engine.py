"""Opening a database: a SQLite file by default, PostgreSQL by URL; every failure is one sentence."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from mapper.errors import StoreError

BUSY_SECONDS = 30.0
_ADVICE = (
    (r"locked|busy", "another program is writing to it; wait for it to finish and try again"),
    (r"full", "the disk is full; make room and try again, what was decided before is kept"),
    (r"not a database|malformed|corrupt", "it is not a mapper store, or it is damaged; bring back a backup with `mapper restore`"),
    (r"readonly|read-only", "it cannot be written to; check the rights of the file and its folder"),
    (r"unable to open", "the folder is not there or not yours; check the path `store` in mapper.toml"),
    (r"disk i/o", "the disk failed to write; make room or check it, what was decided before is kept"),
)


def connect(url: str, busy: float = BUSY_SECONDS) -> Engine:
    """Prepare an engine with our settings: for SQLite write-ahead log, full synchronisation, immediate transactions."""
    try:
        engine = create_engine(url, connect_args={"timeout": busy} if url.startswith("sqlite") else {})
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(f"{url} is not a store: {error}; use sqlite:///FILE or postgresql://…") from error
    except ModuleNotFoundError as error:
        raise StoreError(f"the store {shown(url)} needs the package {error.name}; install it, or use a SQLite file") from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    return engine


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we begin ourselves: a deferred begin is refused as locked under load
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def shown(url: str) -> str:
    """Name a store in a sentence: a file by its path, a database without its password."""
    return re.sub(r"//([^:/@]*):[^@]*@", r"//\1:…@", url.removeprefix("sqlite:///"))


@contextmanager
def told(url: str) -> Iterator[None]:
    """Turn a database's failure into one sentence with advice."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"the store {shown(url)} failed: {error.orig}; {_advice(str(error.orig))}") from error
    except SQLAlchemyError as error:
        raise StoreError(f"the store {shown(url)} failed: {error}") from error


def _advice(reason: str) -> str:
    return next((advice for pattern, advice in _ADVICE if re.search(pattern, reason, re.IGNORECASE)), "`mapper doctor` may say more")


def upgrade(engine: Engine, url: str) -> None:
    """Bring a store to our shape; one that a newer mapper made is refused."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    with told(url), engine.connect().execution_options(writes=True) as connection:
        newest = ScriptDirectory.from_config(config).get_current_head()
        if _version(connection) == newest:
            return
        connection.rollback()
        config.attributes["connection"] = connection
        try:
            with connection.begin():
                command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(f"the store {shown(url)} was made by a newer mapper ({error}); install that version") from error


def _version(connection: Connection) -> str | None:
    known = connection.dialect.has_table(connection, "alembic_version")
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if known else None
