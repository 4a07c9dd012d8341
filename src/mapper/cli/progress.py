"""Progress on stderr: one moving line on a terminal, plain lines elsewhere."""

import sys
import time
from typing import TYPE_CHECKING

from mapper.cli.shared import clean, note

if TYPE_CHECKING:
    from rich.progress import Progress as Moving
    from rich.progress import TaskID

_EVERY, _SOON = 2.0, 0.1  # seconds between plain lines, and between drawings


class Progress:
    """Show how far a long job is: `progress(stage, done, total)`; a total of 0 is a stage without a known end."""

    def __init__(self) -> None:
        self._shown: Bars | Lines = Bars() if sys.stderr.isatty() else Lines()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        self._shown.close(whole=failure is None)

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Tell a step; the first and the last of a stage are always shown."""
        self._shown.tell(stage, done, total)


class Lines:
    """Tell progress in plain lines, not too many of them."""

    def __init__(self) -> None:
        self._stage = ""
        self._start = self._last = 0.0

    def tell(self, stage: str, done: int, total: int) -> None:
        """Write a line where a stage begins or ends, or some time has passed."""
        now = time.monotonic()
        fresh = stage != self._stage
        if not (fresh or (total and done >= total) or now - self._last >= _EVERY):
            return
        if fresh:
            self._start = now
        self._stage, self._last = stage, now
        left = (now - self._start) / done * (total - done) if done else 0
        about = f", about {left:.0f} s left" if left >= 1 else ""
        note(f"{stage}: {done} of {total}{about}" if total else stage)

    def close(self, *, whole: bool) -> None:
        """Leave the lines as they are."""


class Bars:
    """Draw one moving line a stage with Rich, loaded now and not before; it draws when told to: no thread is about when files are read."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bars: Moving = Progress(*columns, console=Console(stderr=True), auto_refresh=False)
        self._bars.start()
        self._stage = ""
        self._task: TaskID | None = None
        self._drawn = 0.0

    def tell(self, stage: str, done: int, total: int) -> None:
        """Move the line of a stage; a new stage ends the one before."""
        fresh = stage != self._stage or self._task is None
        if fresh:
            self._end()
            self._stage, self._task = stage, self._bars.add_task(clean(stage), total=total or None)
        if self._task is not None:
            self._bars.update(self._task, completed=done, total=total or None)
        now = time.monotonic()
        if fresh or (total and done >= total) or now - self._drawn >= _SOON:
            self._drawn = now
            self._bars.refresh()

    def _end(self) -> None:
        """Let the line of a stage without a known end stand as done."""
        if self._task is not None:
            whole = next(task.total for task in self._bars.tasks if task.id == self._task) or 1
            self._bars.update(self._task, total=whole, completed=whole)

    def close(self, *, whole: bool) -> None:
        """Let the last line stand, as done where all went well, and give the terminal back."""
        if whole:
            self._end()
        self._bars.stop()
