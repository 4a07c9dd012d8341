"""People: under which name somebody decides, and what they should know of it."""

import getpass
from collections.abc import Iterable
from dataclasses import dataclass

from mapper import naming
from mapper.errors import UsageError
from mapper.review.text import clean, cut
from mapper.settings import FILE, Settings
from mapper.types import Decision


@dataclass(frozen=True)
class Person:
    """Hold a reviewer's name, and what is to be told of it before they decide."""

    name: str
    notes: tuple[str, ...] = ()


def who(settings: Settings, said: str, log: Iterable[Decision]) -> Person:
    """Name the reviewer: as said, else the only one of the settings, else the login name; spelled as it is known already."""
    return known(settings, said, (event.reviewer for event in log))


def known(settings: Settings, said: str, spoke: Iterable[str]) -> Person:
    """Name the reviewer in the same way, where only the names of those who spoke are at hand."""
    before = dict.fromkeys(spoke)
    allowed = settings.people
    if said and said not in before:
        _proper(said)
    typed = clean(said) or (settings.reviewers[0] if len(settings.reviewers) == 1 else _login())
    if ";" in typed:
        raise UsageError(f"{typed!r} reads like several people, and a decision is one person's: say --as NAME for each")
    name = spelled(typed, [*allowed, *before])
    if name not in allowed and name not in before and (other := naming.look_alike(name, [*allowed, *before])):
        raise UsageError(f"{typed!r} looks like {other!r}, who is known here, and is written with other letters: type --as {other}")
    if allowed and name not in allowed:
        whose = f"{typed!r}" if clean(said) else f"your login name {typed!r}"
        choices = " or ".join(allowed)
        raise UsageError(f"{whose} is not among the reviewers of {settings.root / FILE}: say --as {choices}, or add the name there")
    notes = []
    if name != typed:
        notes.append(f"{typed!r} is written {name!r} here: deciding as {name}")
    elif not clean(said):
        notes.append(f"deciding as {name}")
    if before and name not in before and not settings.reviewers:
        notes.append(f"first verdict of {name!r} here: is the name written as always?")
    return Person(name, tuple(notes))


def _proper(said: str) -> None:
    """Refuse what nobody is called; the name is repeated as far as a terminal may show it."""
    if fault := naming.fault(said):
        raise UsageError(f"{cut(clean(said), naming.LONGEST)!r} cannot be a reviewer's name: {fault}; say --as NAME")


def spelled(typed: str, known: Iterable[str]) -> str:
    """Take a known name that differs in case or spaces only."""
    names = list(known)
    alike = [name for name in names if naming.bare(name) == naming.bare(typed)]
    return typed if typed in names or not alike else alike[0]


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise UsageError("cannot tell who you are; say your name with --as NAME") from error
