"""Runs of Word files: the words of a paragraph as a reader sees them, with the notes, comments and text boxes that hang on it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mapper.extractors.lines import Run
from mapper.extractors.measures import are_of_one_width
from mapper.extractors.symbols import readable, sign
from mapper.extractors.wordnotes import Notes
from mapper.extractors.wordstyles import Look, Styles, style_of
from mapper.extractors.wordxml import CHOICES, W, chosen, within
from mapper.types import Comment

_SKIPPED = {f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "commentRangeEnd", "rt")}
_DRAWN = tuple(f"{W}{name}" for name in ("drawing", "pict", "object"))
_SIGNS = {f"{W}noBreakHyphen": "-", f"{W}cr": " ", f"{W}softHyphen": ""}
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PLACE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_HEAD = {
    "page": 1_371_600,
    "margin": 228_600,
    "topMargin": 1_371_600,
}  # English metric units from there, 1.5 inches of the page's edge: so high no text stands above
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


@dataclass
class Reading:
    """Collect the runs of a paragraph, the page on which it begins, where its lines are broken, what hangs on it, and text boxes beside and above."""

    runs: list[Run] = field(default_factory=list)
    space: bool = False
    tab: bool = False
    marks: list[str] = field(default_factory=list)
    text_of_mark: bool = False
    comments: list[Comment] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    above: list[Any] = field(default_factory=list)
    breaks: int = 0  # that no word follows yet
    broken: list[tuple[int, int, int]] = field(default_factory=list)  # runs before the breaks that stand together, the page behind them, and how many
    page: int = 0
    boxed: bool = False  # it stands in a table
    typed: bool = True  # all of it is set in letters of one width


class Runs:
    """Read paragraphs of one file in order, for pages, notes and fields are counted."""

    def __init__(self, body: Any, styles: Styles, notes: Mapping[str, Notes], comments: dict[str, Comment]) -> None:
        self.styles, self.notes, self.comments = styles, notes, comments
        self.page = 1
        self.rendered = body.find(f".//{W}lastRenderedPageBreak") is not None
        self.hidden: dict[Any, int] = {}  # words of each hidden run
        self.drawn = 0  # words within drawings
        self.fields: list[bool] = []  # of each open field, whether its result has begun
        begun, ended = (sum(each.get(f"{W}fldCharType") == kind for each in body.iter(f"{W}fldChar")) for kind in ("begin", "end"))
        self.fielded = begun == ended
        self.readers = {
            **dict.fromkeys((f"{W}t", _FORMULA, *_SIGNS), self._letters),
            **dict.fromkeys((f"{W}tab", f"{W}ptab", f"{W}br"), self._space),
            **dict.fromkeys(_NOTES, self._note),
            **dict.fromkeys(_DRAWN, self._drawing),
            CHOICES: self._choice,
            f"{W}sym": self._symbol,
            f"{W}commentReference": self._comment,
            f"{W}lastRenderedPageBreak": self._page_break,
            f"{W}ruby": self._base,
        }

    def read(self, paragraph: Any, look: Look) -> Reading:
        """Read a paragraph that looks so."""
        reading = Reading()
        self._read(paragraph, look, reading)
        if reading.broken:
            reading.boxed = next(paragraph.iterancestors(f"{W}tc"), None) is not None
        return reading

    def turn(self) -> None:
        """Begin a page, where the file does not say itself where they begin."""
        self.page += not self.rendered

    def inside(self, note: Any) -> Reading:
        """Read a note apart from the paragraph that calls for it."""
        outer, self.fields = self.fields, []
        reading = self.read([] if note is None else note, Look())
        self.fields = outer
        return reading

    def _read(self, element: Any, look: Look, reading: Reading) -> None:
        """Collect runs, through all that may stand around them."""
        for child in element:
            if child.tag in _SKIPPED:
                continue
            if child.tag == f"{W}r":
                self._run(child, look, reading)
            elif child.tag == _FORMULA:
                self._letters(child, look, reading)
            elif child.tag == f"{W}commentRangeStart":
                self._comment(child, look, reading)
            elif isinstance(child.tag, str):
                reading.space = reading.space or (child.tag == f"{W}p" and bool(reading.runs))
                self._read(chosen(child) if child.tag == CHOICES else child, look, reading)

    def _run(self, run: Any, look: Look, reading: Reading) -> None:
        look = self.styles.run(run, look)
        if look.hidden:
            self.hidden[run] = _words(run)
            return
        for child in run:
            if child.tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif child.tag in self.readers and (all(self.fields) or not self.fielded):
                self.readers[child.tag](child, look, reading)
                if _own_mark(child):
                    break  # what follows in the run is the mark

    def _letters(self, child: Any, look: Look, reading: Reading) -> None:
        text = _SIGNS.get(child.tag)
        self._text(readable(child.text or "", look.font) if text is None else text, look, reading)

    def _symbol(self, child: Any, look: Look, reading: Reading) -> None:
        self._text(_sign(child), look, reading)

    def _page_break(self, _child: Any, _look: Look, _reading: Reading) -> None:
        self.page += 1

    def _base(self, child: Any, look: Look, reading: Reading) -> None:
        """Read the words of a ruby text, not how they are spoken."""
        for base in child.iterfind(f"{W}rubyBase"):
            self._read(base, look, reading)

    def _field(self, kind: str | None) -> None:
        """Follow fields: what stands before the result tells Word what to put there, and no reader."""
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _space(self, child: Any, _look: Look, reading: Reading) -> None:
        reading.space = True
        reading.tab = reading.tab or child.tag != f"{W}br"
        reading.breaks += child.tag == f"{W}br"
        if child.get(f"{W}type") == "page":
            self.turn()

    def _text(self, text: str, look: Look, reading: Reading) -> None:
        if not text:
            return
        if not text.strip():
            reading.space = True
            return
        if reading.breaks:
            reading.broken.append((len(reading.runs), self.page, reading.breaks))
        reading.breaks = 0
        reading.page = reading.page or self.page
        reading.typed = reading.typed and are_of_one_width(look.font)
        space = reading.space or text[:1].isspace()
        note = "mark" if reading.text_of_mark and look.raised else ""
        shown = re.sub(r"\s+", " ", text.strip())
        if note and reading.runs and reading.runs[-1].note and reading.runs[-1].text == reading.marks[-1].removesuffix(shown) + shown:
            return  # the number has it already, as "bis" behind a counted 1
        reading.runs.append(Run(look.shown(shown), style_of(look), None, look.raised, space, reading.tab, note))
        reading.space, reading.tab = text[-1:].isspace(), False

    def _comment(self, child: Any, _look: Look, reading: Reading) -> None:
        if (found := self.comments.pop(child.get(f"{W}id", ""), None)) is not None:
            reading.comments.append(found)

    def _choice(self, child: Any, look: Look, reading: Reading) -> None:
        """Read one of several forms."""
        for each in chosen(child):
            if each.tag in self.readers:
                self.readers[each.tag](each, look, reading)

    def _drawing(self, child: Any, _look: Look, reading: Reading) -> None:
        """Keep a text box that stands alone; what is written within a drawing of several is a picture's."""
        boxes = list(child.iter(f"{W}txbxContent"))
        if len(boxes) == 1:
            (reading.above if _is_at_head(child) else reading.boxes).extend(boxes)
        else:
            self.drawn += sum(_words(paragraph) for box in boxes for paragraph in within(box, "p"))

    def _note(self, child: Any, look: Look, reading: Reading) -> None:
        """Take a note's mark: the file's own where it has one, else the next number."""
        notes, id_ = self.notes[_NOTES[child.tag]], child.get(f"{W}id", "")
        text = self.inside(notes.note(id_))
        first = text.runs[0] if text.runs else None
        reading.page = reading.page or self.page
        custom = _own_mark(child)
        own = custom or (first.text if first and first.raised else "")
        mark = notes.call(id_, self.page, own, reading.page, custom=bool(custom))
        reading.comments += text.comments
        if custom or not _is_custom(child):
            reading.runs.append(Run(mark, style_of(look), None, True, False, False, "mark"))
        reading.text_of_mark = True
        reading.marks.append(mark)


def _is_at_head(drawing: Any) -> bool:
    """Say whether a drawing is put at the head of its page, which no text stands above."""
    place = drawing.find(f".//{_PLACE}positionV")
    if place is None or place.get("relativeFrom") not in _HEAD:
        return False
    offset, align = (place.findtext(f"{_PLACE}{name}", "").strip() for name in ("posOffset", "align"))
    return align == "top" or (offset.isdigit() and int(offset) <= _HEAD[place.get("relativeFrom")])


def _is_custom(reference: Any) -> bool:
    """Say whether a writer set a mark of his own behind what calls for a note."""
    return reference.get(f"{W}customMarkFollows") in ("1", "true", "on")


def _own_mark(reference: Any) -> str:
    """Give the mark that follows what calls for a note, in its run."""
    if reference.tag not in _NOTES or not _is_custom(reference):
        return ""
    signs = (_sign(each) if each.tag == f"{W}sym" else each.text or "" for each in reference.itersiblings(f"{W}t", f"{W}sym"))
    return "".join(signs).strip("() ")


def _sign(symbol: Any) -> str:
    return sign(int(symbol.get(f"{W}char", "2022"), 16), symbol.get(f"{W}font", ""))


def _words(element: Any) -> int:
    return len("".join(text.text or "" for text in element.iter(f"{W}t")).split())
