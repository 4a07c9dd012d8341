"""What a document says cannot drive the terminal, and every line fits it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.review.text import clean, cut, fit, pad, safe, shorten, width, wrap

WILD = st.text(alphabet=st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("tab\tline\r\nend\u2028x", "tab line end x"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("\x9b2Jx", "x"),
        ("bell\x07", "bell"),
    ],
)
def test_what_drives_a_terminal_is_dropped(raw, shown):
    assert clean(raw) == shown


@given(WILD)
def test_no_control_character_is_left(text):
    assert not [c for c in safe(text) if unicodedata.category(c) in ("Cc", "Cs") or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]


def test_wide_and_combining_characters_are_counted_as_they_look():
    assert width("气候") == 4
    assert width("e\u0301") == 1
    assert width("المناخ") == 6


@given(WILD, st.integers(2, 40))
def test_every_wrapped_line_fits(text, cells):
    assert all(width(line) <= cells for line in wrap(text, cells))


@given(WILD, st.integers(2, 40))
def test_wrapping_loses_nothing_but_spaces(text, cells):
    assert "".join(wrap(text, cells)).replace(" ", "") == clean(text).replace(" ", "")


@given(WILD, st.integers(0, 40))
def test_a_cut_text_fits_and_a_padded_one_fills(text, cells):
    assert width(cut(clean(text), cells)) <= cells
    assert width(pad(clean(text), cells)) == cells


def test_a_cut_is_marked():
    assert cut("climate change", 8) == "climate…"
    assert fit(["one", "two", "three"], 2, 5) == ["one", "two…"]
    assert fit(["one"], 2, 5) == ["one"]
    assert fit(["one"], 0, 5) == []


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("resolves 1", "resolves 1"),
        ("instructs the Director of the Telecommunication Development Bureau 2 b)", "instructs the Director of the … 2 b)"),
        ("invites Member States, Sector Members and the Academia iv)", "invites Member States, Sector Members and … iv)"),
        ("requests the Secretary-General and the Directors of the Bureaux", "requests the Secretary-General and the …"),
        ("x" * 60, "x" * 46 + " …"),
    ],
)
def test_a_long_opener_is_cut_and_the_number_of_the_clause_kept(place, shown):
    assert shorten(place, 48) == shown


@given(WILD, st.integers(12, 60))
def test_a_place_that_is_cut_fits(text, cells):
    place = clean(text)
    assert width(shorten(place, cells)) <= max(cells, width(place.rpartition(" ")[2]) + 2)
