"""Labels: read off a line, and placed by continuity."""

import pytest

from mapper.extractors.labels import Stack, split


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("a) that energy", "a)", "that energy"),
        ("b)bis that energy", "b)bis", "that energy"),
        ("b) bis that energy", "b)bis", "that energy"),
        ("b bis) that energy", "b)bis", "that energy"),
        ("bbis) that energy", "b)bis", "that energy"),
        ("iv) fourth", "iv)", "fourth"),
        ("IV) fourth", "IV)", "fourth"),
        ("(XII) twelfth", "(XII)", "twelfth"),
        ("SEC) and others", "", "SEC) and others"),
        ("1 to report", "1", "to report"),
        ("1.1 to report", "1.1", "to report"),
        ("1bis.1.1 texts", "1bis.1.1", "texts"),
        ("1bis.1.1Presentation of texts", "1bis.1.1", "Presentation of texts"),
        ("1. Declares", "1.", "Declares"),
        ("75 ± 5 hours", "", "75 ± 5 hours"),
        ("2.5 % of it", "", "2.5 % of it"),
        ("3 °C at most", "", "3 °C at most"),
        ("– first", "–", "first"),
        ("(a) first", "(a)", "first"),
        ("а) первый", "а)", "первый"),
        ("that 5 groups", "", "that 5 groups"),
        ("(1 شبكة اتصالات (مستقرة)", "1)", "شبكة اتصالات (مستقرة)"),
        ("(1 كانون الثاني) شبكة", "", "(1 كانون الثاني) شبكة"),
        ("2014), on energy", "", "2014), on energy"),
        ("167 (Rev. Busan, 2014)", "167", "(Rev. Busan, 2014)"),
    ],
)
def test_a_label_is_read(text, label, rest):
    assert split(text) == (label, rest)


@pytest.mark.parametrize("numbers", [("I)", "II)", "III)", "IV)", "V)"), ("i)", "ii)", "iii)", "iv)", "v)"), ("(I)", "(II)", "(III)")])
def test_roman_numbers_follow_each_other_at_one_depth(numbers):
    assert depths(*((number, 60) for number in numbers)) == [0] * len(numbers)


def depths(*items, firm=True):
    stack, inside, found = Stack(), False, []
    for item in items:
        label, indent, *colon = item
        found.append(stack.place(label, indent, firm=firm, inside=inside))
        inside = bool(colon)
    return found


def test_letters_hold_roman_items_and_go_on():
    assert depths(("g)", 0), ("h)", 0, ":"), ("i)", 30), ("ii)", 30), ("i)", 0), ("j)", 0)) == [0, 0, 1, 1, 0, 0]


def test_numbers_hold_decimals_and_decimals_hold_dashes():
    assert depths(("1", 0), ("1.1", 24), ("1.2", 24, ":"), ("–", 48), ("–", 48), ("2", 0), ("2.1", 24)) == [0, 1, 1, 2, 2, 0, 1]


def test_a_list_in_the_column_of_its_number_is_deeper_only_where_it_was_announced():
    assert depths(("1.3", 0, ":"), ("a)", 0), ("b)", 0), ("1.4", 0)) == [0, 1, 1, 0]
    assert depths(("1.2", 0), ("–", 0), ("–", 0)) == [0, 0, 0]


def test_a_later_insertion_stands_beside_its_letter():
    assert depths(("b)", 0), ("b)bis", 0), ("b)ter", 0), ("c)", 0)) == [0, 0, 0, 0]


def test_a_number_out_of_turn_is_no_label_unless_its_column_speaks_for_it():
    assert depths(("1", 0), ("2", 0), ("167", 0), ("3", 0), firm=False) == [0, 0, None, 0]
    stack = Stack()
    for label in ("a)", "b)", "d)"):
        assert stack.place(label, 0, firm=True, inside=False) == 0
    assert stack.gap == "b) is followed by d)"


def test_the_path_names_the_labels_from_the_top_down():
    stack = Stack()
    for label, indent in (("1", 0), ("i)", 24), ("–", 48), ("–", 48)):
        stack.place(label, indent, firm=True, inside=True)
    assert stack.path == ("1", "i", "d2")


def test_a_dotted_number_stands_once_in_the_path():
    stack = Stack()
    for label, indent in (("1", 0), ("1.8", 0), ("1.8.2", 0), ("1.8.2.10", 0), ("a)", 24)):
        stack.place(label, indent, firm=True, inside=True)
    assert stack.path == ("1.8.2.10", "a")


def test_a_number_that_is_printed_twice_is_a_label_and_told():
    stack = Stack()
    assert [stack.place(label, 60, firm=True, inside=False) for label in ("1", "2", "2")] == [0, 0, 0]
    assert stack.gap == "2 is followed by 2"


def test_dotted_numbers_of_a_text_that_runs_from_the_right_count_from_there():
    stack = Stack()
    assert [stack.place(label, 60, firm=True, inside=False, mirrored=True) for label in ("3", "1.3", "2.3", "1.2.3")] == [0, 1, 1, 2]
    assert stack.gap == ""


def test_the_signs_of_lists_are_labels():
    assert [split(f"{sign} to report") for sign in "✓➢❑■–•"] == [(sign, "to report") for sign in "✓➢❑■–•"]


def test_a_number_of_a_long_list_is_a_label():
    assert split("6.1031 residential gateway") == ("6.1031", "residential gateway")
    assert split("3.14159 is no number of a clause") == ("", "3.14159 is no number of a clause")


def test_a_measure_in_a_figure_is_no_label_and_leaves_the_count_as_it_was():
    stack = Stack()
    for label, depth in (("7", 0), ("7.3", 1), ("0.567", None), ("8", 0)):
        assert stack.place(label, 60, firm=True, inside=False) == depth
    assert Stack().place("0.1", 60, firm=True, inside=False) == 0
