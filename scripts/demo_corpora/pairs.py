"""Check and sort the gold that people wrote: the pairs of an officer's mapping, the changes between editions."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from demo_corpora.text import SourceError

Row = dict[str, str]

PAIRS = ("left", "right", "type", "relation", "seen", "note")
CHANGES = ("id", "from_edition", "to_edition", "class", "clauses", "note")
TYPES = ("resolutions", "questions", "theme:climate", "activities")
RELATIONS = ("mutual-interest", "implements", "duplicate", "text-already-in-pp", "merge-candidate", "cites", "supersedes")
SUBTOPICS = ("monitoring", "early-warning", "mitigation", "energy-efficiency", "e-waste", "adaptation", "smart-cities")
THEME = "theme/climate/"
_BOTH_WAYS = ("mutual-interest", "duplicate", "merge-candidate")


def read_rows(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """Read a tab-separated file with these columns; lines that begin with # are remarks."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(reader.fieldnames or ()) != columns:
            raise SourceError(f"{path}: columns {reader.fieldnames}, expected {columns}")
        return [{name: row[name] or "" for name in columns} for row in reader]


def changes(paths: Iterable[Path]) -> str:
    """Merge the lists of changes, sorted by work."""
    found = [row for path in sorted(paths) for row in read_rows(path, CHANGES)]
    return _print(sorted(found, key=lambda row: (row["id"], row["class"], row["clauses"])), CHANGES)


def pairs(path: Path, works: frozenset[str], related: Iterable[tuple[str, str]]) -> str:
    """Check the pairs against the works of the corpora, add the activities' links, sort."""
    found = read_rows(path, PAIRS)
    found += [dict(zip(PAIRS, (left, right, "activities", "mutual-interest", "false", ""), strict=True)) for left, right in related]
    known = works | {THEME + name for name in SUBTOPICS}
    problems = [f"{row['left']} {row['right']}: {problem}" for row in found for problem in _problems(row, known)]
    keys = [_key(row) for row in found]
    problems += [f"{key} stands twice" for key in sorted({key for key in keys if keys.count(key) > 1})]
    if problems:
        raise SourceError(f"{path}: " + "; ".join(problems))
    return _print(sorted((_sided(row) for row in found), key=_key), PAIRS)


def _problems(row: Row, known: frozenset[str]) -> Iterator[str]:
    yield from (f"no document {side}" for side in (row["left"], row["right"]) if side not in known)
    if row["left"] == row["right"]:
        yield "a document with itself"
    if row["type"] not in TYPES:
        yield f"type {row['type']!r}"
    if row["relation"] not in RELATIONS:
        yield f"relation {row['relation']!r}"
    if row["seen"] not in ("true", "false"):
        yield f"seen {row['seen']!r}"
    if (row["type"] == "theme:climate") != row["right"].startswith(THEME):
        yield "a theme pair has its subtopic on the right"


def _sided(row: Row) -> Row:
    """Put the smaller id left where the relation holds both ways; a directed one keeps its direction."""
    if row["type"] in ("resolutions", "questions") and row["relation"] in _BOTH_WAYS and row["right"] < row["left"]:
        return {**row, "left": row["right"], "right": row["left"]}
    return row


def _key(row: Row) -> tuple[str, str, str]:
    left, right = sorted((row["left"], row["right"]))
    return (row["type"], left, right)


def _print(rows: Iterable[Row], columns: tuple[str, ...]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    writer.writerow(columns)
    writer.writerows([row[name] for name in columns] for row in rows)
    return stream.getvalue()
