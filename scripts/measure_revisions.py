"""Measure whether a decision re-opens where, and only where, a clause under its evidence changed in substance: revisions with known edits.

    python scripts/measure_revisions.py [--texts FOLDER…] [--seeds N] [--show]

Each text is revised by edits of one kind at a time, and by all at once (scripts/measuring_revisions.py); a decision rests on each of its clauses in
turn, on the left side and on the right, with the edition that the person saw at hand and without. The texts of corpora/demo are those that rules
were fitted on; those of --texts (../shared/real, where it is there) are only read, and edited in memory. Printed are for each kind how many clauses
were edited and re-opened, then precision and recall of re-opening, beside two plain ways on the same revisions: a digest of the normalised clause,
which re-opens where no clause of the new edition has it, and a likeness (difflib, words), which re-opens below a threshold chosen on the demo texts.
"""

import argparse
import difflib
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from measuring_revisions import EDITORIAL, MIXED, SUBSTANTIVE, Revision, revise

from mapper.documents import extract_all
from mapper.sources import list_sources
from mapper.staleness import Watch
from mapper.types import Clause, Decision, Document, Evidence, Quote, Verdict

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "real"
MINE, EDITED, LIKE = "mapper", "digest of the clause", "difflib ratio"
WORDS = 4  # words of a clause that may be evidence
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)


@dataclass
class Count:
    """Count re-openings: right, wrong, and those that are missing; `edited` counts the clauses that were edited."""

    edited: int = 0
    right: int = 0
    wrong: int = 0
    missing: int = 0
    odd: list[str] = field(default_factory=list)

    def add(self, expected: bool, found: bool, edited: bool) -> None:
        """Count one clause."""
        self.edited += edited or expected
        self.right += expected and found
        self.wrong += found and not expected
        self.missing += expected and not found

    @property
    def precision(self) -> float:
        """Give the share of re-openings that were due."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Give the share of due re-openings that came."""
        return self.right / (self.right + self.missing) if self.right + self.missing else 1.0


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, nargs="*", default=[REAL] if REAL.is_dir() else [], help="other texts: files or folders")
    parser.add_argument("--seeds", type=int, default=2, help="revisions of each kind and text")
    parser.add_argument("--show", action="store_true", help="list what was taken wrongly")
    chosen = parser.parse_args()
    demo = _read([ROOT / "corpora" / "demo" / "first"])
    threshold = _fitted(demo)
    print(f"{chosen.seeds} seeds; difflib ratio re-opens below {threshold}, fitted on the demo texts")
    for name, texts in (("demo", demo), ("others", _read(chosen.texts))):
        if texts:
            _print(name, texts, measure(texts, chosen.seeds, threshold), show=chosen.show)
    if not chosen.texts:
        print("no other texts: ../shared/real is not here, and --texts names none")


def _read(paths: Sequence[Path]) -> list[Document]:
    """Read texts that have clauses enough to be revised, in a fixed order."""
    found = [document for extraction in extract_all(list_sources(paths)) for document in extraction.documents] if paths else []
    return sorted((document for document in found if len(document.clauses) > 2), key=lambda each: (each.source.file, *each.key, each.language))


def measure(texts: Sequence[Document], seeds: int, threshold: float) -> dict[str, dict[str, Count]]:
    """Revise every text by every kind, and count what re-opens by each way."""
    counts: dict[str, dict[str, Count]] = defaultdict(lambda: defaultdict(Count))
    for kind in (*EDITORIAL, *SUBSTANTIVE, MIXED):
        for document, revision in _revised(texts, kind, seeds):
            _count(counts[kind], document, revision, threshold)
    return counts


def _revised(texts: Sequence[Document], kind: str, seeds: int) -> Iterator[tuple[Document, Revision]]:
    for document in texts:
        for seed in range(seeds):
            made = revise(document, kind, random.Random(f"{kind}|{document.source.file}|{document.id}|{seed}"))
            if made:
                yield document, made


def _count(counts: dict[str, Count], document: Document, revision: Revision, threshold: float) -> None:
    watches = [Watch({document.id: revision.new}, seen) for seen in ({document.key: document}, {})]
    new = [clause.text.casefold().split() for clause in revision.new.clauses]
    digests = {clause.digest for clause in revision.new.clauses}
    for number, clause in enumerate(document.clauses):
        if len(clause.text.split()) < WORDS:
            continue
        expected, edited = clause.id in revision.changed, clause.id in revision.edited
        found = [bool(watch.why_stale(_decision(document, clause, number % 2))) for watch in watches]
        for one in found:
            counts[MINE].add(expected, one, edited)
        if expected != all(found) or expected != any(found):
            after = next((each.text for each in revision.new.clauses if each.id == clause.id), "")
            counts[MINE].odd.append(f"{document.id} {clause.place} {found}\n      - {clause.text[:300]}\n      + {after[:300]}")
        counts[EDITED].add(expected, clause.digest not in digests, edited)
        counts[LIKE].add(expected, _nearest(clause, new) < threshold, edited)


def _nearest(clause: Clause, new: Sequence[Sequence[str]]) -> float:
    """Give the likeness of the most alike clause of the new edition."""
    words, best = clause.text.casefold().split(), 0.0
    if words in new:
        return 1.0
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(words)
    for other in new:
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best


def _decision(document: Document, clause: Clause, side: int) -> Decision:
    """Rest a verdict on one clause of a text, on one side; the other side is not there, and changes nothing."""
    quote, other = Quote(clause.id, clause.place, clause.page, clause.text), Quote("none#1", "1", 1, "nothing")
    ends, editions = (document.id, "none"), (document.edition.label, "")
    one, two, evidence = (0, 1, Evidence(quote, other, 1.0)) if side == 0 else (1, 0, Evidence(other, quote, 1.0))
    return Decision(
        event="e",
        pair="p",
        type="t",
        left=ends[one],
        right=ends[two],
        verdict=Verdict.ACCEPT,
        relation="mutual-interest",
        reason="",
        comment="",
        reviewer="r",
        at="2026-01-01T00:00:00Z",
        seconds=1.0,
        score_shown=True,
        editions=(editions[one], editions[two]),
        evidence=(evidence,),
    )


def _fitted(texts: Sequence[Document]) -> float:
    """Choose the threshold of likeness that gives the best F1 on revisions of all kinds at once."""
    told: list[tuple[float, bool]] = []
    for document, revision in _revised(texts, MIXED, 1):
        new = [clause.text.casefold().split() for clause in revision.new.clauses]
        told += [(_nearest(clause, new), clause.id in revision.changed) for clause in document.clauses if len(clause.text.split()) >= WORDS]

    def f1(threshold: float) -> float:
        count = Count()
        for likeness, expected in told:
            count.add(expected, likeness < threshold, edited=False)
        return 2 * count.right / max(1, 2 * count.right + count.wrong + count.missing)

    return max(THRESHOLDS, key=f1)


def _print(name: str, texts: Sequence[Document], counts: dict[str, dict[str, Count]], *, show: bool) -> None:
    print(f"\n{name}: {len(texts)} texts, {sum(len(document.clauses) for document in texts)} clauses")
    print(f"  {'kind of edit':<22}{'edited':>8}{'due':>8}" + "".join(f"{way + ': wrong/missing':>38}" for way in (MINE, EDITED, LIKE)))
    for kind, ways in counts.items():
        mine = ways[MINE]
        wrong = "".join(f"{f'{way.wrong}/{way.missing}':>38}" for way in (mine, ways[EDITED], ways[LIKE]))
        print(f"  {kind:<22}{mine.edited:>8}{mine.right + mine.missing:>8}{wrong}")
        for line in mine.odd if show else ():
            print(f"    {line}")
    for way in (MINE, EDITED, LIKE):
        whole = Count()
        for ways in counts.values():
            one = ways[way]
            whole.right, whole.wrong, whole.missing = whole.right + one.right, whole.wrong + one.wrong, whole.missing + one.missing
        print(f"  {way:<22} precision {whole.precision:.4f}, recall {whole.recall:.4f}")


if __name__ == "__main__":
    main()
