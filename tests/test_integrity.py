"""Integrity: what `mapper check` finds in a workspace that somebody or something harmed."""

from dataclasses import replace

import pytest

from mapper import integrity, settings
from mapper.decisions import undo
from mapper.store import RunRecord, SourceRecord, open_store
from mapper.types import Evidence, Verdict
from tests.stores import AT, altered, document, proposal, quote, say, subject

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
        return integrity.check(replace(settings.load(folder), **changed), store)


def with_event(folder, **changed):
    """Append an event that mapper itself would refuse to record."""
    with opened(folder) as store:
        made = store.append(replace(store.decisions()[0], **changed))
    return f"event {made.event[:12]} of the decision log"


def test_a_whole_workspace_has_no_problems(folder):
    assert problems(folder) == []
    assert problems(folder, reviewers=("anna", "ben")) == []


def test_a_broken_chain_is_all_that_is_said(folder):
    altered(settings.load(folder).store_url, "DELETE FROM decision WHERE place = 1")
    assert problems(folder) == ["event 1 of the decision log does not follow the one before it; an event was dropped or moved"]


def test_a_reviewer_whom_the_settings_do_not_name_is_found(folder):
    found = problems(folder, reviewers=("anna",))
    assert len(found) == 3
    assert all("is by 'ben', who is not among the reviewers of mapper.toml; add the name there" in problem for problem in found)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"pair": "0" * 16}, "names the pair 0000000000000000, which is not that of aa/res/1 and bb/res/2"),
        ({"reviewer": " "}, "is by ' ', who is not among the reviewers of mapper.toml; add the name there"),
        ({"relation": "cousin"}, "gives the relation 'cousin', which no profile knows"),
        ({"reason": "mood"}, "gives the reason 'mood', which no profile knows"),
        ({"at": "2026-02-30T00:00:00Z"}, "says '2026-02-30T00:00:00Z' for its moment, which is no moment in UTC"),
        ({"verdict": Verdict.UNDO}, "takes back nothing, which is no standing verdict of 'anna' on that pair"),
        ({"verdict": Verdict.UNDO, "undoes": "f" * 64}, "takes back ffffffffffff, which is no standing verdict of 'anna' on that pair"),
    ],
)
def test_an_event_that_cannot_be_is_found(folder, changed, told):
    assert f"{with_event(folder, **changed)} {told}" in problems(folder)


def test_an_undo_of_another_persons_verdict_or_of_one_taken_back_is_found(folder):
    with opened(folder) as store:
        anna, ben = store.decisions()[:2]
    first = with_event(folder, verdict=Verdict.UNDO, reviewer="ben", undoes=anna.event)
    second = with_event(folder, verdict=Verdict.UNDO, reviewer="ben", undoes=ben.event)
    assert problems(folder) == [
        f"{first} takes back {anna.event[:12]}, which is no standing verdict of 'ben' on that pair",
        f"{second} takes back {ben.event[:12]}, which is no standing verdict of 'ben' on that pair",
    ]


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


def test_a_row_that_points_nowhere_is_found(folder):
    with opened(folder) as store:
        altered(store.url, "INSERT INTO proposal (run, pair, place, text) VALUES ('run-9', 'x', 0, '{}')")
    assert problems(folder) == [f"the file {folder.resolve() / 'mapper.db'} is damaged: a row of proposal names no run"]
