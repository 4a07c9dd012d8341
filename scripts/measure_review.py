"""Measure the order of a review against a fixed order by score and against ASReview's default model, on the same pairs in the same run.

    python scripts/measure_review.py [SET_FOLDER ...] [--demo first both] [--cache FOLDER] [--seeds N] [--replays N] [--whole] [--plots FOLDER]
    python scripts/measure_review.py --refit

Run it with an interpreter that has mapper's dependencies and asreview installed (`pip install asreview`); without the latter its lines are left out,
which is said. For each set (left.jsonl, right.jsonl, gold.tsv) and each cycle of the demo: the pairs that mapper proposes, or with `--whole` every
pair of the set. Each seed draws one related and one other pair that are known from the start and do not count; then all pairs are read in the mix of
`mapper review`, by the score in a fixed order, likeliest first in a fixed order, and as ASReview's model for new projects puts them (ELAS u4, its own
components and parameters, on title and text of both documents): from those two on, and from the first 100 by the score on, which count. All learners
put the rest in order again after 10 readings, or 5 % more, if that is more. Told are the means of WSS@95 and of the area under the curve over the
seeds, and by how much the mix is better, with the 95 % interval over the seeds (Student). Then in how many replays with other draws the certified
bound held. `--refit` measures how long the order takes to be made anew at 20,000 made-up pairs, beside what `mapper review` did before: one sort.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from measure_demo import CYCLES, corpora
from measure_demo import gold as demo_gold
from scipy.stats import t as student

from mapper import effort, embedders, simulate
from mapper.embeddings import VectorCache
from mapper.proposals import Tools
from mapper.proposing import Proposer
from mapper.replaying import GROWTH, STEP, hold, mixed
from mapper.settings import Settings
from mapper.simulate import Gold
from mapper.types import Document

EVERY_PAIR = 10**6
HEAD = 100
Order = Callable[[int, Sequence[str]], list[str]]  # seed, and what is known -> all pairs


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", type=Path, nargs="*")
    parser.add_argument("--demo", nargs="*", choices=CYCLES, default=())
    parser.add_argument("--cache", type=Path, help="keep vectors here")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--replays", type=int, default=200)
    parser.add_argument("--whole", action="store_true", help="take every pair of a set, not only those that are proposed")
    parser.add_argument(
        "--abstract", type=int, default=10**9, metavar="SIGNS", help="give ASReview so much of each text: all words of many take hours"
    )
    parser.add_argument("--plots", type=Path, help="draw the recall curves of the first seed into this folder")
    parser.add_argument("--refit", action="store_true", help="measure how long the order takes to be made anew")
    chosen = parser.parse_args()
    if find_spec("asreview") is None and (chosen.sets or chosen.demo):
        print(f"asreview is not installed for {sys.executable}: pip install asreview there; its column is left out", file=sys.stderr)
    for folder in chosen.sets:
        shown = EVERY_PAIR if chosen.whole else simulate.SHOWN
        compare(folder.name, simulate.propose_gold(folder, embedders.load(), VectorCache(chosen.cache), shown=shown), chosen)
    for cycle in chosen.demo:
        compare(f"demo, {cycle}", demo(cycle, VectorCache(chosen.cache)), chosen)
    if chosen.refit:
        refit()


def demo(cycle: str, cache: VectorCache) -> Gold:
    """Propose what a run would on the demo corpora, and take its gold as what people would say."""
    library, types = corpora(CYCLES[cycle])
    tools = Tools(embedders.load(), cache)
    proposer = Proposer(tools, Settings.floor, ()).reading(library)
    found = [one for type_ in types for one in proposer.propose(type_, library, lambda *_: None)]
    wanted = {(pair.type, frozenset((pair.left, pair.right))) for pair in demo_gold()}
    related = {one.pair: (one.type, frozenset((one.left, one.right))) in wanted for one in found}
    return Gold(tuple(found), related, (len(library.current), len(library.current), len(wanted)), tools, (), library.current)


def compare(name: str, gold: Gold, chosen: argparse.Namespace) -> None:
    """Read the pairs of one set in every order with every seed, and print what it spares."""
    started = time.monotonic()
    reads = {order: [_read(gold, seed, way) for seed in range(chosen.seeds)] for order, way in orders(gold, chosen.abstract).items()}
    print(f"\n## {name}: {len(gold.proposals)} pairs, {gold.reachable} related; {chosen.seeds} seeds, {time.monotonic() - started:.0f} s")
    print(f"{'order':<22}  WSS@95    area   the mix gains in WSS@95        in area")
    for order, found in reads.items():
        told = "".join(_gain(reads["mix"], found, measure) for measure in (effort.spared, effort.area)) if order != "mix" else ""
        print(f"{order:<22}  {np.mean([effort.spared(one) for one in found]):.4f}  {np.mean([effort.area(one) for one in found]):.4f}   {told}")
    if chosen.replays:
        print(hold(mixed(gold.proposals, simulate.laid_out(gold), gold.related), gold.related, chosen.replays).line(), flush=True)
    if chosen.plots:
        _plot(name, {order: found[0] for order, found in reads.items()}, chosen.plots)


def _read(gold: Gold, seed: int, order: Order) -> list[bool]:
    """Let one related and one other pair be known, and read the rest."""
    drawn = random.Random(seed)
    known = [drawn.choice(sorted(pair for pair, verdict in gold.related.items() if verdict is kind)) for kind in (True, False)]
    return [gold.related[pair] for pair in order(seed, known) if pair not in known]


def _gain(ours: Sequence[list[bool]], theirs: Sequence[list[bool]], measure: Callable[[list[bool]], float]) -> str:
    better = np.array([measure(one) - measure(other) for one, other in zip(ours, theirs, strict=True)])
    if len(better) < 2:
        return f"{better.mean():+.4f}                  "
    half = float(student.ppf(0.975, len(better) - 1) * better.std(ddof=1) / len(better) ** 0.5)
    return f"{better.mean():+.4f} [{better.mean() - half:+.4f}, {better.mean() + half:+.4f}]  "


def orders(gold: Gold, abstract: int) -> Mapping[str, Order]:
    """Name the ways to read."""
    laid = simulate.laid_out(gold)
    by_score = [one.pair for one in sorted(gold.proposals, key=lambda one: (-one.score, one.pair))]
    likely = [one.pair for one in simulate.ordered("likely")(gold.proposals)]
    found: dict[str, Order] = {
        "mix": lambda seed, known: mixed(gold.proposals, laid, gold.related, seed=seed, known=known),
        "score, fixed": lambda _seed, _known: by_score,
        "likely, fixed": lambda _seed, _known: likely,
    }
    if find_spec("asreview"):
        elas = Elas(gold, abstract)
        found["ASReview, ELAS u4"] = elas.order
        found["ASReview behind score"] = lambda seed, known: elas.order(seed, known, [pair for pair in by_score if pair not in known][:HEAD])
    return found


class Elas:
    """Read as ASReview's default model puts the pairs."""

    def __init__(self, gold: Gold, abstract: int) -> None:
        import pandas
        from asreview import ActiveLearningCycle
        from asreview.models.models import get_ai_config

        self.gold = gold
        self.cycle = ActiveLearningCycle.from_meta(get_ai_config()["value"])
        rows = [(*_text(gold.documents[one.left]), *_text(gold.documents[one.right])) for one in gold.proposals]
        table = pandas.DataFrame([{"title": f"{one} {two}", "abstract": f"{text[:abstract]} {other[:abstract]}"} for one, text, two, other in rows])
        self.features = self.cycle.transform(table)
        self.labels = np.array([gold.related[one.pair] for one in gold.proposals], int)
        self.places = {one.pair: place for place, one in enumerate(gold.proposals)}

    def order(self, seed: int, known: Sequence[str], first: Sequence[str] = ()) -> list[str]:
        """Fit again after every few readings, as the mix does, until all that is related is found."""
        self.cycle.classifier.set_params(random_state=seed)
        read = [self.places[pair] for pair in (*known, *first)]
        while len(read) < len(self.labels):
            left = np.setdiff1d(np.arange(len(self.labels)), read)
            if self.labels[left].any():
                self.cycle.fit(self.features[read], self.labels[read])
                left = left[self.cycle.rank(self.features[left])]
                left = left[: max(STEP, round(len(read) * (GROWTH - 1)))]
            read += left.tolist()
        return [self.gold.proposals[place].pair for place in read]


def _text(document: Document) -> tuple[str, str]:
    return document.title, " ".join(clause.text for clause in document.clauses)


def _plot(name: str, reads: Mapping[str, Sequence[bool]], folder: Path) -> None:
    from mapper.reports.plots import curves

    folder.mkdir(parents=True, exist_ok=True)
    picture = curves(name, reads)
    (folder / f"{name.replace(', ', '-')}.png").write_bytes(picture.png)


def refit() -> None:
    """Print how long the order takes at 20,000 made-up pairs with 2,000 decisions, with every second one decided too, and the ratio."""
    from measuring_orders import PAIRS, measured

    for line in measured(PAIRS):
        print(line)


if __name__ == "__main__":
    main()
