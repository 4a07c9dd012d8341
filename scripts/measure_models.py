"""Measure what mapper finds with other sentence models, alone and added up, and what they cost beside the default one.

    python scripts/measure_models.py FOLDER [FOLDER ...] --models NAME[,NAME ...] ... [--rescore NAME ...] [--cache FOLDER] [--clauses N]

FOLDER is a gold set (left.jsonl, right.jsonl, gold.tsv) or holds some. NAME is what `model` in mapper.toml may say, or what else
scripts/measuring_embedders.py opens. Of names with a comma the standings are averaged, measure by measure: `terms` over those that tell words apart,
the lexical ones are those of the texts; a masked language model among them (splade) stands beside the words. --rescore has a model read the best
pairs of the default one again. The weights are the shipped ones. Told are recall@10 and nDCG@10 of each set, their means over groups of sets (those
that share a side are one group), the gain on the default model with its interval over the groups, and the processor time for N clauses, in rounds.
"""

import argparse
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from choose_weights import together
from measuring_embedders import opened
from measuring_thought import Thinker, is_thinker

from mapper import embedders, goldset, metrics, ranker
from mapper.candidates import Fusion, measure, weigh
from mapper.corpus import Corpus
from mapper.embedders import Embedder, Reader
from mapper.embeddings import VectorCache
from mapper.goldset import GoldSet
from mapper.identity import digest
from mapper.proposals import Tools, corpora
from mapper.rescoring import TwoVectors, rescored

AGAIN = "read again by "
SPOKEN = ("forward", "backward", "single")
ROUNDS = 3


@dataclass(frozen=True, eq=False)
class Measured:
    """Hold a gold set as one model sees it."""

    gold: GoldSet
    left: Corpus
    right: Corpus
    fusion: Fusion


def main() -> None:
    """Print a line for each set and model, then the means."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--models", nargs="*", default=[])
    parser.add_argument("--rescore", nargs="*", default=[], metavar="NAME")
    parser.add_argument("--cache", type=Path, help="keep vectors here")
    parser.add_argument("--clauses", type=int, default=400, help="clauses that are timed")
    chosen = parser.parse_args()
    paths = list(sets(chosen.folders))
    names = {part for name in chosen.models for part in name.split(",")} | set(chosen.rescore) - {embedders.DEFAULT}
    models = {embedders.DEFAULT: embedders.load(), **{name: opened(name) for name in sorted(names) if not is_thinker(Path(name))}}
    thinkers = {name: Thinker(Path(name)) for name in sorted(names) if is_thinker(Path(name))}
    cache, found = VectorCache(chosen.cache), []
    for path in paths:
        seen = {name: seen_by(model, goldset.read(path), cache) for name, model in models.items() if needed(name, chosen)}
        figures = {name: judged(combined(name.split(","), seen, thinkers)) for name in (embedders.DEFAULT, *chosen.models)}
        figures |= {AGAIN + name: judged(again(seen[embedders.DEFAULT], TwoVectors(models[name], cache))) for name in chosen.rescore}
        found.append(figures)
        for name, (recall, gain) in figures.items():
            print(f"{path.name:<20} {recall:.3f}  {gain:.3f}  {short(name)}", flush=True)
    tell(together(paths), found)
    if chosen.clauses:
        costs(models, _sample(paths, chosen.clauses))


def needed(name: str, chosen: argparse.Namespace) -> bool:
    """Say whether a model has to read whole sets: one that only re-scores reads the best pairs."""
    return name == embedders.DEFAULT or any(name in each.split(",") for each in chosen.models)


def sets(folders: Sequence[Path]) -> Iterator[Path]:
    """Give the gold sets among folders and in them."""
    for folder in folders:
        yield from [folder] if (folder / "gold.tsv").is_file() else sorted(path for path in folder.iterdir() if (path / "gold.tsv").is_file())


def seen_by(model: Embedder, gold: GoldSet, cache: VectorCache) -> Measured:
    """Measure every pair of a set with one model."""
    left, right = corpora(gold.left, gold.right, Tools(model, cache))
    return Measured(gold, left, right, measure(left, right, ~gold.same))


def combined(names: Sequence[str], seen: dict[str, Measured], thinkers: dict[str, Thinker]) -> Measured:
    """Average the standings of models, measure by measure, and weigh as a run does; neighbours are those of the first."""
    parts = [seen[name] for name in names if name in seen]
    telling = [part for part in parts if part.left.words] or parts
    first = parts[0]
    standings = []
    for name, matrix in first.fusion.standings:
        among = parts if name in SPOKEN else telling if name == "terms" else [first]
        every = [dict(part.fusion.standings)[name] for part in among] if len(parts) > 1 else [matrix]
        every += [thinkers[one].standing(first) for one in names if one in thinkers and name == "words"]
        standings.append((name, np.asarray(np.mean(every, axis=0), np.float32)))
    return replace(first, fusion=weigh(replace(first.fusion, standings=tuple(standings)), first.left, first.right, ranker.load()))


def again(first: Measured, reader: TwoVectors) -> Measured:
    """Let a model read the best pairs again, as `rescore` does."""
    fusion = weigh(first.fusion, first.left, first.right, ranker.load())
    return replace(first, fusion=rescored(fusion, first.left, first.right, reader))


def judged(one: Measured) -> tuple[float, float]:
    """Give recall@10 and nDCG@10."""
    scores = np.where(one.fusion.allowed, one.fusion.scores, -np.inf).astype(np.float64)
    places = metrics.places(scores, *([document.id for document in side] for side in (one.gold.left, one.gold.right)))
    return metrics.mean(metrics.recall(places, one.gold.grades, 10)).value, metrics.mean(metrics.ndcg(places, one.gold.grades, 10)).value


def tell(grouped: Sequence[Sequence[int]], found: Sequence[dict[str, tuple[float, float]]]) -> None:
    """Print the means over groups, the gain on the default model with its interval, and on how many sets it is."""
    print(f"\n{sum(map(len, grouped))} sets in {len(grouped)} groups: recall@10, nDCG@10, gain of each, of their mean with interval; better, worse")
    base = np.array([figures[embedders.DEFAULT] for figures in found])
    for name in found[0]:
        gains = np.array([figures[name] for figures in found]) - base
        means = np.array([gains[members].mean(0) for members in grouped])
        level = np.array([base[members].mean(0) for members in grouped]).mean(0) + means.mean(0)
        both = metrics.mean(means.mean(1))
        better, worse = (int((side * gains.mean(1) > 0.0005).sum()) for side in (1, -1))
        print(
            f"{level[0]:.3f} {level[1]:.3f}  {means[:, 0].mean():+.4f} {means[:, 1].mean():+.4f}"
            f"  {both.value:+.4f} [{both.low:+.4f}, {both.high:+.4f}]  {better:2d} {worse:2d}  {short(name)}"
        )


def costs(models: dict[str, Embedder], texts: list[str]) -> None:
    """Print the processor seconds for a thousand clauses, and how many times those of the default model, rounds interleaved."""
    spent: dict[str, list[float]] = {name: [] for name in models}
    for model in models.values():
        _read(model, texts[:8])
    for _ in range(ROUNDS):
        for name, model in models.items():
            start = time.process_time()
            _read(model, texts)
            spent[name].append(1000 * (time.process_time() - start) / len(texts))
    usual = float(np.median(spent[embedders.DEFAULT]))
    print(f"\nprocessor seconds for a thousand clauses ({len(texts)} read, {ROUNDS} rounds), and times the default model")
    for name, seconds in spent.items():
        print(f"{np.median(seconds):7.2f} {np.median(seconds) / usual:7.2f}  {short(name)}")


def short(name: str) -> str:
    """Name what was measured without the folders above it."""
    return re.sub(r"[^\s,+]*/", "", name).replace(",", ", ")


def _read(model: Embedder, texts: list[str]) -> None:
    if isinstance(model, Reader):
        model.read(texts)
    else:
        model.embed(texts)


def _sample(paths: Sequence[Path], count: int) -> list[str]:
    """Take different clauses evenly out of all sets."""
    golds = [goldset.read(path) for path in paths]
    texts = sorted({clause.text for gold in golds for document in (*gold.left, *gold.right) for clause in document.clauses}, key=digest)
    return texts[:count]


if __name__ == "__main__":
    main()
