"""The keymap: which key stands for which action, as the person has it; digits choose relations, and what moves a hand by habit never decides."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mapper.errors import MapperError
from mapper.review.text import clean, width

FILE = "keys.toml"
USUAL: Mapping[str, str] = {
    "accept": "y",
    "reject": "n",
    "unsure": "u",
    "skip": "s",
    "confirm": "r",
    "comment": "c",
    "evidence": "e",
    "why": "w",
    "changes": "v",
    "open-left": "o",
    "open-right": "O",
    "guideline": "t",
    "example": "+",
    "progress": "p",
    "help": "?",
    "blind": "B",
    "bookmark": "b",
    "family": "G",
    "batch": "A",
    "undo": "z",
    "redo": "Z",
    "next": "j",
    "previous": "k",
    "next-any": "J",
    "previous-any": "K",
    "go": "g",
    "search": "/",
    "filter": "f",
    "quit": "q",
}
_HABITS = frozenset({"enter", "return", "space", "tab", "escape", "up", "down", "left", "right", "pageup", "pagedown", "home", "end"})


@dataclass(frozen=True)
class Keymap:
    """Hold the key of each action."""

    keys: Mapping[str, str] = field(default_factory=lambda: USUAL)

    def __getitem__(self, action: str) -> str:
        """Give the key of an action."""
        return self.keys[action]

    def action(self, key: str) -> str:
        """Give the action of a key; empty where it has none."""
        return next((action for action, held in self.keys.items() if held == key), "")


def load(root: Path) -> Keymap:
    """Read a person's own keys from the workspace; the usual ones where there are none. Each mistake is one sentence."""
    path = root / FILE
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Keymap()
    except OSError as error:
        raise MapperError(f"cannot read {path}: {error.strerror}; mend it, or take it away for the usual keys") from error
    except ValueError as error:
        raise MapperError(f'{path} is not valid TOML: {error}; write lines such as accept = "a"') from error
    return read(raw, str(path))


def read(raw: Mapping[str, object], where: str = FILE) -> Keymap:
    """Put own keys in place of the usual ones; refuse what would leave an action without a key, or let a habit decide."""
    for action, key in raw.items():
        if action not in USUAL:
            raise MapperError(f"{where}: there is no action {clean(action)!r}; choose from {', '.join(USUAL)}")
        _check(action, key, where)
    keys = {**USUAL, **{action: str(key) for action, key in raw.items()}}
    for action, key in keys.items():
        twice = next((other for other, held in keys.items() if held == key and other != action), "")
        if twice:
            raise MapperError(f"{where}: the key {key!r} stands for {action} and for {twice}; give one of them another key")
    return Keymap(keys)


def _check(action: str, key: object, where: str) -> None:
    if not isinstance(key, str) or not key:
        raise MapperError(f"{where}: the key of {action} must be one letter or sign in quotes, as in {action} = {USUAL[action]!r}")
    if key.isspace() or key.casefold() in _HABITS:
        raise MapperError(
            f"{where}: {action} = {clean(key) or 'a blank'!r}: Enter, Space and arrows never decide and stand for no action; choose a letter"
        )
    if len(key) != 1 or not key.isprintable() or width(key) == 0:
        raise MapperError(f"{where}: {action} = {clean(key)!r} is not one letter or sign; a key is pressed alone, as in {action} = {USUAL[action]!r}")
    if key.isdecimal():
        raise MapperError(f"{where}: {action} = {key!r}: digits choose relations and reasons; choose a letter")
