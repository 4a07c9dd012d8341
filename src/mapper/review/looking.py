"""Looking: the keys that show something and decide nothing."""

from mapper.review import examples, guidelines, progress
from mapper.review import help as helping
from mapper.review.reviewer import Reviewer
from mapper.review.screen import Panel
from mapper.review.subject import in_view


def expand(reviewer: Reviewer) -> None:
    """Show the evidence in full."""
    reviewer.show(Panel.EXPANDED)


def why(reviewer: Reviewer) -> None:
    """Show what spoke for the pair."""
    reviewer.show(Panel.WHY)


def changes(reviewer: Reviewer) -> None:
    """Show what changed since the pair was decided."""
    reviewer.show(Panel.CHANGES)


def sources(reviewer: Reviewer) -> None:
    """Name file and page of both sides; nothing is ever opened from here."""
    current = reviewer.desk.current
    if current is None:
        return
    evidence = in_view(current, reviewer.room.documents).evidence
    facts = []
    for side, work in enumerate((current.left, current.right)):
        document = reviewer.room.documents.get(work)
        pages = dict.fromkeys(quote.page for one in evidence if (quote := (one.left, one.right)[side]).page)
        where = f"{reviewer.room.place(document)}, pages {document.pages[0]}-{document.pages[1]}" if document else "no source could be read"
        told = f", evidence on p. {', '.join(map(str, pages))}" if pages else ""
        facts.append(f"{('left ', 'right')[side]} {where}{told}")
    reviewer.show(Panel.FACTS, facts)


def guide(reviewer: Reviewer) -> None:
    """Show when to accept and when to reject, for the mapping that the pair is of, with what the team settled."""
    current = reviewer.desk.current
    reviewer.show(Panel.GUIDE, guidelines.lines(current.type if current else "", examples.load(reviewer.room.examples)))


def advance(reviewer: Reviewer) -> None:
    """Show how far the person is."""
    reviewer.show(Panel.PROGRESS, progress.lines(reviewer))


def keys(reviewer: Reviewer) -> None:
    """Show all keys."""
    reviewer.show(Panel.HELP, helping.lines(reviewer.room.relations))


def blind(reviewer: Reviewer) -> None:
    """Hide scores and the verdicts of others, or show them; a pair that is read blind stays so."""
    if reviewer.bound:
        reviewer.message = "this pair is read without the score and the verdicts of others"
        return
    reviewer.blind = not reviewer.blind
    reviewer.message = "blind: scores and the verdicts of others are hidden" if reviewer.blind else "scores and the verdicts of others are shown"
