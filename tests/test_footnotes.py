"""Footnotes: what is a mark and what only looks like one, what is a rule above notes, and what is told where the two do not meet."""

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from mapper.documents import extract, from_path
from tests.paper import HEIGHT, ITALIC, ROMAN, at, grid, pages, raised, resolution, rule


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


@pytest.mark.parametrize("below", [2, 4])
def test_underlined_words_at_the_margin_divide_no_notes_from_the_text(tmp_path, below):
    width = stringWidth("www.example.org/list", ROMAN, 11)
    begun_ = [raised("that members pay", "1", 94, 212), at("for it,", 200, 212), at("resolves", 94, 240, ITALIC), at("1", 60, 262)]
    link = [at("to read:", 94, 262), at("www.example.org/list", 60, 500), rule(60, 60 + width, 500 + below)]
    items = [at("2", 60, 530), at("to pay as well;", 94, 530), at("3", 60, 552), at("to go on.", 94, 552)]
    document = printed(tmp_path, [*begun(), *begun_, *link, *items, *notes("All of them.")[1:]])
    assert [(clause.label, clause.text) for clause in document.clauses][-2:] == [("2", "to pay as well;"), ("3", "to go on.")]
    assert [(note.mark, note.text) for note in document.footnotes] == [("1", "All of them.")]


def test_small_lines_counted_with_a_stop_are_notes_where_marks_in_the_text_call_for_them(tmp_path):
    called_ = [raised("that members pay", "1", 94, 212), raised("as in old days", "2", 230, 212), at("for it,", 380, 212)]
    small = [
        at("1. All of them, and those", 60, 752, ROMAN, 9),
        at("of the islands.", 60, 763, ROMAN, 9),
        at("2. Those of print.", 60, 774, ROMAN, 9),
    ]
    document = printed(tmp_path, [*begun(), *called_, *small])
    assert [clause.text for clause in document.clauses] == ["that members pay, as in old days, for it,"]
    assert [(note.mark, note.text, note.at) for note in document.footnotes] == [
        ("1", "All of them, and those of the islands.", 16),
        ("2", "Those of print.", 32),
    ]


@pytest.mark.parametrize("size", [9, 11])
def test_lines_counted_with_a_stop_that_no_mark_calls_for_are_items(tmp_path, size):
    items = [at("1. to read;", 60, 752, ROMAN, size), at("2. to write.", 60, 768, ROMAN, size)]
    document = printed(
        tmp_path, [*resolution(), at("resolves", 94, 190, ITALIC), at("the following, as was said by all of the members:", 60, 212), *items]
    )
    assert [clause.label for clause in document.clauses] == ["", "1.", "2."]
    assert document.footnotes == ()


def test_a_note_high_on_a_page_that_ends_soon_belongs_to_the_table_of_the_page_before(tmp_path):
    """Its rule is as wide as the page, and the text above it ends in the upper part of the page."""
    head = [at("Developing countries", 65, 718), at("1", 159, 714, ROMAN, 7), at("Yes", 205, 718)]
    table = [*head, at("Islands", 65, 738), at("No", 205, 738), grid([60, 200, 280], [705, 725, 745])]
    note = [rule(60, 535, 130), at("1", 60, 140, ROMAN, 6), at("These include small islands.", 70, 142, ROMAN, 9)]
    document = printed(
        tmp_path, [*begun(), at("what the table says of all of the members here:", 60, 212), *table], [at("None so far.", 60, 90), *note]
    )
    assert [clause.text for clause in document.clauses][1:] == ["Developing countries | Yes", "Islands | No", "None so far."]
    assert [(each.mark, each.text, each.clause) for each in document.footnotes] == [("1", "These include small islands.", document.clauses[1].id)]


@pytest.mark.parametrize("called", [True, False])
def test_a_note_without_a_rule_whose_page_had_no_room_for_it_stands_below_the_next_page(tmp_path, called):
    """Its mark is not raised there, and nothing on its own page calls for it: it became a clause."""
    item = raised("that members pay", "1", 94, 212) if called else at("that members pay", 94, 212)
    second = [at("b)", 60, 80), at("that others do not,", 94, 80), at("1 Those who pay for it.", 60, 754, ROMAN, 9)]
    document = printed(tmp_path, [*begun(), at("a)", 60, 212), item], second)
    assert [(note.mark, note.text, note.at) for note in document.footnotes] == ([("1", "Those who pay for it.", 16)] if called else [])
    assert len(document.clauses) == 2 + (not called)


def test_a_star_that_a_program_prints_twice_before_a_note_is_one_mark(tmp_path):
    """Once on the line and once raised, as large as the text: the note became a clause."""
    note = [rule(60, 200, 738), twice("*", "Those who pay for it.", 60, 754)]
    document = printed(tmp_path, [*begun(), raised("that members pay", "*", 94, 212), at("for it,", 200, 212), *note])
    assert [clause.text for clause in document.clauses] == ["that members pay, for it,"]
    assert [(note.mark, note.text, note.at) for note in document.footnotes] == [("*", "Those who pay for it.", 16)]


def twice(mark, words, x, y):
    def write(sheet):
        line = sheet.canvas.beginText(x, HEIGHT - y)
        for text, size, rise in ((mark, 11, 0), (mark, 7, 4), (f" {words}", 11, 0)):
            line.setFont(ROMAN, size)
            line.setRise(rise)
            line.textOut(text)
        sheet.canvas.drawText(line)

    return write


def test_notes_of_the_next_text_on_a_page_count_anew(tmp_path):
    """The first of them went on in the last note of the text before."""
    marks = (("2", "Old ones."), ("1", "New ones."))
    below = [line for n, (mark, text) in enumerate(marks) for line in (at(mark, 60, 750 + 12 * n, ROMAN, 6), at(text, 66, 754 + 12 * n, ROMAN, 9))]
    call = [raised("as in old days", "2", 60, 212), at("and so on.", 160, 212)]
    content = [*begun(), *call, raised("as in new days", "1", 60, 232), at("and on.", 160, 232), rule(60, 200, 738), *below]
    assert [(note.mark, note.text) for note in printed(tmp_path, content).footnotes] == list(marks)


def in_turn(*words):
    """Print items that call for notes 1 and 3, and between them words with a raised 2."""
    said = [("that members pay", "1"), *((each, "2") for each in words), ("that all is so", "3")]
    lines = [part for n, (each, mark) in enumerate(said) for part in (at(f"{'abcdef'[n]})", 60, 212 + 22 * n), raised(each, mark, 94, 212 + 22 * n))]
    return [*begun(), *lines, at("in print,", 260, 190 + 22 * len(said)), *notes("All of them.", "Those of old.", "In most years.")]


UNCALLED = ("page 1: no mark in the text calls for footnote 2; it was kept with this document",)


def test_a_note_that_nothing_else_calls_for_is_called_where_a_power_of_ten_would_stand(tmp_path):
    """The figure was left in the text as a power, and the note told as one that no mark calls for."""
    document = printed(tmp_path, in_turn("that print came in at 10"))
    assert "that print came in at 10," in " ".join(clause.text for clause in document.clauses)
    assert [(note.mark, note.at > 0) for note in document.footnotes] == [("1", True), ("2", True), ("3", True)]
    assert document.problems == ()


@pytest.mark.parametrize("words", ["to clean 5 km", "an area of 5 m", "to count 3 × 10", "that P (x"])
def test_a_quantity_keeps_its_power_though_a_note_of_its_number_has_no_call(tmp_path, words):
    document = printed(tmp_path, in_turn(words))
    assert any(f"{words}2," in clause.text.replace("²", "2") for clause in document.clauses)
    assert document.problems == UNCALLED


def test_of_two_powers_of_ten_neither_calls_for_a_note(tmp_path):
    document = printed(tmp_path, in_turn("that print came in at 10", "that ink came in at 10"))
    assert sum(clause.text.count("10²") for clause in document.clauses) == 2
    assert document.problems == UNCALLED


def test_a_power_of_ten_calls_for_no_note_that_the_page_before_calls_for(tmp_path):
    first = [*begun(), at("a)", 60, 212), raised("that members pay", "2", 94, 212), at("for it;", 230, 212)]
    second = [
        at("b)", 60, 80),
        raised("that ships pay", "1", 94, 80),
        at("for it,", 230, 80),
        at("c)", 60, 102),
        raised("that it is 10", "2", 94, 102),
    ]
    marks = [at("1", 60, 764, ROMAN, 6), at("All of them.", 70, 766, ROMAN, 9), at("2", 60, 776, ROMAN, 6), at("Those of old.", 70, 778, ROMAN, 9)]
    document = printed(tmp_path, first, [*second, rule(60, 200, 738), *marks])
    assert any("that it is 10²," in clause.text for clause in document.clauses)


def test_a_power_of_ten_on_a_page_without_other_marks_calls_for_no_note(tmp_path):
    document = printed(tmp_path, [*begun(), raised("that print came in at 10", "1", 94, 212), *notes("All of them.")])
    assert document.clauses[0].text.startswith("that print came in at 10¹")


def test_a_power_out_of_turn_calls_for_no_note(tmp_path):
    first = [at("a)", 60, 212), raised("that a mast stands on 5 km", "2", 94, 212), at("of land;", 300, 212)]
    second = [at("b)", 60, 234), raised("that members pay", "1", 94, 234), at("for it,", 230, 234)]
    document = printed(tmp_path, [*begun(), *first, *second, *notes("All of them.", "Those of old.")])
    assert document.clauses[0].text == "that a mast stands on 5 km2, of land;"
    assert document.problems == ("page 1: no mark in the text calls for footnote 2; it was kept with this document",)
