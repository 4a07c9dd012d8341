"""Resolving: who is meant by the words of one reference, in the time and the Sector of the document that has it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from mapper.extractors import naming
from mapper.extractors.references import Patterns, body_named
from mapper.profiles import Body, Organisation, organisations
from mapper.types import Document, Edition, Kind

_FOLD = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u2019": "'"})  # one letter for one, so that places stay
_NEAR = 160  # characters: so far back a Sector's name speaks for a group
_Work = tuple[str, str]  # id, edition
_Spanned = tuple[int, int, list[_Work]]


class Found(NamedTuple):
    """Hold one reference with the words that make it."""

    id: str
    edition: str
    words: str


def fold_signs(text: str) -> str:
    """Write the kinds of hyphens and blanks in one way, letter for letter."""
    return text.translate(_FOLD)


@dataclass(frozen=True)
class Finder:
    """Resolve the references of one document."""

    document: Document
    profile: Organisation
    patterns: Patterns
    opener: str = ""

    def find(self, text: str, lead: str = "") -> Iterator[Found]:
        """Give the references from left to right; of two that overlap the first, then the longer. `lead` is a noun that stands above the text."""
        folded, own = fold_signs(lead + text), len(lead)
        found = (*self._texts(folded), *self.questions(folded), *self._groups(folded), *self._recommendations(folded), *self._told(folded))
        end = 0
        for start, stop, works in sorted(found, key=lambda span: (span[0], -span[1])):
            if start >= end and stop > own:
                end = stop
                yield from (Found(id_, edition, text[max(0, start - own) : stop - own]) for id_, edition in dict.fromkeys(works))

    # resolutions, decisions, opinions

    def _texts(self, text: str) -> Iterator[_Spanned]:
        for numbered in self.patterns.texts:
            for found in numbered.pattern.finditer(text) if numbered.noun.search(text) else ():
                plural = found["noun"] in self.profile.words.get("plural", ())
                works, end = self._listed(numbered.kind, found, found["pre"], plural), found.end()
                while plural and (more := numbered.more.match(text, end)):
                    works, end = [*works, *self._listed(numbered.kind, more, None, plural)], more.end()
                if numbered.kind is not Kind.RECOMMENDATION or any(id_ for id_, _ in works):
                    yield found.start(), end, works

    def _listed(self, kind: Kind, found: re.Match[str], pre: str | None, plural: bool) -> list[_Work]:
        """Resolve a list; what only one of its numbers says holds for all."""
        issuer = self._issuer(pre, found["post"], here=bool(found["here"]))
        items = self._items(found["list"], plural)
        works = [self._text(kind, number, tag, prefix, issuer) for prefix, number, tag in items]
        shared = {id_.split("/")[0] for id_, _ in works if id_}
        if len(shared) != 1:
            return works
        body = next(body for body in self.profile.bodies if body.work in shared)
        return [work if work[0] else self._text(kind, number, tag, "", body) for work, (_, number, tag) in zip(works, items, strict=True)]

    def _items(self, listed: str, plural: bool) -> list[tuple[str, str, str]]:
        """Read a list; after a noun in the singular only items with a tag or a prefix of their own belong to it."""
        items = [(item["prefix"] or "", item["number"], item["tag"] or "") for item in self.patterns.text_item.finditer(listed)]
        return items if plural else [item for place, item in enumerate(items) if place == 0 or item[0] or item[2]]

    def _issuer(self, pre: str | None, post: str | None, *, here: bool) -> Body | None:
        if here:
            return self.profile.body(self.document.body)
        name = post or pre
        body = body_named(name, self.profile) if name else None
        if body is not None and body.kinds:
            return next((other for other in self.profile.bodies if other.sector == body.sector and not other.kinds), body)
        return body

    def _text(self, kind: Kind, number: str, tag: str, prefix: str, issuer: Body | None) -> _Work:
        edition = naming.edition(tag, self.profile) if tag else Edition()
        body = self._by_prefix(prefix) or self._by_tag(tag, edition) or issuer or self._by_place(edition) or self._own(kind, tag)
        if body is None or body.kinds:
            return "", edition.label
        if body.prefixes:
            edition = Edition(number, "", None)
        return naming.work_id(kind, body, number, "", self.profile), edition.label

    def _by_prefix(self, prefix: str) -> Body | None:
        return next((body for body in self.profile.bodies if prefix and prefix in body.prefixes and not body.kinds), None)

    def _by_tag(self, tag: str, edition: Edition) -> Body | None:
        """Find the body that a tag names itself: `Rev.WRC-12`, `C09`."""
        short = re.search(r"([A-Z]{2,5})-\d\d$", edition.label)
        if short:
            return body_named(short[1], self.profile)
        plain = tag.strip("() ")
        return next((body for body in self.profile.bodies if body.sessions and re.search(rf"\b(?:{body.sessions})", plain)), None)

    def _by_place(self, edition: Edition) -> Body | None:
        """Find the body that met there and then, if one alone did."""
        met = self.profile.met(edition.place, edition.year)
        return met[0] if len(met) == 1 else next((body for body in met if body.code == self.document.body), None)

    def _own(self, kind: Kind, tag: str) -> Body | None:
        body = self.profile.body(self.document.body)
        return body if body and not body.kinds and not tag and kind is Kind.RESOLUTION else None

    # Questions

    def questions(self, text: str) -> Iterator[_Spanned]:
        """Find Questions; a number without a group has that of the next one in the list."""
        for found in self.patterns.questions.finditer(text):
            items = list(self.patterns.question_item.finditer(found["list"]))
            asked = list(self._asked(items, found["noun"] in self.profile.words.get("question_short", ())))
            if not asked:
                continue
            sector = self._sector(text, found)
            prefixed = next((item["prefix"] for item in items if item["prefix"]), None)
            body = self._asker(prefixed) if prefixed else self._asker(sector) if sector else self._asker_here()
            yield found.start(), found.end(), [self._question(body, number, group) for number, group in asked]

    @staticmethod
    def _asked(items: list[re.Match[str]], short: bool) -> Iterator[tuple[str, str]]:
        """Give number and group of each item that has, or inherits, a group; "Q6-2" has it behind a hyphen."""
        for place, item in enumerate(items):
            group = next((later["group"] for later in items[place:] if later["group"]), "")
            number, _, hung = item["number"].partition("-")
            if group:
                yield item["number"], group
            elif hung and (item["short"] or (short and not place)):
                yield number, hung

    def _sector(self, text: str, found: re.Match[str]) -> str:
        """Name the Sector that stands with a reference, that was named last before it, or first in the opener."""
        said = found["post"] if "post" in found.re.groupindex else None
        if said or found["pre"]:
            return str(said or found["pre"])
        before = list(self.patterns.sector.finditer(text[max(0, found.start() - _NEAR) : found.start()]))
        before = before or list(self.patterns.sector.finditer(self.opener))[:1]
        return before[-1][0] if before else ""

    def _asker(self, name: str) -> Body | None:
        body = body_named(name, self.profile)
        if body is None:
            return None
        return body if body.kinds else next((other for other in self.profile.bodies if other.kinds and other.sector == body.sector), None)

    def _asker_here(self) -> Body | None:
        return next((body for body in self.profile.bodies if body.kinds and body.sector == self.document.sector), None)

    def _question(self, body: Body | None, number: str, group: str) -> _Work:
        """Name a Question; where the group is too high to be one, and the number is not, they stand in turned order."""
        if body is None:
            return "", ""
        if number.isdigit() and body.groups and int(group) > body.groups >= int(number):
            number, group = group, number
        whole = f"{number}/{group}"
        return naming.work_id(Kind.QUESTION, body, whole, self._period(body), self.profile), whole if body.prefixes else ""

    def _period(self, body: Body) -> str:
        """Choose the study period that was on when the document was written."""
        if body.code == self.document.body and self.document.period:
            return self.document.period
        year = self.document.edition.year
        return body.period(year) if year else ""

    # groups and Recommendations

    def _groups(self, text: str) -> Iterator[_Spanned]:
        for found in self.patterns.groups.finditer(text):
            numbers = re.findall(r"\d+", found["list"])
            named = [self._sector(text, found)] * len(numbers)
            if found["pre"] and found["post"]:
                named[:-1] = [found["pre"]] * (len(numbers) - 1)  # each end of the list has a Sector of its own
            bodies = [self._asker(sector) if sector else self._asker_here() for sector in named]
            yield found.start(), found.end(), [self._group("study_group", body, number) for body, number in zip(bodies, numbers, strict=True)]
        for found in self.patterns.parties.finditer(text):
            said = self._asker(found["post"] or found["pre"]) if found["post"] or found["pre"] else None
            numbers = re.findall(r"\d(?:[A-Z]|/\d+)", found["list"])
            yield found.start(), found.end(), [self._group("working_party", said or self._party(number), number) for number in numbers]

    def _group(self, noun: str, body: Body | None, number: str) -> _Work:
        """Name a group, by the last and shortest word for it."""
        word = self.profile.words[noun][-1]
        return naming.work_id(Kind.MANDATE, body, f"{word} {number}", "", self.profile) if body else "", ""

    def _party(self, number: str) -> Body | None:
        """Say whose party has a number: a letter makes one of the Sector whose texts carry a prefix, a stroke one of the document's own."""
        return self._asker_here() if "/" in number else next((body for body in self.profile.bodies if body.kinds and body.prefixes), None)

    def _recommendations(self, text: str) -> Iterator[_Spanned]:
        *_, bare = self.patterns.recommendations
        for pattern in self.patterns.recommendations:
            for found in pattern.finditer(text):
                if pattern is bare and not self.patterns.recommended.search(text[: found.start()]):
                    continue
                sector, works = found["pre"] or "", []
                for item in self.patterns.recommendation_item.finditer(found["list"]):
                    sector = item["sector"] or sector
                    works.append(self._recommendation(item["number"].partition("/")[0], sector, self._sector(text, found)))
                yield found.start(), found.end(), works

    def _recommendation(self, number: str, said: str, near: str) -> _Work:
        """Name a Recommendation by the Sector that is said; else by the one nearby, the document's own, or the only one, that has such a series."""
        having = [body for body in self.profile.bodies if body.series and re.match(body.series, number)]
        guesses = [self._asker(near) if near else None, self._asker_here(), having[0] if len(having) == 1 else None]
        body = self._asker(said) if said else next((guess for guess in guesses if guess in having), None)
        edition = number if body and body.prefixes else ""
        return (naming.work_id(Kind.RECOMMENDATION, body, number, "", self.profile) if body else ""), edition

    # what any profile knows

    def _told(self, text: str) -> Iterator[_Spanned]:
        """Find what the document's own organisation, or any other that is named everywhere, is cited as."""
        for organisation in organisations():
            for reference in organisation.references:
                if not (reference.everywhere or organisation.name == self.profile.name):
                    continue
                body = organisation.body(reference.body)
                for found in reference.pattern.finditer(text) if body else ():
                    numbers = reference.numbers(found)
                    yield (
                        found.start(),
                        found.end(),
                        [(naming.work_id(reference.kind, body, number, "", organisation), "") for number in numbers if body],
                    )
