"""Commands that make a workspace and run the corridor: init, demo, add, remove, extract, run, status."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mapper.cli.progress import Progress
from mapper.cli.shared import HERE, HTML, AsJson, Folder, choose, clean, laying_out, note, now, print_json, program, there, workspace

if TYPE_CHECKING:
    from mapper.settings import Settings
    from mapper.store import Store

Files = Annotated[list[Path], typer.Argument(help="Files or folders: PDF, DOCX, HTML, CSV, XLSX, JSONL or XML (Akoma Ntoso).", show_default=False)]
Names = Annotated[list[str], typer.Argument(metavar="FILE...", help="Files by their names in sources/, or a folder there.", show_default=False)]
_REPORT = "Write all that was checked of each file here, as JSON lines: contents, lost text, cut clauses, pages."
Report = Annotated[Path | None, typer.Option(metavar="FILE", help=_REPORT, show_default=False)]
Html = Annotated[Path | None, typer.Option(metavar="FILE", help=HTML, show_default=False)]
Pages = Annotated[str, typer.Option(metavar="FROM-TO", help="Of the pages, only these in --html.", show_default=False)]
_VIEW = "How to read open changes in Word files and web pages: final (all accepted; so if left out) or original (all rejected)."
View = Annotated[str, typer.Option(help=_VIEW, show_default=False)]
_DRY = "Say what would come back, what would be new, and about how long it takes to read; change nothing."
_CROSS = "Read every page of a PDF with a second engine too, and tell where the two differ; it takes several times as long."
Target = Annotated[Path, typer.Argument(help="The folder; made if it is not there.")]


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    for command in (init, demo, add, remove, extract, run, status):
        app.command()(command)


def init(folder: Target = HERE) -> None:
    """Make a workspace that already runs. It is a folder with mapper.toml, themes/ and sources/."""
    from mapper import settings

    made = settings.init(folder)
    typer.echo(clean(f"made a workspace in {made.root}"))
    note(f"next: mapper add FILE…{there(folder)}, then mapper run{there(folder)}")


def demo(folder: Target = Path("demo")) -> None:
    """Make a workspace of the demo corpora, and run it. The tables are written, and the next step is told."""
    from mapper import demonstration

    with Progress() as progress:
        shown = demonstration.demonstrate(folder, at=now(), notify=progress)
    for line in shown.lines(program()):
        typer.echo(clean(line))
    for sentence in shown.report.warnings():
        note(sentence)
    raise typer.Exit(0 if shown.report.intake.whole and not shown.report.degraded else 1)


def add(
    files: Files,
    body: Annotated[str, typer.Option(help="The body that issued it, where the text does not say.", show_default=False)] = "",
    kind: Annotated[str, typer.Option(help="What the texts are: resolution, question, mandate, activity, event…", show_default=False)] = "",
    edition: Annotated[
        str,
        typer.Option(
            help='The edition, as in "Rev. Busan, 2014", or the study period of Questions, as in "2018-2021", where the text does not say.',
            show_default=False,
        ),
    ] = "",
    view: View = "",
    folder: Folder = HERE,
) -> None:
    """Copy files into the workspace. What can be detected need not be said."""
    from mapper import intake, profiles
    from mapper.documents import VIEWS, Hints
    from mapper.types import Kind

    choose("kind", kind, [known.value for known in Kind if known not in (Kind.SUBTOPIC, Kind.OTHER)])
    choose("body", body, [known.code for organisation in profiles.organisations() for known in organisation.bodies])
    choose("view", view, VIEWS)
    with workspace(folder) as (settings, store):
        told, failed = intake.add(settings, store, files, Hints(body=body, kind=kind, edition=edition, view=view))
    for one in told:
        typer.echo(clean(one.line()))
    for sentence in failed:
        note(f"not added: {sentence}")
    if told:
        note(f"next: mapper run{there(folder)}")
    raise typer.Exit(1 if failed else 0)


def remove(files: Names, folder: Folder = HERE) -> None:
    """Take sources out, with the documents read from them. The files are set aside; what was decided stays."""
    from mapper import removal

    with workspace(folder) as (settings, store):
        told, failed = removal.remove(settings, store, files)
    for one in told:
        typer.echo(clean(one.line()))
    for sentence in failed:
        note(f"not removed: {sentence}")
    if told:
        note("next: mapper run")
    raise typer.Exit(1 if failed else 0)


def extract(
    files: Files,
    as_json: AsJson = False,
    report: Report = None,
    html: Html = None,
    pages: Pages = "",
    view: View = "",
    cross_check: Annotated[bool, typer.Option("--cross-check", help=_CROSS)] = False,
) -> None:
    """Print documents with their clause trees. It needs no workspace; the QA summary goes to stderr."""
    from mapper.cli.extract import Extras, show_extraction
    from mapper.documents import VIEWS

    choose("view", view, VIEWS)
    raise typer.Exit(show_extraction(files, as_json, Extras(report, html, pages, view, cross_check), sys.stdout, sys.stderr))


def run(
    files: Annotated[list[Path] | None, typer.Argument(help="With --dry-run: files as if they had been added.", show_default=False)] = None,
    only: Annotated[str, typer.Option(help="Only this mapping, as named in mapper.toml.", show_default=False)] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_DRY)] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --dry-run: JSON lines instead of text.")] = False,
    folder: Folder = HERE,
) -> None:
    """Read what is new, compare, propose and settle. What changed since the last run is told."""
    from mapper import glance, pipeline, registering
    from mapper.errors import UsageError

    if (files or as_json) and not dry_run:
        raise UsageError("files and --json go with --dry-run; to keep files, mapper add FILE… first")
    with workspace(folder) as (settings, store):
        if dry_run:
            _foresee(settings, store, files or [], only, as_json=as_json)
            return
        with Progress() as progress:
            report = pipeline.run(settings, store, at=now(), only=only, notify=progress)
            areas = registering.enrol(settings, store)
            glance.prepare(settings, store)
    for line in (*report.lines(), *(f"  {sentence}" for sentence in areas)):
        typer.echo(clean(line))
    for sentence in report.warnings():
        note(sentence)
    raise typer.Exit(0 if report.intake.whole and not report.degraded else 1)


def _foresee(settings: "Settings", store: "Store", files: list[Path], only: str, *, as_json: bool) -> None:
    """Print what a run would bring."""
    from mapper import forecast

    with Progress() as progress:
        told = forecast.foresee(settings, store, files, only=only, notify=progress)
    if as_json:
        for entry in told.as_json():
            print_json(entry)
        return
    for line in told.lines():
        typer.echo(clean(line))


def status(
    check: Annotated[bool, typer.Option("--check", help="Exit with 3 where decisions remain to be taken.")] = False,
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """Say how many pairs are decided and how many are left. Also which files are unread, and about how much time is left."""
    from mapper import glance

    with laying_out(), workspace(folder) as (settings, store):
        shown = glance.status(settings, store)
    if as_json:
        print_json(shown.told)
    else:
        for line in shown.lines:
            typer.echo(clean(line))
    if check and shown.remaining:
        raise typer.Exit(3)
