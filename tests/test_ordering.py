"""Ordering: the mix draws at its rate however often it is made anew; what it learns moves no pair in view, and tells a blind reviewer nothing."""

import itertools
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import pipeline, sampling, settings, stopping, store
from mapper.errors import MapperError
from mapper.ordering import DRAWN, LIKELY, ROUND, SECOND, Stand, Waiting, audit, mix
from mapper.relevance import lay, predict
from mapper.review import leading, opening, queue
from mapper.review.beside import Order
from mapper.review.learner import Learner
from mapper.sampling import place
from mapper.types import Proposal
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
        (one,) = (one for one in sampling.frontiers(pipeline.settled(known, opened_store).mapped, log) if one.read)
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


@pytest.fixture
def session(folder):
    session = opened(folder)
    yield session
    leading.unlearned(session)


def test_a_new_order_is_taken_over_and_leaves_the_pair_in_view(session):
    assert not session.tick()  # begins
    session.room.learner.wait()
    before = session.desk.current.pair
    assert session.tick()
    assert session.desk.current.pair == before
    assert not session.tick()  # nothing was said since
    assert {one.pair for one in session.desk.queue} == {one.pair for one in session.room.mapped}


def test_where_the_process_that_learns_dies_the_order_stays_and_a_sentence_says_so(session):
    session.tick()
    os.kill(session.room.learner.process, signal.SIGKILL)
    session.room.learner.wait()
    before = session.desk
    assert session.tick()
    assert "nothing more is learned for the order (the process that does so has ended); it stays as it is" in session.message
    assert session.desk == before
    assert not session.tick()


def test_where_there_is_no_memory_for_an_order_a_sentence_says_so(monkeypatch):
    def full(*_):
        raise MemoryError

    monkeypatch.setattr(Learner, "_arranged", full)
    learner = Learner([], {}, "anna")
    learner.begin([])
    learner.wait()
    with pytest.raises(MapperError, match="nothing more is learned for the order \\(there is too little memory for it\\); it stays as it is"):
        learner.ready()


def test_where_the_system_gives_no_thread_the_order_stays_and_a_sentence_says_so(session, monkeypatch):
    def none(_thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("threading.Thread.start", none)
    before = session.desk
    assert session.tick()
    assert "nothing more is learned for the order (RuntimeError: can't start new thread); it stays as it is" in session.message
    assert session.desk == before
    assert not session.tick()


_KILLED = """
import os, signal, sys
from mapper.review.learner import Learner
learner = Learner([], {}, "anna")
learner.begin([])
print(learner.process, "sklearn" in sys.modules, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_process_that_learns_ends_with_a_killed_session_which_itself_loads_nothing():
    done = subprocess.run([sys.executable, "-c", _KILLED], stdout=subprocess.PIPE, text=True, check=False)
    number, loaded = done.stdout.split()
    assert (done.returncode, loaded) == (-signal.SIGKILL, "False")
    assert any(not _runs(int(number)) or time.sleep(0.05) for _ in range(200))


def _runs(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_from_a_pipe_nothing_is_learned_so_that_the_same_keys_mean_the_same_pairs(run, monkeypatch):
    monkeypatch.setattr(Learner, "begin", lambda *_: pytest.fail("a process was begun"))
    assert "1 decided" in run("review", "--as", "anna", keys="yq")


def test_what_is_taken_over_moves_nothing_up_to_the_pair_in_view_and_loses_none(session):
    desk = session.desk.step(1)
    seen, names = desk.queue[: desk.at + 1], [one.pair for one in reversed(desk.queue)]
    turned = desk.rearranged(["no pair of the queue", *names[1:]])  # the last is not named
    assert turned.queue[: desk.at + 1] == seen
    assert [one.pair for one in turned.queue[desk.at + 1 :]] == [name for name in names[1:] if name not in {one.pair for one in seen}] + names[:1]
    assert turned.places == {one.pair: place for place, one in enumerate(turned.queue)}


def stand(number, accepted=None):
    read = accepted is not None
    return Stand(f"p{number:02}", f"l{number % 7}", f"r{number % 11}", 0.5 - number / 200, not read, read, False, accepted)


def test_the_same_decisions_give_the_same_order_whatever_was_between_and_what_they_teach_moves_pairs():
    told = [(stand(number), proposal(number)) for number in range(77)]
    said = [stand(number, accepted=number % 7 == 3) for number in range(40)]
    slowly, at_once, unlearned = (Order(some, {}) for some in (told, told[::-1], told))
    for one in said:
        places, reasons = slowly.anew([one])
    other, others = at_once.anew(said)
    order = [told[place][0].pair for place in places]
    assert order == [told[::-1][place][0].pair for place in other]
    assert reasons == others
    likely = [pair for pair, reason in zip(order, reasons, strict=True) if reason == LIKELY]
    assert {int(pair[1:]) % 7 for pair in likely[:4]} == {3}
    first, why = unlearned.anew(said[:4])  # too few
    assert [told[place][0].pair for place, reason in zip(first, why, strict=True) if reason == LIKELY][:2] == ["p04", "p05"]


def proposal(number):
    one = stand(number)
    return Proposal(one.pair, "made-up", one.left, one.right, "", "", one.likely, one.likely, "low", "", "", (), (1 + number % 5, 1), ())


@pytest.mark.parametrize("texts", [{}, {"l0": "", "r0": "a"}, dict.fromkeys(("l0", "l1", "r0", "r1"), "a b")])
def test_texts_without_a_word_are_like_themselves_alone(texts):
    laid = lay([proposal(0), proposal(1)], [0.5, 0.4], texts)
    assert (laid.alike.toarray() == np.eye(4)).all()


def test_what_can_be_told_apart_for_certain_is_still_no_certainty():
    laid = lay([proposal(number) for number in range(20)], [0.99 if number < 10 else 0.01 for number in range(20)], {})
    likely = predict(laid, {f"p{number:02}": number < 10 for number in range(20)})
    assert likely[:10].min() > 0.5 > likely[10:].max()
    assert ((likely > 0) & (likely < 1)).all()


def test_nothing_is_learned_for_a_blind_reviewer(folder):
    session = opened(folder, blind=True)
    assert session.room.learner is None
    assert not session.room.led
