"""The survey of gaps: what each Sector is told to do, and which of its texts take it up; what nobody takes up comes first."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mapper import gaps, sharing
from mapper.claims import Claim
from mapper.errors import UsageError, count
from mapper.gaps import Answer, Instruction, Said, Taker
from mapper.settings import Settings
from mapper.store import Store
from mapper.surveys.words import hanging, item_json, odds, row_json, titled
from mapper.views.rows import MACHINE, rows

_TAKERS = 3  # texts named that take up one instruction
_WORDS = {
    Answer.NOBODY: "taken up by nobody",
    Answer.PERHAPS: "perhaps taken up: the pair is likely, or its text changed since",
    Answer.TEXT: "taken up by a text that is paired with the whole",
    Answer.CLAUSE: "taken up: the evidence quotes the very clause",
}


@dataclass(frozen=True)
class Wish:
    """Say which instructions are asked for; an empty filter lets all through, a limit of 0 too."""

    sector: str = ""
    body: str = ""
    answer: str = ""
    with_own: bool = False
    limit: int = 0


@dataclass(frozen=True)
class Survey:
    """Hold the instructions that were asked for, gaps first, and how many there are in all."""

    shown: tuple[Instruction, ...]
    found: tuple[Instruction, ...]
    every: int
    own: int
    with_own: bool = False
    lost: tuple[Claim, ...] = ()

    def as_json(self) -> Iterator[dict[str, object]]:
        """Give one object an instruction."""
        return (_instruction_json(one) for one in self.shown)

    def lines(self, cells: int) -> Iterator[str]:
        """Give lines for a person, at most so many cells wide; what begins at the margin is a heading."""
        group = None
        counted = Counter(map(_group, self.found))
        for one in self.shown:
            if group != _group(one):
                yield from ([""] if group else [])
                group = _group(one)
                sure = ", as people say" if one.said is Said.NOBODY else ""
                yield from hanging("", f"{one.sector}: {counted[group]} {_WORDS[one.answer]}{sure}", cells)
            yield from _instruction(one, cells)

    def notes(self) -> Iterator[str]:
        """Say how many there are, and what is left out."""
        nobody = sum(one.answer is Answer.NOBODY for one in self.found)
        sure = sum(one.said is Said.NOBODY for one in self.found)
        reviewed = f", {sure} of them as people say" if sure else ""
        yield (
            f"{len(self.shown)} of {count(self.every, 'instruction')}, {nobody} taken up by nobody{reviewed}"
            if self.every
            else "no text in force tells a Sector to act"
        )
        if again := sum(one.said is Said.AGAIN for one in self.found):
            yield f"{count(again, 'instruction')} to be looked at again: the clause changed since somebody said who takes it up"
        for claim in self.lost:
            quoted = claim.event.evidence[0].left
            yield f"what {claim.event.reviewer} said of {quoted.clause} ({claim.sector}) is kept and counts no more: that clause is gone"
        if self.own and not self.with_own:
            yield f"{count(self.own, 'instruction')} left out, which stand in a text of the Sector itself: --own shows them"


def survey(settings: Settings, store: Store, wish: Wish) -> Survey:
    """Find the instructions in the mapping as it stands."""
    export = sharing.gather(settings, store, sharing.Wish())
    known = gaps.find(export, rows(export))
    every = gaps.in_order((*known.instructions, *known.own)) if wish.with_own else known.instructions
    sector = _spelled("Sector", wish.sector, (one.sector for one in (*every, *known.own)))
    body = _spelled("body", wish.body, (one.item.body for one in (*every, *known.own)))
    found = tuple(one for one in every if sector in ("", one.sector) and body in ("", one.item.body) and wish.answer in ("", one.answer.value))
    return Survey(found[: wish.limit or None], found, len(every), len(known.own), wish.with_own, known.lost)


def _group(one: Instruction) -> tuple[str, Answer, bool]:
    return (one.sector, one.answer, one.said is Said.NOBODY)


def _spelled(what: str, said: str, known: Iterable[str]) -> str:
    """Give a word as it is spelled among those that are told to act, or tell; refuse one that is not there."""
    choices = sorted(set(known))
    found = next((one for one in choices if one.casefold() == said.casefold()), "")
    if said and not found:
        raise UsageError(f"no instruction of the {what} {said!r}; " + (f"choose one of {', '.join(choices)}" if choices else "there is none at all"))
    return found


def _instruction(one: Instruction, cells: int) -> Iterator[str]:
    yield from hanging("  ", f"{one.item.ref}, {one.clause.place}, p. {one.clause.page}", cells)
    yield from hanging("      ", f"“{one.text}”", cells)
    yield from hanging("      ", one.clause.id, cells)
    for word in one.words:
        yield from hanging("      ", _said(word), cells)
    takers, sign = (one.accepted, "<- ") if one.accepted else (one.perhaps, "?- ")
    for taker in takers[:_TAKERS]:
        yield from hanging(f"      {sign}", _taker(taker), cells)
    if len(takers) > _TAKERS:
        yield f"      and {len(takers) - _TAKERS} more"


def _said(word: Claim) -> str:
    """Say what one person said, and why it counts no more where it does not."""
    said = f"taken up by {word.taker}" if word.taker else "taken up by nobody"
    comment = f": “{word.event.comment}”" if word.event.comment else ""
    changed = "; ".join(dict.fromkeys(change.told for change in word.changes))
    return f"{said}, says {word.event.reviewer} on {word.event.at[:10]}{comment}" + (f"; to be looked at again: {changed}" if changed else "")


def _taker(taker: Taker) -> str:
    row = taker.row
    doubt = "" if row.settled else f"{odds(row) if row.origin == MACHINE else row.state}, "
    return f"{titled(taker.item)} ({doubt}{row.id})"


def _instruction_json(one: Instruction) -> dict[str, object]:
    return {
        "sector": one.sector,
        "taken_up": one.answer.value,
        "document": item_json(one.item),
        "clause": one.clause.id,
        "place": one.clause.place,
        "label": one.clause.label,
        "opener": one.clause.opener,
        "page": one.clause.page,
        "actors": list(one.actors),
        "text": one.text,
        "reviewed": one.said.value,
        "said": [_said_json(word) for word in one.words],
        "named": [item_json(item) for item in one.named],
        "accepted": [_taker_json(taker) for taker in one.accepted],
        "perhaps": [_taker_json(taker) for taker in one.perhaps],
    }


def _said_json(word: Claim) -> dict[str, object]:
    event = word.event
    return {
        "event": event.event,
        "taker": word.taker or None,
        "reviewer": event.reviewer,
        "at": event.at,
        "comment": event.comment,
        "holds": word.holds,
        "changes": [change.told for change in word.changes],
    }


def _taker_json(taker: Taker) -> dict[str, object]:
    return {**item_json(taker.item), **row_json(taker.row), "quotes_the_clause": taker.quotes}
