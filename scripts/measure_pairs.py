"""Measure extraction on Word files and the PDFs that were made of them: whatever was said in both has to be read alike.

    python scripts/measure_pairs.py FOLDER ... [--only TEXT ...] [--show [N]] [--keep FOLDER]

For each NAME.docx with a NAME.pdf beside it, or else with one that LibreOffice makes of it (`--keep` says where to keep it), prints which share
of the Word file's clauses the PDF has: part, opener, label and full text after folding white space; behind it the share of those whose parent has
the same label too, and how many clauses the PDF has beyond. `--show` prints the first N differences of each pair, all without N. At the end stand
the share of all clauses together, in which long files rule, and the mean of the shares of the files, with how many of them reach 97 %.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from held_out.producers import printed
from held_out.scoring import rows
from held_out.showing import shown

from mapper.documents import extract, from_path
from mapper.errors import MapperError
from mapper.types import Document

ALL = 1_000_000
AIM = 97  # per cent of a file's clauses

Row = tuple[str, ...]


@dataclass
class Pair:
    """Count the clauses of a Word file, those that its PDF has too, those with the same parent, and what the PDF has beyond."""

    name: str
    clauses: int = 0
    equal: int = 0
    whole: int = 0
    extra: int = 0
    differences: list[str] = field(default_factory=list)

    def add(self, other: "Pair") -> None:
        """Add the counts of another pair."""
        self.clauses, self.equal = self.clauses + other.clauses, self.equal + other.equal
        self.whole, self.extra = self.whole + other.whole, self.extra + other.extra

    @property
    def share(self) -> float:
        """Give the share of clauses that are equal and have the same parent, in per cent."""
        return 100 * self.whole / max(1, self.clauses)

    def line(self) -> str:
        """Say the counts in one line."""
        equal = 100 * self.equal / max(1, self.clauses)
        return f"{self.name:<44} {self.equal}/{self.clauses} clauses equal ({equal:.1f} %), with parent {self.share:.1f} %, {self.extra} beyond"


def main() -> None:
    """Measure the pairs of the folders named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+", help="folders of Word files, with their PDFs beside them where there are any")
    parser.add_argument("--only", nargs="*", default=[""], help="parts of the names of the files to measure")
    parser.add_argument("--show", type=int, nargs="?", default=0, const=ALL, metavar="N", help="print the first N differences of each pair")
    parser.add_argument("--keep", type=Path, help="where to keep the PDFs that are made here")
    chosen = parser.parse_args()
    total, shares = Pair("all"), list[float]()
    with tempfile.TemporaryDirectory() as scratch:
        for word in _words(chosen.folders, chosen.only):
            try:
                pair = measured(word, _pdf(word, chosen.keep or Path(scratch)))
            except (MapperError, LookupError) as error:
                print(error, file=sys.stderr)
                continue
            total.add(pair)
            shares.append(pair.share)
            print(pair.line(), flush=True)
            for told in pair.differences[: chosen.show]:
                print(f"    {told}")
    print(total.line())
    if shares:
        print(f"mean of {len(shares)} files {sum(shares) / len(shares):.1f} %, {sum(share >= AIM for share in shares)} of them at {AIM} % or more")


def _words(folders: Sequence[Path], only: Sequence[str]) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in sorted(folder.glob("*.docx")) if any(part in path.name for part in only))


def _pdf(word: Path, room: Path) -> Path:
    """Give the PDF beside a Word file, or one that was kept, or make one of the file as it is read: with open changes accepted."""
    beside = word.with_suffix(".pdf")
    if beside.is_file():
        return beside
    room.mkdir(parents=True, exist_ok=True)
    made = room / beside.name
    if made.is_file():
        return made
    with tempfile.TemporaryDirectory() as folder:
        return printed(shown(word, Path(folder) / word.name), made)


def measured(word: Path, pdf: Path) -> Pair:
    """Read both files and compare their clauses in order."""
    wanted, got = (list(_rows(extract(from_path(path)).documents)) for path in (word, pdf))
    pair = Pair(word.stem, clauses=len(wanted))
    matcher = SequenceMatcher(None, [_bare(row) for row in got], [_bare(row) for row in wanted], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pair.equal += j2 - j1
            pair.whole += sum(one == other for one, other in zip(got[i1:i2], wanted[j1:j2], strict=True))
        else:
            pair.extra += max(0, (i2 - i1) - (j2 - j1))
            pair.differences += [f"pdf  {row}" for row in got[i1:i2]] + [f"word {row}" for row in wanted[j1:j2]]
    return pair


def _bare(row: Row) -> Row:
    """Give a row without its parent's label."""
    return (*row[:3], row[4])


def _rows(documents: Sequence[Document]) -> Iterator[Row]:
    for document in documents:
        yield from rows((c.part.value, c.opener, c.label, c.depth, c.text) for c in document.clauses)


if __name__ == "__main__":
    main()
