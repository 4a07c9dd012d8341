"""One mapping, one set of figures: what papers, workbook and page count is what the pairs themselves count to."""

import io
import re
from collections import Counter

import pytest
from openpyxl import load_workbook

from mapper import sharing
from mapper.reports import xlsx
from mapper.reports.docx import papers
from mapper.reports.figures import figures
from mapper.reports.papers.blocks import Grid, told
from mapper.reports.word import write as draw
from mapper.reports.wordtemplates import template
from mapper.surveys.mapping import Survey
from mapper.types import State
from mapper.views.rows import WORDS, rows
from tests.reports import papered

STATES = {
    "Accepted": (State.ACCEPTED,),
    "Rejected": (State.REJECTED,),
    "Unsure": (State.UNSURE,),
    "Disputed": (State.DISPUTED,),
    "To look at again": (State.STALE,),
    "Text ended": (State.GONE,),
    "Proposed": (State.NEW, State.OPEN),
    "All": tuple(State),
}


@pytest.fixture(scope="module", params=["sample", "crowded"])
def export(request):
    return papered.export() if request.param == "sample" else papered.crowded()


@pytest.fixture(scope="module")
def pairs(export):
    """Count the pairs that `mapper mapping --json` prints, one object a pair: mapping and state."""
    return Counter((str(one["type"]), State(one["state"])) for one in Survey(rows(export)).as_json())


@pytest.fixture(scope="module")
def drawn(export):
    return {paper.name: draw(paper, template(paper.template, None), export.date) for paper in papers(export)}


@pytest.fixture(scope="module")
def book(export):
    return load_workbook(io.BytesIO(xlsx.render(export)))


def count(pairs, states, type_=""):
    return sum(number for (name, state), number in pairs.items() if state in states and type_ in ("", name))


def lines(page):
    """Give the rows of a sheet's first table as dicts by the names in its head."""
    values = [[cell.value for cell in row] for row in page.iter_rows()]
    head = next(n for n, row in enumerate(values) if sum(value is not None for value in row) > 2)
    return [dict(zip(values[head], row, strict=True)) for row in values[head + 1 :]]


def test_figures_are_those_of_the_pairs(export, pairs):
    found = figures(export, rows(export))
    assert {(one.name, state): number for one in found.mappings for state, number in one.states} == dict(pairs)
    assert (found.whole.total, found.whole.accepted) == (sum(pairs.values()), count(pairs, (State.ACCEPTED,)))


def test_the_report_prints_the_figures_of_every_mapping_and_state(drawn, pairs, export):
    head, *found = papered.table(drawn["report.docx"], "Pairs by mapping and state")
    assert [line[0] for line in found] == [*(type_.name for type_ in export.types), "all mappings"]
    for name, *numbers in found:
        wanted = [count(pairs, STATES[title], "" if name == "all mappings" else name) for title in head[1:]]
        assert [int(number) for number in numbers] == wanted


def test_the_review_sheet_and_the_page_count_the_same(book, export, pairs, tmp_path):
    review = Counter((line["mapping"], line["state"]) for line in lines(book["Review"]) if line["state"])
    assert review == Counter({(name, WORDS[state]): number for (name, state), number in pairs.items()})
    (path,) = sharing.write("html", export, tmp_path / "mapping.html")
    page = path.read_text(encoding="utf-8")
    shown = {word: int(number) for word, number in re.findall(r"<dt>[^\w<]*([^<]+)</dt><dd>(\d+)</dd>", page)}
    assert {word: shown.get(word, 0) for word in WORDS.values()} == {WORDS[state]: count(pairs, (state,)) for state in State}


def test_each_table_of_the_paper_has_its_sheet_with_the_same_pairs(drawn, book, export):
    (paper,) = (paper for paper in papers(export) if paper.name == "tables.docx")
    sheets = {page.cell(1, 1).value: page for page in book if page.cell(1, 1).value}
    tables = [block for block in paper.blocks if isinstance(block, Grid) and block.label == "Table" and block.number]
    assert tables
    for grid in tables:
        (page,) = (page for title, page in sheets.items() if title.startswith(f"Table {grid.number}: {grid.caption}"))
        in_book = [line for line in lines(page) if line["State"]]
        in_paper = papered.table(drawn["tables.docx"], grid.caption)[1:]
        assert len(in_paper) == len(in_book)
        assert sum(line[-1] == "accepted" for line in in_paper) == sum(line["State"] == "accepted" for line in in_book)
        assert page.auto_filter.ref


def test_the_theme_paper_and_the_sheet_of_coverage_count_the_same(drawn, book):
    if "theme-climate.docx" not in drawn:
        pytest.skip("this export maps no theme")
    _, *found = papered.table(drawn["theme-climate.docx"], "Subtopics by Sector")
    sheet = {line["Subtopic"]: line for line in lines(book["Coverage"])}
    assert len(sheet) == len(found)
    for line in found:
        row = sheet[line[0]]
        assert line[-1] == (f"{row['Accepted']} +{row['Proposed']}" if row["Proposed"] else str(row["Accepted"]))
    assert book["Coverage"].auto_filter.ref


def test_areas_gaps_and_repetitions_are_counted_alike(export, drawn, book):
    found = figures(export, rows(export))
    (report,) = (paper for paper in papers(export) if paper.name == "report.docx")
    text = told(report.blocks)
    areas = {line["Area"] for line in lines(book["Areas"])} if "Areas" in book.sheetnames else set()
    gaps = lines(book["Gaps"]) if "Gaps" in book.sheetnames else []
    assert len(areas) == sum(found.areas.values())
    assert f"make {len(areas)} area" in text
    assert Counter(line["Taken up by"] for line in gaps) == {answer.value: number for answer, number in found.gaps.items()}
    assert f"{sum(line['Taken up by'] == 'nobody' for line in gaps)} taken up by no text;" in text
    assert f"In {sum(found.streamlining.values()) or 'no'} accepted pair" in text
