"""Explaining: why a pair was proposed, in words and figures: its score step by step, what that amounts to, and what stands next to it."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from mapper import pairing, rivals, runs, waterfall
from mapper.mapping import Mapped
from mapper.pipeline import Standing
from mapper.rivals import Place, Rivals, ordinal
from mapper.settings import MappingType
from mapper.types import Proposal, State
from mapper.views.text import shorten

_TITLE = 70  # letters of a title beside a rank
_UNDECIDED = (State.NEW, State.OPEN)


@dataclass(frozen=True)
class Explanations:
    """Explain the proposals of the mapping as it stands, each when it is asked for."""

    standing: Standing
    types: Sequence[MappingType]

    @cached_property
    def _rivals(self) -> Rivals:
        return rivals.gather(self.standing.mapped)

    @cached_property
    def _learned(self) -> dict[str, int]:
        return runs.learned_from(self.standing.run) if self.standing.run else {}

    def why(self, mapped: Mapped, untold: Set[str] = frozenset(), cells: int = 0) -> list[str]:
        """Explain a proposal as lines, bars no longer than `cells` allow; the state of pairs in `untold` is left out: it may be another by now."""
        if mapped.proposal is None:
            return []
        made = [*waterfall.drawn(mapped.proposal, cells=cells), *self.likely(mapped.proposal)]
        for place in self.places(mapped):
            made += ["", *self._place(mapped, place, untold)]
        return made

    @cached_property
    def _lessons(self) -> dict[str, str]:
        return {lesson.type: str(lesson) for lesson in runs.lessons_of(self.standing.run)} if self.standing.run else {}

    def likely(self, proposal: Proposal) -> list[str]:
        """Say what the calibration makes of a score: by which curve, what that curve looks at, and whether the weights were learned."""
        lesson = self._lessons.get(proposal.type)
        return [_by_which(proposal, self._learned.get(proposal.type, 0)), _looked_at(proposal), *([lesson] if lesson else [])]

    def places(self, mapped: Mapped) -> tuple[Place, Place]:
        """Say where a pair stands for its left and for its right document."""
        type_ = next((type_ for type_ in self.types if type_.name == mapped.type), None)
        among = pairing.partners(type_, self.standing.library, mapped.left, mapped.right) if type_ else (0, 0)
        return self._rivals.of(mapped, mapped.left, among[0]), self._rivals.of(mapped, mapped.right, among[1])

    def _place(self, mapped: Mapped, place: Place, untold: Set[str]) -> Iterator[str]:
        among = f" of {place.among}" if place.among else ""
        yield f"for {place.work} it is {ordinal(place.rank)}{among}" + (
            "; next to it:" if place.before or place.after else "; nothing else is proposed"
        )
        for one in (*place.before, *place.after):
            yield self._rival(one, place.work, untold)

    def _rival(self, mapped: Mapped, work: str, untold: Set[str]) -> str:
        """Tell a pair that stands next to another: its rank, how likely it is, the other document, and what people said."""
        proposal = mapped.proposal
        if proposal is None:
            return ""
        rank, other = (proposal.ranks[0], mapped.right) if mapped.left == work else (proposal.ranks[1], mapped.left)
        likely = proposal.band if proposal.probability is None else f"{proposal.probability:.2f}"
        document = self.standing.library.current.get(other)
        title = shorten(document.title, _TITLE) if document else ""
        state = "" if mapped.pair in untold or mapped.state in _UNDECIDED else f"  ({mapped.state.value})"
        return f"  {ordinal(rank):>4}  {likely:<6} {other}  {title}{state}".rstrip()


def _by_which(proposal: Proposal, learned: int) -> str:
    """Say how likely a pair is, and which curve says so."""
    from mapper.calibration import EACH, ENOUGH, load

    if learned:
        number = proposal.band if proposal.probability is None else f"{proposal.probability:.2f} ({proposal.band})"
        return f"likelihood {number}: learned here from {learned} decisions on {proposal.type}"
    known = load()
    if proposal.probability is None:
        fitted = f"the general curve, fitted to {known.general.labels} judged pairs of other collections, gives a word"
        return f"likelihood {proposal.band}, without a number: {fitted}; {ENOUGH} decisions on {proposal.type}, {EACH} of either kind, teach one"
    own = known.by_type.get(proposal.type)
    fitted = f" ({own.labels} judged pairs)" if own else ""
    return f"likelihood {proposal.probability:.2f} ({proposal.band}): shipped curve for {proposal.type}{fitted}"


def _looked_at(proposal: Proposal) -> str:
    """Say what the curve looks at."""
    from mapper.calibration import signs

    found = signs(proposal.score, proposal.ranks, dict(proposal.channels))
    times = f"score {found.score:.2f}" + (f" x likeness {found.likeness:.2f} = {found.strength:.2f}" if found.score > 0 else "")
    return f"it looks at {times}, ranks {proposal.ranks[0]} and {proposal.ranks[1]}, {_named(found.cited)}"


def _named(cited: float) -> str:
    """Say how far one text names the other."""
    return f"listed among many, {cited:.2f}" if 0 < cited < 1 else "cited" if cited else "not cited"
