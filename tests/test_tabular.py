"""Lists of activities and events: the header found under its titles, dates read, values never formulas."""

from datetime import date

import pytest
from openpyxl import Workbook

from mapper.documents import extract, from_path
from mapper.errors import UnreadableSource
from mapper.extractors.tabular import _date
from mapper.types import Kind

ROWS = [
    ["No.", "Type", "Title", "Description", "Organiser", "Sectors", "Place", "Start", "End"],
    ["A-7", "Workshop", "Energy day", "Two days on Resolution 73 (Rev. Hammamet, 2016).", "TSB", "T", "Accra", date(2019, 5, 1), date(2019, 5, 2)],
    ["A-8", "Project", "Masts", "", "BDT", "D;T", "Suva", "", ""],
    ["A-9", "", "", "a row without a title", "", "", "", "", ""],
]


def book(path, rows, above=()):
    file = Workbook()
    for row in (*above, *rows):
        file.active.append(row)
    file.save(path)
    return path


def read(path):
    return extract(from_path(path))


def test_each_row_is_a_document(tmp_path):
    found = read(book(tmp_path / "a.xlsx", ROWS, above=[["Activities of the Sectors"], []]))
    first, second = found.documents
    assert (first.id, first.kind, first.title, first.sector) == ("activity/a-7", Kind.EVENT, "Energy day", "T")
    assert first.details == (("organiser", "TSB"), ("sectors", "T"), ("place", "Accra"), ("start", "2019-05-01"), ("end", "2019-05-02"))
    assert [(c.id, c.edition) for c in first.citations] == [("wtsa/res/73", "Rev. Hammamet, 2016")]
    assert first.edition.year == 2019
    assert (second.id, second.kind, second.clauses[0].text, second.sector) == ("activity/a-8", Kind.ACTIVITY, "Masts", "")
    assert found.problems == ("missing: row 6 has no title and was left out",)


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-8"), (";", "cp1252")])
def test_a_text_list_is_read_whatever_its_delimiter_and_encoding(tmp_path, delimiter, encoding):
    path = tmp_path / "a.csv"
    rows = [["Event", "Place", "Date"], ["Café de l'énergie", "Genève", "1 May 2019"]]
    path.write_text("\n".join(delimiter.join(row) for row in rows), encoding=encoding)
    [document] = read(path).documents
    assert (document.title, dict(document.details)["place"], dict(document.details)["start"]) == ("Café de l'énergie", "Genève", "2019-05-01")
    assert document.id.startswith("activity/row-2-")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1 May 2019", "2019-05-01"),
        ("01/05/2019", "2019-05-01"),
        ("2019-05-01", "2019-05-01"),
        ("1.5.2019", "2019-05-01"),
        ("2019-05-01 00:00:00", "2019-05-01"),
        ("soon", ""),
        ("99/99/2019", ""),
    ],
)
def test_dates_are_written_in_one_way(text, iso):
    assert _date(text) == iso


def test_a_formula_is_not_run(tmp_path):
    rows = [ROWS[0], ["A-1", "Event", '=CMD("x")', "=1+1", "TSB", "T", "Accra", "", ""]]
    found = read_or_reason(book(tmp_path / "a.xlsx", rows))
    assert "CMD" not in found


def read_or_reason(path):
    try:
        return str([document.title for document in read(path).documents])
    except UnreadableSource as error:
        return str(error)


def test_a_list_without_a_header_says_what_it_lacks(tmp_path):
    with pytest.raises(UnreadableSource, match="has no row of column names that is understood; name a column Title"):
        read(book(tmp_path / "a.xlsx", [["one", "two"], ["three", "four"]]))


def test_two_rows_with_one_number_are_one_document(tmp_path):
    found = read(book(tmp_path / "a.xlsx", [ROWS[0], ROWS[1], ROWS[1]]))
    assert [document.id for document in found.documents] == ["activity/a-7"]
