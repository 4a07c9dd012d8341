"""No sequence of reviews, imports, readings, runs, backups, migrations and crashes alters or drops a decision; what stands is what a model says."""

import json
import shutil
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mapper import acts, auditing, backup, decisions, settings, sharing
from mapper.decisions import standing, undo
from mapper.errors import MapperError, UsageError
from mapper.mapping import Facts, settle
from mapper.reports.reviewing import signed
from mapper.returns import desk, lists, taking
from mapper.returns.answers import Returned
from mapper.returns.judging import Wish
from mapper.settings import FILE
from mapper.store import RunRecord, SourceRecord, open_store
from mapper.types import State, Verdict
from tests import crashes
from tests import strategies as some
from tests.patience import PATIENCE, patient
from tests.stores import AT
from tests.test_store_trouble import older

STORED = "mapper.db"
SAID = st.lists(st.tuples(some.subjects(), some.verdicts, some.reviewers, some.moments), min_size=1, max_size=3)


class Workspace(RuleBasedStateMachine):
    """Do what people and programs do to a store, in any order, and hold it against a model."""

    @initialize()
    def begin(self):
        self.folder = Path(mkdtemp())
        (self.folder / FILE).write_text("[workspace]\n", encoding="utf-8")
        self.store = open_store(f"sqlite:///{self.folder / STORED}")
        self.log = []
        self.said = {}  # reviewer -> verdicts not taken back, in order: (pair, adjudicates, verdict, relation)
        self.runs = 0
        self.acts = {}  # batch of an import -> what it added to the model: (reviewer, verdict)
        self.sheets = []  # what was handed out to be filled: how far the log had come, and the rows
        self.settings = settings.load(self.folder)
        self.folders = [self.folder]

    def teardown(self):
        if hasattr(self, "store"):
            self.store.close()
            for folder in self.folders:
                shutil.rmtree(folder)

    @rule(on=some.subjects(), word=some.verdicts, reviewer=some.reviewers, at=some.moments)
    def judge(self, on, word, reviewer, at):
        made = decisions.record(self.store, on, word, reviewer=reviewer, at=at)
        self.said.setdefault(reviewer, []).append((on.pair, False, word.verdict, made.relation))

    @rule(on=some.subjects(), word=some.words(Verdict.ACCEPT, Verdict.REJECT), reviewer=some.reviewers, at=some.moments)
    def adjudicate(self, on, word, reviewer, at):
        made = decisions.adjudicate(self.store, on, word, reviewer=reviewer, at=at)
        self.said.setdefault(reviewer, []).append((on.pair, True, word.verdict, made.relation))

    @rule(on=some.subjects(), word=some.words(Verdict.CONFIRM), reviewer=some.reviewers, at=some.moments)
    def confirm(self, on, word, reviewer, at):
        before = [one for one in self.said.get(reviewer, []) if one[:2] == (on.pair, False)]
        try:
            decisions.record(self.store, on, word, reviewer=reviewer, at=at)
        except UsageError:
            assert not before
        else:
            self.said[reviewer].append(before[-1])

    @rule(on=some.subjects(), word=some.words(Verdict.SKIP), reviewer=some.reviewers, at=some.moments)
    def skip(self, on, word, reviewer, at):
        decisions.record(self.store, on, word, reviewer=reviewer, at=at)

    @rule(reviewer=some.reviewers, at=some.moments)
    def take_back(self, reviewer, at):
        try:
            undone = undo(self.store, reviewer=reviewer, at=at)
        except MapperError:
            assert not self.said.get(reviewer)
        else:
            for one in reversed(undone):
                assert self.said[reviewer].pop()[0] == one.pair

    @rule()
    @precondition(lambda self: self.log)
    def hand_out(self):
        laid = desk.lay(self.settings, self.store, self.store.decisions(), ())
        self.sheets.append((len(self.log), {row.id: signed(row) for row in laid.rows.values()}))

    @rule(filled=st.lists(st.tuples(some.subjects(), some.entries()), min_size=1, max_size=3), sheet=st.integers(0, 9), at=some.moments)
    def bring_back(self, filled, sheet, at):
        if not self.sheets:
            self.hand_out()
        events, rows = self.sheets[sheet % len(self.sheets)]
        cells = [{**rows.get(on.pair, {"row_id": on.pair, "subject_id": on.left, "object_id": on.right}), **said} for on, said in filled]
        answers = [lists.review(number, row, events=events) for number, row in enumerate(cells, 2)]
        before, later = standing(self.store.decisions()), {event.event for event in self.store.decisions()[events:]}
        made = taking.record(self.settings, self.store, Returned(tuple(answers)), Wish("ben"), at=at).events
        for one in made:
            mine = [said for said in before.get(one.pair, ()) if said.reviewer == one.reviewer and not said.adjudicates]
            assert all(said.event not in later or said.verdict is one.verdict for said in mine)
            said = (one.pair, False, one.verdict, one.relation)
            self.said.setdefault(one.reviewer, []).append(said)
            self.acts.setdefault(one.batch, []).append((one.reviewer, said))
        assert len({one.batch for one in made}) <= 1
        assert [event.event for event in self.store.decisions()[len(self.log) :]] == [one.event for one in made]

    @rule(act=st.integers(0, 9), at=some.moments)
    @precondition(lambda self: self.acts)
    def take_back_what_came_in_a_file(self, act, at):
        batch, whole = list(self.acts.items())[act % len(self.acts)]
        left = {name: [one for one in said if not any(one is gone for _, gone in whole)] for name, said in self.said.items()}
        if left == self.said:
            with pytest.raises(MapperError, match="nothing of b-"):
                acts.undo(self.store, batch, at=at)
        else:
            acts.undo(self.store, batch, at=at)
        self.said = left

    @rule(proposals=some.runs)
    def publish(self, proposals):
        self.runs += 1
        self.store.publish(RunRecord(f"run-{self.runs % 3}", AT, "live", "{}"), proposals)

    @rule(documents=st.lists(some.documents, max_size=2), sha256=some.sha256s, state=st.sampled_from(("read", "unread", "missing")))
    def read(self, documents, sha256, state):
        self.store.save_reading(SourceRecord("a.pdf", sha256, 1, state), documents)

    @rule()
    @precondition(lambda self: self.log)
    def open_again(self):
        self.store.close()
        self.store = open_store(self.store.url)

    @rule()
    @precondition(lambda self: self.log)
    def back_up_and_go_on_elsewhere(self):
        told = self.exports()
        backup.write(self.settings, self.store, self.folder / "kept.zip")
        self.folders.append(Path(mkdtemp()))
        backup.restore(self.folder / "kept.zip", self.folders[-1])
        self.store.close()
        self.folder, self.settings = self.folders[-1], settings.load(self.folders[-1])
        self.store = open_store(self.settings.store_url)
        assert self.exports() == told

    def exports(self):
        """Write the state, and give the bytes: the same state gives the same."""
        with TemporaryDirectory() as place:
            files = sharing.export(self.settings, self.store, ("jsonl", "sssom"), Path(place))
            return {path.name: path.read_bytes() for path in files}

    @rule(said=SAID, after=st.integers(0, 5))
    def crash(self, said, after):
        self.store.close()
        acknowledged = crashes.killed(self.store.url, said, after=after)
        self.wake_up(acknowledged, said)

    @rule(said=SAID)
    def run_out_of_room(self, said):
        self.store.close()
        acknowledged, told = crashes.out_of_room(self.store.url, said)
        assert told.startswith("told: the store")
        assert "what was decided before is kept" in told
        self.wake_up(acknowledged, said)

    def wake_up(self, acknowledged, said):
        """Open the store that was left, and take what is in it into the model: all that was acknowledged, and at most one event more."""
        self.store = open_store(self.store.url)
        events = self.store.decisions()[len(self.log) :]
        assert [event.event for event in events][: len(acknowledged)] == acknowledged
        assert len(events) <= len(acknowledged) + 1
        for number, event in enumerate(events):
            on, word, reviewer, _ = said[number % len(said)]
            assert (event.pair, event.verdict, event.reviewer) == (on.pair, word.verdict, reviewer)
            self.said.setdefault(reviewer, []).append((event.pair, False, event.verdict, event.relation))

    @rule()
    @precondition(lambda self: self.log)
    def come_from_the_first_shape(self):
        """Lay the store out as the first mapper made it, and open it as the mapper of today does."""
        self.store.close()
        file = self.folder / STORED
        file.rename(self.folder / "newest.db")
        older(file, "m001")
        with sqlite3.connect(file) as connection:
            connection.execute("ATTACH ? AS newest", (str(self.folder / "newest.db"),))
            for table in ("source", "document", "run", "proposal", "decision"):
                connection.execute(f"INSERT INTO {table} SELECT * FROM newest.{table} ORDER BY rowid")
        connection.close()
        (self.folder / "newest.db").unlink()
        self.store = open_store(self.store.url)

    @invariant()
    def the_audit_finds_nothing(self):
        """It works the log out by rules of its own, and holds them against the program's."""
        if PATIENCE > 1 or len(self.log) % 6 == 1:  # at every step it would take as long as all else
            assert auditing.audit(self.settings, self.store, auditing.Wish()).problems == ()

    @invariant()
    def no_event_was_altered_or_dropped(self):
        now = self.store.log()
        assert now[: len(self.log)] == self.log
        assert self.store.verify_log() == []
        self.log = now

    @invariant()
    def what_stands_is_what_the_model_says(self):
        wanted = {}
        for reviewer, said in self.said.items():
            for pair, adjudicates, verdict, relation in said:
                wanted.setdefault(pair, {})[(reviewer, adjudicates)] = (verdict, relation)
        found = standing(self.store.decisions())
        assert set(found) == set(wanted)
        for pair, said in wanted.items():
            own = {(one.reviewer, one.adjudicates): (one.verdict, one.relation) for one in found[pair]}
            assert own.items() <= said.items()
            assert {who for who in said if not who[1]} == {who for who in own if not who[1]}
            assert any(who[1] for who in own) == any(who[1] for who in said)

    @invariant()
    def the_mapping_holds_every_decided_pair(self):
        mapped = {m.pair: m for m in settle(self.store.proposals(), self.store.decisions(), Facts({}))}
        assert {p.pair for p in self.store.proposals()} <= set(mapped)
        for said in self.said.values():
            for pair, *_ in said:
                assert mapped[pair].state not in (State.NEW, State.OPEN)

    @invariant()
    def every_line_is_plain_json(self):
        assert all(json.loads(line)["verdict"] in list(Verdict) for line in self.log[-1:])


TestWorkspace = Workspace.TestCase
TestWorkspace.settings = patient(20, steps=22)
