"""Measure how long a reviewer waits: from a key pressed to the next pair on the screen, over many open pairs, in a terminal of its own."""

import fcntl
import os
import pty
import re
import select
import sqlite3
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from measuring_portal import made_up

from mapper import settings
from mapper.decisions import Subject, Word, record
from mapper.store import RunRecord, SourceRecord, open_store
from mapper.types import Verdict

LIMIT = 0.05  # seconds from a key to the next pair
ROUNDS = 40
DECIDED = 500  # pairs on which somebody else has decided already
QUIET = 0.04  # seconds without a byte, after which a screen is whole
_PAIR = re.compile(rb"pair ([0-9a-f]{16})")
_AT = "2026-01-01T12:00:00Z"
WAYS = (("full screen, 80x24", (), (80, 24)), ("full screen, 160x45", (), (160, 45)), ("--plain, 80x24", ("--plain",), (80, 24)))


def review(documents: int, pairs: int) -> None:
    """Print the waits of each key, as milliseconds and against one synced commit, and how long the first pair takes."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        workspace(root, documents, pairs)
        base = commits(root)
        print(f"\n## review: {pairs} open pairs of {documents} documents, {DECIDED} of them decided on by another; {ROUNDS} presses of each key")
        middle, most = 1000 * statistics.median(base), 1000 * within(base)
        told = f"median {middle:6.1f} ms, 95 % within {most:6.1f} ms  (load of the machine: {os.getloadavg()[0]:.1f})"
        print(f"{'one synced commit of one row (SQLite)':<42} {told}")
        for name, options, size in WAYS:
            _tell(name, Driven(root, options, size), statistics.median(base))


def _tell(name: str, driven: "Driven", base: float) -> None:
    print(f"{name + ': the first pair':<42} {driven.start:6.1f} s after the command")
    for key, waits in measured(driven).items():
        middle, most = statistics.median(waits), within(waits)
        told = f"median {1000 * middle:6.1f} ms, 95 % within {1000 * most:6.1f} ms of {1000 * LIMIT:.0f}  ratio: {LIMIT / most:.2f}"
        print(f"{f'{name}: {key}':<42} {told}, {middle / base:.1f} commits")
    driven.end()


def within(waits: Sequence[float]) -> float:
    """Give the wait that 95 in 100 stay within."""
    return sorted(waits)[min(len(waits) - 1, int(0.95 * len(waits)))]


def workspace(root: Path, documents: int, pairs: int) -> None:
    """Make a workspace as a run would leave it, of made-up texts and pairs."""
    settings.init(root)
    export = made_up(documents, pairs)
    proposals = [one.proposal for one in export.mapped if one.proposal]
    with open_store(settings.load(root).store_url) as store:
        store.save_reading(SourceRecord("made-up.jsonl", "0" * 64, 1, "read"), [replace(one) for one in export.documents.values()])
        store.publish(RunRecord("r1", _AT, "live", "{}"), proposals)
        for one in proposals[:: max(1, len(proposals) // DECIDED)]:
            subject = Subject(one.pair, one.type, one.left, one.right, (one.left_edition, one.right_edition), one.evidence)
            record(store, subject, Word(Verdict.ACCEPT, one.relation or "mutual-interest", seconds=9.0), reviewer="ben", at=_AT)


def commits(root: Path) -> list[float]:
    """Time commits of one row each that are synced to the disk, on the same file system."""
    database = sqlite3.connect(root / "baseline.db", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE one (text TEXT)")
    spent = [_timed(lambda: database.execute("INSERT INTO one VALUES (?)", ("x" * 2000,))) for _ in range(ROUNDS * 2)]
    database.close()
    return spent


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def measured(driven: "Driven") -> dict[str, list[float]]:
    """Press each key many times, the pairs going by; give the seconds of each press until the next pair stood on the screen."""
    accepted = [driven.press("y") for _ in range(ROUNDS)]
    asked, answered = zip(*((driven.ask("n"), driven.press("1")) for _ in range(ROUNDS)), strict=True)
    return {
        "y": accepted,
        "n, until it asks why": list(asked),
        "the digit of a reason": list(answered),
        "u": [driven.press("u") for _ in range(ROUNDS)],
        "s": [driven.press("s") for _ in range(ROUNDS)],
        "j": [driven.press("j") for _ in range(ROUNDS)],
        "z": [driven.undo() for _ in range(ROUNDS)],
    }


@dataclass
class Driven:
    """Drive a review in a terminal of its own, as a person would: read the screen, press a key, wait until the next pair stands there."""

    root: Path
    options: Sequence[str]
    size: tuple[int, int]
    pair: bytes = b""
    start: float = 0.0

    def __post_init__(self) -> None:
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            words = ["mapper", "review", "--as", "anna", *self.options, "-w", str(self.root)]
            os.environ["TERM"] = "xterm-256color"
            os.execv(sys.executable, [sys.executable, "-c", f"import sys; sys.argv = {words!r}; from mapper.cli import main; main()"])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", self.size[1], self.size[0], 0, 0))
        begun = time.perf_counter()
        self.pair = self._wait(lambda seen: (_PAIR.findall(seen) or [b""])[-1], 120.0)
        self.start = time.perf_counter() - begun
        self._drain()

    def press(self, key: str) -> float:
        """Press a key that leads to another pair."""
        before = self.pair
        begun = time.perf_counter()
        os.write(self.terminal, key.encode())
        self.pair = self._wait(lambda seen: next((found for found in reversed(_PAIR.findall(seen)) if found != before), b""))
        spent = time.perf_counter() - begun
        self._drain()
        return spent

    def ask(self, key: str) -> float:
        """Press a key that asks for another."""
        begun = time.perf_counter()
        os.write(self.terminal, key.encode())
        self._wait(lambda seen: b"reason:" in seen)
        spent = time.perf_counter() - begun
        self._drain()
        return spent

    def undo(self) -> float:
        """Decide and take it back; give the time of the second."""
        self.press("y")
        return self.press("z")

    def end(self) -> None:
        """Leave, and wait until the command has ended."""
        os.write(self.terminal, b"q")
        while self._read(10.0):
            pass
        os.waitpid(self.child, 0)
        os.close(self.terminal)

    def _wait(self, found: Callable[[bytes], bytes | bool], patience: float = 30.0) -> bytes:
        seen = b""
        while not (there := found(seen)):
            more = self._read(patience)
            if not more:
                raise TimeoutError(f"nothing more came: {seen[-2000:].decode(errors='replace')}")
            seen += more
        return there if isinstance(there, bytes) else b""

    def _drain(self) -> None:
        while self._read(QUIET):
            pass

    def _read(self, patience: float) -> bytes:
        if not select.select([self.terminal], [], [], patience)[0]:
            return b""
        try:
            return os.read(self.terminal, 65536)
        except OSError:
            return b""
