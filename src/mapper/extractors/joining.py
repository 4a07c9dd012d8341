"""Joining: the text of lines put together, with words mended that were cut at a line's end."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from mapper.extractors.lines import BREAK, CUT, SPLIT, Line, Sheet
from mapper.profiles import language_of, languages

_TYPOGRAPHY = str.maketrans(
    {
        "\u00ad": None,
        "\u200b": None,
        "\u200e": None,
        "\u200f": None,
        "\u2060": None,
        "\ufeff": None,
        "\u2010": "-",
        "\u2011": "-",
        "\u00a0": " ",
        "\u0640": None,
        "\ufb01": "fi",
        "\ufb02": "fl",
    }
)
_HYPHENED = re.compile(r"[^\W\d_][-\u2010]$")
_NUMBERED = re.compile(r"\d[-\u2010]$")
_ENOUGH, _SELDOM = 100, 0.005  # lines, and so many of them end with a hyphen where nothing cuts words
_FEW, _HARDLY = 3, 8  # words with a hyphen at line ends, and so many for each without one: then nothing cuts words
_ENDING = 2  # letters: what is so short may be cut off a word and mean another elsewhere
_REACH = 300  # characters at the end of a text that can tell how it goes on: a long paragraph is not searched anew for each of its lines
_TAIL = 4  # letters at the end of a word that tell words like it
_SPLIT = re.compile(rf"\w+(?:{BREAK}{SPLIT}\w+)+")
_NAME = re.compile(r"[^\W\d_][\d_]|[a-z][A-Z]")  # a word as programs name things
_OPEN = re.compile(r"(?:\w/|\d[-\u2010\u2011\u2013]|\b[A-Z]\.)$")  # what a line may break after within a word
_ADDRESS = re.compile(r"(?:https?:/{0,2}|(?:https?://|www\.)\S*[/_=&?%#~])$")  # one that goes on in the next line
_BROKEN = re.compile(r"(?:https?://|www\.)\S*[^\s,;:)\]>]$")  # one that may go on in the next line, wherever it was broken
_REST = re.compile(
    r"(?!(?:[a-z]+(?:[-/][a-z]+)+|\d{1,4}(?:/\d{1,4})+)\W*(?:\s|$))"  # no words or dates with strokes
    r"(?:[a-z\d]\S*/\S|[a-z\d/]\S*[_=?&%#~]\w|\S*\.(?:html?|pdf|docx?|xlsx?|pptx?|zip|aspx?|php|xml|txt)\b)"
)  # its end
_PARTED = re.compile(r"(?<=[^\W\d_]/) (?=[^\W\d_])")  # a blank behind a stroke only lets a line break there
_TURNED = re.compile(r"(?<=[\u0590-\u08ff] \() (?=[A-Za-z])")  # a blank where a text from the right turns: Latin words in a bracket
_BREAKABLE = re.compile(r"(?<=[A-Za-z\d:_])\u200c(?=[A-Za-z\d])")  # between Latin letters it only lets a word break
_IDEOGRAPH = "[\u3000-\u9fff\uff00-\uffef]"
_BESIDE = re.compile(f"(?<={_IDEOGRAPH}) | (?={_IDEOGRAPH})")


def without_blanks(text: str) -> str:
    """Take out the blanks beside ideographs: no writer sets them, programs draw the space between them and figures."""
    return _BESIDE.sub("", text)


class Mender:
    """Know the words of a source, and so which hyphens at line ends are hyphens.

    A hyphen sign (U+2010) belongs to the word where the source writes it within lines too; where it stands at line ends only, a program that
    cut words put it there, and any other hyphen is the writer's own.
    """

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        lines = [line for sheet in sheets for line in sheet.lines]
        self.lines = lines
        self.words = Counter(_words(lines))
        self.hanging = frozenset(word for facts in languages().values() for word in facts["hanging"])
        self.signs = any("\u2010" in line.plain[:-1] for line in lines)
        self.marked = not self.signs and any(line.plain.endswith("\u2010") for line in lines)
        self.cuts, self.whole = self._cuts_words([line for line in lines if not line.cells])

    def join(self, text: str, more: str, hyphen: bool) -> str:
        """Join two lines; a hyphen at the end stays where the word is written with it, or keeps a blank before a conjunction."""
        return f"{text[:-_REACH]}{self._joined(text[-_REACH:], more, hyphen=hyphen)}"

    def _joined(self, text: str, more: str, *, hyphen: bool) -> str:
        """Join the end of a text and a line."""
        if text.endswith("\u00ad"):
            return f"{text[:-1]}{more}"
        if _NUMBERED.search(text) and more[:1].isalpha():
            return f"{text}{' ' * self._hangs(more)}{more}"
        broken = hyphen or _HYPHENED.search(text) is not None
        if not broken:
            return f"{text}{joint(text, more)}{more}"
        left = text if hyphen else text[:-1]
        if self.marked and text.endswith("\u2010"):
            return f"{left}{more}"
        if self._hangs(more):
            return f"{left}- {more}"
        hard = text.endswith("\u2010") or self.marked
        return f"{left}{more}" if self._was_one_word(left, more, hard=hard) else f"{left}-{more}"

    def _hangs(self, more: str) -> bool:
        """Say whether a conjunction follows, for which a hyphen keeps a blank."""
        first = re.match(r"\w+(?=\s)", more)
        return first is not None and first[0].casefold() in self.hanging

    def mended(self, cell: str) -> str:
        """Join the lines of a table's cell."""
        lines = cell.split(BREAK)
        text = lines[0]
        for line in lines[1:]:
            more = line.removeprefix(SPLIT)
            whole = self._cut_without_sign(text, more) or (line != more and self._was_split(text, more))
            text = f"{text}{more}" if whole else self.join(text.removesuffix(CUT), more, text.endswith(CUT))
        return clean(text.replace(CUT, "-"))

    def _cut_without_sign(self, text: str, more: str) -> bool:
        """Say whether a narrow cell cut a word and no sign tells it: the source has the word oftener than either part."""
        head, tail = re.search(r"[^\W\d_]+$", text), re.match(r"[^\W\d_]+", more)
        if head is None or tail is None or not (tail[0].islower() or head[0].isupper()):
            return False
        parts = [head[0], *([tail[0]] if len(tail[0]) > _ENDING else [])]
        return self.words[(head[0] + tail[0]).casefold()] > max(self.words[part.casefold()] for part in parts)

    def _was_split(self, text: str, more: str) -> bool:
        """Say whether the edge of a cell, to which a word reaches, cut it there: the parts are no words of the source, or a name goes on."""
        head, tail = re.search(r"\w+$", text), re.match(r"\w+", more)
        if head is None or tail is None:
            return False
        one, other = head[0], tail[0]
        if (one + other).casefold() in self._tokens:
            return True
        if other.isdigit() and one[-1].isdigit():
            return not one.isdigit()
        if self._stands_alone(one, other) or all(part.casefold() in self._tokens for part in (one, other)):
            return False
        if _NAME.search(one) or _NAME.search(other):
            return True
        goes_on = other[0].islower() and not self._end_as_words(one, other)
        return goes_on and (one.casefold() not in self._tokens or len(other) <= _ENDING + 1)

    def _end_as_words(self, one: str, other: str) -> bool:
        """Say whether a word of the source ends as the first part does, and none as the second: the edge stood between two words."""
        ends = (one[-_TAIL:].casefold(), other.casefold())
        first, second = (any(token.endswith(end) and token != end for token in self._tokens) for end in ends)
        return len(one) > _TAIL and len(other) > _ENDING and first and not second

    @cached_property
    def _tokens(self) -> frozenset[str]:
        """Give what stands in the source between blanks and stops, without the parts of words that the edge of a cell may have cut."""
        found = re.compile(r"\w+")
        texts = (_SPLIT.sub(" ", line.plain) for line in self.lines)
        return frozenset(token.casefold() for text in texts for token in found.findall(text))

    def _stands_alone(self, before: str, word: str) -> bool:
        """Say whether a word is one of the little ones, and no end of what stands before it: no word of the source ends so."""
        return word in self._little and not any(token.endswith(f"{before[-_ENDING:]}{word}".casefold()) for token in self._tokens)

    @cached_property
    def _little(self) -> frozenset[str]:
        """Give the little words of the source's language."""
        return frozenset(languages()[language_of(" ".join(line.plain for line in self.lines)) or "en"]["stop"])

    def _cuts_words(self, lines: Sequence[Line]) -> tuple[bool, bool]:
        """Say whether the writer's program cut words at line ends, and whether it cut none.

        Among those known from elsewhere more are written as one, or hardly any; or hardly a line of many ends so.
        """
        ends = ones = hyphened = 0
        for before, line in pairwise(lines):
            if before.hyphen or _HYPHENED.search(before.plain):
                ends += 1
                head, tail = re.search(r"[^\W\d_]+$", before.plain.rstrip("-\u2010")), re.match(r"[^\W\d_]+", line.plain)
                if head and tail:
                    ones += bool(self.words[(head[0] + tail[0]).casefold()])
                    hyphened += bool(self.words[f"{head[0]}-{tail[0]}".casefold()])
        return ones > hyphened, hyphened >= _FEW + _HARDLY * ones or (len(lines) >= _ENOUGH and ends <= _SELDOM * len(lines))

    def _was_one_word(self, left: str, more: str, *, hard: bool) -> bool:
        """Say by the other words of the source whether a word was cut, or is written with a hyphen; `hard`: the sign speaks for a hyphen."""
        head, tail = re.search(r"[^\W\d_]+$", left), re.match(r"[^\W\d_]+", more)
        if head is None or tail is None or not tail[0].islower():
            return False
        whole, apart = (head[0] + tail[0]).casefold(), f"{head[0]}-{tail[0]}".casefold()
        if self.words[whole] or self.words[apart]:
            return self.words[whole] >= self.words[apart] and not self.whole
        return self.cuts and not hard and not (self.words[head[0].casefold()] and self.words[tail[0].casefold()])


def _words(lines: Sequence[Line]) -> Iterator[str]:
    """Give the words of lines, without the parts of those that a line's end cuts."""
    cut = False
    for line in lines:
        found = [word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.plain)]
        begin = 1 if cut else 0
        cut = line.hyphen or _HYPHENED.search(line.plain) is not None
        yield from found[begin : len(found) - 1 if cut else None]


def clean(text: str) -> str:
    """Fold white space and the signs that typesetting brings."""
    folded = _PARTED.sub("", _BREAKABLE.sub("", re.sub(r"\s+", " ", text.translate(_TYPOGRAPHY))).strip())
    return _TURNED.sub("", folded) if "( " in folded else folded


def joint(text: str, more: str) -> str:
    """Say what stands between two lines: nothing behind a bracket that opens, within a word or an address that was broken, and between ideographs."""
    text = text[-_REACH:]
    within = _OPEN.search(text) and (more[:1].isalpha() if text.endswith("/") else more[:1].isdigit())
    within = within or (_ADDRESS.search(text) is not None and more[:1].isalnum())
    within = within or text[-1:] in ("(", "[") or (_BROKEN.search(text) is not None and _REST.match(more) is not None)
    within = within or (more[:1] == "/" and more[1:2].isalpha() and text[-1:].isalnum())
    return "" if within or (_is_ideograph(text[-1:]) and _is_ideograph(more[:1])) else " "


def _is_ideograph(letter: str) -> bool:
    return "\u3000" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef"
