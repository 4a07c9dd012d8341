"""What `mapper import` does with tables of other layouts: a preview of how they are read, the merge, and the record."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from mapper.cli.shared import clean, note, now, print_json, there, workspace

if TYPE_CHECKING:
    from mapper.legacy.taking import Said, Taken

COLUMNS = "Table of others: what its columns hold, as subject=A,object=C,remark=E; by letter or head, several with +."
RELATION = "Table of others: the relation that it means where no column says one; mutual-interest if left out."
FOR_REVIEW = "Table of others: its word counts as unsure, so that every pair waits for a person."


@dataclass(frozen=True)
class Told:
    """Hold what was typed of a table: whose it is and how it is read."""

    name: str
    type: str
    columns: str
    header: int | None
    sheet: str
    table: int | None
    date: str
    period: str
    relation: str
    for_review: bool = False

    @property
    def asks(self) -> bool:
        """Say whether anything was typed that only tables of others have."""
        said = (self.columns, self.header, self.sheet, self.table, self.date, self.period, self.relation)
        return any(said) or self.for_review


@dataclass(frozen=True)
class Way:
    """Say what is to be done with a table, and where it is told."""

    preview: bool
    dry_run: bool
    as_json: bool
    out: Path | None


def is_foreign(file: Path, folder: Path) -> bool:
    """Say whether a file is a table of others: nothing in it is a row that we handed out."""
    from mapper import settings
    from mapper.returns.reading import ours

    return not ours(file, settings.find(folder).limits)


def import_(file: Path, told: Told, folder: Path, way: Way) -> int:
    """Show how a table is read, or take it in; give the exit code."""
    from mapper.decisions import relations
    from mapper.errors import UsageError
    from mapper.legacy import shapes
    from mapper.legacy.merging import Wish
    from mapper.legacy.taking import Said
    from mapper.types import Verdict

    codes = [code for code, _ in relations()]
    if told.relation and told.relation not in codes:
        raise UsageError(f"no relation {told.relation!r}; choose one of {', '.join(codes)}")
    asked = shapes.asked(told.columns, told.header, told.sheet, told.table)
    verdict = Verdict.UNSURE if told.for_review else Verdict.ACCEPT
    said = Said(asked, Wish(told.name, told.type, verdict, told.relation), told.date, told.period)
    return _preview(file, said, folder, as_json=way.as_json) if way.preview else _bring_in(file, said, folder, way)


def _preview(file: Path, said: "Said", folder: Path, *, as_json: bool) -> int:
    """Print how a file is read; give the exit code."""
    from mapper.legacy import taking, telling

    with workspace(folder) as (settings, store):
        book, told_of_time = taking.preview(settings, store, file, said)
    loose = [one for told in book.tables for one in told.loose]
    if as_json:
        _print([*telling.table_objects(book), *telling.loose_objects(loose)])
    else:
        _print([*telling.previewed(book), *telling.unresolved(loose)])
    for sentence in (*book.notes, *(each for told in book.tables for each in told.notes), *told_of_time):
        note(sentence)
    note("nothing was recorded: this was a preview; --columns, --header, --sheet and --table say how to read it otherwise")
    return 1 if loose or book.unclear else 0


def _bring_in(file: Path, said: "Said", folder: Path, way: Way) -> int:
    """Take a file in, or say what that would do; give the exit code."""
    from mapper import pipeline
    from mapper.legacy import taking, telling

    with workspace(folder) as (settings, store):
        taken = (taking.look if way.dry_run else taking.take)(settings, store, file, said, at=now())
        if way.out is not None:
            telling.write(way.out, taken, pipeline.open_library(settings, store))
    if way.as_json:
        _print(telling.objects(taken))
    else:
        _print([*telling.met(taken.merge, said.wish.name), *telling.unresolved(taken.loose)])
    _tell(taken, folder, dry_run=way.dry_run)
    return 1 if taken.failed else 0


def _print(lines: Iterable[object]) -> None:
    """Print lines, and objects as JSON lines."""
    for line in lines:
        if isinstance(line, dict):
            print_json(line)
        else:
            typer.echo(clean(str(line)))


def _tell(taken: "Taken", folder: Path, *, dry_run: bool) -> None:
    """Sum up how the file was read, and what became of it."""
    from mapper.legacy import telling

    book = taken.book
    for sentence in (*map(telling.read_as, book.tables), *book.notes, *(each for told in book.tables for each in told.notes)):
        note(sentence)
    for sentence in (*(f"not read: {one}" for one in book.unclear), *taken.notes, *telling.summed(taken.merge)):
        note(sentence)
    if taken.loose:
        note(f"{len(taken.loose):>5} unresolved; the rest {'would go' if dry_run else 'went'} in")
    if dry_run:
        note(f"{len(taken.merge.events)} decisions would be recorded; nothing was: this was a dry run")
    elif taken.batch:
        note(f"{len(taken.merge.events)} decisions recorded; taken back as one by `mapper undo --batch {taken.batch}{there(folder)}`")
    else:
        note("nothing new was recorded")
