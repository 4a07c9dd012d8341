"""Files that go out to people and come back filled: a workbook, a list of pairs, a mapping set."""

import csv
import io
from contextlib import contextmanager

from openpyxl import load_workbook

from mapper.returns import taking
from mapper.returns.judging import Wish
from mapper.returns.outcomes import Fate

LATER = "2026-06-30T12:00:00Z"


@contextmanager
def opened(path):
    """Open a workbook and keep what was done to it."""
    book = load_workbook(path)
    yield book
    book.save(path)


def columns(page):
    return {cell.value: cell.column for cell in page[1]}


def pairs(path):
    """Name the pairs of the sheet Review, row by row."""
    page = load_workbook(path, read_only=True)["Review"]
    return [row[0] for row in page.iter_rows(min_row=2, max_col=1, values_only=True) if row[0]]


def fill(path, *rows):
    """Fill rows of the sheet Review: each a pair id with the cells that a person writes."""
    with opened(path) as book:
        page = book["Review"]
        names = columns(page)
        places = {page.cell(number, names["row_id"]).value: number for number in range(2, page.max_row + 1)}
        for pair, cells in rows:
            for name, value in cells.items():
                page.cell(places[pair], names[name]).value = value


def workbook(workspace, folder, *rows):
    """Export a workbook and fill rows of it."""
    folder.mkdir(exist_ok=True)
    workspace.export(folder, "xlsx")
    fill(folder / "mapping.xlsx", *rows)
    return folder / "mapping.xlsx"


def listed(workspace, folder, *rows):
    """Export a list of pairs and fill rows of it."""
    folder.mkdir(exist_ok=True)
    content = workspace.export(folder, "csv")["pairs.csv"]
    return written(folder / "pairs.csv", content, "pair_id", {f"pair:{pair}": cells for pair, cells in rows})


def written(path, content, key, filled, delimiter=","):
    """Write a table anew with some cells filled; what stands above its columns stays."""
    lines = io.StringIO(content.decode("utf-8-sig")).readlines()
    above = [line for line in lines if line.startswith("#")]
    table = list(csv.DictReader(lines[len(above) :], delimiter=delimiter))
    out = io.StringIO()
    names = dict.fromkeys([*table[0], *(name for cells in filled.values() for name in cells)])
    writer = csv.DictWriter(out, list(names), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, **filled.get(row[key], {})} for row in table)
    path.write_text("".join(above) + out.getvalue(), encoding="utf-8")
    return path


def take(workspace, path, reviewer="", type_="", at=LATER):
    """Import a file."""
    with workspace.open() as store:
        return taking.take(workspace.settings, store, path, Wish(reviewer, type_), at=at)


def look(workspace, path, reviewer="", type_="", at=LATER):
    """Say what importing a file would do."""
    with workspace.open() as store:
        return taking.look(workspace.settings, store, path, Wish(reviewer, type_), at=at)


def counts(taken):
    """Give how many rows were accepted, stayed, clashed and could not be read."""
    return tuple(taken.counts[fate] for fate in Fate)


def only(taken):
    """Give the one outcome that is not that nothing changed."""
    (one,) = (one for one in taken.outcomes if one.fate is not Fate.UNCHANGED)
    return one


def decisions(workspace):
    with workspace.open() as store:
        return store.decisions()
