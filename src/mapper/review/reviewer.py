"""The reviewer: one person's session as it stands, and how a verdict is given and taken back; knows neither terminal nor store."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from mapper import waterfall
from mapper.decisions import Word
from mapper.errors import UsageError
from mapper.mapping import Mapped
from mapper.review import acceptance
from mapper.review.clerk import Clerk
from mapper.review.filters import Choices, Filters
from mapper.review.screen import Panel
from mapper.review.session import Desk, Draft
from mapper.spoken import Speaker
from mapper.types import Decision, Document, Verdict
from mapper.vocabulary import turned

_DONE = {
    Verdict.ACCEPT: "accepted",
    Verdict.REJECT: "rejected",
    Verdict.UNSURE: "noted as unsure",
    Verdict.SKIP: "skipped",
    Verdict.CONFIRM: "confirmed",
}


def _unexplained(mapped: Mapped, _untold: Set[str], cells: int) -> Sequence[str]:
    """Explain a proposal by its score alone."""
    return waterfall.drawn(mapped.proposal, cells=cells) if mapped.proposal else []


@dataclass(frozen=True)
class Room:
    """Hold what a review works with: the pairs in order, their documents, who writes, the profile's words, where sources lie.

    `explain` says why a pair is proposed, in lines of so many cells; the states of the pairs that it is given may be others by now.
    `speaker` finds the words that speak; `asked` says of a pair which accepted pairs ask for it; `hidden` names
    the pairs that are read blind whatever the person chose; `examples` is the file of what the team settled.
    """

    mapped: Sequence[Mapped]
    documents: Mapping[str, Document]
    clerk: Clerk
    relations: Sequence[tuple[str, str]]
    reasons: Sequence[tuple[str, str]]
    place: Callable[[Document], str]
    clock: Callable[[], float]
    choices: Choices
    limit: int = 0
    explain: Callable[[Mapped, Set[str], int], Sequence[str]] = _unexplained
    speaker: Speaker = field(default_factory=lambda: Speaker({}))
    asked: Mapping[str, str] = field(default_factory=dict)
    hidden: Set[str] = frozenset()
    examples: Path | None = None


@dataclass(frozen=True)
class Question:
    """Ask for a line, or for one more key, and say who takes the answer."""

    text: str
    take: Callable[[str], None]
    one_key: bool = False


class Reviewer:
    """Hold a session that changes with each key; what is decided is with the clerk before anything here changes."""

    def __init__(self, room: Room, filters: Filters, *, blind: bool) -> None:
        self.room = room
        self.filters = filters
        self._blind = blind
        self.mine: Mapping[str, Decision] = {}
        self.panel = Panel.EVIDENCE
        self.page = 0
        self.pages = 1
        self.facts: tuple[str, ...] = ()
        self.message = ""
        self.question: Question | None = None
        self.over = False
        self.typed = ""
        self.beyond = 0
        self.shown_at = room.clock()
        self.touched: frozenset[str] = frozenset()
        self.desk = Desk()
        self._undone: list[tuple[Decision, ...]] = []
        self._put_off: list[Mapped] = []
        self.recall()
        self.fill(filters)

    @property
    def blind(self) -> bool:
        """Say whether score and verdicts of others are hidden: as the person chose, and always on pairs that are read blind."""
        return self._blind or self.bound

    @blind.setter
    def blind(self, chosen: bool) -> None:
        self._blind = chosen

    @property
    def bound(self) -> bool:
        """Say whether the pair in view is read blind whatever the person chose."""
        return self.desk.current is not None and self.desk.current.pair in self.room.hidden

    def recall(self, pair: str = "") -> None:
        """Read this person's standing verdicts from the log; note a pair of which the state is another now than when the session began."""
        self.mine = self.room.clerk.mine()
        self.touched |= {pair} - {""}

    def scope(self, filters: Filters) -> list[Mapped]:
        """List every pair that passes the filters, decided or not."""
        known, me = self.room.documents, self.room.clerk.reviewer
        return [one for one in self.room.mapped if self.room.clerk.concerns(one, filters) and filters.matches(one, known, me)]

    @property
    def one_mapping(self) -> bool:
        """Say whether all pairs in view are of one mapping."""
        return bool(self.filters.type) or len({one.type for one in self.room.mapped}) == 1

    def fill(self, filters: Filters) -> None:
        """Take the pairs that pass the filters and wait for this person."""
        waiting = [one for one in self.scope(filters) if self.room.clerk.waits(one, filters) and one.pair not in self.desk.decided]
        queue = waiting[: self.room.limit or None]
        self.filters, self.beyond = filters, len(waiting) - len(queue)
        self.turn_to(self.desk.fill(queue))

    def counted(self) -> str:
        """Say how many pairs are to do, or are shown where a state was asked for."""
        waiting, shown = self.desk.undecided, len(self.desk.queue)
        if self.filters.state:
            return f"{shown} shown"
        if self.beyond:
            return f"{waiting} to go, {waiting + self.beyond} open"
        whole = {one.pair for one in (*self.scope(self.filters), *self.desk.queue)}
        return f"{waiting} of {len(whole)} {'disputed' if self.room.clerk.adjudicates else 'open'}"

    def turn_to(self, desk: Desk) -> None:
        """Go on with another pair in view, and start its clock."""
        before, after = self.desk.current, desk.current
        self.desk = desk
        self.panel, self.page = Panel.EVIDENCE, 0
        if before is None or after is None or before.pair != after.pair:
            self.shown_at = self.room.clock()

    def draft(self, draft: Draft) -> None:
        """Change what is drafted for the pair in view."""
        self.desk = replace(self.desk, draft=draft)

    def seen(self) -> None:
        """Note that the pair is now on the screen, and the score with it unless it is hidden."""
        if not self.blind and not self.desk.draft.score_seen:
            self.draft(replace(self.desk.draft, score_seen=True))

    def relation(self) -> tuple[str, str]:
        """Give the relation that an acceptance would record, and whose word it is."""
        current, draft = self.desk.current, self.desk.draft
        if draft.relation or current is None:
            return draft.relation, "your choice"
        if not self.blind:
            return acceptance.relation(current, self.mine.get(current.pair))
        name, word = acceptance.relation(acceptance.unseen(current), self.mine.get(current.pair))
        return name, word if name else "hidden"

    def direction(self) -> str:
        """Say which way that relation runs; empty where it holds both ways."""
        draft, name = self.desk.draft, self.relation()[0]
        return draft.direction if draft.relation and draft.direction else self.way(name)

    def way(self, name: str) -> str:
        """Say which way a relation would run that the person only names."""
        current = self.desk.current
        if current is None:
            return ""
        seen = acceptance.unseen(current) if self.blind else current
        return acceptance.way(seen, self.mine.get(current.pair), name, self.room.documents)

    def record(self, verdict: Verdict, reason: str = "") -> None:
        """Give a verdict on the pair in view and go on; the message says it only once it is on disk, or why it was refused."""
        current, draft = self.desk.current, self.desk.draft
        if current is None:
            return
        own = self.mine.get(current.pair)
        said = {Verdict.ACCEPT: self.relation()[0], Verdict.CONFIRM: own.relation if own else ""}
        comment = "" if verdict is Verdict.SKIP else draft.comment
        seconds = round(max(0.0, self.room.clock() - self.shown_at), 1)
        direction = self.direction() if verdict is Verdict.ACCEPT else ""
        word = Word(verdict, said.get(verdict, ""), reason, comment, seconds, draft.score_seen, direction=direction)
        try:
            made = self._write(current, word)
        except UsageError as error:
            self.message = str(error)
            return
        self._undone.clear()
        words = ", ".join(word for word in (_DONE[verdict], made.relation, made.reason) if word)
        self.message = f"{words}: {current.left} with {current.right}{self.room.clerk.after(current, made)} (z takes it back)"

    def _write(self, mapped: Mapped, word: Word) -> Decision:
        made = self.room.clerk.record(mapped, word)
        self._put_off = [*self._put_off, mapped] if word.verdict is Verdict.SKIP else []
        self.recall(mapped.pair if word.verdict is not Verdict.SKIP else "")
        self.turn_to(self.desk.settle(mapped.pair, word.verdict))
        return made

    def undo(self) -> None:
        """Take the last verdict back, show what it was, and return to its pair; after a skip, return to the skipped pair first."""
        if self._put_off:
            self.turn_to(self.desk.unskip(self._put_off.pop()))
            self.message = "back to the pair you skipped"
            return
        undone = self.room.clerk.undo()
        if not undone:
            self.message = "nothing of yours is left to take back"
            return
        self._undone.append(undone)
        for one in undone:
            self.recall(one.pair)
        last = undone[-1]
        what = ", ".join(word for word in (last.verdict.value, last.relation, last.reason) if word)
        many = "" if len(undone) == 1 else f", and {len(undone) - 1} more of the same act"
        self.message = f"taken back: {what} of {last.at[:16].replace('T', ' ')}{many} (Z gives it again)"
        self._reopen(undone)

    def _reopen(self, undone: Sequence[Decision]) -> None:
        """Put the pairs that wait again into the queue, and go to the last of them."""
        for one in undone:
            mapped = self._find(one.pair)
            if mapped is None:
                self.message += f"; {one.left} with {one.right} is no longer in the mapping"
            else:
                self.turn_to(self.desk.reopen(mapped))
                self.draft(_drafted(one, mapped))

    def redo(self) -> None:
        """Give the verdict again that was taken back last, as it was given."""
        if not self._undone:
            self.message = "nothing was taken back since the last verdict"
            return
        made = self.room.clerk.again(self._undone[-1])
        self._undone.pop()
        self._put_off = []
        for one in made:
            self.recall(one.pair)
            if self._find(one.pair):
                self.turn_to(self.desk.settle(one.pair, one.verdict))
        many = "" if len(made) == 1 else f", and {len(made) - 1} more of the same act"
        self.message = f"given again: {made[-1].verdict.value}, {made[-1].left} with {made[-1].right}{many}"

    def _find(self, pair: str) -> Mapped | None:
        return next((one for one in self.room.mapped if one.pair == pair), None)

    def ask(self, text: str, take: Callable[[str], None], *, one_key: bool = False) -> None:
        """Ask for a line or a key before anything else."""
        self.question, self.typed = Question(text, take, one_key), ""

    def answer(self, given: str) -> None:
        """Hand the answer to who asked."""
        question, self.question, self.typed = self.question, None, ""
        if question is not None:
            question.take(given)

    def cancel(self) -> None:
        """Take the question away; nothing was answered."""
        self.question, self.typed, self.message = None, "", "nothing was changed"
        self.panel, self.page = Panel.EVIDENCE, 0

    def show(self, panel: Panel, facts: Sequence[str] = ()) -> None:
        """Fill the middle of the screen; the same panel again turns its page, and the last page goes back to the evidence."""
        if self.panel is not panel:
            self.panel, self.page, self.facts = panel, 0, tuple(facts)
        elif self.page + 1 < self.pages:
            self.page += 1
        else:
            self.panel, self.page = Panel.EVIDENCE, 0


def _drafted(undone: Decision, mapped: Mapped) -> Draft:
    """Draft what a verdict said that was taken back, so that it need not be typed again."""
    direction = undone.direction if undone.left == mapped.left else turned(undone.direction)
    return Draft(undone.relation, direction, undone.comment) if undone.relation else Draft(comment=undone.comment)
