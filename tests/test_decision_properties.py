"""No sequence of reviews, imports, readings and runs alters or drops a decision; what stands is what a simple model says."""

import json
import shutil
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mapper import acts, decisions
from mapper.decisions import standing, undo
from mapper.errors import MapperError, UsageError
from mapper.mapping import Facts, settle
from mapper.reports.reviewing import signed
from mapper.returns import desk, lists, taking
from mapper.returns.answers import Returned
from mapper.returns.judging import Wish
from mapper.settings import Settings
from mapper.store import RunRecord, SourceRecord, open_store
from mapper.types import State, Verdict
from tests import strategies as some
from tests.stores import AT


class Workspace(RuleBasedStateMachine):
    """Do what people and programs do to a store, in any order, and hold it against a model."""

    @initialize()
    def begin(self):
        self.folder = Path(mkdtemp())
        self.store = open_store(f"sqlite:///{self.folder / 'mapper.db'}")
        self.log = []
        self.said = {}  # reviewer -> verdicts not taken back, in order: (pair, adjudicates, verdict, relation)
        self.runs = 0
        self.acts = {}  # batch of an import -> what it added to the model: (reviewer, verdict)
        self.sheets = []  # what was handed out to be filled: how far the log had come, and the rows
        self.settings = Settings(self.folder)

    def teardown(self):
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)

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
TestWorkspace.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
