"""The survey of what is said twice: each repetition with its clauses and what an advisory group would do about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapper import sharing, streamlining
from mapper.errors import count
from mapper.settings import Settings
from mapper.store import Store
from mapper.streamlining import Repeat
from mapper.surveys.words import clauses, clauses_json, hanging, row_json, titled
from mapper.views.rows import rows


@dataclass(frozen=True)
class Survey:
    """Hold the repetitions, those that people accepted first."""

    repeats: tuple[Repeat, ...]

    def as_json(self) -> Iterator[dict[str, object]]:
        """Give one object a repetition."""
        return (_repeat_json(one) for one in self.repeats)

    def lines(self, cells: int) -> Iterator[str]:
        """Give lines for a person, at most so many cells wide; what begins at the margin is a heading."""
        heading = None
        for one in self.repeats:
            told = f"{one.row.relation}: " + ("accepted" if one.accepted else "proposed, nobody decided")
            if told != heading:
                yield from ([""] if heading else [])
                yield told
                heading = told
            yield from hanging("  ", f"{titled(one.row.subject)} – {titled(one.row.object)} ({one.row.id})", cells)
            yield from hanging("      action  ", one.action, cells)
            yield from hanging("      reason  ", one.reason, cells)
            yield from clauses(one.clauses, "      ", cells)

    def notes(self) -> Iterator[str]:
        """Say how many there are, and what they are not."""
        accepted = sum(one.accepted for one in self.repeats)
        proposed = len(self.repeats) - accepted
        yield f"{count(accepted, 'repetition')} accepted, {proposed} likely and not decided; a text that carries out another repeats nothing"


def survey(settings: Settings, store: Store) -> Survey:
    """Find what is said twice in the mapping as it stands."""
    export = sharing.gather(settings, store, sharing.Wish())
    return Survey(streamlining.find(export, rows(export)))


def _repeat_json(one: Repeat) -> dict[str, object]:
    return {**row_json(one.row), "accepted": one.accepted, "action": one.action, "reason": one.reason, "clauses": clauses_json(one.clauses)}
