"""Relating: how far the relations that are proposed agree with those that people gave."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mapper.metrics import Measured, resampled


@dataclass(frozen=True)
class Typed:
    """Hold a relation of the gold with its direction, and what was proposed; all empty where the pair was not proposed."""

    wanted: str
    way: str
    said: str
    said_way: str


@dataclass(frozen=True)
class Agreement:
    """Judge the relations proposed on the pairs of which people said one; a pair that was not proposed is counted and not judged."""

    pairs: tuple[Typed, ...]

    @property
    def proposed(self) -> tuple[Typed, ...]:
        """Give the pairs that were proposed."""
        return tuple(pair for pair in self.pairs if pair.said)

    @property
    def accuracy(self) -> Measured:
        """Give the share of proposed pairs with the right relation, with the interval from resampling pairs."""
        right = np.array([pair.wanted == pair.said for pair in self.proposed], np.float64)
        return resampled(lambda drawn: float(right[drawn].mean()), len(right))

    @property
    def ways(self) -> tuple[int, int]:
        """Count the pairs whose direction is right, and those with the right relation of the kind that has one."""
        directed = [pair for pair in self.proposed if pair.way and pair.said == pair.wanted]
        return sum(pair.way == pair.said_way for pair in directed), len(directed)

    @property
    def scores(self) -> dict[str, tuple[float, float, float, int]]:
        """Give precision, recall, F1 and how many the gold has among the proposed pairs, by relation; NaN where nothing is to be divided."""
        names = sorted({name for pair in self.proposed for name in (pair.wanted, pair.said)})
        return {name: self._score(name) for name in names}

    @property
    def confusion(self) -> tuple[tuple[str, str, int], ...]:
        """Give the pairs of relation wanted and relation proposed that differ, the most frequent first."""
        wrong = Counter((pair.wanted, pair.said) for pair in self.proposed if pair.wanted != pair.said)
        return tuple((wanted, said, count) for (wanted, said), count in sorted(wrong.items(), key=lambda each: (-each[1], each[0])))

    def _score(self, name: str) -> tuple[float, float, float, int]:
        both = sum(pair.wanted == pair.said == name for pair in self.proposed)
        said, wanted = (sum(getattr(pair, side) == name for pair in self.proposed) for side in ("said", "wanted"))
        return _ratio(both, said), _ratio(both, wanted), _ratio(2 * both, said + wanted), wanted

    def lines(self) -> list[str]:
        """Give the figures for a person to read."""
        right, directed = self.ways
        told = [f"relations: {len(self.pairs)} in the gold, {len(self.proposed)} of them proposed"]
        if self.proposed:
            told.append(f"{'accuracy':<18} {_interval(self.accuracy)}")
        told += [f"{'direction':<18} {right} of {directed} right, where the relation is"] * bool(directed)
        told += [f"{'relation':<18} precision  recall     F1  in gold"] * bool(self.proposed)
        told += [f"{name:<18} {_told(p):>9}  {_told(r):>6}  {_told(f):>5}  {count:>7}" for name, (p, r, f, count) in self.scores.items()]
        return told + [f"  {wanted} taken for {said}: {count}" for wanted, said, count in self.confusion]

    def as_json(self) -> dict[str, Any]:
        """Give the same as one object; null where a figure has no meaning."""
        right, directed = self.ways
        accuracy = self.accuracy
        return {
            "pairs": len(self.pairs),
            "proposed": len(self.proposed),
            "accuracy": _number(accuracy.value),
            "ci": [_number(accuracy.low), _number(accuracy.high)],
            "direction": {"right": right, "of": directed},
            "by_relation": {name: self._one(name) for name in self.scores},
            "confusion": [{"wanted": wanted, "proposed": said, "pairs": count} for wanted, said, count in self.confusion],
        }

    def _one(self, name: str) -> dict[str, Any]:
        precision, recall, f1, wanted = self.scores[name]
        return {"precision": _number(precision), "recall": _number(recall), "f1": _number(f1), "in_gold": wanted}


def agree(pairs: Sequence[Typed]) -> Agreement | None:
    """Judge what was said of pairs; None where the gold names no relation."""
    return Agreement(tuple(pairs)) if pairs else None


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(value, 4)


def _told(value: float) -> str:
    return "-" if np.isnan(value) else f"{value:.2f}"


def _interval(figure: Measured) -> str:
    return f"{figure.value:.3f}  [{figure.low:.3f}, {figure.high:.3f}]"
