"""Effort: what an order of reading finds, pair by pair, how much reading it spares, and when a reader may stop."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Found = NDArray[np.bool_]
POINTS = 10
RECALL = 0.95
DOUBT = 0.05


def average_precision(related: Sequence[bool]) -> float:
    """Average over the related pairs of an order how many of those read so far were related; NaN where there is none."""
    found = np.asarray(related, bool)
    if not found.any():
        return float("nan")
    return float((np.cumsum(found) / np.arange(1, len(found) + 1))[found].mean())


def curve(related: Sequence[bool], points: int = POINTS) -> list[tuple[int, int]]:
    """Say how many are found when each tenth of an order is read: (read, found), `points` of them."""
    found = np.cumsum(np.asarray(related, bool))
    reads = [math.ceil(len(found) * point / points) for point in range(1, points + 1)]
    return [(read, int(found[read - 1]) if read else 0) for read in reads]


def needed(related: Sequence[bool], recall: float = RECALL) -> int:
    """Say how many must be read until so large a share of the related is found."""
    found = np.cumsum(np.asarray(related, bool))
    if not len(found) or not found[-1]:
        return 0
    return int(np.searchsorted(found, math.ceil(round(recall * found[-1], 6)))) + 1


def spared(related: Sequence[bool], recall: float = RECALL) -> float:
    """Give the work saved over sampling at a recall (WSS, Cohen et al. 2006); NaN where nothing is related."""
    return 1 - needed(related, recall) / len(related) - (1 - recall) if any(related) else float("nan")


def area(related: Sequence[bool]) -> float:
    """Give the area under the curve of what is found over what is read, both as shares: the mean of what is found; NaN where nothing is related."""
    found = np.cumsum(np.asarray(related, bool))
    return float(found.mean() / found[-1]) if any(related) else float("nan")


def doubt(related: Sequence[bool], total: int, recall: float = RECALL) -> float:
    """Give the chance that more than 1 - recall of the related are still unread, if reading had been at random lately (the p of a test).

    The rule of Callaghan and Müller-Hansen (2020, Systematic Reviews 9:273): for every run of readings up to now, how likely so few finds would be
    if the target were missed, by the hypergeometric distribution; the least of these counts. `total` is how many there are to read.
    """
    from scipy.stats import hypergeom

    read = np.asarray(related, bool)
    if not read.any() or len(read) >= total:
        return 0.0 if len(read) >= total else 1.0
    hits = int(read.sum())
    behind = np.cumsum(read[::-1])[::-1]  # finds from each place on
    lengths = len(read) - np.arange(len(read))
    left = total - len(read) + lengths  # unread before that run began
    # The least that the unread would still have to hold if the target were missed now.
    missing = math.floor(round(hits / recall, 6)) + 1 - (hits - behind)
    if (missing > left).any():  # fewer are left than would have to be missing
        return 0.0
    return float(hypergeom.cdf(behind, left, missing, lengths).min())


def stop(related: Sequence[bool], every: int = 1, recall: float = RECALL) -> int:
    """Say after how many of an order the rule lets a reader stop, asked after each `every` readings; all of it where it never does."""
    read = list(related)
    for count in range(every, len(read), every):
        if doubt(read[:count], len(read), recall) < DOUBT:
            return count
    return len(read)
