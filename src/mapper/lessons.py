"""Lessons: what a run learned from decisions about the weights of a mapping, and whether it was used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Lesson:
    """Tell what came of fitting the weights of one mapping to so many decisions.

    `before` and `after` are the average precision of the decided pairs under the shipped weights and under weights that did not see them; `gain` is
    how much better the latter foretell a verdict (nats a pair) with its 95 % interval. `factors` say how much each measure counts beside what it
    counted as shipped; there are none where no gain was shown.
    """

    type: str
    decisions: int
    before: float
    after: float
    gain: tuple[float, float, float]
    factors: tuple[tuple[str, float], ...] = ()

    @property
    def used(self) -> bool:
        """Say whether the learned weights are in use."""
        return bool(self.factors)

    def __str__(self) -> str:
        """Tell it in a sentence."""
        precision = f"average precision {self.before:.2f} -> {self.after:.2f} in cross-validation"
        if self.used:
            return f"weights of {self.type}: learned from {self.decisions} decisions, {precision}"
        return f"weights of {self.type}: as shipped; {self.decisions} decisions show no gain by learned ones ({precision})"

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """Read a lesson as a manifest keeps it."""
        return cls(raw["type"], raw["decisions"], raw["before"], raw["after"], _three(raw["gain"]), tuple((n, f) for n, f in raw["factors"]))


def _three(raw: Sequence[float]) -> tuple[float, float, float]:
    value, low, high = raw
    return value, low, high
