"""The waterfall: what made the score of a proposal, step by step from an ordinary pair, each step where the one before ended."""

from dataclasses import dataclass

from mapper.measures import label
from mapper.types import Proposal

START = "an ordinary pair"  # a measure counts by how far the pair stands out among its row and its column: an ordinary one stands at 0
REST = "what is not told apart"
SCORE = "score"
LABEL, BAR = 30, 28  # cells
AT = LABEL + 16  # where bars begin
_SLIGHT = 0.005  # what does not show in two places


@dataclass(frozen=True)
class Step:
    """Hold one measure with what it adds, and the sum before and after it."""

    name: str
    amount: float
    before: float

    @property
    def after(self) -> float:
        """Give the sum so far."""
        return round(self.before + self.amount, 4)


def steps(proposal: Proposal) -> tuple[Step, ...]:
    """Add up the contributions of a proposal, the strongest first, without those too slight to show; what is left of its score is the last step."""
    made: list[Step] = []
    at = 0.0
    shown = (one for one in proposal.contributions if abs(one[1]) >= _SLIGHT)
    for name, amount in sorted(shown, key=lambda one: (-abs(one[1]), one[0])):
        made.append(Step(name, amount, at))
        at = made[-1].after
    rest = round(proposal.score - at, 4)
    return (*made, Step(REST, rest, at)) if proposal.contributions and abs(rest) >= _SLIGHT else tuple(made)


def drawn(proposal: Proposal, sides: tuple[str, str] = ("left", "right"), cells: int = 0) -> list[str]:
    """Draw the steps as lines: what each adds, the sum so far, a bar from there to here, and at the end the score.

    Bars are shorter where lines may be no longer than `cells`; 0 lets them be as long as they are.
    """
    made = steps(proposal)
    if not proposal.contributions:
        return [f"score {proposal.score:.2f}; what made it was not kept"]
    sums = [0.0, proposal.score, *(step.after for step in made)]
    scale = _Scale(min(sums), max(sums), max(1, min(BAR, cells - AT - 1)) if cells else BAR)
    lines = [f"{'':<{LABEL}} {'adds':>6} {'sum':>6}", f"{START:<{LABEL}} {'':>6} {0:>6.2f}"]
    for step in made:
        bar = scale.bar(step.before, step.after, "+" if step.amount >= 0 else "-")
        lines.append(f"{label(step.name, *sides):<{LABEL}} {step.amount:>+6.2f} {step.after:>6.2f}  {bar}".rstrip())
    return [*lines, f"{SCORE:<{LABEL}} {'':>6} {proposal.score:>6.2f}  {scale.bar(0.0, proposal.score, '=')}".rstrip()]


def told(proposal: Proposal, sides: tuple[str, str]) -> str:
    """Tell the steps and the score on one line."""
    return " | ".join([*(f"{label(step.name, *sides)} {step.amount:+.2f}" for step in steps(proposal)), f"score {proposal.score:.2f}"])


@dataclass(frozen=True)
class _Scale:
    """Lay sums out on the cells of a bar."""

    low: float
    high: float
    cells: int

    def cell(self, value: float) -> int:
        return round((value - self.low) / ((self.high - self.low) or 1.0) * self.cells)

    def bar(self, start: float, end: float, sign: str) -> str:
        """Draw from one sum to another, at least one cell; a stroke stands at nought where there are sums below it."""
        first, last = sorted((self.cell(start), self.cell(end)))
        cells = [" "] * (self.cells + 1)
        if self.low < 0:
            cells[self.cell(0.0)] = "|"
        last = max(last, first + 1) if abs(end - start) >= _SLIGHT else first
        cells[first:last] = sign * (last - first)
        return "".join(cells).rstrip()
