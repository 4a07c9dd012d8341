"""Folding: a tally that was kept, brought up to the end of the log by the pairs of which something was said since, and no others.

Whatever is not sure to come out as if it were counted from nothing is refused, and the tally made anew: a verdict on an earlier edition, an undo of
something that is not found, a text of which the store holds another, a word on works that live on in parts. Every event that is read is checked
against the chain of the log, or against its id, which was kept when all of the log was verified.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mapper import claims, decisions, pace, pipeline, runs, sampling, tally
from mapper.errors import StoreError
from mapper.library import Library
from mapper.mapping import Facts, Mapped, settle
from mapper.settings import Settings
from mapper.staleness import Watch
from mapper.store import Store, codec
from mapper.successions import Successions
from mapper.tally import CHANGED, Kept
from mapper.types import Decision, Document, Kind, Verdict

MOST = 2000  # events behind a kept tally; with more to fold in it is made anew
FEW = 200  # events behind a kept tally from which on it is written again


class _Anew(Exception):
    """Ask for a tally from nothing."""


def anew(settings: Settings, store: Store) -> Kept:
    """Count from nothing, and note what it takes to go on from there."""
    library = pipeline.open_library(settings, store)
    log = store.decisions()
    told = pipeline.told(store, decisions.without_controls(log))
    standing = pipeline.stand(settings, library, told)
    places = {event.event: place for place, event in enumerate(log, 1)}
    return Kept(
        "".join(event.event for event in log),
        tally.of(standing),
        {pair: tuple(found) for pair, found in _places(standing.decisions, places).items()},
        _first(decisions.effective(claims.of_pairs(standing.decisions)), places),
        frozenset({one.pair for one in standing.mapped} & told.known),
        dict(_texts(library)),
        dict(library.successions.heirs or {}),
        frozenset(library.successions.parts or {}),
        tuple((record.at, end) for record, end in runs.of_other_editions(store)),
    )


def _places(events: Sequence[Decision], places: Mapping[str, int]) -> dict[str, list[int]]:
    """Say where something was said of each pair; an undo also stands with the pair of what it takes back."""
    pairs = {event.event: event.pair for event in events}
    found: dict[str, list[int]] = {}
    for event in claims.of_pairs(events):
        for pair in dict.fromkeys((event.pair, pairs.get(event.undoes, event.pair))):
            found.setdefault(pair, []).append(places[event.event])
    return found


def _first(effective: Iterable[Decision], places: Mapping[str, int]) -> dict[str, int]:
    first: dict[str, int] = {}
    for event in effective:
        first.setdefault(event.pair, places[event.event])
    return first


def _texts(library: Library) -> Iterator[tuple[str, str]]:
    """Give the digest of each text that is that of its edition, and of today, beyond doubt."""
    for work, document in library.current.items():
        if library.today[work] is document and library.seen.get(document.key) == document:
            yield work, tally.text_digest(codec.write_document(document))


def forward(settings: Settings, store: Store, kept: Kept) -> Kept | None:
    """Bring a tally up to the end of the log; None, where it is to be made anew. The log must have been verified up to its end."""
    try:
        since = store.decisions_since(kept.mark.events, kept.mark.event)
        return _forward(settings, store, kept, since) if since else kept
    except (StoreError, _Anew):
        return None


def _forward(settings: Settings, store: Store, kept: Kept, since: Sequence[Decision]) -> Kept:
    said = decisions.without_controls(since)
    inside = any(start <= event.at and (not end or event.at < end) for event in said for start, end in kept.spans)
    if len(since) > MOST or inside:
        raise _Anew
    desk = _Desk(store, replace(kept, ids=kept.ids + "".join(event.event for event in since)), kept.mark.events)
    desk.read(said)
    rows = {one.pair: one for one in kept.tally.mapped} | {pair: desk.settled(pair) for pair in desk.touched}
    first = {pair: place for pair, place in kept.first.items() if pair not in desk.touched} | desk.first()
    read = {pair: drawn for pair, drawn in kept.tally.read.items() if pair not in desk.touched} | desk.drawn()
    told = replace(
        kept.tally,
        mapped=_ordered(rows.values(), settings),
        done={type_: {pair: related for pair, related in pairs.items() if pair not in desk.touched} for type_, pairs in kept.tally.done.items()},
        read={pair: read[pair] for pair in sorted(read, key=first.__getitem__)},
        times=kept.tally.times + pace.times(desk.carried(said)),
    )
    done = {pair: row for pair, row in kept.rows.items() if pair not in desk.touched}
    return replace(desk.kept, tally=told, first=first, places={**kept.places, **desk.places()}, rows=done)


def _ordered(rows: Iterable[Mapped], settings: Settings) -> Sequence[Mapped]:
    """Put the pairs in the order in which a mapping has them: those that are proposed or decided, then those that are only offered."""

    def key(one: Mapped) -> tuple[bool, str, str]:
        offered = one.proposal is None and not one.decisions
        return (offered, "" if offered else one.type, one.pair)

    return pipeline.in_order(sorted(rows, key=key), settings)


@dataclass
class _Desk:
    """Settle the pairs of which something was said behind a tally; `kept` is that tally with the ids of all events, `before` how many it counts."""

    store: Store
    kept: Kept
    before: int
    _read: dict[str, Document] = field(default_factory=dict)

    def read(self, said: Sequence[Decision]) -> None:
        """Read all that was ever said of the pairs of which something was said now."""
        self._works = Successions(heirs=self.kept.heirs)
        self._gone = {work for work, document in self.kept.tally.documents.items() if document.status.ended}
        numbers = {self.kept.id_of(place): place for place in range(self.before + 1, self.kept.mark.events + 1)}
        new = [(numbers[event.event], event) for event in said if not claims.is_claim(event)]
        self.touched = tuple(dict.fromkeys(self._works.carried(event).pair for _, event in new))
        old = sorted({place for pair in self.touched for place in self.kept.places.get(pair, ())})
        found = self.store.decisions_at({place: self.kept.id_of(place) for place in old})
        self._rows = {one.pair: one for one in self.kept.tally.mapped}
        self._rows |= {pair: tally.row(self.kept.rows[pair]) for pair in self.touched if pair in self.kept.rows}
        self._written = dict([*zip(old, found, strict=True), *new])
        self._of = {pair: [(place, self._carried(place)) for place in self.kept.places.get(pair, ())] for pair in self.touched}
        for place, _ in new:
            self._of[self._carried(place).pair].append((place, self._carried(place)))
        self._refuse([event for _, event in new])

    def carried(self, said: Iterable[Decision]) -> list[Decision]:
        """Give events as they read today."""
        return self._works.carry(said)

    def _carried(self, place: int) -> Decision:
        return self._works.carried(self._written[place])

    def _refuse(self, new: Sequence[Decision]) -> None:
        """Refuse what a pair alone does not tell: an undo of a word on another pair, works of which parts live on elsewhere."""
        for event in new:
            today = self._works.carried(event)
            known = {one.event for _, one in self._of[today.pair] if one.pair == today.pair}
            if (event.verdict is Verdict.UNDO and event.undoes not in known) or {today.left, today.right} & self.kept.parts:
                raise _Anew

    def places(self) -> dict[str, tuple[int, ...]]:
        """Say of each pair that was touched where in the log something was said of it."""
        return {pair: tuple(place for place, _ in said) for pair, said in self._of.items()}

    def _first_of(self, pair: str) -> list[tuple[int, Decision]]:
        stood = {event.event for event in decisions.effective(event for _, event in self._of[pair])}
        return [(place, event) for place, event in self._of[pair] if event.event in stood and event.pair == pair][:1]

    def first(self) -> dict[str, int]:
        """Say of each pair that was touched where its first reading stands."""
        return {pair: place for pair in self.touched for place, _ in self._first_of(pair)}

    def drawn(self) -> dict[str, bool]:
        """Say of each pair that was touched whether a draw put its first reading there."""
        return {pair: drawn for pair in self.touched for pair, drawn in sampling.readings(event for _, event in self._first_of(pair)).items()}

    def settled(self, pair: str) -> Mapped:
        """Settle one pair anew."""
        events = [event for _, event in self._of[pair]]
        standing = decisions.standing(events).get(pair, ())
        row = self._rows.get(pair)
        stale = {one.event: CHANGED for one in standing if self._changed(one, row)}
        proposals = [row.proposal] if row and row.proposal else []
        found = [one for one in settle(proposals, events, Facts(stale, self._gone, known=self.kept.known)) if one.pair == pair]
        if not found or {found[0].left, found[0].right} & self.kept.parts:
            raise _Anew  # it may be offered again, for what was said of texts that live on in it
        return found[0]

    def _changed(self, event: Decision, row: Mapped | None) -> bool:
        """Say whether the text changed under a verdict: looked up where it is on the texts of today, else as it was counted before."""
        place, written = next((place, self._written[place]) for place, one in self._of[event.pair] if one.event == event.event)
        texts = [self._text(written, side) for side in (0, 1)]
        if None not in texts:
            documents = {document.id: document for found in texts for document in found or ()}
            return bool(Watch(documents, {document.key: document for document in documents.values()}).why_stale(written))
        before = decisions.standing(one for number, one in self._of[event.pair] if number <= self.before).get(event.pair, ())
        if place > self.before or event.event not in {one.event for one in before}:
            raise _Anew
        return row is not None and event.event in dict(row.outdated)

    def _text(self, written: Decision, side: int) -> tuple[Document, ...] | None:
        """Give the text that a verdict was on, if it is the one of today; empty, where no text makes it stale; None, where that is not sure."""
        work = (written.left, written.right)[side]
        document = self.kept.tally.documents.get(self._works.heir(work))
        if document is None or document.status.ended:
            return ()
        if document.id != work or document.edition.label != written.editions[side] or work not in self.kept.texts:
            return None
        return (self._whole(document),)

    def _whole(self, document: Document) -> Document:
        """Read the words of a text, once, which must be those that were counted with."""
        if document.id in self._read:
            return self._read[document.id]
        lines = (
            [codec.write_document(document)] if document.kind is Kind.SUBTOPIC else self.store.edition_lines([document.source.sha256], [document.id])
        )
        for line in lines:
            if tally.text_digest(line) == self.kept.texts[document.id]:
                return self._read.setdefault(document.id, codec.read_document(line))
        raise _Anew
