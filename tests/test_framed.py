"""Tables with level rules only, as the heads of papers and forms have them."""

from tests.paper import at, rule
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
