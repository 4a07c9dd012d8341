"""Viewing: a session as it stands laid out on a screen; the same for every way of drawing it."""

from dataclasses import replace

from mapper.emphasis import Marks, mark
from mapper.mapping import Mapped
from mapper.review import ending, leading, looking, offers, progress
from mapper.review.reviewer import Reviewer
from mapper.review.screen import COVERING, Panel, Screen, View, cover, render
from mapper.review.subject import in_view
from mapper.review.text import clean, wrap
from mapper.review.text import width as cells
from mapper.types import Evidence, State, Verdict

LEAST = (32, 10)  # cells and lines below which a pair cannot be drawn


def fits(width: int, height: int) -> bool:
    """Say whether a pair can be drawn on so many cells and lines."""
    return width >= LEAST[0] and height >= LEAST[1]


def too_small(reviewer: Reviewer, width: int, height: int) -> Screen:
    """Say on a screen of any size that it is too small; nobody decides on what they cannot see."""
    told = f"{width}x{height} is too small to show a pair: make it {LEAST[0]}x{LEAST[1]} or larger. All is kept; {reviewer.key('quit')} leaves."
    return Screen(tuple(wrap(told, width)[:height]))


def screen(reviewer: Reviewer, width: int, height: int, marks: Marks) -> Screen:
    """Lay out what is to be seen now: the pair in view, or the page at the end of the queue."""
    mapped = reviewer.desk.current
    if mapped is not None:
        return render(view(reviewer, mapped, width, marks), width, height)
    facts = reviewer.facts if reviewer.panel in COVERING or reviewer.question else ending.page(reviewer)
    return cover(_head(reviewer, "end of queue"), facts, width, height, page=reviewer.page, turning=_turning(reviewer))


def view(reviewer: Reviewer, mapped: Mapped, width: int, marks: Marks) -> View:
    """Gather all that is to be seen of the pair in view, words that speak marked as they can be."""
    room = reviewer.room
    relation, word = reviewer.relation()
    evidence = in_view(mapped, room.documents).evidence
    return View(
        mapped=replace(mapped, premises=offers.seen(mapped, room.clerk.reviewer, blind=reviewer.blind)),
        left=room.documents.get(mapped.left),
        right=room.documents.get(mapped.right),
        head=_head(reviewer, mapped.type if reviewer.one_mapping else "all mappings"),
        state=_state(reviewer, mapped),
        led=leading.told(reviewer),
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
        earlier=(*_asked(reviewer, mapped), *room.clerk.told(mapped, blind=reviewer.blind), *_offered(reviewer, mapped)),
        panel=reviewer.panel,
        page=reviewer.page,
        facts=reviewer.facts,
        footer=_footer(reviewer, mapped, width),
        keymap=room.keymap,
        marked=mapped.pair in reviewer.marked,
        history=tuple(room.clerk.history(mapped, blind=reviewer.blind)) if reviewer.panel is Panel.EXPANDED else (),
        turning=_turning(reviewer),
        others=mapped.pair not in reviewer.mine and not _sayable(reviewer, mapped),
    )


def _turning(reviewer: Reviewer) -> str:
    """Say what turns the pages of what is shown, as it is now."""
    return f"the same key turns it, {reviewer.key('quit')} goes back" if reviewer.question is None else f"{looking.TURN} turns it"


def _asked(reviewer: Reviewer, mapped: Mapped) -> tuple[str, ...]:
    """Say which accepted pairs ask for a pair; a blind reviewer hears nothing of what others said."""
    told = reviewer.room.asked.get(mapped.pair, "")
    return () if reviewer.blind or not told else (told,)


def _offered(reviewer: Reviewer, mapped: Mapped) -> tuple[str, ...]:
    """Say what was said of the texts that the pair's go on from, and which key says it here, where one can."""
    told = [one.told for one in offers.seen(mapped, reviewer.room.clerk.reviewer, blind=reviewer.blind)]
    again = f" ({reviewer.key('confirm')} says it here)" if _sayable(reviewer, mapped) else ""
    return (*told[:-1], *(f"{last}{again}" for last in told[-1:]))


def _sayable(reviewer: Reviewer, mapped: Mapped) -> bool:
    return offers.agreed(mapped, offers.seen(mapped, reviewer.room.clerk.reviewer, blind=reviewer.blind)) is not None


def _quoted(reviewer: Reviewer, mapped: Mapped, evidence: Evidence, marks: Marks) -> tuple[str, str]:
    """Quote both clauses with the words marked that speak for the pair."""
    left, right = clean(evidence.left.text), clean(evidence.right.text)
    found = reviewer.room.speaker.between((mapped.left, mapped.right), (left, right))
    return mark(left, found.left, marks), mark(right, found.right, marks)


def _state(reviewer: Reviewer, mapped: Mapped) -> str:
    """Name the state as it is now; nothing where it tells a blind reviewer what others said."""
    return "" if reviewer.blind and mapped.state is not State.STALE else mapped.state.value


_KEYS = "{accept} yes {reject} no {unsure} unsure {skip} skip, 1-7 relation {comment} comment, {evidence} more {undo} undo {quit} quit {help} help"
_STALE = "{confirm} still holds {accept} yes {reject} no {unsure} unsure | {changes} changes {comment} comment | {undo} undo {quit} quit {help} help"
_OFFERED = "{confirm} as before {accept} yes {reject} no {unsure} unsure | {changes} changes {comment} comment | {undo} undo {quit} quit {help} help"
_JUDGE = "{accept} yes {reject} no {skip} skip | 1-7 relation {comment} comment | {evidence} more {why} why | {undo} undo {quit} quit {help} help"
_SHORT = "{accept} {reject} {unsure} {skip} decide {undo} undo {quit} quit {help} help"
_MORE = (  # where there is room
    " | {why} why",
    " {changes} changes",
    " {open-left}{open-right} open",
    " {guideline} guide",
    " {progress} progress",
    " | {next}{previous}{next-any}{previous-any} {go} {search} {filter}",
    " | {bookmark} mark {family} family {batch} batch",
)


def _footer(reviewer: Reviewer, mapped: Mapped, width: int) -> str:
    """Name the keys that do something here; the less common ones where there is room."""
    mine = any(one.reviewer == reviewer.room.clerk.reviewer for one in mapped.decisions)
    plain = _OFFERED if _sayable(reviewer, mapped) else _KEYS
    template = _JUDGE if reviewer.room.clerk.adjudicates else _STALE if mapped.stale and mine else plain
    keys = reviewer.room.keymap.keys
    named = template.format_map(keys)
    if cells(named) > width:
        return _SHORT.format_map(keys)
    first, *others = (more for more in (text.format_map(keys) for text in _MORE) if more.strip(" |") not in named)
    for more in (f" | {first.strip(' |')}", *others):
        named += more if cells(named + more) <= width else ""
    return named


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
