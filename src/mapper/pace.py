"""Pace: about how long a number of verdicts takes, from those already given."""

from collections.abc import Iterable
from math import ceil
from statistics import median

from mapper.decisions import JUDGED
from mapper.types import Decision

USUAL_SECONDS = 20.0
LEAST_SECONDS = 3.0
PRIOR = 10  # decisions that the usual time counts for


def seconds(decisions: Iterable[Decision]) -> float:
    """Give the seconds that one verdict takes: the median of those taken, drawn towards the usual time, since a few quick ones do not say much."""
    taken = [one.seconds for one in decisions if one.verdict in JUDGED and one.seconds > 0]
    each = (len(taken) * median(taken) + PRIOR * USUAL_SECONDS) / (len(taken) + PRIOR) if taken else USUAL_SECONDS
    return max(each, LEAST_SECONDS)


def minutes(decisions: Iterable[Decision], left: int) -> int:
    """Forecast the time for so many verdicts, in whole minutes."""
    return ceil(left * seconds(decisions) / 60)
