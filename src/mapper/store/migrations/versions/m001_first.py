"""The first shape: sources, documents, runs, proposals, and the append-only decision log.

The tables are spelled out here: a migration must make the same shape for ever, whatever the schema becomes.
"""

import sqlalchemy as sa
from alembic import op

revision = "m001"
down_revision = None
branch_labels = None
depends_on = None

_LAST = "(SELECT event FROM decision ORDER BY place DESC LIMIT 1)"
_NEXT = "(SELECT coalesce(max(place), 0) + 1 FROM decision)"
_BREAKS = f"NEW.previous <> coalesce({_LAST}, '') OR NEW.place <> {_NEXT}"
_REFUSED = "the decision log is append-only"
_UNCHAINED = "a decision must follow the last one of the log"

# An INSERT OR REPLACE deletes without a DELETE trigger; the one on INSERT refuses it, and any second branch of the chain.
_SQLITE = (
    f"CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    f"CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    f"CREATE TRIGGER decision_no_branch BEFORE INSERT ON decision WHEN {_BREAKS} BEGIN SELECT RAISE(ABORT, '{_UNCHAINED}'); END",
)

_POSTGRESQL = (
    f"CREATE FUNCTION decision_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$",
    "CREATE TRIGGER decision_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON decision FOR EACH STATEMENT EXECUTE FUNCTION decision_refuse()",
    "CREATE FUNCTION decision_follow() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF {_BREAKS} THEN RAISE EXCEPTION '{_UNCHAINED}'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER decision_no_branch BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION decision_follow()",
)


def upgrade() -> None:
    """Make the tables and the triggers of the decision log."""
    _make_texts()
    _make_runs()
    op.create_table(
        "decision",
        sa.Column("place", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.UniqueConstraint("event"),
        sa.UniqueConstraint("previous"),
    )
    for statement in _triggers(op.get_bind().dialect.name):
        op.execute(statement)


def _make_texts() -> None:
    op.create_table(
        "source",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_table(
        "document",
        sa.Column("sha256", sa.String(), primary_key=True),
        sa.Column("place", sa.Integer(), primary_key=True),
        sa.Column("work", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_index("document_work", "document", ["work"])


def _make_runs() -> None:
    op.create_table(
        "run",
        sa.Column("place", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "proposal",
        sa.Column("run", sa.String(), sa.ForeignKey("run.id"), primary_key=True),
        sa.Column("pair", sa.String(), primary_key=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )


def _triggers(dialect: str) -> tuple[str, ...]:
    return _SQLITE if dialect == "sqlite" else _POSTGRESQL
