"""A conference said beforehand, held, and written down: the dry run, the run, the paper and the workbook agree."""

import io
import zipfile

import pytest
from docx import Document as WordFile
from openpyxl import load_workbook

from mapper import changes, forecast
from mapper.reports import afterwards
from mapper.types import State
from tests.workspaces import DEMO, silent

CAME = ("T-RES-T.73-2022-PDF-E.pdf", "WTSA-20-suppressed.pdf", "WTDC22-RES-66-E.pdf")


@pytest.fixture
def decided(small):
    """A small workspace in which everything on four texts is decided."""
    for m in small.mapped():
        if {"wtsa/res/73", "wtsa/res/45", "wtdc/res/66", "wtdc/res/34"} & {m.left, m.right}:
            small.decide(m, seconds=30.0, relation="mutual-interest")
    return small


def what(page):
    pairs = {state: sorted(m.pair for m in found) for state, found in ((State.STALE, page.stale), (State.GONE, page.gone), (State.NEW, page.new))}
    return pairs, page.holding, page.minutes, page.loads, page.shares, [change.id for change in page.changes]


def test_a_dry_run_says_what_the_run_then_does_and_writes_nothing(decided, later, cli):
    before = (decided.root / "mapper.db").read_bytes()
    files = [DEMO / "second" / name for name in CAME]
    with decided.open() as store:
        told = forecast.foresee(decided.settings, store, files, notify=silent)
    said = cli("run", "--dry-run", files[1], "-w", decided.root)
    assert said.out.startswith(f"would read 1 file ({CAME[1]}): ")
    assert (decided.root / "mapper.db").read_bytes() == before
    assert [path.name for path in (decided.root / "sources").iterdir() if path.name in CAME] == []
    assert told.lines()[0].startswith("would read 3 files (")
    for name in CAME:
        decided.take_over(later, name)
    decided.run(at="2026-06-30T12:00:00Z")
    with decided.open() as store:
        page = changes.since(decided.settings, store)
    assert page.stale
    assert page.gone
    assert what(page) == what(told.page)


def test_files_are_for_a_dry_run_only(small, cli):
    told = cli("run", DEMO / "second" / CAME[0], "-w", small.root)
    assert told.code == 2
    assert "files and --json go with --dry-run; to keep files, mapper add FILE… first" in told.err


def test_the_paper_and_the_workbook_have_the_figures_of_the_page(decided, later, cli, tmp_path):
    for name in CAME:
        decided.take_over(later, name)
    decided.run(at="2026-06-30T12:00:00Z")
    with decided.open() as store:
        page = changes.since(decided.settings, store)
    written = {}
    for name in ("a.docx", "b.docx", "a.xlsx", "b.xlsx"):
        assert cli("changes", "--out", tmp_path / name, "-w", decided.root).code == 0
        written[name] = (tmp_path / name).read_bytes()
    assert written["a.docx"] == written["b.docx"]
    assert written["a.xlsx"] == written["b.xlsx"]
    figures = [(what, str(number)) for what, number in afterwards.summary(page)]
    word, book = WordFile(io.BytesIO(written["a.docx"])), load_workbook(io.BytesIO(written["a.xlsx"]))
    assert [tuple(cell.text for cell in row.cells) for row in word.tables[0].rows][1:] == figures
    sheet = [tuple(row[:2]) for row in book["Summary"].iter_rows(values_only=True)]
    assert set(afterwards.summary(page)) <= set(sheet)
    loads = [(load.name, load.new, load.again, load.disputed, load.pairs, load.minutes) for load in (*page.loads, *page.shares)]
    assert [tuple(row[:6]) for row in book["Summary"].iter_rows(values_only=True) if isinstance(row[5], int)] == loads
    assert [tuple(cell.text for cell in row.cells) for table in word.tables[1:3] for row in table.rows[1:]] == [tuple(map(str, one)) for one in loads]
    counted = [row[0] for row in book["Pairs"].iter_rows(values_only=True)]
    assert [counted.count(why) for why in (afterwards.NEW, afterwards.ENDED)] == [len(page.new), len(page.gone)]
    texts = [[cell.text for cell in row.cells] for row in word.tables[-1].rows][1:]
    titled = {row[0].partition("\n")[0] for row in texts if row[2] == afterwards.WHOLE and "\n" in row[0]}
    assert {row[0] for row in texts if row[2] != afterwards.WHOLE} < titled  # a text has its title once, not beside each of its clauses
    drawn = zipfile.ZipFile(io.BytesIO(written["a.docx"])).read("word/document.xml").decode()
    assert "<w:strike/>" in drawn
    assert '<w:u w:val="single"/>' in drawn
    assert "\u2192" in drawn
    assert "-&gt;" not in drawn
    assert cli("changes", "--out", tmp_path / "a.pdf", "-w", decided.root).code == 2
