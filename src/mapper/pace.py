"""Pace: about how long a number of verdicts takes, from those already given."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from statistics import median

from mapper.decisions import JUDGED
from mapper.types import Decision

USUAL_SECONDS = 20.0
LEAST_SECONDS = 3.0
PRIOR = 10  # decisions that the usual time counts for


@dataclass(frozen=True)
class Pace:
    """Hold the seconds that one verdict takes, in all and in each mapping of which any are known."""

    usual: float = USUAL_SECONDS
    types: Mapping[str, float] = field(default_factory=dict)
    measured: bool = False

    def minutes(self, left: int) -> int:
        """Forecast the time for so many verdicts, in whole minutes."""
        return ceil(left * self.usual / 60)


Times = Counter[tuple[str, float]]  # how often a verdict on a pair of a mapping took so many seconds


def times(decisions: Iterable[Decision]) -> Times:
    """Count the seconds that verdicts took, as far as they are known."""
    return Counter((one.type, one.seconds) for one in decisions if one.verdict in JUDGED and one.seconds > 0)


def measure(counted: Times) -> Pace:
    """Give the pace of verdicts that took so long."""
    every = list(counted.elements())
    usual = drawn([spent for _, spent in every])
    kinds = sorted({type_ for type_, _ in counted})
    return Pace(usual, {type_: drawn([spent for one, spent in every if one == type_], usual) for type_ in kinds}, bool(every))


def seconds(decisions: Iterable[Decision]) -> float:
    """Give the seconds that one verdict takes: the median of those taken, drawn towards the usual time, since a few quick ones do not say much."""
    return drawn(taken(decisions))


def by_type(decisions: Iterable[Decision]) -> dict[str, float]:
    """Give the seconds that one verdict takes in each mapping in which there are any, drawn towards those of all."""
    log = list(decisions)
    usual = seconds(log)
    return {type_: drawn(taken(one for one in log if one.type == type_), usual) for type_ in sorted({one.type for one in log})}


def is_measured(decisions: Iterable[Decision]) -> bool:
    """Say whether the time of any verdict is known."""
    return bool(taken(decisions))


def taken(decisions: Iterable[Decision]) -> list[float]:
    """Give the seconds that each verdict took, as far as they are known."""
    return [one.seconds for one in decisions if one.verdict in JUDGED and one.seconds > 0]


def drawn(taken: Sequence[float], usual: float = USUAL_SECONDS) -> float:
    """Draw the median of seconds taken towards the usual time."""
    each = (len(taken) * median(taken) + PRIOR * usual) / (len(taken) + PRIOR) if taken else usual
    return max(each, LEAST_SECONDS)


def minutes(decisions: Iterable[Decision], left: int) -> int:
    """Forecast the time for so many verdicts, in whole minutes."""
    return ceil(left * seconds(decisions) / 60)
