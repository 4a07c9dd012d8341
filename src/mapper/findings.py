"""Findings: what an evaluation tells, as lines for a person and as one object."""

import math
from dataclasses import dataclass
from typing import Any

from mapper.metrics import Bin, Measured
from mapper.relating import Agreement

PLACES = 4
BAR = 40  # letters of the longest bar


@dataclass(frozen=True)
class Section:
    """Hold a further look at a set: the key of its object, what its lines begin with, and rows of differences; those named `plain` are figures.

    `nothing` says why there is no row, where there is none.
    """

    key: str
    head: str
    rows: tuple[tuple[str, tuple[tuple[str, Measured], ...]], ...]
    plain: tuple[str, ...] = ()
    nothing: str = ""

    def lines(self) -> list[str]:
        """Lay the rows out as a table, a figure with its interval a column; no line where there is no row."""
        if not self.rows:
            return []
        names = [name for name, _ in self.rows[0][1]]
        width = max(len(name) for name, _ in self.rows)
        told = [self.head, " " * width + "".join(f"  {name:<24}" for name in names).rstrip()]
        write = {name: plain if name in self.plain else signed for name, _ in self.rows}
        return told + [f"{name:<{width}}" + "".join(f"  {write[name](figure):<24}" for _, figure in row).rstrip() for name, row in self.rows]

    def as_json(self) -> dict[str, Any]:
        """Give the rows as objects."""
        return {name: {figure: {"value": number(m.value), "ci": [number(m.low), number(m.high)]} for figure, m in row} for name, row in self.rows}


@dataclass(frozen=True)
class Result:
    """Hold the counts and the figures of one evaluation."""

    counts: tuple[tuple[str, int], ...]
    figures: tuple[tuple[str, Measured], ...]
    seconds: float
    embedder: str
    notes: tuple[str, ...] = ()
    bins: tuple[Bin, ...] = ()
    relations: Agreement | None = None
    sections: tuple[Section, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Give one object of counts, figures and their intervals under `ci`; null where a figure has no meaning."""
        bins = [{"from": b.low, "to": b.high, "pairs": b.pairs, "said": number(b.said), "found": number(b.found)} for b in self.bins]
        return {
            **dict(self.counts),
            "counts": dict(self.counts),
            **{name: number(figure.value) for name, figure in self.figures},
            "seconds": round(self.seconds, 2),
            "ci": {name: [number(figure.low), number(figure.high)] for name, figure in self.figures},
            "model": self.embedder,
            "reliability": bins,
            "notes": list(self.notes),
            **({"relations": self.relations.as_json()} if self.relations else {}),
            **{section.key: section.as_json() for section in self.sections},
        }

    def lines(self) -> list[str]:
        """Give the same for a person to read, but the reliability."""
        head = ", ".join(f"{count} {name}" for name, count in self.counts)
        rows = [f"{name:<13} {figure.value:.3f}  [{figure.low:.3f}, {figure.high:.3f}]" for name, figure in self.figures]
        told = [head, *rows, f"{'seconds':<13} {self.seconds:.1f}"]
        parts = [*([self.relations.lines()] if self.relations else []), *(section.lines() for section in self.sections)]
        told += [line for lines in parts if lines for line in ("", *lines)]
        return told

    def reliability(self) -> list[str]:
        """Plot what was said of pairs against what was so: a bar reaches as far as was so, the stroke stands where it should end."""
        told = ["reliability     pairs    said   found  (a bar reaches as far as was so, | stands where it should end)"]
        for one in self.bins:
            bar = list("#" * round(one.found * BAR) + " " * (BAR + 1))
            bar[round(one.said * BAR)] = "|"
            told.append(f"{one.low:.1f} to {one.high:.1f}  {one.pairs:>9}  {one.said:>6.3f}  {one.found:>6.3f}  {''.join(bar).rstrip()}")
        return told if self.bins else ["reliability: no pair would be shown, there is nothing to plot"]


def number(value: float) -> float | None:
    """Round for JSON; null where a figure has no meaning."""
    return None if math.isnan(value) else round(value, PLACES)


def signed(figure: Measured) -> str:
    """Write a difference with its sign and its interval; a figure without meaning is a dash."""
    return "-" if math.isnan(figure.value) else f"{figure.value:+.3f} [{figure.low:+.3f}, {figure.high:+.3f}]"


def plain(figure: Measured) -> str:
    """Write a figure with its interval; one without meaning is a dash."""
    return "-" if math.isnan(figure.value) else f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
