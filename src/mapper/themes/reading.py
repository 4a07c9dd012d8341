"""Reading themes from the TOML files that people write; a mistake is one sentence with file, subtopic and key."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mapper.errors import MapperError
from mapper.settings import MappingType
from mapper.themes import tags
from mapper.themes.nouns import LANGUAGE, Subtopic, Theme
from mapper.toml import Table

_WORDS = ("definition", "scope_note", "labels", "also", "focal_points", "codes")
_HEAD = ("id", "title", "mandate", *_WORDS)
_SUBTOPIC = ("id", "title", "definition", "examples", "exclusions", *_WORDS[1:], "parent", "retired", "replaced_by")
_CODE = re.compile(r"[A-Za-z][\w.-]*:[^\s<>\"{}|\\^`/][^\s<>\"{}|\\^`]*|https?://[^\s<>\"{}|\\^`]+")


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


def notes(theme: Theme) -> Iterator[str]:
    """Say what a theme could say better and is no mistake: a subtopic without examples is found by its definition alone."""
    for subtopic in theme.live:
        if not any(example.strip() for example in subtopic.examples):
            yield (
                f'{theme.file}: [subtopic "{subtopic.id}"] has no examples, so it is found by its title and definition alone; '
                "add two or three in the words of the texts"
            )


def _read(path: Path) -> Theme:
    try:
        return parse(path, path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MapperError(f"cannot read {path}: {error.strerror}; allow reading it, or take it out of the folder") from error
    except UnicodeDecodeError as error:
        raise MapperError(f"{path} is not valid TOML: {error}; mend that line and try again") from error


def parse(path: Path, text: str) -> Theme:
    """Read a theme from the text of its file."""
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise MapperError(f"{path} is not valid TOML: {error}; mend that line and try again") from error
    return _theme(Table(path, "", raw))


def _theme(raw: Table) -> Theme:
    entries = raw.values.get("subtopic")
    if "theme" not in raw.values or not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise MapperError(f"{raw.path}: a theme needs [theme] with id and title, and [[subtopic]] with id, title and definition; add what is missing")
    raw.only("theme", "subtopic")
    head = raw.table("theme")
    head.only(*_HEAD)
    tables = [Table(raw.path, _name(entry, n), entry) for n, entry in enumerate(entries, 1)]
    subtopics = tuple(_subtopic(table) for table in tables)
    _held_together(raw.path, tables, subtopics)
    return Theme(
        head.given("id"),
        head.given("title"),
        head.words("mandate"),
        subtopics,
        str(raw.path),
        head.text("definition"),
        head.text("scope_note"),
        _labels(head),
        _also(head),
        head.words("focal_points"),
        _codes(head),
    )


def _name(entry: Mapping[str, object], number: int) -> str:
    """Name the table of a subtopic by its id, where it has one."""
    id_ = entry.get("id")
    return f'subtopic "{id_}"' if isinstance(id_, str) and id_.strip() else f"subtopic {number}"


def _subtopic(raw: Table) -> Subtopic:
    raw.only(*_SUBTOPIC)
    replaced = raw.values.get("replaced_by", [])
    return Subtopic(
        id=raw.given("id"),
        title=raw.given("title"),
        definition=raw.given("definition"),
        examples=raw.words("examples"),
        exclusions=raw.words("exclusions"),
        scope_note=raw.text("scope_note"),
        labels=_labels(raw),
        also=_also(raw),
        focal_points=raw.words("focal_points"),
        codes=_codes(raw),
        parent=raw.text("parent"),
        retired=raw.flag("retired"),
        replaced_by=(replaced,) if isinstance(replaced, str) and replaced else () if replaced == "" else raw.words("replaced_by"),
    )


def _labels(raw: Table) -> dict[str, str]:
    """Read titles by language; the English one is the title, so that there are not two of them."""
    found = _by_language(raw, "labels")
    told = {tag: Table(raw.path, found.name, {tag: value}).given(tag) for tag, value in found.values.items()}
    if told.get(LANGUAGE, raw.values.get("title")) != raw.values.get("title"):
        raise found.refuse(LANGUAGE, "left out, or the same as title: the title is the English label")
    return {tag: told[tag] for tag in _in_order(told) if tag != LANGUAGE}


def _also(raw: Table) -> dict[str, tuple[str, ...]]:
    found = _by_language(raw, "also")
    told = {tag: Table(raw.path, found.name, {tag: value}).words(tag) for tag, value in found.values.items()}
    for tag, names in told.items():
        if not all(name.strip() for name in names):
            raise found.refuse(tag, "names with a word in each")
    return {tag: tuple(dict.fromkeys(told[tag])) for tag in _in_order(told) if told[tag]}


def _by_language(raw: Table, key: str) -> Table:
    values = raw.values.get(key, {})
    if not isinstance(values, dict):
        raise raw.refuse(key, "a table of texts by language, as in { fr = …, es = … }")
    for tag in values:
        if not tags.known(tag):
            raise MapperError(
                f"{raw.path}: [{raw.name}] {key} names {tag!r}, which is no language tag; write one such as {', '.join(tags.UNITED_NATIONS)}"
            )
    return Table(raw.path, f"{raw.name} {key}", values)


def _in_order(told: Iterable[str]) -> list[str]:
    """Put languages in the order of the United Nations, others behind."""
    places = {tag: place for place, tag in enumerate(tags.UNITED_NATIONS)}
    return sorted(told, key=lambda tag: (places.get(tag, len(places)), tag))


def _codes(raw: Table) -> tuple[str, ...]:
    codes = raw.words("codes")
    for code in codes:
        if not _CODE.fullmatch(code):
            raise raw.refuse("codes", f'each a prefix with a code, as in "sdg:13", or an address ({code!r} is neither)')
    return codes


def _held_together(path: Path, tables: Sequence[Table], subtopics: Sequence[Subtopic]) -> None:
    """Refuse ids that are used twice, and what names a subtopic that is not there or ends where it began."""
    ids: set[str] = set()
    for one in subtopics:
        if one.id in ids:
            raise MapperError(f"{path}: the subtopic id {one.id!r} is used twice; give each its own")
        ids.add(one.id)
    for table, one in zip(tables, subtopics, strict=True):
        for key, named in (("parent", [one.parent] if one.parent else []), ("replaced_by", one.replaced_by)):
            for other in named:
                if other not in ids or other == one.id:
                    raise table.refuse(key, f"the id of another subtopic of this theme ({other!r} is not)")
        if one.replaced_by and not one.retired:
            raise table.refuse("retired", "true where replaced_by is given: only what is retired is replaced")
    _no_circle(path, {one.id: one.parent for one in subtopics})


def _no_circle(path: Path, parents: Mapping[str, str]) -> None:
    ended: set[str] = set()
    for start in parents:
        way: dict[str, None] = {}
        at = start
        while at and at not in ended and at not in way:
            way[at] = None
            at = parents[at]
        if at in way:
            passed = list(way)
            round_ = [*passed[passed.index(at) :], at]
            raise MapperError(f"{path}: the parents of subtopics run in a circle ({' → '.join(round_)}); take one of them out")
        ended.update(way)
