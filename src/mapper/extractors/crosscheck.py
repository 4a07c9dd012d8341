"""Cross-check: pages that the second engine reads too: some of a long file, those that look odd, or all; letters are compared, not words,
since engines differ in where they part them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from string import ascii_letters
from time import process_time

from mapper import children
from mapper.extractors import layers, plumber, shifted
from mapper.extractors.ledger import bare
from mapper.extractors.page import Page
from mapper.extractors.streams import Content, Streams

_FIRST, _STEP = 200, 300  # pages: the first of a long file that is compared, and how many lie between two
_ODD_PAGES = 6  # of a file: so many pages that look odd are compared
_APART, _LEAST = 0.01, 5  # of the letters, and so many: where two readings differ by more, a page is told
_LARGE, _LARGEST = 1 << 20, 8 << 20  # bytes of what draws a page, and of all it needs: on more the second engine might take too long
_EXAMPLES = 3
_MORE = 1.5  # times the letters that could be words: with so many more the second engine is right
_LUMP = 2.0  # seconds: put off the end of a file's time by so much at once
_SHOWS, _HELD = 40, 0.5  # so many times text is shown, each time with a letter at least: with half of them, letters are missing
_DUMB, _DUMB_LEAST = 0.02, 10  # of the signs, and so many: more that stand for no letter are odd
_VOWELS, _TELLING = 0.22, 150  # of the letters: fewer vowels are odd, if there are so many letters
_LONG = 12.0  # letters: where a word has more in the mean, blanks are missing
_NO_LETTERS = bytes(set(range(256)) - set(ascii_letters.encode()))
_CONSONANTS = bytes(set(range(256)) - set(b"aeiouyAEIOUY"))


@dataclass(frozen=True)
class Reading:
    """Hold how one engine reads a page: its letters, whatever their order, and its words."""

    letters: "Counter[str]"
    words: Sequence[str]

    @property
    def size(self) -> str:
        """Count both in words."""
        return f"{self.letters.total():,} letters in {len(self.words):,} words"


class CrossCheck:
    """Hold what is compared of one file; `every`: all pages are, not a sample."""

    def __init__(self, streams: Streams, *, every: bool = False) -> None:
        self.streams, self.every = streams, every
        self.odd, self.spent = 0, 0.0

    def settle(self, page: Page, content: Content) -> tuple[Page, list[str]]:
        """Give a page as it is to be used, and tell how the engines differ on it; a page that was not chosen, or is too large, goes through."""
        odd = looks_odd(page, content)
        self.odd += odd
        if not (self.every or (odd and self.odd <= _ODD_PAGES) or (page.number >= _FIRST and (page.number - _FIRST) % _STEP == 0)):
            return page, []
        begun = process_time()
        try:
            return self._compared(page, content, odd)
        finally:
            self._earn(process_time() - begun)

    def _earn(self, seconds: float) -> None:
        """Take no time from the file for what is bounded by itself."""
        self.spent += seconds
        if self.spent >= _LUMP:
            children.earn(self.spent)
            self.spent = 0.0

    def _compared(self, page: Page, content: Content, odd: bool) -> tuple[Page, list[str]]:
        raw = self._alone(page, content)
        found = _letters(raw)
        if found is None:
            return page, [f"page {page.number} could not be compared: it is too large for the second engine, or damaged"] if self.every else []
        ours, letters = reading(page), Counter(bare(found))
        apart = differ(ours.letters, letters)
        other = plumber.page(raw, 1) if apart or (odd and _lacks_blanks(ours.words)) else None
        if other is None:
            return page, [_told(page.number, ours, Reading(letters, ()), apart)] if apart else list(_unread(page)) if odd else []
        if wins(other, page):
            used = replace(other, number=page.number, cover=page.cover, units=page.units)
            told = f"the first engine gave {ours.size}, the second one {reading(other).size}"
            return used, [f"page {page.number} was read by the second engine, whose words could be words: {told}; check what is quoted from it"]
        if apart:
            return page, [_told(page.number, ours, Reading(letters, reading(other).words), apart)]
        return page, list(_unread(page))

    def _alone(self, page: Page, content: Content) -> bytes:
        """Give a file of one page; nothing where it is too large."""
        raw = self.streams.alone(page.number - 1) if content.size <= _LARGE else b""
        return raw if len(raw) <= _LARGEST else b""


def _letters(raw: bytes) -> str | None:
    from mapper.extractors import glyphs

    return glyphs.letters(raw) if raw else None


def looks_odd(page: Page, content: Content) -> bool:
    """Say whether the words of a page are fewer than it shows, or lack blanks, vowels or letters beyond repair."""
    text = _text(page)
    if content.shows >= _SHOWS and len(text) < _HELD * content.shows:
        return True
    if not _reads_oddly(text, len(page.words)):
        return False
    page, _ = shifted.repair(page)
    return _reads_oddly(_text(page), len(page.words))


def _text(page: Page) -> str:
    return "".join("".join(stretch.texts) for stretch in page.stretches)


def _reads_oddly(text: str, words: int) -> bool:
    dumb, signs = layers.dumb([text])
    if dumb >= _DUMB_LEAST and dumb > _DUMB * signs:
        return True
    latin = _latin(text)
    if len(latin) < _TELLING:
        return False
    return len(latin) > _LONG * words or len(latin.translate(None, _CONSONANTS)) < _VOWELS * len(latin)


def _lacks_blanks(words: Sequence[str]) -> bool:
    return len(_latin("".join(words))) > _LONG * len(words)


def _latin(text: str) -> bytes:
    return text.encode("ascii", "ignore").translate(None, _NO_LETTERS)


def reading(page: Page) -> Reading:
    """Give the letters and words of a page, those that cannot be seen too: not every engine tells them."""
    words = [word for word in (bare(word.text) for word in page.words) if word]
    return Reading(Counter("".join(words)), words)


def differ(one: "Counter[str]", other: "Counter[str]") -> float:
    """Give the share of the letters that two readings do not have in common; 0 where it is too small to be told."""
    shared, both = (one & other).total(), one.total() + other.total()
    apart = 1 - 2 * shared / both if both else 0.0
    return apart if apart > _APART and both - 2 * shared >= _LEAST else 0.0


def wins(other: Page, page: Page) -> bool:
    """Say whether another reading of a page clearly is the right one: it reads as a language, and this one has far less that does."""
    if any(word.style.hidden for word in page.words):
        return False  # the second engine would show it
    theirs, ours = [word.text for word in other.words], [word.text for word in shifted.repair(page)[0].words]
    return layers.is_good(theirs) and _sound(theirs) > _MORE * _sound(ours)


def _sound(words: Sequence[str]) -> float:
    """Count the letters that stand in what could be a word, and is no longer than words are."""
    short = [word for word in words if len(word) <= 2 * _LONG]
    return layers.weigh(short)[0] * sum(map(len, short))


def _told(number: int, ours: Reading, theirs: Reading, apart: float) -> str:
    alone = {"first": _alone(ours, theirs), "second": _alone(theirs, ours)}
    seen = "".join(f", the {who} alone has {_quoted(words)}" for who, words in alone.items() if words)
    counts = f"the first gives {ours.size}, the second {theirs.size}"
    return f"page {number}: two engines differ in {apart:.1%} of its letters; {counts}{seen}; compare what is quoted with the page"


def _alone(one: Reading, other: Reading) -> list[str]:
    """Give words that another reading has nowhere, not even in pieces or from the other side, the longest first."""
    text = "".join(other.words)
    found = (word for word in dict.fromkeys(one.words) if word not in text and word[::-1] not in text)
    return sorted(found, key=lambda word: (-len(word), word))[:_EXAMPLES]


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{word[: 2 * int(_LONG)]}”" for word in words)


def _unread(page: Page) -> Iterator[str]:
    """Tell of letters on which both engines agree and which are no language."""
    seen = [word.text for word in shifted.repair(page)[0].words if not word.style.hidden]
    if layers.is_bad(seen) and not layers.dumb(seen)[0]:
        yield f"page {page.number}: its letters do not read as a language; its fonts may tell wrong ones: compare what is quoted with the page"
