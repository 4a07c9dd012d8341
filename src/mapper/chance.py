"""Chance: how much calibration error a few labels make by themselves, and measures that suffer less from it."""

import numpy as np
from numpy.typing import NDArray

from mapper.metrics import SEED, Scores, calibration_error

DRAWS = 500
BINS = 10


def expected_error(probabilities: Scores, draws: int = DRAWS) -> tuple[float, float]:
    """Give the calibration error that a perfect curve would show on pairs as likely as these: its mean, and what 95 in 100 stay under.

    Each draw labels every pair at random by its own probability, so nothing but chance is left: an error below the second is no proof against it.
    """
    if not len(probabilities):
        return float("nan"), float("nan")
    random = np.random.default_rng(SEED)
    errors = [calibration_error(probabilities, random.random(len(probabilities)) < probabilities) for _ in range(draws)]
    return float(np.mean(errors)), float(np.percentile(errors, 95))


def error_by_mass(probabilities: Scores, related: NDArray[np.bool_], bins: int = BINS) -> float:
    """Give the expected calibration error over bins of as many pairs each, by which none stands on two or three (Nixon et al. 2019)."""
    if not len(probabilities):
        return float("nan")
    parts = _parts(probabilities, bins)
    return float(sum(abs(probabilities[part].sum() - related[part].sum()) for part in parts) / len(probabilities))


def debiased_error(probabilities: Scores, related: NDArray[np.bool_], bins: int = BINS) -> float:
    """Give the root of the squared error over bins of equal mass, less what chance adds to each (Kumar et al. 2019); 0 where that is all."""
    if not len(probabilities):
        return float("nan")
    total = 0.0
    for part in _parts(probabilities, bins):
        share = float(related[part].mean())
        by_chance = share * (1 - share) / max(1, len(part) - 1)
        total += len(part) / len(probabilities) * ((float(probabilities[part].mean()) - share) ** 2 - by_chance)
    return float(np.sqrt(max(0.0, total)))


def _parts(probabilities: Scores, bins: int) -> list[NDArray[np.int64]]:
    """Put pairs into bins of about as many each; equally likely ones go into one, so that their order decides nothing."""
    first = np.searchsorted(np.sort(probabilities), probabilities)
    bin_of = first * bins // len(probabilities)
    return [np.flatnonzero(bin_of == number) for number in np.unique(bin_of)]
