"""Clauses: the tree of one document, from its paragraphs; every paragraph ends in exactly one clause, heading or known furniture."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mapper.errors import MISSING
from mapper.extractors.actors import addressed, said, task_of, told
from mapper.extractors.deadlines import deadline
from mapper.extractors.directions import FROM_RIGHT
from mapper.extractors.heads import ENDS, annex_of, is_counted_within, is_titled_section, leading_on, leads_on, opener_of, section_of, stands_out
from mapper.extractors.labels import is_first_letter
from mapper.extractors.naming import slug
from mapper.extractors.nesting import Nest, is_sub_head
from mapper.extractors.paragraphs import CELLS, Paragraph
from mapper.profiles import Layout, Organisation, fold
from mapper.types import Clause, Comment, Kind, Part

_RULED = re.compile(r"[_*=\s–—.-]{3,}|\*")
_SAME = 1.0  # points: so near two paragraphs stand at one indent
_LEAD = 4  # words: more italic ones at the beginning are no opener
_COLONS = (":", "：")


@dataclass
class Tree:
    """Grow the clauses of one document."""

    work: str
    kind: Kind
    profile: Organisation
    layout: Layout | None
    clauses: list[Clause] = field(default_factory=list)
    details: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    beside: list[tuple[str, Paragraph]] = field(default_factory=list)  # what became no clause, and what it was taken for
    anchors: dict[tuple[int, str], list[tuple[str, int]]] = field(default_factory=dict)  # page and mark, to each clause and place
    comments: list[Comment] = field(default_factory=list)
    last: int = 0
    _part: Part = Part.BODY
    _opener: str = ""
    _actor: str = ""
    _stack: Nest = field(default_factory=Nest)
    _ids: Counter[str] = field(default_factory=Counter)
    _titling: bool = False
    _bare: bool = False  # nothing stands under the opener yet
    _opening: Paragraph | None = None  # the opener, while nothing stands under it
    _annexed: bool = False
    _sectioned: bool = False  # by heads of which none counts within another
    _rows: int = 0
    _indent: float = -1.0  # of the paragraph before
    _headed: int = -1  # how deep items stand that are heads of the text under them

    def grow(self, paragraphs: Sequence[Paragraph]) -> None:
        """Read all paragraphs after the preface."""
        text, back = self._without_back(paragraphs)
        self.beside += [("back", paragraph) for paragraph in back]
        leading = leading_on(text, self.profile)
        for at, paragraph in enumerate(text):
            before = self.clauses[-1] if self.clauses else None
            if at in leading:
                self.beside.append(("divider", paragraph))
            else:
                self._read(paragraph)
            self._indent = paragraph.indent
            last = self.clauses[-1] if self.clauses else None
            place = last.id if last and last is not before else ""
            self.comments += [replace(comment, clause=place) for comment in paragraph.comments]
        self._settle()

    def _without_back(self, paragraphs: Sequence[Paragraph]) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
        """Part the text from the back cover."""
        begins = self.profile.furniture.back.match
        at = next((n for n, each in enumerate(paragraphs) if begins(fold(" ".join(each.cells).strip() or each.whole))), len(paragraphs))
        return paragraphs[:at], paragraphs[at:]

    def _read(self, paragraph: Paragraph) -> None:
        self.last = paragraph.last_page or paragraph.page
        if paragraph.cells:
            self._row(paragraph)
        elif self._divides(paragraph) or self._heads(paragraph) or self._is_title(paragraph) or self._is_apart(paragraph):
            self.beside.append(("head", paragraph))
        else:
            self._titling = False
            self._clause(paragraph)

    # what stands between clauses

    def _divides(self, paragraph: Paragraph) -> bool:
        """Open an annex or a section with a title of its own."""
        text = fold(paragraph.whole)
        furniture = self.profile.furniture
        found = furniture.annex.fullmatch(text)
        if paragraph.role == "section" or (paragraph.role == "annex" and furniture.annex.match(text)):
            head, title = (found["head"], "") if found else annex_of(text, furniture.annex)
            part = Part.ANNEX if paragraph.role == "annex" else Part.BODY
            self._open(part, head)
            if title:
                self.details.append(("annex" if part is Part.ANNEX else "section", f"{head}: {title}"))
        elif found and found["title"] and not self.clauses and self.kind is Kind.RECOMMENDATION:
            return False  # what an amendment brings, said below its number
        elif found and stands_out(paragraph):
            self._open(Part.ANNEX, found["head"])
            if found["title"]:
                self.details.append(("annex", f"{found['head']}: {found['title']}"))
                return True
        elif (furniture.section.fullmatch(text) and stands_out(paragraph)) or is_titled_section(paragraph, furniture.section):
            self._open(self._part if self._annexed else Part.BODY, text)
        else:
            return False
        self._annexed = self._annexed or self._part is Part.ANNEX
        self._titling = True
        return True

    def _heads(self, paragraph: Paragraph) -> bool:
        """Open a clause group: a section of the layout, or an opener."""
        section = section_of(paragraph, self.layout) if self.layout and not self._annexed else None
        within = section is not None and is_counted_within(paragraph)
        if section and not (within and self._sectioned):
            self._sectioned = not within
            self._open(section[1], section[0])
            return True
        opener = opener_of(paragraph, self.profile) if not self._annexed else None
        if opener is None or (self._bare and paragraph.text.endswith(":") and not (paragraph.italic or paragraph.bold or paragraph.role)):
            return False  # the first words of a text that the opener above left open
        self._open(opener[1], opener[0])
        self._opening = paragraph
        return True

    def _settle(self) -> None:
        """Take the only clause of a group from the line of its opener, where nothing stands under it; tell where there is none."""
        paragraph, self._opening = self._opening, None
        if paragraph is None or not self._bare:
            return
        text = fold(paragraph.text)
        place = task_of(text, self.profile)
        if place is None:
            self.problems.append(f"{MISSING}page {paragraph.page}: nothing stands under {text!r}; look at the page")
            return
        self.beside = [(what, other) for what, other in self.beside if other is not paragraph]
        self._opener = text[:place].strip()
        self._actor = addressed(self._opener, self.profile) if self._part is Part.OPERATIVE else ""
        self._add(self._part, "", 0, text[place:].strip(), paragraph, self._base())

    def _open(self, part: Part, opener: str) -> None:
        self._settle()
        self._part, self._opener, self._stack, self._rows = part, opener, Nest(), 0
        self._actor = addressed(opener, self.profile) if part is Part.OPERATIVE else ""
        self._titling, self._bare, self._headed = False, True, -1

    def _is_title(self, paragraph: Paragraph) -> bool:
        """Take what stands under the head of an annex: what it belongs to, and its title."""
        if not self._titling:
            return False
        if self.profile.furniture.annex_to.fullmatch(fold(paragraph.text)) or paragraph.role == "annex_to":
            return True
        looks = not paragraph.label and (paragraph.centred or paragraph.bold) and not leads_on(paragraph, self.profile)
        titled = (looks and paragraph.role in ("", "title")) or paragraph.role in ("annex_title", "section_title")
        if titled and not paragraph.text.endswith((".", ";")):
            self.details.append(("annex" if self._part is Part.ANNEX else "section", f"{self._opener}: {paragraph.text}"))
            return True
        return False

    def _is_apart(self, paragraph: Paragraph) -> bool:
        """Take rules, category lines, and what ends a text."""
        text = fold(paragraph.whole)
        category = self.profile.furniture.category.fullmatch(text)
        if category:
            self.details.append(("category", category["category"]))
            return True
        return bool(_RULED.fullmatch(text) or self.profile.furniture.ending.fullmatch(text))

    # clauses

    def _row(self, paragraph: Paragraph) -> None:
        self._titling = False
        self._rows += 1
        text = CELLS.join(paragraph.cells)
        self._add(Part.TABLE, "", 0, text, paragraph, f"{self._base()}.t{self._rows}")

    def _clause(self, paragraph: Paragraph) -> None:
        label, text, depth = paragraph.label, paragraph.text, None
        if self._run_in(paragraph):
            return
        if label:
            inside = bool(self.clauses) and self.clauses[-1].text.endswith(_COLONS) and self.clauses[-1].opener == self._opener
            if self._restarts(paragraph):
                self._open(self._part, "")
            mirrored = FROM_RIGHT.search(text) is not None
            ended = bool(self.clauses) and self.clauses[-1].text.endswith(ENDS)
            depth = self._stack.place_item(paragraph, inside=inside, ended=ended, mirrored=mirrored)
            if self._stack.gap:
                self.problems.append(f"page {paragraph.page}: {self._stack.gap} under {self._opener or self._part.value!r}")
        if depth is None:
            self._plain(paragraph)
            return
        self._add(self._part, label, depth, text, paragraph, ".".join((self._base(), *self._stack.path)))

    def _restarts(self, paragraph: Paragraph) -> bool:
        """Say whether lettering begins again where a group had ended with a comma: an opener was lost."""
        last = self.clauses[-1] if self.clauses else None
        return bool(
            is_first_letter(paragraph.label)
            and last is not None
            and last.part is Part.PREAMBLE is self._part
            and last.opener == self._opener
            and last.depth == 0
            and last.label.endswith(")")
            and last.text.endswith((",", ".", "،", "，", "。"))
        )

    def _plain(self, paragraph: Paragraph) -> None:
        """Add a paragraph without label, or give it back to the clause from which a page break or a false label had cut it."""
        text = paragraph.whole
        last = self.clauses[-1] if self.clauses else None
        goes_on = last is not None and not paragraph.apart and paragraph.label and last.part is self._part and not last.text.endswith(ENDS)
        if last is not None and goes_on:
            whole = f"{last.text} {text}"
            self.clauses[-1] = replace(last, text=whole, deadline=deadline(whole) if last.part is Part.OPERATIVE else "")
            self._anchor(self.clauses[-1], paragraph)
            return
        listed = abs(paragraph.indent - self._indent) < _SAME  # in a list some lines stand in the middle by chance
        depth = 0 if paragraph.centred and not listed else self._stack.depth_at(paragraph.indent)
        self._add(self._part, "", max(depth, self._under_head()), text, paragraph, self._base())

    def _under_head(self) -> int:
        """Say how deep a text stands that has a sub-head of a section above it, as in Questions; the first one of a series tells what they are."""
        sections = self.layout.sections if self.layout and self.kind is Kind.QUESTION and not self._annexed else None
        last = self.clauses[-1] if sections and self.clauses else None
        if last is None or last.opener != self._opener or last.part is not self._part:
            return 0
        if is_sub_head(last) and (self._headed == last.depth or self._stack.begins):
            self._headed = last.depth
            return last.depth + 1
        return last.depth if not last.label and 0 <= self._headed < last.depth else 0

    def _run_in(self, paragraph: Paragraph) -> bool:
        """Let a paragraph that begins with an opener be a clause group of its own."""
        if self._annexed:
            return False
        if not self.profile.openers.run_in:
            return self._led_in(paragraph)
        found = self.profile.openers.match(fold(paragraph.text))
        counted = not paragraph.label or paragraph.label.rstrip(".").isdigit()
        if found is None and counted and paragraph.lead[:1].isupper() and len(paragraph.lead.split()) <= _LEAD:
            found = paragraph.lead, Part.OPERATIVE if paragraph.label or self._part is Part.OPERATIVE else Part.PREAMBLE
        found = found or self.profile.openers.guess(fold(paragraph.text))
        if found is None:
            return False
        self._open(found[1], found[0])
        self._actor = said(paragraph.text, self.profile) if found[1] is Part.OPERATIVE else ""
        if paragraph.label:  # so that what it lists stands under it
            self._stack.place(paragraph.label, paragraph.indent, firm=True, inside=False)
        self._add(found[1], paragraph.label, 0, paragraph.text, paragraph, ".".join(filter(None, (self._base(), paragraph.label.strip("().")))))
        return True

    def _led_in(self, paragraph: Paragraph) -> bool:
        """Take an opener in italics, as older texts have it, from the line that it shares with its only clause."""
        lead = fold(paragraph.lead)
        text = fold(paragraph.text)
        alike = not lead or paragraph.italic  # as is all of the line
        asks = alike and not paragraph.label and text[:1].islower() and addressed(text, self.profile)
        opened = self.profile.openers.match(text) if asks else None
        if opened and opened[1] is Part.OPERATIVE and (place := task_of(text, self.profile)):
            lead, alike = text[:place].strip(), False
        found = self.profile.openers.match(lead) if lead and not alike and not paragraph.label else None
        rest = text[len(lead) :].strip()
        if found is None or not rest or not text.startswith(f"{lead} "):
            return False
        self._open(found[1], lead)
        self._add(found[1], "", 0, rest, paragraph, self._base())
        return True

    def _base(self) -> str:
        return slug(self._opener) or self._part.value

    def _add(self, part: Part, label: str, depth: int, text: str, paragraph: Paragraph, place: str) -> None:
        self._bare = False
        self._ids[place] += 1
        times = self._ids[place]
        id_ = f"{self.work}#{place}" + (f"~{times}" if times > 1 else "")
        box = paragraph.box if paragraph.box.x1 > paragraph.box.x0 else None
        actor, until = self._bound(depth, text) if part is Part.OPERATIVE else (self._actor, "")
        self.clauses.append(Clause(id_, part, self._opener, actor, label, depth, text, paragraph.page, box, until))
        self._anchor(self.clauses[-1], paragraph)

    def _anchor(self, clause: Clause, paragraph: Paragraph) -> None:
        """Remember where in a clause, of which the paragraph is all or the end, marks stood that call for notes."""
        begins = len(clause.text) - len(CELLS.join(paragraph.cells) or paragraph.text)
        for page, mark, place in paragraph.calls:
            self.anchors.setdefault((page, mark), []).append((clause.id, min(max(0, begins + place), len(clause.text))))

    def _bound(self, depth: int, text: str) -> tuple[str, str]:
        """Say who is to act and until when: the opener's actor, else one that the clause itself tells to act, else that of the clause above."""
        until = deadline(text) or deadline(self._opener)
        if self._actor:
            return self._actor, until
        above = next((clause for clause in reversed(self.clauses) if clause.depth < depth and clause.opener == self._opener), None)
        return told(text, self.profile, self._opener) or (above.actor if above and above.part is Part.OPERATIVE else ""), until
