"""The survey of what was missed: for one document, in each mapping, what almost became a proposal and why it did not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mapper import finding, missed, pairing, pipeline, proposing, runs
from mapper.embeddings import Notify
from mapper.errors import MapperError, UsageError, count
from mapper.identity import pair_id
from mapper.library import Library, mappable
from mapper.missed import Account, Missed, remedies
from mapper.settings import FILE, MappingType, Settings
from mapper.store import Store
from mapper.surveys.words import hanging
from mapper.types import Document, Kind, Quote
from mapper.views.text import shorten

LIMIT = 5
_QUOTE = 240  # letters of a clause that a line shows


@dataclass(frozen=True)
class Wish:
    """Say which document is asked for, in which mapping, and how much of each is told; no mapping is every one, a limit of 0 all."""

    document: str
    type: str = ""
    limit: int = LIMIT


@dataclass(frozen=True)
class Survey:
    """Hold the document, an account of each mapping that takes it in, and what is known of the pairs beside that."""

    document: Document
    accounts: tuple[Account, ...]
    states: Mapping[str, str]
    said: tuple[str, ...]

    def as_json(self) -> Iterator[dict[str, object]]:
        """Give one object a missed pair."""
        for account in self.accounts:
            for one in account.missed:
                yield {**_missed_json(self.document, account, one), "state": self._state(account, one)}

    def lines(self, cells: int) -> Iterator[str]:
        """Give lines for a person, at most so many cells wide; what begins at the margin is a heading."""
        yield from hanging("", f"{self.document.id}  {self.document.title}", cells)
        for account in self.accounts:
            yield ""
            told = f"{account.proposed} of {account.possible} possible pairs proposed (`top` {account.type.top}, `floor` {account.floor:.2f})"
            yield from hanging("", f"{account.type.name}: {told}" + ("; missed, nearest first:" if account.missed else "; nothing was missed"), cells)
            for number, one in enumerate(account.missed, 1):
                yield from self._missed(number, account, one, cells)
            if account.left_out:
                yield f"  and {account.left_out} more: --limit 0 tells all"

    def notes(self) -> Iterator[str]:
        """Say what the reader must know besides."""
        yield from self.said

    def _state(self, account: Account, one: Missed) -> str:
        return self.states.get(pair_id(account.type.name, self.document.id, one.other.id), "")

    def _missed(self, number: int, account: Account, one: Missed, cells: int) -> Iterator[str]:
        state = self._state(account, one)
        told = f"{one.other.id}  {one.other.title}" + (f" ({state} by people)" if state else "")
        yield from hanging(f"  {number:>2}. ", told, cells)
        if one.score is not None and one.ranks is not None and one.likelihood is not None:
            yield f"      score {one.score:.2f}, rank {one.ranks[0]} from this side, {one.ranks[1]} from the other, likelihood {one.likelihood:.2f}"
        for hurdle in one.hurdles:
            yield from hanging("      why not   ", hurdle.told, cells)
        yield from hanging("      to see it ", _remedy(one), cells)
        for side, quote in (("this", one.quoted.left), ("other", one.quoted.right)):
            yield from hanging(f"      {side:<9} ", _quoted(quote), cells)


def _remedy(one: Missed) -> str:
    needed = remedies(one.hurdles)
    return f"{' and '.join(needed)} in {FILE}" if needed else "no setting of this mapping shows it"


def _quoted(quote: Quote) -> str:
    return f"{quote.place}, p. {quote.page}: “{shorten(quote.text, _QUOTE)}”"


def survey(settings: Settings, store: Store, wish: Wish, notify: Notify) -> Survey:
    """Compare once more, as the last run did, and account for what was not proposed."""
    live, library = runs.live(store), pipeline.open_library(settings, store)
    if live is None:
        raise MapperError(f"nothing was mapped in {settings.root} yet: `mapper run` first")
    document = library.current[finding.document(library.works, wish.document, str(settings.root))]
    types = _types(settings, library, document, wish.type)
    if not types:
        return Survey(document, (), {}, (_nowhere(document, settings),))
    proposer = proposing.prepare(settings, library).reading(library)
    accounts = tuple(_account(document.id, type_, library, proposer, wish.limit, notify) for type_ in types)
    states = {one.pair: one.state.value for one in pipeline.settled(settings, store).mapped if one.decisions}
    manifest, _ = pipeline.inputs(settings, store, library, proposer)
    made = runs.made(live)
    old = [type_.name for type_ in types if made.get(type_.name) != manifest.basis]
    said = [*manifest.degraded, *([_changed(old)] if old else [])]
    return Survey(document, accounts, states, tuple(said))


def _types(settings: Settings, library: Library, document: Document, asked: str) -> Sequence[MappingType]:
    """Choose the mappings that take the document in; refuse one that was asked for and does not."""
    members = [type_ for type_ in settings.types if any(document.id == one.id for side in pairing.sides(type_, library) for one in side)]
    if not asked:
        return members
    wanted = settings.mapping_type(asked)
    if members and wanted not in members:
        raise UsageError(f"the mapping {asked!r} does not take {document.id} in; choose one of {', '.join(type_.name for type_ in members)}")
    return [wanted] if members else []


def _account(work: str, type_: MappingType, library: Library, proposer: proposing.Proposer, limit: int, notify: Notify) -> Account:
    task = proposer.task(type_, library)
    if not task.left or not task.right:
        return Account(type_, task.floor, 0, 0)
    return missed.account(work, type_, task, proposer.compare(type_, library, notify), proposer.tools, limit)


def _nowhere(document: Document, settings: Settings) -> str:
    """Say why no mapping takes a document in."""
    if document.kind is Kind.SUBTOPIC:
        return f"no mapping of {settings.root / FILE} asks for the theme {document.group}, so nothing is paired with {document.id}"
    if not mappable(document):
        reason = f"is {document.status.value}" if document.status.ended else "has neither a title nor a text"
        return f"{document.id} {reason}: no mapping takes it in"
    whose = f"{document.kind.value} of {document.body}" if document.body else document.kind.value
    return f"no mapping takes {document.id} in ({whose}): name its kind and body under [[mapping]] in {settings.root / FILE}"


def _changed(names: Sequence[str]) -> str:
    what = count(len(names), "mapping")
    return f"texts, settings, model or decisions changed since {what} ran last ({', '.join(names)}): told is what `mapper run` would make now"


def _missed_json(document: Document, account: Account, one: Missed) -> dict[str, object]:
    return {
        "document": document.id,
        "type": account.type.name,
        "other": {"id": one.other.id, "title": one.other.title, "edition": one.other.edition.label},
        "pair": pair_id(account.type.name, document.id, one.other.id),
        "score": one.score,
        "likelihood": one.likelihood,
        "ranks": {"document": one.ranks[0], "other": one.ranks[1]} if one.ranks else {"document": None, "other": None},
        "likeness": one.likeness,
        "hurdles": [{"hurdle": hurdle.name, "told": hurdle.told, "remedy": hurdle.remedy} for hurdle in one.hurdles],
        "remedies": remedies(one.hurdles),
        "evidence": {"document": _quote_json(one.quoted.left), "other": _quote_json(one.quoted.right), "weight": one.quoted.weight},
    }


def _quote_json(quote: Quote) -> dict[str, object]:
    return {"clause": quote.clause, "place": quote.place, "page": quote.page, "text": quote.text}
