"""Leading: why the pair in view is the next, whether a random draw put it there, and the order that was learned meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mapper.errors import MapperError
from mapper.mapping import Mapped
from mapper.ordering import DRAWN
from mapper.review.pairs import Pairs
from mapper.review.queue import Arranged
from mapper.review.room import Room
from mapper.review.session import Desk

if TYPE_CHECKING:
    from mapper.review.reviewer import Reviewer


def reason(room: Room, desk: Desk) -> str:
    """Say why the pair in view is the next; nothing where the order did not lead to it."""
    current = desk.current
    if current is None or desk.aside is not None or current.pair in desk.decided:
        return ""
    return room.led.get(current.pair, "")


def is_drawn(room: Room, desk: Desk) -> bool:
    """Say whether a random draw put the pair in view: nobody read it yet, and whoever reads passed no other that was drawn before it."""
    if reason(room, desk) != DRAWN or desk.current is None or desk.current.decisions:
        return False
    return not any(room.led.get(one.pair) == DRAWN and _waits(desk, one) for one in desk.queue[: desk.at])


def _waits(desk: Desk, one: Mapped) -> bool:
    return not one.decisions and one.pair not in desk.decided and one.pair not in desk.skipped and one.pair not in desk.elsewhere


def followed(room: Room, desk: Desk, pairs: Pairs, made: Arranged) -> tuple[Room, Desk]:
    """Take a new order over for what is still to come; the pair in view, and all before it, stay where they are.

    Whoever presses a key waits for it, so it goes by names: to ask each of many thousand pairs for its own takes longer than all the rest.
    """
    if room.spread is not None:
        spread = _spread(room.spread, pairs, made.mapped)
        made = replace(made, mapped=tuple(spread), names=tuple(one.pair for one in spread))
    before = len(desk.queue) if desk.at is None else desk.at + 1
    pairs.reordered(room.mapped, made.mapped)
    kept = {one.pair: room.led[one.pair] for one in desk.queue[:before] if one.pair in room.led}
    return replace(room, mapped=made.mapped, led={**made.reasons, **kept}), desk.rearranged(made.names)


def _spread(put: Callable[[Sequence[Mapped]], Sequence[Mapped]], pairs: Pairs, arranged: Sequence[Mapped]) -> Sequence[Mapped]:
    """Put known pairs among those that wait now."""
    begun = {one.pair: one for one in arranged}
    return [begun[one.pair] for one in put(list(pairs.now(arranged)))]


def prepare(reviewer: "Reviewer") -> None:
    """Start what learns, before a screen takes the terminal over; where it cannot start, the session says so and goes on without."""
    if reviewer.room.learner is not None:
        try:
            reviewer.room.learner.start()
        except MapperError as error:
            _unled(reviewer, error)


def tick(reviewer: "Reviewer") -> bool:
    """Take an order over that was learned meanwhile, and begin to learn from what was decided since; nothing of either for a blind reviewer."""
    learner, said = reviewer.room.learner, len(reviewer.room.clerk.log())
    if learner is None or reviewer.hidden:
        return False
    try:
        if made := learner.ready():
            reviewer.room, reviewer.desk = followed(reviewer.room, reviewer.desk, reviewer.pairs, made)
        if not learner.at_work and said != reviewer.learned:
            reviewer.learned = said
            learner.begin(reviewer.pairs.changed(), reviewer.desk.skipped)
    except MapperError as error:
        return _unled(reviewer, error)
    return made is not None


def _unled(reviewer: "Reviewer", error: MapperError) -> bool:
    """Go on in the order that there is, and say so."""
    unlearned(reviewer)
    reviewer.message = "; ".join(told for told in (reviewer.message, str(error)) if told)
    return True


def unlearned(reviewer: "Reviewer") -> None:
    """Learn nothing from here on."""
    if reviewer.room.learner is not None:
        reviewer.room.learner.close()
        reviewer.room = replace(reviewer.room, learner=None)


def told(reviewer: "Reviewer") -> str:
    """Say why the pair in view is the next; to a blind reviewer only that a draw put it there."""
    drawn = is_drawn(reviewer.room, reviewer.desk)
    why = "" if reviewer.blind and not drawn else reason(reviewer.room, reviewer.desk)
    return f"next: {why}" if why else ""
