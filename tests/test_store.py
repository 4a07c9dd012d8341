"""What every store must do."""

import hashlib
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mapper import decisions
from mapper.errors import StoreError, UsageError
from mapper.store import Content, Head, Kept, RunRecord, SourceRecord, codec, open_store
from mapper.store.engine import connect
from mapper.types import Decision, Proposal, Verdict
from tests import strategies as some
from tests.stores import AT, SORTS, altered, document, fresh, place, proposal, say, subject

A, B = "a" * 64, "b" * 64
quick = settings(max_examples=25, deadline=None)


@pytest.fixture(params=SORTS)
def url(request):
    with place(request.param) as found:
        yield found


@pytest.fixture
def store(url):
    with open_store(url) as opened:
        yield opened


def run(number, **changed):
    return replace(RunRecord(f"run-{number}", AT, "live", "{}"), **changed)


def on_shelf(store):
    """Give the documents of every content of every file, in the order in which they were read."""
    return [document for reading in store.shelf() for document in reading.documents]


def test_a_new_store_is_empty_and_whole(store):
    assert (store.sources(), store.shelf(), store.runs(), store.proposals(), store.decisions()) == ([], [], [], [], [])
    assert store.verify_log() == store.sound() == []
    assert (store.head(), store.log_trouble()) == (Head(), "")


def test_a_store_of_another_shape_since_takes_no_more_from_those_who_do_not_know_it(store, url):
    made = say(store)
    altered(url, "UPDATE alembic_version SET version_num = 'm999'")
    with pytest.raises(StoreError, match=r"another shape by another mapper since it was opened \(it is m999, this one knows m\d+\); nothing"):
        say(store)
    assert store.decisions() == [made]


def test_what_is_known_of_a_source_takes_the_place_of_what_was_known(store):
    store.save_source(SourceRecord("b.pdf", A, 3, "read", hints=(("body", "AA"),)))
    store.save_source(SourceRecord("a.pdf", A, 3, "read"))
    store.save_source(SourceRecord("b.pdf", B, 4, "unread", "it is empty"))
    assert store.sources() == [SourceRecord("a.pdf", A, 3, "read"), SourceRecord("b.pdf", B, 4, "unread", "it is empty")]


def test_a_file_name_that_is_not_utf8_is_kept(store):
    record = SourceRecord("r\udce9solution.pdf", A, 3, "read")
    store.save_source(record)
    assert store.sources() == [record]


def test_documents_come_back_in_order(store):
    first, second = document("bb/res/2"), document("aa/res/1")
    store.save_reading(SourceRecord("a.pdf", A, 3, "read"), [first, second])
    assert on_shelf(store) == [first, second]


def test_reading_a_file_again_takes_the_place_of_the_first_reading(store):
    store.save_reading(SourceRecord("a.pdf", A, 3, "read"), [document("aa/res/1"), document("bb/res/2")])
    store.save_reading(SourceRecord("a.pdf", A, 3, "read"), [document("aa/res/1")])
    assert on_shelf(store) == [document("aa/res/1")]


def test_an_unread_or_missing_file_keeps_its_documents(store):
    store.save_reading(SourceRecord("a.pdf", A, 3, "read"), [document()])
    for state in ("unread", "missing"):
        store.save_source(SourceRecord("a.pdf", A, 3, state))
        assert on_shelf(store) == [document()]


def test_every_content_of_a_file_is_kept_in_the_order_in_which_it_came(store):
    read(store, "a.pdf", A)
    read(store, "a.pdf", B)
    read(store, "b.pdf", A)
    assert store.contents() == [Content("a.pdf", A, 0), Content("a.pdf", B, 0), Content("b.pdf", A, 0)]
    assert [reading.documents for reading in store.shelf()] == [(document(sha256=A),), (document(sha256=B),), (document(sha256=A),)]


def test_what_is_read_after_a_round_came_later(store):
    read(store, "a.pdf", A)
    read(store, "c.pdf", "c" * 64)
    assert store.just_read() == ["a.pdf", "c.pdf"]
    store.close_intake()
    assert store.just_read() == []
    read(store, "r\udce9solution.pdf", B)
    assert store.just_read() == ["r\udce9solution.pdf"]
    read(store, "a.pdf", A)
    assert store.contents() == [Content("a.pdf", A, 0), Content("c.pdf", "c" * 64, 0), Content("r\udce9solution.pdf", B, 1)]
    read(store, "a.pdf", B)
    read(store, "a.pdf", A)
    assert store.contents()[1:] == [Content("r\udce9solution.pdf", B, 1), Content("a.pdf", B, 1), Content("a.pdf", A, 1)]


def test_a_file_that_is_forgotten_leaves_the_shelf_and_its_readings_stay(store):
    for name, sha256 in (("a.pdf", A), ("a.pdf", B), ("c.pdf", "c" * 64)):
        read(store, name, sha256)
    store.forget("a.pdf")
    assert [content.name for content in store.contents()] == ["c.pdf"]
    assert [record.name for record in store.sources()] == ["c.pdf"]
    assert set(store.readings()) == {A, B, "c" * 64}


def read(store, name, sha256):
    store.save_reading(SourceRecord(name, sha256, 3, "read"), [document(sha256=sha256)])


def test_a_run_becomes_live_with_its_proposals(store):
    one, other = proposal(), proposal(right="cc/res/3")
    store.publish(run(1), [other, one])
    assert store.proposals() == store.proposals("run-1") == [other, one]
    assert store.pairs("run-1") == {one.pair, other.pair}
    assert [record.state for record in store.runs()] == ["live"]


def test_the_run_before_stays_known_with_its_proposals_and_older_ones_lose_theirs(store):
    for number in (1, 2, 3):
        store.publish(run(number), [proposal()] * (number < 3))
    assert [(record.id, record.state) for record in store.runs()] == [("run-1", "past"), ("run-2", "past"), ("run-3", "live")]
    assert [len(store.proposals(name)) for name in ("run-1", "run-2", "run-3")] == [0, 1, 0]


def test_a_run_that_comes_again_is_the_newest_once(store):
    for number in (1, 2, 1):
        store.publish(run(number), [proposal()])
    assert [(record.id, record.state) for record in store.runs()] == [("run-2", "past"), ("run-1", "live")]
    assert store.proposals() == [proposal()]


def test_a_run_with_a_pair_twice_is_refused_whole(store):
    store.publish(run(1), [proposal()])
    with pytest.raises(StoreError, match="failed"):
        store.publish(run(2), [proposal(), proposal()])
    assert [(record.id, record.state) for record in store.runs()] == [("run-1", "live")]
    assert store.proposals() == [proposal()]


def test_events_are_chained_in_the_order_they_came(store):
    made = [say(store), say(store, Verdict.REJECT, "ben"), say(store, on=subject(right="cc/res/3"))]
    assert store.decisions() == made
    assert [event.previous for event in made] == ["", made[0].event, made[1].event]
    assert store.verify_log() == []


def test_two_equal_verdicts_are_two_events(store):
    first, second = say(store), say(store)
    assert first.event != second.event


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE head SET events = 1",
        "UPDATE head SET events = events + 1, event = 'x'",
        "DELETE FROM head",
        "INSERT INTO head (id, events, event) VALUES (2, 9, 'x')",
        "UPDATE decision SET text = ''",
        "UPDATE decision SET place = place + 10",
        "DELETE FROM decision",
        "INSERT INTO decision (place, event, previous, text) VALUES (9, 'x', 'y', '{}')",
        "INSERT INTO decision (place, event, previous, text) VALUES (1, 'x', '', '{}')",
    ],
)
def test_the_database_itself_refuses_to_change_the_log(url, change):
    with open_store(url) as store:
        made = [say(store), say(store, Verdict.REJECT, "ben")]
        with connect(url).execution_options(writes=True).begin() as connection, pytest.raises(DBAPIError, match=r"append-only|must follow"):
            connection.execute(text(change))
        assert store.decisions() == made


def test_sqlite_does_not_let_a_replacement_delete_an_event():
    with place("sqlite") as url, open_store(url) as store:
        made = say(store)
        with connect(url).execution_options(writes=True).begin() as connection, pytest.raises(DBAPIError, match="must follow"):
            connection.execute(text("INSERT OR REPLACE INTO decision (place, event, previous, text) VALUES (1, 'x', '', '{}')"))
        assert store.decisions() == [made]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE decision SET text = replace(text, 'reject', 'accept') WHERE place = 2", r"event 2 of the decision log \(\w{12}\) was altered"),
        ("UPDATE decision SET text = replace(text, '\"at\"', ' \"at\"') WHERE place = 2", "event 2 .* was altered"),
        ("DELETE FROM decision WHERE place = 2", "event 2 of the decision log does not follow the one before it"),
        ("DELETE FROM decision WHERE place = 1", "event 1 of the decision log does not follow"),
        ("UPDATE decision SET place = 9 WHERE place = 1", "event 1 of the decision log does not follow"),
        ("UPDATE decision SET text = '[]' WHERE place = 2", "event 2 of the decision log cannot be read"),
        ("UPDATE decision SET text = '{' WHERE place = 2", "event 2 of the decision log cannot be read"),
    ],
)
def test_a_log_that_was_tampered_with_does_not_verify(change, told):
    with place("sqlite") as url:
        with open_store(url) as store:
            for verdict in (Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE):
                say(store, verdict)
        altered(url, change)
        with open_store(url) as store:
            problems = store.verify_log()
            assert store.log_trouble() == problems[0]
        assert re.search(told, problems[0])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("DELETE FROM decision WHERE place > 1", "the last 2 of 3 events of the decision log are gone; bring a backup back"),
        ("DELETE FROM decision", "the last 3 of 3 events of the decision log are gone; bring a backup back"),
        ("UPDATE decision SET event = 'x' WHERE place = 2", "event 2 of the decision log is filed under columns that say otherwise than its text"),
        ("UPDATE decision SET previous = 'x' WHERE place = 2", "event 2 of the decision log is filed under columns that say otherwise"),
        ("UPDATE decision SET place = 9 WHERE place = 3", "event 3 of the decision log is filed under columns that say otherwise"),
        ("UPDATE head SET event = 'x'", r"the decision log ends with event 3 \(\w{12}\), not with the one that the store last wrote \(x\)"),
        ("DELETE FROM head", r"the decision log ends with event 3 \(\w{12}\), not with the one that the store last wrote \(none\)"),
    ],
)
def test_a_log_that_was_cut_or_filed_wrongly_does_not_verify(change, told):
    with place("sqlite") as url:
        with open_store(url) as store:
            for verdict in (Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE):
                say(store, verdict)
        altered(url, change)
        with open_store(url) as store:
            problems = store.verify_log()
            assert store.log_trouble() == problems[0]
        assert re.match(told, problems[0])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("DELETE FROM decision WHERE place = 2", "the last 1 of 2 events of the decision log are gone"),
        (
            "UPDATE decision SET text = replace(text, 'reject', 'accept') WHERE place = 2",
            "event 2 of the decision log .* was altered after it was written",
        ),
        ("UPDATE head SET events = 1", "the decision log ends with event 2"),
    ],
)
def test_nothing_is_appended_to_a_log_whose_end_does_not_verify(change, told):
    with place("sqlite") as url:
        with open_store(url) as store:
            say(store)
            say(store, Verdict.REJECT, "ben")
        altered(url, change)
        with open_store(url) as store:
            before = store.log()
            with pytest.raises(StoreError, match=f"nothing was recorded: {told}.*; see `mapper check`"):
                say(store)
            with pytest.raises(StoreError, match="nothing was recorded: "):
                decisions.undo(store, reviewer="anna", at=AT)
            assert store.log() == before


def test_missing_and_changed_triggers_of_the_log_are_named():
    with place("sqlite") as url:
        with open_store(url) as store:
            say(store)
        altered(url, "SELECT 1", careless=True)
        with open_store(url) as store:
            assert "the trigger decision_no_delete of the decision log is missing; bring a backup back into a new folder" in store.verify_log()
            assert len(store.verify_log()) == 7
        altered(url, "CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision WHEN 1 = 0 BEGIN SELECT 1; END")
        with open_store(url) as store:
            assert "the trigger decision_no_delete of the decision log is not what it was made as; bring a backup back into a new folder" in (
                store.verify_log()
            )


def test_an_event_that_is_judged_on_the_whole_log_sees_what_others_wrote(store):
    first = say(store)
    seen = []

    def judge(log):
        seen.extend(log)
        return replace(first, comment="again")

    made = store.append_all_after(lambda log: [judge(log)])[0]
    assert seen == [first]
    assert store.decisions() == [first, made]
    assert store.head() == Head(2, made.event)


def test_several_events_are_appended_in_one_go_behind_the_last_or_not_at_all(store):
    first = say(store)
    seen = []

    def judge(log):
        seen.extend(log)
        return (replace(first, comment=word) for word in ("one", "two"))

    made = store.append_all_after(judge)
    assert seen == [first]
    assert store.decisions() == [first, *made]
    assert [event.previous for event in made] == [first.event, made[0].event]
    assert store.head() == Head(3, made[-1].event)
    assert store.verify_log() == []
    assert store.append_all_after(lambda _log: ()) == []

    def refuse(_log):
        yield replace(first, comment="three")
        raise UsageError("no")

    with pytest.raises(UsageError, match="no"):
        store.append_all_after(refuse)
    assert store.decisions() == [first, *made]
    assert say(store).previous == made[-1].event


def test_a_judge_that_refuses_records_nothing(store):
    say(store)

    def judge(_log):
        raise UsageError("no")

    with pytest.raises(UsageError, match="no"):
        store.append_all_after(lambda log: [judge(log)])
    assert len(store.log()) == 1
    say(store)


@pytest.mark.parametrize("change", ["UPDATE decision SET text = '{'", "UPDATE document SET text = '{}'", "UPDATE source SET text = '[]'"])
def test_a_row_that_cannot_be_read_is_told(change):
    with place("sqlite") as url:
        with open_store(url) as store:
            say(store)
            store.save_reading(SourceRecord("a.pdf", A, 3, "read"), [document()])
        altered(url, change)
        with open_store(url) as store, pytest.raises(StoreError, match=r"holds a row that cannot be read .*; bring a backup back"):
            (store.sources(), store.shelf(), store.decisions())


def test_a_log_of_a_later_version_still_verifies_and_reads():
    with fresh() as store:
        made = say(store)
    later = codec.canonical({**json.loads(codec.write(made)), "event": "", "mood": "good"})
    event = hashlib.sha256(later.encode()).hexdigest()
    line = codec.canonical({**json.loads(later), "event": event})
    with fresh() as store:
        store.refill(Kept([], {}, [], [line]))
        assert store.verify_log() == []
        assert store.decisions() == [replace(made, event=event)]


def test_a_store_that_holds_anything_is_not_filled_from_a_backup(store):
    line = codec.write(say(store))
    with pytest.raises(StoreError, match="holds decisions already; nothing was changed"):
        store.refill(Kept([SourceRecord("a.pdf", A, 3, "read")], {}, [], [line]))
    assert store.sources() == []


def test_a_backup_with_a_hole_in_its_log_is_refused_whole(store):
    with fresh() as other:
        lines = [codec.write(say(other)) for _ in range(3)]
    with pytest.raises(StoreError, match="must follow the last one of the log; decisions are only ever added"):
        store.refill(Kept([SourceRecord("a.pdf", A, 3, "read")], {}, [], [lines[0], lines[2]]))
    assert store.sources() == store.decisions() == []


@quick
@given(some.proposals())
def test_a_proposal_is_one_line_and_reads_back_equal(proposal):
    line = codec.write(proposal)
    assert codec.read(Proposal, line) == proposal
    assert codec.write(codec.read(Proposal, line)) == line
    assert "\n" not in line


@quick
@given(some.documents)
def test_a_document_is_one_line_and_reads_back_equal(document):
    line = codec.write_document(document)
    assert codec.read_document(line) == document
    assert codec.write_document(codec.read_document(line)) == line
    assert "\n" not in line


@quick
@given(st.lists(some.documents, max_size=3), some.runs)
def test_what_is_saved_is_read_back(documents, proposals):
    with fresh() as store:
        store.save_reading(SourceRecord("a.pdf", A, 1, "read"), documents)
        store.publish(run(1), proposals)
        assert on_shelf(store) == documents
        assert store.proposals() == proposals


@quick
@given(st.lists(st.tuples(some.subjects(), some.verdicts, some.reviewers, some.moments), max_size=6))
def test_what_is_recorded_is_read_back(said):
    with fresh() as store:
        made = [decisions.record(store, on, word, reviewer=reviewer, at=at) for on, word, reviewer, at in said]
        assert store.decisions() == made
        assert [codec.read(Decision, line) for line in store.log()] == made
        assert [(event.pair, event.verdict, event.comment) for event in made] == [(on.pair, word.verdict, word.comment) for on, word, _, _ in said]
        assert store.verify_log() == []
