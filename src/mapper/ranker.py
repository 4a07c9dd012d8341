"""The ranker adds up what the channels measured, each measure standing among its row and its column."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mapper.channels import Matrix
from mapper.errors import MapperError
from mapper.shipped import shipped

FILE = "ranker.json"
SHRINK = 3.0  # a row or column of this many pairs counts half
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Ranker:
    """Hold one weight a measure; measures that a ranker does not know count nothing."""

    weights: tuple[tuple[str, float], ...]

    def score(self, standings: tuple[tuple[str, Matrix], ...]) -> Matrix:
        """Add up the weighted standings: float32[n, m]."""
        weights = dict(self.weights)
        total = sum(weights.get(name, 0.0) * matrix for name, matrix in standings)
        return np.asarray(total, np.float32)

    def contributions(self, standings: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
        """Say what each measure adds to the score of one pair, largest first."""
        weights = dict(self.weights)
        amounts = ((name, round(weights.get(name, 0.0) * value, 4)) for name, value in standings)
        return tuple(sorted(amounts, key=lambda amount: (-abs(amount[1]), amount[0])))


def load(path: Path | None = None) -> Ranker:
    """Read a ranker from JSON, the shipped one by default."""
    path = path or shipped("models") / FILE
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Ranker(tuple(sorted((str(name), float(weight)) for name, weight in raw["weights"].items())))
    except OSError as error:
        raise MapperError(f"cannot read the ranker {path}: {error.strerror}; install mapper again") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MapperError(f"{path} is not a ranker: {error}; it needs an object `weights` of numbers") from error


def standing(values: Matrix, allowed: Mask, columns: float = 0.5) -> Matrix:
    """Say how far each allowed pair stands out in its row and in its column, in standard deviations (reciprocity).

    A hub that is close to everything stands out for nobody. `columns` is the share of the columns in the sum. Short rows and columns say little, so
    they count less, and their spread leans on that of the whole matrix.
    """
    kept = np.where(allowed, values, 0).astype(np.float64)
    spread = float(kept[allowed].std()) if allowed.any() else 0.0
    total, off, weights = np.zeros(values.shape), np.empty(values.shape), []  # three matrices, and no more: they may be large
    for axis, share in ((1, 1 - columns), (0, columns)):
        count = allowed.sum(axis, keepdims=True)
        mean = kept.sum(axis, keepdims=True) / np.maximum(count, 1)
        np.subtract(kept, mean, out=off)
        np.copyto(off, 0, where=~allowed)
        np.multiply(off, off, out=off)
        square = off.sum(axis, keepdims=True)
        deviation = np.sqrt((square + SHRINK * spread**2) / (count + SHRINK))
        weights.append(share * count / (count + SHRINK))
        np.subtract(kept, mean, out=off)
        off *= weights[-1]
        off /= np.where(deviation > 0, deviation, 1)
        total += off
    np.maximum(np.add(weights[0], weights[1], out=off), 1e-9, out=off)
    total /= off
    np.copyto(total, 0, where=~allowed)
    del kept, off
    return total.astype(np.float32)
