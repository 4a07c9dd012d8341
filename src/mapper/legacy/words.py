"""Words: how columns, marks and relations are called in tables that people keep by hand; read from the profiles in `legacy/`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from mapper.profiles import Organisation
from mapper.profiles.folders import folder

ROLES = ("title", "relation", "remark", "verdict", "who", "when", "period")
_TRIMMED = " .:;*\n\t"


@dataclass(frozen=True)
class Words:
    """Hold the words of all tables: which head names which column, what a cell says by a mark, and what people call a relation."""

    heads: Mapping[str, str]
    yes: frozenset[str]
    no: frozenset[str]
    crosses: frozenset[str]
    ticks: frozenset[str]
    blank: frozenset[str]
    doubtful: frozenset[str]
    relations: Mapping[str, str]

    def role(self, head: str) -> str:
        """Say what a column is by its head, which is one of the words or begins with one; empty where it is none."""
        return self.heads.get(plainly(head), "") or self.hinted(head)

    def hinted(self, head: str) -> str:
        """Say what a column is by the word that its head begins with."""
        plain = plainly(head)
        return next((role for word, role in self.heads.items() if len(word) > 3 and plain.startswith((f"{word} ", f"{word}/", f"{word} ("))), "")


@dataclass(frozen=True)
class Naming:
    """Hold how the texts of one organisation are named in tables besides what its profile knows."""

    nouns: Mapping[str, tuple[str, ...]]
    bodies: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    committees: tuple[str, ...]
    coded: str


@cache
def words() -> Words:
    """Read the common words, once."""
    raw = folder("legacy")["common"]
    heads = {word: role for role in ROLES for word in sorted(raw["columns"].get(role, ()), key=len, reverse=True)}
    marks = {name: frozenset(raw["marks"][name]) for name in ("yes", "no", "crosses", "ticks", "blank", "doubtful")}
    relations = {word: code for code, said in raw["relations"].items() for word in (code, code.replace("-", " "), *said)}
    return Words(dict(sorted(heads.items(), key=lambda entry: (-len(entry[0]), entry[0]))), **marks, relations=relations)


@cache
def naming(organisation: str) -> Naming:
    """Read the words of one organisation; one that has none gives no words."""
    raw = next((one for one in folder("legacy").values() if one.get("organisation") == organisation), {})
    nouns, bodies = ({key: tuple(said) for key, said in raw.get(name, {}).items()} for name in ("nouns", "bodies"))
    names = {name: code for code, said in raw.get("names", {}).items() for name in said}
    return Naming(nouns, bodies, names, tuple(raw.get("provisional", {}).get("committees", ())), raw.get("coded", ""))


def known_to(profile: Organisation, key: str) -> Sequence[str]:
    """Give all words for a noun: those of the profile, and those of its tables."""
    return (*profile.words.get(key, ()), *naming(profile.name).nouns.get(key, ()))


def plainly(text: str) -> str:
    """Write a head or a mark in small letters without the signs around it."""
    return " ".join(text.casefold().split()).strip(_TRIMMED)
