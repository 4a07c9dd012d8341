"""Texts: one edition of a document in Akoma Ntoso, from its clauses; what the elements do not say stands beside them, so that it can be read back."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mapper.documents_json import from_json, to_json
from mapper.exchange.akn import meta
from mapper.exchange.akn.elements import Ids, add, legal, root
from mapper.exchange.akn.iris import Calendar, formula
from mapper.exchange.akn.notes import Call, Notes
from mapper.exchange.akn.sections import Group, sections
from mapper.exchange.akn.units import Units, beside
from mapper.extractors.akomatree import IN_TEXT, note_said, references, said
from mapper.types import Document, Part

_TITLED = re.compile(r"(?P<head>.+?): (?P<title>.+)", re.DOTALL)


@dataclass(frozen=True)
class Making:
    """Hold what holds for a whole export: when works were adopted, and the day and the version of the program that its files name."""

    calendar: Calendar
    date: str
    version: str


def write(document: Document, making: Making) -> Any:
    """Write one edition as a tree; characters that XML cannot hold are left out."""
    raw = legal(to_json(document))
    return _Text(from_json(raw), raw, making).tree()


class _Text:
    """Hold one edition while it is written; `raw` is the same as plain JSON."""

    def __init__(self, document: Document, raw: Mapping[str, Any], making: Making) -> None:
        self.document, self.raw, self.making = document, raw, making
        self.ids = Ids()
        self.notes = Notes(document.footnotes, self.ids)
        self.units = Units(document, making.calendar, self.ids, self.notes)

    def tree(self) -> Any:
        """Write preface, preamble, body, notes and annexes, then the head of the file, which names what they refer to."""
        made = root()
        statement = add(made, "statement", name=self.document.kind.value, contains="originalVersion")
        head = add(statement, "meta")
        parts = sections(self.document.clauses)
        self._preface(statement)
        if parts.preamble:
            self._preamble(statement, parts.preamble)
        body = add(statement, "mainBody", eId="body")
        for group in parts.body:
            self.units.section(body, group)
        if not parts.body:
            add(body, "p")
        if parts.annexes:
            self._annexes(add(statement, "attachments"), parts.annexes)
        if left := self.notes.left():
            conclusions = add(statement, "conclusions", eId="conclusions")
            body.addnext(conclusions)
            self._footnotes(conclusions, left)
        self.notes.link()
        self._beside(statement)
        self._head(head)
        return made

    def _preface(self, statement: Any) -> None:
        document = self.document
        preface = add(statement, "preface", eId="preface")
        line = add(preface, "p")
        add(line, "docType", document.kind.value.upper()).tail = " "
        number = add(line, "docNumber", document.number)
        if document.edition.label:
            number.tail = " ("
            day = self.making.calendar.dated(document)
            edition = add(line, "docDate", date=day.date) if day.whole else add(line, "inline", name="edition")
            edition.text, edition.tail = document.edition.label, ")"
        if document.title:
            add(add(preface, "p"), "docTitle", document.title)

    def _preamble(self, statement: Any, groups: Sequence[Group]) -> None:
        """Write who speaks, in the profile's words, and the recitals."""
        preamble = add(statement, "preamble", eId="preamble")
        if spoken := formula(self.document):
            add(add(preamble, "formula", name="enactingFormula", eId="formula_1"), "p", spoken)
        for group in groups:
            self.units.recitals(preamble, group)

    def _footnotes(self, conclusions: Any, left: Iterable[Call]) -> None:
        """Write behind the text the footnotes whose marks stood in the title, or nobody knows where."""
        block = add(add(conclusions, "container", name="footnotes", eId="footnotes"), "p")
        for call in left:
            self.notes.write(block, call)

    def _annexes(self, attachments: Any, groups: Sequence[Group]) -> None:
        titles = dict(_titles(self.document))
        for number, group in enumerate(groups, start=1):
            attachment = add(attachments, "attachment", eId=self.ids.give("", "att"))
            own = attachment.get("eId")
            add(attachment, "heading", group.opener, eId=f"{own}__heading")
            inner = add(attachment, "doc", name="annex")
            meta.identify(add(inner, "meta"), self._about(f"annex_{number}"))
            if title := titles.get(group.opener):
                add(add(add(inner, "preface", eId=f"{own}__preface"), "p"), "docTitle", title)
            self.units.paragraphs(add(inner, "mainBody", eId=f"{own}__body"), group, own)

    def _beside(self, statement: Any) -> None:
        """Write beside each clause and note what its elements do not say."""
        actors = {role: name for name, role in self.units.roles.items()}
        for element, meant in zip(self.units.written, self.raw["clauses"], strict=True):
            beside(element, said(element, actors), meant)
        again = references(statement)
        for number, meant in enumerate(self.raw["footnotes"]):
            beside(self.notes.written[number], note_said(self.notes.written[number], again), meant)

    def _head(self, head: Any) -> None:
        """Write what the file says of itself, with our own record of all that the text does not say."""
        meta.identify(head, self._about("main"))
        meta.analyse(head, self.units.others)
        meta.refer(head, self._about("main"), self.units.roles, self.making.version)
        kept = {key: value for key, value in self.raw.items() if key not in IN_TEXT}
        meta.keep(head, json.dumps(kept, ensure_ascii=False, indent=1))

    def _about(self, component: str) -> meta.About:
        return meta.About(self.document, self.making.calendar, self.making.date, component)


def _titles(document: Document) -> Iterator[tuple[str, str]]:
    """Give the titles of annexes by their heads."""
    for key, value in document.details:
        found = _TITLED.fullmatch(value) if key == Part.ANNEX.value else None
        if found:
            yield found["head"], found["title"]
