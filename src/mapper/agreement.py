"""Agreement: how often reviewers say the same, and how much of it chance would give."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from mapper.claims import of_pairs
from mapper.decisions import DECIDED, standing
from mapper.types import Decision, Verdict


@dataclass(frozen=True)
class Agreement:
    """Say how often two reviewers agree on accept or reject over the pairs that both decided; kappa after Cohen (1960)."""

    one: str
    other: str
    pairs: int
    agreed: int
    kappa: float | None

    @property
    def share(self) -> float:
        """Give the share of agreement."""
        return self.agreed / self.pairs


def compare(events: Iterable[Decision]) -> list[Agreement]:
    """Compare every two reviewers over the pairs that both accepted or rejected."""
    said: dict[str, dict[str, Verdict]] = {}
    for pair, verdicts in standing(of_pairs(events)).items():
        for one in verdicts:
            if one.verdict in DECIDED and not one.adjudicates:
                said.setdefault(one.reviewer, {})[pair] = one.verdict
    compared = []
    for one_name, other_name in combinations(sorted(said), 2):
        mine, theirs = said[one_name], said[other_name]
        both = [(mine[pair], theirs[pair]) for pair in sorted(mine.keys() & theirs.keys())]
        if both:
            compared.append(Agreement(one_name, other_name, len(both), sum(a == b for a, b in both), _kappa(both)))
    return compared


def _kappa(both: Sequence[tuple[Verdict, Verdict]]) -> float | None:
    """Give Cohen's kappa; None where chance alone would agree always."""
    total = len(both)
    observed = sum(a == b for a, b in both) / total
    first, second = Counter(a for a, _ in both), Counter(b for _, b in both)
    chance = sum(first[side] * second[side] for side in first) / total**2
    return None if chance == 1 else round((observed - chance) / (1 - chance), 4)


def is_blind(said: Decision) -> bool:
    """Say whether somebody read a pair on the screen with the score and the verdicts of others hidden: what is typed or imported took no time."""
    return not said.score_shown and said.seconds > 0 and not said.adjudicates


def independent(said: Iterable[Decision]) -> list[Decision]:
    """Give the verdicts that no other could sway: the first one, and later ones of those who read blind."""
    ordered = sorted((one for one in said if not one.adjudicates), key=lambda one: (one.at, one.reviewer))
    return [one for place, one in enumerate(ordered) if not place or is_blind(one)]
