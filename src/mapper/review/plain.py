"""The plain reviewer: one pair a screen, one key an action; on any terminal, and from a pipe for scripts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from mapper.emphasis import NONE, Marks, paint
from mapper.review import looking, viewing
from mapper.review.actions import press
from mapper.review.idle import listen
from mapper.review.keys import END, REDRAW, Keys, Line
from mapper.review.reviewer import Reviewer
from mapper.review.text import width as cells
from mapper.review.text import wrap

CLEAR = "\x1b[H\x1b[2J"
_LEAST, _MOST = 8, 3  # lines of a pair, lines of a message


@dataclass(frozen=True)
class Paper:
    """Hold what is written on: a stream, its size now in cells and lines, what clears it, and how words are marked on it.

    Nothing clears a file or a dumb terminal. `now` tells the moment, where others may decide meanwhile.
    """

    out: TextIO
    size: Callable[[], tuple[int, int]]
    clear: str = ""
    marks: Marks = NONE
    now: Callable[[], str] | None = None


def review(reviewer: Reviewer, keys: Keys, paper: Paper) -> None:
    """Show pair after pair and do what the keys say, until the queue or the input ends, or the person quits."""
    shown = None
    while _goes_on(reviewer, keys):
        if reviewer.desk.current is not shown:
            keys.forget()  # what was typed before a pair is shown is not meant for it
            shown = reviewer.desk.current
        if paper.now is not None:
            listen(reviewer, paper.now())
        try:
            room = _draw(reviewer, paper)
            _follow(reviewer, paper)
            given = _read(reviewer, keys, paper, room)
        except (KeyboardInterrupt, EOFError):
            if reviewer.question is None:
                raise
            reviewer.cancel()
        else:
            _take(reviewer, given, paper)
        if not paper.clear:
            paper.out.write("\n")


def _follow(reviewer: Reviewer, paper: Paper) -> None:
    """Take over an order that was learned meanwhile, now that the pair is on the screen and nobody waits for it."""
    if paper.now is not None and reviewer.question is None:
        reviewer.tick()


def _goes_on(reviewer: Reviewer, keys: Keys) -> bool:
    """Say whether something is left to do; a person at a terminal who did something says themselves when they leave."""
    if reviewer.over or reviewer.desk.current is not None or reviewer.question is not None:
        return not reviewer.over
    return keys.live and bool(reviewer.desk.queue or reviewer.desk.decided)


def _draw(reviewer: Reviewer, paper: Paper) -> int:
    """Draw the screen and what is asked; give the cells that are left for an answer."""
    width, height = paper.size()
    fits = viewing.fits(width, height)
    asked = wrap(f"{reviewer.question.text}{reviewer.typed}" if reviewer.question else f"{reviewer.message}> ", width - 1)[-(_MOST if fits else 1) :]
    gap = "" if reviewer.typed and not reviewer.typed.endswith(" ") else " "
    lines: tuple[str, ...] = ()
    if paper.clear or not reviewer.typed:
        room = max(_LEAST, height - len(asked))
        screen = viewing.screen(reviewer, width, room, paper.marks) if fits else viewing.too_small(reviewer, width, height)
        reviewer.pages, lines = screen.pages, tuple(map(paint, screen.lines))
        reviewer.seen()
    paper.out.write(paper.clear + "\n".join((*lines, *asked)) + gap)
    paper.out.flush()
    return width - 1 - cells(asked[-1]) - len(gap)


def _read(reviewer: Reviewer, keys: Keys, paper: Paper, room: int) -> Line | str:
    """Wait for a line where one was asked for, else for a key."""
    if reviewer.question is not None and not reviewer.question.one_key:
        return keys.line(reviewer.typed, room, paper.out)
    return keys.key()


def _take(reviewer: Reviewer, given: Line | str, paper: Paper) -> None:
    """Hand on what was typed; the end of the input quits, and so does its key where the pair cannot be seen, which decides nothing then."""
    if isinstance(given, Line):
        if given.whole:
            looking.answer(reviewer, given.text)
        else:
            reviewer.typed = given.text
    elif given == REDRAW:
        return
    elif reviewer.question is not None:
        looking.answer(reviewer, given)
    elif given == END or not viewing.fits(*paper.size()):
        reviewer.over = given == END or reviewer.room.keymap.action(given) == "quit"
    else:
        press(reviewer, given)
