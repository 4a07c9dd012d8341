"""Commands that list and show what a workspace holds: documents, proposals, show, changes."""

import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mapper.cli.shared import HERE, HTML, AsJson, Folder, Minutes, Type, choose, clean, marks, note, print_json, spelled, workspace
from mapper.emphasis import paint
from mapper.errors import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mapper.types import Document

Body = Annotated[str, typer.Option(help="Only documents of this body.", show_default=False)]
Sector = Annotated[str, typer.Option(help="Only documents of this Sector.", show_default=False)]
Kind = Annotated[str, typer.Option(help="Only documents of this kind.", show_default=False)]
Search = Annotated[str, typer.Option(help="Only where an id or a title holds these words.", show_default=False)]
State = Annotated[str, typer.Option(help="Only this state: new, open, accepted, rejected, unsure, disputed, stale, gone.", show_default=False)]
Band = Annotated[str, typer.Option(help="Only this band: high, medium, low.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    for command in (documents, proposals, show, changes):
        app.command()(command)


def documents(body: Body = "", sector: Sector = "", kind: Kind = "", search: Search = "", as_json: AsJson = False, folder: Folder = HERE) -> None:
    """List the current edition of every document."""
    from mapper import pipeline, types
    from mapper.documents_json import to_json

    choose("kind", kind.casefold(), types.Kind)
    with workspace(folder) as (settings, store):
        library = pipeline.open_library(settings, store)
    known = library.current.values()
    wanted = {
        "body": spelled("body", body, (d.body for d in known if d.body)),
        "sector": spelled("sector", sector, (d.sector for d in known if d.sector)),
        "kind": kind.casefold(),
    }
    found = [d for d in known if all(not value or getattr(d, key) == value for key, value in wanted.items()) and _holds(search, d.id, d.title)]
    for document in found:
        if as_json:
            print_json(to_json(document))
        else:
            label = document.edition.label or document.period
            typer.echo(clean(f"{document.id:<28} {label:<22} {document.status.value:<10} {document.title}{library.doubt(document.id)}"))
    note(f"{len(found)} of {count(len(library.current), 'document')}{_standing(found)}")


def _standing(found: "Sequence[Document]") -> str:
    """Say how many are in force, where some are not, or are subtopics, which nobody issued."""
    from mapper.types import Kind

    counts = Counter("subtopics of themes" if one.kind is Kind.SUBTOPIC else "ended" if one.status.ended else "in force" for one in found)
    told = [f"{counts[word]} {word}" for word in ("in force", "ended", "subtopics of themes") if counts[word]]
    return f": {', '.join(told)}" if found and counts["in force"] < len(found) else ""


def _holds(search: str, *texts: str) -> bool:
    return all(any(word in text.casefold() for text in texts) for word in search.casefold().split())


def proposals(
    type_: Type = "",
    state: State = "",
    band: Band = "",
    search: Search = "",
    minutes: Minutes = 0,
    limit: Annotated[int, typer.Option(min=0, help="At most so many; 0 for all.")] = 0,
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """List the pairs of the mapping, likeliest first. Each stands with its state."""
    from mapper import overview, pipeline, types
    from mapper.mapping import by_likelihood
    from mapper.reports.jsonl import proposal_json

    choose("state", state, types.State)
    choose("band", band, types.BANDS)
    with workspace(folder) as (settings, store):
        standing = pipeline.settled(settings, store)
        if type_ and type_ not in {m.type for m in standing.mapped}:
            settings.mapping_type(type_)
    known = standing.library.current
    found = [
        m
        for m in by_likelihood(standing.mapped)
        if (not type_ or m.type == type_)
        and (not state or m.state.value == state)
        and (not band or (m.proposal is not None and m.proposal.band == band))
        and _holds(search, m.left, m.right, *(known[side].title for side in (m.left, m.right) if side in known))
    ]
    if minutes:
        plan = overview.within(standing, found, minutes)
        found = [m for m in found if m.pair in plan.chosen]
        for line in plan.lines():
            note(line)
    for m in found[: limit or None]:
        if as_json:
            print_json(proposal_json(m, known))
        else:
            typer.echo(clean(pipeline.one_line(m)))
    note(f"{min(len(found), limit or len(found))} of {len(standing.mapped)} pairs")


def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="A document's id (wtsa/res/73) or a pair's id.")],
    html: Annotated[Path | None, typer.Option(metavar="FILE", help=HTML, show_default=False)] = None,
    folder: Folder = HERE,
) -> None:
    """Show one document, or one pair. A document has history, clauses, neighbours; a pair evidence, contributions, history."""
    from mapper import showing

    with workspace(folder) as (settings, store):
        if html:
            from mapper.reports import proof
            from mapper.sources import spare

            spare(html, [settings.sources])
            made, work = showing.proof(settings, store, id_)
            note(f"wrote {proof.write(made, html, work)}")
            return
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
        for line in showing.show(settings, store, id_, showing.Paper(width, marks())):
            typer.echo(paint(line))


def changes(
    since: Annotated[str, typer.Option(help="A run's id; the one before the last conference if left out.", show_default=False)] = "",
    all_: Annotated[bool, typer.Option("--all", help="Every entry, however long the page.")] = False,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it whole to this .docx or .xlsx instead.", show_default=False)] = None,
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """Tell on one page what the last conference changed. Also what holds, what is to be looked at, and about how long that takes."""
    from mapper import changes as page

    with workspace(folder) as (settings, store):
        if out:
            from mapper import sharing

            for path in sharing.changes(settings, store, since, out):
                typer.echo(clean(str(path)))
            return
        told = page.since(settings, store, since)
    if as_json:
        for entry in told.as_json():
            print_json(entry)
        return
    for line in told.lines(0 if all_ else page.SHOWN):
        typer.echo(clean(line))
