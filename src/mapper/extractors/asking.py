"""Asking: which Questions are meant, of which Sector and in which study period."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mapper.extractors import naming
from mapper.extractors.seeking import Seeker, Spanned, Work
from mapper.profiles import Body
from mapper.profiles.references import between
from mapper.types import Kind


@dataclass(frozen=True)
class Questions(Seeker):
    """Find the Questions that a text names."""

    def find(self, text: str) -> Iterator[Spanned]:
        """Find Questions; a number without a group has that of the next one in the list, or that of the group whose it is said to be."""
        for pattern in self.patterns.questions:
            for found in pattern.finditer(text):
                items = list(self.patterns.question_item.finditer(found["list"]))
                behind = self.patterns.of_group.match(text, found.end())
                asked = list(self._asked(items, found["noun"] in self.profile.words.get("question_short", ())))
                end = found.end()
                if not asked and behind and items[0]["number"].isdigit():
                    asked, end = [(item["number"], behind["group"]) for item in items], behind.end()
                if asked:
                    said = (behind["after"] or behind["before"] or "") if behind else ""
                    body = self._asker(text, found, items, said)
                    yield found.start(), end, [self._question(body, number, group) for number, group in asked]

    def _asker(self, text: str, found: re.Match[str], items: list[re.Match[str]], said: str) -> Body | None:
        """Say whose Questions these are: what stands in the number, behind it, before it, or in the document's head."""
        prefixed = next((item["prefix"] for item in items if item["prefix"]), None)
        sector = prefixed or (not found["pre"] and said) or self.sector(text, found)
        return self.asker(sector) if sector else self.asker_here()

    def _asked(self, items: list[re.Match[str]], short: bool) -> Iterator[tuple[str, str]]:
        """Give number and group of each item that has, or inherits, a group; "Q6-2" has it behind a hyphen; "1 to 4/13" are four."""
        for place, item in enumerate(items):
            group = next((later["group"] for later in items[place:] if later["group"]), "")
            number, _, hung = item["number"].partition("-")
            if place and group and self.patterns.through.search(item.string[items[place - 1].end() : item.start() + 1]):
                yield from ((str(between), group) for between in between(items[place - 1]["number"], item["number"]))
            if group:
                yield item["number"], group
            elif hung and (item["short"] or (short and not place)):
                yield number, hung

    def _question(self, body: Body | None, number: str, group: str) -> Work:
        """Name a Question; where the group is too high to be one of any Sector, and the number is not, they stand in turned order."""
        highest = max((other.groups for other in self.profile.bodies), default=0)
        if number.isdigit() and body and body.groups and int(group) > highest >= int(number):
            number, group = group, number
        body = self.fitting(body, group)
        if body is None:
            return "", ""
        whole = f"{number}/{group}"
        return naming.work_id(Kind.QUESTION, body, whole, self._period(body), self.profile), whole if body.prefixes else ""

    def _period(self, body: Body) -> str:
        """Choose the study period that was on when the document was written; a conference sets up the next one, a group works in its own."""
        if body.code == self.document.body and self.document.period:
            return self.document.period
        year = self.document.edition.year
        if not year:
            return ""
        return body.period(year - 1 if self.document.kind is Kind.RECOMMENDATION else year)
