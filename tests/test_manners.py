"""Manners: openers in capitals, as in old books, and openers that share the line of their first clause."""

import pytest
from docx import Document as Word

from mapper.types import Part
from tests.paper import BOLD, ITALIC, ROMAN, at, pages, resolution
from tests.test_grammar import item, one, tree

SMALL = 9
TEXT = "that paper costs more with each year that it is printed in"


def groups(tmp_path, *content):
    return one(pages(tmp_path / "a.pdf", [*resolution(), *content]))


def led(words, label, text, y, font=BOLD):
    """Print an opener, and behind it the first clause."""
    width = 6 * len(words)
    return [at(words, 74, y, font), *([at(label, 84 + width, y)] if label else []), at(text, 100 + width, y)]


def test_openers_in_capitals_open_groups_and_address_their_actors(tmp_path):
    """They were clauses, and all of the text one group."""
    document = groups(
        tmp_path,
        at("CONSIDERING", 60, 190, ROMAN, SMALL),
        *item("a)", TEXT, 210),
        *item("b)", "that ink does so too,", 230),
        at("INSTRUCTS THE DIRECTOR OF THE TELECOMMUNICATION STANDARDIZATION BUREAU AND THE DIRECTOR OF THE", 60, 250, ROMAN, SMALL),
        at("RADIOCOMMUNICATION BUREAU", 60, 261, ROMAN, SMALL),
        *item("1", "to print less.", 281),
    )
    last = "INSTRUCTS THE DIRECTOR OF THE TELECOMMUNICATION STANDARDIZATION BUREAU AND THE DIRECTOR OF THE RADIOCOMMUNICATION BUREAU"
    assert [(clause.opener, clause.label, clause.part) for clause in document.clauses] == [
        ("CONSIDERING", "a)", Part.PREAMBLE),
        ("CONSIDERING", "b)", Part.PREAMBLE),
        (last, "1", Part.OPERATIVE),
    ]
    assert document.clauses[-1].actor == "Director of the Telecommunication Standardization Bureau; Director of the Radiocommunication Bureau"


def test_where_openers_are_in_capitals_the_same_words_in_small_letters_open_nothing(tmp_path):
    """A line that began so behind a comma was taken for an opener, and cut its clause."""
    document = groups(
        tmp_path,
        at("CONSIDERING", 60, 190, ROMAN, SMALL),
        *item("a)", "that print is dear,", 210),
        at("RESOLVES", 60, 240, ROMAN, SMALL),
        *item("1", "that the Council hire whoever knows of print, and hear what he says of it,", 260),
        at("considering what members say, and to report on it in each of its meetings,", 60, 274),
        at("instructs and all.", 60, 288),
    )
    assert [(clause.opener, clause.label) for clause in document.clauses] == [("CONSIDERING", "a)"), ("RESOLVES", "1")]


def test_a_title_in_capitals_is_no_opener_where_no_recital_is_in_capitals(tmp_path):
    document = groups(
        tmp_path, at("resolves", 94, 190, ITALIC), *item("1", "to print less;", 210), at("INVITES OF MEMBERS", 60, 240), *item("2", "to pay.", 270)
    )
    assert {clause.opener for clause in document.clauses} == {"resolves"}


@pytest.mark.parametrize("font", [BOLD, ITALIC])
def test_openers_that_share_the_line_of_their_first_item_open_groups(tmp_path, font):
    """Their words were part of the clause before, or of the first one."""
    document = groups(
        tmp_path,
        *led("considering", "a)", "that print is dear;", 190, font),
        *item("b)", "that ink is dear too,", 210, 74),
        *led("noting", "", "that members pay for both,", 230, font),
        *led("recognizing", "", "The Book of Print, which says so,", 250, font),
        *led("resolves", "1", "to print less;", 270, font),
        *item("2", "to read more.", 290, 74),
    )
    assert tree(document) == [
        ("considering", "a)", 0, "that print is dear;"),
        ("considering", "b)", 0, "that ink is dear too,"),
        ("noting", "", 0, "that members pay for both,"),
        ("recognizing", "", 0, "The Book of Print, which says so,"),
        ("resolves", "1", 0, "to print less;"),
        ("resolves", "2", 0, "to read more."),
    ]


def test_an_opener_of_two_lines_may_end_in_the_line_of_its_first_item(tmp_path):
    document = groups(
        tmp_path,
        *led("considering", "a)", "that print is dear,", 190),
        *led("noting", "", "that members pay for it,", 210),
        *led("resolves", "1", "to print less,", 230),
        at("instructs the Director of the Telecommunication Standardization Bureau, in liaison with the", 74, 250, BOLD),
        *led("Advisory Group", "1", "", 263),
        at("to report.", 60, 276),
    )
    assert tree(document)[-1] == (
        "instructs the Director of the Telecommunication Standardization Bureau, in liaison with the Advisory Group",
        "1",
        0,
        "to report.",
    )


def test_a_bold_opener_opens_its_group_whatever_ends_before_it(tmp_path):
    lines = [*led("considering", "a)", "that print is dear,", 190), *led("noting", "", "that members pay for it,", 210)]
    lines += [*led("resolves", "1", "to print less", 230), *led("instructs the Secretary-General", "1", "to report.", 250)]
    assert tree(groups(tmp_path, *lines))[2:] == [("resolves", "1", 0, "to print less"), ("instructs the Secretary-General", "1", 0, "to report.")]


def test_a_reference_to_a_group_at_the_beginning_of_a_line_opens_none(tmp_path):
    """Most texts have their openers on lines of their own, and name them in slanted letters where they refer to them."""
    lines = [at("considering", 94, 190, ITALIC), *item("a)", "that print is dear;", 210), *item("b)", "that ink is dear too, as is said in", 230)]
    lines += [at("considering", 94, 244, ITALIC), at("a) above,", 154, 244), at("resolves", 94, 270, ITALIC), *item("1", "to print less.", 290)]
    assert tree(groups(tmp_path, *lines)) == [
        ("considering", "a)", 0, "that print is dear;"),
        ("considering", "b)", 0, "that ink is dear too, as is said in considering a) above,"),
        ("resolves", "1", 0, "to print less."),
    ]


def test_an_opener_that_fills_its_lines_ends_where_a_list_begins(tmp_path):
    """The first item went on in it, since the margin seemed to break both."""
    wide = "to carry on with the printing of all that members wish to read in the year, and more"
    document = groups(
        tmp_path,
        at("resolves", 60, 190, ITALIC),
        *(part for n in range(6) for part in (at(f"{n + 1} {wide}", 60, 210 + 28 * n), at("of it;", 60, 224 + 28 * n))),
        at("instructs the Director of the Telecommunication Standardization Bureau and all of its", 60, 378, ITALIC),
        at("readers, in the usual manner of all other Directors and in the year in which they meet", 60, 392, ITALIC),
        at(f"1 {wide}", 60, 406),
        at("of it;", 60, 420),
    )
    assert (document.clauses[-1].label, document.clauses[-1].text) == ("1", f"{wide} of it;")


def test_openers_that_share_the_paragraph_of_their_first_item_open_groups_in_word_files(tmp_path):
    file = Word()
    for text in ("RESOLUTION 73 (Rev. Hammamet, 2016)", "Saving energy", "The World Telecommunication Standardization Assembly (Hammamet, 2016),"):
        file.add_paragraph(text)
    for opener, text in (("considering", "a) that print is dear,"), ("noting", "that members pay for it,"), ("resolves", "1 to print less;")):
        paragraph = file.add_paragraph()
        paragraph.add_run(opener).bold = True
        file.add_comment(paragraph.add_run(f" {text}"), text=f"on {opener}", author="A")
    file.add_paragraph("2 to read more.")
    file.save(tmp_path / "a.docx")
    document = one(tmp_path / "a.docx")
    assert tree(document) == [
        ("considering", "a)", 0, "that print is dear,"),
        ("noting", "", 0, "that members pay for it,"),
        ("resolves", "1", 0, "to print less;"),
        ("resolves", "2", 0, "to read more."),
    ]
    assert [(comment.text, comment.clause) for comment in document.comments] == [
        (f"on {clause.opener}", clause.id) for clause in document.clauses[:3]
    ]
