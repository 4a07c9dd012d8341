"""The command line: parse, call one function, print. Nothing heavy is imported before a command runs."""

import atexit
import errno
import gc
import os
import sys
from typing import Annotated

import typer

from mapper.errors import MapperError

INTERRUPTED = 130
_UNWRITTEN = (errno.ENOSPC, errno.EDQUOT)  # only writing fails so; other failures say themselves what failed

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog="Exit codes: 0 done; 1 an expected failure, or some sources unread; 2 wrong usage; 3 decisions remain (status --check); 130 interrupted.",
)


def _tell_version(wanted: bool) -> None:
    from mapper import __version__

    if wanted:
        typer.echo(f"mapper {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", is_eager=True, callback=_tell_version, help="Say which version this is.")]


@app.callback()
def options(version: Version = False) -> None:
    """Map resolutions, Questions, mandates and activities of common interest, with evidence; keep every decision."""


def main() -> None:
    """Run mapper; show an expected failure as one line and keep its exit code."""
    from mapper.cli import commands

    atexit.register(gc.freeze)  # what is held at the end goes with the process, and need not be searched once more
    commands.register(app)
    try:
        try:
            app(prog_name="mapper", standalone_mode=True)
        finally:
            sys.stdout.flush()
    except MapperError as error:
        _complain(str(error))
        sys.exit(error.exit_code)
    except SystemExit as done:
        if done.code == INTERRUPTED and _by_the_user(done):
            _complain("interrupted; what was decided and read so far is kept, run the same command again to go on")
        raise
    except BrokenPipeError:
        _hush()
        sys.exit(1)
    except OSError as error:
        if error.errno not in _UNWRITTEN:
            raise
        _hush()
        _complain(f"the output could not be written: {os.strerror(error.errno)}; make room and run the same again, what was decided is kept")
        sys.exit(1)


def _hush() -> None:
    """Let what is left of the output go nowhere, so that closing it fails no more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _by_the_user(done: SystemExit) -> bool:
    """Say whether the interrupt came from the keyboard and nobody has spoken of it yet; Typer turns it into an exit."""
    return done.__context__ is not None and isinstance(done.__context__.__cause__, KeyboardInterrupt)


def _complain(sentence: str) -> None:
    from mapper.cli.shared import clean

    told = clean(f"Error: {sentence}")
    typer.echo(told if os.environ.get("NO_COLOR") else typer.style(told, fg="red"), err=True)
