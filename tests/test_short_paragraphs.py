"""Short paragraphs: where none runs over two lines, the distance between them is no distance of lines."""

import pytest

from mapper.documents import extract, from_path
from tests.paper import ITALIC, at, boxes, centred, pages, resolution

PROSE = (
    "to read what the members of the union who wish to print less in their offices have",
    "written on it so far, and to ask all of the others whether they wish to join them in",
    "what they do, as they were asked to by the meeting of all the groups that was held in",
)


def printed(tmp_path, *content):
    [document] = extract(from_path(pages(tmp_path / "a.pdf", [*resolution(), at("resolves", 94, 190, ITALIC), *content]))).documents
    return [(clause.label, clause.text) for clause in document.clauses]


@pytest.mark.parametrize("step", [17, 18, 20])
def test_paragraphs_of_one_line_each_are_not_glued(tmp_path, step):
    lines = [at(words, 60, 212 + step * place) for place, words in enumerate(["to know that", "Members pay", "Groups meet", "Print is dear"] * 3)]
    assert [text for _, text in printed(tmp_path, *lines)] == ["to know that", "Members pay", "Groups meet", "Print is dear"] * 3


@pytest.mark.parametrize("step", [17, 18, 20])
def test_lines_set_wide_are_joined_where_sentences_go_on_over_them(tmp_path, step):
    lines = [at(words, 60, 212 + step * place) for place, words in enumerate(PROSE * 3)]
    assert printed(tmp_path, *lines) == [("", " ".join(PROSE * 3))]


def test_the_caption_of_a_table_is_not_glued_to_the_item_above(tmp_path):
    item = [at("1", 60, 212), at("that these limits apply:", 94, 212), centred("TABLE 1", 230, size=11)]
    table = [at("Band", 205, 258), at("Limit", 305, 258), at("Low", 205, 278), at("Two", 305, 278), boxes([200, 300, 400], [245, 265, 285])]
    assert printed(tmp_path, *item, *table, at("2", 60, 310), at("to go on.", 94, 310)) == [
        ("1", "that these limits apply:"),
        ("", "TABLE 1"),
        ("", "Band | Limit"),
        ("", "Low | Two"),
        ("2", "to go on."),
    ]


def test_a_page_with_few_lines_has_the_columns_of_the_page_before(tmp_path):
    """Its lines all seemed short, and one that ended with a semicolon at the edge of its column ended its item."""
    column = [
        at(words, x, 212 + 14 * n)
        for x in (60, 320)
        for n, words in enumerate(("to read what the members who wish to print less", "have written;") * 14)
    ]
    said = (
        "to ask all of the members, and others",
        "who wish to be asked for it as others are;",
        "to tell those who may not wish it,",
        "and to end.",
    )
    item = [at("1", 60, 60), *(at(words, 94, 60 + 14 * n) for n, words in enumerate(said))]
    [document] = extract(from_path(pages(tmp_path / "a.pdf", [*resolution(), at("resolves", 94, 190, ITALIC), *column], item))).documents
    assert document.clauses[-1].text == " ".join(said)


def test_the_head_of_a_note_that_stands_alone_goes_on_in_the_next_line(tmp_path):
    lines = [at("to print what is dear.", 60, 230), at("NOTE 1 –", 60, 252), at("Some members print more than others do.", 60, 271)]
    assert [text for _, text in printed(tmp_path, *lines)] == ["to print what is dear.", "NOTE 1 – Some members print more than others do."]
