"""Write every command's --help as Markdown, for docs/cli.md."""

import os

os.environ["COLUMNS"] = os.environ["TERMINAL_WIDTH"] = "100"
os.environ["NO_COLOR"] = "1"

import typer
from typer.testing import CliRunner

from mapper.cli import commands


def all_pages() -> str:
    """Give one section a command, in the order in which the commands are listed."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    commands.register(app)
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    return "\n" + "\n".join(page(app, name) for name in names)


def page(app: typer.Typer, name: str) -> str:
    """Give one command's help as a fenced block."""
    shown = CliRunner().invoke(app, [name, "--help"], prog_name="mapper", terminal_width=100)
    text = "\n".join(line.rstrip() for line in shown.output.strip().splitlines())
    return f"## mapper {name}\n\n```text\n{text}\n```\n"
