"""Weighing: what people decided says how much each measure should count, as far as cross-validation shows a gain by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mapper import metrics
from mapper.calibration import HELD, Calibrators, signs
from mapper.effort import average_precision
from mapper.identity import digest
from mapper.lessons import Lesson
from mapper.types import Proposal

FOLDS = 8
TRUST = 32.0  # how strongly weights are held to the shipped ones: per squared logit that a measure's spread would move
LITTLE = 0.1  # how strongly what is not held to anything is held to nought
LEAST = 5  # decisions of either verdict in a part of the folds, under which the shipped weights speak for the rest
MOST = 1000  # waiting pairs that hold the fit; more say no more
DRAWS = 500
PLACES = 6  # rounded before they are compared, so that a last bit never decides
CLOSE = {"maxiter": 1000, "ftol": 1e-13, "gtol": 1e-7}  # near enough that what is rounded does not depend on the way there
Rows = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Cases:
    """Hold n pairs: what each of k measures adds to the strength, float64[n, k]; place and citation, [n, 2]; how likely they are; what they weigh."""

    amounts: Rows
    others: Rows
    wanted: Rows
    weights: Rows

    def of(self, chosen: NDArray[np.bool_]) -> "Cases":
        """Give some of the pairs."""
        return Cases(self.amounts[chosen], self.others[chosen], self.wanted[chosen], self.weights[chosen])

    def summed(self) -> "Cases":
        """Give the same with one measure: the sum of all, as the shipped weights have it."""
        return replace(self, amounts=self.amounts.sum(1, keepdims=True))

    def and_(self, other: "Cases") -> "Cases":
        """Put pairs together."""
        pairs = ((self.amounts, other.amounts), (self.others, other.others), (self.wanted, other.wanted), (self.weights, other.weights))
        return Cases(*(np.concatenate(pair) for pair in pairs))


@dataclass(frozen=True, eq=False)
class Fit:
    """Hold a logistic curve over the measures, place and citation."""

    intercept: float
    others: Rows
    weights: Rows

    def probabilities(self, cases: Cases) -> Rows:
        """Foretell how likely each pair is accepted."""
        return np.round(_share(self.intercept + cases.amounts @ self.weights + cases.others @ self.others), PLACES)


def weigh(proposals: Sequence[Proposal], said: Mapping[str, bool], calibrators: Calibrators) -> Lesson | None:
    """Fit the weights of one mapping to its decisions and say whether cross-validation shows a gain; None where there is nothing to weigh.

    `proposals` are all those of the mapping. People decide on the likely pairs first, so the pairs that wait hold the fit as they hold the curve.
    """
    decided, known, held, names = _laid_out(proposals, said, calibrators)
    if len(names) < 2 or not decided:
        return None
    foretold = _held_out(known, held, _cells(decided), _expected(decided, calibrators))
    before, after = (average_precision(_in_order(decided, said, told)) for told in foretold)
    gain = _gain(known.wanted, foretold, [one.left for one in decided])
    shown = gain.low > 0 and after >= before
    told = (round(gain.value, 4), round(gain.low, 4), round(gain.high, 4))
    lesson = Lesson(decided[0].type, len(decided), round(before, 4), round(after, 4), told)
    return replace(lesson, factors=factors(proposals, said, calibrators)) if shown else lesson


def factors(proposals: Sequence[Proposal], said: Mapping[str, bool], calibrators: Calibrators) -> tuple[tuple[str, float], ...]:
    """Say how much each measure would count beside what it did, the scores of the mapping spreading as they did."""
    _, known, held, names = _laid_out(proposals, said, calibrators)
    weights, table = _fitted(_all(known, held)).weights, _table(sorted(proposals, key=lambda one: one.pair), names)
    spread = float((table @ weights).std())
    scale = float(table.sum(1).std()) / spread if spread > 0 else 0.0
    return tuple((name, round(float(weight) * scale, 4)) for name, weight in zip(names, weights, strict=True)) if scale else ()


def reweigh(proposal: Proposal, lesson: Lesson) -> Proposal:
    """Give the proposal with the score and the contributions that the learned weights make."""
    factors = dict(lesson.factors)
    amounts = [(name, round(factors.get(name, 1.0) * amount, 4)) for name, amount in proposal.contributions]
    ordered = tuple(sorted(amounts, key=lambda amount: (-abs(amount[1]), amount[0])))
    return replace(proposal, score=round(sum(amount for _, amount in ordered), 4), contributions=ordered)


def _laid_out(proposals: Sequence[Proposal], said: Mapping[str, bool], calibrators: Calibrators) -> tuple[list[Proposal], Cases, Cases, list[str]]:
    """Give the decided proposals, their cases, those of the pairs that wait, and the measures that say anything."""
    ordered = sorted(proposals, key=lambda one: one.pair)
    decided, waiting = ([one for one in ordered if (one.pair in said) is known] for known in (True, False))
    names = sorted({name for one in ordered for name, amount in one.contributions if amount})
    known = replace(_cases(decided, names, calibrators), wanted=np.array([said[one.pair] for one in decided], np.float64))
    return decided, known, _cases(waiting[:: -(-len(waiting) // MOST) or 1], names, calibrators), names


def _cases(proposals: Sequence[Proposal], names: Sequence[str], calibrators: Calibrators) -> Cases:
    """Lay out pairs as the curve sees them, each taken as likely as the curve so far says."""
    known = [signs(one.score, one.ranks, dict(one.channels)) for one in proposals]
    alike = np.array([max(0.0, one.likeness) if one.score > 0 else 1.0 for one in known], np.float64)
    others = np.array([(one.place, float(one.cited)) for one in known], np.float64).reshape(-1, 2)
    return Cases(_table(proposals, names) * alike[:, None], others, _expected(proposals, calibrators), np.ones(len(known)))


def _table(proposals: Sequence[Proposal], names: Sequence[str]) -> Rows:
    table = np.zeros((len(proposals), len(names)))
    for row, one in zip(table, proposals, strict=True):
        amounts = dict(one.contributions)
        row[:] = [amounts.get(name, 0.0) for name in names]
    return table


def _expected(proposals: Sequence[Proposal], calibrators: Calibrators) -> Rows:
    return np.array([calibrators.expected(one.type, signs(one.score, one.ranks, dict(one.channels))) for one in proposals], np.float64)


def _all(known: Cases, held: Cases) -> Cases:
    """Put decided and waiting pairs together, the latter weighing HELD times the former at most."""
    share = min(1.0, HELD * len(known.wanted) / max(1, len(held.wanted)))
    return known.and_(replace(held, weights=held.weights * share))


def _fitted(cases: Cases) -> Fit:
    """Fit the curve with no negative weight, each weight held to a common scale of the shipped ones."""
    from scipy.optimize import minimize

    spread = cases.amounts.std(0)
    spread = np.where(spread > 0, spread, 1.0)
    size = len(spread)

    def loss(at: Rows) -> tuple[float, Rows]:
        scale, moved = at[1], at[4:] - at[1] * spread
        said = _share(at[0] + cases.amounts @ (at[4:] / spread) + cases.others @ at[2:4])
        off = cases.weights * (said - cases.wanted)
        surprise = cases.wanted * np.log(said) + (1 - cases.wanted) * np.log(1 - said)
        total = -float((cases.weights * surprise).sum()) + TRUST / 2 * float(moved @ moved) + LITTLE / 2 * float(at[1:4] @ at[1:4])
        slopes = [off.sum()], [LITTLE * scale - TRUST * float(moved @ spread)], cases.others.T @ off + LITTLE * at[2:4]
        return total, np.concatenate([*slopes, cases.amounts.T @ off / spread + TRUST * moved])

    bounds = [(None, None), (1e-3, None), (None, None), (None, None), *[(0, None)] * size]
    start = np.concatenate([[-1, 1, 0, 0], spread])
    found = np.round(minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options=CLOSE).x, 4)
    return Fit(float(found[0]), found[2:4], found[4:] / spread)


def _share(logits: Rows) -> Rows:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -12, 12))), np.float64)


def _cells(decided: Sequence[Proposal]) -> NDArray[np.int64]:
    """Put each pair into a cell of two blocks of documents: int64[n, 2]; where the sides share no document, each side has blocks of its own."""
    own = not {one.left for one in decided} & {one.right for one in decided}
    cells = [(_fold(one.left), _fold(one.right) + FOLDS * own) for one in decided]
    return np.sort(np.array(cells, np.int64).reshape(-1, 2), axis=1)


def _fold(document: str) -> int:
    return int(digest(document)[:8], 16) % FOLDS


def _held_out(known: Cases, held: Cases, cells: NDArray[np.int64], expected: Rows) -> tuple[Rows, Rows]:
    """Foretell each cell from the pairs that share no document with its blocks: under the shipped weights, and under learned ones."""
    shipped, learned = expected.copy(), expected.copy()
    for cell in np.unique(cells, axis=0):
        asked = np.asarray((cells == cell).all(1))
        seen = known.of(np.asarray(~np.isin(cells, cell).any(1)))
        accepted = int(seen.wanted.sum())
        if min(accepted, len(seen.wanted) - accepted) < LEAST:
            continue
        cases = _all(seen, held)
        shipped[asked] = _fitted(cases.summed()).probabilities(known.of(asked).summed())
        learned[asked] = _fitted(cases).probabilities(known.of(asked))
    return shipped, learned


def _in_order(decided: Sequence[Proposal], said: Mapping[str, bool], foretold: Rows) -> list[bool]:
    """Give the verdicts in the order of what was foretold."""
    ordered = sorted(zip(foretold.tolist(), decided, strict=True), key=lambda one: (-one[0], one[1].pair))
    return [said[one.pair] for _, one in ordered]


def _gain(wanted: Rows, foretold: tuple[Rows, Rows], documents: Sequence[str]) -> metrics.Measured:
    """Say by how much the learned weights foretell better, in nats a pair, with the interval from resampling the left documents."""
    losses = [-(wanted * np.log(told) + (1 - wanted) * np.log(1 - told)) for told in foretold]
    better = np.round(losses[0] - losses[1], PLACES)
    names, of = np.unique(np.array(documents), return_inverse=True)

    def measure(drawn: metrics.Places) -> float:
        times = np.bincount(drawn, minlength=len(names))[of]
        return float((times * better).sum() / max(1, times.sum()))

    return metrics.resampled(measure, len(names), DRAWS)
