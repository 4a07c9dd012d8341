"""Issuing: which body issued a text, under which number, in which study period and edition; asked of the text first and of its source then."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from mapper.extractors import context, naming
from mapper.extractors.context import Context
from mapper.extractors.heads import Head
from mapper.extractors.preface import Preface
from mapper.profiles import Body, Layout, Organisation, fold
from mapper.types import Edition, Kind

NOBODY = Body(code="", work="other", sector="", names=())


@dataclass(frozen=True)
class Issue:
    """Hold what tells a document from every other."""

    body: Body
    number: str
    group: str
    period: str
    edition: Edition
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Issuing:
    """Hold what all documents of a source share; `usual` issued the first neighbour that says so, `group` is that of all neighbours.

    `heads`: what the running heads and feet of each page say.
    """

    profile: Organisation
    known: Context
    usual: Body | None = None
    group: str = ""
    heads: Mapping[int, str] = field(default_factory=dict)

    def issue(self, head: Head, begun: Preface, layout: Layout | None, page: int, first: str) -> Issue:
        """Say who issued a document that begins on a page, as what; `first`: the first words of its text."""
        problems: list[str] = []
        body = self._body(head, begun, layout, page, first)
        if body is None:
            body = NOBODY
            problems.append("who issued this text is not said; add the file again with --body")
        number = self._number(head)
        if head.heading.kind is Kind.QUESTION and "/" not in number:
            problems.append("the group of this Question is not said: it cannot be told from those of other groups")
        period = self._period(head, body, begun)
        if not period and body.periods and head.heading.kind is Kind.QUESTION:
            problems.append("the study period of this Question is not said: add the file again with it, as in --edition 2018-2021")
        return Issue(body, number, self._group(head, number), period, self._edition(head, body, begun, period), tuple(problems))

    def _body(self, head: Head, begun: Preface, layout: Layout | None, page: int, first: str) -> Body | None:
        """Ask heading, opening line, layout, officer, place and year of the edition, page, source and neighbours, in this order."""
        by_layout = self.profile.body(layout.body) if layout and layout.body else None
        by_sector = self.profile.body(head.sector) if head.sector else None
        said = begun.body or by_sector or by_layout or self.profile.body(self.known.hints.body)
        said = said or self._by_place(head) or self._by_page(head, page, first)
        return said or self.known.issuer(head.heading.kind, self.profile) or self.usual

    def _by_page(self, head: Head, page: int, said: str) -> Body | None:
        """Find the body that the heads of a page alone name, if the text itself begins with what that body does; else they may say whom it is for."""
        named = context.alone(self.heads.get(page, ""), self.profile, head.heading.kind) if said else None
        return named if named and re.match(rf"(?:{'|'.join(map(re.escape, named.opening))})\b", fold(said)) and named.opening else None

    def _by_place(self, head: Head) -> Body | None:
        """Find the body that met there and then, if one alone did."""
        edition = naming.edition(head.edition, self.profile)
        met = self.profile.met(edition.place, edition.year)
        return met[0] if len(met) == 1 else None

    def _number(self, head: Head) -> str:
        number = head.number.rstrip("* ")
        if head.heading.kind is Kind.MANDATE:
            return f"{head.heading.group} {number}"
        year = head.year or next(map(str, self.known.years_named), "")
        if head.heading.dated and year:
            return f"{year}/{number}"
        group = self.known.group or self.group
        return f"{number}/{group}" if head.heading.kind is Kind.QUESTION and group and "/" not in number else number

    @staticmethod
    def _group(head: Head, number: str) -> str:
        """Name the group that a text belongs to: its own for a mandate, that behind the stroke for a Question."""
        if head.heading.kind is Kind.MANDATE:
            return number
        if head.heading.kind is Kind.QUESTION and "/" in number:
            return f"{head.heading.group} {number.rpartition('/')[2]}"
        return ""

    def _period(self, head: Head, body: Body, begun: Preface) -> str:
        """Say for which study period a Question was settled; empty where nothing tells it."""
        if not body.periods or head.heading.kind is not Kind.QUESTION:
            return ""
        said = begun.period or context.span(self.known.hints.edition) or self.known.period
        if said:
            return said
        for one, other in zip(self.known.years[::2], self.known.years[1::2], strict=False):
            if f"{one}-{other}" in body.periods:
                return f"{one}-{other}"
        dated = naming.years(begun.edition) or naming.years(self.known.text)
        return body.period(dated[0]) if dated else ""

    def _edition(self, head: Head, body: Body, begun: Preface, period: str) -> Edition:
        """Say which edition a text is: by its number, its tag, what the officer said, its opening line, its study period."""
        opened = naming.edition(begun.edition, self.profile)
        if head.heading.numbered or (body.prefixes and head.heading.kind in (Kind.RESOLUTION, Kind.QUESTION)):
            dated = naming.years(begun.history)
            year = dated[-1] if dated else opened.year
            return naming.numbered(head.number, place=body.place(year) if year else "", year=year)
        hint = "" if context.span(self.known.hints.edition) else self.known.hints.edition
        printed = naming.edition(head.edition or hint or begun.edition, self.profile)
        if not printed.label and head.heading.kind in (Kind.QUESTION, Kind.MANDATE):
            decided = next((year for start, end, year in body.spans if f"{start}-{end}" == period), None)
            return Edition("", "", decided or (self.known.years[0] if self.known.years else None))
        if not printed.label:
            return self._unnamed(head, body)
        if opened.place and opened.year == printed.year:
            label = printed.label.replace(printed.place, opened.place) if printed.place else printed.label
            return Edition(label, opened.place, printed.year)
        return printed

    def _unnamed(self, head: Head, body: Body) -> Edition:
        """Tell the edition of a text that does not name it by the cover, or by the session or year that its number begins with."""
        cover = head.heading.cover.search(self.known.text)
        if cover:
            year, month = naming.century(cover["year"]), cover.groupdict().get("month")
            return Edition(f"{year}-{month}" if month else "", body.place(year), year)
        first, parted, _ = self._number(head).partition("/")
        if not parted or not first.isdigit():
            return Edition()
        year = head.heading.since + int(first) if head.heading.since else int(first) if len(first) == len("2000") else 0
        return Edition("", body.place(year), year) if year else Edition()
