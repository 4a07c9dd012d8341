"""The shape of a store: made where there is none, brought up where it is old, refused where it is newer or not ours."""

from sqlalchemy import Connection, Engine, create_engine, inspect, text

from mapper.errors import StoreError
from mapper.store.engine import lock_log, shown, told
from mapper.store.schema import VERSION

_GUARDS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('decision', 'head') AND name <> 'decision_moved'",
    "postgresql": "SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid IN ('decision'::regclass, 'head'::regclass) AND NOT tgisinternal "
    "AND tgname <> 'decision_moved'",
}
_POSTGRESQL = ("decision_head", "decision_no_branch", "decision_no_change", "head_no_change", "head_no_jump")


def ensure(database: Engine, url: str, barred: str = "") -> None:
    """Bring a store to our shape, whole or not at all; two programs that open a new store at once do not harm it.

    `barred` says why it cannot be written, if that is so; then one of an older shape is refused.
    """
    with told(url), database.connect() as connection:
        if _version(connection) == VERSION:
            return
    if barred:
        raise StoreError(f"the store {shown(url)} must be brought to the shape of this mapper first, and {barred}")
    with told(url), database.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(6451)"))  # one maker at a time, as BEGIN IMMEDIATE does on SQLite
        found = _version(connection)
        if found != VERSION:
            _upgrade(connection, found, url)


def _upgrade(connection: Connection, found: str | None, url: str) -> None:
    from mapper.store import migrations  # alembic is slow to load, and needed only here

    if found is None and (theirs := strange(connection)):
        raise StoreError(f"{shown(url)} holds {theirs}; name another file under `store` in mapper.toml")
    if found is not None and found not in migrations.numbers():
        raise StoreError(f"the store {shown(url)} was made by a newer mapper (its shape is {found}, this one knows {VERSION}); install that mapper")
    if found is not None and connection.dialect.name == "postgresql":
        lock_log(connection)  # who is about to append waits, and sees that the shape is another
    migrations.upgrade(connection)


def hold(connection: Connection, url: str) -> None:
    """Refuse to write to a store that another program brought to another shape since it was opened."""
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found != VERSION:
        told = f"was brought to another shape by another mapper since it was opened (it is {found}, this one knows {VERSION})"
        raise StoreError(f"the store {shown(url)} {told}; nothing was recorded: start that mapper instead, what was decided is kept")


def hold_log(connection: Connection, url: str) -> None:
    """Take the right to append; where that may have taken a while, refuse if another program used it to bring the store to another shape."""
    if connection.dialect.name == "postgresql":
        lock_log(connection)
        hold(connection, url)


def is_ours(connection: Connection) -> bool:
    """Say whether a database is a store, of whatever shape."""
    return _version(connection) is not None


def strange(connection: Connection) -> str:
    """Name the tables of another program, if there are any."""
    names = inspect(connection).get_table_names()
    return f"another program's tables ({', '.join(names[:3])})" if names else ""


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def damage(connection: Connection) -> list[str]:
    """Say what SQLite finds wrong with its file; a server looks after its own."""
    if connection.dialect.name != "sqlite":
        return []
    told = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
    told += [f"a row of {row[0]} names no {row[2]}" for row in connection.execute(text("PRAGMA foreign_key_check"))]
    return [problem for problem in told if problem != "ok"]


def unguarded(connection: Connection) -> list[str]:
    """Name the triggers of the decision log that are not there, or not what they were made as."""
    dialect = connection.dialect.name
    found = {str(name): str(what) for name, what in connection.execute(text(_GUARDS[dialect]))}
    made = _made() if dialect == "sqlite" else dict.fromkeys(_POSTGRESQL, "O")
    wrong = sorted(name for name in found.keys() | made.keys() if found.get(name) != made.get(name))
    return [f"the trigger {name} of the decision log is {_how(name, found, made)}; bring a backup back into a new folder" for name in wrong]


def _how(name: str, found: dict[str, str], made: dict[str, str]) -> str:
    return "missing" if name not in found else "not ours" if name not in made else "not what it was made as"


def _made() -> dict[str, str]:
    """Give the triggers as the migrations make them, from a store made in memory."""
    from mapper.store import migrations

    memory = create_engine("sqlite://")
    with memory.begin() as connection:
        migrations.upgrade(connection)
        made = {str(name): str(what) for name, what in connection.execute(text(_GUARDS["sqlite"]))}
    memory.dispose()
    return made
