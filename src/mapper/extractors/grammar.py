"""Grammar: sheets of lines become documents; a rule set driven by profiles, the same for every file format."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from mapper.errors import MISSING
from mapper.extractors import (
    accounts,
    binding,
    citations,
    context,
    entitling,
    facing,
    furniture,
    hanging,
    heads,
    lettering,
    manners,
    naming,
    numbered,
)
from mapper.extractors.booking import Books, Read
from mapper.extractors.clauses import Tree
from mapper.extractors.context import Context, Hints
from mapper.extractors.footnotes import part
from mapper.extractors.heads import Head
from mapper.extractors.issuing import Issuing
from mapper.extractors.joining import Mender
from mapper.extractors.lines import Sheet
from mapper.extractors.paragraphs import Paragraph, paragraphs
from mapper.extractors.preface import Preface, preface
from mapper.extractors.quality import Quality, account
from mapper.profiles import Layout, Organisation, fold, language_of
from mapper.types import Clause, Document, Footnote, Kind, Part, SourceFile, Status


@dataclass(frozen=True)
class Reading:
    """Hold what was made of a source, and where each letter went; `accounted`: it lists its texts, and each was found, and no other."""

    documents: tuple[Document, ...]
    problems: tuple[str, ...]
    accounted: bool = False
    quality: Quality | None = None
    books: Books | None = None


def read(sheets: Sequence[Sheet], source: SourceFile, hints: Hints) -> Reading:
    """Make the documents of a source."""
    made = make(sheets, source, hints)
    quality, books = account(made)
    problems = tuple(dict.fromkeys((*made.problems, *quality.told())))
    return Reading(tuple(made.kept), problems, accounts.accounted(made.kept, made.cleaned.listed), quality, books)


def make(sheets: Sequence[Sheet], source: SourceFile, hints: Hints) -> Read:
    """Make the documents of a source, and keep what was made on the way."""
    sheets, numbers = numbered.parted(facing.in_turn(sheets))
    sheets = hanging.joined(sheets)
    profile = manners.spoken(sheets, context.choose((line.text for sheet in sheets for line in sheet.lines), hints))
    cleaned = furniture.clean(sheets, profile)
    cleaned = replace(cleaned, aside=(*cleaned.aside, *(furniture.Aside("line number", line) for line in numbers)))
    mender = Mender(cleaned.sheets)
    parted = part(lettering.labelled(manners.parted(cleaned.sheets, profile)), mender)
    text = paragraphs(parted.sheets, profile, mender)
    found, bare = heads.find(text, profile)
    bare = [head for head in bare if not _entitles_annex(head, text, profile)]
    if not found and bare:
        # no openers or known sections: the last heading is the text's, others of its number are on the cover
        found, bare = bare[-1:], [head for head in bare if head.number != bare[-1].number]
    front = text[: found[0].at] if found else []
    known = context.context((*cleaned.words, source.file), [paragraph.whole for paragraph in front], profile, hints)
    reader = _Reader(profile, known, source, parted.notes, cleaned.heads)
    beside = [("front", paragraph) for paragraph in front]
    documents = reader.all(text, found, {head.at for head in bare if head.heading.lone}) if found else [reader.unknown(text)] if text else []
    problems = accounts.gathered([problem for sheet in sheets for problem in sheet.problems])
    documents = accounts.with_sureness(accounts.with_comments(documents, sheets), sheets)
    kept = accounts.without_echoes(documents, problems)
    problems += accounts.unmet(kept, cleaned.listed, bare)
    problems += accounts.unheaded(front, profile)
    return Read(sheets, cleaned, parted, (*beside, *reader.beside), documents, kept, tuple(problems))


def _entitles_annex(head: heads.Head, text: Sequence[Paragraph], profile: Organisation) -> bool:
    """Say whether a heading below which no text opens is the title of an annex, whose name stands above it, behind other text."""
    above = text[head.at - 1] if head.at > 1 else None
    return above is not None and heads.stands_out(above) and profile.furniture.annex.fullmatch(fold(above.whole)) is not None


@dataclass(frozen=True)
class _Text:
    """Hold one document before it is one: its heading, its paragraphs up to the next heading, its preface, and why it is proposed."""

    head: Head
    first: Paragraph
    own: Sequence[Paragraph]
    begun: Preface
    reasons: Sequence[Paragraph] = ()

    @property
    def marks(self) -> set[tuple[int, str]]:
        """Give what calls for notes, each with its page."""
        return {mark for paragraph in (self.first, *self.own, *self.reasons) for mark in paragraph.marks}

    @property
    def rest(self) -> Sequence[Paragraph]:
        """Give the paragraphs after the preface."""
        return self.own[self.begun.read :]


class _Reader:
    """Hold what all documents of a source share."""

    def __init__(self, profile: Organisation, known: Context, source: SourceFile, notes: Sequence[Footnote], heads: Mapping[int, str]) -> None:
        self.profile, self.known, self.source, self.notes, self.heads = profile, known, source, notes, heads
        self.noted = {(note.page, note.mark) for note in notes}
        self.callers: dict[tuple[int, str], list[int]] = {}  # page and mark, to where the texts begin that call for it
        self.beside: list[tuple[str, Paragraph]] = []  # what became no clause, and what it was taken for

    def all(self, text: Sequence[Paragraph], found: Sequence[Head], over: Set[int]) -> list[Document]:
        """Read each document up to the next head, or those `over` it; one that does not say who issued it has the issuer of its neighbours."""
        ends = [head.at for head in found[1:]] + [len(text)]
        ends = [next(at for at in range(end, 0, -1) if at - 1 not in over) for end in ends]
        self.beside += [("divider", text[at]) for at in sorted(over)]
        ends = [self._turn(text, head.at, end) for head, end in zip(found, ends, strict=True)]
        parts = [(head, text[head.at + 1 : end]) for head, end in zip(found, ends, strict=True)]
        texts = [self._text(head, text[head.at], own) for head, own in parts]
        for each in texts:
            for place in each.marks:
                self.callers.setdefault(place, []).append(each.head.at)
        usual = next((each.begun.body for each in texts if each.begun.body), None)
        groups = {head.number.rpartition("/")[2] for head in found if head.heading.kind is Kind.QUESTION and "/" in head.number}
        issuing = Issuing(self.profile, self.known, usual, groups.pop() if len(groups) == 1 else "", self.heads)
        made = [(each, self._draft(each, issuing)) for each in texts]
        drafts = accounts.with_notes([draft for each, draft in made if draft.clauses or not self._says_nothing(each)], self.notes)
        return [replace(draft, citations=citations.find(draft, self.profile)) for draft in drafts]

    def _says_nothing(self, text: _Text) -> bool:
        """Say whether a text that was not changed is named without its words: they stand where they were adopted."""
        return heads.is_unchanged(text.head, self.profile) and not text.head.proposal

    def _text(self, head: Head, first: Paragraph, own: Sequence[Paragraph]) -> _Text:
        """Part the paragraphs up to the next heading: those of a proposal end with its reasons."""
        proposed = head.proposal or head.mark or head.heading.status is Status.DRAFT
        begin = self.profile.furniture.reasons.match
        at = next((n for n, paragraph in enumerate(own) if proposed and begin(fold(paragraph.whole))), len(own))
        return _Text(head, first, own[:at], preface(head, own[:at], self.profile), own[at:])

    def _turn(self, text: Sequence[Paragraph], begin: int, end: int) -> int:
        """Say where a text ends: before the end where the pages of the next language begin, whose first words stand before their first text."""
        turn = next((at for at in range(begin + 1, end) if text[at].page < text[begin].page), end)
        self.beside += [("front", paragraph) for paragraph in text[turn:end]]
        return turn

    def _draft(self, text: _Text, issuing: Issuing) -> Document:
        """Make a document without citations."""
        head, begun = text.head, text.begun
        layout = self._layout(head, text.rest)
        issue = issuing.issue(head, begun, layout, text.first.page, text.rest[0].whole if text.rest else "")
        name = issue.number or naming.slug(begun.title) or naming.slug(self.source.file)
        work = naming.work_id(head.heading.kind, issue.body, issue.body.counted(name, issue.edition.year), issue.period, self.profile)
        tree = Tree(work, head.heading.kind, self.profile, layout)
        ends = self._ends(head)
        textless = ends or heads.is_unchanged(head, self.profile)
        if not ends:
            tree.grow(text.rest)
        self._set_beside(text, tree)
        notes = self._notes(text, tree)
        draft = Document(
            id=work,
            kind=head.heading.kind,
            body=issue.body.code,
            number=issue.number,
            title=re.sub(r"(?<=[^\W\d_])\*+$", "", begun.title).strip() if head.heading.titled else head.named(text.first.whole),
            edition=issue.edition,
            language=language_of(" ".join((begun.title, *(clause.text for clause in tree.clauses)))) or "en",
            status=self._status(head),
            source=self.source,
            pages=(text.first.page, max([text.first.page, tree.last, *(p.last_page or p.page for p in text.own[: begun.read])])),
            clauses=tuple(tree.clauses),
            footnotes=notes,
            problems=(
                *issue.problems,
                *([f"{MISSING}page {text.first.page}: no clause was found under this heading"] * (not textless and not tree.clauses)),
                *tree.problems,
                *accounts.noteless(text.marks, notes),
            ),
            sector=issue.body.sector,
            group=issue.group,
            period=issue.period,
            details=(*self._details(text), *tree.details),
            comments=(*(comment for paragraph in (text.first, *text.own[: begun.read]) for comment in paragraph.comments), *tree.comments),
        )
        continued = citations.continued(begun.history, draft, self.profile)
        return replace(draft, details=tuple(dict.fromkeys((*draft.details, *continued))))

    def _set_beside(self, text: _Text, tree: Tree) -> None:
        """Note which paragraphs of a text were taken for its head, or stand between texts."""
        self.beside += [("head", paragraph) for paragraph in (text.first, *text.own[: text.begun.read])]
        told = [] if tree.beside else text.rest
        self.beside += [*tree.beside, *(("divider", paragraph) for paragraph in told if heads.leads_on(paragraph, self.profile))]
        self.beside += [(("divider" if heads.leads_on(p, self.profile) else "reasons"), p) for p in self._reasons(text)]

    def _reasons(self, text: _Text) -> Sequence[Paragraph]:
        """Give why a text is proposed: all of the words where it asks for no text."""
        return (*text.rest, *text.reasons) if self._ends(text.head) and text.head.proposal else text.reasons

    def _details(self, text: _Text) -> Iterator[tuple[str, str]]:
        """Give the history, and of a proposal its label, what it asks for where that is no text, and its reasons."""
        history = " ".join(filter(None, (text.head.aside, text.begun.history)))
        if history:
            yield "history", history
        if text.head.proposal:
            yield "proposal", f"{text.head.mark} {text.head.proposal}"
            if self._ends(text.head):
                yield "proposed", Status.SUPPRESSED.value
            elif heads.is_unchanged(text.head, self.profile):
                yield "proposed", "unchanged"
        yield from (("reasons", paragraph.whole) for paragraph in self._reasons(text) if not heads.leads_on(paragraph, self.profile))

    def _ends(self, head: Head) -> bool:
        """Say whether a mark takes a text out of force, or asks for it."""
        return self.profile.marks.get(head.mark) is Status.SUPPRESSED

    def _status(self, head: Head) -> Status:
        if head.proposal:
            return Status.DRAFT
        marked = self.profile.marks.get(head.mark, Status.IN_FORCE)
        return head.heading.status if marked is Status.IN_FORCE else marked

    def _notes(self, text: _Text, tree: Tree) -> tuple[Footnote, ...]:
        """Give the notes that marks in a text call for, each bound to the clause in which its mark first stood, and to those of further calls."""
        marks = text.marks
        own = [note for note in self.notes if (place := self._called(note, marks)) and self._is_own(note, place, text)]
        return tuple(self._bound(own, marks, tree.anchors))

    def _bound(self, notes: Sequence[Footnote], marks: Set[tuple[int, str]], anchors: binding.Anchors) -> Iterator[Footnote]:
        """Give notes with the calls of those that marks call for."""
        places = [self._called(note, marks) for note in notes]
        calls = binding.calls([place for place in places if place], anchors)
        for note, place in zip(notes, places, strict=True):
            its = next(calls) if place else ()
            yield replace(note, clause=its[0][0], at=its[0][1], again=its[1:]) if its else note

    def _is_own(self, note: Footnote, place: tuple[int, str], text: _Text) -> bool:
        """Say whether a note is that of a text, where texts of one page count their notes anew: their notes stand in the order of the texts."""
        alike = [each for each in self.notes if (each.page, each.mark) == (note.page, note.mark)]
        callers = self.callers.get(place, [])
        if len(alike) == 1 or len(callers) < 2:
            return True
        turn = next((turn for turn, at in enumerate(callers) if at == text.head.at), 0)
        return note is alike[min(turn, len(alike) - 1)]

    def _called(self, note: Footnote, marks: Set[tuple[int, str]]) -> tuple[int, str] | None:
        """Say where a mark calls for a note: on its page, or on the one before where that has no such note, since there was no room for it."""
        here, before = (note.page, note.mark), (note.page - 1, note.mark)
        if here in marks:
            return here
        return before if before in marks and before not in self.noted else None

    def _layout(self, head: Head, rest: Sequence[Paragraph]) -> Layout | None:
        """Choose the layout that the heading names, or whose section heads the text has most of."""
        if head.heading.layout:
            return self.profile.layout(head.heading.layout)
        counts = {
            layout.name: len({found[0] for paragraph in rest if (found := heads.section_of(paragraph, layout))})
            for layout in self.profile.layouts
            if head.heading.kind in layout.kinds
        }
        best = max(counts, key=lambda name: counts[name], default="")
        return self.profile.layout(best) if best and counts[best] else None

    def unknown(self, text: Sequence[Paragraph]) -> Document:
        """Read a source of no known layout as plain paragraphs, and say so."""
        work = f"other/{naming.slug(self.source.file.rpartition('.')[0]) or 'text'}"
        clauses = tuple(
            Clause(f"{work}#p{n}", Part.TABLE if p.cells else Part.BODY, "", "", "", 0, " | ".join(p.cells) or p.whole, p.page, p.box)
            for n, p in enumerate(text, start=1)
        )
        body = self.known.issuer(Kind.OTHER, self.profile)
        problem = "no profile knows the layout of this text: it was read as plain paragraphs and takes part in no mapping of resolutions or Questions"
        return Document(
            id=work,
            kind=Kind.OTHER,
            body=body.code if body else "",
            number="",
            title=entitling.title(text, self.profile.furniture.masthead),
            edition=naming.edition(self.known.hints.edition, self.profile),
            language=language_of(" ".join(clause.text for clause in clauses)) or "en",
            status=Status.IN_FORCE,
            source=self.source,
            pages=(text[0].page, text[-1].page),
            clauses=clauses,
            footnotes=tuple(self._bound(self.notes, {mark for p in text for mark in p.marks}, binding.anchors(clauses, text))),
            problems=(problem,),
            sector=body.sector if body else "",
            comments=tuple(replace(comment, clause=clause.id) for clause, p in zip(clauses, text, strict=True) for comment in p.comments),
        )
