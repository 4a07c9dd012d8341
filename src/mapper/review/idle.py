"""Idle: what a session does between two keys: hear what others decided, and say so where it is of the pair in view."""

from collections.abc import Sequence
from datetime import datetime

from mapper.errors import StoreError
from mapper.review.reviewer import Reviewer
from mapper.types import Decision, Verdict

_AWAY = "nothing can be recorded now, it is tried again in a moment: "
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
    heard = listen(reviewer, now)
    return heard if reviewer.message.startswith(_AWAY) else reviewer.tick() or heard


def listen(reviewer: Reviewer, now: str) -> bool:
    """Take in what came into the log from elsewhere; say whether anything is told. `now` is ISO 8601 in UTC.

    Where the store does not answer the session says so and goes on: it may be back before the next key.
    """
    before = reviewer.message
    try:
        heard = hear(reviewer, now)
    except StoreError as error:
        reviewer.message = f"{_AWAY}{error}"
        return reviewer.message != before
    if reviewer.message.startswith(_AWAY):
        reviewer.message, heard = "the store answers again", True
    return heard


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
