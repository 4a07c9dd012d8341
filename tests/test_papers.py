"""Papers of no known layout, as secretariats hand them out: which words are the title, what is head and foot, and in which order they are read."""

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from mapper.documents import extract, from_path
from mapper.extractors import pdf
from tests.paper import BOLD, ITALIC, ROMAN, at, centred, pages, raised, rule

MASTHEAD = [
    at("United Nations", 60, 60, size=12),
    at("SEA/BOATS/2021/7", 420, 60, size=12),
    at("Council of the Lakes", 60, 84, size=20),
    at("Distr.: General", 420, 84),
    at("3 May 2021", 420, 98),
    at("Original: English", 420, 112),
]
ISSUERS = [at("Commission of the Boats", 60, 170, BOLD, 14), at("Committee of the Sails", 60, 190, size=14), at("Ninth session", 60, 208, BOLD, 10)]
TITLE = [at("Report of the Harbour Group on its", 110, 250, BOLD, 14), at("first visit to the eastern lakes", 110, 266, BOLD, 14)]
SECTION = [at("I. How the visit began", 80, 300, BOLD, 14)]
LINES = [
    "1.  The group left the harbour early, met the keepers of the lights on the",
    "shore, and heard what they need before the winter comes and the water",
    "freezes. They asked for ropes, for lamps and for",
]
PROSE = [at(line, 110, 330 + 14 * n) for n, line in enumerate(LINES)]
FOOT = [at("SB.21-03407(E)", 60, 730, size=10), at("*2103407*", 60, 756, size=28)]
NEXT = [at("SEA/BOATS/2021/7", 60, 50), at("boats that keep warm.", 110, 100), at("2.  The visit ended in the evening.", 110, 124), at("2", 60, 790)]


def read(path):
    [document] = extract(from_path(path)).documents
    return document


def test_a_head_that_the_file_draws_last_and_a_foot_that_it_draws_first_stay_out_of_the_sentence_across_the_pages(tmp_path):
    document = read(pages(tmp_path / "a.pdf", [*FOOT, *ISSUERS, *TITLE, *SECTION, *PROSE, *MASTHEAD], NEXT))
    texts = [clause.text for clause in document.clauses]
    assert texts[0].startswith("United Nations")
    assert texts[-2].endswith("They asked for ropes, for lamps and for boats that keep warm.")
    assert not any("03407" in text for text in texts)


def test_the_digits_of_bars_whose_font_is_missing_stay_out_of_the_sentence_too(tmp_path):
    foot = [at("SB.21-03407(E)", 60, 680, size=10), at("2103407", 60, 706, size=28)]
    document = read(pages(tmp_path / "a.pdf", [*MASTHEAD, *ISSUERS, *TITLE, *SECTION, *PROSE, *foot], NEXT))
    assert document.clauses[-2].text.endswith("They asked for ropes, for lamps and for boats that keep warm.")


def test_the_title_is_not_what_is_printed_largest(tmp_path):
    """Larger than the title: the number in bars, and the name of the council. As large: who issues the paper, and the first section."""
    document = read(pages(tmp_path / "a.pdf", [*MASTHEAD, *ISSUERS, *TITLE, *SECTION, *PROSE, *FOOT], NEXT))
    assert document.title == "Report of the Harbour Group on its first visit to the eastern lakes"


def test_the_title_of_a_paper_behind_a_cover_is_not_the_council_that_issues_it(tmp_path):
    cover = [at("Lamps of the lakes", 60, 90, BOLD, 14), at("This cover says what the keepers of the lamps are asked to do about them.", 60, 130)]
    document = read(pages(tmp_path / "a.pdf", cover, [*MASTHEAD, *ISSUERS, *TITLE, *SECTION, *PROSE, *FOOT], NEXT))
    assert document.title == "Lamps of the lakes"


def test_a_head_as_large_as_the_title_with_prose_below_it_is_no_title(tmp_path):
    prose = [at(f"The keepers of light {n} say that the lamps are old and that the oil is bad.", 60, 180 + 14 * n) for n in range(6)]
    document = read(
        pages(tmp_path / "a.pdf", [centred("Lamps of the lakes", 90, BOLD, 14), at("A. Keeper", 60, 120), at("Opening", 60, 160, BOLD, 14), *prose])
    )
    assert document.title == "Lamps of the lakes"


@pytest.mark.parametrize("first", ["12 345 678", "— — —"])
def test_a_paper_without_words_for_a_title_is_called_by_what_it_begins_with(tmp_path, first):
    assert read(pages(tmp_path / "a.pdf", [at(first, 60, 90, size=20), at("the oil is bad.", 60, 130)])).title == first


def test_two_marks_apart_from_the_title_call_for_two_notes(tmp_path):
    notes = [
        at("1", 60, 700, size=6),
        at("Bring your own copies.", 66, 704, size=9),
        at("2", 60, 716, size=6),
        at("Sign in at the gate.", 66, 720, size=9),
    ]
    title = [at("Agenda of the ninth session of the boats", 60, 90, BOLD, 14), at("1, 2", 336, 83, size=6)]
    prose = [at(f"The keepers of light {n} say that the lamps are old and that the oil is bad", 60, 180 + 14 * n) for n in range(6)]
    document = read(pages(tmp_path / "a.pdf", [*title, at("Session to be held at the pier.", 60, 120), *prose, rule(60, 200, 690), *notes]))
    assert document.title == "Agenda of the ninth session of the boats"
    assert [(note.mark, note.text) for note in document.footnotes] == [("1", "Bring your own copies."), ("2", "Sign in at the gate.")]
    assert [(note.clause, note.at) for note in document.footnotes] == [(document.clauses[0].id, len(document.title))] * 2


def test_a_note_of_a_paper_is_bound_to_the_paragraph_with_its_label_that_calls_for_it(tmp_path):
    """The notes of papers of no known layout were bound to nothing."""
    paragraph = [at("3.", 60, 150), raised("The keepers burn oil", "1", 94, 150)]
    note = [rule(60, 200, 690), at("1", 60, 700, size=6), at("From the eastern lakes.", 66, 704, size=9)]
    document = read(pages(tmp_path / "a.pdf", [at("Lamps of the lakes", 60, 90, BOLD, 14), *paragraph, *note]))
    [note], clause = document.footnotes, document.clauses[1]
    assert (clause.text, note.clause, clause.text[: note.at]) == ("3. The keepers burn oil,", clause.id, "3. The keepers burn oil")


GENERAL_ASSEMBLY = [
    at("United Nations", 60, 60, size=12),
    at("A/RES/73/408", 460, 60, size=12),
    at("General Assembly", 60, 90, BOLD, 16),
    at("Resolution adopted by the General Assembly on 1 November 2018", 110, 150, BOLD, 14),
    at("73/408.  Lamps of the lakes and what the keepers", 110, 190, BOLD, 12),
    at("need of the members of the union", 110, 206, BOLD, 12),
    at("The General Assembly,", 130, 240, ITALIC),
]


def numbered(label, verb, words, y):
    return [at(label, 130, y), at(verb, 160, y, ITALIC), at(words, 160 + stringWidth(f"{verb} ", ITALIC, 11), y)]


def test_a_verb_in_italics_opens_its_paragraph_though_no_list_has_it(tmp_path):
    body = [
        *numbered("1.", "Welcomes", "the report of the keepers;", 270),
        *numbered("2.", "Remembers", "article 3 of the charter of the lakes;", 300),
        *numbered("3.", "Continues", "to read the letters of the keepers;", 330),
    ]
    document = read(pages(tmp_path / "a.pdf", [*GENERAL_ASSEMBLY, *body]))
    assert [(clause.opener, clause.label) for clause in document.clauses] == [("Welcomes", "1."), ("Remembers", "2."), ("Continues", "3.")]


def test_the_title_above_a_later_page_is_no_part_of_the_sentence_that_goes_on_there(tmp_path):
    body = [at("Recalling its resolutions on the lamps, on the ropes and on the", 130, 270, ROMAN)]
    head = [
        at("A/RES/73/408", 60, 56, BOLD, 9),
        at("Lamps of the lakes and what the keepers need", 330, 46, BOLD, 9),
        at("of the members of the union", 400, 56, BOLD, 9),
    ]
    later = [at("boats that the keepers sail,", 110, 80), *numbered("1.", "Welcomes", "the report of the keepers.", 110)]
    document = read(pages(tmp_path / "a.pdf", [*GENERAL_ASSEMBLY, *body], [*head, *later]))
    assert document.clauses[0].text == "Recalling its resolutions on the lamps, on the ropes and on the boats that the keepers sail,"


def test_a_first_line_that_is_level_with_the_page_number_and_new_is_kept(tmp_path):
    body = [at("Recalling its resolutions on the lamps, on the ropes and on the", 130, 270, ROMAN)]
    later = [at("2/2", 60, 56), at("boats that the keepers sail,", 110, 56), *numbered("1.", "Welcomes", "the report of the keepers.", 110)]
    document = read(pages(tmp_path / "a.pdf", [*GENERAL_ASSEMBLY, *body], later))
    assert "boats that the keepers sail" in " ".join(clause.text for clause in document.clauses)


def said(tmp_path, *contents):
    return [clause.text for clause in read(pages(tmp_path / "a.pdf", *contents)).clauses]


def test_a_masthead_is_read_text_by_text(tmp_path):
    """The date stood in one line with the name of the council, and the place of the meeting with the item of its agenda."""
    meeting = [at("Oslo, 30 May – 3 June 2021", 60, 222), at("Item 7 of the agenda of it", 60, 234)]
    texts = said(tmp_path, [*MASTHEAD, *ISSUERS, *meeting, *TITLE, *SECTION, *PROSE, *FOOT], NEXT)
    assert texts[:5] == ["United Nations SEA/BOATS/2021/7", "Council of the Lakes", "Distr.: General", "3 May 2021", "Original: English"]
    assert texts[8:10] == ["Oslo, 30 May – 3 June 2021", "Item 7 of the agenda of it"]


def test_the_end_of_a_name_that_stands_a_little_higher_than_the_date_beside_it_is_no_mark_of_it(tmp_path):
    """The date was read as a part of the name, and the letters of the name as raised."""
    cover = [at("Office of the lamps", 60, 60, size=10), at("and of ships", 60, 72, size=10), at("(3 May 2021)", 400, 74, size=14)]
    texts = said(tmp_path, [*cover, *TITLE, *SECTION, *PROSE, *FOOT], NEXT)
    assert texts[:2] == ["Office of the lamps and of ships", "(3 May 2021)"]
    [first, *_] = pdf.sheets(tmp_path / "a.pdf", 2)
    assert "and of ships" in [line.plain for line in first.lines]


BOX = [at("Keepers are those who keep the lamps of the lakes.", 80, 130 + 14 * n) for n in range(3)]


def test_a_box_of_text_that_the_file_draws_last_is_read_where_it_stands(tmp_path):
    """It came behind the end of its page, and cut the sentence that goes on on the next."""
    head, foot = at("SEA/BOATS/2021/7", 60, 50), at("1", 300, 800)
    texts = said(tmp_path, [head, *(at(line, 110, 260 + 14 * n) for n, line in enumerate(LINES)), foot, *BOX], NEXT)
    assert texts[0].startswith("Keepers are those")
    assert texts[-2].endswith("for lamps and for boats that keep warm.")


def test_a_table_between_level_rules_that_the_file_draws_last_is_read_where_it_stands(tmp_path):
    table = [rule(60, 500, y) for y in (120, 140, 160)]
    table += [at(words, x, 134) for words, x in (("Paper", 64), ("Symbol", 300))] + [
        at(words, x, 154) for words, x in (("Lamps", 64), ("SEA/1", 300))
    ]
    above = at("The keepers have these papers, and no others have them:", 110, 100)
    texts = said(tmp_path, [above, *(at(line, 110, 200 + 14 * n) for n, line in enumerate(LINES)), *table], NEXT)
    assert texts[:3] == ["The keepers have these papers, and no others have them:", "Paper | Symbol", "Lamps | SEA/1"]


def test_the_second_of_two_columns_stays_behind_the_first_though_it_is_drawn_behind_what_stands_below_both(tmp_path):
    columns = [[at(f"The keepers of lamp {n} of part {part} say so.", x, 100 + 14 * n) for n in range(12)] for part, x in ((1, 60), (2, 310))]
    below = at("What stands below both parts of the page is read when they are read, and not between the two of them.", 60, 330)
    words = " ".join(said(tmp_path, [*columns[0], below, *columns[1]]))
    assert words.index("lamp 11 of part 1") < words.index("lamp 0 of part 2") < words.index("What stands below")


def item(label, x, y, *texts):
    return [at(label, x, y), *(at(words, x + (34 if not n else 0), y + 14 * n) for n, words in enumerate(texts))]


LONG = "The keepers say in which lamps they burn oil, and in which of them they do not burn it;"


def test_an_item_behind_a_letter_and_a_stop_with_which_a_short_line_ends_begins_anew(tmp_path):
    """A letter of a series has its number behind it where the margin broke the line; "Annex A." that ends a paragraph is no such thing."""
    first = item("1.", 60, 600, LONG, "they burn what they find on the shore of the lakes, as is said in Annex A.")
    assert [text[:2] for text in said(tmp_path, first, item("2.", 60, 100, LONG, "the sailors say so too."))] == ["1.", "2."]


def test_contents_below_the_title_that_tell_paragraphs_and_pages_are_no_text(tmp_path):
    """Their heads stand in the middle of a page, and before the page stand the paragraphs."""
    entries = [("I.", "How the visit began", "1–5", "2"), ("II.", "What the keepers say", "6–9", "2"), ("III.", "How it ended", "10–12", "3")]
    contents = [at("Contents", 60, 330), at("Paragraphs", 420, 346), at("Page", 500, 346)]
    for n, row in enumerate(entries):
        contents += [at(words, x, 366 + 16 * n) for words, x in zip(row, (60, 110, 430, 510), strict=True)]
    texts = said(tmp_path, [*MASTHEAD, *ISSUERS, *TITLE, *contents], [*SECTION, *PROSE], NEXT)
    assert texts[8:10] == ["Report of the Harbour Group on its first visit to the eastern lakes", "I. How the visit began"]


def test_a_title_above_how_a_paper_is_handed_out_is_one_where_nothing_larger_stands_below(tmp_path):
    head = [centred("Progress of the boats of the lakes", 100, BOLD, 16), at("Original: English", 60, 125), at("Submitted by the keepers", 60, 145)]
    path = pages(tmp_path / "a.pdf", [*head, at("Introduction", 60, 300, BOLD), *PROSE], NEXT)
    assert read(path).title == "Progress of the boats of the lakes"


def test_a_list_that_ends_in_figures_beyond_the_last_page_is_no_contents(tmp_path):
    listed = [centred("List of Resolutions", 430, BOLD)]
    for n, (name, figure) in enumerate((("How groups work", 1), ("What they work on", 2), ("Boats at sea", 18), ("Other unions", 40))):
        listed += [at(name, 60, 455 + 16 * n), at(str(figure), 520, 455 + 16 * n)]
    texts = said(tmp_path, [*TITLE, *SECTION, *PROSE, *listed], NEXT)
    assert any(text.startswith("Boats at sea") for text in texts)


def test_what_floats_at_the_left_does_not_cut_the_sentence_beside_it(tmp_path):
    """Printed web pages draw it first, and text beside it is set in."""
    box = [at(words, 60, 350 + 14 * n) for n, words in enumerate(("Aside: what is said of", "lamps, of ropes", "and of nets"))]
    above = [at(f"The text {n} begins here and goes on to the right edge of the page and", 60, 316 + 14 * n) for n in range(2)]
    beside = [at(f"beside it line {n} goes on and on with what the keepers said", 200, 344 + 14 * n) for n in range(5)]
    below = [at("and below it the line ends with all that they ever said of the lakes.", 60, 414)]
    texts = said(tmp_path, [*box, *TITLE, *above, *beside, *below])
    assert "and of nets" in texts
    assert texts[-1].startswith("beside it line 0")
    assert texts[-1].endswith("goes on and on with what the keepers said and below it the line ends with all that they ever said of the lakes.")


def test_a_name_whose_second_line_begins_with_a_bracket_is_whole(tmp_path):
    name = [at("The boats of the keepers and of the", 60, 300, BOLD), at("[northern] lakes that they row on", 60, 313, BOLD)]
    texts = said(tmp_path, [*TITLE, *name, *PROSE], NEXT)
    assert "The boats of the keepers and of the [northern] lakes that they row on" in texts
