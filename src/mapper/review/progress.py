"""Progress: how far a person is, in all, in this session, and mapping by mapping."""

from collections import Counter
from collections.abc import Mapping
from math import ceil

from mapper import stopping
from mapper.review.reviewer import Reviewer
from mapper.sampling import frontiers


def left(reviewer: Reviewer) -> str:
    """Say about how long the rest of the queue takes, at the pace of everybody's verdicts so far, as `mapper status` does."""
    waiting = reviewer.desk.undecided
    return f"about {ceil(waiting * reviewer.room.clerk.pace() / 60)} min left" if waiting else "nothing left"


def lines(reviewer: Reviewer) -> list[str]:
    """Tell it as a page."""
    verdicts = Counter(decision.verdict.value for decision in reviewer.mine.values())
    now = Counter(verdict.value for verdict in reviewer.desk.decided.values())
    each = reviewer.room.clerk.pace()
    only = f", only {reviewer.filters}" if str(reviewer.filters) else ""
    told = [
        f"PROGRESS of {reviewer.room.clerk.reviewer}{only}",
        "",
        f"queue         {reviewer.counted()}, {left(reviewer)} at {each:.0f} s a pair",
        f"this session  {_counts(now)}, {len(reviewer.desk.skipped)} skipped",
        f"in all        {_counts(verdicts)}",
        "",
    ]
    waiting = reviewer.desk.places.keys() - reviewer.desk.decided.keys() - reviewer.desk.elsewhere
    scope = reviewer.passing.values()
    for type_ in sorted({one.type for one in scope}):
        pairs = [one.pair for one in scope if one.type == type_]
        told.append(f"{type_:<24} {sum(pair in waiting for pair in pairs):>5} to go of {len(pairs)}")
    if certain := certified(reviewer):
        told += ["", "CERTAIN      of all pairs, by those that were drawn at random", *certain]
    return [*told, "", "Any key: back."]


def certified(reviewer: Reviewer) -> list[str]:
    """Say of each mapping in view how much of what can be found is found for certain, and about how much more would make it how much more."""
    types = {one.type for one in reviewer.passing.values()}
    everything = [one for one in reviewer.pairs.now(reviewer.room.mapped) if one.type in types]
    return stopping.lines(frontiers(everything, reviewer.room.clerk.log()))


def _counts(verdicts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items())) or "nothing decided"
