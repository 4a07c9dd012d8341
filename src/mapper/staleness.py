"""Staleness: whether a clause that carried a decision's evidence has changed in substance since."""

from collections.abc import Mapping, Sequence

from mapper import wordings
from mapper.editions import ClauseChange, align, compare
from mapper.types import Change, Clause, Decision, Document, Part, Quote

_HOLDS = frozenset({Change.UNCHANGED, Change.EDITORIAL, Change.RENUMBERED})


def why_stale(decision: Decision, current: Mapping[str, Document], seen: Mapping[tuple[str, str], Document]) -> tuple[ClauseChange, ...]:
    """List the substantial changes under a decision's evidence; an empty list means that it still holds.

    `current` holds the latest edition by work id, `seen` every edition read so far by (work id, edition label). A document that is not in
    `current`, or that ended, makes nothing stale: it is gone, which is another state.
    """
    changes: list[ClauseChange] = []
    for side, work in enumerate((decision.left, decision.right)):
        new = current.get(work)
        if new is None or new.status.ended:
            continue
        old = seen.get((work, decision.editions[side]))
        quotes = [evidence.left if side == 0 else evidence.right for evidence in decision.evidence]
        changes += _of_quotes(quotes, old, new) if quotes else _of_whole(old, new)
    return tuple(dict.fromkeys(changes))


def _of_quotes(quotes: Sequence[Quote], old: Document | None, new: Document) -> list[ClauseChange]:
    found = (_of_quote(quote, old, new) for quote in quotes)
    return [change for change in found if change is not None and change.grade not in _HOLDS]


def _of_quote(quote: Quote, old: Document | None, new: Document) -> ClauseChange | None:
    """Follow one quoted clause into the new edition; the quote itself stands in where the old edition is not at hand."""
    if not quote.clause or (old and quote.clause not in {clause.id for clause in old.clauses}):
        return _of_heading(quote, new)
    before = next((clause for clause in old.clauses if clause.id == quote.clause), None) if old else None
    if before is None or before.digest != quote.digest:
        before = _as_clause(quote, before)
        known = tuple(clause for clause in (old.clauses if old else ()) if clause.id != quote.clause)
    else:
        known = tuple(clause for clause in (old.clauses if old else ()) if clause.id != before.id)
    changes = align((*known, before), new.clauses)
    return next((change for change in changes if change.old is not None and change.old == before and change.grade is not Change.ADDED), None)


def reread(quote: Quote, document: Document) -> Quote | None:
    """Quote what a quoted clause or title has become in a later text; None where it has gone."""
    title = f"{document.id}#title"
    if quote.clause.endswith("#title"):
        return Quote(title, quote.place, document.pages[0], document.title)
    changes = align((_as_clause(quote, None),), document.clauses)
    now = next((change.new for change in changes if change.old is not None and change.old.id == quote.clause), None)
    return Quote(now.id, now.place, now.page, now.text) if now else None


def _as_clause(quote: Quote, known: Clause | None) -> Clause:
    opener, _, label = quote.place.rpartition(" ")
    part = known.part if known else Part.OPERATIVE
    actor = known.actor if known else ""
    return Clause(quote.clause, part, opener or quote.place, actor, label if opener else "", 0, quote.text, quote.page)


def _of_heading(quote: Quote, new: Document) -> ClauseChange | None:
    """Compare a quoted title with the new one."""
    if any(clause.digest == quote.digest for clause in new.clauses):
        return None
    old_clause = Clause(quote.clause, Part.PREAMBLE, quote.place, "", "", 0, quote.text, quote.page)
    new_clause = Clause(f"{new.id}#title", Part.PREAMBLE, quote.place, "", "", 0, new.title, new.pages[0])
    grade = wordings.grade(quote.text, new.title)
    return ClauseChange(Change.RECITAL_ONLY if grade not in _HOLDS else grade, old_clause, new_clause)


def _of_whole(old: Document | None, new: Document) -> list[ClauseChange]:
    """Judge a decision that carries no evidence (an imported one) by the operative clauses as a whole."""
    if old is None or old.digest == new.digest:
        return []
    return [change for change in compare(old, new).clauses if change.substantial and change.grade is not Change.RECITAL_ONLY]
