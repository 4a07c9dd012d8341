"""Changes: one page on what the last conference changed, what holds, and what is to be looked at."""

from collections import Counter
from dataclasses import dataclass

from mapper import overview, pipeline, runs
from mapper.editions import EditionChange
from mapper.errors import MapperError
from mapper.mapping import Mapped
from mapper.settings import Settings
from mapper.store import Store
from mapper.types import Change, State

_DECIDED = (State.ACCEPTED, State.REJECTED, State.UNSURE, State.DISPUTED)
_QUIET = (Change.UNCHANGED,)


@dataclass(frozen=True)
class Page:
    """Hold what changed between two runs."""

    since: str
    run: str
    changes: tuple[EditionChange, ...]
    holding: int
    gone: tuple[Mapped, ...]
    stale: tuple[Mapped, ...]
    new: tuple[Mapped, ...]
    unread: tuple[tuple[str, str], ...]
    minutes: int

    def as_json(self) -> list[dict[str, object]]:
        """Give one object a changed document, then one a pair to look at."""
        documents: list[dict[str, object]] = [
            {
                "change": c.grade.value,
                "id": c.id,
                "title": c.title,
                "from": c.old,
                "to": c.new,
                "clauses": [{"grade": e.grade.value, "place": e.place} for e in c.clauses if e.grade is not Change.UNCHANGED],
            }
            for c in self.changes
        ]
        told = (*self.stale, *self.gone, *self.new)
        pairs: list[dict[str, object]] = [{"pair": m.pair, "state": m.state.value, "left": m.left, "right": m.right} for m in told]
        return documents + pairs

    def lines(self) -> list[str]:
        """Give the page as lines for a person."""
        grades = sorted(Counter(c.grade.value for c in self.changes).items())
        said = ", ".join(f"{n} {grade}" for grade, n in grades) or "no text changed"
        told = [
            f"since {self.since}: {said}"
            if self.since
            else "there is no run of other texts to compare with: add the files of a conference, then mapper run"
        ]
        told += [line for c in self.changes for line in _document_lines(c)]
        told.append(f"{self.holding} earlier decisions still hold")
        told += [f"{len(self.stale)} need a look:"] * bool(self.stale)
        told += [line for m in self.stale for line in _stale_lines(m)]
        told += [f"{len(self.gone)} concern a suppressed text:"] * bool(self.gone)
        told += [f"  {m.pair}  {m.left} – {m.right}" for m in self.gone]
        told += [f"unread, not withdrawn: {name}: {reason}" for name, reason in self.unread]
        told.append(f"{len(self.new)} pairs are new")
        look = len(self.stale) + len(self.new)
        told.append(f"to look at: {look}, about {self.minutes} min: mapper review" if look else "nothing is to be looked at")
        return told


def _document_lines(change: EditionChange) -> list[str]:
    tag = f"{change.old} -> {change.new}" if change.old and change.old != change.new else change.new or change.old
    moved = [c for c in change.clauses if c.grade not in (Change.UNCHANGED, Change.RENUMBERED, Change.EDITORIAL)]
    places = "; ".join(f"{c.place} ({c.grade.value})" for c in moved[:4]) + (f" and {len(moved) - 4} more" if len(moved) > 4 else "")
    shown = f"{tag}  {change.title}" if change.grade in (Change.NEW, Change.SUPPRESSED) else tag
    head = f"  {change.grade.value:<26} {change.id:<18} {shown.strip()}"
    return [head, f"{'':<29}{places}"] if places else [head]


def _stale_lines(mapped: Mapped) -> list[str]:
    why = "; ".join(f"{c.place} ({c.grade.value})" for c in mapped.stale)
    return [f"  {mapped.pair}  {mapped.left} – {mapped.right}", f"{'':<20}{why}"]


def since(settings: Settings, store: Store, run: str = "") -> Page:
    """Compare the mapping as it stands with what was known at an earlier run: the last one that read other texts if none is named."""
    standing = pipeline.settled(settings, store)
    records = {record.id: record for record in store.runs()}
    if run and run not in records:
        raise MapperError(f"no run {run!r} in this workspace; known runs: {', '.join(records) or 'none yet'}")
    earlier = records.get(run) or runs.before_texts_changed(store)
    known = runs.editions(earlier) if earlier else {}
    changed = tuple(_since(standing.library.changes_since(known))) if earlier else ()
    judged = [m for m in standing.mapped if m.decisions]
    stale = tuple(m for m in judged if m.state is State.STALE)
    new = tuple(m for m in standing.mapped if m.state is State.NEW)
    return Page(
        since=earlier.id if earlier else "",
        run=standing.run.id if standing.run else "",
        changes=changed,
        holding=sum(1 for m in judged if m.state in _DECIDED),
        gone=tuple(m for m in judged if m.state is State.GONE),
        stale=stale,
        new=new,
        unread=overview.unread(store),
        minutes=overview.minutes(standing.decisions, len(stale) + len(new)),
    )


def _since(changes: list[EditionChange]) -> list[EditionChange]:
    return sorted((c for c in changes if c.grade not in _QUIET), key=lambda c: (c.grade.value, c.id))
