"""Heads: where a document begins, told from the same words in a contents line, on a cover or in a reference."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from mapper.extractors.beginnings import WITHIN
from mapper.extractors.paragraphs import Paragraph
from mapper.profiles import Heading, Layout, Mark, Organisation, fold
from mapper.types import Kind, Part, Status

_AHEAD = 9  # paragraphs: so soon a text must begin
_SENTENCE = 4  # words: what is shorter is no sentence
_SERIES = 2  # heads that are alike
_SOON = 3  # paragraphs: so soon the conference line must follow a heading that nothing but its capitals tells
_OTHER = 0.3  # points: a size that differs so much is another one
_LONGEST = 1500  # characters
ENDS = (".", ";", ":", ",", "?", "。", "；", "：", "，", "؛", "،", "؟")
_COMMAS = (",", ";", "，", "；", "،", "؛")
_DASH = re.compile(r"\s*[–—-]\s+\S")
_STOPS = (";", ".", "?", "؛", "؟", "；", "。", "？")
_TITLES = 2  # paragraphs: so many may say what a part is about, below its name
_SIGNS = 40  # of a script without blanks: what is longer is no opener
_SHORT, _LONG = 14, 60  # words of an opener that is not italic: one that no stop ends may be long, for clauses end with one


@dataclass(frozen=True)
class Head:
    """Hold what a heading says, and where it stands; `rest` is a title on the same line, `proposal` the label of a proposal before it.

    `aside`: what is said beside the number, `year` that of the meeting; `capitals`: its first word is written in them; `loose`: nothing else tells it
    from a reference.
    """

    at: int
    heading: Heading
    number: str
    edition: str
    rest: str
    mark: str = ""
    proposal: str = ""
    sector: str = ""
    capitals: bool = False
    loose: bool = False
    aside: str = ""
    year: str = ""

    def named(self, words: str) -> str:
        """Give the words of the heading without what is said beside its number."""
        folded = fold(words)
        return folded.replace(self.aside, "").strip(" –—-,") if self.aside and self.aside in folded else words


def find(paragraphs: Sequence[Paragraph], profile: Organisation) -> tuple[list[Head], list[Head]]:
    """Give the heads of documents in order, and those that no text follows."""
    usual = _usual_size(paragraphs)
    candidates = [head for head in _candidates(paragraphs, profile) if _is_marked_out(paragraphs[head.at], head, usual)]
    if any(not head.heading.lone for head in candidates):
        candidates = [head for head in candidates if not head.heading.lone]
    elif candidates:
        candidates = list(_counting(candidates, _annexed(paragraphs, candidates[0].at, profile)))
    places = {head.at for head in candidates}
    found: list[Head] = []
    bare: list[Head] = []
    for head in candidates:
        textless = profile.marks.get(head.mark) is Status.SUPPRESSED or is_unchanged(head, profile)  # or is proposed to be
        (found if textless or _is_followed(head, paragraphs, places, profile) else bare).append(head)
    series = [head for head in bare if _is_of_series(head, candidates, found, paragraphs)]
    return sorted((*found, *series), key=lambda head: head.at), [head for head in bare if head not in series]


def _counting(heads: Sequence[Head], annexed: Set[int]) -> Iterator[Head]:
    """Give the heads that stand in no annex, and those behind one that count on from the last before it, and not from one within it."""
    last = inner = 0
    for head in heads:
        first = head.number.partition(".")[0]
        count = int(first) if first.isdigit() else 0
        if head.at in annexed and (count in (inner, inner + 1) or count not in (last, last + 1)):
            inner = count
            continue
        last, inner = count, 0
        yield head


def _annexed(paragraphs: Sequence[Paragraph], begin: int, profile: Organisation) -> set[int]:
    """Say which paragraphs stand in annexes, whose own sections may be numbered like items; another language begins again on an earlier page.

    So does another meeting, with the name of who meets.
    """
    names = [name.casefold() for body in profile.bodies for name in body.names if " " in name]
    within = False
    found: set[int] = set()
    for at in range(begin, len(paragraphs)):
        paragraph = paragraphs[at]
        words = fold(paragraph.whole).casefold()
        another = paragraph.page < paragraphs[at - 1].page or (stands_out(paragraph) and any(name in words for name in names))
        within = within and not another
        within = within or (profile.furniture.annex.fullmatch(fold(paragraph.whole)) is not None and stands_out(paragraph))
        if within:
            found.add(at)
    return found


def is_unchanged(head: Head, profile: Organisation) -> bool:
    """Say whether a text stays as it is, or is proposed to."""
    return head.mark in profile.furniture.unchanged


def _is_of_series(head: Head, candidates: Sequence[Head], found: Sequence[Head], paragraphs: Sequence[Paragraph]) -> bool:
    """Say whether a head is one of several that are alike, where each has sentences below it that nothing opens; within other texts none is."""
    alike = [other for other in candidates if other.heading == head.heading]
    above = [other for other in found if other.at < head.at]
    if head.loose or head.heading.weak or head.heading.lone or (above and above[-1].heading.kind is not head.heading.kind):
        return False
    if len({other.number for other in alike}) < _SERIES or any(head.number == other.number for other in found if other in alike):
        return False
    end = next((other.at for other in candidates if other.at > head.at), len(paragraphs))
    return any(_is_sentence(paragraph) for paragraph in paragraphs[head.at + 1 : min(end, head.at + 1 + _SOON)])


def _is_sentence(paragraph: Paragraph) -> bool:
    return not (paragraph.cells or paragraph.centred) and len(paragraph.text.split()) >= _SENTENCE and paragraph.text.endswith(_STOPS)


def _usual_size(paragraphs: Sequence[Paragraph]) -> float:
    weights: dict[float, int] = {}
    for paragraph in paragraphs:
        weights[paragraph.size] = weights.get(paragraph.size, 0) + len(paragraph.text)
    return max(weights, key=lambda size: (weights[size], size)) if weights else 0.0


def _candidates(paragraphs: Sequence[Paragraph], profile: Organisation) -> Iterator[Head]:
    above = Mark()
    for at, paragraph in enumerate(paragraphs):
        own = profile.mark(fold(paragraph.whole))
        if own.word and not own.rest:
            above = own
            continue
        head = _match(at, own, paragraph, profile) if not paragraph.cells and len(paragraph.text) <= _LONGEST else None
        if head is not None:
            yield head if head.mark else replace(head, mark=above.word, proposal=above.proposal)
        above = Mark()


def _match(at: int, mark: Mark, paragraph: Paragraph, profile: Organisation) -> Head | None:
    """Read a heading, also behind the page's own head, and before a title on the same line."""
    said = mark.rest.rstrip("* ")  # a star whose note is nowhere
    edge = profile.furniture.edges.match(said)
    for words in (said, said[edge.end() :].strip() if edge and edge.end() < len(said) else ""):
        for heading in profile.headings if words else ():
            found = heading.pattern.fullmatch(words) or _before_title(heading, words, paragraph)
            if found is not None:
                groups = found.groupdict()
                rest = groups.get("title") or words[found.end() :]
                number, edition, sector, year, aside = (groups.get(name) or "" for name in ("number", "edition", "sector", "year", "aside"))
                told = _in_capitals(words) or (found.end() == len(words) and _has_no_capitals(words))
                capitals = told and not heading.weak
                loose = found.end() < len(words) and not (paragraph.centred or paragraph.bold or paragraph.role)
                told_of = (mark.word, mark.proposal, sector, capitals, loose, aside.strip(), year)
                return Head(at, heading, number, edition, rest.strip(" –—-"), *told_of)
    return None


def _before_title(heading: Heading, words: str, paragraph: Paragraph) -> re.Match[str] | None:
    """Find a heading before a title that nothing parts from it, if the look or the capitals speak for it."""
    found = heading.pattern.match(words)
    if found is None or (words.endswith(_COMMAS) and not _in_capitals(words)):
        return None  # a clause that begins with a reference
    if paragraph.centred or paragraph.role == "heading":
        return found
    told = not heading.weak and (paragraph.bold or _in_capitals(words))
    return found if told and re.match(r"\s*[^\W_a-zà-ÿа-я]", words[found.end() :]) else None


def _in_capitals(words: str) -> bool:
    first = re.match(r"[^\W\d_]+", words)
    return first is not None and len(first[0]) > 2 and first[0].isupper()


def _has_no_capitals(words: str) -> bool:
    """Say whether a script knows no capitals: a heading that fills its paragraph then counts as one that is written in them."""
    first = re.search(r"[^\W\d_]", words)
    return first is not None and first[0].upper() == first[0].lower()


def _is_marked_out(paragraph: Paragraph, head: Head, usual: float) -> bool:
    if paragraph.role:
        return paragraph.role == "heading"
    if head.heading.lone and abs(paragraph.size - usual) > _OTHER:
        return True
    return bool(head.mark) or head.capitals or paragraph.centred or paragraph.bold or paragraph.size > usual + 0.5


def _is_followed(head: Head, paragraphs: Sequence[Paragraph], places: set[int], profile: Organisation) -> bool:
    """Say whether a text begins soon after the head, before the next head."""
    if not head.heading.titled or head.heading.lone:
        return head.at + 1 < len(paragraphs) and head.at + 1 not in places
    for at in range(head.at + 1, min(head.at + 1 + (_SOON if head.loose else _AHEAD), len(paragraphs))):
        if at in places:
            return False
        if profile.opening(paragraphs[at].whole) or (not head.loose and begins(paragraphs[at], profile, head.heading.kind)):
            return True
    return False


def begins(paragraph: Paragraph, profile: Organisation, kind: Kind) -> bool:
    """Say whether a paragraph opens the first clause group, or heads the first section, of a text."""
    return opener_of(paragraph, profile) is not None or is_section(paragraph, profile.layouts, kind) or profile.openers.speaks(fold(paragraph.text))


def leads_on(paragraph: Paragraph, profile: Organisation) -> bool:
    """Say whether a paragraph belongs to the texts that follow: the mark of the next one, the title of a part."""
    if paragraph.cells:
        return False
    text, furniture = fold(paragraph.whole), profile.furniture
    divides = text.casefold() in furniture.parts or furniture.dividers.fullmatch(text) is not None
    return profile.is_mark(text) or (divides and stands_out(paragraph))


def leading_on(paragraphs: Sequence[Paragraph], profile: Organisation) -> Set[int]:
    """Say which paragraphs of a text belong to the texts that follow: marks, and titles of parts below which the text does not go on."""
    found: set[int] = set()
    after = 0  # paragraphs that may be titles of what follows
    for place in range(len(paragraphs) - 1, -1, -1):
        paragraph = paragraphs[place]
        if leads_on(paragraph, profile) and (after <= _TITLES or profile.is_mark(fold(paragraph.whole))):
            found.add(place)
        else:
            after += 1 if _may_be_title(paragraph) else _TITLES + 1
    return found


def _may_be_title(paragraph: Paragraph) -> bool:
    """Say whether a paragraph may be what a part is about, said below its name."""
    return (paragraph.centred or paragraph.bold) and not paragraph.label and not paragraph.cells and not paragraph.text.endswith(_STOPS)


def stands_out(paragraph: Paragraph) -> bool:
    """Say whether a paragraph looks like a title."""
    return paragraph.centred or paragraph.bold or paragraph.text.isupper() or (paragraph.apart and len(paragraph.text) < 60)


def opener_of(paragraph: Paragraph, profile: Organisation) -> tuple[str, Part] | None:
    """Say whether a paragraph opens a clause group on a line of its own, with the part that it opens."""
    if paragraph.role == "opener":
        found = profile.openers.match(fold(paragraph.text))
        return (paragraph.text, found[1] if found else Part.OPERATIVE)
    if profile.openers.run_in or paragraph.label or paragraph.role or paragraph.cells or paragraph.text.endswith(_STOPS):
        return None
    text = paragraph.text.rstrip(":,：，،")
    found = profile.openers.match(fold(text))
    if (
        found is None
        or (" " not in text and len(text) > _SIGNS)
        or not (paragraph.italic or len(text.split()) <= (_LONG if paragraph.text.rstrip(":：")[-1:].isalnum() else _SHORT))
    ):
        return None
    return text, found[1]


def is_section(paragraph: Paragraph, layouts: Sequence[Layout], kind: Kind) -> bool:
    """Say whether a paragraph heads a section of any of the layouts for a kind."""
    return any(section_of(paragraph, layout) for layout in layouts if kind in layout.kinds)


def section_of(paragraph: Paragraph, layout: Layout) -> tuple[str, Part] | None:
    """Give the section that a paragraph heads, with its part."""
    if paragraph.cells or ")" in paragraph.label or len(paragraph.text) > 80:
        return None
    counted = _counted_within(paragraph)
    text = fold(paragraph.whole[counted:] if counted else paragraph.text).rstrip(":：").strip()
    part = layout.sections.get(text.casefold())
    if part is None or not (paragraph.label or counted or paragraph.bold or paragraph.role or paragraph.apart):
        return None
    return text, part


def is_titled_section(paragraph: Paragraph, section: re.Pattern[str]) -> bool:
    """Say whether a paragraph is the head of a section with its title behind a dash: one line that looks like a title."""
    found = section.match(paragraph.text)
    titled = found is not None and _DASH.match(paragraph.text, found.end()) is not None
    return titled and (paragraph.centred or paragraph.bold) and not paragraph.label and not paragraph.text.endswith(ENDS)


def annex_of(text: str, annex: re.Pattern[str]) -> tuple[str, str]:
    """Part the head of an annex from the title that stands in one paragraph with it."""
    found = annex.match(text)
    rest = text[found.end() :] if found else ""
    return (text[: -len(rest)], rest.strip()) if rest[:1].isspace() else (text, "")


def is_counted_within(paragraph: Paragraph) -> bool:
    """Say whether the head of a section counts within the text or the chapter that it stands in: "7.1", "A.1" for those of Questions 7 and A."""
    return _counted_within(paragraph) > 0


def _counted_within(paragraph: Paragraph) -> int:
    """Say how long the count of such a head is; 0 where it has none."""
    found = WITHIN.match(paragraph.whole)
    return found.end() if found else 0
