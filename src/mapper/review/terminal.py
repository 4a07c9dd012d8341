"""The terminal: held in a mode that gives single keys, and left as it was whatever ends the session."""

import os
import signal
import termios
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_MARK_PASTES, _DO_NOT = b"\x1b[?2004h", b"\x1b[?2004l"
_ENDS = (signal.SIGTERM, signal.SIGHUP)

Handler = Callable[[int, FrameType | None], None]


class Ended(BaseException):
    """Say that a signal ends the program; like an interrupt from the keyboard, no room answers it."""

    def __init__(self, number: int) -> None:
        self.exit_code = 128 + number


@contextmanager
def single_keys(descriptor: int, screen: int | None = None) -> Iterator[int]:
    """Hold a terminal in cbreak mode, also after it was suspended and brought back; give a descriptor that any signal makes readable.

    A screen, where there is one, is asked to mark what is pasted. SIGTERM and SIGHUP raise `Ended`.
    """
    before = termios.tcgetattr(descriptor)

    def enter(*_: object) -> None:
        tty.setcbreak(descriptor, termios.TCSAFLUSH)  # what was typed before a pair is shown is not meant for it
        _write(screen, _MARK_PASTES)

    def leave() -> None:
        _write(screen, _DO_NOT)
        with suppress(termios.error):  # the terminal hung up
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)

    with _waking() as woken, _handling({signal.SIGCONT: enter, signal.SIGWINCH: _nothing, **dict.fromkeys(_ENDS, _end)}):
        try:
            enter()
            yield woken
        finally:
            leave()


@contextmanager
def _waking() -> Iterator[int]:
    """Give a descriptor that any signal makes readable: one that comes just before a wait would else be answered after it only."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    before = signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    try:
        yield woken
    finally:
        signal.set_wakeup_fd(before)
        os.close(wake)
        os.close(woken)


def _nothing(*_: object) -> None:
    """Answer a signal that only has to wake."""


def _write(screen: int | None, text: bytes) -> None:
    if screen is not None:
        with suppress(OSError):
            os.write(screen, text)


def _end(number: int, _: FrameType | None) -> None:
    raise Ended(number)


@contextmanager
def _handling(handlers: dict[signal.Signals, Handler]) -> Iterator[None]:
    """Answer signals for a while; one that is ignored, as after nohup, stays so."""
    before = {number: signal.getsignal(number) for number in handlers}
    taken = {number: handler for number, handler in handlers.items() if before[number] is not signal.SIG_IGN}
    for number, handler in taken.items():
        signal.signal(number, handler)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, before[number] or signal.SIG_DFL)
