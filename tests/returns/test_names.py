"""Whose word a row is: nobody speaks by a name that stood there before."""

import pytest
from openpyxl import load_workbook
from openpyxl.packaging.custom import StringProperty

from mapper.errors import UnreadableSource
from mapper.returns.outcomes import Fate
from mapper.types import FORWARD, State, Verdict
from tests.returns.sheets import LATER, columns, counts, decisions, fill, listed, only, opened, take, workbook


def evident(workspace):
    return sorted((m for m in workspace.mapped("resolutions") if m.proposal), key=lambda m: m.pair)


def name_reviewers(workspace, *names):
    toml = workspace.root / "mapper.toml"
    listed_names = ", ".join(f'"{name}"' for name in names)
    toml.write_text(toml.read_text(encoding="utf-8").replace("reviewers = []", f"reviewers = [{listed_names}]"), encoding="utf-8")


def said(workspace):
    return [(event.reviewer, event.verdict, event.comment) for event in decisions(workspace)]


def test_no_name_is_handed_out_in_a_yellow_cell(small, tmp_path):
    one = evident(small)[0]
    small.decide(one, relation="cites", direction=FORWARD, comment="as agreed")
    path = workbook(small, tmp_path)
    page = load_workbook(path)["Review"]
    names = columns(page)
    at = next(n for n in range(2, page.max_row + 1) if page.cell(n, names["row_id"]).value == one.pair)
    shown = {name: page.cell(at, names[name]).value for name in ("decision", "relation", "comment", "reviewer")}
    assert shown == {"decision": "accept", "relation": "cites", "comment": "as agreed", "reviewer": None}
    assert "anna: accept" in page.cell(at, names["earlier_decision"]).value


def test_a_second_reviewer_who_changes_a_decision_and_forgets_the_name_speaks_for_nobody_else(small, tmp_path):
    one = evident(small)[0]
    small.decide(one)
    path = workbook(small, tmp_path, (one.pair, {"decision": "reject", "reason": "different-scope"}))
    told = only(take(small, path))
    assert (told.fate, len(decisions(small))) == (Fate.UNREADABLE, 1)
    assert told.told == "nobody is named as reviewer: write a name into the row, or say --as NAME for all rows without one"
    assert counts(take(small, path, reviewer="eva"))[0] == 1
    assert [(name, verdict) for name, verdict, _ in said(small)] == [("anna", Verdict.ACCEPT), ("eva", Verdict.REJECT)]
    assert small.pair(one.pair).state is State.DISPUTED


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("\u0430nn\u0430", "cannot be a reviewer's name: it mixes Cyrillic and Latin letters: write the name that is used here"),
        ("\uff41nna", "looks like 'anna', who is known here, and is written with other letters: write anna"),
        ("n" * 61, "cannot be a reviewer's name: it has 61 letters, and 60 are the most: write the name that is used here"),
    ],
)
def test_a_name_that_review_refuses_is_refused_in_a_row_too(small, tmp_path, name, told):
    one, other = evident(small)[:2]
    small.decide(one)
    found = only(take(small, workbook(small, tmp_path, (other.pair, {"decision": "accept", "reviewer": name}))))
    assert (found.fate, found.cell, len(decisions(small))) == (Fate.UNREADABLE, "reviewer", 1)
    assert found.told.endswith(told)


def test_the_only_reviewer_of_the_settings_speaks_in_rows_without_a_name(small, tmp_path):
    one = evident(small)[0]
    name_reviewers(small, "Eva")
    assert counts(take(small, workbook(small, tmp_path, (one.pair, {"decision": "unsure"}))))[0] == 1
    assert said(small) == [("Eva", Verdict.UNSURE, "")]


def test_with_as_a_row_that_names_somebody_else_is_a_conflict(small, tmp_path):
    one, other, third = evident(small)[:3]
    path = workbook(small, tmp_path, (one.pair, {"decision": "accept", "reviewer": "anna"}), (other.pair, {"decision": "accept", "reviewer": "EVA"}))
    fill(path, (third.pair, {"decision": "reject"}))
    taken = take(small, path, reviewer="Eva")
    assert counts(taken)[0::2] == (2, 1)
    (told,) = (one.told for one in taken.outcomes if one.fate is Fate.CONFLICT)
    assert told.startswith("the row names 'anna', and --as ")
    assert {event.pair for event in decisions(small)} == {other.pair, third.pair}
    assert len({event.reviewer for event in decisions(small)}) == 1


def test_with_as_a_list_of_pairs_records_nobody_elses_word_either(small, tmp_path):
    one = evident(small)[0]
    small.decide(one)
    path = listed(small, tmp_path, (one.pair, {"decision": "reject"}))
    assert only(take(small, path, reviewer="eva")).fate is Fate.CONFLICT
    assert len(decisions(small)) == 1


def test_a_comment_alone_on_a_row_of_two_is_the_word_of_who_adds_it(small, tmp_path):
    one = evident(small)[0]
    for name in ("anna", "ben"):
        small.decide(one, reviewer=name, relation="mutual-interest", comment=f"so says {name}")
    path = workbook(small, tmp_path, (one.pair, {"comment": "and I"}))
    assert only(take(small, path)).fate is Fate.UNREADABLE
    assert counts(take(small, path, reviewer="eva"))[0] == 1
    assert said(small)[2:] == [("eva", Verdict.ACCEPT, "and I")]


def test_a_comment_of_others_that_was_there_before_is_not_put_into_anybodys_mouth(small, tmp_path):
    one = evident(small)[0]
    small.decide(one, comment="as the chair wishes")
    told = only(take(small, workbook(small, tmp_path / "eva", (one.pair, {"decision": "unsure", "reviewer": "eva"}))))
    assert (told.made.comment, told.told) == (
        "",
        "the relation is left out: it goes with accept; the comment is left out: it was there before, and is not yours",
    )
    told = only(take(small, workbook(small, tmp_path / "anna", (one.pair, {"decision": "unsure", "reviewer": "anna"}))))
    assert told.made.comment == "as the chair wishes"


def test_without_its_signature_a_row_speaks_only_for_a_name_in_it(small, tmp_path):
    one, other = evident(small)[:2]
    small.decide(one)
    path = workbook(small, tmp_path, (other.pair, {"decision": "accept", "reviewer": "eva"}))
    with opened(path) as book:
        book["Review"].delete_cols(2, 2)
    small.decide(one, Verdict.REJECT, at=LATER)
    taken = take(small, path, reviewer="eva")
    (told,) = (one.told for one in taken.outcomes if one.fate is Fate.UNREADABLE)
    assert "without the hidden column row_said nobody can tell who filled the row" in told
    assert said(small)[2:] == [("eva", Verdict.ACCEPT, "")]


def test_a_workbook_of_the_layout_that_held_names_is_refused(small, tmp_path):
    one = evident(small)[0]
    small.decide(one)
    path = workbook(small, tmp_path, (one.pair, {"decision": "reject", "reviewer": "anna"}))
    with opened(path) as book:
        del book.custom_doc_props["mapper_schema"]
        book.custom_doc_props.append(StringProperty(name="mapper_schema", value="3"))
    with pytest.raises(UnreadableSource, match=r"mapping.xlsx has file layout 3, and files of layout 4 are read: export anew"):
        take(small, path)


def test_a_row_that_is_signed_in_another_way_is_unreadable(small, tmp_path):
    one = evident(small)[0]
    path = workbook(small, tmp_path, (one.pair, {"decision": "reject", "reviewer": "anna", "row_said": "0" * 32}))
    assert only(take(small, path)).told.startswith("its hidden column row_said was edited, or is of a file layout of before")
