"""Effort: what an order finds how soon, what it spares, and when reading may stop."""

import math
import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import effort

ORDERS = st.lists(st.booleans(), min_size=1, max_size=60)


def test_average_precision_is_that_of_the_textbook():
    assert effort.average_precision([True, False, True]) == pytest.approx((1 + 2 / 3) / 2)
    assert math.isnan(effort.average_precision([False]))


def test_the_curve_counts_what_is_found_at_each_tenth():
    assert effort.curve([True] * 3 + [False] * 17) == [(2, 2), (4, 3), *((2 * n, 3) for n in range(3, 11))]


@given(ORDERS)
def test_a_curve_rises_to_all_there_is(read):
    found = [count for _, count in effort.curve(read)]
    assert found == sorted(found)
    assert effort.curve(read)[-1] == (len(read), sum(read))


def test_work_is_spared_as_cohen_counts_it():
    read = [True] * 20 + [False] * 80
    assert effort.needed(read) == 19
    assert effort.spared(read) == pytest.approx(1 - 0.19 - 0.05)
    assert effort.spared([False] * 80 + [True] * 20) == pytest.approx(1 - 0.99 - 0.05)
    assert math.isnan(effort.spared([False]))


def test_doubt_is_the_chance_of_so_few_finds_counted_out():
    """Six texts, the first four read, one of them related: how likely is that if more than half of all related were unread?"""
    read, total = [True, False, False, False], 6
    # Read from the second on: 5 were unread then, and 2 of them would be related if 1 of 3 were found; none was among the 3 read.
    draws = list(combinations(range(5), 3))
    none = sum(not {0, 1} & set(drawn) for drawn in draws) / len(draws)
    assert effort.doubt(read, total, recall=0.5) == pytest.approx(none)


def test_there_is_all_doubt_before_anything_is_found_and_none_once_all_is_read():
    assert effort.doubt([False] * 9, 10) == 1.0
    assert effort.doubt([True] * 10, 10) == 0.0


def test_a_reader_stops_where_a_long_run_finds_nothing():
    early = [True] * 30 + [False] * 970
    stopped = effort.stop(early, 10)
    assert 30 < stopped < 900
    assert effort.stop([number % 10 == 0 for number in range(200)], 10) > 180


def test_reading_at_random_seldom_stops_before_the_aim():
    draw = random.Random(4)
    missed = 0
    for _ in range(40):
        read = [number < 40 for number in range(400)]
        draw.shuffle(read)
        missed += sum(read[: effort.stop(read, 10)]) < 0.95 * 40
    assert missed <= 6
