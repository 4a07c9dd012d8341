"""The corridor as one function to read aloud: sources, documents, passages, candidates, proposals, mapping."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapper import decisions, runs, themes
from mapper.editions import ClauseChange, EditionChange
from mapper.library import Library, shelve
from mapper.mapping import Facts, Mapped, settle
from mapper.settings import Settings
from mapper.staleness import why_stale
from mapper.store import RunRecord, Store
from mapper.types import Change, Decision

if TYPE_CHECKING:
    from mapper.intake import Intake, Notify


SHOWN = 12  # oddities of files that a run prints


@dataclass(frozen=True)
class Standing:
    """Hold the mapping as it stands now, with what it stands on."""

    library: Library
    mapped: tuple[Mapped, ...]
    decisions: tuple[Decision, ...]
    run: RunRecord | None

    @property
    def notes(self) -> tuple[str, ...]:
        """Give what a reader must know about the quality of the run: nothing degrades in silence."""
        return tuple(runs.degraded(self.run)) if self.run else ()


@dataclass(frozen=True)
class Report:
    """Tell what one run read, proposed and left to people; `fresh` is false where nothing had changed."""

    fresh: bool
    intake: "Intake"
    changes: tuple[EditionChange, ...]
    standing: Standing
    degraded: tuple[str, ...]

    def lines(self) -> list[str]:
        """Tell the run as lines for a person."""
        read, known = self.intake, self.standing.library
        told = [f"read {len(read.read)} files, {read.unchanged} unchanged, {len(read.unread)} unread; {len(known.in_force)} documents in force"]
        told += [f"  unread  {name}: {reason}" for name, reason in read.unread]
        told += [f"  in part {name}: {missed}" for name, missed in read.lost]
        told += [f"  left the folder  {name}: its documents stay" for name in read.missing]
        if not read.read and not read.unchanged and not read.unread:
            told.append("sources/ is empty: mapper add FILE…")
        elif not self.fresh:
            told.append("nothing changed since the last run")
        grades = sorted(Counter(change.grade.value for change in self.changes if change.grade is not Change.UNCHANGED).items())
        told += ["documents since the last run: " + ", ".join(f"{count} {grade}" for grade, count in grades)] * bool(grades)
        for type_ in dict.fromkeys(m.type for m in self.standing.mapped):
            states = Counter(m.state.value for m in self.standing.mapped if m.type == type_)
            told.append(f"  {type_:<16} {sum(states.values()):>5} pairs: " + ", ".join(f"{n} {state}" for state, n in sorted(states.items())))
        return told

    def warnings(self) -> list[str]:
        """Give what the reader must know about the quality of this run: what was odd in the files read now, and what it had to do without."""
        odd = [f"odd in {name}: {problem}" for name, problem in self.intake.problems]
        more = [f"and {len(odd) - SHOWN} more; `mapper extract FILE` lists all of a file"] if len(odd) > SHOWN else []
        clashes = [f"odd: {sentence}" for sentence in self.standing.library.clashes]
        return [*odd[:SHOWN], *more, *clashes, *(f"DEGRADED: {sentence}" for sentence in self.degraded)]


def run(settings: Settings, store: Store, *, at: str, notify: "Notify", only: str = "") -> Report:
    """Read what is new, propose, settle, and make the result live; the run before stays live until this one is whole."""
    from mapper import intake, proposing

    types = (settings.mapping_type(only),) if only else settings.types
    taken = intake.take_in(settings, store, notify)
    library = open_library(settings, store)
    proposer = proposing.prepare(settings)
    before, names = runs.live(store), {type_.name for type_ in types}
    plain = runs.manifest(settings, library, model=proposer.model, degraded=proposer.degraded)
    planned = plain.after(before if only else None, names)
    known = runs.editions(before) if before else None
    fresh = before is None or before.id != planned.run
    if fresh:
        kept = [p for p in store.proposals() if p.type not in names] if only else []
        found = [p for type_ in types for p in proposer.propose(type_, library, notify)]
        store.publish(RunRecord(planned.run, at, "live", planned.as_json(at)), [*kept, *found])
    changes = tuple(library.changes_since(known)) if known is not None and fresh else ()
    return Report(fresh, taken, changes, settled(settings, store), proposer.degraded)


def plan(settings: Settings, store: Store, *, only: str = "") -> list[str]:
    """Say what a run would do, without doing it."""
    from mapper import intake, proposing

    types = (settings.mapping_type(only),) if only else settings.types
    library = open_library(settings, store)
    told = [f"would read  {source.name}" for source in intake.waiting(settings, store)] or ["no file is new or changed"]
    for type_ in types:
        left, right = proposing.sides(type_, library)
        told.append(f"would map   {type_.name}: {len(left)} with {len(right)} documents, as far as they are read already")
    return told


def open_library(settings: Settings, store: Store) -> Library:
    """Shelve every edition read so far, with the subtopics of the themes."""
    read = {record.name: record.sha256 for record in store.sources() if record.state != "unread"}
    documents = store.all_documents()
    subtopics = [document for theme in themes.load(settings.themes) for document in themes.documents(theme)]
    return shelve([*documents, *subtopics], unread={d.id for d in documents if read.get(d.source.file) != d.source.sha256})


def settled(settings: Settings, store: Store) -> Standing:
    """Settle the mapping as it stands now: proposals of the live run, every decision, and what changed under the decisions."""
    library = open_library(settings, store)
    log = store.decisions()
    events = tuple(library.successions.carry(log))
    live, earlier = runs.live(store), runs.before(store)
    facts = Facts(
        stale=_stale(events, {event.event: event for event in log}, library),
        gone=frozenset(work for work, document in library.current.items() if document.status.ended),
        unread=library.unread,
        known=frozenset(p.pair for p in store.proposals(earlier.id)) if earlier else frozenset(),
    )
    return Standing(library, tuple(settle(store.proposals(), events, facts)), events, live)


def _stale(events: Sequence[Decision], written: Mapping[str, Decision], library: Library) -> dict[str, tuple[ClauseChange, ...]]:
    """Look under the decision that settles each pair, as it was written; one that was confirmed since holds for all."""
    found = {}
    for pair, said in decisions.standing(events).items():
        newest = decisions.deciding(said)
        if newest is not None and (changes := why_stale(written[newest.event], library.today, library.seen)):
            found[pair] = changes
    return found


def one_line(mapped: Mapped) -> str:
    """Tell a pair in one line: its id, state, likelihood, sides and relation."""
    proposal = mapped.proposal
    likely = "" if proposal is None else proposal.band if proposal.probability is None else f"{proposal.probability:.2f}"
    machine = "" if mapped.decisions else "?"
    arrow = _ARROWS.get(mapped.direction, "")
    return f"{mapped.pair}  {mapped.state.value:<9} {likely:<6} {mapped.left:<24} {mapped.right:<24} {arrow}{mapped.relation}{machine}"


_ARROWS = {"left-to-right": "-> ", "right-to-left": "<- "}
