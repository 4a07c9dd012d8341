"""The survey of what no subtopic takes, though it is in the reach of a theme."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapper import pipeline, sharing, themes
from mapper.coverage import cover
from mapper.embeddings import Notify
from mapper.errors import MapperError, UsageError, count
from mapper.settings import Settings
from mapper.store import Store
from mapper.suggesting.uncovered import Lacking, Uncovered, uncovered
from mapper.surveys.suggestions import quoted, spot_json
from mapper.surveys.words import few, hanging
from mapper.themes import Theme
from mapper.themes.nouns import PREFIX
from mapper.views.layout import label
from mapper.views.rows import rows

QUOTED = 2  # clauses of a text that a person is shown


@dataclass(frozen=True)
class Survey:
    """Hold what a theme leaves uncovered, at most `limit` texts of it shown; 0 shows all."""

    found: Uncovered
    limit: int = 0

    @property
    def shown(self) -> tuple[Lacking, ...]:
        """Give the texts that are shown."""
        return self.found.texts[: self.limit or None]

    def as_json(self) -> Iterator[dict[str, object]]:
        """Give one object a text."""
        for one in self.shown:
            yield {
                "theme": self.found.theme.id,
                "document": one.document.id,
                "title": one.document.title,
                "subtopics": list(one.subtopics),
                "linked": one.how,
                "nearness": one.nearness,
                "clauses": [spot_json(spot) for spot in one.spots],
            }

    def lines(self, cells: int) -> Iterator[str]:
        """Give lines for a person, at most so many cells wide; what begins at the margin is a heading."""
        heads = {False: "no subtopic takes the text", True: "a subtopic takes the text, and none speaks of these clauses"}
        last: bool | None = None
        for one in self.shown:
            if last is not bool(one.subtopics):
                yield from ([""] if last is not None else [])
                last = bool(one.subtopics)
                yield heads[last]
            yield from _text(one, cells)

    def notes(self) -> Iterator[str]:
        """Say how much is in reach, and what can be done about it."""
        found = self.found
        whole = sum(not one.subtopics for one in found.texts)
        yield (
            f"{count(found.within, 'text')} in the reach of {found.theme.id}; {count(whole, 'text')} that no subtopic takes, "
            f"{count(len(found.texts) - whole, 'text')} with clauses of which no subtopic speaks"
        )
        if len(self.shown) < len(found.texts):
            yield f"{len(self.shown)} of {len(found.texts)} shown; --limit 0 shows all"
        if found.theme.mandate:
            yield f"mapper themes suggest --from {found.theme.mandate[0]} proposes subtopics"
        yield from (f"DEGRADED: {sentence}" for sentence in found.degraded)


def survey(settings: Settings, store: Store, wanted: str, limit: int, notify: Notify) -> Survey:
    """Survey what a theme leaves uncovered; a text is taken where it is accepted on a subtopic, or proposed and likely enough to be shown."""
    theme = _theme(settings, wanted)
    found = rows(sharing.gather(settings, store, sharing.Wish()))
    taken: dict[str, list[str]] = {}
    for covered in cover(theme, found).subtopics:
        for share in covered.shares:
            for row in (*share.accepted, *share.proposed):
                taken.setdefault(row.subject.id, []).append(covered.id.removeprefix(PREFIX))
    library = pipeline.open_library(settings, store)
    told = {work: tuple(dict.fromkeys(topics)) for work, topics in taken.items()}
    return Survey(uncovered(settings, library, theme, told, notify), limit)


def _theme(settings: Settings, wanted: str) -> Theme:
    known = {theme.id.casefold(): theme for theme in themes.load(settings.themes)}
    name = wanted.strip().casefold().removeprefix(PREFIX)
    if not name:
        raise UsageError("say of which theme: mapper themes THEME --uncovered")
    if name not in known:
        names = ", ".join(sorted(theme.id for theme in known.values()))
        raise MapperError(f"no theme {wanted!r}; " + (f"choose one of {names}" if names else "themes/ defines none"))
    return known[name]


def _text(one: Lacking, cells: int) -> Iterator[str]:
    by = f"; taken by {few(one.subtopics, 3)}" if one.subtopics else ""
    how = f"; {one.how}" if one.how else ""
    title = "" if one.document.title in ("", label(one.document)) else f": {one.document.title}"
    near = f"{one.nearness:.1f} sd nearer than usual" if one.spots else "no clause is near"
    yield from hanging("  ", f"{label(one.document)}{title} ({one.document.id}; {near}{how}{by})", cells)
    for spot in one.spots[:QUOTED]:
        yield from quoted(spot, cells)
