"""Ledger: every letter of the pages booked on what it became; what is on no account was lost, and what no page has was made up."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice, pairwise, product

from mapper.extractors.lines import Line
from mapper.types import Box

FREE = ""  # the account of what nobody claims
_PREFIX = 12  # letters with which a text is looked for where it does not stand in one piece
_TRIES = 12  # places where a text may begin
_JUMP = 240  # letters: so much may stand between two words of one text, where columns or a table were put in order
_ENOUGH = 0.6  # of a text: with less of it the place is not its own
_STRETCHES = 300  # free lines of a page that are looked at for one head: more than any page has
_LONG = 8  # letters: so many stand nowhere by chance
_AROUND = 5  # letters that a jump must find


def bare(text: str) -> str:
    """Give the letters and digits of a text, which hyphens, blanks and typography do not change."""
    known = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return re.sub("[\\W_\u0640]+", "", known).casefold()


@dataclass(frozen=True, slots=True)
class Span:
    """Hold letters of the stream that ended on one account; `key` names the node."""

    start: int
    end: int
    account: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold a text of the output that pages must have: on which page it begins, on which account its letters go."""

    text: str
    page: int
    account: str
    key: str = ""
    before: str = ""  # what may stand right before it: an opener, a mark said twice


@dataclass(frozen=True, slots=True)
class Booked:
    """Say what became of an entry: the page on which it was found, 0 where on none, and how many of its letters no page has."""

    entry: Entry
    page: int
    absent: int


@dataclass
class Stream:
    """Hold the letters of lines in reading order, each to be claimed once; `marks` are the footnote marks that each page has."""

    lines: Sequence[Line]
    marks: dict[int, tuple[str, ...]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)

    def __post_init__(self) -> None:
        texts = [bare(f"{line.label} {line.text}") for line in self.lines]
        self.text = "".join(texts)
        self.starts: list[int] = []
        self.begins: set[int] = set()
        self.pages: dict[int, tuple[int, int]] = {}
        place = 0
        for line, text in zip(self.lines, texts, strict=True):
            self.starts.append(place)
            first = self.pages.get(line.page, (place, 0))[0]
            place += len(text)
            self.pages[line.page] = (first, place)
        self.begins = {*self.starts, len(self.text)}
        self.taken = bytearray(len(self.text))
        self.cursor = 0

    def book(self, entry: Entry) -> Booked:
        """Claim the letters of a text: on its page in one piece, else in pieces, else wherever it stands."""
        letters = bare(entry.text)
        if not letters:
            return Booked(entry, entry.page, 0)
        first, last = self.pages.get(entry.page, (0, 0))
        at = self._whole(letters, max(first, self.cursor), last)
        at = self._whole(letters, first, last) if at < 0 else at
        if at >= 0:
            return self._claimed(entry, [(at, at + len(letters))], 0)
        pieces, absent = self._pieces(entry, letters, first, last)
        if pieces:
            return self._claimed(entry, pieces, absent)
        at = self._whole(letters, 0, len(self.text))
        return self._claimed(entry, [(at, at + len(letters))], 0) if at >= 0 else Booked(entry, 0, len(letters))

    def release(self, account: str, page: int, text: str) -> None:
        """Claim for an account what is still free of a paragraph that was known and left out of the text."""
        first, last = self.pages.get(page, (0, 0))
        words = _words(text)
        letters = "".join(words)
        at = self._whole(letters, first, last) if letters else -1
        self._claim([(at, at + len(letters))] if at >= 0 else self._remains(words, first, last), account, "")

    def _remains(self, words: Sequence[str], first: int, last: int) -> list[tuple[int, int]]:
        """Find what is free of a paragraph of which a part, as a title, was claimed: lines, or parts of them, that are whole words of it."""
        letters = "".join(words)
        bounds = set(accumulate(map(len, words), initial=0))
        found: list[tuple[int, int]] = []
        behind = 0
        for span in islice(self._free(first, last), _STRETCHES):
            stretch = self.text[span.start : span.end]
            at = letters.find(stretch, behind)
            while at >= 0 and len(stretch) < _LONG and not bounds.issuperset((at, at + len(stretch))):
                at = letters.find(stretch, at + 1)
            if at >= 0:
                found.append((span.start, span.end))
                behind = at + len(stretch)
        return found

    def settle(self) -> None:
        """Claim the footnote marks that hang on the end of a text, on heads, and on what was left out: each behind its word."""
        for span in list(self.free()):
            if span.start not in self.begins and span.end in self._behind_marks(span.start):
                self._claim([(span.start, span.end)], "mark", "")

    def _whole(self, letters: str, first: int, last: int) -> int:
        """Find letters in one piece, all of them free, that begin between two places."""
        size = len(letters)
        at = self.text.find(letters, first, last + size)
        while 0 <= at < last:
            claimed = self.taken.find(1, at, at + size)
            if claimed < 0:
                return at
            place = self.taken.find(0, claimed, last)
            at = self.text.find(letters, place, last + size) if place >= 0 else -1
        return -1

    def _pieces(self, entry: Entry, letters: str, first: int, last: int) -> tuple[list[tuple[int, int]], int]:
        """Find a text between whose words marks stand, or other columns; give nothing where too little of it is there."""
        words = _words(entry.text)
        best: tuple[list[tuple[int, int]], int] = ([], len(letters))
        for prefix, begin in product((letters[:_PREFIX], words[0]), dict.fromkeys((max(first, self.cursor), first))):
            for at in self._beginnings(prefix, begin, last):
                found = self._walk(words, at)
                best = min(best, found, key=lambda one: one[1])
                if not best[1]:
                    return best
        return best if best[1] <= (1 - _ENOUGH) * len(letters) else ([], len(letters))

    def _beginnings(self, prefix: str, first: int, last: int) -> Iterator[int]:
        at = self._whole(prefix, first, last)
        for _ in range(_TRIES):
            if at < 0:
                return
            yield at
            at = self._whole(prefix, at + 1, last)

    def _walk(self, words: Sequence[str], at: int) -> tuple[list[tuple[int, int]], int]:
        """Follow words from a place on; give the pieces, and how many letters were not found."""
        found: list[tuple[int, int]] = []
        absent = 0
        for index, word in enumerate(words):
            place = self._next(word, "".join(words[index : index + 3])[: len(word) + _AROUND], at)
            if place < 0:
                absent += len(word)
                continue
            found.append((place, place + len(word)))
            at = place + len(word)
        return found, absent

    def _next(self, word: str, more: str, at: int) -> int:
        """Find the next word: right here, behind a mark, or after a jump."""
        if self.text.startswith(word, at) and self._is_free(at, len(word)):
            return at
        for behind in self._behind_marks(at):
            if self.text.startswith(word, behind) and self._is_free(behind, len(word)):
                return behind
        return self._whole(more, at, min(len(self.text), at + _JUMP))

    def _behind_marks(self, at: int) -> Iterator[int]:
        """Give the places behind the footnote marks that stand here, one or several."""
        marks = self.marks.get(self.page(at), ())
        while mark := next((mark for mark in marks if self.text.startswith(mark, at)), ""):
            at += len(mark)
            yield at

    def _is_free(self, at: int, size: int) -> bool:
        return self.taken.find(1, at, at + size) < 0

    def _claimed(self, entry: Entry, pieces: Sequence[tuple[int, int]], absent: int) -> Booked:
        """Claim an entry's pieces, the marks between them, and what stands before them."""
        for (_, end), (start, _) in pairwise(pieces):
            if start > end and start in self._behind_marks(end):
                self._claim([(end, start)], "mark", "")
        self._claim(pieces, entry.account, entry.key)
        start, self.cursor = pieces[0][0], pieces[-1][1]
        before = bare(entry.before)
        if before and self.text.endswith(before, 0, start) and self._is_free(start - len(before), len(before)):
            self._claim([(start - len(before), start)], entry.account, "")
        return Booked(entry, self.page(start), absent)

    def _claim(self, pieces: Iterable[tuple[int, int]], account: str, key: str) -> None:
        for start, end in pieces:
            if end > start:
                self.taken[start:end] = b"\1" * (end - start)
                self.spans.append(Span(start, end, account, key))

    def page(self, at: int) -> int:
        """Give the page of a letter."""
        return self.lines[max(0, bisect_right(self.starts, at) - 1)].page if self.lines else 0

    def free(self) -> Iterator[Span]:
        """Give the stretches that nobody claims, a new one for each line."""
        return self._free(0, len(self.text))

    def _free(self, first: int, last: int) -> Iterator[Span]:
        place = self.taken.find(0, first, last)
        while place >= 0:
            index = bisect_right(self.starts, place)
            line = self.starts[index] if index < len(self.starts) else len(self.text)
            stop = self.taken.find(1, place, line)
            end = stop if stop >= 0 else line
            yield Span(place, end, FREE)
            place = self.taken.find(0, end, last)

    def boxes(self, spans: Iterable[Span]) -> Iterator[tuple[Span, int, Box]]:
        """Give the lines that spans touch, with their pages and boxes."""
        for span in spans:
            index = max(0, bisect_right(self.starts, span.start) - 1)
            while index < len(self.lines) and self.starts[index] < span.end:
                yield span, self.lines[index].page, self.lines[index].box
                index += 1

    def words(self, span: Span) -> str:
        """Give a stretch as the page has it: the line where it is all of it, else its letters."""
        index = max(0, bisect_right(self.starts, span.start) - 1)
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        whole = span.end - span.start >= 0.8 * (end - self.starts[index])
        return self.lines[index].text if whole else self.text[span.start : span.end]

    def totals(self) -> Counter[str]:
        """Count the letters of each account."""
        counts: Counter[str] = Counter()
        for span in self.spans:
            counts[span.account] += span.end - span.start
        return counts


def _words(text: str) -> list[str]:
    known = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return [word.casefold() for word in re.findall(r"[^\W_]+", known)]
