"""Measure how well texts are assigned to the subtopics of the climate theme on the demo corpora, beside keyword queries and the plain methods.

    python scripts/measure_themes.py [--cache FOLDER] [--cycle first|both] [--show]

The gold is corpora/demo/gold/pairs.tsv, our own mapping and not an officer's. Every text of the mapping is held against every subtopic. Printed are
for each subtopic how many of its gold texts stand among its fifteen best (of more than fifteen, fifteen at most), and the place of the last; which
texts on exposure to electromagnetic fields, near neighbours that are not climate, are likely; how much is found at a precision of 70 % when all pairs
of text and subtopic are ranked together, by mapper and by the others; and the calibration error, with curves fitted on other texts than those that
they are held against.
"""

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from measure_demo import CYCLES, corpora, gold
from measuring_quality import Scores, baselines
from numpy.typing import NDArray

from mapper import embedders, metrics
from mapper.calibration import Labelled, Signs, fit, signs
from mapper.embeddings import VectorCache
from mapper.goldset import GoldSet
from mapper.library import Library
from mapper.proposals import Tools
from mapper.proposing import Proposer
from mapper.settings import MappingType, Settings
from mapper.types import Document, Proposal

TYPE = "theme:climate"
BEST, PRECISION, LIKELY, FOLDS = 15, 0.7, 0.5, 5
NEIGHBOUR = re.compile(r"electromagnetic field|\bEMF|human exposure|exposure to|5G and human|exposure levels", re.IGNORECASE)
_STOP = frozenset(["and", "of", "the", "to", "a", "in", "for", "by", "with", "on"])


@dataclass(frozen=True)
class Assigned:
    """Hold texts and subtopics with what mapper says of each pair: likelihood, float64[texts, subtopics], and the signs that it rests on."""

    texts: tuple[Document, ...]
    topics: tuple[Document, ...]
    likely: Scores
    signs: Mapping[tuple[int, int], Signs]
    on: NDArray[np.bool_]


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=Path, help="keep vectors here")
    parser.add_argument("--cycle", choices=CYCLES, default="first", help="which conferences to take in")
    parser.add_argument("--show", action="store_true", help="list the texts of the gold below the fifteenth place")
    chosen = parser.parse_args()
    library, types = corpora(CYCLES[chosen.cycle])
    cache = VectorCache(chosen.cache)
    found = assign(library, next(type_ for type_ in types if type_.name == TYPE), cache)
    print(f"{len(found.texts)} texts, {len(found.topics)} subtopics, {int(found.on.sum())} pairs in the gold")
    print("\n".join((*_places(found, chosen.show), *_neighbours(found), "", *_recall(found, cache), "", *_errors(found))))


def assign(library: Library, type_: MappingType, cache: VectorCache) -> Assigned:
    """Hold every text against every subtopic as a run does, however unlikely."""
    proposer = replace(Proposer(Tools(embedders.load(), cache), Settings.floor, ()).reading(library), floor=0.0)
    task = proposer.task(type_, library)
    made = proposer.propose(replace(type_, top=len(task.left)), library, lambda *_: None)
    texts, topics = (tuple(sorted(side, key=lambda document: document.id)) for side in (task.left, task.right))
    rows, columns = ({document.id: place for place, document in enumerate(side)} for side in (texts, topics))
    likely, told = np.zeros((len(texts), len(topics))), {}
    for proposal in made:
        place = rows[proposal.left], columns[proposal.right]
        told[place] = _signs(proposal)
        likely[place] = proposer.tools.calibrators.expected(TYPE, told[place])
    pairs = {(pair.left, pair.right) for pair in gold() if pair.type == TYPE}
    on = np.array([[(text.id, topic.id) in pairs for topic in topics] for text in texts])
    return Assigned(texts, topics, likely, told, on)


def _signs(proposal: Proposal) -> Signs:
    return signs(proposal.score, proposal.ranks, dict(proposal.channels))


def _order(found: Assigned, topic: int) -> list[int]:
    return sorted(range(len(found.texts)), key=lambda text: (-found.likely[text, topic], found.texts[text].id))


def _places(found: Assigned, show: bool) -> Iterator[str]:
    yield f"subtopic               in gold  among the {BEST} best  last place"
    every = best = 0
    for number, topic in enumerate(found.topics):
        order = _order(found, number)
        places = sorted(order.index(text) + 1 for text in np.flatnonzero(found.on[:, number]).tolist())
        least, hits = min(BEST, len(places)), sum(place <= BEST for place in places)
        every, best = every + least, best + hits
        yield f"{topic.number:<22} {len(places):7}  {hits:6} of {least:<2} {max(places, default=0):16}"
        late = [order[place - 1] for place in places if place > max(BEST, len(places))]
        yield from (f"    {order.index(text) + 1:4}  {found.texts[text].id}  {found.texts[text].title[:80]}" for text in late if show)
    yield f"{'all':<22} {int(found.on.sum()):7}  {best:6} of {every:<3} {100 * best / max(1, every):.0f} %"


def _neighbours(found: Assigned) -> Iterator[str]:
    near = [text for text, document in enumerate(found.texts) if NEIGHBOUR.search(document.title)]
    likely = [text for text in near if found.likely[text].max() >= LIKELY]
    most = max((float(found.likely[text].max()) for text in near), default=0.0)
    yield f"{len(near)} texts on exposure to electromagnetic fields: {len(likely)} as likely as {LIKELY} on any subtopic, the likeliest {most:.2f}"
    yield from (f"    {found.texts[text].id}: {found.topics[int(found.likely[text].argmax())].number}" for text in likely)


def _recall(found: Assigned, cache: VectorCache) -> Iterator[str]:
    """Tell how much each method finds at the precision, all pairs ranked together; a keyword query finds or does not."""
    yield f"{'method':<42} recall at {100 * PRECISION:.0f} % precision"
    asked = GoldSet(found.topics, found.texts, found.on.T.astype(float), np.zeros(found.on.T.shape, bool))
    methods = {name: scores.T for name, scores in baselines(asked, cache).items()} | {"mapper": found.likely}
    for name, scores in methods.items():
        yield f"{name:<42} {100 * _at_precision(scores, found.on):5.1f} %"
    for name, scores in (
        ("keywords, all of a phrase of the title", _keywords(found, every=True)),
        ("keywords, any of the title", _keywords(found, every=False)),
    ):
        hits = scores > 0
        right = int((hits & found.on).sum())
        yield f"{name:<42} {100 * right / found.on.sum():5.1f} % at a precision of {100 * right / max(1, int(hits.sum())):.1f} %"


def _at_precision(scores: Scores, on: NDArray[np.bool_]) -> float:
    """Give the greatest share found of all pairs at which the precision still holds; ties are taken at once, so that no order decides."""
    values, related = scores.ravel(), on.ravel()
    best = 0.0
    for least in np.unique(values):
        taken = values >= least
        if related[taken].mean() >= PRECISION:
            best = max(best, float(related[taken].sum() / related.sum()))
    return best


def _keywords(found: Assigned, *, every: bool) -> Scores:
    """Ask for the words of a subtopic's title, as somebody would type them: all words of one of its phrases, or any word."""
    texts = [_words(f"{text.title} {' '.join(clause.text for clause in text.clauses)}") for text in found.texts]
    scores = np.zeros(found.on.shape)
    for column, topic in enumerate(found.topics):
        phrases = [_words(phrase) for phrase in re.split(r"[,:]| and | of ", topic.title)]
        for row, words in enumerate(texts):
            scores[row, column] = any(phrase and (phrase <= words if every else phrase & words) for phrase in phrases)
    return scores


def _words(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[a-z-]{2,}", text.casefold())} - _STOP


def _errors(found: Assigned) -> Iterator[str]:
    """Tell the calibration error of the shipped curve, which knows these texts, and of curves that never saw the texts they judge."""
    pairs = sorted(found.signs)
    on = np.array([bool(found.on[pair]) for pair in pairs])
    shipped = np.array([found.likely[pair] for pair in pairs])
    held = held_out(found, pairs)
    for name, likely in (("shipped", shipped), ("held out", held)):
        told = likely >= Settings.floor
        whole, shown = metrics.calibration_error(likely, on), metrics.calibration_error(likely[told], on[told])
        yield f"calibration error, {name:<9} {whole:.3f} of {len(pairs)} pairs, {shown:.3f} of {int(told.sum())} likely enough to be proposed"


def held_out(found: Assigned, pairs: Sequence[tuple[int, int]]) -> Scores:
    """Judge each pair by a curve fitted on the texts of the other folds: float64[pairs]."""
    likely = np.zeros(len(pairs))
    for fold in range(FOLDS):
        others = [Labelled(found.signs[pair], bool(found.on[pair])) for pair in pairs if pair[0] % FOLDS != fold]
        curve = fit(others)
        for place, pair in enumerate(pairs):
            if pair[0] % FOLDS == fold:
                likely[place] = curve.probability(found.signs[pair])
    return likely


if __name__ == "__main__":
    main()
