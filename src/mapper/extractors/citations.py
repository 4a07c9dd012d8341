"""Citations: every reference to another text or group, clause by clause; resolved to a work id and edition where the words allow it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from mapper.extractors import naming
from mapper.extractors.references import Patterns, patterns
from mapper.extractors.resolving import Finder
from mapper.extractors.seeking import fold_signs
from mapper.profiles import Organisation
from mapper.types import CONTINUES, CONTINUES_PART, Citation, Clause, Document, Kind, Part

_LONGEST = 8  # words: a longer item of a relations section is prose, and no name
_ITEMS = re.compile(r"\s*[;,]\s*(?:and\s+)?(?=[A-Z\d]|\w+[A-Z])")  # what parts names from each other
_LAST = re.compile(r"\s+and\s+(?:the\s+)?(?=[A-Z\d]|\w+[A-Z])")  # the last two
_ASIDE = re.compile(r"^the\s+|\s*[,(]\s*(?:on|for|in|regarding|concerning)\s.*$|\s+on\s.*$")  # what a body is asked for
_TASK = re.compile(r"[a-z]+\s")  # an item that begins as a sentence does
_TITLE = "#citation-title"  # the place of what a document's own title names


def find(document: Document, profile: Organisation) -> tuple[Citation, ...]:
    """Give the citations of title, clauses and footnotes in their order; those of a relations section and of relation notes are flagged."""
    finder = Finder(document, profile, patterns(profile.name))
    found: dict[Citation, None] = {}
    for told in finder.find(document.title):
        found[Citation(told.id, told.edition, f"{document.id}{_TITLE}", told.words)] = None
    found |= dict.fromkeys(_studied(document, finder))
    for clause, opener, lead in _led(document, finder.patterns):
        relation = clause.part is Part.RELATIONS
        here = replace(finder, opener=clause.opener, relations=relation)
        named = [Citation(told.id, told.edition, clause.id, told.words, relation) for told in (*here.find(opener), *here.find(clause.text, lead))]
        found |= dict.fromkeys(named or _kept(clause, finder.patterns))
    for note in document.footnotes:
        relation = finder.patterns.relation_notes.search(note.text) is not None
        place = f"{document.id}#footnote-{naming.slug(note.mark) or 'note'}"
        here = replace(finder, relations=relation)
        found |= {Citation(told.id, told.edition, place, told.words, relation): None for told in here.find(note.text)}
    return tuple(citation for citation in found if citation.id != document.id or citation.edition not in ("", document.edition.label))


def _studied(document: Document, finder: Finder) -> Iterator[Citation]:
    """Give the Questions below a title whose study gave the text; those that a Question itself continues are details of it."""
    history = " ".join(words for name, words in document.details if name == "history")
    if document.kind is Kind.RECOMMENDATION:
        for start, end, works in finder.questions(fold_signs(history)):
            yield from (Citation(id_, edition, f"{document.id}{_TITLE}", history[start:end]) for id_, edition in works)


def _kept(clause: Clause, known: Patterns) -> Iterator[Citation]:
    """Keep the bodies outside that an item of a relations section lists, each by its own words; a head of a list, or prose, names nobody."""
    text = clause.text.strip()
    prose = text.endswith(".") and not clause.label
    if clause.part is not Part.RELATIONS or prose or text.endswith(":") or known.subhead.fullmatch(fold_signs(text)):
        return
    *first, last = _ITEMS.split(text.strip(".;,"))
    for name in (*first, *_LAST.split(last)):
        words = _ASIDE.sub("", name).strip()
        if re.search(r"[A-Z\d]", words) and not _TASK.match(words) and len(words.split()) <= _LONGEST:
            yield Citation("", "", clause.id, words, relation=True)


def _led(document: Document, known: Patterns) -> Iterator[tuple[Clause, str, str]]:
    """Give each clause with its opener where it is the first to have it, and with the noun that stands alone above its list."""
    opener = lead = ""
    for clause in document.clauses:
        fresh = clause.opener if clause.opener != opener else ""
        text = fold_signs(clause.text).strip()
        head = not clause.label and known.subhead.fullmatch(text)
        if fresh or head or (not clause.label and (clause.part is not Part.RELATIONS or text.endswith(":"))):
            lead = ""
        yield clause, fresh, lead
        behind = known.subhead_behind.search(text) if clause.part is Part.RELATIONS else None
        if head or behind:
            lead = f"{(behind['head'] if behind else text).rstrip(':')}: "
        opener = clause.opener


def continued(history: str, document: Document, profile: Organisation) -> Iterator[tuple[str, str]]:
    """Say which Questions of the study period before a history line names as those that this one continues, in whole or in part."""
    body = profile.body(document.body)
    before = [period for period in body.periods if period < document.period] if body else []
    words = profile.words.get("continues", ())
    if not before or not any(word in history for word in words):
        return
    finder = Finder(replace(document, period=before[-1]), profile, patterns(profile.name))
    folded = fold_signs(history)
    for start, _, works in finder.questions(folded):
        parted = folded[:start].rstrip().endswith(profile.words.get("part_of", ()))
        yield from ((CONTINUES_PART if parted else CONTINUES, id_) for id_, _ in works if id_)
