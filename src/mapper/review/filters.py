"""Filters: which pairs a reviewer asks for, as they type it; pure."""

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, fields, replace

from mapper.errors import UsageError
from mapper.mapping import Mapped
from mapper.teams import themes_of
from mapper.types import BANDS, Document, Kind, State

Choices = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Filters:
    """Choose pairs by what they are; an empty filter lets all through. Bodies, sectors and words match either side, in any case."""

    type: str = ""
    body: str = ""
    sector: str = ""
    theme: str = ""
    band: str = ""
    state: str = ""
    relation: str = ""
    search: str = ""
    marked: str = ""

    def __str__(self) -> str:
        """Write the filters in use as they are typed."""
        return " ".join(f"{name}={value}" for name, value in self.used())

    def used(self) -> list[tuple[str, str]]:
        """List the filters in use."""
        return [(field.name, value) for field in fields(self) if (value := getattr(self, field.name))]

    def matches(self, mapped: Mapped, documents: Mapping[str, Document], reviewer: str = "", marked: Set[str] = frozenset()) -> bool:
        """Say whether a pair passes every filter; one that changed since this reviewer judged it is stale to them, whoever settled it.

        `marked` names the pairs that this reviewer bookmarked.
        """
        used = self.used()
        if not used:
            return True
        found = _found(mapped, documents, reviewer) | {"marked": ("yes" if mapped.pair in marked else "no",)}
        return all(
            _holds(value, found["search"]) if name == "search" else value.casefold() in {one.casefold() for one in found[name]}
            for name, value in used
        )


def _found(mapped: Mapped, documents: Mapping[str, Document], reviewer: str) -> dict[str, Collection[str]]:
    """Give what a pair is, filter by filter."""
    sides = [documents[side] for side in (mapped.left, mapped.right) if side in documents]
    band, relation = (mapped.proposal.band, mapped.proposal.relation) if mapped.proposal else ("", "")
    return {
        "type": (mapped.type,),
        "body": {side.body for side in sides},
        "sector": {side.sector for side in sides},
        "theme": {name for work in (mapped.left, mapped.right) for name in themes_of(work)},
        "band": (band,),
        "state": (mapped.state.value, *((State.STALE.value,) if mapped.changed_for(reviewer) else ())),
        "relation": (mapped.relation or relation,),
        "search": (mapped.pair, mapped.left, mapped.right, *(side.title for side in sides)),
    }


def _holds(search: str, texts: Iterable[str]) -> bool:
    whole = " ".join(texts).casefold()
    return all(word in whole for word in search.casefold().split())


def choices(documents: Iterable[Document], types: Iterable[str], relations: Iterable[str]) -> Choices:
    """List what each filter may be."""
    known = list(documents)
    issued = [one for one in known if one.kind is not Kind.SUBTOPIC]
    return {
        "type": tuple(dict.fromkeys(types)),
        "body": tuple(sorted({one.body for one in issued if one.body})),
        "sector": tuple(sorted({one.sector for one in issued if one.sector})),
        "theme": tuple(sorted({name for one in known for name in themes_of(one.id)})),
        "band": BANDS,
        "state": tuple(state.value for state in State),
        "relation": tuple(relations),
        "marked": ("yes", "no"),
    }


def parse(line: str, before: Filters, known: Choices) -> Filters:
    """Read filters as they are typed, `band=high body=XYZ`; an empty line takes all away, words without `=` are searched for."""
    if not line.strip():
        return Filters()
    names = [field.name for field in fields(Filters)]
    given: dict[str, str] = {}
    searched: list[str] = []
    for word in line.replace('"', "").split():
        name, equals, value = word.partition("=")
        if equals and name not in names:
            raise UsageError(f"no filter named {name!r}; choose from {', '.join(names)}")
        if equals and name != "search":
            given[name] = value
        else:
            searched.append(value if equals else word)
    if searched:
        given["search"] = " ".join(searched).strip()
    return check(replace(before, **given), known)


def check(filters: Filters, known: Choices) -> Filters:
    """Spell filters as the pairs do; refuse a word that no pair could have, and list those there are: it would look like an empty queue."""
    spelled = {}
    for name, value in filters.used():
        if name != "search":
            found = [one for one in known[name] if one.casefold() == value.casefold()]
            if not found:
                there = f"choose one of {', '.join(known[name])}" if known[name] else "there is none here"
                raise UsageError(f"no {'mapping' if name == 'type' else name} named {value!r}; {there}")
            spelled[name] = value if value in found else found[0]
    return replace(filters, **spelled)
