"""Measure what learning from decisions is worth, with the gold of a set as the reviewer.

    python scripts/measure_learning.py SET_FOLDER ... [--cache FOLDER] [--decided N ...]

For each set (left.jsonl, right.jsonl, gold.tsv) proposes what a run would, lets the gold decide the N likeliest pairs, as reviewers do, learns from
that, and prints the average precision of the pairs that nobody decided, in the order that a reviewer would then meet them: with nothing learned, with
the curve alone, with the weights where cross-validation lets them be used, and with learned weights in any case, which shows when the check was
right to refuse them. Before and after learning also the calibration error (ECE) of those pairs. The same with N pairs decided that random order puts
first.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from mapper import embedders, simulate, weighing
from mapper.effort import average_precision
from mapper.embeddings import VectorCache
from mapper.learning import learn, teach
from mapper.metrics import calibration_error
from mapper.simulate import Gold
from mapper.types import Proposal

SIZES = (60, 100, 150, 200, 300, 400)


def main() -> None:
    """Print a line for each set, order and number of decisions."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--cache", type=Path, help="keep vectors here")
    parser.add_argument("--decided", type=int, nargs="*", default=SIZES, metavar="N", help="numbers of decisions")
    chosen = parser.parse_args()
    print("set                   decided          left  related  nothing    curve  as used   always   ECE before, after   cross-validation")
    for folder in chosen.sets:
        gold = simulate.propose_gold(folder, embedders.load(), VectorCache(chosen.cache))
        for name in ("likely", "random"):
            order = simulate.ordered(name)(gold.proposals)
            for count in (count for count in chosen.decided if count < len(order)):
                said = {one.pair: gold.related[one.pair] for one in order[:count]}
                print(f"{folder.name:<20} {count:>4} {name:<10} {_told(gold, said)}", flush=True)


def _told(gold: Gold, said: Mapping[str, bool]) -> str:
    pairs, known = gold.proposals, gold.tools.calibrators
    left = [one for one in pairs if one.pair not in said]
    taught = learn(pairs, {simulate.TYPE: said}, known)
    lesson = next(iter(taught.lessons), None)
    if lesson is None:
        return f"{len(left):5} {sum(gold.related[one.pair] for one in left):8}   too few of either verdict"
    curve, always = (teach(pairs, said, replace(lesson, factors=found), known) for found in ((), weighing.factors(pairs, said, known)))
    figures = "  ".join(f"{_precision(gold, found, said):7.3f}" for found in (pairs, curve, taught.proposals, always))
    checked = f"{lesson.before:.3f} -> {lesson.after:.3f}, gain {lesson.gain[0]:+.3f} [{lesson.gain[1]:+.3f}, {lesson.gain[2]:+.3f}]"
    errors = ", ".join(f"{_error(gold, found, said):.3f}" for found in (pairs, taught.proposals))
    return f"{len(left):5} {sum(gold.related[one.pair] for one in left):8}  {figures}        {errors}   {checked}{', used' * lesson.used}"


def _precision(gold: Gold, found: Sequence[Proposal], said: Mapping[str, bool]) -> float:
    return average_precision([gold.related[one.pair] for one in simulate.ordered("likely")(found) if one.pair not in said])


def _error(gold: Gold, found: Sequence[Proposal], said: Mapping[str, bool]) -> float:
    left = [one for one in found if one.pair not in said]
    return calibration_error(np.array([one.probability for one in left], np.float64), np.array([gold.related[one.pair] for one in left], bool))


if __name__ == "__main__":
    main()
