"""Pins: what people say is boilerplate, and what is not; kept as a sorted file beside the settings, to be read, compared and backed up."""

import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mapper.errors import MapperError
from mapper.identity import normalise
from mapper.toml import Table, quoted

FILE = "boilerplate.toml"
NEAR = 0.8  # share of the word triples of the longer text that both must hold to be near-verbatim
SHORT = 3  # words; a shorter text must be the same, word by word
PINNED, UNPINNED = "pinned", "unpinned"
_HEAD = """# What people say of clauses that recur: those under `pinned` are boilerplate, those under `unpinned` are not, whatever the corpus says.
# Each stands for all clauses that read nearly the same. Written by `mapper boilerplate`; it may be edited by hand.
"""


@dataclass(frozen=True)
class Pins:
    """Hold the texts that people pinned as boilerplate, and those that they said are none; both sorted."""

    pinned: tuple[str, ...] = ()
    unpinned: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[tuple[str, str], ...]:
        """Give each text with what was said of it."""
        return (*((text, PINNED) for text in self.pinned), *((text, UNPINNED) for text in self.unpinned))

    def said(self, text: str) -> str:
        """Say what people said of the pin nearest to a text: pinned, unpinned, or nothing."""
        return next(self._near(text), ("", ""))[1]

    def near(self, text: str) -> tuple[str, ...]:
        """Give the pins that a text is near-verbatim to, nearest first."""
        return tuple(pin for pin, _ in self._near(text))

    def _near(self, text: str) -> Iterator[tuple[str, str]]:
        words, triples = _words(text), _triples(text)
        if len(words) < SHORT:
            yield from ((pin, said) for pin, said in self.every if _words(pin) == words)
            return
        shared = Counter(number for triple in triples for number in self._places.get(triple, ()))
        close = ((count / max(len(triples), self._sizes[number]), number) for number, count in shared.items())
        yield from (self.every[number] for share, number in sorted(close, key=lambda found: (-found[0], found[1])) if share >= NEAR)

    @cached_property
    def _places(self) -> Mapping[tuple[str, ...], list[int]]:
        found: dict[tuple[str, ...], list[int]] = {}
        for number, (text, _) in enumerate(self.every):
            for triple in _triples(text):
                found.setdefault(triple, []).append(number)
        return found

    @cached_property
    def _sizes(self) -> tuple[int, ...]:
        return tuple(len(_triples(text)) for text, _ in self.every)

    def having(self, text: str, said: str) -> "Pins":
        """Say this of a text; what was said before of a text near to it goes."""
        kept = self.without(text)
        texts = {PINNED: kept.pinned, UNPINNED: kept.unpinned}
        texts[said] = tuple(sorted({*texts[said], normalise(text)}))
        return Pins(texts[PINNED], texts[UNPINNED])

    def without(self, text: str) -> "Pins":
        """Take back what was said of a text, and of those near to it."""
        gone = {*self.near(text), normalise(text)}
        return Pins(*(tuple(pin for pin in texts if pin not in gone) for texts in (self.pinned, self.unpinned)))


def load(path: Path) -> Pins:
    """Read the pins of a workspace, none where there is no file; a mistake is one sentence with file and key."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Pins()
    except OSError as error:
        raise MapperError(f"cannot read {path}: {error.strerror}; allow reading it, or take it out of the folder") from error
    except UnicodeDecodeError as error:
        raise MapperError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8 and try again") from error
    try:
        raw = Table(path, "", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise MapperError(f"{path} is not valid TOML: {error}; mend that line and try again") from error
    raw.only(PINNED, UNPINNED)
    found = Pins(*(tuple(sorted({normalise(word) for word in raw.words(key)})) for key in (PINNED, UNPINNED)))
    if any(not _words(text) for text, _ in found.every):
        raise MapperError(f"{path}: a text in it has no word; write the clause, or take it out")
    if both := sorted(pin for pin in found.pinned if Pins((), found.unpinned).near(pin)):
        raise MapperError(f"{path}: “{both[0][:60]}” is both pinned and unpinned; keep one of the two")
    return found


def save(pins: Pins, path: Path) -> None:
    """Write the file whole or not at all; no pin is no file."""
    try:
        if not pins.every:
            path.unlink(missing_ok=True)
            return
        data = written(pins).encode()
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(data)
        os.replace(part, path)
    except OSError as error:
        raise MapperError(f"cannot write {path}: {error.strerror}; nothing was changed, allow writing there") from error
    except UnicodeEncodeError as error:
        raise MapperError(f"the clause holds half a character at place {error.start}, which no file can; nothing was changed") from error


def written(pins: Pins) -> str:
    """Write pins as TOML, a line each, sorted."""
    parts = [_HEAD, *(f"\n{key} = [\n{_lines(texts)}]\n" for key, texts in ((PINNED, pins.pinned), (UNPINNED, pins.unpinned)))]
    return "".join(parts)


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"  {quoted(text)},\n" for text in texts)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", normalise(text).casefold()))


def _triples(text: str) -> frozenset[tuple[str, ...]]:
    words = _words(text)
    return frozenset(zip(words, words[1:], words[2:], strict=False))
