"""Integrity: what `mapper check` finds in a workspace that somebody or something harmed."""

import json
from dataclasses import replace

import pytest

from mapper import integrity, settings
from mapper.decisions import standing, undo
from mapper.store import RunRecord, SourceRecord, open_store
from mapper.types import Evidence, Verdict
from tests.stores import AT, altered, document, proposal, quote, say, subject
from tests.workspaces import DEMO

SHA = "a" * 64


@pytest.fixture
def folder(tmp_path):
    settings.init(tmp_path)
    with opened(tmp_path) as store:
        store.save_reading(SourceRecord("a.pdf", SHA, 3, "read"), [document(), document("bb/res/2")])
        store.publish(RunRecord("run-1", AT, "live", "{}"), [proposal()])
        say(store, relation="implements")
        say(store, Verdict.REJECT, "ben", reason="obsolete")
        say(store, Verdict.SKIP, "ben")
        undo(store, reviewer="ben", at=AT)
        say(store, Verdict.CONFIRM)
    return tmp_path


def opened(folder):
    return open_store(settings.load(folder).store_url)


def problems(folder, **changed):
    with opened(folder) as store:
        return list(integrity.check(replace(settings.load(folder), **changed), store).problems)


def notes(folder, **changed):
    with opened(folder) as store:
        return list(integrity.check(replace(settings.load(folder), **changed), store).notes)


def with_event(folder, **changed):
    """Append an event that mapper itself would refuse to record."""
    with opened(folder) as store:
        made = store.append(replace(store.decisions()[0], **changed))
    return f"event {made.event[:12]} of the decision log"


def test_a_whole_workspace_has_no_problems(folder):
    assert problems(folder) == []
    assert problems(folder, reviewers=("anna", "ben")) == []
    assert notes(folder) == notes(folder, reviewers=("anna", "ben")) == []


def test_a_broken_chain_is_all_that_is_said(folder):
    altered(settings.load(folder).store_url, "DELETE FROM decision WHERE place = 1")
    assert problems(folder) == ["event 1 of the decision log does not follow the one before it; an event was dropped or moved"]


def test_a_reviewer_who_left_is_one_note_and_no_problem(folder, cli):
    assert problems(folder, reviewers=("anna",)) == []
    told = "events by people who are not among the reviewers of mapper.toml now: 3 by 'ben'; what they said stands"
    assert notes(folder, reviewers=("anna",)) == [told]
    assert notes(folder, reviewers=("carla",)) == [told.replace("3 by 'ben'", "2 by 'anna', 3 by 'ben'")]
    toml = folder / "mapper.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("reviewers = []", 'reviewers = ["anna"]'), encoding="utf-8")
    shown = cli("check", "-w", folder)
    assert (shown.code, shown.out) == (0, f"note: {told}\n")
    assert shown.err.startswith("nothing is wrong\nthe decision log has 5 events and ends with ")
    assert cli("check", "--json", "-w", folder).out == f'{{"note": "{told}"}}\n'


@pytest.mark.parametrize("manifest", ["now", "earlier"])
def test_events_that_were_lost_are_found_by_what_a_run_saw(folder, manifest):
    """Whoever cuts the log and its head alike still leaves the runs."""
    with opened(folder) as store:
        say(store, on=subject(right="bb/res/2"))
        head = store.head()
        store.publish(RunRecord("run-2", AT, "live", json.dumps({"log": {"events": head.events, "event": head.event}})), [proposal()])
        if manifest == "earlier":
            store.publish(RunRecord("run-3", AT, "live", "{}"), [proposal()])
        before = store.decisions()[-2].event
    altered(settings.load(folder).store_url, "DELETE FROM decision WHERE place = 6")
    cut = f"run-2 of {AT} saw 6 events in the decision log, 5 are left; bring a backup back into a new folder"
    told = "the last 1 of 6 events of the decision log are gone; bring a backup back with `mapper restore` into a new folder"
    assert problems(folder) == [told, cut]
    altered(settings.load(folder).store_url, f"UPDATE head SET events = 5, event = '{before}'")
    assert problems(folder) == [cut]
    with opened(folder) as store:
        say(store, Verdict.REJECT)
    assert problems(folder) == [f"run-2 of {AT} saw another event 6 in the decision log; bring a backup back into a new folder"]


def test_every_run_notes_how_far_the_log_had_come(small):
    small.decide(small.mapped()[0])
    small.add(DEMO / "second" / "T-RES-T.73-2022-PDF-E.pdf")
    small.run()
    with small.open() as store:
        marks = [json.loads(run.manifest)["log"] for run in store.runs()]
        assert marks == [{"events": 0, "event": ""}, {"events": 1, "event": store.decisions()[0].event}]
        assert integrity.check(small.settings, store) == integrity.Findings(())


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"pair": "0" * 16}, "names the pair 0000000000000000, which is not that of aa/res/1 and bb/res/2"),
        ({"reviewer": " "}, "names no reviewer"),
        ({"relation": "cousin"}, "gives the relation 'cousin', which no profile knows"),
        ({"reason": "mood"}, "gives the reason 'mood', which no profile knows"),
        ({"at": "2026-02-30T00:00:00Z"}, "says '2026-02-30T00:00:00Z' for its moment, which is no moment in UTC"),
        ({"verdict": Verdict.UNDO}, "takes back nothing, which is no verdict of 'anna' on that pair"),
        ({"verdict": Verdict.UNDO, "undoes": "f" * 64}, "takes back ffffffffffff, which is no verdict of 'anna' on that pair"),
    ],
)
def test_an_event_that_cannot_be_is_found(folder, changed, told):
    assert f"{with_event(folder, **changed)} {told}" in problems(folder)


def test_an_undo_of_another_persons_verdict_is_found(folder):
    with opened(folder) as store:
        anna = store.decisions()[0]
    first = with_event(folder, verdict=Verdict.UNDO, reviewer="ben", undoes=anna.event)
    assert problems(folder) == [f"{first} takes back {anna.event[:12]}, which is no verdict of 'ben' on that pair"]


def test_a_second_undo_of_one_verdict_is_a_note_and_no_problem(folder):
    with opened(folder) as store:
        ben = store.decisions()[1]
        before = standing(store.decisions())
    second = with_event(folder, verdict=Verdict.UNDO, reviewer="ben", undoes=ben.event)
    assert problems(folder) == []
    assert notes(folder) == [f"{second} takes back {ben.event[:12]} a second time, which changes nothing"]
    with opened(folder) as store:
        assert standing(store.decisions()) == before


def test_a_clock_that_went_back_is_one_note_and_no_problem(folder):
    with opened(folder) as store:
        say(store, reviewer="ben", at="2026-02-03T04:04:30Z")  # machines differ by so much
    assert notes(folder) == []
    with opened(folder) as store:
        first = say(store, reviewer="ben", at="2020-01-01T00:00:00Z")
        say(store, reviewer="carla", at="2019-01-01T00:00:00Z")
    assert problems(folder) == []
    told = f"2 events of the decision log, the first event {first.event[:12]} of 'ben', of 2020-01-01T00:00:00Z behind one of {AT}"
    rest = "the order of the log counts, but an adjudication and what is said on a changed text after it are told apart by the clock"
    assert notes(folder) == [f"a clock went back, or one ran ahead: {told}; {rest}"]


def test_a_decision_on_a_text_that_was_never_read_is_found(folder):
    with opened(folder) as store:
        made = say(store, on=subject(right="zz/res/9"))
    told = f"event {made.event[:12]} of the decision log is about zz/res/9, which was never read; add its file again, or its theme"
    assert problems(folder) == [told]


def test_a_decision_on_a_text_whose_file_was_replaced_is_no_problem(folder):
    with opened(folder) as store:
        store.save_reading(SourceRecord("a.pdf", "b" * 64, 3, "read"), [document("bb/res/2", sha256="b" * 64)])
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda p: replace(p, left="cc/res/3", pair=p.pair), "is not that of cc/res/3 and bb/res/2; run again"),
        (lambda p: replace(p, evidence=()), "has no evidence; run again"),
        (lambda p: replace(p, right_edition="2022"), "is about an edition of bb/res/2 that was never read; run again"),
        (
            lambda p: replace(p, evidence=(Evidence(quote(p.left, "to study roads"), quote(p.right), 0.5),)),
            "quotes aa/res/1#resolves.1 otherwise than it reads; run again",
        ),
    ],
)
def test_a_proposal_that_does_not_stand_on_its_texts_is_found(folder, harm, told):
    made = harm(proposal())
    with opened(folder) as store:
        store.publish(RunRecord("run-2", AT, "live", "{}"), [made])
    assert f"the proposal {made.pair} {told}" in problems(folder)


def test_a_document_that_names_another_file_is_found(folder):
    with opened(folder) as store:
        store.save_reading(SourceRecord("c.pdf", "c" * 64, 3, "read"), [document("cc/res/3", sha256="d" * 64, file="c.pdf")])
    assert problems(folder) == ["cc/res/3 (2018) names another file than the one it was read from; add c.pdf again"]


def test_a_document_of_json_lines_may_name_the_file_it_was_made_from(folder):
    with opened(folder) as store:
        record = SourceRecord("made.jsonl", "c" * 64, 3, "read")
        store.save_reading(record, [document("cc/res/3", sha256="d" * 64, file="c.pdf"), document("cc/res/4", sha256="d" * 64, file="made.jsonl")])
    assert problems(folder) == []


def test_a_row_that_points_nowhere_is_found(folder):
    with opened(folder) as store:
        altered(store.url, "INSERT INTO proposal (run, pair, place, text) VALUES ('run-9', 'x', 0, '{}')")
    assert problems(folder) == [f"the file {folder.resolve() / 'mapper.db'} is damaged: a row of proposal names no run"]
