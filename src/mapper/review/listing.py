"""The listing: the queue around the pair in view, for a wide screen; pure."""

from mapper.errors import count
from mapper.review.reviewer import Reviewer
from mapper.review.text import clean, cut
from mapper.types import Verdict

WIDTH = 44
FROM = 144  # cells of a terminal, from which on there is room for it
_LETTERS = {Verdict.ACCEPT: "+", Verdict.REJECT: "-", Verdict.UNSURE: "?", Verdict.CONFIRM: "+"}


def lines(reviewer: Reviewer, height: int) -> list[str]:
    """List the queue around the place where one is: `>` the pair in view, `+` accepted, `-` rejected, `?` unsure, `s` skipped, `*` marked."""
    desk = reviewer.desk
    told = [cut(f"queue, {count(len(desk.queue), 'pair')}", WIDTH), "-" * WIDTH]
    room = height - len(told)
    at = len(desk.queue) if desk.at is None else desk.at
    first = max(0, min(at - room // 3, len(desk.queue) - room))
    current = desk.current
    for one in desk.queue[first : first + room]:
        here = ">" if current is not None and one.pair == current.pair else " "
        told.append(cut(f"{here}{_said(reviewer, one.pair)} {clean(one.left)} x {clean(one.right)}", WIDTH))
    return told


def _said(reviewer: Reviewer, pair: str) -> str:
    desk = reviewer.desk
    if pair in desk.decided:
        return _LETTERS.get(desk.decided[pair], "+")
    if pair in desk.elsewhere:
        return "."
    return "s" if pair in desk.skipped else "*" if pair in reviewer.marked else " "
