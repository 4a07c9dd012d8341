"""The tables as they are now; how a store came to this shape, triggers included, stands in the migrations."""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

VERSION = "m001"  # the newest migration; a store of this shape is opened without loading alembic

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
