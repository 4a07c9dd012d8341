"""SSSOM: read by the two programs of others, and ids that come back."""

import csv
import io
import string

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mapper import sharing
from mapper.errors import MapperError
from mapper.exchange.curies import from_curie, to_curie
from mapper.exchange.sssom import EXTENSIONS, STANDARD
from mapper.types import State, Verdict
from mapper.views.export import Export
from tests.reports import sample

WORKS = {
    "pp/res/182": "itures:pp/182",
    "pp/dec/5": "itudec:pp/5",
    "itu-d/2018-2021/q/6-2": "ituq:d/2018-2021/6-2",
    "itu-r/q/255-7": "ituq:r/255-7",
    "itu-r/wp/7c": "itugrp:r/wp/7c",
    "theme/climate/monitoring": "itutheme:climate/monitoring",
    "events/summit 2019": "ituitem:events/summit%202019",
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
    with pytest.raises(MapperError, match=r"no rule of profiles/exchange\.toml fits 'mesh:C1'"):
        from_curie("mesh:C1")


def test_the_published_file_has_one_row_for_each_decided_pair(written):
    header, lines = _read(written[0])
    assert [(line["subject_id"], line["predicate_modifier"], line["mapper_status"]) for line in lines] == [
        ("itures:pp/182", "", "accepted"),
        ("itures:pp/25", "Not", "rejected"),
    ]
    assert header["sssom_version"] == "1.1"
    assert header["mapping_set_id"].endswith("/published")
    assert [line["confidence"] for line in lines] == ["1", "1"]


def test_the_history_has_the_machine_and_each_reviewer_for_themselves(written):
    _, lines = _read(written[1])
    pair = [line for line in lines if line["subject_id"] == "itures:wtsa/73" and line["object_id"] == "itures:wtdc/66"]
    assert sorted(line["mapper_status"] for line in pair) == ["accepted", "proposed", "rejected"]
    machine = next(line for line in pair if line["mapper_status"] == "proposed")
    assert (machine["mapping_tool"], machine["mapping_justification"], machine["reviewer_id"]) == ("mapper", "semapv:CompositeMatching", "")
    human = next(line for line in pair if line["mapper_status"] == "rejected")
    assert (human["mapping_justification"], human["reviewer_id"], human["confidence"]) == ("semapv:MappingReview", "person:ben%20%7C%20co", "")
    assert len({line["record_id"] for line in lines}) == len(lines)


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
    assert lines[1]["comment"].startswith("rejected; mutual-interest; different-scope; resolves 1, p. 7 ~ resolves 1, p. 7")


def test_an_undone_decision_stays_in_the_history_and_says_so(tmp_path):
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    said = sample.decision(proposed, Verdict.ACCEPT)
    undo = sample.decision(proposed, Verdict.UNDO, undoes=said.event)
    export = Export((sample.mapped(proposed, State.OPEN),), {}, (said, undo))
    published, history = sharing.write("sssom", export, tmp_path)
    assert _read(published)[1] == []
    assert [line["mapper_status"] for line in _read(history)[1]] == ["accepted, undone", "proposed"]


def test_sssom_pydantic_reads_every_row_without_error(written):
    sssom_pydantic = pytest.importorskip("sssom_pydantic", reason="sssom-pydantic is not installed: pip install 'mapper[dev]'")
    for path in written:
        mappings, _, _, errors = sssom_pydantic.read(path, return_errors=True)
        assert errors == []
        assert len(mappings) == len(_read(path)[1])
        assert {mapping.subject.curie for mapping in mappings} == {line["subject_id"] for line in _read(path)[1]}
        assert all(from_curie(mapping.object.curie) in sample.TEXTS for mapping in mappings)
        assert mappings[0].extensions


def test_sssom_py_validates_both_files(written):
    parsers = pytest.importorskip("sssom.parsers", reason="sssom is not installed: pip install 'mapper[dev]'")
    from sssom.validators import validate

    for path in written:
        read = parsers.parse_sssom_table(str(path))
        for report in validate(read, fail_on_error=True).values():
            assert not report.results
        assert len(read.df) == len(_read(path)[1])
