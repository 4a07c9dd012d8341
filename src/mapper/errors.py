"""Expected failures, each one sentence that says what, where and what next."""

from collections.abc import Iterable

MISSING = "missing: "  # how a problem begins that tells of something which should have been read and was not: exit code 1

_LONG = 100  # letters of a clause


def few(names: Iterable[str], most: int = 3) -> str:
    """Name some in a sentence, and count the rest."""
    listed = list(names)
    return ", ".join(listed[:most]) + (f" and {len(listed) - most} more" if len(listed) > most else "")


def count(number: int, noun: str) -> str:
    """Count things in a sentence: `1 pair`, `2 pairs`."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def clause(error: Exception) -> str:
    """Say of what nobody expected what went wrong, as a clause that a sentence can hold."""
    if isinstance(error, MemoryError):
        return "there is too little memory for it"
    told = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(": ")
    return told if len(told) <= _LONG else f"{told[:_LONG]}…"


class MapperError(Exception):
    """Show one sentence to the user; a bug is any other exception and keeps its traceback."""

    exit_code = 1


class UsageError(MapperError):
    """Say that the command itself was wrong."""

    exit_code = 2


class UnreadableSource(MapperError):
    """Say that one source could not be read; the rest of the batch goes on."""


class StoreError(MapperError):
    """Say that the store could not be opened, read or written."""
