"""Intervals: how sure a share is, by a method that holds for few and for extreme counts."""

from math import sqrt

Interval = tuple[float, float]
_Z = 1.959964  # of the normal distribution: 95 in 100 lie within


def wilson(hits: float, of: float) -> Interval | None:
    """Give the score interval of a share, of 95 % (Wilson 1927, Journal of the American Statistical Association 22:209); None of nothing."""
    if not of:
        return None
    share, square = hits / of, _Z**2 / of
    middle, half = share + square / 2, _Z * sqrt(share * (1 - share) / of + square / (4 * of))
    return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))


def rounded(interval: Interval | None) -> list[float] | None:
    """Give an interval as it is written out."""
    return None if interval is None else [round(end, 4) for end in interval]


def told(interval: Interval | None) -> str:
    """Tell an interval behind a share in per cent; nothing where there is none."""
    return "" if interval is None else f" (95 %: {interval[0]:.0%} to {interval[1]:.0%})"
