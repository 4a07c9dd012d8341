"""Abstention: where the machine has too few labels for a number, every table shows the band, and a number nowhere."""

import io
import json
import re

import pytest
from openpyxl import load_workbook

from mapper import sharing
from mapper.pipeline import one_line
from mapper.reports import xlsx
from mapper.types import State
from tests import maps
from tests.reports import sample

FORMATS = ("csv", "html", "jsonl", "sssom", "xlsx")


@pytest.fixture(scope="module")
def abstained():
    """Give an export in which no pair has a number; its pairs fill every table."""
    known = sample.export()
    pairs = [maps.proposed(one.left, one.right, None, type_=one.type, state=State.NEW) for one in known.mapped if one.proposal]
    return maps.export(*pairs, documents=known.documents.values())


@pytest.fixture(scope="module")
def book(abstained):
    return load_workbook(io.BytesIO(xlsx.render(abstained)))


def test_every_sheet_of_the_workbook_has_the_band_in_place_of_a_number(book):
    asked = set()
    for page in book:
        rows = list(page.iter_rows(values_only=True))
        for head, names in enumerate(rows):
            if "Probability" not in names:
                continue
            place, right = names.index("Probability"), names.index("Relation")
            cells = [row[place] for row in rows[head + 1 :] if row[right] == "mutual-interest"]
            assert set(cells) == {"medium"}, page.title
            asked.add(page.title)
    assert {"Table 1 D Questions x R WPs", "Activities"} <= asked


def test_the_cells_of_resolutions_side_by_side_have_the_band(book):
    cells = [cell for row in book["Resolutions by conference"].iter_rows(values_only=True) for cell in row if cell and "[" in str(cell)]
    assert cells
    assert all("[proposed, new, medium: " in cell for cell in cells)


def test_the_review_sheet_leaves_the_number_open_and_names_the_band(book):
    names = [cell.value for cell in book["Review"][1]]
    for row in book["Review"].iter_rows(min_row=2, values_only=True):
        line = dict(zip(names, row, strict=True))
        assert (line["probability"], line["band"]) == (None, "medium")


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_makes_a_number_of_a_band(abstained, tmp_path, name):
    """The middle by which bands are put in order is in no file."""
    read = []
    for path in sharing.write(name, abstained, tmp_path):
        if path.suffix not in (".xlsx", ".png"):
            text = re.sub(r"<(script|style).*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            read.append(text)
            assert not re.search(r'probability["\s:>]+0\.\d', text), path.name
        if path.name == "proposals.jsonl":
            assert {json.loads(line)["probability"] for line in text.splitlines()} == {None}
    assert name == "xlsx" or any("medium" in text for text in read)


def test_a_listed_pair_shows_the_band(abstained):
    assert all("  medium " in one_line(one) for one in abstained.mapped)
