"""The place in the queue: pure, and no pair is ever lost on the way."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mapper.review.actions import press
from mapper.review.session import Desk, outcome
from mapper.types import Verdict
from tests.review_samples import A, document, mapped, pairs, reviewer

QUEUE = [mapped(document(f"x{n}/res/1", "X", "R", "t", "a", "b", "c"), A, 0.5) for n in range(5)]


def desk():
    return Desk().fill(QUEUE)


def test_a_verdict_goes_to_the_next_pair_and_the_last_one_to_the_end():
    now = desk()
    for one in QUEUE:
        assert now.current == one
        now = now.settle(one.pair, Verdict.ACCEPT)
    assert now.current is None
    assert outcome(now).line() == "queue finished: 5 decided, 0 unsure, 0 skipped"


def test_what_was_stepped_over_is_shown_before_the_end():
    now = desk().step(1)
    for _ in QUEUE[1:]:
        now = now.settle(now.current.pair, Verdict.ACCEPT)
    assert now.current == QUEUE[0]


def test_skipped_pairs_do_not_come_back_at_once_but_can_be_gone_to():
    now = desk().settle(QUEUE[0].pair, Verdict.SKIP)
    assert now.current == QUEUE[1]
    assert now.step(-1).current == QUEUE[0]
    for one in QUEUE[1:]:
        now = now.settle(one.pair, Verdict.UNSURE)
    assert now.current is None
    assert outcome(now).line() == "queue finished: 0 decided, 4 unsure, 1 skipped"


def test_stepping_goes_round():
    assert desk().step(-1).current == QUEUE[-1]
    assert desk().step(-1).step(1).current == QUEUE[0]


def test_the_only_pair_is_stepped_to_itself():
    now = Desk().fill(QUEUE[:1])
    assert now.step(1).current == now.step(-1).current == QUEUE[0]


def test_a_pair_outside_the_queue_can_be_visited_and_is_not_put_into_it():
    other = pairs()[0]
    now = desk().settle(QUEUE[0].pair, Verdict.ACCEPT)
    aside = now.visit(other)
    assert (aside.current, aside.queue, aside.undecided) == (other, now.queue, 4)
    assert aside.step(1).current == aside.settle(other.pair, Verdict.REJECT).current == QUEUE[1]
    assert aside.step(-1).current == QUEUE[4]
    assert now.visit(QUEUE[3]).current == QUEUE[3]
    assert Desk().visit(other).current == other
    assert Desk().visit(other).settle(other.pair, Verdict.UNSURE).current is None


def test_a_verdict_of_another_day_that_is_taken_back_waits_in_the_queue():
    other = pairs()[0]
    now = desk().reopen(other)
    assert (now.current, now.undecided) == (other, 6)
    assert now.settle(other.pair, Verdict.ACCEPT).current == QUEUE[0]


def test_a_verdict_taken_back_reopens_its_pair():
    now = desk().settle(QUEUE[0].pair, Verdict.ACCEPT).reopen(QUEUE[0])
    assert now.current == QUEUE[0]
    assert now.undecided == 5


@given(st.lists(st.sampled_from("ynusjk"), max_size=60))
def test_every_pair_is_decided_skipped_or_still_there(keys):
    now = desk()
    verdicts = {"y": Verdict.ACCEPT, "n": Verdict.REJECT, "u": Verdict.UNSURE, "s": Verdict.SKIP}
    for key in keys:
        if now.current is None:
            break
        now = now.settle(now.current.pair, verdicts[key]) if key in verdicts else now.step(1 if key == "j" else -1)
        assert now.current is None or now.current.pair not in now.decided
    told = outcome(now)
    assert told.decided + told.unsure + told.waiting == 5
    assert told.finished == (now.undecided == len(now.skipped - set(now.decided)))


def test_the_keys_for_all_pairs_go_along_the_queue_as_it_is_ordered_now_and_back_from_its_end():
    session = reviewer()
    session.desk = session.desk.rearranged([one.pair for one in reversed(session.desk.queue)])
    names = [one.pair for one in session.desk.queue]
    assert names != list(session.passing)
    press(session, "J")
    assert session.desk.current.pair == names[1]
    for key in "Ky":
        press(session, key)
    press(session, "K")
    assert session.desk.current.pair == names[0]
    session.turn_to(replace(session.desk, at=None))
    press(session, "K")
    assert session.desk.current.pair == names[-1]
