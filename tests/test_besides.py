"""What stands beside and above ruled tables and belongs to their rows."""

import pytest

from tests.paper import at
from tests.test_grammar import printed
from tests.test_layouts import rows
from tests.test_tables import PREFACE, XS, filled, ruled

YS = (260, 280, 300, 320)
CELLS = (("Flag", "Kind", "Place"), ("Flag", "Sort", "Spare"), ("Flag", "Value", "End"))
FIGURES = [at(figure, x, 256) for figure, x in zip("321", (120, 245, 345), strict=True)]


def table(tmp_path, *content):
    return rows(printed(tmp_path, [*PREFACE, *content, ruled(XS, YS), *filled(XS, YS, *CELLS)]))


def beside(*texts):
    return [at(words, 420, y + 14) for y, words in zip(YS, texts, strict=False) if words]


def test_a_column_that_no_rule_holds_belongs_to_the_rows(tmp_path):
    """Its texts stood behind the table, each for itself."""
    assert table(tmp_path, *beside("Line 1", "Line 2", "Line 3")) == [f"{' | '.join(row)} | Line {n}" for n, row in enumerate(CELLS, 1)]


WIDE = ("to be told to all members in May", "to be seen", "to be read")


@pytest.mark.parametrize(("texts", "held"), [(WIDE, True), (WIDE[:2], False)])
def test_a_wide_column_that_no_rule_holds_belongs_to_rows_each_of_which_has_a_text_of_it(tmp_path, texts, held):
    found = table(tmp_path, *beside(*texts))
    assert found == [" | ".join((*row, *([words] if held else []))) for row, words in zip(CELLS, WIDE, strict=True)]


def test_figures_that_count_columns_are_a_row(tmp_path):
    assert table(tmp_path, *FIGURES)[0] == "3 | 2 | 1"
    head = [at("Line", 420, 242), *FIGURES, at("(Note)", 420, 256)]
    told = table(tmp_path, *head, *beside("1", "2", "3"))
    assert told[:3] == [" |  |  | Line", "3 | 2 | 1 | (Note)", "Flag | Kind | Place | 1"]


def test_a_text_beside_one_row_is_no_column(tmp_path):
    assert table(tmp_path, *beside("Line 1")) == [" | ".join(row) for row in CELLS]


def test_a_column_of_text_beside_a_table_is_not_put_into_its_rows(tmp_path):
    prose = [at("to print what is dear to", 420, 262 + 12 * n) for n in range(5)]
    assert table(tmp_path, *prose) == [" | ".join(row) for row in CELLS]


def test_words_above_a_table_are_no_figures(tmp_path):
    words = [at(word, x, 256) for word, x in zip(("Fields", "of the", "frame"), (120, 245, 345), strict=True)]
    assert table(tmp_path, *words)[0] == "Flag | Kind | Place"
