"""The workbook: what reviewers may fill, what they may not, and the tables for everyone else."""

import dataclasses
import io
import math
import zipfile
from datetime import datetime
from itertools import combinations

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from mapper import claims, overview
from mapper.editions import compare
from mapper.identity import pair_id_of
from mapper.reports import xlsx
from mapper.reports.checksum import row_checksum, row_said
from mapper.reports.reviewing import REVIEW
from mapper.themes import Subtopic, Theme
from mapper.types import BACKWARD, FORWARD, Change, Clause, Part, State, Verdict
from mapper.views.export import Export
from tests import maps
from tests.reports import sample
from tests.reports.sample import FORMULA

ENTRY = ["decision", "relation", "direction", "reason", "comment", "reviewer"]


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
    assert book.sheetnames == [*wanted, *tables, "Themes", "Activities", "Areas", "Area pairs", "Matrix", "Decisions", "Lists"]
    assert book["Lists"].sheet_state == "hidden"


def test_the_review_sheet_has_its_columns_and_opens_only_those_a_person_fills(book):
    page = book["Review"]
    assert [cell.value for cell in page[1]] == [column.name for column in REVIEW]
    unlocked = {page.cell(1, cell.column).value for row in page.iter_rows(min_row=2) for cell in row if not cell.protection.locked}
    assert sorted(unlocked) == sorted(ENTRY)
    assert page.protection.sheet
    assert not page.protection.password
    assert [page.column_dimensions[letter].hidden for letter in "ABCD"] == [True, True, True, False]
    assert (page.auto_filter.ref, page.freeze_panes, page.print_title_rows) == ("A1:AF13", "E2", "$1:$1")


def test_dropdowns_come_from_the_hidden_lists(book):
    rules = {rule.formula1: str(rule.sqref) for rule in book["Review"].data_validations.dataValidation}
    assert len(rules) == 4
    assert all(rule.startswith("Lists!$") for rule in rules)
    assert [cell.value for cell in book["Lists"]["A"]] == ["decision", "accept", "reject", "unsure"] + [None] * (book["Lists"].max_row - 4)


def test_human_cells_hold_what_was_decided_and_nothing_that_was_only_proposed(book):
    page = book["Review"]
    assert [_line(page, "accepted")[name] for name in ENTRY] == ["accept", "mutual-interest", None, None, sample.FORMULA, None]
    assert [_line(page, "rejected")[name] for name in ENTRY] == ["reject", None, None, "different-scope", None, None]
    for state in ("proposed", "proposed, new"):
        line = _line(page, state)
        assert [line[name] for name in ENTRY] == [None] * 6
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


def test_the_checksum_signs_what_a_person_judges_and_nothing_that_others_say_meanwhile(book):
    for line in _lines(book["Review"]):
        assert row_checksum(line) == line["row_checksum"]
        for judged in ("row_id", "subject_id", "subject_ref", "object_id", "object_ref", "evidence_subject", "evidence_object"):
            assert row_checksum({**line, judged: "edited"}) != line["row_checksum"]
        for said in (*ENTRY, "state", "earlier_decision", "probability", "no", "reads_as"):
            assert row_checksum({**line, said: "edited"}) == line["row_checksum"]


def test_a_row_signs_what_its_yellow_cells_hold_and_nothing_else(book):
    for line in _lines(book["Review"]):
        assert row_said(line) == line["row_said"]
        for name in ENTRY:
            assert row_said({**line, name: "edited"}) != line["row_said"]
        for name in ("state", "earlier_decision", "evidence_subject", "row_id"):
            assert row_said({**line, name: "edited"}) == line["row_said"]


def test_a_workbook_says_how_far_the_log_had_come():
    made = load_workbook(io.BytesIO(xlsx.render(dataclasses.replace(sample.export(), logged=7))))
    assert {prop.name: prop.value for prop in made.custom_doc_props.props}["mapper_log_events"] == 7


def test_the_checksum_does_not_mind_which_side_stands_first(book):
    line = _lines(book["Review"])[0]
    names = {"subject_id": "object_id", "subject_ref": "object_ref", "evidence_subject": "evidence_object"}
    turned = {**line, **{one: line[other] for one, other in names.items()}, **{other: line[one] for one, other in names.items()}}
    assert row_checksum(turned) == line["row_checksum"]


def test_a_quoted_place_leads_to_its_clauses_and_back(book):
    for row in book["Review"].iter_rows(min_row=2):
        cell = row[[column.name for column in REVIEW].index("evidence_subject")]
        sheet, _, place = cell.hyperlink.location.partition("!")
        assert (sheet, book["Evidence"][place].value) == ("'Evidence'", row[0].value)
        assert book["Evidence"][place].hyperlink.location == f"'Review'!A{row[0].row}"


def _table(page):
    """Give the rows under the heading of a sheet that begins with a title and a note."""
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=5)]


def test_the_tables_of_questions_list_every_question_with_its_partners(book):
    lines = _table(book["Table 1 D Questions x R WPs"])
    assert [line[0] for line in lines] == ["ITU-D Question 3/2 (2018-2021)", "ITU-D Question 6/2 (2018-2021)"]
    assert lines[0][2:4] == ["–", "no common interest accepted or proposed"]
    assert lines[1][2].startswith("ITU-R WP 7C")
    assert lines[1][6:9] == ["proposed, new", "medium", "machine"]
    assert _table(book["Table 3 D x T Questions"])[1][2] == "ITU-T Question 9/5 (2017-2020)"


def test_the_tables_of_questions_are_sorted_by_study_group_then_number():
    works = [f"itu-d/2018-2021/q/{number}" for number in ("2-2", "10-1", "9-1", "1-2")]
    pairs = [sample.mapped(sample.proposal("questions", work, "itu-r/wp/7c"), State.NEW) for work in works]
    found = _workbook(pairs, {work: sample.document(work, "text") for work in (*works, "itu-r/wp/7c")})
    names = [line[0] for line in _table(found["Table 1 D Questions x R WPs"])]
    assert [name.split()[2] for name in names] == ["9/1", "10/1", "1/2", "2/2"]


def test_unlikely_proposals_that_nobody_decided_are_counted_and_not_listed():
    pair = ("itu-d/2018-2021/q/6-2", "itu-r/wp/7c")
    unlikely = sample.proposal("questions", *pair, 0.11)
    documents = {work: sample.document(work) for work in pair}
    page = _workbook([sample.mapped(unlikely, State.NEW)], documents)["Table 1 D Questions x R WPs"]
    assert "1 unlikely proposals that nobody has decided are left out" in page["A2"].value
    assert _table(page)[0][3] == "only unlikely proposals (1)"
    said = sample.decision(unlikely, Verdict.ACCEPT)
    page = _workbook([sample.mapped(unlikely, State.ACCEPTED, said)], documents)["Table 1 D Questions x R WPs"]
    assert (page["A2"].value.count("left out"), _table(page)[0][6]) == (0, "accepted")


def _workbook(pairs, documents, **more):
    return load_workbook(io.BytesIO(xlsx.render(Export(tuple(pairs), documents, **{"types": sample.TYPES, **more}))))


def test_a_table_that_the_mapping_asked_for_cannot_fill_is_left_out():
    export = sample.export()
    only = [mapped for mapped in export.mapped if mapped.type == "questions"]
    book = _workbook(only, export.documents, types=sample.TYPES[1:2], only="questions")
    assert [name for name in book.sheetnames if name.startswith(("Table", "Resolutions", "Themes", "Activities"))] == [
        "Table 1 D Questions x R WPs",
        "Table 2 T Questions x R WPs",
        "Table 3 D x T Questions",
    ]
    told = [(row[0].value, row[1].value) for row in book["README"].iter_rows(max_row=4, max_col=2)]
    assert told[0][0] == book.properties.title == "Mapping of common interest: questions"
    assert ("mapping", "questions only; the other mappings of the workspace are left out") in told


def test_tables_of_bodies_that_a_workspace_does_not_have_are_left_out():
    pair = ("unga/res/1", "ciml/res/2")
    documents = {work: dataclasses.replace(sample.document("pp/res/25"), id=work, body=work.split("/")[0].upper()) for work in pair}
    proposed = dataclasses.replace(sample.proposal("resolutions", "pp/res/25", "pp/res/25"), left=pair[0], right=pair[1])
    found = _workbook([sample.mapped(proposed, State.NEW)], documents).sheetnames
    assert found == ["README", "Review", "Evidence", "Items", "Changes", "Matrix", "Decisions", "Lists"]


def test_a_relation_reads_from_subject_to_object_on_every_sheet():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtdc/res/66", relation="implements", direction="right-to-left")
    said = sample.decision(proposed, Verdict.ACCEPT, relation="implements", direction="right-to-left")
    documents = {work: sample.document(work) for work in ("pp/res/182", "wtdc/res/66")}
    book = _workbook([sample.mapped(proposed, State.ACCEPTED, said)], documents, decisions=(said,))
    line = _lines(book["Review"])[0]
    assert (line["subject_id"], line["object_id"], line["relation"], line["direction"]) == (
        "wtdc/res/66",
        "pp/res/182",
        "implements",
        "subject-to-object",
    )
    assert line["reads_as"] == "WTDC Resolution 66 implements PP Resolution 182"
    assert _lines(book["Evidence"])[0]["subject_text"] == sample.TEXTS["wtdc/res/66"]
    logged = _lines(book["Decisions"])[0]
    assert (logged["subject_id"], logged["object_id"]) == ("wtdc/res/66", "pp/res/182")
    assert (logged["relation"], logged["reads_as"]) == ("implements", "WTDC Resolution 66 implements PP Resolution 182")
    assert "[accepted: WTDC Resolution 66 implements PP Resolution 182]" in book["Resolutions by conference"]["E5"].value


def test_what_each_reviewer_said_stands_beside_the_verdict_and_in_no_yellow_cell():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    yes = sample.decision(proposed, Verdict.ACCEPT, "anna")
    no = sample.decision(proposed, Verdict.REJECT, "ben", reason="obsolete")
    judged = sample.decision(proposed, Verdict.REJECT, "chair", adjudicates=True, reason="boilerplate", at="2026-12-01T00:00:00Z")
    documents = {work: sample.document(work) for work in (proposed.left, proposed.right)}
    line = _lines(_workbook([sample.mapped(proposed, State.REJECTED, judged, yes, no)], documents)["Review"])[0]
    assert [line[name] for name in ENTRY] == ["reject", None, None, "boilerplate", None, None]
    assert line["earlier_decision"].split("\n") == [
        "2026-11-30 anna: accept, mutual-interest",
        "2026-11-30 ben: reject, obsolete",
        "2026-12-01 chair: reject, boilerplate, adjudication",
    ]


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.ACCEPTED, "(carried over from Rev. Busan, 2014 to Rev. Dubai, 2018 of PP Resolution 182)"),
        (State.STALE, "(given on Rev. Busan, 2014 of PP Resolution 182)"),
        (State.GONE, "(given on Rev. Busan, 2014 of PP Resolution 182)"),
    ],
)
def test_an_earlier_decision_is_carried_over_only_where_it_holds(state, told):
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    said = sample.decision(proposed, Verdict.ACCEPT, editions=("Rev. Busan, 2014", "Rev. Dubai, 2018"))
    documents = {work: sample.document(work) for work in (proposed.left, proposed.right)}
    line = _lines(_workbook([sample.mapped(proposed, state, said)], documents)["Review"])[0]
    assert line["earlier_decision"] == f"2026-11-30 anna: accept, mutual-interest\n{told}"


def test_the_decisions_say_how_a_relation_reads():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    said = [
        sample.decision(proposed, Verdict.ACCEPT, relation="cites", direction=FORWARD, at="2026-12-01T00:00:00Z"),
        sample.decision(proposed, Verdict.ACCEPT, relation="cites", direction=BACKWARD, at="2026-12-02T00:00:00Z"),
        sample.decision(proposed, Verdict.ACCEPT, relation="cites", at="2026-12-03T00:00:00Z"),
        sample.decision(proposed, Verdict.ACCEPT, at="2026-12-04T00:00:00Z"),
        sample.decision(proposed, Verdict.REJECT, at="2026-12-05T00:00:00Z"),
    ]
    documents = {work: sample.document(work) for work in (proposed.left, proposed.right)}
    page = load_workbook(io.BytesIO(xlsx.render(Export((), documents, tuple(said)))))["Decisions"]
    pp, wtsa = "PP Resolution 182", "WTSA Resolution 73"
    ways = [f"{pp} cites {wtsa}", f"{wtsa} cites {pp}", "which way it runs is not said", "both ways", None]
    assert [line["reads_as"] for line in _lines(page)] == ways


def test_of_two_reasons_the_cell_holds_one_of_the_list():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    one = sample.decision(proposed, Verdict.REJECT, "anna", reason="obsolete")
    other = sample.decision(proposed, Verdict.REJECT, "ben", reason="boilerplate", at="2026-12-01T00:00:00Z")
    documents = {work: sample.document(work) for work in (proposed.left, proposed.right)}
    line = _lines(_workbook([sample.mapped(proposed, State.REJECTED, one, other)], documents)["Review"])[0]
    assert (line["reason"], line["reviewer"]) == ("boilerplate", None)


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
    assert [cell.value for cell in page[4]] == ["Theme", "Subtopic", "R"]
    assert [cell.value for cell in page[5]][:2] == ["climate", "Climate monitoring"]
    assert page["C5"].value.startswith("ITU-R WP 7C")


def test_each_activity_stands_with_its_facts_and_the_texts_it_belongs_to(book):
    page = book["Activities"]
    heads = ["Activity", "Title", "Kind", "Organiser", "Sectors", "Start", "End", "Place", "Region", "Subtopics", "Areas", "Text"]
    assert [cell.value for cell in page[4]][:12] == heads
    [line] = _table(page)
    days = [datetime(2018, 3, 14), datetime(2018, 3, 15)]
    assert line[:9] == ["activity/a-001", "Symposium on ICTs and the climate", "event", "TSB", "T, D", *days, "Accra", "Africa"]
    assert {page[f"{column}5"].number_format for column in "FG"} == {"yyyy-mm-dd"}
    assert (line[11], line[14]) == ("PP Resolution 182 (Rev. Dubai, 2018)", "proposed, new")
    assert "1 unlikely proposals" in page["A2"].value


def test_what_clashes_and_the_chances_stand_on_a_sheet_of_their_own_and_status_and_link_where_a_list_says_them():
    first = sample.document("activity/a-001")
    details = (*first.details, ("status", FORMULA), ("link", "https://example.org/<b>"))
    other = dataclasses.replace(first, id="activity/a-002", title=FORMULA, details=(("organiser", "TSB"), ("start", "2018-03-15")))
    export = maps.export(documents=(dataclasses.replace(first, details=details), other))
    book = load_workbook(io.BytesIO(xlsx.render(export)))
    [line] = _lines(book["Clashes and chances"], head=4)
    assert (line["Kind"], line["Start"], line["Rule"], line["Certain"]) == ("clash", datetime(2018, 3, 14), "same days, same organiser", "yes")
    assert (line["First"], line["Second"], line["Place"]) == ("Symposium on ICTs and the climate", FORMULA, "Accra")
    said = _lines(book["Activities"], head=4)[0]
    assert (said["Status"], said["Link"], said["Region"]) == (FORMULA, "https://example.org/", "Africa")
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row if cell.value == FORMULA} == {"s"}


def _matrix(page, title):
    """Read one matrix of the sheet by its title."""
    head = next(row for row in range(1, page.max_row + 1) if page.cell(row, 1).value == title) + 3
    names = [cell.value for cell in page[head]][1:]
    names = names[: next((n for n, name in enumerate(names) if name is None), len(names))]
    numbered = list(enumerate(names))
    return {(one, other): page.cell(head + 1 + row, 2 + column) for row, one in numbered for column, other in numbered}


def test_each_area_stands_with_the_documents_of_each_sector(book):
    told = ["Together", "Might lead", "Subtopics", "To look at", "What people said"]
    assert [cell.value for cell in book["Areas"][4]] == ["Area", "Name", "Whom it concerns", "GS", "T", "Pairs", "Triads", "Missing", *told]
    [line] = _lines(book["Areas"], head=4)
    assert line["Area"].startswith("area:")
    assert (line["Whom it concerns"], line["Pairs"], line["Triads"]) == ("T, with GS", 1, 0)
    assert line["GS"].startswith("PP Resolution 182 (Rev. Dubai, 2018)\n")
    assert line["Together"].startswith("GS with T: ")


def test_the_numbers_of_an_area_lead_to_its_pairs_and_to_those_that_they_ask_for():
    works = ("pp/res/182", "wtsa/res/73", "wtdc/res/66", "ra/res/60")
    pairs = [maps.accepted(*pair) for pair in combinations(works, 2)][:-1]
    book = load_workbook(io.BytesIO(xlsx.render(maps.export(*pairs))))
    [area] = _lines(book["Areas"], head=4)
    at = [cell.value for cell in book["Areas"][4]].index("Pairs")
    assert (book["Areas"][5][at].hyperlink.location, area["Pairs"]) == ("'Area pairs'!A2", 5)
    assert (book["Areas"][5][at + 2].hyperlink.location, area["Missing"]) == ("'Missing pairs'!A2", 1)
    [missing] = _lines(book["Missing pairs"])
    assert {missing["Text"][:3], missing["Other text"][:4]} == {"RA ", "WTDC"}
    assert all(pair.pair in missing["Because of"] for pair in pairs if {pair.left, pair.right} != {"pp/res/182", "wtsa/res/73"})
    review = {line["row_id"]: number for number, line in enumerate(_lines(book["Review"]), 2)}
    for line in book["Area pairs"].iter_rows(min_row=2):
        assert line[-1].hyperlink.location == f"'Review'!A{review[pair_id_of(line[-1].value)]}"


def test_what_is_said_twice_stands_with_its_clauses_and_the_action():
    pairs = [maps.accepted("pp/res/182", "wtsa/res/73", relation="duplicate"), maps.proposed("pp/res/182", "wtdc/res/66", relation="duplicate")]
    lines = _lines(load_workbook(io.BytesIO(xlsx.render(maps.export(*pairs))))["Streamlining"], head=4)
    assert [(line["State"], line["Relation"]) for line in lines] == [("accepted", "duplicate"), ("proposed", "duplicate")]
    assert lines[0]["Action"].startswith("suppress WTSA Resolution 73")
    assert "resolves 1, p. 7" in lines[0]["Clauses of the text"]


def test_what_people_said_of_an_instruction_stands_beside_it():
    tsb = "Director of the Telecommunication Standardization Bureau"
    clause = Clause("pp/res/182#i.1", Part.OPERATIVE, f"instructs the {tsb}", tsb, "1", 1, "to study", 8)
    told = dataclasses.replace(sample.document("pp/res/182"), clauses=(clause,))
    subject = claims.subject(told, told.clauses, "T")
    made = sample.decision(sample.proposal("x", "pp/res/182", "wtsa/res/73"), Verdict.ACCEPT, comment=FORMULA)
    said = dataclasses.replace(made, **{name: getattr(subject, name) for name in ("pair", "type", "left", "right", "editions", "evidence")})
    export = maps.export(documents=(told,))
    page = load_workbook(io.BytesIO(xlsx.render(dataclasses.replace(export, claims=claims.standing([said], {}, export.documents)))))["Gaps"]
    [line] = _lines(page, head=4)
    assert (line["Reviewed"], line["Texts of the Sector"], line["Clause id"]) == ("nobody", "–", "pp/res/182#i.1")
    assert line["Who said what"].startswith("anna, ")


def test_each_number_of_a_theme_matrix_leads_to_its_pairs():
    topics = (Subtopic("monitoring", "Climate monitoring", "x"),)
    export = maps.export(maps.accepted("pp/res/182", "theme/climate/monitoring", type_="theme:climate"))
    export = dataclasses.replace(export, themes=(Theme("climate", "Climate", (), topics, "climate.toml"),))
    page = load_workbook(io.BytesIO(xlsx.render(export)))["Theme matrix"]
    assert [page.cell(row, 1).value for row in (1, 5)] == ["Texts by theme and group, accepted", "Climate"]
    assert (page.cell(4, 2).value, page.cell(5, 2).value, page.cell(5, 2).hyperlink.location) == ("PP", 1, "'Review'!A2")


def test_each_instruction_stands_with_the_texts_that_take_it_up():
    tsb = "Director of the Telecommunication Standardization Bureau"
    clauses = [Clause(f"pp/res/182#i.{n}", Part.OPERATIVE, f"instructs the {tsb}", tsb, n, 1, FORMULA, 8) for n in ("1", "2")]
    told = dataclasses.replace(sample.document("pp/res/182"), clauses=tuple(clauses))
    untold = dataclasses.replace(told, id="pp/res/25", number="25")
    export = maps.export(maps.accepted("pp/res/182", "wtsa/res/73"), documents=(told, untold))
    page = load_workbook(io.BytesIO(xlsx.render(export)))["Gaps"]
    lines = _lines(page, head=4)
    assert [(line["Sector"], line["Taken up by"], line["Page"]) for line in lines] == [("T", "nobody", 8)] * 2 + [("T", "text", 8)] * 2
    assert [line["Texts of the Sector"][:18] for line in lines] == ["–", "–", "WTSA Resolution 73", "WTSA Resolution 73"]
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


def test_areas_and_gaps_are_left_out_where_one_mapping_was_asked_for():
    book = load_workbook(io.BytesIO(xlsx.render(dataclasses.replace(sample.export(), only="resolutions"))))
    assert not {"Areas", "Gaps"} & {*book.sheetnames}


def test_the_matrix_counts_what_is_accepted_open_and_unsure_apart_as_the_status_does(book):
    accepted = _matrix(book["Matrix"], "Pairs by body, accepted")
    assert (accepted["PP", "WTSA"].value, accepted["WTSA", "PP"].value, accepted["PP", "RA"].value) == (1, 1, None)
    to_do = _matrix(book["Matrix"], "Pairs by body, still to be decided")
    assert (to_do["PP", "RA"].value, to_do["WTSA", "WTDC"].value, to_do["RA", "WTSA"].value) == (1, 1, None)
    assert _matrix(book["Matrix"], "Pairs by body, left unsure")["RA", "WTSA"].value == 1


def test_an_activity_of_two_sectors_counts_in_both(book):
    to_do = _matrix(book["Matrix"], "Pairs by Sector, still to be decided")
    assert (to_do["GS", "T"].value, to_do["GS", "D"].value) == (2, 2)
    assert not any("(none)" in names for names in to_do)


def test_a_number_of_the_matrix_leads_to_its_pairs_and_the_filter_finds_as_many(book):
    waiting = ("proposed", "proposed, new", "disputed", "to look at again")
    lines = _lines(book["Review"])
    for (one, other), cell in _matrix(book["Matrix"], "Pairs by Sector, still to be decided").items():
        found = [n for n, line in enumerate(lines, 2) if _joins(line["sectors"], one, other) and line["state"] in waiting]
        assert len(found) == (cell.value or 0)
        assert not found or cell.hyperlink.location == f"'Review'!A{found[0]}"


def _joins(cells, one, other):
    return f"{one} x {other}" in (cells or "").split("; ") or f"{other} x {one}" in (cells or "").split("; ")


def test_changes_tell_what_comes_back_and_how_long_it_takes(book):
    whole, clause = _lines(book["Changes"])
    assert (whole["item_id"], whole["change_class"], whole["affected_pairs"], whole["minutes_estimated"]) == ("ra/res/60", "operative-changed", 1, 1)
    assert (clause["clause"], clause["old_text"][:8], clause["new_text"][:9]) == ("resolves 1", "to study", "to reduce")


def test_ten_thousand_letters_in_a_clause_do_not_break_the_sheet():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    documents = {work: sample.document(work, "long " * 10_000) for work in (proposed.left, proposed.right)}
    book = load_workbook(io.BytesIO(xlsx.render(Export((sample.mapped(proposed, State.OPEN),), documents))))
    assert book["Evidence"].row_dimensions[2].height < 410


def test_changes_blame_only_the_document_whose_clause_changed():
    guilty = compare(sample.document("ra/res/60", "to study the energy that radio systems consume", "2012"), sample.document("ra/res/60"))
    innocent = compare(sample.document("pp/res/182", edition="2012"), sample.document("pp/res/182"))
    fresh = compare(None, sample.document("wtdc/res/66"))
    export = sample.export()
    book = _workbook(export.mapped, export.documents, changes=(innocent, guilty, fresh), decisions=export.decisions)
    told = {line["item_id"]: line for line in _lines(book["Changes"]) if line["clause"] == "(whole text)"}
    assert {work: line["affected_pairs"] for work, line in told.items()} == {"pp/res/182": 0, "ra/res/60": 1, "wtdc/res/66": 0}
    assert told["ra/res/60"]["minutes_estimated"] == overview.minutes(export.decisions, 1)
    assert told["wtdc/res/66"]["change_class"] == "new"


def test_a_question_that_took_the_place_of_another_is_blamed_alone():
    old, new = (
        dataclasses.replace(sample.document(work, text)) for work, text in (("itu-t/2017-2020/q/9-5", "old words"), ("itu-t/2022-2024/q/9-5", "new"))
    )
    taken = compare(old, new)
    closed = dataclasses.replace(compare(old, old), grade=Change.CLOSED)
    proposed = sample.proposal("questions", new.id, "itu-r/wp/7c")
    pairs = [sample.mapped(proposed, State.STALE, sample.decision(proposed, Verdict.ACCEPT), stale=taken.clauses)]
    book = _workbook(pairs, {one.id: one for one in (old, new, sample.document("itu-r/wp/7c"))}, changes=(taken, closed))
    assert {line["item_id"]: line["affected_pairs"] for line in _lines(book["Changes"]) if line["clause"] == "(whole text)"} == {old.id: 0, new.id: 1}


def test_a_text_that_ended_names_what_goes_on_from_it_or_nothing():
    old, new = sample.document("itu-t/2017-2020/q/9-5", "old words"), sample.document("itu-t/2022-2024/q/9-5", "new")
    ended = dataclasses.replace(compare(old, old), grade=Change.CLOSED, old="2017-2020")
    for following, told in ((new.id, new.id), ("2017-2020", None), ("", None)):
        book = _workbook([], {old.id: old, new.id: new}, changes=(dataclasses.replace(ended, new=following),))
        [line] = _lines(book["Changes"])
        assert (line["old_rev"], line["new_rev"] or None) == ("2017-2020", told)
        assert not {line["previous_revision"] for line in _lines(book["Items"])} - {"", None}


def test_the_protection_allows_what_the_readme_says_and_the_readme_promises_no_more(book):
    protection = book["Review"].protection
    assert not any((protection.autoFilter, protection.insertColumns, protection.formatColumns, protection.formatRows))
    assert protection.sort
    assert protection.deleteRows
    steps = " ".join(str(row[1].value) for row in book["README"].iter_rows(max_col=2) if str(row[0].value).startswith("Step"))
    assert "You may filter, add columns of your own and change widths as it is. To sort or to delete rows, take the protection off first" in steps
    assert "`mapper import FILE`" in steps


def test_no_line_of_the_readme_is_cut_off_and_every_sheet_is_described(book):
    page = book["README"]
    for row in page.iter_rows(max_col=2):
        words = max(len(str(row[1].value or "")) / 96, len(str(row[0].value or "")) / 28)
        assert (page.row_dimensions[row[0].row].height or 0) >= 15 * math.ceil(words)
    about = {row[0].value: row[1].value for row in page.iter_rows(max_col=2)}
    assert all(about[name] for name in book.sheetnames[1:-1])


def test_what_is_printed_repeats_its_headings_and_a_long_clause_goes_on_in_the_next_row():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    quote = dataclasses.replace(proposed.evidence[0].left, text=" ".join(f"word{n}" for n in range(600)))
    long = dataclasses.replace(proposed, evidence=(dataclasses.replace(proposed.evidence[0], left=quote),))
    page = _workbook([sample.mapped(long, State.OPEN)], {work: sample.document(work) for work in (long.left, long.right)})["Evidence"]
    assert page.print_title_rows == "$1:$1"
    lines = _lines(page)
    assert [line["rank"] for line in lines] == [1] + [None] * (len(lines) - 1)
    assert " ".join(line["subject_text"] for line in lines) == quote.text
    assert all(page.row_dimensions[2 + n].height >= 15 * len(line["subject_text"]) / 64 for n, line in enumerate(lines))


def test_a_cell_of_many_texts_goes_on_in_the_next_row():
    topic = "theme/climate/monitoring"
    works = [f"wtsa/res/{number}" for number in range(1, 31)]
    pairs = [sample.mapped(sample.proposal("theme:climate", work, topic, 0.8), State.NEW) for work in works]
    documents = {work: sample.document(work, "a text") for work in (*works, topic)}
    page = _workbook(pairs, documents)["Themes"]
    cells = [line[2] for line in _table(page)]
    assert len(cells) > 1
    assert sum(cell.count("WTSA Resolution") for cell in cells) == len(works)
    assert page["B6"].value == "Climate monitoring, continued"
    assert all(page.row_dimensions[5 + n].height >= 15 * len(cell.split("\n")) for n, cell in enumerate(cells))


def test_words_that_speak_are_marked_in_both_clauses_and_the_text_stays_as_it_was(content):
    plain, rich = (load_workbook(io.BytesIO(content), rich_text=marked)["Evidence"] for marked in (False, True))
    head = [cell.value for cell in plain[1]]
    marked = 0
    for column in (head.index("subject_text"), head.index("object_text")):
        for one, other in zip(plain.iter_rows(min_row=2), rich.iter_rows(min_row=2), strict=True):
            if isinstance(other[column].value, CellRichText):
                marked += 1
                assert str(other[column].value) == one[column].value
                words = [part.text for part in other[column].value if isinstance(part, TextBlock)]
                assert all(part.font.b for part in other[column].value if isinstance(part, TextBlock))
                assert words
    assert marked >= 2


def test_a_clause_that_begins_like_a_formula_stays_a_text_where_words_are_marked():
    export = sample.export()
    one = export.mapped[0]
    wild = dataclasses.replace(one.proposal.evidence[0].left, text="=SUM of emissions")
    pair = dataclasses.replace(one.proposal.evidence[0], left=wild, right=dataclasses.replace(wild, text="emissions  sum"))
    changed = dataclasses.replace(one, proposal=dataclasses.replace(one.proposal, evidence=(pair,)))
    page = load_workbook(io.BytesIO(xlsx.render(dataclasses.replace(export, mapped=(changed,)))), rich_text=True)["Evidence"]
    cells = {str(cell.value): cell for row in page.iter_rows(min_row=2) for cell in row}
    assert cells["=SUM of emissions"].data_type == "s"
    assert [str(part) for part in cells["=SUM of emissions"].value] == ["=", "SUM", " of ", "emissions"]
    assert cells["emissions  sum"].value[1] == "  "
