"""Changes: one page on what the last conference changed, what holds, and what is to be looked at."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mapper import deciding, overview, pipeline, runs, workload
from mapper.editions import ClauseChange, EditionChange
from mapper.errors import MapperError, count, few
from mapper.holdings import incomplete
from mapper.mapping import Mapped
from mapper.pipeline import Standing
from mapper.settings import Settings
from mapper.store import RunRecord, Store
from mapper.types import Change, Part, State
from mapper.workload import Load

SHOWN = 12  # entries under one heading of the page
_DECIDED = (State.ACCEPTED, State.REJECTED, State.UNSURE)
_PLACES = 4  # places named of one text
_OPENER = 40  # letters of an opener
_QUIET = (Change.UNCHANGED, Change.RENUMBERED, Change.EDITORIAL)
_HEADINGS = {
    Change.NEW: "new",
    Change.OPERATIVE_CHANGED: "operative text changed",
    Change.ACTOR_OR_DEADLINE_CHANGED: "actor or deadline changed",
    Change.RECITAL_ONLY: "recitals or title changed only",
    Change.REWORDED: "reads otherwise under the same name",
    Change.RENUMBERED: "numbers changed",
    Change.EDITORIAL: "edited, nothing of substance changed",
    Change.UNCHANGED: "goes on unchanged",
    Change.IN_FORCE_AGAIN: "in force again",
    Change.SUPPRESSED: "suppressed",
    Change.CLOSED: "ended with the study period, or for another number",
}
_TITLED = (Change.NEW, Change.IN_FORCE_AGAIN, Change.SUPPRESSED, Change.CLOSED)  # told by what the text is, not by its clauses
_WORDS = {
    Change.ADDED: "added",
    Change.REMOVED: "removed",
    Change.SPLIT: "split off",
    Change.MERGED: "merged",
    Change.ACTOR_OR_DEADLINE_CHANGED: "actor or deadline",
}


@dataclass(frozen=True)
class Page:
    """Hold what changed between two runs."""

    since: str
    run: str
    changes: tuple[EditionChange, ...]
    holding: int
    disputed: int
    gone: tuple[Mapped, ...]
    stale: tuple[Mapped, ...]
    new: tuple[Mapped, ...]
    unread: tuple[tuple[str, str], ...]
    minutes: int
    in_part: tuple[tuple[str, tuple[str, ...]], ...] = ()
    asked: tuple[Mapped, ...] = ()
    loads: tuple[Load, ...] = ()
    shares: tuple[Load, ...] = ()

    @property
    def look(self) -> int:
        """Count the pairs that a person has to look at."""
        return len(self.stale) + len(self.asked) + len(self.new) + self.disputed

    def as_json(self) -> list[dict[str, object]]:
        """Give one object for the whole, one a changed document, one a pair to look at; `what` tells them apart."""
        whole: dict[str, object] = {
            "what": "summary",
            "since": self.since,
            "run": self.run,
            "holding": self.holding,
            "disputed": self.disputed,
            "stale": len(self.stale),
            "asked_again": len(self.asked),
            "gone": len(self.gone),
            "new": len(self.new),
            "unread": dict(self.unread),
            "in_part": {name: list(lacks) for name, lacks in self.in_part},
            "minutes": self.minutes,
            "types": [load.as_json() for load in self.loads],
            "reviewers": [load.as_json() for load in self.shares],
        }
        documents: list[dict[str, object]] = [
            {
                "what": "document",
                "change": c.grade.value,
                "id": c.id,
                "title": c.title,
                "from": c.old,
                "to": c.new,
                "clauses": [_clause_json(e) for e in c.clauses if e.grade is not Change.UNCHANGED],
            }
            for c in self.changes
        ]
        told = (*self.stale, *self.asked, *self.gone, *self.new)
        pairs: list[dict[str, object]] = [_pair_json(m) for m in told]
        return [whole, *documents, *pairs]

    def lines(self, most: int = SHOWN) -> list[str]:
        """Give the page as lines for a person, at most so many entries under a heading; 0 for all."""
        return [*self._texts(most), "", *self._decisions(most), "", *self._to_do()]

    def _texts(self, most: int) -> Iterator[str]:
        if not self.since:
            yield "there is no run of other texts to compare with: add the files of a conference, then mapper run"
            return
        yield f"since {self.since}: " + (f"{count(len(self.changes), 'text')} changed" if self.changes else "no text changed")
        for grade, heading in _HEADINGS.items():
            found = [change for change in self.changes if change.grade is grade]
            if found:
                yield f"{heading} ({len(found)})"
                yield from _few([_document(change) for change in found], most)

    def _decisions(self, most: int) -> Iterator[str]:
        yield "1 earlier decision still holds" if self.holding == 1 else f"{self.holding} earlier decisions still hold"
        if self.stale:
            yield f"{len(self.stale)} rest on a clause or a title that changed:"
            yield from _few([_stale(mapped) for mapped in self.stale], most)
        if self.asked:
            yield f"{len(self.asked)} are judged otherwise on the new text by one of several people; the others are asked again:"
            yield from _few([_asked(mapped) for mapped in self.asked], most)
        if self.gone:
            yield f"{len(self.gone)} concern a text that ended:"
            yield from _few([f"  {m.pair}  {m.left} with {m.right}" for m in self.gone], most)
        offered = [mapped for mapped in self.new if mapped.premises]
        if offered:
            yield f"{len(offered)} of the new pairs go on from decided ones whose text was parted or put together with others:"
            yield from _few([_offered(mapped) for mapped in offered], most)
        if self.disputed:
            yield f"{self.disputed} are disputed: mapper adjudicate"

    def _to_do(self) -> Iterator[str]:
        yield from (f"unread, not withdrawn: {name}: {reason}" for name, reason in self.unread)
        yield from (f"read in part, what is missing is not withdrawn: {name}: {few(lacks)}" for name, lacks in self.in_part)
        if not self.look:
            yield "nothing is to be looked at"
            return
        counts = ((len(self.new), "new"), (len(self.stale), "to see again"), (len(self.asked), "asked again"), (self.disputed, "disputed"))
        parts = ", ".join(f"{number} {what}" for number, what in counts if number)
        yield from (f"  {load}" for load in (*self.loads, *self.shares))
        yield f"to look at: {count(self.look, 'pair')} ({parts}), about {self.minutes} min: {', '.join(self._commands())}"

    def _commands(self) -> Iterator[str]:
        """Give the commands that open just these pairs."""
        yield from (
            f"mapper review --state {state.value}" for state, pairs in ((State.NEW, self.new), (State.STALE, (*self.stale, *self.asked))) if pairs
        )
        if self.disputed:
            yield "mapper adjudicate"


def _clause_json(change: ClauseChange) -> dict[str, object]:
    """Give a clause's class, its place, and the words that decided: those that went and those that came."""
    return {"grade": change.grade.value, "place": change.place, "words": [list(pair) for pair in deciding.words(change)]}


def _pair_json(mapped: Mapped) -> dict[str, object]:
    clauses = [_clause_json(change) for change in mapped.changed]
    ends: dict[str, object] = {"left": mapped.left, "right": mapped.right, "clauses": clauses, "premises": [one.told for one in mapped.premises]}
    return {"what": "pair", "pair": mapped.pair, "state": mapped.state.value, **ends, "asked_again": list(mapped.opposed)}


def _few(lines: Sequence[str], most: int) -> Iterator[str]:
    shown = lines[: most or None]
    yield from shown
    if len(shown) < len(lines):
        yield f"  and {len(lines) - len(shown)} more: mapper changes --all"


def _document(change: EditionChange) -> str:
    """Tell in a line what became of a text, and in which of its clauses."""
    tag = f"{change.old} -> {change.into}" if change.old and change.into else change.old or change.new
    told = _clauses(change.clauses) or (change.title if change.grade in _TITLED else "")
    return f"  {change.id:<22} {tag}" + (f": {told}" if told else "")


def _clauses(clauses: Sequence[ClauseChange]) -> str:
    """Say which clauses changed, those that bind first; how many only moved or were edited comes last."""
    changed = sorted((change for change in clauses if change.grade not in _QUIET), key=_is_recital)
    moved, edited = (sum(1 for change in clauses if change.grade is grade) for grade in (Change.RENUMBERED, Change.EDITORIAL))
    rest = [f"{number} {word}" for number, word in ((moved, "moved"), (edited, "edited")) if number]
    return "; ".join([*_named(changed), *rest])


def _is_recital(change: ClauseChange) -> bool:
    clause = change.new or change.old
    return clause is not None and clause.part is Part.PREAMBLE


def _named(changed: Iterable[ClauseChange]) -> list[str]:
    """Name the first few places with what became of them; several of one place are counted."""
    told = Counter((_place(change), _WORDS.get(change.grade, "changed")) for change in changed)
    named = [f"{place} {word}" + (f" ({number})" if number > 1 else "") for (place, word), number in told.items()]
    return [*named[:_PLACES], f"{len(named) - _PLACES} more places"] if len(named) > _PLACES else named


def _place(change: ClauseChange) -> str:
    """Name a clause shortly: a long opener is cut, its label never."""
    clause = change.new or change.old
    if clause is None or len(clause.opener) <= _OPENER:
        return change.place
    short = clause.opener[:_OPENER].rsplit(" ", 1)[0].rstrip(",;:")
    return " ".join(word for word in (f"{short} …", clause.label.strip("–—-•")) if word)


def _stale(mapped: Mapped) -> str:
    words = "; ".join(dict.fromkeys(said for change in mapped.stale if (said := deciding.told(change))))
    return f"  {mapped.pair}  {mapped.left} with {mapped.right}: {'; '.join(_named(mapped.stale))}" + (f" ({words})" if words else "")


def _offered(mapped: Mapped) -> str:
    changed = f"; what it rests on: {'; '.join(_named(mapped.changed))}" if mapped.changed else ""
    return f"  {mapped.pair}  {mapped.left} with {mapped.right}: {'; '.join(one.told for one in mapped.premises)}{changed}"


def _asked(mapped: Mapped) -> str:
    said = ", ".join(dict.fromkeys(one.reviewer for one in mapped.counted))
    return (
        f"  {mapped.pair}  {mapped.left} with {mapped.right}: {mapped.state.value} by {said} now; {', '.join(mapped.opposed)} said otherwise before"
    )


def since(settings: Settings, store: Store, run: str = "") -> Page:
    """Compare the mapping as it stands with what was known at an earlier run: that before the last conference if none is named."""
    standing = pipeline.settled(settings, store)
    records = {record.id: record for record in store.runs()}
    if run and run not in records:
        raise MapperError(f"no run {run!r} in this workspace; known runs: {', '.join(records) or 'none yet'}")
    earlier = records.get(run) or runs.before_the_conference(store, [decision.at for decision in standing.decisions])
    files = store.sources()
    return page(standing, earlier, overview.unread(files), incomplete(files))


def page(
    standing: Standing, earlier: RunRecord | None, unread: Iterable[tuple[str, str]], in_part: Iterable[tuple[str, tuple[str, ...]]] = ()
) -> Page:
    """Hold a mapping against what was known at an earlier run; what was not read, or in part, is named with its reason."""
    judged = [m for m in standing.mapped if m.decisions]
    stale = tuple(m for m in judged if m.state is State.STALE)
    asked = tuple(m for m in judged if m.opposed)
    new = tuple(m for m in standing.mapped if m.state is State.NEW)
    disputed = sum(1 for m in judged if m.state is State.DISPUTED)
    return Page(
        since=earlier.id if earlier else "",
        run=standing.run.id if standing.run else "",
        changes=tuple(_since(standing.library.changes_since(runs.editions(earlier)))) if earlier else (),
        holding=sum(1 for m in judged if m.state in _DECIDED and not m.opposed),
        disputed=disputed,
        gone=tuple(m for m in judged if m.state is State.GONE),
        stale=stale,
        new=new,
        unread=tuple(unread),
        minutes=overview.minutes(standing.decisions, len(stale) + len(asked) + len(new) + disputed),
        in_part=tuple(in_part),
        asked=asked,
        loads=workload.by_type(standing.mapped, standing.decisions),
        shares=workload.by_reviewer(standing.mapped, standing.decisions),
    )


def _since(changes: list[EditionChange]) -> list[EditionChange]:
    return sorted((c for c in changes if c.grade is not Change.UNCHANGED or c.old != c.new), key=lambda c: (c.grade.value, c.id))
