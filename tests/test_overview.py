"""The forecast of the time left is careful."""

from dataclasses import replace

from mapper.overview import minutes
from tests.test_staleness import decision


def test_a_few_quick_verdicts_do_not_promise_a_quick_end():
    quick = tuple(replace(decision(), event=str(n), seconds=0.1) for n in range(3))
    assert minutes(quick, 600) > 100
    assert minutes((), 60) == 20
    assert minutes((), 1) == 1
    assert minutes((), 0) == 0
