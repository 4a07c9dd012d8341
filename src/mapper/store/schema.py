"""The tables as they are now; how a store came to this shape, triggers included, stands in the migrations."""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

VERSION = "m002"  # the newest migration; a store of this shape is opened without loading alembic

metadata = MetaData()

source = Table(
    "source",
    metadata,
    Column("name", String, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("state", String, nullable=False),
    Column("text", Text, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("work", String, nullable=False),
    Column("edition", String, nullable=False),
    Column("text", Text, nullable=False),
    Index("document_work", "work"),
)

reading = Table(  # which content of a file was read when; `intake` numbers the rounds of reading, and is empty in the one that is not done
    "reading",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("intake", Integer),
    UniqueConstraint("name", "sha256"),
)

run = Table(
    "run",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False),
    Column("at", String, nullable=False),
    Column("state", String, nullable=False),
    Column("manifest", Text, nullable=False),
    UniqueConstraint("id"),
)

proposal = Table(
    "proposal",
    metadata,
    Column("run", String, ForeignKey("run.id"), primary_key=True),
    Column("pair", String, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

decision = Table(
    "decision",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("event", String, nullable=False),
    Column("previous", String, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("event"),
    UniqueConstraint("previous"),
)

head = Table(  # one row: how many events the log has, and which is the last; triggers keep it in step
    "head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("events", Integer, nullable=False),
    Column("event", String, nullable=False),
)
