"""Meta: what a file says of itself: the work, the edition and the file, what it refers to, and our own record of all else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from mapper.exchange.akn.elements import add
from mapper.exchange.akn.iris import Calendar, Day, expression_iri, language
from mapper.extractors.akomatree import RECORD
from mapper.profiles import organisation_of
from mapper.types import Document

_OURS = "mapper"
_US = f"#{_OURS}"
_ONTOLOGY = "/akn/ontology"


@dataclass(frozen=True)
class About:
    """Name an edition, or one component of it, on the three levels; `date` is that of the file."""

    document: Document
    calendar: Calendar
    date: str
    component: str = "main"

    @property
    def work(self) -> str:
        """Name the work."""
        return self.calendar.iri(self.document.id)

    @property
    def expression(self) -> str:
        """Name the edition in its language."""
        return expression_iri(self.work, self.document.language, self.calendar.dated(self.document).date)

    @property
    def actor(self) -> str:
        """Name who issued the work, as its IRI does."""
        return self.work.split("/")[5]

    @property
    def country(self) -> str:
        """Name whose work it is, as its IRI does."""
        return self.work.split("/")[2]

    @property
    def issuer(self) -> str:
        """Name who issued the work for people."""
        organisation = organisation_of(self.document.body)
        body = organisation.body(self.document.body) if organisation else None
        return body.names[0] if body and body.names else self.document.body or "not named"


def identify(head: Any, about: About) -> None:
    """Write the three levels."""
    identification = add(head, "identification", source=_US)
    document, calendar = about.document, about.calendar
    work = _level(identification, "FRBRWork", about.work, about.component)
    add(work, "FRBRalias", value=document.id, name=_OURS)
    _dated(work, calendar.adopted(document.id), f"#{about.actor}")
    add(work, "FRBRcountry", value=about.country)
    add(work, "FRBRsubtype", value=about.work.split("/")[4])
    add(work, "FRBRnumber", value=about.work.rpartition("/")[2], showAs=f"{document.kind.value.upper()} {document.number}".strip())
    expression = _level(identification, "FRBRExpression", about.expression, about.component)
    _dated(expression, calendar.dated(document), f"#{about.actor}")
    add(expression, "FRBRlanguage", language=language(document.language))
    manifestation = _level(identification, "FRBRManifestation", about.expression, about.component, ".xml")
    _dated(manifestation, Day(about.date, "markup" if about.date else "unknown"), _US)


def _level(parent: Any, name: str, iri: str, component: str, ending: str = "") -> Any:
    level = add(parent, name)
    add(level, "FRBRthis", value=f"{iri}/!{component}{ending}")
    add(level, "FRBRuri", value=f"{iri}{ending}")
    return level


def _dated(level: Any, day: Day, author: str) -> None:
    add(level, "FRBRdate", date=day.day, name=day.name)
    add(level, "FRBRauthor", href=author)


def analyse(head: Any, others: Iterable[tuple[str, str]]) -> None:
    """Write what a reference names beside the work that it leads to: a list of numbers cites several."""
    listed = list(others)
    if not listed:
        return
    references = add(add(head, "analysis", source=_US), "otherReferences", source=_US)
    for name, iri in listed:
        add(references, "alternativeReference", **{"for": f"#{name}", "href": iri})


def refer(head: Any, about: About, roles: Mapping[str, str], version: str) -> None:
    """Write who issued the text, what made the file, and who is told to act."""
    references = add(head, "references", source=_US)
    add(references, "TLCOrganization", eId=about.actor, href=f"{_ONTOLOGY}/organization/{about.country}/{about.actor}", showAs=about.issuer)
    add(references, "TLCOrganization", eId=_OURS, href=f"{_ONTOLOGY}/organization/{about.country}/{_OURS}", showAs=f"{_OURS} {version}".strip())
    for name, role in roles.items():
        add(references, "TLCRole", eId=role, href=f"{_ONTOLOGY}/role/{about.country}/{role}", showAs=name)


def keep(head: Any, record: str) -> None:
    """Write our own record, in a namespace of its own."""
    etree.SubElement(add(head, "proprietary", source=_US), RECORD).text = record
