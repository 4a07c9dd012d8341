"""Tables with level rules only, as the heads of papers and forms have them."""

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.paper import BOLD, ITALIC, ROMAN, at, centred, rule
from tests.test_grammar import printed
from tests.test_layouts import rows
from tests.test_tables import PREFACE

RULES = [rule(56, 540, y) for y in (230, 270, 300)]
FORM = [
    at("Question:", 60, 246),
    at("3/1", 150, 246),
    at("Meeting:", 300, 246),
    at("Oslo, May", 400, 246),
    at("Source:", 60, 264),
    at("Union of printers", 150, 264),
    at("Contact:", 60, 284),
    at("A. Writer", 150, 284),
    at("Oslo", 150, 296),
    at("Tel: 1", 300, 284),
]


def test_texts_between_level_rules_are_rows(tmp_path):
    """They stood as paragraphs, a cell's second line behind the cell beside it."""
    assert rows(printed(tmp_path, [*PREFACE, *RULES, *FORM])) == [
        "Question: | 3/1 | Meeting: | Oslo, May",
        "Source: | Union of printers",
        "Contact: | A. Writer Oslo | Tel: 1",
    ]


def test_a_row_without_its_first_text_keeps_its_columns(tmp_path):
    """A band holds two rows of the same columns, though the second says nothing in the first."""
    form = [rule(56, 540, y) for y in (230, 252, 292)]
    form += [at("Do you print?", 60, 245), at("yes", 260, 245), at("no", 400, 245)]
    form += [at("How often?", 60, 267), at("daily", 260, 267), at("weekly", 400, 267), at("monthly", 260, 286), at("never", 400, 286)]
    assert rows(printed(tmp_path, [*PREFACE, *form])) == ["Do you print? | yes | no", "How often? | daily | weekly", " | monthly | never"]


def test_text_between_rules_is_no_table(tmp_path):
    prose = [at("to print what is dear to all of those who read what others write for", 60, 245 + 12 * n) for n in range(4)]
    assert not rows(printed(tmp_path, [*PREFACE, *RULES, *prose]))


def test_two_rules_are_no_table(tmp_path):
    assert not rows(printed(tmp_path, [*PREFACE, *RULES[:2], *FORM[:6]]))


def segments(y):
    """Draw a rule as writing programs do, cell by cell."""
    return [rule(x0, x1, y) for x0, x1 in ((56, 240), (240, 241), (241, 400), (400, 540))]


def papers(y, *titles):
    own = [*segments(y), at("Title of the paper", 60, y + 12), at("Symbol", 250, y + 12), *segments(y + 18)]
    for n, title in enumerate(titles):
        own += [at(title, 60, y + 32 + 16 * n), at(f"LAKES/{n + 1}", 250, y + 32 + 16 * n), at("For noting", 410, y + 32 + 16 * n)]
    return [*own, *segments(y + 26 + 16 * len(titles))]


def test_rules_drawn_cell_by_cell_hold_a_table_and_text_between_two_tables_is_text(tmp_path):
    prose = [
        at("The keepers of the lamps will tell the members what they saw on the lakes in the last year, and", 56, 330 + 14 * n) for n in range(2)
    ]
    document = printed(
        tmp_path, [*PREFACE, *papers(250, "Report on lamps", "Report on ropes"), *prose, *papers(380, "Report on boats", "Report on sails")]
    )
    assert rows(document) == [
        "Title of the paper | Symbol",
        "Report on lamps | LAKES/1 | For noting",
        "Report on ropes | LAKES/2 | For noting",
        "Title of the paper | Symbol",
        "Report on boats | LAKES/1 | For noting",
        "Report on sails | LAKES/2 | For noting",
    ]
    assert any(clause.text.startswith("The keepers of the lamps") for clause in document.clauses)


def test_items_with_labels_between_level_rules_are_items(tmp_path):
    items = [at(f"•   R {n + 1}", 60, 246 + 14 * n) for n in range(2)] + [
        at(f"Lamps of the lakes, part {n + 1}", 200, 246 + 14 * n) for n in range(2)
    ]
    more = [at(f"•   R {n + 3}", 60, 290 + 14 * n) for n in range(2)] + [at(f"Ropes of the lakes, part {n + 1}", 200, 290 + 14 * n) for n in range(2)]
    assert not rows(printed(tmp_path, [*PREFACE, *(rule(56, 540, y) for y in (230, 270, 320)), *items, *more]))


def test_numbered_items_parted_by_rules_are_items(tmp_path):
    items = [at("1", 60, 250), at("to report on lamps;", 150, 250), at("2", 60, 290), at("to report on ropes;", 150, 290)]
    assert not rows(printed(tmp_path, [*PREFACE, *(rule(56, 540, y) for y in (230, 270, 310)), *items]))


def test_a_head_whose_rules_are_set_out_by_the_margin_of_its_cells_belongs_to_its_rows(tmp_path):
    form = [rule(56, 540, 230), rule(56, 540, 250), at("Paper", 60, 244), at("Symbol", 256, 244)]
    form += [rule(60, 536, 270), at("Lamps of the lakes", 64, 264), at("LAKES/1", 252, 264), at("For noting", 410, 264)]
    assert rows(printed(tmp_path, [*PREFACE, *form])) == ["Paper | Symbol", "Lamps of the lakes | LAKES/1 | For noting"]


def test_cells_with_one_middle_are_one_row_however_many_lines_each_has(tmp_path):
    form = [rule(56, 540, y) for y in (230, 250, 310)]
    form += [at("Paper", 60, 244), at("Symbol", 256, 244)]
    form += [at(words, 60, 268 + 13 * n) for n, words in enumerate(("Report of the", "keepers of the", "lamps"))]
    form += [at("LAKES/1", 256, 281), at("For noting", 410, 281)]
    assert rows(printed(tmp_path, [*PREFACE, *form])) == ["Paper | Symbol", "Report of the keepers of the lamps | LAKES/1 | For noting"]


def test_hours_of_a_timetable_are_no_labels_and_its_days_are_cells_of_their_own(tmp_path):
    table = [("10.15 – 10.30", "Lamps", "The keepers"), ("10.30 – 11.00", "Ropes", "The sailors"), ("11.00 – 11.15", "Rest", "")]
    form = [rule(56, 540, 230 + 20 * n) for n in range(7)]
    form += [at(words, x, 244) for words, x in (("Hour", 60), ("Item", 220), ("Who", 420))]
    form += [centred("Monday", 264, size=11)]
    form += [at(words, x, 284 + 20 * n) for n, row in enumerate(table) for words, x in zip(row, (60, 220, 420), strict=True) if words]
    form += [at("Closing", 220, 344), at("Chair", 420, 344)]
    assert rows(printed(tmp_path, [*PREFACE, *form])) == [
        "Hour | Item | Who",
        "Monday",
        *(" | ".join(filter(None, row)) for row in table),
        " | Closing | Chair",
    ]


def cells(x, top, *texts, step=12):
    return [at(words, x, top + step * n) for n, words in enumerate(texts)]


def test_rows_that_rules_part_are_rows_however_long_their_texts_are(tmp_path):
    """What a narrow text at the left names was read as text, since it is as wide as a page's."""
    long = ["to print what is dear to all of those who read what others", "write for them, and who would not read it if it were not printed"]
    table = [rule(56, 500, y) for y in (230, 250, 376, 404)]
    table += [
        at("What others write", 58, 244),
        *cells(58, 264, "K.1/2"),
        *cells(130, 264, *long * 5),
        at("K.3/4", 58, 390),
        *cells(130, 390, "to read"),
    ]
    assert rows(printed(tmp_path, [*PREFACE, *table, rule(56, 500, 425), at("K.5/6", 58, 418), at("not to read", 130, 418)])) == [
        "What others write",
        f"K.1/2 | {' '.join(long * 5)}",
        "K.3/4 | to read",
        "K.5/6 | not to read",
    ]


def test_words_in_the_middle_between_two_tables_belong_to_none(tmp_path):
    form = [*RULES, *FORM, centred("Table 2 – Other meetings", 327), *(rule(56, 540, y) for y in (334, 354, 374))]
    form += [at("Question:", 60, 349), at("4/1", 150, 349), at("Source:", 60, 369), at("Union of readers", 150, 369)]
    assert rows(printed(tmp_path, [*PREFACE, *form])) == [
        "Question: | 3/1 | Meeting: | Oslo, May",
        "Source: | Union of printers",
        "Contact: | A. Writer Oslo | Tel: 1",
        "Question: | 4/1",
        "Source: | Union of readers",
    ]


def test_a_cell_between_level_rules_without_words_is_kept(tmp_path):
    form = [rule(56, 540, y) for y in (230, 252, 274, 296)]
    form += [at("K.1", 60, 245), at("K.10", 160, 245), at("Nets", 260, 245), at("K.2", 60, 267), at("Sails", 260, 267), at("K.3", 60, 289)]
    form += [at("K.30", 160, 289), at("Ships", 260, 289)]
    assert rows(printed(tmp_path, [*PREFACE, *form])) == ["K.1 | K.10 | Nets", "K.2 |  | Sails", "K.3 | K.30 | Ships"]


THREE_RULES = [rule(56, 540, y) for y in (230, 250, 350)]
HEAD = [at("Lake", 60, 244), at("Lamps", 220, 244), at("Keepers", 380, 244)]


def test_figures_in_a_column_are_no_labels(tmp_path):
    body = [at("East", 60, 268), at("12", 220, 268), at("West", 60, 290), at("7", 220, 290)]
    assert rows(printed(tmp_path, [*PREFACE, *THREE_RULES, *HEAD[:2], *body])) == ["Lake | Lamps", "East | 12", "West | 7"]


def test_a_little_more_space_than_within_a_cell_parts_rows_where_a_cell_is_empty(tmp_path):
    body = [at("East", 60, 264), at("12", 220, 264), at("Sailors of the lake", 380, 264), at("and their children", 380, 276)]
    body += [at("North", 60, 291), at("Those who sail there", 380, 291), at("in the summer", 380, 303)]
    assert rows(printed(tmp_path, [*PREFACE, *THREE_RULES, *HEAD, *body])) == [
        "Lake | Lamps | Keepers",
        "East | 12 | Sailors of the lake and their children",
        "North |  | Those who sail there in the summer",
    ]


def test_rows_of_one_line_each_are_rows_where_a_cell_is_empty(tmp_path):
    body = [at("East", 60, 264), at("12", 220, 264), at("Sailors", 380, 264), at("North", 60, 277), at("Nobody", 380, 277)]
    assert rows(printed(tmp_path, [*PREFACE, *THREE_RULES, *HEAD, *body]))[1:] == ["East | 12 | Sailors", "North |  | Nobody"]


def test_lines_of_two_cells_that_both_wrap_are_one_row(tmp_path):
    body = [at("East of the", 60, 264), at("Sailors who sail", 220, 264), at("lakes", 60, 277), at("on the lakes", 220, 277)]
    form = [*PREFACE, *THREE_RULES, *HEAD[:2], *body]
    assert rows(printed(tmp_path, form)) == ["Lake | Lamps", "East of the lakes | Sailors who sail on the lakes"]


def test_text_that_is_set_in_between_two_tables_of_the_width_of_the_page_is_text(tmp_path):
    prose = [at("The keepers of the lamps will tell the members what they saw on the lakes,", 110, 340 + 14 * n) for n in range(3)]
    above = [*papers(250, "Report on lamps", "Report on ropes")]
    below = [*papers(400, "Report on boats", "Report on sails")]
    document = printed(tmp_path, [*PREFACE, *above, *prose, *below])
    assert len(rows(document)) == 6
    assert any(clause.text.startswith("The keepers of the lamps") for clause in document.clauses)


def test_years_that_stand_equally_far_apart_above_their_columns_are_cells(tmp_path):
    form = [*THREE_RULES, *(at(words, 60 + 120 * n, 244) for n, words in enumerate(("2015", "2016", "2017", "2018")))]
    form += [at(words, 60 + 120 * n, 264) for n, words in enumerate(("1", "2", "3", "4"))]
    assert rows(printed(tmp_path, [*PREFACE, *form])) == ["2015 | 2016 | 2017 | 2018", "1 | 2 | 3 | 4"]


@pytest.mark.parametrize(
    "between",
    [
        [at("Boats of the harbour", 60, 327, BOLD)],
        [at("Those who keep boats are named below.", 60, 327)],
        [at("invites the keepers", 94, 320, ITALIC), at("1", 60, 340), at("to count the boats below:", 94, 340)],
    ],
)
def test_text_and_items_between_two_tables_are_no_rows(tmp_path, between):
    form = [*RULES, *FORM, *between, *(rule(56, 540, y) for y in (354, 374, 394))]
    form += [at("Question:", 60, 369), at("4/1", 150, 369), at("Source:", 60, 389), at("Union of readers", 150, 389)]
    found = rows(printed(tmp_path, [*PREFACE, *form]))
    assert (len(found), found[3:]) == (5, ["Question: | 4/1", "Source: | Union of readers"])


def test_rows_between_two_rules_that_white_parts_are_rows(tmp_path):
    table = [*(rule(60, 500, y) for y in (230, 250, 320, 340)), at("Thing", 64, 244), at("What it is", 200, 244), at("Knot", 64, 334)]
    table += [at("What ties", 200, 334), at("Rope", 64, 264), at("Sail", 64, 298)]
    for top in (264, 298):
        table += cells(200, top, "What holds, and binds", "what is held", step=13)
    assert rows(printed(tmp_path, [*PREFACE, *table])) == [
        "Thing | What it is",
        "Rope | What holds, and binds what is held",
        "Sail | What holds, and binds what is held",
        "Knot | What ties",
    ]


LAMPS = (("Lamps", "A list of the lamps that burn on the lakes", "M(1)"), ("Ropes", "What ropes there are", "O(1)"), ("Boats", "Boats", "O(2)"))
FULL = 150 + stringWidth(LAMPS[0][1], ROMAN, 11) + 2  # where the column begins behind one whose longest line fills it


def touching(below=()):
    """Print rows of which the first one fills its second cell, on its second line."""
    form = [rule(56, 540, y) for y in (230, 264, 298, 332)]
    for n, (name, words, mark) in enumerate(LAMPS):
        form += [at(name, 60, 244 + 34 * n), at("Container", 150, 244 + 34 * n), at(words, 150, 258 + 34 * n), at(mark, FULL, 244 + 34 * n)]
    return [*form, *below]


def test_a_column_begins_where_texts_begin_row_after_row_however_little_white_is_before_it(tmp_path):
    assert rows(printed(tmp_path, [*PREFACE, *touching()])) == [f"{name} | Container {words} | {mark}" for name, words, mark in LAMPS]


def test_a_text_that_fills_its_column_is_parted_from_the_next_one(tmp_path):
    below = [rule(56, 540, 366), at("LampsOfTheLakes", 150 - 4 - stringWidth("LampsOfTheLakes", ROMAN, 11), 346), at("Container", 150, 346)]
    found = rows(printed(tmp_path, [*PREFACE, *touching(below)]))
    assert found[-1] == "LampsOfTheLakes | Container"


def test_a_text_over_several_columns_is_not_cut_where_a_word_stands_at_one(tmp_path):
    left = 150 - stringWidth("Those of the ", ROMAN, 11)
    below = [rule(56, 540, 366), at("Those of the lake", left, 346)]
    below += [rule(56, 540, 400), at("Oars", 60, 386), at("Container", 150, 386), at("O(3)", FULL, 386)]
    assert rows(printed(tmp_path, [*PREFACE, *touching(below)]))[-2:] == ["Those of the lake", "Oars | Container | O(3)"]


def test_what_stands_alone_below_a_space_goes_on_in_the_row_between_its_rules(tmp_path):
    below = [rule(56, 540, 380), at("Oars", 60, 346), at("Container", 150, 346), at("O(3)", FULL, 346), at("Long ones", 150, 374)]
    assert rows(printed(tmp_path, [*PREFACE, *touching(below)]))[-1] == "Oars | Container Long ones | O(3)"


def test_a_word_that_the_edge_of_a_column_cut_is_one_between_level_rules(tmp_path):
    parts = [at("longLampsOfTheLa", FULL, 346), at("kes", FULL, 359)]
    below = [rule(56, 540, 366), at("Oars", 60, 346), at("Container", 150, 346), *parts]
    assert rows(printed(tmp_path, [*PREFACE, *touching(below)]))[-1] == "Oars | Container | longLampsOfTheLakes"


@pytest.mark.parametrize("others", [True, False])
def test_a_row_that_a_page_cuts_behind_a_full_stop_goes_on_where_all_rows_have_their_first_cell(tmp_path, others):
    """Its rest, in small letters or not, was a row without a first cell."""
    first = [at("Poles", 60, 346)] if others else []
    below = [*first, at("Poles", 150, 346), at("O(4)", FULL, 346), rule(56, 540, 366)]
    below += [at("Oars", 60, 380), at("Oars.", 150, 380), at("O(3)", FULL, 380), rule(56, 540, 400)]
    above = [*PREFACE, *touching(below)]
    rest = [rule(56, 540, y) for y in (80, 114, 148, 182)]
    rest += [at("Long ones are best.", 150, 94), at("Sails", 60, 128), at("Some", 150, 128), at("O(5)", FULL, 128)]
    rest += [at("Masts", 60, 162), at("None", 150, 162), at("O(6)", FULL, 162)]
    joined = "Oars | Oars. Long ones are best. | O(3)" in rows(printed(tmp_path, above, rest))
    assert joined is others


def test_a_long_name_across_one_column_is_parted_from_what_begins_in_the_next(tmp_path):
    name = "LampsOfTheLakesAndOfTheBoatsThatRowOnThemByNight"
    below = [rule(56, 540, 366), at(name, FULL - 3 - stringWidth(name, ROMAN, 11), 346), at("O(3)", FULL, 346)]
    assert rows(printed(tmp_path, [*PREFACE, *touching(below)]))[-1] == f"{name} | O(3)"
