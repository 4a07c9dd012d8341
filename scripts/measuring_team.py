"""Several people at one store: how fast verdicts are on disk, and whether any is lost, also where writers are killed; for `benchmark.py`.

Run by itself it is one of the writers: `python scripts/measuring_team.py URL NAME COUNT` prints the id and the seconds of each commit.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from mapper.identity import pair_id
from mapper.store import codec, open_store
from mapper.types import Decision, Evidence, Quote, Verdict

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
WRITERS, BARE = 8, 300
AT = "2026-02-03T04:05:06Z"
WORDS = "to study the use of networks in developing countries and to report on the progress made with standards for access " * 2


def verdict(who: str, number: int) -> Decision:
    """Make a verdict of usual size."""
    left, right = f"aa/res/{number % 200}", "bb/res/2"
    quotes = (Quote(f"{left}#resolves.1", "resolves 1", 3, WORDS), Quote(f"{right}#resolves.1", "resolves 1", 3, WORDS))
    shown = tuple(Evidence(*quotes, weight) for weight in (0.5, 0.4, 0.3))
    pair = pair_id("resolutions", left, right)
    return Decision("", pair, "resolutions", left, right, Verdict.REJECT, "", "", "", who, AT, 4.0, True, ("2018", "2018"), shown)


def write(url: str, who: str, count: int) -> None:
    """Append verdicts one by one; say of each, once it is on disk, which it is and how long that took."""
    with open_store(url) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(count):
            start = time.perf_counter()
            made = store.append(verdict(who, number))
            print(made.event, time.perf_counter() - start, flush=True)


def team(events: int, rounds: int) -> None:
    """Print for each sort of store what eight writers reach, beside one writer, plain inserts and a bare fsync; then what killing them loses."""
    for name, place in (("SQLite", _file), ("PostgreSQL", _server)):
        with place() as url:
            if not url:
                print(f"{name}: no server can run here")
                continue
            _measure(name, url, events)
        with place() as url:
            _kill(name, url, rounds)


@contextmanager
def _file() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/mapper.db"


@contextmanager
def _server() -> Iterator[str]:
    """Give an empty schema on a server that writes to the disk as in earnest."""
    from tests import servers, stores

    if servers.lacking():
        yield ""
        return
    servers.NAMED = servers.NAMED or servers.ours("on").url
    with stores.place("postgresql") as url:
        yield url


def _measure(name: str, url: str, events: int) -> None:
    each = events // WRITERS
    print(f"\n## {name}: {WRITERS} writers, {each * WRITERS} verdicts of {len(codec.write(verdict('anna', 1)))} bytes")
    alone, _ = _speed(url, 1, min(each, 1000))
    together, times = _speed(url, WRITERS, each)
    with open_store(url) as store:
        kept, problems = len(store.log()), store.verify_log()
    lost = min(each, 1000) + each * WRITERS - kept
    inserts, synced = _plain(url), _fsync()
    low, high = (float(np.percentile(times, share)) * 1000 for share in (50, 95))
    print(f"{'verdicts lost, chain':<42} {lost:7d} lost, {'valid' if not problems else problems[0]}")
    print(f"{'a commit, median and 95th percentile':<42} {low:7.1f} ms {high:7.1f} ms")
    print(f"{'eight writers':<42} {together:7.0f} a second  ratio to one writer: {together / alone:.2f}")
    print(f"{'one writer':<42} {alone:7.0f} a second  ratio to plain inserts: {alone / inserts:.2f}")
    print(f"{'plain inserts, a commit each':<42} {inserts:7.0f} a second  ratio to bare fsync: {inserts / synced:.2f}")
    print(f"{'bare fsync of as many bytes':<42} {synced:7.0f} a second")


def _start(url: str, writers: int, each: int) -> list["subprocess.Popen[str]"]:
    open_store(url).close()
    call = [sys.executable, __file__, url]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    made = [subprocess.Popen([*call, f"p{number}", str(each)], **pipes) for number in range(writers)]
    for one in made:
        one.stdout.readline()
    for one in made:
        one.stdin.write("go\n")
        one.stdin.flush()
    return made


def _speed(url: str, writers: int, each: int) -> tuple[float, list[float]]:
    """Give verdicts a second of all writers together, and the seconds of each commit."""
    started = _start(url, writers, each)
    begin = time.perf_counter()
    told = _read(started)
    spent = time.perf_counter() - begin
    times = [float(line.split()[1]) for lines in told for line in lines]
    if len(times) != writers * each:
        raise SystemExit(f"{writers * each - len(times)} verdicts were not acknowledged")
    return len(times) / spent, times


def _read(started: list["subprocess.Popen[str]"]) -> list[list[str]]:
    """Read what all say until they end."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(len(started)) as pool:
        told = list(pool.map(lambda one: [line for line in one.stdout if line.endswith("\n")], started))
    for one in started:
        one.wait()
    return told


def _plain(url: str) -> float:
    """Give single inserts a second of the same lines into a bare table of the same database, a commit each."""
    line, (begin, insert) = codec.write(verdict("anna", 1)), _table(url)
    begin()
    start = time.perf_counter()
    for number in range(BARE):
        insert(number, line)
    return BARE / (time.perf_counter() - start)


def _table(url: str) -> tuple[Callable[[], object], Callable[[int, str], object]]:
    make = "CREATE TABLE bare (place INTEGER PRIMARY KEY, text TEXT NOT NULL)"
    if url.startswith("sqlite"):
        file = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False)
        file.execute("PRAGMA synchronous=FULL")
        return lambda: file.execute(make), lambda number, line: file.execute("INSERT INTO bare VALUES (?, ?)", (number, line))
    import psycopg

    server = psycopg.connect(url, autocommit=True)
    return lambda: server.execute(make), lambda number, line: server.execute("INSERT INTO bare VALUES (%s, %s)", (number, line))


def _fsync() -> float:
    """Give how often a second as many bytes are appended to a file and synced to the disk."""
    line = codec.write(verdict("anna", 1)).encode()
    with TemporaryDirectory() as folder, (Path(folder) / "bare").open("wb", buffering=0) as file:
        start = time.perf_counter()
        for _ in range(BARE):
            file.write(line)
            os.fsync(file.fileno())
        return BARE / (time.perf_counter() - start)


def _kill(name: str, url: str, rounds: int) -> None:
    """Kill all writers in the middle, several times over, and look for what they had been told is on disk."""
    source, acknowledged = random.Random(6), []
    for _ in range(rounds):
        started = _start(url, WRITERS, 10**6)
        time.sleep(source.uniform(0.3, 1.5))
        for one in started:
            one.send_signal(signal.SIGKILL)
        acknowledged += [line.split()[0] for lines in _read(started) for line in lines]
    with open_store(url) as store:
        kept, problems = {one.event for one in store.decisions()}, store.verify_log()
    lost = sum(event not in kept for event in acknowledged)
    sound = "valid" if not problems else problems[0]
    print(f"{f'{name}: {rounds * WRITERS} writers killed':<42} {lost:7d} of {len(acknowledged)} acknowledged verdicts lost, chain {sound}")


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]))
