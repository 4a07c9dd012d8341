"""What was suggested before, and what people said of it: a sorted file beside the settings, to be read, compared and backed up."""

import os
import tomllib
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from mapper.errors import MapperError
from mapper.identity import digest
from mapper.toml import Table, quoted

FILE = "suggestions.toml"
SAME = 0.3  # share of the clauses of both, from which a group is the one that was suggested before
_SIZE = 8  # letters of an id
_KEYS = ("id", "from", "state", "as", "title", "phrases", "clauses")
_HEAD = """# Subtopics that `mapper themes suggest` proposed, and what people said of each: open, accepted (as what), declined.
# Those that no longer come are retired, and none is deleted.
# Written by `mapper themes suggest|accept|decline`. A suggestion is known again by its clauses.
"""


class Said(StrEnum):
    """Say where a suggestion stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RETIRED = "retired"


@dataclass(frozen=True)
class Noted:
    """Hold what was suggested out of an anchor, by the ids of its clauses, the most typical first, and what people said of it."""

    id: str
    anchor: str
    title: str
    phrases: tuple[str, ...]
    clauses: tuple[str, ...]
    said: Said = Said.OPEN
    as_: str = ""


def load(path: Path) -> tuple[Noted, ...]:
    """Read what was suggested, nothing where there is no file; a mistake is one sentence."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise MapperError(f"cannot read {path}: {error.strerror}; allow reading it, or take it out of the folder") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MapperError(f"{path} is not valid TOML: {error}; mend that line and try again") from error
    Table(path, "", raw).only("suggestion")
    entries = raw.get("suggestion", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise MapperError(f"{path}: suggestion must be tables, as in [[suggestion]]; mend it and try again")
    found = tuple(_noted(Table(path, f"suggestion {number}", entry)) for number, entry in enumerate(entries, 1))
    ids = [one.id for one in found]
    if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        raise MapperError(f"{path}: the suggestion id {twice[0]!r} is used twice; take one of them out")
    return found


def _noted(raw: Table) -> Noted:
    raw.only(*_KEYS)
    said = raw.text("state", Said.OPEN)
    if said not in tuple(Said):
        raise raw.refuse("state", f"one of {', '.join(Said)}")
    return Noted(raw.given("id"), raw.given("from"), raw.text("title"), raw.words("phrases"), raw.words("clauses"), Said(said), raw.text("as"))


def save(noted: Iterable[Noted], path: Path) -> None:
    """Write the file whole or not at all, sorted by anchor and id."""
    told = sorted(noted, key=lambda one: (one.anchor, one.id))
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes("\n".join((_HEAD, *(_table(one) for one in told))).encode())
        os.replace(part, path)
    except OSError as error:
        raise MapperError(f"cannot write {path}: {error.strerror}; nothing was changed, allow writing there") from error


def _table(one: Noted) -> str:
    lines = [f"id = {quoted(one.id)}", f"from = {quoted(one.anchor)}", f"state = {quoted(one.said)}"]
    lines += [f"as = {quoted(one.as_)}"] if one.as_ else []
    lines += [f"title = {quoted(one.title)}", f"phrases = [{', '.join(map(quoted, one.phrases))}]"]
    return "\n".join(["[[suggestion]]", *lines, "clauses = [", *(f"  {quoted(clause)}," for clause in one.clauses), "]", ""])


def recognise(groups: Sequence[Noted], before: Iterable[Noted]) -> list[Noted]:
    """Give each new group the id and the state of the earlier one of its anchor that shares most clauses with it; each is taken once, best first."""
    known = sorted(before, key=lambda one: one.id)
    shares = [
        (_share(group, one), place, number) for place, group in enumerate(groups) for number, one in enumerate(known) if one.anchor == group.anchor
    ]
    found: dict[int, int] = {}
    for share, place, number in sorted(shares, key=lambda one: (-one[0], one[1], one[2])):
        if share >= SAME and place not in found and number not in found.values():
            found[place] = number
    taken = {one.id for one in known}
    fresh = (replace(group, id=_name(group, taken)) for group in groups)
    return [_as_before(group, known[found[place]]) if place in found else group for place, group in enumerate(fresh)]


def _share(one: Noted, other: Noted) -> float:
    return len({*one.clauses} & {*other.clauses}) / max(1, len({*one.clauses} | {*other.clauses}))


def _as_before(group: Noted, before: Noted) -> Noted:
    """Keep the id and what people said; one that had ceased to come is open again."""
    said = Said.OPEN if before.said is Said.RETIRED else before.said
    return replace(group, id=before.id, said=said, as_=before.as_)


def _name(group: Noted, taken: Set[str]) -> str:
    """Name a group by what it holds when it first comes; as much more of the name as others of that name ask for."""
    whole = digest(group.anchor, *sorted(group.clauses))
    return next(whole[:size] for size in range(_SIZE, len(whole) + 1) if whole[:size] not in taken)


def merged(now: Sequence[Noted], before: Iterable[Noted], anchor: str) -> Iterator[Noted]:
    """Lay what comes now over what came before: an open one of this anchor that no longer comes is retired, and nothing is deleted."""
    current = {one.id for one in now}
    for one in before:
        if one.id not in current:
            yield replace(one, said=Said.RETIRED) if one.anchor == anchor and one.said is Said.OPEN else one
    yield from now


def one(noted: Iterable[Noted], typed: str) -> Noted:
    """Find a suggestion by its id, or by how it begins."""
    known = {entry.id: entry for entry in noted}
    found = [id_ for id_ in sorted(known) if typed and id_.startswith(typed.strip().casefold())]
    if typed.strip().casefold() in known:
        return known[typed.strip().casefold()]
    if len(found) == 1:
        return known[found[0]]
    if found:
        raise MapperError(f"{typed!r} is the start of {len(found)} suggestions ({', '.join(found[:3])}…); type more of it")
    raise MapperError(f"no suggestion {typed!r}; nothing was changed, `mapper themes suggest --from …` lists them")
