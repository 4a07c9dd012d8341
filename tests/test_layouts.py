"""Layouts: pages set in ways that the demo corpora do not use; each is one small print, in our own words."""

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from mapper import outline
from mapper.types import Kind, Part, Status
from tests.paper import BOLD, ITALIC, ROMAN, WIDTH, at, centred, opener_page, pages, raised, resolution
from tests.test_grammar import item, opener, printed, read

LONG = "that the members of the group agreed to meet once a year in one of the places that they named,"


def rows(document):
    return [clause.text for clause in document.clauses if clause.part is Part.TABLE]


def texts(document):
    return [(clause.label, clause.text) for clause in document.clauses]


def test_a_number_behind_an_abbreviation_is_no_label(tmp_path):
    content = [
        *resolution(),
        opener("considering", 190),
        *item("a)", "that members are elected as said under No.", 212),
        at("244 of the rules;", 94, 226),
    ]
    assert texts(printed(tmp_path, content)) == [("a)", "that members are elected as said under No. 244 of the rules;")]


def test_a_number_under_the_text_of_an_item_that_hangs_is_no_label(tmp_path):
    content = [
        *resolution(),
        opener("considering", 190),
        *item("a)", "that the work is done by the groups which were named, in Groups 3, 5, 9,", 212),
        at("16 and 20, and by others in some of their many meetings, which are held", 94, 226),
        at("17 times a year;", 94, 240),
    ]
    [clause] = printed(tmp_path, content).clauses
    assert clause.text.endswith("which are held 17 times a year;")


def test_a_number_within_an_open_bracket_is_no_label(tmp_path):
    content = [*resolution(), opener("recalling", 190), at("the outcome of a meeting (Dubai,", 60, 212), at("13 May 2016), which was good,", 60, 226)]
    assert texts(printed(tmp_path, content)) == [("", "the outcome of a meeting (Dubai, 13 May 2016), which was good,")]


def test_a_label_alone_at_the_end_of_a_page_belongs_to_the_text_on_the_next(tmp_path):
    first = [*resolution(), opener("resolves", 690), *item("1", "to meet;", 712), at("2", 60, 734), at("- 1 -", WIDTH / 2, 800)]
    document = printed(tmp_path, first, [at("to report on it.", 94, 70), at("- 2 -", WIDTH / 2, 800)])
    assert texts(document) == [("1", "to meet;"), ("2", "to report on it.")]


def test_words_with_a_colon_right_under_an_opener_are_no_opener(tmp_path):
    content = [*resolution(), opener("instructs the Director", 190), at("pursuant to an earlier wish:", 60, 212), *item("1", "to report.", 234)]
    assert [(c.opener, c.label, c.text) for c in printed(tmp_path, content).clauses] == [
        ("instructs the Director", "", "pursuant to an earlier wish:"),
        ("instructs the Director", "1", "to report."),
    ]


def test_openers_in_bold_letters_open_and_words_of_the_text_do_not(tmp_path):
    content = [*resolution()]
    for place, word in enumerate(("considering", "recalling", "noting")):
        content += [
            opener(word, 190 + 60 * place, BOLD),
            at("that texts are long,", 60, 212 + 60 * place),
            at("noting nothing else.", 60, 226 + 60 * place),
        ]
    document = printed(tmp_path, content)
    assert [c.opener for c in document.clauses] == ["considering", "recalling", "noting"]


def test_long_openers_that_nothing_marks_are_seen_where_they_go_back_to_the_left(tmp_path):
    content = [
        at("RESOLUTION 73 (Rev. Hammamet, 2016)", 200, 80),
        centred("Saving energy", 110, BOLD),
        at("The World Telecommunication Standardization Assembly (Hammamet, 2016),", 60, 150),
        at("instructs the Director", 60, 170),
        at("1", 60, 184),
        at("to hold each year a meeting of the members of the group and of all of their friends,", 94, 184),
        at("and to tell about it at length,", 94, 198),
        at("instructs the Director of the Standardization Bureau, with some others", 60, 212),
        at("to go on.", 60, 226),
    ]
    assert [c.opener.split(",")[0] for c in printed(tmp_path, content).clauses][-1].startswith("instructs the Director of the Stan")


def test_a_note_that_recurs_on_many_pages_is_no_furniture(tmp_path):
    note = at("1  The members of the group are meant by this word, and nobody who is not one of them or stands for one.", 60, 780, ROMAN, 8)
    sheets = [
        [*resolution(str(n)), opener("considering", 190), raised("that members", "1", 60, 212), *(at(LONG, 60, 226 + 14 * k) for k in range(4)), note]
        for n in range(71, 75)
    ]
    document, *others = read(pages(tmp_path / "a.pdf", *sheets)).documents
    assert [len(other.footnotes) for other in others] == [1, 1, 1]
    assert [note.mark for note in document.footnotes] == ["1"]
    assert document.footnotes[0].text.startswith("The members of the group")
    assert document.footnotes[0].clause == document.clauses[0].id
    assert document.clauses[0].text[: document.footnotes[0].at] == "that members"


def test_heads_whose_number_runs_on_are_furniture_whatever_they_say(tmp_path):
    sheets = [[*resolution(), opener("considering", 190), at(LONG, 60, 212)]]
    sheets += [[at(f"Some long name of a book, part {'abcdef'[n]} {n + 2}", 60, 30), at(LONG, 60, 90 + 20 * n)] for n in range(5)]
    assert all("name of a book" not in text for _, text in texts(printed(tmp_path, *sheets)))


def test_what_a_browser_prints_is_furniture(tmp_path):
    content = [
        *resolution(),
        opener("considering", 190),
        at(LONG, 60, 212),
        at("27/11/2026, 10:15", 24, 20, ROMAN, 8),
        at("A title of a page", 300, 20, ROMAN, 8),
    ]
    content += [at("file:///home/somebody/page.html", 24, 832, ROMAN, 8), at("1/1", 570, 832, ROMAN, 8)]
    assert texts(printed(tmp_path, content)) == [("", LONG)]


def test_contents_may_share_a_page_with_a_text(tmp_path):
    content = [
        centred("TABLE OF CONTENTS", 40, BOLD),
        *(at(f"RESOLUTION {n} (Hammamet, 2016) Some title ............................ {n}", 60, 30 * k + 60) for k, n in enumerate((73, 74, 75))),
        at("RESOLUTION 73 (Hammamet, 2016)", 200, 180),
        centred("Some title", 206, BOLD),
        at("The World Telecommunication Standardization Assembly (Hammamet, 2016),", 60, 240),
        opener("considering", 270),
        at(LONG, 60, 292),
    ]
    found = read(pages(tmp_path / "a.pdf", content))
    assert [(document.id, len(document.clauses)) for document in found.documents] == [("wtsa/res/73", 1)]


def test_a_text_that_begins_low_on_a_page_of_contents_is_found_where_its_conference_line_is_two_lines(tmp_path):
    """They stood so near the foot, and so alike on several pages, that they were taken for one; then the heading was an entry."""
    listed = [at(f"RESOLUTION {n} (Hammamet, 2016) Some title ............................ {n}", 60, 20 * n - 1320) for n in range(70, 90)]
    contents = [centred("TABLE OF CONTENTS", 40, BOLD), *listed, *begun(73)]
    said = ["to go on.", "to wait for others.", "to end it."]
    later = [[at("decides", 94, 40, ITALIC), at(words, 60, 64), *(begun(n) if n else [])] for words, n in zip(said, (74, 75, 0), strict=True)]
    found = read(pages(tmp_path / "a.pdf", contents, *later))
    assert [document.id for document in found.documents] == ["wtsa/res/73", "wtsa/res/74", "wtsa/res/75"]
    assert [clause.text for document in found.documents for clause in document.clauses] == said


def test_a_text_that_begins_on_a_page_of_contents_is_found_where_its_openers_are_in_capitals(tmp_path):
    """Its conference line is broken within a word, and nothing else told that it begins there."""
    content = [
        centred("TABLE OF CONTENTS", 40, BOLD),
        *(at(f"RESOLUTION {n} (Hammamet, 2016) Some title ............................ {n}", 60, 30 * k + 60) for k, n in enumerate((73, 74, 75))),
        at("RESOLUTION 73 (Hammamet, 2016)", 200, 180),
        centred("Some title", 206, BOLD),
        at("The World Telecommunication Standardization As-", 60, 240),
        at("sembly (Hammamet, 2016),", 60, 254),
    ]
    after = [at("RECALLING", 60, 60, ROMAN, 9), at(LONG, 60, 80), at("RESOLVES", 60, 120, ROMAN, 9), at("to go on in this Assembly.", 60, 140)]
    found = read(pages(tmp_path / "a.pdf", content, after))
    assert [(document.id, len(document.clauses)) for document in found.documents] == [("wtsa/res/73", 2)]
    opened = [at(words, 60, 250 + 30 * n) for n, words in enumerate(("RECALLING", LONG))]
    [document] = read(pages(tmp_path / "b.pdf", [*content[:-2], *opened], after)).documents
    assert document.id == "wtsa/res/73"


def test_annexes_that_are_counted_at_the_top_of_pages_are_no_heads(tmp_path):
    sheets = [[*resolution(), opener("resolves", 190), at(LONG, 60, 212)]]
    sheets += [[centred(f"Annex {count}", 60, BOLD), at(LONG, 60, 100)] for count in ("I", "II", "III", "IV")]
    document = printed(tmp_path, *sheets)
    assert [clause.opener for clause in document.clauses if clause.part is Part.ANNEX] == ["Annex I", "Annex II", "Annex III", "Annex IV"]


def test_feet_that_count_the_pages_before_the_first_text_in_letters_are_furniture(tmp_path):
    """They stood in the middle of the sentences that they cut."""
    feet = [f"Union of printers (06/2022) {count}" for count in ("iii", "iv", "v", "vi")]
    begun = [*resolution(), opener("resolves", 190), at("to print what the members", 60, 212)]
    others = [[at(f"of all {n} unions and those", 60, 60), at("who read them would have printed by", 60, 76)] for n in range(3)]
    sheets = [[*content, at(foot, 300, 810)] for content, foot in zip([begun, *others], feet, strict=True)]
    document = printed(tmp_path, *sheets)
    assert not any("06/2022" in clause.text for clause in document.clauses)


@pytest.mark.parametrize("head", ["Acts of the Assembly of Writers,", "as they were agreed by Writers]"])
def test_a_head_that_most_pages_have_is_furniture_whatever_ends_it(tmp_path, head):
    """It was kept in the middle of the text, as a line that goes on from the page before, or closes a bracket."""
    above = [at(head, 60, 40, ROMAN, 9)]
    words = (
        "to print less than in the years before it, and to read",
        "more than that, and to send it on to those who ask for it or",
        "may ask for it later, and to wait.",
    )
    first = [*above, *resolution(), opener("resolves", 190), at(words[0], 60, 212)]
    found = read(pages(tmp_path / "a.pdf", first, *([*above, at(text, 60, 80)] for text in (*words[1:], "and on."))))
    assert [clause.text for document in found.documents for clause in document.clauses] == [" ".join(words), "and on."]


@pytest.mark.parametrize(
    ("begins", "size", "among"),
    [
        ("The members of the group are asked to write to the union once a year, in spring,", 9, 0),
        ("The members of the group write to the union,", 11, 0),
        ("The members of the group write to the union,", 9, 2),
    ],
    ids=["long", "large", "on few pages"],
)
def test_annexes_that_begin_alike_keep_their_beginnings(tmp_path, begins, size, among):
    """They were taken for a running head."""
    texts = [[at(begins, 60, 50, ROMAN, size), *item("a)", f"and tell it of all the {n} ships;", 110)] for n in range(1, 4)]
    others = [[at(f"Ships {n} and {n + 7} are old.", 60, 110 + 9 * n)] for n in range(2 * among)]
    parted = [page for n, text in enumerate(texts) for page in (text, *others[among * n : among * (n + 1)])]
    found = read(pages(tmp_path / "a.pdf", [*resolution(), opener("resolves", 190), *item("1", "to write:", 212)], *parted))
    assert " ".join(clause.text for document in found.documents for clause in document.clauses).count(begins) == len(texts)


@pytest.mark.parametrize("heads", [["Note to the Council"], ["Note to the Council", "Resolutions of WTDC"]])
def test_a_body_that_all_heads_name_or_every_other_one_is_not_whose_texts_they_are(tmp_path, heads):
    """It may be whom the book is for: the cover says whose they are."""
    cover = [centred("World Telecommunication Standardization Assembly", 200, BOLD, 20), centred("Resolutions of WTSA as they stand", 240, BOLD, 16)]
    texts = [
        [
            at(head, 60, 50, ROMAN, 9),
            centred(f"RESOLUTION {n} (Lagos, 2016)", 90),
            centred("Ships and ropes", 110, BOLD),
            opener("resolves", 210),
            *item("1", "to meet;", 232),
            at(f"- {n} -", 290, 810, ROMAN, 9),
        ]
        for n, head in enumerate(3 * heads, 1)
    ]
    found = read(pages(tmp_path / "a.pdf", cover, *texts)).documents
    assert [document.id for document in found] == [f"wtsa/res/{n}" for n in range(1, len(texts) + 1)]


def test_an_opener_in_small_letters_at_the_top_of_each_page_is_no_head(tmp_path):
    texts = [[at("recognizing", 94, 50, ITALIC, 9), *item("a)", f"that {n} ships are old;", 110)] for n in (3, 5, 7)]
    [document] = read(pages(tmp_path / "a.pdf", [*resolution(), opener("considering", 190), *item("a)", "that ships age;", 212)], *texts)).documents
    assert [clause.opener for clause in document.clauses] == ["considering", *["recognizing"] * 3]


def test_a_conference_line_at_the_top_of_each_page_is_no_head(tmp_path):
    texts = [[at("The World Telecommunication Standardization", 60, 60), at("Assembly (Hammamet, 2016),", 60, 74)] for _ in range(4)]
    heads = [[centred(f"RESOLUTION {n} (Hammamet, 2016)", 40, ROMAN, 14)] for n in range(73, 77)]
    content = [[*head, *text, opener("resolves", 110), at("to go on.", 60, 134)] for head, text in zip(heads, texts, strict=True)]
    found = read(pages(tmp_path / "a.pdf", *content))
    assert [[clause.text for clause in document.clauses] for document in found.documents] == [["to go on."]] * 4
    assert {document.edition.label for document in found.documents} == {"Hammamet, 2016"}
    assert all("Assembly" not in document.title for document in found.documents)


def test_a_clause_that_begins_with_a_reference_heads_no_text(tmp_path):
    """It stood in the middle by chance, and the clauses below it were those of another text."""
    cited = "Resolution 37 (Rev. Dubai, 2014) of the World Telecommunication Development Conference, on ships,"
    content = [*resolution(), opener("noting", 190), centred(cited, 212, ROMAN, 9), opener("resolves", 240), at("to go on.", 60, 262)]
    assert [document.id for document in read(pages(tmp_path / "a.pdf", content)).documents] == ["wtsa/res/73"]


def begun(number):
    lines = ["The World Telecommunication Standardization", "Assembly (Hammamet, 2016),"]
    head = [centred(f"RESOLUTION {number} (Hammamet, 2016)", 700, ROMAN, 14), centred("Some title", 730, BOLD, 14)]
    return [*head, at(lines[0], 60, 766), at(lines[1], 60, 780)]


@pytest.mark.parametrize("number", ["69 and 75 (Rev. Dubai, 2014) of it;", "175 (Rev. Dubai, 2014), and 9 of it;", "4-1 or 5 of it;"])
def test_a_list_of_numbers_goes_on_over_the_end_of_a_line(tmp_path, number):
    lines = [at("a) to read what Resolutions 47 and 48 (Rev. Dubai, 2012), 49,", 60, 212), at(number, 60, 226)]
    document = printed(tmp_path, [*resolution(), opener("considering", 190), *lines, at("b) to go on,", 60, 240)])
    assert texts(document) == [("a)", f"to read what Resolutions 47 and 48 (Rev. Dubai, 2012), 49, {number}"), ("b)", "to go on,")]


@pytest.mark.parametrize("behind", ['"so it is"', "(as before)", "“so it is”"])
def test_what_stands_apart_behind_a_comma_is_another_word_where_the_file_draws_no_blanks(tmp_path, behind):
    width = stringWidth("that it is dear,", ROMAN, 11)
    words = [at("that it is dear,", 60, 212), at(behind, 61.6 + width, 212)]
    document = printed(tmp_path, [*resolution(), opener("considering", 190), *words])
    assert texts(document) == [("", f"that it is dear, {behind}")]


def test_letters_with_a_stop_that_count_on_before_a_gap_are_labels(tmp_path):
    lines = [*item("A.", "to save energy in the networks", 212), at("of all members;", 94, 226), *item("B.", "to go on.", 240)]
    assert texts(printed(tmp_path, [*resolution(), opener("resolves", 190), *lines])) == [
        ("A.", "to save energy in the networks of all members;"),
        ("B.", "to go on."),
    ]


def test_such_a_letter_counts_on_in_its_column_though_it_leaves_no_gap(tmp_path):
    """A wide one fills it."""
    body = [("A.", "to save;"), ("B.", "to plant;"), ("C.", "to read;")]
    lines = [part for n, (label, words) in enumerate(body) for part in item(label, words, 212 + 20 * n)]
    last = [at("D. to write;", 60, 272), at("E. Smith, of the bureau, is asked to", 94, 292), at("do so.", 94, 306)]
    document = printed(tmp_path, [*resolution(), opener("resolves", 190), *lines, *last])
    assert texts(document)[:4] == [*body, ("D.", "to write;")]
    assert "E. Smith" in texts(document)[-1][1]


def table(top, bottoms, sheet_rows, *, roof=True):
    """Draw a table; without a roof the page before had its upper edge."""
    xs, ys = (60, 200, 400), (top, *bottoms)

    def write(sheet):
        for x in xs:
            sheet.canvas.line(x, 842 - ys[0], x, 842 - ys[-1])
        for y in ys if roof else ys[1:]:
            sheet.canvas.line(xs[0], 842 - y, xs[-1], 842 - y)

    return [write, *(at(words, x + 5, y) for y, cells in sheet_rows for x, words in zip(xs, cells, strict=False) if words)]


def test_a_table_that_is_open_at_the_top_keeps_its_first_row(tmp_path):
    content = [*resolution(), opener("resolves", 190), at("to use the table:", 60, 212)]
    content += table(240, (260, 280), [(255, ("Group", "Subject")), (275, ("SG 5", "energy"))], roof=False)
    assert rows(printed(tmp_path, content)) == ["Group | Subject", "SG 5 | energy"]


def test_a_row_that_a_page_cuts_is_one_row(tmp_path):
    first = [*resolution(), opener("resolves", 190), at("to use the table:", 60, 212)]
    first += table(700, (720, 745), [(715, ("Group", "Subject")), (740, ("SG 5", "energy and the"))])
    second = table(60, (80, 100), [(75, ("", "climate of the Earth")), (95, ("SG 17", "security"))])
    assert rows(printed(tmp_path, first, second)) == ["Group | Subject", "SG 5 | energy and the climate of the Earth", "SG 17 | security"]


def test_a_blank_that_was_drawn_over_a_stop_is_a_blank(tmp_path):
    def write(sheet):
        line = sheet.canvas.beginText(60, 842 - 212)
        line.setFont(ROMAN, 11)
        line.textOut("that networks,")
        line.moveCursor(0, 0)
        sheet.canvas.drawText(line)
        x = 60 + sheet.canvas.stringWidth("that networks,", ROMAN, 11) + 2
        sheet.text("roads and posts differ,", x, 212)

    document = printed(tmp_path, [*resolution(), opener("considering", 190), write])
    assert texts(document) == [("", "that networks, roads and posts differ,")]


def test_a_sentence_goes_on_in_the_second_column(tmp_path):
    lines = ["which is set in two columns of words, each of", "them as wide as a hand, since some papers are"]
    left = [at(words, 60, 240 + 14 * n) for n, words in enumerate(lines * 6)]
    right = [at(words, 320, 212 + 14 * n) for n, words in enumerate(lines * 6)]
    content = [
        *resolution(),
        opener("considering", 190),
        at("that there is a text in this resolution of ours", 60, 226),
        *left,
        *right,
        at("so made,", 320, 380),
    ]
    document = printed(tmp_path, content)
    assert [text.split()[-2:] for _, text in texts(document)] == [["so", "made,"]]


# ---- what goes on in a paragraph, and what begins one --------------------------------------------------------------------------------------------


def entries(tmp_path, *lines):
    """Print lines of (words, x, font, size) under an item that is as wide as the page."""
    content = [*resolution(), opener("resolves", 190), at(LONG, 60, 212)]
    content += [at(words, x, 240 + 14 * n, font, size) for n, (words, x, font, size) in enumerate(lines)]
    return [text for _, text in texts(printed(tmp_path, content))][1:]


def test_an_entry_of_a_list_of_sources_goes_on_in_the_lines_that_hang_on_its_key(tmp_path):
    """An entry was cut where a line had room, or before an address that stands in smaller letters."""
    assert entries(
        tmp_path,
        ("[Z-Tide] Harbour group (2009), Tides.", 60, ROMAN, 11),
        ("Seen in May", 130, ROMAN, 11),
        ("<http://tide.example/of/all/harbours>", 130, "Helvetica", 9),
        ("[Z-Wave] Harbour group (2011), Waves.", 60, ROMAN, 11),
    ) == ["[Z-Tide] Harbour group (2009), Tides. Seen in May <http://tide.example/of/all/harbours>", "[Z-Wave] Harbour group (2011), Waves."]


def test_an_address_in_other_letters_goes_on_in_its_sentence(tmp_path):
    lines = [("The list of all tides and of those who measure them is at", 60, ROMAN, 11), ("http://tide.example/of/all", 60, "Helvetica", 9)]
    assert entries(tmp_path, *lines) == ["The list of all tides and of those who measure them is at http://tide.example/of/all"]


def test_a_line_goes_on_in_the_letters_in_which_the_one_before_ends_whatever_most_of_it_is_set_in(tmp_path):
    """A line that is mostly an address in small letters was taken for another paragraph."""

    def mixed(words, address, y):
        def write(sheet):
            sheet.text(words, 60, y)
            sheet.text(address, 60 + sheet.canvas.stringWidth(f"{words} ", ROMAN, 11), y, "Helvetica", 9)

        return write

    whole = "The list of all tides and of those who measure them is kept by the harbour group and the"
    content = [
        *resolution(),
        opener("resolves", 190),
        at(LONG, 60, 212),
        at(whole, 60, 240),
        mixed("others at:", "http://tide.example/of/all/harbours/of/the/sea", 254),
    ]
    expected = f"{whole} others at: http://tide.example/of/all/harbours/of/the/sea"
    assert texts(printed(tmp_path, content))[1:] == [("", expected)]


def test_a_note_begins_a_paragraph_whatever_stands_above_it(tmp_path):
    wide = "NOTE 1 – The tides of the year are those that the harbours themselves have measured, and no"
    found = entries(tmp_path, (wide, 60, ROMAN, 11), ("NOTE 2: others count if they", 60, ROMAN, 11), ("Note the date.", 60, ROMAN, 11))
    assert found == [wide, "NOTE 2: others count if they Note the date."]


def test_lines_of_a_program_are_lines(tmp_path):
    code = [(words, 80, "Courier", 10) for words in ("GET /tides HTTP/1.1", "Host: tide.example", "{", "}")]
    assert entries(tmp_path, *code) == [words for words, *_ in code]


def test_lines_that_end_at_one_place_within_an_indent_go_on(tmp_path):
    """Where a paragraph is set in from the right, its lines had room for the next word, and an item was cut into two."""
    first, second = "The tides of the year are those of the harbours as they", "have measured them, all of them at noon of each day as"
    end = 70 + 290

    def justified(words, x, y):
        def write(sheet):
            parts, place = words.split(), x
            gap = (end - x - sum(sheet.canvas.stringWidth(part, ROMAN, 11) for part in parts)) / (len(parts) - 1)
            for part in parts:
                sheet.text(part, place, y)
                place += sheet.canvas.stringWidth(part, ROMAN, 11) + gap

        return write

    content = [
        *resolution(),
        opener("resolves", 190),
        at(LONG, 60, 212),
        justified(first, 70, 240),
        justified(second, 104, 254),
        at("they can.", 104, 268),
    ]
    assert texts(printed(tmp_path, content))[1:] == [("", f"{first} {second} they can.")]


def test_a_dotted_number_within_an_open_bracket_is_no_label(tmp_path):
    """A sentence was cut where a line began with a number of a clause that it cites."""
    content = [
        *resolution(),
        opener("resolves", 190),
        *item("9.5", "Rules", 212),
        *item("9.5.1", "that no member may object to it (but see also what is said in 9.5.4, as to reservations,", 234),
        at("9.5.5 and 9.5.6). See the rules.", 60, 248),
    ]
    assert texts(printed(tmp_path, content))[-1][1].endswith("as to reservations, 9.5.5 and 9.5.6). See the rules.")


def test_numbering_may_begin_with_nought(tmp_path):
    labels = ("7", "7.1", "7.1.0", "7.1.1", "7.2")
    content = [*resolution(), opener("resolves", 190), *(line for n, label in enumerate(labels) for line in item(label, "to report;", 212 + 22 * n))]
    document = printed(tmp_path, content)
    assert [(clause.label, clause.depth) for clause in document.clauses][1:] == [("7.1", 1), ("7.1.0", 2), ("7.1.1", 2), ("7.2", 1)]
    assert not [problem for problem in document.problems if "7.1.0" in problem or "7.2" in problem]


def test_headings_that_are_alike_begin_texts_though_nothing_opens_them(tmp_path):
    sea = [centred("Working Party 5B - Services at sea", 60, BOLD), at("Studies of the radio of ships and of what helps them in need.", 60, 84)]
    sky = [centred("Working Party 5C - Fixed services", 124, BOLD), at("Studies of links between points that do not move.", 60, 148)]
    found = read(pages(tmp_path / "a.pdf", [*sea, *sky]))
    assert [(document.id, len(document.clauses)) for document in found.documents] == [("itu-r/wp/5b", 1), ("itu-r/wp/5c", 1)]
    assert found.told == ()


def test_headings_within_another_text_begin_none(tmp_path):
    content = [*resolution(), opener("resolves", 190), at("that these groups are asked:", 60, 212)]
    groups = [at("WORKING PARTY 5B", 60, 240, BOLD), at("It looks at what ships need.", 60, 262), at("WORKING PARTY 5C", 60, 290, BOLD)]
    found = read(pages(tmp_path / "a.pdf", [*content, *groups, at("It looks at links on land.", 60, 312)]))
    assert [document.id for document in found.documents] == ["wtsa/res/73"]
    assert "missing: mandate 5B has a heading but no text" in found.missing


def test_of_headings_without_any_text_those_that_were_not_taken_are_told(tmp_path):
    content = [centred("Working Party 5B", 60, BOLD), centred("Working Party 5C", 100, BOLD), centred("Services on land", 130, BOLD)]
    found = read(pages(tmp_path / "a.pdf", content))
    assert "missing: mandate 5B has a heading but no text" in found.missing


def question(number, count, y):
    """Print a Question whose sections count within it, or do not."""
    heads = [(name, n) for n, name in enumerate(("Motivation", "Question", "Relationships"), 1)]
    body = [print_ for name, n in heads for print_ in (at(f"{count}{n} {name}", 60, y + 50 * n - 20, BOLD), at("Nets need power.", 60, y + 50 * n))]
    return [centred(f"Question {number} - Energy of nets", y, BOLD), *body]


def test_sections_may_count_within_their_question(tmp_path):
    found = read(pages(tmp_path / "a.pdf", [*question("A/5", "A.", 60), *question("7/5", "7.", 260), *question("8/5", "", 460)])).documents
    assert [document.number for document in found] == ["A/5", "7/5", "8/5"]
    for document in found:
        assert [(c.part, c.opener) for c in document.clauses] == [
            (Part.BODY, "Motivation"),
            (Part.BODY, "Question"),
            (Part.RELATIONS, "Relationships"),
        ]


def test_a_part_of_a_section_is_no_section(tmp_path):
    part = [at("2.1 Study items", 60, 182, BOLD), at("Which nets?", 60, 202)]
    [document] = read(pages(tmp_path / "a.pdf", [*question("7/5", "", 60)[:5], *part])).documents
    assert [(c.opener, c.label, c.text) for c in document.clauses][-2:] == [("Question", "2.1", "Study items"), ("Question", "", "Which nets?")]


@pytest.mark.parametrize("called", ["Res. ITU-R", "Res.ITUR", "Res.", "Resolution ITU-R", "RESOLUTION"])
def test_contents_of_a_book_of_an_assembly_call_its_texts_in_short(tmp_path, called):
    listed = (("8-4", "Fairs", 2), ("71", "Posts", 3), ("73", "Masts", 4))
    entries = [f"{called} {number}  {words} {'.' * 40} {page}" for number, words, page in listed]
    book = [
        [centred(f"RESOLUTION ITU-R {number}", 60), centred(words, 80, BOLD), at("The ITU Radiocommunication Assembly,", 60, 120), *rest]
        for number, words, _ in listed[:2]
        for rest in [[opener("resolves", 150), at("to go on.", 60, 172)]]
    ]
    contents = [centred("TABLE OF CONTENTS", 60, BOLD), *(at(entry, 60, 100 + 20 * n) for n, entry in enumerate(entries))]
    found = read(pages(tmp_path / "a.pdf", contents, *book))
    assert (found.quality.contents.listed, found.quality.contents.found) == (3, 2)
    assert found.missing == ("missing: resolution 73 stands in the contents but was not found",)


def test_the_page_of_an_entry_may_stand_in_a_cell_below_its_words(tmp_path):
    entries = [
        at("Res. ITU-R 8-4 The part of the Sector in fairs and the role", 60, 100),
        at(f"of small places {'.' * 20}", 60, 114),
        at("7", 500, 107),
    ]
    more = [at(f"Res. ITU-R {number} Posts {'.' * 40} {number}", 60, 140 + 20 * number) for number in (1, 2, 3)]
    found = read(pages(tmp_path / "a.pdf", [centred("TABLE OF CONTENTS", 60, BOLD), *entries, *more], opener_page()))
    assert (Kind.RESOLUTION, "8-4", 7) in found.quality.contents.missing


def proposed(mark, number, words, *below):
    return [at(f"{mark} ABC/7A2/{number}", 60, 60), centred(f"RESOLUTION {number} (Rev. Dubai, 2012)", 90), centred(words, 110, BOLD), *below]


def test_reasons_of_a_proposal_are_not_of_its_text_and_one_that_asks_for_no_text_says_so(tmp_path):
    line = "The World Telecommunication Standardization Assembly (Hammamet, 2016),"
    text = [at(line, 60, 140), opener("resolves", 170), at("to save energy.", 60, 192)]
    reasons = [at("Reasons: Energy is dear.", 60, 220), at("Power plants are old.", 60, 242)]
    changed = proposed("MOD", 31, "Fairs", *text, *reasons)
    unchanged = proposed("NOC", 32, "Posts", at("Reasons: It does its work.", 60, 140))
    ended = proposed("SUP", 33, "Masts", at("Reasons: It is done.", 60, 140))
    found = read(pages(tmp_path / "a.pdf", changed, unchanged, ended))
    assert [(d.number, [c.text for c in d.clauses]) for d in found.documents] == [("31", ["to save energy."]), ("32", []), ("33", [])]
    told = [[(key, value) for key, value in d.details if key in ("proposed", "reasons")] for d in found.documents]
    assert told == [
        [("reasons", "Reasons: Energy is dear."), ("reasons", "Power plants are old.")],
        [("proposed", "unchanged"), ("reasons", "Reasons: It does its work.")],
        [("proposed", "suppressed"), ("reasons", "Reasons: It is done.")],
    ]
    assert {d.status for d in found.documents} == {Status.DRAFT}
    assert (found.told, found.quality.lost) == ((), ())


def test_reasons_in_an_adopted_text_are_of_the_text(tmp_path):
    content = [*resolution(), opener("resolves", 190), at("to save energy for two of them.", 60, 212), at("Reasons: power and cost.", 60, 234)]
    assert texts(printed(tmp_path, content)) == [("", "to save energy for two of them."), ("", "Reasons: power and cost.")]


@pytest.mark.parametrize("head", ["RR Vol. 3 – RES673-1", "RES673-1", "AP30B-1"])
def test_a_head_that_counts_the_pages_of_one_text_is_furniture_on_its_only_page(tmp_path, head):
    content = [at(head, 400, 40), *resolution(), opener("resolves", 190), at("to save energy.", 60, 212)]
    assert texts(printed(tmp_path, content)) == [("", "to save energy.")]


def test_marks_of_copies_are_furniture_wherever_they_stand(tmp_path):
    second = [at("Page 2:", 60, 400), *item("2", "to meet, see Page 2: cables.", 422)]
    content = [*resolution(), opener("resolves", 190), *item("1", "to save energy;", 212), *second]
    assert texts(printed(tmp_path, content)) == [("1", "to save energy;"), ("2", "to meet, see Page 2: cables.")]


def test_an_address_that_a_line_breaks_behind_a_stroke_has_no_blank(tmp_path):
    lines = ("to tell members of the list that stands on the pages at http://", "example.int/en/", "list, and of the one at the other place.")
    content = [*resolution(), opener("resolves", 190), *(at(line, 60, 212 + 14 * n) for n, line in enumerate(lines))]
    [clause] = printed(tmp_path, content).clauses
    assert clause.text.endswith("at http://example.int/en/list, and of the one at the other place.")


def test_j_may_follow_h_and_no_other_letter_is_left_out(tmp_path):
    letters = [*(item(f"{letter})", f"that {letter} is so;", 200 + 20 * n) for n, letter in enumerate("abcdefghjk"))]
    content = [*resolution(), opener("considering", 180), *(write for each in letters for write in each)]
    document = printed(tmp_path, content)
    assert [(clause.label[:1], clause.depth) for clause in document.clauses] == [(letter, 0) for letter in "abcdefghjk"]
    assert document.problems == ()


def test_an_annex_that_holds_but_a_table_is_shown_as_an_annex(tmp_path):
    content = [*resolution(), opener("resolves", 190), at("to plan as in the annex.", 60, 212)]
    annex = [centred("ANNEX 1", 60), centred("The plan", 80, BOLD), *table(100, (120, 140), [(115, ("Year", "Sum")), (135, ("2018", "7"))])]
    shown = list(outline.tree(printed(tmp_path, content, annex)))
    assert shown.index("  annex") < shown.index("    ANNEX 1")


@pytest.mark.parametrize("count", ["A.", "7.", ""])
def test_the_head_of_a_section_that_nothing_but_its_count_marks_stands_alone(tmp_path, count):
    asked = (f"{count}2 Question", "Which of the many", "nets need it most?")
    lines = (f"{count}1 Motivation", "Nets need power, which is dear.", *asked, f"{count}3 Tasks", "One report.")
    content = [centred("Question 7/5 - Energy of nets", 60, BOLD), *(at(line, 60, 80 + 13 * n) for n, line in enumerate(lines))]
    told = [(c.opener, c.text) for c in printed(tmp_path, content).clauses]
    assert told == [("Motivation", "Nets need power, which is dear."), ("Question", "Which of the many nets need it most?"), ("Tasks", "One report.")]


def test_a_number_before_the_name_of_a_section_within_a_line_begins_nothing(tmp_path):
    lines = ("Nets need power, and the group asks of all the reports that it has seen, in its", "7 Tasks were named, and more.")
    head = [centred("Question 7/5 - Energy of nets", 60, BOLD), at("1 Motivation", 60, 80)]
    content = [*head, *(at(line, 60, 93 + 13 * n) for n, line in enumerate(lines))]
    [clause] = printed(tmp_path, content).clauses
    assert clause.text.endswith("in its 7 Tasks were named, and more.")


def test_a_text_that_was_not_changed_and_is_but_named_is_no_document_and_none_of_the_text_before(tmp_path):
    content = [*resolution(), opener("resolves", 190), at("to save energy.", 60, 212)]
    named = [at("NOC", 60, 60), centred("RESOLUTION 32 (Rev. Dubai, 2012)", 90), centred("Posts", 110, BOLD)]
    found = read(pages(tmp_path / "a.pdf", content, named))
    assert [(d.number, [c.text for c in d.clauses]) for d in found.documents] == [("73", ["to save energy."])]
    assert (found.told, found.quality.lost) == ((), ())
