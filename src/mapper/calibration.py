"""Calibration turns the signs of a pair into a probability, as far as there are labels to learn from."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mapper.channels.citation import strength as explicit
from mapper.errors import MapperError
from mapper.shipped import shipped

FILE = "calibrator.json"
ENOUGH = 60  # labelled pairs of a mapping type, and at least EACH of either verdict, before a number is shown
EACH = 10
HELD = 0.5  # what the curve so far counts on pairs that wait, beside the decisions on the others
LITTLE = 0.1  # how strongly a slope is held to nought
HIGH, MEDIUM = 0.5, 0.2
SUREST = 0.99


@dataclass(frozen=True)
class Signs:
    """Hold what speaks for a pair: how far it stands out, how alike its texts are (a cosine), its two ranks, and how far one names the other."""

    score: float
    likeness: float
    ranks: tuple[int, int]
    cited: float = 0.0

    @property
    def strength(self) -> float:
        """Say how far the pair stands out by being alike: the best of a corpus in which nobody is on the subject stands out, and is like nothing."""
        return self.score * max(0.0, self.likeness) if self.score > 0 else self.score

    @property
    def place(self) -> float:
        """Say how far down both lists the pair stands; 0 where it heads both."""
        return math.log(self.ranks[0]) + math.log(self.ranks[1])


def signs(score: float, ranks: tuple[int, int], channels: Mapping[str, float]) -> Signs:
    """Read the signs of a pair from what the channels measured."""
    return Signs(score, channels["dense"], ranks, explicit(channels["citation"]))


@dataclass(frozen=True)
class Labelled:
    """Hold the signs of a pair and what a person said of it."""

    signs: Signs
    accepted: bool
    weight: float = 1.0


@dataclass(frozen=True)
class Held:
    """Hold the signs of a pair that nobody judged, and how likely it was before anything was learned."""

    signs: Signs
    likely: float


@dataclass(frozen=True)
class Calibrator:
    """Hold a logistic curve over the strength of a pair, its place, and how far one text names the other (after Platt 1999)."""

    intercept: float
    strength: float
    place: float
    labels: int
    cited: float = 0.0

    def probability(self, signs: Signs) -> float:
        """Give the probability that a person would accept the pair; never none and never all, since nobody knows for sure."""
        exponent = self.intercept + self.strength * signs.strength + self.place * signs.place + self.cited * signs.cited
        probability = 1 / (1 + math.exp(-max(-30.0, min(30.0, exponent))))
        return round(min(SUREST, max(1 - SUREST, probability)), 4)


@dataclass(frozen=True)
class Calibrators:
    """Hold the general curve, and one for each mapping type that has labels enough."""

    general: Calibrator
    by_type: Mapping[str, Calibrator] = field(default_factory=dict)

    def expected(self, type_: str, signs: Signs) -> float:
        """Give the best guess there is: for bands, floors and order."""
        return self.by_type.get(type_, self.general).probability(signs)

    def shown(self, type_: str, signs: Signs) -> float | None:
        """Give a probability to show; None where the type has too few labels to stand for a number."""
        known = self.by_type.get(type_)
        return known.probability(signs) if known is not None and known.labels >= ENOUGH else None


def band(expected: float) -> str:
    """Name a probability in a word."""
    return "high" if expected >= HIGH else "medium" if expected >= MEDIUM else "low"


def refit(calibrators: Calibrators, decided: Mapping[str, Sequence[Labelled]], waiting: Mapping[str, Sequence[Held]] | None = None) -> Calibrators:
    """Replace the curve of each mapping type that has decisions enough; the others stay.

    People decide on the likely pairs first, so a curve fitted to decisions alone would guess at the rest: the pairs that are `waiting` hold it to
    what was said of them before, and count HELD times what was decided.
    """
    waiting = waiting or {}
    fitted = {name: fit_calibrator(pairs, _prior(len(pairs), waiting.get(name, ()))) for name, pairs in sorted(decided.items())}
    known = {name: curve for name, curve in fitted.items() if curve is not None}
    return Calibrators(calibrators.general, {**calibrators.by_type, **known})


def _prior(decided: int, waiting: Sequence[Held]) -> list[Labelled]:
    """Label each waiting pair both ways, as much as it was likely."""
    weight = min(1.0, HELD * decided / max(1, len(waiting)))
    return [Labelled(one.signs, verdict, weight * (one.likely if verdict else 1 - one.likely)) for one in waiting for verdict in (True, False)]


def enough(verdicts: Iterable[bool]) -> bool:
    """Say whether there are decisions enough, of either kind, to learn from."""
    said = list(verdicts)
    return len(said) >= ENOUGH and min(said.count(True), said.count(False)) >= EACH


def fit_calibrator(labelled: Sequence[Labelled], prior: Sequence[Labelled] = ()) -> Calibrator | None:
    """Fit the curve to decided pairs, held to what was known before; None while they are too few, or nearly all alike."""
    if not enough(pair.accepted for pair in labelled):
        return None
    return fit(labelled, prior)


def fit(labelled: Sequence[Labelled], prior: Sequence[Labelled] = ()) -> Calibrator:
    """Fit the curve with little regularisation; labels in any order give the same curve.

    Each label counts a little for the other side too (the targets of Platt 1999), so that few labels never make a certainty. Whatever the labels say,
    a stronger pair is never less likely, nor one that stands higher in its lists: among the few likeliest pairs that people decide first it may seem
    so, and all the others would then be put in a wrong order.
    """
    ordered = _ordered(labelled)
    accepted = np.array([pair.accepted for pair in ordered])
    yes, no = int(accepted.sum()), int((~accepted).sum())
    said = np.where(accepted, (yes + 1) / (yes + 2), 1 / (no + 2))
    before = _ordered(prior)
    said = np.concatenate([said, np.array([pair.accepted for pair in before], np.float64)])
    weights = np.array([pair.weight for pair in (*ordered, *before)])
    features = np.array([_features(pair.signs) for pair in (*ordered, *before)], np.float64)
    intercept, strength, place, cited = (round(value, 4) + 0.0 for value in _fitted(features, said, weights))
    return Calibrator(intercept, strength, place, len(ordered), cited)


def _fitted(features: NDArray[np.float64], said: NDArray[np.float64], weights: NDArray[np.float64]) -> list[float]:
    """Find intercept and slopes of the logistic curve, each slope within its bounds; far nearer to the best than what is kept of them."""
    from scipy.optimize import minimize

    def loss(at: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = at[0] + features @ at[1:]
        off = weights * (1 / (1 + np.exp(-np.clip(logits, -500, 500))) - said)
        total = float((weights * (np.logaddexp(0, logits) - said * logits)).sum()) + LITTLE / 2 * float(at[1:] @ at[1:])
        return total, np.concatenate([[off.sum()], features.T @ off + LITTLE * at[1:]])

    bounds = [(None, None), (0, None), (None, 0), (None, None)]
    options = {"maxiter": 2000, "ftol": 1e-14, "gtol": 1e-8}
    return [float(value) for value in minimize(loss, np.zeros(4), jac=True, bounds=bounds, method="L-BFGS-B", options=options).x]


def _ordered(labelled: Sequence[Labelled]) -> list[Labelled]:
    return sorted(labelled, key=lambda pair: (*_features(pair.signs), pair.signs.ranks, pair.accepted, pair.weight))


def load(path: Path | None = None) -> Calibrators:
    """Read the calibrators from JSON, the shipped ones by default."""
    path = path or shipped("models") / FILE
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        curves = {str(name): _curve(entry) for name, entry in raw["types"].items()}
        return Calibrators(curves.pop("*"), dict(sorted(curves.items())))
    except OSError as error:
        raise MapperError(f"cannot read the calibrator {path}: {error.strerror}; install mapper again") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MapperError(f"{path} is not a calibrator: {error}; it needs an object `types` with a curve named *") from error


def _curve(entry: Mapping[str, float]) -> Calibrator:
    intercept, strength, place, cited = (float(entry[name]) for name in ("intercept", "strength", "place", "cited"))
    return Calibrator(intercept, strength, place, int(entry["labels"]), cited)


def _features(signs: Signs) -> tuple[float, float, float]:
    return (signs.strength, signs.place, float(signs.cited))
