"""Issuing: which body issued a text, in which study period and edition, asked of the text first and of its source then."""

from mapper.extractors import naming
from mapper.extractors.context import Context
from mapper.extractors.heads import Head
from mapper.extractors.preface import Preface
from mapper.profiles import Body, Layout, Organisation
from mapper.types import Edition, Kind


def issuer(head: Head, preface: Preface, layout: Layout | None, known: Context, profile: Organisation) -> Body | None:
    """Say who issued a document: the heading, the opening line, the layout, the source, in this order."""
    by_layout = profile.body(layout.body) if layout and layout.body else None
    by_sector = profile.body(head.sector) if head.sector else None
    return preface.body or by_sector or by_layout or known.issuer(head.heading.kind, profile)


def period(head: Head, body: Body, preface: Preface, known: Context) -> str:
    """Say for which study period a Question was settled; empty where nothing tells it."""
    if not body.periods or head.heading.kind is not Kind.QUESTION:
        return ""
    if known.period:
        return known.period
    for one, other in zip(known.years[::2], known.years[1::2], strict=False):
        if f"{one}-{other}" in body.periods:
            return f"{one}-{other}"
    dated = naming.years(preface.edition) or naming.years(known.text)
    return body.period(dated[0]) if dated else ""


def edition(head: Head, body: Body, preface: Preface, known: Context, profile: Organisation) -> Edition:
    """Say which edition a text is: by its number, its tag, what the officer said, its opening line, its study period."""
    opened = naming.edition(preface.edition, profile)
    if head.heading.numbered or (body.prefixes and head.heading.kind in (Kind.RESOLUTION, Kind.QUESTION)):
        dated = naming.years(preface.history)
        year = dated[-1] if dated else opened.year
        return naming.numbered(head.number, place=body.place(year) if year else "", year=year)
    printed = naming.edition(head.edition or known.hints.edition or preface.edition, profile)
    if not printed.label and head.heading.kind in (Kind.QUESTION, Kind.MANDATE):
        asked = period(head, body, preface, known)
        decided = next((year for start, end, year in body.spans if f"{start}-{end}" == asked), None)
        return Edition("", "", decided or (known.years[0] if known.years else None))
    if opened.place and opened.year == printed.year:
        label = printed.label.replace(printed.place, opened.place) if printed.place else printed.label
        return Edition(label, opened.place, printed.year)
    return printed
