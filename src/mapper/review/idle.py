"""Idle: what a session does between two keys: hear what others decided, and say so where it is of the pair in view."""

from collections.abc import Sequence
from datetime import datetime

from mapper.review.reviewer import Reviewer
from mapper.types import Decision, Verdict

_SAID = {
    Verdict.ACCEPT: "accepted this",
    Verdict.REJECT: "rejected this",
    Verdict.UNSURE: "is unsure of this",
    Verdict.CONFIRM: "confirmed this",
    Verdict.UNDO: "took back what they said of this",
}


def idle(reviewer: Reviewer, now: str) -> bool:
    """Take in what came into the log from elsewhere, and what order was learned meanwhile; say whether to draw anew. `now` is ISO 8601 in UTC."""
    if reviewer.question is not None:
        return False
    heard = hear(reviewer, now)
    return reviewer.tick() or heard


def hear(reviewer: Reviewer, now: str) -> bool:
    """Take in what came into the log from elsewhere; say whether anything did. `now` is ISO 8601 in UTC."""
    if reviewer.question is not None:
        return False
    news = reviewer.take_in()
    current = reviewer.desk.current
    if current and (here := [one for one in news if one.pair == current.pair]):
        reviewer.message = told(reviewer, here, now)
    return bool(news)


def told(reviewer: Reviewer, news: Sequence[Decision], now: str) -> str:
    """Say who decided what on the pair in view, and when; neither to a blind reviewer nor to an adjudicator, who hear only that it is another now."""
    said = [one for one in news if one.verdict in _SAID]
    if not said:
        return ""
    if reviewer.blind or reviewer.room.clerk.adjudicates:
        return "somebody said something of this pair just now"
    last = said[-1]
    who = "you, elsewhere," if last.reviewer == reviewer.room.clerk.reviewer else last.reviewer
    return f"{who} {_SAID[last.verdict]} {ago(last.at, now)}"


def ago(at: str, now: str) -> str:
    """Say how long ago a moment was, as people do; its day where that is longer than an hour, or where a clock went back."""
    minutes = (datetime.fromisoformat(now) - datetime.fromisoformat(at)).total_seconds() / 60
    if not 0 <= minutes < 60:
        return f"on {at[:10]}"
    return "just now" if minutes < 1 else "a minute ago" if minutes < 2 else f"{int(minutes)} minutes ago"
