"""Keys: one at a time from a terminal, or from a pipe so that scripts and tests can drive a review."""

import codecs
import os
import select
import signal
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Protocol, TextIO

END = ""
ESCAPE = "\x1b"
_ESCAPE_WAIT = 0.05
_END_OF_FILE = b"\x04"


class Keys(Protocol):
    """Give what a person types; `END` once nothing more can come."""

    def key(self) -> str:
        """Wait for one key; a function or arrow key comes as `ESCAPE` alone."""
        ...

    def line(self) -> str:
        """Wait for one line, without its end."""
        ...


class PipeKeys:
    """Read keys as single characters; white space between them is nothing, a line ends where it ends in the file."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def key(self) -> str:
        """Give the next character that is no white space."""
        while (character := self._stream.read(1)) and character.isspace():
            pass
        return character

    def line(self) -> str:
        """Give the rest of the line, or the next line where the key stood at the end of its own."""
        return self._stream.readline().strip() or self._stream.readline().strip()


class TerminalKeys:
    """Read single keys from a terminal; it must be in cbreak mode, as `single_keys` makes it."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    def key(self) -> str:
        """Give the next key; what follows an escape at once belongs to it."""
        key = ""
        while not key:
            raw = self._read(1)
            if not raw or raw == _END_OF_FILE:
                return END
            key = self._decoder.decode(raw)
        if key == ESCAPE:
            self._drop_sequence()
        return key

    def _drop_sequence(self) -> None:
        """Read an escape sequence to its end: a letter or a tilde after the introducer."""
        introduced = False
        while select.select([self._descriptor], [], [], _ESCAPE_WAIT)[0]:
            raw = self._read(1)
            if not raw or (introduced and 0x40 <= raw[0] <= 0x7E) or (not introduced and raw not in (b"[", b"O")):
                return
            introduced = True

    def line(self) -> str:
        """Give a line as the terminal's own line editor makes it."""
        single = termios.tcgetattr(self._descriptor)
        cooked = [*single]
        cooked[0] |= termios.ICRNL
        cooked[3] |= termios.ICANON | termios.ECHO
        termios.tcsetattr(self._descriptor, termios.TCSADRAIN, cooked)
        try:
            raw = self._read(4096)
        finally:
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, single)
        return raw.decode("utf-8", errors="replace").strip()

    def _read(self, most: int) -> bytes:
        try:
            return os.read(self._descriptor, most)
        except OSError:
            return b""  # the terminal hung up


@contextmanager
def single_keys(descriptor: int) -> Iterator[None]:
    """Hold a terminal in cbreak mode, also after it was suspended and brought back; leave it as it was."""
    before = termios.tcgetattr(descriptor)

    def enter(*_: object) -> None:
        tty.setcbreak(descriptor, termios.TCSAFLUSH)  # what was typed before a pair is shown is not meant for it

    resumed = signal.signal(signal.SIGCONT, enter)
    try:
        enter()
        yield
    finally:
        signal.signal(signal.SIGCONT, resumed)
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


@contextmanager
def open_keys(stream: TextIO) -> Iterator[Keys]:
    """Choose single keys where the stream is a terminal, else read it as a pipe."""
    if stream.isatty():
        with single_keys(stream.fileno()):
            yield TerminalKeys(stream.fileno())
        return
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")
    yield PipeKeys(stream)
