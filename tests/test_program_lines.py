"""Lines of programs and of what defines a language: each stands alone, in a Word file and on a page."""

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from mapper.documents import extract, from_path
from tests.paper import ROMAN, at
from tests.test_docx import rewritten, word
from tests.test_written_lines import PROSE, lines, printed

TYPED = b'<w:rPr><w:rFonts w:ascii="Courier;Courier New"/></w:rPr>'
LAMP = ("Lamp ::= SEQUENCE {", "room Room,", "light Light OPTIONAL", "}")


def broken(path, texts, *, typed):
    """Write a paragraph whose lines breaks part, below no section that has a number."""
    word(path, ("Normal", "Lamps are lit."), ("Normal", "HERE"), ("Normal", "So are rooms."))
    run = (TYPED if typed else b"") + b"<w:t>" + b"</w:t><w:br/><w:t>".join(text.encode() for text in texts) + b"</w:t>"
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"<w:t>HERE</w:t>", run))
    return [clause.text for clause in extract(from_path(path)).documents[0].clauses][1:-1]


@pytest.mark.parametrize(
    ("texts", "typed"),
    [
        (LAMP, True),
        (LAMP, False),
        (("FROM Lamps-of-rooms {rooms(4)}", "Room, -- is imported", "Light"), True),
        (("combine {Lamp:first,", "Lamp:second}"), False),
    ],
)
def test_breaks_part_the_lines_of_a_program_in_a_word_file(tmp_path, texts, typed):
    assert broken(tmp_path / "a.docx", texts, typed=typed) == list(texts)


@pytest.mark.parametrize(
    ("texts", "typed"),
    [
        (("The group of members met", "in Rome"), True),
        (("combine {Lamp:first} and", "all of the {others}"), False),
        (("Lamp ::= Room,", "Light"), False),
    ],
)
def test_breaks_part_no_lines_of_what_is_no_program(tmp_path, texts, typed):
    assert broken(tmp_path / "a.docx", texts, typed=typed) == [" ".join(texts)]


def typed(texts, left=60, top=350):
    return [at(text, left, top + 12 * n, "Courier", 10) for n, text in enumerate(texts)]


def test_lines_under_the_second_column_of_a_program_do_not_go_on_in_its_first_line(tmp_path):
    names = [(f"lamp{n}", "SEQUENCE", "{", "room Room }") for n in range(4)]
    program = [each for n, (name, *rest) in enumerate(names) for each in (*typed([name], top=350 + 40 * n), *typed(rest, 150, 350 + 40 * n))]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *program)[1:] == [each for name, *rest in names for each in (f"{name} {rest[0]}", *rest[1:])]


def test_a_line_of_a_program_breaks_at_the_hyphens_of_a_name(tmp_path):
    program = ["lamp { lit-where-whoever-stands (12) and-in-all (4) }", "OF-WHOEVER-STANDS-IN-THE-ROOMS-OF-IT {lamp}", "lamp = lit"]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *typed(program))[1:] == program


def spread(text, top, right):
    """Print the words of a line in letters of one width from one edge to the other."""
    words = text.split()
    room = (right - 60 - 6 * sum(map(len, words))) / max(1, len(words) - 1)
    return [at(each, 60 + 6 * sum(map(len, words[:n])) + room * n, top, "Courier", 10) for n, each in enumerate(words)]


def test_blanks_that_are_stretched_over_the_column_make_no_line_of_a_program_full(tmp_path):
    program = ["lamp Lamp,", "light Light,", "room Room,"]
    full = [each for n, text in enumerate(program) for each in spread(text, 350 + 12 * n, 470)]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *full)[1:] == program


def test_a_comment_begins_a_line_of_a_program(tmp_path):
    program = ["lamp {first(1) second(2) third(3) fourth(4) fifth(5) sixth(6) others(7)}", "-- lit by whoever stands there", "room {lamp}"]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *typed(program))[1:] == program


def test_some_lines_of_a_program_may_be_a_little_smaller(tmp_path):
    first, end, *others = (
        "lamp ::= {room} and lit as long as a ship is in it and the sea is high",
        "all --}",
        "! no lamp : no light )",
        "room ::= lamp {",
    )
    small = [at(end, 66 + stringWidth(first, ROMAN, 10), 350, size=9), *(at(text, 60, 362 + 12 * n, size=9) for n, text in enumerate(others))]
    assert printed(tmp_path, *lines(PROSE * 3, 212), at(first, 60, 350, size=10), *small)[1:] == [f"{first} {end}", *others]
