"""Akoma Ntoso as a source: files of this program give the same documents back; others' are read as lines, by the same grammar as every format."""

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

from mapper.documents_json import from_json
from mapper.errors import UnreadableSource
from mapper.extractors import accounts, akomalines, grammar
from mapper.extractors.akomatree import ID, RECORD, clauses, local, notes, part_of, read_clause, read_note, references, words
from mapper.extractors.context import Hints
from mapper.extractors.grammar import Reading
from mapper.types import Document, Part, SourceFile

_ROOT = "akomaNtoso"
_TEXTS = frozenset(("act", "amendment", "bill", "doc", "judgment", "statement"))
_BEGINNING = 1 << 16  # bytes: a document type stands before the first element
_DTD = b"<!DOCTYPE"


def read(path: Path, source: SourceFile, hints: Hints) -> Reading:
    """Make the documents of a file; raise UnreadableSource where it is not Akoma Ntoso, or holds what is not read from others."""
    root = _parse(path, source.file)
    if local(root) != _ROOT:
        raise UnreadableSource(
            f"{source.file} is XML that begins with <{local(root)}>, and of XML only Akoma Ntoso is read; save it in another format"
        )
    readings = [_read(text, source, hints) for text in _texts(root)]
    if len(readings) == 1:
        return readings[0]
    problems = [problem for reading in readings for problem in reading.problems]
    documents = accounts.without_echoes([document for reading in readings for document in reading.documents], problems)
    return Reading(tuple(documents), tuple(dict.fromkeys(problems)))


def _read(text: Any, source: SourceFile, hints: Hints) -> Reading:
    """Read one text: by our record where it has one, else by its lines."""
    record = text.find(f".//{RECORD}")
    if record is not None:
        return Reading((_own(text, record, source),), ())
    found = grammar.read([akomalines.sheet(text)], source, hints)
    openers = akomalines.recited(text)
    return replace(found, documents=tuple(_recited(document, openers) for document in found.documents))


def _recited(document: Document, openers: Set[str]) -> Document:
    """Let what the file has among its recitals be preamble, whether a profile knows the words that open it or not."""
    told = [clause.part is Part.OPERATIVE and clause.opener in openers for clause in document.clauses]
    clauses_ = (replace(clause, part=Part.PREAMBLE, actor="") if wrong else clause for clause, wrong in zip(document.clauses, told, strict=True))
    return replace(document, clauses=tuple(clauses_))


def _parse(path: Path, name: str) -> Any:
    """Parse without entities, document types and network; a file that needs them is refused."""
    from lxml import etree

    content = path.read_bytes()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
    if _DTD in content[:_BEGINNING]:
        raise UnreadableSource(_refused(name))
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join((error.msg or "it is empty").partition(" (")[0].split()).replace(" ,", ",")
        raise UnreadableSource(f"{name} is not whole XML ({reason}); get it again from where it came, or save it anew") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableSource(_refused(name))
    return root


def _refused(name: str) -> str:
    return f"{name} brings a document type with it (<!DOCTYPE>), which may make a file grow without end and is never read; save it without one"


def _texts(root: Any) -> Iterator[Any]:
    """Give the texts of a file, those of a collection one by one; what is attached to a text belongs to it."""
    for child in root:
        if local(child) in _TEXTS:
            yield child
        elif local(child) not in ("meta", "attachment"):
            yield from _texts(child)


def _clauses(text: Any, raw: Mapping[str, Any], actors: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Read the clauses of a text of ours; one that somebody added since has the page of the one before it, and an id by its place."""
    page = raw["pages"][0]
    for number, element in enumerate(clauses(text), start=1):
        found = read_clause(element, actors)
        if element.get(ID) is None:
            found |= {"id": f"{raw['id']}#added-{number}", "page": page}
        page = found["page"]
        yield found


def _own(text: Any, record: Any, source: SourceFile) -> Document:
    """Read a text as this program wrote it: the words from the text, all else from the record."""
    try:
        raw = json.loads(words(record))
        title, number = (part_of(text, f"preface/p/{name}") for name in ("docTitle", "docNumber"))
        raw["title"], raw["number"] = ("" if found is None else words(found) for found in (title, number))
        actors = {each.get("eId", ""): each.get("showAs", "") for each in text.iter("{*}TLCRole")}
        raw["clauses"] = list(_clauses(text, raw, actors))
        again = references(text)
        raw["footnotes"] = [read_note(note, again) for note in notes(text)]
        return from_json(raw)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError) as error:
        told = "has a record of ours that is damaged or was written over"
        raise UnreadableSource(f"{source.file} {told}; export it again, or take <proprietary> out of it") from error
