"""Meaning: which work of the library a name in a table means: by body, number and study period, with the title beside it as a help."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mapper.errors import few
from mapper.extractors import naming as names
from mapper.extractors.references import body_named
from mapper.identity import normalise
from mapper.legacy.naming import Context, Mention
from mapper.legacy.words import naming
from mapper.library import Library
from mapper.profiles import Body, Organisation, language_of, organisation_of, organisations
from mapper.profiles.references import between
from mapper.types import Edition, Kind

ALIKE = 0.9  # share of letters: so much of a title is the same title
OTHER = 0.5  # below, it is another one
_STEM = 5  # letters
_WORDS = 3  # a title of fewer words tells nothing
_RANGE = re.compile(r"(\d{1,3})-(\d{1,3})")
_YEARS = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Meant:
    """Hold what a name means: a work, or none, with who else it may be and why nobody knows; `note` is told beside a work that is known."""

    mention: Mention
    work: str = ""
    candidates: tuple[str, ...] = ()
    why: str = ""
    note: str = ""


@dataclass(frozen=True)
class Sense:
    """Know the library, the organisation whose words count, and what the table says of its time: a study period, or a year."""

    library: Library
    profile: Organisation
    period: str = ""
    year: int | None = None
    dated: bool = False  # a person says the year; else the file does, which may have been saved anew since

    def meant(self, mention: Mention, context: Context, title: str = "") -> list[Meant]:
        """Say whom a name means; one that stands for a range means several. A name that its own words do not make one means nobody silently."""
        if mention.work:
            return [Meant(mention, mention.work)]
        return [self._one(each, context, title) for each in self._spread(mention, context)]

    def called(self, mention: Mention) -> str:
        """Write a name as people do: WP 5A, Q6/2; as the cell has it where it says nothing more."""
        word = self.profile.words.get("question_short" if mention.noun == "question" else mention.noun, ("",))
        if mention.kind is Kind.MANDATE:
            return f"{word[-1]} {mention.number}"
        return f"{word[0]}{mention.number}/{mention.group}" if mention.kind is Kind.QUESTION and mention.group else mention.said

    def known(self, mention: Mention, context: Context) -> bool:
        """Say whether any work has this number, of whatever period."""
        return any(self._works(each, self._bodies(each, context)) for each in self._spread(mention, context))

    # the number

    def _spread(self, mention: Mention, context: Context) -> Iterator[Mention]:
        """Read a hyphen: behind it stands the revision of a text, or the last of a range, where it is the higher number."""
        found = _RANGE.fullmatch(mention.number)
        if found is None or mention.kind is Kind.MANDATE:
            yield mention
            return
        revised = self._works(mention, [body for body in self._bodies(mention, context) if body.prefixes])
        told = self._told_body(mention, context)
        if revised or (told and told.prefixes) or int(found[1]) >= int(found[2]):
            yield mention if told is None or told.prefixes else replace(mention, number=found[1])
            return
        for number in (found[1], *map(str, between(found[1], found[2])), found[2]):
            yield replace(mention, number=number)

    def _works(self, mention: Mention, bodies: Iterable[Body]) -> list[str]:
        """Give the works of these bodies that have the number, of whatever study period."""
        found = dict.fromkeys(work for body in bodies for work in self._ids(mention, body) if work in self.library.works)
        return list(found)

    def _ids(self, mention: Mention, body: Body) -> Iterator[str]:
        kind = self._kind(mention)
        if kind is None or (kind is Kind.QUESTION and not mention.group):
            return
        if kind is Kind.MANDATE:
            yield names.work_id(kind, body, f"{self.profile.words[mention.noun][-1]} {mention.number}", "", self.profile)
        elif kind is Kind.QUESTION:
            for period in body.periods or ("",):
                yield names.work_id(kind, body, f"{mention.number}/{mention.group}", period, self.profile)
        else:
            yield names.work_id(kind, body, body.counted(mention.number, self._edition(mention).year), "", self.profile)

    def _kind(self, mention: Mention) -> Kind | None:
        coded = naming(self.profile.name).coded
        return mention.kind or (Kind(coded) if coded and mention.body else None)

    def _edition(self, mention: Mention) -> Edition:
        return names.edition(mention.tag, self.profile) if mention.tag else Edition()

    # whose it is

    def _told_body(self, mention: Mention, context: Context) -> Body | None:
        said = self.profile.body(mention.body or context.body)
        return self._issuing(said, self._kind(mention)) if said else None

    def _issuing(self, body: Body, kind: Kind | None) -> Body | None:
        """Give the body that issues such texts where a Sector is named: its conference for resolutions, itself for Questions and groups."""
        grouped = kind in (Kind.QUESTION, Kind.MANDATE)
        if bool(body.kinds) == grouped or kind is Kind.RECOMMENDATION:
            return body
        return next((other for other in self.profile.bodies if other.sector == body.sector and bool(other.kinds) == grouped), None)

    def _bodies(self, mention: Mention, context: Context) -> list[Body]:
        """Give the bodies that may be meant: the one that is named, those that met where the edition says, else all that issue such texts."""
        if told := self._told_body(mention, context):
            return [told]
        kind = self._kind(mention)
        grouped = kind in (Kind.QUESTION, Kind.MANDATE)
        able = [body for body in self.profile.bodies if bool(body.kinds) == grouped]
        if grouped:
            parties = {"working_party": "numbered" if "/" in mention.number else "lettered"}.get(mention.noun)
            return [body for body in able if not parties or body.parties == parties]
        return (self._met(mention) if mention.tag else []) or able

    def _met(self, mention: Mention) -> list[Body]:
        """Find whom an edition names: by the tag of a conference, a session, or the place and year where it met."""
        edition = self._edition(mention)
        short = re.search(r"([^\W\d_]{2,5})-\d\d$", edition.label)
        if short and (body := body_named(short[1], self.profile)):
            return [body]
        sessions = [body for body in self.profile.bodies if body.sessions and re.search(rf"\b(?:{body.sessions})", mention.tag)]
        if sessions:
            return sessions
        met = self.profile.met(edition.place, edition.year)
        if not met and not edition.year:
            met = [body for body in self.profile.bodies if any(place.casefold() in mention.tag.casefold() for place, _ in body.conferences)]
        return [body for body in met if not body.short] or met

    # which of several

    def _one(self, mention: Mention, context: Context, title: str) -> Meant:
        bodies = self._bodies(mention, context)
        found = self._works(mention, bodies)
        told = mention.period or context.period or self.period
        chosen = self._of_time(found, told)
        named = self._by_title(chosen, title) or self._by_title(found, title)
        if len(chosen) == 1:
            return self._held_to_title(Meant(mention, chosen[0]), named, title, sure=bool(told))
        if len(named) == 1:
            others = [work for work in (chosen or found) if work != named[0]]
            return Meant(mention, named[0], note=f"told by its title from {few(others)}" if others else "")
        if chosen:
            return Meant(mention, candidates=tuple(chosen), why=f"may be {few(chosen, 5)}")
        if found:
            period = told or (str(self.year) if self.year else "")
            return Meant(mention, candidates=tuple(found), why=f"is not among the texts of {period}; of other study periods there is {few(found, 5)}")
        return Meant(mention, candidates=tuple(self.titled(title, mention.kind)[:3]), why=self._missing(mention, bodies))

    def _of_time(self, found: Sequence[str], told: str) -> list[str]:
        """Keep the works of the study period that is told, else of the one that was on in the table's year, else those in force."""
        timeless = [work for work in found if not self.library.current[work].period]
        periodic = [work for work in found if self.library.current[work].period]
        then = [work for work in periodic if self.library.current[work].period == self._period(work, told)] if told or self.year else []
        if told or (self.year and self.dated) or then:
            return [*timeless, *then]
        return [*timeless, *([work for work in periodic if work in self.library.in_force] or periodic)]

    def _period(self, work: str, told: str) -> str:
        """Name the study period of a work's body that a period of any Sector, or a year, stands for: the one that it shares most years with."""
        body = self.profile.body(self.library.current[work].body)
        spans = [(int(first), int(last), period) for period in (body.periods if body else ()) for first, last in [_span(period)]]
        if told:
            first, last = _span(told)
            return max(spans, key=lambda span: (min(last, span[1]) - max(first, span[0]), span[0]))[2] if spans else told
        return max((span for span in spans if span[0] <= (self.year or 0)), default=(0, 0, ""))[2]

    def _held_to_title(self, found: Meant, named: Sequence[str], title: str, *, sure: bool) -> Meant:
        """Hold a work to the title beside its number: one of another period that has it is meant where nobody named the period."""
        if not self._contradicts(found.work, title):
            return found
        others = [work for work in named if work != found.work]
        said = f"{normalise(title)!r} in the table, and {self.library.current[found.work].heading!r} is the title of {found.work}"
        if len(others) == 1 and not sure:
            return replace(found, work=others[0], note=f"told by its title from {found.work}")
        elsewhere = [work for work in self.titled(title, self.library.current[found.work].kind) if work != found.work]
        if others or elsewhere:
            both = (found.work, *(others or elsewhere)[:2])
            return Meant(found.mention, candidates=both, why=f"has the number of {both[0]} and the title of {few(both[1:])}")
        return Meant(found.mention, candidates=(found.work,), why=f"has another title: {said}")

    def _by_title(self, works: Iterable[str], title: str) -> list[str]:
        return [work for work in works if title and any(likeness(title, said) >= ALIKE for said in self._titles(work))]

    def _contradicts(self, work: str, title: str) -> bool:
        """Say whether a title is another one than any edition of the work has; titles in other languages cannot be compared."""
        if len(title.split()) < _WORDS:
            return False
        language = language_of(title)
        if language and language != self.library.current[work].language:
            return False
        return all(likeness(title, said) < OTHER and not _stems(title) & _stems(said) for said in self._titles(work))

    def _titles(self, work: str) -> list[str]:
        return list(dict.fromkeys(edition.title for edition in self.library.works[work] if edition.title))

    def titled(self, title: str, kind: Kind | None = None) -> list[str]:
        """Give the works of a kind that have a title, or one nearly like it."""
        if len(title.split()) < _WORDS:
            return []
        held = [(work, titles) for work, (its, titles) in self._all_titles if kind is None or its is kind]
        return [work for work, titles in held if any(likeness(title, said) >= ALIKE for said in titles)]

    @cached_property
    def _all_titles(self) -> list[tuple[str, tuple[Kind, list[str]]]]:
        return [(work, (document.kind, self._titles(work))) for work, document in self.library.current.items() if document.kind is not Kind.SUBTOPIC]

    def _missing(self, mention: Mention, bodies: Sequence[Body]) -> str:
        """Say what is not there."""
        if mention.kind is None and not mention.body:
            return "is a number of nothing that the table names: say above the column what it holds, as in Question or Resolution"
        if self._kind(mention) is Kind.QUESTION and not mention.group:
            return "names no group: write it as 6/2"
        whose = f" of {bodies[0].code}" if len(bodies) == 1 else ""
        return f"is not among the texts{whose} that were read"


def _span(period: str) -> tuple[int, int]:
    """Read the first and the last year of a study period; a last year of two figures is of the same century."""
    first, _, last = (part.strip() for part in period.replace("/", "-").partition("-"))
    return int(first), int(last if len(last) == 4 else first[:2] + last)


def _stems(title: str) -> set[str]:
    """Give the beginnings of the words that say something; one of them in common is enough for a short form of a title."""
    return {word[:_STEM] for word in re.findall(r"\w+", normalise(title).casefold()) if len(word) > _STEM}


def likeness(one: str, other: str) -> float:
    """Say how much of two titles is alike, 0 to 1, case and signs left out; one that is cut short is like the whole."""
    mine, theirs = (re.sub(r"[\W_]+", " ", normalise(text).casefold()).strip() for text in (one, other))
    short, long = sorted((mine, theirs), key=len)
    if not short:
        return 0.0
    if len(short.split()) >= _WORDS and long.startswith(short):
        return 1.0
    matcher = difflib.SequenceMatcher(None, mine, theirs, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= OTHER else 0.0


def organisation(library: Library) -> Organisation:
    """Give the organisation that issued most of the texts, whose words a table is read with."""
    counted: dict[str, int] = {}
    for document in library.current.values():
        if found := organisation_of(document.body):
            counted[found.name] = counted.get(found.name, 0) + 1
    known = organisations()
    return max(known, key=lambda one: (counted.get(one.name, 0), -known.index(one)))
