"""Names: the file of each page and the anchor of each clause, made from ids alone, so that a link holds as long as its id does."""

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

_PLAIN = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")
_ANCHOR = re.compile(r"[A-Za-z0-9._~-]+")
_OTHER = re.compile(r"[^a-z0-9-]+")
_RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))))
_LONGEST = 60
_CODE = 10


@lru_cache(maxsize=1 << 16)
def name(*ids: str) -> str:
    """Name a file after the ids of what it shows, without an ending: small letters, figures, hyphens and dots.

    A slash becomes a dot. What cannot be written so, is too long, or is no name on some system, is shortened and carries a digest after an
    underscore, which nothing else holds: two ids never share a file, on disks that do not tell capitals either.
    """
    whole = "..".join(one.replace("/", ".") for one in ids)
    plain = all(_PLAIN.fullmatch(one) for one in ids) and len(whole) <= _LONGEST and whole.partition(".")[0] not in _RESERVED
    if plain:
        return whole
    shown = _OTHER.sub("-", "-".join(ids).lower()).strip("-")[:_LONGEST].strip("-")
    return f"{shown}_{_digest(ids)}"


def continued(path: str, number: int) -> str:
    """Name the file of a further page of the same thing; the first keeps its name."""
    return path if number == 1 else f"{path.removesuffix('.html')}_p{number}.html"


def anchor(clause: str) -> str:
    """Give the anchor of a clause on the page of its document, given its id; it needs no quoting in an address."""
    place = clause.partition("#")[2] or clause
    return place if _ANCHOR.fullmatch(place) else f"{re.sub(r'[^A-Za-z0-9.-]+', '-', place)[:_LONGEST]}_{_digest([place])}"


def _digest(ids: Sequence[str]) -> str:
    framed = "".join(f"{len(one)}:{one}" for one in ids)
    return hashlib.sha256(framed.encode(errors="replace")).hexdigest()[:_CODE]
