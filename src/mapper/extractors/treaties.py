"""Treaties: which article, number or appendix of which treaty is meant; one of a treaty that no profile knows stays open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mapper.extractors.references import any_of, patterns
from mapper.extractors.seeking import Spanned
from mapper.profiles import Organisation, organisations
from mapper.profiles.references import Treaty, between

_ITEM = r"(?:\d{1,4}(?:\.\d{1,4})?[A-Z]{0,2}(?!(?![\u2e80-\u9fff])[\w/]|-\D)|[IVXLC]{1,7}(?!\w))"

_NUMBER = re.compile(r"\d|\b[IVXLC]{1,7}\b")


@dataclass(frozen=True)
class _Patterns:
    """Hold how parts of treaties are named: `part` has the noun and the list; the treaty stands `behind` it or `before` it.

    `other` is a treaty that nobody knows, `of` whatever the part may be of, `same` the treaty named last; a `joint` joins two parts of one.
    """

    part: re.Pattern[str]
    behind: re.Pattern[str]
    before: re.Pattern[str]
    other: re.Pattern[str]
    of: re.Pattern[str]
    joint: re.Pattern[str]
    same: re.Pattern[str]


@dataclass(frozen=True)
class Articles:
    """Find the parts of treaties that a text names."""

    profile: Organisation
    body: str = ""

    def find(self, text: str) -> Iterator[Spanned]:
        """Find them from right to left: what stands before another part, and is joined to it, is of the same treaty."""
        if not self.profile.treaties or not _NUMBER.search(text):
            return
        known = _patterns(self.profile.name)
        parts = list(known.part.finditer(text))
        treaties = [self._own(part, text, known) for part in parts]
        for place in reversed(range(len(parts) - 1)):
            gap = text[parts[place].end() : parts[place + 1].start()]
            treaties[place] = treaties[place] or (treaties[place + 1] if known.joint.fullmatch(gap) else None)
        for place in range(1, len(parts)):
            if treaties[place] is None and known.same.match(text, parts[place].end()):
                treaties[place] = treaties[place - 1]
        for part, named in zip(parts, treaties, strict=True):
            if treaty := named or self._home(part, text, known):
                behind = known.behind.match(text, part.end())
                yield part.start(), behind.end() if behind else part.end(), [*self._works(part, treaty)]
            elif other := known.other.match(text, part.end()):
                yield part.start(), other.end(), [("", "")]

    def _own(self, part: re.Match[str], text: str, known: _Patterns) -> Treaty | None:
        """Find the treaty that is named behind a part or before it, or the only one whose parts are numbered so."""
        behind = known.behind.match(text, part.end())
        if behind is None and not known.of.match(text, part.end()):
            behind = known.before.search(text, 0, part.start())
        if behind:
            return self._named(behind["treaty"])
        kind, first = self._kind(part), _items(part)[0]
        return next((treaty for treaty in self.profile.treaties if treaty.alone.fullmatch(f"{kind} {first}")), None)

    def _home(self, part: re.Match[str], text: str, known: _Patterns) -> Treaty | None:
        """Find the treaty that the body which speaks means where it names none."""
        if known.of.match(text, part.end()):
            return None
        named = f"{self._kind(part)} {_items(part)[0]}"
        return next((treaty for treaty in self.profile.treaties if (home := treaty.home.get(self.body)) and home.fullmatch(named)), None)

    def _named(self, name: str) -> Treaty | None:
        folded = name.casefold()
        return next((treaty for treaty in self.profile.treaties if folded in map(str.casefold, treaty.names)), None)

    def _kind(self, part: re.Match[str]) -> str:
        noun = part["noun"] or part["after"]
        return next(kind for kind in self.profile.treaty_parts if noun in self.profile.words.get(kind, ()))

    def _works(self, part: re.Match[str], treaty: Treaty) -> Iterator[tuple[str, str]]:
        """Give each member of a list; all between two that a word for it joins."""
        kind, through = self._kind(part), patterns(self.profile.name).through
        before = None
        for item in re.finditer(_ITEM, part["list"] or part["marked"]):
            gap = item.string[before.end() : item.start()] if before else ""
            if before is not None and (through.fullmatch(gap) or gap.strip() in ("-", "–")):
                yield from ((f"{treaty.id}/{kind}/{number}", "") for number in between(before[0], item[0]))
            yield f"{treaty.id}/{kind}/{item[0].lower()}", ""
            before = item


def _items(part: re.Match[str]) -> list[str]:
    return re.findall(_ITEM, part["list"] or part["marked"])


@cache
def _patterns(name: str) -> _Patterns:
    """Make the patterns of the organisation of this name, once."""
    profile = next(organisation for organisation in organisations() if organisation.name == name)
    nouns = any_of(noun for kind in profile.treaty_parts for noun in profile.words.get(kind, ()))
    treaties = any_of(name for treaty in profile.treaties for name in treaty.names)
    foreign = "|".join(profile.words.get("foreign", ())) or r"(?!)"
    separator = rf"(?:{patterns(name).separator.pattern}|\s?[-–]\s?)"
    gloss = rf"(?:,?\s?\([^()]{{1,80}}\))?(?:,\s(?:[\w()]+\s){{0,5}}(?:{any_of(profile.words.get('paragraph', ()))})(?:\s[\w()]+)?)?"
    again = rf"(?:(?:{any_of(profile.words.get('again', ('of',)))})\s(?:the\s)?)?"
    listed = rf"{_ITEM}(?:{separator}{_ITEM})*"
    mark = any_of(profile.words.get("marks", ())[:1])
    of_latin = rf"(?:{any_of(profile.words.get('of', ('of the', 'of')))})\s?(?:the\s)?"
    of = rf"(?:{of_latin}|(?=[^\x00-\u024f]))"
    named = rf"(?P<treaty>{treaties})(?!\w)(?!{foreign})"
    return _Patterns(
        part=re.compile(rf"(?<![\w-])(?P<noun>{nouns})\s*(?P<list>{listed})|(?:{mark})\s?(?P<marked>{listed})\s?(?P<after>{nouns})"),
        behind=re.compile(rf"{gloss}\s*,?\s*{of}{named}"),
        other=re.compile(rf"{gloss}\s*,?\s*{of}(?:[A-ZÀ-Ý][\w'-]*\s+){{0,5}}(?:{any_of(profile.words.get('instruments', ()))})(?!\w)"),
        before=re.compile(rf"{named}[\s,(》]*$"),
        of=re.compile(rf"{gloss}\s*,?\s*{of_latin}"),
        joint=re.compile(rf"{gloss}{separator}{again}"),
        same=re.compile(rf"{gloss}\s(?:{any_of(profile.words.get('same', ()))})(?!\w)"),
    )
