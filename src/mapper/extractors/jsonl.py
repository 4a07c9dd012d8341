"""JSON lines: documents as this program prints them, or bare texts with id, title and text, and what they say of themselves."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mapper.documents_json import from_json
from mapper.errors import MISSING, UnreadableSource
from mapper.extractors import bare, naming
from mapper.extractors.context import Hints
from mapper.extractors.grammar import Reading
from mapper.profiles import organisation_of
from mapper.types import Document, Edition, Kind, SourceFile, Status

_LONGEST = 10  # MiB of one line
_CHOICES = {"kind": frozenset(Kind), "status": frozenset(Status)}
_TOLD = ("kind", "body", "number", "edition", "language", "status", "sector", "group", "period")  # what a bare text may say of itself


class _Refused(ValueError):
    """Say in words what a line lacks."""


def read(path: Path, source: SourceFile, hints: Hints) -> Reading:
    """Make a document of each line; a line that is none is told and left out."""
    documents: list[tuple[int, Document]] = []
    problems: list[str] = []
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                documents.append((number, _document(line, source, hints)))
            except _Refused as error:
                problems.append(f"{MISSING}line {number} {error} and was left out")
    if not documents and problems and all(_NO_TEXT in problem for problem in problems):
        raise UnreadableSource(f"{source.file} {_NO_TEXT}, whatever its name says; save it as JSON lines in UTF-8")
    return Reading(tuple(document for _, document in documents), (*problems, *_repeated(documents)))


_NO_TEXT = "is not UTF-8 text"


def _document(line: bytes, source: SourceFile, hints: Hints) -> Document:
    if len(line) > _LONGEST << 20:
        raise _Refused(f"is longer than {_LONGEST} MiB")
    try:
        raw = json.loads(line.removeprefix(BOM_UTF8).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _Refused(_NO_TEXT) from error
    except RecursionError as error:
        raise _Refused("is nested too deeply") from error
    except ValueError as error:
        raise _Refused("is not JSON") from error
    if not isinstance(raw, dict):
        raise _Refused("is not a JSON object")
    if not str(raw.get("id") or "").strip():
        raise _Refused('has no "id"')
    return _own(raw) if "clauses" in raw else _plain(raw, source, hints)


def _own(raw: Mapping[str, Any]) -> Document:
    """Read a document as this program prints it."""
    _known_words(raw)
    try:
        return from_json(raw)
    except KeyError as error:
        raise _Refused(f'has "clauses", but no "{error.args[0]}" beside or in them,') from error
    except (ValueError, TypeError, IndexError, AttributeError) as error:
        raise _Refused('has "clauses", but is not as `mapper extract --json` prints a document,') from error


def _repeated(documents: Sequence[tuple[int, Document]]) -> Iterator[str]:
    """Tell of lines that share id, edition and language and read otherwise: a run can use but one of them."""
    first: dict[tuple[str, str, str], tuple[int, Document]] = {}
    for number, document in documents:
        before, known = first.setdefault((*document.key, document.language), (number, document))
        if known.digest != document.digest:
            told = f'line {number} has the "id" {document.id!r} of line {before} and another text'
            yield f"{MISSING}{told}: only one of the two is used; give each its own"


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    if not isinstance(value, str | None):
        raise _Refused(f'has a "{key}" that is not text')
    return value or ""


def _plain(raw: Mapping[str, Any], source: SourceFile, hints: Hints) -> Document:
    """Make a document of id, title and text; what the line says of it beside those counts before what was said of the file."""
    _known_words(raw)
    said = {key: _text(raw, key).strip() for key in _TOLD}
    if not (_text(raw, "title").strip() or _text(raw, "text").strip() or said["status"]):
        raise _Refused('has neither "title" nor "text"')
    label = said["edition"] or hints.edition
    years = naming.years(label)
    edition = Edition(label, "", years[-1] if years else None)
    made = bare.document(str(raw["id"]), _text(raw, "title"), _text(raw, "text"), source, edition)
    code = said["body"] or hints.body
    organisation = organisation_of(code)
    body = organisation.body(code) if organisation else None
    return replace(
        made,
        kind=Kind(said["kind"] or hints.kind or Kind.OTHER),
        body=body.code if body else code,
        number=said["number"],
        language=said["language"] or made.language,
        status=Status(said["status"]) if said["status"] else made.status,
        sector=said["sector"] or (body.sector if body else ""),
        group=said["group"],
        period=said["period"],
    )


def _known_words(raw: Mapping[str, Any]) -> None:
    """Refuse a kind or a status that is none."""
    for key, known in _CHOICES.items():
        if raw.get(key) and str(raw[key]) not in known:
            raise _Refused(f'has a "{key}" that is none of {", ".join(sorted(known))}')
