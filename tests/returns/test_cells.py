"""What office programs do to cells: each cell that cannot be read is named, and nothing is made up of it."""

from datetime import datetime

import pytest

from mapper.errors import UnreadableSource
from mapper.returns.outcomes import Fate
from tests.returns.sheets import columns, counts, fill, look, only, opened, workbook

ACCEPT = {"decision": "accept", "reviewer": "anna"}


def evident(workspace):
    return sorted((m for m in workspace.mapped("resolutions") if m.proposal), key=lambda m: m.pair)


def cell(path, pair, name):
    """Name a cell of the sheet Review."""
    with opened(path) as book:
        page = book["Review"]
        names = columns(page)
        row = next(n for n in range(2, page.max_row + 1) if page.cell(n, names["row_id"]).value == pair)
        return page.cell(row, names[name]).coordinate


@pytest.mark.parametrize(
    ("entry", "value", "told"),
    [
        ("decision", "perhaps", "no decision 'perhaps': write one of accept, reject, unsure"),
        ("decision", "-", "no decision '-': write one of accept, reject, unsure"),
        ("decision", True, "no decision 'True': write one of"),
        ("decision", 1.0, "no decision '1': write one of"),
        ("relation", datetime(2026, 7, 1), "the cell holds a date, as spreadsheet programs make of what looks like one: write the word again"),
        ("decision", '="accept"', "the cell holds a formula, and none is ever worked out: write the word itself"),
        ("comment", "=HYPERLINK(1)", "the cell holds a formula"),
        ("reason", "bored", "no reason 'bored'"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(small, tmp_path, entry, value, told):
    (one, *_) = evident(small)
    path = workbook(small, tmp_path, (one.pair, {**ACCEPT, entry: value}))
    taken = look(small, path)
    (found,) = (one for one in taken.outcomes if one.fate is Fate.UNREADABLE)
    place = f"Review!{cell(path, one.pair, entry)}"
    assert taken.line(found).startswith(f"{place}: unreadable ")
    assert told in found.told
    assert found.as_json()["cell"] == place


def test_a_merged_cell_speaks_for_no_row(small, tmp_path):
    one = evident(small)[0]
    path = workbook(small, tmp_path, (one.pair, ACCEPT))
    with opened(path) as book:
        place = cell(path, one.pair, "decision")
        letters, row = place.rstrip("0123456789"), int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        book["Review"].merge_cells(f"{letters}{row}:{letters}{row + 2}")
    taken = look(small, path)
    assert counts(taken)[0::3] == (0, 3)
    assert all("the cell is merged with others" in one.told for one in taken.outcomes if one.fate is Fate.UNREADABLE)


@pytest.mark.parametrize("said", ["'accept", "Accept.", "\u00a0ACCEPT\u200b", "accept\n", "\u201caccept\u201d", "yes"])
def test_what_is_typed_around_a_word_is_no_part_of_it(small, tmp_path, said):
    (one, *_) = evident(small)
    path = workbook(small, tmp_path, (one.pair, {**ACCEPT, "decision": said}))
    assert only(look(small, path)).fate is Fate.ACCEPTED


def test_a_comment_that_became_a_date_is_kept_and_told(small, tmp_path):
    (one, *_) = evident(small)
    path = workbook(small, tmp_path, (one.pair, {**ACCEPT, "comment": datetime(2026, 7, 1)}))
    taken = look(small, path)
    assert only(taken).made.comment == "2026-07-01"
    assert f"Review!{cell(path, one.pair, 'comment')} holds a date" in taken.notes[0]


def test_what_became_of_each_cell_is_told(small, tmp_path):
    (one, *_) = evident(small)
    path = workbook(small, tmp_path, (one.pair, {**ACCEPT, "comment": "yes"}))
    found = only(look(small, path)).as_json()["cells"]
    assert [(entry["column"], entry["value"], entry["outcome"]) for entry in found] == [
        ("decision", "accept", "accepted"),
        ("comment", "yes", "accepted"),
        ("reviewer", "anna", "accepted"),
    ]


def test_a_workbook_of_another_workspace_or_of_a_newer_version_is_one_sentence(small, tmp_path):
    for name, value, told in (
        ("mapper_run_id", "0123456789ab", "the file was written from the run 0123456789ab, which was never one of this workspace"),
        ("mapper_schema", "99", "has file layout 99, of a newer mapper than this one"),
    ):
        path = workbook(small, tmp_path / name, (evident(small)[0].pair, ACCEPT))
        with opened(path) as book:
            next(prop for prop in book.custom_doc_props.props if prop.name == name).value = value
        with pytest.raises(UnreadableSource, match=told):
            look(small, path)


def test_behind_another_log_a_row_knows_nothing_of_what_was_said(small, tmp_path):
    one = evident(small)[0]
    small.decide(one)
    path = workbook(small, tmp_path, (one.pair, {"decision": "reject", "relation": "", "direction": "", "reviewer": "anna"}))
    assert only(look(small, path)).fate is Fate.ACCEPTED
    with opened(path) as book:
        next(prop for prop in book.custom_doc_props.props if prop.name == "mapper_log_head").value = "0" * 64
    taken = look(small, path)
    assert only(taken).fate is Fate.CONFLICT
    assert "a decision log that is not the one of here" in taken.notes[0]


def test_rows_may_be_added_moved_and_deleted_and_columns_too(small, tmp_path):
    one, other = evident(small)[:2]
    path = workbook(small, tmp_path, (one.pair, ACCEPT), (other.pair, ACCEPT))
    with opened(path) as book:
        page = book["Review"]
        page.insert_cols(3)
        page.cell(1, 3).value = "my notes"
        page.insert_rows(5)
        page.cell(5, 3).value = "a row of mine"
        page.delete_rows(page.max_row)
    fill(path)
    assert counts(look(small, path))[0] == 2
