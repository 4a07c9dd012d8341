"""Stores for tests: every sort that mapper writes to, and a small decision to write."""

import shutil
import uuid
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from sqlalchemy import create_engine, inspect, text

from mapper.decisions import Subject, Word, record
from mapper.identity import pair_id
from mapper.store import open_store
from mapper.store.engine import connect
from mapper.types import Clause, Document, Edition, Evidence, Kind, Part, Proposal, Quote, SourceFile, Status, Verdict
from tests import servers

AT = "2026-02-03T04:05:06Z"
SORTS = (
    "sqlite",
    pytest.param("postgresql", marks=pytest.mark.skipif(bool(servers.lacking()), reason=servers.lacking() or "there is one")),
)


@contextmanager
def place(sort):
    """Make room for one store and take it away again."""
    if sort == "sqlite":
        folder = Path(mkdtemp())
        yield f"sqlite:///{folder / 'mapper.db'}"
        shutil.rmtree(folder)
        return
    import psycopg

    server, schema = servers.url(), f"test_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    yield f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{schema}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SET client_min_messages = warning")
        connection.execute(f"DROP SCHEMA {schema} CASCADE")


@cache
def _template():
    folder = Path(mkdtemp())
    open_store(f"sqlite:///{folder / 'mapper.db'}").close()
    return folder / "mapper.db"


@contextmanager
def fresh():
    """Open a new SQLite store, copied from a made one: quick enough for properties."""
    folder = Path(mkdtemp())
    shutil.copyfile(_template(), folder / "mapper.db")
    with open_store(f"sqlite:///{folder / 'mapper.db'}") as store:
        yield store
    shutil.rmtree(folder)


def altered(url, change, *, careless=False):
    """Alter a store as somebody with an editor would: without our triggers, which the careful put back."""
    database = create_engine(url) if url.startswith("sqlite") else connect(url).execution_options(writes=True)
    with database.begin() as connection:
        if connection.dialect.name == "postgresql":
            word = "DISABLE" if careless else "ENABLE"
            connection.exec_driver_sql("ALTER TABLE decision DISABLE TRIGGER USER; ALTER TABLE head DISABLE TRIGGER USER")
            connection.execute(text(change))
            connection.exec_driver_sql(f"ALTER TABLE decision {word} TRIGGER USER; ALTER TABLE head {word} TRIGGER USER")
        else:
            triggers = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
            for name, _ in triggers:
                connection.execute(text(f"DROP TRIGGER {name}"))
            connection.execute(text(change))
            for _, sql in [] if careless else triggers:
                connection.exec_driver_sql(sql)
    database.dispose()


def rows(url, table):
    """Give the rows of a table as they are kept, sorted as this program sorts; none, where it is not there."""
    database = connect(url)
    with database.connect() as connection:
        found = connection.execute(text(f"SELECT * FROM {table}")).all() if inspect(connection).has_table(table) else []
    database.dispose()
    return sorted(tuple(row) for row in found)


def quote(work, words="to study networks", page=3):
    return Quote(f"{work}#resolves.1", "resolves 1", page, words)


def document(work="aa/res/1", *, label="2018", sha256="a" * 64, words="to study networks", file="aa.pdf"):
    clause = Clause(f"{work}#resolves.1", Part.OPERATIVE, "resolves", "", "1", 1, words, 3)
    edition = Edition(label, "Lund", 2018)
    kind = Kind.RESOLUTION
    return Document(work, kind, work[:2].upper(), work[-1], f"On {work}", edition, "en", Status.IN_FORCE, SourceFile(file, sha256), (3, 4), (clause,))


def proposal(left="aa/res/1", right="bb/res/2", *, type_="resolutions", relation="mutual-interest", label="2018"):
    seen = (Evidence(quote(left), quote(right), 0.5),)
    pair = pair_id(type_, left, right)
    return Proposal(pair, type_, left, right, label, label, 1.5, 0.8, "high", relation, "", (("dense", 0.7),), (1, 2), seen, (("dense", 0.4),))


def subject(left="aa/res/1", right="bb/res/2", editions=("2018", "2018"), type_="resolutions"):
    return Subject(pair_id(type_, left, right), type_, left, right, editions, (Evidence(quote(left), quote(right), 0.5),))


def say(store, verdict=Verdict.ACCEPT, reviewer="anna", *, on=None, at=AT, **word):
    """Record a verdict in one line."""
    return record(store, on or subject(), Word(verdict, **word), reviewer=reviewer, at=at)
