"""JSON lines: documents as this program prints them, or bare texts with id, title and text."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mapper.documents_json import from_json
from mapper.errors import UnreadableSource
from mapper.extractors import naming
from mapper.extractors.context import Hints
from mapper.extractors.grammar import Reading
from mapper.profiles import language_of
from mapper.types import Clause, Document, Edition, Kind, Part, SourceFile, Status

_LONGEST = 10 << 20  # letters of one line


def read(path: Path, source: SourceFile, hints: Hints) -> Reading:
    """Make a document of each line; a line that is none is told and left out."""
    documents: list[Document] = []
    problems: list[str] = []
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    documents += _line(line, number, source, hints, problems)
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{source.file} is not UTF-8 text, whatever its name says; save it as JSON lines in UTF-8") from error
    return Reading(tuple(documents), tuple(problems))


def _line(line: str, number: int, source: SourceFile, hints: Hints, problems: list[str]) -> Iterator[Document]:
    try:
        if len(line) > _LONGEST:
            raise ValueError("the line is too long")
        raw = json.loads(line)
        yield from_json(raw) if "clauses" in raw else _plain(raw, source, hints)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        said = f"{type(error).__name__}: {error}" if not isinstance(error, ValueError) else str(error)
        problems.append(f"missing: line {number} is not a document ({said}); it was left out")


def _plain(raw: dict[str, Any], source: SourceFile, hints: Hints) -> Document:
    """Make a document of id, title and text; each line of the text is a clause."""
    work, title, text = str(raw["id"]), str(raw.get("title", "")), str(raw.get("text", ""))
    if not work.strip():
        raise ValueError("the id is empty")
    pieces = [re.sub(r"\s+", " ", piece).strip() for piece in text.split("\n")]
    years = naming.years(hints.edition)
    clauses = tuple(Clause(f"{work}#p{n}", Part.BODY, "", "", "", 0, piece, 1, None) for n, piece in enumerate(filter(None, pieces), start=1))
    return Document(
        id=work,
        kind=Kind(hints.kind) if hints.kind else Kind.OTHER,
        body=hints.body,
        number="",
        title=title,
        edition=Edition(hints.edition, "", years[-1] if years else None),
        language=language_of(f"{title} {text}") or "en",
        status=Status.IN_FORCE,
        source=source,
        pages=(1, 1),
        clauses=clauses,
    )
