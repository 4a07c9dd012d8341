"""The plain reviewer: one pair a screen, one key an action; on any terminal, and from a pipe for scripts."""

from collections.abc import Callable
from typing import TextIO

from mapper.review.actions import press
from mapper.review.keys import END, Keys
from mapper.review.reviewer import Reviewer
from mapper.review.screen import View, render
from mapper.review.session import Outcome, minutes_left, outcome, typical_seconds
from mapper.review.subject import in_view
from mapper.review.text import wrap
from mapper.types import Verdict

CLEAR = "\x1b[H\x1b[2J"
_LEAST, _MOST = 8, 3  # lines of a pair, lines of a message
_KEYS = "y yes n no u unsure s skip | 1-7 relation c comment | e more w why z undo ? help"


def review(reviewer: Reviewer, keys: Keys, out: TextIO, size: Callable[[], tuple[int, int]], *, clear: str = "") -> Outcome:
    """Show pair after pair and do what the keys say, until the queue or the input ends, or the person quits."""
    while not reviewer.over and (reviewer.desk.current is not None or reviewer.question is not None):
        width, height = size()
        told = reviewer.question.text if reviewer.question else f"{reviewer.message}> "
        asked = wrap(told, width - 1)[-_MOST:]
        screen = render(_view(reviewer), width, max(_LEAST, height - len(asked)))
        reviewer.pages = screen.pages
        reviewer.seen()
        out.write(clear + "\n".join((*screen.lines, *asked)) + " ")
        out.flush()
        _take(reviewer, keys)
        if not clear:
            out.write("\n")
    return outcome(reviewer.desk)


def _take(reviewer: Reviewer, keys: Keys) -> None:
    """Hand on one key, or one line where a line was asked for; the end of the input quits."""
    question = reviewer.question
    if question is not None and not question.one_key:
        reviewer.answer(keys.line())
        return
    key = keys.key()
    if question is not None:
        reviewer.answer(key)
    elif key == END:
        reviewer.over = True
    else:
        press(reviewer, key)


def _view(reviewer: Reviewer) -> View:
    mapped = reviewer.desk.current
    room = reviewer.room
    if mapped is None:
        raise LookupError("a session at its end has nothing to draw")
    relation, word = reviewer.relation()
    return View(
        mapped=mapped,
        left=room.documents.get(mapped.left),
        right=room.documents.get(mapped.right),
        head=_head(reviewer, mapped.type),
        filters=str(reviewer.filters),
        relation=relation,
        direction=reviewer.direction() if relation else "",
        word=word,
        comment=reviewer.desk.draft.comment,
        blind=reviewer.blind,
        evidence=in_view(mapped, room.documents).evidence,
        earlier=room.clerk.told(mapped, blind=reviewer.blind),
        panel=reviewer.panel,
        page=reviewer.page,
        facts=reviewer.facts,
        footer=_KEYS,
    )


def _head(reviewer: Reviewer, type_: str) -> tuple[str, ...]:
    left = reviewer.desk.undecided
    unsure = sum(decision.verdict is Verdict.UNSURE for decision in reviewer.mine.values())
    return (
        type_,
        f"{left} of {len(reviewer.scope(reviewer.filters))} open",
        f"{unsure} unsure",
        minutes_left(left, typical_seconds(reviewer.mine.values())),
        reviewer.room.clerk.reviewer,
        "blind on" if reviewer.blind else "blind off",
    )
