"""Keys from a terminal and from a pipe: one at a time, and never more than a person meant."""

import io
import os
import pty
import select
import signal
import termios
import threading

import pytest

from mapper.review.keys import END, PASTE, REDRAW, Line, TerminalKeys, open_keys
from mapper.review.terminal import Ended, single_keys


@pytest.fixture
def terminal():
    master, slave = pty.openpty()
    yield master, slave
    os.close(master)
    os.close(slave)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        (b"y", ["y"]),
        (b"\x1b[An", ["\x1b", "n"]),
        (b"\x1bOPn", ["\x1b", "n"]),
        (b"\x1b[3~n", ["\x1b", "n"]),
        ("é".encode() + b"u", ["é", "u"]),
        (b"\x04", [END]),
    ],
)
def test_a_terminal_gives_one_key_at_a_time(terminal, typed, keys):
    master, slave = terminal
    with single_keys(slave) as woken:
        os.write(master, typed)
        source = TerminalKeys(slave, woken)
        assert [source.key() for _ in keys] == keys


def typed(terminal, text, *, before="", room=60):
    """Give the line that a terminal makes of what is typed, what it showed of it, and the keys that are left."""
    master, slave = terminal
    echo = io.StringIO()
    with single_keys(slave) as woken:
        source = TerminalKeys(slave, woken)
        os.write(master, text)
        line = Line(before, whole=False)
        while not line.whole:
            line = source.line(line.text, room, echo)
        left = select.select([slave], [], [], 0)[0]
        return line.text, echo.getvalue(), bool(left)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b"wrogn\x7f\x7fng\n", "wrong"),
        (b"all of this\x15that\n", "that"),
        (b"one two\x17three\r", "one three"),
        ("é包\x7f\n".encode(), "é"),
        (b"\x1b[Aup\x1b[D\n", "up"),
        (b"as it was\x04", "as it was"),
    ],
)
def test_a_line_is_edited(terminal, text, line):
    before = termios.tcgetattr(terminal[1])
    assert typed(terminal, text)[0] == line
    assert termios.tcgetattr(terminal[1]) == before


def test_letters_appear_as_they_are_typed_and_a_line_goes_on_from_what_is_there(terminal):
    assert typed(terminal, b"def\n", before="abc") == ("abcdef", "def", False)


def test_where_a_line_is_full_the_screen_is_drawn_anew(terminal):
    assert typed(terminal, b"abcdef\n", room=2)[:2] == ("abcdef", "abde")


def test_a_line_that_a_hang_up_cut_off_is_no_answer():
    master, slave = pty.openpty()
    with single_keys(slave) as woken:
        source = TerminalKeys(slave, woken)
        os.write(master, b"half a sen")
        os.close(master)
        with pytest.raises(EOFError):
            source.line("", 60, io.StringIO())
        assert source.key() == END
    os.close(slave)


def test_a_paste_of_several_lines_is_one_line(terminal):
    assert typed(terminal, b"so: \x1b[200~first\r\nyyyy\n\x1b[31mn1\n\x1b[201~\n")[0] == "so: first yyyy n1"


def test_further_lines_of_a_paste_that_is_not_marked_are_no_keys(terminal):
    assert typed(terminal, b"first\nyyyy\nn1\n") == ("first", "first", False)


def test_a_paste_where_a_key_is_awaited_is_one_key(terminal):
    master, slave = terminal
    with single_keys(slave) as woken:
        os.write(master, b"\x1b[200~yyyy\nnn1\x1b[201~q")
        source = TerminalKeys(slave, woken)
        assert [source.key(), source.key()] == [PASTE, "q"]


def test_what_was_typed_ahead_can_be_forgotten_a_paste_as_a_whole(terminal):
    master, slave = terminal
    with single_keys(slave) as woken:
        source = TerminalKeys(slave, woken)
        os.write(master, b"yy\x1b[200~yyyy")
        threading.Timer(0.2, os.write, (master, b"yyyy\x1b[201~")).start()
        source.forget()
        os.write(master, b"q")
        assert source.key() == "q"


def test_a_terminal_of_another_size_asks_for_a_new_drawing(terminal):
    master, slave = terminal
    with single_keys(slave) as woken:
        source = TerminalKeys(slave, woken)
        os.kill(os.getpid(), signal.SIGWINCH)
        os.write(master, b"y")
        assert [source.key(), source.key()] == [REDRAW, "y"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_leaves_the_terminal_as_it_was(terminal, number):
    master, slave = terminal
    before, handler = termios.tcgetattr(slave), signal.getsignal(number)
    with pytest.raises(Ended) as ended, single_keys(slave, slave):
        os.kill(os.getpid(), number)
    assert ended.value.exit_code == 128 + number
    assert termios.tcgetattr(slave) == before
    assert signal.getsignal(number) == handler
    switched = b"\x1b[?2004h\x1b[?2004l"
    shown = b""
    while len(shown) < len(switched) and switched.startswith(shown):
        shown += os.read(master, 99)
    assert shown == switched


def test_a_pipe_with_bytes_that_are_no_text_is_read_to_its_end():
    stream = io.TextIOWrapper(io.BytesIO(b"\xffq"), encoding="utf-8")
    with open_keys(stream, io.StringIO()) as keys:
        assert [keys.key(), keys.key(), keys.key()] == ["\ufffd", "q", END]
