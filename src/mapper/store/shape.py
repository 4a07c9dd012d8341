"""The shape of a store: made where there is none, brought up where it is old, refused where it is newer or not ours."""

from sqlalchemy import Connection, Engine, inspect, text

from mapper.errors import StoreError
from mapper.store.engine import shown, told
from mapper.store.schema import VERSION


def ensure(database: Engine, url: str) -> None:
    """Bring a store to our shape, whole or not at all; two programs that open a new store at once do not harm it."""
    with told(url), database.connect() as connection:
        if _version(connection) == VERSION:
            return
    with told(url), database.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(6451)"))  # one maker at a time, as BEGIN IMMEDIATE does on SQLite
        found = _version(connection)
        if found != VERSION:
            _upgrade(connection, found, url)


def _upgrade(connection: Connection, found: str | None, url: str) -> None:
    from mapper.store import migrations  # alembic is slow to load, and needed only here

    if found is None and (strange := inspect(connection).get_table_names()):
        raise StoreError(f"{shown(url)} holds another program's tables ({', '.join(strange[:3])}); name another file under `store` in mapper.toml")
    if found is not None and found not in migrations.numbers():
        raise StoreError(f"the store {shown(url)} was made by a newer mapper (its shape is {found}, this one knows {VERSION}); install that mapper")
    migrations.upgrade(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
