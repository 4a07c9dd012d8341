"""Measure extraction on documents that nobody tuned it on: the demo's texts, set in designs and by producers that the demo does not use.

    python scripts/measure_trees.py [--texts FOLDER ...] [--only PRODUCER ...] [--keep FOLDER] [--wrong N]

Prints, for each producer and design, how many documents (number, edition, title), clauses (part, opener, label, parent, full text after
folding white space) and footnotes came out exactly; then the same for the demo's own files. WeasyPrint (`pip install weasyprint`), Chromium and
LibreOffice are used where they are installed; fonts that are missing are replaced by those that the machine has.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from demo_corpora.text import Text, read_folder
from demo_corpora.tree import tree
from held_out.designs import DESIGNS, Design
from held_out.producers import Producer, installed
from held_out.scoring import Score, score

from mapper.documents import extract, from_path
from mapper.errors import MapperError

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "corpora" / "demo"
COLLECTIONS = ("pp", "wtsa", "wtdc", "ra", "wrc")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, nargs="*", default=_folders(), help="folders of source texts, as corpora/demo/source/FORMAT.md says")
    parser.add_argument("--only", nargs="*", help="names of producers")
    parser.add_argument("--designs", nargs="*", help="names of designs")
    parser.add_argument("--keep", type=Path, help="keep the files that are made here")
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="print the first N differences of each line")
    chosen = parser.parse_args()
    producers = {name: make for name, make in installed().items() if not chosen.only or name in chosen.only}
    print(f"producers: {', '.join(producers) or 'none is installed'}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as scratch:
        target = chosen.keep or Path(scratch)
        target.mkdir(parents=True, exist_ok=True)
        texts = {folder.name: read_folder(folder) for folder in chosen.texts}
        for name, make in producers.items():
            for design in DESIGNS:
                if not chosen.designs or design.name in chosen.designs:
                    found = measured(texts, name, make, design, target)
                    if found.documents:
                        _report(f"{name}, {design.name}", found, chosen.wrong)
    if not chosen.only:
        _report("the demo's own files", own(), chosen.wrong)


def _folders() -> list[Path]:
    return sorted(path for path in (DEMO / "source" / "first").iterdir() if path.is_dir() and path.name.startswith(COLLECTIONS))


def measured(texts: dict[str, list[Text]], name: str, make: Producer, design: Design, target: Path) -> Score:
    """Print each collection as one book and read it again."""
    total = Score()
    for collection, found in texts.items():
        for number, book in enumerate(_books(found, name)):
            file = target / f"{collection}-{name}-{design.name}-{number}.pdf".replace(" ", "-").replace(",", "")
            try:
                make(book, design, file)
                documents = extract(from_path(file)).documents
            except LookupError:
                continue
            except MapperError as error:
                print(error, file=sys.stderr)
                documents = ()
            wanted = json.loads(tree(file.name, book))["documents"]
            total.add(score(file.name, documents, _in_capitals(wanted) if design.capitals else wanted, notes=name != "Chromium"))
    return total


def _in_capitals(wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the trees as a design prints them that sets openers in capitals; the names of annexes are none."""
    return [{**entry, "clauses": [_printed(clause) for clause in entry["clauses"]]} for entry in wanted]


def _printed(clause: dict[str, Any]) -> dict[str, Any]:
    return clause if clause["opener"][:1].isupper() else {**clause, "opener": clause["opener"].upper()}


def _books(texts: list[Text], name: str) -> Iterator[Sequence[Text]]:
    """Give what goes into one file: all, or one text each."""
    if name != "LibreOffice":
        yield texts
        return
    for text in texts:
        if not text.head.suppressed:
            yield [text]


def own() -> Score:
    """Read the demo's own files."""
    total = Score()
    for path in sorted((DEMO / "gold" / "trees").glob("*.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        if wanted["documents"] and "clauses" in wanted["documents"][0] and not path.stem.endswith("-scan"):
            total.add(score(path.stem, extract(from_path(DEMO / wanted["file"])).documents, wanted["documents"], notes=True))
    return total


def _report(name: str, found: Score, wrong: int) -> None:
    print(f"{name:<38} {found.line()}")
    for each in found.wrong[:wrong]:
        print(f"    {each}")


if __name__ == "__main__":
    main()
