"""Seeking: what every kind of reference needs to be resolved: the document that has it, and which Sector its words speak of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mapper.extractors.references import Patterns, body_named
from mapper.profiles import Body, Organisation
from mapper.types import Document

Work = tuple[str, str]  # id, edition
Spanned = tuple[int, int, list[Work]]  # first and last letter, and whom they mean

_FOLD = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u2019": "'", "\uff08": "(", "\uff09": ")", "\uff0c": ",", "\u060c": ",", "\u3001": ","}
)
_NEAR = 160  # characters: so far back a Sector's name speaks for a group


def fold_signs(text: str) -> str:
    """Write the kinds of hyphens, blanks, brackets and commas in one way, letter for letter, so that places stay."""
    return text.translate(_FOLD)


@dataclass(frozen=True)
class Seeker:
    """Know the document whose references are resolved, and say which body is meant."""

    document: Document
    profile: Organisation
    patterns: Patterns
    opener: str = ""

    def sector(self, text: str, found: re.Match[str]) -> str:
        """Name the Sector that stands with a reference, that was named last before it, or first in the opener."""
        said = found["post"] if "post" in found.re.groupindex else None
        if said or found["pre"]:
            return str(said or found["pre"])
        before = list(self.patterns.sector.finditer(text[max(0, found.start() - _NEAR) : found.start()]))
        before = before or list(self.patterns.sector.finditer(self.opener))[:1]
        return before[-1][0] if before else ""

    def asker(self, name: str) -> Body | None:
        """Find the Sector that a name means."""
        body = body_named(name, self.profile)
        if body is None:
            return None
        return body if body.kinds else next((other for other in self.profile.bodies if other.kinds and other.sector == body.sector), None)

    def asker_here(self) -> Body | None:
        """Give the document's own Sector."""
        return next((body for body in self.profile.bodies if body.kinds and body.sector == self.document.sector), None)

    def fitting(self, body: Body | None, group: str) -> Body | None:
        """Give the Sector that was guessed, or another where its groups do not count so far: the document's own, or the only one whose groups do."""
        number = int(group)
        if body is not None and (not body.groups or number <= body.groups):
            return body
        reaching = [other for other in self.profile.bodies if other.kinds and other.groups >= number]
        here = self.asker_here()
        if here in reaching:
            return here
        if body is None:
            return reaching[0] if len(reaching) == 1 else None
        return max(reaching, key=lambda other: other.groups, default=body)


def group(found: re.Match[str], name: str) -> str:
    """Give what a group of a match holds; empty where the pattern has no such group or it holds nothing."""
    groups: Mapping[str, str | None] = found.groupdict()
    return groups.get(name) or ""
