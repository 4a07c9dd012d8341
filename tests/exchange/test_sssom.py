"""SSSOM: read by the two programs of others, and ids that come back."""

import csv
import dataclasses
import io
import string

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper import claims, sharing
from mapper.errors import MapperError
from mapper.exchange.curies import from_curie, to_curie
from mapper.exchange.sssom import EXTENSIONS, STANDARD
from mapper.profiles import organisations
from mapper.settings import Publication
from mapper.types import Clause, Part, State, Verdict
from mapper.views.export import Export
from tests.reports import sample

WORKS = {
    "pp/res/182": "itures:pp/182",
    "pp/dec/5": "itudec:pp/5",
    "itu-d/2018-2021/q/6-2": "ituq:d/2018-2021/6-2",
    "itu-r/q/255-7": "ituq:r/255-7",
    "itu-r/wp/7c": "itugrp:r/wp/7c",
    "council/dec/5": "itudec:council/5",
    "unga/res/76-1": "unres:unga/76-1",
    "ciml/res/2020/4": "oimlres:ciml/2020/4",
    "theme/climate/monitoring": "theme:climate/monitoring",
    "activity/a-001": "activity:a-001",
    "events/summit 2019": "item:events/summit%202019",
    "upu/res/1": "item:upu/res/1",
}


def _read(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    header = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
    body = "\n".join(line for line in lines if not line.startswith("#"))
    return header, list(csv.DictReader(io.StringIO(body), delimiter="\t"))


@pytest.fixture
def written(tmp_path):
    return sharing.write("sssom", sample.export(), tmp_path)


@pytest.mark.parametrize(("work", "curie"), WORKS.items())
def test_a_work_id_has_a_compact_form(work, curie):
    assert to_curie(work) == curie
    assert from_curie(curie) == work


_WORDS = st.text(alphabet=string.ascii_letters + string.digits + "-é :|%{}", min_size=1)


@given(st.one_of(st.lists(_WORDS, min_size=1, max_size=5).map("/".join), st.sampled_from(sorted(WORKS)), st.text(min_size=1).filter(str.isprintable)))
def test_every_id_comes_back_from_its_compact_form(work):
    assert from_curie(to_curie(work)) == work


def test_a_foreign_compact_form_is_one_sentence():
    with pytest.raises(MapperError, match=r"no rule of profiles/exchange fits 'mesh:C1'"):
        from_curie("mesh:C1")


def test_every_body_of_a_profile_has_a_prefix_of_its_organisation():
    for organisation in organisations():
        for body in organisation.bodies:
            assert not to_curie(f"{body.work}/res/1").startswith(("item:", "itu:")) or body.kinds, body.work


def test_the_published_file_has_one_row_for_each_decided_pair(written):
    header, lines = _read(written[0])
    assert [(line["subject_id"], line["predicate_modifier"], line["mapper_status"]) for line in lines] == [
        ("itures:pp/182", "", "accepted"),
        ("itures:pp/25", "Not", "rejected"),
    ]
    assert header["sssom_version"] == "1.1"
    assert header["mapping_set_id"].endswith("/published")
    assert header["comment"] == "1 decided pairs whose texts changed since wait for a new decision and are left out"
    assert [line["confidence"] for line in lines] == ["1", "1"]


def test_the_history_has_the_machine_and_each_reviewer_for_themselves(written):
    _, lines = _read(written[1])
    pair = [line for line in lines if line["subject_id"] == "itures:wtsa/73" and line["object_id"] == "itures:wtdc/66"]
    assert sorted(line["mapper_status"] for line in pair) == ["accepted", "proposed", "rejected"]
    machine = next(line for line in pair if line["mapper_status"] == "proposed")
    assert (machine["mapping_tool"], machine["mapping_justification"], machine["reviewer_id"]) == ("mapper", "semapv:CompositeMatching", "")
    human = next(line for line in pair if line["mapper_status"] == "rejected")
    assert (human["mapping_justification"], human["reviewer_id"], human["confidence"]) == ("semapv:MappingReview", "person:ben%20%7C%20co", "")
    assert (human["mapper_run_id"], human["reviewer_agreement"]) == ("", "1")
    assert len({line["record_id"] for line in lines}) == len(lines)
    unsure = next(line for line in lines if line["mapper_status"] == "unsure")
    assert (unsure["reviewer_agreement"], unsure["predicate_modifier"], unsure["reviewer_id"]) == ("0", "", "person:anna")


def _rows(export, tmp_path, name="all"):
    published, history = sharing.write("sssom", export, tmp_path / name)
    return _read(published)[1], _read(history)[1]


def _people(history):
    """Give what stands in the rows of people; a column that nothing is in is left out of a file."""
    return {line["record_id"]: {name: value for name, value in line.items() if value} for line in history if line.get("reviewer_id")}


def _decided(state=State.ACCEPTED, *decisions, left="pp/res/182", right="wtdc/res/66", **proposed):
    made = sample.proposal("resolutions", left, right, **proposed)
    documents = {work: sample.document(work) for work in (left, right)}
    said = decisions or (sample.decision(made, Verdict.ACCEPT),)
    pair = dataclasses.replace(sample.mapped(made, state, *said), relation=next((one.relation for one in said if one.relation), made.relation))
    return Export((pair,), documents, said, seen={(work, document.edition.label): document for work, document in documents.items()})


def test_a_later_edition_and_a_later_run_leave_what_people_said_as_it_was(tmp_path):
    before = dataclasses.replace(_decided(), run="run-1")
    first_published, first_history = _rows(before, tmp_path, "before")
    [now] = before.mapped
    newer = {
        work: dataclasses.replace(sample.document(work, "other words", "Rev. Bucharest, 2022"), title="A new title") for work in before.documents
    }
    again = sample.proposal("resolutions", now.left, now.right, 0.4)
    quote = dataclasses.replace(again.evidence[0].left, place="resolves 9", page=99, text="other words")
    again = dataclasses.replace(
        again,
        left_edition="Rev. Bucharest, 2022",
        right_edition="Rev. Bucharest, 2022",
        evidence=(dataclasses.replace(again.evidence[0], left=quote),),
        band="low",
    )
    after = dataclasses.replace(before, mapped=(dataclasses.replace(now, proposal=again),), documents=newer, run="run-2", date="2027-01-01")
    published, history = _rows(after, tmp_path, "after")
    assert _people(history) == _people(first_history)
    assert _people(history)
    [line], [old] = published, first_published
    assert (line["subject_source_version"], line["object_source_version"]) == ("Rev. Dubai, 2018", "Rev. Dubai, 2018")
    assert (line["mapper_subject_evidence"], line["mapper_subject_hash"]) == (old["mapper_subject_evidence"], old["mapper_subject_hash"])
    assert (line["mapper_staleness"], "mapper_staleness" in old) == ("holds", False)
    assert "carried over from Rev. Dubai, 2018 to Rev. Bucharest, 2022" in line["comment"]


VERDICTS = st.sampled_from([Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE, Verdict.CONFIRM, Verdict.UNDO])


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(VERDICTS, st.sampled_from(["anna", "ben"]), st.booleans()), max_size=8), st.integers(0, 8))
def test_no_later_event_changes_the_row_of_an_earlier_one(tmp_path_factory, said, cut):
    made = sample.proposal("resolutions", "pp/res/182", "wtdc/res/66")
    log = []
    for number, (verdict, who, judges) in enumerate(said):
        own = [one.event for one in log if one.reviewer == who and one.verdict is not Verdict.UNDO]
        more = {"at": f"2026-12-01T00:00:0{number}Z", "adjudicates": judges, "undoes": own[-1] if own and verdict is Verdict.UNDO else ""}
        log.append(sample.decision(made, verdict, who, **more))
    folder = tmp_path_factory.mktemp("log")

    def people(events, name):
        export = Export((sample.mapped(made, State.OPEN),), {}, tuple(events))
        return _people(_rows(export, folder, name)[1])

    early, late = people(log[:cut], "early"), people(log, "late")
    assert early == {record: line for record, line in late.items() if record in early}
    assert all(line["mapper_status"] for line in late.values())


def test_a_verdict_on_a_text_that_is_no_longer_in_force_stays_published_and_says_so(tmp_path):
    [line] = _rows(_decided(State.GONE), tmp_path)[0]
    assert (line["mapper_status"], line.get("predicate_modifier", "")) == ("accepted, text no longer in force", "")


def test_an_adjudication_is_told_apart_and_stands_alone(tmp_path):
    made = sample.proposal("resolutions", "pp/res/182", "wtdc/res/66")
    yes, no = sample.decision(made, Verdict.ACCEPT), sample.decision(made, Verdict.REJECT, "ben")
    judged = sample.decision(made, Verdict.REJECT, "chair", adjudicates=True, reason="obsolete", at="2026-12-02T00:00:00Z")
    [line], history = _rows(_decided(State.REJECTED, judged, yes, no), tmp_path)
    assert (line["reviewer_label"], line["reviewer_agreement"], line["confidence"]) == ("chair", "1", "1")
    assert (line["predicate_id"], line["predicate_modifier"], line.get("mapper_relation", "")) == ("skos:relatedMatch", "Not", "")
    assert sorted(line["mapper_status"] for line in history) == ["accepted", "proposed", "rejected", "rejected, adjudication"]


def test_a_confirmed_rejection_stays_a_rejection(tmp_path):
    made = sample.proposal("resolutions", "pp/res/182", "wtdc/res/66")
    no = sample.decision(made, Verdict.REJECT)
    export = dataclasses.replace(_decided(State.REJECTED, no), decisions=(no, sample.decision(made, Verdict.CONFIRM)))
    told = [(line["mapper_status"], line["predicate_modifier"]) for line in _rows(export, tmp_path)[1] if line["reviewer_id"]]
    assert sorted(told) == [("rejected", "Not"), ("rejected, confirmed", "Not")]


def test_a_relation_that_a_person_chose_has_its_predicate_and_reads_from_subject_to_object(tmp_path):
    made = sample.proposal("resolutions", "pp/res/182", "wtdc/res/66")
    for relation, direction, ends, curie in (
        ("text-already-in-pp", "", ("itures:pp/182", "itures:wtdc/66"), "skos:closeMatch"),
        ("text-already-in-pp", "right-to-left", ("itures:wtdc/66", "itures:pp/182"), "skos:closeMatch"),
        ("implements", "right-to-left", ("itures:wtdc/66", "itures:pp/182"), "skos:broadMatch"),
        ("implements", "", ("itures:pp/182", "itures:wtdc/66"), "skos:relatedMatch"),
        ("duplicate", "", ("itures:pp/182", "itures:wtdc/66"), "skos:exactMatch"),
    ):
        said = sample.decision(made, Verdict.ACCEPT, relation=relation, direction=direction)
        published, history = _rows(_decided(State.ACCEPTED, said), tmp_path, f"{relation}{direction}")
        for line in (*published, *(line for line in history if line["reviewer_id"])):
            assert (line["subject_id"], line["object_id"]) == ends
            assert (line["predicate_id"], line["mapper_relation"]) == (curie, relation)


def test_other_contents_are_another_set_and_the_same_contents_the_same_one(tmp_path):
    export = sample.export()
    fewer = dataclasses.replace(export, mapped=export.mapped[1:])
    one_type = dataclasses.replace(export, mapped=(), only="questions")
    another = dataclasses.replace(export, mapped=(), only="activities")
    heads = [_read(sharing.write("sssom", one, tmp_path / str(n))[0])[0] for n, one in enumerate((export, fewer, one_type, another, export))]
    ids = [head["mapping_set_id"] for head in heads]
    assert len(set(ids)) == 4
    assert ids[0] == ids[4]
    assert heads[0]["mapping_set_version"] != heads[1]["mapping_set_version"]
    assert heads[2]["mapping_set_title"] == "Mapping of common interest: questions (published)"


def test_another_organisation_and_what_the_settings_say_of_the_set(tmp_path):
    foreign = Export((), {"upu/res/1": sample.document("pp/res/25")})
    header, _ = _read(sharing.write("sssom", foreign, tmp_path / "a")[0])
    assert "itu" not in " ".join((header["mapping_set_id"], header["license"], str(header.get("creator_label", "")), *header["curie_map"].values()))
    mine = Publication("https://example.org/licence", "Our secretariat", "https://example.org/ours/")
    header, _ = _read(sharing.write("sssom", dataclasses.replace(sample.export(), publication=mine), tmp_path / "b")[0])
    assert (header["license"], header["creator_label"]) == ("https://example.org/licence", ["Our secretariat"])
    assert header["mapping_set_id"].startswith("https://example.org/ours/")


def test_columns_stand_in_canonical_order_and_extensions_are_declared(written):
    for path in written:
        header, lines = _read(path)
        columns = list(lines[0])
        assert columns == [slot for slot in (*STANDARD, *EXTENSIONS) if slot in columns]
        declared = [definition["slot_name"] for definition in header["extension_definitions"]]
        assert declared == [column for column in columns if column.startswith("mapper_")]
        prefixes = {definition["property"].partition(":")[0] for definition in header["extension_definitions"]}
        assert prefixes | {"itures", "semapv", "skos", "xsd"} <= set(header["curie_map"])


def test_the_essentials_stand_in_a_standard_slot_too(written):
    _, lines = _read(written[0])
    assert lines[0]["comment"].startswith("accepted; mutual-interest; resolves 1, p. 7 ~ resolves 1, p. 7")
    assert lines[1]["comment"].startswith("rejected; different-scope; resolves 1, p. 7 ~ resolves 1, p. 7")


def test_an_undone_decision_stays_in_the_history_and_says_so(tmp_path):
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    said = sample.decision(proposed, Verdict.ACCEPT)
    undo = sample.decision(proposed, Verdict.UNDO, undoes=said.event)
    export = Export((sample.mapped(proposed, State.OPEN),), {}, (said, undo))
    published, history = sharing.write("sssom", export, tmp_path)
    assert _read(published)[1] == []
    assert [line["mapper_status"] for line in _read(history)[1]] == ["accepted", "accepted, taken back", "proposed"]


def with_gap():
    """Give the full mapping with an instruction that anna says nobody takes up."""
    full = sample.export()
    clause = Clause("pp/res/182#instructs.1", Part.OPERATIVE, "instructs the Director", "Director", "1", 1, "to speed up studies", 7)
    actor = "Director of the Telecommunication Standardization Bureau"
    telling = dataclasses.replace(sample.document("pp/res/182"), clauses=(dataclasses.replace(clause, actor=actor),))
    subject = claims.subject(telling, telling.clauses, "T")
    made = sample.decision(sample.proposal("x", "pp/res/182", "wtsa/res/73"), Verdict.ACCEPT, relation="", comment="asked twice")
    said = dataclasses.replace(made, **{name: getattr(subject, name) for name in ("pair", "type", "left", "right", "editions", "evidence")})
    documents = {**full.documents, telling.id: telling}
    heard = claims.standing([said], {}, documents)
    return dataclasses.replace(full, documents=documents, decisions=(*full.decisions, said), carried=(), claims=heard)


def test_an_instruction_that_nobody_takes_up_is_published_by_the_name_of_the_standard(tmp_path):
    published, history = _rows(with_gap(), tmp_path)
    for lines, status in ((published, "gap"), (history, "gap")):
        [line] = [line for line in lines if line["object_id"] == "sssom:NoTermFound"]
        assert (line["subject_id"], line["predicate_id"], line.get("predicate_modifier", "")) == ("itures:pp/182", "skos:relatedMatch", "")
        assert (line["mapping_cardinality"], line["object_source"], line["mapper_status"]) == ("1:0", "ituclass:T", status)
        assert (line["mapping_justification"], line["reviewer_id"]) == ("semapv:MappingReview", "person:anna")
        assert "instructs the Director 1, p. 7" in line["comment"]
        assert line["comment"].endswith("asked twice")


@pytest.fixture(params=["full", "empty", "gap"])
def sets(request, tmp_path):
    """Give both files of a full mapping, of one in which nothing was ever proposed or decided, and of one with a gap."""
    exports = {"full": sample.export, "empty": lambda: Export((), {}), "gap": with_gap}
    return sharing.write("sssom", exports[request.param](), tmp_path)


def test_sssom_pydantic_reads_every_row_without_error(sets):
    sssom_pydantic = pytest.importorskip("sssom_pydantic", reason="sssom-pydantic is not installed: pip install 'mapper[dev]'")
    for path in sets:
        mappings, _, _, errors = sssom_pydantic.read(path, return_errors=True)
        assert errors == []
        assert len(mappings) == len(_read(path)[1])
        assert {mapping.subject.curie for mapping in mappings} == {line["subject_id"] for line in _read(path)[1]}
        assert all(from_curie(mapping.object.curie) in sample.TEXTS for mapping in mappings if mapping.object.curie != "sssom:NoTermFound")
        assert all(mapping.extensions for mapping in mappings)


def test_sssom_py_validates_both_files(sets):
    parsers = pytest.importorskip("sssom.parsers", reason="sssom is not installed: pip install 'mapper[dev]'")
    from sssom.validators import validate

    for path in sets:
        read = parsers.parse_sssom_table(str(path))
        for report in validate(read, fail_on_error=True).values():
            assert not report.results
        assert len(read.df) == len(_read(path)[1])
