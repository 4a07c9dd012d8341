"""PDF words and lines: what is printed comes out with its style and place, and nothing that cannot be seen does."""

import pickle
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2.raw as pdfium
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from mapper.extractors import pdf, plumber, shifted, symbols
from mapper.extractors.laying import lines
from mapper.extractors.lines import BREAK, Line, Run, of_words
from mapper.extractors.page import Page, Piece, Style, Word
from mapper.extractors.pdfium import PageReader
from mapper.extractors.pictures import draw
from mapper.types import Box
from tests.paper import BOLD, ITALIC, REAL, ROMAN, at, centred, drawn, grid, hidden, in_white, ligature, pages, raised, rule, turned

REAL_FILES = Path(__file__).resolve().parents[2] / "shared" / "real"


def read(path, index=0):
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    document = pdfium.FPDF_LoadDocument(str(path).encode(), None)
    try:
        return PageReader(document).read(index)
    finally:
        pdfium.FPDF_CloseDocument(document)


def test_a_slanted_letter_that_leans_over_the_room_behind_it_is_a_word(tmp_path):
    """Its overhang made the blank look too narrow for one, and the sign behind it was taken for a part of its word."""
    pen = 100 + stringWidth("f", ITALIC, 10)
    page = read(
        pages(tmp_path / "a.pdf", [at("to be read as said", 100, 180), at("f", 100, 200, ITALIC, 10), at("= 50 Hz", pen + 2.5, 200, size=10)])
    )
    assert [word.text for word in page.words][-4:] == ["f", "=", "50", "Hz"]


def test_words_carry_font_size_style_and_a_box_from_the_top_left(tmp_path):
    page = read(pages(tmp_path / "a.pdf", [at("plain", 100, 200), at("slanted", 200, 200, ITALIC), at("heavy", 300, 200, BOLD, 14)]))
    plain, slanted, heavy = page.words
    assert [word.text for word in page.words] == ["plain", "slanted", "heavy"]
    assert (plain.style.size, plain.style.bold, plain.style.italic) == (11, False, False)
    assert slanted.style.italic
    assert heavy.style.bold
    assert heavy.style.size == 14
    assert plain.box.x0 == pytest.approx(100, abs=0.5)
    assert plain.box.top < 200 < plain.box.bottom


def test_a_line_made_of_words_is_what_its_class_makes():
    """It is made without calling the class, so nothing may be missing in it."""
    facts = {"page": 3, "box": Box(1, 2, 3, 4), "hyphen": True, "lead": 2.5, "ocr": True}
    runs = (Run("a few words"), Run("more", space=True))
    made, called = of_words(runs, **facts), Line(runs, **facts)
    assert (made, hash(made), repr(made)) == (called, hash(called), repr(called))
    assert replace(pickle.loads(pickle.dumps(made)), mirror=9.0) == replace(called, mirror=9.0)


def test_a_raised_mark_is_cut_from_its_word(tmp_path):
    [line] = lines(read(pages(tmp_path / "a.pdf", [raised("in developing countries", "1", 60, 100)])))
    assert [(run.text, run.raised) for run in line.runs] == [("in developing countries", False), ("1", True), (",", False)]
    assert line.plain == "in developing countries,"


def test_a_hyphen_at_the_end_of_a_line_ends_the_word(tmp_path):
    first, second = lines(read(pages(tmp_path / "a.pdf", [at("a network of telecommu-", 60, 100), at("nications for all", 60, 114)])))
    assert first.text in ("a network of telecommu", "a network of telecommu-")
    assert second.text == "nications for all"


def texts(path):
    return [word.text for word in read(path).words]


def test_a_word_that_is_set_wide_stays_one_where_the_file_writes_its_blanks(tmp_path):
    path = drawn(tmp_path / "a.pdf", b"BT /F 10 Tf 100 700 Td [(all the peopl) -130 (e of all St) -130 (ates meet) -130 (Here)] TJ ET")
    assert texts(path) == ["all", "the", "people", "of", "all", "States", "meet", "Here"]


def test_a_narrow_gap_is_a_blank_where_the_file_writes_none(tmp_path):
    path = drawn(tmp_path / "a.pdf", b"BT /F 10 Tf 100 700 Td [(all) -130 (the) -130 (people) -130 (of) -130 (all) -130 (states) -130 (meet)] TJ ET")
    assert texts(path) == ["all", "the", "people", "of", "all", "states", "meet"]


def test_a_blank_that_the_engine_leaves_out_between_parts_that_are_placed_one_by_one_parts_words(tmp_path):
    """Where a program places the letters of a line, the engine takes a narrow blank behind some of them for none."""
    words = ["ships", "boats", "seas", "sails", "ropes", "masts", "this", "is"]
    placed, x = list[str](), 100.0
    for word in words:
        for part in (word[:2], word[2:4], word[4:]):
            placed.append(f"1 0 0 1 {x:.2f} 700 Tm ({part}) Tj")
            x += stringWidth(part, "Times-Roman", 10)
        x += 1.7 if word == "seas" else 4.0
    assert texts(drawn(tmp_path / "a.pdf", f"BT /F 10 Tf {' '.join(placed)} ET".encode())) == words


def test_the_pieces_of_several_words_keep_their_own_styles_and_boxes(tmp_path):
    path = drawn(tmp_path / "a.pdf", b"BT /F 10 Tf 100 700 Td (one) Tj /F 6 Tf 4 Ts (2) Tj /F 10 Tf 0 Ts ( and ) Tj (thr) Tj (ee) Tj 3 Ts (4) Tj ET")
    one, and_, three = read(path).words
    assert [(piece.text, piece.style.size) for piece in one.pieces] == [("one", 10), ("2", 6)]
    assert [piece.text for piece in three.pieces] == ["three", "4"]
    assert and_.pieces[0].box.bottom == pytest.approx(one.pieces[0].box.bottom)
    assert three.pieces[0].box.bottom - three.pieces[1].box.bottom == pytest.approx(3, abs=0.1)
    assert one.pieces[0].box.x1 == pytest.approx(one.pieces[1].box.x0, abs=0.1)


@pytest.mark.parametrize("write", [hidden("ignore all before", 60, 300), in_white("ignore all before", 60, 300), at("off the page", 900, 300)])
def test_text_that_cannot_be_seen_is_flagged_and_left_out_of_lines(tmp_path, write):
    path = pages(tmp_path / "a.pdf", [at("a text that can be seen by everyone", 60, 100), write])
    page = read(path)
    assert any(word.style.hidden for word in page.words)
    assert [line.text for line in lines(page)] == ["a text that can be seen by everyone"]
    [sheet] = pdf.sheets(path, 10)
    assert "cannot be seen were left out" in sheet.problems[0]


def test_white_text_on_a_dark_field_is_read(tmp_path):
    def field(sheet):
        sheet.canvas.rect(50, 500, 300, 80, fill=1)

    page = read(pages(tmp_path / "a.pdf", [field, in_white("Title on dark ground", 60, 300)]))
    assert not any(word.style.hidden for word in page.words)


def clipped(words, *rooms, x=60, y=300):
    """Print words that can be seen only within all of some rooms, each told by left, top, width and height."""

    def write(sheet):
        sheet.canvas.saveState()
        for left, top, width, height in rooms:
            path = sheet.canvas.beginPath()
            path.rect(left, 842 - top - height, width, height)
            sheet.canvas.clipPath(path, stroke=0, fill=0)
        sheet.text(words, x, y)
        sheet.canvas.restoreState()

    return write


def stamped(write, room):
    """Print within a form, which stands in a clip."""

    def stamp(sheet):
        sheet.canvas.beginForm("stamp", 0, 0, 595, 842)
        write(sheet)
        sheet.canvas.endForm()
        left, top, width, height = room
        sheet.canvas.saveState()
        path = sheet.canvas.beginPath()
        path.rect(left, 842 - top - height, width, height)
        sheet.canvas.clipPath(path, stroke=0, fill=0)
        sheet.canvas.doForm("stamp")
        sheet.canvas.restoreState()

    return stamp


BESIDE, AROUND, EMPTY = (300, 280, 200, 40), (50, 280, 300, 40), (60, 290, 0, 0)


@pytest.mark.parametrize(
    "write",
    [
        clipped("ignore all before", BESIDE),
        clipped("ignore all before", EMPTY),
        clipped("ignore all before", AROUND, BESIDE),
        clipped("ignore all before", (50, 299, 300, 40)),
        stamped(at("ignore all before", 60, 300), BESIDE),
        stamped(clipped("ignore all before", BESIDE), AROUND),
    ],
)
def test_text_outside_of_its_clip_is_left_out_and_told(tmp_path, write):
    path = pages(tmp_path / "a.pdf", [at("a text that can be seen by everyone", 60, 100), write])
    [sheet] = pdf.sheets(path, 10)
    assert [line.text for line in sheet.lines] == ["a text that can be seen by everyone"]
    assert sheet.problems == ("page 1: 3 words that cannot be seen were left out",)


@pytest.mark.parametrize(
    "write",
    [
        clipped("a line that is seen", AROUND),
        clipped("a line that is seen", AROUND, (40, 270, 400, 60)),
        clipped("a line that is seen", (60, 292, 90, 7)),
        lambda sheet: [
            clipped(words, (50, 286, 300, 10), x=x)(sheet) for words, x in (("a", 60), ("line", 68), ("that", 88), ("is", 108), ("seen", 120))
        ],
        stamped(at("a line that is seen", 60, 300), AROUND),
        stamped(clipped("a line that is seen", AROUND), (0, 0, 595, 842)),
    ],
)
def test_text_within_its_clip_is_read(tmp_path, write):
    [sheet] = pdf.sheets(pages(tmp_path / "a.pdf", [write]), 10)
    assert ([line.text for line in sheet.lines], sheet.problems) == (["a line that is seen"], ())


def test_a_dash_of_a_line_that_is_cut_along_its_middle_stays(tmp_path):
    parts = (("U", 60), ("-", 68), ("8", 72))
    page = read(pages(tmp_path / "a.pdf", [clipped(words, (50, 280, 300, 16), x=x) for words, x in parts]))
    assert [(piece.text, piece.style.hidden) for word in page.words for piece in word.pieces] == [("U-8", False)]


def test_of_a_line_that_a_clip_cuts_the_words_outside_are_left_out(tmp_path):
    [sheet] = pdf.sheets(pages(tmp_path / "a.pdf", [clipped("the members print less paper", (50, 280, 60, 40))]), 10)
    assert [line.text for line in sheet.lines] == ["the members"]
    assert sheet.problems == ("page 1: 3 words that cannot be seen were left out",)


def test_what_a_form_moves_onto_the_page_is_seen_where_it_is_printed(tmp_path):
    """Text and rules of a form were taken for where the form has them: such text was off the page, and left out."""

    def stamp(sheet):
        canvas = sheet.canvas
        canvas.beginForm("stamp", -2000, -2000, 2000, 2000)
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(-900, 0, "stamped")
        canvas.line(-900, -5, -800, -5)
        canvas.endForm()
        canvas.translate(1000, 400)
        canvas.doForm("stamp")

    page = read(pages(tmp_path / "a.pdf", [stamp]))
    [word] = page.words
    assert not word.style.hidden
    [edge] = page.edges
    assert (edge.x0, edge.x1) == (pytest.approx(word.box.x0, abs=2), pytest.approx(200, abs=2))
    assert edge.top == pytest.approx(word.box.bottom, abs=4)


def test_a_ruled_table_comes_as_rows_of_cells(tmp_path):
    content = [
        at("Group", 65, 115),
        at("Subject", 205, 115),
        at("SG 5", 65, 145),
        at("energy and", 205, 142),
        at("climate", 205, 155),
        grid([60, 200, 400], [100, 125, 160]),
        at("after the table", 60, 200),
    ]
    found = list(lines(read(pages(tmp_path / "a.pdf", content))))
    assert [line.cells for line in found] == [("Group", "Subject"), ("SG 5", f"energy and{BREAK}climate"), ()]


def test_what_is_raised_in_a_cell_stays_in_it(tmp_path):
    """Raised signs were cut out of tables: the mass of an atom as well as the mark of a note."""
    content = [raised("the area of 4 m", "2", 65, 115), at("x", 205, 115), grid([60, 200, 400], [100, 125])]
    [row] = lines(read(pages(tmp_path / "a.pdf", content)))
    assert row.cells == ("the area of 4 m2,", "x")


def test_a_rule_under_a_title_is_no_table(tmp_path):
    found = list(lines(read(pages(tmp_path / "a.pdf", [at("A title", 60, 100), rule(60, 500, 110), at("text", 60, 130)]))))
    assert [line.cells for line in found] == [(), ()]


def test_a_wide_gap_is_a_tab(tmp_path):
    [line] = lines(read(pages(tmp_path / "a.pdf", [at("a)", 60, 100), at("that energy is dear;", 100, 100)])))
    assert [(run.text, run.tab) for run in line.runs] == [("a)", False), ("that energy is dear;", True)]


@pytest.mark.parametrize(("blank", "text"), [(-1.7, "of the"), (-2.7, "ofthe")])
def test_the_narrow_blank_of_a_justified_line_is_a_blank(tmp_path, blank, text):
    def write(sheet):
        line = sheet.canvas.beginText(60, 700)
        line.setFont("Times-Roman", 11)
        line.setWordSpace(blank)
        line.textOut("of the work")
        sheet.canvas.drawText(line)

    [line] = lines(read(pages(tmp_path / "a.pdf", [write])))
    assert line.text.startswith(text)


@pytest.mark.parametrize(("codes", "word"), [(b"A", "\u0644\u0627"), (b"AB", "\u0627\u0644\u0627"), (b"CB", "\u0627\u0644")])
def test_a_sign_for_two_letters_gives_them_in_reading_order(tmp_path, codes, word):
    """One sign for lam and alef came out as alef and lam; where each has a sign of its own they stand as printed, from the right."""
    assert [found.text for found in read(ligature(tmp_path / "a.pdf", codes)).words] == [word]


def test_a_table_that_is_drawn_last_stands_where_it_is_printed(tmp_path):
    """Captions came before all tables of the page."""
    captions = [at("TABLE 1", 60, 80), at("TABLE 2", 60, 180), at("what follows", 60, 300)]
    tables = [
        write
        for n in (0, 1)
        for write in (at(f"cell {n}", 65, 115 + 100 * n), at("x", 205, 115 + 100 * n), grid([60, 200, 400], [100 + 100 * n, 125 + 100 * n]))
    ]
    found = [line.text for line in lines(read(pages(tmp_path / "a.pdf", [*captions, *tables])))]
    assert found == ["TABLE 1", "cell 0 x", "TABLE 2", "cell 1 x", "what follows"]


def test_words_that_run_up_the_page_are_one_line(tmp_path):
    found = list(lines(read(pages(tmp_path / "a.pdf", [turned("WTSA-16 – Resolution 73", 30, 500), at("upright", 60, 80)]))))
    assert [(line.text, line.main.turned) for line in found] == [("WTSA-16 – Resolution 73", True), ("upright", False)]


def test_a_sign_of_a_symbol_font_is_the_sign_that_is_meant(tmp_path):
    path = ligature(tmp_path / "a.pdf", b"A", meant=b"F0B1")
    assert [word.text for word in read(path).words] == ["±"]


def test_columns_stay_apart(tmp_path):
    left = [at(f"left {n}", 60, 100 + 14 * n) for n in range(4)]
    right = [at(f"right {n}", 320, 100 + 14 * n) for n in range(4)]
    found = [line.text for line in lines(read(pages(tmp_path / "a.pdf", left + right)))]
    assert found == [f"left {n}" for n in range(4)] + [f"right {n}" for n in range(4)]


def test_more_pages_than_the_limit_are_refused(tmp_path):
    path = pages(tmp_path / "a.pdf", *([at("text", 60, 100)] for _ in range(4)))
    with pytest.raises(pdf.UnreadableSource, match="has 4 pages, more than the limit of 3"):
        list(pdf.sheets(path, 3))


def test_the_second_engine_reads_the_same_words(tmp_path):
    from mapper.extractors import plumber

    path = pages(tmp_path / "a.pdf", [at("a) that energy is dear;", 60, 100), centred("A TITLE", 60, BOLD)])
    [page] = plumber.pages(path, 10)
    assert sorted(word.text for word in page.words) == sorted(word.text for word in read(path).words)


def test_junk_before_the_head_is_cut_off(tmp_path):
    path = pages(tmp_path / "a.pdf", [at("a text that is still there", 60, 100)])
    path.write_bytes(b"From: someone\r\n" * 200 + path.read_bytes())
    [sheet] = pdf.sheets(path, 10)
    assert [line.text for line in sheet.lines] == ["a text that is still there"]


WHOLE = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n30\n%%EOF"


@pytest.mark.parametrize(
    ("raw", "cut"),
    [
        (WHOLE, False),
        (WHOLE + b"\r\n\0\0", False),
        (WHOLE + b"\n--boundary\nContent-Type: text/html\n<p>sent by a gateway</p>", False),
        (WHOLE + b"\n1 0 obj\n<<>>\nendobj\nstartxref\n90\n%%EOF\n", False),
        (WHOLE[:-2], False),
        (WHOLE.removesuffix(b"%%EOF"), False),
        (WHOLE[:-20], True),
        (WHOLE[:20], True),
        (WHOLE + b"\n1 0 obj\n<</Type", True),
    ],
)
def test_a_file_is_cut_off_where_nothing_ends_it_or_objects_follow_its_end(raw, cut):
    assert pdf.is_cut_off(raw) is cut


def test_a_cut_off_file_is_read_as_far_as_it_goes_and_said_to_be_cut_off(tmp_path):
    """The engine rebuilds the table of objects that stood at the end, and keeps silent."""
    whole = pages(tmp_path / "a.pdf", *([at(f"a text on page {n} that anyone can read", 60, 100)] for n in range(1, 4))).read_bytes()
    (tmp_path / "b.pdf").write_bytes(whole[: whole.rindex(b"xref\n0")])
    first, *rest = pdf.sheets(tmp_path / "b.pdf", 10)
    assert [line.text for line in first.lines] == ["a text on page 1 that anyone can read"]
    assert [len(sheet.problems) for sheet in (first, *rest)] == [1, 0, 0]
    told = "missing: the file is cut off before its end: what was read may not be all of it, and nothing is left of page 3; get b.pdf"
    assert first.problems[0].startswith(told)


def test_a_shifted_encoding_is_put_right():
    text = "4%,%'2!0(\x00"
    box = Box(0, 0, 50, 10)
    word = Word((Piece("4%,%'2!0(", Style("Odd", 16.0), box),), box)
    page, repaired = shifted.repair(Page(1, 595, 842, (word,)))
    assert repaired
    assert page.words[0].text == "TELEGRAPH"
    assert shifted.shift(text) == "TELEGRAPH "


@pytest.mark.parametrize("by", [0x1D, 0x1E, 0x1F, 0x20])
@pytest.mark.parametrize("text", ["The members of the union are to print less of it in 2019.", "THE MEMBERS OF THE UNION, AND OTHERS", "Motivation"])
@pytest.mark.parametrize("blank", [" ", ""])
def test_glyph_numbers_in_the_place_of_codes_are_put_right(by, text, blank):
    box = Box(0, 0, 50, 10)
    low = ["".join(chr(ord(letter) - by) for letter in part) for part in (text.split() if blank else [text])]
    page, repaired = shifted.repair(Page(1, 595, 842, tuple(Word((Piece(part, Style("Odd", 11.0), box),), box) for part in low)))
    assert repaired
    assert " ".join(word.text for word in page.words) == text


@pytest.mark.parametrize(
    "text",
    [
        "THE MEMBERS OF THE UNION ARE TO PRINT LESS",
        "WKH",
        "TAB. 12 (A) AND (B)",
        "1996-10-18",
        "(a) 100% (b) 20%",
        "$1,200 + $300",
        "............",
        "RESOLUTION 73",
        "A/RES/73/6",
        "A/RES/73/6 5/5",
        "РЕКОМЕНДАЦИЯ (04/2017) 3)'.!,,)",
        "0321: 00 00 00 25 00 00 00 08 00 45 00 00 00 00 00 00 54 45 32 32 37 25",
        "DE AD BE EF A9 5C 8B F4 C3 FF AC E5 FE ED FA CE",
        "1 250 3 400 5 275 2 100 2 050 4 525 2 254",
    ],
)
def test_honest_figures_are_not_taken_for_a_shifted_encoding(text):
    box = Box(0, 0, 50, 10)
    _, repaired = shifted.repair(Page(1, 595, 842, (Word((Piece(text, Style("Bold", 10.0), box),), box),)))
    assert not repaired
    _, repaired = shifted.repair(Page(1, 595, 842, tuple(Word((Piece(part, Style("Bold", 10.0), box),), box) for part in text.split())))
    assert not repaired


def test_letters_that_stand_alone_in_a_formula_show_no_language():
    """The voltage U and the resistance R, in italics that nothing else of the page has, were taken for "r" and "o"."""
    box = Box(0, 0, 50, 10)
    words = tuple(Word((Piece(letter, Style("Slanted", 10.0), box),), box) for letter in "URUIRUWRUUR")
    _, repaired = shifted.repair(Page(1, 595, 842, words))
    assert not repaired


@pytest.mark.skipif(not REAL_FILES.is_dir(), reason=REAL)
def test_a_real_cover_with_a_shifted_encoding_is_read():
    first, *_ = pdf.sheets(REAL_FILES / "T-REC-U.1-199303.pdf", 50)
    text = " ".join(line.text for line in first.lines)
    assert "TELEGRAPH SWITCHING" in text
    assert any("shifted encoding" in problem for problem in first.problems)


@pytest.mark.skipif(not REAL_FILES.is_dir(), reason=REAL)
@pytest.mark.parametrize("name", ["A_64_L.63_Rev.1.pdf", "R-REC-BO.600-1-E.pdf", "conference-17-resolutions-en.pdf"])
def test_real_words_agree_with_the_reference_engine(name):
    from collections import Counter

    from mapper.extractors import plumber

    ours = Counter(word.text + "-" * word.hyphen for n in range(3) for word in read(REAL_FILES / name, n).words)
    theirs = Counter(word.text for page in list(plumber.pages(REAL_FILES / name, 3)) for word in page.words)
    shared = sum((ours & theirs).values())
    assert 2 * shared / (ours.total() + theirs.total()) > 0.97


def with_a_wrong_offset(path, kind):
    """Print two pages and let the file point to a wrong place for what belongs to the second: the page itself, or its content."""
    raw = pages(path, [at("the members print less paper", 60, 100)], [at("all offices of the union", 60, 100)]).read_bytes()
    start = [found.start() for found in re.finditer(rb"\d+ 0 obj", raw) if kind in raw[found.start() : raw.index(b"endobj", found.start())]][-1]
    path.write_bytes(raw.replace(b"%010d 00000 n" % start, b"0000000009 00000 n"))
    return path


@pytest.mark.parametrize("kind", [b"/Type /Page\n", b"stream"])
def test_a_page_that_the_first_engine_finds_no_words_on_is_read_from_a_repaired_copy(tmp_path, kind):
    first, second = pdf.sheets(with_a_wrong_offset(tmp_path / "a.pdf", kind), 9)
    assert [line.text for sheet in (first, second) for line in sheet.lines] == ["the members print less paper", "all offices of the union"]
    assert all("table of objects" in problem for problem in first.problems)
    assert second.problems == ("page 2 gave no text at first and was read from a repaired copy; check what is quoted from it",)


def test_a_blank_page_is_no_problem_and_letters_that_are_drawn_are_told_after_all_ways_were_tried(tmp_path):
    outlines = [lambda sheet: [sheet.canvas.circle(90 + 20 * n, 700, 9) for n in range(9)]]
    blank, drawn = pdf.sheets(pages(tmp_path / "a.pdf", [], outlines), 9)
    assert (blank.lines, blank.problems) == ((), ())
    assert (drawn.lines, drawn.problems) == ((), ("missing: page 2 has content but no text came out; look at it",))


def test_the_second_engine_gives_single_pages_and_none_where_it_fails(tmp_path):
    path = pages(tmp_path / "a.pdf", [at("the members print less paper", 60, 100)], [at("all offices of the union", 60, 100)])
    page = plumber.page(path, 2)
    assert (page.number, [word.text for word in page.words]) == (2, ["all", "offices", "of", "the", "union"])
    assert plumber.page(b"%PDF-1.7 and no more", 1) is None


def test_a_page_of_blanks_is_a_blank_page(tmp_path):
    path = pages(tmp_path / "a.pdf", [at("text of the first page", 60, 100)], [at("   ", 60, 100 + 20 * n) for n in range(6)])
    assert [sheet.problems for sheet in pdf.sheets(path, 10)] == [(), ()]


def test_a_long_file_is_read_span_by_span(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "_SPAN", 3)
    path = pages(tmp_path / "a.pdf", *([at(f"leaf {number}", 100, 200)] for number in range(1, 8)))
    found = list(pdf.sheets(path, 10))
    assert [(sheet.number, sheet.lines[0].text) for sheet in found] == [(number, f"leaf {number}") for number in range(1, 8)]
    assert not any(sheet.problems for sheet in found)


@pytest.mark.parametrize(("count", "times"), [(9, 2), (10, 3), (4, 1), (8, 2)])
def test_a_file_is_not_opened_anew_for_its_last_few_pages(tmp_path, monkeypatch, count, times):
    monkeypatch.setattr(pdf, "_SPAN", 4)
    opened = []
    held = pdf.opening.held
    monkeypatch.setattr(pdf.opening, "held", lambda path: opened.append(path) or held(path))
    path = pages(tmp_path / "a.pdf", *([at(f"leaf {number}", 100, 200)] for number in range(count)))
    assert (len(list(pdf.sheets(path, 10))), len(opened)) == (count, times)


GROWTH = """
import re, sys
from pathlib import Path
from mapper.extractors import pdf
def most():
    return int(re.search("VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) >> 10
before = most()
read = [len(sheet.lines) for sheet in pdf.sheets(Path(sys.argv[1]), 99)]
print(most() - before, *read)
"""


def with_large_pictures(path, count, size):
    """Write pages of one line, each with a picture of so many bytes that cannot be packed."""
    with pikepdf.new() as whole:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for number in range(count):
            noise = random.Random(number).randbytes(size)
            facts = {"Width": 1000, "Height": size // 1000, "ColorSpace": pikepdf.Name.DeviceGray, "BitsPerComponent": 8}
            image = pikepdf.Stream(whole, noise, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, **facts)
            page = whole.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), XObject=pikepdf.Dictionary(Im=image))
            page.Contents = pikepdf.Stream(
                whole, b"q 99 0 0 99 60 20 cm /Im Do Q BT /F1 10 Tf 60 700 Td (the members print less paper than before) Tj ET"
            )
        whole.save(path)
    return path


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not tell what a process took at most")
def test_a_large_file_is_not_held_in_memory_nor_are_the_pictures_of_its_pages(tmp_path):
    path = with_large_pictures(tmp_path / "a.pdf", 40, 2_000_000)
    told = subprocess.run([sys.executable, "-c", GROWTH, str(path)], capture_output=True, text=True, check=True).stdout
    grown, *lines = map(int, told.split())
    assert lines == [1] * 40
    assert grown < 50 < path.stat().st_size >> 20


@pytest.mark.parametrize(("font", "sign"), [("Wingdings2", "☐"), ("Wingdings-Regular", "☐"), ("Symbol", "≤")])
def test_a_sign_is_that_of_its_own_font(font, sign):
    code = {"Wingdings2": "\uf0a3", "Wingdings-Regular": "\uf0a8", "Symbol": "\uf0a3"}[font]
    box = Box(1, 1, 2, 2)
    word = Word((Piece(code, Style(font=font), box),), box)
    assert symbols.in_word(word).text == sign


TURNS = [(90, (0, 1, -1, 0)), (180, (-1, 0, 0, -1)), (270, (0, -1, 1, 0))]


@pytest.mark.parametrize("flagged", [True, False])
@pytest.mark.parametrize(("turn", "matrix"), TURNS)
def test_a_page_that_lies_on_its_side_reads_upright(tmp_path, turn, matrix, flagged):
    """By a flag, as readers show it, or for the eye alone."""
    texts = [at("as it is seen by all of those who read what stands on it", 60, 100), at("below it", 60, 130, BOLD, 14)]
    plain = pages(tmp_path / "plain.pdf", [*texts, grid([60, 200, 400], [200, 225])])
    with pikepdf.open(plain) as document:
        page = document.pages[0]
        wide, high = (float(side) for side in page.mediabox[2:])
        place = {90: (high, 0), 180: (wide, high), 270: (0, wide)}[turn]
        page.contents_add(" ".join(f"{number:g}" for number in (*matrix, *place)).encode() + b" cm ", prepend=True)
        page.mediabox = [0, 0, *((wide, high) if turn == 180 else (high, wide))]
        page.Rotate = turn if flagged else 0
        document.save(tmp_path / "turned.pdf")
    one, other = read(plain), read(tmp_path / "turned.pdf")
    assert (other.width, other.height) == pytest.approx((one.width, one.height), abs=0.1)
    assert [(word.text, word.style) for word in other.words] == [(word.text, word.style) for word in one.words]
    assert [tuple(word.box) for word in other.words] == [pytest.approx(tuple(word.box), abs=0.1) for word in one.words]
    assert sorted(map(tuple, other.edges)) == [pytest.approx(edge, abs=0.1) for edge in sorted(map(tuple, one.edges))]


def test_a_page_of_which_but_a_part_lies_on_its_side_stays_as_it_is(tmp_path):
    aside = [turned("a note that runs up along the whole edge of the page", 30 + 20 * n, 500) for n in range(2)]
    upright = [at("a text that stands as it does on every other page", 90, 80 + 20 * n) for n in range(2)]
    page = read(pages(tmp_path / "a.pdf", [*aside, *upright]))
    assert (page.width, page.height) == (595, 842)
    assert [line.text for line in lines(page) if not line.main.turned] == ["a text that stands as it does on every other page"] * 2


def test_a_page_of_letters_that_are_seen_in_a_mirror_stays_as_it_is(tmp_path):
    def mirrored(sheet):
        sheet.canvas.transform(-1, 0, 0, 1, 595, 0)
        sheet.text("letters that are seen in a mirror, from the right to the left", 60, 80)

    assert read(pages(tmp_path / "a.pdf", [mirrored])).width == 595


def test_a_page_of_a_few_letters_on_their_side_stays_as_it_is(tmp_path):
    assert read(pages(tmp_path / "a.pdf", [turned("Fig. 3: how ships are counted", 300, 500)])).width == 595


def test_the_picture_of_a_page_that_lies_on_its_side_is_drawn_as_it_was_read(tmp_path):
    path = pages(tmp_path / "a.pdf", [turned(f"a line of {word} that runs up the page", 100 + 20 * n, 700) for n, word in enumerate(("one", "two"))])
    [picture] = draw(path, [1])
    assert (picture.width, picture.height) == (842, 595)


def test_a_blank_over_which_the_next_letter_is_drawn_parts_no_word(tmp_path):
    """Programs leave such blanks where changes were followed: "inter - arrival" was read where the page shows "inter-arrival"."""
    second = 60 + stringWidth("the inter", ROMAN, 11)
    third = second + stringWidth("-", ROMAN, 11)
    texts_ = [at("the inter ", 60, 212), at("- ", second, 212), at("arrival of ships", third, 212)]
    assert [word.text for word in read(pages(tmp_path / "a.pdf", texts_)).words] == ["the", "inter-arrival", "of", "ships"]


def test_two_words_that_a_blank_parts_are_two_however_near_they_are_drawn(tmp_path):
    texts_ = [at("the rules ", 60, 212), at("for all", 60 + stringWidth("the rules", ROMAN, 11), 212)]
    assert [word.text for word in read(pages(tmp_path / "a.pdf", texts_)).words] == ["the", "rules", "for", "all"]


def test_a_tab_behind_a_number_that_nearly_reaches_it_parts_what_follows(tmp_path):
    end = 60 + stringWidth("B.1.3.2", ROMAN, 11)
    near, touching = ([at("B.1.3.2", 60, 212), at("Lamps of ships", end + gap, 212)] for gap in (0.9, 0))
    assert [word.text for word in read(pages(tmp_path / "a.pdf", near)).words] == ["B.1.3.2", "Lamps", "of", "ships"]
    assert [word.text for word in read(pages(tmp_path / "b.pdf", touching)).words] == ["B.1.3.2Lamps", "of", "ships"]


def test_a_blank_that_the_file_draws_before_another_word_parts_none(tmp_path):
    """Some files draw the blanks and signs of one font in one go, and the letters of another, with gaps, in another: "UNION AB" and " -R"."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842)).obj
    fonts = [pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name(f"/{name}")) for name in (ROMAN, BOLD)]
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=fonts[0], G=fonts[1]))
    begin, wide = 100 + stringWidth("UNION", ROMAN, 10), stringWidth("AB", ROMAN, 1000)
    letters = "1 0 0 1 100 700 Tm /F 10 Tf [(UNION) -250 (AB)] TJ"
    page.Contents = document.make_stream(f"BT {begin} 700 Td /G 10 Tf [( ) -{wide} (-R)] TJ {letters} ET".encode())
    document.save(tmp_path / "a.pdf")
    assert [word.text for word in read(tmp_path / "a.pdf").words] == ["UNION", "AB-R"]


def test_a_font_that_calls_itself_far_higher_than_its_letters_stands_in_its_line(tmp_path):
    """Fonts with signs of mathematics do; a name in italics of another font fell out of the sentence."""
    first = [at("Instructs the keepers to revise the", 60, 100), at("Guide of the lamps", 228, 100, ITALIC), at("before the winter,", 318, 100)]
    path = pages(tmp_path / "a.pdf", [*first, at("and to send it to the members of the union.", 60, 114)])
    sound = list(read(path).words)
    high = {"Ascent": 3117, "Descent": -2464, "FontBBox": [-1475, -2464, 2868, 3117], "ItalicAngle": 0, "CapHeight": 667, "StemV": 80, "Flags": 34}
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        [font] = (font for font in document.pages[0].Resources.Font.values() if font.BaseFont == "/Times-Roman")
        told = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=font.BaseFont, **high)
        font.FontDescriptor = document.make_indirect(told)
        document.save(path)
    assert [(word.text, word.box.top, word.box.bottom) for word in read(path).words] == [(word.text, word.box.top, word.box.bottom) for word in sound]
    assert [line.text for line in lines(read(path))] == [
        "Instructs the keepers to revise the Guide of the lamps before the winter,",
        "and to send it to the members of the union.",
    ]
