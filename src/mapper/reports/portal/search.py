"""The search: an index of every page as small scripts, since a page that is opened from a folder may load scripts and nothing else.

Words are in order over files of about a hundred kilobytes, so that a browser loads those few that a query needs; search.js reads them.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from mapper.reports.portal.pages import Page
from mapper.views.text import clean, one_line

_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_HAN}]+|(?:(?![{_HAN}])[^\\W_])+")
_LONGEST = 40  # letters of a word
_SHARD = 100_000  # bytes of a file of words
_PAGES = 250  # pages in a file of titles
_COMMON, _MANY = 3, 300  # a word on more than one page in three says nothing, once there are so many pages
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Index:
    """Gather the words of pages, and write them as files."""

    def __init__(self) -> None:
        self._pages: list[tuple[str, str, str, str]] = []
        self._titles: dict[str, list[int]] = {}
        self._words: dict[str, list[int]] = {}

    def add(self, page: Page) -> None:
        """Take a page in; one that the search does not know is passed over."""
        found = page.found
        if found is None:
            return
        number = len(self._pages)
        self._pages.append((page.path, one_line(page.title), found.kind, one_line(found.about)))
        titles = words(page.title)
        for word in titles:
            self._titles.setdefault(word, []).append(number)
        held: set[str] = set().union(*(words(text) for text in (found.about, *found.words))) - titles
        for word in (*held, *(f"={mark}" for mark in found.marks)):
            self._words.setdefault(word, []).append(number)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Give the files by their address."""
        shards = list(self._shards())
        for number, shard in enumerate(shards):
            yield f"search/w{number}.js", _script("words", number, dict(shard))
        for number, start in enumerate(range(0, len(self._pages), _PAGES)):
            yield f"search/p{number}.js", _script("pages", number, self._pages[start : start + _PAGES])
        head = {"count": len(self._pages), "size": _PAGES, "firsts": [shard[0][0] for shard in shards], "common": self._common()}
        yield "search/index.js", f"globalThis.mapperIndex = {_json({**head, 'words': {}, 'pages': {}})};\n".encode()

    def _common(self) -> list[str]:
        if len(self._pages) < _MANY:
            return []
        return sorted(word for word, pages in self._words.items() if word[0] != "=" and len(pages) * _COMMON > len(self._pages))

    def _shards(self) -> Iterator[list[tuple[str, str]]]:
        common = set(self._common())
        shard: list[tuple[str, str]] = []
        held = 0
        for word in sorted({*self._titles, *self._words}, key=lambda word: word.encode("utf-16-be")):
            body = () if word in common else self._words.get(word, ())
            line = (word, f"{_deltas(self._titles.get(word, ()))}|{_deltas(body)}".rstrip("|"))
            weight = len(word.encode()) + len(line[1]) + 6
            if shard and held + weight > _SHARD:
                yield shard
                shard, held = [], 0
            shard.append(line)
            held += weight
        if shard:
            yield shard


@lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """Give the words of a text as the search compares them: small letters without accents; of scripts that set no spaces, each two signs."""
    return frozenset(part[:_LONGEST] for word in _WORD.findall(_plain(clean(text))) for part in _parts(word))


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign)[0] != "M").lower()


def _parts(word: str) -> Iterable[str]:
    if "\u3040" <= word[0] <= "\u30ff" or "\u3400" <= word[0] <= "\u9fff" or "\uf900" <= word[0] <= "\ufaff":
        return [word[at : at + 2] for at in range(len(word) - 1)] or [word]
    return (word,)


def _deltas(numbers: Iterable[int]) -> str:
    """Write rising numbers as steps, in base 36."""
    before, told = 0, []
    for number in numbers:
        told.append(_base36(number - before))
        before = number
    return " ".join(told)


def _base36(number: int) -> str:
    told = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        told = _DIGITS[rest] + told
    return _DIGITS[number] + told


def _script(part: str, number: int, content: object) -> bytes:
    return f"mapperIndex.{part}[{number}] = {_json(content)};\n".encode()


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
