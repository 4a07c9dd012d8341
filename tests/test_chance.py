"""Chance: few labels make an error of their own; it is told apart from that of the curve."""

import numpy as np
import pytest

from mapper import chance
from mapper.metrics import calibration_error


def labelled(count, wrong=0.0, seed=3):
    random = np.random.default_rng(seed)
    said = random.random(count)
    return said, random.random(count) < np.clip(said + wrong, 0, 1)


def test_a_perfect_curve_shows_an_error_that_falls_as_labels_grow():
    few, many = (chance.expected_error(labelled(count)[0]) for count in (100, 10_000))
    assert few[0] > 0.05
    assert few[1] > few[0]
    assert many[1] < 0.02


def test_the_error_of_a_perfect_curve_is_within_chance_and_that_of_a_wrong_one_is_not():
    within = [calibration_error(said, so) < chance.expected_error(said, 100)[1] for said, so in (labelled(400, seed=seed) for seed in range(20))]
    assert sum(within) >= 17
    said, so = labelled(400, wrong=0.2)
    assert calibration_error(said, so) > chance.expected_error(said)[1]


def test_where_nothing_is_in_doubt_chance_adds_nothing():
    assert chance.expected_error(np.array([0.0, 1.0])) == (0.0, 0.0)


def test_what_chance_adds_is_taken_off():
    perfect = [chance.debiased_error(*labelled(300, seed=seed)) for seed in range(30)]
    plain = [calibration_error(*labelled(300, seed=seed)) for seed in range(30)]
    assert np.mean(perfect) < np.mean(plain)
    assert chance.debiased_error(*labelled(20_000, wrong=0.2)) == pytest.approx(0.19, abs=0.03)


def test_bins_of_equal_mass_are_not_led_by_two_pairs():
    said = np.array([0.05] * 98 + [0.95] * 2)
    so = np.array([False] * 93 + [True] * 5 + [False] * 2)
    assert chance.error_by_mass(said, so) == pytest.approx((abs(98 * 0.05 - 5) + 1.9) / 100)
    assert chance.error_by_mass(said, so) == chance.error_by_mass(said[::-1], so[::-1])


def test_no_pairs_have_no_error():
    none = np.array([]), np.array([], bool)
    assert np.isnan([chance.expected_error(none[0])[0], chance.error_by_mass(*none), chance.debiased_error(*none)]).all()
