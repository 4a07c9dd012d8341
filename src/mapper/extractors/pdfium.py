"""The first engine: words of PDF pages by pdfium, in bulk; style by text object, not by letter."""

import ctypes
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, islice, pairwise, repeat
from operator import itemgetter, ne, sub
from typing import Any

import pypdfium2.raw as pdfium

from mapper.extractors import bidirectional, calls, clips, directions, drawn, parting, signs, symbols, upright
from mapper.extractors.calls import Four
from mapper.extractors.garbage import uncollected
from mapper.extractors.looks import ABOVE, BELOW, Looks, is_odd
from mapper.extractors.page import PLAIN, Page, Piece, Word, ending, joined, of_pieces, tuple_of
from mapper.types import Box

_GAP, _TAB = 0.12, 0.06  # of the font size: so wide is no gap within a word; and a tab behind a number that nearly reaches it
_HAIR = 0.1  # points: narrower is no gap in any letters
_BLANK = re.compile(" ")
_ENOUGH = 60  # blanks of a page tell whether the file writes them
_SEVERAL, _PART = 6, 0.03  # words of a page of several objects each, and of all its words: they are set letter by letter
_SET_WIDE = 0.34  # of the places within a word: where so many are wide, it is one that is set wide
_SPACED = 0.14  # of the font size: narrower is no blank where the file writes its blanks
_LEANING = 0.03  # of the font size: letters that stand closer with a blank between them lean over it
_PRIVATE = 0xF0  # the block of letters that belong to their font
_CLIMBING = 0.24  # of the font size: so much is between letters of one word at most that run up the page
_SHIFT = 0.08  # of the font size: letters whose baselines differ by more are raised or lowered
_SLANT = 0.1  # more than this leans for the eye
_LEFT, _RIGHT = itemgetter(0), itemgetter(2)


class PageReader:
    """Read one page of an open pdfium document, of which these layers are switched off."""

    def __init__(self, document: Any, off: frozenset[str] = frozenset()) -> None:
        self.off = off
        self.document = ctypes.cast(document, ctypes.c_void_p).value or 0

    @uncollected
    def read(self, index: int) -> Page:
        """Give page `index` (from 0) with words in the order of the content stream; a page without size could not be opened."""
        page = calls.load_page(self.document, index)
        page = page and upright.turn(self.document, page, index)
        found, turns = self._read(page, index)
        if turns:
            page = calls.load_page(self.document, index)
            found, _ = self._read(page and upright.turn_by(self.document, page, index, turns), index)
        return found

    def _read(self, page: int, index: int) -> tuple[Page, int]:
        """Read an open page and close it; say how far it has to be turned for its letters to stand upright."""
        if not page:
            return Page(index + 1, 0, 0, (), units=1), 0
        text = calls.load_text(page)
        try:
            work = _PageWork(page, text, index + 1, self.off)
            return work.result(), work.turns()
        finally:
            calls.close_text(text)
            calls.close_page(page)


class _PageWork:
    """Hold what belongs to one page while it is read."""

    def __init__(self, page: int, text: int, number: int, off: frozenset[str]) -> None:
        self.page, self.text, self.number = page, text, number
        self.width, self.height = calls.width(page), calls.height(page)
        self.left, self.top = self._origin()
        self.drawn = drawn.look(page, self.left, self.top, off)  # first: what is filled decides whether white text can be seen
        self.looks = Looks(text, Box(self.left, self.top, self.left + self.width, self.top - self.height), self.drawn)
        self.styles, self.levels = self.looks.styles, self.looks.levels

    def _origin(self) -> tuple[float, float]:
        """Give the top left corner of what is shown of the page, whichever corners its boxes name, and wherever they are inherited from."""
        box = pdfium.FS_RECTF()
        if pdfium.FPDF_GetPageBoundingBox(ctypes.cast(self.page, pdfium.FPDF_PAGE), ctypes.byref(box)):
            return min(box.left, box.right), max(box.top, box.bottom)
        return 0.0, self.height

    def result(self) -> Page:
        """Put together what the page has."""
        words = tuple(self._words()) if self.text else ()
        cover = min(1.0, self.drawn.covered / max(1.0, self.width * self.height))
        return Page(self.number, self.width, self.height, words, tuple(self.drawn.edges), cover, self.drawn.units)

    def turns(self) -> int:
        """Say how far the page has to be turned for its letters to stand upright; those that cannot be seen have no say."""
        if not self.looks.lean:
            return 0
        letters = calls.letters(self.text)
        places = [place for place, letter in enumerate(letters) if not letter.isspace() and letter not in parting.BREAKS]
        owners = calls.objects(self.text, places)
        seen = [place for place, owner in zip(places, owners, strict=True) if owner and not self.styles.get(owner, PLAIN).hidden]
        return upright.lying(list(calls.letter_matrices(self.text, seen)))

    def _words(self) -> Iterable[Word]:
        """Give each stretch without blanks; a hyphen at the end of a line ends a stretch."""
        letters = calls.letters(self.text)
        if letters.isascii():
            return self._stretches(letters)
        leftward = directions.has_leftward(letters)
        words = bidirectional.words(self._signs(letters)) if leftward else self._stretches(letters)
        return map(symbols.in_word, words) if _PRIVATE in directions.blocks(letters) else words

    def _stretches(self, letters: str) -> list[Word]:
        texts, starts, ends = parting.parted(letters)
        if stops := parting.stops(letters):
            texts, starts, ends = parting.cut(letters, zip(starts, ends, strict=True), self._gaps(stops, letters))
        if not starts:
            return []
        owners, changes, several = self._owned(starts, ends)
        if blanks := self._left_out(several, starts, ends, letters):
            texts, starts, ends = parting.cut(letters, zip(starts, ends, strict=True), iter(blanks))
            owners, changes, several = self._owned(starts, ends)
        self.looks.learn({owners[place]: starts[place] for place in reversed(changes)})
        boxes = self._boxes(owners, starts, [end - 1 for end in ends])
        pieces = map(tuple_of, repeat(Piece), zip(texts, map(self.styles.__getitem__, owners), boxes, strict=True))
        broken = any(sign in letters for sign in parting.HYPHENS)
        hyphens = [letters[end : end + 1] in parting.BREAKS for end in ends] if broken else repeat(False, len(texts))
        words = list(map(tuple_of, repeat(Word), zip(zip(pieces, strict=True), boxes, hyphens, repeat(None, len(texts)), strict=True)))
        mixed = list(self._mixed(several, starts, ends))
        if self.looks.clips:
            clips.cut(words, owners, self.looks.clips)
        for place, its in zip(mixed, self._pieces([(starts[place], ends[place]) for place in mixed], letters), strict=True):
            words[place] = of_pieces(its, words[place].hyphen)
        self._rejoin(words, boxes, ends, letters)
        return words

    def _rejoin(self, words: list[Word], boxes: Sequence[Box], ends: Sequence[int], letters: str) -> None:
        """Join words that are one, and part those whose slanted letters lean into each other; they are given with where they end."""
        most = _SPACED * max((known.style.size for known in self.looks.known.values()), default=0.0)
        gaps = map(sub, map(_LEFT, islice(boxes, 1, None)), map(_RIGHT, boxes))
        turned = any(known.style.turned for known in self.looks.known.values())
        near = [(place, gap) for place, gap in enumerate(gaps, 1) if -most < gap < most or (turned and words[place].pieces[0].style.turned)]
        for place, gap in reversed(near):
            one, two = boxes[place - 1], boxes[place]
            high = two[3] - two[1]
            if words[place].style.turned:
                if self._climbs_on(letters, ends[place - 1], words[place - 1], words[place]):
                    words[place - 1 : place + 1] = [joined(words[place - 1], words[place])]
            elif abs(gap) < _SPACED * high and self._runs_on(letters, ends[place - 1], words[place - 1], words[place]):
                words[place - 1 : place + 1] = [joined(words[place - 1], words[place])]
            elif gap < _LEANING * high and one[3] == two[3] and words[place - 1].style.italic and self._is_blank(letters, ends[place - 1]):
                words[place - 1] = ending(words[place - 1], two[0] - _SPACED * high)

    def _is_blank(self, letters: str, place: int) -> bool:
        """Say whether the file has a blank at a place."""
        return letters.startswith(" ", place) and not any(calls.added(self.text, [place]))

    def _runs_on(self, letters: str, place: int, word: Word, other: Word) -> bool:
        """Say whether two words are one that is set wide, and the blank between them is the engine's: the file writes its own blanks."""
        if abs(word.box.bottom - other.box.bottom) >= _SHIFT * other.style.size or word.hyphen or letters[place : place + 1] != " ":
            return False
        pen = calls.sides(self.text, [place], 0)[0] - self.left
        if not all(calls.added(self.text, [place])):
            over = max(pen - word.box.x1, other.box.x0 - pen) < _LEANING * other.style.size and not (word.text[-1] + other.text[0]).isalpha()
            return pen < word.box.x0 or over  # the file drew the blank elsewhere, or a sign over it
        if other.text[0].isupper() or other.box.x0 <= word.box.x1 or other.box.x0 - pen >= _SPACED * other.style.size:
            return False
        return self._has_blanks(letters)

    def _climbs_on(self, letters: str, place: int, word: Word, other: Word) -> bool:
        """Say whether two words that run up or down the page are one, which the engine parts where its letters are placed one by one."""
        size = other.style.size
        level = word.style == other.style and abs(word.box.x0 - other.box.x0) < _SHIFT * size and not word.hyphen
        if not level or letters[place] not in " \r" or not all(calls.added(self.text, [place])):
            return False
        last, first = calls.ink(self.text, place - 1), calls.ink(self.text, letters.index(other.text[0], place))
        return max(first[1] - last[3], last[1] - first[3]) < _CLIMBING * size and self._has_blanks(letters)

    def _has_blanks(self, letters: str) -> bool:
        """Say whether most blanks of a page are the file's own."""
        blanks = list(islice((found.start() for found in _BLANK.finditer(letters)), _ENOUGH))
        return sum(calls.added(self.text, blanks)) < len(blanks) / 2

    def _owned(self, starts: Sequence[int], ends: Sequence[int]) -> tuple[Sequence[int], list[int], list[int]]:
        """Give the text object of each word, where they change, and the words of several.

        The letters of one text object follow each other, so the word behind it, if any, begins in another one.
        """
        owners = calls.objects(self.text, starts)
        changes = [0, *compress(range(1, len(owners)), map(ne, owners, islice(owners, 1, None)))]
        doubtful = [*(place - 1 for place in changes[1:]), len(owners) - 1]
        lasts = calls.objects(self.text, [ends[place] - 1 for place in doubtful])
        return owners, changes, [place for place, last in zip(doubtful, lasts, strict=True) if last != owners[place]]

    def _mixed(self, several: Sequence[int], starts: Sequence[int], ends: Sequence[int]) -> Iterator[int]:
        """Find words of several text objects whose letters differ."""
        spans = [range(starts[place], ends[place]) for place in several]
        letters = list(chain.from_iterable(spans))
        its = calls.objects(self.text, letters)
        self.looks.learn(dict(zip(reversed(its), reversed(letters), strict=True)))
        objects = iter(its)
        for place, span in zip(several, spans, strict=True):
            if not self._are_alike(list(dict.fromkeys(islice(objects, len(span))))):
                yield place

    def _are_alike(self, owners: Sequence[int]) -> bool:
        """Say whether text objects follow each other in one style, and on one level."""
        style, bottoms = self.styles[owners[0]], [self.levels[owner][1] for owner in owners]
        most = _SHIFT * style.size
        return all(self.styles[owner] is style for owner in owners) and all(abs(one - two) < most for one, two in pairwise(bottoms))

    def _gaps(self, places: Sequence[int], letters: str, least: float = _GAP) -> Iterator[int]:
        """Give the places that stand apart from the letter before them: pdfium leaves out a blank that was drawn over the edge of a stop."""
        rights, lefts = calls.sides(self.text, [place - 1 for place in places], 2), calls.sides(self.text, places, 0)
        gaps = {place: left - right for place, right, left in zip(places, rights, lefts, strict=True) if left - right > _HAIR}
        owners = calls.objects(self.text, list(gaps))
        self.looks.learn(dict(zip(owners, gaps, strict=True)))
        each = (_TAB if least == _GAP and letters[place - 1].isdigit() else least for place in gaps)
        return (place for (place, gap), owner, most in zip(gaps.items(), owners, each, strict=True) if gap > most * self.styles[owner].size)

    def _signs(self, letters: str) -> Iterator[signs.Sign]:
        """Give each sign of a page in its place; blanks only where the file has them, not where the engine adds them."""
        owners = calls.objects(self.text, range(len(letters)))
        places = [place for place, owner in enumerate(owners) if owner and letters[place] not in parting.BREAKS]
        its, owners = [letters[place] for place in places], [owners[place] for place in places]
        self.looks.learn(dict(zip(reversed(owners), reversed(places), strict=True)))
        lefts, tops, rights = calls.three_sides(self.text, places)
        begins, ends = [left - self.left for left in lefts], [right - self.left for right in rights]
        styles = list(map(self.styles.__getitem__, owners))
        levels = {owner: bottom - BELOW * self.styles[owner].size for owner, (_, bottom) in self.levels.items()}
        lines = list(map(levels.__getitem__, owners))
        odd = list(compress(range(len(lines)), map(math.isnan, lines)))
        at = [places[n] for n in odd]
        for n, (x, y), (_, _, c, d, _, _) in zip(odd, calls.origins(self.text, at), calls.letter_matrices(self.text, at), strict=True):
            lines[n], pen = self.top - y, x - self.left
            begins[n] = min(begins[n], pen)
            if styles[n].italic and d and abs(c / d) > _SLANT:
                begins[n], ends[n] = pen, ends[n] - abs(c / d) * (tops[n] - y)  # the box leans over
        texts, blanks = map(signs.spelled, its), map(str.isspace, its)
        return signs.one_by_one(map(tuple_of, repeat(signs.Sign), zip(texts, begins, ends, lines, styles, blanks, strict=True)))

    def _pieces(self, spans: Sequence[tuple[int, int]], letters: str) -> Iterator[list[Piece]]:
        """Cut words, given by their places, where their style or their baseline changes."""
        places = [place for span in spans for place in range(*span)]
        owners = dict(zip(places, calls.objects(self.text, places), strict=True))
        changes = [[place for place in range(*span) if place == span[0] or owners[place] != owners[place - 1]] for span in spans]
        begins = [place for its in changes for place in its]
        self.looks.learn({owners[place]: place for place in reversed(begins)})
        lines = dict(zip(begins, (y for _, y in calls.origins(self.text, begins)), strict=True))
        parts: list[list[tuple[int, int]]] = []
        for (_, end), its in zip(spans, changes, strict=True):
            cuts = [its[0], *(place for last, place in pairwise(its) if self._differ(owners[last], owners[place], lines[last] - lines[place])), end]
            parts.append(list(pairwise(cuts)))
        flat = [part for pieces in parts for part in pieces]
        boxes = iter(self._boxes([owners[begin] for begin, _ in flat], [begin for begin, _ in flat], [end - 1 for _, end in flat]))
        for pieces in parts:
            yield [Piece(letters[begin:end], self.styles[owners[begin]], next(boxes)) for begin, end in pieces]

    def _differ(self, owner: int, other: int, apart: float) -> bool:
        """Say whether two text objects of one word differ in style, or in their baselines."""
        style, its = self.styles[owner], self.styles[other]
        return its != style or abs(apart) >= _SHIFT * its.size

    def _left_out(self, several: Sequence[int], starts: Sequence[int], ends: Sequence[int], letters: str) -> list[int]:
        """Give the places within words where the engine left out a blank that the file draws by itself, as programs do that place each letter."""
        if len(several) < max(_SEVERAL, _PART * len(starts)):
            return []
        spans = [range(starts[place] + 1, ends[place]) for place in several]
        inner = [place for place in chain.from_iterable(spans) if letters[place - 1 : place + 1].isalnum()]
        far = list(self._gaps(inner, letters, _SPACED))
        before = calls.objects(self.text, [place - 1 for place in far])
        self.looks.learn({owner: place - 1 for owner, place in zip(before, far, strict=True)})
        pairs = zip(far, before, calls.objects(self.text, far), strict=True)
        apart = {place for place, *pair in pairs if self._are_alike(pair)}  # an index stands apart as it likes
        cuts = [sorted(apart.intersection(span)) for span in spans]
        return [place for span, found in zip(spans, cuts, strict=True) if len(found) < _SET_WIDE * len(span) for place in found]

    def _boxes(self, owners: Sequence[int], firsts: Sequence[int], lasts: Sequence[int]) -> list[Box]:
        """Give boxes as high as the font: their bottoms tell the baseline, whatever the letters are."""
        if not owners:
            return []
        tops, bottoms = zip(*map(self.levels.__getitem__, owners), strict=True)
        lefts: Sequence[float] = calls.sides(self.text, firsts, 0)
        rights: Sequence[float] = calls.sides(self.text, lasts, 2)
        if self.left:
            lefts, rights = [left - self.left for left in lefts], [right - self.left for right in rights]
        boxes = list(map(tuple_of, repeat(Box), zip(lefts, tops, rights, bottoms, strict=True)))
        if not math.isnan(sum(tops)):
            return boxes
        uneven = list(compress(range(len(tops)), map(math.isnan, tops)))
        begins, ends = [firsts[place] for place in uneven], [lasts[place] for place in uneven]
        facts = zip(uneven, calls.boxes(self.text, begins), calls.boxes(self.text, ends), calls.origins(self.text, begins), strict=True)
        for place, first, last, origin in facts:
            boxes[place] = self._box(first, last, origin, self.styles[owners[place]].size)
        return boxes

    def _box(self, first: Four, last: Four, origin: tuple[float, float], size: float) -> Box:
        """Give the box of letters that do not all stand upright on one line."""
        (left_, top_, right_, bottom_), (left__, top__, right__, bottom__), (x, line) = first, last, origin
        left, right, top, bottom = min(left_, left__), max(right_, right__), max(top_, top__), min(bottom_, bottom__)
        far, high = self.left, self.top
        if is_odd((left, top, right, bottom), line, size):
            return Box(left - far, high - top, right - far, high - bottom)
        return Box(min(left, x) - far, high - line - ABOVE * size, right - far, high - line + BELOW * size)
