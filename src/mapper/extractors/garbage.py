"""Garbage: one page makes ten thousand small objects and no cycles, so the collector of cycles would look through them over and over in vain."""

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Given = TypeVar("_Given")


def uncollected(work: Callable[_Asked, _Given]) -> Callable[_Asked, _Given]:
    """Hold the collector off while a function works; it must be of the kind that reads one page, so that nothing piles up."""

    @wraps(work)
    def held(*args: _Asked.args, **named: _Asked.kwargs) -> _Given:
        if not gc.isenabled():
            return work(*args, **named)
        gc.disable()
        try:
            return work(*args, **named)
        finally:
            gc.enable()

    return held
