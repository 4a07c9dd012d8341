"""Ordering: the mix draws at its rate however often it is made anew; what it learns moves no pair in view, and tells a blind reviewer nothing."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from mapper import drawing, pipeline, settings, stopping, store
from mapper.drawing import place
from mapper.ordering import DRAWN, LIKELY, ROUND, SECOND, Waiting, audit, mix
from mapper.review import opening, queue
from tests.test_reviewing import folder, run

__all__ = ("folder", "run")  # fixtures

PAIRS = [Waiting(f"p{number}", f"l{number % 7}", f"r{number % 11}", number % 10 / 10, again=number % 8 == 0) for number in range(77)]


@given(st.permutations(PAIRS), st.integers(0, 100))
def test_every_pair_stands_once_in_the_mix_whatever_order_they_came_in(shuffled, read):
    made = mix(shuffled, read, {})
    assert sorted(pair for pair, _ in made) == sorted(one.pair for one in PAIRS)
    assert made == mix(PAIRS, read, {})


def test_every_twentieth_reading_is_a_draw_however_often_the_order_is_made_anew():
    waiting, drawn = [one for one in PAIRS if not one.again], []
    for read in range(60):
        pair, reason = mix(waiting, read, {})[0]
        drawn += [pair] if reason == DRAWN else []
        left = [one.pair for one in waiting]
        assert reason != DRAWN or pair == min(left, key=place)
        waiting = [one for one in waiting if one.pair != pair]
    assert len(drawn) == 60 // ROUND
    assert drawn == sorted(drawn, key=place)


def test_what_others_read_is_a_second_reading_and_never_drawn():
    reasons = dict(mix(PAIRS, 0, {}))
    assert {one.pair for one in PAIRS if one.again} == {pair for pair, reason in reasons.items() if reason == SECOND}
    told = audit(PAIRS)
    assert [reason for _, reason in told] == [DRAWN] * 67 + [SECOND] * 10


def test_the_likeliest_come_first():
    first = [pair for pair, reason in mix(PAIRS, 0, {}) if reason == LIKELY]
    likely = {one.pair: one.likely for one in PAIRS}
    assert all(likely[one] >= likely[other] for one, other in itertools.pairwise(first))


def opened(folder, **wish):
    known = settings.load(folder)
    return opening.review(known, store.open_store(known.store_url), opening.Wish(**wish), reviewer="anna", now=lambda: "2026-01-31T12:00:00Z")


def test_an_audit_hides_the_score_and_the_log_says_so(run, folder):
    shown = run("review", "--as", "anna", "--audit", keys="yn1q")
    assert "next: random audit" in shown
    assert "blind on" in shown
    known = settings.load(folder)
    with store.open_store(known.store_url) as opened_store:
        log = opened_store.decisions()
        (one,) = (one for one in drawing.frontiers(pipeline.settled(known, opened_store).mapped, log) if one.read)
    assert [(event.origin, event.score_shown) for event in log] == [("audit", False)] * 2
    assert (one.read, one.drawn) == (2, 2)
    assert "2 drawn at random of 2 read" in "".join(stopping.told(one))


def test_a_verdict_of_another_order_is_no_draw(run, folder):
    run("review", "--as", "anna", "--order", "random", keys="yn1q")
    with store.open_store(settings.load(folder).store_url) as opened_store:
        assert {event.origin for event in opened_store.decisions()} == {"human"}


def test_a_pair_that_was_gone_to_is_not_drawn(folder):
    session = opened(folder, order=queue.AUDIT)
    assert session.blind
    session.turn_to(session.desk.visit(session.desk.queue[-1]))
    assert not session.blind


def test_a_new_order_is_taken_over_and_leaves_the_pair_in_view(folder):
    session = opened(folder)
    assert not session.tick()  # begins
    session.room.learner.wait()
    before = session.desk.current.pair
    assert session.tick()
    assert session.desk.current.pair == before
    assert not session.tick()  # nothing was said since
    assert {one.pair for one in session.desk.queue} == {one.pair for one in session.room.mapped}


def test_nothing_is_learned_for_a_blind_reviewer(folder):
    session = opened(folder, blind=True)
    assert session.room.learner is None
    assert not session.room.led
