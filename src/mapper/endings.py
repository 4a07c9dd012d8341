"""Endings: what a clause says it does with a text that it names; the cues come from the profile `relations.toml`."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from mapper.identity import normalise

BESIDE = 80  # letters between a cue and the citation that it speaks of
AWAY = 3  # words between a negation and what it denies
JOINING = 1  # words that may stand between the members of a list
_NAME = r"(?<!\d){}(?!\d)"  # Resolution 1 is not in Resolution 12
_REST = r"[^\W\d_\u2e80-\u9fff]*"  # of the word that a cue begins; scripts without blanks have none


def says(text: str, what: str) -> str:
    """Give the first cue of a kind that a text holds, as the text writes it; empty where it holds none."""
    text = normalise(text)
    found = (re.search(re.escape(cue) + _REST, text, re.IGNORECASE) for cue in _cues()[what])
    return next((match[0] for match in found if match and not _denied(text[: match.start()])), "")


def ended(text: str, name: str, beside: Sequence[str]) -> str:
    """Quote the words by which a clause ends the text that it names; empty where it does not.

    The cue stands right before the name or right behind it, and no other text named in the clause (`beside`) stands between, but in a list.
    """
    text, others = normalise(text), [normalise(other) for other in beside if other]
    found = _named(normalise(name), text) if name else None
    return (_before(text, found, others) or _behind(text, found, others)) if found else ""


def _before(text: str, named: re.Match[str], others: Sequence[str]) -> str:
    """Look for "supersedes Resolution 7": no other text is named before the cue, and none but those of its list behind it."""
    head = text[: named.end()]
    for cue in _cues()["supersedes"]:
        for found in list(re.finditer(re.escape(cue), head, re.IGNORECASE))[-1:]:
            near = named.start() - found.end() <= BESIDE
            alone = not _holds(head[: found.start()], others) and _listed(head[found.end() : named.start()], others)
            if (
                near
                and alone
                and not _denied(head[: found.start()])
                and not any(_first(passive, head[found.start() : named.start()]) for passive in _cues()["passive"])
            ):
                return head[found.start() :]
    return ""


def _behind(text: str, named: re.Match[str], others: Sequence[str]) -> str:
    """Look for "Resolution 7 be suppressed", or for both of "Resolutions 5 and 7"."""
    starts = [found.start() for other in others if (found := _named(other, text[: named.start()]))]
    if starts and not _listed(text[min(starts) : named.start()], others):
        return ""
    tail = text[named.end() : named.end() + BESIDE]
    for found in (match for cue in _cues()["superseded"] if (match := _first(cue, tail))):
        if _listed(tail[: found.start()], others) and not _denied(tail[: found.start()]):
            return text[named.start() : named.end() + found.end()]
    return ""


def _denied(before: str) -> bool:
    """Say whether a negation stands among the last few words before a cue: what is not to be ended goes on."""
    words = re.findall(r"[^\W\d_]+", before.casefold())
    signs = tuple(word for word in _cues()["denied"] if len(word) == 1)  # of scripts without blanks
    return not set(_cues()["denied"]).isdisjoint(words[-AWAY:]) or before.rstrip().endswith(signs)


def _listed(between: str, others: Sequence[str]) -> bool:
    """Say whether what stands between is free of other texts, or nothing but a list of them."""
    if not _holds(between, others):
        return True
    for other in sorted(others, key=len, reverse=True):
        between = re.sub(_NAME.format(re.escape(other)), " ", between, flags=re.IGNORECASE)
    return len(re.findall(r"[^\W\d_]{2,}", re.sub(r"\([^)]*\)", " ", between))) <= JOINING


def _holds(text: str, others: Sequence[str]) -> bool:
    return any(_named(other, text) for other in others)


def _named(name: str, text: str) -> re.Match[str] | None:
    return re.search(_NAME.format(re.escape(name)), text, re.IGNORECASE)


def _first(words: str, text: str) -> re.Match[str] | None:
    return re.search(re.escape(words), text, re.IGNORECASE)


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    raw = tomllib.loads((resources.files("mapper.profiles") / "relations.toml").read_text(encoding="utf-8"))
    return {name: tuple(raw[name]) for name in ("supersedes", "superseded", "passive", "implements", "cites", "denied")}
