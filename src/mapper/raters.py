"""Raters: how far people who judge the same things agree beyond chance, with intervals.

Each item is what its raters said of it; more than two may have, and not all the same people. Variances are those of the linearised coefficient over
the items, with Student's quantile for n - 1 (Gwet 2008, British Journal of Mathematical and Statistical Psychology 61:29; Gwet 2014, Handbook of
Inter-Rater Reliability, 4th edition, 5.3).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mapper.intervals import Interval

Item = Sequence[str]
_PLACES = 4


@dataclass(frozen=True)
class Coefficient:
    """Hold a coefficient and its interval of 95 %; None where chance alone would agree always, or where no spread shows how sure it is."""

    value: float | None = None
    interval: Interval | None = None


def shares(items: Sequence[Item]) -> list[float]:
    """Give for each item the share of pairs of raters that agree on it; nought where one alone rated it."""
    return [sum(n * (n - 1) for n in Counter(item).values()) / max(len(item) * (len(item) - 1), 1) for item in items]


def cohen(items: Sequence[tuple[str, str]]) -> Coefficient:
    """Give Cohen's kappa of two raters (1960, Educational and Psychological Measurement 20:37): each has their own leanings."""
    first, second = _lean([item[:1] for item in items]), _lean([item[1:] for item in items])
    chance = sum(first[said] * second.get(said, 0.0) for said in first)
    each = [(second.get(one, 0.0) + first.get(other, 0.0)) / 2 for one, other in items]
    return _beyond(items, chance, each)


def fleiss(items: Sequence[Item]) -> Coefficient:
    """Give Fleiss's kappa of any number of raters (1971, Psychological Bulletin 76:378): all share the same leanings, items may have more raters."""
    lean = _lean(items)
    return _beyond(items, sum(share**2 for share in lean.values()), [sum(lean[said] for said in item) / len(item) for item in items])


def ac1(items: Sequence[Item], categories: int) -> Coefficient:
    """Give Gwet's AC1 (2008), which does not fall where nearly all is of one kind; `categories` is how many answers there were to choose from."""
    lean = _lean(items)
    chance = sum(share * (1 - share) for share in lean.values()) / (categories - 1)
    each = [sum(1 - lean[said] for said in item) / len(item) / (categories - 1) for item in items]
    return _beyond(items, chance, each)


def _lean(items: Sequence[Item]) -> Mapping[str, float]:
    """Say how often each answer is given, every item counting alike."""
    found: dict[str, float] = {}
    for item in items:
        for said in item:
            found[said] = found.get(said, 0.0) + 1 / len(item) / len(items)
    return found


def _beyond(items: Sequence[Item], chance: float, each: Sequence[float]) -> Coefficient:
    """Take chance off the agreement; `each` is the part of it that each item has."""
    rated = sum(len(item) > 1 for item in items)
    if not rated or chance > 1 - 1e-9:
        return Coefficient()
    left = 1 - chance
    agreed = shares(items)
    value = (sum(agreed) / rated - chance) / left
    lines = [len(items) / rated * (share - chance) / left if len(item) > 1 else 0.0 for item, share in zip(items, agreed, strict=True)]
    spread = [line - 2 * (1 - value) * (own - chance) / left for line, own in zip(lines, each, strict=True)]
    return Coefficient(round(value, _PLACES), _around(value, spread))


def _around(value: float, spread: Sequence[float]) -> Interval | None:
    from scipy.special import stdtrit

    count = len(spread)
    variance = sum((one - value) ** 2 for one in spread) / count / max(count - 1, 1)
    if count < 2 or variance < 1e-12:
        return None
    half = float(stdtrit(count - 1, 0.975)) * float(variance**0.5)
    return max(-1.0, value - half), min(1.0, value + half)
