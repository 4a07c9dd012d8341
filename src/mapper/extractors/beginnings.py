"""Beginnings: whether a line begins a paragraph or goes on in one, by space, indent, look, label and what the line before left open."""

import re
from collections.abc import Sequence
from itertools import takewhile

from mapper.extractors import cues, labels
from mapper.extractors.likeness import STYLED, are_of_one_name, completes, differ, meet, remarks
from mapper.extractors.lines import Line, Sheet
from mapper.extractors.listings import Listings, is_drawn
from mapper.extractors.measures import COMMAS, ENDS, SHIFT, Columns, first_words, is_broken, is_centred, is_typed, leading, within
from mapper.extractors.terms import Terms, is_stretched
from mapper.profiles import Organisation, fold

_APART = 1.18  # of the usual leading: more is space between paragraphs
_APART_SCANNED = 1.3  # the same where lines were measured on a picture
_PITCH = 1.2  # of the font size: from line to line
_LOWERED = 0.98  # of the font size: letters that stand below a line are at most so large
_SEVERAL = 3  # openers in bold letters: so many are a manner
_SHORT = 0.2  # of the column's width: a long opener that leaves so much of its line goes on in no other
_LONG = 0.5  # of the column's width: so long two lines do not end at one place by chance
_FAR = 0.75  # of the page's width: a line that ends before is not full, though it may be the longest
_FLUSH = 0.7  # points: so near two ends are one
_HALVES = (";", ":", "；", "：", "؛")
_BRACKETS = ("(（", ")）")
_ASIDE = 4  # lines: a bracket that opened before them was never closed
_KEY = re.compile(r"\[[^\[\]]{2,40}\]\s")
_FORMULA = re.compile(r"\((?:[A-Z]{1,4}[.-])?\d{1,3}(?:[.–-]\d{1,3})*[a-z]?\)")
WITHIN = re.compile(r"(?:[A-Z]{1,2}|\d{1,3})(?:[./]\d{1,2}){1,3}\.?\s+")  # how a head counts that counts within what it stands in
_COUNTED = re.compile(rf"(?:{WITHIN.pattern}|\d{{1,2}}\.?\s+)(?P<name>\S.*)")
_COUNTS = re.compile(r"\(?(?:[a-z]|\d{1,2})\)")


class Beginnings:
    """Hold what is measured once for a source: leading, columns, how its openers look."""

    def __init__(self, sheets: Sequence[Sheet], profile: Organisation) -> None:
        self.profile, self.openers = profile, profile.openers
        self.sections = frozenset(section for layout in profile.layouts for section in layout.sections)
        self.leading, self.columns = leading(sheets), Columns(sheets)
        self.widths = {sheet.number: sheet.width for sheet in sheets}
        self.within = within(sheets, self.leading, self.columns)
        self.first = sheets[0].number if sheets else 0
        self.terms, self.listings = Terms(sheets), Listings(sheets, self.columns)
        openers = [line for sheet in sheets for line in sheet.lines if self.openers.match(fold(line.plain))]
        self.slanted = any(line.share("italic") > STYLED for line in openers)
        self.strong = sum(line.share("bold") > STYLED for line in openers) >= _SEVERAL

    def begins(self, line: Line, before: Line | None, open_: Sequence[Line]) -> tuple[bool, bool]:
        """Say whether a line begins a paragraph, and whether space stands above it."""
        if before is None or line.cells or before.cells:
            return True, True
        if _is_address_of(line, open_) or (not line.whole and completes(line, open_) and not _is_labelled(line)):
            return False, False
        if line.whole or line.label or self._is_formula_number(before):
            return True, True
        gap = _foot(line) - _foot(before)
        turns = line.page != before.page or gap < -1
        if turns or self._is_marked(line):
            return not turns or self._is_written_line(line, before, open_) or self._begins_page(line, before, open_), True
        size = before.runs[-1].style.size if meet(line, before) else before.size if cues.ADDRESS.match(line.plain) else min(line.size, before.size)
        usual = (self.leading if self._are_centred(line, before) else self.within).get(round(size), 1.25 * max(size, line.size))
        wide = _APART_SCANNED if line.ocr else _APART
        if gap - self._spread(line, before) > wide * max(usual, line.size * 1.05) or line.box.top < before.box.top - 1:
            return True, True
        return self._looks_new(line, before, open_), False

    def _spread(self, line: Line, before: Line) -> float:
        """Say how far a larger label, and signs below one line and above the next, drive them apart, where the margin broke the sentence."""
        if before.plain.endswith(ENDS) or not self._is_full(before, line):
            return 0.0
        top = min((run.box.top for run in line.runs if run.box and run.style.size > _LOWERED * line.size), default=line.box.top)
        return before.box.bottom - _foot(before) + top - line.box.top + _PITCH * max(0.0, before.runs[0].style.size - before.size)

    def _is_formula_number(self, line: Line) -> bool:
        """Say whether a line is the number of a formula, which stands alone at the far side."""
        column = self.columns.of(line)
        return _FORMULA.fullmatch(line.plain) is not None and line.start > column.left + _LONG * (column.right - column.left)

    def _is_marked(self, line: Line) -> bool:
        """Say whether a line has the mark of a text, alone or before its heading, or its category."""
        if self.profile.furniture.category.fullmatch(fold(line.plain)):
            return True
        mark = self.profile.mark(fold(line.plain))
        return bool(mark.word) and (not mark.rest or any(heading.pattern.match(mark.rest) for heading in self.profile.headings))

    def _is_section(self, line: Line) -> bool:
        """Say whether a line is the head of a section with its count, and nothing else."""
        found = _COUNTED.fullmatch(fold(line.plain))
        return found is not None and found["name"].rstrip(":：").casefold() in self.sections

    def _is_head(self, line: Line, before: Line, open_: Sequence[Line]) -> bool:
        """Say whether a line, or all of the paragraph before it, is a line with which a text or a section begins, or one of a masthead."""
        told = any(cues.hands_out(each.plain, self.profile.furniture.masthead) for each in (line, before))
        alone = len(open_) == 1 and (self._is_section(before) or self._is_heading(before, line) or self._is_annex(before))
        return told or alone or self._is_opening(line) or self._is_section(line)

    def _is_annex(self, line: Line) -> bool:
        """Say whether a line is the name of an annex and nothing else, and looks like it."""
        looks = line.share("bold") > STYLED or is_centred(line, self.columns.of(line))
        return looks and self.profile.furniture.annex.fullmatch(fold(line.plain)) is not None

    def _begins_page(self, line: Line, before: Line, open_: Sequence[Line]) -> bool:
        """Say whether the first line of a page or column begins a paragraph: it goes on where the sentence was broken by the margin."""
        if before.hyphen or self.terms.hang(line, open_):
            return False
        label, _ = labels.split(line.plain)
        if self.terms.begin(line, open_) or differ(line, before) or self._opens(line, before) or self._is_written_line(line, before, open_):
            return True
        if (
            self._is_opening(line)
            or self._is_section(line)
            or (label and (cues.is_set_apart(line, label, before, broken=self._is_full(before, line)) or cues.is_next(label, open_)))
        ):
            return True
        if _is_within(line, before, open_):
            return False
        lower = not label and line.plain[:1].islower()
        if before.plain.endswith(ENDS):
            return not (lower and self._goes_on_in_item(line, before, open_))
        within = lower and not before.plain.endswith(COMMAS) and not self._is_opener(line)
        return not within and not self._is_full(before, line)

    def _goes_on_in_item(self, line: Line, before: Line, open_: Sequence[Line]) -> bool:
        """Say whether an item that has a label goes on behind a semicolon, in its own column, where the margin broke it."""
        labelled = bool(open_) and bool(open_[0].label or labels.split(open_[0].plain)[0])
        if not labelled or not before.plain.endswith(_HALVES) or not self._is_full(before, line):
            return False
        return len(open_) == 1 or abs(self.columns.indent(line) - self.columns.indent(before)) < SHIFT

    def _looks_new(self, line: Line, before: Line, open_: Sequence[Line]) -> bool:
        written = self._is_written_line(line, before, open_)
        if before.hyphen or _hangs_on_key(line, open_) or (self.terms.hang(line, open_) and not (written and is_typed(line))):
            return False
        if written or self.terms.begin(line, open_) or cues.begins_note(line) or self._is_head(line, before, open_):
            return True
        if differ(line, before) or (remarks(line, open_) and not self._is_full(before, line)):
            within = _is_in_brackets(open_) and self._is_full(before, line)
            return not (within or self._is_address(line, before) or self._leans_on(line, before, open_))
        if self._opens(line, before, open_) or _is_entry(line, open_):
            return True
        label, _ = labels.split(line.plain)
        if label and (
            cues.is_set_apart(line, label, before, broken=self._is_full(before, line))
            or (before.plain.endswith((*ENDS, *COMMAS)) and not self._is_in_sentence(line, label, before, open_))
        ):
            return True
        return not _is_in_brackets(open_) and self._is_shifted(line, before, open_)

    def _is_in_sentence(self, line: Line, label: str, before: Line, open_: Sequence[Line]) -> bool:
        """Say whether what looks like a label is a word of the text, or counts in a sentence that counts on in the same line."""
        listed = before.plain.endswith(COMMAS) and cues.goes_on_in_list(line)
        return listed or _is_figure(line, label, before, open_) or (self._is_full(before, line) and cues.counts_on(line, label))

    def _is_shifted(self, line: Line, before: Line, open_: Sequence[Line]) -> bool:
        """Say whether the indent speaks for a new paragraph: deeper than lines that went on, or back after a short line."""
        if self._are_centred(line, before) or (line.page == self.first and are_of_one_name(line, before)):
            return False
        shift = line.start - before.start
        ended = before.plain.endswith(ENDS) and not self._is_full(before, line)
        short = self._is_short(before, line, open_)
        if shift > SHIFT:
            hangs = len(open_) == 1 and (
                bool(before.label or labels.split(before.plain)[0]) or self._is_full(before, line) or abs(_stop(before) - line.start) < SHIFT
            )
            return not hangs or short
        return ended or short

    def _is_short(self, line: Line, following: Line, open_: Sequence[Line]) -> bool:
        """Say whether a line ends so far before the margin that its writer ended it, whatever follows; beside a long one others reach further."""
        column = self.columns.of(line)
        reach = max(each.end for each in takewhile(lambda each: each.page == line.page, (following, line, *reversed(open_))))
        room = first_words(following) + line.size
        if line.plain.endswith(("-", "/")):
            return False
        opens = bool(open_) and not self.openers.run_in and self._is_opener(open_[0], long=True)
        if opens or (cues.is_long(line.plain) and not cues.is_meeting(line.plain) and reach - line.end < room):
            return False
        short = column.sure and column.right - line.end - following.lead > _SHORT * (column.right - column.left)
        return short and not cues.reads_on(line.plain, following.plain) and not self._is_justified(line, following)

    def _are_centred(self, line: Line, before: Line) -> bool:
        return is_centred(line, self.columns.of(line)) and is_centred(before, self.columns.of(before))

    def _is_written_line(self, line: Line, before: Line, open_: Sequence[Line]) -> bool:
        """Say whether the writer ended the line before: both stand in a listing, or are formulas."""
        if cues.is_relation(line.plain) and cues.is_relation(before.plain):
            return not self._is_full(before, line)
        return is_drawn(line.plain) or is_drawn(before.plain) or self.listings.part(line, before, open_)

    def _is_opening(self, line: Line) -> bool:
        """Say whether a line names a conference as it does where its text begins, or begins the back cover."""
        text = fold(line.plain)
        return self.profile.opening(text) is not None or self.profile.furniture.back.match(text) is not None

    def _is_heading(self, line: Line, following: Line) -> bool:
        """Say whether a line is all of a heading, and its writer ended it."""
        if self._is_full(line, following) and line.end > _FAR * self.widths[line.page]:
            return False
        found = (heading.pattern.fullmatch(fold(line.plain).rstrip("* ")) for heading in self.profile.headings)
        return any(each is not None and not each.groupdict().get("title") for each in found)

    def _is_address(self, line: Line, before: Line) -> bool:
        """Say whether a line begins with an address, which may be set otherwise than the sentence that it stands in."""
        return cues.ADDRESS.match(line.plain) is not None and (not before.plain.endswith((".", ";")) or self._is_full(before, line))

    def _leans_on(self, line: Line, before: Line, open_: Sequence[Line]) -> bool:
        """Say whether a name in other letters goes on a sentence that the margin broke: no opener, nor a list below one, and behind no stop."""
        if line.share("bold") > 1 - STYLED or before.runs[-1].style.bold or not self._is_full(before, line):
            return False
        used = any(run.style == line.main for each in open_ if len(each.runs) > 1 for run in each.runs)
        stop = before.plain.endswith((*ENDS, *COMMAS))
        under = abs(line.start - before.start) < SHIFT or (len(open_) == 1 and abs(_stop(before) - line.start) < SHIFT)
        if stop or not under or not (used or abs(line.size - before.size) <= _FLUSH):
            return False
        return not self._is_opener(line, long=True) and not (self._is_opener(open_[0], long=True) and labels.split(line.plain)[0])

    def _opens(self, line: Line, before: Line, open_: Sequence[Line] = ()) -> bool:
        """Say whether a line opens a clause group where the file has no italics or bold letters to tell it."""
        if self.slanted or self.strong or self.openers.run_in or (before.plain.isupper() and line.plain.isupper()):
            return False
        column = self.columns.of(before)
        short = column.right - before.end > _SHORT * (column.right - column.left)
        if self._is_opener(before, long=short and open_[:1] == [before]) and not self._is_full(before, line):
            return True
        away = line.page != before.page or line.start < before.start - SHIFT
        return before.plain.endswith((*ENDS, *COMMAS)) and self._is_opener(line, long=away)

    def _is_opener(self, line: Line, *, long: bool = False) -> bool:
        return self.openers.match(fold(line.plain)) is not None and (long or len(line.plain) < 60) and not line.plain.endswith((".", ";"))

    def _is_full(self, line: Line, following: Line) -> bool:
        """Say whether the margin broke a line: the next word would not have fitted."""
        return is_broken(line, following, self.columns.of(line)) or self._is_justified(line, following)

    def _is_justified(self, line: Line, following: Line) -> bool:
        """Say whether two long lines end at the same place, within an indent at the right that their column does not show."""
        column = self.columns.of(line)
        long = line.end - line.start > _LONG * (column.right - column.left) and not is_typed(line)
        return long and line.page == following.page and abs(line.end - following.end) < _FLUSH


def _is_figure(line: Line, label: str, before: Line, open_: Sequence[Line]) -> bool:
    """Say whether a number at a line's start is a word of the text: behind an abbreviation, or set under the text of an item that hangs."""
    if not label.replace(".", "").isdigit():
        return False
    inside = before.start if len(open_) > 1 else next((run.box.x0 for each in open_ for run in each.runs if run.tab and run.box), before.start)
    hanging = bool(open_) and line.start > open_[0].start + SHIFT and abs(line.start - inside) < SHIFT
    text = "".join(each.plain for each in open_)
    return hanging or text.count("(") > text.count(")") or cues.abbreviated().search(before.plain) is not None


def _is_within(line: Line, before: Line, open_: Sequence[Line]) -> bool:
    """Say whether the line before ends within a sentence, whatever sign it ends with: in brackets, or at an abbreviation before a number."""
    return _is_in_brackets(open_) or (line.plain[:1].isdigit() and cues.abbreviated().search(before.plain) is not None)


def _is_in_brackets(open_: Sequence[Line]) -> bool:
    """Say whether a bracket stands open that the last lines opened; the bracket of a label opens none."""
    text = " ".join(line.plain for line in open_[-_ASIDE:])
    return max(map(text.rfind, _BRACKETS[0])) > max(map(text.rfind, _BRACKETS[1]))


def _hangs_on_key(line: Line, open_: Sequence[Line]) -> bool:
    """Say whether a line is set deeper than an entry of a list of sources that begins with its key in brackets."""
    return bool(open_) and _KEY.match(open_[0].plain) is not None and line.page == open_[0].page and line.start > open_[0].start + SHIFT


def _stop(line: Line) -> float:
    """Say where a line goes on behind its first tab; its very beginning where it has none."""
    return next((run.box.x0 for run in line.runs if run.tab and run.box), line.start)


def _is_entry(line: Line, open_: Sequence[Line]) -> bool:
    """Say whether a line begins where the paragraph did that is open, and has a tab to the same place, as entries of a list of words have."""
    if not open_ or line.mirror or is_stretched(line) or line.page != open_[0].page or abs(line.start - open_[0].start) > _FLUSH:
        return False
    return _stop(line) > line.start + SHIFT and abs(_stop(line) - _stop(open_[0])) < _FLUSH


def _is_address_of(line: Line, open_: Sequence[Line]) -> bool:
    """Say whether a line is the address of what was just named: of an entry in a list of sources, or of an item; alone it says nothing."""
    if not open_ or line.label or cues.ADDRESS.match(line.plain) is None:
        return False
    return _KEY.match(open_[0].plain) is not None or bool(open_[0].label or labels.split(open_[0].plain)[0])


def _is_labelled(line: Line) -> bool:
    """Say whether a line begins with a label, or with a count in a bracket, whatever stands behind it."""
    return bool(labels.split(line.plain)[0]) or _COUNTS.match(line.plain) is not None


def _foot(line: Line) -> float:
    """Say how far down a line reaches: small letters below it, as in a formula, do not count."""
    return max((run.box.bottom for run in line.runs if run.box and run.style.size > _LOWERED * line.size), default=line.box.bottom)
