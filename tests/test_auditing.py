"""The audit: the log alone says what the program says, and an altered, cut or foreign log is told in one sentence wherever it is met."""

import io
import json
import re
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from mapper import auditing, backup, decisions, mapping, reckoning, settings
from mapper.decisions import Subject, Word
from mapper.editions import ClauseChange
from mapper.errors import StoreError, UsageError
from mapper.mapping import Facts, settle
from mapper.store import Kept, RunRecord, SourceRecord, codec, open_store
from mapper.store.log import chained
from mapper.types import Change, State, Verdict
from tests import strategies as some
from tests.stores import AT, altered, document, proposal, say, subject


def opened(folder):
    return open_store(settings.load(folder).store_url)


def audited(folder, **wish):
    with opened(folder) as store:
        return auditing.audit(settings.load(folder), store, auditing.Wish(**wish))


@pytest.fixture
def folder(tmp_path):
    """Make a workspace in which four people judged, confirmed, took back, settled."""
    root = tmp_path / "work"
    settings.init(root)
    with opened(root) as store:
        store.save_reading(SourceRecord("a.pdf", "a" * 64, 3, "read"), [document(), document("bb/res/2"), document("cc/res/3")])
        store.publish(RunRecord("run-1", AT, "live", "{}"), [proposal(), proposal("aa/res/1", "cc/res/3")])
        say(store, relation="implements")
        say(store, Verdict.REJECT, "ben", reason="obsolete")
        say(store, Verdict.SKIP, "ben")
        say(store, Verdict.CONFIRM)
        say(store, Verdict.ACCEPT, "ben", on=subject(right="cc/res/3"))
        decisions.undo(store, reviewer="ben", at=AT)
        say(store, Verdict.UNSURE, "Чен 陳", on=subject(right="cc/res/3"), comment="“odd”\u2028 \udc80")
    return root


def test_a_whole_workspace_is_accounted_for(folder, cli):
    told = cli("audit", "-w", folder)
    with opened(folder) as store:
        last = store.head().event
    assert (told.code, told.err) == (0, "the log and the program say the same\n")
    assert told.out.splitlines() == [
        f"the decision log has 7 events, the last {last[:16]}",
        f"  from {AT} to {AT}",
        *(f"  {number:>6}  {kind}" for number, kind in ((2, "accept"), (1, "confirm"), (1, "reject"), (1, "skip"), (1, "undo"), (1, "unsure"))),
        *(f"  {number:>6}  by {who}" for number, who in ((2, "anna"), (4, "ben"), (1, "Чен 陳"))),
        "  resolutions: 1 disputed, 1 unsure",
        "held against what the program says",
    ]
    assert json.loads(cli("audit", "--json", "-w", folder).out)["states"] == {"resolutions": {"disputed": 1, "unsure": 1}}


ALTERED = {
    "text": (
        "UPDATE decision SET text = replace(text, 'implements', 'duplicate') WHERE place = 1",
        r"event 1 of the decision log \(\w{12}\) was altered",
    ),
    "moment": (
        "UPDATE decision SET text = replace(text, '2026-02-03', '2025-02-03') WHERE place = 7",
        r"event 7 of the decision log \(\w{12}\) was altered",
    ),
    "swapped": (
        "UPDATE decision SET text = (SELECT text FROM decision AS other WHERE other.place = 5 - decision.place) WHERE place IN (2, 3)",
        "event 2 of the decision log does not follow the one before it; an event was dropped or moved",
    ),
    "dropped": (
        "DELETE FROM decision WHERE place = 4",
        "event 4 of the decision log does not follow the one before it; an event was dropped or moved",
    ),
    "cut": ("DELETE FROM decision WHERE place > 5", "the last 2 of 7 events of the decision log are gone"),
    "garbage": ("UPDATE decision SET text = 'not json' WHERE place = 3", "event 3 of the decision log cannot be read"),
    "column": (
        f"UPDATE decision SET previous = '{'f' * 64}' WHERE place = 2",
        "event 2 of the decision log is filed under columns that say otherwise",
    ),
}


@pytest.mark.parametrize("how", ALTERED)
def test_an_altered_log_is_told_by_audit_check_and_every_command_that_writes(folder, tmp_path, how, cli, monkeypatch):
    """Each says one sentence; what is left is left as it is, and no backup is written over a good one."""
    change, sentence = ALTERED[how]
    with opened(folder) as store:
        backup.write(settings.load(folder), store, tmp_path / "good.zip")
    altered(settings.load(folder).store_url, change)
    with opened(folder) as store:
        before = store.log()
    for command in ("audit", "check"):
        told = cli(command, "-w", folder)
        assert told.code == 1
        assert decisively(told.out, sentence)
    on = subject().pair
    for words in (
        ("decide", on, "reject", "--as", "anna"),
        ("undo", "--as", "anna"),
        ("backup", tmp_path / "bad.zip"),
        ("review", "--plain", "--as", "anna"),
    ):
        monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))
        told = cli(*words, "-w", folder)
        assert decisively(told.err, sentence), words
    assert not (tmp_path / "bad.zip").exists()
    with opened(folder) as store:
        assert store.log()[: len(before)] == before
    told = audited(folder, against=tmp_path / "good.zip")
    assert told.problems
    if how != "column":
        assert any(str(tmp_path / "good.zip") in problem for problem in told.problems)


def test_a_log_whose_triggers_were_taken_away_refuses_the_first_decision_and_not_the_second(folder, cli):
    altered(settings.load(folder).store_url, "SELECT 1", careless=True)
    sentence = r"the trigger \w+ of the decision log is missing; bring a backup back into a new folder"
    for command in ("audit", "check"):
        told = cli(command, "-w", folder)
        assert told.code == 1
        assert decisively(told.out, sentence)
    with opened(folder) as store:
        before = store.log()
        for _ in range(2):
            with pytest.raises(StoreError, match=f"^nothing was recorded: {sentence}; see `mapper check`$"):
                say(store, Verdict.REJECT)
            assert store.log() == before
    altered(settings.load(folder).store_url, ALTERED["moment"][0], careless=True)
    told = cli("audit", "-w", folder)
    assert decisively(told.out, ALTERED["moment"][1])
    assert decisively(told.out, sentence)
    assert told.out.count("was altered after it was written") == 1


def decisively(text, sentence):
    return re.search(sentence, text)


def test_a_log_that_was_written_anew_from_a_point_on_is_found_by_a_backup_and_by_a_noted_event(folder, tmp_path):
    """Whoever makes a whole new chain deceives what lies beside it, and nothing that lies elsewhere."""
    with opened(folder) as store:
        backup.write(settings.load(folder), store, tmp_path / "good.zip")
        noted, events = store.head().event[:16], store.decisions()
    assert audited(folder, since=noted, against=tmp_path / "good.zip").problems == ()
    forged, previous = [], ""
    for event in [replace(events[0], relation="duplicate"), *events[1:]]:
        undoes = forged[4].event if event.verdict is Verdict.UNDO else ""
        forged.append(chained(replace(event, undoes=undoes), previous))
        previous = forged[-1].event
    (folder / "mapper.db").unlink()
    with opened(folder) as store:
        found = Kept([], {"a" * 64: [document(), document("bb/res/2"), document("cc/res/3")]}, [], [codec.write(one) for one in forged])
        store.refill(found)
    assert audited(folder).problems == ()
    gone = f"the event {noted} that was noted elsewhere is not in the log: what was decided up to it was altered or dropped"
    other = f"event 1 is not the one that the backup {tmp_path / 'good.zip'} holds ({events[0].event[:16]}: accept by anna on {events[0].pair}, {AT})"
    assert audited(folder, since=noted, against=tmp_path / "good.zip").problems == (gone, other)


def test_what_came_since_a_backup_is_no_problem_and_what_it_holds_more_is(folder, tmp_path):
    with opened(folder) as store:
        backup.write(settings.load(folder), store, tmp_path / "early.zip")
        say(store, Verdict.REJECT, "carla")
        backup.write(settings.load(folder), store, tmp_path / "late.zip")
    assert audited(folder, against=tmp_path / "early.zip").problems == ()
    backup.restore(tmp_path / "early.zip", tmp_path / "old")
    told = f"the backup {tmp_path / 'late.zip'} holds 8 events, of which the last 1 are missing here"
    assert audited(tmp_path / "old", against=tmp_path / "late.zip").problems == (told,)


def test_a_note_that_is_too_short_is_refused(folder):
    with pytest.raises(UsageError, match="'abc' is too short for an event; give at least 8 letters of what `mapper check` printed"):
        audited(folder, since="abc")


def test_a_program_that_settles_otherwise_is_told_pair_by_pair(folder, monkeypatch):
    """The second set of rules is its own: where the first one goes wrong, they no longer say the same."""
    monkeypatch.setattr(mapping, "agreed", lambda said: State.ACCEPTED)
    told = audited(folder).problems
    assert f"the pair {subject().pair}: by the log it is disputed, the program says accepted" in told
    monkeypatch.undo()
    monkeypatch.setattr(mapping, "standing", lambda events: {})
    told = audited(folder).problems
    assert len(told) == 2
    assert all("the program shows otherwise" in problem for problem in told)


def test_a_person_goes_before_a_table_of_before_by_both_sets_of_rules(folder):
    with opened(folder) as store:
        said = replace(event(subject("dd/res/4"), Word(Verdict.ACCEPT, "implements"), "TSAG 2022", False), origin=decisions.LEGACY)
        for one in (said, event(subject("dd/res/4"), Word(Verdict.REJECT), "anna", False)):
            store.append(one)
        lines = store.log()
        (mapped,) = (one for one in settle([], store.decisions(), Facts({})) if one.pair == said.pair)
    seats = reckoning.seats([json.loads(line) for line in lines], {})[said.pair]
    assert (mapped.state.value, len(mapped.decisions)) == (reckoning.state(seats, frozenset()), len(seats)) == ("rejected", 2)


CHANGE = ClauseChange(Change.OPERATIVE_CHANGED, None, None)
ACTS = st.tuples(
    some.subjects(), some.words(*Verdict), some.reviewers, st.booleans(), st.integers(0, 30), st.sampled_from(("human", "control", "legacy"))
)


@bounded(max_examples=150)
@given(acts=st.lists(ACTS, max_size=14), outdated=st.sets(st.integers(0, 13)))
def test_the_second_set_of_rules_comes_to_the_same_as_the_first_on_any_log(acts, outdated):
    """Also on logs that nobody could write: undos of others' words, confirmations of nothing, moments that go back."""
    log, previous = [], ""
    for on, word, reviewer, adjudicates, number, origin in acts:
        undoes = log[number % len(log)].event if log and word.verdict is Verdict.UNDO else ""
        made = event(on, word, reviewer, adjudicates)
        made = replace(made, undoes=undoes, at=f"2026-01-{number % 28 + 1:02}T00:00:00Z", origin=origin)
        log.append(chained(made, previous))
        previous = log[-1].event
    stale = {log[number].event: (CHANGE,) for number in outdated if number < len(log)}
    mapped = settle([], log, Facts(stale))
    seats = reckoning.seats([json.loads(line(one)) for one in log], {})
    assert {m.pair: [one.event for one in m.decisions] for m in mapped} == {pair: [seat.event for seat in said] for pair, said in seats.items()}
    assert {m.pair: m.state.value for m in mapped} == {pair: reckoning.state(said, stale.keys()) for pair, said in seats.items()}
    for m in mapped:
        named = reckoning.relation(seats[m.pair], stale.keys())
        assert named == m.relation


def event(on: Subject, word: Word, reviewer: str, adjudicates: bool):
    return replace(decisions._event(on, replace(word, adjudicates=adjudicates), reviewer, AT))


def line(one):
    return codec.write(one)
