"""Units: clauses as elements, each with its id, its page and its place, its number, whom it tells to act, and what it cites."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mapper.exchange.akn.elements import Ids, add
from mapper.exchange.akn.iris import Calendar
from mapper.exchange.akn.notes import Notes
from mapper.exchange.akn.sections import Group, Node
from mapper.extractors.akomatree import BOX, CELLS, DEADLINE, ID, MORE, PAGE
from mapper.profiles import organisation_of
from mapper.profiles.organisation import ACTORS
from mapper.types import Citation, Clause, Document, Part

_PARAGRAPH, _POINT = ("paragraph", "para"), ("point", "point")  # an element, and how its id begins
_RECITAL, _ITEM = ("recital", "rec"), ("item", "item")


@dataclass
class Units:
    """Write the clauses of one edition.

    `roles` are the ids of actors by name, `others` what a reference cites beside its own, `written` the elements of the clauses in order.
    """

    document: Document
    calendar: Calendar
    ids: Ids
    notes: Notes
    roles: dict[str, str] = field(default_factory=dict)
    others: list[tuple[str, str]] = field(default_factory=list)
    written: list[Any] = field(default_factory=list)

    def recitals(self, preamble: Any, group: Group) -> None:
        """Write the clauses under one opener of the preamble."""
        recitals = add(preamble, "recitals", eId=self.ids.give("", "recs"))
        if opener := self._opener(group):
            add(add(add(recitals, "intro", eId=f"{recitals.get('eId')}__intro"), "p"), "i", opener)
        for node in group.nodes():
            self._recital(recitals, node, _RECITAL)

    def section(self, body: Any, group: Group) -> None:
        """Write the clauses under one opener of the body: as a section, or as a container that is named for its part."""
        if group.part is Part.OPERATIVE:
            section = add(body, "section", eId=self.ids.give("", "sec"))
        else:
            section = add(body, "hcontainer", name=group.part.value, eId=self.ids.give("", "hcontainer"))
        if opener := self._opener(group):
            add(add(section, "heading", eId=f"{section.get('eId')}__heading"), "i", opener)
        self.paragraphs(section, group, section.get("eId"))

    def _opener(self, group: Group) -> str:
        """Give the opener of a group, but for an organisation that begins its sentences with it: there it is said already."""
        organisation = organisation_of(self.document.body)
        run_in = organisation is not None and organisation.openers.run_in
        return "" if run_in and group.clauses[0].text.startswith(group.opener) else group.opener

    def paragraphs(self, parent: Any, group: Group, within: str) -> None:
        """Write the clauses of a group one by one."""
        for node in group.nodes():
            self._unit(parent, node, _PARAGRAPH, within)

    def _recital(self, parent: Any, node: Node, kind: tuple[str, str]) -> None:
        recital = self._begun(parent, node, kind, parent.get("eId"))
        if node.clause is None:
            self._table(recital, node.rows)
            return
        self._words(add(recital, "p"), node.clause, recital.get("eId"))
        if node.below:
            inner = add(recital, "blockList", eId=self.ids.give(recital.get("eId"), "list"))
            for each in node.below:
                self._recital(inner, each, _ITEM)

    def _unit(self, parent: Any, node: Node, kind: tuple[str, str], within: str) -> None:
        """Write a clause: its words alone, or before the list of the clauses below it."""
        unit = self._begun(parent, node, kind, within)
        own = unit.get("eId")
        if node.clause is None:
            self._table(add(unit, "content", eId=f"{own}__content"), node.rows)
        elif not node.below:
            self._words(add(add(unit, "content", eId=f"{own}__content"), "p"), node.clause, own)
        else:
            inner = add(unit, "list", eId=self.ids.give(own, "list"))
            self._words(add(add(inner, "intro", eId=f"{inner.get('eId')}__intro"), "p"), node.clause, own)
            for each in node.below:
                self._unit(inner, each, _POINT, inner.get("eId"))

    def _begun(self, parent: Any, node: Node, kind: tuple[str, str], within: str) -> Any:
        """Begin the element of a clause or of a table."""
        element, short = kind
        label = node.clause.label if node.clause else ""
        made = add(parent, element, eId=self.ids.give(within, short, label))
        if node.clause:
            self._mark(made, node.clause)
        if label:
            add(made, "num", label)
        return made

    def _table(self, parent: Any, rows: Iterable[Clause]) -> None:
        table = add(parent, "table", eId=self.ids.give(parent.get("eId"), "table"))
        for row in rows:
            made = add(table, "tr", eId=self.ids.give(table.get("eId"), "tr"))
            self._mark(made, row)
            self._cells(made, row)

    def _cells(self, element: Any, row: Clause) -> None:
        """Write the cells of a row; a note that hangs between two of them hangs on the first."""
        begin = 0
        for cell in row.text.split(CELLS):
            end = begin + len(cell)
            paragraph = add(add(element, "td"), "p")
            self._stretch(paragraph, row, begin, end, element.get("eId"))
            for _, call in self.notes.due(row.id, end, min(end + len(CELLS) - 1, len(row.text))):
                self.notes.write(paragraph, call, element.get("eId"))
            begin = end + len(CELLS)

    def _mark(self, element: Any, clause: Clause) -> None:
        """Write on the element of a clause its id, its page and place, and whom it tells to act."""
        element.set(ID, clause.id)
        element.set(PAGE, str(clause.page))
        if clause.box:
            element.set(BOX, " ".join(map(repr, (clause.box.x0, clause.box.top, clause.box.x1, clause.box.bottom))))
        if clause.deadline:
            element.set(DEADLINE, clause.deadline)
        if clause.actor:
            roles = (self.roles.setdefault(name, f"role_{len(self.roles) + 1}") for name in clause.actor.split(ACTORS))
            element.set("refersTo", " ".join(f"#{role}" for role in roles))
        self.written.append(element)

    def _words(self, paragraph: Any, clause: Clause, within: str) -> None:
        """Write the words of a clause, with what they cite as references."""
        cited = [citation for citation in self.document.citations if citation.clause == clause.id and citation.id and citation.text]
        at = 0
        for begin, text, works in _spans(clause.text, cited):
            self._stretch(paragraph, clause, at, begin, within)
            name = self.ids.give(within, "ref")
            first, *more = dict.fromkeys(self.calendar.cited(work) for work in works)
            at = begin + len(text)
            self._stretch(add(paragraph, "ref", href=first, eId=name), clause, begin, at, within, closed=False)
            self.others += [(name, iri) for iri in more]
        self._stretch(paragraph, clause, at, len(clause.text), within)

    def _stretch(self, parent: Any, clause: Clause, begin: int, end: int, within: str, *, closed: bool = True) -> None:
        """Write a stretch of a clause's text, with the notes whose marks stood in it; one at the end of an open stretch is left to what follows."""
        for place, call in self.notes.due(clause.id, begin, end if closed else end - 1):
            _say(parent, clause.text[begin:place])
            self.notes.write(parent, call, within)
            begin = place
        _say(parent, clause.text[begin:end])


def beside(element: Any, heard: Mapping[str, Any], meant: Mapping[str, Any]) -> None:
    """Write beside an element what its reader would take otherwise, or not find at all."""
    more = {key: value for key, value in meant.items() if key not in heard or heard[key] != value}
    if more:
        element.set(MORE, json.dumps(more, ensure_ascii=False))


def _spans(text: str, cited: Sequence[Citation]) -> Iterator[tuple[int, str, list[str]]]:
    """Find what is cited in a text: where it begins, its words and the works that it names; of words within others the longer stand."""
    works: dict[str, list[str]] = {}
    for citation in cited:
        works.setdefault(citation.text, []).append(citation.id)
    taken: list[tuple[int, str]] = []
    for words in sorted(works, key=lambda each: (-len(each), each)):
        places = (found.start() for found in re.finditer(re.escape(words), text))
        begin = next((at for at in places if all(at + len(words) <= other or other + len(theirs) <= at for other, theirs in taken)), None)
        if begin is not None:
            taken.append((begin, words))
    for begin, words in sorted(taken):
        yield begin, words, works[words]


def _say(parent: Any, text: str) -> None:
    """Put a text at the end of an element: behind its last child, if it has one."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
