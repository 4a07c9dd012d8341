"""Numbered steps from one shape of the store to the next, run by alembic in one transaction: the whole way or none of it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def numbers() -> list[str]:
    """List the migrations, oldest first."""
    return [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()][::-1]


def upgrade(connection: Connection, number: str = "head") -> None:
    """Bring a store to the newest shape, or to an earlier one, inside the transaction that is open on the connection."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, number)


def _config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    return made
