"""Guidelines: when to accept and when to reject, mapping by mapping, as the profile says it."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from mapper.review.examples import Example, fitting
from mapper.types import Verdict


@cache
def _profile() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = tomllib.loads((resources.files("mapper.profiles") / "verdicts.toml").read_text(encoding="utf-8"))
    return found


@cache
def explained() -> frozenset[str]:
    """Name the reasons that say nothing without a comment."""
    return frozenset(entry["code"] for entry in _profile()["reason"] if entry.get("comment"))


def lines(type_: str, kept: Sequence[Example] = ()) -> list[str]:
    """Tell the guideline of a mapping: its own, else that of its kind, which is the name before a colon, else the one for all."""
    texts = {entry["mapping"]: entry for entry in _profile()["guideline"]}
    text = next(texts[name] for name in (type_, type_.partition(":")[0], "") if name in texts)
    told = [f"{type_}: {text['about']}" if type_ else text["about"]]
    told += ["accept (y) where", *(f"  - {line}" for line in text["accept"]), *fitting(kept, type_, Verdict.ACCEPT)]
    told += ["reject (n) where", *(f"  - {line}" for line in text["reject"]), *fitting(kept, type_, Verdict.REJECT)]
    return [*told, "unsure (u) where", f"  - {text['unsure']}"]
