"""Keys: one at a time from a terminal, or from a pipe so that scripts and tests can drive a review."""

import codecs
import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Protocol, TextIO

from mapper.review.terminal import single_keys
from mapper.review.text import clean
from mapper.review.text import width as cells

END = ""
ESCAPE = "\x1b"
REDRAW = "\x0c"  # Ctrl-L, and what comes of a terminal that changed its size
PASTE = "\x1b[200~"
_PASTED = b"\x1b[201~"
_END_OF_FILE = b"\x04"
_ESCAPE_WAIT = 0.05  # seconds; a person cannot type that fast after Escape
_PASTE_WAIT = 2.0  # seconds of silence that end a paste whose end never came
_LINES_WAIT = 0.05  # seconds; further lines of a paste follow at once


@dataclass(frozen=True)
class Line:
    """Hold a line as far as it is typed; one that is not whole wants its screen drawn anew."""

    text: str
    whole: bool = True


class Keys(Protocol):
    """Give what a person types; `END` once nothing more can come."""

    @property
    def live(self) -> bool:
        """Say whether a person sits there and sees the answer to each key."""
        ...

    def key(self) -> str:
        """Wait for one key; a function or arrow key comes as `ESCAPE` alone, a text that is pasted as `PASTE`."""
        ...

    def line(self, typed: str, room: int, echo: TextIO) -> Line:
        """Wait for one line that starts with what is typed already and has room for so many cells more; EOFError where it never ended."""
        ...

    def forget(self) -> None:
        """Drop what was typed and not read yet."""
        ...


class PipeKeys:
    """Read keys as single characters; white space between them is nothing, a line ends where it ends in the file."""

    live = False

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def key(self) -> str:
        """Give the next character that is no white space."""
        while (character := self._stream.read(1)) and character.isspace():
            pass
        return character

    def line(self, typed: str, room: int, echo: TextIO) -> Line:
        """Give the rest of the line, or the next line where the key stood at the end of its own."""
        return Line(self._stream.readline().strip() or self._stream.readline().strip())

    def forget(self) -> None:
        """Keep all: a script is written before it is read."""


class TerminalKeys:
    """Read single keys from a terminal in cbreak mode, as `single_keys` makes it; `woken` is readable once the screen must be drawn anew."""

    live = True

    def __init__(self, descriptor: int, woken: int) -> None:
        self._descriptor = descriptor
        self._woken = woken
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._pasted = ""
        self._gone = False

    def key(self) -> str:
        """Give the next key; what follows an escape at once belongs to it."""
        key = ""
        while not key:
            if self._woken in select.select([self._descriptor, self._woken], [], [])[0]:
                os.read(self._woken, 64)
                return REDRAW
            raw = self._read(1)
            self._gone = not raw
            if not raw or raw == _END_OF_FILE:
                return END
            key = self._decoder.decode(raw)
        return self._sequence() if key == ESCAPE else key

    def _sequence(self) -> str:
        """Read an escape sequence to its end: a letter or a tilde after the introducer."""
        read = ESCAPE
        while self._waits(_ESCAPE_WAIT):
            raw = self._read(1)
            read += raw.decode("latin-1")
            introduced = len(read) > 2
            if not raw or (introduced and 0x40 <= raw[0] <= 0x7E) or (not introduced and raw not in (b"[", b"O")):
                break
        if read != PASTE:
            return ESCAPE
        self._pasted = self._paste()
        return PASTE

    def _paste(self) -> str:
        read = b""
        while not read.endswith(_PASTED) and self._waits(_PASTE_WAIT) and (raw := self._read(1)):
            read += raw
        return clean(read.removesuffix(_PASTED).decode("utf-8", errors="replace"))

    def line(self, typed: str, room: int, echo: TextIO) -> Line:
        """Edit a line: simple letters appear at once, after all else the screen wants drawing anew. A text of several lines becomes one."""
        while (key := self.key()) not in ("\n", "\r", END):
            if key.isprintable() and key.isascii() and room > 0:
                typed, room = typed + key, room - cells(key)
                echo.write(key)
                echo.flush()
            else:
                return Line(self._edited(typed, key), whole=False)
        if self._gone:
            raise EOFError("the terminal hung up before the line was whole")
        self._drop()
        return Line(typed.strip())

    def _edited(self, typed: str, key: str) -> str:
        match key:
            case "\x7f" | "\b":
                return typed[:-1]
            case "\x15":  # Ctrl-U
                return ""
            case "\x17":  # Ctrl-W
                head, space, _ = typed.rstrip().rpartition(" ")
                return head + space
            case _ if key == PASTE:
                return typed + self._pasted
            case _:
                return typed + key if key.isprintable() else typed

    def _drop(self) -> None:
        """Read away the further lines of a text that a terminal does not mark as pasted."""
        while self._waits(_LINES_WAIT) and self._read(4096):
            pass

    def forget(self) -> None:
        """Drop what was typed and not read yet, a paste as a whole."""
        while self._waits(0) and self.key() != END:
            pass

    def _waits(self, seconds: float) -> bool:
        return bool(select.select([self._descriptor], [], [], seconds)[0])

    def _read(self, most: int) -> bytes:
        try:
            return os.read(self._descriptor, most)
        except OSError:
            return b""  # the terminal hung up


@contextmanager
def open_keys(stream: TextIO, out: TextIO) -> Iterator[Keys]:
    """Choose single keys where the stream is a terminal, else read it as a pipe; `out` is where the screen is drawn."""
    if stream.isatty():
        with single_keys(stream.fileno(), out.fileno() if out.isatty() else None) as woken:
            yield TerminalKeys(stream.fileno(), woken)
        return
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")
    yield PipeKeys(stream)
