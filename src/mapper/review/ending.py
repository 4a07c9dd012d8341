"""Ending: what was done in a session, or why there was nothing to do, and what to type next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mapper.errors import count
from mapper.mapping import Mapped
from mapper.review.filters import Filters
from mapper.review.reviewer import Reviewer
from mapper.review.session import outcome
from mapper.types import State

_UNREAD = (State.NEW, State.OPEN, State.STALE)
_ADD = "mapper add FILE…, then mapper run"


@dataclass(frozen=True)
class Called:
    """Hold commands as they are typed: the one that was called, the same for all pairs, and where: the option that names the workspace."""

    again: str
    whole: str
    where: str = ""


def line(reviewer: Reviewer) -> str:
    """Sum the session up in a sentence."""
    if reviewer.desk.queue or reviewer.desk.decided:
        return outcome(reviewer.desk, reviewer.beyond).line()
    filters, clerk = str(reviewer.filters), reviewer.room.clerk
    passing = len(reviewer.passing)
    if not reviewer.room.mapped:
        return f"no pair yet: {_ADD}"
    if clerk.adjudicates:
        return "nothing is disputed" + (f" among the pairs with {filters}" if filters else "")
    if not passing:
        return f"no pair passes {filters}" if filters else "of every pair a text was withdrawn"
    told = f"nothing{f' with {filters}' if filters else ''} is open for {clerk.reviewer}: {passing} decided"
    return f"{told}; `mapper undo` takes your last verdict back" if reviewer.mine else told


def next_step(reviewer: Reviewer, called: Called, today: Iterable[Mapped]) -> str:
    """Say what to type next, from the mapping as it stands after the session; a command comes last, as it is typed."""
    clerk, done, mapped = reviewer.room.clerk, outcome(reviewer.desk, reviewer.beyond), list(today)
    others = sum(clerk.concerns(one, Filters()) and clerk.waits(one, Filters()) for one in mapped)
    if not mapped:
        return _ADD
    if not done.finished:
        return f"to go on here: {called.again}"
    if done.skipped:
        return f"for the skipped pairs: {called.again}"
    if others:
        return f"for the rest, {others} {'disputed' if clerk.adjudicates else 'open'}: {called.whole}"
    return f"for what is still open: mapper status{called.where}" if clerk.adjudicates else _after_all(mapped, called)


def _after_all(mapped: Sequence[Mapped], called: Called) -> str:
    if disputed := sum(one.state is State.DISPUTED for one in mapped):
        return f"to settle what is disputed, {count(disputed, 'pair')}: mapper adjudicate{called.where}"
    if others := sum(one.state in _UNREAD for one in mapped):
        return f"your share is read; to see for whom {count(others, 'pair')} still wait{'s' if others == 1 else ''}: mapper assign{called.where}"
    return f"to write the tables: mapper export xlsx{called.where}"


def page(reviewer: Reviewer) -> list[str]:
    """Tell at the end of the queue what can still be done."""
    key = reviewer.key
    skipped = (f"  {key('next')}        the skipped pairs once more",) if reviewer.desk.skipped else ()
    return [
        line(reviewer),
        "",
        f"  {key('undo')}        take the last verdict back",
        *skipped,
        f"  {key('next-any')}  {key('previous-any')}     look at all pairs again",
        f"  {key('filter')}  /  {key('go')}  filter, search, go to a pair",
        f"  {key('progress')}  {key('help')}     progress, all keys",
        f"  {key('quit')}        leave; everything is saved",
    ]
