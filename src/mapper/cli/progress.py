"""Progress on stderr: one moving line on a terminal, plain lines elsewhere."""

import sys
import time

import typer

_EVERY = 2.0


class Progress:
    """Show how far a long job is: `progress(stage, done, total)`; a total of 0 is a stage without a known end."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self._moving = sys.stderr.isatty()
        self._last = 0.0
        self._stage = ""
        self._start = time.monotonic()

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Tell a step; the first and the last of a stage are always shown."""
        now = time.monotonic()
        finished = bool(total) and done >= total
        fresh = stage != self._stage
        if self._quiet or not (fresh or finished or now - self._last >= (0.1 if self._moving else _EVERY)):
            return
        if fresh and self._moving and self._stage:
            typer.echo("", err=True)
        if fresh:
            self._start = now
        self._stage, self._last = stage, now
        self._show(self._line(stage, done, total, now))

    def _line(self, stage: str, done: int, total: int, now: float) -> str:
        if not total:
            return stage
        left = (now - self._start) / done * (total - done) if done else 0
        about = f", about {left:.0f} s left" if left >= 1 else ""
        return f"{stage}: {done} of {total}{about}"

    def _show(self, line: str) -> None:
        if self._moving:
            typer.echo(f"\r\x1b[2K{line}", err=True, nl=False)
        else:
            typer.echo(line, err=True)

    def close(self) -> None:
        """End the moving line."""
        if self._moving and self._stage and not self._quiet:
            typer.echo("", err=True)
            self._stage = ""
