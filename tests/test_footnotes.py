"""Footnotes: what is a mark and what only looks like one, what is a rule above notes, and what is told where the two do not meet."""

import pytest

from mapper.documents import extract, from_path
from tests.paper import ITALIC, ROMAN, at, pages, raised, resolution, rule


def printed(tmp_path, *contents):
    [document] = extract(from_path(pages(tmp_path / "a.pdf", *contents))).documents
    return document


def begun():
    return [*resolution(), at("considering", 94, 190, ITALIC)]


def notes(*texts):
    marks = (line for n, text in enumerate(texts) for line in (at(str(n + 1), 60, 752 + 12 * n, ROMAN, 6), at(text, 70, 754 + 12 * n, ROMAN, 9)))
    return [rule(60, 200, 738), *marks]


@pytest.mark.parametrize(
    "words", ["that a mast stands on 5 km", "that the flux is –150 dB(W/(m", "that a body falls at 10 m/s", "that 10", "that P (x"]
)
def test_a_power_is_no_mark_even_if_the_page_has_a_note_of_its_number(tmp_path, words):
    second = [at("b)", 60, 234), raised("that members pay", "1", 94, 234), raised("as in old days", "2", 230, 234), at("for it,", 380, 234)]
    first = [at("a)", 60, 212), raised(words, "2", 94, 212), at("and more;", 330, 212)]
    document = printed(tmp_path, [*begun(), *first, *second, *notes("All of them.", "Those of print.")])
    power = "²" if words.endswith("10") else "2"
    assert [clause.text for clause in document.clauses] == [f"{words}{power}, and more;", "that members pay, as in old days, for it,"]
    assert [(note.mark, note.clause, note.at, note.again) for note in document.footnotes] == [
        ("1", document.clauses[1].id, 16, ()),
        ("2", document.clauses[1].id, 32, ()),
    ]


@pytest.mark.parametrize(
    "words", ["as in Resolution 10", "as in Working Party 5A", "as in Recommendation ITU-T", "as they said from", "as was so in 2016"]
)
def test_a_mark_behind_a_name_or_a_number_calls_for_its_note(tmp_path, words):
    calls = [raised("that members pay", "1", 94, 212), raised(words, "2", 200, 212), at("for it,", 440, 212)]
    document = printed(tmp_path, [*begun(), *calls, *notes("All of them.", "Those of print.")])
    assert document.clauses[0].text == f"that members pay, {words}, for it,"
    assert [(note.mark, note.at) for note in document.footnotes] == [("1", 16), ("2", 18 + len(words))]


def test_a_raised_figure_behind_a_figure_stays_high(tmp_path):
    words = [raised("that one in 10", "–6", 94, 212), raised("and in 4", "12", 220, 212), at("is lost,", 330, 212)]
    assert printed(tmp_path, [*begun(), *words]).clauses[0].text == "that one in 10⁻⁶, and in 4¹², is lost,"


def test_a_mark_without_a_note_is_told_with_its_page(tmp_path):
    document = printed(tmp_path, [*begun(), raised("that the group", "3", 94, 212), at("works,", 200, 212)])
    assert document.clauses[0].text == "that the group, works,"
    assert document.problems == ("page 1: mark 3 was taken out of the text, and no footnote of this document has it; look at it",)
