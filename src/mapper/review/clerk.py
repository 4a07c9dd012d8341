"""The clerk: what a review needs done outside itself. One writes a reviewer's verdicts, another an adjudicator's."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from mapper import decisions
from mapper.claims import of_pairs
from mapper.decisions import Subject, Word
from mapper.identity import digest
from mapper.library import Library
from mapper.mapping import Mapped
from mapper.review.filters import Filters
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
        self._log: list[Decision] = []
        self._reopened: set[str] = set()
        self._read(store.decisions())

    def _read(self, log: list[Decision]) -> None:
        self._log = log
        self._standing = decisions.standing(self._library.successions.carry(of_pairs(log)))

    def record(self, mapped: Mapped, word: Word) -> Decision:
        """Append a verdict on a pair, with the editions and the evidence in view."""
        write = decisions.adjudicate if self.adjudicates and word.verdict is not Verdict.SKIP else decisions.record
        made = write(self._store, in_view(mapped, self._library.current), word, reviewer=self.reviewer, at=self._now())
        self._read([*self._log, made])
        return made

    def undo(self) -> tuple[Decision, ...]:
        """Take back this person's last verdict, of whatever day, with all of the same act; adjudications apart from their own verdicts."""
        log = self._store.decisions()
        mine = [one for one in decisions.effective(of_pairs(log)) if one.reviewer == self.reviewer and one.adjudicates == self.adjudicates]
        act = decisions.last_act(mine)
        if not act:
            return ()
        self._read([*log, *decisions.take_back(self._store, act, at=self._now())])
        undone = tuple(self._library.successions.carried(one) for one in act)
        self._reopened.update(one.pair for one in undone)
        return undone

    def again(self, undone: Sequence[Decision]) -> tuple[Decision, ...]:
        """Append what was taken back once more, as it was written."""
        events = {one.event for one in undone}
        told = [self._repeated(one) for one in self._log if one.event in events]
        if len(told) == 1:
            made = [decisions.record(self._store, *told[0], reviewer=self.reviewer, at=self._now())]
        else:
            made = decisions.record_all(self._store, told, reviewer=self.reviewer, at=self._now())
        self._read([*self._log, *made])
        return tuple(self._library.successions.carried(one) for one in made)

    def _repeated(self, said: Decision) -> tuple[Subject, Word]:
        stands = tuple(one.event for one in self._standing.get(self._library.successions.carried(said).pair, ()))
        subject = Subject(said.pair, said.type, said.left, said.right, said.editions, said.evidence, stands)
        return subject, Word(said.verdict, said.relation, said.reason, said.comment, said.seconds, said.score_shown, said.adjudicates, said.direction)

    def mine(self) -> Mapping[str, Decision]:
        """Give this person's standing verdicts by pair, adjudications apart from their own verdicts."""
        said = (one for verdicts in self._standing.values() for one in verdicts)
        return {one.pair: one for one in said if one.reviewer == self.reviewer and one.adjudicates == self.adjudicates}

    def log(self) -> Sequence[Decision]:
        """Give every event so far, of anybody."""
        return self._log

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
        said = self._standing.get(mapped.pair, ())
        seen = [one for one in said if not blind or one.reviewer == self.reviewer]
        judged = self._settled(mapped)
        note = (f"settled by adjudication of {judged.reviewer} on {judged.at[:10]}; your verdict will stand beside it",) if judged else ()
        before = (f"{one.told} (r says it here)" for one in mapped.premises if not said and (not blind or one.said.reviewer == self.reviewer))
        return (*note, *(_line("you" if one.reviewer == self.reviewer else one.reviewer, one) for one in seen), *before)

    def after(self, mapped: Mapped, made: Decision) -> str:
        """Say where the verdict changes nothing."""
        judged = self._settled(mapped) if made.verdict is not Verdict.SKIP else None
        return f"; it stands beside the adjudication of {judged.reviewer}, which settles the pair" if judged else ""

    def _settled(self, mapped: Mapped) -> Decision | None:
        """Find the adjudication beside which a verdict changes nothing: one under which the text reads as it did."""
        judged = next((one for one in self._standing.get(mapped.pair, ()) if one.adjudicates), None)
        return judged if judged and judged.event not in dict(mapped.outdated) else None

    def verdicts(self, pair: str) -> Sequence[Decision]:
        """Give the verdicts of reviewers on a pair, in an order that does not tell whose they are."""
        said = [one for one in self._standing.get(pair, ()) if not one.adjudicates]
        return sorted(said, key=lambda one: digest(pair, one.reviewer))


class Judge(LogClerk):
    """Write an adjudicator's verdicts; show those of the reviewers as A and B until it is given."""

    adjudicates = True

    def concerns(self, mapped: Mapped, filters: Filters) -> bool:
        """Take what reviewers dispute, and what this person just opened again."""
        return mapped.state is State.DISPUTED or mapped.pair in self._reopened

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
        said = (_line(name, one, dated=False) for name, one in zip(_LETTERS, self.verdicts(mapped.pair), strict=False))
        warned = self.objection(mapped)
        return (*((warned,) if warned else ()), *said)

    def after(self, mapped: Mapped, made: Decision) -> str:
        """Name who had said what, once the pair is settled."""
        if made.verdict is Verdict.SKIP:
            return ""
        named = (f"{name} was {one.reviewer}" for name, one in zip(_LETTERS, self.verdicts(mapped.pair), strict=False))
        return f"; {', '.join(named)}"


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _line(name: str, said: Decision, *, dated: bool = True) -> str:
    """Tell a verdict in one line; a verdict that came from a file says so."""
    words = [word for word in (said.verdict.value, said.relation, said.reason) if word]
    source = f" ({said.origin})" if said.origin != "human" else ""
    judged = " (adjudication)" if said.adjudicates else ""
    when = f", {said.at[:10]}" if dated else ""
    comment = f': "{said.comment}"' if said.comment else ""
    return f"{name} said {', '.join(words)}{source}{judged}{when}{comment}"
