"""Scans in other scripts than the Latin one: Latin words in them; in a script from the right also stops and the order of words."""

import pytest

from mapper.extractors import graymap, latin, leftward, ocr, tesseract
from mapper.extractors.graymap import Graymap
from mapper.extractors.tesseract import Read

WIDE, HIGH = 600, 60


def drawn(*boxes):
    """Draw boxes on a white page; each is left, top, right, bottom."""
    raw = bytearray(b"\xff" * WIDE * HIGH)
    for left, top, right, bottom in boxes:
        for line in range(top, bottom):
            raw[line * WIDE + left : line * WIDE + right] = b"\x00" * (right - left)
    return Graymap(WIDE, HIGH, bytes(raw))


def word(text, left, wide=60, sure=92.0, line=1):
    return Read(("1", "1", "1", str(line)), left, 10, wide, 30, sure, text)


def mended(page, found):
    return leftward.mended(page, found)


def reread(found, language="ara"):
    return leftward.mended(drawn(STROKE), latin.reread("tesseract", drawn(STROKE), found, language))


def texts(words):
    return [each.text for each in words]


STROKE = (300, 36, 590, 40)  # a baseline


def test_a_line_is_read_from_the_right_and_its_latin_words_from_the_left():
    line = [word("القرار", 500), word("ITU-R", 300), word("SM.2255", 400), word("في", 200), word("2012", 100)]
    assert texts(mended(drawn(STROKE), line)) == ["القرار", "ITU-R", "SM.2255", "في", "2012"]


def test_a_number_right_of_latin_words_belongs_to_them_and_one_left_of_them_does_not():
    line = [word("انظر", 500), word("(2004)", 420), word("Y.2001", 340), word("2012", 260)]
    assert texts(mended(drawn(STROKE), line)) == ["انظر", "Y.2001", "(2004)", "2012"]


def test_brackets_of_a_number_that_were_read_from_the_right_are_turned():
    assert texts(mended(drawn(STROKE), [word(")2012-2015(", 400)])) == ["(2012-2015)"]


def test_a_stop_left_of_latin_words_stands_behind_the_last_of_them():
    line = [word("مراكز", 500), word("centres)", 400), word(";(data", 300)]
    assert texts(mended(drawn(STROKE), line)) == ["مراكز", "(data", "centres);"]


@pytest.mark.parametrize(
    ("shapes", "read", "stop"),
    [
        ([(302, 30, 307, 40)], "\u00bb", "\u060c"),
        ([(302, 30, 307, 40)], "\u0621", "\u060c"),
        ([(302, 35, 307, 40)], ":", "."),
        ([(302, 20, 307, 25), (302, 35, 307, 40)], ".", ":"),
        ([(302, 20, 307, 30), (302, 35, 307, 40)], ":", "\u061b"),
    ],
)
def test_a_stop_is_told_by_its_shape_whatever_it_was_taken_for(shapes, read, stop):
    page = drawn((312, 36, 360, 40), *shapes)
    assert texts(mended(page, [word(f"البيئة{read}", 300)])) == [f"البيئة{stop}"]


def test_a_last_letter_that_only_looks_like_a_stop_is_kept():
    page = drawn((302, 26, 322, 40), (326, 36, 360, 40))
    assert texts(mended(page, [word("الأعضا\u0621", 300)])) == ["الأعضا\u0621"]
    point = drawn((302, 40, 308, 46), (326, 36, 360, 40))
    assert texts(mended(point, [word("الأعضا\u0621", 300)])) == ["الأعضا\u0621"]


def again(monkeypatch, *parts):
    """Stand in for a tesseract that reads these words, each in the row of the cuttings with its number."""
    asked = []

    def stand_in(program, image, way, language):
        asked.append(graymap.read(image))
        return [Read(("1", "1", "1", "1"), left, row * 64 + 20, 40, 20, sure, text) for row, left, text, sure in parts]

    monkeypatch.setattr(tesseract, "read", stand_in)
    return asked


def test_words_without_a_letter_from_the_right_are_cut_out_together_and_read_in_latin_letters(monkeypatch):
    asked = again(monkeypatch, (0, 40, "ITU-R", 95.0), (0, 120, "SM.2255", 91.0))
    line = [word("التقرير", 500), word("51/1.2255", 400, sure=39.0), word("1117-2", 320, sure=75.0), word("الصادر", 200)]
    assert texts(reread(line)) == ["التقرير", "ITU-R", "SM.2255", "الصادر"]
    assert len(asked) == 1


@pytest.mark.parametrize(("read", "sure"), [("gas", 45.0), ("56", 92.0), ("~", 95.0)])
def test_what_is_not_surely_latin_is_kept_as_it_was(monkeypatch, read, sure):
    again(monkeypatch, (0, 40, read, sure))
    assert texts(reread([word("القرار", 500), word("66", 400, sure=77.0)])) == ["القرار", "66"]


@pytest.mark.parametrize(
    ("read", "sure", "other", "other_sure", "kept"),
    [
        ("Бизшез$", 60.0, "business", 96.0, "business"),
        ("Ь)", 77.0, "b)", 92.0, "b)"),
        ("союз", 96.0, "coo3", 97.0, "союз"),
        ("ПУСАН,", 91.0, "ITYCAH,", 92.0, "ПУСАН,"),
        ("МСЭ-Т", 82.0, "MC3-T", 91.0, "МСЭ-Т"),
    ],
)
def test_between_letters_that_look_like_latin_ones_a_latin_word_is_told_by_how_surely_it_is_read(monkeypatch, read, sure, other, other_sure, kept):
    again(monkeypatch, (0, 40, other, other_sure))
    assert texts(latin.reread("tesseract", drawn(STROKE), [word(read, 400, sure=sure)], "rus")) == [kept]
    assert (latin.is_unknown("rus"), latin.is_unknown("fra")) == (True, False)


def test_a_number_of_which_a_part_was_read_is_read_whole(monkeypatch):
    again(monkeypatch, (0, 40, "3.1.3", 92.0))
    assert texts(reread([word("3", 500), word("الكارثة", 400)])) == ["3.1.3", "الكارثة"]


def test_the_words_of_a_line_stand_on_the_line_that_has_most_ink_and_are_in_the_order_of_reading():
    found = list(ocr._words(mended(drawn(STROKE), [word("البيئة", 400), word("حماية", 500)]), 1.0))
    assert [each.text for each in found] == ["حماية", "البيئة"]
    assert [each.gap for each in found] == [0.0, 0.0]
    assert {round(each.box.bottom - 0.2 * each.style.size) for each in found} == {37}


def test_cuttings_are_listed_below_each_other_and_a_band_is_cut_between_lines():
    sheet, rows = graymap.listed([Graymap(2, 3, b"\x00" * 6), Graymap(4, 1, b"\x00" * 4)])
    assert [len(each) for each in rows] == [3 + 2 * graymap.PAD, 1 + 2 * graymap.PAD]
    assert (sheet.wide, sheet.high, len(sheet.raw)) == (4 + 4 * graymap.PAD, rows[-1].stop, sheet.wide * sheet.high)
    lines = drawn(*((0, top, 200, top + 6) for top in (0, 20, 30, 40)))
    band = graymap.densest(lines, 24)
    assert (band.ink()[0], band.ink()[-1]) == (0, 200)
