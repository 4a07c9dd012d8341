"""Measure citations, actors and deadlines against sentences that people wrote in the manner of conference texts: tests/golds.

    python scripts/measure_references.py [FILE ...] [--wrong] [--real FOLDER]

Prints for each file how many mentions it has, how many of them were found exactly (recall), and how many of those found are right (precision).
tests/golds/FORMAT.md says how the files are read. Each kind has two halves: *tuned* was looked at while rules were mended, *held-out* was written
before and not looked at until the end. With --real, also what the real documents of that folder cite.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mapper.documents import extract, from_path
from mapper.extractors import citations
from mapper.extractors.actors import clause_actors
from mapper.extractors.deadlines import deadline
from mapper.profiles import organisation_of
from mapper.profiles.organisation import ACTORS
from mapper.types import Clause, Document, Edition, Kind, Part, SourceFile, Status

GOLDS = Path(__file__).resolve().parent.parent / "tests" / "golds"
REAL = GOLDS / "real-citations.tsv"
OPEN = "?"  # begins what is to be kept by its words and resolved by nobody
_HEAD = re.compile(r"\[(?P<body>\S+)(?: (?P<year>\d{4}))?(?P<more>(?: \w+=[^=\]]+)*)\]")


@dataclass(frozen=True)
class Sentence:
    """Hold a sentence, where it stands, and what is to be found in it."""

    line: int
    text: str
    head: dict[str, str]
    wanted: tuple[str, ...]


@dataclass
class Score:
    """Count what was wanted, what was found and what of both is the same; `wrong` keeps the differences."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, sentence: Sentence, found: Iterable[str]) -> None:
        """Count one sentence."""
        want, have = list(sentence.wanted), list(found)
        self.wanted += len(want)
        self.found += len(have)
        missing, extra = _left(want, have)
        self.right += len(want) - len(missing)
        if missing or extra:
            self.wrong.append(f"line {sentence.line}: missing {missing}, not wanted {extra}: {sentence.text}")

    @property
    def recall(self) -> float:
        """Give the share of the wanted that was found."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """Give the share of the found that was wanted."""
        return self.right / self.found if self.found else 1.0

    def line(self) -> str:
        """Say the score in one line."""
        return f"{self.right} of {self.wanted} found (recall {self.recall:.3f}), {self.right} of {self.found} right (precision {self.precision:.3f})"


def _left(want: Sequence[str], have: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give what is missing, and what is not wanted; each that was found counts once."""
    extra, missing = list(have), []
    for one in want:
        if one in extra:
            extra.remove(one)
        else:
            missing.append(one)
    return missing, extra


def read(path: Path) -> Iterator[Sentence]:
    """Read a file of sentences, each with what is to be found in it on indented lines below."""
    head: dict[str, str] = {}
    text, begun, wanted = "", 0, []
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate([*lines, ""], start=1):
        if line.startswith("  "):
            wanted.append(line.strip())
            continue
        if text:
            yield Sentence(begun, text, head, tuple(wanted))
        heading = _HEAD.fullmatch(line)
        if heading:
            more = dict(pair.split("=") for pair in re.findall(r"\w+=[^=\]]+(?= \w+=|$)", heading["more"]))
            head = {"body": heading["body"], "year": heading["year"] or "", **more}
        text, begun, wanted = "" if heading or line.startswith("#") else line, number, []


def document(sentence: Sentence) -> Document:
    """Make a document that has the sentence alone."""
    head = sentence.head
    body = organisation_of(head["body"]).body(head["body"])
    part = Part(head.get("part", Part.OPERATIVE))
    clause = Clause(f"{body.work}/x/0#1", part, head.get("opener", ""), "", "1", 0, sentence.text, 1)
    year = int(head["year"]) if head["year"] else None
    return Document(
        id=f"{body.work}/x/0",
        kind=Kind(head.get("kind", Kind.RESOLUTION)),
        body=body.code,
        number="0",
        title="",
        edition=Edition("", "", year),
        language="en",
        status=Status.IN_FORCE,
        source=SourceFile("a.pdf", "0"),
        pages=(1, 1),
        clauses=(clause,),
        sector=body.sector,
        period=head.get("period", ""),
    )


def cited(sentence: Sentence) -> Iterator[str]:
    """Give what a sentence cites, each as id and edition; what stays open by its words, where a list is wanted to be kept."""
    found = citations.find(document(sentence), organisation_of(sentence.head["body"]))
    keeps = any(wanted.startswith(OPEN) for wanted in sentence.wanted)
    for citation in found:
        if citation.id or keeps:
            yield f"{citation.id or OPEN} {citation.edition if citation.id else citation.text}".strip()


def told(sentence: Sentence) -> Iterator[str]:
    """Give who is to act; the opener, where it stands alone, is parted from the text by a bar."""
    organisation = organisation_of(sentence.head["body"])
    opener, _, text = sentence.text.rpartition(" | ")
    found = clause_actors(opener, text, organisation)
    yield from found.split(ACTORS) if found else ()


def until(sentence: Sentence) -> Iterator[str]:
    """Give until when, or how often, somebody is to act; what holds the words that are wanted, or is held by them, is given as they are."""
    found = deadline(sentence.text)
    for words in found.split(ACTORS) if found else ():
        yield next((wanted for wanted in sentence.wanted if wanted in words or words in wanted), words)


KINDS: dict[str, Callable[[Sentence], Iterator[str]]] = {"citations": cited, "actors": told, "deadlines": until}


def measured(path: Path) -> Score:
    """Measure one file; what it holds is told by how its name begins."""
    score = Score()
    for sentence in read(path):
        score.add(sentence, KINDS[path.stem.partition("-")[0]](sentence))
    return score


def facts(path: Path = REAL) -> dict[str, list[str]]:
    """Read what real documents cite: of each file language, text, cited work and edition, once for each clause."""
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            name, *cited, times = line.split("\t")
            found.setdefault(name, []).extend([" ".join(cited)] * int(times))
    return found


def measured_real(source: Path, wanted: Sequence[str]) -> Score:
    """Measure one real document."""
    places = {(d.language, c.clause, c.id, c.edition) for d in extract(from_path(source)).documents for c in d.citations if c.id}
    score = Score()
    score.add(
        Sentence(0, source.name, {}, tuple(wanted)), sorted(" ".join((lang, at.partition("#")[0], id_, edition)) for lang, at, id_, edition in places)
    )
    return score


def main() -> None:
    """Measure the files that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", type=Path, nargs="*", default=sorted(GOLDS.glob("*.txt")))
    parser.add_argument("--wrong", action="store_true", help="print each sentence in which something is missing or not wanted")
    parser.add_argument("--real", type=Path, help="a folder of real documents, which are not ours to ship")
    chosen = parser.parse_args()
    scores = [(path.stem, measured(path)) for path in chosen.files]
    if chosen.real:
        scores += [(name, measured_real(chosen.real / name, wanted)) for name, wanted in facts().items()]
        scores.append(("all real documents", total([score for _, score in scores[len(chosen.files) :]])))
    for name, score in scores:
        print(f"{name:<38} {score.line()}")
        for wrong in score.wrong if chosen.wrong else ():
            print(f"    {wrong}", file=sys.stderr)


def total(scores: Iterable[Score]) -> Score:
    """Add scores up, without their differences."""
    return Score(*(sum(counts) for counts in zip(*((score.wanted, score.found, score.right) for score in scores), strict=True)))


if __name__ == "__main__":
    main()
