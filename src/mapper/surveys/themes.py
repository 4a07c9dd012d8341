"""The survey of themes: each subtopic by Sector, with who works on it and what could be done together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapper import sharing, themes
from mapper.coverage import Coverage, Covered, Share, cover
from mapper.errors import MapperError, count
from mapper.review.text import pad, width
from mapper.settings import Settings
from mapper.store import Store
from mapper.surveys.words import few, hanging, item_json, joint_json, odds, row_json, titled, together
from mapper.themes.nouns import PREFIX, Subtopic, Theme
from mapper.types import Quote
from mapper.views.export import Export
from mapper.views.items import item
from mapper.views.rows import Row, rows

_CELL = 8  # cells of a Sector's column
_TITLE = 60  # cells of a subtopic's title, at most
_QUOTES = 3  # clauses that are quoted of a text
_QUOTED = 240  # letters of each
_NAMES = 12  # groups and bodies named of one Sector


@dataclass(frozen=True)
class Survey:
    """Hold some themes by subtopic; `whole` says that one subtopic was asked for, whose texts are listed, `told` what else is to be known."""

    coverages: tuple[Coverage, ...]
    unmapped: tuple[str, ...] = ()
    whole: bool = False
    told: tuple[str, ...] = ()

    def as_json(self) -> Iterator[dict[str, object]]:
        """Give one object a subtopic."""
        for coverage in self.coverages:
            for covered in coverage.subtopics:
                yield {"theme": coverage.theme.id, **_covered_json(covered)}

    def lines(self, cells: int) -> Iterator[str]:
        """Give lines for a person, at most so many cells wide; what begins at the margin is a heading."""
        for number, coverage in enumerate(self.coverages):
            yield from ([""] if number else [])
            if not self.whole:
                yield from _table(coverage, cells)
            for covered in coverage.subtopics:
                yield from ([] if self.whole else [""])
                yield from _subtopic(coverage, covered, cells)
                yield from _texts(covered, cells) if self.whole else ()

    def notes(self) -> Iterator[str]:
        """Say what stands behind the figures, and what to type next."""
        yield from self.told
        if not self.coverages and not self.unmapped and not self.told:
            yield "no theme is defined in themes/: a theme is a TOML file that people edit, with [[subtopic]] tables"
            return
        for id_ in self.unmapped:
            yield f'no mapping compares texts with the theme {id_}: add a [[mapping]] with theme = "{id_}" to mapper.toml, then mapper run'
        for coverage in self.coverages:
            if waiting := sum(covered.waiting for covered in coverage.subtopics):
                asked = _short(coverage.subtopics[0]) if self.whole else coverage.theme.id
                yield f"{count(waiting, 'pair')} to decide, unlikely ones too: mapper review --theme {asked}"


def survey(settings: Settings, store: Store, wanted: str = "") -> Survey:
    """Survey every theme, or the one that an id names, or one subtopic."""
    known = themes.load(settings.themes)
    export = sharing.gather(settings, store, sharing.Wish())
    found = rows(export)
    covered = [cover(theme, found, [item(work, export.documents.get(work)) for work in theme.mandate]) for theme in known]
    mapped = {type_.theme for type_ in settings.types}
    unmapped = [theme.id for theme in known if theme.id not in mapped]
    if not wanted:
        shown = [one for one in covered if one.theme.id in mapped or one.sectors]
        return Survey(tuple(shown), tuple(unmapped), told=tuple(told for one in shown for told in themes.notes(one.theme)))
    return _chosen(covered, unmapped, wanted.strip().casefold().removeprefix(PREFIX), export)


def _chosen(covered: Sequence[Coverage], unmapped: Sequence[str], wanted: str, export: Export) -> Survey:
    for coverage in covered:
        theme = coverage.theme
        shown = tuple(id_ for id_ in unmapped if id_ == theme.id)
        if theme.id.casefold() == wanted:
            return Survey((coverage,), shown, told=tuple(themes.notes(theme)))
        topics = tuple(one for one in coverage.subtopics if one.id.casefold() == PREFIX + wanted)
        if topics:
            return Survey((Coverage(theme, coverage.mandate, topics),), shown, whole=True)
        if retired := [one for one in theme.subtopics if one.retired and theme.work(one).casefold() == PREFIX + wanted]:
            return Survey((), told=(_retired(theme, retired[0], export),))
    names = [name for coverage in covered for name in (coverage.theme.id, *(_short(one) for one in coverage.subtopics))]
    raise MapperError(f"no theme or subtopic {wanted!r}; " + (f"choose one of {', '.join(names)}" if names else "themes/ defines none"))


def _retired(theme: Theme, subtopic: Subtopic, export: Export) -> str:
    """Say what became of a subtopic that is mapped no more."""
    work = theme.work(subtopic)
    said = sum(work in (one.left, one.right) for one in export.mapped if one.decisions)
    heirs = f", {' and '.join(f'{theme.id}/{heir}' for heir in subtopic.replaced_by)} took its place" if subtopic.replaced_by else ""
    stays = f"; {count(said, 'decision')} on it {'stays' if said == 1 else 'stay'}" if said else ""
    return f"{work.removeprefix(PREFIX)} is retired and mapped no more{heirs}{stays}"


def _short(covered: Covered) -> str:
    return covered.id.removeprefix(PREFIX)


def _table(coverage: Coverage, cells: int) -> Iterator[str]:
    """Draw subtopics by Sectors, accepted texts first; each cell says what is accepted and what is proposed."""
    yield from hanging("", f"{coverage.theme.title} ({coverage.theme.id})", cells)
    if coverage.mandate:
        yield from hanging("  rests on ", ", ".join(one.ref for one in coverage.mandate), cells)
    sectors = coverage.sectors
    if not sectors:
        yield "  no text is accepted or proposed on any subtopic"
        return
    title = min(_TITLE, cells - 4 - _CELL * len(sectors), max(width(_indented(covered)) for covered in coverage.subtopics))
    yield ""
    yield "  " + pad("accepted texts, +proposed", title) + "  " + "".join(pad(sector, _CELL) for sector in sectors).rstrip()
    for covered in coverage.subtopics:
        shares = {share.sector: share for share in covered.shares}
        yield "  " + pad(_indented(covered), title) + "  " + "".join(pad(_cell(shares.get(sector)), _CELL) for sector in sectors).rstrip()


def _indented(covered: Covered) -> str:
    return "  " * covered.depth + covered.title


def _cell(share: Share | None) -> str:
    if share is None:
        return "–"
    told = (str(len(share.accepted)) if share.accepted else "", f"+{len(share.proposed)}" if share.proposed else "")
    return " ".join(part for part in told if part)


def _subtopic(coverage: Coverage, covered: Covered, cells: int) -> Iterator[str]:
    yield from hanging("", f"{covered.title} ({_short(covered)})", cells)
    if not covered.shares:
        yield "  no text is accepted or proposed"
        return
    whom = covered.scope.words if covered.accepted else "nothing accepted yet"
    yield from hanging("  ", f"{whom}; {_counts(covered.accepted, covered.proposed)}", cells)
    for share in covered.shares:
        named = f": {few(share.who, _NAMES)}" if share.who else ""
        yield from hanging(f"  {share.sector:<9} ", _counts(len(share.accepted), len(share.proposed)) + named, cells)
    if silent := [sector for sector in coverage.sectors if sector not in {share.sector for share in covered.shares}]:
        yield from hanging("  nothing   ", ", ".join(silent), cells)
    yield from together(covered.joint, cells)


def _counts(accepted: int, proposed: int) -> str:
    told = (f"{accepted} accepted" if accepted else "", f"{proposed} proposed" if proposed else "")
    return ", ".join(part for part in told if part)


def _texts(covered: Covered, cells: int) -> Iterator[str]:
    for share in covered.shares:
        yield ""
        yield f"{share.sector}: {_counts(len(share.accepted), len(share.proposed))}"
        for row in share.accepted:
            yield from hanging("  accepted  ", f"{titled(row.subject)} ({row.id})", cells)
            yield from _clauses(row, cells)
        for row in share.proposed:
            yield from hanging("  proposed  ", f"{titled(row.subject)} ({odds(row)}, {row.id})", cells)
            yield from _clauses(row, cells)


def _clauses(row: Row, cells: int) -> Iterator[str]:
    """Quote the clauses that speak for the subtopic, each once, the weightiest first."""
    for quote in _spoken(row)[:_QUOTES]:
        text = quote.text if len(quote.text) <= _QUOTED else quote.text[: _QUOTED - 1].rstrip() + "…"
        yield from hanging("    ", f"{quote.place}, p. {quote.page}: “{text}”", cells)


def _spoken(row: Row) -> list[Quote]:
    return list({evidence.left.clause: evidence.left for evidence in row.evidence}.values())


def _covered_json(covered: Covered) -> dict[str, object]:
    return {
        "subtopic": covered.id,
        "title": covered.title,
        "scope": covered.scope.words,
        "reach": covered.scope.reach.value,
        "accepted": covered.accepted,
        "proposed": covered.proposed,
        "to_decide": covered.waiting,
        "sectors": [_share_json(share) for share in covered.shares],
        "joint": [joint_json(joint) for joint in covered.joint],
    }


def _share_json(share: Share) -> dict[str, object]:
    return {
        "sector": share.sector,
        "of": list(share.who),
        "accepted": [_text_json(row) for row in share.accepted],
        "proposed": [_text_json(row) for row in share.proposed],
    }


def _text_json(row: Row) -> dict[str, object]:
    clauses = [{"clause": quote.clause, "place": quote.place, "page": quote.page, "text": quote.text} for quote in _spoken(row)]
    return {**item_json(row.subject), **row_json(row), "clauses": clauses}
