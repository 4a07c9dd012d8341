"""A workbook for one reviewer: their pairs, their words of before, nothing that a blind second reading must not show; it survives what people do."""

import random
import shutil
import subprocess

import pytest
from openpyxl import load_workbook

from mapper import sharing
from mapper.decisions import standing
from mapper.errors import UnreadableSource, UsageError
from mapper.handing import share
from mapper.types import State, Verdict
from tests.returns.sheets import columns, counts, decisions, fill, look, only, opened, take


def evident(workspace):
    return sorted((m for m in workspace.mapped("resolutions") if m.proposal), key=lambda m: m.pair)


def mailed(workspace, folder, *rows, reviewer="anna"):
    """Export the workbook of a reviewer and fill rows of it."""
    folder.mkdir(exist_ok=True)
    with workspace.open() as store:
        (path,) = sharing.export(workspace.settings, store, ["xlsx"], folder, sharing.Wish(reviewer=reviewer))
    fill(path, *rows)
    return path


def shuffle(path):
    """Sort the rows of the sheet Review anew, values only, as a spreadsheet program does; add a column and a row of one's own."""
    with opened(path) as book:
        page = book["Review"]
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        random.Random(7).shuffle(rows)
        for number, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                page.cell(number, column).value = value
        page.cell(1, page.max_column + 1).value = "my notes"
        page.cell(page.max_row + 2, page.max_column).value = "done"


def test_a_name_is_there_already_and_rows_may_be_sorted(small, tmp_path):
    one, other = evident(small)[:2]
    path = mailed(small, tmp_path, (one.pair, {"decision": "accept"}), (other.pair, {"decision": "no", "reason": "obsolete"}))
    assert path.name == "review-anna.xlsx"
    shuffle(path)
    taken = take(small, path)
    assert counts(taken)[0::2] == (2, 0)
    made = {event.pair: (event.verdict, event.reason, event.reviewer, event.score_shown) for event in decisions(small)}
    assert made == {one.pair: ("accept", "", "anna", True), other.pair: ("reject", "obsolete", "anna", True)}
    assert all(event.evidence for event in decisions(small))
    assert counts(take(small, path))[0] == 0


def test_decisions_of_others_in_the_file_of_one_are_taken_and_told(small, tmp_path):
    one, other = evident(small)[:2]
    path = mailed(small, tmp_path, (one.pair, {"decision": "accept"}), (other.pair, {"decision": "accept", "reviewer": "ben"}))
    taken = take(small, path)
    assert sorted(event.reviewer for event in decisions(small)) == ["anna", "ben"]
    (told,) = (note for note in taken.notes if "made for" in note)
    assert told == "1 decision by ben of a file that was made for anna: everybody has their own (`mapper export xlsx --for NAME`)"
    assert not any("made for" in note for note in take(small, path).notes)


def test_a_row_that_nobody_filled_says_nothing_though_a_name_stands_in_it(small, tmp_path):
    (one, *_) = evident(small)
    path = mailed(small, tmp_path, (one.pair, {"comment": "hm"}))
    assert "the row is filled in and has no decision" in only(take(small, path)).told
    assert small.log() == []


def test_own_words_are_filled_in_and_an_untouched_file_changes_nothing(small, tmp_path):
    one, other, third = evident(small)[:3]
    small.decide(one, relation="implements", direction="right-to-left", comment="so it is")
    small.decide(other, Verdict.REJECT, reason="obsolete")
    small.decide(third, reviewer="ben")
    before = small.log()
    path = mailed(small, tmp_path)
    page = load_workbook(path)["Review"]
    names = columns(page)
    held = {row[0]: {name: row[place - 1] for name, place in names.items()} for row in page.iter_rows(min_row=2, values_only=True)}
    way = "subject-to-object" if held[one.pair]["subject_id"] == one.right else "object-to-subject"
    assert [held[one.pair][name] for name in ("decision", "relation", "direction", "comment")] == ["accept", "implements", way, "so it is"]
    assert [held[other.pair][name] for name in ("decision", "reason")] == ["reject", "obsolete"]
    assert counts(take(small, path)) == (0, len(small.mapped()), 0, 0)
    fill(path, (other.pair, {"decision": "accept"}))
    assert only(take(small, path)).made.verdict is Verdict.ACCEPT
    assert small.log()[: len(before)] == before


def test_what_waits_stands_before_what_was_decided(small, tmp_path):
    one, *_ = evident(small)
    small.decide(one)
    page = load_workbook(mailed(small, tmp_path))["Review"]
    place = columns(page)["decision"] - 1
    said = [row[place] for row in page.iter_rows(min_row=2, values_only=True)]
    assert said == [None] * (len(said) - 1) + ["accept"]
    assert f"{len(said) - 1} to judge; below them 1" in str(load_workbook(tmp_path / "review-anna.xlsx")["README"]["B2"].value)


def test_a_blind_second_reading_shows_neither_score_nor_what_others_said(small, tmp_path):
    one, other = evident(small)[:2]
    small.decide(one, Verdict.REJECT, reviewer="ben-the-first", reason="obsolete", comment="far away")
    path = mailed(small, tmp_path, (one.pair, {"decision": "accept"}), (other.pair, {"decision": "accept"}))
    texts = [str(cell) for page in load_workbook(path) for row in page.iter_rows(values_only=True) for cell in row if cell]
    assert not any("ben-the-first" in text or "far away" in text for text in texts)
    page = load_workbook(path)["Review"]
    names = columns(page)
    shown = {row[0]: row[names["proposed"] - 1].splitlines() for row in page.iter_rows(min_row=2, values_only=True)}
    assert (len(shown[one.pair]), len(shown[other.pair])) == (1, 2)
    take(small, path)
    said = {event.pair: event.score_shown for event in decisions(small) if event.reviewer == "anna"}
    assert said == {one.pair: False, other.pair: True}
    assert {event.reviewer for event in standing(decisions(small))[one.pair]} == {"anna", "ben-the-first"}


def test_what_is_shown_beside_the_cells_is_signed_and_guarded(small, tmp_path):
    (one, *_) = evident(small)
    path = mailed(small, tmp_path, (one.pair, {"decision": "accept", "subject": "something else"}))
    assert "cells that show what is to be judged were changed" in only(look(small, path)).told
    page = load_workbook(path)["Review"]
    names = columns(page)
    assert not page.protection.sheet
    guards = [rule for rule in page.data_validations.dataValidation if rule.type == "custom" and rule.formula1 == "FALSE"]
    assert any(page.cell(2, names["subject"]).coordinate in rule.sqref for rule in guards)
    assert not any(page.cell(2, names["decision"]).coordinate in rule.sqref for rule in guards)


def test_a_book_whose_rows_were_taken_out_is_no_table_of_others(small, tmp_path):
    path = mailed(small, tmp_path)
    with opened(path) as book:
        book["Review"].delete_rows(1)
    with pytest.raises(UnreadableSource, match=r"its row of column names, was taken out"):
        look(small, path)


def test_a_copy_of_the_sheet_that_was_filled_in_is_told(small, tmp_path):
    (one, *_) = evident(small)
    path = mailed(small, tmp_path)
    with opened(path) as book:
        page = book.copy_worksheet(book["Review"])
        page.title = "mine"
        page.cell(2, columns(page)["decision"]).value = "accept"
    assert "sheet 'mine' has the columns of 'Review' too and was not read" in look(small, path).notes[0]
    fill(path, (one.pair, {"decision": "accept"}))
    assert counts(look(small, path))[0] == 1


def test_signatures_that_were_taken_out_are_told(small, tmp_path):
    (one, *_) = evident(small)
    path = mailed(small, tmp_path, (one.pair, {"decision": "accept", "subject": "something else"}))
    with opened(path) as book:
        page = book["Review"]
        page.delete_cols(columns(page)["row_shown"])
    taken = look(small, path)
    assert counts(taken)[0] == 1
    assert taken.notes == ("taken out was row_shown: whether what is shown beside the cells was edited cannot be told of any row",)
    workbook = mailed(small, tmp_path / "whole")
    assert not look(small, workbook).notes


def test_who_was_assigned_what_comes_before_what_is_open(small):
    one, other, third = evident(small)[:3]
    small.decide(third, reviewer="anna")
    mapped = small.mapped()
    held = share(mapped, "anna", {one.pair: True, other.pair: False})
    assert (held.pairs, held.blind) == ({one.pair, other.pair, third.pair}, {one.pair})
    assert share(mapped, "anna").pairs == {m.pair for m in mapped if m.state is not State.GONE}


def test_for_goes_with_files_that_come_back(small, tmp_path):
    with small.open() as store, pytest.raises(UsageError, match="--for goes with xlsx"):
        sharing.export(small.settings, store, ["csv"], tmp_path, sharing.Wish(reviewer="anna"))


def test_a_file_for_a_blank_name_is_nobodys(small, cli, tmp_path):
    told = cli("export", "xlsx", "--for", "", "--out", tmp_path / "out", "-w", small.root)
    assert (told.code, "the name is blank" in told.err, (tmp_path / "out").exists()) == (2, True, False)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_another_office_program_may_save_it_anew(small, tmp_path):
    one, other = evident(small)[:2]
    path = mailed(small, tmp_path, (one.pair, {"decision": "accept", "comment": "a\nb"}), (other.pair, {"decision": "reject"}))
    for ending, folder in (("ods", tmp_path / "ods"), ("xlsx", tmp_path / "again")):
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/home", "--convert-to", ending, "--outdir", folder, path]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        path = folder / f"{path.stem}.{ending}"
    taken = take(small, path)
    assert counts(taken) == (2, len(small.mapped()) - 2, 0, 0)
    assert all(event.evidence for event in decisions(small))
