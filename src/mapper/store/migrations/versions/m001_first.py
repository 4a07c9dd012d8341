"""The first shape: sources, documents, runs, proposals, and the append-only decision log."""

from alembic import op

from mapper.store import schema

revision = "m001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and their triggers."""
    bind = op.get_bind()
    schema.metadata.create_all(bind)
    for statement in schema.triggers(bind.dialect.name):
        op.execute(statement)
