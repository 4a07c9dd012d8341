"""Measure how well texts are told apart that people judged for one goal or subtopic each, beside the plain methods of scripts/benchmark.py.

    python scripts/measure_goals.py FOLDER [--cache FOLDER]

FOLDER is a gold set: left.jsonl holds the goals, right.jsonl the texts, and gold.tsv has a third column `grade`: 1 where a text was found to be on
the goal, 0 where it was found not to be. Only judged pairs count. For each goal its judged texts are ranked; what is printed are the means over the
goals of the area under the ROC curve (AUC), average precision (AP) and the work saved at 95 % recall (WSS@95), and by how much mapper stands above
the best of the others in each, with the interval from resampling goals. Then the calibration error of the likelihood (ECE): the curve is fitted
on the judged pairs of four fifths of the goals, and asked of those of the others.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
from measuring_quality import Scores, baselines, verdict
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score

from mapper import calibration, chance, embedders, goldset, metrics
from mapper.calibration import Labelled
from mapper.candidates import Fusion, fuse, scores
from mapper.embeddings import VectorCache
from mapper.goldset import GoldSet
from mapper.proposals import Tools, corpora

RECALL = 0.95
FOLDS = 5
Judged = list[tuple[int, NDArray[np.int64], NDArray[np.bool_]]]  # the goal, its judged texts, and which of them are on it
Figure = Callable[[NDArray[np.bool_], NDArray[np.float64]], float]


def main() -> None:
    """Print the figures of every method, and what mapper gains on the best of the others."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, help="keep vectors here")
    chosen = parser.parse_args()
    gold, cache = goldset.read(chosen.folder), VectorCache(chosen.cache)
    judged = lines(chosen.folder / "gold.tsv", gold)
    print(f"{len(gold.left)} goals, {len(gold.right)} texts, {sum(len(texts) for _, texts, _ in judged)} judged pairs")
    rivals = {name: figures(scores, judged) for name, scores in baselines(gold, cache).items()}
    known = ranked(gold, cache)
    ours = figures(np.asarray(known.scores.T, np.float64), judged)
    for name, found in (rivals | {"mapper": ours}).items():
        print(f"{name:<42} " + "  ".join(f"{label} {rows.mean():.3f}" for label, rows in found.items()))
    for label, rows in ours.items():
        best = max(rivals, key=lambda name: (rivals[name][label].mean(), name))
        apart = metrics.apart(metrics.averaging(rows), metrics.averaging(rivals[best][label]), len(rows))
        print(f"{label:<7} {apart.value:+.3f} [{apart.low:+.3f}, {apart.high:+.3f}]  {verdict(apart):<7} best: {best}")
    said, so = likely(known, judged)
    error, by_chance = metrics.calibration_error(said, so), chance.expected_error(said)[0]
    print(f"ECE {error:.3f} over {len(so)} judged pairs, of which {so.mean():.0%} hold; chance alone makes {by_chance:.3f}")


def lines(path: Path, gold: GoldSet) -> Judged:
    """Give for each goal the texts that were judged for it, and whether they are on it; a goal that nobody judged is left out."""
    rows, columns = ({document.id: place for place, document in enumerate(side)} for side in (gold.left, gold.right))
    told: dict[int, list[int]] = {}
    for line in path.read_text(encoding="utf-8-sig").split("\n"):
        left, right = [*line.split("\t"), ""][:2]
        if left in rows and right in columns:
            told.setdefault(rows[left], []).append(columns[right])
    found = [(goal, np.array(texts), gold.grades[goal, texts] > 0) for goal, texts in sorted(told.items())]
    if not all(on.any() and not on.all() for _, _, on in found):
        raise SystemExit(f"{path}: every goal that is judged needs texts of grade 1 and of grade 0; add a third column `grade`")
    return found


def ranked(gold: GoldSet, cache: VectorCache) -> Fusion:
    """Measure every text and goal as a run over a theme would: texts at the left, goals at the right."""
    tools = Tools(embedders.load(), cache)
    texts, goals = corpora(gold.right, gold.left, tools)
    return fuse(texts, goals, ~gold.same.T, tools.ranker)


def likely(known: Fusion, judged: Judged) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Say of each judged pair how likely it is to a curve fitted on other goals than its own, and whether it holds."""
    one, other = known.ranks
    pairs = [[labelled(known, (one, other), (text, goal), bool(so)) for text, so in zip(texts, on, strict=True)] for goal, texts, on in judged]
    said: list[float] = []
    for fold, mine in enumerate(pairs):
        curve = calibration.fit([pair for number, others in enumerate(pairs) if number % FOLDS != fold % FOLDS for pair in others])
        said += [curve.probability(pair.signs) for pair in mine]
    return np.array(said), np.concatenate([on for _, _, on in judged])


def labelled(known: Fusion, ranks: tuple[NDArray[np.int32], NDArray[np.int32]], at: tuple[int, int], so: bool) -> Labelled:
    """Give a pair its signs, as a run would read them."""
    measured = dict(scores(known, *at))
    return Labelled(calibration.signs(measured["score"], (int(ranks[0][at]), int(ranks[1][at])), measured), so)


def figures(found: Scores, judged: Judged) -> dict[str, NDArray[np.float64]]:
    """Give every figure of each goal: float64[goals]."""
    asked: dict[str, Figure] = {"AUC": roc_auc_score, "AP": average_precision_score, "WSS@95": saved}
    return {label: np.array([figure(on, found[goal, texts]) for goal, texts, on in judged], np.float64) for label, figure in asked.items()}


def saved(on: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """Say what reading in the order of the scores saves until 95 % of the texts on the goal are found (WSS@95, Cohen et al. 2006)."""
    found = np.cumsum(on[np.argsort(-scores, kind="stable")])
    return 1 - (int(np.searchsorted(found, np.ceil(RECALL * on.sum()))) + 1) / len(on) - (1 - RECALL)


if __name__ == "__main__":
    main()
