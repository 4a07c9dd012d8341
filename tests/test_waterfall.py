"""The waterfall: the steps lead from an ordinary pair to the score, each begins where the one before ended, and the bars show it."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.waterfall import AT, BAR, REST, drawn, steps, told
from tests.review_samples import pairs

PROPOSAL = pairs()[0].proposal


def proposal(*amounts, score=None):
    contributions = tuple((f"m{number}", amount) for number, amount in enumerate(amounts))
    return replace(PROPOSAL, contributions=contributions, score=round(sum(amounts), 4) if score is None else score)


def bars(lines):
    """Give where the bar of each line begins and ends, and its sign."""
    found = [line[AT:].replace("|", " ") for line in lines[2:]]
    return [(len(bar) - len(bar.lstrip()), len(bar.rstrip()), bar.strip()[:1]) for bar in found if bar.strip()]


def test_steps_begin_where_the_one_before_ended_and_end_at_the_score():
    made = steps(proposal(1.0, 2.0, -0.5))
    assert [(step.name, step.before, step.after) for step in made] == [("m1", 0.0, 2.0), ("m0", 2.0, 3.0), ("m2", 3.0, 2.5)]


def test_what_the_measures_leave_of_the_score_is_a_step():
    assert steps(proposal(1.0, score=1.5))[-1].name == REST
    assert steps(proposal(1.0, score=1.5))[-1].after == 1.5
    assert [step.name for step in steps(proposal(1.0, score=1.0004))] == ["m0"]


@given(st.lists(st.integers(-300, 300).map(lambda number: number / 100), min_size=1, max_size=9))
def test_the_bars_join(amounts):
    lines = drawn(proposal(*amounts))
    assert all(len(line) <= AT + BAR + 1 for line in lines)
    found = bars(lines[:-1])
    shown = [step for step in steps(proposal(*amounts)) if step.amount]
    assert [sign for _, _, sign in found] == ["+" if step.amount > 0 else "-" for step in shown]
    for (start, end, sign), (later, last, after) in pairwise(found):
        here, there = end if sign == "+" else start, later if after == "+" else last
        assert abs(here - there) <= 1  # a bar has at least one cell, so that a slight one may lap over
    assert lines[-1].startswith("score ")


def test_the_lines_say_amounts_sums_and_the_score():
    lines = drawn(proposal(2.0, -0.5, 1.0))
    assert lines[1].split() == ["an", "ordinary", "pair", "0.00"]
    assert [line.split()[:3] for line in lines[2:-1]] == [["m0", "+2.00", "2.00"], ["m2", "+1.00", "3.00"], ["m1", "-0.50", "2.50"]]
    assert lines[-1].split() == ["score", "2.50", "=" * round(2.5 / 3 * BAR)]


def test_below_nought_a_stroke_stands_where_the_bars_begin():
    lines = drawn(proposal(-2.0, 1.0))
    assert lines[2][AT:] == "-" * BAR + "|"
    assert lines[3][AT:] == "+" * (BAR // 2) + " " * (BAR // 2) + "|"  # sorted by size: the bar goes back half of the way


@pytest.mark.parametrize("cells", [50, 60, 72, 80, 120])
def test_bars_are_shorter_on_narrow_paper(cells):
    lines = drawn(proposal(2.0, -0.5, 1.0), cells=cells)
    assert max(map(len, lines)) == min(cells - 1, AT + BAR)


def test_a_proposal_without_contributions_says_so():
    assert drawn(replace(PROPOSAL, contributions=())) == ["score 0.91; what made it was not kept"]


@pytest.mark.parametrize(("sides", "words"), [(("left", "right"), "left clauses met in right"), (("first", "second"), "first clauses met in second")])
def test_the_two_texts_are_called_as_the_reader_knows_them(sides, words):
    one = replace(PROPOSAL, contributions=(("forward", 0.5),), score=0.5)
    assert any(line.startswith(words) for line in drawn(one, sides))
    assert told(one, sides) == f"{words} +0.50 | score 0.50"
