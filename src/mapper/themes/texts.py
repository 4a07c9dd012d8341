"""Themes as texts: each subtopic is a document, so that it is mapped like any other."""

from pathlib import Path

from mapper.identity import digest
from mapper.themes.nouns import LANGUAGE, Subtopic, Theme
from mapper.types import EXCLUSION, Clause, Document, Edition, Kind, Part, SourceFile, Status


def documents(theme: Theme) -> list[Document]:
    """Turn each subtopic into a document of kind subtopic; its exclusions are kept as details and speak against a pair. A retired one is closed."""
    return [_document(theme, subtopic) for subtopic in theme.subtopics]


def _document(theme: Theme, subtopic: Subtopic) -> Document:
    work = theme.work(subtopic)
    texts = (("definition", subtopic.definition), *((f"example.{n}", text) for n, text in enumerate(subtopic.examples, 1)))
    clauses = tuple(
        Clause(id=f"{work}#{name}", part=Part.BODY, opener=name.partition(".")[0], actor="", label=name.partition(".")[2], depth=0, text=text, page=1)
        for name, text in texts
    )
    return Document(
        id=work,
        kind=Kind.SUBTOPIC,
        body="",
        number=subtopic.id,
        title=subtopic.title,
        edition=Edition(),
        language=LANGUAGE,
        status=Status.CLOSED if subtopic.retired else Status.IN_FORCE,
        source=SourceFile(Path(theme.file).name, digest(*(text for _, text in texts))),
        pages=(1, 1),
        clauses=clauses,
        group=theme.id,
        details=tuple((EXCLUSION, text) for text in subtopic.exclusions),
    )
