"""Answering: people say of an instruction that nobody takes it up, or which text does, and take that back."""

from collections.abc import Sequence
from dataclasses import dataclass

from mapper import claims, decisions, finding, gaps, sharing
from mapper.claims import Claim
from mapper.decisions import Word
from mapper.errors import MapperError, UsageError, count
from mapper.gaps import Gaps, Instruction
from mapper.settings import Settings
from mapper.store import Store
from mapper.types import Clause, Document, Kind, Verdict
from mapper.views.export import Export
from mapper.views.items import sectors_of
from mapper.views.rows import rows

NOBODY, TAKEN, RELEASE = "nobody", "taken", "release"
WORDS = (NOBODY, TAKEN, RELEASE)


@dataclass(frozen=True)
class Said:
    """Hold what was said: a word, the clause that instructs, the text that takes it up, the Sector where the clause tells several, and a comment."""

    word: str
    clause: str
    taker: str = ""
    sector: str = ""
    comment: str = ""


def wish(words: Sequence[str], sector: str = "", comment: str = "") -> Said:
    """Read what was typed: the word, the clause, and the text."""
    word, *rest = words
    most = 2 if word == TAKEN else 1
    if len(rest) != most:
        needs = "CLAUSE DOC" if word == TAKEN else "CLAUSE"
        raise UsageError(f"say which: mapper gaps {word} {needs}; `mapper gaps` prints the ids of clauses, `mapper documents` those of texts")
    return Said(word, rest[0], rest[1] if len(rest) > 1 else "", sector, comment)


def say(settings: Settings, store: Store, said: Said, *, reviewer: str, at: str) -> str:
    """Record what a person says of an instruction, or take it back; give it in words."""
    export = sharing.gather(settings, store, sharing.Wish())
    one = _meant(gaps.find(export, rows(export)), said)
    told = f"{one.item.ref}, {one.clause.place}, to {one.sector}"
    if said.word == RELEASE:
        return _release(store, one, told, reviewer, at)
    document = export.documents[one.item.id]
    taker, taking = _taker(export, said.taker) if said.word == TAKEN else (None, None)
    if taker and taker.id == document.id:
        raise UsageError(f"{taker.id} is the text that instructs; name the text that takes it up")
    if taker and one.sector not in sectors_of(taker):
        raise UsageError(f"{taker.id} is no text of {one.sector}, which is told to act; name one of that Sector")
    subject = claims.subject(document, one.clauses, one.sector, taker, taking)
    decisions.record(store, subject, Word(Verdict.ACCEPT, comment=said.comment, score_shown=False), reviewer=reviewer, at=at)
    if taker is None:
        return f"taken up by nobody: {told}"
    known = any(other.item.id == taker.id for other in one.accepted)
    rest = "" if known else f"; the pair of the two texts is another matter: mapper decide {document.id} {taker.id} accept"
    return f"taken up by {taker.id}: {told}{rest}"


def _meant(known: Gaps, said: Said) -> Instruction:
    """Find the instruction that is meant by the id of its clause, and by the Sector where it tells several."""
    wanted = said.clause.strip().casefold()
    found = [one for one in (*known.instructions, *known.own) if any(clause.id.casefold() == wanted for clause in one.clauses)]
    chosen = [one for one in found if said.sector.casefold() in ("", one.sector.casefold())]
    if not found:
        raise MapperError(f"no clause {said.clause!r} tells a Sector to act; `mapper gaps --own` lists those that do, with their ids")
    if len({one.sector for one in chosen}) != 1:
        sectors = ", ".join(dict.fromkeys(one.sector for one in found))
        raise UsageError(f"{found[0].clause.id} tells {sectors}; say of which with --sector")
    return chosen[0]


def _taker(export: Export, typed: str) -> tuple[Document, Clause | None]:
    """Find the text that takes an instruction up, by its id or by that of one of its clauses."""
    in_force = {work: document for work, document in export.documents.items() if not document.status.ended and document.kind is not Kind.SUBTOPIC}
    work = finding.document(in_force, typed.partition("#")[0], "the texts in force")
    document = in_force[work]
    taking = next((clause for clause in document.clauses if clause.id.casefold() == typed.strip().casefold()), None)
    if "#" in typed and taking is None:
        raise MapperError(f"{work} has no clause {typed!r}; `mapper show {work}` lists them, nothing was recorded")
    return document, taking


def _release(store: Store, one: Instruction, told: str, reviewer: str, at: str) -> str:
    mine: list[Claim] = [word for word in one.words if word.event.reviewer == reviewer]
    if not mine:
        raise MapperError(f"{reviewer!r} said nothing of {told}; nothing was changed")
    decisions.take_back(store, [word.event for word in mine], at=at)
    return f"taken back, {count(len(mine), 'word')}: {told}"
