"""Accounts: what a source promises and does not hold, and what it holds twice; each is one sentence."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from mapper.errors import MISSING, few
from mapper.extractors.heads import Head, opener_of
from mapper.extractors.lines import Sheet
from mapper.extractors.paragraphs import Paragraph
from mapper.profiles import Organisation, language_of
from mapper.types import Comment, Document, Footnote, Kind, Status

_ALIKE = 5  # pages with one problem: more are told as one
_PAGE = re.compile(rf"(?:{MISSING})?page (\d+)\b")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_QUOTED = 60  # characters of what was left out
_TELLING = 5  # words: in fewer one cannot tell the language


def without_echoes(documents: Sequence[Document], problems: list[str]) -> list[Document]:
    """Keep of two documents of one key and language the one that was adopted, then the longer one; a text in two languages is kept in both."""
    best: dict[tuple[str, str, str], Document] = {}
    for document in documents:
        key = (*document.key, _language(document, best))
        known = best.get(key)
        if known is None or _fullness(document) > _fullness(known):
            best[key] = document
        if known is None or not (document.clauses and known.clauses):
            continue
        if document.digest != known.digest and (min(map(_words, (document, known))) >= _TELLING or _otherwise_titled(document, known)):
            problems.append(f"{MISSING}{document.id} stands here twice, with different texts; the longer one was kept")
    return list(best.values())


def _language(document: Document, best: Mapping[tuple[str, str, str], Document]) -> str:
    """Say in which language a text counts: where it is too short to tell, in that of the first text of its key."""
    if _words(document) >= _TELLING:
        return document.language
    return next((language for *key, language in best if tuple(key) == document.key), document.language)


def _words(document: Document) -> int:
    return sum(len(clause.text.split()) for clause in document.clauses)


def _otherwise_titled(document: Document, known: Document) -> bool:
    """Say whether two titles are of different texts: in one language, as far as can be told, and neither is the beginning of the other."""
    one, other = sorted((document.title.casefold().strip(), known.title.casefold().strip()), key=len)
    tongues = {language_of(title) for title in (one, other)} - {""}
    return bool(one) and not other.startswith(one) and len(tongues) == 1


def _fullness(document: Document) -> tuple[bool, int]:
    return document.status is not Status.DRAFT, len(document.clauses)


def noteless(marks: Collection[tuple[int, str]], notes: Sequence[Footnote]) -> list[str]:
    """Tell of marks, each with its page, that were taken out of a text of which no footnote has them."""
    known = {note.mark for note in notes}
    lost = [(page, mark) for page, mark in sorted(marks) if mark not in known]
    return [f"page {page}: mark {mark} was taken out of the text, and no footnote of this document has it; look at it" for page, mark in lost]


def with_notes(documents: Sequence[Document], notes: Sequence[Footnote]) -> list[Document]:
    """Give each note that no mark calls for to the document on whose pages it stands, and say so."""
    held = list(documents)
    bound = {(note.page, note.mark, note.text) for document in documents for note in document.footnotes}
    told: dict[tuple[int, int], list[str]] = {}
    for note in notes:
        begun = [place for place, document in enumerate(held) if document.pages[0] <= note.page and document.status is not Status.SUPPRESSED]
        if not begun or (note.page, note.mark, note.text) in bound:
            continue  # it belongs to a cover, or is called for
        home = held[begun[-1]]
        held[begun[-1]] = replace(home, footnotes=tuple(sorted((*home.footnotes, note), key=lambda each: each.page)))
        told.setdefault((begun[-1], note.page), []).append(note.mark or f"{note.text[:20]}…")
    for (place, page), marks in told.items():
        said = f"page {page}: no mark in the text calls for footnote {', '.join(marks)}; it was kept with this document"
        held[place] = replace(held[place], problems=(*held[place].problems, said))
    return held


def with_sureness(documents: Sequence[Document], sheets: Sequence[Sheet]) -> list[Document]:
    """Note with each document how sure OCR was of those of its pages that it read."""
    sure = {sheet.number: sheet.sure for sheet in sheets if sheet.sure}
    return [
        replace(document, details=(*document.details, ("ocr", ", ".join(f"p. {page} {sure[page]:.2f}" for page in pages)))) if pages else document
        for document in documents
        for pages in [[page for page in range(document.pages[0], document.pages[1] + 1) if page in sure]]
    ]


def gathered(problems: Sequence[str]) -> list[str]:
    """Tell of many pages with one and the same problem once, by the first of them."""
    alike: dict[str, list[str]] = {}
    for problem in dict.fromkeys(problems):
        alike.setdefault(_NUMBERS.sub("#", problem) if _PAGE.match(problem) else problem, []).append(problem)
    told = []
    for same in alike.values():
        last = _PAGE.match(same[-1])
        if len(same) <= _ALIKE or last is None:
            told += same
        else:
            told.append(f"{same[0]} (and the same on {len(same) - 1} more pages, the last of them page {last[1]})")
    return told


def with_comments(documents: Sequence[Document], sheets: Sequence[Sheet]) -> list[Document]:
    """Give comments on what is in no document, as on a cover, to the first one."""
    placed = {_remark(comment) for document in documents for comment in document.comments}
    left = [comment for sheet in sheets for line in sheet.lines for comment in line.comments if _remark(comment) not in placed]
    return [replace(document, comments=(*left * (n == 0), *document.comments)) for n, document in enumerate(documents)]


def _remark(comment: Comment) -> Comment:
    return replace(comment, clause="")


def accounted(documents: Sequence[Document], listed: Sequence[tuple[Kind, str]]) -> bool:
    """Say whether the contents list the texts that were found and no other, so that nothing can be missing but words of them."""
    return bool(listed) and {_entry(document) for document in documents if document.clauses} == set(listed)


def _entry(document: Document) -> tuple[Kind, str]:
    return document.kind, document.number.rpartition(" ")[2]


def unmet(documents: Sequence[Document], listed: Sequence[tuple[Kind, str]], bare: Sequence[Head]) -> list[str]:
    """Say what the contents list, or a heading announces, and no text follows."""
    have = {_entry(document) for document in documents}
    missing = [f"{MISSING}{kind.value} {number} stands in the contents but was not found" for kind, number in listed if (kind, number) not in have]
    named = {(kind, number) for kind, number in listed}
    for head in bare:
        key = (head.heading.kind, head.number)
        if key not in have and key not in named and head.number and not head.heading.weak:
            missing.append(f"{MISSING}{key[0].value} {key[1]} has a heading but no text")
    return missing


def unheaded(front: Sequence[Paragraph], profile: Organisation) -> list[str]:
    """Say where a text that no heading announces begins before the first one: its opening line tells it, or its openers."""
    opened = [paragraph for paragraph in front if _opens(paragraph, profile)]
    if not opened:
        return []
    told = few(f"“{paragraph.whole[:_QUOTED]}{'…' * (len(paragraph.whole) > _QUOTED)}”" for paragraph in opened)
    return [f"{MISSING}page {opened[0].page}: a text begins here before the first heading that is known, and was left out: {told}"]


def _opens(paragraph: Paragraph, profile: Organisation) -> bool:
    """Say whether a paragraph is an opening line, or looks like an opener and not like the words of a cover."""
    if profile.opening(paragraph.whole) is not None:
        return True
    return opener_of(paragraph, profile) is not None and (paragraph.italic or bool(paragraph.role) or paragraph.text[:1].islower())
