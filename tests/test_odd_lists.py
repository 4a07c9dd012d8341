"""Lists as people really keep them: merged and hidden cells, formulas, two rows of heads, totals, dates in three styles; each told, nothing lost."""

import csv
import re
from datetime import date
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from mapper.documents import extract, from_path

HEAD = ["Title", "Place", "Start"]


def sheet(path, rows, change=lambda page: None, **named):
    file = Workbook()
    file.active.title = "Events"
    for row in rows:
        file.active.append(row)
    change(file.active)
    for name, more in named.items():
        page = file.create_sheet(name)
        for row in more:
            page.append(row)
        page.sheet_state = "hidden"
    file.save(path)
    return path


def read(path):
    return extract(from_path(path))


def details(found, name):
    return [dict(document.details).get(name, "") for document in found.documents]


def written(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def test_a_merged_cell_counts_for_every_row_that_it_covers(tmp_path):
    rows = [HEAD, ["Forum", "Accra", date(2025, 3, 3)], ["Workshop", None, None], ["Day", "Suva", None]]

    def merge(page):
        page.merge_cells("B2:B3")
        page.merge_cells("C2:C3")

    found = read(sheet(tmp_path / "a.xlsx", rows, merge))
    assert (details(found, "place"), details(found, "start")) == (["Accra", "Accra", "Suva"], ["2025-03-03", "2025-03-03", ""])
    assert found.problems == ("sheet 'Events' has merged cells (B2, C2): each counts for every row that it covers",)


def test_a_heading_over_all_columns_is_no_activity_and_is_told(tmp_path):
    rows = [HEAD, ["Events of the radio sector", None, None], ["Forum", "Accra", "2025-03-03"]]
    found = read(sheet(tmp_path / "a.xlsx", rows, lambda page: page.merge_cells("A2:C2")))
    assert [document.title for document in found.documents] == ["Forum"]
    assert found.problems == ("sheet 'Events', row 2 is a heading over all columns ('Events of the radio sector') and was left out",)


def test_what_is_hidden_is_read_and_told(tmp_path):
    def hide(page):
        page.row_dimensions[3].hidden = True
        page.column_dimensions["B"].hidden = True

    rows = [HEAD, ["Forum", "Accra", "2025-03-03"], ["Workshop", "Suva", "2025-03-04"]]
    found = read(sheet(tmp_path / "a.xlsx", rows, hide, Old=[HEAD, ["Seminar", "Lima", "2024-03-04"]]))
    assert details(found, "place") == ["Accra", "Suva", "Lima"]
    advice = "read as the others; take out what does not belong"
    assert found.problems == (
        f"sheet 'Events' has hidden row (3): {advice}",
        f"sheet 'Events' has hidden column (B): {advice}",
        "sheet 'Old' is hidden and was read as the others; take it out if it does not belong",
    )


def test_a_formula_counts_by_its_saved_result_and_is_told_where_there_is_none(tmp_path):
    found = read(sheet(tmp_path / "a.xlsx", [HEAD, ["Forum", '=HYPERLINK("http://x.example","Accra")', "2025-03-03"]]))
    assert details(found, "place") == [""]
    advice = "open the file in a spreadsheet program and save it"
    assert found.problems == (f"missing: sheet 'Events' has formulas whose results are not saved (B2); {advice}",)
    saved = resaved(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert (details(read(saved), "place"), read(saved).problems) == (["Accra"], ())


def resaved(path, target):
    """Write a workbook anew with the result of its formula in B2, as a spreadsheet program would have saved it."""
    with ZipFile(path) as before, ZipFile(target, "w") as after:
        for name in before.namelist():
            text = before.read(name).replace(b'<c r="B2">', b'<c r="B2" t="str">')
            after.writestr(name, re.sub(rb"(</f>)(?:<v></v>|<v ?/>)", rb"\1<v>Accra</v>", text))
    return target


def test_a_formula_that_ends_in_an_error_counts_as_empty_and_is_told(tmp_path):
    found = read(sheet(tmp_path / "a.xlsx", [HEAD, ["Forum", "#REF!", "2025-03-03"]]))
    assert details(found, "place") == [""]
    assert found.problems == ("missing: sheet 'Events' has formulas that end in an error (B2): they count as empty; mend them",)


def test_a_link_behind_a_title_is_kept(tmp_path):
    def link(page):
        page["A2"].hyperlink = "https://example.org/forum"
        page["A3"].hyperlink = "https://example.org/workshop"

    rows = [[*HEAD, "Link"], ["Forum", "Accra", "2025-03-03", ""], ["Workshop", "Suva", "", "https://example.org/own"]]
    assert details(read(sheet(tmp_path / "a.xlsx", rows, link)), "link") == ["https://example.org/forum", "https://example.org/own"]


def test_two_rows_of_heads_are_read_together(tmp_path):
    rows = [["Title", "Dates", None, "Place"], [None, "From", "To", None], ["Forum", date(2025, 3, 3), date(2025, 3, 5), "Accra"]]

    def merge(page):
        for area in ("A1:A2", "B1:C1", "D1:D2"):
            page.merge_cells(area)

    plain = read(sheet(tmp_path / "a.xlsx", rows))
    merged = read(sheet(tmp_path / "b.xlsx", rows, merge))
    for found in (plain, merged):
        assert [(document.title, *(dict(document.details)[name] for name in ("place", "start", "end"))) for document in found.documents] == [
            ("Forum", "Accra", "2025-03-03", "2025-03-05")
        ]


def test_a_row_of_totals_is_no_activity_and_an_activity_called_total_is_one(tmp_path):
    rows = [["Title", "Place", "Budget", "Date"], ["Total conservation day", "Accra", "10", "2025-03-03"], ["Total: 1", "", "10", ""]]
    found = read(sheet(tmp_path / "a.xlsx", rows))
    assert [document.title for document in found.documents] == ["Total conservation day"]
    assert found.problems == ("sheet 'Events', row 3 only adds up and was left out",)


SETTLED = [("Forum", "03/05/2025"), ("Day", "13/05/2025")]


def test_dates_in_figures_are_read_as_the_other_rows_of_the_table_show(tmp_path):
    found = read(written(tmp_path / "a.csv", "Title;Date\n" + "\n".join(map(";".join, SETTLED))))
    assert details(found, "start") == ["2025-05-03", "2025-05-13"]
    assert found.problems == ("dates such as '03/05/2025' are read with the day first, as '13/05/2025' shows",)


def test_dates_in_figures_are_read_as_the_head_says(tmp_path):
    found = read(written(tmp_path / "a.csv", "Title;Date (MM/DD/YYYY);Place\nForum;03/05/2025;Accra"))
    assert details(found, "start") == ["2025-03-05"]
    assert found.problems == ("dates such as '03/05/2025' are read with the month first, as 'Date (MM/DD/YYYY)' shows",)


def test_a_list_with_three_styles_of_dates_keeps_what_nobody_can_know(tmp_path):
    rows = ["Title;Date", "Forum;03/05/2025", "Day;13/05/2025", "Course;05/14/2025", "Plan;Q2 2025", "Drill;28 Feb – 2 Mar 2025"]
    found = read(written(tmp_path / "a.csv", "\n".join(rows)))
    assert details(found, "start") == ["03/05/2025", "2025-05-13", "2025-05-14", "2025-04", "2025-02-28"]
    assert details(found, "end") == ["", "", "", "2025-06", "2025-03-02"]
    assert found.problems == (
        "some dates have the day first ('13/05/2025') and some the month ('05/14/2025'); write all like 2023-12-31",
        "row 2: the date '03/05/2025' may have the day or the month first; it is kept as it is; write it like 2023-12-31",
    )


HEADS = {
    "fr": "Intitulé;Lieu;Date de début;Date de fin;Organisateur;Statut;Lien",
    "es": "Título;Lugar;Fecha de inicio;Fecha de finalización;Organizador;Estado;Enlace",
    "ru": "Название;Место проведения;Дата начала;Дата окончания;Организатор;Статус;Ссылка",
    "zh": "活动名称;地点;开始日期;结束日期;主办方;状态;链接",
    "ar": "العنوان;المكان;تاريخ البدء;تاريخ الانتهاء;الجهة المنظمة;الحالة;الرابط",
    "both": "Title / Titre;Place / Lieu;Start date (dd/mm/yyyy);End date (dd/mm/yyyy);Lead bureau:;Status*;Web page",
}


@pytest.mark.parametrize("language", HEADS)
def test_heads_are_understood_in_many_wordings(tmp_path, language):
    row = "Forum;Accra;2025-03-03;2025-03-05;BDT;planned;https://example.org"
    [document] = read(written(tmp_path / "a.csv", f"{HEADS[language]}\n{row}")).documents
    said = dict(document.details)
    assert ";".join([document.title, *(said[name] for name in ("place", "start", "end", "organiser", "status", "link"))]) == row


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-8", ","), ("cp1252", ";"), ("utf-8", "\t")])
def test_a_text_file_is_read_whatever_office_program_saved_it(tmp_path, encoding, delimiter):
    rows = [["Title", "Place", "Date"], ["Journée de l'été", "Zürich", "2025-03-03"]]
    [document] = read(written(tmp_path / "a.csv", "\r\n".join(map(delimiter.join, rows)), encoding)).documents
    assert (document.title, dict(document.details)["place"]) == ("Journée de l'été", "Zürich")


def test_markup_formulas_and_text_from_the_right_are_kept_as_words(tmp_path):
    titles = ["<script>alert(1)</script>", '=HYPERLINK("http://x.example")', "منتدى\u202e evil"]
    rows = [["Title", "Place", "Date"], *([title, "Accra", "2025-03-03"] for title in titles)]
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    assert [document.title for document in read(path).documents] == titles
