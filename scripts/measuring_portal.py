"""Measure what the portal costs: seconds and memory of a process that writes it for made-up documents and pairs, and how heavy its pages are."""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from mapper.identity import pair_id
from mapper.mapping import Mapped
from mapper.settings import MappingType, Side
from mapper.types import Clause, Decision, Document, Edition, Evidence, Kind, Part, Proposal, Quote, SourceFile, State, Status, Verdict
from mapper.views.export import Export

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"
CLAUSES, WORDS, GROUPS = 20, 35, 20
SUBJECTS, TOGETHER = 50, 0.7  # so many subjects, within which this share of the pairs lies
BODIES = (("ITU-R", "R", "itu-r"), ("ITU-T", "T", "itu-t"), ("ITU-D", "D", "itu-d"))
SECONDS, BYTES, PAGE = 120, 1 << 30, 300_000  # what it may cost


def portal(documents: int, pairs: int) -> None:
    """Print the figures of a process that only makes the export and writes the portal of it."""
    with tempfile.TemporaryDirectory() as folder:
        told = subprocess.run([sys.executable, __file__, str(documents), str(pairs), folder], capture_output=True, text=True, check=True).stdout
        seconds, work, peak = (float(word) for word in told.split())
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
        pages = [path.stat().st_size for path in files if path.suffix == ".html"]
        shards = [path.stat().st_size for path in files if path.parent.name == "search"]
        whole = sum(path.stat().st_size for path in files)
    print(f"\n## portal: {documents} documents of {CLAUSES} made-up clauses of {WORDS} words, {pairs} pairs, each with three pairs of clauses")
    print(f"{'written in':<42} {seconds:7.1f} s by the clock, of {SECONDS}  ratio: {SECONDS / seconds:.2f}")
    print(f"{'of these at work, one processor':<42} {work:7.1f} s  (load of the machine: {os.getloadavg()[0]:.1f})")
    print(f"{'peak memory of the process':<42} {peak / 2**20:7.0f} MiB, of {BYTES / 2**20:.0f}  ratio: {BYTES / peak:.2f}")
    print(f"{'largest page':<42} {max(pages) / 1000:7.0f} kB, of {PAGE / 1000:.0f}  ratio: {PAGE / max(pages):.2f}")
    print(f"{'pages':<42} {len(pages):7d}, {whole / 1e6:.0f} MB with an index of {sum(shards) / 1e6:.1f} MB in {len(shards)} files")


def _main(documents: int, pairs: int, folder: Path) -> None:
    from mapper.reports.portal import write

    export = made_up(documents, pairs)
    start, before = time.monotonic(), time.process_time()
    write(export, folder)
    seconds, work = time.monotonic() - start, time.process_time() - before
    status = Path("/proc/self/status").read_text(encoding="utf-8").split("\n")  # getrusage tells the parent's most too
    peak = next(int(line.split()[1]) << 10 for line in status if "VmHWM" in line)
    print(f"{seconds:.1f} {work:.1f} {peak}")


def made_up(documents: int, pairs: int) -> Export:
    """Make up an export: documents in groups of three Sectors, pairs between Sectors, two in five of them accepted and one in five rejected."""
    source = random.Random(1)
    words = _words()
    texts = [_document(number, source, words) for number in range(documents)]
    subjects = max(1, min(SUBJECTS, documents // 40))
    chosen: dict[str, tuple[Document, Document]] = {}
    while len(chosen) < pairs:
        one, other = source.sample(texts if source.random() > TOGETHER else texts[source.randrange(subjects) :: subjects], 2)
        if one.sector != other.sector:
            chosen.setdefault(pair_id("questions", one.id, other.id), (one, other))
    mapped = tuple(_mapped(pair, sides, source) for pair, sides in sorted(chosen.items()))
    log = tuple(decision for each in mapped for decision in each.decisions)
    types = (MappingType("questions", (Side(kinds=("question",)),), across="sector"),)
    library = {document.id: document for document in texts}
    return Export(mapped, library, log, run="run-made-up", version="0", date="2026-01-01", types=types, seen={one.key: one for one in texts})


def _words() -> list[str]:
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted((DEMO / "source").rglob("*.txt")))
    return sorted({word for word in text.lower().split() if word.isalpha()})


def _document(number: int, source: random.Random, words: Sequence[str]) -> Document:
    body, sector, short = BODIES[number % len(BODIES)]
    group = number // len(BODIES) % GROUPS + 1
    work = f"{short}/q/{number}-{group}"
    clauses = tuple(
        Clause(f"{work}#resolves.{n}", Part.OPERATIVE, "resolves", "", str(n), 0, " ".join(source.choices(words, k=WORDS)), n // 5 + 1)
        for n in range(1, CLAUSES + 1)
    )
    title = " ".join(source.choices(words, k=9)).capitalize()
    edition, file = Edition("2024", "", 2024), SourceFile(f"{short}.pdf", "0" * 64)
    kept = {"sector": sector, "group": f"SG {group}", "period": "2024-2027"}
    return Document(work, Kind.QUESTION, body, f"{number}/{group}", title, edition, "en", Status.IN_FORCE, file, (1, 5), clauses, **kept)


def _mapped(pair: str, sides: tuple[Document, Document], source: random.Random) -> Mapped:
    left, right = sides
    probability = round(source.random(), 3)
    band = "high" if probability > 0.6 else "medium" if probability > 0.3 else "low"
    evidence = tuple(_evidence(left, right, source))
    made = (("forward", 0.8), ("backward", 0.6), ("words", 0.4), ("citation", 0.2))
    proposal = Proposal(
        pair,
        "questions",
        left.id,
        right.id,
        "2024",
        "2024",
        2.0,
        probability,
        band,
        "mutual-interest",
        "",
        (("dense", 0.6), ("lexical", 0.2)),
        (3, 5),
        evidence,
        made,
    )
    state = source.choice([State.ACCEPTED] * 2 + [State.REJECTED] + [State.OPEN] * 2)
    said = {State.ACCEPTED: Verdict.ACCEPT, State.REJECTED: Verdict.REJECT}.get(state)
    decisions = (_decision(proposal, said),) if said else ()
    relation = proposal.relation if state is State.ACCEPTED else ""
    return Mapped(pair, "questions", left.id, right.id, state, proposal, decisions, relation, ())


def _evidence(left: Document, right: Document, source: random.Random) -> Iterator[Evidence]:
    for one, other in zip(source.sample(left.clauses, 3), source.sample(right.clauses, 3), strict=True):
        yield Evidence(*(Quote(clause.id, clause.place, clause.page, clause.text) for clause in (one, other)), weight=0.5)


def _decision(proposal: Proposal, verdict: Verdict) -> Decision:
    relation, reason = ("mutual-interest", "") if verdict is Verdict.ACCEPT else ("", "different-scope")
    return Decision(
        f"event-{proposal.pair}",
        proposal.pair,
        "questions",
        proposal.left,
        proposal.right,
        verdict,
        relation,
        reason,
        "",
        "anna",
        "2025-12-01T10:00:00Z",
        9.0,
        True,
        ("2024", "2024"),
        proposal.evidence,
    )


if __name__ == "__main__":
    _main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
