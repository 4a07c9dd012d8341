"""Pinning: people say of a clause that it is boilerplate, or that it is not, and take that back."""

from collections.abc import Iterable, Iterator

from mapper import pins, pipeline
from mapper.boilerplate import LEAST
from mapper.errors import MapperError, UsageError, count
from mapper.identity import normalise
from mapper.library import Library
from mapper.pins import PINNED, UNPINNED, Pins
from mapper.settings import Settings
from mapper.store import Store
from mapper.types import Clause, Document

PIN, UNPIN, RELEASE = "pin", "unpin", "release"
WORDS = (PIN, UNPIN, RELEASE)
_SAID = {PIN: (PINNED, f"boilerplate, weight {LEAST}"), UNPIN: (UNPINNED, "no boilerplate, weight 1")}
_QUOTED = 80  # letters of a clause that are repeated


def say(settings: Settings, store: Store, word: str, said: str) -> str:
    """Pin or unpin the clause that an id or a text names, or take back what was said of it; say what that changes."""
    if not said.strip():
        raise UsageError(f"say which clause to {word}: its id, as `mapper boilerplate` prints it, or its text in quotes")
    library = pipeline.open_library(settings, store)
    known = pins.load(settings.pins)
    if word == RELEASE:
        return _release(settings, known, _text(library, said) or normalise(said))
    text = _text(library, said)
    if not text:
        raise MapperError(f"no clause is called or reads “{_short(said)}”; nothing was changed, `mapper boilerplate` lists clauses")
    what, told = _SAID[word]
    now = known.having(text, what)
    if now == known:
        return f"“{_short(text)}” is {what} already"
    pins.save(now, settings.pins)
    fits = [work for work, clause in _clauses(library.current.values()) if Pins((text,)).near(clause.text)]
    return f"{what}: “{_short(text)}” and what reads nearly the same, {count(len(fits), 'clause')} of {count(len(set(fits)), 'document')}: {told}"


def _release(settings: Settings, known: Pins, text: str) -> str:
    now = known.without(text)
    if now == known:
        raise MapperError(f"nobody pinned or unpinned “{_short(text)}”; nothing was changed, {settings.pins} lists what was")
    pins.save(now, settings.pins)
    return f"released: “{_short(text)}” weighs again what the corpus says"


def unmatched(known: Pins, documents: Iterable[Document]) -> Iterator[str]:
    """Give the pins that no clause is near to any more, in the order of the file."""
    met = {pin for _, clause in _clauses(documents) for pin in known.near(clause.text)} if known.every else set()
    return (text for text, _ in known.every if text not in met)


def _text(library: Library, said: str) -> str:
    """Find the text of the clause with that id, else of the one that reads so; the first by its document where several do."""
    wanted = said.strip().casefold()
    asked = Pins((normalise(said),))
    every = sorted(_clauses(library.current.values()), key=lambda found: (found[0], found[1].id))
    named = [clause.text for _, clause in every if clause.id.casefold() == wanted]
    same = [clause.text for _, clause in every if normalise(clause.text).casefold() == normalise(said).casefold()]
    return next(iter(named or same or [clause.text for _, clause in every if asked.near(clause.text)]), "")


def _clauses(documents: Iterable[Document]) -> Iterator[tuple[str, Clause]]:
    return ((document.id, clause) for document in documents for clause in document.clauses)


def _short(text: str) -> str:
    folded = normalise(text)
    return folded if len(folded) <= _QUOTED else folded[: _QUOTED - 1].rstrip() + "…"
