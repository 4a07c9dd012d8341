"""A gold set: left and right texts and the pairs that people found related, read with care for every line."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mapper.errors import MapperError
from mapper.extractors import bare
from mapper.profiles import language_of
from mapper.types import Document, SourceFile

HEAD = ["left_id", "right_id"]
_LONG = 400  # signs; a text of so many tells its language


@dataclass(frozen=True)
class GoldSet:
    """Hold both sides sorted by id, a grade for each pair (0: not related), and the pairs that are never proposed; `notes` tell what was odd."""

    left: tuple[Document, ...]
    right: tuple[Document, ...]
    grades: NDArray[np.float64]
    same: NDArray[np.bool_]
    notes: tuple[str, ...] = ()


def read(folder: Path) -> GoldSet:
    """Read left.jsonl, right.jsonl, gold.tsv and, where there is one, same.tsv; a wrong line is named with its number."""
    left, right = (_documents(folder / f"{side}.jsonl") for side in ("left", "right"))
    rows, columns = ({document.id: number for number, document in enumerate(side)} for side in (left, right))
    grades = np.zeros((len(left), len(right)))
    told: dict[tuple[str, str], float] = {}
    for where, one, other, grade in _gold(folder / "gold.tsv"):
        if one not in rows or other not in columns:
            unknown, side = (one, "left") if one not in rows else (other, "right")
            raise MapperError(f"{where}: {unknown!r} is not in {side}.jsonl; mend the line or take it out")
        if told.setdefault((one, other), grade) != grade:
            raise MapperError(f"{where}: {one!r} and {other!r} have the grade {told[one, other]:g} on another line; keep one of the two")
        grades[rows[one], columns[other]] = grade
    if not (grades > 0).any():
        raise MapperError(f"{folder / 'gold.tsv'} holds no related pair; there is nothing to measure")
    same, notes = _same(folder / "same.tsv", rows, columns)
    if both := int((same & (grades > 0)).sum()):
        notes += (f"{both} related pairs of gold.tsv are in same.tsv too: they are never proposed, and count as missed",)
    return GoldSet(left, right, grades, same, notes)


def _same(path: Path, rows: dict[str, int], columns: dict[str, int]) -> tuple[NDArray[np.bool_], tuple[str, ...]]:
    same = np.zeros((len(rows), len(columns)), bool)
    unknown = 0
    for number, (where, cells) in enumerate(_lines(path) if path.exists() else ()):
        if len(cells) != len(HEAD):
            raise MapperError(f"{where} has {len(cells)} columns; it needs left_id and right_id, with a tab between")
        if cells[0] in rows and cells[1] in columns:
            same[rows[cells[0]], columns[cells[1]]] = True
        elif number or cells != HEAD:
            unknown += 1
    return same, (f"same.tsv: {unknown} of its lines name a text that is not in the set",) if unknown else ()


def _documents(path: Path) -> tuple[Document, ...]:
    found: dict[str, Document] = {}
    for number, line in _text(path):
        if not line.strip():
            continue
        document = _document(line, f"{path}, line {number}")
        if document.id in found:
            raise MapperError(f"{path}, line {number}: the id {document.id!r} is used twice; give each text its own")
        found[document.id] = document
    if not found:
        raise MapperError(f"{path} holds no text; each line is an object with id, title and text")
    return _in_common(tuple(found[name] for name in sorted(found)))


def _in_common(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Let texts that are too short to tell their language have that of most texts of their side."""
    told = [_told(document) for document in documents]
    counts = Counter(filter(None, told))
    common = min(counts, key=lambda language: (-counts[language], language), default="")
    return tuple(document if own or not common else replace(document, language=common) for document, own in zip(documents, told, strict=True))


def _told(document: Document) -> str:
    """Give the language that the words of a text tell; a long one was asked already."""
    text = " ".join([document.title, *(clause.text for clause in document.clauses)])
    return document.language if len(text) > _LONG else language_of(text)


def _document(line: str, where: str) -> Document:
    try:
        raw = json.loads(line)
    except ValueError as error:
        raise MapperError(f"{where} is not JSON: {error}; each line is an object with id, title and text") from error
    values = [raw.get("id"), raw.get("title") or "", raw.get("text")] if isinstance(raw, dict) else [None]
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) != 3 or not texts[0]:
        raise MapperError(f"{where} must be an object with id, title and text, each a text; mend it and try again")
    if any("\ud800" <= sign <= "\udfff" for value in texts for sign in value):
        raise MapperError(f"{where} holds half a character (a lone surrogate such as \\ud83d); write the text again as UTF-8")
    name, title, text = texts
    return bare.document(name, title, text, SourceFile("", ""))


def _gold(path: Path) -> Iterator[tuple[str, str, str, float]]:
    for number, (where, cells) in enumerate(_lines(path)):
        if len(cells) not in (2, 3):
            raise MapperError(f"{where} has {len(cells)} columns; it needs left_id, right_id and, if graded, grade, with tabs between")
        if number == 0 and cells[:2] == HEAD:
            continue
        try:
            grade = float(cells[2]) if len(cells) == 3 else 1.0
        except ValueError as error:
            raise MapperError(f"{where}: the grade {cells[2]!r} is not a number; mend it and try again") from error
        if not 0 <= grade < float("inf"):
            raise MapperError(f"{where}: the grade {cells[2]!r} must be 0 or more; mend it and try again")
        yield where, cells[0], cells[1], grade


def _lines(path: Path) -> Iterator[tuple[str, list[str]]]:
    for number, line in _text(path):
        if line.strip():
            yield f"{path}, line {number}", line.split("\t")


def _text(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            for number, line in enumerate(file, 1):
                yield number, line.rstrip("\r\n")
    except OSError as error:
        raise MapperError(f"cannot read {path}: {error.strerror}; a set needs left.jsonl, right.jsonl and gold.tsv") from error
    except UnicodeDecodeError as error:
        raise MapperError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8 and try again") from error
