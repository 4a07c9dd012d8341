"""Staleness: whether a clause that carried a decision's evidence has changed in substance since."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mapper import profiles, wordings
from mapper.editions import TITLE, ClauseChange, align, compare, partner
from mapper.extractors.labels import is_label
from mapper.extractors.paragraphs import CELLS
from mapper.identity import normalise
from mapper.types import Change, Clause, Decision, Document, Part, Quote

CITATION, FOOTNOTE = "#citation", "#footnote"  # what a quote names that is no clause
_HOLDS = frozenset({Change.UNCHANGED, Change.EDITORIAL, Change.RENUMBERED})
_LETTERED = re.compile(
    r"\(?(?:[^\W\d_]|[ivxl]{2,6}|[IVXL]{2,6})[).]|[A-Z]|[IVXL]{2,6}"
)  # a word that numbers a clause, beside what readers take for one: iv., A
_NO_WORD = re.compile(r"(?!.*[^\W\d_]{2})\S+")  # what can only be a number behind words that are known for an opener: §2, 1°, 1.a, [1]
_NAMELESS = {part.value: part for part in Part}  # places of clauses that have neither opener nor label
_Key = tuple[str, str]


@dataclass
class Watch:
    """Follow quoted clauses from the editions that people saw into the current ones; each two editions are aligned once.

    `current` holds the latest edition by work id, `seen` every edition read so far by (work id, edition label).
    """

    current: Mapping[str, Document]
    seen: Mapping[_Key, Document]
    _aligned: dict[tuple[_Key, _Key], dict[str, ClauseChange]] = field(default_factory=dict)
    _found: dict[tuple[str, str, tuple[Quote, ...]], tuple[ClauseChange, ...]] = field(default_factory=dict)

    def why_stale(self, decision: Decision) -> tuple[ClauseChange, ...]:
        """List the substantial changes under a decision's evidence; an empty list means that it still holds.

        A document that is not there, or that ended, makes nothing stale: it is gone, which is another state.
        """
        changes: dict[ClauseChange, None] = {}
        for side, work in enumerate((decision.left, decision.right)):
            quotes = tuple(evidence.left if side == 0 else evidence.right for evidence in decision.evidence)
            key = (work, decision.editions[side], quotes)
            if key not in self._found:  # many verdicts rest on the same quotes
                self._found[key] = tuple(self._of_side(*key))
            changes |= dict.fromkeys(self._found[key])
        return tuple(changes)

    def _of_side(self, work: str, edition: str, quotes: Sequence[Quote]) -> Iterable[ClauseChange]:
        new, old = self.current.get(work), self.seen.get((work, edition))
        if new is None or new.status.ended:
            return ()
        return self._of_quotes(quotes, old, new) if quotes else _of_whole(old, new)

    def _of_quotes(self, quotes: Sequence[Quote], old: Document | None, new: Document) -> Iterator[ClauseChange]:
        for quote in quotes:
            before = _quoted(quote, old) if old else None
            if before and old is new and before.place == quote.place:
                continue
            change = self._of_clause(before, old, new) if before and old and old is not new else _of_words(quote, new)
            if change is not None and change.grade not in _HOLDS:
                yield change

    def _of_clause(self, before: Clause, old: Document, new: Document) -> ClauseChange | None:
        same = (clause for clause in new.clauses if clause.id == before.id)
        if any(replace(clause, page=before.page, box=before.box) == before for clause in same):
            return None
        key = (old.key, new.key)
        if key not in self._aligned:
            changes = align(old.clauses, new.clauses)
            self._aligned[key] = {change.old.id: change for change in changes if change.old and change.grade is not Change.SPLIT}
        return self._aligned[key].get(before.id)


def why_stale(decision: Decision, current: Mapping[str, Document], seen: Mapping[_Key, Document]) -> tuple[ClauseChange, ...]:
    """List the substantial changes under one decision's evidence."""
    return Watch(current, seen).why_stale(decision)


def _quoted(quote: Quote, document: Document) -> Clause | None:
    """Find the clause that was quoted, if it still reads so in the edition that it was quoted from."""
    named = (clause for clause in document.clauses if clause.id == quote.clause)
    return next((clause for clause in named if clause.text == quote.text or clause.digest == quote.digest), None)


def _of_words(quote: Quote, new: Document) -> ClauseChange | None:
    """Look for quoted words in a text, where the edition that they were quoted from is not at hand, or has no clause that reads so."""
    old = _as_clause(quote, new)
    if quote.clause.endswith(TITLE):
        return _of_title(quote, new)
    if CITATION in quote.clause or FOOTNOTE in quote.clause:
        return None if normalise(quote.text) in _whole(new) else ClauseChange(Change.REMOVED, old, None)
    now = _partner(old, new)
    if now is None:
        return ClauseChange(Change.REMOVED, old, None)
    grade = wordings.grade(quote.text, now.text)
    recital = grade is Change.OPERATIVE_CHANGED and now.part is Part.PREAMBLE
    told = _told_otherwise(old, now, new) if grade in _HOLDS else None
    return ClauseChange(told or (Change.RECITAL_ONLY if recital else grade), old, now)


def _partner(old: Clause, later: Document) -> Clause | None:
    """Find what a clause has become in a later text; of clauses that read the same, one behind the same words."""
    opening = wordings.opening(old.opener)
    return partner(old, sorted(later.clauses, key=lambda clause: wordings.opening(clause.opener) != opening))


def _told_otherwise(old: Clause, now: Clause, new: Document) -> Change | None:
    """Grade what the same words stand behind now, where all that is known of before is how their place was named."""
    if old.place in _NAMELESS and old.part is not now.part and Part.OPERATIVE in (old.part, now.part):
        return Change.OPERATIVE_CHANGED
    if normalise(old.opener).casefold() == normalise(now.opener).casefold() or now.place == old.place:
        return None
    alike = wordings.same_force(old.opener, now.opener)
    row = now.part is Part.TABLE and CELLS in old.text  # it was one before; a row stands behind whatever verb is before its table
    if now.part is not Part.OPERATIVE and (not _binds(old.opener, new) or (row and not alike)):
        return None
    if not alike:
        return Change.OPERATIVE_CHANGED
    return None if wordings.same_actor(old.opener, now.opener) else Change.ACTOR_OR_DEADLINE_CHANGED


def _binds(opener: str, later: Document) -> bool:
    """Say whether clauses behind some words bind: as a later text has them there, else as the profile of its organisation knows the words."""
    parts = {clause.part for clause in later.clauses if opener and clause.opener and wordings.same_force(opener, clause.opener)}
    if parts & {Part.OPERATIVE, Part.PREAMBLE}:
        return Part.OPERATIVE in parts
    organisation = profiles.organisation_of(later.body) or profiles.organisations()[0]
    return organisation.openers.part(opener) is Part.OPERATIVE


def _whole(document: Document) -> str:
    texts = (*(text for clause in document.clauses for text in (clause.opener, clause.text)), *(note.text for note in document.footnotes))
    return "\n".join(normalise(text) for text in texts)


def _of_title(quote: Quote, new: Document) -> ClauseChange:
    grade = wordings.grade(quote.text, new.heading)
    now = Clause(f"{new.id}{TITLE}", Part.PREAMBLE, quote.place, "", "", 0, new.heading, new.pages[0])
    return ClauseChange(grade if grade in _HOLDS else Change.RECITAL_ONLY, _as_clause(quote, new), now)


def reread(quote: Quote, document: Document) -> Quote | None:
    """Quote what a quoted clause or title has become in a later text; None where it has gone."""
    if quote.clause.endswith(TITLE):
        return Quote(f"{document.id}{TITLE}", quote.place, document.pages[0], document.heading)
    if CITATION in quote.clause or FOOTNOTE in quote.clause:
        return quote if normalise(quote.text) in _whole(document) else None
    now = _quoted(quote, document) or _partner(_as_clause(quote, document), document)
    return Quote(now.id, now.place, now.page, now.text) if now else None


def _as_clause(quote: Quote, later: Document) -> Clause:
    """Stand in for a clause of which only the quote is known."""
    opener, label = _parted(quote.place, later)
    return Clause(quote.clause, _NAMELESS.get(quote.place, Part.OPERATIVE), opener, "", label, 0, quote.text, quote.page)


def _parted(place: str, later: Document) -> tuple[str, str]:
    """Part a place into opener and label; what a later text knows for an opener is one, be it "Section 2"."""
    if place in _NAMELESS or _numbers(place):
        return "", "" if place in _NAMELESS else place
    head, _, last = place.rpartition(" ")
    openers = {wordings.opening(clause.opener) for clause in later.clauses}
    whole, known = (wordings.opening(words) in openers for words in (place, head))
    return (head, last) if not whole and (_numbers(last) or (known and _NO_WORD.fullmatch(last))) else (place, "")


def _numbers(word: str) -> bool:
    """Say whether a word numbers a clause: 2, 1.2, 3bis, b), (4), iv., A."""
    return is_label(word) or bool(_LETTERED.fullmatch(word))


def _of_whole(old: Document | None, new: Document) -> list[ClauseChange]:
    """Judge a decision that carries no evidence (an imported one) by the operative clauses as a whole."""
    if old is None or old.digest == new.digest:
        return []
    return [change for change in compare(old, new).clauses if change.substantial and change.grade is not Change.RECITAL_ONLY]
