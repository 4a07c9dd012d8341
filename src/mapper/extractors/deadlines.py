"""Deadlines: until when, or how often, somebody is to act, in the words of the clause."""

import re
import tomllib
from functools import cache
from importlib import resources

from mapper.profiles.organisation import ACTORS

_NAME = re.compile(r"\{[a-z]+\}")
_YEAR = r"(?:19|20)\d\d"


@cache
def _patterns() -> re.Pattern[str]:
    """Join the patterns of every language."""
    raw = tomllib.loads((resources.files("mapper.profiles") / "deadlines.toml").read_text(encoding="utf-8"))
    known: list[str] = []
    for said in raw.values():
        words = {"{year}": _YEAR, **{f"{{{name}}}": pattern for name, pattern in said.items() if isinstance(pattern, str)}}
        known += [_NAME.sub(lambda place, words=words: words[place[0]], pattern) for pattern in said["patterns"]]  # type: ignore[misc]
    return re.compile("|".join(rf"(?<![A-Za-zÀ-ÿа-яА-Я])(?:{pattern})" for pattern in known))


def deadline(text: str) -> str:
    """Give the words of a text that say when, in their order, each once; empty where none do."""
    return ACTORS.join(dict.fromkeys(found[found.lastindex or 0].strip() for found in _patterns().finditer(text)))
