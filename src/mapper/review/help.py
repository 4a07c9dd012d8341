"""Help: all keys on one screen."""

from collections.abc import Sequence
from itertools import zip_longest

_LEFT = 45
_VERDICTS = (
    "VERDICTS, each on disk before the next pair",
    "  y    accept",
    "  n    reject, then a reason's digit",
    "  u    unsure: recorded, set apart",
    "  s    skip: comes back next time",
    "  r    what you said before still holds",
    "  z    take back the last one, of any day",
    "  Z    give it again",
    "BEFORE THE VERDICT",
    "  1-7  another relation; again: turned round",
    "  c    a comment",
    "  q    save and quit",
)
_LOOKING = (
    "LOOKING",
    "  e  evidence     w  why proposed",
    "  v  changes: [-old-] {+new+}",
    "  o  files and pages",
    "  t  guideline    p  progress",
    "  B  blind: hide or show scores",
    "MOVING",
    "  j k  next, previous undecided",
    "  J K  next, previous of all",
    "  g    go to a pair or document",
    "  /    search     f  filter",
    "  ^L   redraw     ^C no answer",
)
_END = "Enter, Space and arrows never decide. Any key: back."


def lines(relations: Sequence[tuple[str, str]]) -> list[str]:
    """List the keys; the relations' numbers come from the profile."""
    both = [f"{left:<{_LEFT}}{right}".rstrip() for left, right in zip_longest(_VERDICTS, _LOOKING, fillvalue="")]
    named = [f"{number} {code:<22}" for number, (code, _) in enumerate(relations, 1)]
    rows = [f"  {''.join(named[start : start + 3])}".rstrip() for start in range(0, len(named), 3)]
    return [*both, "RELATIONS", *rows, "", _END]
