"""Registering: writing down which area is which, and what people say of areas: what one is called, that two are one, that documents stand apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mapper import areas, finding, register, sharing
from mapper.areas import Area, Areas
from mapper.errors import MapperError, UsageError, count
from mapper.register import Entry, Register
from mapper.settings import Settings
from mapper.store import Store
from mapper.views.export import Export
from mapper.views.rows import Row, rows
from mapper.views.text import one_line

RENAME, UNNAME, MERGE, UNMERGE, SPLIT, UNSPLIT = "rename", "unname", "merge", "unmerge", "split", "unsplit"
WORDS = (RENAME, UNNAME, MERGE, UNMERGE, SPLIT, UNSPLIT)
_PREFIX, _LONGEST = "area:", 200


@dataclass(frozen=True)
class Said:
    """Hold what was said of an area: a word, the area, and what else the word needs; by whom and when."""

    word: str
    area: str
    more: tuple[str, ...] = ()
    by: str = ""


def wish(words: Sequence[str], *, by: str) -> Said:
    """Read what was typed: the word, the area, and the rest."""
    if len(words) < 2:
        raise UsageError(f"say which area to {words[0]}: its id, as `mapper areas` prints it")
    return Said(words[0].casefold(), words[1], tuple(words[2:]), by)


def enrol(settings: Settings, store: Store) -> tuple[str, ...]:
    """Write down which area holds which pairs now; say in sentences what became of areas that people spoke of, and which grew into others."""
    export = sharing.gather(settings, store, sharing.Wish())
    (now, told), before = areas.registered(export, rows(export)), export.register
    if now != before:
        try:
            register.save(now, settings.areas)
        except MapperError as error:  # the run itself is recorded; the next one writes the areas down
            return (f"the areas are not written down: {error}",)
    grown = (entry for entry in now.entries if entry.is_over and not before.by_id.get(entry.id, entry).into)
    return (*(f"{entry.id} grew into {entry.into}" for entry in grown), *told)


def say(settings: Settings, store: Store, said: Said) -> str:
    """Do what a person says of an area, write it down, and say what that changed."""
    export = sharing.gather(settings, store, sharing.Wish())
    found = rows(export)
    now, told = _ACTIONS[said.word](_Desk(export, found, areas.group(export, found)), said)
    register.save(now, settings.areas)
    return told


@dataclass(frozen=True)
class _Desk:
    """Hold the areas as they stand, and what they are made of."""

    export: Export
    rows: Sequence[Row]
    areas: Areas

    @property
    def register(self) -> Register:
        """Give the register as it would be written now."""
        return self.areas.register


def meant(grouped: Areas, typed: str) -> Area:
    """Find the area that is meant by its id, or the start of it; one that is part of another now leads there."""
    found = grouped.register.root(known(grouped, typed))
    area = next((area for area in grouped.areas if area.id == found), None)
    if area is None:
        pairs = count(len(grouped.register.by_id[found].pairs), "pair")
        raise MapperError(f"{found} has no accepted pair now; it held {pairs}, and stands again once one is accepted")
    return area


def known(grouped: Areas, typed: str) -> str:
    """Find the id that is meant, also of an area that is part of another."""
    return _one(typed, [*(area.id for area in grouped.areas), *grouped.register.by_id])


def _one(typed: str, ids: Sequence[str]) -> str:
    wanted = typed.strip().casefold().removeprefix(_PREFIX)
    known = sorted(set(ids))
    found = [id_ for id_ in known if id_.removeprefix(_PREFIX) == wanted] or [id_ for id_ in known if id_.removeprefix(_PREFIX).startswith(wanted)]
    if not wanted or not found:
        raise MapperError(f"no area is called {typed!r}; `mapper areas` lists them with their ids")
    if len(found) > 1:
        raise MapperError(f"{typed!r} starts the ids of {len(found)} areas; give more of it")
    return found[0]


def _entry(known: Register, typed: str) -> Entry:
    """Find an area of the register, also one that is part of another."""
    return known.by_id[_one(typed, [*known.by_id])]


def _rename(desk: _Desk, said: Said) -> tuple[Register, str]:
    name = one_line(" ".join(said.more))
    if not name or len(name) > _LONGEST:
        raise UsageError(f"say what to call it, in 1 to {_LONGEST} letters: mapper areas rename {said.area} NAME")
    area = meant(desk.areas, said.area)
    if same := next((one for one in desk.areas.areas if one.id != area.id and one.name.casefold() == name.casefold()), None):
        raise MapperError(f"{same.id} is called “{same.name}” already; nothing was changed, choose another name or merge the two")
    now = replace(desk.register.by_id[area.id], name=name, named_by=said.by)
    return desk.register.having(now), f"{area.id} is called “{name}” now; before it was “{area.name}”"


def _unname(desk: _Desk, said: Said) -> tuple[Register, str]:
    _alone(said)
    entry = _entry(desk.register, said.area)
    if not entry.name:
        raise MapperError(f"nobody gave {entry.id} a name; nothing was changed")
    return desk.register.having(replace(entry, name="", named_by="")), f"{entry.id} is no longer called “{entry.name}”: its titles name it again"


def _merge(desk: _Desk, said: Said) -> tuple[Register, str]:
    if len(said.more) != 1:
        raise UsageError(f"say into which area: mapper areas merge {said.area} AREA")
    part, whole = meant(desk.areas, said.area), meant(desk.areas, said.more[0])
    if part.id == whole.id:
        raise MapperError(f"{said.area!r} and {said.more[0]!r} are one area already, {whole.id}; nothing was changed")
    now = replace(desk.register.by_id[part.id], into=whole.id, merged_by=said.by)
    told = f"{part.id} “{part.name}” is part of {whole.id} “{whole.name}” now; mapper areas unmerge {part.id} takes that back"
    return desk.register.having(now), told


def _unmerge(desk: _Desk, said: Said) -> tuple[Register, str]:
    _alone(said)
    entry = _entry(desk.register, said.area)
    if not entry.merged_by:
        raise MapperError(f"nobody merged {entry.id} into another area; nothing was changed")
    return desk.register.having(replace(entry, into="", merged_by="")), f"{entry.id} stands by itself again, and is no part of {entry.into}"


def _split(desk: _Desk, said: Said) -> tuple[Register, str]:
    area = meant(desk.areas, said.area)
    if not said.more:
        raise UsageError(f"say which documents or pairs stand apart: mapper areas split {area.id} DOC…, as `mapper areas {area.id}` lists them")
    works, pairs = _named(area, said.more)
    moved = [row for row in area.rows if row.id in pairs or {row.subject.id, row.object.id} & works]
    if len(moved) == len(area.rows):
        raise MapperError(f"that is every pair of {area.id}: nothing would be left; nothing was changed, name fewer documents, or pairs")
    id_ = areas.new_id(desk.export, desk.rows, moved, desk.register.by_id)
    gone = {row.id for row in moved}
    kept = [replace(entry, pairs=tuple(pair for pair in entry.pairs if pair not in gone)) for entry in desk.register.entries]
    made = Entry(id_, tuple(sorted(gone)), out_of=area.id, split_by=said.by, apart=tuple(sorted(works)))
    told = f"{id_} holds {count(len(moved), 'pair')} of {area.id} now, {len(area.rows) - len(moved)} stay; mapper areas unsplit {id_} takes that back"
    return desk.register.having(*kept, made), told


def _named(area: Area, typed: Sequence[str]) -> tuple[set[str], set[str]]:
    """Tell the documents and the pairs that are named of an area apart."""
    items = {member.item.id.casefold(): member.item.id for member in area.members}
    titles: dict[str, Row] = {row.id: row for row in area.rows}
    works: set[str] = set()
    pairs: set[str] = set()
    for word in typed:
        if found := items.get(word.strip().casefold()):
            works.add(found)
        elif matched := finding.matches(titles, word):
            pairs.add(finding.one_id({id_: titles[id_].reads_as for id_ in matched}, word, f"in {area.id}"))
        else:
            raise MapperError(f"{area.id} has no document and no pair {word!r}; nothing was changed, `mapper areas {area.id} --json` lists both")
    return works, pairs


def _unsplit(desk: _Desk, said: Said) -> tuple[Register, str]:
    _alone(said)
    entry = _entry(desk.register, said.area)
    if not entry.is_split or entry.is_over:
        raise MapperError(f"nobody split {entry.id} from another area; nothing was changed")
    if desk.register.root(entry.out_of) == entry.id:
        raise MapperError(f"{entry.out_of} is part of {entry.id} itself; nothing was changed, mapper areas unmerge {entry.out_of} first")
    lost = f", and is no longer called “{entry.name}”" if entry.name else ""
    back = replace(entry, pairs=(), name="", named_by="", into=entry.out_of, merged_by="")
    return desk.register.having(back), f"{entry.id} is part of {desk.register.root(entry.out_of)} again{lost}"


def _alone(said: Said) -> None:
    if said.more:
        raise UsageError(f"mapper areas {said.word} takes an area and nothing else; leave out {' '.join(said.more)!r}")


_ACTIONS = {RENAME: _rename, UNNAME: _unname, MERGE: _merge, UNMERGE: _unmerge, SPLIT: _split, UNSPLIT: _unsplit}
