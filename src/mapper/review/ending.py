"""Ending: what was done in a session, or why there was nothing to do, and what to type next."""

from collections.abc import Iterable

from mapper.mapping import Mapped
from mapper.review.filters import Filters
from mapper.review.reviewer import Reviewer
from mapper.review.session import outcome
from mapper.types import State

_ADD = "mapper add FILE…, then mapper run"


def line(reviewer: Reviewer) -> str:
    """Sum the session up in a sentence."""
    if reviewer.desk.queue or reviewer.desk.decided:
        return outcome(reviewer.desk, reviewer.beyond).line()
    filters, clerk = str(reviewer.filters), reviewer.room.clerk
    passing = len(reviewer.scope(reviewer.filters))
    if not reviewer.room.mapped:
        return f"no pair yet: {_ADD}"
    if clerk.adjudicates:
        return "nothing is disputed" + (f" among the pairs with {filters}" if filters else "")
    if not passing:
        return f"no pair passes {filters}" if filters else "of every pair a text was withdrawn"
    told = f"nothing{f' with {filters}' if filters else ''} is open for {clerk.reviewer}: {passing} decided"
    return f"{told}; `mapper undo` takes your last verdict back" if reviewer.mine else told


def next_step(reviewer: Reviewer, today: Iterable[Mapped]) -> str:
    """Say what to type next, from the mapping as it stands after the session."""
    clerk, done, mapped = reviewer.room.clerk, outcome(reviewer.desk, reviewer.beyond), list(today)
    command, open_ = ("mapper adjudicate", "disputed") if clerk.adjudicates else ("mapper review", "open")
    others = sum(clerk.concerns(one, Filters()) and clerk.waits(one, Filters()) for one in mapped)
    disputed = sum(one.state is State.DISPUTED for one in mapped)
    if not mapped:
        return _ADD
    if not done.finished:
        return f"{command} goes on here"
    if done.skipped:
        return f"{command} brings the skipped pairs back"
    if others:
        return f"{command} goes on with the rest: {others} {open_}"
    if clerk.adjudicates:
        return "mapper status tells what is still open"
    return f"mapper adjudicate settles what is disputed: {disputed}" if disputed else "mapper export xlsx writes the tables"


def page(reviewer: Reviewer) -> list[str]:
    """Tell at the end of the queue what can still be done."""
    skipped = ("  j        the skipped pairs once more",) if reviewer.desk.skipped else ()
    return [
        line(reviewer),
        "",
        "  z        take the last verdict back",
        *skipped,
        "  J  K     look at all pairs again",
        "  f  /  g  filter, search, go to a pair",
        "  p  ?     progress, all keys",
        "  q        leave; everything is saved",
    ]
