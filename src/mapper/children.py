"""Children: one process a task, within limits of memory, time and file size, watched by the parent; a dead child is a sentence."""

import ctypes
import logging
import multiprocessing
import os
import resource
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, ForkServerProcess
from time import monotonic
from typing import Any, TypeVar

from mapper.settings import Limits

Task = TypeVar("Task")
Result = TypeVar("Result")

_GRACE = 3.0  # times the processor seconds: so long may a child take by the clock, since it may have to wait for others
_FILES = 64 << 20  # bytes that a child may write to one file
_ADVICE = "open it in another program and save it anew, or raise the [limits] in mapper.toml"
_CRASHED = "made the reader crash, mostly for want of memory"
_DIED = {
    -signal.SIGKILL: "was stopped by the system, mostly for want of memory",
    -signal.SIGXCPU: "took more processor time than the limit",
    1: "met a defect of this program, which is told above and should be reported",
    **{-number: _CRASHED for number in (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGTRAP, signal.SIGFPE)},
}
_DIE_WITH_PARENT = 1  # what prctl calls PR_SET_PDEATHSIG


@dataclass(frozen=True)
class _More:
    """Ask the parent for patience, in seconds."""

    seconds: float


_listener: list[Connection] = []  # in a child: the parent's ear


def run(work: Callable[[Task], Result], tasks: Sequence[Task], limits: Limits, ready: Sequence[str] = ()) -> Iterator[tuple[Task, Result | str]]:
    """Do each task in a process of its own, as many at once as there are processors; give results in order, a sentence where a child died.

    `ready` names modules that the work needs: the first work of a program has them imported once, before its processes are parted.
    """
    context = multiprocessing.get_context("forkserver")
    _serve(context, [work.__module__, *ready])
    done: dict[int, Result | str] = {}
    waiting = list(range(len(tasks)))[::-1]
    running: list[_Child] = []
    next_ = 0
    try:
        while next_ < len(tasks):
            while waiting and len(running) < (os.cpu_count() or 1):
                place = waiting.pop()
                running.append(_Child(place, context, work, tasks[place], limits))
            _collect(running, done)
            while next_ in done:
                yield tasks[next_], done.pop(next_)
                next_ += 1
    finally:
        for child in running:
            child.stop()


def _serve(context: ForkServerContext, ready: list[str]) -> None:
    """Start the server that forks children with some modules imported; an interrupt is for the parent, who ends its children."""
    context.set_forkserver_preload(ready)
    resource_tracker.ensure_running()  # first: its start would let interrupts through again
    with uninterrupted():
        forkserver.ensure_running()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let an interrupt wait until what was begun is done."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _collect(running: "list[_Child]", done: "dict[int, Result | str]") -> None:
    """Wait until a child has something to say or is overdue."""
    patience = max(0.05, min(child.left for child in running))
    ready = wait([child.ear for child in running], timeout=patience)
    for child in list(running):
        if child.ear in ready or child.left <= 0:
            answer = child.result(overdue=child.ear not in ready)
            if isinstance(answer, _More):
                child.due += answer.seconds
                continue
            done[child.place] = answer
            running.remove(child)


class _Child:
    """Hold one child with the end of the pipe on which it answers."""

    def __init__(self, place: int, context: ForkServerContext, work: Callable[[Task], Result], task: Task, limits: Limits) -> None:
        self.place = place
        self.ear, mouth = context.Pipe(duplex=False)
        self.process: ForkServerProcess = context.Process(target=_main, args=(mouth, work, task, limits), daemon=True)
        with uninterrupted():
            self.process.start()
        mouth.close()
        self.due = monotonic() + _GRACE * limits.seconds
        self.limits = limits

    @property
    def left(self) -> float:
        """Say how many seconds it still has."""
        return self.due - monotonic()

    def result(self, *, overdue: bool) -> Any:
        """Take the answer, or the wish for more time, or say how the child ended."""
        if overdue:
            self.stop()
            return f"took longer than {_GRACE * self.limits.seconds:.0f} seconds and was stopped; {_ADVICE}"
        try:
            answer = self.ear.recv()
        except (EOFError, OSError):  # it ended before its answer, or within it
            self.process.join()
            reason = _DIED.get(self.process.exitcode or 0, f"ended the reader with code {self.process.exitcode}")
            answer = f"{reason}; {_ADVICE}"
        if not isinstance(answer, _More):
            self.stop()
        return answer

    def stop(self) -> None:
        """End the child and what it started, if it still runs, and close the pipe."""
        if self.process.is_alive():
            self.process.join(timeout=0.5)
        if self.process.is_alive():
            with suppress(ProcessLookupError):  # it has not made its group yet, or has just ended
                os.killpg(self.process.pid or 0, signal.SIGKILL)
            self.process.kill()
        self.process.join()
        self.ear.close()


def _main(mouth: Connection, work: Callable[[Task], Result], task: Task, limits: Limits) -> None:
    """Run in the child: set the limits, do the work, answer."""
    os.setpgid(0, 0)
    logging.disable(logging.ERROR)  # what readers mend is not for the user
    warnings.simplefilter("ignore")
    die_with_parent()
    _let_go()
    _listener[:] = [mouth]
    os.environ["OMP_NUM_THREADS"] = "1"
    _limit(resource.RLIMIT_AS, limits.memory_mb << 20)
    _limit(resource.RLIMIT_CPU, limits.seconds)
    _limit(resource.RLIMIT_FSIZE, _FILES)
    _limit(resource.RLIMIT_CORE, 0)
    with suppress(BrokenPipeError):  # the parent was ended and does not listen any more
        try:
            mouth.send(work(task))
        except MemoryError:
            mouth.send(f"needs more than {limits.memory_mb} MiB of memory; split it, or raise `memory_mb` under [limits] in mapper.toml")
        except RecursionError:
            mouth.send("is nested too deeply to be read; open it in another program and save it anew")
    mouth.close()


def earn(seconds: float) -> None:
    """Put off the end of the time that this child has: a step that is bounded by itself was done and took so long."""
    for mouth in _listener:
        soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        if soft != resource.RLIM_INFINITY:
            most = int(soft + seconds + 1)
            resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        with suppress(BrokenPipeError):
            mouth.send(_More(seconds))


def die_with_parent() -> None:
    """Ask the system to end this process when the one that started it ends, however that may be; only Linux knows how."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def _let_go() -> None:
    """Close what keeps the server of children alive without the parent: it is to end with the parent, and the children with it."""
    alive = getattr(forkserver._forkserver, "_forkserver_alive_fd", None)
    if alive is not None:
        os.close(alive)


def _limit(what: int, most: int) -> None:
    """Lower a limit; one that the system has set lower stays."""
    hard = resource.getrlimit(what)[1]
    allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (allowed, hard))
