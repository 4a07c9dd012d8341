"""Decisions: what is recorded, what of it stands, and what is refused."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import decisions
from mapper.decisions import Word, adjudicate, counting, deciding, reasons, record_all, relations, standing, undo
from mapper.errors import MapperError, StoreError, UsageError
from mapper.lookback import last_said
from mapper.store import open_store
from mapper.types import Verdict
from tests.stores import AT, altered, fresh, place, say, subject

LATER = "2026-05-06T07:08:09Z"
ONE, OTHER = subject(), subject(right="cc/res/3")


@pytest.fixture
def store():
    with fresh() as opened:
        yield opened


def stands(store, on=ONE):
    return [(one.reviewer, one.verdict.value, one.relation) for one in standing(store.decisions()).get(on.pair, ())]


def test_the_profile_gives_relations_and_reasons_in_the_order_of_their_keys():
    assert [code for code, _ in relations()] == [
        "mutual-interest", "implements", "duplicate", "text-already-in-pp", "merge-candidate", "cites", "supersedes",
    ]  # fmt: skip
    assert [code for code, _ in reasons()] == ["boilerplate", "different-scope", "obsolete", "wrong-level", "duplicate-pair", "other"]
    assert all(label for _, label in (*relations(), *reasons()))


def test_a_decision_keeps_what_was_in_view(store):
    made = say(store, relation="implements", comment="see clause 3", seconds=12.34, score_shown=False)
    assert (made.pair, made.type, made.left, made.right) == (ONE.pair, "resolutions", "aa/res/1", "bb/res/2")
    assert (made.editions, made.evidence) == (ONE.editions, ONE.evidence)
    assert (made.relation, made.comment, made.seconds, made.score_shown, made.origin) == ("implements", "see clause 3", 12.3, False, "human")
    assert store.decisions() == [made]


def test_a_skip_records_nothing_but_itself(store):
    made = say(store, Verdict.SKIP, relation="cites", reason="other", comment="later")
    assert (made.relation, made.reason, made.comment, made.evidence) == ("", "", "", ())
    assert stands(store) == []


def test_a_direction_goes_with_a_relation_that_runs_one_way(store):
    assert say(store, relation="implements", direction="right-to-left").direction == "right-to-left"
    assert say(store, Verdict.REJECT, relation="", reviewer="ben").direction == ""
    with pytest.raises(UsageError, match=r"^duplicate holds both ways; a direction goes with one of implements,"):
        say(store, relation="duplicate", direction="left-to-right")
    with pytest.raises(UsageError, match=r"^no direction 'up'; choose left-to-right or right-to-left$"):
        say(store, relation="implements", direction="up")


def test_a_confirmation_keeps_the_direction(store):
    say(store, relation="implements", direction="right-to-left")
    say(store, Verdict.CONFIRM, on=subject(editions=("2018", "2022")), at="2026-05-06T07:08:09Z")
    (one,) = standing(store.decisions())[ONE.pair]
    assert (one.relation, one.direction) == ("implements", "right-to-left")


def test_a_rejection_has_a_reason_and_no_relation(store):
    made = say(store, Verdict.REJECT, relation="cites", reason="boilerplate")
    assert (made.relation, made.reason) == ("", "boilerplate")


def test_a_moment_is_kept_in_one_form(store):
    assert say(store, at="2026-01-31T12:00:00+00:00").at == "2026-01-31T12:00:00Z"


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ({"reviewer": "  "}, "a decision needs a name; say --as NAME"),
        ({"at": "yesterday"}, "'yesterday' is not a moment in UTC; write it as 2026-01-31T12:00:00Z"),
        ({"at": "2026-01-31T12:00:00"}, "is not a moment in UTC"),
        ({"at": "2026-01-31T12:00:00+02:00"}, "is not a moment in UTC"),
        ({"seconds": -1.0}, "-1.0 seconds cannot be spent on a decision"),
        ({"seconds": float("nan")}, "nan seconds cannot be spent"),
        ({"relation": "cousin"}, "no relation 'cousin'; choose one of mutual-interest, implements, "),
        ({"reason": "mood"}, "no reason 'mood'; choose one of boilerplate, different-scope, "),
        ({"verdict": Verdict.UNDO}, "an undo is not a verdict; use `mapper undo`"),
        ({"verdict": Verdict.CONFIRM}, f"there is no verdict of 'anna' on the pair {ONE.pair} to confirm; accept or reject it"),
        ({"on": replace(ONE, pair="0" * 16)}, "is not that of aa/res/1 and bb/res/2 in 'resolutions'; see `mapper proposals`"),
    ],
)
def test_what_the_log_must_not_hold_is_told_and_not_recorded(store, word, told):
    with pytest.raises(UsageError) as raised:
        say(store, **word)
    assert told in str(raised.value)
    assert store.decisions() == []


def test_the_last_word_of_each_reviewer_stands(store):
    say(store, relation="cites")
    say(store, Verdict.REJECT, "ben")
    say(store, Verdict.UNSURE)
    assert stands(store) == [("anna", "unsure", ""), ("ben", "reject", "")]


def test_undo_goes_back_through_all_days_and_leaves_others_alone(store):
    say(store)
    say(store, Verdict.REJECT, "ben")
    say(store, Verdict.REJECT, on=OTHER)
    assert undo(store, reviewer="anna", at=LATER)[-1].pair == OTHER.pair
    assert stands(store, OTHER) == []
    assert undo(store, reviewer="anna", at=LATER)[-1].verdict is Verdict.ACCEPT
    assert stands(store) == [("ben", "reject", "")]
    with pytest.raises(MapperError, match="nothing is left to undo for 'anna'"):
        undo(store, reviewer="anna", at=LATER)
    assert [event.verdict.value for event in store.decisions()] == ["accept", "reject", "reject", "undo", "undo"]


def test_an_undo_names_what_it_takes_back_and_brings_the_earlier_word_back(store):
    say(store, relation="cites")
    second = say(store, Verdict.REJECT)
    undo(store, reviewer="anna", at=LATER)
    assert store.decisions()[-1].undoes == second.event
    assert stands(store) == [("anna", "accept", "cites")]


def test_nobody_takes_back_what_another_said(store):
    first = say(store)
    store.append(replace(first, verdict=Verdict.UNDO, reviewer="ben", undoes=first.event))
    assert stands(store) == [("anna", "accept", "")]


def test_a_skip_is_not_what_undo_takes_back(store):
    say(store)
    say(store, Verdict.SKIP, on=OTHER)
    assert undo(store, reviewer="anna", at=LATER)[-1].pair == ONE.pair


@pytest.mark.parametrize(("verdict", "relation"), [(Verdict.ACCEPT, "implements"), (Verdict.REJECT, ""), (Verdict.UNSURE, "")])
def test_a_confirmation_repeats_the_verdict_for_the_new_editions(store, verdict, relation):
    say(store, verdict, relation="implements", reason="other", comment="as agreed")
    newer = subject(editions=("2018", "2022"))
    made = say(store, Verdict.CONFIRM, on=newer, at=LATER)
    (one,) = standing(store.decisions())[ONE.pair]
    assert (one.event, one.editions, one.at) == (made.event, ("2018", "2022"), LATER)
    assert (one.verdict, one.relation, one.reason, one.comment) == (verdict, relation, "other", "as agreed")
    undo(store, reviewer="anna", at=LATER)
    assert standing(store.decisions())[ONE.pair][0].editions == ("2018", "2018")


def test_what_was_said_of_a_question_can_be_confirmed_twice_on_the_one_it_lives_on_as(store):
    said = say(store)
    first = say(store, Verdict.CONFIRM, on=replace(OTHER, said=(said.event,)), at=LATER)
    second = say(store, Verdict.CONFIRM, on=replace(OTHER, said=(first.event,)), at=LATER)
    assert second.verdict is Verdict.CONFIRM


def test_what_was_taken_back_cannot_be_confirmed(store):
    say(store)
    undo(store, reviewer="anna", at=LATER)
    with pytest.raises(UsageError, match="no verdict of 'anna'"):
        say(store, Verdict.CONFIRM)


def test_an_adjudication_stands_beside_the_verdicts_and_decides(store):
    say(store)
    say(store, Verdict.REJECT, "ben")
    made = adjudicate(store, ONE, Word(Verdict.REJECT, reason="obsolete"), reviewer="chair", at=LATER)
    said = standing(store.decisions())[ONE.pair]
    assert [one.reviewer for one in said] == ["chair", "anna", "ben"]
    assert counting(said) == (made,)
    assert deciding(said) == made


def test_an_adjudicator_who_is_also_a_reviewer_keeps_both_words(store):
    say(store, reviewer="chair")
    adjudicate(store, ONE, Word(Verdict.REJECT), reviewer="chair", at=LATER)
    assert stands(store) == [("chair", "reject", ""), ("chair", "accept", "")]


@pytest.mark.parametrize("verdict", [Verdict.UNSURE, Verdict.SKIP])
def test_an_adjudication_accepts_or_rejects(store, verdict):
    with pytest.raises(UsageError, match=f"an adjudication accepts or rejects; {verdict.value} settles nothing"):
        adjudicate(store, ONE, Word(verdict), reviewer="chair", at=AT)


def test_an_adjudication_holds_until_the_text_changes_under_it_and_somebody_judges_again(store):
    say(store)
    judged = adjudicate(store, ONE, Word(Verdict.REJECT), reviewer="chair", at=AT)
    again = say(store, Verdict.ACCEPT, "ben", on=subject(editions=("2022", "2018")), at=LATER)
    said = standing(store.decisions())[ONE.pair]
    assert counting(said) == (judged,)
    assert counting(said, {judged.event}) == (again,)
    assert counting(said, {judged.event, again.event}) == ()
    assert len(said) == 3


def test_nothing_decides_where_nobody_spoke():
    assert deciding(()) is None
    assert standing(()) == {}


def test_the_last_to_undo_is_found_without_undoing(store):
    made = say(store)
    assert decisions.last_to_undo(store.decisions(), "anna") == (made,)
    assert decisions.last_to_undo(store.decisions(), "ben") == ()


def test_what_was_said_in_one_act_is_taken_back_in_one(store):
    say(store)
    both = decisions.record_all(store, [(ONE, Word(Verdict.REJECT)), (OTHER, Word(Verdict.REJECT))], reviewer="anna", at=LATER)
    assert {one.batch for one in both} == {both[0].batch} != {""}
    assert undo(store, reviewer="anna", at=LATER) == tuple(both)
    assert [one.verdict for one in decisions.effective(store.decisions())] == [Verdict.ACCEPT]


def test_an_act_of_which_one_verdict_cannot_be_recorded_is_not_recorded(store):
    with pytest.raises(UsageError, match="no relation 'friendship'"):
        decisions.record_all(store, [(ONE, Word(Verdict.ACCEPT)), (OTHER, Word(Verdict.ACCEPT, "friendship"))], reviewer="anna", at=LATER)
    assert store.decisions() == []


@given(st.lists(st.tuples(st.sampled_from(["say", "act", "undo", "skip"]), st.sampled_from(["anna", "ben"])), max_size=12))
def test_what_an_undo_takes_back_is_found_from_the_end_as_from_the_beginning(deeds):
    with fresh() as store:
        for number, (deed, who) in enumerate(deeds):
            at = f"2026-02-03T04:05:{number:02}Z"
            if deed == "undo":
                with suppress(MapperError):
                    decisions.undo(store, reviewer=who, at=at)
            elif deed == "act":
                record_all(store, [(ONE, Word(Verdict.ACCEPT)), (OTHER, Word(Verdict.REJECT))], reviewer=who, at=at)
            else:
                say(store, Verdict.SKIP if deed == "skip" else Verdict.ACCEPT, who, at=at)
        log = store.decisions()
    for who in ("anna", "ben"):
        assert last_said(iter(reversed(log)), who) == decisions.last_to_undo(log, who)


def test_an_undo_reads_no_further_back_than_it_must():
    with place("sqlite") as url:
        with open_store(url) as store:
            for number in range(60):
                say(store, reviewer="ben" if number else "anna")
        altered(url, "UPDATE decision SET text = replace(text, 'accept', 'reject') WHERE place = 2")
        with open_store(url) as store:
            assert decisions.undo(store, reviewer="ben", at=LATER)[0].event == store.decisions()[59].event
            with pytest.raises(StoreError, match="event 2 of the decision log is not as it was written; see `mapper check`"):
                decisions.undo(store, reviewer="anna", at=LATER)
            assert len(store.log()) == 61
