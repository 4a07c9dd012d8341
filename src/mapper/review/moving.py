"""Moving: the keys that bring another pair into view, or other pairs into the queue."""

from dataclasses import replace

from mapper import finding
from mapper.errors import MapperError
from mapper.review.filters import Filters, parse
from mapper.review.reviewer import Reviewer


def following(reviewer: Reviewer) -> None:
    """Go to the next undecided pair."""
    _step(reviewer, 1)


def previous(reviewer: Reviewer) -> None:
    """Go to the undecided pair before."""
    _step(reviewer, -1)


def _step(reviewer: Reviewer, direction: int) -> None:
    before = reviewer.desk
    reviewer.turn_to(reviewer.desk.step(direction))
    if reviewer.desk == before:
        reviewer.message = "there is no other undecided pair"


def any_following(reviewer: Reviewer) -> None:
    """Go to the next pair that passes the filters, decided or not."""
    _wander(reviewer, 1)


def any_previous(reviewer: Reviewer) -> None:
    """Go to the pair before that passes the filters, decided or not."""
    _wander(reviewer, -1)


def _wander(reviewer: Reviewer, direction: int) -> None:
    """Go along the queue as it is ordered now, then along the pairs that it does not hold; from its end, back to its last one."""
    desk, current = reviewer.desk, reviewer.desk.current
    pairs = {**{one.pair: one for one in desk.queue}, **reviewer.passing}
    ids = list(pairs)
    at = ids.index(current.pair) if current and current.pair in pairs else -1 if direction > 0 else len(desk.queue)
    if pairs.keys() <= ({current.pair} if current else set()):
        reviewer.message = "there is no other pair"
    else:
        reviewer.turn_to(reviewer.desk.visit(pairs[ids[(at + direction) % len(ids)]]))


def go(reviewer: Reviewer) -> None:
    """Ask for a pair and go there."""

    def take(line: str) -> None:
        if not line:
            return
        try:
            found = finding.by_anything(list(reviewer.pairs.now(reviewer.room.mapped)), line)
        except MapperError as error:
            reviewer.message = str(error)
        else:
            reviewer.message = reviewer.room.clerk.refusal(found)
            if not reviewer.message:
                reviewer.turn_to(reviewer.desk.visit(found))

    reviewer.ask("go to pair or document id: ", take)


def search(reviewer: Reviewer) -> None:
    """Ask for words and take the pairs that hold them."""
    reviewer.ask("search (empty: all): ", lambda line: _refill(reviewer, replace(reviewer.filters, search=line)))


def narrow(reviewer: Reviewer) -> None:
    """Ask for filters and take the pairs that pass."""

    def take(line: str) -> None:
        try:
            filters = parse(line, reviewer.filters, reviewer.room.choices)
        except MapperError as error:
            reviewer.message = str(error)
        else:
            _refill(reviewer, filters)

    reviewer.ask("filter, as in band=high body=NAME (empty: all): ", take)


def _refill(reviewer: Reviewer, filters: Filters) -> None:
    """Take the pairs that pass; where none waits there, stay with the queue as it was."""
    before, desk, passing, beyond = reviewer.filters, reviewer.desk, reviewer.passing, reviewer.beyond
    reviewer.fill(filters)
    told = f"only {filters}" if str(filters) else "no filter"
    if reviewer.desk.current is None:
        reviewer.filters, reviewer.beyond = before, beyond
        reviewer.pairs.pass_on(passing.values())
        reviewer.turn_to(desk)
        reviewer.message = f"{told}: no open pair passes, so the queue stays as it was"
    else:
        reviewer.message = f"{told}: {reviewer.counted()}"
