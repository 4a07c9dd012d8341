"""Grouping: which groups, parties and conferences are meant, and what else is known by a name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mapper.extractors import naming
from mapper.extractors.references import body_named
from mapper.extractors.seeking import Seeker, Spanned, Work
from mapper.profiles import Body
from mapper.types import Kind


@dataclass(frozen=True)
class Groups(Seeker):
    """Find the groups and conferences that a text names."""

    def find(self, text: str) -> Iterator[Spanned]:
        """Find study groups, working parties and task groups by their numbers."""
        for pattern in self.patterns.groups:
            for found in pattern.finditer(text):
                yield found.start(), found.end(), self._study_groups(text, found)
        for found in self.patterns.parties.finditer(text):
            said = self.asker(found["post"] or found["pre"]) if found["post"] or found["pre"] else None
            numbers = re.findall(r"\d(?:[A-Z]|/\d+)", found["list"])
            yield found.start(), found.end(), [self._group("working_party", said or self._party(number), number) for number in numbers]
        for found in self.patterns.tasks.finditer(text):
            said = self.asker(found["post"] or found["pre"]) if found["post"] or found["pre"] else None
            yield found.start(), found.end(), [self._group("task_group", said or self._having("lettered"), found["list"])]

    def _study_groups(self, text: str, found: re.Match[str]) -> list[Work]:
        numbers = re.findall(r"\d+", found["list"])
        named = [self.sector(text, found)] * len(numbers)
        if found["pre"] and found["post"]:
            named[:-1] = [found["pre"]] * (len(numbers) - 1)  # each end of the list has a Sector of its own
        bodies = [self.asker(sector) if sector else self.asker_here() for sector in named]
        return [self._group("study_group", self.fitting(body, number), number) for body, number in zip(bodies, numbers, strict=True)]

    def _group(self, noun: str, body: Body | None, number: str) -> Work:
        """Name a group, by the last and shortest word for it."""
        word = self.profile.words[noun][-1]
        return naming.work_id(Kind.MANDATE, body, f"{word} {number}", "", self.profile) if body else "", ""

    def _party(self, number: str) -> Body | None:
        """Say whose party has a number: letters and strokes are the ways of different Sectors."""
        return self._having("numbered" if "/" in number else "lettered")

    def _having(self, parties: str) -> Body | None:
        return next((body for body in self.profile.bodies if body.parties == parties), None)

    def meetings(self, text: str) -> Iterator[Spanned]:
        """Find conferences that are named with their year, or with the place and year; one without a year could be any."""
        for pattern in self.patterns.meetings:
            for found in pattern.finditer(text):
                body = body_named(found["name"], self.profile)
                said = next((year for key, year in found.groupdict().items() if key != "name" and year), "")
                if body and said:
                    yield found.start(), found.end() + (text[found.end() : found.end() + 1] == ")"), [(naming.meeting_id(body, said), "")]

    def named(self, text: str, *, relations: bool) -> Iterator[Spanned]:
        """Find what has a name in place of a number."""
        for named in self.profile.named:
            for found in named.matches(text) if relations or not named.relations else ():
                yield found.start(), found.end(), named.works(found)
