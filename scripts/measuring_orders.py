"""How long the order of a review takes to be made anew: made-up pairs of made-up texts, the parts of `mapper review` that do it."""

import os
import random
import time
from collections.abc import Callable

from mapper.identity import pair_id
from mapper.mapping import Facts, settle
from mapper.review.learner import Learner
from mapper.review.queue import arrange
from mapper.types import Clause, Decision, Document, Edition, Kind, Part, Proposal, SourceFile, Status, Verdict

PAIRS = 20_000
TEXTS, WORDS, LENGTH = 2000, 8000, 400
DECIDED = (2000, 10_000)
ROUNDS = 5
NAMES = ("terms", "backward", "neighbours", "forward", "words", "single", "okapi", "citation")


def measured(pairs: int = PAIRS) -> list[str]:
    """Say it in lines, each with seconds and a ratio; also the longest that another thread had to wait for its turn meanwhile."""
    drawn = random.Random(6)
    documents = {f"a/res/{number}": _document(f"a/res/{number}", drawn) for number in range(TEXTS)}
    proposals = _proposals(sorted(documents), pairs, drawn)
    told = [f"## order made anew: {pairs} pairs of {TEXTS} texts of {LENGTH} words"]
    for decided in DECIDED:
        mapped = settle(proposals, [_decision(one, drawn) for one in drawn.sample(proposals, decided)], Facts({}))
        learner = Learner(mapped, documents, "anna")
        first, waited = _watched(learner)
        again, waits = zip(*(_watched(learner) for _ in range(ROUNDS)), strict=True)
        learner.close()
        plain = min(_seconds(lambda mapped=mapped: arrange(mapped, "likely", "anna")) for _ in range(ROUNDS))
        told.append(
            f"{decided:>6} decided: {min(again):.2f} s, the first time {first:.2f} s with the start of the process; {min(again) / plain:.1f} times "
            f"one sort ({plain:.2f} s); the keys waited {1000 * max(waits):.0f} ms at most, the first time {1000 * waited:.0f} "
            f"(load of the machine: {os.getloadavg()[0]:.1f})"
        )
    return told


def _watched(learner: Learner) -> tuple[float, float]:
    """Have an order made; give the seconds it took, and the longest that another thread waited for its turn meanwhile."""
    start = time.perf_counter()
    learner.begin(())
    longest = 0.0
    while learner.ready() is None:
        longest = max(longest, _seconds(lambda: time.sleep(0.001)) - 0.001)
    return time.perf_counter() - start, longest


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _document(name: str, drawn: random.Random) -> Document:
    words = [f"w{int(WORDS * drawn.random() ** 3)}" for _ in range(LENGTH)]
    clauses = tuple(Clause(f"{name}#{n}", Part.OPERATIVE, "", "", str(n), 0, " ".join(words[n * 20 : n * 20 + 20]), 1) for n in range(LENGTH // 20))
    source = SourceFile("made-up", "")
    return Document(name, Kind.RESOLUTION, "A", name, name, Edition(), "en", Status.IN_FORCE, source, (1, 1), clauses)


def _proposals(works: list[str], count: int, drawn: random.Random) -> list[Proposal]:
    found: dict[str, Proposal] = {}
    while len(found) < count:
        left, right = sorted(drawn.sample(works, 2))
        amounts = tuple((name, drawn.gauss(0.5, 0.5)) for name in NAMES)
        score, dense = sum(amount for _, amount in amounts), drawn.random()
        channels = (("dense", dense), ("lexical", drawn.random()), ("citation", 0.0))
        name = pair_id("made-up", left, right)
        likely = 1 / (1 + 2.718 ** (3 - score / 2))
        ranks = (drawn.randint(1, 20), drawn.randint(1, 20))
        found[name] = Proposal(name, "made-up", left, right, "", "", score, likely, "low", "", "", channels, ranks, (), amounts)
    return list(found.values())


def _decision(one: Proposal, drawn: random.Random) -> Decision:
    verdict = Verdict.ACCEPT if drawn.random() < (one.probability or 0.0) else Verdict.REJECT
    at = "2026-01-31T12:00:00Z"
    return Decision(one.pair, one.pair, one.type, one.left, one.right, verdict, "", "", "", "anna", at, 1.0, True, ("", ""), ())
