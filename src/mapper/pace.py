"""Pace: about how long a number of verdicts takes, from those already given."""

from collections.abc import Iterable, Sequence
from math import ceil
from statistics import median

from mapper.decisions import JUDGED
from mapper.types import Decision

USUAL_SECONDS = 20.0
LEAST_SECONDS = 3.0
PRIOR = 10  # decisions that the usual time counts for


def seconds(decisions: Iterable[Decision]) -> float:
    """Give the seconds that one verdict takes: the median of those taken, drawn towards the usual time, since a few quick ones do not say much."""
    return _drawn(_taken(decisions), USUAL_SECONDS)


def by_type(decisions: Iterable[Decision]) -> dict[str, float]:
    """Give the seconds that one verdict takes in each mapping in which there are any, drawn towards those of all."""
    log = list(decisions)
    return {type_: _drawn(_taken(one for one in log if one.type == type_), seconds(log)) for type_ in sorted({one.type for one in log})}


def drawn(decisions: Iterable[Decision], usual: float) -> float:
    """Give the seconds that one of these verdicts takes, drawn towards a usual time."""
    return _drawn(_taken(decisions), usual)


def is_measured(decisions: Iterable[Decision]) -> bool:
    """Say whether the time of any verdict is known."""
    return bool(_taken(decisions))


def _taken(decisions: Iterable[Decision]) -> list[float]:
    return [one.seconds for one in decisions if one.verdict in JUDGED and one.seconds > 0]


def _drawn(taken: Sequence[float], usual: float) -> float:
    each = (len(taken) * median(taken) + PRIOR * usual) / (len(taken) + PRIOR) if taken else usual
    return max(each, LEAST_SECONDS)


def minutes(decisions: Iterable[Decision], left: int) -> int:
    """Forecast the time for so many verdicts, in whole minutes."""
    return ceil(left * seconds(decisions) / 60)
