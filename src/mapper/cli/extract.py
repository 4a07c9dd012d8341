"""Show what files hold: documents as JSON lines or as trees on stdout, the QA summary on stderr."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from mapper.documents import Extraction, extract_all, to_json
from mapper.errors import count
from mapper.sources import list_given
from mapper.types import Document


def show_extraction(files: Sequence[Path], as_json: bool, out: TextIO, err: TextIO) -> int:
    """Write documents to `out`, the summary to `err`; give the exit code: 1 where a file was not read, or not all of it."""
    whole = True
    for extraction in extract_all(list_given(files)):
        for document in extraction.documents:
            out.writelines(f"{line}\n" for line in ([json.dumps(to_json(document), ensure_ascii=False)] if as_json else tree(document)))
        err.writelines(f"{line}\n" for line in summary(extraction))
        whole = whole and extraction.whole
    return int(not whole)


def summary(extraction: Extraction) -> Iterator[str]:
    """Tell of one file how much was found, and each problem with its page."""
    if extraction.unread:
        source = extraction.source
        yield _plain(f"unread  {source.name}: {extraction.unread.removeprefix(source.name).removeprefix(source.path.name).lstrip(': ')}")
        return
    documents = extraction.documents
    clauses = sum(len(document.clauses) for document in documents)
    problems = extraction.told
    found = (count(len(documents), "document"), count(clauses, "clause"), count(len(problems), "problem"))
    yield _plain(f"read    {extraction.source.name}: {', '.join(found)}")
    yield from (f"        {_plain(problem)}" for problem in problems)


def tree(document: Document) -> Iterator[str]:
    """Draw the clause tree of a document."""
    edition = f" ({document.edition.label})" if document.edition.label else ""
    pages = f"p. {document.pages[0]}" if document.pages[0] == document.pages[1] else f"pp. {document.pages[0]}-{document.pages[1]}"
    yield _plain(f"{document.id}  {document.title}{edition}  [{document.status.value}, {pages}]")
    opener = None
    for clause in document.clauses:
        if clause.opener != opener:
            opener = clause.opener
            yield _plain(f"  {opener or clause.part.value}" + (f"  -> {clause.actor}" if clause.actor else ""))
        yield _plain(f"    {'  ' * clause.depth}{clause.label + ' ' if clause.label else ''}{clause.text}  [p. {clause.page}]")
    yield from (_plain(f"  note {note.mark}: {note.text}  [p. {note.page}]") for note in document.footnotes)


def _plain(text: str) -> str:
    """Take out control characters: text of a file is data, not commands to a terminal."""
    return "".join(letter for letter in _letters(text))


def _letters(text: str) -> Iterable[str]:
    return (letter for letter in text if letter.isprintable() or letter == " ")
