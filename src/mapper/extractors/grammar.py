"""Grammar: sheets of lines become documents; a rule set driven by profiles, the same for every file format."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mapper.extractors import accounts, citations, context, furniture, heads, issuing, naming
from mapper.extractors.clauses import Tree
from mapper.extractors.context import Context, Hints
from mapper.extractors.footnotes import part
from mapper.extractors.heads import Head
from mapper.extractors.lines import Sheet
from mapper.extractors.paragraphs import Paragraph, paragraphs
from mapper.extractors.preface import Preface, preface
from mapper.profiles import Body, Layout, Organisation, language_of
from mapper.types import Clause, Document, Footnote, Kind, Part, SourceFile, Status


@dataclass(frozen=True)
class Reading:
    """Hold what was made of a source."""

    documents: tuple[Document, ...]
    problems: tuple[str, ...]


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
    documents = accounts.without_echoes(documents, problems)
    problems += accounts.unmet(documents, cleaned.listed, bare)
    return Reading(tuple(documents), tuple(dict.fromkeys(problems)))


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
            prefaces.append((head, own, preface(head, own, self.profile)))
        usual = next((begun.body for _, _, begun in prefaces if begun.body), None)
        return [self._document(head, text[head.at], own, begun, usual) for head, own, begun in prefaces]

    def _document(self, head: Head, first: Paragraph, own: Sequence[Paragraph], begun: Preface, usual: Body | None) -> Document:
        rest = own[begun.read :]
        layout = self._layout(head, rest)
        problems: list[str] = []
        body = issuing.issuer(head, begun, layout, self.known, self.profile) or usual
        if body is None:
            problems.append("who issued this text is not said; add the file again with --body")
            body = self.profile.bodies[0]
        period = issuing.period(head, body, begun, self.known)
        number = f"{head.heading.group} {head.number}" if head.heading.group else head.number
        number = re.sub(r"[*\s]+$", "", number)
        if head.heading.dated and self.known.years_named:
            number = f"{self.known.years_named[0]}/{number}"
        edition = issuing.edition(head, body, begun, self.known, self.profile)
        status = self.profile.marks.get(head.mark, Status.IN_FORCE)
        status = head.heading.status if status is Status.IN_FORCE else status
        work = naming.work_id(head.heading.kind, body, number or naming.slug(begun.title) or naming.slug(self.source.file), period, self.profile)
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
            title=re.sub(r"(?<=[^\W\d_])\*+$", "", begun.title).strip() if head.heading.titled else first.whole,
            edition=edition,
            language=language_of(" ".join((begun.title, *(clause.text for clause in tree.clauses)))) or "en",
            status=status,
            source=self.source,
            pages=(first.page, max([first.page, *(p.last_page or p.page for p in own)])),
            clauses=tuple(tree.clauses),
            problems=(*problems, *tree.problems),
            sector=body.sector,
            group=self._group(head, number),
            period=period if body.periods else "",
            details=tuple(dict.fromkeys((*([("history", begun.history)] if begun.history else []), *tree.details))),
        )
        marks = {mark for paragraph in (first, *own) for mark in paragraph.marks}
        notes = tuple(note for note in self.notes if (note.page, note.mark) in marks)
        continued = citations.continued(begun.history, draft, self.profile)
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
