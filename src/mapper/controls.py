"""Controls: pairs of which the answer is known, put into a reviewer's queue unmarked; what they answer measures them and says nothing of the pair."""

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from math import ceil
from pathlib import Path

from mapper import intervals
from mapper.agreement import independent
from mapper.decisions import CONTROL, DECIDED, stood
from mapper.errors import MapperError
from mapper.identity import digest, pair_id, pair_id_of
from mapper.mapping import Mapped
from mapper.types import Decision, State, Verdict

_COLUMNS = "pair and verdict, or type, left, right and verdict"
Known = Mapping[str, Verdict]


@dataclass(frozen=True)
class Score:
    """Say how one reviewer answered known pairs; `interval` is Wilson's of 95 %, None where nothing was answered yes or no."""

    reviewer: str
    hits: int
    misses: int
    unsure: int = 0
    unknown: int = 0

    @property
    def interval(self) -> tuple[float, float] | None:
        """Give the interval of the share of hits."""
        return intervals.wilson(self.hits, self.hits + self.misses)

    def as_json(self) -> dict[str, object]:
        """Give it as one object."""
        counts = {"hits": self.hits, "misses": self.misses, "unsure": self.unsure, "no_longer_known": self.unknown}
        return {"reviewer": self.reviewer, **counts, "interval": intervals.rounded(self.interval)}

    def line(self) -> str:
        """Tell it in a line."""
        if self.interval is None:
            return f"{self.reviewer}: no known pair answered yet"
        told = f"{self.reviewer}: {self.hits} of {self.hits + self.misses} known pairs answered as settled{intervals.told(self.interval)}"
        return told + (f", {self.unsure} unsure" if self.unsure else "") + (f", {self.unknown} no longer known" if self.unknown else "")


def answers(log: Iterable[Decision], reviewer: str) -> dict[str, Decision]:
    """Give one person's answers on known pairs that were not taken back, by pair."""
    mine = [event for event in log if event.reviewer == reviewer and event.origin == CONTROL]
    return {event.pair: event for event in stood(mine)}


def known(mapped: Iterable[Mapped], listed: Known) -> Known:
    """Give the pairs of which the answer is known, each with it: settled by adjudication, agreed by two who read apart, or listed by the team.

    Only pairs that can be shown as any other: proposed, with both texts at hand, of which nothing changed since.
    """
    found: dict[str, Verdict] = {}
    for one in mapped:
        if one.proposal and not one.unread and not one.outdated and one.state is not State.GONE and (answer := _settled(one) or listed.get(one.pair)):
            found[one.pair] = answer
    return found


def _settled(one: Mapped) -> Verdict | None:
    """Give the verdict that an adjudication, or two readings apart from each other, settled."""
    said = [word for word in one.counted if word.verdict in DECIDED]
    sure = any(word.adjudicates for word in said) or len(independent(said)) > 1
    return said[-1].verdict if sure and one.state in (State.ACCEPTED, State.REJECTED) else None


def chosen(pool: Iterable[str], answered: Collection[str], reviewer: str, wanted: tuple[float, int, int]) -> frozenset[str]:
    """Choose the known pairs that a reviewer answers next, by digest, so that a rerun chooses the same.

    `pool` names those that are nothing of theirs; `wanted` gives the share, how many pairs wait for them, and how many they have done: the share
    holds of all that they ever read, and of what waits now.
    """
    share, waiting, done = wanted
    most = min(ceil(share * (waiting + done)) - len(answered), ceil(share * waiting))
    return frozenset(sorted(set(pool) - set(answered), key=lambda pair: (digest("control", reviewer, pair), pair))[: max(0, most)])


def score(reviewer: str, said: Mapping[str, Decision], truth: Known) -> Score:
    """Hold one person's answers against what is known now."""
    held = [(event.verdict, truth.get(pair)) for pair, event in said.items()]
    decided = [(mine, right) for mine, right in held if right and mine in DECIDED]
    hits = sum(mine is right for mine, right in decided)
    unsure = sum(right is not None and mine not in DECIDED for mine, right in held)
    return Score(reviewer, hits, len(decided) - hits, unsure, sum(right is None for _, right in held))


def scores(mapped: Iterable[Mapped], log: Sequence[Decision], listed: Known, reviewers: Iterable[str]) -> list[Score]:
    """Give the scores of some reviewers, by what is known of each pair now."""
    truth = known(mapped, listed)
    return [score(name, answers(log, name), truth) for name in reviewers]


def asked_of(log: Iterable[Decision]) -> tuple[str, ...]:
    """Name those who answered any known pair."""
    return tuple(sorted({event.reviewer for event in log if event.origin == CONTROL}))


def load(path: Path) -> Known:
    """Read the list of known pairs that a team keeps: columns parted by tabs, with a first line that names them; no file is an empty list."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise MapperError(f"cannot read {path}: {error}; save it as text in UTF-8") from error
    rows = csv.DictReader(StringIO(text), delimiter="\t", restval="")
    return dict(_row(path, number, row) for number, row in enumerate(rows, 2) if any(row.values()))


def _row(path: Path, number: int, row: Mapping[str, str]) -> tuple[str, Verdict]:
    cells = {str(key).strip().casefold(): str(value).strip() for key, value in row.items()}
    verdict = cells.get("verdict", "").casefold()
    sides = tuple(cells.get(name, "") for name in ("type", "left", "right"))
    pair = pair_id_of(cells.get("pair", "")) or (pair_id(*sides) if all(sides) else "")
    if not pair:
        raise MapperError(f"{path}, line {number}: no pair is named; the columns are {_COLUMNS}")
    if verdict not in DECIDED:
        raise MapperError(f"{path}, line {number}: {verdict!r} is no answer; write accept or reject")
    return pair, Verdict(verdict)
