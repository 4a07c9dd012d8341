"""Documents as JSON objects and back: what `mapper extract --json` prints, what JSON-lines sources hold."""

from collections.abc import Mapping
from typing import Any

from mapper.types import Box, Citation, Clause, Comment, Document, Edition, Footnote, Kind, Part, SourceFile, Status


def to_json(document: Document) -> dict[str, Any]:
    """Give a document as a JSON object; nothing is lost."""
    return {
        "id": document.id,
        "kind": document.kind.value,
        "body": document.body,
        "number": document.number,
        "title": document.title,
        "edition": {"label": document.edition.label, "place": document.edition.place, "year": document.edition.year},
        "language": document.language,
        "status": document.status.value,
        "source": {"file": document.source.file, "sha256": document.source.sha256},
        "pages": list(document.pages),
        "sector": document.sector,
        "group": document.group,
        "period": document.period,
        "details": [list(pair) for pair in document.details],
        "clauses": [_clause(clause) for clause in document.clauses],
        "footnotes": [_note(note) for note in document.footnotes],
        "citations": [_citation(citation) for citation in document.citations],
        "comments": [_comment(comment) for comment in document.comments],
        "problems": list(document.problems),
    }


def _note(note: Footnote) -> dict[str, Any]:
    again = [{"clause": clause, "at": at} for clause, at in note.again]
    return {"mark": note.mark, "text": note.text, "page": note.page, "clause": note.clause, "at": note.at, "again": again}


def _clause(clause: Clause) -> dict[str, Any]:
    box = clause.box
    return {
        "id": clause.id,
        "part": clause.part.value,
        "opener": clause.opener,
        "actor": clause.actor,
        "label": clause.label,
        "depth": clause.depth,
        "text": clause.text,
        "page": clause.page,
        "bbox": [box.x0, box.top, box.x1, box.bottom] if box else None,
        "deadline": clause.deadline,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {"id": citation.id, "edition": citation.edition, "clause": citation.clause, "text": citation.text, "relation": citation.relation}


def _comment(comment: Comment) -> dict[str, str]:
    return {"author": comment.author, "date": comment.date, "clause": comment.clause, "about": comment.about, "text": comment.text}


def from_json(raw: Mapping[str, Any]) -> Document:
    """Make a document of a JSON object; raise KeyError, TypeError or ValueError where it is not one."""
    edition, source, details = raw["edition"], raw["source"], raw.get("details", {})
    return Document(
        id=str(raw["id"]),
        kind=Kind(raw["kind"]),
        body=str(raw["body"]),
        number=str(raw["number"]),
        title=str(raw["title"]),
        edition=Edition(str(edition["label"]), str(edition["place"]), None if edition["year"] is None else int(edition["year"])),
        language=str(raw["language"]),
        status=Status(raw["status"]),
        source=SourceFile(str(source["file"]), str(source["sha256"])),
        pages=(int(raw["pages"][0]), int(raw["pages"][1])),
        clauses=tuple(_read_clause(each) for each in raw["clauses"]),
        footnotes=tuple(_read_note(each) for each in raw.get("footnotes", [])),
        citations=tuple(_read_citation(each) for each in raw.get("citations", [])),
        comments=tuple(_read_comment(each) for each in raw.get("comments", [])),
        problems=tuple(map(str, raw.get("problems", []))),
        sector=str(raw.get("sector", "")),
        group=str(raw.get("group", "")),
        period=str(raw.get("period", "")),
        details=tuple((str(key), str(value)) for key, value in (details.items() if isinstance(details, Mapping) else details)),
    )


def _read_note(raw: Mapping[str, Any]) -> Footnote:
    again = tuple((str(call["clause"]), int(call["at"])) for call in raw.get("again", []))
    return Footnote(str(raw["mark"]), str(raw["text"]), int(raw["page"]), str(raw.get("clause", "")), int(raw.get("at", -1)), again)


def _read_clause(raw: Mapping[str, Any]) -> Clause:
    box = raw.get("bbox")
    return Clause(
        id=str(raw["id"]),
        part=Part(raw["part"]),
        opener=str(raw["opener"]),
        actor=str(raw["actor"]),
        label=str(raw["label"]),
        depth=int(raw["depth"]),
        text=str(raw["text"]),
        page=int(raw["page"]),
        box=Box(*(float(side) for side in box)) if box else None,
        deadline=str(raw.get("deadline", "")),
    )


def _read_citation(raw: Mapping[str, Any]) -> Citation:
    return Citation(str(raw["id"]), str(raw["edition"]), str(raw["clause"]), str(raw["text"]), bool(raw.get("relation", False)))


def _read_comment(raw: Mapping[str, Any]) -> Comment:
    return Comment(str(raw["author"]), str(raw["date"]), str(raw["text"]), str(raw.get("about", "")), str(raw.get("clause", "")))
