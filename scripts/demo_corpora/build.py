"""Build everything: which collection is printed how, and the gold beside it."""

import filecmp
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from demo_corpora import books, reports, singles
from demo_corpora.lists import activities, rows
from demo_corpora.meetings import MEETINGS, Meeting
from demo_corpora.pairs import changes, pairs
from demo_corpora.scan import scan
from demo_corpora.text import Text, read_folder
from demo_corpora.tree import write_tree
from demo_corpora.word import word

Made = list[tuple[str, list[Text]]]  # the name of each file and the texts in it
Printer = Callable[[Path, str, list[Text]], Made]

CYCLES = ("first", "second")
ACTIVITY = "activity/"


def _one_file(printer: Callable[[Path, Sequence[Text]], str]) -> Printer:
    return lambda folder, _, texts: [(printer(folder, texts), texts)]


def _file_each(printer: Callable[[Path, Text], str]) -> Printer:
    return lambda folder, _, texts: [(printer(folder, text), [text]) for text in texts]


def _book(printer: Callable[[Path, Sequence[Text], Meeting], str]) -> Printer:
    return lambda folder, collection, texts: [(printer(folder, texts, MEETINGS[collection]), texts)]


def _resolutions(printer: Callable[[Path, Text, Meeting], str]) -> Printer:
    def make(folder: Path, collection: str, texts: list[Text]) -> Made:
        meeting = MEETINGS[collection]
        made = [(printer(folder, text, meeting), [text]) for text in texts if not text.head.suppressed]
        gone = [text for text in texts if text.head.suppressed]
        return made + ([(singles.suppressed(folder, gone, meeting), gone)] if gone else [])

    return make


def _scanned(folder: Path, _: str, texts: list[Text]) -> Made:
    return [(scan(folder, text), []) for text in texts]  # nothing can be read from an image


PRINTERS: dict[str, Printer] = {
    "docx": _file_each(word),
    "itu-d-questions": _file_each(singles.development_question),
    "itu-r-questions": _file_each(singles.radio_question),
    "itu-r-wp": _one_file(reports.scopes),
    "pp": _book(books.final_acts),
    "ra": _book(books.radio_book),
    "scan": _scanned,
    "wrc": _book(books.regulations),
    "wtdc": _resolutions(singles.conference),
    "wtsa": _resolutions(singles.assembly),
}


def printer(collection: str) -> Printer:
    """Choose how a collection is printed: by its name, or by the name without the year of its meeting."""
    if collection.startswith("itu-t-"):
        return _one_file(reports.questions)
    return PRINTERS.get(collection) or PRINTERS[collection.rsplit("-", 1)[0]]


def build(source: Path, target: Path) -> None:
    """Write both cycles and the gold into a folder; what stood there before is removed."""
    texts: list[Text] = []
    for name in (*CYCLES, "gold"):
        shutil.rmtree(target / name, ignore_errors=True)
        (target / name).mkdir(parents=True)
    for cycle in CYCLES:
        for folder in sorted(path for path in (source / cycle).iterdir() if path.is_dir()):
            found = read_folder(folder)
            texts += found
            for file, held in printer(folder.name)(target / cycle, folder.name, found):
                write_tree(target / "gold" / "trees", f"{cycle}/{file}", held)
    activities(target / "first", source / "first" / "activities.tsv")
    _gold(source, target / "gold", texts)


def _gold(source: Path, gold: Path, texts: Sequence[Text]) -> None:
    listed = rows(source / "first" / "activities.tsv")
    found = [{"id": ACTIVITY + row["id"].lower(), **{name: row[name] for name in list(row)[1:9]}} for row in listed]
    tree = {"file": "first/activities.xlsx", "documents": found}
    _write(gold / "trees" / "activities.json", json.dumps(tree, ensure_ascii=False, indent=1) + "\n")
    works = frozenset(text.head.id for text in texts) | {str(entry["id"]) for entry in found}
    related = [(ACTIVITY + row["id"].lower(), work) for row in listed for work in row["related"].split(";") if work]
    _write(gold / "pairs.tsv", pairs(source / "pairs.tsv", works, related))
    _write(gold / "changes.tsv", changes(source.glob("changes-*.tsv")))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def differences(source: Path, target: Path) -> list[str]:
    """Build aside and name every file that is not what is there."""
    with tempfile.TemporaryDirectory() as aside:
        fresh = Path(aside)
        build(source, fresh)
        names = sorted({*_files(fresh), *_files(target)})
        return [name for name in names if not _same(fresh / name, target / name)]


def _files(folder: Path) -> Iterator[str]:
    for name in (*CYCLES, "gold"):
        yield from (str(path.relative_to(folder)) for path in (folder / name).rglob("*") if path.is_file())


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)
