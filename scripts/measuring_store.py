"""The store under load: eight people at once (see measuring_team.py), and a log of a hundred thousand decisions; figures for `benchmark.py`."""

import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from measuring_team import team, verdict

from mapper import decisions, sampling, settings
from mapper.decisions import AUDIT
from mapper.identity import pair_id
from mapper.store import Content, Kept, RunRecord, SourceRecord, codec, open_store
from mapper.store.log import chained
from mapper.types import Clause, Decision, Document, Edition, Evidence, Kind, Part, Proposal, Quote, SourceFile, Status, Verdict

REVIEWERS = ("anna", "ben", "carla", "dimitri", "eva", "farid", "gita", "hugo")
CLAUSES = 12
LATER = "2026-03-01T00:00:00Z"
QUOTES = 3
READ, DRAWN = 0.8, 20  # the share of the pairs that anybody read; every how many-th reading a random draw
AT = "2026-02-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
WORKSPACE = """[workspace]
store = "sqlite:///mapper.db"
reviewers = []

[[mapping]]
name = "resolutions"
kinds = ["resolution"]
across = "body"
"""


def store(writes: int, events: int, rounds: int) -> None:
    """Print what a team reaches at one store, then what a long log costs."""
    team(writes, rounds)
    with TemporaryDirectory() as folder:
        length(Path(folder), events)


def length(root: Path, events: int) -> None:
    """Print seconds of commands and of single acts on a long log, beside a short one."""
    spent = {name: _acts(root / name, count) for name, count in (("short", 100), ("long", events))}
    told = f"{events // 5} pairs of 800 texts, of which {READ:.0%} are read and every {DRAWN}th was drawn at random"
    print(f"\n## a log of {events} decisions on {told}; beside it one of 100")
    for what, seconds in spent["long"].items():
        print(f"{what:<42} {seconds * 1000:9.1f} ms  ratio to the short log: {spent['short'][what] / seconds:.2f}")


def _acts(root: Path, events: int) -> dict[str, float]:
    fill(root, 800, max(20, events // 5), events)
    program = str(Path(sys.executable).with_name("mapper"))

    def command(*words: str) -> Callable[[], object]:
        return lambda: subprocess.run([program, *words, "-w", str(root)], check=True, capture_output=True)

    found = settings.load(root)
    told = {"mapper --help (the start alone)": _took(command("status", "--help")), "mapper status, the first time": _took(command("status"))}
    told["mapper status, again"] = _took(command("status"))
    told["mapper undo"] = _took(command("undo", "--as", "anna"))
    told["mapper status after that"] = _took(command("status"))
    with open_store(found.store_url, cache=found.cache) as held:
        told["undo, the store open"] = median(_took(lambda: decisions.undo(held, reviewer="ben", at=LATER)) for _ in range(9))
        told["a verdict, the store open"] = median(_took(lambda: held.append(verdict("ben", 1))) for _ in range(9))
    return told


def _took(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def fill(root: Path, documents: int, pairs: int, events: int) -> None:
    """Make a workspace with made-up texts, proposals, and a log of verdicts of eight people, a twentieth of them taken back."""
    root.mkdir(parents=True, exist_ok=True)
    for folder in ("sources", "themes"):
        (root / folder).mkdir(exist_ok=True)
    (root / settings.FILE).write_text(WORKSPACE, encoding="utf-8")
    source = random.Random(6)
    texts = [_document(source, number) for number in range(documents)]
    proposed = list(_proposals(source, texts, pairs))
    records = [SourceRecord(one.source.file, one.source.sha256, 1, "read") for one in texts]
    run = RunRecord("run-1", "2026-01-31T12:00:00Z", "live", '{"editions":[],"log":{"event":"","events":0},"degraded":[],"pairs":[]}')
    lines = [codec.write(event) for event in _events(source, proposed, events)]
    contents = [Content(one.source.file, one.source.sha256, 0) for one in texts]
    with open_store(settings.load(root).store_url) as store:
        store.refill(Kept(records, {one.source.sha256: [one] for one in texts}, [run], lines, contents, {"run-1": proposed}))
        store.close_intake()


def _document(source: random.Random, number: int) -> Document:
    body = ("PP", "WTSA", "WTDC", "RA")[number % 4]
    work = f"{body.lower()}/res/{number}"
    said = [" ".join(source.choices(_WORDS, k=source.randint(12, 40))) for _ in range(CLAUSES)]
    clauses = tuple(
        Clause(f"{work}#resolves.{place}", Part.OPERATIVE, "resolves", "", str(place), 1, text, 1 + place // 4) for place, text in enumerate(said, 1)
    )
    file = SourceFile(f"{body}-{number}.pdf", f"{number:064x}")
    title = " ".join(source.choices(_WORDS, k=8)).capitalize()
    return Document(work, Kind.RESOLUTION, body, str(number), title, Edition("2022", "", 2022), "en", Status.IN_FORCE, file, (1, 4), clauses)


_TALK = (
    "to study the use of networks in developing countries and report on progress with standards for access resilience spectrum climate data energy "
    "monitoring sensors emergency warning cables satellites rural schools accessibility persons with disabilities cooperation among Sectors"
)
_WORDS = tuple(re.findall(r"\w+", _TALK))


def _proposals(source: random.Random, texts: list[Document], pairs: int) -> Iterator[Proposal]:
    seen: set[tuple[str, str]] = set()
    while len(seen) < pairs:
        one, other = source.sample(texts, 2)
        key = (min(one.id, other.id), max(one.id, other.id))
        if one.body == other.body or key in seen:
            continue
        seen.add(key)
        shown = tuple(Evidence(_quote(source.choice(one.clauses)), _quote(source.choice(other.clauses)), 0.5) for _ in range(QUOTES))
        score = source.random()
        measured = (("citation", 0.0), ("dense", round(score, 6)), ("lexical", round(score / 2, 6)))
        band = "high" if score > 0.7 else "medium" if score > 0.3 else "low"
        yield Proposal(
            pair_id("resolutions", one.id, other.id),
            "resolutions",
            one.id,
            other.id,
            one.edition.label,
            other.edition.label,
            score,
            score,
            band,
            "mutual-interest",
            "",
            measured,
            (1, 2),
            shown,
            measured,
        )


def _quote(clause: Clause) -> Quote:
    return Quote(clause.id, clause.place, clause.page, clause.text)


def _events(source: random.Random, proposed: list[Proposal], events: int) -> Iterator[Decision]:
    """Give a chained log: what is read comes again until there are events enough; now and then somebody takes back what they said."""
    previous, last, readings = "", {}, _readings(proposed)
    for number in range(events):
        who = source.choice(REVIEWERS)
        second = number * 20
        at = AT.format(day=1 + second // 86400 % 28, hour=second // 3600 % 24, minute=second // 60 % 60, second=second % 60)
        said = last.pop(who, None) if number % 20 == 19 else None
        made = chained(_taken_back(said, at) if said else _verdict(source, *next(readings), who, at), previous)
        previous = made.event
        if not said:
            last[who] = made
        yield made


def _readings(proposed: list[Proposal]) -> Iterator[tuple[Proposal, bool]]:
    """Say what is read, and whether a random draw put it there: the likeliest, every so often the next of the random order; then all that again."""
    likely = sorted(proposed, key=lambda one: -one.score)
    order = iter(sorted(proposed, key=lambda one: sampling.place(one.pair)))
    read: dict[str, tuple[Proposal, bool]] = {}
    rest = (one for one in likely if one.pair not in read)
    while len(read) < READ * len(proposed):
        drawn = len(read) % DRAWN == DRAWN - 1
        one = next(one for one in order if one.pair not in read) if drawn else next(rest)
        read[one.pair] = (one, drawn)
    while True:
        yield from read.values()


def _verdict(source: random.Random, pair: Proposal, drawn: bool, who: str, at: str) -> Decision:
    accepts = (pair.probability or 0) > 0.5
    verdict = Verdict.ACCEPT if accepts else Verdict.REJECT
    relation, reason = (pair.relation, "") if accepts else ("", "different-scope")
    seconds = round(source.uniform(3, 60), 1)
    editions = (pair.left_edition, pair.right_edition)
    said = Decision("", pair.pair, pair.type, pair.left, pair.right, verdict, relation, reason, "", who, at, seconds, True, editions, pair.evidence)
    return replace(said, origin=AUDIT) if drawn else said


def _taken_back(said: Decision, at: str) -> Decision:
    return Decision(
        "", said.pair, said.type, said.left, said.right, Verdict.UNDO, "", "", "", said.reviewer, at, 0.0, True, said.editions, (), said.event
    )
