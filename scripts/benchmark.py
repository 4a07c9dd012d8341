"""Measure mapper against plain ways to do the same, in one run; every line ends in a ratio, larger is better for mapper.

    python scripts/benchmark.py [--bench FOLDER] [--cache FOLDER] [--pdfs FOLDER ...] [--only quality embedding extraction scale]

quality     recall@10 and nDCG@10 against TF-IDF, BM25, one MiniLM vector and their reciprocal rank fusions, on every gold set of --bench;
            also with the ranker fitted on the other sets only
embedding   texts embedded a processor second against `SentenceTransformer.encode` called as a user would, and peak memory in a process of its own
scale       the similarity join against the bare matrix product, reruns against a cold run (see measuring_scale.py); --join and --documents set sizes
extraction  our PDF reader against plain `pdfplumber` words with font and size: speed, words, memory, two processes (see measuring_extraction.py)
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
import train_ranker
from measuring_extraction import extraction, seconds
from measuring_scale import scale
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from train_ranker import Scored

from mapper import calibration, embedders, goldset, metrics, ranker
from mapper.embedders import sentence
from mapper.embeddings import VectorCache, embed
from mapper.extractors import bare
from mapper.goldset import GoldSet
from mapper.identity import normalise
from mapper.types import Document, Passage

Scores = NDArray[np.float64]
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PARTS = ("quality", "embedding", "extraction", "scale")
FUSED = 60  # the usual constant of reciprocal rank fusion (Cormack et al. 2009)
SAMPLE = 2000
ROUNDS = 3


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bench", type=Path, default=SHARED / "bench", help="a folder of gold sets")
    parser.add_argument("--cache", type=Path, help="keep vectors here; the first run on a large set takes many minutes")
    parser.add_argument("--pdfs", type=Path, nargs="*", default=[ROOT / "corpora" / "demo", SHARED / "real"], help="folders of PDFs")
    parser.add_argument("--join", type=int, nargs=2, default=(10_000, 100_000), help="clauses of both sides of the join")
    parser.add_argument("--documents", type=int, default=400, help="documents of the cold run")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS)
    chosen = parser.parse_args()
    if "embedding" in chosen.only:
        embedding(chosen.bench)
    if "extraction" in chosen.only:
        extraction(chosen.pdfs)
    if "scale" in chosen.only:
        scale(tuple(chosen.join), chosen.documents)
    if "quality" in chosen.only:
        quality(chosen.bench, VectorCache(chosen.cache))


def quality(bench: Path, cache: VectorCache) -> None:
    """Print both metrics for each set and method, and how ours stand to the best of the others."""
    if not bench.is_dir():
        print(f"quality: no gold sets at {bench}; name a folder with --bench")
        return
    sets = train_ranker.read(bench, cache)
    for known in sets:
        others = [other for other in sets if other is not known]
        compare(known, others, cache)
        fewer = without_series(known)
        if fewer is not None:
            compare(fewer, others, cache)


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


def compare(known: Scored, others: list[Scored], cache: VectorCache) -> None:
    """Print both metrics of every method on one set, and ratios."""
    print(f"\n## quality, {known.name}: {known.gold.grades.shape[0]} x {known.gold.grades.shape[1]}, {int((known.gold.grades > 0).sum())} pairs")
    rivals = {name: _judged(known.gold, scores) for name, scores in baselines(known.gold, cache).items()}
    ours = {"mapper": train_ranker.judged(known, ranker.load(), calibration.load().general)[:2]}
    if others:
        ours["mapper, ranker fitted on the other sets"] = train_ranker.judged(
            known, train_ranker.fitted_ranker(others), train_ranker.fitted_curve(others)
        )[:2]
    for name, (recall, ndcg) in (rivals | ours).items():
        print(f"{name:<42} recall@10 {recall:.3f}  nDCG@10 {ndcg:.3f}")
    best = tuple(max(figure[axis] for figure in rivals.values()) for axis in (0, 1))
    for name, (recall, ndcg) in ours.items():
        print(f"{name:<42} ratio to the best of the others: recall@10 {recall / best[0]:.3f}  nDCG@10 {ndcg / best[1]:.3f}")


def baselines(gold: GoldSet, cache: VectorCache) -> dict[str, Scores]:
    """Score every pair by each plain method."""
    left, right = ([_text(document) for document in side] for side in (gold.left, gold.right))
    single = {"TF-IDF": _tfidf(left, right), "BM25": _bm25(left, right), "MiniLM, one vector": _one_vector(left, right, cache)}
    single = {name: np.where(gold.same, scores.min() - 1, scores) for name, scores in single.items()}
    places = {name: _places(gold, scores) for name, scores in single.items()}
    pairs = (("BM25", "MiniLM, one vector"), ("TF-IDF", "MiniLM, one vector"), ("TF-IDF", "BM25"), tuple(single))
    fused = {f"RRF of {' + '.join(names)}": np.sum([1 / (FUSED + 1 + places[name]) for name in names], axis=0) for names in pairs}
    return single | fused


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


def _places(gold: GoldSet, scores: Scores) -> NDArray[np.int64]:
    return metrics.places(scores, [document.id for document in gold.left], [document.id for document in gold.right])


def _judged(gold: GoldSet, scores: Scores) -> tuple[float, float]:
    places = _places(gold, scores)
    return metrics.mean(metrics.recall(places, gold.grades, 10)).value, metrics.mean(metrics.ndcg(places, gold.grades, 10)).value


def embedding(bench: Path) -> None:
    """Print texts a processor second of both, the rounds interleaved, and the ratio of the medians."""
    plain = _library()
    if plain is None:
        print("embedding: the library to compare with is not installed; install mapper with [models]")
        return
    texts, ours = _clauses(bench), embedders.load().embed
    for warm in (ours, plain):
        warm(texts[:8])
    runs: dict[str, list[float]] = {"mapper": [], "plain encode": []}
    for _ in range(ROUNDS):
        runs["mapper"].append(seconds(lambda: ours(texts)))
        runs["plain encode"].append(seconds(lambda: plain(texts)))
    speeds = {name: len(texts) / float(np.median(spent)) for name, spent in runs.items()}
    apart = float(np.abs(ours(texts[:200]) - plain(texts[:200])).max())
    print(f"\n## embedding: {len(texts)} clauses, {len(set(texts))} of them different; vectors differ by {apart:.1e} at most")
    for name, speed in speeds.items():
        print(f"{name:<42} {speed:7.1f} texts a processor second")
    print(f"{'mapper':<42} ratio to plain encode: {speeds['mapper'] / speeds['plain encode']:.2f}")
    _memory(texts)
    _two(texts)


def _memory(texts: list[str]) -> None:
    """Print the most memory that a process of its own takes to embed all texts, each way."""
    ways = {
        "mapper": "from mapper import embedders; embed = embedders.load().embed",
        "plain encode": "from sentence_transformers import SentenceTransformer as Model; "
        f"embed = Model({str(sentence.folder())!r}, device='cpu', local_files_only=True).encode",
    }
    tail = "; import json, resource, sys; embed(json.load(sys.stdin)); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    held = {}
    for name, way in ways.items():
        done = subprocess.run([sys.executable, "-c", way + tail], input=json.dumps(texts), capture_output=True, text=True, check=True)
        held[name] = int(done.stdout.split()[-1])
        print(f"{name:<42} {held[name]:7d} MiB at most")
    print(f"{'mapper':<42} ratio to plain encode: {held['plain encode'] / held['mapper']:.2f}")


def _two(texts: list[str]) -> None:
    """Print how much sooner two threads are ready than one; says something only on a machine that does nothing else."""
    took = []
    kept = sentence.WORKERS
    for workers in (1, 2):
        sentence.WORKERS = workers
        model = embedders.load()
        model.embed(texts[:8])
        start = time.monotonic()
        model.embed(texts)
        took.append(time.monotonic() - start)
    sentence.WORKERS = kept
    print(f"{'mapper, two threads':<42} ratio to one, by the clock: {took[0] / took[1]:.2f} (load of the machine: {os.getloadavg()[0]:.1f})")


def _library() -> Callable[[list[str]], NDArray[np.float32]] | None:
    """Open the same weights in sentence-transformers, called as a user would."""
    if find_spec("sentence_transformers") is None:
        return None
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(sentence.folder()), device="cpu", local_files_only=True)
    return lambda texts: np.asarray(model.encode(texts, normalize_embeddings=True))


def _clauses(bench: Path) -> list[str]:
    """Take clauses in file order, repeated ones included, from the gold sets or else from the demo's source texts."""
    folders = sorted(path for path in bench.glob("*") if (path / "gold.tsv").is_file()) if bench.is_dir() else []
    found: list[str] = []
    for folder in folders:
        gold = goldset.read(folder)
        found += islice((clause.text for document in (*gold.left, *gold.right) for clause in document.clauses), SAMPLE // len(folders))
    if not found:
        sources = sorted((ROOT / "corpora" / "demo" / "source").rglob("*.txt"))
        found = [piece for path in sources for piece in bare.cut(path.read_text(encoding="utf-8").rpartition("+++")[2])][:SAMPLE]
    return found


if __name__ == "__main__":
    main()
