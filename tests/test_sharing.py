"""What is handed over from a workspace: the mapping asked for, dated by its content, and nothing that a rerun would rewrite."""

import csv
import io
import json
import re

import pytest

from mapper import sharing
from mapper.types import Change, State, Verdict
from tests.reports.papered import edited, part, said
from tests.workspaces import AT, SECOND

LATER = "2026-06-30T12:00:00Z"


def gathered(workspace, type_=""):
    with workspace.open() as store:
        return sharing.gather(workspace.settings, store, sharing.Wish(type_))


def table(content, delimiter=","):
    text = "".join(line for line in io.StringIO(content.decode("utf-8-sig")) if not line.startswith("#"))
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def people(exported):
    lines = table(exported["history.sssom.tsv"], "\t")
    return {line["record_id"]: {name: value for name, value in line.items() if value} for line in lines if line.get("reviewer_id")}


def test_an_export_of_one_mapping_says_how_far_the_whole_log_had_come(small):
    for mapped in small.mapped()[:3]:
        small.decide(mapped)
    small.decide(small.mapped("questions")[0])
    assert gathered(small, "questions").logged == gathered(small).logged == 4


def test_a_conference_rewrites_nothing_of_what_people_said(small, later, tmp_path):
    for number, mapped in enumerate(small.mapped()):
        small.decide(mapped, (Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE)[number % 3])
    before = small.export(tmp_path / "before", "sssom")
    for name in SECOND:
        small.take_over(later, name)
    small.run(at=LATER)
    after = small.export(tmp_path / "after", "sssom")
    assert len(people(before)) == len(small.log())
    assert people(after) == people(before)
    seen = {event["pair"]: event["editions"] for event in map(json.loads, small.export(tmp_path / "log", "jsonl")["decisions.jsonl"].splitlines())}
    stands = [line for line in table(after["mapping.sssom.tsv"], "\t") if line["mapper_staleness"] == "holds"]
    assert stands
    for line in stands:
        assert sorted((line["subject_source_version"], line["object_source_version"])) == sorted(seen[line["record_id"].partition(":")[2]])
        assert "carried over from " in line["comment"]
    assert any(line["mapper_status"].endswith(", text no longer in force") for line in table(after["mapping.sssom.tsv"], "\t"))


def test_the_state_is_that_of_the_last_decision_or_of_the_run_whichever_is_later(small, later, tmp_path):
    assert gathered(small).date == AT[:10]
    small.decide(small.mapped()[0], at="2026-03-01T09:00:00Z")
    assert gathered(small).date == "2026-03-01"
    small.take_over(later, "T-RES-T.73-2022-PDF-E.pdf")
    small.run(at=LATER)
    first = small.export(tmp_path / "one")
    assert gathered(small).date == LATER[:10]
    small.run(at="2026-12-24T12:00:00Z")
    assert small.export(tmp_path / "two") == first


def test_what_a_conference_changed_is_told_with_what_it_added(small, later):
    assert gathered(small).changes == ()
    for name in SECOND:
        small.take_over(later, name)
    small.run(at=LATER)
    grades = {change.id: change.grade for change in gathered(small).changes}
    assert grades["wtdc/res/89"] is Change.NEW
    assert grades["wtsa/res/45"] is Change.SUPPRESSED
    assert grades["wtsa/res/73"] is Change.OPERATIVE_CHANGED


def test_one_mapping_is_handed_over_with_its_own_documents_decisions_and_nothing_else(small):
    for type_ in ("resolutions", "activities"):
        small.decide(small.mapped(type_)[0])
    export = gathered(small, "resolutions")
    assert {mapped.type for mapped in export.mapped} == {event.type for event in export.decisions} == {"resolutions"}
    assert {document.kind.value for document in export.documents.values()} <= {"resolution", "decision"}
    assert (export.only, [type_.name for type_ in export.types]) == ("resolutions", ["resolutions"])


def test_a_mapping_that_was_renamed_is_handed_over_as_long_as_it_has_pairs(cli, small, tmp_path):
    small.decide(small.mapped("resolutions")[0])
    toml = small.root / "mapper.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('name = "resolutions"', 'name = "texts"'), encoding="utf-8")
    told = cli("export", "csv", "--type", "resolutions", "--out", tmp_path, "-w", small.root)
    assert told.code == 0
    assert {line["mapping_type"] for line in table((tmp_path / "pairs.csv").read_bytes())} == {"resolutions"}
    assert cli("export", "csv", "--type", "areas", "--out", tmp_path, "-w", small.root).code == 2


def test_mappings_stand_in_the_order_of_the_settings_everywhere(cli, small):
    names = [type_.name for type_ in small.settings.types]
    assert list(dict.fromkeys(mapped.type for mapped in small.mapped())) == [name for name in names if small.mapped(name)]
    told = cli("run", "-w", small.root).out.splitlines()
    status = cli("status", "-w", small.root).out.splitlines()
    for lines in (told, status):
        shown = [line.split()[0] for line in lines if re.match(r"  \S+ +\d+ pairs", line)]
        assert shown == [name for name in names if name in shown]
        assert shown


def test_documents_are_counted_alike_by_the_run_and_the_status(cli, small):
    counted = len([d for d in small.standing().library.in_force.values() if d.kind.value != "subtopic"])
    assert f"; {counted} documents in force\n" in cli("run", "-w", small.root).out
    assert cli("status", "-w", small.root).out.startswith(f"{counted} documents, ")


def test_a_table_for_excel_is_marked_and_other_formats_need_no_mark(cli, small, tmp_path):
    assert cli("export", "csv", "--excel", "--out", tmp_path, "-w", small.root).code == 0
    assert (tmp_path / "pairs.csv").read_bytes().startswith(b"\xef\xbb\xbfpair_id,")
    told = cli("export", "xlsx", "--excel", "--out", tmp_path, "-w", small.root)
    assert (told.code, told.err) == (2, "Error: --excel goes with csv; a workbook needs no mark\n")


@pytest.mark.parametrize("state", [State.NEW, State.OPEN])
def test_a_matrix_counts_as_open_what_the_status_counts(kept, state):
    from mapper.overview import TO_DO
    from mapper.views.counts import Count

    assert Count().plus(state) == Count(to_do=1)
    assert [Count().plus(one).to_do for one in State] == [int(one in TO_DO) for one in State]


def test_papers_are_written_and_an_option_of_another_format_is_refused(cli, small, tmp_path):
    told = cli("export", "docx", "--paper", "report", "--out", tmp_path, "-w", small.root)
    assert (told.code, told.out) == (0, f"{tmp_path / 'report.docx'}\n")
    told = cli("export", "xlsx", "--paper", "report", "-w", small.root)
    assert (told.code, told.err) == (2, "Error: --paper goes with docx; the other formats write no papers\n")
    told = cli("export", "docx", "--group", "T-SG5", "-w", small.root)
    assert (told.code, told.err) == (2, "Error: --group goes with liaison; the other exports concern all groups\n")


def test_a_statement_is_written_to_the_group_that_is_named(cli, small, tmp_path):
    told = cli("export", "liaison", "--group", "ITU-R Working Party 7C", "--out", tmp_path, "-w", small.root)
    assert (told.code, told.out) == (0, f"{tmp_path / 'liaison-R-WP7C.docx'}\n")
    told = cli("export", "liaison", "--group", "WP 7X", "--out", tmp_path, "-w", small.root)
    assert (told.code, told.err.startswith("Error: no group 'WP 7X' has a text here; did you mean R-WP7")) == (2, True)


def test_templates_and_covers_of_a_workspace_are_those_that_papers_are_made_with(cli, small):
    assert cli("export", "templates", "-w", small.root).code == 0
    own = small.root / "templates" / "report.docx"
    own.write_bytes(edited(own.read_bytes(), lambda text: text.replace("Report by:", "Submitted by:")))
    settings = small.root / "mapper.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('number = "" ', 'number = "C27/12" '), encoding="utf-8")
    assert cli("export", "docx", "--paper", "report", "-w", small.root).code == 0
    text = said(part((small.root / "exports" / "report.docx").read_bytes()))
    assert "Document:C27/12" in text
    assert "Submitted by:[to be completed]" in text


def test_several_formats_are_written_at_once_and_one_file_is_refused_for_them(cli, small, tmp_path):
    told = cli("export", "csv", "skos", "csv", "--excel", "--out", tmp_path, "-w", small.root)
    assert (told.code, told.out) == (0, f"{tmp_path / 'pairs.csv'}\n{tmp_path / 'themes.ttl'}\n")
    told = cli("export", "csv", "skos", "--out", tmp_path / "pairs.csv2", "-w", small.root)
    assert (told.code, told.err) == (2, f"Error: {tmp_path / 'pairs.csv2'} names one file for 2 formats; name a folder\n")
