"""Commands that hand the mapping over and take decisions back: export, import."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mapper.cli import foreign
from mapper.cli.shared import HERE, AsJson, Folder, Type, clean, note, now, one_name, print_json, there, workspace

if TYPE_CHECKING:
    from mapper.returns.taking import Taken

_FOR = "With xlsx and docx: a file to be mailed to this reviewer, with their pairs and their earlier verdicts; it comes back by `mapper import`."
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
    reviewer: Annotated[str, typer.Option("--for", metavar="REVIEWER", help=_FOR, callback=one_name, show_default=False)] = "",
    folder: Folder = HERE,
) -> None:
    """Write the mapping as tables, papers, or a site. Also for other programs.

    With docx and liaison papers in Word, with html a site, with plots pictures for slides; with akn the texts in force, as Akoma Ntoso, with skos
    the themes; with templates the Word templates of papers, to be edited in templates/ of the workspace. The same mapping gives the same bytes.
    """
    from mapper import sharing

    with workspace(folder) as (settings, store):
        written = sharing.export(
            settings,
            store,
            list(dict.fromkeys(formats)),
            out,
            sharing.Wish(type_, excel, paper, ", ".join(group or ()), language, reviewer),
            notice=note,
        )
    for path in written:
        typer.echo(clean(str(path)))
    if reviewer:
        note(f"next: send it; what comes back is read by `mapper import FILE --dry-run{there(folder)}`")
        return
    note(f"next: open it, or `mapper review{there(folder)}` to decide")


def import_(
    file: Annotated[
        Path,
        typer.Argument(help="The workbook that came back (XLSX), a list of pairs (CSV), a mapping set (SSSOM TSV), or a table of others (DOCX too)."),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be recorded, and record nothing.")] = False,
    reviewer: Annotated[str, typer.Option("--as", help=_WHOSE, callback=one_name, show_default=False)] = "",
    type_: Annotated[str, typer.Option("--type", help="Only rows of this mapping, as named in mapper.toml.", show_default=False)] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Table of others: show how it is read, and record nothing.")] = False,
    columns: Annotated[str, typer.Option(help=foreign.COLUMNS, show_default=False)] = "",
    header: Annotated[int | None, typer.Option(min=1, help="Table of others: the row of its column heads, the last if several.")] = None,
    sheet: Annotated[str, typer.Option(help="Table of others: only this sheet.", show_default=False)] = "",
    table: Annotated[int | None, typer.Option(min=1, help="Table of others: only this one of several, by its number in the preview.")] = None,
    date: Annotated[str, typer.Option(help="Table of others: of which year it is, where its name does not say.", show_default=False)] = "",
    period: Annotated[str, typer.Option(help="Table of others: the study period of its Questions, as 2018-2021.", show_default=False)] = "",
    relation: Annotated[str, typer.Option(help=foreign.RELATION, show_default=False)] = "",
    for_review: Annotated[bool, typer.Option("--for-review", help=foreign.FOR_REVIEW)] = False,
    out: Annotated[Path | None, typer.Option(help="Table of others: write the comparison as a list, too (CSV).", show_default=False)] = None,
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """Record the decisions that came back in a file. Each row is accepted, unchanged, a conflict or unreadable; only the first is recorded.

    A mapping table that others keep goes in under its own name, as in --as "TSAG 2022", and is held against what people decided here; see --preview.
    """
    told = foreign.Told(reviewer, type_, columns, header, sheet, table, date, period, relation, for_review=for_review)
    if preview or out or told.asks or foreign.is_foreign(file, folder):
        code = foreign.import_(file, told, folder, foreign.Way(preview=preview, dry_run=dry_run, as_json=as_json, out=out))
        raise typer.Exit(code)
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
