"""Measures of a ranking against human gold, with bootstrap intervals."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mapper.identity import digest

Scores = NDArray[np.float64]
Grades = NDArray[np.float64]
Places = NDArray[np.int64]
Measure = Callable[[Places], float]
DRAWS = 1000
SPARED = 200  # draws where each puts all pairs into order
BINS = 10
SEED = 20
LEVEL = 0.95


@dataclass(frozen=True)
class Measured:
    """Hold a figure with the 95 % interval that resampling the left documents gives."""

    value: float
    low: float
    high: float


def places(scores: Scores, left: list[str], right: list[str]) -> Places:
    """Rank each row from 0, best first; equal scores fall by a hash of the ids, never by the order of the file."""
    return np.argsort(np.argsort(-_untied(scores, left, right), axis=1, kind="stable"), axis=1, kind="stable")


def recall(ranks: Places, grades: Grades, k: int) -> Scores:
    """Give for each row the share of its related documents among the first k; NaN where there is none."""
    related = grades > 0
    return _ratio((related & (ranks < k)).sum(1), related.sum(1))


def reciprocal(ranks: Places, grades: Grades) -> Scores:
    """Give for each row one over the place of its first related document; NaN where there is none."""
    first = np.where(grades > 0, ranks, ranks.shape[1]).min(1, initial=ranks.shape[1])
    return np.where((grades > 0).any(1), 1 / (first + 1.0), np.nan)


def ndcg(ranks: Places, grades: Grades, k: int) -> Scores:
    """Give for each row the discounted gain of the first k over the best possible, grades as gains; NaN where there is none."""
    gains = np.where(ranks < k, grades / np.log2(ranks + 2.0), 0).sum(1)
    ideal = -np.sort(-grades, axis=1)[:, :k]
    return _ratio(gains, (ideal / np.log2(np.arange(ideal.shape[1]) + 2.0)).sum(1))


def spared(scores: Scores, grades: Grades, left: list[str], right: list[str]) -> Measured:
    """Give the work saved over sampling at 95 % recall, all pairs read in one order (WSS@95, Cohen et al. 2006)."""
    return resampled(saving(scores, grades, left, right), len(left), SPARED)


def saving(scores: Scores, grades: Grades, left: list[str], right: list[str]) -> Measure:
    """Give the function that says what reading in the order of the scores saves on a draw of left documents; NaN where none of them is related."""
    order = np.argsort(-_untied(scores, left, right).ravel(), kind="stable")
    rows, related = np.divmod(order, scores.shape[1])[0], (grades > 0).ravel()[order]

    def saved(drawn: Places) -> float:
        times = np.bincount(drawn, minlength=len(left))[rows]
        found = np.cumsum(times * related)
        if not found[-1]:
            return float("nan")
        last = int(np.searchsorted(found, np.ceil(LEVEL * found[-1])))
        return float(1 - times[: last + 1].sum() / times.sum() - (1 - LEVEL))

    return saved


@dataclass(frozen=True)
class Bin:
    """Hold the pairs of which nearly the same was said: from where to where, how many, what was said of them on average, and what share was so."""

    low: float
    high: float
    pairs: int
    said: float
    found: float


def reliability(probabilities: Scores, related: NDArray[np.bool_], bins: int = BINS) -> tuple[Bin, ...]:
    """Put pairs into equal bins by what was said of them (a reliability diagram, DeGroot and Fienberg 1983); empty bins are left out."""
    bin_of = _bins(probabilities, bins)
    held = ((b, bin_of == b) for b in range(bins) if (bin_of == b).any())
    return tuple(Bin(b / bins, (b + 1) / bins, int(mine.sum()), float(probabilities[mine].mean()), float(related[mine].mean())) for b, mine in held)


def calibration_error(probabilities: Scores, related: NDArray[np.bool_], bins: int = BINS) -> float:
    """Give the expected calibration error over equal bins: mean distance of what was said and what was so."""
    if not len(probabilities):
        return float("nan")
    bin_of = _bins(probabilities, bins)
    return float(sum(abs(probabilities[bin_of == b].sum() - related[bin_of == b].sum()) for b in range(bins)) / len(probabilities))


def _bins(probabilities: Scores, bins: int) -> Places:
    return np.clip((probabilities * bins).astype(np.int64), 0, bins - 1)


def mean(rows: Scores) -> Measured:
    """Average rows that have a figure, with the interval from resampling them."""
    known = rows[~np.isnan(rows)]
    return resampled(lambda chosen: float(known[chosen].mean()), len(known))


def apart(one: Measure, other: Measure, count: int, draws: int = DRAWS) -> Measured:
    """Give by how much one figure is above another, with the interval from draws that both are measured on (paired bootstrap, Efron 1979)."""
    return resampled(lambda drawn: one(drawn) - other(drawn), count, draws)


def averaging(rows: Scores) -> Measure:
    """Give the function that averages the rows of a draw that have a figure; NaN where none has."""
    known = np.where(np.isnan(rows), 0, rows)
    has = ~np.isnan(rows)
    return lambda drawn: float(known[drawn].sum() / has[drawn].sum()) if has[drawn].any() else float("nan")


def resampled(measure: Measure, count: int, draws: int = DRAWS) -> Measured:
    """Measure all rows, then draws of as many rows with replacement; the seed is fixed."""
    value = measure(np.arange(count)) if count else float("nan")
    if np.isnan(value):
        return Measured(value, value, value)
    random = np.random.default_rng(SEED)
    drawn = [measure(random.integers(0, count, count)) for _ in range(draws)]
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Measured(value, float(low), float(high))


def _ratio(part: NDArray[np.generic], whole: NDArray[np.generic]) -> Scores:
    top, bottom = part.astype(np.float64), whole.astype(np.float64)
    return np.asarray(np.divide(top, bottom, out=np.full(len(top), np.nan), where=bottom > 0), np.float64)


def _untied(scores: Scores, left: list[str], right: list[str]) -> Scores:
    """Give each score its place among all, ties by a hash of both ids."""
    ties = _hashes(left)[:, None] ^ (_hashes(right) * np.uint64(0x9E3779B97F4A7C15))[None, :]
    ties = (ties ^ (ties >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    order = np.lexsort((ties.ravel(), scores.ravel()))
    untied = np.empty(scores.size)
    untied[order] = np.arange(scores.size)
    return untied.reshape(scores.shape)


def _hashes(ids: list[str]) -> NDArray[np.uint64]:
    return np.array([int(digest(name)[:16], 16) for name in ids], np.uint64)
