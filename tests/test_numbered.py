"""Numbered lines: what counts lines in the margin is no word of the text, and what only looks so stays."""

import pytest

from mapper.documents import Hints
from mapper.extractors import grammar, numbered, pdf
from mapper.types import SourceFile
from tests.paper import ITALIC, ROMAN, at, pages, resolution
from tests.test_grammar import one

WORDS = ("to print what members wish to read in a year of", "less print, and to send it to those who asked for it")
TEXT = " ".join(WORDS)
LONG = (f"{WORDS[0]} which they tell the Bureau by letter", WORDS[1])


def numbers(tmp_path, *contents):
    _, gone = numbered.parted(list(pdf.sheets(pages(tmp_path / "a.pdf", *contents), 5)))
    return [line.text for line in gone]


def text(count, top=210, words=WORDS):
    """Print items of two lines each."""
    return [
        line
        for n in range(count)
        for line in (
            at(f"{n + 1}", 100, top + 28 * n),
            at(words[0], 130, top + 28 * n),
            at(f"{words[1]};" if n < count - 1 else f"{words[1]}.", 100, top + 28 * n + 14),
        )
    ]


def head():
    """Print the head of a resolution as its margin leaves room for it."""
    return [
        *(line for line in resolution()[:2]),
        at("The World Telecommunication Standardization Assembly (Hammamet, 2016),", 100, 150),
        at("resolves", 130, 190, ITALIC),
    ]


def counted(x, first, top, *, step=5, leading=14, count=4, size=8):
    """Print numbers in the margin, each beside its line."""
    return [at(str(first + step * n), x, top + leading * step * n, ROMAN, size) for n in range(count)]


@pytest.mark.parametrize("x", [40, 520])
def test_numbers_that_count_lines_are_no_words_of_the_text(tmp_path, x):
    """They were clauses, labels, or words in the middle of a sentence."""
    document = one(pages(tmp_path / "a.pdf", [*head(), *text(12), *counted(x, 5, 224)]))
    assert [(clause.label, clause.text) for clause in document.clauses] == [
        *((f"{n}", f"{TEXT};") for n in range(1, 12)),
        ("12", f"{TEXT}."),
    ]
    assert document.problems == ()


def test_numbers_of_lines_are_accounted_for(tmp_path):
    sheets = list(pdf.sheets(pages(tmp_path / "a.pdf", [*head(), *text(12), *counted(40, 5, 224)]), 5))
    quality = grammar.read(sheets, SourceFile("a.pdf", "0" * 64), Hints()).quality
    assert quality.lost == ()
    assert dict(quality.accounts)["line number"] == len("5101520")


def test_a_page_with_few_lines_has_them_where_others_do(tmp_path):
    second = [at(WORDS[0], 100, 80), at("and no more.", 100, 94), *counted(40, 25, 94, count=1)]
    assert numbers(tmp_path, [*head(), *text(12), *counted(40, 5, 224)], second) == ["5", "10", "15", "20", "25"]


HEADS = (80, 110, 150, 190)  # where the lines of the head stand


def each(x, count, first=1, size=8):
    """Print a number beside each line of the head, and of the text."""
    places = [*HEADS, *(210 + 14 * n for n in range(count))]
    return [at(str(first + n), x, y, ROMAN, size) for n, y in enumerate(places)]


@pytest.mark.parametrize("x", [40, 520])
def test_each_line_may_have_a_number(tmp_path, x):
    document = one(pages(tmp_path / "a.pdf", [*head(), *text(9, words=LONG), *each(x, 18)]))
    assert [clause.text for clause in document.clauses] == [*([f"{' '.join(LONG)};"] * 8), f"{' '.join(LONG)}."]


def test_each_line_of_a_later_page_counts_on_or_from_one(tmp_path):
    for first in (1, 23):
        second = [part for n, words in enumerate(WORDS) for part in (at(str(first + n), 40, 80 + 14 * n, ROMAN, 8), at(words, 100, 80 + 14 * n))]
        assert numbers(tmp_path, [*head(), *text(9, words=LONG), *each(40, 18)], second) == [
            *(str(n + 1) for n in range(22)),
            str(first),
            str(first + 1),
        ]


def test_few_numbers_of_each_line_are_a_list(tmp_path):
    lines = [*head(), *text(2, words=LONG), *each(40, 4)]
    assert numbers(tmp_path, lines) == []


NAMES = ("papers", "letters", "notes", "books", "maps", "lists", "plans", "cards", "forms", "bills", "acts", "rolls")


@pytest.mark.parametrize("words", ["to print less of the {} that members send to the Bureau in all of the years;", "to print less of the {}", "{}"])
def test_items_of_a_list_are_not_counted_as_lines(tmp_path, words):
    """Items in small letters, of one line each, lost their labels."""
    lines = [part for n, name in enumerate(NAMES) for part in (at(str(n + 1), 60, 210 + 14 * n), at(words.format(name), 94, 210 + 14 * n))]
    assert numbers(tmp_path, [*resolution(), at("resolves", 94, 190, ITALIC), *lines]) == []
    assert numbers(tmp_path, lines) == []


def test_items_whose_lines_the_margin_broke_are_not_counted_as_lines_below_a_head_without_numbers(tmp_path):
    words = "to print less of what members send to the Bureau in all of the years in which they"
    lines = [part for n in range(12) for part in (at(str(n + 1), 60, 210 + 14 * n), at(words, 94, 210 + 14 * n))]
    assert numbers(tmp_path, [*resolution(), at("resolves", 94, 190, ITALIC), *lines]) == []


def test_labels_of_a_page_stay_where_most_pages_have_no_numbers_of_lines(tmp_path):
    plain = [*head(), *text(12)]
    assert numbers(tmp_path, [*head(), *text(12), *counted(40, 5, 224)], plain, plain) == []


def test_other_numbers_in_the_column_stay(tmp_path):
    """Numbers of pages, labels in the size of the text, and what counts otherwise."""
    first = [*head(), *text(12), *counted(40, 5, 224)]
    counts = ["5", "10", "15", "20"]
    short = [at(WORDS[0], 100, 80), at("and no more.", 100, 94)]
    assert numbers(tmp_path, first, [*short, at("2", 40, 800, ROMAN, 8)]) == counts
    assert numbers(tmp_path, first, [*short, at("25", 40, 94, ROMAN, 11)]) == counts
    assert numbers(tmp_path, first, [*short, at("90", 40, 94, ROMAN, 8)]) == counts
    assert numbers(tmp_path, first, [*short, at("5", 40, 94, ROMAN, 8), at("2", 40, 800, ROMAN, 8)]) == [*counts, "5"]


@pytest.mark.parametrize("step", [2, 4])
def test_amounts_beside_their_lines_are_words(tmp_path, step):
    """They were set aside where so many lines stood between them."""
    assert numbers(tmp_path, [*head(), *text(14), *counted(40, step, 210, step=step, count=28 // step)]) == []


def test_amounts_of_which_one_is_left_out_are_words(tmp_path):
    figures = [at(str(value), 40, 224 + 70 * n, ROMAN, 8) for n, value in enumerate((5, 10, 15, 25))]
    assert numbers(tmp_path, [*head(), *text(12), *figures]) == []


def test_lines_at_uneven_distances_are_counted(tmp_path):
    places = [210 + 14 * n + 9 * (n // 7) for n in range(24)]
    lines = [at(WORDS[n % 2], 100, y) for n, y in enumerate(places)]
    figures = [at(str(n + 1), 40, places[n], ROMAN, 8) for n in range(4, 24, 5)]
    assert numbers(tmp_path, [*head(), *lines, *figures]) == ["5", "10", "15", "20"]


def test_numbers_of_lines_begin_with_the_first_of_their_count(tmp_path):
    assert numbers(tmp_path, [*head(), *text(12), *counted(40, 2005, 224)]) == []


def test_three_figures_are_too_few_to_count_lines(tmp_path):
    assert numbers(tmp_path, [*head(), *text(9), *counted(40, 5, 224, count=3)]) == []


def test_lines_left_empty_are_counted_too(tmp_path):
    below = [at(words, 100, 434 + 14 * n) for n, words in enumerate(WORDS)]
    assert numbers(tmp_path, [*head(), *text(7), *below, *counted(40, 5, 224)]) == ["5", "10", "15", "20"]


def test_figures_farther_apart_than_so_many_lines_count_none(tmp_path):
    assert numbers(tmp_path, [*head(), *text(15), *counted(40, 5, 224, leading=17)]) == []


def test_figures_beside_a_small_part_of_a_page_count_no_lines(tmp_path):
    lines = [at(WORDS[0], 100, 80 + 11 * n, ROMAN, 8) for n in range(60)]
    assert numbers(tmp_path, [*lines, *counted(40, 5, 124, leading=11)]) == []


@pytest.mark.parametrize("places", [(224, 250, 340, 430), (224, 294, 378, 448)], ids=["unevenly", "twice"])
def test_figures_beside_a_text_that_count_no_lines_stay(tmp_path, places):
    figures = [at(words, 520, y, ROMAN, 8) for words, y in zip(("5", "10", "15", "20"), places, strict=True)]
    assert numbers(tmp_path, [*head(), *text(12), *figures]) == []


def test_figures_between_words_count_no_lines(tmp_path):
    beside = [at("per cent", 540, 224 + 70 * n, ROMAN, 8) for n in range(3)]
    assert numbers(tmp_path, [*head(), *text(12), *counted(520, 5, 224), *beside]) == []
