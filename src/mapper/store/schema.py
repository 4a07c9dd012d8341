"""The tables, and the triggers that keep the decision log append-only on both databases."""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

metadata = MetaData()

source = Table(
    "source",
    metadata,
    Column("name", String, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("hints", Text, nullable=False),
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
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("at", String, nullable=False),
    Column("state", String, nullable=False),
    Column("manifest", Text, nullable=False),
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
    Column("place", Integer, primary_key=True),
    Column("event", String, nullable=False),
    Column("previous", String, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("event"),
    UniqueConstraint("previous"),
)

_SQLITE = """
CREATE TRIGGER decision_no_{verb_lower} BEFORE {verb} ON decision
BEGIN SELECT RAISE(ABORT, 'the decision log is append-only'); END
"""

_POSTGRESQL = """
CREATE FUNCTION decision_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the decision log is append-only'; END $$;
CREATE TRIGGER decision_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON decision
FOR EACH STATEMENT EXECUTE FUNCTION decision_is_append_only()
"""


def triggers(dialect: str) -> list[str]:
    """Give the statements that make the decision log append-only."""
    if dialect == "sqlite":
        return [_SQLITE.format(verb=verb, verb_lower=verb.lower()) for verb in ("UPDATE", "DELETE")]
    return [_POSTGRESQL]
