"""IRIs: the names of works and editions as Akoma Ntoso has them, by the rules of the profiles in `exchange/`, and what else these say."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from mapper.exchange.curies import fill, match
from mapper.extractors import naming
from mapper.profiles import organisation_of, organisations
from mapper.profiles.folders import folder
from mapper.types import Document

_FIRST_DAY, _NO_DAY = "-01-01", "0001-01-01"
_UNDETERMINED, _NAMELESS = "und", "text"


@dataclass(frozen=True)
class Day:
    """Hold a day, a year, or nothing; `day` is for where a full date must stand, `name` says how much of it is known."""

    date: str
    name: str

    @property
    def whole(self) -> bool:
        """Say whether the day is known."""
        return len(self.date) == len("2018-11-16")

    @property
    def day(self) -> str:
        """Give a full date; the first of January, or of the first year, fills what is not known."""
        return f"{self.date}{_FIRST_DAY}" if len(self.date) == len("2018") else self.date or _NO_DAY


@dataclass(frozen=True)
class _Form:
    id: str
    iri: str
    cited: str
    bodies: tuple[str, ...]


@cache
def _forms() -> tuple[_Form, ...]:
    read = dict(folder("exchange"))
    neutral = read.pop("common")
    return tuple(
        _Form(rule["id"], rule["iri"], rule.get("cited", rule["iri"]), tuple(raw["bodies"]))
        for raw in (*read.values(), neutral)
        for rule in raw["akn"]["rule"]
    )


@cache
def _closed() -> Mapping[tuple[str, int], str]:
    """Give the last day of each conference, by the first word of its works' ids and the year."""
    tables = (raw["akn"].get("closed", {}) for raw in folder("exchange").values())
    return {(body, int(day[:4])): day for table in tables for body, days in table.items() for day in days}


def language(code: str) -> str:
    """Name a language by three letters."""
    known: str = folder("exchange")["common"]["akn"]["languages"].get(code, _UNDETERMINED)
    return known


@cache
def _formulas() -> Mapping[str, Mapping[str, str]]:
    return {body: words for raw in folder("exchange").values() for body, words in raw["akn"].get("formulas", {}).items()}


def formula(document: Document) -> str:
    """Say who begins to speak, in the profile's words for this body and language; empty where it has none, or place or year are not known."""
    edition = document.edition
    pattern = _formulas().get(document.id.partition("/")[0], {}).get(document.language, "")
    known = edition.place and edition.year
    return fill(pattern, {"place": edition.place, "year": str(edition.year)}) if known or "{" not in pattern else ""


def work_iri(work: str, date: str) -> str:
    """Name a work; a date that is not known is left out."""
    form, fields = _fitting(work)
    return _named(form.iri, fields, date)


def cited_iri(work: str, date: str) -> str:
    """Name what a citation leads to: the work, or a group where the id is that of one."""
    form, fields = _fitting(work)
    return _named(form.cited, fields, date)


def _fitting(work: str) -> tuple[_Form, Mapping[str, str]]:
    """Choose the first form that fits an id; the last one, of the neutral profile, fits any."""
    tried = ((form, match(form.id, form.bodies, work or _NAMELESS)) for form in _forms())
    return next((form, fields) for form, fields in tried if fields is not None)


def _named(iri: str, fields: Mapping[str, str], date: str) -> str:
    dated = iri.replace("{date}", date) if date else iri.replace("/{date}", "")
    return f"/akn/{fill(dated, {name: _plain(value) for name, value in fields.items()})}"


def expression_iri(work: str, code: str, date: str) -> str:
    """Name an edition in a language, below its work."""
    return f"{work}/{language(code)}@{date}"


def _plain(value: str) -> str:
    """Write a value so that it is one part of an IRI."""
    return quote(re.sub(r"\s+", "_", value.strip()).replace("/", "-"), safe="~._-", errors="replace") or _NAMELESS


class Calendar:
    """Know of each work when it was first adopted, as far as the given editions and what they cite tell."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._first: dict[str, tuple[int, bool]] = {}
        for document in documents:
            self._learn(document)

    def _learn(self, document: Document) -> None:
        history = "" if document.period else dict(document.details).get("history", "")  # that of a Question tells of other ones
        for year in naming.years(history)[:1]:
            self._keep(document.id, year, original=True)
        if document.edition.year:
            self._keep(document.id, document.edition.year, original=bool(document.period) or not _revised(document.body, document.edition.label))
        organisation = organisation_of(document.body)
        for citation in document.citations if organisation else ():
            cited = naming.edition(citation.edition, organisation).year if organisation and citation.id else None
            if cited:
                self._keep(citation.id, cited, original=not _revised(document.body, citation.edition))

    def _keep(self, work: str, year: int, *, original: bool) -> None:
        known = self._first.get(work)
        if known is None or (year, not original) < (known[0], not known[1]):
            self._first[work] = (year, original)

    def adopted(self, work: str) -> Day:
        """Say when a work was first adopted."""
        year, original = self._first.get(work) or (_settled(work), True)
        if not year:
            return Day("", "unknown")
        return _day(work, year, "adoption" if original else "earliestKnown")

    def dated(self, document: Document) -> Day:
        """Say when an edition was adopted."""
        year = document.edition.year
        if not year:
            return Day("", "unknown")
        return _day(document.id, year, "adoption" if self._first.get(document.id) == (year, True) else "revision")

    def cited(self, work: str) -> str:
        """Name what a citation leads to."""
        return cited_iri(work, self.adopted(work).date)

    def iri(self, work: str) -> str:
        """Name a work with the date of its first adoption."""
        return work_iri(work, self.adopted(work).date)


def _day(work: str, year: int, name: str) -> Day:
    known = _closed().get((work.partition("/")[0], year))
    return Day(known, name) if known else Day(f"{year:04d}", f"{name}Year")


def _settled(work: str) -> int:
    """Give the year in which the Questions of the study period that stands in an id were settled; 0 where none stands there."""
    issuer, period = (*work.split("/"), "")[:2]
    spans = (span for organisation in organisations() for body in organisation.bodies if body.work == issuer for span in body.spans)
    return next((settled for start, end, settled in spans if f"{start}-{end}" == period), 0)


def _revised(body: str, label: str) -> bool:
    """Say whether an edition is not the first one; one that tells neither is taken for a later one."""
    organisation = organisation_of(body)
    return not label or organisation is None or organisation.revised.match(label) is not None or not naming.years(label)
