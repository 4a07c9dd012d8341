"""Leading: why the pair in view is the next, whether a random draw put it there, and the order that was learned meanwhile."""

from dataclasses import replace
from typing import TYPE_CHECKING

from mapper.mapping import Mapped
from mapper.ordering import DRAWN
from mapper.review.queue import Arranged, changed_first, skipped_last
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


def followed(room: Room, desk: Desk, made: Arranged) -> tuple[Room, Desk]:
    """Take a new order over for what is still to come; the pair in view, and all before it, stay where they are."""
    arranged = room.spread(skipped_last(changed_first(made.mapped, room.clerk.reviewer), desk.skipped))
    places = {one.pair: place for place, one in enumerate(arranged)}
    before = len(desk.queue) if desk.at is None else desk.at + 1
    rest = sorted(desk.queue[before:], key=lambda one: places.get(one.pair, len(places)))
    kept = {one.pair: room.led[one.pair] for one in desk.queue[:before] if one.pair in room.led}
    return replace(room, mapped=tuple(arranged), led={**made.reasons, **kept}), desk.rearranged((*desk.queue[:before], *rest))


def tick(reviewer: "Reviewer") -> bool:
    """Take an order over that was learned meanwhile, and begin to learn from what was decided since; nothing of either for a blind reviewer."""
    learner, said = reviewer.room.learner, len(reviewer.room.clerk.log())
    if learner is None or reviewer.hidden:
        return False
    if made := learner.ready():
        reviewer.room, reviewer.desk = followed(reviewer.room, reviewer.desk, made)
    if not learner.at_work and said != reviewer.learned:
        reviewer.learned = said
        learner.begin(tuple(reviewer.pairs.now(reviewer.room.mapped)))
    return made is not None


def told(reviewer: "Reviewer") -> str:
    """Say why the pair in view is the next; to a blind reviewer only that a draw put it there."""
    drawn = is_drawn(reviewer.room, reviewer.desk)
    why = "" if reviewer.blind and not drawn else reason(reviewer.room, reviewer.desk)
    return f"next: {why}" if why else ""
