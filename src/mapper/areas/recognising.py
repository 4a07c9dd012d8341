"""Recognising: which of today's groups of pairs is which area of the register, with what people took apart and put together."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mapper.register import Entry, Register
from mapper.types import State
from mapper.views.export import Export
from mapper.views.rows import Row

Group = tuple[Row, ...]


@dataclass(frozen=True)
class Recognised:
    """Hold the pairs of each area by its id, parts that people merged under the area that they are part of.

    `parts` holds them by the area of the register that each is by itself; `register` is the one as it would be written now, `now` what has become of
    the pairs that it names.
    """

    areas: Mapping[str, Group]
    parts: Mapping[str, Group]
    register: Register
    fresh: frozenset[str] = frozenset()


def recognise(groups: Iterable[Sequence[Row]], export: Export, name: Callable[[Sequence[Row], frozenset[str]], str]) -> Recognised:
    """Find each area of the register again among groups of pairs, and give the others new ids by `name`, which is told the ids that are taken.

    What people took apart goes first. Then an area is where most of its pairs are; of several that come to be in one group, the one with most pairs
    there stays, and the others are part of it from now on. An area of which no pair is in any group waits.
    """
    known = _Known(export)
    rest, parts = _taken_apart(groups, known)
    winners, over = _claims(rest, known)
    taken = frozenset(known.register.by_id)
    for number, group in enumerate(rest):
        parts[winners.get(number) or name(group, taken)] = tuple(group)
    register = _noted(known, parts, over)
    areas: dict[str, list[Row]] = {}
    for id_, rows in sorted(parts.items()):
        areas.setdefault(register.root(id_), []).extend(rows)
    return Recognised({id_: tuple(rows) for id_, rows in areas.items()}, parts, register, frozenset(parts) - taken)


class _Known:
    """Know the register with its pairs and documents under the names that they have today."""

    def __init__(self, export: Export) -> None:
        self.pairs: dict[str, str] = {}
        works: dict[str, str] = {}
        for then, now in zip(export.decisions, export.lived, strict=True):
            self.pairs[then.pair] = now.pair
            works |= {then.left: now.left, then.right: now.right}
        self.register = Register(tuple(self._today(entry, works) for entry in export.register.entries))
        self.homes = {pair: entry.id for entry in self.register.entries for pair in entry.pairs}

    def _today(self, entry: Entry, works: Mapping[str, str]) -> Entry:
        pairs = {self.pairs.get(pair, pair) for pair in entry.pairs}
        return replace(entry, pairs=tuple(sorted(pairs)), apart=tuple(sorted({works.get(work, work) for work in entry.apart})))


def _taken_apart(groups: Iterable[Sequence[Row]], known: _Known) -> tuple[list[list[Row]], dict[str, Group]]:
    """Take out of each group what people said stands apart: the pairs that were taken out, and new ones of the same documents in the same group."""
    split = {entry.id: entry for entry in known.register.entries if entry.is_split and not entry.is_over}
    rest: list[list[Row]] = []
    apart: dict[str, list[Row]] = {}
    for group in groups:
        here = sorted({known.homes[row.id] for row in group if known.homes.get(row.id) in split})
        left: list[Row] = []
        for row in group:
            home = known.homes.get(row.id) or next((id_ for id_ in here if {row.subject.id, row.object.id} & {*split[id_].apart}), "")
            (apart.setdefault(home, []) if home in split else left).append(row)
        rest += [left] if left else []
    return rest, {id_: tuple(rows) for id_, rows in apart.items()}


def _claims(groups: Sequence[Sequence[Row]], known: _Known) -> tuple[dict[int, str], dict[str, str]]:
    """Say which group is which area, and which areas are part of another now."""
    where: dict[str, Counter[int]] = {}
    for number, group in enumerate(groups):
        for row in group:
            if home := known.homes.get(row.id):
                where.setdefault(home, Counter())[number] += 1
    claims: dict[int, list[tuple[int, bool, str]]] = {}
    for id_, counted in sorted(where.items()):
        number, most = min(counted.items(), key=lambda one: (-one[1], min(row.id for row in groups[one[0]])))
        claims.setdefault(number, []).append((-most, not known.register.by_id[id_].is_said, id_))
    winners = {number: min(claimed)[2] for number, claimed in claims.items()}
    return winners, {id_: winners[number] for number, claimed in claims.items() for _, _, id_ in claimed if id_ != winners[number]}


def _noted(known: _Known, parts: Mapping[str, Group], over: Mapping[str, str]) -> Register:
    """Write down which area holds which accepted pairs now; a pair that is in no group stays where it was, and waits."""
    there = {row.id for rows in parts.values() for row in rows}
    noted = []
    for entry in known.register.entries:
        waiting = {pair for pair in entry.pairs if pair not in there and known.homes[pair] == entry.id}
        now = replace(entry, pairs=_accepted(parts.get(entry.id, ()), waiting))
        grown = entry.id in over and not waiting and known.register.root(entry.id) != known.register.root(over[entry.id])
        noted.append(replace(now, into=over[entry.id]) if grown and not entry.merged_by else now)
    new = (Entry(id_, _accepted(rows)) for id_, rows in parts.items() if id_ not in known.register.by_id)
    return Register().having(*noted, *(entry for entry in new if entry.pairs))


def _accepted(rows: Iterable[Row], more: Iterable[str] = ()) -> tuple[str, ...]:
    return tuple(sorted({*(row.id for row in rows if row.mapped.state is State.ACCEPTED), *more}))


def said_of(id_: str, register: Register) -> Iterator[str]:
    """Say in a sentence each what people said of an area that stands."""
    entry = register.by_id.get(id_, Entry(id_))
    if entry.name:
        yield f"named by {entry.named_by or 'hand'}"
    if entry.is_split:
        yield f"split from {entry.out_of} by {entry.split_by}"
    parts = (one for one in register.entries if one.merged_by and one.id != id_ and register.root(one.id) == id_)
    yield from (f"with {_called(one)}, merged by {one.merged_by}" for one in parts)


def idle(found: Recognised, states: Mapping[str, State]) -> Iterator[str]:
    """Say in a sentence each what people said of areas that stand no more, given the state of each pair; nothing of it is dropped."""
    for entry in found.register.entries:
        if not entry.is_said or found.parts.get(entry.id):
            continue
        if entry.is_over:
            grown = found.register.root(entry.id)
            yield f"{_called(entry)} grew into {grown}, and its name is kept: mapper areas rename {grown}, or mapper areas unname {entry.id}"
            continue
        counted = Counter(_WAITS.get(states[pair], states[pair].value) if pair in states else "not at hand" for pair in entry.pairs)
        told = ", ".join(f"{number} {words}" for words, number in sorted(counted.items())) or "all of them are in others"
        yield f"{_called(entry)} has no accepted pair now ({told}); what was said of it is kept, and holds again when one is accepted"


_WAITS = {State.STALE: "to be looked at again", State.GONE: "of texts no longer in force"}


def _called(entry: Entry) -> str:
    return f"{entry.id} “{entry.name}”" if entry.name else entry.id
