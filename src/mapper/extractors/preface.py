"""Prefaces: what stands between a heading and the first clause: title, history, the conference line."""

from collections.abc import Sequence
from dataclasses import dataclass

from mapper.extractors import context, heads
from mapper.extractors.heads import Head
from mapper.extractors.joining import joint
from mapper.extractors.paragraphs import Paragraph
from mapper.profiles import Body, Organisation, fold
from mapper.types import Kind

_SHORT = 12  # words: a longer line that names a study period is text
_TITLE = 60  # words: a longer title is text


@dataclass
class Preface:
    """Collect what stands between a heading and the first clause; `read` counts its paragraphs."""

    title: str = ""
    history: str = ""
    body: Body | None = None
    edition: str = ""
    period: str = ""
    opened: bool = False
    read: int = 0


def preface(head: Head, own: Sequence[Paragraph], profile: Organisation) -> Preface:
    """Read the paragraphs after a heading up to the first clause."""
    found = Preface(title=head.rest, body=profile.body(head.heading.body) if head.heading.body else None)
    for paragraph in own:
        if not _take(head, paragraph, found, profile):
            break
        found.read += 1
    return found


def _take(head: Head, paragraph: Paragraph, found: Preface, profile: Organisation) -> bool:
    """Take a paragraph of the preface; False where the text begins."""
    text = fold(paragraph.whole)
    opening = profile.opening(text)
    if opening and not found.opened:
        found.opened = True
        found.body = found.body or opening[0]
        if any(map(str.isdigit, opening[1])):
            found.edition = opening[1].strip(" ,،，")
        return True
    if found.opened or paragraph.cells or _begins(head, paragraph, profile):
        return False
    if not head.heading.titled:
        return profile.furniture.history.fullmatch(text) is not None and _is_note(head, paragraph, found, profile)
    if found.title and heads.leads_on(paragraph, profile):
        return False
    return _is_note(head, paragraph, found, profile) or _is_title(paragraph, found)


def _is_note(head: Head, paragraph: Paragraph, found: Preface, profile: Organisation) -> bool:
    """Take what stands beside the title: the history, the study period, a mark, furniture."""
    text = fold(paragraph.whole)
    if paragraph.role == "history" or profile.furniture.history.fullmatch(text):
        found.history = f"{found.history} {text}".strip()
        return True
    if head.heading.kind is Kind.QUESTION and len(text.split()) <= _SHORT and (period := context.period(text, profile)):
        found.period = period
        return True
    return profile.is_mark(text) or paragraph.role == "furniture"


def _begins(head: Head, paragraph: Paragraph, profile: Organisation) -> bool:
    if heads.begins(paragraph, profile, head.heading.kind):
        return True
    return profile.furniture.annex.fullmatch(fold(paragraph.whole)) is not None


def _is_title(paragraph: Paragraph, found: Preface) -> bool:
    """Take a title; of a suppressed text the first paragraph is the title, and nothing else is."""
    if found.history and not paragraph.role:
        return False
    more = not found.title or ((paragraph.role or "title") == "title" and (paragraph.centred or paragraph.bold))
    if not more or (paragraph.label and found.title) or len(f"{found.title} {paragraph.text}".split()) > _TITLE:
        return False
    found.title = f"{found.title}{joint(found.title, paragraph.whole)}{paragraph.whole}".strip()
    return True
