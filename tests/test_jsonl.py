"""JSON lines: bare texts, our own documents, and lines that are neither."""

import json

import pytest

from mapper.documents import extract, from_path
from mapper.documents_json import from_json, to_json
from mapper.errors import UnreadableSource
from mapper.profiles import organisations
from mapper.types import Box, Citation, Clause, Comment, Document, Edition, Footnote, Kind, Part, SourceFile, Status

FULL = Document(
    id="itu-t/2017-2020/q/9-5",
    kind=Kind.QUESTION,
    body="ITU-T",
    number="9/5",
    title="Énergie",
    edition=Edition("", "", 2017),
    language="fr",
    status=Status.DRAFT,
    source=SourceFile("a.pdf", "f" * 64),
    pages=(3, 5),
    clauses=(
        Clause("x#a", Part.RELATIONS, "Relationships", "", "–", 1, "Q6/5", 4, Box(1.5, 2.0, 3.25, 4.0)),
        Clause("x#b", Part.TABLE, "", "Director", "", 0, "a | b", 5),
    ),
    footnotes=(Footnote("*", "note", 3, "a#1", 2, (("a#1", 4), ("a#2", 0))),),
    citations=(Citation("itu-t/2017-2020/q/6-5", "", "x#a", "Q6/5", True), Citation("", "", "x#b", "SG 5")),
    problems=("page 4: a gap",),
    sector="T",
    group="SG 5",
    period="2017-2020",
    details=(("annex", "one"), ("annex", "two"), ("history", "(New Question)")),
    comments=(Comment("A. Reader", "2031-05-04T10:00:00Z", "is this so?", "Q6/5", "x#a"), Comment("", "", "of the whole")),
)


@pytest.mark.parametrize("document", [FULL, Document("a", Kind.OTHER, "", "", "", Edition(), "en", Status.IN_FORCE, SourceFile("", ""), (1, 1), ())])
def test_a_document_written_as_json_is_read_back_whole(document):
    assert from_json(json.loads(json.dumps(to_json(document), ensure_ascii=False))) == document


def test_bare_texts_and_our_own_lines_are_read_and_others_are_told(tmp_path):
    path = tmp_path / "a.jsonl"
    lines = [
        json.dumps({"id": "a", "title": "A title", "text": "a first line of text\na second line of text"}),
        json.dumps(to_json(FULL)),
        "not json",
        json.dumps(["a", "list"]),
        json.dumps({"title": "no id"}),
        "",
        json.dumps({"id": "  ", "text": "x"}),
    ]
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    found = extract(from_path(path))
    assert [d.id for d in found.documents] == ["a", FULL.id]
    assert [c.text for c in found.documents[0].clauses] == ["a first line of text", "a second line of text"]
    assert found.documents[1] == FULL
    assert found.problems == (
        "missing: line 3 is not JSON and was left out",
        "missing: line 4 is not a JSON object and was left out",
        'missing: line 5 has no "id" and was left out',
        'missing: line 7 has no "id" and was left out',
    )


def test_a_bare_text_says_of_itself_what_it_is(tmp_path):
    path = tmp_path / "a.jsonl"
    line = {"id": "pp/res/900", "title": "A title", "text": "to act", "kind": "resolution", "body": "pp", "number": "900", "edition": "Oslo, 2031"}
    path.write_text(json.dumps(line) + "\n" + json.dumps({"id": "x", "text": "to act", "kind": "poem"}), encoding="utf-8", newline="\n")
    found = extract(from_path(path))
    [one] = found.documents
    assert (one.kind, one.body, one.number, one.edition) == (Kind.RESOLUTION, "PP", "900", Edition("Oslo, 2031", "", 2031))
    assert one.sector == next(body.sector for profile in organisations() for body in profile.bodies if body.code == "PP")
    [problem] = found.problems
    assert problem.startswith('missing: line 2 has a "kind" that is none of activity, ')


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "d", "kind": "resolution", "clauses": []}', 'has "clauses", but no "edition" beside or in them,'),
        ('{"id": "d", "kind": "poem", "clauses": []}', 'has a "kind" that is none of activity, decision, event, mandate, opinion, other,'),
        (
            json.dumps({**to_json(FULL), "pages": 7}),
            'has "clauses", but is not as `mapper extract --json` prints a document,',
        ),
        ('{"id": "d", "text": ["a", "list"]}', 'has a "text" that is not text'),
        ("[" * 100_000, "is nested too deeply"),
        ('{"id": 3}', 'has neither "title" nor "text"'),
        ('{"id": "d", "title": " ", "text": ""}', 'has neither "title" nor "text"'),
        ("42", "is not a JSON object"),
        ('{"id": "b", "title":', "is not JSON"),
    ],
)
def test_a_line_that_is_no_document_is_told_in_plain_words(tmp_path, line, told):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"id": "a", "text": "x"}}\n{line}\n', encoding="utf-8", newline="\n")
    [problem] = extract(from_path(path)).problems
    assert problem.startswith(f"missing: line 2 {told}")
    assert problem.endswith(" and was left out")


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "text": "one"}\n{"id": "b", "text": "two"}\n', encoding="utf-8-sig", newline="\n")
    found = extract(from_path(path))
    assert ([d.id for d in found.documents], found.problems) == (["a", "b"], ())


def test_a_line_in_another_encoding_is_left_out_and_the_others_are_read(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"id": "a", "title": "Été"}\n'.encode("latin-1") + b'{"id": "b", "title": "B"}\n')
    found = extract(from_path(path))
    assert ([d.id for d in found.documents], found.problems) == (["b"], ("missing: line 1 is not UTF-8 text and was left out",))


def test_lines_with_one_id_and_different_texts_are_told(tmp_path):
    path = tmp_path / "a.jsonl"
    lines = [{"id": "a", "text": "one"}, {"id": "b", "text": "one"}, {"id": "a", "text": "one"}, {"id": "a", "text": "two"}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8", newline="\n")
    [problem] = extract(from_path(path)).problems
    assert problem == "missing: line 4 has the \"id\" 'a' of line 1 and another text: only one of the two is used; give each its own"


def test_a_file_of_which_no_line_can_be_read_says_why_and_how_many(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("x\ny\n", encoding="utf-8", newline="\n")
    with pytest.raises(UnreadableSource, match=r"^a\.jsonl: line 1 is not JSON and was left out \(and 1 more problem\)$"):
        extract(from_path(path))


def test_a_line_separator_within_a_text_does_not_end_the_line(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "one\u2028two"}, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    assert len(extract(from_path(path)).documents) == 1


def test_a_binary_file_is_no_json(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xff\xfe\x00bad")
    with pytest.raises(UnreadableSource, match="is not UTF-8 text"):
        extract(from_path(path))
