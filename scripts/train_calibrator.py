"""Fit a curve for each mapping type to the gold of the demo corpora, held to the curve of the gold sets.

    python scripts/train_calibrator.py BENCH_FOLDER [--cache FOLDER] [--write]

The pairs that a run would propose on the first cycle of corpora/demo are labelled by corpora/demo/gold/pairs.tsv: there, accepted; else not. The
pairs of the gold sets count beside them, a tenth of their weight in all. So do the pairs that a run would propose between texts of the gold sets and
those of the demo, which are on other subjects: taken for unrelated, they teach what the best of nothing looks like. The calibration error (ECE) is of
five folds, each judged by a curve that did not see it: over all pairs that a run would propose, as for a gold set, and over those that are shown to
a reviewer, above the usual floor or citing. They are few, so a perfect curve would show an error too: `chance` says how large on average, and what
95 in 100 of them stay under. Beside it stand the error over bins of equal mass, the one with chance taken off, and by how much more pairs were
accepted than said.
`--write` writes the curves of the types to models/calibrator.json.
"""

import argparse
import csv
import json
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from train_ranker import MODELS, SAMPLE, Scored, labelled, read, weighing

from mapper import calibration, chance, embedders, metrics, pairing, proposing, settings, themes
from mapper.calibration import Calibrator, Labelled
from mapper.candidates import find, permitted
from mapper.documents import extract_all
from mapper.embeddings import VectorCache
from mapper.identity import digest
from mapper.library import Library, shelve
from mapper.proposals import Tools, corpora
from mapper.settings import Limits, MappingType, Settings
from mapper.sources import list_sources
from mapper.types import Candidate, Document

DEMO = MODELS.parent / "corpora" / "demo"
FOLDS = 5
FLOOR = Settings.floor
BESIDE = 0.1  # weight of the gold sets beside a type's own labels
STRANGE = 0.05  # weight of pairs with texts on other subjects: with more the curves say too little


@dataclass(frozen=True)
class Judged:
    """Hold how likely each pair was said to be, whether it is accepted, and whether one text of it names the other."""

    said: NDArray[np.float64]
    so: NDArray[np.bool_]
    cited: NDArray[np.bool_]

    @property
    def shown(self) -> "Judged":
        """Give the pairs that a reviewer would see."""
        kept = (self.said >= FLOOR) | self.cited
        return Judged(self.said[kept], self.so[kept], self.cited[kept])


def main() -> None:
    """Print the error of each type's curve on folds it did not see; write the curves where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--cache", type=Path, help="keep vectors here")
    parser.add_argument("--write", action="store_true", help="write models/calibrator.json")
    chosen = parser.parse_args()
    cache = VectorCache(chosen.cache)
    general, tools = read(chosen.bench, cache), Tools(embedders.load(), cache)
    library, types = demo()
    tools = proposing.Proposer(tools, FLOOR, ()).reading(library).tools
    curves, judged = {}, []
    print("mapping type     in gold  pairs    ECE  chance, 95 %   by mass  debiased   bias   accepted of what is called high, medium, low")
    for type_ in types:
        pairs = proposed(type_, library, tools)
        strangers = foreign(type_, library, tools, general)
        judged.append(held_out(pairs, general, strangers))
        curves[type_.name] = fitted([pair for _, pair in pairs], general, strangers)
        accepted = sum(pair.accepted for _, pair in pairs)
        bands = _bands([pair for _, pair in pairs], curves[type_.name])
        print(f"{type_.name:<15}  {accepted:7}  {_errors(judged[-1])}   {bands}", flush=True)
        print(f"{'  shown of them':<24}  {_errors(judged[-1].shown)}", flush=True)
    together = Judged(*(np.concatenate([getattr(one, part) for one in judged]) for part in ("said", "so", "cited")))
    print(f"{'all':<24}  {_errors(together)}\n{'  shown of them':<24}  {_errors(together.shown)}")
    if chosen.write:
        write(curves)


def demo() -> tuple[Library, tuple[MappingType, ...]]:
    """Read the first cycle of the demo corpora with the mapping types of a new workspace."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = settings.init(Path(folder) / "demo")
        documents = [d for extraction in extract_all(list_sources(DEMO / "first"), limits=Limits()) for d in extraction.documents]
        documents += [subtopic for theme in themes.load(workspace.themes) for subtopic in themes.documents(theme)]
        return shelve(documents), workspace.types


def proposed(type_: MappingType, library: Library, tools: Tools) -> list[tuple[str, Labelled]]:
    """Label the pairs of a type that a run would propose, each with a name that says which fold it is in."""
    gold = _gold(type_.name)
    left, right = corpora(*pairing.sides(type_, library), tools)

    def allowed(one: Document, other: Document) -> bool:
        return not type_.across or getattr(one, type_.across) != getattr(other, type_.across)

    found = find(left, right, permitted(left.documents, right.documents, allowed), type_.top, tools.ranker)
    return [(f"{pair.left} {pair.right}", _labelled(pair, frozenset((pair.left, pair.right)) in gold)) for pair in found]


def foreign(type_: MappingType, library: Library, tools: Tools, general: list[Scored]) -> list[Labelled]:
    """Give the pairs that a run would propose between texts of the gold sets and those of the demo, none of them accepted."""
    found = []
    for known in general:
        left, right = corpora(known.gold.left[:SAMPLE], pairing.sides(type_, library)[1], tools)
        pairs = find(left, right, permitted(left.documents, right.documents), type_.top, tools.ranker)
        found += [_labelled(pair, False) for pair in pairs]
    return found


def _labelled(pair: Candidate, accepted: bool) -> Labelled:
    scores = dict(pair.scores)
    return Labelled(calibration.signs(scores["score"], pair.ranks, scores), accepted)


def held_out(pairs: list[tuple[str, Labelled]], general: list[Scored], strangers: list[Labelled]) -> Judged:
    """Say of each pair how likely it is to a curve fitted on the other folds, and whether it is accepted."""
    judged = []
    for fold in range(FOLDS):
        curve = fitted([pair for name, pair in pairs if _fold(name) != fold], general, strangers)
        judged += [(curve.probability(pair.signs), pair.accepted, pair.signs.cited > 0) for name, pair in pairs if _fold(name) == fold]
    said, so, cited = zip(*judged, strict=True)
    return Judged(np.array(said), np.array(so), np.array(cited))


def _errors(judged: Judged) -> str:
    said, so = judged.said, judged.so
    mean, most = chance.expected_error(said)
    beside = f"{chance.error_by_mass(said, so):8.3f}  {chance.debiased_error(said, so):8.3f}  {so.mean() - said.mean():+.3f}"
    return f"{len(said):5}  {metrics.calibration_error(said, so):.3f}   {mean:.3f}, {most:.3f} {beside}"


def fitted(pairs: list[Labelled], general: list[Scored], strangers: list[Labelled]) -> Calibrator:
    """Fit one curve to labels of a type and, counting less, to the pairs of the gold sets and those with texts on other subjects."""
    beside = [pair for one in general for pair in labelled(one)]
    shared = weighing(beside, len(pairs) * BESIDE) + weighing(strangers, len(pairs) * STRANGE)
    return replace(calibration.fit([*pairs, *shared]), labels=len(pairs))


def write(curves: dict[str, Calibrator]) -> None:
    """Write the curves of the types; the general one stays."""
    path = MODELS / calibration.FILE
    raw = json.loads(path.read_text(encoding="utf-8"))
    fresh = {name: asdict(curve) for name, curve in sorted(curves.items())}
    raw["types"] = {"*": raw["types"]["*"], **fresh}
    path.write_text(json.dumps(raw, indent=2) + "\n", encoding="utf-8", newline="\n")
    print(f"wrote {path}")


def _gold(type_: str) -> set[frozenset[str]]:
    with (DEMO / "gold" / "pairs.tsv").open(encoding="utf-8", newline="") as file:
        return {frozenset((row["left"], row["right"])) for row in csv.DictReader(file, delimiter="\t") if row["type"] == type_}


def _fold(name: str) -> int:
    return int(digest(name)[:8], 16) % FOLDS


def _bands(pairs: list[Labelled], curve: Calibrator) -> str:
    named: dict[str, list[bool]] = {"high": [], "medium": [], "low": []}
    for pair in pairs:
        named[calibration.band(curve.probability(pair.signs))].append(pair.accepted)
    return ", ".join(f"{sum(accepted)}/{len(accepted)}" for accepted in named.values())


if __name__ == "__main__":
    main()
