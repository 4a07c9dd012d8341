"""Agreement: how often reviewers say the same, how much of it chance would give, and how sure that is. What adjudications settled is out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from mapper import intervals, raters
from mapper.claims import of_pairs
from mapper.decisions import DECIDED, standing
from mapper.intervals import Interval
from mapper.raters import Coefficient, Item
from mapper.types import Decision, Verdict, turned
from mapper.verdicts import relations


@dataclass(frozen=True)
class Measure:
    """Say how far people agree over a number of pairs; of more than two people `agreed` sums up the share of each pair on which they do.

    `kappa` is Cohen's for two people, Fleiss's for more; `ac1` is Gwet's. The interval of the share is Wilson's over the pairs.
    """

    pairs: int = 0
    agreed: float = 0
    kappa: Coefficient = field(default_factory=Coefficient)
    ac1: Coefficient = field(default_factory=Coefficient)

    @property
    def share(self) -> float:
        """Give the share of agreement."""
        return self.agreed / self.pairs if self.pairs else 0.0

    @property
    def interval(self) -> Interval | None:
        """Give the interval of that share."""
        return intervals.wilson(self.agreed, self.pairs)

    def as_json(self) -> dict[str, object]:
        """Give it as one object."""
        told: dict[str, object] = {"pairs": self.pairs, "agreed": self.agreed, "share": round(self.share, 4), "kappa": self.kappa.value}
        told |= {"share_interval": intervals.rounded(self.interval), "kappa_interval": intervals.rounded(self.kappa.interval)}
        return told | {"ac1": self.ac1.value, "ac1_interval": intervals.rounded(self.ac1.interval)}

    def told(self) -> str:
        """Tell it in words."""
        kappa = "no kappa: chance alone would agree" if self.kappa.value is None else f"kappa {self.kappa.value:.2f}"
        ac1 = "" if self.ac1.value is None else f", AC1 {self.ac1.value:.2f}"
        ranges = [f"{self.interval[0]:.0%} to {self.interval[1]:.0%}"] if self.interval else []
        named = (("kappa", self.kappa.interval), ("AC1", self.ac1.interval))
        ranges += [f"{name} {found[0]:.2f} to {found[1]:.2f}" for name, found in named if found]
        counted = (
            f"{self.agreed} of {self.pairs} pairs ({self.share:.0%})" if isinstance(self.agreed, int) else f"{self.share:.0%} over {self.pairs} pairs"
        )
        return f"{counted}, {kappa}{ac1}; 95 %: {', '.join(ranges)}"


@dataclass(frozen=True)
class Agreement:
    """Say how far two reviewers agree on accept or reject over the pairs that both decided; for everybody together both names are empty.

    `apart` counts only the pairs that were read twice apart, the later time blind; `relations` the relation where both accepted, and `opposite` how
    many of these name the same one in opposite directions.
    """

    one: str
    other: str
    verdicts: Measure
    apart: Measure = field(default_factory=Measure)
    relations: Measure = field(default_factory=Measure)
    opposite: int = 0

    @property
    def pairs(self) -> int:
        """Count the pairs that both decided."""
        return self.verdicts.pairs

    @property
    def agreed(self) -> float:
        """Count those on which they agree."""
        return self.verdicts.agreed

    @property
    def share(self) -> float:
        """Give the share of agreement."""
        return self.verdicts.share

    @property
    def kappa(self) -> float | None:
        """Give kappa; None where chance alone would agree always."""
        return self.verdicts.kappa.value

    def as_json(self) -> dict[str, object]:
        """Give it as one object."""
        parts = {"read_apart": self.apart.as_json(), "relations": self.relations.as_json(), "opposite_directions": self.opposite}
        return {"one": self.one or None, "other": self.other or None, **self.verdicts.as_json(), **parts}

    def lines(self) -> list[str]:
        """Tell it in lines."""
        who = f"{self.one} and {self.other}" if self.one else "everybody"
        told = [f"{who}: {self.verdicts.told()}"]
        told += [f"  read apart: {self.apart.told()}"] if self.apart.pairs else []
        opposite = f"; {self.opposite} in opposite directions" if self.opposite else ""
        return told + ([f"  relation, where both accept: {self.relations.told()}{opposite}"] if self.relations.pairs else [])


Said = Mapping[str, Sequence[Decision]]  # by pair, the verdicts that accept or reject


def compare(events: Iterable[Decision]) -> list[Agreement]:
    """Compare every two reviewers over the pairs that both accepted or rejected; where that makes several comparisons, everybody comes last."""
    said = _decided(events)
    names = sorted({one.reviewer for verdicts in said.values() for one in verdicts})
    compared = [found for one, other in combinations(names, 2) if (found := _between(said, one, other)).pairs]
    return [*compared, _among(said)] if len(compared) > 1 else compared


def _decided(events: Iterable[Decision]) -> Said:
    """Give what reviewers decided, by pair; a pair with fewer than two such verdicts compares nothing."""
    found = {pair: [one for one in said if one.verdict in DECIDED and not one.adjudicates] for pair, said in standing(of_pairs(events)).items()}
    return {pair: said for pair, said in found.items() if len(said) > 1}


def _between(said: Said, one: str, other: str) -> Agreement:
    def of_both(verdicts: Sequence[Decision]) -> Sequence[Decision]:
        return [word for word in verdicts if word.reviewer in (one, other)]

    both = [two for verdicts in said.values() if len(two := of_both(verdicts)) == 2]
    apart = [two for verdicts in said.values() if len(two := of_both(independent(verdicts))) == 2]
    return _agreement((one, other), both, apart, _cohen)


def _among(said: Said) -> Agreement:
    apart = [few for verdicts in said.values() if len(few := independent(verdicts)) > 1]
    return _agreement(("", ""), list(said.values()), apart, raters.fleiss)


Kappa = Callable[[Sequence[Item]], Coefficient]


def _cohen(items: Sequence[Item]) -> Coefficient:
    return raters.cohen([(one, other) for one, other in items])


def _agreement(names: tuple[str, str], every: Sequence[Sequence[Decision]], apart: Sequence[Sequence[Decision]], kappa: Kappa) -> Agreement:
    accepted = [kept for said in every if len(kept := [one for one in said if one.verdict is Verdict.ACCEPT]) == len(said)]
    whole, blind = (_measure([[one.verdict.value for one in _by_name(said)] for said in some], len(DECIDED), kappa) for some in (every, apart))
    related = _measure([[one.relation for one in _by_name(said)] for said in accepted], len(relations()), kappa)
    return Agreement(*names, whole, blind, related, sum(map(_opposite, accepted)))


def _by_name(said: Iterable[Decision]) -> list[Decision]:
    return sorted(said, key=lambda one: one.reviewer)


def _measure(items: Sequence[Item], categories: int, kappa: Kappa) -> Measure:
    if not items:
        return Measure()
    agreed = round(sum(raters.shares(items)), 4)
    return Measure(len(items), int(agreed) if agreed == int(agreed) else agreed, kappa(items), raters.ac1(items, categories))


def _opposite(said: Sequence[Decision]) -> bool:
    """Say whether people name the same relation and not the same way round."""
    ways = {one.direction if one.left == said[0].left else turned(one.direction) for one in said if one.direction}
    return len({one.relation for one in said}) == 1 and len(ways) > 1


def is_blind(said: Decision) -> bool:
    """Say whether somebody read a pair on the screen with the score and the verdicts of others hidden: what is typed or imported took no time."""
    return not said.score_shown and said.seconds > 0 and not said.adjudicates


def independent(said: Iterable[Decision]) -> list[Decision]:
    """Give the verdicts that no other could sway: the first one, and later ones of those who read blind."""
    ordered = sorted((one for one in said if not one.adjudicates), key=lambda one: (one.at, one.reviewer))
    return [one for place, one in enumerate(ordered) if not place or is_blind(one)]
