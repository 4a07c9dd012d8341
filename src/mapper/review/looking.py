"""Looking: the keys that show something and decide nothing."""

from mapper.mapping import Mapped
from mapper.review import examples, guidelines, progress
from mapper.review import help as helping
from mapper.review.reviewer import Reviewer
from mapper.review.screen import Panel
from mapper.review.subject import in_view

TURN = "+"  # for an answer: turns a page of what is asked about


def answer(reviewer: Reviewer, given: str) -> None:
    """Hand an answer to who asked; where what is asked about has pages, `TURN` turns one and answers nothing."""
    if given == TURN and reviewer.panel is Panel.FACTS and reviewer.pages > 1:
        reviewer.page, reviewer.typed = (reviewer.page + 1) % reviewer.pages, ""
    else:
        reviewer.answer(given)


def expand(reviewer: Reviewer) -> None:
    """Show the evidence in full."""
    reviewer.show(Panel.EXPANDED)


def why(reviewer: Reviewer) -> None:
    """Show what spoke for the pair."""
    reviewer.show(Panel.WHY)


def changes(reviewer: Reviewer) -> None:
    """Show what changed since the pair was decided."""
    reviewer.show(Panel.CHANGES)


def open_left(reviewer: Reviewer) -> None:
    """Open the left document at the page of its evidence."""
    _open(reviewer, 0)


def open_right(reviewer: Reviewer) -> None:
    """Open the right document at the page of its evidence."""
    _open(reviewer, 1)


def _open(reviewer: Reviewer, side: int) -> None:
    """Name file and page of both sides, and open one of them where the room can; only what was read as a source is ever opened."""
    current, room = reviewer.desk.current, reviewer.room
    if current is None:
        return
    reviewer.show(Panel.FACTS, sources(reviewer, current))
    document = room.documents.get((current.left, current.right)[side])
    if document and room.viewer and reviewer.panel is Panel.FACTS:
        told = room.viewer(document, next(iter(_pages(reviewer, current, side)), document.pages[0]))
        reviewer.message = told[0] if len(told) == 1 else ""
        reviewer.facts = (*reviewer.facts, *([""] if len(told) > 1 else []), *(told if len(told) > 1 else []))


def sources(reviewer: Reviewer, mapped: Mapped) -> list[str]:
    """Name file and pages of both sides of a pair."""
    facts = []
    for side, work in enumerate((mapped.left, mapped.right)):
        document = reviewer.room.documents.get(work)
        pages = _pages(reviewer, mapped, side)
        where = f"{reviewer.room.place(document)}, pages {document.pages[0]}-{document.pages[1]}" if document else "no source could be read"
        told = f", evidence on p. {', '.join(map(str, pages))}" if pages else ""
        facts.append(f"{('left ', 'right')[side]} {where}{told}")
    return facts


def _pages(reviewer: Reviewer, mapped: Mapped, side: int) -> list[int]:
    """Give the pages of a side's evidence, the strongest first."""
    evidence = in_view(mapped, reviewer.room.documents).evidence
    return list(dict.fromkeys(quote.page for one in evidence if (quote := (one.left, one.right)[side]).page))


def guide(reviewer: Reviewer) -> None:
    """Show when to accept and when to reject, for the mapping that the pair is of, with what the team settled."""
    current = reviewer.desk.current
    reviewer.show(Panel.GUIDE, guidelines.lines(current.type if current else "", examples.load(reviewer.room.examples)))


def advance(reviewer: Reviewer) -> None:
    """Show how far the person is."""
    reviewer.show(Panel.PROGRESS, progress.lines(reviewer))


def keys(reviewer: Reviewer) -> None:
    """Show all keys."""
    reviewer.show(Panel.HELP, helping.lines(reviewer.room.relations, reviewer.room.keymap))


def blind(reviewer: Reviewer) -> None:
    """Hide scores and the verdicts of others, or show them; a pair that is read blind stays so."""
    if reviewer.bound:
        reviewer.message = "this pair is read without the score and the verdicts of others"
        return
    reviewer.blind = not reviewer.blind
    reviewer.message = "blind: scores and the verdicts of others are hidden" if reviewer.blind else "scores and the verdicts of others are shown"


def scroll(reviewer: Reviewer, pages: int) -> None:
    """Turn pages of what is shown; down from the evidence it is shown in full, and up from its first page in brief again. Nothing is decided."""
    page = reviewer.page + pages
    if 0 <= page < reviewer.pages:
        reviewer.page = page
    elif reviewer.panel is Panel.EVIDENCE and pages > 0 and reviewer.desk.current:
        reviewer.show(Panel.EXPANDED)
    elif reviewer.panel is Panel.EXPANDED and pages < 0:
        reviewer.panel, reviewer.page = Panel.EVIDENCE, 0
