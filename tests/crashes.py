"""Crashes: a child of this process that works on a store until it is killed, or until the disk takes no more."""

import os
import resource
import signal
import time
from contextlib import suppress
from pathlib import Path

from mapper import decisions
from mapper.errors import StoreError
from mapper.store import open_store

ROOM = 40_000  # bytes by which a file may still grow


def killed(url, said, *, after):
    """Let a child record verdicts one after the other, kill it behind `after` acknowledgements, and give the ids that it acknowledged."""
    child, ears = _child(lambda tell: _record(url, said, tell))
    heard = b""
    while heard.count(b"\n") < after and (more := os.read(ears, 4096)):
        heard += more
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    return _acknowledged(child, ears, heard)


def out_of_room(url, said):
    """Let a child record verdicts on a disk that takes only so much more, and give the ids that it acknowledged and what it was told at last."""
    file = Path(url.removeprefix("sqlite:///"))

    def work(tell):
        room = file.stat().st_size + ROOM
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        _record(url, said, tell)

    child, ears = _child(work)
    *events, told = _acknowledged(child, ears, b"") or [""]
    return events, told


def cut_short(work, seconds):
    """Let a child do a piece of work, and kill it and its children after so many seconds; say whether it was done before."""
    child, ears = _child(lambda tell: (os.setsid(), tell("begun"), work()))
    os.read(ears, 16)
    waited = _wait(child, seconds)
    if not waited:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
    os.close(ears)
    return waited


def _wait(child, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if os.waitpid(child, os.WNOHANG)[0]:
            return True
        time.sleep(0.005)
    return False


def _child(work):
    ears, mouth = os.pipe()
    child = os.fork()
    if child:
        os.close(mouth)
        return child, ears
    try:
        os.close(ears)
        work(lambda word: os.write(mouth, f"{word}\n".encode(errors="replace")))
    finally:
        os._exit(0)


def _record(url, said, tell):
    try:
        with open_store(url) as store:
            while True:
                for on, word, reviewer, at in said:
                    tell(decisions.record(store, on, word, reviewer=reviewer, at=at).event)
    except StoreError as error:
        tell(f"told: {error}")


def _acknowledged(child, ears, heard):
    while more := os.read(ears, 65536):
        heard += more
    os.close(ears)
    with suppress(ChildProcessError):
        os.waitpid(child, 0)
    return [line.decode() for line in heard.split(b"\n")[:-1]]
