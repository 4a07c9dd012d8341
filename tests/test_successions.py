"""What lives on when a study period ends: Questions, and what was decided on them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.changes import _document
from mapper.identity import pair_id
from mapper.library import Known, shelve
from mapper.successions import Successions
from mapper.successions import trace as trace_works
from mapper.types import CONTINUES, CONTINUES_PART, Change, Edition, Kind, Status
from tests.test_staleness import decision
from tests.texts import document


def trace(documents):
    """Trace works of one edition each."""
    return trace_works({document.id: (document,) for document in documents})


def question(number, period, *texts, continues=(), part=(), group="SG 5", body="T"):
    found = document(f"t/{period}/q/{number}", f"Question {number}", *(texts or ("to study",)), body=body, kind=Kind.QUESTION, label="")
    details = tuple((CONTINUES, old) for old in continues) + tuple((CONTINUES_PART, old) for old in part)
    return replace(found, period=period, group=group, details=details)


OLD = question("3-5", "2017-2020", "how is exposure measured?")
NEW = question("3-5", "2022-2024", "how is exposure measured?", continues=[OLD.id])


def test_a_question_of_an_earlier_period_closes_when_its_group_has_a_list_for_a_later_one():
    other = question("1-20", "2017-2020", group="SG 20")
    traced = trace([OLD, other, question("8-5", "2022-2024"), question("9-5", "2022-2024")])
    assert traced.closed == {OLD.id}
    assert traced.heir(OLD.id) == OLD.id


def test_a_single_later_question_closes_no_other():
    """The files of the others may only not be here yet."""
    assert trace([OLD, question("9-5", "2022-2024")]).closed == frozenset()


def test_a_list_of_which_a_part_was_not_read_closes_only_what_it_continues():
    """What was not read may be what carries the others on."""
    other = question("6-5", "2017-2020", "how is energy saved?")
    works = {document.id: (document,) for document in (OLD, other, NEW, question("9-5", "2022-2024"))}
    assert trace_works(works).closed == {OLD.id, other.id}
    assert trace_works(works, short={NEW.source.sha256}).closed == {OLD.id}
    complete = [replace(question(number, "2022-2024"), source=replace(NEW.source, sha256="1" * 64)) for number in ("10-5", "11-5")]
    works |= {document.id: (document,) for document in complete}
    assert trace_works(works, short={NEW.source.sha256}).closed == {OLD.id, other.id}


def test_a_question_that_went_to_another_group_closes_too_and_has_an_heir():
    moved = question("2-21", "2025-2028", group="SG 21", continues=[OLD.id])
    traced = trace([OLD, moved])
    assert traced.closed == {OLD.id}
    assert traced.heir(OLD.id) == moved.id
    assert traced.forebears(moved.id) == (OLD.id,)


@pytest.mark.parametrize("heirs", [{"part": [OLD.id]}, {"continues": [OLD.id]}])
def test_what_goes_on_in_two_questions_or_in_part_has_no_heir(heirs):
    first = question("3-5", "2022-2024", **heirs)
    second = question("4-5", "2022-2024", continues=[OLD.id])
    traced = trace([OLD, first, second])
    assert traced.closed == {OLD.id}
    assert traced.heir(OLD.id) == OLD.id


def test_questions_without_a_period_and_of_one_period_stay_open():
    assert trace([replace(OLD, period=""), question("4-5", "2017-2020")]).closed == frozenset()


def test_an_heir_of_an_heir_inherits_and_a_circle_ends():
    third = question("6-5", "2025-2028", continues=[NEW.id])
    assert trace([OLD, NEW, third]).heir(OLD.id) == third.id
    assert Successions(heirs={"a": "b", "b": "a"}).heir("a") == "b"


def test_the_library_says_closed_and_keeps_what_was_read():
    library = shelve([OLD, NEW])
    assert library.current[OLD.id].status is Status.CLOSED
    assert list(library.in_force) == [NEW.id]
    assert library.today[OLD.id] == NEW
    assert library.seen[OLD.id, ""] == OLD


def test_an_heir_is_compared_with_what_it_continues_and_the_old_one_is_closed():
    known = {OLD.id: Known("", "in-force")}
    changes = {change.id: change for change in shelve([OLD, NEW]).changes_since(known)}
    assert changes[OLD.id].grade is Change.CLOSED
    assert (changes[NEW.id].grade, changes[NEW.id].old, changes[NEW.id].new) == (Change.UNCHANGED, OLD.id, "2022-2024")


works = st.sampled_from([OLD.id, NEW.id, "wp/7c", "wp/5a"])


@given(st.lists(st.tuples(works, works)))
def test_carrying_keeps_every_event_and_gives_it_the_pair_of_today(sides):
    named = [replace(decision(), left=one, right=other, pair=pair_id("questions", one, other), type="questions") for one, other in sides]
    events = [replace(event, event=f"e{number}") for number, event in enumerate(named)]
    traced = trace([OLD, NEW])
    carried = traced.carry(events)
    assert [event.event for event in carried] == [event.event for event in events]
    assert [event.evidence for event in carried] == [event.evidence for event in events]
    for event in carried:
        assert event.pair == pair_id("questions", event.left, event.right)
    assert traced.carry(carried) == carried


TEXTS = ("to study the effects of heat on networks", "to publish guidance for smaller operators", "to report to each conference on this work")


def resolution(number, year, *texts, body="AA", status=Status.IN_FORCE):
    found = document(f"aa/res/{number}", "Heat", *texts, body=body, status=status)
    return replace(found, number=str(number), edition=Edition(str(year), "", year))


def test_a_text_under_another_number_is_the_same_work_renumbered():
    old, new = resolution(7, 2018, *TEXTS), resolution(9, 2022, *TEXTS)
    library = shelve([old, new, resolution(8, 2022, "to train teachers in the villages of the coast")])
    assert library.current[old.id].status is Status.CLOSED
    assert library.successions.heir(old.id) == new.id
    (change,) = (c for c in library.changes_since({old.id: Known("2018", "in-force"), "aa/res/8": Known("2022", "in-force")}) if c.id == new.id)
    assert (change.grade, change.old, change.new) == (Change.RENUMBERED, old.id, "2022")


def test_a_text_that_ended_became_what_goes_on_from_it_or_nothing():
    old, new = resolution(7, 2018, *TEXTS), resolution(9, 2022, *TEXTS)
    library = shelve([old, new])
    (ended,) = (c for c in library.changes_since({old.id: Known("2018", "in-force")}) if c.id == old.id)
    assert (ended.grade, ended.old, ended.into) == (Change.CLOSED, "2018", new.id)
    assert _document(ended) == f"  {old.id:<22} 2018 -> {new.id}: Heat"
    alone = replace(ended, new="")
    assert _document(alone) == f"  {old.id:<22} 2018: Heat"
    assert (alone.old, alone.into) == ("2018", "")
    assert replace(ended, new="2018").into == ""


def test_an_edition_before_the_last_one_is_replaced_and_one_before_a_suppression_suppressed():
    first, second = resolution(7, 2018, *TEXTS), resolution(7, 2022, *TEXTS[:2])
    assert [status for _, status in shelve([first, second]).history(first.id)] == ["replaced", "in-force"]
    gone = resolution(7, 2026, status=Status.SUPPRESSED)
    assert [status for _, status in shelve([first, second, gone]).history(first.id)] == ["replaced", "suppressed", "suppressed"]
    assert [status for _, status in shelve([first, resolution(9, 2022, *TEXTS)]).history(first.id)] == ["closed"]


def test_a_suppressed_text_that_has_a_new_number_lives_on_and_stays_suppressed():
    old, gone = resolution(7, 2018, *TEXTS), resolution(7, 2022, status=Status.SUPPRESSED)
    library = shelve([old, gone, resolution(9, 2022, *TEXTS)])
    assert library.current[old.id].status is Status.SUPPRESSED
    assert library.successions.heir(old.id) == "aa/res/9"


@pytest.mark.parametrize(
    "other",
    [
        resolution(9, 2022, *TEXTS[:1], "to do something that nobody did before in this house"),
        resolution(9, 2018, *TEXTS),
        resolution(9, 2022, *TEXTS, body="BB"),
    ],
)
def test_a_text_that_is_only_like_another_or_beside_it_or_of_another_body_is_not_renumbered(other):
    assert trace([resolution(7, 2018, *TEXTS), other]).closed == frozenset()


def test_a_text_that_two_others_repeat_lives_on_as_neither():
    assert trace([resolution(7, 2018, *TEXTS), resolution(9, 2022, *TEXTS), resolution(10, 2022, *TEXTS)]).heirs == {}
