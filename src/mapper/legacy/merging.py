"""Merging: what a table says held against what people decided here: agree, they have and we lack, contradict, and we have and they lack; pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from mapper import decisions
from mapper.decisions import LEGACY, Subject, Word
from mapper.errors import few
from mapper.identity import pair_id
from mapper.legacy.links import Link, Loose, Told
from mapper.library import Library
from mapper.mapping import Mapped, agreed
from mapper.pipeline import Standing
from mapper.settings import Settings
from mapper.types import BACKWARD, FORWARD, Decision, Document, State, Verdict
from mapper.verdicts import phrases, relations


class Meeting(StrEnum):
    """Say how what a table says of a pair meets what people said of it here."""

    AGREE = "agree"
    THEIRS = "theirs"
    CONTRADICT = "contradict"
    OURS = "ours"


WORDS = {
    Meeting.AGREE: "both say the same",
    Meeting.THEIRS: "they say it and nobody decided it here",
    Meeting.CONTRADICT: "they say otherwise than people here",
    Meeting.OURS: "accepted here and not in the table",
}


@dataclass(frozen=True)
class Prior:
    """Hold one pair of the merge: what the table says, where, and what stands here; `made` is the event that the table's word becomes.

    There is no link where only we have the pair, and no event where the same table said the same before.
    """

    meeting: Meeting
    mapped: Mapped
    here: str
    link: Link | None = None
    made: Decision | None = None
    ended: bool = False


@dataclass(frozen=True)
class Wish:
    """Say under which name a table speaks, of which mapping, and whether its word counts as accepted where nobody else spoke."""

    name: str
    type: str = ""
    verdict: Verdict = Verdict.ACCEPT
    relation: str = ""
    year: int | None = None

    @property
    def meant(self) -> str:
        """Give the relation that a table means that names none: the first of those that may be chosen."""
        return self.relation or relations()[0][0]


@dataclass(frozen=True)
class Merge:
    """Hold all pairs, and what could not be merged."""

    priors: tuple[Prior, ...]
    loose: tuple[Loose, ...] = ()

    def of(self, meeting: Meeting) -> list[Prior]:
        """Give the pairs that meet so."""
        return [one for one in self.priors if one.meeting is meeting]

    @property
    def events(self) -> list[Decision]:
        """Give the events that are new."""
        return [one.made for one in self.priors if one.made]


def merge(settings: Settings, standing: Standing, told: Sequence[Told], wish: Wish, *, at: str) -> Merge:
    """Hold what tables say against the mapping as it stands; sorted by the table's rows, then what only we have by pair."""
    return _Merger(settings, standing, wish, at).merged(told)


@dataclass
class _Merger:
    settings: Settings
    standing: Standing
    wish: Wish
    at: str
    loose: list[Loose] = field(default_factory=list)

    @property
    def library(self) -> Library:
        return self.standing.library

    @cached_property
    def mapped(self) -> Mapping[str, Mapped]:
        return {one.pair: one for one in self.standing.mapped}

    def merged(self, told: Sequence[Told]) -> Merge:
        """Merge every link once; a table that says yes and no of one pair says nothing of it."""
        said: dict[str, tuple[Mapped, list[Link]]] = {}
        for link in (link for one in told for link in one.links):
            if found := self._pair(link):
                said.setdefault(found.pair, (found, []))[1].append(link)
        priors = [prior for mapped, links in said.values() if (prior := self._prior(mapped, links))]
        ours = self._ours(told, set(said), {mapped.type for mapped, _ in said.values()})
        return Merge((*priors, *ours), tuple(dict.fromkeys(self.loose)))

    def _pair(self, link: Link) -> Mapped | None:
        """Find the pair of today that a link stands for, in the mapping that compares its works."""
        heir = self.library.successions.heir
        left, right = sorted(map(heir, link.works))
        if left == right:
            self._lost(link, f"both texts live on as {left}")
            return None
        one, other = (self.library.current[work] for work in (left, right))
        types = [type_.name for type_ in self.settings.types if type_.compares(one, other) and self.wish.type in ("", type_.name)]
        if len(types) != 1:
            named = f"the mapping {self.wish.type} does not compare" if self.wish.type else "no mapping compares"
            told = f"{' and '.join(types)} both compare these texts: say which with --type" if types else f"{named} these texts"
            self._lost(link, told)
            return None
        found = pair_id(types[0], left, right)
        return self.mapped.get(found) or Mapped(found, types[0], left, right, State.OPEN, None, (), "", ())

    def _lost(self, link: Link, why: str) -> None:
        self.loose.append(Loose(link.place, " with ".join(link.works), why))

    def _prior(self, mapped: Mapped, links: Sequence[Link]) -> Prior | None:
        if len({link.verdict for link in links}) > 1:
            for link in links:
                self._lost(link, f"the tables say yes and no of it, in {few(str(other.place) for other in links if other is not link)}")
            return None
        link = max(links, key=lambda one: bool(one.relation))
        return self._met(mapped, link, self._made(mapped, link, links))

    def _met(self, mapped: Mapped, link: Link, made: Decision | None) -> Prior:
        people = [one for one in mapped.decisions if one.origin != LEGACY and one.verdict in decisions.DECIDED]
        state = agreed(decisions.counting(people, dict(mapped.outdated)) or decisions.counting(people)) if people else State.OPEN
        ours = {State.ACCEPTED: Verdict.ACCEPT, State.REJECTED: Verdict.REJECT}.get(state)
        meeting = Meeting.THEIRS if ours is None else Meeting.AGREE if ours is link.verdict else Meeting.CONTRADICT
        ended = any(self.library.current[work].status.ended for work in (mapped.left, mapped.right))
        return Prior(meeting, mapped, _here(mapped, people, state, ended=ended), link, made, ended)

    def _made(self, mapped: Mapped, link: Link, links: Sequence[Link]) -> Decision | None:
        """Make the event of a link, on the works and the editions of the table's time; none where it stands already."""
        left, right = sorted(link.works)
        verdict = link.verdict if link.verdict is Verdict.REJECT else self.wish.verdict
        relation = (link.relation or self.wish.meant) if verdict is Verdict.ACCEPT else ""
        direction = (FORWARD if link.subject.work == left else BACKWARD) if relation in phrases() else ""
        if any(one.reviewer == self.wish.name and (one.verdict, one.relation) == (verdict, relation) for one in mapped.decisions):
            return None
        tags = {one.work: one.mention.tag for one in (link.subject, link.object)}
        editions = (self._edition(left, tags[left]), self._edition(right, tags[right]))
        subject = Subject(pair_id(mapped.type, left, right), mapped.type, left, right, editions)
        word = Word(verdict, relation, comment=_comment(links), score_shown=False, direction=direction)
        return replace(decisions.imported(subject, word, reviewer=self.wish.name, at=self.at), origin=LEGACY)

    def _edition(self, work: str, tag: str) -> str:
        """Name the edition that the table speaks of: the one that it names, else the last one of its time, else that of today."""
        editions = self.library.works[work]
        named = [one for one in editions if tag and one.edition.year and str(one.edition.year) in tag]
        then = [one for one in editions if self.wish.year and (one.edition.year or 0) <= self.wish.year]
        chosen: Document = (named or then or (editions[:1] if self.wish.year else editions))[-1]
        return chosen.edition.label

    def _ours(self, told: Sequence[Told], said: set[str], types: set[str]) -> Iterator[Prior]:
        """Give the pairs that people accepted here, whose two texts the same table knows, and which it does not have."""
        heir = self.library.successions.heir
        scopes = [({*map(heir, one.subjects)}, {*map(heir, one.objects)}) for one in told]
        undecided = {frozenset(map(heir, pair)) for one in told for pair in one.open}
        for mapped in self.standing.mapped:
            people = [one for one in mapped.counted if one.origin != LEGACY]
            if mapped.pair in said or mapped.type not in types or not people or agreed(people) is not State.ACCEPTED or mapped.state is State.GONE:
                continue
            ends = (mapped.left, mapped.right)
            if frozenset(ends) in undecided:
                continue
            if any((ends[0] in mine and ends[1] in theirs) or (ends[1] in mine and ends[0] in theirs) for mine, theirs in scopes):
                yield Prior(Meeting.OURS, mapped, _here(mapped, people, State.ACCEPTED, ended=False))


def _comment(links: Sequence[Link]) -> str:
    """Say where a table says it, and what it remarks."""
    places = few(dict.fromkeys(str(link.place) for link in links))
    remarks = "; ".join(dict.fromkeys(link.remark for link in links if link.remark))
    return f"{places}: {remarks}" if remarks else places


def _here(mapped: Mapped, people: Iterable[Decision], state: State, *, ended: bool) -> str:
    """Say in words what stands on a pair here."""
    names = few(dict.fromkeys(one.reviewer for one in people))
    if ended:
        return "one of the texts has ended"
    if state in (State.ACCEPTED, State.REJECTED):
        detail = "; ".join(dict.fromkeys(filter(None, (one.relation or one.reason for one in people))))
        return f"{state.value} here by {names}" + (f" ({detail})" if detail else "")
    if state is State.DISPUTED:
        return f"disputed here by {names}"
    if mapped.proposal is None:
        return f"not proposed here: `mapper missed {mapped.left}` says why"
    odds = mapped.proposal.probability
    return f"proposed here{'' if odds is None else f', {odds:.2f}'}, and nobody decided it"
