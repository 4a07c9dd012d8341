"""Heads: where a document begins, told from the same words in a contents line, on a cover or in a reference."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapper.extractors.paragraphs import Paragraph
from mapper.profiles import Heading, Layout, Organisation, fold
from mapper.types import Kind, Part, Status

_AHEAD = 9  # paragraphs: so soon a text must begin
_LONGEST = 1500  # characters


@dataclass(frozen=True)
class Head:
    """Hold what a heading says, and where it stands; `rest` is a title on the same line."""

    at: int
    heading: Heading
    number: str
    edition: str
    rest: str
    mark: str = ""
    sector: str = ""
    followed: bool = True


def find(paragraphs: Sequence[Paragraph], profile: Organisation) -> tuple[list[Head], list[Head]]:
    """Give the heads of documents in order, and those that no text follows."""
    usual = _usual_size(paragraphs)
    candidates = [head for head in _candidates(paragraphs, profile) if _stands_out(paragraphs[head.at], head, usual)]
    places = {head.at for head in candidates}
    found: list[Head] = []
    bare: list[Head] = []
    for head in candidates:
        sup = profile.marks.get(head.mark) is Status.SUPPRESSED
        (found if sup or _is_followed(head, paragraphs, places, profile) else bare).append(head)
    return found, bare


def _usual_size(paragraphs: Sequence[Paragraph]) -> float:
    weights: dict[float, int] = {}
    for paragraph in paragraphs:
        weights[paragraph.size] = weights.get(paragraph.size, 0) + len(paragraph.text)
    return max(weights, key=lambda size: (weights[size], size)) if weights else 0.0


def _candidates(paragraphs: Sequence[Paragraph], profile: Organisation) -> Iterator[Head]:
    mark = ""
    for at, paragraph in enumerate(paragraphs):
        text = fold(paragraph.whole)
        if text in profile.marks:
            mark = text
            continue
        if paragraph.cells or len(text) > _LONGEST:
            mark = ""
            continue
        head = _match(at, text, paragraph, profile)
        if head is not None:
            yield head if head.mark else Head(at, head.heading, head.number, head.edition, head.rest, mark, head.sector)
        mark = ""


def _match(at: int, text: str, paragraph: Paragraph, profile: Organisation) -> Head | None:
    mark = next((mark for mark in profile.marks if text.startswith(f"{mark} ")), "")
    bare = text[len(mark) :].strip()
    edge = profile.furniture.edges.match(bare)
    for words in (bare, bare[edge.end() :].strip() if edge and edge.end() < len(bare) else ""):
        for heading in profile.headings if words else ():
            found = heading.pattern.fullmatch(words)
            if found is None and (paragraph.centred or paragraph.role == "heading"):
                found = heading.pattern.match(words)
            if found is not None:
                groups = found.groupdict()
                rest = groups.get("title") or words[found.end() :]
                number, edition, sector = (groups.get(name) or "" for name in ("number", "edition", "sector"))
                return Head(at, heading, number, edition, rest.strip(" –—-"), mark, sector)
    return None


def _stands_out(paragraph: Paragraph, head: Head, usual: float) -> bool:
    if paragraph.role:
        return paragraph.role == "heading"
    first = re.match(r"[^\W\d_]+", fold(paragraph.text).removeprefix(head.mark).strip())
    capitals = first is not None and len(first[0]) > 2 and first[0].isupper() and not head.heading.weak
    return bool(head.mark) or capitals or paragraph.centred or paragraph.bold or paragraph.size > usual + 0.5


def _is_followed(head: Head, paragraphs: Sequence[Paragraph], places: set[int], profile: Organisation) -> bool:
    """Say whether a text begins soon after the head, before the next head."""
    if not head.heading.titled:
        return head.at + 1 < len(paragraphs) and head.at + 1 not in places
    for at in range(head.at + 1, min(head.at + 1 + _AHEAD, len(paragraphs))):
        if at in places:
            return False
        paragraph = paragraphs[at]
        if profile.opening(paragraph.whole) or opener_of(paragraph, profile) or is_section(paragraph, profile.layouts, head.heading.kind):
            return True
    return False


def opener_of(paragraph: Paragraph, profile: Organisation) -> tuple[str, Part] | None:
    """Say whether a paragraph opens a clause group on a line of its own, with the part that it opens."""
    if paragraph.role == "opener":
        found = profile.openers.match(fold(paragraph.text))
        return (paragraph.text, found[1] if found else Part.OPERATIVE)
    if profile.openers.run_in or paragraph.label or paragraph.role or paragraph.cells or paragraph.text.endswith((";", ".", "?")):
        return None
    text = paragraph.text.rstrip(":,")
    found = profile.openers.match(fold(text))
    if found is None or len(text) > 600 or not (paragraph.italic or _is_short(text)):
        return None
    return text, found[1]


def _is_short(text: str) -> bool:
    return len(text.split()) <= 14


def is_section(paragraph: Paragraph, layouts: Sequence[Layout], kind: Kind) -> bool:
    """Say whether a paragraph heads a section of any of the layouts for a kind."""
    return any(section_of(paragraph, layout) for layout in layouts if kind in layout.kinds)


def section_of(paragraph: Paragraph, layout: Layout) -> tuple[str, Part] | None:
    """Give the section that a paragraph heads, with its part."""
    if paragraph.cells or ")" in paragraph.label or "." in paragraph.label.rstrip(".") or len(paragraph.text) > 80:
        return None
    text = fold(paragraph.text).rstrip(":").strip()
    part = layout.sections.get(text.casefold())
    if part is None or not (paragraph.label or paragraph.bold or paragraph.role or paragraph.apart):
        return None
    return text, part
