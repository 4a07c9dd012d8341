"""Leads: which groups might lead on a subject, each with the reason in words; a suggestion, never a decision."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mapper.cooperation import Cooperation, LeadWords, cooperation
from mapper.types import Clause, Document
from mapper.views.items import Item
from mapper.views.layout import natural
from mapper.views.parties import whose

_NAMED = 2  # texts named for one reason


@dataclass(frozen=True)
class Lead:
    """Suggest a group that might lead on a subject, its Sector, and why."""

    name: str
    sector: str
    reason: str


@dataclass
class _Case:
    """Gather what speaks for one group: clauses that name it as lead, its texts on the subject, and its texts that cite the subject's."""

    name: str
    sector: str
    named: list[str] = field(default_factory=list)
    studies: list[str] = field(default_factory=list)
    cites: list[str] = field(default_factory=list)

    @property
    def weight(self) -> tuple[int, int, int]:
        """Weigh being named before texts of its own, and those before citations."""
        return (len(self.named), len(self.studies), len(self.cites))

    @property
    def reason(self) -> str:
        """Say in words what speaks for the group."""
        told = (("named as lead in", self.named), ("studies the subject in", self.studies), ("cites texts on the subject in", self.cites))
        return "; ".join(f"{words} {_few(found)}" for words, found in told if found)


class Mandates:
    """Know which texts by which groups study something cite which works."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._citing: dict[str, list[Document]] = {}
        for document in sorted((one for one in documents if not one.status.ended and one.group and one.sector), key=lambda one: natural(one.id)):
            for work in sorted({citation.id for citation in document.citations} - {"", document.id}):
                self._citing.setdefault(work, []).append(document)

    def leads(self, items: Sequence[Item], labels: Mapping[str, str]) -> tuple[Lead, ...]:
        """Suggest who might lead on a subject, given its texts: for each Sector the group for which most speaks, and every other one named as lead.

        Who is named as lead in a clause comes first, then who studies the subject in most of its texts, then whose texts cite most of them. `labels`
        calls documents by their ids.
        """
        sectors = [sector for item in items for sector in item.sectors]
        profile = cooperation(sectors)
        cases: dict[str, _Case] = {}
        own = {item.id for item in items}
        for item in items:
            self._weigh(item, profile, cases)
            for citing in self._citing.get(item.id, ()):
                if citing.kind.value in profile.studies and citing.id not in own:
                    for name in whose(citing):
                        _add(_case(cases, name, citing.sector).cites, labels.get(citing.id, citing.id))
        part = [case for case in cases.values() if case.sector in profile.all and case.sector in sectors]
        ranked = sorted(part, key=lambda case: (tuple(-count for count in case.weight), profile.all.index(case.sector), natural(case.name)))
        first = {case.sector: case for case in reversed(ranked)}
        return tuple(Lead(case.name, case.sector, case.reason) for case in ranked if case.named or case is first[case.sector])

    @staticmethod
    def _weigh(item: Item, profile: Cooperation, cases: dict[str, _Case]) -> None:
        """Note what one text of a subject says for which group."""
        document = item.document
        if document is None:
            return
        for name, sector, clause in _named(document, profile.lead):
            _case(cases, name, sector).named.append(f"{item.label}, {clause.place} (p. {clause.page})")
        if item.kind in profile.studies and document.group:
            for name in whose(document):
                _case(cases, name, document.sector).studies.append(item.label)


def _case(cases: dict[str, _Case], name: str, sector: str) -> _Case:
    return cases.setdefault(name, _Case(name, sector))


def _add(found: list[str], name: str) -> None:
    if name not in found:
        found.append(name)


def _few(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _named(document: Document, words: LeadWords | None) -> Iterator[tuple[str, str, Clause]]:
    """Find the clauses that name a group as lead, each group once a clause."""
    if words is None:
        return
    for clause in document.clauses:
        text = f"{clause.opener} {clause.text}"
        found = {_nearest(lead, text, words, document.sector): None for lead in words.words.finditer(text)}
        yield from ((*group, clause) for group in found if group is not None)


def _nearest(lead: re.Match[str], text: str, words: LeadWords, own: str) -> tuple[str, str] | None:
    """Give the name and Sector of the group that stands nearest to the words; of two as near the one before them."""
    gaps = [(max(lead.start() - group.end(), group.start() - lead.end()), group.start(), group) for group in words.groups.finditer(text)]
    if not gaps:
        return None
    group = min(gaps)[2]
    sector = group["before"] or group["behind"] or own
    kind = words.kinds.get(group["kind"], group["kind"])
    return words.name.format(sector=sector, kind=kind, number=group["number"]), sector
