"""`mapper import` as people and scripts meet it."""

import json

import pytest

from tests.returns.sheets import fill, opened, workbook

KEYS = ["row", "outcome", "pair", "type", "subject", "object", "verdict", "relation", "direction", "reason", "comment", "reviewer", "event", "told"]


@pytest.fixture
def filled(small, tmp_path):
    """Give a workspace and a workbook of it in which three rows were filled, the second one badly, the third one twice over."""
    one, other, third = (m.pair for m in small.mapped("resolutions")[:3])
    accept, unknown = {"decision": "accept", "reviewer": "anna", "comment": "yes\x1b[31m"}, {"decision": "perhaps", "reviewer": "anna"}
    rows = ((one, {**accept, "comment": "yes"}), (other, unknown), (third, {"decision": "unsure", "reviewer": "anna; ben"}))
    return small, workbook(small, tmp_path / "out", *rows)


def test_every_row_with_something_to_say_is_told_and_all_are_counted(cli, filled):
    small, path = filled
    told = cli("import", path, "-w", small.root)
    assert told.code == 1
    lines = told.out.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("row ") for line in lines)
    fates = sorted(line.split(": ", 1)[1].split()[0] for line in lines)
    assert fates == ["accepted", "conflict", "unreadable"]
    assert next(line for line in lines if "unreadable" in line).endswith(": no decision 'perhaps': write one of accept, reject, unsure")
    rest = len(small.mapped()) - 3
    assert told.err.splitlines() == [
        f"1 accepted, {rest} unchanged, 1 conflict, 1 unreadable",
        "recorded; `mapper undo --as NAME` takes back what NAME said, one decision at a time",
    ]
    assert len(small.log()) == 1


def test_json_prints_one_object_for_every_row(cli, filled):
    small, path = filled
    told = cli("import", path, "--json", "-w", small.root)
    found = [json.loads(line) for line in told.out.splitlines()]
    assert len(found) == len(small.mapped())
    assert all(list(entry) == KEYS for entry in found)
    assert [entry["row"] for entry in found] == list(range(2, len(found) + 2))
    (accepted,) = (entry for entry in found if entry["outcome"] == "accepted")
    assert (accepted["verdict"], accepted["reviewer"], accepted["comment"]) == ("accept", "anna", "yes")
    assert accepted["event"] == json.loads(small.log()[0])["event"]


def test_a_dry_run_says_what_would_be_and_records_nothing(cli, filled):
    small, path = filled
    told = cli("import", path, "--dry-run", "-w", small.root)
    assert (told.code, small.log()) == (1, [])
    assert told.err.endswith("nothing was recorded: this was a dry run\n")
    assert cli("import", path, "-w", small.root).out == told.out


def test_all_is_well_with_0_and_a_second_time_nothing_changes(cli, small, tmp_path):
    path = workbook(small, tmp_path / "out", (small.mapped()[0].pair, {"decision": "reject"}))
    assert cli("import", path, "--as", "anna", "-w", small.root).code == 0
    again = cli("import", path, "--as", "anna", "-w", small.root)
    assert (again.code, again.out) == (0, "")
    assert again.err == f"0 accepted, {len(small.mapped())} unchanged, 0 conflict, 0 unreadable\n"
    assert cli("undo", "--as", "anna", "-w", small.root).code == 0
    assert [json.loads(line)["verdict"] for line in small.log()] == ["reject", "undo"]


def test_a_file_that_cannot_be_read_is_one_sentence(cli, small, tmp_path):
    (tmp_path / "a.docx").write_bytes(b"PK")
    for path, sentence in (
        (tmp_path / "no.xlsx", f"cannot read {tmp_path / 'no.xlsx'}: No such file or directory"),
        (tmp_path / "a.docx", "a.docx is a Word file, and decisions are not read from those yet: decisions are read from XLSX, CSV and SSSOM TSV"),
    ):
        told = cli("import", path, "-w", small.root)
        assert (told.code, told.out, told.err) == (1, "", f"Error: {sentence}\n")


def test_wrong_usage_is_2_and_records_nothing(cli, filled):
    small, path = filled
    told = cli("import", path, "--type", "areas", "-w", small.root)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("Error: no mapping named 'areas' in ")
    assert small.log() == []


def test_only_the_mapping_that_was_asked_for_is_read(cli, filled):
    small, path = filled
    told = cli("import", path, "--type", "questions", "-w", small.root)
    assert (told.code, small.log()) == (0, [])


def test_a_name_that_was_never_seen_is_asked_about(cli, small, tmp_path):
    one, other = small.mapped()[:2]
    small.decide(one)
    told = cli("import", workbook(small, tmp_path / "out", (other.pair, {"decision": "accept", "reviewer": "ana"})), "-w", small.root)
    assert "first decision of 'ana' here: is the name written as always?\n" in told.err


def test_text_in_a_file_drives_no_terminal(cli, small, tmp_path):
    path = workbook(small, tmp_path / "out", (small.mapped()[0].pair, {"decision": "per\u202ehaps", "reviewer": "anna"}))
    fill(path, (small.mapped()[1].pair, {"decision": "accept", "reviewer": "an\u202ena", "comment": "=1+1"}))
    with opened(path) as book:
        book["Review"]["A1"].comment = None
    told = cli("import", path, "-w", small.root)
    assert "\u202e" not in told.out + told.err
    assert json.loads(small.log()[0])["reviewer"] == "anna"


def test_somebody_who_decides_during_an_import_is_not_passed_over(small, tmp_path, monkeypatch):
    """The rows are judged again where the log went on between judging and writing."""
    from mapper.returns import taking
    from mapper.returns.judging import Wish
    from mapper.types import Verdict

    one, other = small.mapped()[:2]
    path = workbook(small, tmp_path / "out", *((m.pair, {"decision": "accept", "reviewer": "anna"}) for m in (one, other)))
    with small.open() as store:
        append = store.append_all_after

        def late(judge):
            small.decide(one, Verdict.REJECT)
            return append(judge)

        monkeypatch.setattr(store, "append_all_after", late)
        taken = taking.take(small.settings, store, path, Wish(), at="2026-06-30T12:00:00Z")
    assert [event.pair for event in taken.events] == [other.pair]
    assert taken.failed
    assert len(small.log()) == 2


def test_a_blank_name_is_refused(small, cli, tmp_path):
    told = cli("import", tmp_path / "a.xlsx", "--as", " ", "-w", small.root)
    assert (told.code, "the name is blank; say whose decision it is" in told.err) == (2, True)
