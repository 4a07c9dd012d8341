"""Measure mapper against plain ways to do the same, in one run; every line ends in a ratio, larger is better for mapper.

    python scripts/benchmark.py [--bench FOLDER] [--cache FOLDER] [--pdfs FOLDER ...] [--only quality embedding extraction scale portal]

quality     recall@10, nDCG@10, MRR and WSS@95 against TF-IDF, BM25, one MiniLM vector and their reciprocal rank fusions, on every gold set of
            --bench, each difference with its interval on the same draws; also with the ranker fitted on the other sets (see measuring_quality.py)
embedding   texts embedded a processor second against `SentenceTransformer.encode` called as a user would, and peak memory in a process of its own
scale       the similarity join against the bare matrix product, reruns against a cold run (see measuring_scale.py); --join and --documents set sizes
portal      seconds, peak memory and page sizes of the portal for made-up documents and pairs (see measuring_portal.py); --portal sets both numbers
extraction  our PDF reader against plain `pdfplumber` words with font and size: speed, words, memory, two processes (see measuring_extraction.py)
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import numpy as np
from measuring_extraction import extraction, seconds
from measuring_portal import portal
from measuring_quality import quality
from measuring_review import review
from measuring_scale import scale
from numpy.typing import NDArray

from mapper import embedders, goldset
from mapper.embedders import sentence
from mapper.embeddings import VectorCache
from mapper.extractors import bare

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PARTS = ("quality", "embedding", "extraction", "scale", "portal", "review")
SAMPLE = 2000
ROUNDS = 3


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bench", type=Path, default=SHARED / "bench", help="a folder of gold sets")
    parser.add_argument("--cache", type=Path, help="keep vectors here; the first run on a large set takes many minutes")
    parser.add_argument("--pdfs", type=Path, nargs="*", default=[ROOT / "corpora" / "demo", SHARED / "real"], help="folders of PDFs")
    parser.add_argument("--join", type=int, nargs=2, default=(100_000, 100_000), help="clauses of both sides of the join")
    parser.add_argument("--documents", type=int, default=400, help="documents of the cold run")
    parser.add_argument("--portal", type=int, nargs=2, default=(2000, 20_000), help="documents and pairs of the portal")
    parser.add_argument("--review", type=int, nargs=2, default=(2000, 20_000), help="documents and open pairs of the reviewer")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS)
    chosen = parser.parse_args()
    if "embedding" in chosen.only:
        embedding(chosen.bench)
    if "extraction" in chosen.only:
        extraction(chosen.pdfs)
    if "scale" in chosen.only:
        scale(tuple(chosen.join), chosen.documents)
    if "portal" in chosen.only:
        portal(*chosen.portal)
    if "review" in chosen.only:
        review(*chosen.review)
    if "quality" in chosen.only:
        quality(chosen.bench, VectorCache(chosen.cache))


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
    """Print the most memory that a process of its own takes to embed all texts, each way (on Linux)."""
    ways = {
        "mapper": "from mapper import embedders; embed = embedders.load().embed",
        "plain encode": "from sentence_transformers import SentenceTransformer as Model; "
        f"embed = Model({str(sentence.folder())!r}, device='cpu', local_files_only=True).encode",
    }
    own = "next(int(line.split()[1]) // 1024 for line in open('/proc/self/status') if 'VmHWM' in line)"  # getrusage tells the parent's most too
    tail = f"; import json, sys; embed(json.load(sys.stdin)); print({own})"
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
