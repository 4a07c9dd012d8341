"""Progress: a moving line on a terminal, plain lines elsewhere, and the terminal is always given back."""

import os
import pty
import subprocess
import sys

RUN = """
import sys
from mapper.cli.progress import Progress
with Progress() as progress:
    for number in range(3):
        progress("reading \\x1b]0;mine\\x07[bold]", number + 1, 3)
    progress("settling")
    if "fail" in sys.argv:
        raise SystemExit(3)
print("rich" in sys.modules)
"""


def on_a_terminal(*words):
    """Run on a terminal; give what it was shown, and the exit code."""
    ours, theirs = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm", "COLUMNS": "80"}
    done = subprocess.run([sys.executable, "-c", RUN, *words], stderr=theirs, stdout=subprocess.PIPE, env=env, check=False)
    os.close(theirs)
    told = b""
    try:
        while block := os.read(ours, 65536):
            told += block
    except OSError:  # a terminal that nobody holds any more
        pass
    os.close(ours)
    return told.decode(), done


def test_a_terminal_is_shown_moving_lines_that_end_as_done():
    told, done = on_a_terminal()
    assert done.stdout == b"True\n"
    assert "3/3" in told
    assert "1/1" in told.rsplit("settling", 1)[1]
    assert "[bold]" in told
    assert "\x1b]0;" not in told


def test_the_terminal_is_given_back_after_a_failure():
    told, done = on_a_terminal("fail")
    assert done.returncode == 3
    assert told.rindex("\x1b[?25h") > told.rindex("\x1b[?25l")
    assert "1/1" not in told


def test_a_pipe_is_told_plain_lines_and_rich_is_not_loaded():
    done = subprocess.run([sys.executable, "-c", RUN], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
    assert done.stderr.splitlines() == ["reading ]0;mine[bold]: 1 of 3", "reading ]0;mine[bold]: 3 of 3", "settling"]
