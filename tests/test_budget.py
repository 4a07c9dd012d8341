"""Budget: what fits the time, what it brings and what it leaves out; no mapping and no Sector goes without."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import budget, pace
from mapper.mapping import Mapped
from mapper.types import State, Verdict
from tests.review_samples import decision, document, pairs, proposal

SLOW = tuple(replace(decision(pairs()[0]), seconds=60.0) for _ in range(500))
SIDES = {f"{sector}/{n}": document(f"{sector}/{n}", sector.upper(), sector.upper(), "T", "to do") for sector in "rtd" for n in range(9)}


def mapped(number, probability, type_="resolutions", *, left="r/1", right="t/1", state=State.NEW, band=""):
    made = replace(proposal(SIDES[left], SIDES[right], probability or 0.5), pair=f"{type_}-{number:04}", type=type_, score=probability or 0.5)
    made = replace(made, probability=None if band else probability, band=band or made.band)
    return Mapped(made.pair, type_, left, right, state, made, (), "mutual-interest", ())


def ladder(count=100, type_="resolutions", least=0.01, most=0.99, **more):
    step = (most - least) / max(1, count - 1)
    return [mapped(number, round(most - step * number, 4), type_, **more) for number in range(count)]


def chosen(found, waiting):
    return [one for one in waiting if one.pair in found.chosen]


def test_the_likeliest_pairs_are_taken_and_the_threshold_is_told():
    waiting = ladder()
    found = budget.plan(waiting, 10, (), SIDES)  # at the usual 20 s a pair
    assert chosen(found, waiting) == waiting[:30]
    assert found.least == waiting[30].proposal.probability
    brings, hoped = (sum(one.proposal.probability for one in some) for some in (waiting[:30], waiting))
    assert found.lines() == [
        f"10 min: 30 of 100 pairs, all above 0.70; about {brings:.0f} of an expected {hoped:.0f} relations "
        "(20 s a pair, the usual pace, as nobody's is known yet)",
        f"  resolutions             30 of   100 pairs: all above 0.70; about {brings:.0f} of an expected {hoped:.0f} relations",
        f"left out: 70 pairs, in which about {hoped - brings:.0f} relations are expected",
    ]


def test_a_slow_reviewer_reads_fewer_at_the_pace_of_the_log():
    found = budget.plan(ladder(), 10, SLOW, SIDES)
    assert found.measured
    assert len(found.chosen) == 10
    assert "the pace so far" in found.lines()[0]


def test_where_all_fits_nothing_is_left_out():
    found = budget.plan(ladder(), 60, (), SIDES)
    assert len(found.chosen) == found.of == 100
    assert found.least is None
    assert found.lines()[-1].endswith("pairs: all; about 50 of an expected 50 relations")


def test_a_mapping_of_low_likelihoods_gets_its_share_of_half_the_time():
    rich, poor = ladder(200, least=0.6), ladder(200, "activities", most=0.4)
    found = budget.plan([*rich, *poor], 40, (), SIDES)
    assert len(found.chosen) == 120
    read = {share.type: share for share in found.shares}
    assert chosen(found, poor) == poor[: read["activities"].pairs]
    assert 120 * 0.5 * 41 / 200 - 2 <= read["activities"].pairs <= 120 * 0.5 * 41 / 200 + 2
    assert read["resolutions"].pairs > 90
    assert found.least == read["resolutions"].least  # above that everything is read; below it, some of activities


def test_no_sector_goes_without():
    many = ladder(300, least=0.5, left="r/1", right="t/1")
    few = [replace(one, pair=f"d-{one.pair}") for one in ladder(40, most=0.2, left="r/2", right="d/1")]
    found = budget.plan([*many, *few], 30, (), SIDES)
    assert chosen(found, few)
    assert len(chosen(found, few)) < 10
    assert chosen(found, few) == few[: len(chosen(found, few))]


def test_pairs_that_come_back_are_first_whatever_their_likelihood():
    again = [replace(one, state=State.STALE) for one in ladder(5, most=0.05)]
    rest = [replace(one, pair=f"x{one.pair}") for one in ladder(50, least=0.5)]
    found = budget.plan([*rest, *again], 4, (), SIDES)
    assert chosen(found, again) == again
    assert len(found.chosen) == 12
    assert found.again == 5
    assert "5 of them were decided before and are looked at again" in found.lines()


def test_what_takes_longer_must_bring_more():
    """The verdicts of activities took three times as long: of two equally likely pairs the quick one is read."""
    slow = tuple(replace(one, type="activities", event=str(n)) for n, one in enumerate(SLOW))
    quick = tuple(replace(one, type="resolutions", event=f"q{n}", seconds=20.0) for n, one in enumerate(SLOW))
    waiting = [*ladder(90), *ladder(90, "activities")]
    found = budget.plan(waiting, 30, (*slow, *quick), SIDES)
    read = {share.type: share.pairs for share in found.shares}
    assert read["resolutions"] > read["activities"] * 2
    assert sum(pace.by_type((*slow, *quick))[one.type] for one in chosen(found, waiting)) <= 30 * 60


def test_a_mapping_with_bands_alone_is_told_in_bands():
    bands = [mapped(number, None, band=band) for number, band in enumerate(["high"] * 10 + ["medium"] * 10 + ["low"] * 10)]
    found = budget.plan(bands, 5, (), SIDES)
    assert {one.proposal.band for one in chosen(found, bands)} == {"high", "medium"}
    assert found.least is None
    assert found.shares[0].bands == ("high",)
    assert "all that are high; about" in found.lines()[1]
    assert "above" not in " ".join(found.lines())
    assert budget.plan(bands, 1, (), SIDES).shares[0].bands == ()
    assert "15 of    30 pairs: all that are high" in found.lines()[1]


def test_a_pair_longer_than_the_time_is_read_all_the_same():
    assert len(budget.plan(ladder(), 1, tuple(replace(one, seconds=900.0) for one in SLOW), SIDES).chosen) == 1


def test_nothing_waits_and_nothing_is_chosen():
    assert budget.plan([], 60, (), SIDES).chosen == frozenset()


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0.01, 0.99), st.sampled_from(sorted(SIDES))), max_size=60), st.integers(1, 30))
def test_the_time_is_kept_and_the_order_of_pairs_decides_nothing(said, minutes):
    waiting = [mapped(number, round(p, 4), type_, left=left) for number, (type_, p, left) in enumerate(said)]
    found = budget.plan(waiting, minutes, (), SIDES)
    assert len(found.chosen) == min(len(waiting), minutes * 3)
    assert budget.plan(waiting[::-1], minutes, (), SIDES).chosen == found.chosen
    if minutes > 1:
        assert {one.type for one in chosen(found, waiting)} == {one.type for one in waiting}
    assert 0 <= found.brings <= found.hoped + 1e-9


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.REJECT])
def test_the_pace_of_a_mapping_is_drawn_to_that_of_all(verdict):
    log = tuple(replace(decision(pairs()[0], verdict), type="a" if n % 2 else "b", seconds=10.0 if n % 2 else 30.0) for n in range(200))
    each = pace.by_type(log)
    assert 10 < each["a"] < 12
    assert 28 < each["b"] < 30


def test_a_threshold_is_rounded_up_and_none_is_told_where_the_surest_are_left_out():
    share = budget.Share("resolutions", 5, 10, 3.0, 5.0, least=0.674)
    assert "all above 0.68;" in share.line()
    assert "pairs: only some of the surest;" in replace(share, least=0.99).line()
