"""Tables of many shapes: lists, lists side by side, matrices, merged cells; read as a person reads them, or refused in one sentence."""

import re
import shutil
import subprocess
from datetime import date

import docx
import pytest

from mapper.errors import UnreadableSource, UsageError
from mapper.legacy import opening, reading
from mapper.legacy.shapes import Shape, Unclear, asked
from mapper.settings import Limits
from tests.legacy.shelf import pairs, read, sense, workbook

D6, D7 = "itu-d/2022-2025/q/6-2", "itu-d/2022-2025/q/7-2"
WP = "itu-r/wp/{}".format


def book(path, said="", **more):
    found = opening.tables(path, Limits())
    return reading.read(path.name, found, sense(), asked(said, more.get("header"), more.get("sheet", ""), more.get("table")))


def test_a_list_with_ids_in_one_cell():
    told = read(("ITU-D Question", "ITU-R Working Parties", "Remarks"), ("Q6/2", "WPs 5A, 5B and 7C", "antennas"), ("7/2", "-", ""))
    assert pairs(told) == [(D6, WP(party), "accept") for party in ("5a", "5b", "7c")]
    assert {link.remark for link in told.links} == {"antennas"}
    assert told.subjects == {D6, D7}
    assert told.loose == []


def test_an_empty_subject_goes_on_from_above_and_is_told():
    told = read(("ITU-D Question", "ITU-R WP"), ("Q6/2", "7C"), ("", "5A"))
    assert pairs(told)[1] == (D6, WP("5a"), "accept")
    assert "taken from above: 3" in told.notes[0]


def test_lists_side_by_side_begin_with_the_first_column_that_is_filled():
    told = read(("PP", "WTSA", "ITU-R", "Comments"), ("182", "Res. 73", "60-2", "climate"), ("", "73", "60", ""))
    assert pairs(told) == [("pp/res/182", "wtsa/res/73", "accept"), ("pp/res/182", "ra/res/60", "accept"), ("wtsa/res/73", "ra/res/60", "accept")]


def test_bare_numbers_under_the_ids_of_a_first_row_are_no_marks():
    lines = (("PP", "WTSA", "WTDC", "RA"), ("Res. 182", "Res. 73", "Res. 66", "ITU-R 60-2"), ("130", "Res. 64", "66", "—"), ("", "65", "66", ""))
    told = read(*lines)
    assert told.layout.shape is Shape.LIST
    assert {("pp/res/182", "ra/res/60", "accept"), ("wtsa/res/65", "wtdc/res/66", "accept")} <= set(pairs(told))


def test_a_matrix_reads_marks_and_words():
    lines = [
        ("ITU-T Questions and ITU-R Working Parties",),
        ("", "ITU-R", "ITU-R", "ITU-R"),
        ("Question", "WP 1C", "5A", "7C"),
        ("1/5", "X", "", "no"),
        ("Q3/5", "2", "x (see note)", "-"),
        ("2/5", "X", "perhaps", ""),
    ]
    told = read(*lines, across=(0, 1))
    assert told.layout.shape is Shape.MATRIX
    t = "itu-t/2022-2024/q/{}-5".format
    assert pairs(told) == [
        (t(1), WP("1c"), "accept"), (t(1), WP("7c"), "reject"), (t(3), WP("1c"), "accept"), (t(3), WP("5a"), "accept"), (t(2), WP("1c"), "accept"),
    ]  # fmt: skip
    assert [(str(one.place), one.text) for one in told.loose] == [("table 1, row 6, column C", "perhaps")]
    assert told.objects == {WP("1c"), WP("5a"), WP("7c")}


def test_a_cross_says_no_only_where_ticks_stand_beside_it():
    ticked = read(("Question", "WP 1C", "5A"), ("Q1/5 (ITU-T)", "✓", "✗"))
    crossed = read(("Question", "WP 1C", "5A"), ("Q1/5 (ITU-T)", "✗", "✗"))
    assert [verdict for _, _, verdict in pairs(ticked)] == ["accept", "reject"]
    assert [verdict for _, _, verdict in pairs(crossed)] == ["accept", "accept"]


def test_headings_within_a_table_speak_for_the_rows_below():
    lines = (("Question", "ITU-R WP"), ("ITU-T Study Group 5", "ITU-T Study Group 5"), ("Q1", "5A"), ("3", "7C"), ("Note: others have none", ""))
    told = read(*lines, across=(1,))
    assert pairs(told) == [("itu-t/2022-2024/q/1-5", WP("5a"), "accept"), ("itu-t/2022-2024/q/3-5", WP("7c"), "accept")]
    assert "left out: 'Note: others have none'" in told.notes[0]


def test_a_column_of_groups_beside_questions_is_theirs():
    told = read(("ITU-T SG", "ITU-T Question", "ITU-R WP"), ("SG5", "Q1", "5A"), ("5", "Q3", "7C"))
    assert [works[0] for works in pairs(told)] == ["itu-t/2022-2024/q/1-5", "itu-t/2022-2024/q/3-5"]


def test_a_mark_that_somebody_meant_to_settle_is_listed_and_no_text_named_by_it():
    told = read(("Question", "WP 1C", "WP 5A", "WP 7C"), ("Q1/5", "X", "?", "tbc"), ("Q3/5", "x", "-", "X"))
    assert [(str(one.place), one.text) for one in told.loose] == [("table 1, row 2, column C", "?"), ("table 1, row 2, column D", "tbc")]
    assert len(pairs(told)) == 3
    assert read(("Question", "WP", "Remarks"), ("Q1/5", "tbd", ""), ("Q3/5", "5A", "")).loose == []


def test_a_column_of_groups_stands_beside_questions_that_name_them_again():
    told = read(("ITU-T SG", "Question(s)", "ITU-R WP"), ("SG 5", "Qs 1, 3/5", "5A"), ("", "Q2/5", "7C"), ("SG 5", "6", "1C"))
    assert [works[0][-3:] for works in pairs(told)] == ["1-5", "3-5", "2-5", "6-5"]
    assert told.loose == []


def test_a_column_of_sectors_speaks_for_the_ids_behind_it():
    told = read(("Sector", "ID", "Sector", "ID"), ("ITU-D", "Q6/2", "ITU-R", "WP 5A"), ("ITU-T", "Q6/2", "ITU-R", "WP 5A"))
    assert pairs(told) == [(D6, WP("5a"), "accept")]
    assert [(str(one.place), one.why) for one in told.loose] == [("table 1, row 3, column B", "is not among the texts of ITU-T that were read")]


def test_a_number_in_a_list_that_no_text_has_is_listed():
    told = read(("PP Resolution", "WTSA Resolution"), ("182", "64, 70*, 65"))
    assert [works[1] for works in pairs(told)] == ["wtsa/res/64", "wtsa/res/65"]
    assert [(one.text, one.why) for one in told.loose] == [("70", "is not among the texts of WTSA that were read")]


def test_a_matrix_below_heads_in_several_rows():
    lines = [
        ("", "", "ITU-R Study Group 5", "ITU-R Study Group 5", "SG 7"),
        ("ITU-T SG", "Question", "WP 5A", "WP\n5B", "WP 7C"),
        ("", "", "Land mobile", "Maritime", "Remote sensing"),
        ("SG5", "Q1", "X", "", ""),
        ("SG5", "Q3", "", "", "✓"),
    ]
    told = read(*lines)
    assert pairs(told) == [("itu-t/2022-2024/q/1-5", WP("5a"), "accept"), ("itu-t/2022-2024/q/3-5", WP("7c"), "accept")]
    assert told.loose == []


def test_verdicts_relations_and_people_of_a_row():
    lines = [
        ("Resolution", "Resolution", "Relation", "Agreed?", "By", "Date"),
        ("PP-182", "WTSA-73", "implements", "yes", "TSB", "2021"),
        ("PP-182", "ITU-R 60", "", "no", "", ""),
        ("PP-182", "WTDC-66", "liaison", "", "", ""),
    ]
    told = read(*lines)
    assert pairs(told) == [("pp/res/182", "wtsa/res/73", "accept"), ("pp/res/182", "ra/res/60", "reject")]
    assert (told.links[0].relation, told.links[0].remark, told.links[1].relation) == ("implements", "TSB; 2021", "")
    assert "say neither yes nor no and were left out: 4" in told.notes[0]


@pytest.mark.parametrize(
    ("heads", "cells", "expected"),
    [
        (("Question de l'UIT-D", "GT de l'UIT-R", "Observations"), ("Question 6/2", "GT 5A et 5B", "rien"), ["5a", "5b"]),
        (("Cuestión del UIT-D", "Grupos de Trabajo del UIT-R", "Observaciones"), ("C6/2", "GT 5A y 5B", "nada"), ["5a", "5b"]),
        (("Вопрос МСЭ-D", "РГ МСЭ-R", "Примечания"), ("Вопрос 6/2", "РГ 5A", ""), ["5a"]),
    ],
)
def test_heads_in_other_languages(heads, cells, expected):
    told = read(heads, cells)
    assert pairs(told) == [(D6, WP(party), "accept") for party in expected]
    assert told.layout.columns[2].role == "remark"


def test_what_nobody_knows_is_listed_with_its_place():
    told = read(("ITU-D Question", "ITU-R WP"), ("Q6/2", "WP 9Z, 5A"), ("see annex", "5B"))
    assert pairs(told) == [(D6, WP("5a"), "accept")]
    assert [(str(one.place), one.text) for one in told.loose] == [
        ("table 1, row 2, column B", "WP 9Z"),
        ("table 1, row 3, column A", "see annex"),
    ]


def test_a_date_that_a_spreadsheet_made_of_a_question_is_read_where_one_way_is_known(tmp_path):
    sheet = ("S", [("ITU-D Question", "ITU-R WP"), (date(2022, 6, 2), "5A"), (date(2022, 12, 11), "5B"), ("Q7/2", "7C")])
    (told,) = book(workbook(tmp_path / "a.xlsx", sheet)).tables
    assert pairs(told)[0] == (D6, WP("5a"), "accept")
    assert "made the date 2022-06-02 of it" in told.notes[0]
    assert [one.text for one in told.loose] == ["2022-12-11"]


def test_a_workbook_with_several_tables_merged_and_hidden_cells(tmp_path):
    one = [
        ("Questions", "", ""),
        ("ITU-D Question", "ITU-R WP", "Remarks"),
        ("Q6/2", "5A", ""),
        ("", "5B", ""),
        (),
        ("ITU-D Question", "ITU-R WP"),
        ("7/2", "7C"),
    ]
    file = workbook(tmp_path / "a.xlsx", ("First", one, "A1:C1", "A3:A4"), ("Legend", [("X means interest",)]))
    found = book(file)
    assert [pairs(told) for told in found.tables] == [[(D6, WP("5a"), "accept"), (D6, WP("5b"), "accept")], [(D7, WP("7c"), "accept")]]
    assert [told.links[0].place.row for told in found.tables] == [3, 7]
    assert any("Legend" in note for note in found.notes)
    assert pairs(book(file, table=2).tables[0]) == [(D7, WP("7c"), "accept")]


def word(path):
    paper = docx.Document()
    paper.add_paragraph("Table 4: ITU-D Questions and ITU-R Working Parties")
    table = paper.add_table(rows=4, cols=3)
    lines = (("Question", "WP", "Remarks"), ("Q6/2", "5A,\n5B", "a"), ("", "7C", "b"), ("Q7/2", "1C", ""))
    for row, line in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    paper.save(path)
    return path


def test_a_word_table_with_its_title_and_merged_cells(tmp_path):
    (told,) = book(word(tmp_path / "a.docx")).tables
    assert pairs(told) == [(D6, WP("5a"), "accept"), (D6, WP("5b"), "accept"), (D6, WP("7c"), "accept"), (D7, WP("1c"), "accept")]
    assert told.layout.title.startswith("Table 4")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_word_table_that_libreoffice_wrote_reads_the_same(tmp_path):
    word(tmp_path / "a.docx")
    (tmp_path / "out").mkdir()
    call = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "odt", "--outdir", "out", "a.docx"]
    subprocess.run(call, cwd=tmp_path, check=True, capture_output=True)
    subprocess.run([*call[:4], "docx:MS Word 2007 XML", "--outdir", "out", "out/a.odt"], cwd=tmp_path, check=True, capture_output=True)
    assert pairs(book(tmp_path / "out" / "a.docx").tables[0]) == pairs(book(tmp_path / "a.docx").tables[0])


def test_commas_within_cells_part_no_columns(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text('ITU-T Question;ITU-R WP\nQs 1, 2, 3/5;5A\nQ1/5;"5B, 7C"\n', encoding="utf-8")
    assert len(pairs(book(file).tables[0])) == 5


def test_somebody_says_what_the_columns_hold(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("x,y,z\nQ6/2,Q7/2,WP 5A\nQ7/2,Q6/2,WP 5B\n", encoding="utf-8")
    with pytest.raises(Unclear, match=r"has 3 columns of ids.* say --columns subject=A,object=B .*row 1 reads 'x \| y \| z'"):
        book(file)
    assert pairs(book(file, "subject=A,object=C").tables[0]) == [(D6, WP("5a"), "accept"), (D7, WP("5b"), "accept")]
    assert pairs(book(file, "subject=y,object=z", header=1).tables[0])[0] == (D7, WP("5a"), "accept")


@pytest.mark.parametrize(
    ("said", "more", "told"),
    [
        ("subject", {}, "says of no column what it holds"),
        ("subject=A", {}, "say at least which column is the subject and which the object"),
        ("subject=A,object=Q", {}, "no column 'Q'; there are A (ITU-D Question), B (ITU-R WP)"),
        ("", {"header": 9}, "has no row 9; its rows are 1 to 2"),
        ("", {"sheet": "S"}, "has no sheet 'S'; there is none"),
        ("", {"table": 3}, "has no table 3 there"),
    ],
)
def test_a_wrong_wish_is_one_sentence(tmp_path, said, more, told):
    file = tmp_path / "a.csv"
    file.write_text("ITU-D Question,ITU-R WP\nQ6/2,5A\n", encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(told)):
        book(file, said, **more)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xls", b"x", "is of a kind that no tables are read from (.xls)"),
        ("a.csv", b"", "is empty"),
        ("a.docx", b"PK\x03\x04 nonsense", "a.docx"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 99, "protected with a password"),
        ("a.csv", b"a,b\nc,d\n", "has fewer than two columns of ids"),
    ],
)
def test_bad_input_is_one_sentence(tmp_path, name, content, told):
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(UnreadableSource) as caught:
        book(file)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_table_of_200_mib_is_not_opened(tmp_path):
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate(200 << 20)
    with pytest.raises(UnreadableSource, match="200 MiB, far more than a table that people keep holds; it was not opened"):
        book(tmp_path / "a.csv")


def test_formulas_that_were_never_worked_out_are_told(tmp_path):
    lines = [("ITU-D Question", "ITU-R WP"), ("Q6/2", "5A"), ("Q7/2", "=1+1")]
    found = book(workbook(tmp_path / "a.xlsx", ("S", lines)))
    assert any("formulas whose results are not saved (B3)" in one for one in found.unclear)
