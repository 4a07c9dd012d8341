"""Finding one pair among many by what a person types: its id, the start of it, or a document's id."""

import difflib
from collections.abc import Sequence

from mapper.errors import MapperError
from mapper.mapping import Mapped
from mapper.views.text import pair_id_of

LEAST = 6


def by_id(mapped: Sequence[Mapped], typed: str) -> Mapped:
    """Find a pair by its id or a unique start of six characters or more; say what is nearest where there is none."""
    wanted = pair_id_of(typed).casefold()
    found = [one for one in mapped if one.pair == wanted]
    if not found and len(wanted) >= LEAST:
        found = [one for one in mapped if one.pair.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise MapperError(f"{typed!r} is the start of {len(found)} pair ids: {', '.join(sorted(one.pair for one in found)[:3])}…; type more of it")
    if len(wanted) < LEAST and any(one.pair.startswith(wanted) for one in mapped):
        raise MapperError(f"{typed!r} is too short for a pair id; type at least {LEAST} characters of it")
    raise MapperError(f"no pair {typed!r} in the mapping{_nearest(mapped, wanted)}; `mapper proposals` lists them")


def _nearest(mapped: Sequence[Mapped], wanted: str) -> str:
    near = difflib.get_close_matches(wanted, sorted(one.pair for one in mapped), n=1, cutoff=0.0)
    one = next((one for one in mapped if near and one.pair == near[0]), None)
    return f", the nearest is {one.pair} ({one.left} with {one.right})" if one else ""


def by_anything(mapped: Sequence[Mapped], typed: str) -> Mapped:
    """Find a pair by its id or the start of it, or the first pair of a document."""
    wanted = typed.strip().casefold()
    for one in mapped:
        if wanted in (one.left.casefold(), one.right.casefold()):
            return one
    return by_id(mapped, typed)
