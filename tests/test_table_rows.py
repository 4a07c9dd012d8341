"""Rows of ruled tables that no rule parts: lines that stand side by side, or texts of several lines with white above all columns."""

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.paper import ROMAN, at
from tests.test_grammar import printed
from tests.test_layouts import rows
from tests.test_tables import PREFACE, PROGRAM, ruled

XS, YS = (60, 160, 280, 400), (240, 260, 520)
HEAD = [at(words, x + 5, 254) for x, words in zip(XS, ("Ship", "Sail", "Rope"), strict=False)]


def columns(*lines, size=11):
    """Print lines at heights in points, each with the words of its columns."""
    return [at(words, x + 5, y, ROMAN, size) for y, *cells in lines for x, words in zip(XS, cells, strict=False) if words]


def read(tmp_path, lines, size=11):
    return rows(printed(tmp_path, [*PREFACE, ruled(XS, YS), *HEAD, *columns(*lines, size=size)]))[1:]


def test_rows_with_white_between_them_are_rows_though_the_next_name_would_not_have_fitted(tmp_path):
    lines = [(280 + 17 * n, f"Brigantine ({n})", f"{n} square feet", "new") for n in range(1, 5)]
    assert read(tmp_path, lines) == [f"Brigantine ({n}) | {n} square feet | new" for n in range(1, 5)]


@pytest.mark.parametrize(("pitch", "told"), [(17, True), (13, False)])
def test_a_line_that_stands_a_little_higher_than_those_beside_it_is_of_their_row_where_white_parts_rows(tmp_path, pitch, told):
    """Where lines are close, columns may have slipped against each other."""
    lines = [(280 + pitch * n, f"Ship {n}", f"{n} feet", "new") for n in range(1, 5)]
    lines[2:3] = [(278 + 3 * pitch, "Ship 3", "", ""), (280 + 3 * pitch, "", "3 feet", "new")]
    assert (read(tmp_path, lines) == [f"Ship {n} | {n} feet | new" for n in range(1, 5)]) is told


def test_a_column_that_stands_a_little_lower_as_a_whole_holds_cells_of_the_rows(tmp_path):
    names = [(280 + 13 * n, f"Ship {n}", "", "new") for n in range(1, 5)]
    feet = [(282 + 13 * n, "", f"{n} feet", "") for n in range(1, 5)]
    assert read(tmp_path, [*names, *feet]) == [f"Ship {n} | {n} feet | new" for n in range(1, 5)]


def test_what_is_said_of_a_program_may_stand_a_little_lower_as_a_whole(tmp_path):
    lines = [at(words, 65 + inset, 280 + 13 * n) for n, (words, inset, _) in enumerate(PROGRAM)]
    bits = [at(said, 305, 282 + 13 * n) for n, (_, _, said) in enumerate(PROGRAM) if said]
    found = rows(printed(tmp_path, [*PREFACE, ruled((60, 300, 400), (240, 260, 360)), at("Field", 65, 254), at("Bits", 305, 254), *lines, *bits]))
    assert found == ["Field | Bits", *(f"{words} | {said}" for words, _, said in PROGRAM)]


def test_marks_of_notes_that_stand_raised_in_their_column_belong_to_the_row_beside_them(tmp_path):
    """They stood beside no line, so that all rows were one."""
    lines = [(280 + 17 * n, f"Ship {n}", f"{n} feet", "") for n in range(1, 5)]
    marks = [at(f"({n})", 300, 275 + 17 * n, ROMAN, 6) for n in (1, 2, 4)]
    found = rows(printed(tmp_path, [*PREFACE, ruled(XS, YS), *HEAD, *columns(*lines), *marks]))[1:]
    assert found == [f"Ship {n} | {n} feet | {f'({n})' if n != 3 else ''}" for n in range(1, 5)]


def test_lines_of_text_with_white_between_them_go_on_in_small_letters(tmp_path):
    lines = [(280, "Those that sail on", "all of the great seas", "new"), (297, "all seas, in winds", "of the north, and the", "")]
    lines += [(314, "that blow from the", "smaller ones of what", ""), (331, "coast to the seas", "others call a south", "")]
    assert len(read(tmp_path, lines)) == 1


def test_the_rest_of_a_word_that_a_narrow_column_cuts_is_no_row(tmp_path):
    """What stood beside each part of it, with white above, made rows of them."""
    parts = ["".join(part) for part in _cut("GreatShipsOfAllTheSeasThatAreKnownToSailors", 89)]
    beside = ("Name of a ship.", "A list of those that sail", "all seas (see there).")
    lines = [(280 + 17 * n, part, words, sign) for n, (part, words, sign) in enumerate(zip(parts, beside, ("O", "NAME", "S"), strict=True))]
    assert len(read(tmp_path, lines)) == 1


def _cut(word, room):
    """Cut a word into parts that fill a column."""
    part = ""
    for letter in word:
        if stringWidth(part + letter, ROMAN, 11) > room:
            yield part
            part = ""
        part += letter
    yield part


SEVERAL = (
    (280, "Brigantine", "Square sails", "Hemp, or what is left"),
    (290, "(see below)", "", "of it"),
    (310, "Cutter", "One sail, which is so", "Hemp"),
    (320, "", "large that it takes six", ""),
    (330, "", "to set it", ""),
    (350, "Raft", "None", "i) Bark"),
    (365, "", "", "ii) Roots"),
    (385, "Barge, as on", "", "Wire"),
    (395, "rivers", "", ""),
)
ROWS = [
    "Brigantine (see below) | Square sails | Hemp, or what is left of it",
    "Cutter | One sail, which is so large that it takes six to set it | Hemp",
    "Raft | None | i) Bark ii) Roots",
    "Barge, as on rivers |  | Wire",
]


def test_texts_of_several_lines_that_begin_side_by_side_below_white_are_rows(tmp_path):
    """All of them were one row, since the last lines of a cell stand beside none of the others."""
    assert read(tmp_path, SEVERAL, 9) == ROWS


APART = (
    (280, "Ships that sail", "Sails", "new"),
    (290, "on the seas", "", ""),
    (310, "Boats", "", ""),
    (314, "", "Oars and", "old"),
    (324, "on rivers", "a rudder", ""),
    (344, "Rafts", "Poles", ""),
)
STACKS = [(280 + 30 * n + 10 * m, f"{word} {n}", f"{word[0]}-{n}", "") for n in range(3) for m, word in enumerate(("Ship", "Boat"))]


@pytest.mark.parametrize("lines", [APART, STACKS], ids=["texts that do not begin together", "as many lines in each cell"])
def test_cells_whose_texts_white_parts_are_no_rows_of_several_lines_where_they_tell_none(tmp_path, lines):
    found = read(tmp_path, lines, 9)
    assert len(found) in {1, len(lines)}  # one, or each line a row


WIDTHS, HEIGHTS = (60, 160, 280, 400), (240, 260, 280, 520)
OPEN = ruled(WIDTHS, HEIGHTS, without=[("row", 1, 0), ("row", 2, 0), ("column", 2, 0)])


def test_a_head_below_which_its_column_has_no_rule_is_no_part_of_the_rows_below(tmp_path):
    """The column was one cell from its head down, beside rows of the others."""
    head = [at("Ship", 65, 265), at("What it has", 200, 254), at("Sail", 165, 274), at("Rope", 285, 274)]
    assert rows(printed(tmp_path, [*PREFACE, OPEN, *head, *columns(*((y + 20, *cells) for y, *cells in SEVERAL), size=9)])) == [
        "Ship | What it has",
        " | Sail | Rope",
        *ROWS,
    ]


def test_a_cell_over_several_rows_keeps_its_lines(tmp_path):
    """There is no more white where other columns have a rule than elsewhere."""
    tall = [at(words, 65, 264 + 11 * n, ROMAN, 9) for n, words in enumerate(("Ships", "Boats", "Rafts", "Barges", "Kites"))]
    head = [at("What they have", 200, 254), at("Sail", 165, 274), at("Rope", 285, 274)]
    lines = columns(*((286 + 11 * n, "", *words) for n, words in enumerate((("Square", "Hemp"), ("Round", "Wire"), ("Any", "Bark")))), size=9)
    found = rows(printed(tmp_path, [*PREFACE, OPEN, *tall, *head, *lines]))
    assert found[0] == "Ships Boats Rafts Barges Kites | What they have"


LISTS = (
    (280, "Ships of the", "Ships of the"),
    (293, "lakes are these:", "seas are these:"),
    (306, "\u2013 boats;", "\u2013 tugs;"),
    (319, "\u2013 rafts;", "\u2013 ferries;"),
    (332, "\u2013 canoes.", "\u2013 yachts."),
)


def test_texts_that_both_lead_in_a_list_are_no_rows_though_their_lines_stand_side_by_side(tmp_path):
    first, second = (" ".join(texts) for texts in list(zip(*LISTS, strict=True))[1:])
    assert read(tmp_path, [(*line, "") for line in LISTS]) == [f"{first} | {second} | "]


def test_a_list_beside_figures_is_read_row_by_row(tmp_path):
    lines = [
        (280, "Ships:", "", ""),
        *((293 + 13 * n, f"\u2013 {name}", f"{n} feet", "") for n, name in enumerate(("boats", "rafts", "tugs", "sails"))),
    ]
    assert len(read(tmp_path, lines)) == 5


def test_lines_set_wide_apart_go_on_where_a_sentence_does(tmp_path):
    """Where white parts all lines, a capital behind it begins no row."""
    lines = [
        (280, "Large brigantines", "Largest vessels which", "Recommended"),
        (300, "Northerners call", "Mediterranean people", "Boats"),
        (320, "schooners of seas", "sailed by night here", "New"),
    ]
    assert read(tmp_path, lines) == [" | ".join(" ".join(filter(None, texts)) for texts in zip(*(cells for _, *cells in lines), strict=True))]


def test_lines_set_wide_apart_that_all_fill_their_cells_are_one_row(tmp_path):
    lines = [
        (280, "Large brigantines", "Largest vessels which", "Recommended boats"),
        (300, "Northerners call", "Mediterranean people", "Mediterraneans use"),
        (320, "Schooners of seas", "Sailed by night here", "Schooners for these"),
    ]
    assert read(tmp_path, lines) == [" | ".join(" ".join(texts) for texts in zip(*(cells for _, *cells in lines), strict=True))]
