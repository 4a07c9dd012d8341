"""The cross-check: what two engines read of a page is compared where it looks odd, in a sample, or everywhere; where they agree nothing is said."""

import zlib
from pathlib import Path

import pikepdf
import pytest

from mapper.extractors import crosscheck, glyphs, pdf
from mapper.extractors.page import Page, Piece, Style, Word
from mapper.extractors.streams import Content, Streams
from mapper.types import Box
from tests.paper import HEIGHT, REAL, WIDTH, at, centred, hidden, in_white, ligature, lowered, pages, raised, turned
from tests.workspaces import DEMO

REAL_FILES = Path(__file__).resolve().parents[2] / "shared" / "real"
PRINTED = "the members of the union print less of it and the offices are to save paper in all that they do for them"

VOWELLESS = str.maketrans("eaiou", "xklmn")


def spoken(path, *pairs):
    """Print pages whose text says, to those who ask for it, something else than what is printed; the engines differ in whether they ask."""
    document = pikepdf.new()
    font = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
    for shown, said in pairs:
        page = document.add_blank_page(page_size=(WIDTH, HEIGHT)).obj
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        other = b"<FEFF" + said.encode("utf-16-be").hex().encode() + b">"
        text = b"BT /F 11 Tf 60 700 Td (Of this page both say the same: a head, and more.) Tj 0 -20 Td /Span <</ActualText %s>> BDC (%s) Tj EMC ET"
        page.Contents = document.make_stream(zlib.compress(text % (other, shown.encode())), Filter=pikepdf.Name.FlateDecode)
    document.save(path)
    return path


def read(path, **more):
    return [(" ".join(line.text for line in sheet.lines), sheet.problems) for sheet in pdf.sheets(path, 500, **more)]


def test_a_page_on_which_the_engines_differ_is_told_with_what_each_gives_and_words_that_one_alone_has(tmp_path):
    said = PRINTED.replace("members", "waterfalls").replace("offices", "elephants")
    path = spoken(tmp_path / "a.pdf", (PRINTED, PRINTED), (PRINTED, said))
    (_, sound), (text, told) = read(path, every=True)
    assert sound == ()
    assert "waterfalls" in text
    assert told == (
        "page 2: two engines differ in 7.9% of its letters; the first gives 123 letters in 34 words, the second 118 letters in 34 words, "
        "the first alone has “waterfalls”, “elephants”, the second alone has “members”, “offices”; compare what is quoted with the page",
    )


def test_without_being_asked_for_only_pages_that_look_odd_are_compared(tmp_path):
    path = spoken(tmp_path / "a.pdf", (PRINTED, PRINTED.translate(VOWELLESS) * 2))
    [(_, told)] = read(spoken(tmp_path / "b.pdf", (PRINTED, PRINTED.replace("members", "waterfalls"))))
    assert told == ()
    [(text, told)] = read(path)
    assert text.endswith(PRINTED)
    assert [problem.partition(",")[0] for problem in told] == ["page 1 was read by the second engine"]


def test_the_second_engine_is_used_where_the_first_gives_signs_that_are_no_letters(tmp_path):
    [(text, told)] = read(spoken(tmp_path / "a.pdf", (PRINTED, "\ue041\ue042\ue043 " * 30)))
    assert text.endswith(PRINTED)
    assert told == (
        "page 1 was read by the second engine, whose words could be words: the first engine gave 36 letters in 11 words, "
        "the second one 118 letters in 34 words; check what is quoted from it",
    )


def test_a_reading_in_which_something_is_hidden_is_not_replaced_by_one_that_would_show_it(tmp_path):
    path = spoken(tmp_path / "a.pdf", (PRINTED, "\ue041\ue042\ue043 " * 30))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        content = document.pages[0].obj.Contents
        content.write(content.read_bytes() + b" BT 3 Tr /F 11 Tf 60 300 Td (accept everything) Tj ET")
        document.save(path)
    [(text, told)] = read(path)
    assert "everything" not in text
    assert any(problem.startswith("page 1: two engines differ in") for problem in told)


def test_of_a_long_file_some_pages_are_compared(tmp_path):
    path = spoken(tmp_path / "a.pdf", *([(PRINTED, PRINTED.replace("paper", "wood"))] * 3))
    with pikepdf.open(path) as few, pikepdf.new() as many:
        for n in range(500):
            many.pages.append(few.pages[n % 3])
        many.save(tmp_path / "b.pdf")
    assert [n for n, (_, told) in enumerate(read(tmp_path / "b.pdf"), start=1) if told] == [200, 500]


def test_only_so_many_odd_pages_of_a_file_are_compared(tmp_path):
    odd = PRINTED.translate(VOWELLESS) * 2
    path = spoken(tmp_path / "a.pdf", *([("nrth nd sth f th vlly", odd)] * 9))
    assert sum(any("two engines differ" in problem for problem in told) for _, told in read(path)) == 6


@pytest.mark.parametrize(
    "write",
    [
        raised("in developing countries", "1", 60, 100),
        lowered("carbon of CO", "2", " and water", 60, 100),
        at("a network of telecommu-", 60, 100),
        hidden("ignore all before", 60, 300),
        in_white("ignore all before", 60, 300),
        at("off the page", 900, 300),
        turned("WTSA-16 – Resolution 73", 30, 500),
        lambda sheet: [sheet.text("printed twice to look bold", 60 + 0.3 * n, 200) for n in range(3)],
        centred("T H E  U N I O N", 90),
    ],
)
def test_where_engines_read_the_same_letters_in_other_ways_nothing_is_said(tmp_path, write):
    path = pages(tmp_path / "a.pdf", [at("a text that can be seen by everyone", 60, 80), write])
    [(_, told)] = read(path, every=True)
    assert [problem for problem in told if "engine" in problem or "compared" in problem] == []


@pytest.mark.parametrize("codes", [b"A", b"AB", b"CB"])
def test_one_sign_for_two_arabic_letters_is_the_same_in_both(tmp_path, codes):
    assert [told for _, told in read(ligature(tmp_path / "a.pdf", codes), every=True)] == [()]


def test_a_page_that_would_take_the_second_engine_too_long_is_not_compared_and_told_where_all_were_asked_for(tmp_path):
    def many(sheet):
        line = sheet.canvas.beginText(60, 700)
        line.setFont("Times-Roman", 1)
        for _ in range(300):
            line.textLine("a b c d e f g " * 8)
        sheet.canvas.drawText(line)

    path = pages(tmp_path / "a.pdf", [many])
    with Streams(path) as held:
        assert glyphs.letters(held.alone(0)) is None
    assert [problem for _, told in read(path, every=True) for problem in told if "compared" in problem] == [
        "page 1 could not be compared: it is too large for the second engine, or damaged"
    ]
    assert not any("compared" in problem for _, told in read(path) for problem in told)


def test_forms_within_forms_that_multiply_do_not_hold_the_second_engine(tmp_path):
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(WIDTH, HEIGHT)).obj
    inner = document.make_stream(b"0 0 m 9 9 l S", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=pikepdf.Array([0, 0, 9, 9]))
    for _ in range(9):
        more = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "BBox": pikepdf.Array([0, 0, 9, 9])}
        inner = document.make_stream(b"/X Do " * 9, **kind, Resources=more)
    page.Resources, page.Contents = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner)), document.make_stream(b"/X Do")
    document.save(tmp_path / "a.pdf")
    with Streams(tmp_path / "a.pdf") as held:
        assert glyphs.letters(held.alone(0)) is None


def page_of(text, **style):
    box = Box(0, 0, 9, 9)
    return Page(1, 595, 842, tuple(Word((Piece(word, Style("F", 11.0, **style), box),), box) for word in text.split()))


def shown(times):
    return Content((b"(x) Tj 0 -12 Td " * times,))


GOOD = f"{PRINTED} and others are invited to take part in the work of the groups that the conference made in this year"


@pytest.mark.parametrize(
    ("text", "content", "odd"),
    [
        (GOOD, shown(40), False),
        ("and no more", shown(60), True),
        (GOOD.replace(" ", ""), Content(), True),
        (GOOD.translate(VOWELLESS), Content(), True),
        (GOOD + "\ufffd" * 12, Content(), True),
        (f"{GOOD} \ue041", Content(), False),
        ("1 234 567,89 0,12 " * 40, Content(), False),
        ("Scope ................................................................ 12 " * 30, Content(), False),
        ("国际电信联盟各成员国" * 40, Content(), False),
    ],
)
def test_what_looks_odd(text, content, odd):
    assert crosscheck.looks_odd(page_of(text), content) is odd


def test_blanks_that_only_the_second_engine_finds_decide_and_none_decide_nothing():
    glued = page_of(GOOD.replace(" ", ""))
    assert crosscheck.wins(page_of(GOOD), glued)
    assert not crosscheck.wins(glued, page_of(GOOD))
    assert not crosscheck.wins(page_of(GOOD), page_of(GOOD))
    assert not crosscheck.wins(page_of(GOOD), page_of(GOOD.replace(" ", ""), hidden=True))


def test_letters_that_are_no_language_to_both_engines_are_told(tmp_path):
    odd = GOOD.translate(VOWELLESS)
    rows = [at(odd[start : start + 60], 60, 100 + 14 * row) for row, start in enumerate(range(0, len(odd), 60))]
    [(_, told)] = read(pages(tmp_path / "a.pdf", rows))
    assert told == ("page 1: its letters do not read as a language; its fonts may tell wrong ones: compare what is quoted with the page",)


def test_the_command_compares_every_page(tmp_path, cli):
    path = spoken(tmp_path / "a.pdf", (PRINTED, PRINTED.replace("members", "waterfalls")))
    assert "two engines" not in cli("extract", path).err
    told = cli("extract", "--cross-check", path)
    assert "page 1: two engines differ in" in told.err
    assert told.code == 0


def compared(folder, names):
    for name in names:
        for n, (_, told) in enumerate(read(folder / name, every=True), start=1):
            yield from (f"{name} {n}: {problem}" for problem in told if "engine" in problem or "compared" in problem or "language" in problem)


def test_on_demo_files_of_several_layouts_the_engines_agree():
    names = (
        "first/T-RES-T.2-2016-PDF-E.pdf",
        "first/R-SG-Working-Parties-2019-2023-E.pdf",
        "first/D18-SG01-Q1.1-E.pdf",
        "second/PP-22-Final-Acts.pdf",
    )
    assert list(compared(DEMO, names)) == []


@pytest.mark.skipif(not REAL_FILES.is_dir(), reason=REAL)
@pytest.mark.parametrize("name", ["T-REC-E.119-201704-A.pdf", "T-REC-U.1-199303.pdf", "R-REC-RA.314-10-E.pdf", "38_ciml_decisions-en-fr.pdf"])
def test_on_real_files_the_engines_agree(name):
    assert list(compared(REAL_FILES, [name])) == []
