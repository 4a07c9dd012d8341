"""Joining: which line ends cut a word, and which hyphens and strokes belong to it."""

import pytest

from mapper.extractors.joining import Mender, clean
from mapper.extractors.lines import BREAK, CUT, Line, Run, Sheet
from mapper.types import Box

AUTOMATIC, SOFT = "\u2010", "\u00ad"


def line(text, hyphen=False):
    return Line((Run(text),), 1, Box(0, 0, 100, 10), hyphen=hyphen)


def mender(*texts):
    return Mender([Sheet(1, tuple(line(text) for text in texts))])


@pytest.mark.parametrize(
    ("left", "more", "joined"),
    [
        ("users of telecommunications/", "information technology", "users of telecommunications/information technology"),
        ("telecommunications", "/ICTs for all", "telecommunications/ICTs for all"),
        ("for the years 2018-", "2021", "for the years 2018-2021"),
        ("Recommendation L.", "1470", "Recommendation L.1470"),
        ("the word and/or", "another", "the word and/or another"),
        ("a stroke /", "apart", "a stroke / apart"),
        ("on lamps (", "https://lakes.example/a)", "on lamps (https://lakes.example/a)"),
        ("https://lakes.example/Lamps_v1.", "2.pdf)", "https://lakes.example/Lamps_v1.2.pdf)"),
        ("https://lakes.example/a/Lam", "ps_of_v2.zip", "https://lakes.example/a/Lamps_of_v2.zip"),
        ("www.lakes.example/a", "and/or elsewhere", "www.lakes.example/a and/or elsewhere"),
        ("www.lakes.example/a", "A/RES/70/1", "www.lakes.example/a A/RES/70/1"),
        ("www.lakes.example/a,", "b_c.pdf", "www.lakes.example/a, b_c.pdf"),
        (f"a word that is cut{SOFT}", "ting itself", "a word that is cutting itself"),
        ("short-", "and long-term plans", "short- and long-term plans"),
        ("an 8-", "bit field", "an 8-bit field"),
        ("an 8-", "or 16-bit field", "an 8- or 16-bit field"),
        ("the Direct-", "or; and others", "the Direct-or; and others"),
    ],
)
def test_words_are_joined_as_they_were_written(left, more, joined):
    assert mender("some other words").join(left, more, hyphen=False) == joined


@pytest.mark.parametrize("more", ["R&D of members", "25/26 March", "e-mail/phone of each", "12/05/2020 was the day"])
def test_what_follows_an_address_is_no_part_of_it(more):
    assert mender().join("see https://example.org/texts", more, False) == f"see https://example.org/texts {more}"


def test_the_end_of_a_long_text_tells_as_much_as_that_of_a_short_one():
    plan = "the plan goes on " * 60
    assert mender().join(f"{plan}for 2018-", "2021", False) == f"{plan}for 2018-2021"
    assert mender().join(f"{plan}see https://example.org/", "texts", False) == f"{plan}see https://example.org/texts"
    assert mender().join(f"{plan}to the end", "of it", False) == f"{plan}to the end of it"


def test_where_a_program_marks_its_cuts_by_a_sign_of_its_own_every_other_hyphen_is_the_writers():
    known = mender(f"a word that a program cut{AUTOMATIC}", "ting words did set")
    assert known.join(f"exam{AUTOMATIC}", "ined texts", hyphen=False) == "examined texts"
    assert known.join("vice-", "chairs elected", hyphen=False) == "vice-chairs elected"


def test_a_hyphen_sign_that_stands_within_lines_is_the_writers():
    known = mender(f"groups of ITU{AUTOMATIC}T and others", "and so on")
    assert known.join(f"ITU{AUTOMATIC}", "R groups", hyphen=False) == "ITU-R groups"


def test_parts_of_words_at_line_ends_count_as_no_words():
    known = Mender([Sheet(1, (line("they were in", hyphen=True), line("creasingly cut"), line("a network is a network, not a net-work")))])
    assert known.words["creasingly"] == 0
    assert known.words["network"] == 2


def test_the_lines_of_a_cell_are_joined_by_the_same_rule():
    known = mender("from Earth-to-space")
    assert known.mended(f"Fixed (Earth-to{CUT}{BREAK}space)") == "Fixed (Earth-to-space)"
    assert known.mended(f"telecommunications/{BREAK}ICTs and{BREAK}services") == "telecommunications/ICTs and services"
    assert known.mended(f"cyberthreats, e{CUT}") == "cyberthreats, e-"


def test_a_cell_cuts_a_word_without_a_sign_only_where_the_source_has_it_oftener_than_its_parts():
    known = mender("successive data of databases, and successive data of some more databases")
    assert known.mended(f"success{BREAK}ive") == "successive"
    assert known.mended(f"data{BREAK}bases") == "data bases"


def test_what_lets_a_latin_word_break_is_no_letter():
    assert clean("Play\u200clist\u200cId\u2060 of \ufeffit") == "PlaylistId of it"
    assert clean("\u0645\u06cc\u200c\u0634\u0648\u062f") == "\u0645\u06cc\u200c\u0634\u0648\u062f"
