"""Grammar: sheets of lines become documents; a rule set driven by profiles, the same for every file format."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mapper.extractors import citations, context, furniture, heads, naming
from mapper.extractors.clauses import Tree
from mapper.extractors.context import Context, Hints
from mapper.extractors.footnotes import part
from mapper.extractors.heads import Head
from mapper.extractors.lines import Sheet
from mapper.extractors.paragraphs import Paragraph, paragraphs
from mapper.profiles import Body, Layout, Organisation, fold, language_of
from mapper.types import Clause, Document, Edition, Footnote, Kind, Part, SourceFile, Status

_TITLE = 60  # words: a longer title is text


@dataclass(frozen=True)
class Reading:
    """Hold what was made of a source."""

    documents: tuple[Document, ...]
    problems: tuple[str, ...]


@dataclass
class _Preface:
    """Collect what stands between a heading and the first clause."""

    title: str = ""
    history: str = ""
    body: Body | None = None
    edition: str = ""
    opened: bool = False
    read: int = 0


def read(sheets: Sequence[Sheet], source: SourceFile, hints: Hints) -> Reading:
    """Make the documents of a source."""
    profile = context.choose((line.text for sheet in sheets for line in sheet.lines), hints)
    cleaned = furniture.clean(sheets, profile)
    parted = part(cleaned.sheets)
    text = paragraphs(parted.sheets, profile.openers)
    found, bare = heads.find(text, profile)
    front = [paragraph.whole for paragraph in text[: found[0].at]] if found else []
    known = context.context((*cleaned.aside, source.file), front, profile, hints)
    reader = _Reader(profile, known, source, parted.notes)
    if not found and bare:
        found, bare = [bare[-1]], []  # a text without openers or known sections, whose cover has the heading too
    documents = reader.all(text, found) if found else [reader.unknown(text)] if text else []
    problems = [problem for sheet in sheets for problem in sheet.problems]
    documents = _without_echoes(documents, problems)
    problems += _unmet(documents, cleaned.listed, bare)
    return Reading(tuple(documents), tuple(dict.fromkeys(problems)))


def _without_echoes(documents: Sequence[Document], problems: list[str]) -> list[Document]:
    """Keep of two documents of one key the one that has text; of two languages the one that the source begins with."""
    best: dict[tuple[str, str], Document] = {}
    echoes = 0
    for document in documents:
        known = best.get(document.key)
        if known is None or (document.language == known.language and len(document.clauses) > len(known.clauses)):
            best[document.key] = document
        echoes += known is not None and bool(document.clauses) and document.language != known.language
    if echoes:
        problems.append(f"{echoes} texts stand here in a second language too; those in the first one were kept")
    return list(best.values())


def _unmet(documents: Sequence[Document], listed: Sequence[tuple[Kind, str]], bare: Sequence[Head]) -> list[str]:
    """Say what the contents list, or a heading announces, and no text follows."""
    have = {(document.kind, document.number.removeprefix("WP ").removeprefix("SG ")) for document in documents}
    missing = [f"{kind.value} {number} stands in the contents but was not found" for kind, number in listed if (kind, number) not in have]
    named = {(kind, number) for kind, number in listed}
    for head in bare:
        key = (head.heading.kind, head.number)
        if key not in have and key not in named and head.number and not head.heading.weak:
            missing.append(f"{key[0].value} {key[1]} has a heading but no text")
    return missing


class _Reader:
    """Hold what all documents of a source share."""

    def __init__(self, profile: Organisation, known: Context, source: SourceFile, notes: Sequence[Footnote]) -> None:
        self.profile, self.known, self.source, self.notes = profile, known, source, notes

    def all(self, text: Sequence[Paragraph], found: Sequence[Head]) -> list[Document]:
        """Read each document up to the next head; one that does not say who issued it has the issuer of its neighbours."""
        ends = [head.at for head in found[1:]] + [len(text)]
        prefaces = []
        for head, end in zip(found, ends, strict=True):
            own = text[head.at + 1 : end]
            prefaces.append((head, own, self._preface(head, own)))
        usual = next((preface.body for _, _, preface in prefaces if preface.body), None)
        return [self._document(head, text[head.at], own, preface, usual) for head, own, preface in prefaces]

    def _preface(self, head: Head, own: Sequence[Paragraph]) -> _Preface:
        preface = _Preface(title=head.rest, body=self.profile.body(head.heading.body) if head.heading.body else None)
        for paragraph in own:
            if not self._take(head, paragraph, preface):
                break
            preface.read += 1
        return preface

    def _take(self, head: Head, paragraph: Paragraph, preface: _Preface) -> bool:
        """Take a paragraph of the preface; False where the text begins."""
        text = fold(paragraph.whole)
        opening = self.profile.opening(text)
        if opening and not preface.opened:
            preface.opened = True
            preface.body = preface.body or opening[0]
            if "(" in opening[1]:
                preface.edition = opening[1].strip(" ,")
            return True
        if preface.opened or paragraph.cells or not head.heading.titled or self._begins(head, paragraph):
            return False
        if paragraph.role == "history" or self.profile.furniture.history.fullmatch(text):
            preface.history = text
            return True
        if text in self.profile.marks or paragraph.role == "furniture":
            return True
        return self._is_title(head, paragraph, preface)

    def _begins(self, head: Head, paragraph: Paragraph) -> bool:
        if heads.opener_of(paragraph, self.profile) or heads.is_section(paragraph, self.profile.layouts, head.heading.kind):
            return True
        return self.profile.furniture.annex.fullmatch(fold(paragraph.whole)) is not None

    def _is_title(self, head: Head, paragraph: Paragraph, preface: _Preface) -> bool:
        """Take a title; of a suppressed text the first paragraph is the title, and nothing else is."""
        if preface.history and not paragraph.role:
            return False
        more = not preface.title or ((paragraph.role or "title") == "title" and (paragraph.centred or paragraph.bold))
        if not more or (paragraph.label and preface.title) or len(f"{preface.title} {paragraph.text}".split()) > _TITLE:
            return False
        preface.title = f"{preface.title} {paragraph.whole}".strip()
        return True

    def _document(self, head: Head, first: Paragraph, own: Sequence[Paragraph], preface: _Preface, usual: Body | None) -> Document:
        rest = own[preface.read :]
        layout = self._layout(head, rest)
        problems: list[str] = []
        body = self._issuer(head, preface, layout, usual, problems)
        period = self._period(head, body, preface)
        number = f"{head.heading.group} {head.number}" if head.heading.group else head.number
        number = re.sub(r"[*\s]+$", "", number)
        if head.heading.dated and self.known.years_named:
            number = f"{self.known.years_named[0]}/{number}"
        edition = self._edition(head, body, preface, period)
        status = self.profile.marks.get(head.mark, Status.IN_FORCE)
        status = head.heading.status if status is Status.IN_FORCE else status
        work = naming.work_id(head.heading.kind, body, number or naming.slug(preface.title) or naming.slug(self.source.file), period, self.profile)
        tree = Tree(work, head.heading.kind, self.profile, layout)
        if status is not Status.SUPPRESSED:
            tree.grow(rest)
            if not tree.clauses:
                problems.append(f"page {first.page}: no clause was found under this heading")
        draft = Document(
            id=work,
            kind=head.heading.kind,
            body=body.code,
            number=number,
            title=re.sub(r"(?<=[^\W\d_])\*+$", "", preface.title).strip() if head.heading.titled else first.whole,
            edition=edition,
            language=language_of(" ".join((preface.title, *(clause.text for clause in tree.clauses)))) or "en",
            status=status,
            source=self.source,
            pages=(first.page, max([first.page, *(p.last_page or p.page for p in own)])),
            clauses=tuple(tree.clauses),
            problems=(*problems, *tree.problems),
            sector=body.sector,
            group=self._group(head, number),
            period=period if body.periods else "",
            details=tuple(dict.fromkeys((*([("history", preface.history)] if preface.history else []), *tree.details))),
        )
        marks = {mark for paragraph in (first, *own) for mark in paragraph.marks}
        notes = tuple(note for note in self.notes if (note.page, note.mark) in marks)
        continued = citations.continued(preface.history, draft, self.profile)
        draft = replace(draft, footnotes=notes, details=tuple(dict.fromkeys((*draft.details, *continued))))
        return replace(draft, citations=citations.find(draft, self.profile))

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

    def _issuer(self, head: Head, preface: _Preface, layout: Layout | None, usual: Body | None, problems: list[str]) -> Body:
        """Say who issued a document: the heading, the opening line, the layout, the source, the neighbours, in this order."""
        by_layout = self.profile.body(layout.body) if layout and layout.body else None
        by_sector = self.profile.body(head.sector) if head.sector else None
        found = preface.body or by_sector or by_layout or self.known.issuer(head.heading.kind, self.profile) or usual
        if found is None:
            problems.append("who issued this text is not said; add the file again with --body")
            return self.profile.bodies[0]
        return found

    def _period(self, head: Head, body: Body, preface: _Preface) -> str:
        if not body.periods or head.heading.kind is not Kind.QUESTION:
            return ""
        spans = {f"{start}-{end}" for start, end, _ in body.spans}
        if self.known.period:
            return self.known.period
        for one, other in zip(self.known.years[::2], self.known.years[1::2], strict=False):
            if f"{one}-{other}" in spans:
                return f"{one}-{other}"
        dated = naming.years(preface.edition) or naming.years(self.known.text)
        return body.period(dated[0]) if dated else ""

    def _edition(self, head: Head, body: Body, preface: _Preface, period: str) -> Edition:
        opened = naming.edition(preface.edition, self.profile)
        if head.heading.numbered or (body.prefixes and head.heading.kind in (Kind.RESOLUTION, Kind.QUESTION)):
            dated = naming.years(preface.history)
            year = dated[-1] if dated else opened.year
            return naming.numbered(head.number, place=body.place(year) if year else "", year=year)
        printed = naming.edition(head.edition or self.known.hints.edition or preface.edition, self.profile)
        if not printed.label and head.heading.kind in (Kind.QUESTION, Kind.MANDATE):
            decided = next((year for start, end, year in body.spans if f"{start}-{end}" == period), None)
            return Edition("", "", decided or (self.known.years[0] if self.known.years else None))
        if opened.place and opened.year == printed.year:
            label = printed.label.replace(printed.place, opened.place) if printed.place else printed.label
            return Edition(label, opened.place, printed.year)
        return printed

    @staticmethod
    def _group(head: Head, number: str) -> str:
        if head.heading.kind is Kind.MANDATE:
            return number
        if head.heading.kind is Kind.QUESTION and "/" in number:
            return f"SG {number.rpartition('/')[2]}"
        return ""

    def unknown(self, text: Sequence[Paragraph]) -> Document:
        """Read a source of no known layout as plain paragraphs, and say so."""
        work = f"other/{naming.slug(self.source.file.rpartition('.')[0]) or 'text'}"
        named = [p for p in text if p.page <= text[0].page + 2 and len(max(p.whole.split(), key=len, default="")) > 3]
        title = max(named, key=lambda p: p.size).whole if named else text[0].whole
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
            title=title[:200],
            edition=naming.edition(self.known.hints.edition, self.profile),
            language=language_of(" ".join(clause.text for clause in clauses)) or "en",
            status=Status.IN_FORCE,
            source=self.source,
            pages=(text[0].page, text[-1].page),
            clauses=clauses,
            footnotes=tuple(self.notes),
            problems=(problem,),
            sector=body.sector if body else "",
        )
