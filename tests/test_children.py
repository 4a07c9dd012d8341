"""Children: each task in a process of its own; what one does or becomes harms neither the parent nor the others, and leaves nothing running."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mapper import children
from mapper.settings import Limits

SMALL = Limits(seconds=2, memory_mb=400)
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with the one that started it")


def work(task):
    """Do what the task says: this runs in the child."""
    what, value = task
    return WAYS[what](value)


def sleep(seconds):
    time.sleep(seconds)
    return "slept"


def patient(seconds):
    """Work longer than allowed, in steps that are each bounded and earn their time."""
    for _ in range(int(seconds)):
        begun = time.monotonic()
        time.sleep(1)
        children.earn(time.monotonic() - begun)
    return "patient"


def spin(_):
    while True:
        pass


def with_another(path):
    """Start another program and wait for it, as for OCR."""
    return subprocess.run(["sh", "-c", 'echo $$ > "$0"; exec sleep 600', path], preexec_fn=children.die_with_parent, check=False).returncode


def large(path):
    Path(path).write_bytes(bytes(100 << 20))


def deep(count):
    return deep(count + 1)


WAYS = {
    "say": lambda value: value,
    "sleep": sleep,
    "patient": patient,
    "spin": spin,
    "eat": lambda size: len(bytearray(size)),
    "die": lambda number: os.kill(os.getpid(), number),
    "leave": os._exit,
    "fail": lambda value: value.nothing,
    "deep": deep,
    "large": large,
    "another": with_another,
}


def told(*tasks, limits=SMALL):
    return [answer for _, answer in children.run(work, tasks, limits)]


@pytest.mark.parametrize(
    ("what", "value", "sentence"),
    [
        ("eat", 500 << 20, "needs more than 400 MiB of memory; split it"),
        ("spin", 0, "took "),
        ("sleep", 60, "took longer than 6 seconds and was stopped"),
        ("die", signal.SIGKILL, "was stopped by the system, mostly for want of memory"),
        ("die", signal.SIGABRT, "made the reader crash"),
        ("die", signal.SIGBUS, "made the reader crash"),
        ("leave", 7, "ended the reader with code 7"),
        ("fail", 0, "met a defect of this program"),
        ("deep", 0, "is nested too deeply to be read"),
    ],
)
def test_a_child_that_comes_to_grief_is_a_sentence_and_the_others_answer(what, value, sentence):
    first, bad, last = told(("say", 1), (what, value), ("say", 2))
    assert (first, last) == (1, 2)
    assert bad.startswith(sentence)


def test_a_child_cannot_fill_the_disk(tmp_path):
    [answer] = told(("large", str(tmp_path / "big")))
    assert isinstance(answer, str)
    assert (tmp_path / "big").stat().st_size <= 64 << 20


def test_time_that_bounded_steps_take_is_not_held_against_their_file():
    assert told(("patient", 9)) == ["patient"]


def test_to_earn_time_outside_a_child_changes_nothing():
    children.earn(5)
    assert told(("say", 3)) == [3]


def gone(pid):
    for _ in range(200):
        status = Path(f"/proc/{pid}/status")
        if not status.exists() or "State:\tZ" in status.read_text(encoding="utf-8"):
            return True
        time.sleep(0.05)
    return False


def number(path):
    while not (path.exists() and path.read_text(encoding="utf-8").strip()):
        time.sleep(0.05)
    return int(path.read_text(encoding="utf-8"))


@ON_LINUX
def test_what_an_overdue_child_started_ends_with_it(tmp_path):
    [answer] = told(("another", str(tmp_path / "pid")))
    assert answer.startswith("took longer than 6 seconds")
    assert gone(number(tmp_path / "pid"))


@ON_LINUX
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_when_the_parent_ends_nothing_that_it_started_goes_on(tmp_path, how):
    heeding = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)"  # what runs in the background is started without
    code = f"{heeding}; from tests import test_children as t; t.told(('another', sys.argv[1]), limits=t.Limits(seconds=200))"
    root = Path(__file__).resolve().parent.parent
    parent = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "pid")], cwd=root, stderr=subprocess.DEVNULL)
    pid = number(tmp_path / "pid")
    parent.send_signal(how)
    parent.wait(timeout=30)
    assert gone(pid)
