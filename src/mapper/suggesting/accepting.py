"""Accepting and declining: what a person says of a suggested subtopic; an accepted one is written into the file of its theme."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mapper import pipeline, suggestions, themes
from mapper.errors import MapperError, UsageError
from mapper.identity import normalise
from mapper.library import Library
from mapper.settings import Settings
from mapper.store import Store
from mapper.suggesting import mandated
from mapper.suggestions import Noted, Said
from mapper.themes import Subtopic, Theme
from mapper.themes.nouns import PREFIX
from mapper.themes.writing import add

EXAMPLES = 4  # clauses that become examples
_LONGEST = 240  # letters of one
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def accept(settings: Settings, store: Store, typed: str, as_: str) -> str:
    """Write a suggestion into a theme's file as one more subtopic, and remember it; say where it stands now."""
    noted = suggestions.load(settings.suggestions)
    chosen = suggestions.one(noted, _given(typed, "accept"))
    if chosen.said is Said.ACCEPTED:
        raise MapperError(f"{chosen.id} was accepted already, as {chosen.as_}; nothing was changed")
    theme, id_ = _place(settings, chosen, as_)
    topic = _drafted(chosen, id_, pipeline.open_library(settings, store))
    add(Path(theme.file), topic)
    _remember(settings, noted, replace(chosen, said=Said.ACCEPTED, as_=f"{theme.id}/{id_}"))
    return f"{theme.id}/{id_} stands at the end of {theme.file}: put its definition into your own words, then run"


def decline(settings: Settings, typed: str) -> str:
    """Remember that nobody wants a suggestion, so that it does not come back."""
    noted = suggestions.load(settings.suggestions)
    chosen = suggestions.one(noted, _given(typed, "decline"))
    if chosen.said is Said.ACCEPTED:
        raise MapperError(
            f"{chosen.id} was accepted, as {chosen.as_}; nothing was changed, retired = true in its theme's file takes it out of the map"
        )
    _remember(settings, noted, replace(chosen, said=Said.DECLINED))
    return f"declined: “{chosen.title}” does not come back; mapper themes accept {chosen.id} takes it all the same"


def _remember(settings: Settings, noted: Sequence[Noted], now: Noted) -> None:
    suggestions.save((now if one.id == now.id else one for one in noted), settings.suggestions)


def _given(typed: str, word: str) -> str:
    if not typed.strip():
        raise UsageError(f"say which suggestion to {word}: its id, as `mapper themes suggest` prints it")
    return typed


def _place(settings: Settings, chosen: Noted, as_: str) -> tuple[Theme, str]:
    """Find the theme that takes a suggestion, and its id there: what was said, else the theme that rests on its anchor and the words of its title."""
    wanted, _, id_ = as_.strip().removeprefix(PREFIX).rpartition("/")
    known = themes.load(settings.themes)
    fitting = [theme for theme in known if theme.id == wanted] if wanted else mandated(settings, chosen.anchor)
    if len(fitting) != 1:
        names = ", ".join(theme.id for theme in known) or "themes/ defines none"
        told = f"no theme {wanted!r}" if wanted else f"{len(fitting)} themes may take {chosen.id}"
        raise MapperError(f"{told} ({names}); say which: mapper themes accept {chosen.id} --as THEME/ID")
    id_ = id_ or "-".join(re.findall(r"[a-z0-9]+", chosen.title.casefold()))
    if not _ID.fullmatch(id_):
        raise MapperError(f"{id_!r} is no id for a subtopic: small letters, figures and hyphens; say --as {fitting[0].id}/ID")
    if id_ in {one.id for one in fitting[0].subtopics}:
        raise MapperError(f"{fitting[0].id}/{id_} is there already; nothing was changed, say --as {fitting[0].id}/ANOTHER-ID")
    return fitting[0], id_


def _drafted(chosen: Noted, id_: str, library: Library) -> Subtopic:
    """Draft a subtopic: its key phrases as a definition, its most typical clauses as examples."""
    texts = {clause.id: clause.text for document in library.current.values() for clause in document.clauses}
    examples = tuple(dict.fromkeys(_short(texts[clause]) for clause in chosen.clauses if clause in texts))[:EXAMPLES]
    *first, last = chosen.phrases or (chosen.title,)
    about = f"{', '.join(first)} and {last}" if first else last
    note = f"Drafted out of {chosen.anchor} by `mapper themes suggest`; to be put into words by a person."
    return Subtopic(id_, chosen.title, f"What concerns {about}.", examples, scope_note=note)


def _short(text: str) -> str:
    folded = normalise(text).rstrip(";, ")
    return folded if len(folded) <= _LONGEST else folded[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
