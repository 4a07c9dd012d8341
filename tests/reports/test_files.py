"""Exports as files: the same bytes twice, whole or not at all, text that stays text."""

import csv
import dataclasses
import errno
import json
from pathlib import Path

import pytest

from mapper import sharing
from mapper.errors import MapperError, UsageError
from mapper.identity import pair_id_of
from mapper.reports import csv as csv_report
from mapper.reports.csv import COLUMNS
from mapper.reports.jsonl import decision_json, proposal_json
from mapper.types import State, Verdict
from mapper.views import files, text
from mapper.views.export import Export
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


@pytest.mark.parametrize("name", sorted(sharing.EXPORTERS.keys() - {"liaison"}))  # a statement to nobody is refused
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
    known = "akn, csv, docx, html, jsonl, liaison, plots, skos, sssom, templates, xlsx"
    with pytest.raises(UsageError, match=f"no export named 'pdf'; choose one of {known}"):
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
    assert sorted(pair_id_of(line["pair_id"]) for line in lines) == sorted(mapped.pair for mapped in sample.export().mapped)
    assert b"\r" not in (tmp_path / "pairs.csv").read_bytes()


def test_csv_never_holds_a_formula_and_gives_the_text_back(tmp_path):
    comments = [line["comment"] for line in _csv(tmp_path) if line["comment"]]
    assert comments == [f"'{sample.FORMULA}"]
    assert text.unguard(comments[0]) == sample.FORMULA


def test_csv_marks_its_encoding_where_it_is_meant_for_excel(tmp_path):
    (plain,) = sharing.write("csv", sample.export(), tmp_path)
    assert plain.read_bytes().startswith(b"pair_id,")
    (marked,) = sharing.write("csv", dataclasses.replace(sample.export(), for_excel=True), tmp_path)
    assert marked.read_bytes() == b"\xef\xbb\xbf" + csv_report.text(sample.export()).encode()


def _csv_of(*pairs, **more):
    return list(csv.DictReader(csv_report.text(Export(tuple(pairs), {work: sample.document(work) for work in sample.TEXTS}, **more)).splitlines()))


def test_csv_reads_a_relation_from_subject_to_object():
    turned = sample.proposal("resolutions", "pp/res/182", "wtdc/res/66", relation="implements", direction="right-to-left")
    straight = sample.proposal("resolutions", "wtdc/res/66", "wtsa/res/73", relation="implements", direction="left-to-right")
    unsaid = sample.proposal("resolutions", "ra/res/60", "wtsa/res/73", relation="implements")
    equal = sample.proposal("resolutions", "ra/res/60", "wtdc/res/66")
    pairs = [sample.mapped(one, State.OPEN) for one in (turned, straight, unsaid, equal)]
    told = {line["pair_id"][5:]: line for line in _csv_of(*pairs)}
    line = told[turned.pair]
    assert [line[name] for name in ("subject_id", "object_id", "direction")] == ["wtdc/res/66", "pp/res/182", "subject-to-object"]
    assert line["reads_as"] == "WTDC Resolution 66 implements PP Resolution 182"
    assert [line[name] for name in ("rank_s2o", "rank_o2s")] == ["2", "1"]
    assert told[straight.pair]["reads_as"] == "WTDC Resolution 66 implements WTSA Resolution 73"
    assert [told[one.pair]["direction"] for one in (unsaid, equal)] == ["not-said", "both-ways"]


def test_csv_follows_a_person_who_turns_a_relation_round():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtdc/res/66", relation="implements", direction="left-to-right")
    said = sample.decision(proposed, Verdict.ACCEPT, relation="implements", direction="right-to-left")
    [line] = _csv_of(sample.mapped(proposed, State.ACCEPTED, said))
    assert line["reads_as"] == "WTDC Resolution 66 implements PP Resolution 182"


def test_csv_names_as_reviewers_only_those_who_gave_the_verdict():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    yes = sample.decision(proposed, Verdict.ACCEPT, "anna", at="2026-12-03T00:00:00Z")
    no = sample.decision(proposed, Verdict.REJECT, "ben")
    hm = sample.decision(proposed, Verdict.UNSURE, "cleo", at="2026-12-04T00:00:00Z")
    judged = sample.decision(proposed, Verdict.REJECT, "chair", adjudicates=True, reason="obsolete", at="2026-12-02T00:00:00Z")

    def told(state, *said):
        [line] = _csv_of(sample.mapped(proposed, state, *said))
        return [line[name] for name in ("decision", "reviewers", "decided_at", "reason_code", "also_said")]

    assert told(State.ACCEPTED, yes, hm) == ["accept", "anna", "2026-12-03T00:00:00Z", "", "cleo: unsure"]
    assert told(State.DISPUTED, yes, no) == ["", "", "", "", "anna: accept mutual-interest; ben: reject (different-scope)"]
    others = "anna: accept mutual-interest; ben: reject (different-scope)"
    assert told(State.REJECTED, judged, yes, no) == ["reject", "chair", "2026-12-02T00:00:00Z", "obsolete", others]


def test_csv_keeps_the_verdict_beside_the_state_whatever_became_of_the_texts():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    said = sample.decision(proposed, Verdict.ACCEPT)
    for state in (State.GONE, State.STALE, State.ACCEPTED):
        [line] = _csv_of(sample.mapped(proposed, state, said))
        assert (line["state"], line["decision"], line["reviewers"]) == (state.value, "accept", "anna")


def test_csv_says_from_which_edition_a_verdict_was_carried_over():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    said = sample.decision(proposed, Verdict.ACCEPT, editions=("Rev. Busan, 2014", "Rev. Dubai, 2018"))
    [line] = _csv_of(sample.mapped(proposed, State.ACCEPTED, said), decisions=(said,))
    assert line["staleness"] == "holds; carried over from Rev. Busan, 2014 to Rev. Dubai, 2018 of PP Resolution 182"


def test_an_edition_is_named_alike_in_every_file():
    proposed = sample.proposal("questions", "itu-d/2018-2021/q/6-2", "itu-r/wp/7c")
    documents = {work: sample.document(work) for work in sample.TEXTS}
    [line] = _csv_of(sample.mapped(proposed, State.NEW))
    assert line["subject_rev"] == "2018-2021"
    assert proposal_json(sample.mapped(proposed, State.NEW), documents)["left"]["edition"] == "2018-2021"


def test_a_relation_that_a_person_chose_has_its_direction_in_the_lines_too():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtdc/res/66", relation="mutual-interest")
    said = sample.decision(proposed, Verdict.ACCEPT, relation="implements", direction="right-to-left")
    pair = dataclasses.replace(sample.mapped(proposed, State.ACCEPTED, said), relation="implements")
    line = proposal_json(pair, {})
    assert (line["relation"], line["direction"]) == ("implements", "right-to-left")


@pytest.mark.parametrize(
    ("format_", "name", "others"),
    [
        ("xlsx", "report.XLSX", []),
        ("html", "page.htm", []),
        ("sssom", "my.tsv", ["my-history.sssom.tsv"]),
        ("sssom", "MY.SSSOM.TSV", ["MY-history.sssom.tsv"]),
        ("jsonl", "all.jsonl", ["all-decisions.jsonl"]),
    ],
)
def test_a_file_is_known_by_its_ending_however_it_is_written(tmp_path, format_, name, others):
    written = sharing.write(format_, sample.export(), tmp_path / name)
    assert written == [tmp_path / one for one in (name, *others)]


@pytest.mark.parametrize(
    ("format_", "name", "endings"), [("csv", "x.xlsx", ".csv"), ("html", "x.pdf", ".html or .htm"), ("sssom", "x.csv", ".sssom.tsv or .tsv")]
)
def test_a_file_of_another_sort_is_wrong_usage(tmp_path, format_, name, endings):
    with pytest.raises(UsageError) as told:
        sharing.write(format_, sample.export(), tmp_path / name)
    assert str(told.value) == f"{tmp_path / name} does not end as this sort of file does ({endings}); name such a file, or a folder"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_may_have_a_dot_in_its_name(tmp_path):
    assert sharing.write("csv", sample.export(), tmp_path / "exports.2026") == [tmp_path / "exports.2026" / "pairs.csv"]


def test_json_lines_have_exactly_the_keys_of_the_command_line(tmp_path):
    mapping, decisions = sharing.write("jsonl", sample.export(), tmp_path)
    pair = json.loads(mapping.read_text(encoding="utf-8").split("\n")[0])
    wanted = "pair type left right probability band relation direction state channels ranks evidence relation_reason"
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


def test_json_lines_say_why_a_relation_is_proposed_and_not_where_a_person_chose_another():
    proposed = sample.proposal("resolutions", "wtdc/res/66", "pp/res/182", relation="implements", direction="left-to-right")
    mapped = sample.mapped(proposed, State.OPEN)
    assert proposal_json(mapped, {})["relation_reason"] == proposed.relation_reason == "wtdc/res/66 names pp/res/182 in recalling b)"
    assert proposal_json(dataclasses.replace(mapped, relation="duplicate"), {})["relation_reason"] == ""


def test_csv_and_html_say_why_a_relation_is_proposed(tmp_path):
    proposed = sample.proposal("resolutions", "wtdc/res/66", "pp/res/182", relation="implements", direction="left-to-right")
    (line,) = _csv_of(sample.mapped(proposed, State.OPEN))
    assert line["relation_reason"] == proposed.relation_reason
    (page,) = sharing.write("html", sample.export(), tmp_path / "mapping.html")
    assert "<b>Proposed as mutual interest</b> pp/res/182 names wtsa/res/73 in recalling b)" in page.read_text(encoding="utf-8")
