"""The reviewer: one person's session as it stands, and how a verdict is given and taken back; knows neither terminal nor store."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from mapper.decisions import AUDIT, Word
from mapper.errors import StoreError, UsageError, count, few
from mapper.mapping import Mapped
from mapper.review import acceptance, leading
from mapper.review.filters import Filters
from mapper.review.pairs import Pairs
from mapper.review.room import Question, Room
from mapper.review.screen import Panel
from mapper.review.session import Desk, Draft
from mapper.types import Decision, Verdict
from mapper.vocabulary import turned

_DONE = {
    Verdict.ACCEPT: "accepted",
    Verdict.REJECT: "rejected",
    Verdict.UNSURE: "noted as unsure",
    Verdict.SKIP: "skipped",
    Verdict.CONFIRM: "confirmed",
}


class Reviewer:
    """Hold a session that changes with each key; what is decided is with the clerk before anything here changes."""

    def __init__(self, room: Room, filters: Filters, *, blind: bool) -> None:
        self.room = room
        self.filters = filters
        self.hidden = blind
        self.learned = -1
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
        self.marked = room.marked.pairs
        self.pairs = Pairs()
        self._undone: list[tuple[Decision, ...]] = []
        self._put_off: list[Mapped] = []
        self.recall()
        self.fill(filters)

    def recall(self, *pairs: str) -> None:
        """Read this person's standing verdicts from the log, and how these pairs stand by it now."""
        self.mine = self.room.clerk.mine()
        self.touched |= set(pairs)
        known = [self.room.clerk.reread(before) for pair in pairs if (before := self.pairs.first(self.room.mapped, pair))]
        for now in known:
            self.pairs.put(now)
        self.desk = self.desk.reread(known)

    @property
    def blind(self) -> bool:
        """Say whether scores and the verdicts of others are hidden: asked for, or since a random draw put the pair in view, or it is read blind."""
        return self.hidden or self.bound or leading.is_drawn(self.room, self.desk)

    @blind.setter
    def blind(self, hidden: bool) -> None:
        self.hidden = hidden

    @property
    def bound(self) -> bool:
        """Say whether the pair in view is read blind whatever the person chose."""
        return self.desk.current is not None and self.desk.current.pair in self.room.hidden

    def tick(self) -> bool:
        """Take an order over that was learned meanwhile, and begin to learn from what was decided since; say whether one was taken over."""
        return leading.tick(self)

    def take_in(self) -> tuple[Decision, ...]:
        """Take in what others recorded since; a pair that waits no longer leaves the queue, one that waits again comes into it."""
        news = tuple(self.room.clerk.news())
        self.recall(*dict.fromkeys(one.pair for one in news))
        for pair in dict.fromkeys(one.pair for one in news):
            mapped = self.find(pair)
            if mapped and self.waits(mapped):
                self.desk = self.desk.waiting_again(mapped)
            elif mapped:
                self.desk = self.desk.settled_elsewhere(pair)
        return news

    def key(self, action: str) -> str:
        """Give the key that stands for an action."""
        return self.room.keymap[action]

    def find(self, pair: str) -> Mapped | None:
        """Find a pair by its id, as it stands now."""
        return self.pairs.find(self.room.mapped, pair)

    def waits(self, mapped: Mapped) -> bool:
        """Say whether a pair that passes the filters is still for this person to decide."""
        return self._passes(mapped, self.filters) and self.room.clerk.waits(mapped, self.filters)

    def _passes(self, mapped: Mapped, filters: Filters) -> bool:
        clerk = self.room.clerk
        return clerk.concerns(mapped, filters) and filters.matches(mapped, self.room.documents, clerk.reviewer, self.marked)

    def scope(self, filters: Filters) -> list[Mapped]:
        """List every pair that passes the filters, decided or not."""
        return [one for one in self.pairs.now(self.room.mapped) if self._passes(one, filters)]

    @property
    def passing(self) -> Mapping[str, Mapped]:
        """Give the pairs that passed the filters in use when they were set, in order, as they stand now."""
        return self.pairs.passing

    @property
    def one_mapping(self) -> bool:
        """Say whether all pairs in view are of one mapping."""
        return bool(self.filters.type) or self.pairs.one_type(self.room.mapped)

    def fill(self, filters: Filters) -> None:
        """Take the pairs that pass the filters and wait for this person."""
        passing = self.scope(filters)
        waiting = [one for one in passing if self.room.clerk.waits(one, filters) and one.pair not in self.desk.decided]
        queue = waiting[: self.room.limit or None]
        self.pairs.pass_on(passing)
        self.filters, self.beyond = filters, len(waiting) - len(queue)
        self.turn_to(self.desk.fill(queue))

    def counted(self) -> str:
        """Say how many pairs are to do, or are shown where a state was asked for."""
        waiting, shown = self.desk.undecided, len(self.desk.queue)
        if self.filters.state:
            return f"{shown} shown"
        if self.beyond:
            return f"{waiting} to go, {waiting + self.beyond} open"
        whole = len(self.passing) + (0 if self.desk.places.keys() <= self.passing.keys() else len(self.desk.places.keys() - self.passing.keys()))
        return f"{waiting} of {whole} {'disputed' if self.room.clerk.adjudicates else 'open'}"

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
        word = replace(word, origin=AUDIT) if leading.is_drawn(self.room, self.desk) else word
        try:
            made = self._write(current, word)
        except UsageError as error:
            self.message = str(error)
            return
        except StoreError as error:
            raise StoreError(f'{error}; the comment that was typed: "{comment}"' if comment else str(error)) from error
        self._undone.clear()
        words = ", ".join(word for word in (_DONE[verdict], made.relation, made.reason) if word)
        self.message = f"{words}: {current.left} with {current.right}{self.room.clerk.after(current, made)} ({self.key('undo')} takes it back)"

    def _write(self, mapped: Mapped, word: Word) -> Decision:
        made = self.room.clerk.record(mapped, word)
        self._put_off = [*self._put_off, mapped] if word.verdict is Verdict.SKIP else []
        self.recall(*([] if word.verdict is Verdict.SKIP else [mapped.pair]))
        self.take_in()
        self.turn_to(self.desk.settle(mapped.pair, word.verdict))
        return made

    def record_all(self, said: Sequence[tuple[Mapped, Word]]) -> None:
        """Give verdicts in one act and go on; the message says it only once all are on disk."""
        made = self.room.clerk.record_all(said)
        self._undone.clear()
        self._put_off = []
        self.recall(*(one.pair for one in made))
        self.take_in()
        self.turn_to(self.desk.settle_all([one.pair for one in made], made[0].verdict))
        self.message = f"{_DONE[made[0].verdict]} in one act: {count(len(made), 'pair')} ({self.key('undo')} takes all of it back)"

    def reasons(self) -> tuple[str, ...]:
        """List the reasons of a rejection with their digits."""
        named = (f"  {n}  {label}" for n, (_, label) in enumerate(self.room.reasons, 1))
        return ("Why not?", *named, "  0  no reason given", "  any other key: back")

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
        self.recall(*(one.pair for one in undone))
        last = undone[-1]
        what = ", ".join(word for word in (last.verdict.value, last.relation, last.reason) if word)
        many = "" if len(undone) == 1 else f", and {len(undone) - 1} more of the same act"
        self.message = f"taken back: {what} of {last.at[:16].replace('T', ' ')}{many} ({self.key('redo')} gives it again)"
        self._reopen(undone)

    def _reopen(self, undone: Sequence[Decision]) -> None:
        """Put the pairs that wait again into the queue, and go to the last of them."""
        found = [(one, mapped) for one in undone if (mapped := self.find(one.pair))]
        gone = [f"{one.left} with {one.right}" for one in undone if not self.find(one.pair)]
        self.message += f"; {few(gone)} is no longer in the mapping" if gone else ""
        if found:
            self.turn_to(self.desk.reopen(*(mapped for _, mapped in found)))
            self.draft(_drafted(*found[-1]))

    def redo(self) -> None:
        """Give the verdict again that was taken back last, as it was given."""
        if not self._undone:
            self.message = "nothing was taken back since the last verdict"
            return
        made = self.room.clerk.again(self._undone[-1])
        self._undone.pop()
        self._put_off = []
        self.recall(*(one.pair for one in made))
        for verdict in dict.fromkeys(one.verdict for one in made if self.find(one.pair)):
            self.turn_to(self.desk.settle_all([one.pair for one in made if one.verdict is verdict and self.find(one.pair)], verdict))
        many = "" if len(made) == 1 else f", and {len(made) - 1} more of the same act"
        self.message = f"given again: {made[-1].verdict.value}, {made[-1].left} with {made[-1].right}{many}"

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
