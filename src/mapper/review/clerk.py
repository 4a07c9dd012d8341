"""The clerk: what a review needs done outside itself. One writes a reviewer's verdicts, another an adjudicator's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from mapper import decisions
from mapper.claims import of_pairs
from mapper.decisions import Subject, Word
from mapper.identity import digest
from mapper.library import Library
from mapper.mapping import Mapped, restated
from mapper.review.filters import Filters
from mapper.review.logbook import Logbook
from mapper.review.queue import is_open
from mapper.review.subject import in_view
from mapper.store import Store
from mapper.types import Decision, State, Verdict


class Clerk(Protocol):
    """Write to the log and read from it; every call returns only once the event is on disk."""

    @property
    def reviewer(self) -> str:
        """Name the person at the keys."""
        ...

    @property
    def adjudicates(self) -> bool:
        """Say whether the verdicts settle what reviewers dispute."""
        ...

    def record(self, mapped: Mapped, word: Word) -> Decision:
        """Append a verdict on a pair, with the editions and the evidence in view."""
        ...

    def undo(self) -> tuple[Decision, ...]:
        """Take back this person's last verdict of the clerk's own kind, of whatever day, with all of the same act; return what was taken back."""
        ...

    def again(self, undone: Sequence[Decision]) -> tuple[Decision, ...]:
        """Append what was taken back once more, as it was: on the editions and the evidence that were in view then."""
        ...

    def mine(self) -> Mapping[str, Decision]:
        """Give this person's standing verdicts by pair."""
        ...

    def log(self) -> Sequence[Decision]:
        """Give every event so far, of anybody."""
        ...

    def pace(self) -> float:
        """Give the seconds that one verdict takes, at everybody's pace so far."""
        ...

    def record_all(self, said: Sequence[tuple[Mapped, Word]]) -> Sequence[Decision]:
        """Append verdicts that are given in one act, all of them or none."""
        ...

    def news(self) -> Sequence[Decision]:
        """Take in what came into the log from elsewhere since this was last asked, and give it."""
        ...

    def reread(self, mapped: Mapped) -> Mapped:
        """Give a pair as it stands by all that was taken in so far."""
        ...

    def history(self, mapped: Mapped, *, blind: bool) -> Sequence[str]:
        """Tell all that was ever said of a pair, as far as this person may see it."""
        ...

    def concerns(self, mapped: Mapped, filters: Filters) -> bool:
        """Say whether a pair is among those that this person may look at, decided or not."""
        ...

    def waits(self, mapped: Mapped, filters: Filters) -> bool:
        """Say whether a pair is still for this person to decide."""
        ...

    def refusal(self, mapped: Mapped) -> str:
        """Say why this person is not led to a pair that they name; nothing where they are."""
        ...

    def objection(self, mapped: Mapped) -> str:
        """Say why this person had better not decide on a pair; nothing where they may."""
        ...

    def told(self, mapped: Mapped, *, blind: bool) -> tuple[str, ...]:
        """Say what people said of a pair before, as far as this person may see it."""
        ...

    def after(self, mapped: Mapped, made: Decision) -> str:
        """Say what could only be said once the verdict was given."""
        ...


class LogClerk:
    """Write one reviewer's verdicts to the decision log."""

    adjudicates = False

    def __init__(self, store: Store, library: Library, reviewer: str, now: Callable[[], str]) -> None:
        self.reviewer = reviewer
        self._store = store
        self._library = library
        self._now = now
        self._handled: set[str] = set()
        self._news: list[Decision] = []
        self._book = Logbook(store.decisions(), library.successions.carried, (reviewer, self.adjudicates))

    def _read_on(self, written: Sequence[Decision] = ()) -> None:
        """Read what came into the log since, by this hand and by others."""
        mine = {one.event for one in written}
        since = self._store.decisions_since(len(self._book.events))
        self._book.add(since)
        self._news += [self._library.successions.carried(one) for one in of_pairs(decisions.without_controls(since)) if one.event not in mine]

    def record(self, mapped: Mapped, word: Word) -> Decision:
        """Append a verdict on a pair, with the editions and the evidence in view."""
        write = decisions.adjudicate if self.adjudicates and word.verdict is not Verdict.SKIP else decisions.record
        made = write(self._store, in_view(mapped, self._library.current), word, reviewer=self.reviewer, at=self._now())
        self._handled.add(mapped.pair)
        self._read_on([made])
        return made

    def record_all(self, said: Sequence[tuple[Mapped, Word]]) -> Sequence[Decision]:
        """Append verdicts that are given in one act, all of them or none."""
        told = [(in_view(mapped, self._library.current), word) for mapped, word in said]
        made = decisions.record_all(self._store, told, reviewer=self.reviewer, at=self._now())
        self._read_on(made)
        return made

    def news(self) -> Sequence[Decision]:
        """Take in what came into the log from elsewhere since this was last asked, and give it."""
        self._read_on()
        found, self._news = self._news, []
        return found

    def reread(self, mapped: Mapped) -> Mapped:
        """Give a pair as it stands by all that was taken in so far, stale where the text changed since this person judged it."""
        now = restated(mapped, self._book.standing(mapped.pair))
        return replace(now, stale=now.changed_for(self.reviewer) or now.stale)

    def undo(self) -> tuple[Decision, ...]:
        """Take back this person's last verdict, of whatever day, with all of the same act; adjudications apart from their own verdicts."""
        self._read_on()
        act = self._book.last_act()
        if not act:
            return ()
        self._read_on(decisions.take_back(self._store, act, at=self._now()))
        undone = tuple(self._library.successions.carried(one) for one in act)
        self._handled.update(one.pair for one in undone)
        return undone

    def again(self, undone: Sequence[Decision]) -> tuple[Decision, ...]:
        """Append what was taken back once more, as it was written."""
        events = {one.event for one in undone}
        told = [self._repeated(one) for one in self._book.events if one.event in events]
        if len(told) == 1:
            made = [decisions.record(self._store, *told[0], reviewer=self.reviewer, at=self._now())]
        else:
            made = decisions.record_all(self._store, told, reviewer=self.reviewer, at=self._now())
        self._read_on(made)
        return tuple(self._library.successions.carried(one) for one in made)

    def _repeated(self, said: Decision) -> tuple[Subject, Word]:
        stands = tuple(one.event for one in self._book.standing(self._library.successions.carried(said).pair))
        subject = Subject(said.pair, said.type, said.left, said.right, said.editions, said.evidence, stands)
        word = Word(said.verdict, said.relation, said.reason, said.comment, said.seconds, said.score_shown, said.adjudicates, said.direction)
        return subject, replace(word, origin=said.origin)

    def mine(self) -> Mapping[str, Decision]:
        """Give this person's standing verdicts by pair, adjudications apart from their own verdicts."""
        return self._book.mine()

    def log(self) -> Sequence[Decision]:
        """Give every event so far, of anybody, but for answers that measure a reviewer."""
        return decisions.without_controls(self._book.events)

    def pace(self) -> float:
        """Give the seconds that one verdict takes, at everybody's pace so far."""
        return self._book.pace()

    def concerns(self, mapped: Mapped, filters: Filters) -> bool:
        """Leave out pairs of which a text was withdrawn, unless they are asked for."""
        return mapped.state is not State.GONE or filters.state == State.GONE

    def waits(self, mapped: Mapped, filters: Filters) -> bool:
        """Let a pair wait until this person decided it; who asks for one state by name also gets what they decided."""
        return bool(filters.state) or is_open(mapped, self.reviewer)

    def refusal(self, mapped: Mapped) -> str:
        """Lead a reviewer to any pair."""
        return ""

    def objection(self, mapped: Mapped) -> str:
        """Let a reviewer decide on any pair."""
        return ""

    def told(self, mapped: Mapped, *, blind: bool) -> tuple[str, ...]:
        """Say what people said before; blind, only what this person said. That a pair is settled is said first."""
        said = self._book.standing(mapped.pair)
        seen = [one for one in said if not blind or one.reviewer == self.reviewer]
        judged = self._settled(mapped)
        note = (f"settled by adjudication of {judged.reviewer} on {judged.at[:10]}; your verdict will stand beside it",) if judged else ()
        return (*note, *(line("you" if one.reviewer == self.reviewer else one.reviewer, one) for one in seen))

    def history(self, mapped: Mapped, *, blind: bool) -> Sequence[str]:
        """Tell all that was ever said of a pair; blind, only what this person said."""
        said = self._book.history(mapped.pair)
        return [line("you" if one.reviewer == self.reviewer else one.reviewer, one) for one in said if not blind or one.reviewer == self.reviewer]

    def after(self, mapped: Mapped, made: Decision) -> str:
        """Say where the verdict changes nothing."""
        judged = self._settled(mapped) if made.verdict is not Verdict.SKIP else None
        return f"; it stands beside the adjudication of {judged.reviewer}, which settles the pair" if judged else ""

    def _settled(self, mapped: Mapped) -> Decision | None:
        """Find the adjudication beside which a verdict changes nothing: one under which the text reads as it did."""
        judged = next((one for one in self._book.standing(mapped.pair) if one.adjudicates), None)
        return judged if judged and judged.event not in dict(mapped.outdated) else None

    def verdicts(self, pair: str) -> Sequence[Decision]:
        """Give the verdicts of reviewers on a pair, in an order that does not tell whose they are."""
        said = [one for one in self._book.standing(pair) if not one.adjudicates]
        return sorted(said, key=lambda one: digest(pair, one.reviewer))


class Judge(LogClerk):
    """Write an adjudicator's verdicts; show those of the reviewers as A and B until it is given."""

    adjudicates = True

    def concerns(self, mapped: Mapped, filters: Filters) -> bool:
        """Take what reviewers dispute, and what this person settled or opened again just now."""
        return mapped.state is State.DISPUTED or mapped.pair in self._handled

    def waits(self, mapped: Mapped, filters: Filters) -> bool:
        """Let a disputed pair wait."""
        return mapped.state is State.DISPUTED

    def refusal(self, mapped: Mapped) -> str:
        """Lead an adjudicator to no pair that nobody disputes."""
        if self.concerns(mapped, Filters()):
            return ""
        return f"{mapped.left} with {mapped.right} is not disputed, it is {mapped.state.value}; `mapper review` goes there"

    def objection(self, mapped: Mapped) -> str:
        """Warn a party to the dispute."""
        party = any(one.reviewer == self.reviewer for one in self.verdicts(mapped.pair))
        return "you are one of the parties; another person should settle this" if party else ""

    def told(self, mapped: Mapped, *, blind: bool) -> tuple[str, ...]:
        """Show the verdicts, without names."""
        said = (line(name, one, dated=False) for name, one in zip(_LETTERS, self.verdicts(mapped.pair), strict=False))
        warned = self.objection(mapped)
        return (*((warned,) if warned else ()), *said)

    def history(self, mapped: Mapped, *, blind: bool) -> Sequence[str]:
        """Tell no more than what stands, without names: what was taken back would tell whose it was."""
        return [line for line in self.told(mapped, blind=blind) if line != self.objection(mapped)]

    def after(self, mapped: Mapped, made: Decision) -> str:
        """Name who had said what, once the pair is settled."""
        if made.verdict is Verdict.SKIP:
            return ""
        named = (f"{name} was {one.reviewer}" for name, one in zip(_LETTERS, self.verdicts(mapped.pair), strict=False))
        return f"; {', '.join(named)}; + keeps it as an example"


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def line(name: str, said: Decision, *, dated: bool = True) -> str:
    """Tell a verdict in one line; a verdict that came from a file says so."""
    words = [word for word in (said.verdict.value, said.relation, said.reason) if word]
    source = f" ({said.origin})" if said.origin != "human" else ""
    judged = " (adjudication)" if said.adjudicates else ""
    when = f", {said.at[:10]}" if dated else ""
    comment = f': "{said.comment}"' if said.comment else ""
    return f"{name} said {', '.join(words)}{source}{judged}{when}{comment}"
