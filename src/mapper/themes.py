"""Themes: definitions that people edit, read as documents so that subtopics are mapped like any text."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mapper.errors import MapperError
from mapper.identity import digest
from mapper.settings import MappingType
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
        head, subtopics = raw["theme"], raw["subtopic"]
        return Theme(
            id=_text(head, "id"),
            title=_text(head, "title"),
            mandate=tuple(head.get("mandate", ())),
            subtopics=tuple(_subtopic(entry) for entry in subtopics),
            file=str(path),
        )
    except OSError as error:
        raise MapperError(f"cannot read {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MapperError(f"{path} is not valid TOML: {error}; mend that line and try again") from error
    except (KeyError, TypeError, AttributeError) as error:
        wanted = "[theme] with id and title, and [[subtopic]] with id, title and definition"
        raise MapperError(f"{path}: a theme needs {wanted} ({error} is missing or wrong)") from error


def _subtopic(raw: dict[str, object]) -> Subtopic:
    lists = {key: raw.get(key, []) for key in ("examples", "exclusions")}
    examples, exclusions = (tuple(str(word) for word in value) for value in lists.values() if isinstance(value, list))
    return Subtopic(_text(raw, "id"), _text(raw, "title"), _text(raw, "definition"), examples, exclusions)


def _text(raw: dict[str, object], key: str) -> str:
    value = raw[key]
    if not isinstance(value, str) or not value.strip():
        raise KeyError(key)
    return value


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
