"""Acting: verdicts on several pairs in one act, which one undo takes back; only ever on pairs that nobody has decided on."""

from collections.abc import Sequence

from mapper.decisions import Word
from mapper.errors import UsageError
from mapper.mapping import Mapped
from mapper.ordering import DRAWN
from mapper.review import acceptance
from mapper.review.reviewer import Reviewer
from mapper.types import State, Verdict

_UNTOUCHED = frozenset({State.NEW, State.OPEN})


def barred(reviewer: Reviewer) -> str:
    """Say why this person cannot decide on several pairs at once; nothing where they can."""
    if reviewer.bound:
        return f"this pair is read without the score and decided on alone; {reviewer.key('next')} goes to the next"
    return "an adjudication settles one dispute at a time" if reviewer.room.clerk.adjudicates else ""


def untouched(reviewer: Reviewer) -> list[Mapped]:
    """Give the pairs of the queue on which no word of anybody stands, without those that this person put off or must read one by one.

    These are the pairs that are read blind, and those that a random draw put into the queue.
    """
    desk, room = reviewer.desk, reviewer.room
    drawn = {pair for pair, why in room.led.items() if why == DRAWN}
    passed = desk.decided.keys() | desk.skipped | desk.elsewhere | room.hidden | drawn
    return [one for one in desk.queue if one.pair not in passed and one.state in _UNTOUCHED and not one.decisions]


def accepting(reviewer: Reviewer, mapped: Mapped, relation: str = "", comment: str = "") -> Word:
    """Word an acceptance of one pair among several; without a relation it takes the proposed one. No time is noted: it was not read alone."""
    said = relation or (mapped.proposal.relation if mapped.proposal else "")
    way = acceptance.way(mapped, None, said, reviewer.room.documents)
    return Word(Verdict.ACCEPT, said, "", comment, score_shown=not reviewer.blind, direction=way)


def rejecting(reviewer: Reviewer, reason: str, comment: str = "") -> Word:
    """Word a rejection of one pair among several."""
    return Word(Verdict.REJECT, "", reason, comment, score_shown=not reviewer.blind)


def record(reviewer: Reviewer, said: Sequence[tuple[Mapped, Word]]) -> None:
    """Record an act whole, unless one of its pairs was decided on meanwhile; then say so and record nothing."""
    reviewer.take_in()
    free = {one.pair for one in untouched(reviewer)}
    if taken := sum(mapped.pair not in free for mapped, _ in said):
        reviewer.message = f"nothing was recorded: somebody decided on {taken} of them meanwhile; look at the list again"
        return
    try:
        reviewer.record_all(said)
    except UsageError as error:
        reviewer.message = str(error)
