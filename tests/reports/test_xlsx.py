"""The workbook: what reviewers may fill, what they may not, and the tables for everyone else."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from mapper.reports import xlsx
from mapper.reports.tables import REVIEW, row_checksum
from mapper.types import State
from mapper.views.export import Export
from tests.reports import sample

ENTRY = ["decision", "relation", "reason", "comment", "reviewer"]


@pytest.fixture(scope="module")
def content():
    return xlsx.render(sample.export())


@pytest.fixture(scope="module")
def book(content):
    return load_workbook(io.BytesIO(content))


def _lines(page, head=1):
    names = [cell.value for cell in page[head]]
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in page.iter_rows(min_row=head + 1)]


def _line(page, state):
    return next(line for line in _lines(page) if line["state"] == state)


def test_the_sheets_are_all_there(book):
    wanted = ["README", "Review", "Evidence", "Items", "Changes"]
    tables = ["Table 1 D Questions x R WPs", "Table 2 T Questions x R WPs", "Table 3 D x T Questions", "Resolutions by conference"]
    assert book.sheetnames == [*wanted, *tables, "Themes", "Matrix", "Decisions", "Lists"]
    assert book["Lists"].sheet_state == "hidden"


def test_the_review_sheet_has_its_columns_and_opens_only_those_a_person_fills(book):
    page = book["Review"]
    assert [cell.value for cell in page[1]] == [column.name for column in REVIEW]
    unlocked = {page.cell(1, cell.column).value for row in page.iter_rows(min_row=2) for cell in row if not cell.protection.locked}
    assert sorted(unlocked) == sorted(ENTRY)
    assert page.protection.sheet
    assert not page.protection.password
    assert [page.column_dimensions[letter].hidden for letter in "ABC"] == [True, True, False]
    assert (page.auto_filter.ref, page.freeze_panes, page.print_title_rows) == ("A1:Z11", "D2", "$1:$1")


def test_dropdowns_come_from_the_hidden_lists(book):
    rules = {rule.formula1: str(rule.sqref) for rule in book["Review"].data_validations.dataValidation}
    assert len(rules) == 3
    assert all(rule.startswith("Lists!$") for rule in rules)
    assert [cell.value for cell in book["Lists"]["A"]] == ["decision", "accept", "reject", "unsure"] + [None] * (book["Lists"].max_row - 4)


def test_human_cells_hold_what_was_decided_and_nothing_that_was_only_proposed(book):
    page = book["Review"]
    assert [_line(page, "accepted")[name] for name in ENTRY] == ["accept", "mutual-interest", None, sample.FORMULA, "anna"]
    assert [_line(page, "rejected")[name] for name in ("decision", "reason", "origin")] == ["reject", "different-scope", "human"]
    for state in ("proposed", "proposed, new"):
        line = _line(page, state)
        assert [line[name] for name in ENTRY] == [None] * 5
        assert (line["origin"], line["relation_proposed"]) == ("machine", "mutual-interest")


def test_a_disputed_and_a_stale_pair_wait_for_a_decision_with_the_earlier_ones_in_view(book):
    disputed, stale = _line(book["Review"], "disputed"), _line(book["Review"], "to look at again")
    assert (disputed["decision"], stale["decision"]) == (None, None)
    assert "anna: accept" in disputed["earlier_decision"]
    assert "ben | co: reject" in disputed["earlier_decision"]
    assert stale["changed_since"] == "resolves 1: operative-changed"
    assert (disputed["needs_second_reading"], stale["needs_second_reading"]) == ("yes", "yes")


def test_no_cell_is_a_formula_and_ids_are_text(book):
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert "f" not in kinds
    titles = [cell.value for cell in book["Items"]["F"]]
    assert sample.FORMULA in titles
    assert book["Review"]["E2"].number_format == "@"
    assert "bell escape[31m turned end" in titles


def test_nothing_in_the_file_can_run(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if "vba" in name.lower() or "external" in name.lower()]
        assert all(b"<f>" not in parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/"))
        assert b"2026-11-30T00:00:00Z" in parts.read("docProps/core.xml")


def test_the_checksum_signs_every_locked_cell(book):
    for line in _lines(book["Review"]):
        first, last = REVIEW.index(next(c for c in REVIEW if c.name == "mapping")), [c.name for c in REVIEW].index("changed_since")
        shown = [line[column.name] for column in REVIEW[first : last + 1]]
        assert row_checksum(line["row_id"], shown) == line["row_checksum"]
        assert row_checksum(line["row_id"], ["edited", *shown[1:]]) != line["row_checksum"]


def test_a_quoted_place_leads_to_its_clauses_and_back(book):
    for row in book["Review"].iter_rows(min_row=2):
        cell = row[[column.name for column in REVIEW].index("evidence_subject")]
        sheet, _, place = cell.hyperlink.location.partition("!")
        assert (sheet, book["Evidence"][place].value) == ("'Evidence'", row[0].value)
        assert book["Evidence"][place].hyperlink.location == f"'Review'!A{row[0].row}"


def test_the_tables_of_questions_list_every_question_with_its_partners(book):
    lines = [[cell.value for cell in row] for row in book["Table 1 D Questions x R WPs"].iter_rows(min_row=5)]
    assert [line[0] for line in lines] == ["ITU-D Question 3/2 (2018-2021)", "ITU-D Question 6/2 (2018-2021)"]
    assert lines[0][2:4] == ["–", "no common interest proposed or accepted"]
    assert lines[1][2].startswith("ITU-R WP 7C")
    assert lines[1][5:8] == ["proposed, new", None, "machine"]
    third = [[cell.value for cell in row] for row in book["Table 3 D x T Questions"].iter_rows(min_row=5)]
    assert third[1][2] == "ITU-T Question 9/5 (2017-2020)"


def test_resolutions_stand_side_by_side_and_every_live_pair_once(book):
    page = book["Resolutions by conference"]
    assert [cell.value for cell in page[4]] == ["PP", "RA", "WRC", "WTSA", "WTDC", "Origin"]
    first = [cell.value for cell in page[5]]
    assert first[0].startswith("PP Resolution 182")
    assert "[to look at again: mutual-interest]" in first[1]
    assert "[accepted: mutual-interest]" in first[3]
    text = "\n".join(str(cell.value) for row in page.iter_rows() for cell in row)
    assert "rejected" not in text
    assert text.count("WTDC Resolution 66") == 1


def test_themes_show_each_subtopic_by_sector(book):
    page = book["Themes"]
    assert [cell.value for cell in page[4]] == ["Theme", "Subtopic", "ITU-R"]
    assert [cell.value for cell in page[5]][:2] == ["climate", "Climate monitoring"]
    assert page["C5"].value.startswith("ITU-R WP 7C")


def test_the_matrix_counts_accepted_and_open_pairs_apart(book):
    page = book["Matrix"]
    assert page["A1"].value == "Pairs by body, accepted"
    names = [cell.value for cell in page[2]]
    accepted = {page.cell(row, 1).value: row for row in range(3, 3 + len(names) - 1)}
    assert page.cell(accepted["PP"], names.index("WTSA") + 1).value == 1
    assert page.cell(accepted["WTSA"], names.index("PP") + 1).value == 1
    assert page.cell(accepted["PP"], names.index("RA") + 1).value is None


def test_changes_tell_what_comes_back_and_how_long_it_takes(book):
    whole, clause = _lines(book["Changes"])
    assert (whole["item_id"], whole["change_class"], whole["affected_pairs"], whole["minutes_estimated"]) == ("ra/res/60", "operative-changed", 1, 1)
    assert (clause["clause"], clause["old_text"][:8], clause["new_text"][:9]) == ("resolves 1", "to study", "to reduce")


def test_ten_thousand_letters_in_a_clause_do_not_break_the_sheet():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    documents = {work: sample.document(work, "long " * 10_000) for work in (proposed.left, proposed.right)}
    book = load_workbook(io.BytesIO(xlsx.render(Export((sample.mapped(proposed, State.OPEN),), documents))))
    assert book["Evidence"].row_dimensions[2].height < 410
