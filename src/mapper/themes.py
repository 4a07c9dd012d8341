"""Themes: definitions that people edit, read as documents so that subtopics are mapped like any text."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mapper.errors import MapperError
from mapper.identity import digest
from mapper.settings import MappingType
from mapper.toml import Table
from mapper.types import Clause, Document, Edition, Kind, Part, SourceFile, Status


@dataclass(frozen=True)
class Subtopic:
    """Hold one subtopic: what belongs, examples, and what does not belong."""

    id: str
    title: str
    definition: str
    examples: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """Hold a theme with its subtopics and the documents that mandate it."""

    id: str
    title: str
    mandate: tuple[str, ...]
    subtopics: tuple[Subtopic, ...]
    file: str


def load(folder: Path) -> list[Theme]:
    """Read every theme of a folder, sorted by id; a wrong file is one sentence."""
    themes = [_read(path) for path in sorted(folder.glob("*.toml"))]
    ids = [theme.id for theme in themes]
    for theme in themes:
        if ids.count(theme.id) > 1:
            raise MapperError(f"{theme.file}: the theme id {theme.id!r} is used twice in {folder}; give each its own")
    return sorted(themes, key=lambda theme: theme.id)


def undefined(types: Iterable[MappingType], folder: Path) -> tuple[str, ...]:
    """Say in a sentence each which mappings name a theme that no file of the folder defines: they map nothing."""
    known = {theme.id for theme in load(folder)}
    absent = [kind for kind in types if kind.theme and kind.theme not in known]
    return tuple(f'mapping {kind.name} names the theme "{kind.theme}", which no file in themes/ defines' for kind in absent)


def _read(path: Path) -> Theme:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MapperError(f"cannot read {path}: {error.strerror}; allow reading it, or take it out of the folder") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MapperError(f"{path} is not valid TOML: {error}; mend that line and try again") from error
    return _theme(Table(path, "", raw))


def _theme(raw: Table) -> Theme:
    entries = raw.values.get("subtopic")
    if "theme" not in raw.values or not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise MapperError(f"{raw.path}: a theme needs [theme] with id and title, and [[subtopic]] with id, title and definition; add what is missing")
    raw.only("theme", "subtopic")
    head = raw.table("theme")
    head.only("id", "title", "mandate")
    subtopics = tuple(_subtopic(Table(raw.path, f"subtopic {n}", entry)) for n, entry in enumerate(entries, 1))
    ids = [subtopic.id for subtopic in subtopics]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise MapperError(f"{raw.path}: the subtopic id {id_!r} is used twice; give each its own")
    return Theme(head.given("id"), head.given("title"), head.words("mandate"), subtopics, str(raw.path))


def _subtopic(raw: Table) -> Subtopic:
    raw.only("id", "title", "definition", "examples", "exclusions")
    return Subtopic(raw.given("id"), raw.given("title"), raw.given("definition"), raw.words("examples"), raw.words("exclusions"))


def documents(theme: Theme) -> list[Document]:
    """Turn each subtopic into a document of kind subtopic; its exclusions stay out of what is matched."""
    return [_document(theme, subtopic) for subtopic in theme.subtopics]


def _document(theme: Theme, subtopic: Subtopic) -> Document:
    work = f"theme/{theme.id}/{subtopic.id}"
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
        language="en",
        status=Status.IN_FORCE,
        source=SourceFile(Path(theme.file).name, digest(*(text for _, text in texts))),
        pages=(1, 1),
        clauses=clauses,
        group=theme.id,
        details=tuple(("exclusion", text) for text in subtopic.exclusions),
    )
