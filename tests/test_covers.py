"""Covers and forewords: names over several lines, letters set wide, and what a publisher says of himself on several pages."""

import pytest

from mapper.documents import extract, from_path
from mapper.extractors.lines import Line, Run
from mapper.extractors.page import Style
from mapper.extractors.spaced import in_line
from mapper.types import Box
from tests.paper import BOLD, WIDTH, at, pages
from tests.test_docx import HEAD, rewritten, word

WIDE = ("I n t e r n a t i o n a l", "S h i p s", "U n i o n")
PROSE = "that the members of the union met in the first week of the year in one of the many places named"


def right(words, y, size):
    def write(sheet):
        sheet.canvas.setFont(BOLD, size)
        sheet.canvas.drawRightString(WIDTH - 60, 842 - y, words)

    return write


def said(tmp_path, *content):
    [document] = extract(from_path(pages(tmp_path / "a.pdf", content))).documents
    return [clause.text for clause in document.clauses]


def cover(*content):
    """Print a cover with lines enough to tell how wide it is set."""
    return [*content, *(at(PROSE, 60, 600 + 14 * n) for n in range(12))]


def test_words_set_wide_are_words(tmp_path):
    wide = [at(words, x, 100, size=12) for words, x in zip(WIDE, (130, 300, 400), strict=True)]
    assert said(tmp_path, *cover(*wide))[0] == "International Ships Union"


def test_signs_in_a_row_are_no_words_set_wide():
    signs = (
        "0 1 1 0 1 0 0 1 1 0 1",
        "A B C",
        "a b c d and so on",
        "0 1 2 3 4 5 6 7 8 9 A B C D E F",
        "A B C D E F G H I J K L",
        "Q W E R T Y U I O P",
    )
    for words in signs:
        assert in_line(Line((Run(words),), 1, Box(0, 0, 99, 9))).text == words
    assert in_line(Line((Run("U N I O N O F S H I P S", Style(size=20)),), 1, Box(0, 0, 99, 9))).text == "UNIONOFSHIPS"


def test_letters_of_a_short_word_may_stand_in_the_order_of_the_alphabet():
    runs = tuple(Run(each, tab=n > 0) for n, each in enumerate(("U n i o n", "f i r s t", "m o s t")))
    assert in_line(Line(runs, 1, Box(0, 0, 99, 9))).text == "Union first most"


@pytest.mark.parametrize("words", [("A B C D E", "F G H I J"), ("S M T W T F S",) * 2, ("Y N N Y Y", "N N Y N N"), ("A C X 1 2 F", "B D E A R T")])
def test_signs_in_rows_with_tabs_are_no_words_set_wide(words):
    line = Line(tuple(Run(each, tab=n > 0) for n, each in enumerate(words)), 1, Box(0, 0, 99, 9))
    assert in_line(line) == line


def test_large_letters_that_end_at_one_place_are_one_name(tmp_path):
    name = ("Guide for everybody", "on board of", "ships")
    assert said(tmp_path, *cover(*(right(words, 200 + 34 * n, 30) for n, words in enumerate(name))))[0] == " ".join(name)


def test_capitals_that_begin_at_one_place_on_a_cover_are_one_name(tmp_path):
    """On any other page they are names under each other."""
    names = [at(words, 100, 200 + 11.5 * n, size=10) for n, words in enumerate(("COMMITTEE", "FOR ALL SHIPS", "OF THE UNION"))]
    assert said(tmp_path, *cover(*names))[0] == "COMMITTEE FOR ALL SHIPS OF THE UNION"


def test_the_rest_of_a_foreword_on_the_next_page_is_left_out(tmp_path):
    """A page with a claim of rights that holds more is kept."""
    foreword, rights = [at("FOREWORD", 250, 60, BOLD), at("The union is old.", 60, 100)], at("© The union 2019", 250, 100)
    text = [at(PROSE, 60, 150 + 14 * n) for n in range(9)]
    for claim, kept in (([rights, at("All rights are kept.", 60, 130)], False), ([rights, *text], True)):
        [document] = extract(from_path(pages(tmp_path / "a.pdf", foreword, claim, text))).documents
        assert any("©" in clause.text for clause in document.clauses) is kept


@pytest.mark.parametrize(
    "second",
    [
        ["What members do is told here:", "(a) to print less;", "(b) to read more;", "(c) to pay in time."],
        ["What members do is told here:", "(c) to pay by 2019"],
        ["1. The group met.", "© The union 2019"],
        ["RESOLUTION 7 (Hammamet, 2016)", "Of ships", "© The union 2019"],
        ["© The union 2019", "RESOLUTION 7 (Hammamet, 2016)", "Of ships"],
    ],
)
def test_a_page_with_items_or_a_heading_belongs_to_no_foreword(tmp_path, second):
    front = [at("FOREWORD", 250, 60, BOLD), at("The union is old.", 60, 100)]
    found = extract(from_path(pages(tmp_path / "a.pdf", front, [at(words, 60, 150 + 40 * n) for n, words in enumerate(second)])))
    assert dict(found.quality.accounts)["foreword"] == len("FOREWORDTheunionisold")


@pytest.mark.parametrize("claim", ["(c) 2019", "(c) The union of ships 2019", "(C) The union, 2019"])
def test_rights_may_be_claimed_with_a_letter_in_brackets(tmp_path, claim):
    front = [at("FOREWORD", 250, 60, BOLD), at("The union is old.", 60, 100)]
    found = extract(from_path(pages(tmp_path / "a.pdf", front, [at(claim, 250, 100)], [at(PROSE, 60, 150)])))
    assert dict(found.quality.accounts)["foreword"] == sum(map(str.isalnum, f"FOREWORDTheunionisold{claim}"))


def test_a_text_below_a_foreword_on_one_page_of_a_word_file_is_kept(tmp_path):
    """A file that only remembers its pages may have forgotten where one ends."""
    path = word(
        tmp_path / "a.docx",
        *(("Normal", text) for text in ("FOREWORD", "It is old.")),
        *HEAD,
        ("Call", "resolves"),
        ("Normal", "to go."),
        ("Normal", "NEXTand more"),
    )
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"NEXT", b'</w:t><w:br w:type="page"/><w:t>'))
    found = extract(from_path(path))
    assert "foreword" not in dict(found.quality.accounts)
    assert found.documents[0].clauses[0].text.startswith("to go.")


def test_a_claim_of_rights_in_a_word_file_takes_no_heading_behind_it(tmp_path):
    path = word(tmp_path / "a.docx", *(("Normal", text) for text in ("FOREWORD", "The union is old.", "NEXT© The union 2019")), *HEAD)
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"NEXT", b'</w:t><w:br w:type="page"/><w:t>'))
    assert dict(extract(from_path(path)).quality.accounts)["foreword"] == len("FOREWORDTheunionisoldTheunion2019")


def test_a_foreword_of_a_word_file_ends_with_the_claim_of_rights_on_a_later_page(tmp_path):
    front = ("FOREWORD", "The union is old.", "NEXTIt is free.", "NEXT© The union 2019", "All rights kept.")
    path = word(tmp_path / "a.docx", *(("Normal", text) for text in front), *HEAD, ("Call", "resolves"), ("Normal", "to report."))
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"NEXT", b'</w:t><w:br w:type="page"/><w:t>'))
    extraction = extract(from_path(path))
    kept = "FOREWORDTheunionisold.Itisfree.©Theunion2019Allrightskept."
    assert dict(extraction.quality.accounts)["foreword"] == sum(map(str.isalnum, kept))
    assert [c.text for c in extraction.documents[0].clauses] == ["to report."]
