"""Actions: what each key does to a session. Enter, Space and arrows are in no table, so that they can never decide."""

from collections.abc import Callable, Mapping

from mapper.review import giving, looking, moving
from mapper.review.keys import PASTE
from mapper.review.reviewer import Reviewer
from mapper.review.screen import COVERING, Panel

_NEVER = frozenset("\r\n\t \x1b")
_AT_THE_END = frozenset("zZjkJKgf/p?q+")


def press(reviewer: Reviewer, key: str) -> None:
    """Do what a key stands for; a page that covers the pair is left first, since nobody decides on what they cannot see."""
    reviewer.message = ""
    if _leaves(reviewer, key):
        reviewer.panel, reviewer.page = Panel.EVIDENCE, 0
    elif reviewer.desk.current is None and key not in _AT_THE_END:
        reviewer.message = "the queue is finished: z takes the last one back, q leaves"
    elif key in KEYS:
        KEYS[key](reviewer)
    elif key.isdecimal() and key.isascii():
        giving.relation(reviewer, int(key))
    else:
        reviewer.message = _refused(key)


def _leaves(reviewer: Reviewer, key: str) -> bool:
    """Say whether a key only takes a panel away: q does for any, each key but its own for one that covers the pair."""
    covered = reviewer.panel in COVERING and _OPENS.get(key) is not reviewer.panel
    return covered or (key == "q" and reviewer.panel is not Panel.EVIDENCE and reviewer.desk.current is not None)


def _refused(key: str) -> str:
    if key in _NEVER:
        return "Enter, Space and arrows never decide; ? lists the keys that do"
    return "what is pasted decides nothing; c takes a comment" if key == PASTE else f"{key!r} does nothing here; ? lists all keys"


def _undo(reviewer: Reviewer) -> None:
    reviewer.undo()


def _redo(reviewer: Reviewer) -> None:
    reviewer.redo()


def _quit(reviewer: Reviewer) -> None:
    reviewer.over = True


KEYS: Mapping[str, Callable[[Reviewer], None]] = {
    "y": giving.accept,
    "n": giving.reject,
    "u": giving.unsure,
    "s": giving.skip,
    "r": giving.confirm,
    "c": giving.comment,
    "e": looking.expand,
    "w": looking.why,
    "v": looking.changes,
    "o": looking.sources,
    "+": giving.keep,
    "t": looking.guide,
    "p": looking.advance,
    "?": looking.keys,
    "B": looking.blind,
    "z": _undo,
    "Z": _redo,
    "j": moving.following,
    "k": moving.previous,
    "J": moving.any_following,
    "K": moving.any_previous,
    "g": moving.go,
    "/": moving.search,
    "f": moving.narrow,
    "q": _quit,
}
_OPENS: Mapping[str, Panel] = {"p": Panel.PROGRESS, "?": Panel.HELP}
