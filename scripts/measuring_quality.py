"""Quality: mapper's ranking of gold sets beside plain ways to do the same, on the same draws, so that a gain can be told from luck."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
import train_ranker
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from train_ranker import Scored

from mapper import calibration, embedders, evaluate, metrics, ranker
from mapper.calibration import Calibrator, Calibrators
from mapper.candidates import weigh
from mapper.embeddings import VectorCache, embed
from mapper.evaluate import Judged
from mapper.goldset import GoldSet
from mapper.identity import normalise
from mapper.metrics import Measured
from mapper.ranker import Ranker
from mapper.types import Document, Passage

Scores = NDArray[np.float64]
FUSED = 60  # the usual constant of reciprocal rank fusion (Cormack et al. 2009)
FIGURES = {"recall_at_10": "recall@10", "ndcg_at_10": "nDCG@10", "mrr": "MRR", "wss_at_95": "WSS@95"}
SHIPPED, UNSEEN = "mapper", "mapper, ranker fitted on the other sets"


@dataclass(frozen=True)
class Compared:
    """Hold how one ranker of ours stands to the best plain method, figure by figure: both values, and the difference with its interval."""

    name: str
    set: str
    whole: bool
    ours: dict[str, float]
    best: dict[str, tuple[float, str]]
    apart: dict[str, Measured]
    ece: float

    @property
    def saved(self) -> float:
        """Give the share of the misses at recall@10 that ours finds."""
        missed = 1 - self.best["recall_at_10"][0]
        return (self.ours["recall_at_10"] - self.best["recall_at_10"][0]) / missed if missed > 0 else 0.0

    def lines(self) -> list[str]:
        """Tell the differences, each with what it may be called."""
        told = [f"{self.name}: beside the best of the others, on the same draws (95 % interval)"]
        for key, label in FIGURES.items():
            value, rival = self.best[key]
            told.append(f"  {label:<10} {self.ours[key]:.3f} - {value:.3f} = {_signed(self.apart[key])}  {verdict(self.apart[key]):<7} best: {rival}")
        return [*told, f"  misses saved at recall@10: {100 * self.saved:+.0f} %   ECE {self.ece:.3f}"]


def quality(bench: Path, cache: VectorCache) -> None:
    """Print every figure of each set and method, how ours stand to the best of the others, and a summary over the sets."""
    if not bench.is_dir():
        print(f"quality: no gold sets at {bench}; name a folder with --bench")
        return
    sets = train_ranker.read(bench, cache)
    found: list[Compared] = []
    for known in sets:
        others = [other for other in sets if other is not known]
        found += compare(known, others, cache)
        fewer = without_series(known)
        if fewer is not None:
            found += [replace(one, whole=False) for one in compare(fewer, others, cache)]
    print("\n".join(summary(found)))


def without_series(known: Scored) -> Scored | None:
    """Leave out pairs of one title, which any method finds (a text renewed each year); None where there are none in the gold."""
    titles = [[normalise(document.title).casefold() for document in side] for side in (known.gold.left, known.gold.right)]
    series = np.array([[bool(one) and one == other for other in titles[1]] for one in titles[0]])
    if not (series & (known.gold.grades > 0)).any():
        return None
    gold = replace(known.gold, grades=np.where(series, 0, known.gold.grades), same=known.gold.same | series)
    return replace(
        known, name=f"{known.name}, pairs of one title left out", gold=gold, fusion=replace(known.fusion, allowed=known.fusion.allowed & ~series)
    )


def compare(known: Scored, others: list[Scored], cache: VectorCache) -> list[Compared]:
    """Print every figure of each method on one set, and how ours stand to the best of the others."""
    print(f"\n## quality, {known.name}: {known.gold.grades.shape[0]} x {known.gold.grades.shape[1]}, {int((known.gold.grades > 0).sum())} pairs")
    nothing = np.zeros(0)
    rivals = {name: Judged(known.gold, scores, nothing, nothing.astype(bool)) for name, scores in baselines(known.gold, cache).items()}
    ours = {SHIPPED: ranked(known, ranker.load(), calibration.load().general)}
    if others:
        ours[UNSEEN] = ranked(known, train_ranker.fitted_ranker(others), train_ranker.fitted_curve(others))
    measures = {name: judged.measures() for name, judged in (rivals | ours).items()}
    everyone = np.arange(len(known.gold.left))
    values = {name: {key: each[key](everyone) for key in FIGURES} for name, each in measures.items()}
    for name, each in values.items():
        print(f"{name:<42} " + "  ".join(f"{label} {each[key]:.3f}" for key, label in FIGURES.items()))
    best = {key: max((values[name][key], name) for name in rivals) for key in FIGURES}
    found = []
    for name, judged in ours.items():
        apart = {key: metrics.apart(measures[name][key], measures[best[key][1]][key], len(everyone), _draws(key)) for key in FIGURES}
        found.append(Compared(name, known.name, True, values[name], best, apart, judged.figures()["ece"].value))
        print("\n".join(found[-1].lines()))
    return found


def ranked(known: Scored, weights: Ranker, curve: Calibrator) -> Judged:
    """Rank a set under these weights as a run would."""
    fusion = weigh(known.fusion, known.left, known.right, weights)
    tools = replace(known.tools, ranker=weights, calibrators=Calibrators(curve))
    return evaluate.look(known.gold, known.left, known.right, fusion, tools)


def summary(found: Sequence[Compared]) -> list[str]:
    """Lay the differences of all sets side by side, and average them over the whole sets."""
    told = ["", "## quality, all sets: difference to the best of the others, figure by figure; a gain inside its interval is not a gain"]
    for name in dict.fromkeys(one.name for one in found):
        told += ["", name]
        mine = [one for one in found if one.name == name]
        for one in mine:
            cells = "  ".join(f"{label} {_signed(one.apart[key])} {verdict(one.apart[key]):<6}" for key, label in FIGURES.items())
            told.append(f"  {one.set:<48} {cells}  misses saved {100 * one.saved:+.0f} %  ECE {one.ece:.3f}")
        whole = [one for one in mine if one.whole]
        means = ", ".join(f"{label} {_mean(one.apart[key].value for one in whole):+.3f}" for key, label in FIGURES.items())
        told.append(f"  mean of {len(whole)} whole sets: misses saved at recall@10 {100 * _mean(one.saved for one in whole):+.0f} %, {means}")
        below = [f"{label} on {one.set}" for one in mine for key, label in FIGURES.items() if one.apart[key].value < 0]
        told.append(f"  below the best of the others: {', '.join(below) or 'nowhere'}")
    return told


def verdict(difference: Measured) -> str:
    """Say whether a difference is one: its interval leaves out 0."""
    return "gain" if difference.low > 0 else "loss" if difference.high < 0 else "unsure"


def baselines(gold: GoldSet, cache: VectorCache) -> dict[str, Scores]:
    """Score every pair by each plain method."""
    left, right = ([_text(document) for document in side] for side in (gold.left, gold.right))
    single = {"TF-IDF": _tfidf(left, right), "BM25": _bm25(left, right), "MiniLM, one vector": _one_vector(left, right, cache)}
    single = {name: np.where(gold.same, scores.min() - 1, scores) for name, scores in single.items()}
    ids = [[document.id for document in side] for side in (gold.left, gold.right)]
    places = {name: metrics.places(scores, *ids) for name, scores in single.items()}
    pairs = (("BM25", "MiniLM, one vector"), ("TF-IDF", "MiniLM, one vector"), ("TF-IDF", "BM25"), tuple(single))
    fused = {f"RRF of {' + '.join(names)}": np.sum([1 / (FUSED + 1 + places[name]) for name in names], axis=0) for names in pairs}
    return single | {name: np.where(gold.same, 0, scores) for name, scores in fused.items()}


def _text(document: Document) -> str:
    return ". ".join(filter(None, (document.title, " ".join(clause.text for clause in document.clauses))))


def _tfidf(left: list[str], right: list[str]) -> Scores:
    vectoriser = TfidfVectorizer(stop_words="english", sublinear_tf=True, ngram_range=(1, 2), max_features=400_000)
    rows = vectoriser.fit_transform(left + right)
    return np.asarray((rows[: len(left)] @ rows[len(left) :].T).toarray())


def _bm25(left: list[str], right: list[str]) -> Scores:
    stemmer = Stemmer.Stemmer("english")
    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index(bm25s.tokenize(right, stopwords="en", stemmer=stemmer, show_progress=False), show_progress=False)
    asked = bm25s.tokenize(left, stopwords="en", stemmer=stemmer, return_ids=False, show_progress=False)
    return np.stack([index.get_scores(sorted(set(words))) if words else np.zeros(len(right)) for words in asked]).astype(np.float64)


def _one_vector(left: list[str], right: list[str], cache: VectorCache) -> Scores:
    texts = [Passage("", (), text[:3000], 1) for text in left + right]
    rows = embed(texts, embedders.load(), cache)
    return np.asarray(rows[: len(left)] @ rows[len(left) :].T, np.float64)


def _draws(key: str) -> int:
    return metrics.SPARED if key == "wss_at_95" else metrics.DRAWS


def _signed(figure: Measured) -> str:
    return f"{figure.value:+.3f} [{figure.low:+.3f}, {figure.high:+.3f}]"


def _mean(values: Iterable[float]) -> float:
    return float(np.mean(list(values)))
