"""Context: what covers, heads and feet say of a whole source, asked where a document itself does not say it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mapper.profiles import Body, Organisation, fold, organisation_of, organisations
from mapper.types import Kind

EVERY = "every page"  # is to be read by two engines, not some
FINAL, ORIGINAL = VIEWS = ("final", "original")  # of open changes: all accepted, all rejected
_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?![\d/-])")


@dataclass(frozen=True)
class Hints:
    """Hold what the officer said of a source: body, kind, edition, how it is to read where changes in it are open, and which pages are compared."""

    body: str = ""
    kind: str = ""
    edition: str = ""
    view: str = ""
    compared: str = ""


@dataclass(frozen=True)
class Context:
    """Hold what is known of a source beside its documents."""

    text: str
    body: str
    period: str
    group: str
    years: tuple[int, ...]
    years_named: tuple[int, ...]
    hints: Hints

    def issuer(self, kind: Kind, profile: Organisation) -> Body | None:
        """Guess which body issued a text of a kind."""
        said = profile.body(self.hints.body) if self.hints.body else None
        return said or _named(self.text, profile, kind)


def context(aside: Iterable[str], front: Iterable[str], profile: Organisation, hints: Hints) -> Context:
    """Read the words that stand beside the documents of a source."""
    text = fold("\n".join((*aside, *front)))
    spans = _RANGE.findall(text)
    years = tuple(int(year) for span in spans for year in span)
    named = tuple(int(year) for year in _YEAR.findall(text))
    return Context(text, hints.body, period(text, profile), _group(text, profile), years, named, hints)


def period(text: str, profile: Organisation) -> str:
    """Give the study period that a text names as one; empty where it names none."""
    said = profile.furniture.period.search(fold(text))
    return re.sub(r"\s*[-–]\s*", "-", next(group for group in (said["period"], said["period2"]) if group)) if said else ""


def span(text: str) -> str:
    """Give a text that is a span of years, and nothing else, as one; empty where it is not."""
    years = _RANGE.fullmatch(fold(text))
    return f"{years[1]}-{years[2]}" if years else ""


def _group(text: str, profile: Organisation) -> str:
    """Give the number of the group that a cover names; empty where it names none, or several."""
    named = {found["group"] for found in profile.furniture.group.finditer(text)}
    return named.pop() if len(named) == 1 else ""


def alone(text: str, profile: Organisation, kind: Kind) -> Body | None:
    """Find the body that a text names, if it names but one that issues texts of a kind."""
    found = [code for code, count in _counts(fold(text), profile, kind).items() if count]
    return profile.body(found[0]) if len(found) == 1 else None


def _named(text: str, profile: Organisation, kind: Kind) -> Body | None:
    """Find the body that is named most."""
    counts = _counts(text, profile, kind)
    best = max(counts, key=lambda code: counts[code], default="")
    return profile.body(best) if best and counts[best] else None


def _counts(text: str, profile: Organisation, kind: Kind) -> dict[str, int]:
    """Say how often each body is named; a longer name weighs more than a short one within it."""
    counts: dict[str, int] = {}
    for body in profile.bodies:
        if (body.kinds and kind not in body.kinds) or (not body.kinds and kind in (Kind.QUESTION, Kind.MANDATE)):
            continue
        for name in body.names:
            flags = re.NOFLAG if name.isupper() else re.IGNORECASE
            times = len(re.findall(rf"(?<![\w-]){re.escape(name)}(?!\w)", text, flags))
            counts[body.code] = counts.get(body.code, 0) + times * (3 if len(name) > 8 else 1)
    return counts


def choose(texts: Iterable[str], hints: Hints) -> Organisation:
    """Say which organisation's profile fits a source best: headings and opening lines count."""
    said = organisation_of(hints.body) if hints.body else None
    if said:
        return said
    lines = [fold(text) for text in texts]
    scores = {organisation.name: _score(lines, organisation) for organisation in organisations()}
    return max(organisations(), key=lambda organisation: scores[organisation.name])


def _score(lines: Sequence[str], organisation: Organisation) -> int:
    headings = [heading.pattern for heading in organisation.headings if not heading.weak]
    sections = {section for layout in organisation.layouts for section in layout.sections}
    total = _spoken(lines, organisation)
    for line in lines:
        if organisation.opening(line):
            total += 6
        if any(pattern.match(line) for pattern in headings):
            total += 3
        if line.rstrip(":").casefold() in sections:
            total += 1
    return total


def _spoken(lines: Sequence[str], organisation: Organisation) -> int:
    """Count the sentences in which a body speaks by its short name, if any line names a body in full: others have committees too."""
    spoken = sum(organisation.openers.speaks(line) for line in lines)
    named = (re.escape(name) for body in organisation.bodies for name in body.names)
    return spoken if spoken and re.search(rf"(?<!\w)(?:{'|'.join(named)})(?!\w)", "\n".join(lines)) else 0
