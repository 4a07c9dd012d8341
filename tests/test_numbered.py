"""Numbered lines: what counts lines in the margin is no word of the text, and what only looks so stays."""

import pytest

from mapper.documents import Hints
from mapper.extractors import grammar, numbered, pdf
from mapper.types import SourceFile
from tests.paper import ITALIC, ROMAN, at, pages, resolution
from tests.test_grammar import one

WORDS = ("to print what members wish to read in a year of", "less print, and to send it to those who asked for it")
TEXT = " ".join(WORDS)


def numbers(tmp_path, *contents):
    _, gone = numbered.parted(list(pdf.sheets(pages(tmp_path / "a.pdf", *contents), 5)))
    return [line.text for line in gone]


def text(count, top=210):
    """Print items of two lines each."""
    return [
        line
        for n in range(count)
        for line in (
            at(f"{n + 1}", 100, top + 28 * n),
            at(WORDS[0], 130, top + 28 * n),
            at(f"{WORDS[1]};" if n < count - 1 else f"{WORDS[1]}.", 100, top + 28 * n + 14),
        )
    ]


def head():
    """Print the head of a resolution as its margin leaves room for it."""
    return [
        *(line for line in resolution()[:2]),
        at("The World Telecommunication Standardization Assembly (Hammamet, 2016),", 100, 150),
        at("resolves", 130, 190, ITALIC),
    ]


def counted(x, first, top, *, step=5, leading=14, count=3, size=8):
    """Print numbers in the margin, each beside its line."""
    return [at(str(first + step * n), x, top + leading * step * n, ROMAN, size) for n in range(count)]


@pytest.mark.parametrize("x", [40, 520])
def test_numbers_that_count_lines_are_no_words_of_the_text(tmp_path, x):
    """They were clauses, labels, or words in the middle of a sentence."""
    document = one(pages(tmp_path / "a.pdf", [*head(), *text(9), *counted(x, 5, 224)]))
    assert [(clause.label, clause.text) for clause in document.clauses] == [
        *((f"{n}", f"{TEXT};") for n in range(1, 9)),
        ("9", f"{TEXT}."),
    ]
    assert document.problems == ()


def test_numbers_of_lines_are_accounted_for(tmp_path):
    sheets = list(pdf.sheets(pages(tmp_path / "a.pdf", [*head(), *text(9), *counted(40, 5, 224)]), 5))
    quality = grammar.read(sheets, SourceFile("a.pdf", "0" * 64), Hints()).quality
    assert quality.lost == ()
    assert dict(quality.accounts)["line number"] == len("51015")


def test_a_page_with_few_lines_has_them_where_others_do(tmp_path):
    second = [at(WORDS[0], 100, 80), at("and no more.", 100, 94), *counted(40, 20, 94, count=1)]
    assert numbers(tmp_path, [*head(), *text(9), *counted(40, 5, 224)], second) == ["5", "10", "15", "20"]


def test_each_line_may_have_a_number(tmp_path):
    document = one(pages(tmp_path / "a.pdf", [*head(), *text(9), *counted(40, 1, 210, step=1, count=18)]))
    assert [clause.text for clause in document.clauses] == [*([f"{TEXT};"] * 8), f"{TEXT}."]


def test_items_of_a_list_are_not_counted_as_lines(tmp_path):
    lines = [part for n in range(12) for part in (at(str(n + 1), 60, 210 + 14 * n), at("To print less than others do;", 94, 210 + 14 * n))]
    document = one(pages(tmp_path / "a.pdf", [*resolution(), at("resolves", 94, 190, ITALIC), *lines]))
    assert [clause.label for clause in document.clauses] == [str(n + 1) for n in range(12)]


@pytest.mark.parametrize("places", [(224, 250, 340), (224, 294, 378)], ids=["unevenly", "twice"])
def test_figures_beside_a_text_that_count_no_lines_stay(tmp_path, places):
    figures = [at(words, 520, y, ROMAN, 8) for words, y in zip(("5", "10", "15"), places, strict=True)]
    assert numbers(tmp_path, [*head(), *text(9), *figures]) == []


def test_figures_between_words_count_no_lines(tmp_path):
    beside = [at("per cent", 540, 224 + 70 * n, ROMAN, 8) for n in range(3)]
    assert numbers(tmp_path, [*head(), *text(9), *counted(520, 5, 224), *beside]) == []
