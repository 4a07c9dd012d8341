"""Citations: every reference to another text or group, resolved to a work id and edition where the words allow it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mapper.extractors import naming
from mapper.extractors.references import Patterns, body_named, patterns
from mapper.profiles import Body, Organisation
from mapper.types import CONTINUES, CONTINUES_PART, Citation, Document, Edition, Kind, Part

_FOLD = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u2019": "'"})  # one letter for one, so that places stay
_NEAR = 160  # characters: so far back a Sector's name speaks for a group


def find(document: Document, profile: Organisation) -> tuple[Citation, ...]:
    """Give the citations of a document in the order of its clauses; those of a relations section and of relation notes are flagged."""
    if not profile.words.get("resolution"):
        return ()
    finder = _Finder(document, profile, patterns(profile.name))
    found: dict[Citation, None] = {}
    opener = ""
    for clause in document.clauses:
        relation = clause.part is Part.RELATIONS
        texts = [clause.opener, clause.text] if clause.opener != opener else [clause.text]
        opener = clause.opener
        for text in texts:
            here = replace(finder, opener=opener)
            found |= {Citation(id_, edition, clause.id, words, relation): None for id_, edition, words in here.find(text)}
    for note in document.footnotes:
        relation = finder.patterns.relation_notes.search(note.text) is not None
        place = f"{document.id}#footnote-{naming.slug(note.mark) or 'note'}"
        found |= {Citation(id_, edition, place, words, relation): None for id_, edition, words in finder.find(note.text)}
    return tuple(citation for citation in found if citation.id != document.id or citation.edition not in ("", document.edition.label))


def continued(history: str, document: Document, profile: Organisation) -> Iterator[tuple[str, str]]:
    """Say which Questions of the study period before a history line names as those that this one continues, in whole or in part."""
    body = profile.body(document.body)
    before = [period for period in body.periods if period < document.period] if body else []
    words = profile.words.get("continues", ())
    if not before or not any(word in history for word in words):
        return
    finder = _Finder(replace(document, period=before[-1]), profile, patterns(profile.name))
    folded = history.translate(_FOLD)
    for start, _, works in finder._questions(folded):
        parted = folded[:start].rstrip().endswith(profile.words.get("part_of", ()))
        yield from ((CONTINUES_PART if parted else CONTINUES, id_) for id_, _ in works if id_)


Found = tuple[str, str, str]  # id, edition, words
_Spanned = tuple[int, int, list[tuple[str, str]]]


@dataclass(frozen=True)
class _Finder:
    """Resolve the references of one document."""

    document: Document
    profile: Organisation
    patterns: Patterns
    opener: str = ""

    def find(self, text: str) -> Iterator[Found]:
        """Give id, edition and words of each reference, from left to right; of two that overlap the first, then the longer."""
        folded = text.translate(_FOLD)
        found = (*self._texts(folded), *self._questions(folded), *self._groups(folded), *self._recommendations(folded))
        spans = sorted(found, key=lambda span: (span[0], -span[1]))
        end = 0
        for start, stop, works in spans:
            if start >= end:
                end = stop
                yield from ((id_, edition, text[start:stop]) for id_, edition in works)

    # resolutions, decisions, opinions

    def _texts(self, text: str) -> Iterator[_Spanned]:
        for kind, pattern in self.patterns.texts:
            for found in pattern.finditer(text):
                issuer = self._issuer(found["pre"], found["post"], here=bool(found["here"]))
                items = self._items(found)
                works = [self._text(kind, number, tag, prefix, issuer) for prefix, number, tag in items]
                shared = {id_.split("/")[0] for id_, _ in works if id_}
                if len(shared) == 1:
                    body = next(body for body in self.profile.bodies if body.work in shared)
                    pairs = zip(works, items, strict=True)
                    works = [work if work[0] else self._text(kind, number, tag, "", body) for work, (_, number, tag) in pairs]
                yield found.start(), found.end(), works

    def _items(self, found: re.Match[str]) -> list[tuple[str, str, str]]:
        """Read a list; after a noun in the singular only items with a tag of their own belong to it."""
        items = [(item["prefix"] or "", item["number"], item["tag"] or "") for item in self.patterns.text_item.finditer(found["list"])]
        plural = found["noun"].endswith(("s", "и"))
        return items if plural else [item for place, item in enumerate(items) if place == 0 or item[2]]

    def _issuer(self, pre: str | None, post: str | None, *, here: bool) -> Body | None:
        if here:
            return self.profile.body(self.document.body)
        name = post or pre
        body = body_named(name, self.profile) if name else None
        if body is not None and body.kinds:
            return next((other for other in self.profile.bodies if other.sector == body.sector and not other.kinds), body)
        return body

    def _text(self, kind: Kind, number: str, tag: str, prefix: str, issuer: Body | None) -> tuple[str, str]:
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
        return next((body for body in self.profile.bodies if body.sessions and re.match(body.sessions, plain)), None)

    def _by_place(self, edition: Edition) -> Body | None:
        """Find the body that met there and then, if one alone did."""
        met = [body for body in self.profile.bodies if (edition.place, edition.year) in body.conferences]
        return met[0] if len(met) == 1 else next((body for body in met if body.code == self.document.body), None)

    def _own(self, kind: Kind, tag: str) -> Body | None:
        body = self.profile.body(self.document.body)
        return body if body and not body.kinds and not tag and kind is Kind.RESOLUTION else None

    # Questions

    def _questions(self, text: str) -> Iterator[_Spanned]:
        for found in self.patterns.questions.finditer(text):
            items = list(self.patterns.question_item.finditer(found["list"]))
            if not any(item["group"] for item in items):
                continue
            sector = self._sector(text, found)
            prefixed = next((item["prefix"] for item in items if item["prefix"]), None)
            body = self._asker(prefixed) if prefixed else self._asker(sector) if sector else self._asker_here()
            group, works = "", []
            for item in reversed(items):
                group = item["group"] or group
                works.append(self._question(body, f"{item['number']}/{group}"))
            yield found.start(), found.end(), works[::-1]

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

    def _question(self, body: Body | None, number: str) -> tuple[str, str]:
        if body is None:
            return "", ""
        edition = number if body.prefixes else ""
        return naming.work_id(Kind.QUESTION, body, number, self._period(body), self.profile), edition

    def _period(self, body: Body) -> str:
        """Choose the study period that was on when the document was written."""
        if body.code == self.document.body and self.document.period:
            return self.document.period
        year = self.document.edition.year
        return body.period(year) if year else ""

    # groups and Recommendations

    def _groups(self, text: str) -> Iterator[_Spanned]:
        for found in self.patterns.groups.finditer(text):
            sector = self._sector(text, found)
            body = self._asker(sector) if sector else self._asker_here()
            numbers = re.findall(r"\d+", found["list"])
            yield found.start(), found.end(), [(f"{body.work}/sg/{number}" if body else "", "") for number in numbers]
        for found in self.patterns.parties.finditer(text):
            works = []
            for number in re.findall(r"\d(?:[A-Z]|/\d+)", found["list"]):
                body = self._party(number, self._asker(found["pre"]) if found["pre"] else None)
                works.append((f"{body.work}/wp/{number.lower().replace('/', '-')}" if body else "", ""))
            yield found.start(), found.end(), works

    def _party(self, number: str, said: Body | None) -> Body | None:
        """A letter makes a party of the Sector whose texts carry a prefix; a stroke one of the Sector named, or the document's own."""
        if "/" in number:
            return said or self._asker_here()
        return said or next((body for body in self.profile.bodies if body.kinds and body.prefixes), None)

    def _recommendations(self, text: str) -> Iterator[_Spanned]:
        for found in self.patterns.recommendations.finditer(text):
            body = self._asker(found["pre"])
            number = found["list"]
            edition = number if body and body.prefixes else ""
            yield found.start(), found.end(), [(naming.work_id(Kind.RECOMMENDATION, body, number, "", self.profile) if body else "", edition)]
