"""The plain reviewer: one pair a screen, one key an action; on any terminal, and from a pipe for scripts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from mapper.emphasis import NONE, Marks, mark, paint
from mapper.mapping import Mapped
from mapper.review import ending, progress
from mapper.review.actions import press
from mapper.review.keys import END, REDRAW, Keys, Line
from mapper.review.reviewer import Reviewer
from mapper.review.screen import COVERING, Panel, Screen, View, cover, render
from mapper.review.subject import in_view
from mapper.review.text import clean, wrap
from mapper.review.text import width as cells
from mapper.types import Evidence, State, Verdict

CLEAR = "\x1b[H\x1b[2J"
_LEAST, _MOST = 8, 3  # lines of a pair, lines of a message
_KEYS = "y yes n no u unsure s skip, 1-7 relation c comment, e more z undo q quit ? help"
_STALE = "r still holds y yes n no u unsure | v changes c comment | z undo q quit ? help"
_JUDGE = "y yes n no s skip | 1-7 relation c comment | e more w why | z undo q quit ? help"
_MORE = " | w why v changes o files t guide p progress | jkJK g / f"  # where there is room


@dataclass(frozen=True)
class Paper:
    """Hold what is written on: a stream, its size now in cells and lines, what clears it, and how words are marked on it.

    Nothing clears a file or a dumb terminal.
    """

    out: TextIO
    size: Callable[[], tuple[int, int]]
    clear: str = ""
    marks: Marks = NONE


def review(reviewer: Reviewer, keys: Keys, paper: Paper) -> None:
    """Show pair after pair and do what the keys say, until the queue or the input ends, or the person quits."""
    shown = None
    while _goes_on(reviewer, keys):
        if reviewer.desk.current is not shown:
            keys.forget()  # what was typed before a pair is shown is not meant for it
            shown = reviewer.desk.current
        try:
            room = _draw(reviewer, paper)
            given = _read(reviewer, keys, paper, room)
        except (KeyboardInterrupt, EOFError):
            if reviewer.question is None:
                raise
            reviewer.cancel()
        else:
            _take(reviewer, given)
        if not paper.clear:
            paper.out.write("\n")


def _goes_on(reviewer: Reviewer, keys: Keys) -> bool:
    """Say whether something is left to do; a person at a terminal who did something says themselves when they leave."""
    if reviewer.over or reviewer.desk.current is not None or reviewer.question is not None:
        return not reviewer.over
    return keys.live and bool(reviewer.desk.queue or reviewer.desk.decided)


def _draw(reviewer: Reviewer, paper: Paper) -> int:
    """Draw the screen and what is asked; give the cells that are left for an answer."""
    width, height = paper.size()
    asked = wrap(f"{reviewer.question.text}{reviewer.typed}" if reviewer.question else f"{reviewer.message}> ", width - 1)[-_MOST:]
    gap = "" if reviewer.typed and not reviewer.typed.endswith(" ") else " "
    lines: tuple[str, ...] = ()
    if paper.clear or not reviewer.typed:
        screen = _screen(reviewer, width, max(_LEAST, height - len(asked)), paper.marks)
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


def _take(reviewer: Reviewer, given: Line | str) -> None:
    """Hand on what was typed; the end of the input quits."""
    if isinstance(given, Line):
        if given.whole:
            reviewer.answer(given.text)
        else:
            reviewer.typed = given.text
    elif given == REDRAW:
        return
    elif reviewer.question is not None:
        reviewer.answer(given)
    elif given == END:
        reviewer.over = True
    else:
        press(reviewer, given)


def _screen(reviewer: Reviewer, width: int, height: int, marks: Marks) -> Screen:
    mapped = reviewer.desk.current
    if mapped is not None:
        return render(_view(reviewer, width, marks), width, height)
    facts = reviewer.facts if reviewer.panel in COVERING else ending.page(reviewer)
    return cover(_head(reviewer, "end of queue"), facts, width, height, page=reviewer.page)


def _view(reviewer: Reviewer, width: int, marks: Marks) -> View:
    mapped = reviewer.desk.current
    room = reviewer.room
    if mapped is None:
        raise LookupError("a session at its end has no pair to draw")
    relation, word = reviewer.relation()
    evidence = in_view(mapped, room.documents).evidence
    return View(
        mapped=mapped,
        left=room.documents.get(mapped.left),
        right=room.documents.get(mapped.right),
        head=_head(reviewer, mapped.type if reviewer.one_mapping else "all mappings"),
        state=_state(reviewer, mapped),
        filters=str(reviewer.filters),
        relation=relation,
        direction=reviewer.direction() if relation else "",
        word=word,
        comment=reviewer.desk.draft.comment,
        blind=reviewer.blind,
        bound=reviewer.bound,
        evidence=evidence,
        quoted=tuple(_quoted(reviewer, mapped, one, marks) for one in evidence),
        why=tuple(room.explain(mapped, reviewer.touched, width)) if reviewer.panel is Panel.WHY else (),
        earlier=(*_asked(reviewer, mapped), *room.clerk.told(mapped, blind=reviewer.blind)),
        panel=reviewer.panel,
        page=reviewer.page,
        facts=reviewer.facts,
        footer=_footer(reviewer, mapped, width),
    )


def _asked(reviewer: Reviewer, mapped: Mapped) -> tuple[str, ...]:
    """Say which accepted pairs ask for a pair; a blind reviewer hears nothing of what others said."""
    told = reviewer.room.asked.get(mapped.pair, "")
    return () if reviewer.blind or not told else (told,)


def _quoted(reviewer: Reviewer, mapped: Mapped, evidence: Evidence, marks: Marks) -> tuple[str, str]:
    """Quote both clauses with the words marked that speak for the pair."""
    left, right = clean(evidence.left.text), clean(evidence.right.text)
    found = reviewer.room.speaker.between((mapped.left, mapped.right), (left, right))
    return mark(left, found.left, marks), mark(right, found.right, marks)


def _state(reviewer: Reviewer, mapped: Mapped) -> str:
    """Name the state as the session found it; nothing where it is another since, or tells a blind reviewer what others said."""
    hidden = reviewer.blind and mapped.state is not State.STALE
    return "" if hidden or mapped.pair in reviewer.touched else mapped.state.value


def _footer(reviewer: Reviewer, mapped: Mapped, width: int) -> str:
    """Name the keys that do something here; the less common ones where there is room."""
    mine = any(one.reviewer == reviewer.room.clerk.reviewer for one in mapped.decisions)
    named = _JUDGE if reviewer.room.clerk.adjudicates else _STALE if mapped.stale and mine else _KEYS
    return named + _MORE if len(named + _MORE) <= width else named


def _head(reviewer: Reviewer, where: str) -> tuple[str, ...]:
    unsure = sum(decision.verdict is Verdict.UNSURE for decision in reviewer.mine.values())
    return (
        where,
        reviewer.counted(),
        f"{unsure} unsure",
        progress.left(reviewer),
        reviewer.room.clerk.reviewer,
        "blind on" if reviewer.blind else "blind off",
    )
