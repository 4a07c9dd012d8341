"""The forecast of the time left is careful, and there is one of it."""

from dataclasses import replace

from mapper import overview, pace
from mapper.types import Verdict
from tests.review_samples import decision, pairs


def taken(*seconds, verdict=Verdict.ACCEPT):
    return tuple(replace(decision(pairs()[0], verdict), seconds=each) for each in seconds)


def test_a_few_quick_verdicts_do_not_promise_a_quick_end():
    assert pace.minutes(taken(0.1, 0.1, 0.1), 600) > 100
    assert [pace.minutes((), left) for left in (60, 1, 0)] == [20, 1, 0]


def test_many_verdicts_outweigh_the_usual_time():
    assert pace.seconds(taken(*[6.0] * 90)) == 7.4
    assert pace.seconds(taken(*[0.1] * 10_000)) == pace.LEAST_SECONDS


def test_a_skip_and_what_was_not_measured_tell_nothing():
    assert pace.seconds(taken(99.0, verdict=Verdict.SKIP)) == pace.seconds(taken(0.0)) == pace.USUAL_SECONDS


def test_status_and_the_reviewer_forecast_the_same():
    said = taken(5.0, 50.0)
    assert overview.minutes(said, 77) == pace.minutes(said, 77)
