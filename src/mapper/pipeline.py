"""The corridor as one function to read aloud: sources, documents, passages, candidates, proposals, mapping."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mapper import claims, decisions, ingredients, inheritance, litter, runs, themes
from mapper.claims import Claim
from mapper.editions import ClauseChange, EditionChange
from mapper.errors import MISSING, count, few
from mapper.holdings import hold
from mapper.library import Library
from mapper.mapping import Facts, Mapped, settle
from mapper.settings import MappingType, Settings
from mapper.staleness import Watch
from mapper.store import Head, Reading, RunRecord, Store
from mapper.types import Change, Decision, Proposal

if TYPE_CHECKING:
    from mapper.intake import Intake, Notify
    from mapper.learning import Taught, Verdicts
    from mapper.proposing import Proposer


SHOWN = 12  # oddities of files that a run prints


@dataclass(frozen=True)
class Standing:
    """Hold the mapping as it stands now, with what it stands on, and what people say of instructions."""

    library: Library
    mapped: tuple[Mapped, ...]
    decisions: tuple[Decision, ...]
    run: RunRecord | None
    undefined: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """Give what a reader must know about the quality of the run, and of the themes as they are now: nothing degrades in silence."""
        return notes(self.run, self.undefined)


def notes(run: RunRecord | None, undefined: Iterable[str]) -> tuple[str, ...]:
    """Give what a run had to do without, and what the themes do not define."""
    return tuple(dict.fromkeys([*(runs.degraded(run) if run else ()), *undefined]))


@dataclass(frozen=True)
class Report:
    """Tell what one run read, proposed and left to people; `fresh` is false where nothing had changed."""

    fresh: bool
    intake: "Intake"
    changes: tuple[EditionChange, ...]
    standing: Standing
    degraded: tuple[str, ...]
    outsiders: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Tell the run as lines for a person."""
        read, known = self.intake, self.standing.library
        in_force = f"{count(len(known.issued), 'document')} in force"
        told = [f"read {count(len(read.read), 'file')}, {read.unchanged} unchanged, {len(read.unread)} unread; {in_force}"]
        told += read.lines()
        told += [*_set_aside(known), *(f"  {sentence}" for sentence in self.outsiders)]
        if not read.read and not read.unchanged and not read.unread:
            told.append("sources/ is empty: mapper add FILE…")
        elif not self.fresh:
            told.append("nothing changed since the last run")
        grades = sorted(Counter(change.grade.value for change in self.changes if change.grade is not Change.UNCHANGED).items())
        told += ["documents since the last run: " + ", ".join(f"{count} {grade}" for grade, count in grades)] * bool(grades)
        for type_ in dict.fromkeys(m.type for m in self.standing.mapped):
            states = Counter(m.state.value for m in self.standing.mapped if m.type == type_)
            told.append(f"  {type_:<16} {sum(states.values()):>5} pairs: " + ", ".join(f"{n} {state}" for state, n in sorted(states.items())))
        return told + (runs.taught(self.standing.run) if self.standing.run else [])

    def warnings(self) -> list[str]:
        """Give what the reader must know about the quality of this run: what the files lack, what is odd in those read now, what it did without."""
        problems = sorted(self.intake.problems, key=lambda told: not told[1].startswith(MISSING))
        odd = [f"{'missing' if told.startswith(MISSING) else 'odd'} in {name}: {told.removeprefix(MISSING)}" for name, told in problems]
        more = [f"and {len(odd) - SHOWN} more; `mapper extract FILE` lists all of a file"] if len(odd) > SHOWN else []
        return [*odd[:SHOWN], *more, *(f"odd: {sentence}" for sentence in self.odd), *(f"DEGRADED: {sentence}" for sentence in self.degraded)]


def _set_aside(library: Library) -> Iterator[str]:
    """Say which documents were read and do not stand: one line for each language, one for those that share an id by mistake."""
    languages = sorted({(one.language, other.language) for one, other in library.aside if one.language != other.language})
    for language, standing in languages:
        files = [one.source.file for one, other in library.aside if (one.language, other.language) == (language, standing)]
        yield f"  set aside {count(len(files), 'document')} in {language} ({few(dict.fromkeys(files))}): the same texts stand in {standing}"
    twice = [f"{one.id} of {one.source.file}" for one, other in library.aside if one.language == other.language]
    if twice:
        yield f"  set aside {count(len(twice), 'document')} ({few(twice)}): others stand under their ids, with other titles; give each its own"


def run(settings: Settings, store: Store, *, at: str, notify: "Notify", only: str = "") -> Report:
    """Read what is new, propose, settle, and make the result live; the run before stays live until this one is whole."""
    from mapper import intake, outsiders, proposing

    types = (settings.mapping_type(only),) if only else settings.types
    _tidy(settings)
    taken = intake.take_in(settings, store, notify)
    library = open_library(settings, store)
    proposer = proposing.prepare(settings, library)
    before, names = runs.live(store), {type_.name for type_ in types}
    log = store.decisions()
    plain, said = inputs(settings, store, library, proposer, log)
    degraded, odd = plain.degraded, proposer.odd(types, library)
    planned = replace(plain, odd=odd).after(before if only else None, names)
    known = runs.editions(before) if before else None
    fresh = before is None or before.id != planned.run
    if fresh:
        store.must_write()
        kept = [p for p in store.proposals() if p.type not in names] if only else []
        taught = derived(proposer, types, library, said, notify)
        found = [*kept, *taught.proposals]
        noted = planned.taught(before if only else None, names, taught.decisions, taught.lessons)
        manifest = noted.as_json(at, head(log), found)
        store.publish(RunRecord(planned.run, at, "live", manifest), found)
    changes = tuple(library.changes_since(known)) if known is not None and fresh else ()
    outside = tuple(outsiders.told(settings.types, library)) if fresh else ()
    return Report(fresh, taken, changes, settled(settings, store, library), degraded, outside, odd)


def _tidy(settings: Settings) -> None:
    """Take out what programs that were killed while they wrote left in the workspace."""
    litter.sweep_top(settings.root)
    litter.sweep(settings.sources, settings.themes, settings.templates, settings.profiles, settings.root / "exports", settings.cache)


def inputs(
    settings: Settings, store: Store, library: Library, proposer: "Proposer", log: Sequence[Decision] | None = None
) -> tuple[runs.Manifest, "Verdicts"]:
    """Describe what a run would be made from now, with the verdicts that it would learn from; `log` is the decision log, read now if not given."""
    agreed = verdicts(said(store) if log is None else log, library)
    degraded = (*proposer.degraded, *themes.undefined(settings.types, settings.themes))
    plain = runs.manifest(settings, library, model=proposer.model, said=agreed, degraded=degraded)
    return replace(plain, ingredients=ingredients.gather(settings, store, proposer.model, agreed)), agreed


def derived(proposer: "Proposer", types: Sequence[MappingType], library: Library, said: "Verdicts", notify: "Notify") -> "Taught":
    """Make the proposals of these mappings from what a library holds and what people said; nothing is kept of it."""
    from mapper import learning

    ready = proposer.reading(library)
    made = [proposal for type_ in types for proposal in ready.propose(type_, library, notify)]
    return learning.learn(made, said, ready.tools.calibrators)


def head(log: Sequence[Decision]) -> Head:
    """Say how far a log has come."""
    return Head(len(log), log[-1].event) if log else Head()


def open_library(settings: Settings, store: Store) -> Library:
    """Shelve every edition read so far, with the subtopics of the themes."""
    sources = store.sources()
    unread = {record.name for record in sources if record.state == "unread"}
    short = {sha256 for record in sources for sha256 in record.short}
    return shelved(settings, store.shelf(), unread, short)


def shelved(settings: Settings, readings: Sequence[Reading], unread: Set[str], short: Set[str]) -> Library:
    """Shelve what some readings hold, with the subtopics of the themes."""
    subtopics = [document for theme in themes.load(settings.themes) for document in themes.documents(theme)]
    return hold(readings, unread, short).library(subtopics)


def settled(settings: Settings, store: Store, library: Library | None = None) -> Standing:
    """Settle the mapping as it stands now: proposals of the live run, every decision, and what changed under the decisions."""
    library = library or open_library(settings, store)
    return stand(settings, library, told(store, said(store)))


def told(store: Store, log: Sequence[Decision]) -> "Told":
    """Gather what a mapping is settled from; `log` is the decision log without control answers."""
    earlier = runs.before_the_conference(store, [event.at for event in log])
    return Told(log, store.proposals(), runs.live(store), runs.pairs(earlier) if earlier else frozenset())


@dataclass(frozen=True)
class Told:
    """Hold what a mapping is settled from: the log, the proposals with their run, and the pairs that were proposed before the conference."""

    log: Sequence[Decision]
    proposals: Sequence[Proposal]
    run: RunRecord | None
    known: frozenset[str]


def stand(settings: Settings, library: Library, told: Told) -> Standing:
    """Settle a mapping from what is told of it, for the texts of a library."""
    events = tuple(library.successions.carry(told.log))
    watch = Watch(library.today, library.seen)
    facts = replace(_facts(told.log, events, library), known=told.known)
    proposals = [proposal for proposal in told.proposals if {proposal.left, proposal.right} <= library.current.keys()]
    offered = inheritance.offer(settle(proposals, events, facts), events, library.successions, library.in_force, watch.why_stale)
    mapped = in_order(offered, settings)
    claimed = claims.standing(events, facts.stale, library.today)
    return Standing(library, mapped, events, told.run, themes.undefined(settings.types, settings.themes), claimed)


def said(store: Store) -> list[Decision]:
    """Give the log as all that is settled and published knows it: without the answers that measure a reviewer."""
    return decisions.without_controls(store.decisions())


def verdicts(log: Sequence[Decision], library: Library) -> "Verdicts":
    """Gather what people agree on about the texts as a library holds them."""
    from mapper import learning

    events = tuple(library.successions.carry(log))
    return learning.verdicts(settle((), events, _facts(log, events, library)))


def _facts(log: Sequence[Decision], events: Sequence[Decision], library: Library) -> Facts:
    return Facts(
        stale=_stale(events, {event.event: event for event in log}, library),
        gone=frozenset(work for work, document in library.current.items() if document.status.ended),
        unread=library.unread | library.lost | _not_at_hand(events, library),
    )


def in_order(mapped: Sequence[Mapped], settings: Settings) -> tuple[Mapped, ...]:
    """Put the mappings into the order of the settings, those that are no longer in them last; within a mapping pairs stay as they are."""
    places = {type_.name: number for number, type_ in enumerate(settings.types)}
    return tuple(sorted(mapped, key=lambda one: places.get(one.type, len(places))))


def _not_at_hand(events: Sequence[Decision], library: Library) -> frozenset[str]:
    """Name the works that people decided on and that nothing on the shelf holds any more: their file, or their theme, was taken out."""
    return frozenset(work for event in events for work in (event.left, event.right) if work not in library.current)


def _stale(events: Sequence[Decision], written: Mapping[str, Decision], library: Library) -> dict[str, tuple[ClauseChange, ...]]:
    """Look under every verdict that stands, as it was written: what changed in the text since that person judged it."""
    standing = [one.event for said in decisions.standing(events).values() for one in said]
    watch = Watch(library.today, library.seen)
    found = {event: watch.why_stale(written[event]) for event in standing}
    return {event: changes for event, changes in found.items() if changes}


def one_line(mapped: Mapped) -> str:
    """Tell a pair in one line: its id, state, likelihood, sides and relation."""
    proposal = mapped.proposal
    likely = "" if proposal is None else proposal.band if proposal.probability is None else f"{proposal.probability:.2f}"
    machine = "" if mapped.decisions else "?"
    arrow = _ARROWS.get(mapped.direction, "")
    return f"{mapped.pair}  {mapped.state.value:<9} {likely:<6} {mapped.left:<24} {mapped.right:<24} {arrow}{mapped.relation}{machine}"


_ARROWS = {"left-to-right": "-> ", "right-to-left": "<- "}
