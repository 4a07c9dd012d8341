"""Commands that hand the mapping over and take decisions back: export, import."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mapper.cli.shared import HERE, AsJson, Folder, Type, clean, note, now, one_name, print_json, there, workspace

if TYPE_CHECKING:
    from mapper.returns.taking import Taken

_WHOSE = "The reviewer of rows that name nobody; a row that names somebody else is a conflict."


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    app.command()(export)
    app.command("import")(import_)


def export(
    formats: Annotated[
        list[str],
        typer.Argument(metavar="FORMAT", help="One or several: akn, csv, docx, html, jsonl, liaison, plots, skos, sssom, templates or xlsx."),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            help="A folder, or a file that ends as the format does; exports/ in the workspace if left out. akn, html and plots write a folder "
            "of files; html one page where a file is named.",
            show_default=False,
        ),
    ] = None,
    type_: Type = "",
    excel: Annotated[bool, typer.Option("--excel", help="With csv: mark the file as UTF-8, so that Excel reads it right.")] = False,
    paper: Annotated[str, typer.Option(help="With docx: only this paper, one of tables, theme and report.", show_default=False)] = "",
    group: Annotated[
        list[str] | None,
        typer.Option(help='With liaison: whose statement, as in T-SG5 or "WP 5A", several too; every group\'s if left out.', show_default=False),
    ] = None,
    language: Annotated[str, typer.Option(help="With docx: name subtopics in this language too, as in fr.", show_default=False)] = "",
    folder: Folder = HERE,
) -> None:
    """Write the mapping as tables, papers, or a site. Also for other programs.

    With docx and liaison papers in Word, with html a site, with plots pictures for slides; with akn the texts in force, as Akoma Ntoso, with skos
    the themes; with templates the Word templates of papers, to be edited in templates/ of the workspace. The same mapping gives the same bytes.
    """
    from mapper import sharing

    with workspace(folder) as (settings, store):
        written = sharing.export(
            settings, store, list(dict.fromkeys(formats)), out, sharing.Wish(type_, excel, paper, ", ".join(group or ()), language), notice=note
        )
    for path in written:
        typer.echo(clean(str(path)))
    note(f"next: open it, or `mapper review{there(folder)}` to decide")


def import_(
    file: Annotated[Path, typer.Argument(help="The workbook that came back (XLSX), a list of pairs (CSV) or a mapping set (SSSOM TSV).")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be recorded, and record nothing.")] = False,
    reviewer: Annotated[str, typer.Option("--as", help=_WHOSE, callback=one_name, show_default=False)] = "",
    type_: Annotated[str, typer.Option("--type", help="Only rows of this mapping, as named in mapper.toml.", show_default=False)] = "",
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """Record the decisions that came back in a file. Each row is accepted, unchanged, a conflict or unreadable; only the first is recorded."""
    from mapper.returns import taking
    from mapper.returns.answers import Wish

    wish = Wish(reviewer, type_)
    with workspace(folder) as (settings, store):
        taken = (taking.look if dry_run else taking.take)(settings, store, file, wish, at=now())
    for one in taken.outcomes:
        if as_json:
            print_json(one.as_json())
        elif line := taken.line(one):
            typer.echo(clean(line))
    _tell(taken, folder, dry_run=dry_run)
    raise typer.Exit(1 if taken.failed else 0)


def _tell(taken: "Taken", folder: Path, *, dry_run: bool) -> None:
    """Sum up what became of the rows."""
    for sentence in taken.notes:
        note(sentence)
    note(", ".join(f"{count} {fate.value}" for fate, count in taken.counts.items()))
    for sentence in taken.aged:
        note(sentence)
    if dry_run:
        note("nothing was recorded: this was a dry run")
    elif taken.events:
        note(f"recorded; taken back as one by `mapper undo --batch {taken.batch}{there(folder)}`")
