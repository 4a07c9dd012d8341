"""Stopping: what is certified holds, whenever it is asked; only random draws certify, and nothing else makes a claim."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from mapper import stopping
from mapper.replaying import hold
from mapper.sampling import frontiers, place, steps
from mapper.stopping import Step, bound, frontier
from mapper.types import State, Verdict
from tests.review_samples import decision, document, mapped

STEPS = st.lists(st.builds(Step, st.booleans(), st.booleans()), max_size=40)


def read(total, related, greedy, seed=0):
    """Read the related ones early, then draw from the rest."""
    drawn = random.Random(seed)
    scores = {pair: drawn.gauss(1.5 if pair < related else 0, 1) for pair in range(total)}
    first = sorted(scores, key=lambda pair: -scores[pair])[:greedy]
    rest = sorted(set(scores) - set(first))
    drawn.shuffle(rest)
    return [Step(pair < related, drawn=False) for pair in first] + [Step(pair < related, drawn=True) for pair in rest]


@given(STEPS, st.integers(0, 60))
def test_a_bound_lies_between_what_is_found_and_what_is_left(made, unread):
    total, found = len(made) + unread, sum(step.related for step in made)
    assert found <= bound(made, total) <= found + unread


@given(STEPS, st.integers(0, 60))
def test_without_a_draw_nothing_is_certain(made, unread):
    led = [step._replace(drawn=False) for step in made]
    assert bound(led, len(led) + unread) == sum(step.related for step in led) + unread


def test_draws_without_a_find_certify_about_as_much_as_one_look_at_a_hypergeometric_sample():
    """The price of looking after every reading is two of three bets at most: the bound lies between those for one look at 95 % and at 99 %."""
    made, total = read(1000, 100, 400), 1000
    empty = [*made[:400], *(Step(related=False, drawn=True) for _ in range(150))]
    most = bound(empty, total) - sum(step.related for step in made[:400])
    once, thrice = (max(k for k in range(600) if hypergeom.cdf(0, 600, k, 150) > alpha) for alpha in (0.05, 0.03 / len(stopping.SHARES)))
    assert once <= most <= thrice + 1


def test_the_bound_holds_in_nearly_all_replays_and_not_by_being_empty():
    held = bounds = 0
    for seed in range(40):
        made = read(200, 40, 80, seed)
        highest = [bound(made[:count], 200) for count in (110, 140, 160)]
        held += min(highest) >= 40
        bounds += highest[-1]
    assert held >= 38
    assert bounds / 40 < 53


def test_a_coin_that_only_seems_random_is_found_out():
    """Draws that pass the related ones by certify what is not so: the replays say it."""
    related = {f"p{number}": number % 5 == 0 for number in range(200)}
    assert hold(list(related), related, 40).held >= 38
    cheated = [Step(related=False, drawn=True) for _ in range(160)]
    assert bound(cheated, 200) < 40


def test_doubt_is_not_found_and_may_be_related():
    made = read(300, 60, 150)
    plain, doubtful = (frontier("t", made[:250], 300, doubtful=count) for count in (0, 10))
    assert doubtful.most == plain.most
    assert doubtful.found == plain.found - 10
    assert doubtful.certified < plain.certified


def test_what_is_told_are_numbers():
    one = frontier("questions", read(300, 60, 150)[:190], 300, doubtful=0)
    head, now = stopping.told(one)
    assert head == f"questions: {one.found} found, {one.most} related at most (95 % confidence; 40 drawn at random of 190 read, 110 unread)"
    assert now.startswith(f"  at least {int(one.certified * 100)} % certified now; about ")
    assert stopping.lines([one])[2:] == ["  more: by pairs drawn at random, scores hidden: mapper review --audit"]
    assert [target for target, _ in one.more] == [target for target in stopping.TARGETS if target > one.certified]
    assert all(0 < more <= 110 for _, more in one.more)
    assert stopping.told(frontier("none", (), 0, doubtful=0)) == []
    assert stopping.lines([frontier("unread", (), 9, doubtful=0)]) == []


def test_a_forecast_is_the_longer_the_more_the_draws_still_find():
    led = read(1000, 100, 500)[:500]
    forecasts = []
    for every in (0, 10, 4):
        made = [*led, *(Step(related=bool(every) and number % every == 0, drawn=True) for number in range(40))]
        forecasts.append([more or 10_000 for _, more in frontier("t", made, 1000, doubtful=0).more][-1])
    assert forecasts == sorted(forecasts)
    assert forecasts[0] < forecasts[2]


def test_all_read_is_all_certain():
    assert frontier("t", read(60, 9, 20), 60, doubtful=0).certified == 1.0


PAIRS = [f"pair{number}" for number in range(30)]
ORDER = sorted(PAIRS, key=place)


def test_a_draw_counts_once_all_before_it_are_read():
    pairs = dict.fromkeys(PAIRS, False)
    first, second, third = ORDER[:3]
    assert [step.drawn for step in steps(pairs, [(first, True), (second, True)])] == [True, True]
    assert [step.drawn for step in steps(pairs, [(first, True), (third, True)])] == [True, False]  # the second was skipped
    assert [step.drawn for step in steps(pairs, [(first, True), (third, True), (second, False)])] == [True, True, True]
    assert [step.drawn for step in steps(pairs, [(second, False), (first, True), (third, True)])] == [False, True, True]


def test_the_first_reading_of_a_pair_counts_wherever_the_second_came_from():
    first, second = ORDER[:2]
    assert [step.drawn for step in steps(dict.fromkeys(PAIRS, False), [(first, False), (second, True), (first, True)])] == [False, True]


@given(st.permutations(PAIRS), st.integers(0, 30), st.sets(st.sampled_from(PAIRS)))
def test_every_reading_is_one_step(order, count, related):
    made = steps({pair: pair in related for pair in PAIRS}, [(pair, pair == ORDER[0]) for pair in order[:count]])
    assert len(made) == count
    assert sum(step.related for step in made) == len(related & set(order[:count]))


def test_a_pair_that_a_later_run_proposes_holds_the_draws_behind_it_until_it_is_read():
    known = dict.fromkeys(ORDER[1:], False)
    log = [(pair, True) for pair in ORDER[1:6]]
    assert sum(step.drawn for step in steps(known, log)) == 5
    grown = {**known, ORDER[0]: False}
    assert sum(step.drawn for step in steps(grown, log)) == 0
    assert sum(step.drawn for step in steps(grown, [*log, (ORDER[0], True)])) == 6


@pytest.fixture
def judged():
    a = document("aa/res/1", "AA", "R", "t", "a", "b", "c")
    found = [mapped(document(f"x{n}/res/1", "X", "T", "t", "a", "b", "c"), a, 0.5) for n in range(12)]
    drawn = sorted(found, key=lambda one: place(one.pair))
    events = [replace(decision(one), event=f"e{n}", origin="audit", verdict=Verdict.REJECT) for n, one in enumerate(drawn[:6])]
    states = [State.REJECTED] * 4 + [State.ACCEPTED, State.DISPUTED]
    known = [replace(one, state=state, decisions=(event,)) for one, state, event in zip(drawn[:6], states, events, strict=True)]
    return [*known, *drawn[6:]], events


def test_the_log_says_which_readings_were_drawn(judged):
    pairs, events = judged
    (one,) = frontiers(pairs, events)
    assert (one.pairs, one.read, one.found, one.doubtful, one.drawn) == (12, 6, 1, 1, 6)
    (led,) = frontiers(pairs, [replace(event, origin="import") for event in events])
    assert (led.read, led.drawn, led.most) == (6, 0, 8)


def test_a_verdict_taken_back_is_no_reading(judged):
    pairs, events = judged
    undo = replace(events[0], event="u", verdict=Verdict.UNDO, undoes=events[0].event)
    back = [replace(one, state=State.OPEN, decisions=()) if one.pair == events[0].pair else one for one in pairs]
    (one,) = frontiers(back, [*events, undo])
    assert (one.read, one.drawn) == (5, 0)  # the first of the random order waits again


def test_evidence_never_grows_on_the_average_where_the_number_is_true():
    """Every way to draw 3 of 6 with 2 related, each as likely as another: the mean of the factor is 1."""
    factors = []
    for first in range(6):
        for second in range(6):
            for third in range(6):
                if len({first, second, third}) == 3:
                    made = [Step(pair < 2, drawn=True) for pair in (first, second, third)]
                    factors.append(list(stopping.evidence(made, 6, np.array([2.0])))[-1][0])
    assert np.mean(factors) == pytest.approx(1.0)
