"""Measure the proposals on the demo corpora against their gold: how many of its pairs are found, and how many have the right relation.

    python scripts/measure_demo.py [--cache FOLDER] [--cycle first|both] [--show]

The gold is corpora/demo/gold/pairs.tsv, our own mapping and not an officer's. For each mapping type: how many pairs of the gold have both texts in
these files, how many of them are proposed, and for how many one text is among the ten best partners of the other. Then the relations of the proposed
ones, by the same code as `mapper evaluate` on a gold.tsv with relations. `--show` lists the wrong ones with the reason that was given.
"""

import argparse
import csv
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mapper import embedders, settings, themes
from mapper.documents import extract_all
from mapper.embeddings import VectorCache
from mapper.library import Library, shelve
from mapper.proposals import Tools
from mapper.proposing import Proposer
from mapper.relating import Agreement, Typed
from mapper.settings import Limits, MappingType, Settings
from mapper.sources import list_sources
from mapper.types import Proposal, turned
from mapper.verdicts import both_ways

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"
CYCLES = {"first": ("first",), "both": ("first", "second")}
BEST = 10


@dataclass(frozen=True)
class Wanted:
    """Hold a pair of the gold; a directed relation runs from left to right."""

    type: str
    left: str
    right: str
    relation: str

    def judged(self, found: Proposal | None) -> Typed:
        """Lay what was proposed beside it, seen from the gold's left text."""
        way = "" if both_ways(self.relation) else "left-to-right"
        if found is None:
            return Typed(self.relation, way, "", "")
        return Typed(self.relation, way, found.relation, found.direction if found.left == self.left else turned(found.direction))


def main() -> None:
    """Print both measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=Path, help="keep vectors here")
    parser.add_argument("--cycle", choices=CYCLES, default="first", help="which conferences to take in")
    parser.add_argument("--show", action="store_true", help="list the pairs with another relation than the gold's")
    chosen = parser.parse_args()
    library, types = corpora(CYCLES[chosen.cycle])
    proposer = Proposer(Tools(embedders.load(), VectorCache(chosen.cache)), Settings.floor, ()).reading(library)
    known = {(p.type, frozenset((p.left, p.right))): p for type_ in types for p in proposer.propose(type_, library, lambda *_: None)}
    wide = replace(proposer, floor=0.0)  # however unlikely
    best = [p for type_ in types for p in wide.propose(replace(type_, top=BEST), library, lambda *_: None)]
    near = {(p.type, frozenset((p.left, p.right))) for p in best if min(p.ranks) <= BEST}
    pairs = [pair for pair in gold() if {pair.left, pair.right} <= library.in_force.keys()]
    found = [(pair, known.get((pair.type, frozenset((pair.left, pair.right))))) for pair in pairs]
    print("mapping type       in gold  proposed  among the ten best of either side")
    for name in (*(type_.name for type_ in types), ""):
        _count([each for each in found if each[0].type == name or not name], name or "all", near)
    print("\n".join(("", *Agreement(tuple(pair.judged(proposal) for pair, proposal in found)).lines())))
    for pair, proposal in found if chosen.show else ():
        if proposal and proposal.relation != pair.relation:
            print(f"{pair.left} {pair.right}: {pair.relation}, proposed {proposal.relation}: {proposal.relation_reason}")


def corpora(cycles: Sequence[str]) -> tuple[Library, tuple[MappingType, ...]]:
    """Read these cycles of the demo corpora with the mapping types of a new workspace."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = settings.init(Path(folder) / "demo")
        sources = [source for cycle in cycles for source in list_sources(DEMO / cycle)]
        documents = [document for extraction in extract_all(sources, limits=Limits()) for document in extraction.documents]
        documents += [subtopic for theme in themes.load(workspace.themes) for subtopic in themes.documents(theme)]
        return shelve(documents), workspace.types


def gold() -> list[Wanted]:
    """Read the gold."""
    with (DEMO / "gold" / "pairs.tsv").open(encoding="utf-8", newline="") as file:
        return [Wanted(row["type"], row["left"], row["right"], row["relation"]) for row in csv.DictReader(file, delimiter="\t")]


def _count(found: Sequence[tuple[Wanted, Proposal | None]], name: str, near: Collection[tuple[str, frozenset[str]]]) -> None:
    proposed = sum(proposal is not None for _, proposal in found)
    ranked = sum((pair.type, frozenset((pair.left, pair.right))) in near for pair, _ in found)
    print(f"{name:<16} {len(found):9}  {proposed:8}  {ranked:4} ({100 * ranked / max(1, len(found)):.0f} %)")


if __name__ == "__main__":
    main()
