"""Written lines: a file of pages and a Word file part what a writer parted, and show the letters that a reader sees."""

import zipfile

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from mapper.documents import extract, from_path
from mapper.extractors.symbols import sign
from tests.paper import BOLD, ITALIC, at, centred, pages, resolution
from tests.test_docx import HEAD, W, rewritten, word
from tests.test_grammar import item, opener
from tests.test_grammar import printed as read_back

PROSE = (
    "to read what the members of the union who wish to print less in their offices have",
    "written on it so far, and to ask all of the others whether they wish to join them in",
    "what they do, as they were asked to by the meeting of all the groups that was held in",
)
RECOMMENDATION = (("Rec_No", "Recommendation ITU-T X.90"), ("Rec_title", "Open source"), ("Heading 1", "1 Scope"), ("Normal", "Code is read."))


def printed(tmp_path, *content):
    [document] = extract(from_path(pages(tmp_path / "a.pdf", [*resolution(), at("resolves", 94, 190, ITALIC), *content]))).documents
    return [clause.text for clause in document.clauses]


def lines(texts, top=300, left=60):
    return [at(text, left, top + 13 * place) for place, text in enumerate(texts)]


def test_lines_that_their_writer_ended_are_not_joined(tmp_path):
    code = ["if Ready( now )", "start := 1", "endif", "where"]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *lines(code, 350)) == [" ".join(PROSE * 3), *code]


def test_a_remark_in_brackets_is_no_part_of_the_name_of_a_section_above_it(tmp_path):
    name = "B.4 Lamps and lights of the ships of all members of the union"
    section = [at(name, 60, 350, BOLD), at("[change as shown]", 60, 363, BOLD)]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *section)[1:] == [name, "[change as shown]"]


def test_a_line_drawn_with_signs_stands_alone(tmp_path):
    bar = "+-" * 38 + "+"
    drawing = ["a b c d e f g h", bar, "Kind = 4", bar]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *lines(drawing, 350))[1:] == drawing


def test_lines_that_end_in_three_dots_are_no_contents(tmp_path):
    """They were set aside without a word."""
    code = [f"Kind = {n}, length, words..." for n in range(4)]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *lines(code, 350))[1:] == code


def test_a_sentence_goes_on_below_a_line_that_a_larger_label_makes_higher(tmp_path):
    first, second, third = PROSE
    item_ = [at("•", 60, 350, size=13), at(first, 75, 350), at(second, 75, 365.8), at(third, 75, 378.8)]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *item_)[1:] == [" ".join(PROSE)]


def test_what_stands_far_below_a_number_is_not_its_text(tmp_path):
    figure = [at("0.567", 300, 350), at("Figure of lamps", 264, 430)]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *figure)[1:] == ["0.567", "Figure of lamps"]


def test_a_sentence_that_goes_on_behind_a_short_line_is_joined(tmp_path):
    broken = ["to go on in front of the card", "under test if it is extended."]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *lines(broken, 350)) == [" ".join(PROSE * 3), " ".join(broken)]


def test_entries_of_a_list_of_words_are_not_joined_though_their_lines_are_full(tmp_path):
    meanings = ["what stands at the side of a road and tells those who walk there how far it is", "whoever walks there", "what they walk to"]
    words = [part for n, meaning in enumerate(meanings) for part in (at(f"W{n}", 60, 350 + 13 * n), at(meaning, 130, 350 + 13 * n))]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *words)[1:] == [f"W{n} {meaning}" for n, meaning in enumerate(meanings)]


def test_what_hangs_under_the_meaning_of_a_word_goes_on_in_it(tmp_path):
    words = [at("W", 60, 350), at("what stands at the side of a road, with the marks of all", 130, 350), at("[Whoever Set It There]", 130, 363)]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *words)[1:] == [
        "W what stands at the side of a road, with the marks of all [Whoever Set It There]"
    ]


def test_short_lines_are_joined_where_no_page_shows_how_wide_the_text_is_set(tmp_path):
    assert printed(tmp_path, *lines(["Groups report", "each year."], 212)) == ["Groups report each year."]


@pytest.mark.parametrize("switch", ["caps", "smallCaps"])
def test_letters_set_in_capitals_are_capitals(tmp_path, switch):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to use an Agent."))
    parted = f'to use an </w:t></w:r><w:r><w:rPr><w:{switch}/></w:rPr><w:t>Agent</w:t></w:r><w:r><w:t xml:space="preserve">.'.encode()
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"to use an Agent.", parted).replace(b"<w:t>to", b'<w:t xml:space="preserve">to'))
    assert [clause.text for clause in extract(from_path(path)).documents[0].clauses] == ["to use an AGENT."]


@pytest.mark.parametrize("style", ["font-variant: small-caps", "text-transform: uppercase"])
def test_letters_of_web_pages_set_in_capitals_are_capitals(tmp_path, style):
    head = "<h1>RESOLUTION 90 (Hammamet, 2016)</h1><h2>Open source</h2><p>The World Telecommunication Standardization Assembly (Hammamet, 2016),</p>"
    path = tmp_path / "a.html"
    path.write_text(f'<html><body>{head}<p><i>resolves</i></p><p>to use an <span style="{style}">Agent</span>.</p></body></html>', encoding="utf-8")
    assert [clause.text for clause in extract(from_path(path)).documents[0].clauses] == ["to use an AGENT."]


def test_a_name_keeps_its_figure_in_a_word_file_with_a_note_of_that_number(tmp_path):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to set Argument1 to nothing at allHERE."))
    note = b'</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>'
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"HERE", note))
    with zipfile.ZipFile(path, "a") as archive:
        text = '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>Zero.</w:t></w:r></w:p></w:footnote>'
        archive.writestr("word/footnotes.xml", f"<w:footnotes {W}>{text}</w:footnotes>")
    [document] = extract(from_path(path)).documents
    assert [clause.text for clause in document.clauses] == ["to set Argument1 to nothing at all."]
    assert [note.mark for note in document.footnotes] == ["1"]


@pytest.mark.parametrize(("style", "breaks"), [("Normal", "<w:br/>"), ("Normal", "<w:br/><w:br/>"), ("Rec_title", "<w:br/><w:br/>")])
def test_an_annex_is_found_whose_name_and_title_share_a_paragraph(tmp_path, breaks, style):
    path = word(tmp_path / "a.docx", *RECOMMENDATION, (style, "Annex F2HERERules of grammar"), ("Normal", "Names are words."))
    parted = f"</w:t>{breaks}<w:t>".encode()
    bold = b"<w:r><w:rPr><w:b/></w:rPr><w:t>Annex F2"
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"<w:r><w:t>Annex F2", bold).replace(b"HERE", parted))
    [document] = extract(from_path(path)).documents
    assert (document.clauses[-1].opener, document.clauses[-1].text) == ("Annex F2", "Names are words.")
    assert ("annex", "Annex F2: Rules of grammar") in document.details


@pytest.mark.parametrize(("code", "shown"), [(0xF0D8, "¬"), (0xF0D9, "∧"), (0xF022, "∀"), (0xF0CF, "∉")])
def test_signs_of_logic_are_read_from_their_font(code, shown):
    assert sign(code, "Symbol") == shown


def test_the_name_and_the_title_of_an_annex_are_two_lines_whatever_the_file_is(tmp_path):
    path = word(tmp_path / "a.docx", ("Normal", "Words before."), ("Annex_No&Title", "Annex BHERERules of grammar"), ("Normal", "Words behind."))
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"HERE", b"</w:t><w:br/><w:br/><w:t>"))
    [document] = extract(from_path(path)).documents
    assert [clause.text for clause in document.clauses] == ["Words before.", "Annex B", "Rules of grammar", "Words behind."]


@pytest.mark.parametrize(
    "foot", ["ITU-T Rec. X.90 (2012) Implementors' Guide (2017-10) i", "ITU-T Rec. X.90 (2012)/Cor.1 (10/2017) 1", "2 ITU-T Rec. X.90 (10/2007)"]
)
def test_the_feet_of_a_guide_and_of_an_older_recommendation_are_no_text(tmp_path, foot):
    assert printed(tmp_path, *lines(PROSE, 212), at(foot, 60, 790)) == [" ".join(PROSE)]


def test_a_measure_is_no_label_though_a_sign_in_another_font_stands_behind_its_number(tmp_path):
    """What followed was out of turn, and lost its numbers."""
    broken = ["to be still as long as a ship needs to sail by and as the lamps need to be lit, for", "75"]
    measure = [at("\xb1", 75, 363, "Courier"), at("5 hours, and to sail then.", 86, 363)]
    joined = f"{broken[0]} 75 \xb1 5 hours, and to sail then."
    assert printed(tmp_path, *lines(PROSE * 3, 212), *lines(broken, 350), *measure)[1:] == [joined]


def test_items_with_a_right_indent_are_whole(tmp_path):
    """The margin of an item that is set in from the right breaks its lines; a sentence goes on there in a capital, a figure or a bracket."""
    wide = [at("that the members of the union met in the first week of the year in one of the many places that they named", 94, 212)]
    wide += [at("and went home by boat, which is cheap;", 94, 226)]
    narrow = [
        *item("b)", "that the lamps of the union, as said in the text of the group of", 250),
        at("Lake Victoria (see No. 7) and as the members said in the text of", 94, 264),
        at("(Rev. Nairobi, 2018), are old;", 94, 278),
    ]
    more = [
        at("and the ropes of the union, which were bought in the year in which the members met for the first time, are", 94, 300 + 14 * n)
        for n in range(9)
    ]
    found = read_back(
        tmp_path, [*resolution(), opener("considering", 190), at("a)", 60, 212), *wide, *narrow, at("c)", 60, 300), *more, at("old;", 94, 426)]
    )
    assert [clause.label for clause in found.clauses] == ["a)", "b)", "c)"]
    assert found.clauses[1].text.endswith("in the text of (Rev. Nairobi, 2018), are old;")


def test_formulas_under_each_other_are_lines_of_their_own(tmp_path):
    formulas, words = ["Depth = Sea – Ship", "Cost (f) ≥ 3.2", "Cost (g) ≥ 2.6"], ["Depth of all seas = Sea", "and so on"]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *(centred(text, 350 + 13 * n, size=11) for n, text in enumerate(formulas)))[1:] == formulas
    assert printed(tmp_path, *lines(PROSE * 3, 212), *(centred(text, 350 + 13 * n, size=11) for n, text in enumerate(words)))[1:] == [" ".join(words)]


def test_a_sentence_that_sets_words_equal_is_no_formula(tmp_path):
    words = ["price = what it costs", "value ≥ 3 of it"]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *(centred(text, 350 + 13 * n, size=11) for n, text in enumerate(words)))[1:] == [" ".join(words)]


def test_lines_of_one_width_of_letter_are_not_joined_on_a_page_that_holds_nothing_else(tmp_path):
    names = [f"./ships/{name}.txt" for name in ("boats", "rafts", "tugs", "yachts", "sails", "ropes", "lamps", "buoys") * 2]
    mono = [at(name, 60, 100 + 12 * n, "Courier", 10) for n, name in enumerate(names)]
    [document] = extract(from_path(pages(tmp_path / "a.pdf", [*resolution(), opener("resolves", 190), *lines(PROSE, 212)], mono))).documents
    assert [clause.text for clause in document.clauses][1:] == names


def test_a_typed_text_is_joined_however_narrow_it_is(tmp_path):
    """A text of sixty letters a line, or in two columns, ends far from the edge of the page."""
    wide = [
        "The group of members agreed to meet once a year in one of",
        "the places that they named and Members who wish to pay for",
        "all of it may do so.",
    ]
    narrow = ["The group of members", "agreed to meet every year", "in cities that each one", "of those who pay for it", "names."]
    words = ["Telecommunication", "Administrations"]  # no sentence is on their page, but blanks are

    def typed(texts, left, top=100):
        return [at(text, left, top + 12 * n, "Courier", 10) for n, text in enumerate(texts)]

    found = printed(tmp_path, *(each for n in range(5) for each in typed(wide, 60, 212 + 50 * n)))
    assert found == [" ".join(wide)] * 5
    columns = [each for left in (60, 310) for n in range(4) for each in typed(narrow, left, 100 + 80 * n)]
    [document] = extract(from_path(pages(tmp_path / "a.pdf", [*resolution(), opener("resolves", 190), *lines(PROSE, 212)], columns))).documents
    assert [clause.text for clause in document.clauses][1:] == [" ".join(narrow)] * 8
    few = [each for n in range(6) for each in (*typed(words, 60, 100 + 80 * n), *typed(["in Rome in May"], 60, 140 + 80 * n))]
    few += typed(["Rome, 5 May", "Oslo, 6 May"], 60, 600)
    [document] = extract(from_path(pages(tmp_path / "b.pdf", [*resolution(), opener("resolves", 190), *lines(PROSE, 212)], few))).documents
    assert [clause.text for clause in document.clauses].count(" ".join(words)) == 6


@pytest.mark.parametrize(
    ("other", "is_list"),
    [
        (("of rivers and seas", "lakes"), True),
        (("The group of members met",), False),
        (("Names",), True),
    ],
)
def test_typed_names_are_parted_only_on_a_page_of_names_and_only_from_each_other(tmp_path, other, is_list):
    names = [f"./ships/{name}s.text" for name in ("boat", "raft", "tugs", "sail", "rope", "lamp") * 2]
    mono = [at(text, 60, 100 + 12 * n, "Courier", 10) for n, text in enumerate((*names, *other))]
    [document] = extract(from_path(pages(tmp_path / "a.pdf", [*resolution(), opener("resolves", 190), *lines(PROSE, 212)], mono))).documents
    found = [clause.text for clause in document.clauses][1:]
    assert (found[: len(names) - 1] == names[:-1]) is is_list
    assert not is_list or found[-1].endswith(" ".join(other))


def test_typed_names_that_reach_the_edge_may_be_parts_of_one(tmp_path):
    long = ["./" + "ships/" * 11 + "boats.text", "lamps/lights.text"]
    mono = [at(text, 60, 100 + 80 * n + 12 * k, "Courier", 10) for n in range(7) for k, text in enumerate(long)]
    [document] = extract(from_path(pages(tmp_path / "a.pdf", [*resolution(), opener("resolves", 190), *lines(PROSE, 212)], mono))).documents
    assert [clause.text for clause in document.clauses][1:] == [" ".join(long)] * 7


def test_a_smaller_blank_between_two_styles_is_a_blank(tmp_path):
    def write(sheet):
        line = sheet.canvas.beginText(60, 842 - 300)
        for words, font, size in (("the depth ", "Times-Roman", 11), ("D", ITALIC, 11), (" ", "Times-Roman", 6), ("is known", "Times-Roman", 11)):
            line.setFont(font, size)
            line.textOut(words.strip(" ") if size > 6 and words != "the depth " else words)
        sheet.canvas.drawText(line)

    assert printed(tmp_path, *lines(PROSE, 212), write)[1:] == ["the depth D is known"]


@pytest.mark.parametrize("words", ["Considering", "Having examined all of it", "Considérant", "Ships and boats"])
def test_what_stands_in_italics_behind_a_comma_begins_a_clause(tmp_path, words):
    """It may open one, or be the head of a part, though the line before is full and has words in italics too."""
    line = "This is what they said in the text of the union that they called as they did in all that,"

    def mixed(sheet):
        text = sheet.canvas.beginText(60, 842 - 300)
        for part, font in ((line[:8], "Times-Roman"), (line[8:12], ITALIC), (line[12:], "Times-Roman")):
            text.setFont(font, 11)
            text.textOut(part)
        sheet.canvas.drawText(text)

    for before in (at(line, 60, 300), mixed):
        assert printed(tmp_path, *lines(PROSE, 212), before, at(words, 60, 313, ITALIC), at("that they were told so;", 60, 326))[1:3] == [line, words]


def test_large_and_small_capitals_that_stand_a_little_apart_are_one_word(tmp_path):
    """The blank was measured by the small ones, so that the space behind a large one looked wide."""

    def write(sheet):
        line = sheet.canvas.beginText(60, 842 - 300)
        for first, rest, font, size in (("T", "HE", "Times-Roman", 11), ("b", "UREAU", "Times-Roman", 11), ("O", "F", BOLD, 8)):
            for words, its, large, space in ((first, font, size, 1.0), (rest, "Times-Roman", 8, 0), (" ", "Times-Roman", 11, 0)):
                line.setFont(its, large)
                line.setCharSpace(space)
                line.textOut(words)
        sheet.canvas.drawText(line)

    assert printed(tmp_path, *lines(PROSE, 212), write)[1:] == ["THE bUREAU OF"]


def test_a_label_that_stands_alone_is_not_put_before_the_next_one(tmp_path):
    items = [at(words, 60, 300 + 20 * n) for n, words in enumerate(("a)", "b)... to z)"))]
    found = read_back(tmp_path, [*resolution(), opener("resolves", 190), *lines(PROSE, 212), *items])
    assert [(clause.label, clause.text) for clause in found.clauses][1:] == [("a)", ""), ("", "b)... to z)")]


def test_a_page_of_ragged_lines_is_as_wide_as_the_longest_of_them(tmp_path):
    """Its margin was taken to be where three of its short lines end."""
    short = ["Ships", "Boats", "Ropes", "Lamps"]
    ragged = [at(f"{'to sail on ' * (n + 3)}seas.", 60, 300 + 30 * n) for n in range(5)]
    ended = [at("They are counted as Ships, Boats etc.", 60, 480), at("There are no others on the seas of the union.", 60, 493)]
    found = printed(tmp_path, *(at(words, 60, 212 + 20 * n) for n, words in enumerate(short)), *ragged, *ended)
    assert found[-2:] == ["They are counted as Ships, Boats etc.", "There are no others on the seas of the union."]


PROGRAM = (
    "rule Lamps( lamp : LAMP , room : ROOM )",
    "if lamp.room = room then",
    "lamp.light := lit( lamp ) // the lamp is lit here and by whoever stands there",
    "otherwise",
    "lamp.light-ofTheRoom(lamp)",
    "endif",
)


def test_lines_of_a_program_are_not_joined_whatever_their_letters_over_pages_too(tmp_path):
    first = [*lines(PROSE * 20, 212)[:35], *lines(PROGRAM[:3], 730)]
    path = pages(tmp_path / "a.pdf", [*resolution(), at("resolves", 94, 190, ITALIC), *first], lines(PROGRAM[3:] + PROGRAM, 80))
    [document] = extract(from_path(path)).documents
    assert [clause.text for clause in document.clauses][1:] == [*PROGRAM, *PROGRAM]


def test_a_line_of_a_program_that_the_margin_breaks_is_one(tmp_path):
    broken = ["lamp.light := lit( lamp ) + lit( lamp.neighbour ) + lit( lamp.neighbour.other ) + lamp +", "lamp.neighbour.dark"]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *lines([*PROGRAM[:2], *broken, *PROGRAM[3:]], 350))[1:] == [
        *PROGRAM[:2],
        " ".join(broken),
        *PROGRAM[3:],
    ]


def test_a_line_of_a_program_is_not_broken_before_a_name_that_is_too_long_for_it(tmp_path):
    long = ["lamp := undefined + lamp.neighbour.neighbour + lamp.dark +", "theLampOfWhoeverStandsInTheRoom(lamp)"]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *lines([*PROGRAM[:2], *long, *PROGRAM[3:]], 350))[1:] == [*PROGRAM[:2], *long, *PROGRAM[3:]]


def test_prose_that_speaks_of_a_program_is_joined(tmp_path):
    prose = ["The lamp is lit in the room of whoever stands in it if the rule of the <lamp>", "<neighbouring> one = says so."]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *lines(prose, 350))[1:] == [" ".join(prose)]


def test_a_name_in_the_letters_of_names_goes_on_in_the_sentence_that_the_margin_broke(tmp_path):
    names, size = "Helvetica-Oblique", 9.9
    item = [at("–", 60, 300), at("Street", 74, 300, names, size)]
    item += [at("is where the lamps stand of which each is in one of the places named", 105, 300)]
    item += [at("Street, HouseOfManyRooms, RoomOfAHouse", 74, 313, names, size), at("or", 280, 313)]
    found = printed(tmp_path, *lines(PROSE * 3, 212), *item, *lines(PROSE, 340))
    assert found[1] == "Street is where the lamps stand of which each is in one of the places named Street, HouseOfManyRooms, RoomOfAHouse or"


def test_the_name_of_a_clause_that_its_number_nearly_touches_is_a_word_of_its_own(tmp_path):
    """The tab behind a long number of a clause may be narrower than any blank; within a name the letters touch."""
    number = "F2.4.1.12"
    room = stringWidth(number, BOLD, 11)
    assert printed(tmp_path, *lines(PROSE, 212), at(number, 60, 270, BOLD), at("Lamps", 61.8 + room, 270, BOLD))[1:] == ["F2.4.1.12 Lamps"]
    assert printed(tmp_path, *lines(PROSE, 212), at("X.12Lamps are lit.", 60, 270))[1:] == ["X.12Lamps are lit."]


def test_items_that_end_in_semicolons_are_no_program(tmp_path):
    """A word with a hyphen goes whole into the next line of prose, whose margin is that of its letters."""
    broken = ["to ask for a report of all that was said in the meeting of the members of", "Lake-Victoria;"]
    items = ["to print less;", "to read more;", "to walk home;", "to sail;"]
    assert printed(tmp_path, *lines(PROSE * 3, 212), *lines([*items, *broken, *items], 350))[1:] == [*items, " ".join(broken), *items]
