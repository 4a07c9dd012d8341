"""Measure what grows with the corpora: the similarity join against the bare matrix product, and a rerun against a cold run."""

import os
import random
import tempfile
import tracemalloc
from collections.abc import Callable
from functools import partial
from json import dumps
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from mapper import pipeline, proposing, settings
from mapper.channels import join
from mapper.store import open_store
from mapper.types import Candidate

WIDTH = 384
CLAUSES = 20  # clauses of a made-up document, on average
ROUNDS = 3
BAND = 10_000  # left clauses that are joined at once
TILE = 4096  # of the bare product: what is fastest here
DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"
WORKSPACE = """[workspace]
[[mapping]]
name = "resolutions"
across = "body"
kinds = ["resolution"]
"""


def scale(sizes: tuple[int, int], documents: int) -> None:
    """Print both figures, with their sizes."""
    with threadpool_limits(1):
        joins(*sizes)
    with tempfile.TemporaryDirectory() as folder:
        reruns(Path(folder), documents)


def joins(height: int, width: int) -> None:
    """Print the processor time of the join as a share of that of the bare product, one thread, and what it holds at once.

    All products are made, band by band of left clauses: each band by the bare product and by the join in turn, so that both meet the same machine.
    """
    right, bands = _side(width, 2), [_side(min(BAND, height - start), 3 + start) for start in range(0, height, BAND)]
    rounds = max(1, ROUNDS // len(bands))
    work: dict[str, Callable[[join.Side], object]] = {
        "bare product": lambda left: _products(left.vectors, right.vectors),
        "best clauses, both ways": lambda left: join.late(left, right),
    }
    spent = dict.fromkeys(work, 0.0)
    for left in bands:
        for name, least in _least(work, left, rounds).items():
            spent[name] += least
    told = f"one thread, {len(bands)} bands of left clauses, each both ways in turn, best of {rounds}"
    print(
        f"\n## join: {height} x {width} clauses of {sum(len(left.sizes) for left in bands)} x {len(right.sizes)} documents, {WIDTH} figures, {told}"
    )
    for name, each in spent.items():
        print(f"{name:<42} {each:7.2f} processor seconds  share of the bare product reached: {spent['bare product'] / each:.2f}")
    some = _least({**work, "best answers": lambda left: join.answers(left.vectors, right)}, bands[0], rounds)
    share = some["bare product"] / some["best answers"]
    print(
        f"{'best answers (boilerplate), one band':<42} {some['best answers']:7.2f} processor seconds  share of the bare product reached: {share:.2f}"
    )
    tracemalloc.start()
    join.late(bands[0], right)
    held = tracemalloc.get_traced_memory()[1] - 2 * 4 * len(bands[0].sizes) * len(right.sizes)
    tracemalloc.stop()
    print(f"{'held at once besides what comes out':<42} {held / 2**20:7.1f} MiB")


def _least(work: dict[str, Callable[[join.Side], object]], left: join.Side, rounds: int) -> dict[str, float]:
    """Give the least processor seconds of each work on some left clauses, all works in turn."""
    spent: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, run in work.items():
            spent[name].append(_seconds(partial(run, left)))
    return {name: min(each) for name, each in spent.items()}


def _side(clauses: int, seed: int) -> join.Side:
    """Make unit rows at random, in documents of a clause to ten times the usual number."""
    source = np.random.default_rng(seed)
    drawn = np.clip(source.lognormal(np.log(CLAUSES) - 0.3, 0.8, clauses).astype(np.int64), 1, 10 * CLAUSES)
    sizes = drawn[: int(np.searchsorted(np.cumsum(drawn), clauses)) + 1]
    sizes[-1] -= int(sizes.sum()) - clauses
    rows = source.standard_normal((clauses, WIDTH), np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return join.Side(rows, np.cumsum(sizes) - sizes, sizes, np.ones(clauses, np.float32))


def _products(left: NDArray[np.float32], right: NDArray[np.float32]) -> None:
    """Multiply in tiles into one buffer and throw it away."""
    buffer = np.empty((TILE, TILE), np.float32)
    for row in range(0, len(left), TILE):
        for column in range(0, len(right), TILE):
            one, other = left[row : row + TILE], right[column : column + TILE]
            np.matmul(one, other.T, out=buffer[: len(one), : len(other)])


def reruns(root: Path, documents: int) -> None:
    """Print what an unchanged rerun and one with a twentieth more documents cost, as shares of the cold run, and whether it finds the same."""
    written = list(_documents(documents + documents // 20))
    again, afresh = root / "again", root / "afresh"
    spent = {}
    for name, chosen in (("cold run", written[:documents]), ("unchanged", []), ("5 % new documents", written[documents:])):
        _add(again, chosen)
        spent[name] = _seconds(lambda: _run(again))
    print(
        f"\n## reruns: {documents} documents of {CLAUSES} made-up clauses, {documents // 20} more; all that `mapper run` does but the start of Python"
    )
    for name, each in spent.items():
        print(f"{name:<42} {each:7.2f} processor seconds  share of the cold run: {each / spent['cold run']:.3f}")
    _add(afresh, written)
    _run(afresh)
    found, wanted = _candidates(again), _candidates(afresh)
    print(f"{'candidates as a cold run of all gives them':<42} {len(set(found) & set(wanted)):7d} of {len(wanted)}, in {_order(found, wanted)} order")


def _add(root: Path, documents: list[dict[str, str]]) -> None:
    """Put documents into a workspace, which is made where there is none."""
    (root / "sources").mkdir(parents=True, exist_ok=True)
    (root / settings.FILE).write_text(WORKSPACE, encoding="utf-8")
    if documents:
        lines = "".join(dumps(one) + "\n" for one in documents)
        (root / "sources" / f"{len(documents)}.jsonl").write_text(lines, encoding="utf-8")


def _candidates(root: Path) -> list[Candidate]:
    """Give the candidates of a workspace, with all that was measured of them, best first."""
    found = settings.load(root)
    with open_store(found.store_url) as store:
        library = pipeline.open_library(found, store)
        proposer = proposing.prepare(found, library).reading(library)
        return [one for type_ in found.types for one in proposer.compare(type_, library, lambda *_: None).candidates]


def _order(found: list[Candidate], wanted: list[Candidate]) -> str:
    return "the same" if found == wanted else "another"


def _documents(count: int) -> list[dict[str, str]]:
    """Make up texts of words of the demo, drawn anew for each."""
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted((DEMO / "source").rglob("*.txt")))
    words = sorted({word for word in text.lower().split() if word.isalpha()})
    source = random.Random(1)
    found = []
    for number in range(count):
        body = ("PP", "WTSA", "WTDC", "RA")[number % 4]
        clauses = [" ".join(["to", *source.choices(words, k=source.randint(8, 30))]) for _ in range(CLAUSES)]
        title = " ".join(source.choices(words, k=7)).capitalize()
        said = {"id": f"{body.lower()}/res/{1000 + number}", "kind": "resolution", "body": body, "number": str(1000 + number), "edition": "2019"}
        found.append({**said, "title": title, "text": "\n".join(clauses)})
    return found


def _run(root: Path) -> None:
    found = settings.load(root)
    with open_store(found.store_url) as store:
        pipeline.run(found, store, at="2026-01-31T12:00:00Z", notify=lambda *_: None)


def _seconds(work: Callable[[], object]) -> float:
    """Give the processor seconds of this process and its children."""
    before = sum(os.times()[:4])
    work()
    return sum(os.times()[:4]) - before
