"""Editions: align the clauses of two editions of one document and grade what changed."""

import difflib
import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mapper import wordings
from mapper.identity import digest, normalise
from mapper.types import Change, Clause, Document, Part, Status

SUBSTANCE = frozenset({Change.RECITAL_ONLY, Change.OPERATIVE_CHANGED, Change.ACTOR_OR_DEADLINE_CHANGED, Change.MERGED, Change.SPLIT, Change.REMOVED})
TITLE = "#title"  # ends the id of what stands for a title among the clauses
_SAME_PLACE = 0.35
_ANY_PLACE = 0.60
_CONTAINED = 0.80
_ENDED = {Status.SUPPRESSED: Change.SUPPRESSED, Status.CLOSED: Change.CLOSED}
_ORDER = (
    Change.SUPPRESSED,
    Change.OPERATIVE_CHANGED,
    Change.ACTOR_OR_DEADLINE_CHANGED,
    Change.MERGED,
    Change.SPLIT,
    Change.RECITAL_ONLY,
    Change.RENUMBERED,
    Change.EDITORIAL,
    Change.UNCHANGED,
)


@dataclass(frozen=True)
class ClauseChange:
    """Say what became of one clause; `old` is None for an added clause, `new` for a removed one."""

    grade: Change
    old: Clause | None
    new: Clause | None

    @property
    def place(self) -> str:
        """Name the clause by its place in the new edition, or in the old one where it is gone."""
        clause = self.new or self.old
        return clause.place if clause else ""

    @property
    def of_title(self) -> bool:
        """Say whether it is the title that changed."""
        clause = self.new or self.old
        return clause is not None and clause.id.endswith(TITLE)

    @property
    def became(self) -> str:
        """Say in a word what became of it: a title changed, whatever its grade; a clause has its grade."""
        return "changed" if self.of_title else self.grade.value

    @property
    def told(self) -> str:
        """Say it to a reader, with its place."""
        return f"{self.place}{' ' if self.of_title else ': '}{self.became}"

    @property
    def substantial(self) -> bool:
        """Say whether a reader who relied on the old clause must look again."""
        return self.grade in SUBSTANCE


@dataclass(frozen=True)
class EditionChange:
    """Say what one edition did to the one before, as a whole and clause by clause."""

    id: str
    title: str
    old: str
    new: str
    grade: Change
    clauses: tuple[ClauseChange, ...]

    @property
    def into(self) -> str:
        """Name what a text is now; nothing where that was told as what it was."""
        return self.new if self.new != self.old else ""


def compare(old: Document | None, new: Document) -> EditionChange:
    """Grade a new edition as a whole: the gravest change among its clauses; the title counts as a recital."""
    if new.status in _ENDED:
        return EditionChange(new.id, new.title, _label(old) if old else "", _label(new), _ENDED[new.status], ())
    if old is None:
        return EditionChange(new.id, new.title, "", _label(new), Change.NEW, ())
    changes = [*_retitled(old, new), *align(old.clauses, new.clauses)]
    grades = {change.grade for change in changes}
    if grades & {Change.ADDED, Change.REMOVED}:
        grades.add(_of_additions(changes))
    if old.id != new.id and old.number != new.number:
        grades.add(Change.RENUMBERED)
    grade = next((grade for grade in _ORDER if grade in grades), Change.UNCHANGED)
    return EditionChange(new.id, new.title, _label(old, new), _label(new), grade, tuple(changes))


def _retitled(old: Document, new: Document) -> Iterator[ClauseChange]:
    """Give a title that says something else as a clause that changed."""
    if wordings.grade(old.title, new.title) not in (Change.UNCHANGED, Change.EDITORIAL):
        yield ClauseChange(Change.RECITAL_ONLY, title_of(old), title_of(new))


def title_of(document: Document) -> Clause:
    """Let a title stand among the clauses."""
    return Clause(f"{document.id}{TITLE}", Part.PREAMBLE, "title", "", "", 0, document.title, document.pages[0])


def _label(document: Document, other: Document | None = None) -> str:
    """Name an edition by its tag or its study period; one of another work by that work."""
    return document.id if other and document.id != other.id else document.edition.label or document.period


def _of_additions(changes: Sequence[ClauseChange]) -> Change:
    """Grade clauses that came or went by the part they stand in, whether or not their neighbours moved."""
    touched = [change.new or change.old for change in changes if change.grade in (Change.ADDED, Change.REMOVED)]
    only_recitals = all(clause is not None and clause.part is Part.PREAMBLE for clause in touched)
    return Change.RECITAL_ONLY if only_recitals else Change.OPERATIVE_CHANGED


def align(old: Sequence[Clause], new: Sequence[Clause]) -> list[ClauseChange]:
    """Pair the clauses of two editions: same words first, then same place, then most alike; the rest came or went.

    The result follows the new edition; removed clauses come last, in the order of the old one.
    """
    partner = _pair_equal(old, new)
    _pair_alike(old, new, partner)
    back = {n: o for o, n in partner.items()}
    changes = []
    for n, clause in enumerate(new):
        before = old[back[n]] if n in back else None
        changes.append(ClauseChange(_grade(before, clause), before, clause))
    changes.extend(_gone(old, new, partner))
    return _mark_splits(changes)


def _pair_equal(old: Sequence[Clause], new: Sequence[Clause]) -> dict[int, int]:
    """Pair clauses that read the same, then those that an editor only touched; in either, those in the same place before the others."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for key in _KEYS:
        if len(partner) == len(old):
            break
        waiting: dict[Hashable, list[int]] = {}
        for n, clause in enumerate(new):
            if n not in taken:
                waiting.setdefault(key(clause), []).append(n)
        for o, clause in enumerate(old):
            queue = waiting.get(key(clause), []) if o not in partner else []
            if queue:
                partner[o] = queue.pop(0)
                taken.add(partner[o])
    return partner


@lru_cache(maxsize=20_000)
def _digest(text: str) -> str:
    return digest(text)


_KEYS: tuple[Callable[[Clause], Hashable], ...] = (
    lambda clause: (clause.place, _digest(clause.text)),
    lambda clause: _digest(clause.text),
    lambda clause: (clause.place, wordings.folded(clause.text)),
    lambda clause: wordings.folded(clause.text),
)


def _pair_alike(old: Sequence[Clause], new: Sequence[Clause], partner: dict[int, int]) -> None:
    """Pair what is left by likeness; a clause in the same place needs less of it."""
    free_old = [o for o in range(len(old)) if o not in partner]
    free_new = sorted(set(range(len(new))) - set(partner.values()))
    before = {o: _words(old[o].text) for o in free_old}
    scored = []
    for n in free_new:
        matcher = difflib.SequenceMatcher(None, b=_words(new[n].text), autojunk=False)
        for o in free_old:
            same_place = old[o].place == new[n].place
            likeness = _likeness(matcher, before[o], _SAME_PLACE if same_place else _ANY_PLACE)
            if likeness:
                scored.append((-round(likeness, 6), not same_place, abs(o - n), o, n))
    taken: set[int] = set()
    for _, _, _, o, n in sorted(scored):
        if o not in partner and n not in taken:
            partner[o] = n
            taken.add(n)


def _likeness(matcher: difflib.SequenceMatcher[str], words: Sequence[str], least: float) -> float:
    """Measure how alike two wordings are, over words in order; 0 where that is less than asked for, which is mostly known at once."""
    matcher.set_seq1(words)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    likeness = matcher.ratio()
    return likeness if likeness >= least else 0.0


def partner(old: Clause, new: Sequence[Clause]) -> Clause | None:
    """Find what one clause has become among others: the same words, else the most alike, else what took it in; None where it has gone."""
    found = _pair_equal((old,), new)
    _pair_alike((old,), new, found)
    return new[found[0]] if found else next(change.new for change in _gone((old,), new, found))


def _gone(old: Sequence[Clause], new: Sequence[Clause], partner: dict[int, int]) -> Iterator[ClauseChange]:
    for o, clause in enumerate(old):
        if o not in partner:
            into = next((n for n in new if _share(clause.text, n.text) >= _CONTAINED and len(_words(clause.text)) > 3), None)
            yield ClauseChange(Change.MERGED, clause, into) if into else ClauseChange(Change.REMOVED, clause, None)


def _mark_splits(changes: list[ClauseChange]) -> list[ClauseChange]:
    """Turn an added clause into a split one where its words stood in an old clause that lost them."""
    shortened = [change.old for change in changes if change.old and change.new and len(change.new.text) < len(change.old.text)]
    return [_split_from(change, shortened) for change in changes]


def _split_from(change: ClauseChange, shortened: Sequence[Clause]) -> ClauseChange:
    if change.grade is not Change.ADDED or change.new is None or len(_words(change.new.text)) <= 3:
        return change
    parent = next((old for old in shortened if _share(change.new.text, old.text) >= _CONTAINED), None)
    return ClauseChange(Change.SPLIT, parent, change.new) if parent else change


def _grade(old: Clause | None, new: Clause) -> Change:
    """Grade one clause: what it says, then who must act, then how strongly, and last where it stands."""
    if old is None:
        return Change.ADDED
    text = wordings.grade(old.text, new.text)
    if text is Change.OPERATIVE_CHANGED and new.part is old.part is Part.PREAMBLE:
        return Change.RECITAL_ONLY
    if text not in (Change.UNCHANGED, Change.EDITORIAL):
        return text
    moved = Change.RENUMBERED if text is Change.UNCHANGED and old.place != new.place else text
    return _mandate(old, new) or moved


def _mandate(old: Clause, new: Clause) -> Change | None:
    """Grade what the same words are told to whom, and how strongly; None where that is as before."""
    if old.actor != new.actor and old.opener != new.opener:
        return Change.ACTOR_OR_DEADLINE_CHANGED
    return Change.OPERATIVE_CHANGED if _binds_otherwise(old, new) else None


def _binds_otherwise(old: Clause, new: Clause) -> bool:
    """Say whether the same words bind more or less than they did: in another part, or behind a verb of another force."""
    if Part.OPERATIVE not in (old.part, new.part):
        return False
    return old.part is not new.part or not wordings.same_force(old.opener, new.opener)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", normalise(text).casefold())


def _share(part: str, whole: str) -> float:
    """Measure which share of the words of `part` stands in `whole`, in order."""
    words = _words(part)
    matcher = difflib.SequenceMatcher(None, words, _words(whole), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks() if block.size > 1) / max(1, len(words))
