"""The clerk: what a review needs done outside itself; the command line brings one that writes to the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mapper.mapping import Mapped
from mapper.review.queue import Filters
from mapper.types import Decision, Verdict


@dataclass(frozen=True)
class Said:
    """Hold what a person said of the pair in view, how long it took them, and whether the score was in sight."""

    verdict: Verdict
    relation: str = ""
    reason: str = ""
    comment: str = ""
    seconds: float = 0.0
    score_shown: bool = True


class Clerk(Protocol):
    """Write to the log and read from it; every call returns only once the event is on disk."""

    @property
    def reviewer(self) -> str:
        """Name the person at the keys."""
        ...

    @property
    def judging(self) -> bool:
        """Say whether this person settles what others dispute."""
        ...

    def record(self, mapped: Mapped, said: Said) -> Decision:
        """Append a verdict on a pair, with the editions and the evidence in view."""
        ...

    def undo(self) -> Decision | None:
        """Take back this person's last verdict, of whatever day, and return it; None where nothing is left."""
        ...

    def mine(self) -> Sequence[Decision]:
        """Give this person's standing verdicts, in the order of the log."""
        ...

    def waits(self, mapped: Mapped, filters: Filters) -> bool:
        """Say whether a pair is for this person to look at."""
        ...

    def told(self, mapped: Mapped, *, blind: bool) -> tuple[str, ...]:
        """Say what people said of a pair before, as far as this person may see it."""
        ...

    def after(self, mapped: Mapped) -> str:
        """Say what could only be said once the verdict was given."""
        ...
