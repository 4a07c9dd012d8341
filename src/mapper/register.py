"""The register of areas: which area holds which pairs, and what people said of areas; a sorted file beside the settings, to be read and backed up."""

import json
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mapper.errors import MapperError
from mapper.toml import Table

FILE = "areas.toml"
_KEYS = ("id", "name", "named_by", "into", "merged_by", "out_of", "split_by", "apart", "pairs")
_LISTS = ("apart", "pairs")
_ID = re.compile(r"area:[0-9a-f]{4,64}")
_HEAD = """# Which area of mutual interest holds which accepted pairs, so that an area keeps its id, and what people said of areas: what they are
# called (`name`), that one is part of another (`into`, with `merged_by`), that some documents stand apart (`apart`, taken `out_of` another).
# `into` without `merged_by`: the area grew into that one, or was put back. An id is never given to another area.
# Written by `mapper run` and `mapper areas`; names may be edited by hand.
"""


@dataclass(frozen=True)
class Entry:
    """Hold one area: its pairs as they were last looked at, and what people said of it, each with who and when.

    `into` names the area that it is part of now, `out_of` the one that it was split from, `apart` the documents that were taken out there.
    """

    id: str
    pairs: tuple[str, ...] = ()
    name: str = ""
    named_by: str = ""
    into: str = ""
    merged_by: str = ""
    out_of: str = ""
    split_by: str = ""
    apart: tuple[str, ...] = ()

    @property
    def is_split(self) -> bool:
        """Say whether people took it out of another."""
        return bool(self.split_by)

    @property
    def is_over(self) -> bool:
        """Say whether it is an area no more: it grew into another, or was put back. One that people merged may be taken out again."""
        return bool(self.into) and not self.merged_by

    @property
    def is_said(self) -> bool:
        """Say whether people said anything of it."""
        return bool(self.name or self.merged_by or self.split_by)


@dataclass(frozen=True)
class Register:
    """Hold every area that ever had an id, sorted by id."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Give each area by its id."""
        return {entry.id: entry for entry in self.entries}

    def root(self, id_: str) -> str:
        """Say which area an area is part of today: itself, where it is part of none."""
        while id_ in self.by_id and self.by_id[id_].into:
            id_ = self.by_id[id_].into
        return id_

    def having(self, *entries: Entry) -> "Register":
        """Put areas in, in place of those with the same ids."""
        return Register(tuple(sorted({**self.by_id, **{entry.id: entry for entry in entries}}.values(), key=lambda entry: entry.id)))


def load(path: Path) -> Register:
    """Read the register of a workspace, an empty one where there is no file; a mistake is one sentence with file and key."""
    try:
        raw = Table(path, "", tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Register()
    except OSError as error:
        raise MapperError(f"cannot read {path}: {error.strerror}; allow reading it, or take it out of the folder") from error
    except UnicodeDecodeError as error:
        raise MapperError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8 and try again") from error
    except tomllib.TOMLDecodeError as error:
        raise MapperError(f"{path} is not valid TOML: {error}; mend that line and try again") from error
    raw.only("area")
    listed = raw.values.get("area", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise raw.refuse("area", "a list of tables, each headed [[area]]")
    found = Register().having(*(_entry(Table(path, f"area {number}", one)) for number, one in enumerate(listed, 1)))
    if len(found.entries) < len(listed):
        raise MapperError(f"{path}: an id is used twice; each area has its own, mend it and try again")
    for trouble in _mistakes(found):
        raise MapperError(f"{path}: {trouble}; mend it and try again")
    return found


def _entry(raw: Table) -> Entry:
    raw.only(*_KEYS)
    if not _ID.fullmatch(raw.given("id")):
        raise raw.refuse("id", 'an id as in "area:0123456789ab"')
    id_, name, named_by, into, merged_by, out_of, split_by = (" ".join(raw.text(key).split()) for key in _KEYS if key not in _LISTS)
    apart, pairs = (tuple(sorted(set(raw.words(key)))) for key in _LISTS)
    return Entry(id_, pairs, name, named_by, into, merged_by, out_of, split_by, apart)


def _mistakes(register: Register) -> Iterator[str]:
    """Say what does not go together: areas that are not there, areas that are part of themselves, pairs that two areas hold."""
    for entry in register.entries:
        yield from (
            f"{entry.id} names {other}, which is no area of it" for other in (entry.into, entry.out_of) if other and other not in register.by_id
        )
        passed, id_ = {entry.id}, entry.into
        while id_ and id_ not in passed:
            passed.add(id_)
            id_ = register.by_id[id_].into if id_ in register.by_id else ""
        if id_:
            yield f"{entry.id} is part of itself by way of `into`"
    holders: dict[str, str] = {}
    for entry in register.entries:
        yield from (f"{entry.id} and {holders[pair]} both hold the pair {pair}" for pair in entry.pairs if pair in holders)
        holders |= dict.fromkeys(entry.pairs, entry.id)


def save(register: Register, path: Path) -> None:
    """Write the file whole or not at all; no area is no file."""
    try:
        if not register.entries:
            path.unlink(missing_ok=True)
            return
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(written(register).encode())
        os.replace(part, path)
    except OSError as error:
        raise MapperError(f"cannot write {path}: {error.strerror}; nothing was changed, allow writing there") from error
    except UnicodeEncodeError as error:
        raise MapperError(f"a name holds half a character at place {error.start}, which no file can; nothing was changed") from error


def written(register: Register) -> str:
    """Write the register as TOML, sorted, a line for each pair, so that two of them can be compared."""
    return _HEAD + "".join(_table(entry) for entry in register.entries)


def _table(entry: Entry) -> str:
    told = [f"{key} = {_quoted(value)}\n" for key in _KEYS if isinstance(value := getattr(entry, key), str) and value]
    lists = [f"{key} = [\n{_lines(values)}]\n" for key in _LISTS if (values := getattr(entry, key))]
    return "".join(["\n[[area]]\n", *told, *lists])


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"  {_quoted(text)},\n" for text in sorted(texts))


def _quoted(text: str) -> str:
    """Quote a text as TOML does, which is as JSON does but for the character DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
