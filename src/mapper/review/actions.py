"""Actions: what each key does to a session. Enter, Space and arrows are in no table, so that they can never decide."""

from collections.abc import Callable, Mapping

from mapper.review import batch, families, giving, looking, marking, moving
from mapper.review.keys import PASTE
from mapper.review.reviewer import Reviewer
from mapper.review.screen import COVERING, Panel

_NEVER = frozenset("\r\n\t \x1b")
_AT_THE_END = frozenset(
    [
        "undo",
        "redo",
        "next",
        "previous",
        "next-any",
        "previous-any",
        "go",
        "filter",
        "search",
        "progress",
        "help",
        "quit",
        "batch",
        "blind",
        "example",
    ]
)


def press(reviewer: Reviewer, key: str) -> None:
    """Do what a key stands for; a page that covers the pair is left first, since nobody decides on what they cannot see."""
    reviewer.message = ""
    action = reviewer.room.keymap.action(key)
    if _leaves(reviewer, action):
        reviewer.panel, reviewer.page = Panel.EVIDENCE, 0
    elif reviewer.desk.current is None and action not in _AT_THE_END:
        reviewer.message = f"the queue is finished: {reviewer.key('undo')} takes the last one back, {reviewer.key('quit')} leaves"
    elif action:
        ACTIONS[action](reviewer)
    elif key.isdecimal() and key.isascii():
        giving.relation(reviewer, int(key))
    else:
        reviewer.message = _refused(reviewer, key)


def _leaves(reviewer: Reviewer, action: str) -> bool:
    """Say whether a key only takes a panel away: q does for any, each key but its own for one that covers the pair."""
    covered = reviewer.panel in COVERING and _OPENS.get(action) is not reviewer.panel
    return covered or (action == "quit" and reviewer.panel is not Panel.EVIDENCE and reviewer.desk.current is not None)


def _refused(reviewer: Reviewer, key: str) -> str:
    if key in _NEVER:
        return f"Enter, Space and arrows never decide; {reviewer.key('help')} lists the keys that do"
    if key == PASTE:
        return f"what is pasted decides nothing; {reviewer.key('comment')} takes a comment"
    return f"{key!r} does nothing here; {reviewer.key('help')} lists all keys"


def _undo(reviewer: Reviewer) -> None:
    reviewer.undo()


def _redo(reviewer: Reviewer) -> None:
    reviewer.redo()


def _quit(reviewer: Reviewer) -> None:
    reviewer.over = True


ACTIONS: Mapping[str, Callable[[Reviewer], None]] = {
    "accept": giving.accept,
    "reject": giving.reject,
    "unsure": giving.unsure,
    "skip": giving.skip,
    "confirm": giving.confirm,
    "comment": giving.comment,
    "evidence": looking.expand,
    "why": looking.why,
    "changes": looking.changes,
    "open-left": looking.open_left,
    "open-right": looking.open_right,
    "guideline": looking.guide,
    "example": giving.keep,
    "progress": looking.advance,
    "help": looking.keys,
    "blind": looking.blind,
    "bookmark": marking.bookmark,
    "family": families.ask,
    "batch": batch.ask,
    "undo": _undo,
    "redo": _redo,
    "next": moving.following,
    "previous": moving.previous,
    "next-any": moving.any_following,
    "previous-any": moving.any_previous,
    "go": moving.go,
    "search": moving.search,
    "filter": moving.narrow,
    "quit": _quit,
}
_OPENS: Mapping[str, Panel] = {"progress": Panel.PROGRESS, "help": Panel.HELP}
