"""Manners: openers in capitals, as in old books, and openers that share the line of their first clause."""

import pytest
from docx import Document as Word

from mapper.types import Part
from tests.paper import BOLD, ITALIC, ROMAN, at, pages, resolution
from tests.test_grammar import item, one, read, tree

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


def old(number):
    """Print a text with openers in capitals."""
    lines = [(at(words, 60, 190 + 40 * n), *item("a)", "that print is dear,", 210 + 40 * n)) for n, words in enumerate(("CONSIDERING", "NOTING"))]
    return [*resolution(number), *(part for line in lines for part in line), at("RESOLVES", 60, 270), *item("1", "to print less.", 290)]


def test_texts_with_other_openers_keep_them_beside_texts_with_openers_in_capitals(tmp_path):
    """In a book of old texts and a newer one the newer one lost its groups."""
    new = [*resolution("74"), at("considering", 94, 190, ITALIC), *item("a)", "that ink is dear,", 210)]
    new += [at("resolves", 94, 240, ITALIC), *item("1", "to meet.", 260)]
    documents = read(pages(tmp_path / "a.pdf", old("71"), old("72"), new)).documents
    assert [[clause.opener for clause in document.clauses] for document in documents] == [
        ["CONSIDERING", "NOTING", "RESOLVES"],
        ["CONSIDERING", "NOTING", "RESOLVES"],
        ["considering", "resolves"],
    ]


def test_as_many_openers_in_small_letters_as_in_capitals_open_groups_in_whatever_style(tmp_path):
    new = [*resolution("74"), at("considering", 60, 190), *item("a)", "that ink is dear,", 210), at("noting", 60, 230)]
    new += [*item("a)", "that ink is dear,", 250), at("resolves", 60, 270), *item("1", "to meet.", 290)]
    documents = read(pages(tmp_path / "a.pdf", old("71"), new)).documents
    assert [clause.opener for clause in documents[1].clauses] == ["considering", "noting", "resolves"]


def test_where_openers_are_in_capitals_a_small_word_alone_on_its_line_opens_nothing(tmp_path):
    """What is set in a narrow column may leave one there."""
    lines = [
        *resolution(),
        at("CONSIDERING", 60, 190),
        *item("a)", "that print is dear,", 210),
        at("NOTING", 60, 230),
        *item("a)", "that it is so,", 250),
    ]
    lines += [at("RESOLVES", 60, 270), *item("1", "to ask for a report by the Bureau,", 290), at("considering", 60, 304), at("all costs.", 60, 318)]
    assert tree(one(pages(tmp_path / "a.pdf", lines)))[-1] == ("RESOLVES", "1", 0, "to ask for a report by the Bureau, considering all costs.")


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


def test_three_references_in_slanted_letters_at_beginnings_of_lines_open_no_group(tmp_path):
    """Behind commas they looked like openers that share a line with their first clause."""
    lines = [at("considering", 94, 190, ITALIC), *item("a)", "that print is dear, which is told of,", 210)]
    lines += [at("considering", 94, 224, ITALIC), at("all that was said, in other texts,", 160, 224)]
    lines += [
        *item("b)", "that ink is dear too, as was told when,", 244),
        at("recognizing", 94, 258, ITALIC),
        at("the need of it, they met,", 160, 258),
    ]
    lines += [at("resolves", 94, 290, ITALIC), *item("1", "to act on what is said in, and behind,", 310)]
    lines += [at("noting", 94, 324, ITALIC), at("in the text of 2012, with care.", 150, 324)]
    assert [label for _, label, _, _ in tree(groups(tmp_path, *lines))] == ["a)", "b)", "1"]


def test_openers_that_share_a_line_are_no_manner_where_many_more_stand_alone(tmp_path):
    lines = [part for n in range(7) for part in (at("noting", 60, 190 + 40 * n, BOLD), *item("a)", "that print is dear;", 210 + 40 * n))]
    lines += [part for n in range(3) for part in led("recalling", "", "that members pay for it;", 480 + 20 * n)]
    lines += [at("resolves", 60, 560, BOLD), *item("1", "to print less.", 580)]
    assert "recalling" not in {opener for opener, *_ in tree(groups(tmp_path, *lines))}


def test_two_openers_that_share_a_line_are_no_manner(tmp_path):
    lines = [*led("considering", "a)", "that print is dear;", 190), *led("noting", "", "that members pay for it;", 210)]
    assert "noting" not in {opener for opener, *_ in tree(groups(tmp_path, *lines))}


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


def test_slanted_words_below_an_opener_in_word_files_are_of_its_first_item(tmp_path):
    """A label in italics was cut off its text, and a reference became a clause."""
    file = Word()
    for text in ("RESOLUTION 73 (Rev. Hammamet, 2016)", "Saving energy", "The World Telecommunication Standardization Assembly (Hammamet, 2016),"):
        file.add_paragraph(text)
    for slanted, text in (
        ("considering", ""),
        ("a)", "\tthat print is dear;"),
        ("b)", "\tthat ink is dear,"),
        *((opener, " a) that members pay for it,") for opener in ("noting", "recognizing", "recalling")),
        ("instructs the Director", ""),
        ("Resolution 5", " and its annex to be read by all."),
    ):
        paragraph = file.add_paragraph()
        paragraph.add_run(slanted).italic = True
        paragraph.add_run(text)
    file.save(tmp_path / "a.docx")
    assert tree(one(tmp_path / "a.docx")) == [
        ("considering", "a)", 0, "that print is dear;"),
        ("considering", "b)", 0, "that ink is dear,"),
        *((opener, "a)", 0, "that members pay for it,") for opener in ("noting", "recognizing", "recalling")),
        ("instructs the Director", "", 0, "Resolution 5 and its annex to be read by all."),
    ]


@pytest.mark.parametrize("font", [BOLD, ITALIC])
@pytest.mark.parametrize(("label", "text"), [("a)", "that ink is dear,"), ("Article 5", "of the Book of Print, which members know, says so,")])
def test_words_that_stand_out_below_a_short_opener_are_of_its_first_item(tmp_path, font, label, text):
    lines = [part for n, words in enumerate(("considering", "noting", "recalling")) for part in led(words, "", f"{TEXT},", 190 + 20 * n)]
    lines += [at("recognizing", 74, 250, font), at(label, 74, 270, font), at(text, 130, 270), *led("resolves", "1", "to print less.", 290)]
    found = [clause for clause in groups(tmp_path, *lines).clauses if clause.opener == "recognizing"]
    assert [f"{clause.label} {clause.text}".strip() for clause in found] == [f"{label} {text}"]


def test_a_bold_label_below_an_opener_that_fills_its_line_is_of_its_item(tmp_path):
    lines = [part for n, words in enumerate(("considering", "noting", "recalling")) for part in led(words, "", f"{TEXT},", 190 + 20 * n)]
    lines += [at("instructs the Director of the Telecommunication Standardization Bureau", 74, 250, BOLD)]
    lines += [at("1", 74, 270, BOLD), at("to print less;", 104, 270), at("2", 74, 290, BOLD), at("to read more.", 104, 290)]
    assert [(label, text) for _, label, _, text in tree(groups(tmp_path, *lines))[3:]] == [("1", "to print less;"), ("2", "to read more.")]
