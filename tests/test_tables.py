"""Tables of printed pages: cells over several rows and columns, heads that are printed again, rows that a page cuts."""

from itertools import pairwise

import pytest

from mapper.extractors.cutrows import goes_on, spilled
from mapper.extractors.lines import BREAK, CUT, Line, Run
from mapper.extractors.page import Style
from mapper.types import Box
from tests.paper import HEIGHT, ROMAN, at, pages, resolution
from tests.test_grammar import opener, printed, read
from tests.test_layouts import rows

XS, YS = (60, 200, 300, 400), (240, 260, 280, 300)
PREFACE = (*resolution(), opener("resolves", 190), at("to use the table:", 60, 212))


def ruled(xs, ys, *, without=()):
    """Rule a table, without the sides named: ("row" or "column", number of the rule, number of the cell along it)."""

    def write(sheet):
        for n, y in enumerate(ys):
            for m, (left, right) in enumerate(pairwise(xs)):
                if ("row", n, m) not in without:
                    sheet.canvas.line(left, HEIGHT - y, right, HEIGHT - y)
        for n, x in enumerate(xs):
            for m, (top, bottom) in enumerate(pairwise(ys)):
                if ("column", n, m) not in without:
                    sheet.canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)

    return write


def filled(xs, ys, *texts):
    return [at(words, x + 5, y + 14) for y, row in zip(ys, texts, strict=False) for x, words in zip(xs, row, strict=False) if words]


def test_a_cell_over_several_rows_stands_in_the_first_of_them(tmp_path):
    """Its words fell on the row in whose middle they were printed."""
    table = [
        ruled(XS, YS, without=[("row", 2, 0)]),
        at("Group", 65, 254),
        at("Energy", 65, 285),
        *filled(XS[1:], YS, ("Task", "Due"), ("A", "1"), ("B", "2")),
    ]
    assert rows(printed(tmp_path, [*PREFACE, *table])) == ["Group | Task | Due", "Energy | A | 1", " | B | 2"]


def stroke(words, x, y, *, lift):
    """Draw a line as long as words, so far above the line that they stand on."""

    def write(sheet):
        wide = sheet.canvas.stringWidth(words, ROMAN, 11)
        sheet.canvas.line(x, HEIGHT - y + lift, x + wide, HEIGHT - y + lift)

    return write


def test_a_line_through_the_words_of_a_cell_is_no_rule(tmp_path):
    """It cut the row in two, the label in one of them and its text in the other."""
    texts = [("Code", "Meaning", "Due"), ("T1", "Timing is lost", "1"), ("T2", "Framing is lost", "2")]
    strokes = [stroke(words, x + 5, y + 14, lift=2.5) for y, row in zip(YS, texts, strict=False) for x, words in zip(XS, row, strict=False)]
    found = rows(printed(tmp_path, [*PREFACE, ruled(XS, YS), *strokes, *filled(XS, YS, *texts)]))
    assert found == ["Code | Meaning | Due", "T1 | Timing is lost | 1", "T2 | Framing is lost | 2"]


def test_a_line_under_the_words_of_a_cell_is_no_rule(tmp_path):
    ys = (240, 280, 320)
    table = [ruled(XS, ys), *filled(XS, ys, ("T1", "Timing of signals", "1"), ("T2", "Framing", "2")), at("is lost", 205, 268)]
    found = rows(printed(tmp_path, [*PREFACE, *table, stroke("Timing of signals", 205, 254, lift=-1.2)]))
    assert found == ["T1 | Timing of signals is lost | 1", "T2 | Framing | 2"]


def test_a_cell_over_several_columns_is_one_cell(tmp_path):
    """Its words were cut where the columns of other rows have a rule."""
    table = [
        ruled(XS, YS, without=[("column", 1, 0), ("column", 2, 0), ("column", 2, 2)]),
        at("Groups that share the tasks of all the others", 105, 254),
    ]
    table += [*filled(XS, (0, 260), (), ("Group", "Task", "Due")), at("Energy", 65, 294), at("not before the year ends", 240, 294)]
    expected = ["Groups that share the tasks of all the others", "Group | Task | Due", "Energy | not before the year ends"]
    assert rows(printed(tmp_path, [*PREFACE, *table])) == expected


def test_a_cell_over_rows_and_columns_ends_where_a_rule_ends_it(tmp_path):
    without = [("column", 1, 0), ("column", 1, 1), ("row", 1, 0), ("row", 1, 1), ("row", 1, 2)]
    table = [ruled(XS, YS, without=without), at("Wide", 65, 265), at("Tall", 305, 265), *filled(XS, (280,), ("A", "B", "C"))]
    assert rows(printed(tmp_path, [*PREFACE, *table])) == ["Wide | Tall", "A | B | C"]


def two_pages(tmp_path, first, second):
    """Print a table that goes on, with three rows on each page, and its title above it."""
    ys = (680, 700, 720, 740)
    above = [*PREFACE, at("Table 1: Tasks of the groups", 60, 672), ruled(XS, ys), *filled(XS, ys, *first)]
    ys = (80, 100, 120, 140)
    below = [at("Table 1: Tasks of the groups", 60, 72), ruled(XS, ys), *filled(XS, ys, *second)]
    return printed(tmp_path, above, [*below, at("to report on it.", 60, 200)])


HEAD = ("Group", "Task", "Due")


def test_the_head_of_a_table_that_is_printed_again_is_said_once(tmp_path):
    document = two_pages(
        tmp_path, (HEAD, ("SG 5", "Energy", "May"), ("SG 2", "Numbers", "June")), (HEAD, ("SG 17", "Security", "July"), ("SG 3", "Rates", "May"))
    )
    assert rows(document) == ["Group | Task | Due", "SG 5 | Energy | May", "SG 2 | Numbers | June", "SG 17 | Security | July", "SG 3 | Rates | May"]
    assert [c.text for c in document.clauses if c.text.startswith("Table 1")] == ["Table 1: Tasks of the groups"]


def test_a_table_under_another_title_keeps_its_head(tmp_path):
    ys = (80, 100, 120)
    above = [*PREFACE, at("Table 1: Tasks", 60, 712), ruled(XS, (720, 740, 760)), *filled(XS, (720, 740), HEAD, ("SG 5", "Energy", "May"))]
    below = [at("Table 2: Costs", 60, 72), ruled(XS, ys), *filled(XS, ys, HEAD, ("SG 2", "Numbers", "June"))]
    document = printed(tmp_path, above, [*below, at("to report on it.", 60, 200)])
    assert rows(document).count("Group | Task | Due") == 2
    assert "Table 2: Costs" in [c.text for c in document.clauses]


def test_no_letter_of_a_head_that_is_printed_again_is_lost(tmp_path):
    first, second = (HEAD, ("SG 5", "Energy", "May"), ("SG 2", "Numbers", "June")), (HEAD, ("SG 17", "Security", "July"), ("SG 3", "Rates", "May"))
    two_pages(tmp_path, first, second)
    quality = read(tmp_path / "a.pdf").quality
    assert not quality.lost
    assert dict(quality.accounts)["table head"] == len("Table1Tasksofthegroups") + len("GroupTaskDue")


def row(page, *cells, width=100):
    """Make a row of cells of so many letters' width; each line of a cell is a run of its own."""
    runs = tuple(
        tuple(Run(f"{BREAK * (n > 0)}{text}", Style("", 10), Box(0, 0, 5 * len(text), 10)) for n, text in enumerate(cell.split("/")) if text)
        for cell in cells
    )
    return Line((), page, Box(0, 0, width, 10), cells=tuple(cell.replace("/", BREAK) for cell in cells), cell_runs=runs)


def test_a_row_goes_on_where_its_cell_ends_in_the_middle_of_a_sentence():
    assert goes_on(row(1, "SG 5", "to save"), row(2, "", "energy."))
    assert goes_on(row(1, "SG 5 of the", "to save"), row(2, "body", "energy."))
    assert goes_on(row(1, "SG 5", "to save energy in/the networks of the"), row(2, "", "Members of it."))  # the line is full
    assert not goes_on(row(1, "SG 5", "to save energy in the/networks"), row(2, "", "Members of it."))  # the line had room
    assert not goes_on(row(1, "SG 5", "to save energy."), row(2, "SG 2", "numbers"))
    assert not goes_on(row(1, "SG 5", "A"), row(2, "", "B"))  # a cell over several rows
    assert not goes_on(row(1, "SG 5", "to save"), row(3, "", "energy."))


def test_what_stands_alone_below_a_long_cell_goes_on_in_it():
    long = "to save energy./To share it./To count it./To report on it."
    assert goes_on(row(1, "SG 5", "May", long), row(2, "", "", "To go on."))
    assert not goes_on(row(1, "SG 5", "May", "to save energy."), row(2, "", "", "To go on."))
    assert not goes_on(row(1, "", "May", long), row(2, "", "", "To go on."))


def test_what_stands_alone_below_a_list_goes_on_in_it_where_it_begins_with_a_small_letter():
    assert goes_on(row(1, "SG 5", "energy;", "May"), row(2, "", "numbers and rates", ""))
    assert not goes_on(row(1, "SG 5", "Energy;", "May"), row(2, "", "Numbers and rates", ""))
    assert not goes_on(row(1, "", "energy;", "May"), row(2, "", "numbers and rates", ""))


def test_a_row_that_fills_an_empty_cell_is_a_new_one_whatever_its_other_cells_go_on_in():
    """What stands in the first cell may hold for both."""
    above = row(1, "SG 5", "heat of the seas", "")
    assert not goes_on(above, row(2, "", "read letters", "June"))
    assert goes_on(above, row(2, "", "and of lakes", ""))


def test_what_is_left_of_a_cell_over_several_rows_leaves_no_empty_row():
    above, below = row(1, "All that wri" + CUT, "Ink", "May"), row(2, "ters buy", "", "")
    assert spilled(row(1, "", "Pens", "June"), below, {0: above}) == []
    assert spilled(row(1, "", "Pens", "June"), row(2, "ters buy", "Chalk", ""), {0: above}) == [0]
    assert spilled(above, row(2, "ters buy", "Chalk", ""), {0: above}) == []  # of one row, not of several


def test_rows_that_count_on_are_two():
    """Their cells, which are full and go on in small letters, made one row of them."""
    assert not goes_on(row(1, f"i.1{BREAK}Working together", "closer ties"), row(2, f"i.2{BREAK}New pens", "earlier notice"))


def test_two_words_of_a_narrow_cell_are_no_word_that_its_edge_cut(tmp_path):
    """They were glued, since no other word of the text is one of them."""
    table = [
        ruled((60, 116, 300), (240, 270)),
        at("affordability", 62, 252, ROMAN, 10),
        at("gap", 62, 264, ROMAN, 10),
        at("the ability of all", 121, 254),
    ]
    assert rows(printed(tmp_path, [*PREFACE, *table])) == ["affordability gap | the ability of all"]


def test_a_word_that_a_narrow_cell_cuts_without_a_sign_is_one_word(tmp_path):
    ys = (240, 270)
    table = [
        ruled((60, 100, 300), ys),
        at("success", 62, 252, ROMAN, 9),
        at("ive", 62, 264, ROMAN, 9),
        at("of successive years, and of successive months", 105, 254),
    ]
    assert rows(printed(tmp_path, [*PREFACE, *table])) == ["successive | of successive years, and of successive months"]


def test_pages_of_a_table_without_heads_are_read_on(tmp_path):
    ys = (700, 720, 740)
    above = [*PREFACE, ruled(XS, ys), *filled(XS, ys, ("SG 5", "Energy", "May"), ("SG 2", "Numbers", "June"))]
    below = [ruled(XS, (60, 80, 100)), *filled(XS, (60, 80), ("SG 3", "Rates", "July"), ("SG 9", "Cable", "May"))]
    [document] = read(pages(tmp_path / "a.pdf", above, below)).documents
    assert rows(document) == ["SG 5 | Energy | May", "SG 2 | Numbers | June", "SG 3 | Rates | July", "SG 9 | Cable | May"]


def test_a_text_in_a_double_frame_is_no_table(tmp_path):
    """Its two rules stood for a column of their own, and all of its paragraphs for one cell."""
    frames = [ruled((60 - step, 400 + step), (240 - step, 300 + step)) for step in (0, 1.8, 3.6)]
    framed = [*frames, at("Print is dear.", 70, 260), at("Members pay for it.", 70, 285)]
    document = printed(tmp_path, [*PREFACE, *framed])
    assert not rows(document)
    assert [clause.text for clause in document.clauses][-2:] == ["Print is dear.", "Members pay for it."]


def test_a_cell_that_names_what_stands_beside_it_keeps_its_row_whole(tmp_path):
    """Short lines beside each other in the other two cells were read as rows."""
    lists = [at(f"{word}-{n}", x, 254 + 13 * n) for word, x in (("ink", 205), ("pen", 305)) for n in range(1, 5)]
    table = [ruled(XS, (240, 260, 320)), *filled(XS, YS, ("Kind", "Wet", "Dry")), at("All that writes", 65, 292), *lists]
    expected = ["Kind | Wet | Dry", "All that writes | ink-1 ink-2 ink-3 ink-4 | pen-1 pen-2 pen-3 pen-4"]
    assert rows(printed(tmp_path, [*PREFACE, *table])) == expected


PROGRAM = (("open ( ) {", 0, ""), ("depth", 20, "8"), ("while ( deeper ) {", 20, ""), ("sound", 40, ""), ("}", 20, ""), ("}", 0, ""))


def test_the_lines_of_a_program_in_a_cell_are_rows(tmp_path):
    """They were one row, since hardly one had a text beside it."""
    ys = (240, 260, 350)
    lines = [at(words, 65 + inset, 274 + 13 * n) for n, (words, inset, _) in enumerate(PROGRAM)]
    lines += [at(bits, 305, 274 + 13 * n) for n, (_, _, bits) in enumerate(PROGRAM) if bits]
    table = [ruled((60, 300, 400), ys), *filled((60, 300), ys, ("Field", "Bits")), *lines]
    assert rows(printed(tmp_path, [*PREFACE, *table])) == ["Field | Bits", *(f"{words} | {bits}" for words, _, bits in PROGRAM)]


@pytest.mark.parametrize(
    "lines",
    [
        (("Bodies of the Union", 0), ("which meet", 12), ("and vote", 12), ("Others", 0)),
        (("Ships and/or (some)", 0), ("sails", 12), ("Boats;", 0)),
        (("cost := what is paid", 0), ("for all ships", 12), ("and all boats", 12)),
        (("{ all the seas of the world }", 54.6), ("{ a sea }", 96.1), ("{ the seas of the world }", 61.5)),
    ],
)
def test_lines_that_are_set_in_are_no_program_without_its_signs_and_its_steps(tmp_path, lines):
    ys = (240, 260, 330)
    cell = [at(words, 65 + inset, 274 + 13 * n) for n, (words, inset) in enumerate(lines)]
    table = [ruled((60, 300, 400), ys), *filled((60, 300), ys[:1], ("Who", "When")), *cell, at("May", 305, 274)]
    assert rows(printed(tmp_path, [*PREFACE, *table]))[1:] == [f"{' '.join(words for words, _ in lines)} | May"]


def test_a_program_that_a_page_cuts_is_rows_though_what_stands_last_says_more_of_its_lines(tmp_path):
    program = (("open ( ) {", 0, "", ""), ("depth_of_sea", 20, "8", "of all"), ("", 0, "", "the seas"), ("while ( deep ) {", 20, "", ""))
    lines = [at(words, 65 + inset, 274 + 13 * n) for n, (words, inset, _, _) in enumerate(program) if words]
    lines += [at(words, x, 274 + 13 * n) for n, its in enumerate(program) for x, words in zip((305, 345), its[2:], strict=True) if words]
    table = [ruled((60, 300, 340, 440), (240, 260, 330)), *filled((60, 300, 340), (240,), ("Field", "Bits", "Means")), *lines]
    assert rows(printed(tmp_path, [*PREFACE, *table]))[1:] == ["open ( ) { |  | ", "depth_of_sea | 8 | of all the seas", "while ( deep ) { |  | "]


def test_figures_in_columns_between_two_rules_are_rows_of_cells(tmp_path):
    """Rules held groups of columns only; an empty place, and a figure that its column cuts, stand where they belong."""
    figures = [("1", "0", "A4", "16"), ("2", "", "B5", "1024"), *((str(n), "1", f"C{n}", "32") for n in range(3, 9))]
    printed_ = [at(words, x, 290 + 24 * n) for n, row in enumerate(figures) for x, words in zip((65, 100, 205, 260), row, strict=True) if words]
    table = [ruled((60, 200, 400), (240, 270, 500)), *filled((60, 200), (240,), ("Ship", "Sail")), *printed_]
    assert rows(printed(tmp_path, [*PREFACE, *table])) == ["Ship | Sail", *map(" | ".join, figures)]


def test_words_in_columns_between_two_rules_are_no_rows(tmp_path):
    lines = [at(words, x, 290 + 14 * n) for n in range(8) for x, words in ((65, "ships"), (130, "boats"), (205, "sails"), (270, "ropes"))]
    table = [ruled((60, 200, 400), (240, 270, 500)), *filled((60, 200), (240,), ("Ship", "Sail")), *lines]
    assert all(row.count(" | ") == 1 for row in rows(printed(tmp_path, [*PREFACE, *table])))


def test_items_that_hang_in_a_cell_are_one_row(tmp_path):
    ys = (240, 260, 350)
    items = (("– to sail as far as the wind, and the", 0), ("sea, permit", 12), ("– to row", 0), ("for the rest of", 12), ("it", 12))
    lines = [at(words, 65 + inset, 274 + 13 * n) for n, (words, inset) in enumerate(items)]
    table = [ruled((60, 260, 400), ys), *filled((60, 260), ys, ("Task", "Due")), *lines, at("May", 265, 274)]
    assert rows(printed(tmp_path, [*PREFACE, *table]))[1:] == [f"{' '.join(words for words, _ in items)} | May"]


def test_a_drawing_is_no_table(tmp_path):
    """Its boxes and arrows made rows of empty cells, and parted its words."""
    shapes = [ruled((left, left + 40), (top, top + 30)) for left, top in ((80, 250), (200, 255), (320, 262))]
    arrows = [ruled((120, 160, 200), (261, 264, 267)), ruled((240, 320), (268, 271, 274))]
    words = [at(word, x, y) for word, x, y in (("Pen", 85, 272), ("Ink", 205, 276), ("Paper", 325, 284))]
    drawn = [*shapes, *arrows, *words, at("Figure 1 - What a writer has", 200, 330), at("to draw on it.", 60, 360)]
    clauses = [clause.text for clause in printed(tmp_path, [*PREFACE, *drawn]).clauses]
    assert clauses[-3:] == ["Pen Ink Paper", "Figure 1 - What a writer has", "to draw on it."]


def test_a_table_with_few_words_is_no_drawing(tmp_path):
    table = [ruled(XS, YS), *filled(XS, YS, ("Group", "Task", "Due"), ("A", "", ""), ("", "x", ""))]
    assert rows(printed(tmp_path, [*PREFACE, *table])) == ["Group | Task | Due", "A |  | ", " | x | "]


def test_words_that_run_up_the_page_are_whole_though_their_letters_are_placed_one_by_one(tmp_path):
    """The engine parts such letters, since they do not go on to the right."""

    def climbing(words, x, y):
        def write(sheet):
            place = HEIGHT - y
            for letter in words:
                text = sheet.canvas.beginText()
                text.setFont(ROMAN, 9)
                text.setTextTransform(0, 1, -1, 0, x, place)
                text.textOut(letter)
                sheet.canvas.drawText(text)
                place += sheet.canvas.stringWidth(letter, ROMAN, 9)

        return write

    prose = [at("of those who print what all others read", 60, 340 + 14 * n) for n in range(9)]
    table = [ruled(XS, (240, 300, 320)), climbing("DN100C-2A", 215, 296), climbing("Due on", 315, 296), at("Kind", 65, 254)]
    table += filled(XS, (300,), ("A", "1", "2"))
    assert rows(printed(tmp_path, [*PREFACE, *table, *prose])) == ["Kind | DN100C-2A | Due on", "A | 1 | 2"]


def test_the_rest_of_a_cell_over_several_rows_that_a_page_cuts_stands_in_the_row_where_it_began(tmp_path):
    """It stood in the next row, as words of another cell."""
    ys = (700, 740, 760)
    above = [*PREFACE, ruled(XS, ys, without=[("row", 1, 0)]), *filled(XS[1:], ys, ("Ink", "May"), ("Pens", "June"))]
    above += [at("All that writes on", 65, 714), at("the paper of those", 65, 728)]
    below = [ruled(XS, (60, 80, 100)), *filled(XS, (60, 80), ("who buy it", "Chalk", "July"), ("Others", "Lead", "May"))]
    [document] = read(pages(tmp_path / "a.pdf", above, below)).documents
    assert rows(document) == [
        "All that writes on the paper of those who buy it | Ink | May",
        " | Pens | June",
        " | Chalk | July",
        "Others | Lead | May",
    ]


def test_a_new_row_that_begins_with_a_small_letter_keeps_its_cell(tmp_path):
    ys = (700, 740, 760)
    above = [*PREFACE, ruled(XS, ys), *filled(XS, ys, ("all that writes", "Ink", "May"), ("pens", "Pens", "June"))]
    below = [ruled(XS, (60, 80, 100)), *filled(XS, (60, 80), ("chalk", "Chalk", "July"), ("lead", "Lead", "May"))]
    [document] = read(pages(tmp_path / "a.pdf", above, below)).documents
    assert rows(document) == ["all that writes | Ink | May", "pens | Pens | June", "chalk | Chalk | July", "lead | Lead | May"]
