"""Raters: coefficients and intervals against worked figures of the literature."""

import math

import pytest

from mapper.intervals import wilson
from mapper.raters import Coefficient, ac1, cohen, fleiss, shares


def table(counts):
    """Unfold a table of two raters: row by row what the first said, column by column what the second did."""
    return [(str(row), str(column)) for row, line in enumerate(counts) for column, count in enumerate(line) for _ in range(count)]


FLEISS_LEVIN_PAIK = table([[75, 1, 4], [5, 4, 1], [0, 0, 10]])  # Statistical Methods for Rates and Proportions, 3rd edition, table 18.1
GWET_2008 = table([[118, 5], [2, 0]])  # two raters who nearly always say the same
# Four raters, twelve units, some not rated by all (Gwet, Handbook of Inter-Rater Reliability; Krippendorff's reliability data).
FOUR = [[*word] for word in ("111", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3")]


def around(found):
    """Give the middle and half the width of an interval."""
    return (found.interval[0] + found.interval[1]) / 2, (found.interval[1] - found.interval[0]) / 2


def test_kappa_of_two_raters():
    found = cohen(FLEISS_LEVIN_PAIK)
    assert found.value == pytest.approx(0.676, abs=0.001)
    middle, half = around(found)
    assert (middle, half) == (pytest.approx(found.value, abs=1e-4), pytest.approx(1.984 * large_sample_error(FLEISS_LEVIN_PAIK), rel=0.01))
    assert found.interval == pytest.approx((0.50, 0.85), abs=0.01)


def large_sample_error(items):
    """Give the standard error of kappa by the formula of Fleiss, Cohen and Everitt (1969, Psychological Bulletin 72:323)."""
    kinds, n = sorted({said for item in items for said in item}), len(items)
    p = {(a, b): sum(item == (a, b) for item in items) / n for a in kinds for b in kinds}
    row = {a: sum(p[a, b] for b in kinds) for a in kinds}
    column = {b: sum(p[a, b] for a in kinds) for b in kinds}
    chance = sum(row[k] * column[k] for k in kinds)
    kappa = (sum(p[k, k] for k in kinds) - chance) / (1 - chance)
    same = sum(p[k, k] * (1 - (row[k] + column[k]) * (1 - kappa)) ** 2 for k in kinds)
    apart = (1 - kappa) ** 2 * sum(p[a, b] * (column[a] + row[b]) ** 2 for a in kinds for b in kinds if a != b)
    return math.sqrt((same + apart - (kappa - chance * (1 - kappa)) ** 2) / (n * (1 - chance) ** 2))


def test_where_nearly_all_agree_kappa_falls_and_ac1_does_not():
    assert cohen(GWET_2008).value == pytest.approx(-0.0234, abs=1e-4)
    assert ac1(GWET_2008, 2).value == pytest.approx(0.9408, abs=1e-4)
    assert sum(shares(GWET_2008)) / len(GWET_2008) == pytest.approx(0.944)


def test_many_raters_who_did_not_all_rate_everything():
    found, kappa = ac1(FOUR, 5), fleiss(FOUR)
    assert (found.value, found.interval) == (pytest.approx(0.7754, abs=1e-4), pytest.approx((0.461, 1), abs=1e-3))
    assert (kappa.value, kappa.interval) == (pytest.approx(0.7612, abs=1e-4), pytest.approx((0.424, 1), abs=1e-3))
    assert sum(shares(FOUR)) / 11 == pytest.approx(0.8182, abs=1e-4)


def test_where_nothing_can_be_said_nothing_is():
    assert cohen([("y", "y")] * 5) == Coefficient(None, None)
    assert ac1([("y", "y")] * 5, 2) == Coefficient(1.0, None)
    assert fleiss([("y",), ("n",)]) == Coefficient(None, None)
    assert wilson(0, 0) is None


def test_the_order_of_raters_and_items_does_not_matter():
    turned = [(other, one) for one, other in reversed(FLEISS_LEVIN_PAIK)]
    assert cohen(turned).interval == pytest.approx(cohen(FLEISS_LEVIN_PAIK).interval)
    assert ac1(turned, 3).interval == pytest.approx(ac1(FLEISS_LEVIN_PAIK, 3).interval)


def test_the_interval_of_a_share_is_that_of_wilson():
    """Worked figures of Newcombe (1998, Statistics in Medicine 17:857), table I."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=1e-4)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=1e-4)
