"""Joining: the text of lines put together, with words mended that were cut at a line's end."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from mapper.extractors.lines import Line
from mapper.profiles import languages

_IDEOGRAPH = "[\u3000-\u9fff\uff00-\uffef]"
_BESIDE = re.compile(f"(?<={_IDEOGRAPH}) | (?={_IDEOGRAPH})")


def without_blanks(text: str) -> str:
    """Take out the blanks beside ideographs: no writer sets them, programs draw the space between them and figures."""
    return _BESIDE.sub("", text)


class Mender:
    """Know the words of a source, and so which hyphens at line ends are hyphens."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.words = Counter(word.casefold() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.plain))
        self.hanging = frozenset(word for facts in languages().values() for word in facts["hanging"])
        self.cuts = self._cuts_words(lines)

    def join(self, text: str, more: str, hyphen: bool) -> str:
        """Join two lines; a hyphen at the end stays where the word is written with it, or keeps a blank before a conjunction."""
        broken = hyphen or re.search(r"[^\W\d_][-\u2010\u00ad]$", text) is not None
        if not broken:
            joint = "" if _is_ideograph(text[-1:]) and _is_ideograph(more[:1]) else " "
            return f"{text}{joint}{more}"
        left = text if hyphen else text[:-1]
        first = re.match(r"\w*", more)
        if first and first[0].casefold() in self.hanging:
            return f"{left}- {more}"
        return f"{left}{more}" if self._was_one_word(left, more) and not text.endswith("\u2010") else f"{left}-{more}"

    def _cuts_words(self, lines: Sequence[Line]) -> bool:
        """Say whether the writer's program cut words at line ends: among those known from elsewhere more are written as one."""
        balance = 0
        for before, line in pairwise(lines):
            if before.hyphen or before.plain.endswith("-"):
                head, tail = re.search(r"[^\W\d_]+$", before.plain.rstrip("-")), re.match(r"[^\W\d_]+", line.plain)
                if head and tail:
                    balance += bool(self.words[(head[0] + tail[0]).casefold()]) - bool(self.words[f"{head[0]}-{tail[0]}".casefold()])
        return balance > 0

    def _was_one_word(self, left: str, more: str) -> bool:
        """Say by the other words of the source whether a word was cut, or is written with a hyphen."""
        head, tail = re.search(r"[^\W\d_]+$", left), re.match(r"[^\W\d_]+", more)
        if head is None or tail is None or not tail[0].islower():
            return False
        whole, apart = (head[0] + tail[0]).casefold(), f"{head[0]}-{tail[0]}".casefold()
        if self.words[whole] or self.words[apart]:
            return self.words[whole] >= self.words[apart]
        return self.cuts


def _is_ideograph(letter: str) -> bool:
    return "\u3000" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef"
