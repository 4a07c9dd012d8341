"""Resolving: who is meant by the words of one reference, in the time and the Sector of the document that has it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from mapper.extractors import naming
from mapper.extractors.asking import Questions
from mapper.extractors.grouping import Groups
from mapper.extractors.recommending import Recommendations
from mapper.extractors.references import body_named
from mapper.extractors.seeking import Seeker, Spanned, Work, fold_signs, group
from mapper.extractors.treaties import Articles
from mapper.profiles import Body, Organisation, organisations
from mapper.profiles.references import Reference, between
from mapper.types import Edition, Kind

_PARTED = re.compile(r";(?=\s*(?:\d{1,3}(?:/\d{1,2})?|[A-Z]{1,3}\.\d[\d.-]*)\s*(?:[;,.]|$|and\s))")  # in a list of relations: 3/5; 4/5


class Found(NamedTuple):
    """Hold one reference with the words that make it."""

    id: str
    edition: str
    words: str


class _Item(NamedTuple):
    prefix: str
    number: str
    tag: str


@dataclass(frozen=True)
class Finder(Seeker):
    """Resolve the references of one document."""

    relations: bool = False

    def find(self, text: str, lead: str = "") -> Iterator[Found]:
        """Give the references from left to right; of two that overlap the first, then the longer. `lead` is a noun that stands above the text."""
        folded, own = fold_signs(lead + text), len(lead)
        folded = _PARTED.sub(",", folded) if lead or self.relations else folded
        end = 0
        for start, stop, works in sorted(self._spans(folded), key=lambda span: (span[0], -span[1])):
            if start >= end and stop > own:
                end = stop
                yield from (Found(id_, edition, text[max(0, start - own) : stop - own]) for id_, edition in dict.fromkeys(works))

    def questions(self, text: str) -> Iterator[Spanned]:
        """Find Questions."""
        return Questions(self.document, self.profile, self.patterns, self.opener).find(text)

    def _spans(self, text: str) -> Iterator[Spanned]:
        known = (self.document, self.profile, self.patterns, self.opener)
        groups = Groups(*known)
        if any(map(str.isdigit, text)):
            yield from self._texts(text)
            yield from self.questions(text)
            yield from groups.find(text)
            yield from groups.meetings(text)
            yield from self._told(text)
        yield from Recommendations(*known).find(text)
        yield from Articles(self.profile, self.document.body).find(text)
        yield from groups.named(text, relations=self.relations)

    # resolutions, decisions, opinions

    def _texts(self, text: str) -> Iterator[Spanned]:
        for numbered in self.patterns.texts:
            if not numbered.noun.search(text):
                continue
            for found in numbered.pattern.finditer(text):
                plural = found["noun"] in self.profile.words.get("plural", ())
                works, end = self._listed(numbered.kind, found, plural), found.end()
                while plural and (more := numbered.more.match(text, end)):
                    works, end = [*works, *self._listed(numbered.kind, more, plural)], more.end()
                if numbered.kind is not Kind.RECOMMENDATION or any(id_ for id_, _ in works):
                    yield found.start(), end, works
            for found in numbered.ahead.finditer(text):
                yield found.start(), found.end(), self._listed(numbered.kind, found, plural=True)

    def _listed(self, kind: Kind, found: re.Match[str], plural: bool) -> list[Work]:
        """Resolve a list; what only one of its numbers says of the body, or the last of a run of the edition, holds for all."""
        issuer = self._issuer(found)
        met = self._met(found, issuer)
        items = self._items(found, plural)
        works = [self._text(kind, item, issuer, met) for item in items]
        shared = {id_.split("/")[0] for item, (id_, _) in zip(items, works, strict=True) if id_ and (item.prefix or item.tag or issuer)}
        if len(shared) != 1:
            return works
        body = next(body for body in self.profile.bodies if body.work in shared)
        return [work if item.prefix or item.tag else self._text(kind, item, body, met) for work, item in zip(works, items, strict=True)]

    def _items(self, found: re.Match[str], plural: bool) -> list[_Item]:
        """Read a list; after a noun in the singular only items with a tag or a prefix of their own belong to it."""
        matches = list(self.patterns.text_item.finditer(found["list"]))
        items = [_Item(item["prefix"] or "", item["number"], item["tag"] or "") for item in matches]
        items[-1] = items[-1]._replace(tag=items[-1].tag or group(found, "tag"))
        if not plural:
            return [item for place, item in enumerate(items) if place == 0 or item.prefix or item.tag]
        tags = [next((later.tag for later in items[place:] if later.tag), "") for place in range(len(items))]
        items = [item._replace(tag=tag) for item, tag in zip(items, tags, strict=True)]
        spread: list[_Item] = []
        for item, match, before in zip(items, matches, [None, *matches], strict=False):
            if before is not None and self.patterns.through.fullmatch(found["list"][before.end("number") : match.start("number")]):
                spread += [item._replace(number=str(number)) for number in between(before["number"], item.number)]
            spread.append(item)
        return spread

    def _issuer(self, found: re.Match[str]) -> Body | None:
        if group(found, "here"):
            return self.profile.body(self.document.body)
        name = group(found, "post") or group(found, "within") or group(found, "pre")
        body = body_named(name, self.profile) if name else None
        if body is not None and body.kinds:
            return next((other for other in self.profile.bodies if other.sector == body.sector and not other.kinds), body)
        return body

    def _met(self, found: re.Match[str], issuer: Body | None) -> Edition:
        """Say at which conference the body that is named adopted what it is named for."""
        years = [group(found, name) for name in ("post_before", "post_year", "post_met", "post_after", "pre_year", "pre_met")]
        year = next((naming.century(said[-4:].strip(" -")) for said in years if said), None)
        if issuer is None or year is None or not issuer.place(issuer.held(year)):
            return Edition()
        return naming.held(issuer, year)

    def _text(self, kind: Kind, item: _Item, issuer: Body | None, met: Edition) -> Work:
        edition = naming.edition(item.tag, self.profile) if item.tag else met
        body = self._by_prefix(item.prefix) or self._by_tag(item.tag, edition) or issuer or self._by_place(edition) or self._own(kind, item, edition)
        if body is None or body.kinds:
            return "", edition.label
        revised = edition.label.startswith("Rev")
        if body.prefixes and ("-" in item.number or not revised):
            edition = Edition(item.number, "", None)
        elif edition.year and body.place(edition.year) and naming.is_short(edition.label) != body.short:
            edition = naming.held(body, edition.year, revised=revised)
        return naming.work_id(kind, body, body.counted(item.number, edition.year), "", self.profile), edition.label

    def _by_prefix(self, prefix: str) -> Body | None:
        return next((body for body in self.profile.bodies if prefix and prefix in body.prefixes and not body.kinds), None)

    def _by_tag(self, tag: str, edition: Edition) -> Body | None:
        """Find the body that a tag names itself: `Rev.WRC-12`, `C09`."""
        if not tag:
            return None
        short = re.search(r"([^\W\d_]{2,5})-\d\d$", edition.label)
        if short:
            return body_named(short[1], self.profile)
        plain = tag.strip("() ")
        return next((body for body in self.profile.bodies if body.sessions and re.search(rf"\b(?:{body.sessions})", plain)), None)

    def _by_place(self, edition: Edition) -> Body | None:
        """Find the body that met there and then, if one alone did; one whose editions are written short is not named so."""
        met = self.profile.met(edition.place, edition.year)
        met = [body for body in met if not body.short] or met
        return met[0] if len(met) == 1 else next((body for body in met if body.code == self.document.body), None)

    def _own(self, kind: Kind, item: _Item, edition: Edition) -> Body | None:
        """Guess who issued a text that does not say: the document's own body if its numbers run so far, else the only one whose do."""
        if edition.place or (item.tag and not edition.year):
            return None
        having = [body for body in self.profile.bodies if kind in body.numbers and _within(item.number, body.numbers[kind])]
        own = self.profile.body(self.document.body)
        if own and not own.kinds and kind is Kind.RESOLUTION and (kind not in own.numbers or own in having):
            return own
        return having[0] if len(having) == 1 else None

    # what any profile knows

    def _told(self, text: str) -> Iterator[Spanned]:
        """Find what the document's own organisation, or any other that is named everywhere, is cited as."""
        for organisation in organisations():
            for reference in organisation.references:
                if not (reference.everywhere or organisation.name == self.profile.name):
                    continue
                body = organisation.body(reference.body or self.document.body)
                for found in reference.matches(text) if body else ():
                    start = found.start() if found.re is reference.pattern else found.start("list")
                    yield start, found.end(), [*_works(reference, found, body, organisation)] if body else []


def _works(reference: Reference, found: re.Match[str], body: Body, organisation: Organisation) -> Iterator[Work]:
    """Give the works that a reference names: texts by their numbers, or a meeting."""
    for number in reference.numbers(found):
        yield naming.work_id(reference.kind, body, number, "", organisation), ""
    year = reference.year(found)
    if year and reference.meets:
        yield naming.meeting_id(body, year), ""


def _within(number: str, bounds: tuple[int, int]) -> bool:
    return number.isdigit() and bounds[0] <= int(number) <= bounds[1]
