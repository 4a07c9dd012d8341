"""The second shape: which content of which file was read when, and how far the decision log has come, kept apart from the log itself.

A store of the first shape knows no order of readings: what it read counts as one round, replaced contents before those that were last read.
"""

import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "m002"
down_revision = "m001"
branch_labels = None
depends_on = None

_LAST = "(SELECT event FROM decision ORDER BY place DESC LIMIT 1)"
_NEXT = "(SELECT coalesce(max(place), 0) + 1 FROM decision)"
_AHEAD = "NOT EXISTS (SELECT 1 FROM head WHERE events = NEW.place - 1 AND event = NEW.previous)"
_BREAKS = f"NEW.previous <> coalesce({_LAST}, '') OR NEW.place <> {_NEXT} OR {_AHEAD}"
_JUMPS = f"NEW.events <> OLD.events + 1 OR NEW.event <> coalesce({_LAST}, '')"
_REFUSED = "the head of the decision log is append-only"
_UNCHAINED = "a decision must follow the last one of the log"

_SQLITE = (
    "DROP TRIGGER IF EXISTS decision_no_branch",
    f"CREATE TRIGGER decision_no_branch BEFORE INSERT ON decision WHEN {_BREAKS} BEGIN SELECT RAISE(ABORT, '{_UNCHAINED}'); END",
    "CREATE TRIGGER decision_head AFTER INSERT ON decision BEGIN UPDATE head SET events = NEW.place, event = NEW.event; END",
    f"CREATE TRIGGER head_no_jump BEFORE UPDATE ON head WHEN {_JUMPS} BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    f"CREATE TRIGGER head_no_delete BEFORE DELETE ON head BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    f"CREATE TRIGGER head_no_insert BEFORE INSERT ON head BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
)

_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION decision_follow() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF {_BREAKS} THEN RAISE EXCEPTION '{_UNCHAINED}'; END IF; RETURN NEW; END $$",
    "CREATE FUNCTION decision_step() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN UPDATE head SET events = NEW.place, event = NEW.event; RETURN NULL; END $$",
    "CREATE TRIGGER decision_head AFTER INSERT ON decision FOR EACH ROW EXECUTE FUNCTION decision_step()",
    "CREATE FUNCTION head_step() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF {_JUMPS} THEN RAISE EXCEPTION '{_REFUSED}'; END IF; RETURN NEW; END $$",
    f"CREATE FUNCTION head_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$",
    "CREATE TRIGGER head_no_jump BEFORE UPDATE ON head FOR EACH ROW EXECUTE FUNCTION head_step()",
    "CREATE TRIGGER head_no_change BEFORE INSERT OR DELETE OR TRUNCATE ON head FOR EACH STATEMENT EXECUTE FUNCTION head_refuse()",
)


def upgrade() -> None:
    """Make the tables, fill them from what the store knows, and tie the head to the log."""
    op.create_table(
        "reading",
        sa.Column("place", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("intake", sa.Integer(), nullable=True),
        sa.UniqueConstraint("name", "sha256"),
    )
    op.create_table(
        "head",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
    )
    connection = op.get_bind()
    for place, (name, sha256) in enumerate(_readings(connection), 1):
        connection.execute(sa.text("INSERT INTO reading (place, name, sha256, intake) VALUES (:p, :n, :s, 0)"), {"p": place, "n": name, "s": sha256})
    op.execute(f"INSERT INTO head (id, events, event) SELECT 1, {_NEXT} - 1, coalesce({_LAST}, '')")
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def _readings(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Name the file of each content that was read: replaced contents by what their documents say, then those that were last read."""
    current = connection.execute(sa.text("SELECT name, sha256 FROM source ORDER BY name")).all()
    known = {sha256 for _, sha256 in current}
    first = connection.execute(sa.text("SELECT sha256, text FROM document WHERE place = 0 ORDER BY sha256")).all()
    read = {sha256 for sha256, _ in first}
    for sha256, text in first:
        if sha256 not in known:
            yield json.loads(text)["source"]["file"], sha256
    yield from ((name, sha256) for name, sha256 in current if sha256 in read)
