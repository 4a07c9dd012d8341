"""Coverage: the subtopics of a theme by Sector: who has a text on each, who works on it, and what could be done together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mapper.cooperation import Joint, Scope, scope, together
from mapper.overview import TO_DO
from mapper.themes import Theme
from mapper.types import Document, State
from mapper.views.items import Item
from mapper.views.layout import layout, numbered, ordered
from mapper.views.parties import Party, parties, sectors_or_body
from mapper.views.rows import Row, listed, rank


@dataclass(frozen=True)
class Share:
    """Show what one Sector has on a subtopic: accepted texts, and proposed ones that nobody decided; of whose they are the accepted ones tell."""

    sector: str
    accepted: tuple[Row, ...]
    proposed: tuple[Row, ...]
    who: tuple[str, ...]


@dataclass(frozen=True)
class Covered:
    """Show one subtopic: what each Sector has on it, whom it concerns, and how those can act together, as far as texts are accepted.

    Unlikely proposals are left out, as in the tables for readers; `waiting` counts all pairs that somebody still has to decide,
    `depth` the subtopics that it is a part of.
    """

    id: str
    title: str
    shares: tuple[Share, ...]
    scope: Scope
    joint: tuple[Joint, ...]
    waiting: int
    depth: int = 0

    @property
    def accepted(self) -> int:
        """Count the accepted texts; one of several Sectors counts once."""
        return len({row.subject.id for share in self.shares for row in share.accepted})

    @property
    def proposed(self) -> int:
        """Count the proposed texts in the same way."""
        return len({row.subject.id for share in self.shares for row in share.proposed})


@dataclass(frozen=True)
class Coverage:
    """Hold a theme with its subtopics, parts behind what they are parts of, retired ones left out; `mandate` names the texts that it rests on."""

    theme: Theme
    mandate: tuple[Item, ...]
    subtopics: tuple[Covered, ...]

    @property
    def sectors(self) -> tuple[str, ...]:
        """Name the Sectors that have anything accepted or proposed on any subtopic, in the order of the profile."""
        return tuple(ordered({share.sector for covered in self.subtopics for share in covered.shares}, layout().sectors))


def cover(theme: Theme, rows: Iterable[Row], mandate: Sequence[Item] = ()) -> Coverage:
    """Say of each subtopic of a theme which texts belong to it, given the pairs of texts and subtopics."""
    found: dict[str, list[Row]] = {}
    for row in sorted((row for row in rows if row.is_theme), key=lambda row: row.id):
        found.setdefault(row.object.id, []).append(row)
    works = [(theme.work(one), one.title, len(theme.above(one))) for one in theme.live]
    covered = (replace(_covered(work, title, found.get(work, [])), depth=depth) for work, title, depth in works)
    return Coverage(theme, tuple(mandate), tuple(covered))


def _covered(work: str, title: str, rows: Sequence[Row]) -> Covered:
    accepted = [row for row in rows if row.mapped.state is State.ACCEPTED]
    shares = _shares(accepted, [row for row in rows if row.mapped.state in (State.NEW, State.OPEN) and listed(row)])
    return Covered(
        id=work,
        title=title,
        shares=shares,
        scope=scope([share.sector for share in shares if share.accepted]),
        joint=together(row.subject for row in accepted),
        waiting=sum(row.mapped.state in TO_DO for row in rows),
    )


def _shares(accepted: Sequence[Row], undecided: Sequence[Row]) -> tuple[Share, ...]:
    sectors = ordered({sector for row in (*accepted, *undecided) for sector in sectors_or_body(row.subject)}, layout().sectors)
    who = {party.sector: party for party in parties(row.subject for row in accepted)}
    return tuple(Share(one, _of(one, accepted), _of(one, undecided), who.get(one, Party(one, ())).names) for one in sectors)


def _of(sector: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Give the texts of one Sector: by kind, then by number."""
    mine = [row for row in rows if sector in sectors_or_body(row.subject)]
    return tuple(sorted(mine, key=lambda row: (row.subject.kind, _counted(row.subject.document), rank(row))))


def _counted(document: Document | None) -> tuple[list[tuple[bool, int, str]], ...]:
    """Sort as groups count their texts; those that were never read come first."""
    return numbered(document) if document else ([], [], [])
