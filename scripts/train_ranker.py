"""Fit ranker and calibrator by leaving one set out, and say what the shipped ones would have done.

    python scripts/train_ranker.py BENCH_FOLDER [--cache FOLDER] [--write]

BENCH_FOLDER holds one folder a gold set (left.jsonl, right.jsonl, gold.tsv). A weight is never judged on the set it was fitted on: for each set the
fit sees the others only. `--write` writes the curve fitted on all sets to models/calibrator.json; the ranker's weights are written by hand, since no
fit did better on the set left out (the figures are in models/README.md).
"""

import argparse
import json
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from mapper import calibration, embedders, evaluate, goldset, ranker
from mapper.calibration import Calibrator, Calibrators, Labelled, Signs
from mapper.candidates import LAST, Fusion, _columns, _common, _size, fuse, weigh
from mapper.channels import Matrix
from mapper.corpus import Corpus
from mapper.embeddings import VectorCache
from mapper.goldset import GoldSet
from mapper.proposals import Tools, corpora
from mapper.ranker import Ranker, standing

MEASURES = (("forward", "backward"), ("words",), ("okapi",), ("single",), ("terms",))
MODELS = Path(__file__).resolve().parent.parent / "models"
TRUST = 10.0  # how strongly a fit is held to even weights: two sets of other kinds tell little of a third (with 1 csf_80053 loses .02)
PAIRS = 1000  # every set weighs as this many pairs
FOREIGN = 0.15  # weight of pairs with texts on other subjects beside them
SAMPLE = 250  # texts of a set that meet those of another


@dataclass(frozen=True, eq=False)
class Scored:
    """Hold one gold set with both sides made ready and everything that was measured of its pairs."""

    name: str
    gold: GoldSet
    left: Corpus
    right: Corpus
    fusion: Fusion
    tools: Tools


def main() -> None:
    """Print what is fitted with each set left out; write the calibrator where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--cache", type=Path, help="keep vectors here")
    parser.add_argument("--write", action="store_true", help="write models/calibrator.json")
    chosen = parser.parse_args()
    sets = read(chosen.bench, VectorCache(chosen.cache))
    print("held-out set         ranker    recall@10  nDCG@10     ECE")
    for held in sets:
        others = [known for known in sets if known is not held]
        curve = fitted_curve(others)
        for name, weights in (("shipped", ranker.load()), ("fitted", fitted_ranker(others))):
            figures = judged(held, weights, curve)
            print(f"{held.name:<20} {name:<9} {figures[0]:9.3f}  {figures[1]:7.3f}  {figures[2]:6.3f}   {_told(weights)}")
    if chosen.write:
        write(fitted_curve(sets))


def read(folder: Path, cache: VectorCache) -> list[Scored]:
    """Measure every set of a folder."""
    tools = Tools(embedders.load(), cache)
    found = []
    for path in sorted(entry for entry in folder.iterdir() if (entry / "gold.tsv").is_file()):
        gold = goldset.read(path)
        left, right = corpora(gold.left, gold.right, tools)
        found.append(Scored(path.name, gold, left, right, fuse(left, right, ~gold.same, tools.ranker), tools))
    return found


def stood(known: Scored, values: Matrix) -> Matrix:
    """Say how values stand among their row and column, as those of the clauses do: float32[n, m]."""
    likeness, allowed = dict(known.fusion.channels)["dense"], known.fusion.allowed
    share = _columns(known.left, known.right) * _common(likeness, known.left, known.right, allowed)
    return np.asarray(_size(allowed) * standing(values, allowed, share), np.float32)


def judged(held: Scored, weights: Ranker, curve: Calibrator) -> tuple[float, float, float]:
    """Give recall@10, nDCG@10 and calibration error of a set under other weights and another curve."""
    fusion = weigh(held.fusion, held.left, held.right, weights)
    figures = evaluate.judge(held.gold, held.left, held.right, fusion, replace(held.tools, ranker=weights, calibrators=Calibrators(curve)))
    return figures["recall_at_10"].value, figures["ndcg_at_10"].value, figures["ece"].value


def fitted_ranker(sets: list[Scored]) -> Ranker:
    """Fit five weights, both directions tied, to put gold first in its row (listwise softmax), held to even weights.

    Nothing of the shipped ones is known to it, but what the neighbours and the citations add.
    """
    shipped = dict(ranker.load().weights)
    prior = np.full(len(MEASURES), 1 / sum(map(len, MEASURES)))
    scale = 2.0  # standings to logits: about where the listwise fit settles
    stacks = [_stacked(known) for known in sets]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = TRUST * scale**2 * float(((weights - prior) ** 2).sum()), 2 * TRUST * scale**2 * (weights - prior)
        for values, wanted in stacks:
            logits = scale * np.tensordot(weights, values, 1)
            logits -= logits.max(1, keepdims=True)
            shares = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
            total -= float((wanted * np.log(shares + 1e-12)).sum()) / len(wanted)
            slope = slope + scale * ((shares - wanted)[None] * values).sum((1, 2)) / len(wanted)
        return total, slope

    found = minimize(loss, prior, jac=True, bounds=[(0, None)] * len(prior), method="L-BFGS-B").x
    weights = {name: float(value) for names, value in zip(MEASURES, found, strict=True) for name in names}
    return Ranker(tuple(sorted({**weights, **{name: shipped[name] for name in LAST}}.items())))


def fitted_curve(sets: list[Scored]) -> Calibrator:
    """Fit one curve to the pairs that a run would propose, every set weighing alike, and to pairs across sets, which are on other subjects."""
    pairs = [pair for known in sets for pair in labelled(known)]
    strange = [pair for one in sets for other in sets if one is not other for pair in strangers(one, other)]
    return replace(calibration.fit([*pairs, *weighing(strange, FOREIGN * PAIRS * len(sets))]), labels=len(pairs))


def weighing(pairs: list[Labelled], total: float) -> list[Labelled]:
    """Let pairs weigh so much in all."""
    known = sum(pair.weight for pair in pairs)
    return [replace(pair, weight=pair.weight * total / known) for pair in pairs]


@cache
def strangers(one: Scored, other: Scored) -> list[Labelled]:
    """Give the pairs that a run would propose between texts of two sets; none is taken for related: they are the best of nothing."""
    left, right = corpora(one.gold.left[:SAMPLE], other.gold.right[:SAMPLE], one.tools)
    fusion = fuse(left, right, np.ones((len(left.documents), len(right.documents)), bool), one.tools.ranker)
    return labelled(Scored("", GoldSet((), (), np.zeros(fusion.scores.shape), ~fusion.allowed), left, right, fusion, one.tools))


def labelled(known: Scored) -> list[Labelled]:
    """Label the pairs that a run would propose."""
    forward, backward = known.fusion.ranks
    rows, columns = np.nonzero(((forward <= evaluate.SHOWN) | (backward <= evaluate.SHOWN)) & known.fusion.allowed)
    weight, likeness = PAIRS / len(rows), dict(known.fusion.channels)["dense"]
    return [
        Labelled(
            Signs(float(known.fusion.scores[i, j]), float(likeness[i, j]), (int(forward[i, j]), int(backward[i, j]))),
            bool(known.gold.grades[i, j] > 0),
            weight,
        )
        for i, j in zip(rows.tolist(), columns.tolist(), strict=True)
    ]


def write(curve: Calibrator) -> None:
    """Write the general curve; curves of mapping types stay as they are."""
    path = MODELS / calibration.FILE
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["types"]["*"] = asdict(curve)
    path.write_text(json.dumps(raw, indent=2) + "\n", encoding="utf-8", newline="\n")
    print(f"wrote {path}")


def _stacked(known: Scored) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    standings = dict(known.fusion.standings)
    rows = (known.gold.grades > 0).any(1)
    values = np.stack([np.sum([standings[name][rows] for name in names], axis=0, dtype=np.float64) for names in MEASURES])
    related = (known.gold.grades[rows] > 0).astype(np.float64)
    return values, related / related.sum(1, keepdims=True)


def _told(weights: Ranker) -> str:
    return " ".join(f"{name} {value:.2f}" for name, value in weights.weights if name != "citation")


if __name__ == "__main__":
    main()
