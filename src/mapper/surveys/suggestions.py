"""The survey of suggestions: subtopics that are proposed out of an anchor text, each with phrases and sample clauses."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapper.errors import count
from mapper.suggesting import Suggested, Suggestion
from mapper.suggesting.reach import Spot
from mapper.suggestions import Said
from mapper.surveys.words import hanging
from mapper.themes.nouns import PREFIX
from mapper.views.layout import label

SAMPLES = 3
_QUOTED = 240  # letters of a clause that a person is shown


@dataclass(frozen=True)
class Survey:
    """Hold what was suggested; declined ones are counted, and shown only where `whole` asks for them."""

    suggested: Suggested
    whole: bool = False

    @property
    def shown(self) -> tuple[Suggestion, ...]:
        """Give those that a person may still want to look at."""
        return tuple(one for one in self.suggested.found if self.whole or one.noted.said is not Said.DECLINED)

    def as_json(self) -> Iterator[dict[str, object]]:
        """Give one object a suggestion, those that no longer come last."""
        for one in self.shown:
            noted = one.noted
            yield {
                **_head(noted.id, noted.anchor, noted.said, noted.as_),
                "title": noted.title,
                "phrases": list(noted.phrases),
                "taken": one.taken,
                "documents": list(one.documents),
                "clauses": [spot_json(spot) for spot in one.spots],
            }
        for noted in self.suggested.retired:
            yield {**_head(noted.id, noted.anchor, noted.said, noted.as_), "title": noted.title, "phrases": list(noted.phrases)}

    def lines(self, cells: int) -> Iterator[str]:
        """Give lines for a person, at most so many cells wide; what begins at the margin is a heading."""
        for number, one in enumerate(self.shown):
            yield from ([""] if number else [])
            yield from hanging(f"{one.noted.id}  ", one.noted.title, cells)
            yield from _told(one, cells)

    def notes(self) -> Iterator[str]:
        """Say what was looked at, what no longer comes, and what to type next."""
        found, anchor = self.suggested, label(self.suggested.anchor)
        links = f"{count(found.linked, 'text')} cite it or are cited by it"
        yield f"{count(len(self.shown), 'subtopic')} suggested out of {count(found.clauses, 'clause')} near to {anchor}; {links}"
        hidden = len(found.found) - len(self.shown)
        yield from ([f"{count(hidden, 'declined suggestion')} left out; --all shows them"] if hidden else [])
        yield from (f"{noted.id} no longer comes and is retired: {noted.title}" for noted in found.retired)
        if any(one.noted.said is Said.OPEN for one in self.shown):
            yield "none is part of a theme until somebody says so: mapper themes accept ID --as THEME/NAME, or mapper themes decline ID"
        yield from (f"DEGRADED: {sentence}" for sentence in found.degraded)


def _head(id_: str, anchor: str, said: Said, as_: str) -> dict[str, object]:
    return {"suggestion": id_, "from": anchor, "state": said.value, "as": as_}


def _told(one: Suggestion, cells: int) -> Iterator[str]:
    standing = {Said.ACCEPTED: f"accepted as {one.noted.as_}", Said.DECLINED: "declined"}.get(one.noted.said, "")
    taken = f"{one.taken.removeprefix(PREFIX)} takes it already" if one.taken and not standing else ""
    told = (standing or taken, f"{count(len(one.spots), 'clause')} of {count(len(one.documents), 'document')}")
    yield from hanging("  ", "; ".join(part for part in told if part), cells)
    yield from hanging("  phrases  ", ", ".join(one.noted.phrases), cells)
    for spot in _samples(one):
        yield from quoted(spot, cells)


def _samples(one: Suggestion) -> tuple[Spot, ...]:
    """Give the most typical clauses, of as many documents as can be."""
    first = {spot.document.id: spot for spot in reversed(one.spots)}
    chosen = [spot for spot in one.spots if first[spot.document.id] is spot]
    return tuple([*chosen, *(spot for spot in one.spots if spot not in chosen)][:SAMPLES])


def quoted(spot: Spot, cells: int) -> Iterator[str]:
    """Quote a clause with its document, place and page."""
    text = spot.clause.text
    cut = text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
    yield from hanging("    ", f"{label(spot.document)}, {spot.clause.place}, p. {spot.clause.page}: “{cut}”", cells)


def spot_json(spot: Spot) -> dict[str, object]:
    """Give a clause the keys of every survey."""
    clause = spot.clause
    return {"document": spot.document.id, "clause": clause.id, "place": clause.place, "page": clause.page, "text": clause.text}
