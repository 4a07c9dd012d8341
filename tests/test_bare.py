"""Bare texts: the same documents whether they come as a source or as one side of a gold set."""

import json

from hypothesis import given
from hypothesis import strategies as st

from mapper import goldset
from mapper.documents import extract, from_path
from mapper.extractors import bare
from mapper.types import SourceFile

NOWHERE = SourceFile("", "")


def test_running_text_is_cut_where_sentences_and_lines_end():
    text = "The group shall: (a) Hold a meeting each year; (b) Report on it. It thanks the hosts of the meeting.\nA new line begins here."
    assert bare.cut(text) == [
        "The group shall: (a) Hold a meeting each year;",
        "(b) Report on it.",
        "It thanks the hosts of the meeting.",
        "A new line begins here.",
    ]


@given(st.text(max_size=300))
def test_cutting_loses_no_word(text):
    assert " ".join(bare.cut(text)).split() == text.split()


def test_a_source_and_a_gold_set_make_the_same_document_of_the_same_line(tmp_path):
    text = "Hold a meeting each year; report on it. It thanks the hosts of the meeting."
    for name, id_ in (("left", "a"), ("right", "b")):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": id_, "title": "Meetings", "text": text}) + "\n", encoding="utf-8")
    (tmp_path / "gold.tsv").write_text("a\tb\n", encoding="utf-8")
    (measured,) = goldset.read(tmp_path).left
    (read,) = extract(from_path(tmp_path / "left.jsonl")).documents
    assert (read.id, read.title, read.clauses, read.language, read.kind) == (
        measured.id, measured.title, measured.clauses, measured.language, measured.kind,
    )  # fmt: skip
