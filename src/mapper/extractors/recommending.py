"""Recommending: which Recommendations are meant, alone or as a series, and of which Sector."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mapper.extractors import naming
from mapper.extractors.seeking import Seeker, Spanned, Work
from mapper.types import Kind


@dataclass(frozen=True)
class Recommendations(Seeker):
    """Find the Recommendations that a text names by their series and number."""

    def find(self, text: str) -> Iterator[Spanned]:
        """Find them behind their noun, behind a Sector's name, or in a list after a colon; a report has such a number too, and is none."""
        *_, bare = self.patterns.recommendations
        for pattern in self.patterns.recommendations:
            for found in pattern.finditer(text):
                if self.patterns.reported.search(text[: found.start()]):
                    continue
                if pattern is bare and not self.patterns.recommended.search(text[: found.start()]):
                    continue
                yield found.start(), found.end(), self._listed(text, found)

    def _listed(self, text: str, found: re.Match[str]) -> list[Work]:
        sector, works = found["pre"] or "", []
        for item in self.patterns.recommendation_item.finditer(found["list"]):
            sector = item["sector"] or sector
            works += [self._recommendation(item, number, sector, self.sector(text, found)) for number in item["number"].split("/")]
        return works

    def _recommendation(self, item: re.Match[str], number: str, said: str, near: str) -> Work:
        """Name a Recommendation by the Sector that is said; else by the one nearby, the document's own, or the only one, that has such a series.

        One that has two numbers ("X.1/Y.2") is called by either.
        """
        having = [body for body in self.profile.bodies if body.series and re.match(body.series, number if "." in number else f"{number[:1]}.1")]
        guesses = [self.asker(near) if near else None, self.asker_here(), having[0] if len(having) == 1 else None]
        body = self.asker(said) if said else next((guess for guess in guesses if guess in having), None)
        if body is None:
            return "", ""
        plain = re.sub(r"\sseries$", "-series", number)
        edition = number if body.prefixes and plain == number else f"{item['year']}-{item['month']}" if item["year"] else ""
        return naming.work_id(Kind.RECOMMENDATION, body, plain, "", self.profile), edition
