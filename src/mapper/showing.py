"""Showing: all that is known of one document, or of one pair, as lines for a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mapper import deciding, finding, mentions, outline, pipeline, proofs
from mapper.decisions import JUDGED, effective, reads
from mapper.differences import marked, segments, shortened
from mapper.documents import Hints
from mapper.editions import ClauseChange
from mapper.emphasis import NONE, Marks, mark
from mapper.errors import MapperError, count
from mapper.explaining import Explanations
from mapper.mapping import Mapped, by_likelihood
from mapper.pipeline import Standing
from mapper.proofs import Proof
from mapper.review.text import safe, width, wrap_marked
from mapper.settings import Settings
from mapper.sources import list_sources
from mapper.spoken import Speaker
from mapper.store import Store
from mapper.types import Change, Decision, Document, Evidence, Kind, Proposal
from mapper.verdicts import phrase
from mapper.views.activities import fact

_NEIGHBOURS = 12


@dataclass(frozen=True)
class Paper:
    """Say what lines are shown on: how wide it is in cells (0: as wide as they are), and how words are marked on it."""

    width: int = 0
    marks: Marks = NONE


def show(settings: Settings, store: Store, id_: str, paper: Paper = Paper()) -> list[str]:
    """Show the document or the pair that an id names, as lines that cannot drive a terminal; a pair may be named by the start of its id."""
    standing = pipeline.settled(settings, store)
    work = id_.strip().casefold()
    if work in standing.library.works:
        return list(map(safe, _document(standing, work, paper.width)))
    found = finding.matches((m.pair for m in standing.mapped), id_)
    if len(found) == 1:
        mapped = next(m for m in standing.mapped if m.pair == found[0])
        return list(_Pair(standing, Explanations(standing, settings.types), paper).lines(mapped))
    if found:
        raise MapperError(f"{id_!r} starts {len(found)} pair ids; give more of it")
    near = [work for work in standing.library.works if id_.casefold() in work]
    hint = f"; did you mean {', '.join(near[:5])}?" if near else "; `mapper documents` and `mapper proposals` list what there is"
    raise MapperError(f"no document or pair is called {id_!r} in {settings.root}{hint}")


def proof(settings: Settings, store: Store, id_: str) -> tuple[Proof, str]:
    """Draw the pages of a document that an id names, from the file that it was read from; give its work id too."""
    library = pipeline.open_library(settings, store)
    work = id_.strip().casefold()
    if work not in library.current:
        raise MapperError(f"no document is called {id_!r} in {settings.root}; `mapper documents` lists what there is")
    file = library.current[work].source
    source = next((source for source in list_sources(settings.sources) if source.name == file.file), None)
    if source is None or source.sha256 != file.sha256:
        raise MapperError(
            f"{file.file}, from which {work} was read, is not in {settings.sources} any more, or has changed; put it back, or run again"
        )
    said = next((dict(record.hints) for record in store.sources() if record.name == source.name), {})
    return proofs.prove(source, work=work, hints=Hints(**said), limits=settings.limits), work


def _document(standing: Standing, work: str, cells: int) -> Iterator[str]:
    library = standing.library
    document = library.current[work]
    yield f"{work}  {document.title}"
    yield ", ".join((*_nature(document), document.status.value, _where(document)))
    if sure := fact(document, "ocr"):
        yield f"read by OCR, confidence {sure}: check what is quoted from it"
    if work in library.unread:
        yield "the newest file of this document could not be read; this is what was read before"
    elif work in library.lost:
        yield "the newest file no longer holds this document; this is what was read before, and stays until `mapper remove`"
    yield from ("", "history:")
    for edition, status in library.history(work):
        name = edition.edition.label or edition.period or "(no tag)"
        yield f"  {name:<24} {status:<12} {count(len(edition.clauses), 'clause')}  {edition.source.file}"
    if len(library.works[work]) > 1:
        yield from _changes(library.change(work).clauses)
    yield from ("", "clauses:")
    yield from outline.tree(document, cells)
    yield from ("", "neighbours:")
    yield from _neighbours(standing, work)


def _nature(document: Document) -> Iterator[str]:
    """Say what a document is and whose: an activity by what its list tells of it."""
    kind = document.kind.value
    if document.kind is Kind.SUBTOPIC:
        yield f"{kind} of the theme {document.group}"
        return
    yield f"{kind} of {document.body}" if document.body else kind
    told = {detail: fact(document, detail) for detail in ("organiser", "sectors", "start", "end", "place")}
    if told["organiser"]:
        yield f"organised by {told['organiser']}"
    if told["sectors"] and not document.body:
        yield f"Sectors {told['sectors']}"
    if told["start"]:
        yield told["start"] + (f" to {told['end']}" if told["end"] not in ("", told["start"]) else "")
    if told["place"]:
        yield told["place"]


def _where(document: Document) -> str:
    """Name the file, and the pages where it has any."""
    first, last = document.pages
    if document.kind in (Kind.SUBTOPIC, Kind.ACTIVITY, Kind.EVENT):
        return document.source.file
    return f"{document.source.file} p. {first}" + (f"–{last}" if last != first else "")


def _changes(clauses: Sequence[ClauseChange]) -> Iterator[str]:
    for change in clauses:
        if change.grade is not Change.UNCHANGED:
            yield "    " + "  ".join(word for word in (f"{change.became:<26}", change.place, deciding.told(change)) if word)
        if change.substantial and change.old and change.new:
            yield "      " + marked(segments(change.old.text, change.new.text))


def _neighbours(standing: Standing, work: str) -> Iterator[str]:
    near = [m for m in by_likelihood(standing.mapped) if work in (m.left, m.right)]
    for m in near[:_NEIGHBOURS]:
        other = standing.library.current.get(m.right if m.left == work else m.left)
        yield f"  {pipeline.one_line(m)}"
        yield from [f"      {other.title}"] if other and other.title else []
    if not near:
        yield f"  none proposed; `mapper missed {work}` tells why"


class _Pair:
    """Show one pair on some paper."""

    def __init__(self, standing: Standing, explanations: Explanations, paper: Paper) -> None:
        self.standing, self.explanations, self.paper = standing, explanations, paper
        self.speaker = Speaker(standing.library.current)

    def lines(self, mapped: Mapped) -> Iterator[str]:
        """Tell what the two texts are, what speaks for the pair, why it was proposed, and what was said of it."""
        yield from map(safe, self._head(mapped))
        said = mapped.settled
        if mapped.proposal:
            yield from ("", "evidence:", *self._evidence((mapped.left, mapped.right), mapped.proposal.evidence, mapped.proposal.boilerplate))
            yield from map(safe, self._why(mapped, mapped.proposal))
        elif said and said.evidence:
            yield from ("", safe(f"evidence that {said.reviewer} saw; the last run does not propose the pair:"))
            yield from self._evidence((said.left, said.right), said.evidence, {})
        yield from map(safe, self._history(mapped))

    def _head(self, mapped: Mapped) -> Iterator[str]:
        yield pipeline.one_line(mapped)
        for name, side in (("left ", mapped.left), ("right", mapped.right)):
            document = self.standing.library.current.get(side)
            known = (document.title, f"({tag})" if (tag := document.edition.label or document.period) else "") if document else ()
            yield from self._hanging(f"  {name}  ", "  ".join(filter(None, (side, *known))))

    def _why(self, mapped: Mapped, proposal: Proposal) -> Iterator[str]:
        if proposal.relation_reason:
            yield from ("", f"relation proposed: {phrase(proposal.relation, proposal.direction, mapped.left, mapped.right)}")
            yield from self._hanging("  ", proposal.relation_reason)
        yield from ("", f"why: score {proposal.score:.2f}, mutual rank {proposal.ranks[0]}/{proposal.ranks[1]}")
        for line in self.explanations.why(mapped, cells=max(0, self.paper.width - 2)):
            yield from self._hanging("  ", line) if line else [""]
        yield from ("", "channels: " + ", ".join(f"{name} {value:.3f}" for name, value in proposal.channels))
        for line in mentions.told(proposal, self.standing.library.current):
            yield from self._hanging("", line)

    def _evidence(self, works: tuple[str, str], quoted: Sequence[Evidence], light: Mapping[str, float]) -> Iterator[str]:
        """Tell the clause pairs; a clause that weighs little is marked as boilerplate, with its weight."""
        for number, evidence in enumerate(quoted, 1):
            texts = (safe(evidence.left.text), safe(evidence.right.text))
            found = self.speaker.between(works, texts)
            shared = f", in both: {', '.join(found.words)}" if found.words and self.paper.marks is NONE else ""
            yield f"  {number}. weight {evidence.weight:.2f}{shared}"
            marked = (mark(text, spans, self.paper.marks) for text, spans in zip(texts, (found.left, found.right), strict=True))
            for side, quote, text in zip(works, (evidence.left, evidence.right), marked, strict=True):
                remark = f"  (boilerplate, weight {light[quote.clause]:.2f})" if quote.clause in light else ""
                yield from self._hanging("     ", f"{safe(side)} {safe(quote.place)}, p. {quote.page}: “{text}”{remark}")

    def _history(self, mapped: Mapped) -> Iterator[str]:
        for change in mapped.changed:
            yield f"changed since {'it was decided' if mapped.stale else 'the old text was decided on'}: {change.told}" + (
                f" ({said})" if (said := deciding.told(change)) else ""
            )
            if change.old and change.new:
                yield "  " + marked(shortened(segments(change.old.text, change.new.text)))
        yield from ("", "decisions:")
        history = [decision for decision in self.standing.decisions if decision.pair == mapped.pair]
        stands = {decision.event for decision in effective(history)}
        yield from (_decision(decision, decision.event in stands) for decision in history)
        yield from (f"  premise: {premise.told}" for premise in mapped.premises)
        if not history:
            yield "  none yet: mapper review, or mapper decide " + mapped.pair

    def _hanging(self, head: str, text: str) -> list[str]:
        """Break a text at the width of the paper; what goes on stands below its beginning. A line that fits keeps its own blanks."""
        head, text = head + text[: len(text) - len(text.lstrip())], text.lstrip()
        whole = head + text
        if not self.paper.width or width(whole) <= self.paper.width:
            return [whole]
        deep = " " * (width(head) + (0 if head.strip() else 4))
        first, *rest = wrap_marked(text, self.paper.width - len(deep))
        return [head + first, *(deep + line for line in rest)]


def _decision(decision: Decision, stands: bool) -> str:
    """Tell an event; a verdict that was taken back and an adjudication are marked, and an undo says what it took back."""
    kind = "adjudication" if decision.adjudicates else ""
    verdict = f"undo of {kind or 'the verdict'} {decision.undoes[:8]}" if decision.undoes else decision.verdict.value
    taken = "taken back" if decision.verdict in JUDGED and not stands else ""
    marks = ", ".join(mark for mark in ("" if decision.undoes else kind, taken) if mark)
    words = [decision.event[:8], decision.at, decision.reviewer, verdict, reads(decision), decision.reason, decision.comment]
    return "  " + "  ".join(word for word in (*words, f"({marks})" if marks else "") if word)
