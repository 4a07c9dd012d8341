"""Outline: a document as a tree of lines: parts, openers, clauses as they are nested, with their pages; then notes, comments and citations."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from mapper.types import Clause, Document, Part

_GUTTER = 8  # columns at the left, where the page stands when it changes
_DAY = 10  # letters of a time that name the day
_LEAST = 30  # columns: text is not broken narrower than that
_NAMES = {Part.BODY: "text"}


def whole(document: Document, width: int = 0) -> Iterator[str]:
    """Draw a document with its head; lines are broken at `width` columns, at 0 they are not."""
    edition = f" ({document.edition.label})" if document.edition.label else ""
    first, last = document.pages
    pages = f"p. {first}" if first == last else f"pp. {first}-{last}"
    proposed = next((f", proposed: {value}" for key, value in document.details if key == "proposed"), "")
    yield from _fill(f"{document.id}  ", f"{document.title}{edition}  [{document.status.value}{proposed}, {pages}]", width)
    yield from tree(document, width)
    yield ""


def tree(document: Document, width: int = 0) -> Iterator[str]:
    """Draw the clauses of a document, its footnotes, what people remarked in its margin, and what it cites."""
    part, page = None, 0
    for (its, opener), group in groupby(document.clauses, key=lambda clause: (clause.part, clause.opener)):
        clauses = list(group)
        shown = _around(document, opener) if its is Part.TABLE else its
        if shown and shown is not part:
            part = shown
            yield f"  {_NAMES.get(part, part.value)}"
        actor = _shared_actor(clauses) if opener else ""
        if opener:
            yield from _fill(" " * 4, f"{opener}{f'  -> {actor}' if actor else ''}", width)
        for clause in clauses:
            yield from _clause(clause, page, actor, width)
            page = clause.page
    yield from _footnotes(document, width)
    yield from _comments(document, width)
    yield from _citations(document, width)


def _around(document: Document, opener: str) -> Part | None:
    """Say in which part a table stands where that is not the part of the text before it: in an annex that has a title."""
    annexed = any(key == "annex" and value.startswith(f"{opener}:") for key, value in document.details)
    return Part.ANNEX if opener and annexed else None


def _shared_actor(clauses: Sequence[Clause]) -> str:
    """Give who is to act by the opener: the one whom all its clauses have."""
    actors = {clause.actor for clause in clauses}
    return actors.pop() if len(actors) == 1 else ""


def _clause(clause: Clause, page: int, actor: str, width: int) -> Iterator[str]:
    """Draw a clause behind its label; the page stands before it where it is not that of the clause before.

    Who is to act stands behind it where that is not the `actor` of its opener, and the time by when.
    """
    place = f"p. {clause.page}" if clause.page != page else ""
    label = "|" if clause.part is Part.TABLE and not clause.label else clause.label
    head = f"{place:<{_GUTTER}}{'  ' * clause.depth}{label + ' ' if label else ''}"
    who = f"  [-> {clause.actor}]" if clause.actor and clause.actor != actor else ""
    when = f"  [when: {clause.deadline}]" if clause.deadline else ""
    yield from _fill(head, f"{clause.text}{who}{when}", width)


def _footnotes(document: Document, width: int) -> Iterator[str]:
    if document.footnotes:
        yield "  footnotes"
    places = {clause.id: clause.place for clause in document.clauses}
    for note in document.footnotes:
        again = ", ".join(dict.fromkeys(places.get(clause, "") for clause, _ in note.again))
        yield from _fill(f"{f'p. {note.page}':<{_GUTTER}}{note.mark} ", f"{note.text}{f'  [again in {again}]' if again else ''}", width)


def _comments(document: Document, width: int) -> Iterator[str]:
    """List what people remarked in the margin: who, when, on which clause, and the words it hangs on."""
    if document.comments:
        yield "  comments"
    places = {clause.id: clause.place for clause in document.clauses}
    for comment in document.comments:
        head = ", ".join(filter(None, (comment.author, comment.date[:_DAY], places.get(comment.clause, ""))))
        about = f'  (on "{comment.about}")' if comment.about else ""
        yield from _fill(" " * _GUTTER, f"{head}: {comment.text}{about}" if head else f"{comment.text}{about}", width)


def _citations(document: Document, width: int) -> Iterator[str]:
    """List what is cited, each once, with the words where no text could be found for them."""
    if document.citations:
        yield "  cites"
    cited = dict.fromkeys((c.id, c.edition, "" if c.id else c.text) for c in document.citations)
    for work, edition, words in cited:
        yield from _fill(" " * _GUTTER, f"{work}{f' ({edition})' if edition else ''}" if work else f"? {words}", width)


def _fill(head: str, text: str, width: int) -> Iterator[str]:
    """Put a text behind its head, broken so that it stays behind it."""
    if not width:
        yield f"{head}{text}".rstrip()
        return
    indent = min(len(head), max(0, width - _LEAST))
    broken = textwrap.wrap(text, max(_LEAST, width - indent), break_long_words=False, break_on_hyphens=False) or [""]
    yield f"{head}{broken[0]}".rstrip()
    yield from (f"{' ' * indent}{line}" for line in broken[1:])
