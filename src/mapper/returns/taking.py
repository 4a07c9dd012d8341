"""Taking: the decisions of a file put into the log in one transaction, all that can be recorded or none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mapper import acts, clocks
from mapper.errors import UnreadableSource, count
from mapper.returns import desk, judging
from mapper.returns.answers import Origin, Returned, Wish
from mapper.returns.outcomes import Aged, Fate, Outcome
from mapper.returns.reading import read
from mapper.review import people
from mapper.review.text import clean
from mapper.settings import Settings
from mapper.store import Store
from mapper.types import Decision


@dataclass(frozen=True)
class Taken:
    """Hold what became of the rows of a file, with what is to be told of the file as a whole; `unit` is what its rows are called."""

    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...] = ()
    unit: str = "row"

    @property
    def counts(self) -> dict[Fate, int]:
        """Count the rows by what became of them."""
        found = Counter(one.fate for one in self.outcomes)
        return {fate: found[fate] for fate in Fate}

    @property
    def aged(self) -> list[str]:
        """Count what was accepted on texts that are not as they were."""
        found = Counter(one.aged for one in self.outcomes if one.aged)
        told = ((Aged.CHANGED, "accepted on clauses that changed since, to be looked at again"), (Aged.ENDED, "accepted on texts that have ended"))
        return [f"{sentence}: {found[aged]}" for aged, sentence in told if found[aged]]

    @property
    def events(self) -> list[Decision]:
        """Give the events that the rows ask for."""
        return [one.made for one in self.outcomes if one.made]

    @property
    def batch(self) -> str:
        """Name the act by which all that was recorded is taken back as one; empty where nothing was."""
        return next((one.batch for one in self.events), "")

    def line(self, one: Outcome) -> str:
        """Tell what became of a row; nothing of one that changes nothing, which is only counted."""
        if one.fate is Fate.UNCHANGED:
            return ""
        told = [one.words, one.told] if one.made else [one.told]
        place = one.answer.place(one.cell) or f"{self.unit} {one.answer.row}"
        where = " ".join(word for word in (f"{place}:", one.fate.value, one.pair, one.texts) if word)
        return f"{where}: {'; '.join(word for word in told if word)}"

    @property
    def failed(self) -> bool:
        """Say whether somebody has to look at a row."""
        return bool(self.counts[Fate.CONFLICT] or self.counts[Fate.UNREADABLE])


def take(settings: Settings, store: Store, path: Path, wish: Wish, *, at: str) -> Taken:
    """Record what a file says of pairs."""
    store.must_write()
    return record(settings, store, read(path, settings.limits), wish, at=at)


def look(settings: Settings, store: Store, path: Path, wish: Wish, *, at: str) -> Taken:
    """Say what recording a file would do, and record nothing."""
    return weigh(settings, store, read(path, settings.limits), wish, at=at)


def weigh(settings: Settings, store: Store, found: Returned, wish: Wish, *, at: str) -> Taken:
    """Judge answers against the log as it is now."""
    return _judged(settings, store, store.decisions(), found, wish, at)


def record(settings: Settings, store: Store, found: Returned, wish: Wish, *, at: str) -> Taken:
    """Record answers as one act; where somebody decided meanwhile they are judged anew, against the log to which they are appended."""
    before = store.decisions()
    taken = _judged(settings, store, before, found, wish, at)
    if not taken.events:
        return taken

    def events(log: list[Decision]) -> list[Decision]:
        nonlocal taken
        taken = taken if log == before else _judged(settings, store, log, found, wish, at)
        return acts.sealed(taken.events, log)

    made = iter(store.append_all_after(events))
    return replace(taken, outcomes=tuple(replace(one, made=next(made)) if one.made else one for one in taken.outcomes))


def _judged(settings: Settings, store: Store, log: Sequence[Decision], found: Returned, wish: Wish, at: str) -> Taken:
    found = _of_here(store, log, found)
    laid = desk.lay(settings, store, log, found.answers)
    if wish.type and wish.type not in laid.types:
        settings.mapping_type(wish.type)
    default = _default(settings, wish, log)
    asked = replace(wish, reviewer=default if clean(wish.reviewer) else "", default=default)
    outcomes = judging.judge_all(laid, found.answers, asked, at=at)
    return Taken(outcomes, (*found.notes, *_newcomers(laid, outcomes), *_others(found.origin, outcomes), *clocks.behind(log, at)), found.unit)


def _of_here(store: Store, log: Sequence[Decision], found: Returned) -> Returned:
    """Refuse a file that was written from a run of another workspace; one that was written behind another log does not tell what it knew."""
    origin = found.origin
    if origin.run and origin.run not in {record.id for record in store.runs()}:
        told = f"the file was written from the run {origin.run}, which was never one of this workspace: import it into its own"
        raise UnreadableSource(f"{told}; its decisions may come here as SSSOM (`mapper export sssom` there)")
    if not origin.head or (origin.events and origin.events <= len(log) and log[origin.events - 1].event.startswith(origin.head)):
        return found
    told = "the file was written behind a decision log that is not the one of here, as of before a backup was brought back"
    answers = tuple(replace(one, events=None) for one in found.answers)
    return replace(found, answers=answers, notes=(*found.notes, f"{told}: where somebody decided otherwise meanwhile the row is a conflict"))


def _newcomers(laid: desk.Desk, outcomes: Sequence[Outcome]) -> list[str]:
    """Ask about names that were never seen, in case one is a slip."""
    names = {one.made.reviewer for one in outcomes if one.made} - set(laid.people) if laid.people else set()
    return [f"first decision of {name!r} here: is the name written as always?" for name in sorted(names)]


def _others(origin: Origin, outcomes: Sequence[Outcome]) -> list[str]:
    """Tell of decisions by others than the one for whom a file was written: what it holds, and hides, is meant for that one."""
    names = Counter(one.made.reviewer for one in outcomes if one.made and origin.reviewer) - Counter({origin.reviewer: len(outcomes)})
    told = f"of a file that was made for {origin.reviewer}: everybody has their own (`mapper export xlsx --for NAME`)"
    return [f"{count(times, 'decision')} by {name} {told}" for name, times in sorted(names.items())]


def _default(settings: Settings, wish: Wish, log: Sequence[Decision]) -> str:
    """Name who speaks in rows without a name: as said, else the only reviewer of the settings; never whoever happens to be logged in."""
    nobody = not clean(wish.reviewer) and len(settings.reviewers) != 1
    return "" if nobody else people.who(settings, wish.reviewer, log).name
