"""`mapper import` as people and scripts meet it."""

import json
import re

import pytest

from mapper import acts
from mapper.decisions import standing
from mapper.returns import taking
from mapper.returns.answers import Wish
from mapper.types import Verdict
from tests.returns.sheets import decisions, fill, opened, workbook

KEYS = ["row", "outcome", "pair", "type", "subject", "object", "verdict", "relation", "direction", "reason", "comment", "reviewer", "event", "told"]
KEYS += ["cell", "cells", "batch"]


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
    assert all(re.match(r"Review![A-Z]+\d+: ", line) for line in lines)
    fates = sorted(line.split(": ", 1)[1].split()[0] for line in lines)
    assert fates == ["accepted", "conflict", "unreadable"]
    assert next(line for line in lines if "unreadable" in line).endswith(": no decision 'perhaps': write one of accept, reject, unsure")
    rest = len(small.mapped()) - 3
    assert told.err.splitlines() == [
        f"1 accepted, {rest} unchanged, 1 conflict, 1 unreadable",
        f"recorded; taken back as one by `mapper undo --batch {json.loads(small.log()[0])['batch']} -w {small.root}`",
    ]
    assert len(small.log()) == 1


def test_a_whole_import_is_taken_back_as_one_whoever_spoke_in_it(cli, small, tmp_path):
    one, other, third, fourth = small.mapped("resolutions")[:4]
    small.decide(one, Verdict.REJECT, reviewer="anna")
    rows = [(m.pair, {"decision": "accept", "reviewer": name}) for m, name in ((one, "anna"), (other, "anna"), (third, "ben"), (fourth, "cleo"))]
    path = workbook(small, tmp_path / "out", *rows)
    fill(path, (one.pair, {"reason": ""}))
    told = cli("import", path, "-w", small.root)
    batch = told.err.rpartition("--batch ")[2].split()[0]
    assert cli("undo", "--as", "ben", "-w", small.root).out.startswith("taken back: the verdict accept")
    undone = cli("undo", "--batch", batch[:8], "--as", "chief", "-w", small.root)
    assert (undone.code, len(undone.out.splitlines())) == (0, 3)
    assert undone.err == f"taken back: 3 verdicts of 2 reviewers, given in {batch}; 1 other had been before\n"
    assert {pair: [said.verdict for said in stands] for pair, stands in standing(decisions(small)).items()} == {one.pair: [Verdict.REJECT]}
    assert json.loads(small.log()[-1])["comment"] == f"the whole of {batch} was taken back by chief"
    again = cli("undo", "--batch", batch, "-w", small.root)
    assert (again.code, again.err) == (1, f"Error: nothing of {batch} stands any more: all of it was taken back already\n")
    assert cli("undo", "--batch", "b-0000", "-w", small.root).code == 1


def test_a_reviewer_takes_back_their_part_of_an_import_at_once(cli, small, tmp_path):
    one, other, third = small.mapped("resolutions")[:3]
    rows = [(m.pair, {"decision": "accept", "reviewer": name}) for m, name in ((one, "anna"), (other, "anna"), (third, "ben"))]
    cli("import", workbook(small, tmp_path / "out", *rows), "-w", small.root)
    assert len(cli("undo", "--as", "anna", "-w", small.root).out.splitlines()) == 2
    assert list(standing(decisions(small))) == [third.pair]


def test_with_a_verdict_that_is_taken_back_goes_what_confirmed_it(small, tmp_path):
    (one, *_) = small.mapped("resolutions")
    small.decide(one, Verdict.REJECT, reviewer="anna")
    path = workbook(small, tmp_path / "out", (one.pair, {"decision": "accept", "reviewer": "anna", "reason": ""}))
    with small.open() as store:
        taken = taking.take(small.settings, store, path, Wish(), at="2026-06-30T12:00:00Z")
    small.decide(one, Verdict.CONFIRM, reviewer="anna")
    with small.open() as store:
        acts.undo(store, taken.batch, at="2026-06-30T12:00:00Z")
    ((said,),) = standing(decisions(small)).values()
    assert (said.verdict, said.event) == (Verdict.REJECT, json.loads(small.log()[0])["event"])


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
        (tmp_path / "a.docx", "a.docx is not the Office file that its name says, or is damaged; open it and save it anew"),
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
    fill(path, (small.mapped()[1].pair, {"decision": "accept", "reviewer": "an\u202ena", "comment": "1+1"}))
    with opened(path) as book:
        book["Review"]["A1"].comment = None
    told = cli("import", path, "-w", small.root)
    assert "\u202e" not in told.out + told.err
    assert json.loads(small.log()[0])["reviewer"] == "anna"


def test_somebody_who_decides_during_an_import_is_not_passed_over(small, tmp_path, monkeypatch):
    """The rows are judged again where the log went on between judging and writing."""
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
