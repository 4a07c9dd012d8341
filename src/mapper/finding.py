"""Finding one pair among many by what a person types: its id, the start of it in any case, or a document's id."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from mapper.errors import MapperError
from mapper.identity import pair_id_of
from mapper.mapping import Mapped
from mapper.types import Document

LEAST = 6
_WORD = 3  # letters
_EDITION = re.compile(r"\(\s*(?:rev|add)[^)]*\)|\([^)]*,\s*\d{4}\s*\)", re.IGNORECASE)  # which edition is meant: the latest is
_NEAR = 0.75  # of 1: what is less like any id is no slip of the fingers


def matches(known: Iterable[str], typed: str) -> list[str]:
    """List the pair ids that are meant: the id itself, else all that start so, from six characters on."""
    ids, wanted = sorted(known), _plain(typed)
    return [wanted] if wanted in ids else [one for one in ids if len(wanted) >= LEAST and one.startswith(wanted)]


def one_id(known: Mapping[str, str], typed: str, where: str = "in the mapping") -> str:
    """Find one pair id among those known, each with what it is; say what is nearest where there is none."""
    found, wanted = matches(known, typed), _plain(typed)
    if len(found) == 1:
        return found[0]
    if found:
        raise MapperError(f"{typed!r} is the start of {len(found)} pair ids: {', '.join(found[:3])}…; type more of it")
    if len(wanted) < LEAST and known:
        raise MapperError(f"{typed!r} is too short for a pair id; type at least {LEAST} characters of it")
    starts = {one[: len(wanted)]: one for one in sorted(known, reverse=True)}
    near = [starts[start] for start in difflib.get_close_matches(wanted, starts, n=1, cutoff=_NEAR)]
    hint = f", the nearest is {near[0]} ({known[near[0]]})" if near else ""
    raise MapperError(f"no pair {typed!r} {where}{hint}; `mapper proposals` lists them")


def _plain(typed: str) -> str:
    return pair_id_of(typed.casefold())


def by_id(mapped: Sequence[Mapped], typed: str) -> Mapped:
    """Find a pair by its id or a unique start of it."""
    found = one_id({one.pair: f"{one.left} with {one.right}" for one in mapped}, typed)
    return next(one for one in mapped if one.pair == found)


def by_anything(mapped: Sequence[Mapped], typed: str) -> Mapped:
    """Find a pair by its id or the start of it, or the first pair of a document."""
    wanted = _plain(typed)
    for one in mapped:
        if wanted in (one.left.casefold(), one.right.casefold()):
            return one
    return by_id(mapped, typed)


def document(known: Iterable[str], typed: str, where: str) -> str:
    """Find the document that is meant by its id, in any case; name those near to it where there is none."""
    ids, wanted = sorted(known), typed.strip().casefold()
    if wanted in ids:
        return wanted
    near = [one for one in ids if wanted and wanted in one] or difflib.get_close_matches(wanted, ids, n=3, cutoff=_NEAR)
    hint = f"; did you mean {', '.join(near[:5])}?" if near else "; `mapper documents` lists what there is"
    raise MapperError(f"no document is called {typed!r} in {where}{hint}")


def named(known: Mapping[str, Document], typed: str) -> str:
    """Find the document that is meant by its id, or by what people write for it: PP-182, "Res. 182 (PP)", T-Q9/5.

    Every word and number that was typed must be one of the document, or the beginning of one; who is meant by several is not guessed.
    """
    if typed.strip().casefold() in known:
        return typed.strip().casefold()
    wanted = _bits(_EDITION.sub("", typed))
    lacks = {work: told - wanted for work, text in known.items() if (told := _called(text)) and not _unmet(wanted, told)} if wanted else {}
    fewest = min((lack.total() for lack in lacks.values()), default=0)
    found = sorted(work for work, lack in lacks.items() if lack.total() == fewest)
    if len(found) > 1:
        raise MapperError(f"{typed!r} may be {', '.join(found[:5])}{'…' if len(found) > 5 else ''}; type more of it")
    return found[0] if found else document(known, typed, "the texts in force")


def _called(text: Document) -> Counter[str]:
    """Give the words and numbers of a document's id, with those of its kind."""
    return _bits(text.id) + _bits(text.kind.value)


def _unmet(wanted: Counter[str], told: Counter[str]) -> list[str]:
    """Give what was typed and is no word of a document; a word of three letters or more may stand for one that begins with it."""
    words = [word for word in told if len(word) >= _WORD and word.isalpha()]
    return [bit for bit in wanted - told if len(bit) < _WORD or not any(word.startswith(bit) or bit.startswith(word) for word in words)]


def _bits(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]+|\d+", text.casefold()))
