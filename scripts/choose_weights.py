"""Choose the weights of the measures on gold sets that nothing else is judged on; the way the shipped ones were found.

    python scripts/choose_weights.py FOLDER [--cache FOLDER]

FOLDER holds one folder a gold set (left.jsonl, right.jsonl, gold.tsv). From the shipped weights on, one weight after the other is made larger or
smaller by the FACTORS, and kept where the mean of recall@10 and nDCG@10 grows by LEAST; sets that share a side count as one together. It prints what
it finds and writes nothing: models/ranker.json is written by hand, in round numbers. models/README.md names the sets that were used.
Beside each set stands how far the shipped general curve errs on it, which was fitted on none of them.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import train_ranker
from train_ranker import Scored

from mapper import calibration, metrics, ranker
from mapper.candidates import weigh
from mapper.embeddings import VectorCache
from mapper.identity import digest
from mapper.ranker import Ranker

TIED = (("forward", "backward"), ("single",), ("words",), ("okapi",), ("terms",), ("neighbours",))
FACTORS = (0.5, 0.75, 1.33, 2.0)
LEAST = 0.0002
ROUNDS = 2


def main() -> None:
    """Print each weight that was changed, and what all sets say in the end."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, help="keep vectors here")
    chosen = parser.parse_args()
    sets = train_ranker.read(chosen.folder, VectorCache(chosen.cache))
    groups = grouped(chosen.folder, sets)
    weights = dict(ranker.load().weights)
    best = worth(groups, weights)
    print(f"{len(sets)} sets in {len(groups)} groups; shipped weights {best:.4f}")
    for _ in range(ROUNDS):
        for names in TIED:
            for factor in FACTORS:
                tried = weights | {name: round(weights[name] * factor, 3) for name in names}
                found = worth(groups, tried)
                if found > best + LEAST:
                    best, weights = found, tried
                    print(f"{best:.4f}  {', '.join(names)} {tried[names[0]]}", flush=True)
    print(weights)
    print(f"{'set':<24} recall@10  nDCG@10   calibration error of the shipped general curve, at shipped weights")
    errors = [calibrated(known) for known in sets]
    for known, error in zip(sets, errors, strict=True):
        recall, gain = judged(known, weights)
        print(f"{known.name:<24} {recall:9.3f}  {gain:7.3f}   {error:.3f}")
    print(f"calibration error: mean {np.mean(errors):.3f}, median {np.median(errors):.3f}, over .05 on {sum(error > 0.05 for error in errors)} sets")


def grouped(folder: Path, sets: Sequence[Scored]) -> list[list[Scored]]:
    """Put sets that share the texts of a side together."""
    return [[sets[number] for number in members] for members in together([folder / known.name for known in sets])]


def together(paths: Sequence[Path]) -> list[list[int]]:
    """Say which sets share the texts of a side, directly or through another set."""
    groups: list[tuple[set[str], list[int]]] = []
    for number, path in enumerate(paths):
        sides = {digest((path / f"{side}.jsonl").read_text(encoding="utf-8")) for side in ("left", "right")}
        near = [group for group in groups if group[0] & sides]
        groups = [group for group in groups if group not in near]
        groups.append((sides.union(*(names for names, _ in near)), [*(one for _, members in near for one in members), number]))
    return [members for _, members in groups]


def worth(groups: Sequence[Sequence[Scored]], weights: Mapping[str, float]) -> float:
    """Give the mean of recall@10 and nDCG@10, each group of sets counting alike."""
    return float(np.mean([np.mean([judged(known, weights) for known in members]) for members in groups]))


def judged(known: Scored, weights: Mapping[str, float]) -> tuple[float, float]:
    """Give recall@10 and nDCG@10 of a set under these weights."""
    fusion = weigh(known.fusion, known.left, known.right, Ranker(tuple(sorted(weights.items()))))
    scores = np.where(fusion.allowed, fusion.scores, -np.inf).astype(np.float64)
    places = metrics.places(scores, *([document.id for document in side] for side in (known.gold.left, known.gold.right)))
    recall, gain = (measure(places, known.gold.grades, 10) for measure in (metrics.recall, metrics.ndcg))
    return metrics.mean(recall).value, metrics.mean(gain).value


def calibrated(known: Scored) -> float:
    """Give the calibration error of the shipped general curve over the pairs that a run would propose."""
    curve = calibration.load().general
    pairs = train_ranker.labelled(known)
    return metrics.calibration_error(np.array([curve.probability(pair.signs) for pair in pairs]), np.array([pair.accepted for pair in pairs]))


if __name__ == "__main__":
    main()
