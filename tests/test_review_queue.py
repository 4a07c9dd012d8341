"""The queue: who sees which pair, in which order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.errors import UsageError
from mapper.review import queue
from mapper.types import BANDS, State
from tests.review_samples import A, C, decision, document, mapped, pairs


def order(name, of=None, reviewer="anna"):
    return [(one.left[:2], one.right[:2]) for one in queue.arrange(of or pairs(), name, reviewer)]


def test_the_likely_come_first():
    assert order("likely") == [("aa", "bb"), ("aa", "cc"), ("bb", "cc")]


def test_the_uncertain_come_first():
    assert order("uncertain")[0] == ("aa", "cc")


def test_coverage_shows_each_document_before_any_comes_twice():
    d = document("dd/res/4", "DD", "T", "Dunes", "a", "b", "c")
    found = [*pairs(), mapped(C, d, 0.05)]
    assert order("coverage", found)[:3] == [("aa", "bb"), ("aa", "cc"), ("cc", "dd")]


def test_random_is_the_same_tomorrow_and_another_for_another_reviewer():
    found = [mapped(document(f"x{n}/res/1", "X", "R", "t", "a", "b", "c"), A, 0.5) for n in range(8)]
    assert order("random", found) == order("random", found[::-1])
    assert order("random", found) != order("random", found, "ben")


@given(st.permutations(pairs()), st.sampled_from(sorted(queue.ORDERS)))
def test_an_order_depends_on_the_pairs_alone(shuffled, name):
    assert queue.arrange(shuffled, name, "anna") == queue.arrange(pairs(), name, "anna")


def test_stale_pairs_come_before_all_others():
    first, second, third = pairs()
    assert queue.arrange([first, second, replace(third, state=State.STALE)], "likely", "anna")[0].pair == third.pair


def test_an_unknown_order_is_wrong_usage():
    with pytest.raises(UsageError, match="no order named 'best'; choose one of mix, likely, uncertain, coverage, random, audit"):
        queue.arrange([], "best", "anna")


def test_a_pair_without_probability_stands_in_the_middle_of_its_band():
    one = pairs()[0]
    assert queue.likelihood(replace(one, proposal=replace(one.proposal, probability=None))) == 0.9
    assert queue.likelihood(replace(one, proposal=None)) == 0.0


def test_a_blind_reviewer_cannot_read_the_score_from_the_order():
    found = [mapped(document(f"x{n}/res/1", "X", "R", "t", "a", "b", "c"), A, 0.8 + n / 100) for n in range(9)]
    one, other = (queue.shuffle_in_bands(queue.arrange([*found, *pairs()], "likely", who), who) for who in ("anna", "ben"))
    assert [x.proposal.band for x in one] == [x.proposal.band for x in other] == sorted((x.proposal.band for x in one), key=BANDS.index)
    assert one != other


def test_skipped_pairs_come_last():
    first = pairs()[0]
    assert queue.skipped_last(pairs(), {first.pair})[-1].pair == first.pair


def test_each_reviewer_has_a_queue_of_what_they_did_not_decide():
    one = replace(pairs()[0], state=State.ACCEPTED, decisions=(decision(pairs()[0]),))
    assert not queue.is_open(one, "anna")
    assert queue.is_open(one, "ben")


def test_what_was_adjudicated_waits_for_nobody():
    one = replace(pairs()[0], state=State.ACCEPTED, decisions=(decision(pairs()[0], adjudicates=True, reviewer="chair"),))
    assert not queue.is_open(one, "ben")


def test_a_withdrawn_pair_waits_for_nobody_and_a_stale_one_for_everybody():
    one = replace(pairs()[0], decisions=(decision(pairs()[0]),))
    assert not queue.is_open(replace(one, state=State.GONE), "ben")
    assert queue.is_open(replace(one, state=State.STALE), "anna")
