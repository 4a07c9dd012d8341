"""What a child may do to its parent; little is imported here, since a child imports it within its own limits."""

import os
import signal
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    name: str


def burn():
    while True:
        pass


DEEDS = {
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "abort": os.abort,
    "sleep": lambda: time.sleep(60),
    "burn": burn,
    "eat": lambda: len([bytearray(64 << 20) for _ in range(64)]),
    "nest": lambda: misbehave(Task("nest")),
}


def misbehave(task):
    DEEDS.get(task.name, int)()
    return task.name.upper()
