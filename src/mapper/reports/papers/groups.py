"""Groups: the group that people mean when they write T-SG5, WP 5A or Study Group 2 of a Sector, and the texts that are its own."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from mapper.errors import UsageError, few
from mapper.profiles import fold
from mapper.profiles.folders import folder
from mapper.types import Document
from mapper.views.export import Export
from mapper.views.layout import layout, natural

_NUMBER = re.compile(r"\d+[a-z]?")
_BETWEEN = re.compile(r"[,;&]|\band\b")  # what stands between the groups of a list
_NEAR = 6  # groups that a sentence names


@dataclass(frozen=True)
class Group:
    """Name a group: the body whose it is, its Sector, and what it is called there, as in SG 5."""

    body: str
    sector: str
    name: str

    @property
    def label(self) -> str:
        """Call it in full: body and name."""
        return f"{self.body} {self.name}"

    @property
    def short(self) -> str:
        """Call it as short as people do, and as a file can be called: T-SG5."""
        return f"{self.sector or self.body}-{re.sub(r'[^A-Za-z0-9]+', '', self.name)}"

    @property
    def kind(self) -> str:
        """Say what it is, in small letters: sg."""
        return "".join(re.findall(r"[^\W\d]+", self.name.split()[0])).casefold()

    @property
    def number(self) -> str:
        """Give its number with its letter, in small letters."""
        found = _NUMBER.search(self.name.casefold())
        return found[0] if found else ""

    def owns(self, document: Document) -> bool:
        """Say whether a text is its own, or that of a party below it: WP 7C is one of SG 7."""
        if document.body != self.body or not document.group:
            return False
        other = Group(document.body, document.sector, document.group)
        below = other.kind != self.kind and self.number.isdigit() and bool(re.fullmatch(rf"{self.number}[a-z]", other.number))
        return other.name == self.name or below


def known(export: Export) -> list[Group]:
    """List the groups that have a text here, Sector by Sector, as people count them."""
    found = {Group(one.body, one.sector, one.group) for one in export.documents.values() if one.body and one.group and not one.status.ended}
    order = layout().bodies
    return sorted(found, key=lambda one: (order.index(one.body) if one.body in order else len(order), one.body, natural(one.name)))


def several(said: str, groups: Sequence[Group]) -> list[Group]:
    """Find the groups that somebody lists, as in "T-SG5, D-SG1", each once; raise UsageError as `find` does. A comma within a name parts nothing."""
    parts = [part.strip() for part in _BETWEEN.split(said) if part.strip()]
    listed = [part for part in parts if _NUMBER.search(_without(fold(part).casefold(), groups))]
    asked = parts if len(listed) > 1 else [said]
    return list(dict.fromkeys(find(part, groups) for part in asked))


def find(said: str, groups: Sequence[Group]) -> Group:
    """Find the one group that somebody means; raise UsageError with a sentence where it is none or may be several."""
    means = _meant(said, groups)
    if len(means) == 1:
        return means[0]
    if means:
        raise UsageError(f"{said!r} may be {' or '.join(one.label for one in means[:_NEAR])}; say which, as in {means[0].short}")
    near = _near(said, groups)
    told = f"did you mean {' or '.join(one.short for one in near)}?" if near else f"groups here are {few((one.short for one in groups), _NEAR)}"
    raise UsageError(f"no group {said!r} has a text here; {told if groups else 'no text here is of a group'}")


def _meant(said: str, groups: Sequence[Group]) -> list[Group]:
    text = fold(said).casefold().replace("‑", "-")
    bodies = {one.body for one in groups if _names_body(text, one)}
    kinds = {kind for kind, ways in _kinds().items() if any(re.search(rf"(?<![a-z]){re.escape(way)}(?![a-z])", text) for way in ways)}
    plain = _without(text, groups)
    numbers = _NUMBER.findall(plain)
    if not bodies and not kinds and re.search(r"[^\W\d]{2,}", plain):
        return []  # words that name nothing here: the number alone says little
    return [
        one
        for one in groups
        if (not bodies or one.body in bodies) and (not kinds or one.kind in kinds) and (one.number in numbers[:1] if one.number else False)
    ]


def _names_body(text: str, group: Group) -> bool:
    """Say whether a text names the body of a group, by its code or by the letter of its Sector."""
    code = r"[-\s]?".join(re.escape(part) for part in group.body.casefold().split("-"))
    letter = re.escape(group.sector.casefold()) or r"(?!)"
    return bool(re.search(rf"(?<![a-z0-9]){code}(?![a-z])|(?<![a-z0-9]){letter}(?![a-z0-9])", text))


def _without(text: str, groups: Iterable[Group]) -> str:
    """Take the codes of bodies out of a text: what is left has the number."""
    for body in {one.body for one in groups}:
        text = re.sub(r"[-\s]?".join(re.escape(part) for part in body.casefold().split("-")), " ", text)
    return text


def _kinds() -> Mapping[str, tuple[str, ...]]:
    """Give the ways in which people write what a group is, by how its name begins, in small letters."""
    return {kind.casefold(): tuple(ways) for raw in folder("papers").values() for kind, ways in raw.get("groups", {}).items()}


def _near(said: str, groups: Sequence[Group]) -> list[Group]:
    """List groups that somebody may have meant: those of the same number or whose number begins so, then those written alike."""
    number = next(iter(_NUMBER.findall(_without(fold(said).casefold(), groups))), "")
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    alike = [one for one in groups if digits and re.fullmatch(rf"{digits}[a-z]?", one.number)]
    names = {one.short.casefold(): one for one in groups}
    close = [names[name] for name in get_close_matches(said.casefold().replace(" ", ""), list(names), n=_NEAR, cutoff=0.6)]
    return list(dict.fromkeys([*alike, *close]))[:_NEAR]
