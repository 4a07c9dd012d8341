"""Citations: every reference to another text or group, clause by clause; resolved to a work id and edition where the words allow it."""

from collections.abc import Iterator
from dataclasses import replace

from mapper.extractors import naming
from mapper.extractors.references import Patterns, patterns
from mapper.extractors.resolving import Finder, fold_signs
from mapper.profiles import Organisation
from mapper.types import CONTINUES, CONTINUES_PART, Citation, Clause, Document, Part


def find(document: Document, profile: Organisation) -> tuple[Citation, ...]:
    """Give the citations of a document in the order of its clauses; those of a relations section and of relation notes are flagged."""
    finder = Finder(document, profile, patterns(profile.name))
    found: dict[Citation, None] = {}
    for clause, opener, lead in _led(document, finder.patterns):
        relation = clause.part is Part.RELATIONS
        here = replace(finder, opener=clause.opener)
        for told in (*here.find(opener), *here.find(clause.text, lead)):
            found[Citation(told.id, told.edition, clause.id, told.words, relation)] = None
    for note in document.footnotes:
        relation = finder.patterns.relation_notes.search(note.text) is not None
        place = f"{document.id}#footnote-{naming.slug(note.mark) or 'note'}"
        found |= {Citation(told.id, told.edition, place, told.words, relation): None for told in finder.find(note.text)}
    return tuple(citation for citation in found if citation.id != document.id or citation.edition not in ("", document.edition.label))


def _led(document: Document, known: Patterns) -> Iterator[tuple[Clause, str, str]]:
    """Give each clause with its opener where it is the first to have it, and with the noun that stands alone above its list."""
    opener = lead = ""
    for clause in document.clauses:
        fresh = clause.opener if clause.opener != opener else ""
        text = fold_signs(clause.text).strip()
        if fresh or not clause.label:
            lead = ""
        yield clause, fresh, lead
        if not clause.label and known.subhead.fullmatch(text):
            lead = f"{text.rstrip(':')}: "
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
