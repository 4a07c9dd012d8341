"""Writing themes as the TOML that people edit: a whole file, or one more subtopic at the end of a file that is theirs."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mapper.errors import MapperError
from mapper.themes.nouns import Subtopic, Theme
from mapper.themes.reading import parse
from mapper.toml import quoted

_WIDE = 100  # letters; a longer list has a line for each of its texts


def written(theme: Theme, comment: str = "") -> str:
    """Write a theme as the text of a file; read back it is the same theme."""
    lines = [f"# {line}".rstrip() for line in comment.split("\n") if comment]
    head = ("[theme]", f"id = {quoted(theme.id)}", f"title = {quoted(theme.title)}", *_list("mandate", theme.mandate), *_told(theme))
    blocks = ["\n".join(part) for part in (lines, head) if part]
    return "\n\n".join([*blocks, *(block(subtopic) for subtopic in theme.subtopics)]) + "\n"


def block(subtopic: Subtopic) -> str:
    """Write one subtopic as the lines of its table."""
    return "\n".join(_block(subtopic))


def _block(one: Subtopic) -> Iterator[str]:
    yield "[[subtopic]]"
    yield f"id = {quoted(one.id)}"
    yield f"title = {quoted(one.title)}"
    yield from ([f"parent = {quoted(one.parent)}"] if one.parent else [])
    yield from (["retired = true"] if one.retired else [])
    yield from _list("replaced_by", one.replaced_by)
    yield from _told(one)
    yield from _list("examples", one.examples)
    yield from _list("exclusions", one.exclusions)


def _told(one: Subtopic | Theme) -> Iterator[str]:
    """Write what a theme and a subtopic both may say."""
    yield from ([f"definition = {quoted(one.definition)}"] if one.definition else [])
    yield from ([f"scope_note = {quoted(one.scope_note)}"] if one.scope_note else [])
    yield from _table("labels", {tag: quoted(text) for tag, text in one.labels.items()})
    yield from _table("also", {tag: f"[{', '.join(map(quoted, texts))}]" for tag, texts in one.also.items()})
    yield from _list("focal_points", one.focal_points)
    yield from _list("codes", one.codes)


def _table(key: str, values: Mapping[str, str]) -> Iterator[str]:
    if values:
        yield f"{key} = {{ {', '.join(f'{tag} = {value}' for tag, value in values.items())} }}"


def _list(key: str, texts: Sequence[str]) -> Iterator[str]:
    told = f"{key} = [{', '.join(map(quoted, texts))}]"
    if not texts:
        return
    if len(told) <= _WIDE:
        yield told
        return
    yield f"{key} = ["
    yield from (f"  {quoted(text)}," for text in texts)
    yield "]"


def add(path: Path, subtopic: Subtopic) -> None:
    """Write one more subtopic at the end of a theme's file and leave every letter before it as it is; a file that cannot take it is not touched."""
    try:
        before = path.read_bytes().decode()
    except OSError as error:
        raise MapperError(f"cannot read {path}: {error.strerror}; nothing was changed") from error
    except UnicodeDecodeError as error:
        raise MapperError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8 and try again") from error
    end = "\r\n" if "\r\n" in before else "\n"
    after = before + ("" if before.endswith("\n") else end) + end + block(subtopic).replace("\n", end) + end
    was = parse(path, before)
    try:
        now = parse(path, after)
    except MapperError as error:
        raise MapperError(f"{path} takes no subtopic at its end ({error}); nothing was changed, add it by hand") from error
    if now != replace(was, subtopics=(*was.subtopics, subtopic)):
        raise MapperError(f"{path} would read otherwise with the subtopic {subtopic.id!r} at its end; nothing was changed, add it by hand")
    put(path, after)


def put(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(text.encode())
        os.replace(part, path)
    except OSError as error:
        raise MapperError(f"cannot write {path}: {error.strerror}; nothing was changed, allow writing there") from error
    except UnicodeEncodeError as error:
        raise MapperError(f"the theme holds half a character at place {error.start}, which no file can; nothing was changed") from error
