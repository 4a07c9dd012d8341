"""Exports as files: the same bytes twice, whole or not at all, text that stays text."""

import csv
import dataclasses
import errno
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import sharing
from mapper.errors import MapperError, UsageError
from mapper.reports import csv as csv_report
from mapper.reports.csv import COLUMNS
from mapper.reports.jsonl import decision_json, proposal_json
from mapper.types import State, Verdict
from mapper.views import files, text
from mapper.views.export import Export
from mapper.views.rows import rows
from tests.reports import sample


@pytest.mark.parametrize("name", sorted(sharing.EXPORTERS))
def test_the_same_export_gives_the_same_bytes(name, tmp_path):
    first = sharing.write(name, sample.export(), tmp_path / "one")
    second = sharing.write(name, sample.export(), tmp_path / "two")
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize("name", sorted(sharing.EXPORTERS))
def test_the_order_of_the_pairs_does_not_matter(name, tmp_path):
    export = sample.export()
    shuffled = Export(**{**vars(export), "mapped": export.mapped[::-1], "documents": dict(reversed(export.documents.items()))})
    first, second = (sharing.write(name, one, tmp_path / str(n)) for n, one in enumerate((export, shuffled)))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize("name", sorted(sharing.EXPORTERS))
def test_an_export_of_nothing_is_a_file_all_the_same(name, tmp_path):
    written = sharing.write(name, Export(mapped=(), documents={}), tmp_path)
    assert all(path.is_file() for path in written)


@pytest.mark.parametrize("name", sorted(sharing.EXPORTERS))
def test_a_file_in_the_place_of_a_folder_is_one_sentence_and_nothing_is_left_behind(name, tmp_path):
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    with pytest.raises(MapperError, match=r"^cannot write .*; make room or choose another place with --out$"):
        sharing.write(name, sample.export(), tmp_path / "taken" / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


def test_a_full_disk_keeps_the_older_file_whole(tmp_path, monkeypatch):
    path = tmp_path / "pairs.csv"
    path.write_text("older", encoding="utf-8")

    def full(place: Path, content: bytes) -> None:
        place.write_bytes(content[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "_write", full)
    with pytest.raises(MapperError, match=r"pairs\.csv: No space left on device; make room"):
        sharing.write("csv", sample.export(), tmp_path)
    assert path.read_text(encoding="utf-8") == "older"
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_export_names_those_there_are():
    with pytest.raises(UsageError, match="no export named 'pdf'; choose one of csv, html, jsonl, sssom, xlsx"):
        sharing.exporter("pdf")


def test_a_target_with_the_suffix_is_the_file_and_others_stand_beside_it(tmp_path):
    assert sharing.write("csv", sample.export(), tmp_path / "mine.csv") == [tmp_path / "mine.csv"]
    assert sharing.write("sssom", sample.export(), tmp_path / "x.sssom.tsv") == [tmp_path / "x.sssom.tsv", tmp_path / "x-history.sssom.tsv"]
    assert sharing.write("jsonl", sample.export(), tmp_path / "deep" / "out") == [
        tmp_path / "deep" / "out" / "mapping.jsonl",
        tmp_path / "deep" / "out" / "decisions.jsonl",
    ]


def _csv(tmp_path: Path) -> list[dict[str, str]]:
    (path,) = sharing.write("csv", sample.export(), tmp_path)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_the_columns_of_the_format_and_every_pair(tmp_path):
    lines = _csv(tmp_path)
    assert tuple(lines[0]) == COLUMNS
    assert sorted(line["pair_id"] for line in lines) == sorted(mapped.pair for mapped in sample.export().mapped)
    assert b"\r" not in (tmp_path / "pairs.csv").read_bytes()


def test_csv_never_holds_a_formula_and_gives_the_text_back(tmp_path):
    comments = [line["comment"] for line in _csv(tmp_path) if line["comment"]]
    assert comments == [f"'{sample.FORMULA}"]
    assert text.unguard(comments[0]) == sample.FORMULA


@given(st.text())
def test_a_guarded_text_is_never_a_formula_and_comes_back(written):
    guarded = text.guard(written)
    assert guarded[:1] not in ("=", "+", "-", "@", "\t")
    assert text.unguard(guarded) == text.clean(written)


@given(st.text(alphabet=st.characters()))
def test_a_clean_text_has_no_control_characters_and_stays_clean(written):
    cleaned = text.clean(written)
    assert not any((ord(letter) < 32 and letter not in "\n\t") or 0x7F <= ord(letter) < 0xA0 for letter in cleaned)
    assert text.clean(cleaned) == cleaned
    cleaned.encode()


def test_json_lines_have_exactly_the_keys_of_the_command_line(tmp_path):
    mapping, decisions = sharing.write("jsonl", sample.export(), tmp_path)
    pair = json.loads(mapping.read_text(encoding="utf-8").split("\n")[0])
    wanted = "pair type left right probability band relation direction state channels ranks evidence"
    assert list(pair) == wanted.split()
    assert (list(pair["left"]), list(pair["ranks"])) == (["id", "title", "edition"], ["left", "right"])
    assert list(pair["channels"]) == ["dense", "lexical", "citation"]
    assert list(pair["evidence"][0]) == ["left", "right", "weight"]
    assert list(pair["evidence"][0]["left"]) == ["clause", "page", "text"]
    event = json.loads(decisions.read_text(encoding="utf-8").split("\n")[0])
    assert list(event)[:11] == ["event", "pair", "verdict", "relation", "reason", "comment", "reviewer", "at", "seconds", "editions", "previous"]


def test_a_decided_pair_that_was_not_proposed_again_is_still_written():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    lost = sample.mapped(proposed, State.ACCEPTED, sample.decision(proposed, Verdict.ACCEPT), again=False)
    line = proposal_json(lost, {})
    assert (line["probability"], line["evidence"], line["left"]["id"]) == (None, [], "pp/res/182")
    export = Export(mapped=(lost,), documents={}, decisions=lost.decisions)
    assert proposed.pair in csv_report.text(export)


def test_the_log_keeps_the_place_of_what_was_seen_in_words():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    line = decision_json(sample.decision(proposed, Verdict.ACCEPT))
    assert line["evidence"][0]["left"]["place"] == "resolves 1"


def test_a_confirmation_counts_as_the_acceptance_it_repeats_and_an_adjudication_decides_alone():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    confirmed = sample.decision(proposed, Verdict.CONFIRM, "anna", comment="still so")
    against = sample.decision(proposed, Verdict.REJECT, "ben")
    judged = sample.decision(proposed, Verdict.ACCEPT, "chair", adjudicates=True, comment="both texts say it")
    one = rows(Export((sample.mapped(proposed, State.ACCEPTED, confirmed),), {}))[0]
    assert (one.verdict, one.comment, one.agreement) == ("accept", "still so", 1)
    three = rows(Export((sample.mapped(proposed, State.ACCEPTED, confirmed, against, judged),), {}))[0]
    assert (three.comment, three.agreement, three.reviewers) == ("both texts say it", 0, "anna; ben; chair")


def test_a_pair_whose_file_was_not_read_this_time_says_so():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    pair = dataclasses.replace(sample.mapped(proposed, State.OPEN), unread=True)
    assert rows(Export((pair,), {}))[0].state == "proposed, file not read this time"
