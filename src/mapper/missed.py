"""Missed: what almost became a proposal for one document, and why it did not."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mapper.calibration import signs
from mapper.candidates import STANDING, Fusion, scores
from mapper.channels import Matrix
from mapper.pairing import attribute
from mapper.proposals import Comparison, Task, Tools, propose
from mapper.quoting import Quoting
from mapper.settings import MappingType
from mapper.types import Document, Evidence

EXCLUDED = "excluded"
TOLD = 0.05  # what is taken off a score for an exclusion, from which on it is told
BARRED = 3  # texts that may not be paired, and are told of nevertheless
CENT = 100
EDIT = "the exclusions of the subtopic, under themes/"


@dataclass(frozen=True)
class Hurdle:
    """Say what kept a pair from being proposed, and what would have to change; no change helps where `remedy` is empty."""

    name: str
    told: str
    remedy: str = ""


@dataclass(frozen=True)
class Missed:
    """Hold a pair that was not proposed: the other document, how near it came, its hurdles, and the best two clauses, the document's own first.

    Ranks are those of the other seen from the document, and of the document seen from the other. A pair that may not be has neither score nor ranks.
    """

    other: Document
    likeness: float
    hurdles: tuple[Hurdle, ...]
    quoted: Evidence
    score: float | None = None
    ranks: tuple[int, int] | None = None
    likelihood: float | None = None


@dataclass(frozen=True)
class Account:
    """Tell of one mapping type: how many pairs of the document it proposes, among how many that may be, and what it missed, nearest first."""

    type: MappingType
    floor: float
    proposed: int
    possible: int
    left_out: int = 0
    missed: tuple[Missed, ...] = ()


@dataclass(frozen=True)
class _Cell:
    """Place a pair in the matrices: `turned` where the document stands in the columns."""

    row: int
    column: int
    turned: bool


def account(work: str, type_: MappingType, task: Task, found: Comparison, tools: Tools, most: int = 0) -> Account:
    """Account for all pairs of one document that were compared and not proposed; `most` of those that may be are told, 0 for all."""
    own = [candidate for candidate in found.candidates if work in (candidate.left, candidate.right)]
    proposed = {proposal.left if proposal.right == work else proposal.right for proposal in propose(task, found.left, found.right, own, tools)}
    cells = _cells(work, found)
    likeness = dict(found.fusion.channels)["dense"]
    open_ = {other: cell for other, cell in cells.items() if found.fusion.allowed[cell.row, cell.column]}
    missed = sorted(open_.keys() - proposed, key=lambda other: (-_at(found.fusion.scores, open_[other]), other))
    alike = [_at(likeness, open_[other]) for other in (proposed or missed[:1]) if other in open_]
    barred = [other for other in cells.keys() - open_.keys() if _at(likeness, cells[other]) >= min(alike, default=2.0)]
    barred = sorted(barred, key=lambda other: (-_at(likeness, cells[other]), other))[:BARRED]
    shown = [*missed[: most or None], *barred]
    teller = _Teller(type_, task, found, tools) if shown else None
    told = tuple(teller.missed(cells[other]) for other in shown) if teller else ()
    return Account(type_, task.floor, len(proposed), len(open_), len(missed) + len(barred) - len(shown), told)


def _cells(work: str, found: Comparison) -> dict[str, _Cell]:
    """Find the cell of each other document; where both sides are one corpus it is the one above the diagonal, as candidates are picked."""
    left, right = ([document.id for document in side.documents] for side in (found.left, found.right))
    cells: dict[str, _Cell] = {}
    for row in (number for number, one in enumerate(left) if one == work):
        cells |= {other: _Cell(row, column, turned=False) for column, other in enumerate(right) if other != work}
    for column in (number for number, one in enumerate(right) if one == work):
        turned = {other: _Cell(row, column, turned=True) for row, other in enumerate(left) if other != work}
        cells |= {other: cell for other, cell in turned.items() if other not in cells or other < work}
    return cells


def _at(matrix: Matrix, cell: _Cell) -> float:
    return round(float(matrix[cell.row, cell.column]), 4)


class _Teller:
    """Tell of single pairs why they were not proposed."""

    def __init__(self, type_: MappingType, task: Task, found: Comparison, tools: Tools) -> None:
        self.across = type_.across
        self.task, self.found, self.tools = task, found, tools
        self.quoting = Quoting(found.left, found.right)
        self.ranks = found.fusion.ranks

    def missed(self, cell: _Cell) -> Missed:
        """Tell of the pair in a cell."""
        fusion = self.found.fusion
        left, right = self.found.left.documents[cell.row], self.found.right.documents[cell.column]
        evidences = self.quoting.of(cell.row, cell.column)
        nearest, spoken = evidences.nearest(cell.row, cell.column), evidences.between(cell.row, cell.column)
        quoted = _facing(spoken[0] if spoken else nearest, cell)
        other, likeness = (left if cell.turned else right), _at(dict(fusion.channels)["dense"], cell)
        if not fusion.allowed[cell.row, cell.column]:
            return Missed(other, likeness, (_barred(left, self.across),), quoted)
        ranks = (int(self.ranks[0][cell.row, cell.column]), int(self.ranks[1][cell.row, cell.column]))
        measured = dict(scores(fusion, cell.row, cell.column))
        known = signs(measured["score"], ranks, measured)
        likely = self.tools.calibrators.expected(self.task.type, known)
        here, there = ranks[::-1] if cell.turned else ranks
        hurdles = [] if known.cited else [*self._ranked(here, there), *self._likely(likely)]
        if not spoken:
            told = f"no clause pair speaks for it: the best two are alike by {nearest.weight:.2f}, under {evidences.floor:.2f}"
            hurdles.append(Hurdle("evidence", told))
        hurdles += self._excluded(cell, measured)
        return Missed(other, likeness, tuple(hurdles), quoted, measured["score"], (here, there), likely)

    def _ranked(self, here: int, there: int) -> Iterator[Hurdle]:
        if min(here, there) > self.task.top:
            told = f"rank {here} from this side and {there} from the other; `top` is {self.task.top}"
            yield Hurdle("rank", told, f"top = {min(here, there)} in the table [[mapping]] of {self.task.type}")

    def _likely(self, likely: float) -> Iterator[Hurdle]:
        if likely < self.task.floor:
            lower = math.floor(round(likely * CENT, 2)) / CENT
            yield Hurdle("likelihood", f"likelihood {likely:.2f} under the floor {self.task.floor:.2f}", f"floor = {lower:.2f}")

    def _excluded(self, cell: _Cell, measured: dict[str, float]) -> Iterator[Hurdle]:
        """Say what an exclusion takes off the score, and where the pair would about stand without it."""
        standings = tuple((name.removeprefix(STANDING), value) for name, value in measured.items() if name.startswith(STANDING))
        taken = -dict(self.tools.ranker.contributions(standings)).get(EXCLUDED, 0.0)
        if taken >= TOLD:
            without = measured["score"] + taken
            here, there = _standing(self.found.fusion, cell, without)
            nearer = f"nearer to what the subtopic leaves out than to what it takes in, which takes {taken:.2f} off the score"
            yield Hurdle(EXCLUDED, f"{nearer}: without that, about rank {here} from this side and {there} from the other", EDIT)


def _standing(fusion: Fusion, cell: _Cell, score: float) -> tuple[int, int]:
    """Rank a score from both sides among the others of its row and column, the document's own side first."""
    kept = np.where(fusion.allowed, fusion.scores, -np.inf)
    better = (np.delete(kept[cell.row], cell.column) > score).sum(), (np.delete(kept[:, cell.column], cell.row) > score).sum()
    here, there = (int(number) + 1 for number in better)
    return (there, here) if cell.turned else (here, there)


def _barred(document: Document, across: str) -> Hurdle:
    """Say why a document may not be paired with another: both share what the mapping type pairs across."""
    shared = attribute(document, across)
    return Hurdle("pairing", f'may not be paired: both are of {shared}, and the mapping pairs across {across} (`across = "{across}"`)')


def _facing(quoted: Evidence, cell: _Cell) -> Evidence:
    """Put the document's own clause first."""
    return Evidence(quoted.right, quoted.left, quoted.weight) if cell.turned else quoted


def remedies(hurdles: Sequence[Hurdle]) -> list[str]:
    """Give all that would have to change; nothing where one hurdle cannot be taken."""
    needed = [hurdle for hurdle in hurdles if hurdle.name != EXCLUDED]
    return [hurdle.remedy for hurdle in needed] if needed and all(hurdle.remedy for hurdle in needed) else []
