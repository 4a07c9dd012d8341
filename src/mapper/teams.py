"""The team: who reviews, who reads what, how much is read twice; as mapper.toml says it."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from mapper import naming
from mapper.errors import MapperError, UsageError
from mapper.sides import FILTERS, Side, side
from mapper.toml import Table
from mapper.types import Document

CONTROLS, GUIDELINES = "controls.tsv", "guidelines.toml"  # what a team keeps beside the settings
DOUBLE = 0.15  # share of the pairs that two people read


@dataclass(frozen=True)
class Rule:
    """Say who reads which pairs: those of these mappings, with these themes or subtopics, of which one text is on this side; empty takes all."""

    reviewers: tuple[str, ...]
    mappings: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    side: Side = field(default_factory=Side)

    def texts(self, documents: Mapping[str, Document]) -> frozenset[str] | None:
        """Name the texts on this rule's side; None where all are."""
        return None if self.side == Side() else frozenset(work for work, text in documents.items() if self.side.matches(text))

    def fits(self, type_: str, works: Sequence[str], texts: Container[str] | None) -> bool:
        """Say whether a pair of two works falls under this rule, of which `texts` are on the rule's side."""
        if self.mappings and type_ not in self.mappings:
            return False
        if self.themes and not any(name in self.themes for work in works for name in themes_of(work)):
            return False
        return texts is None or any(work in texts for work in works)

    def __str__(self) -> str:
        told = [*_told("mappings", self.mappings), *_told("themes", self.themes)]
        told += [word for name, words in zip(FILTERS, self.side.filters, strict=True) for word in _told(name, words)]
        return f"the rule of {', '.join(self.reviewers)} ({'; '.join(told) or 'all pairs'})"


def _told(name: str, words: Sequence[str]) -> list[str]:
    return [f"{name} {', '.join(words)}"] if words else []


def themes_of(work: str) -> tuple[str, ...]:
    """Read the theme, and the subtopic with it, from a subtopic's id; other documents have none."""
    kind, _, rest = work.partition("/")
    return (rest.partition("/")[0], rest) if kind == "theme" else ()


@dataclass(frozen=True)
class Team:
    """Hold who reviews and how the work is shared out; with fewer than two reviewers everybody reads everything.

    `double` is the share of pairs that two people read, `controls` that of known pairs in a reviewer's queue; `lead` may see everybody's controls.
    """

    reviewers: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    double: float = DOUBLE
    controls: float = 0.0
    lead: str = ""
    away: tuple[str, ...] = ()

    @property
    def shares(self) -> bool:
        """Say whether the work is shared out."""
        return len(self.reviewers) > 1

    def must_lead(self, name: str) -> None:
        """Refuse who is not the lead."""
        if not self.lead or name != self.lead:
            lead = f"that is {self.lead!r}" if self.lead else "nobody is: name one as `lead` under [review] in mapper.toml"
            raise UsageError(f"only the lead sees how everybody answered, and {lead}; without --all you see your own")

    @property
    def present(self) -> tuple[str, ...]:
        """Name those who are not away."""
        return tuple(name for name in self.reviewers if name not in self.away)


def read(raw: Table, reviewers: Sequence[str]) -> Team:
    """Read the table [review]; whom it names must be among the reviewers."""
    raw.only("double", "controls", "lead", "away", "rule")
    _named(raw, reviewers)
    rules = raw.values.get("rule", [])
    if not isinstance(rules, list) or not all(isinstance(one, dict) for one in rules):
        raise raw.refuse("rule", "written as [[review.rule]] tables")
    made = Team(
        reviewers=tuple(dict.fromkeys(reviewers)),
        rules=tuple(_rule(Table(raw.path, "review.rule", one)) for one in rules),
        double=raw.share("double", DOUBLE),
        controls=raw.share("controls", 0.0),
        lead=raw.text("lead").strip(),
        away=raw.words("away"),
    )
    named = [*(("[[review.rule]]", name) for rule in made.rules for name in rule.reviewers), *(("[review] away", name) for name in made.away)]
    for where, name in named:
        if name not in made.reviewers:
            known = ", ".join(made.reviewers) or "nobody yet"
            raise MapperError(
                f"{raw.path}: {where} names {name!r}, who is not among the reviewers ({known}); add the name there, or take it out here"
            )
    return made


def _named(raw: Table, reviewers: Sequence[str]) -> None:
    """Refuse reviewers whose names nobody could tell apart, or no command could take."""
    for place, name in enumerate(reviewers):
        if fault := naming.fault(name):
            raise MapperError(f"{raw.path}: among the reviewers, {name[: naming.LONGEST]!r} cannot be a name: {fault}; mend it and try again")
        earlier = [one for one in reviewers[:place] if one != name]
        same = next((one for one in earlier if naming.bare(one) == naming.bare(name)), "") or naming.look_alike(name, earlier)
        if same:
            raise MapperError(f"{raw.path}: the reviewers {same!r} and {name!r} look alike; give each a name of their own")


def _rule(raw: Table) -> Rule:
    raw.only("reviewers", "mappings", "themes", *FILTERS)
    if not raw.words("reviewers"):
        raise raw.refuse("reviewers", "a list of at least one name")
    return Rule(raw.words("reviewers"), raw.words("mappings"), raw.words("themes"), side(raw))
