"""Help: all keys on one screen, as they are."""

from collections.abc import Sequence
from itertools import zip_longest

from mapper.review.keymap import Keymap

_LEFT = 41
_VERDICTS = (
    ("VERDICTS, on disk before the next pair", ()),
    ("accept", ("accept",)),
    ("reject, then a reason's digit", ("reject",)),
    ("unsure: recorded, set apart", ("unsure",)),
    ("skip: comes back next time", ("skip",)),
    ("what you said before holds", ("confirm",)),
    ("take back the last, of any day", ("undo",)),
    ("give it again", ("redo",)),
    ("family: like pairs in one act", ("family",)),
    ("accept all above a likelihood", ("batch",)),
    ("BEFORE THE VERDICT", ()),
    ("a comment", ("comment",)),
    ("bookmark", ("bookmark",)),
    ("relation; again: turned round", ("1-7",)),
    ("save and quit", ("quit",)),
)
_LOOKING = (
    ("LOOKING", ()),
    ("evidence, history", ("evidence",)),
    ("why proposed", ("why",)),
    ("changes: [-old-] {+new+}", ("changes",)),
    ("open left, right file", ("open-left", "open-right")),
    ("guideline", ("guideline",)),
    ("progress", ("progress",)),
    ("blind: hide, show scores", ("blind",)),
    ("MOVING", ()),
    ("next, previous undecided", ("next", "previous")),
    ("next, previous of all", ("next-any", "previous-any")),
    ("go to a pair, document", ("go",)),
    ("search, filter", ("search", "filter")),
    ("redraw", ("^L",)),
    ("no answer; stop", ("^C",)),
)
_END = "Enter, Space, arrows and the mouse never decide. Any key: back."


def lines(relations: Sequence[tuple[str, str]], keymap: Keymap) -> list[str]:
    """List the keys; the relations' numbers come from the profile."""
    left, right = ([_line(entry, keymap) for entry in column] for column in (_VERDICTS, _LOOKING))
    both = [f"{one:<{_LEFT}}{other}".rstrip() for one, other in zip_longest(left, right, fillvalue="")]
    named = [f"{number} {code:<22}" for number, (code, _) in enumerate(relations, 1)]
    rows = [f"  {''.join(named[start : start + 3])}".rstrip() for start in range(0, len(named), 3)]
    return [*both, "RELATIONS", *rows, _END]


def _line(entry: tuple[str, tuple[str, ...]], keymap: Keymap) -> str:
    text, actions = entry
    keys = " ".join(keymap.keys.get(action, action) for action in actions)
    return f"  {keys:<5}{text}" if keys else text
