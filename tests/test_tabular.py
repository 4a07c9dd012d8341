"""Lists of activities and events: the header found under its titles, an id for each row that stays, values never formulas."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from mapper.documents import Hints, extract, from_path
from mapper.errors import UnreadableSource
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
    assert found.problems == ("missing: sheet 'Sheet', row 6 has no title and was left out",)


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


NUMBERED = ["No", "Title", "Dates", "Venue", "Sector"]


def yearly(year, count=3):
    return [NUMBERED, *([str(n), f"Workshop {n} on spectrum", f"{10 + n}–{12 + n} May {year}", "Geneva", "ITU-R"] for n in range(1, count + 1))]


def sheets(path, **named):
    file = Workbook()
    file.remove(file.active)
    for name, rows in named.items():
        sheet = file.create_sheet(name.strip("_"))
        for row in rows:
            sheet.append(row)
    file.save(path)
    return path


def ids(path):
    return [document.id for document in read(path).documents]


def test_two_sheets_that_count_from_1_keep_every_row(tmp_path):
    found = read(sheets(tmp_path / "a.xlsx", _2022=yearly(2022), _2023=yearly(2023)))
    assert len({document.id for document in found.documents}) == len(found.documents) == 6
    assert found.problems == ()
    assert [document.edition.year for document in found.documents] == [2022] * 3 + [2023] * 3


def test_two_yearly_lists_that_count_from_1_share_no_id(tmp_path):
    assert not set(ids(book(tmp_path / "a.xlsx", yearly(2022)))) & set(ids(book(tmp_path / "b.xlsx", yearly(2023))))


SAID = st.tuples(
    st.sampled_from(["Forum on AI", "Форум", "Energy day"]), st.sampled_from(["1 May 2019", "soon", ""]), st.sampled_from(["Accra", "Suva"])
)


@given(
    rows=st.lists(SAID, unique=True, min_size=1), order=st.randoms(use_true_random=False), first=st.tuples(st.just("New"), st.just(""), st.just(""))
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_where_a_row_stands_does_not_change_its_id(tmp_path, rows, order, first):
    def listed(lines):
        path = tmp_path / "a.csv"
        path.write_text("\n".join(";".join(line) for line in [("Title", "Date", "Place"), *lines]), encoding="utf-8")
        return dict(zip(lines, ids(path), strict=True))

    known = listed(rows)
    moved = listed([first, *order.sample(rows, len(rows))])
    assert {row: moved[row] for row in rows} == known
    assert len(set(moved.values())) == len(rows) + 1


@pytest.mark.parametrize(("column", "code", "kept"), [("No.", "A-001", True), ("No.", "1", False), ("No.", "(12)", False), ("No.", "1.2", False)])
def test_a_code_names_an_activity_and_a_count_does_not(tmp_path, column, code, kept):
    [name] = ids(book(tmp_path / "a.xlsx", [[column, "Title", "Place"], [code, "Energy day", "Accra"]]))
    assert (name == "activity/a-001") is kept
    assert name.startswith("activity/energy-day-") is not kept


def test_a_long_number_is_a_code_where_the_column_is_one_of_codes(tmp_path):
    assert ids(book(tmp_path / "a.xlsx", [["Event ID", "Title", "Place"], [48213, "Energy day", "Accra"]])) == ["activity/48213"]
    assert ids(book(tmp_path / "b.xlsx", [["Event ID", "No", "Title"], [7, "B-2", "Energy day"]])) == ["activity/b-2"]


def test_rows_with_one_code_are_all_kept_told_apart_by_what_they_say(tmp_path):
    other = [*ROWS[1][:2], "Waste day", *ROWS[1][3:]]
    found = read(book(tmp_path / "a.xlsx", [ROWS[0], ROWS[1], other, ROWS[1]]))
    first, second, third = (document.id for document in found.documents)
    assert (first, third) == ("activity/a-7", "activity/a-7-2")
    assert second.startswith("activity/a-7-")
    assert found.documents[1].clauses[0].id == f"{second}#description"
    advice = "give each a number of its own, or take one out"
    assert found.problems == (
        f"sheet 'Sheet', row 3 has the number 'A-7' of sheet 'Sheet', row 2: it is kept as {second}; {advice}",
        f"sheet 'Sheet', row 4 says the same as sheet 'Sheet', row 2: it is kept as {third}; {advice}",
    )
    assert ids(book(tmp_path / "b.xlsx", [ROWS[0], ROWS[1], ROWS[1], other])) == [first, third, second]


def test_rows_with_one_title_date_and_place_are_all_kept(tmp_path):
    rows = [["Title", "Place", "Description"], ["Forum", "Accra", "on radio"], ["Forum", "Accra", "on satellites"]]
    found = read(book(tmp_path / "a.xlsx", rows))
    assert len({document.id for document in found.documents}) == 2
    assert "row 3 has title, date and place of sheet 'Sheet', row 2: it is kept as activity/forum-" in found.problems[0]


def test_a_span_in_one_column_is_read_as_first_and_last_day(tmp_path):
    rows = [["Title", "Dates", "Place"], ["Forum", "29 April – 3 May 2024", "Accra"], ["Workshop", date(2024, 5, 6), "Suva"]]
    first, second = (dict(document.details) for document in read(book(tmp_path / "a.xlsx", rows)).documents)
    assert (first["start"], first["end"]) == ("2024-04-29", "2024-05-03")
    assert (second["start"], "end" in second) == ("2024-05-06", False)


def test_a_date_that_is_not_certain_keeps_its_words_and_is_told_with_sheet_and_row(tmp_path):
    rows = [["Title", "Start", "End"], ["Forum", "05/06/2023", "next week"], ["Project", "2023-05-13", "2023-05-12"], ["Plan", "TBC", ""]]
    found = read(sheets(tmp_path / "a.xlsx", Events=rows))
    assert dict(found.documents[0].details) == {"start": "05/06/2023", "end": "next week"}
    assert [document.edition.year for document in found.documents] == [2023, 2023, None]
    assert found.problems == (
        "sheet 'Events', row 2: the date '05/06/2023' may have the day or the month first; it is kept as it is; write it like 2023-12-31",
        "sheet 'Events', row 2: the date 'next week' is not understood as a date; it is kept as it is; write it like 2023-12-31",
        "sheet 'Events', row 3: it ends on 2023-05-12, before it begins on 2023-05-13; look at both",
    )


def test_a_sheet_that_looks_like_a_list_and_has_no_header_is_missing_and_one_of_notes_is_not(tmp_path):
    notes, strange = [["How to fill in this list"], ["Ask the bureau", "twice"]], [["one", "two", "three"], ["four", "five", "six"]]
    found = read(sheets(tmp_path / "a.xlsx", Events=yearly(2022), Notes=notes, More=strange))
    told = "has no row of column names that is understood; name a column Title, and one more, as Date or Place"
    assert found.problems == (f"sheet 'Notes' {told}", f"missing: sheet 'More' {told}")


@pytest.mark.parametrize("header", ["Title;Date", "Titre;Date;Remarks"])
def test_two_columns_that_are_understood_are_a_list_where_they_are_most_of_it(tmp_path, header):
    path = tmp_path / "a.csv"
    path.write_text(f"{header}\nMast day;2031\n", encoding="utf-8")
    [document] = read(path).documents
    assert (document.title, document.edition.year) == ("Mast day", 2031)


def test_a_list_with_too_few_columns_says_which_of_them_are_understood(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Title,Colour,Size\nMast day,red,9\n", encoding="utf-8")
    with pytest.raises(UnreadableSource, match="name a column Title, and one more, as Date or Place; Title is understood, and not enough"):
        read(path)


def test_a_header_that_is_repeated_on_every_page_is_no_activity(tmp_path):
    assert len(ids(book(tmp_path / "a.xlsx", [*yearly(2022), NUMBERED, *yearly(2023)[1:]]))) == 6


@pytest.mark.parametrize(
    ("related", "hints", "cited"),
    [
        ("Resolution 73 (Rev. Hammamet, 2016)", Hints(), ["wtsa/res/73"]),
        ("see the programme", Hints(), []),
        ("Resolution 73 (Rev. Hammamet, 2016)", Hints(body="CIML"), []),
    ],
)
def test_references_are_those_of_the_organisation_that_the_officer_or_the_list_names(tmp_path, related, hints, cited):
    path = book(tmp_path / "a.xlsx", [["Title", "Place", "Related"], ["Forum", "Accra", related]])
    [document] = extract(from_path(path), hints=hints).documents
    assert [citation.id for citation in document.citations if citation.id] == cited
