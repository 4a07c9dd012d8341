"""Metrics, each against a plain loop."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from mapper import metrics

SHAPE = (4, 6)
LEFT, RIGHT = [f"l{n}" for n in range(SHAPE[0])], [f"r{n}" for n in range(SHAPE[1])]
scores = arrays.arrays(np.float64, SHAPE, elements=st.sampled_from([0.0, 0.5, 1.0, 2.0]))
grades = arrays.arrays(np.float64, SHAPE, elements=st.sampled_from([0.0, 0.0, 1.0, 2.0]))


def ordered(row, places):
    return [row[column] for column in np.argsort(places)]


def same(found, wanted):
    return math.isclose(found, wanted, abs_tol=1e-9) or (math.isnan(found) and math.isnan(wanted))


@given(scores, grades, st.integers(1, 6))
def test_each_row_measures_what_a_loop_measures(scored, graded, k):
    places = metrics.places(scored, LEFT, RIGHT)
    for row in range(SHAPE[0]):
        assert sorted(places[row]) == list(range(SHAPE[1]))
        assert ordered(scored[row], places[row]) == sorted(scored[row], reverse=True)
        gains = ordered(graded[row], places[row])
        related = sum(gain > 0 for gain in gains)
        nothing = related == 0
        recall = math.nan if nothing else sum(gain > 0 for gain in gains[:k]) / related
        first = math.nan if nothing else 1 / next(place for place, gain in enumerate(gains, 1) if gain > 0)
        best = sum(gain / math.log2(place + 1) for place, gain in enumerate(sorted(gains, reverse=True)[:k], 1))
        ndcg = math.nan if nothing else sum(gain / math.log2(place + 1) for place, gain in enumerate(gains[:k], 1)) / best
        assert same(metrics.recall(places, graded, k)[row], recall)
        assert same(metrics.reciprocal(places, graded)[row], first)
        assert same(metrics.ndcg(places, graded, k)[row], ndcg)


@given(st.permutations(range(24)), grades.filter(lambda graded: (graded > 0).any()))
def test_work_saved_is_what_reading_pair_by_pair_saves(order, graded):
    scored = np.array(order, np.float64).reshape(SHAPE)
    needed, found, read = math.ceil(0.95 * (graded > 0).sum()), 0, 0
    for flat in np.argsort(-scored, axis=None):
        read += 1
        found += graded.flat[flat] > 0
        if found == needed:
            break
    assert metrics.spared(scored, graded, LEFT, RIGHT).value == pytest.approx(1 - read / graded.size - 0.05)


@given(scores, grades, st.permutations(range(6)), st.permutations(range(4)))
def test_the_order_of_the_file_decides_nothing(scored, graded, columns, rows):
    right, left = [RIGHT[column] for column in columns], [LEFT[row] for row in rows]
    once = metrics.places(scored, LEFT, RIGHT)
    again = metrics.places(scored[rows][:, columns], left, right)
    assert np.array_equal(again, once[rows][:, columns])


def test_ties_fall_otherwise_in_another_row():
    places = metrics.places(np.zeros((20, 2)), [f"l{n}" for n in range(20)], ["x", "y"])
    assert 0 < places[:, 0].sum() < 20


def test_the_interval_holds_the_figure_and_is_the_same_each_time():
    rows = np.array([0.0, 1.0, np.nan, 0.5, 1.0])
    found = metrics.mean(rows)
    assert found.value == 0.625
    assert found.low <= found.value <= found.high
    assert metrics.mean(rows) == found


def test_calibration_error_is_the_distance_of_said_and_so():
    assert metrics.calibration_error(np.array([0.25, 0.25, 0.25, 0.25]), np.array([True, False, False, False])) == 0
    assert metrics.calibration_error(np.array([0.9, 0.9]), np.array([False, False])) == pytest.approx(0.9)


@given(st.lists(st.tuples(st.integers(0, 100), st.booleans()), min_size=1, max_size=60))
def test_the_bins_hold_every_pair_and_make_up_the_calibration_error(told):
    said, so = np.array([share / 100 for share, _ in told]), np.array([flag for _, flag in told], bool)
    bins = metrics.reliability(said, so)
    assert sum(one.pairs for one in bins) == len(told)
    assert all(one.low <= one.said + 1e-9 and one.said <= one.high + 1e-9 for one in bins)
    apart = sum(one.pairs * abs(one.said - one.found) for one in bins) / len(told)
    assert metrics.calibration_error(said, so) == pytest.approx(apart)


def test_a_difference_is_measured_on_the_same_draws():
    random = np.random.default_rng(1)
    hard = random.random(200)
    one, other = metrics.averaging(hard + 0.01), metrics.averaging(hard)
    found = metrics.apart(one, other, 200)
    assert found.value == pytest.approx(found.low) == pytest.approx(found.high) == pytest.approx(0.01)
    alone = metrics.mean(hard)
    assert alone.high - alone.low > 0.05  # each alone is far less sure than the difference
    assert metrics.apart(one, one, 200) == metrics.Measured(0, 0, 0)


def test_an_average_of_draws_leaves_out_rows_without_a_figure():
    measure = metrics.averaging(np.array([1.0, np.nan, 0.0]))
    assert measure(np.array([0, 1, 1])) == 1
    assert math.isnan(measure(np.array([1, 1, 1])))


@pytest.mark.parametrize("found", [metrics.mean(np.array([np.nan])).value, metrics.calibration_error(np.zeros(0), np.zeros(0, bool))])
def test_nothing_to_measure_is_no_number(found):
    assert math.isnan(found)


def test_no_related_pair_saves_no_number():
    assert math.isnan(metrics.spared(np.zeros(SHAPE), np.zeros(SHAPE), LEFT, RIGHT).value)
