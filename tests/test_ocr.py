"""Scans: read where tesseract is installed, flagged as such, and never silently empty."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from mapper import showing
from mapper.documents import extract, from_path
from mapper.errors import UnreadableSource
from mapper.extractors import layers, misread, ocr, opening, probing, scans, tesseract
from mapper.extractors.graymap import Graymap
from mapper.extractors.page import Page, Piece, Style, Word
from mapper.types import Box, Part
from tests.paper import at, hidden, opener_page, pages, picture
from tests.workspaces import make

NEEDS_TESSERACT = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract-ocr is not installed")
SCAN = Path(__file__).resolve().parent.parent / "corpora" / "demo" / "first" / "PP-94-RES-35-scan.pdf"
HEAD = "level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext"


def row(line, left, top, text, confidence=95, height=40):
    return f"5\t1\t1\t1\t{line}\t1\t{left}\t{top}\t{20 * len(text)}\t{height}\t{confidence}\t{text}"


def test_words_of_one_line_share_size_and_baseline():
    table = "\n".join(
        [HEAD, row(1, 100, 200, "resolves"), row(1, 300, 200, "to", height=38), row(2, 100, 260, "go", 96, 50), row(2, 200, 260, "no", 5)]
    )
    words = list(ocr._words(tesseract.words(table), 300 / 72))
    assert [word.text for word in words] == ["resolves", "to", "go"]
    assert len({word.style.size for word in words}) == 1
    assert words[0].box.bottom == pytest.approx(words[1].box.bottom, abs=0.6)


def test_a_word_that_was_not_read_for_sure_is_left_out_and_lowers_the_sureness():
    table = "\n".join([HEAD, row(1, 0, 0, "a", 90), row(1, 0, 0, "b", 10)])
    assert tesseract.sureness(tesseract.words(table)) == 50
    assert tesseract.sureness(tesseract.words(HEAD)) == 0


def answers(osd, installed="eng osd"):
    """Stand in for tesseract: what it says of the script of a page, and which languages it has."""

    def run(command, image):
        if "--psm" in command and not osd:
            raise OSError
        return osd if "--psm" in command else installed

    return run


@pytest.mark.parametrize(
    ("osd", "installed", "package"),
    [
        ("Orientation: 0\nScript: Cyrillic\nScript confidence: 3.3\n", "eng\nosd", "tesseract-ocr-rus"),
        ("Script: Han\n", "eng\nosd", "tesseract-ocr-chi-sim"),
        ("Script: Cyrillic\n", "eng\nrus\nosd", ""),
        ("Script: Latin\n", "eng", ""),
        ("", "eng", ""),
    ],
)
def test_the_language_that_a_page_needs_is_told_by_its_script(monkeypatch, osd, installed, package):
    monkeypatch.setattr(tesseract, "run", answers(osd, installed))
    assert ocr._lacking("tesseract", b"P5") == package


def stand_in(monkeypatch, table):
    """Stand in for a tesseract that says so of every page; None: it is not installed."""
    monkeypatch.setattr(shutil, "which", lambda name: None if table is None else "/usr/bin/tesseract")
    monkeypatch.setattr(ocr, "render", lambda *_: b"P5")
    monkeypatch.setattr(ocr, "_read", lambda *_: (tesseract.words(table), "eng"))
    monkeypatch.setattr(tesseract, "run", answers("Script: Latin"))


def lined(text, confidence=95):
    return "\n".join([HEAD, *(row(n, 100, 50 * n, word, confidence) for n, word in enumerate(text.split(), 1))])


def page(text, *, hidden, cover=1.0):
    box = Box(60, 60, 90, 72)
    return Page(7, 595, 842, tuple(Word((Piece(word, Style("F", 11.0, hidden=hidden), box),), box) for word in text.split()), cover=cover, units=2)


GOOD = "the members of the union are to print less paper in the offices of the secretariat and to send that which is left by post to them"
BAD = "tl1e m£mbcrs 0f thc uni0n ar£ t0 pr1nt I£ss pap£r 1n th£ 0ff1ccs 0f lhe s£cr£tar1al arid lo s£nd tl1at wh1ch 1s l£ft by p0sl to lh£m"
CHINESE = "国际电信联盟的成员决定在所有的办公室和部门减少用纸，（这项研究工作由各委员会进行）；并请秘书长向下届会议报告有关的工作和措施。" * 3
RARE = "鬱鑰爨麤黶虋鱻齾龘靐籲灪爩癵驫麣纞虌讟钃鸜麷鞻齽齈龓鼴黸貜鑼" * 4
NOISE = "fi £IIMM£AhMfilhtt tEaS M£lt "


FRENCH = "Les membres de l'Union sont charges de faire imprimer moins de papier dans les bureaux et que la poste en soit avisee par une lettre"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "fra"),
        (GOOD, "eng"),
        ("de la Paz and Juan", ""),
        ("что из этого и для чего на бумаге", "rus"),
        ("12 34", ""),
    ],
)
def test_the_language_of_a_page_is_told_by_its_words(text, language):
    assert probing.told_by(tesseract.words(lined(text))) == language


SHEET = b"P5\n40 400\n255\n" + b"\xff" * 40 * 400


def reads(monkeypatch, read, installed, osd=""):
    """Stand in for a tesseract that reads so in each language; note what it is asked for: whole pages, and bands of them."""
    asked = []

    def stand_in(program, image, way, language):
        asked.append((language, "page" if image == SHEET else "band"))
        return tesseract.words(read.get(language, HEAD))

    monkeypatch.setattr(tesseract, "run", answers(osd, installed))
    monkeypatch.setattr(tesseract, "read", stand_in)
    return asked


@pytest.mark.parametrize(
    ("text", "installed", "read"),
    [
        (FRENCH, "eng fra osd", [("eng", "band"), ("fra", "page")]),
        (FRENCH, "eng osd", [("eng", "band"), ("eng", "page")]),
        (FRENCH, "fra osd", [("fra", "band"), ("fra", "page")]),
        (GOOD, "eng fra osd", [("eng", "band"), ("eng", "page")]),
    ],
)
def test_a_page_is_read_once_in_the_language_that_a_band_of_it_tells(monkeypatch, text, installed, read):
    asked = reads(monkeypatch, {"eng": lined(text), "fra": lined(text)}, installed)
    assert ocr._read("tesseract", SHEET, "")[1] == read[-1][0]
    assert asked == read


RUSSIAN = lined("что из этого и для чего на бумаге в отделах")


@pytest.mark.parametrize("osd", ["Script: Cyrillic", ""])
def test_a_band_that_cannot_be_read_tells_its_language_by_its_script_or_else_by_who_reads_it_best(monkeypatch, osd):
    asked = reads(monkeypatch, {"eng": lined("HOAYNUG MAN 4TO", 31), "rus": RUSSIAN, "ara": lined("x y", 20)}, "eng rus ara osd", osd)
    assert ocr._read("tesseract", SHEET, "")[1] == "rus"
    assert [each for each in asked if each[1] == "page"] == [("rus", "page")]


def test_a_page_is_read_in_the_language_of_the_page_before_and_again_only_where_that_is_not_its_own(monkeypatch):
    asked = reads(monkeypatch, {"eng": lined("HOAYNUG MAN 4TO", 31), "rus": RUSSIAN}, "eng rus osd", "Script: Cyrillic")
    assert ocr._read("tesseract", SHEET, "rus")[1] == "rus"
    assert asked == [("rus", "page")]
    asked.clear()
    assert ocr._read("tesseract", SHEET, "eng")[1] == "rus"
    assert asked == [("eng", "page"), ("eng", "band"), ("rus", "page")]


def test_two_languages_between_which_few_words_do_not_tell_are_told_by_how_surely_each_is_read(monkeypatch):
    read = {"eng": lined("de la Paz un la que"), "fra": lined("de la Paz un la que", 70), "spa": lined("de la Paz un la que", 90)}
    reads(monkeypatch, read, "eng fra spa osd")
    assert ocr._read("tesseract", SHEET, "")[1] == "spa"


def test_a_page_whose_language_is_not_installed_is_told_to_need_it(monkeypatch):
    stand_in(monkeypatch, lined(FRENCH))
    _, problems = scans.settle(None, page("", hidden=False))
    assert problems[0] == "page 7 was read by OCR, confidence 0.95; check what is quoted from it"
    assert problems[1] == "missing: page 7 was read by OCR without its language, which puts accents wrong: apt-get install tesseract-ocr-fra"
    assert not ocr.can_now(problems[1])
    monkeypatch.setattr(tesseract, "run", answers("", "eng fra osd"))
    assert ocr.can_now(problems[1])
    assert ocr.can_now(f"page 7 is an image and {ocr.NEEDED}")
    assert not ocr.can_now("missing: page 7 is an image that OCR cannot read: install its language, apt-get install tesseract-ocr-LANG")


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("(2014 ,釜山 )", "（2014 ，釜山 ）"),
        ("الاتحاد, (2014),", "الاتحاد، (2014)،"),
        ("offices, (2014);", "offices, (2014);"),
    ],
)
def test_signs_are_those_of_the_script_beside_them(read, meant):
    words = misread.mended(list(ocr._words(tesseract.words("\n".join([HEAD, *(row(1, 90 * n, 0, word) for n, word in enumerate(read.split()))])), 1)))
    assert [word.text for word in words] == meant.split()


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (HEAD, "in which OCR found no words"),
        ("\n".join([HEAD, row(1, 0, 0, "HOAYNUG", 31)]), "OCR cannot read: install its language, apt-get install tesseract-ocr-LANG"),
        (None, "needs OCR: install"),
    ],
)
def test_what_ocr_cannot_do_is_said(monkeypatch, table, sentence):
    stand_in(monkeypatch, table)
    settled, [problem] = scans.settle(None, page("", hidden=True))
    assert settled.words == ()
    assert problem.startswith("missing: page 7 is an image")
    assert sentence in problem


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        (" ".join(CHINESE), True, False),
        (" ".join(RARE), False, True),
        (GOOD, True, False),
        (BAD, False, True),
        (NOISE * 9, False, True),
        ("the few words", False, False),
    ],
)
def test_a_layer_is_told_by_how_it_reads(text, good, bad):
    assert (layers.is_good(text.split()), layers.is_bad(text.split())) == (good, bad)


def test_a_hidden_layer_that_reads_well_serves_where_there_is_no_ocr_and_is_told_as_what_it_is(monkeypatch):
    stand_in(monkeypatch, None)
    settled, [problem] = scans.settle(None, page(GOOD, hidden=True))
    assert " ".join(word.text for word in settled.words) == GOOD
    assert not any(word.style.hidden for word in settled.words)
    assert "the text hidden behind it was used" in problem


def test_a_hidden_layer_that_reads_badly_is_told_to_need_ocr(monkeypatch):
    stand_in(monkeypatch, None)
    assert scans.settle(None, page(BAD, hidden=True))[1] == ["missing: page 7 is an image and needs OCR: install tesseract-ocr"]


def test_what_is_drawn_is_read_and_not_what_is_hidden_and_where_the_two_differ_that_is_told(monkeypatch):
    stand_in(monkeypatch, lined("resolves to print less"))
    settled, problems = scans.settle(None, page(GOOD, hidden=True))
    assert [word.text for word in settled.words] == ["resolves", "to", "print", "less"]
    assert (settled.ocr, settled.sure) == (True, 0.95)
    assert problems == [
        "page 7 was read by OCR, confidence 0.95; check what is quoted from it",
        "page 7: a hidden text says something else than its image and was left out",
    ]
    stand_in(monkeypatch, lined(GOOD))
    assert len(scans.settle(None, page(GOOD, hidden=True))[1]) == 1


def test_a_blank_image_does_not_bring_a_hidden_text_to_light(monkeypatch):
    stand_in(monkeypatch, HEAD)
    assert scans.settle(None, page(GOOD, hidden=True))[0].words == ()


def test_a_bad_text_in_sight_over_an_image_is_read_anew_and_a_good_one_is_kept(monkeypatch):
    stand_in(monkeypatch, lined("resolves to print less", 62))
    settled, problems = scans.settle(None, page(BAD, hidden=False))
    assert [word.text for word in settled.words] == ["resolves", "to", "print", "less"]
    assert problems == [
        "page 7 is an image under a text that does not read as a language",
        "page 7 was read by OCR with low confidence, 0.62; compare every word that is quoted from it",
    ]
    for kept in (page(GOOD, hidden=False), page(BAD, hidden=False, cover=0.1)):
        assert scans.settle(None, kept) == (kept, [])


@pytest.mark.parametrize("sign", ["\ufffd", "\ue041", "\x0e", "(cid:12)"])
def test_fonts_without_a_map_are_read_from_the_image_or_told_to_need_it(monkeypatch, sign):
    mute = page(" ".join([sign * 6] * 9), hidden=False, cover=0.0)
    stand_in(monkeypatch, None)
    sentence = "missing: page 7 is set in fonts that do not tell their letters and needs OCR: install tesseract-ocr"
    assert scans.settle(None, mute) == (replace(mute, words=()), [sentence])
    stand_in(monkeypatch, lined("resolves to print less"))
    settled, problems = scans.settle(None, mute)
    assert (settled.words[0].text, problems[0]) == ("resolves", "page 7 is set in fonts that do not tell their letters")


def test_some_signs_without_a_letter_are_told_and_the_rest_is_read(monkeypatch):
    stand_in(monkeypatch, None)
    settled, [problem] = scans.settle(None, page(f"{GOOD} {chr(0xE041) * 12}", hidden=False, cover=0.0))
    assert len(settled.words) == len(GOOD.split()) + 1
    assert problem.startswith("page 7: 12 of 115 signs stand for no letter that is known")


def test_a_page_on_which_nothing_can_be_seen_tells_that():
    assert scans.settle(None, page(GOOD, hidden=True, cover=0.0))[1] == ["page 7: 27 words that cannot be seen were left out"]


def scanned(path, *layers_of_text):
    """Print a small resolution, and then its picture with a text over or behind it."""
    import pypdfium2

    printed = pages(path.with_name("printed.pdf"), opener_page())
    image = pypdfium2.PdfDocument(printed)[0].render(scale=300 / 72, grayscale=True).to_pil()
    return pages(path, [picture(image), *layers_of_text])


@NEEDS_TESSERACT
@pytest.mark.parametrize("write", [hidden, at])
def test_a_scan_under_a_bad_text_is_read_from_its_image_whether_the_text_is_hidden_or_in_sight(tmp_path, write):
    layer = [write(BAD[start : start + 60], 60, 300 + start) for start in range(0, len(BAD), 60)]
    found = extract(from_path(scanned(tmp_path / "a.pdf", *layer)))
    [document] = found.documents
    assert ("resolves", "1") in [(clause.opener, clause.label) for clause in document.clauses]
    assert "to save energy" in document.clauses[0].text
    assert any("was read by OCR, confidence 0." in problem for problem in found.problems)
    assert document.id == "wtsa/res/73"


@pytest.mark.parametrize("write", [hidden, at])
def test_without_ocr_such_a_scan_is_listed_as_needing_it(tmp_path, monkeypatch, write):
    layer = [write(BAD[start : start + 60], 60, 300 + start) for start in range(0, len(BAD), 60)]
    path = scanned(tmp_path / "a.pdf", *layer)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableSource, match="needs OCR: install tesseract-ocr"):
        extract(from_path(path))


def test_letters_of_a_list_are_put_right_by_their_sequence():
    table = "\n".join([HEAD, *(row(n, 100, 50 * n, word) for n, word in enumerate(["a)", "b)", "C)", "d)", "c)", "f)", "8)", "Cc)", "ili)"], 1))])
    words = misread.mended(list(ocr._words(tesseract.words(table), 300 / 72)))
    assert [word.text for word in words] == ["a)", "b)", "c)", "d)", "e)", "f)", "g)", "c)", "iii)"]


def test_latin_letters_of_a_list_between_cyrillic_words_are_latin():
    table = "\n".join([HEAD, *(row(n, 100, 50 * n, word) for n, word in enumerate(["Ь)", "с)", "d)", "е)", "ïi)"], 1))])
    assert [word.text for word in misread.mended(list(ocr._words(tesseract.words(table), 300 / 72)))] == ["b)", "c)", "d)", "e)", "ii)"]


def test_letters_of_a_list_in_another_alphabet_are_put_right_too():
    table = "\n".join([HEAD, *(row(n, 100, 50 * n, word) for n, word in enumerate(["а)", "6)", "B)", "г)"], 1))])
    assert [word.text for word in misread.mended(list(ocr._words(tesseract.words(table), 300 / 72)))] == ["а)", "б)", "в)", "г)"]


@NEEDS_TESSERACT
def test_a_page_of_two_columns_is_read_one_after_the_other_and_lonely_labels_are_kept(tmp_path):
    left = [at(f"the members print less paper {n}", 60, 80 + 14 * n) for n in range(40)]
    right = [at(f"of all offices and secretariats {n}", 330, 80 + 14 * n) for n in range(40)]
    words = seen(pages(tmp_path / "a.pdf", [each for pair in zip(left, right, strict=True) for each in pair]))
    assert [word.text for word in words if word.text in ("members", "offices")] == ["members"] * 40 + ["offices"] * 40
    lines = [at("to print less paper in all of the offices of the union", 110, 80 + 40 * n) for n in range(1, 9)]
    words = seen(pages(tmp_path / "b.pdf", [*lines, *(at(str(n), 60, 80 + 40 * n) for n in range(1, 9))]))
    assert [word.text for word in words if word.text.isdigit()] == [str(n) for n in range(1, 9)]


def seen(path):
    """Read what is drawn on the first page."""
    with opening.opened(path) as document:
        return ocr.recognise(document, Page(1, 595, 842, ())).words


@NEEDS_TESSERACT
def test_the_demo_scan_is_read_and_flagged():
    found = extract(from_path(SCAN))
    [document] = found.documents
    assert (document.id, document.edition.label) == ("pp/res/35", "Kyoto, 1994")
    sure = re.fullmatch(r"page 1 was read by OCR, confidence (0\.9\d); check what is quoted from it", found.problems[0])[1]
    assert dict(document.details)["ocr"] == f"p. 1 {sure}"
    assert all("in the middle of a sentence" in problem for problem in found.problems[1:])  # an opener that was read into its neighbour is told
    labels = [clause.label for clause in document.clauses if clause.part is Part.PREAMBLE]
    assert labels[:4] == ["a)", "b)", "c)", "d)"]


@NEEDS_TESSERACT
def test_show_says_that_a_document_was_read_by_ocr_and_how_surely(tmp_path):
    workspace = make(tmp_path / "w", [SCAN.name])
    workspace.read()
    with workspace.open() as store:
        shown = showing.show(workspace.settings, store, "pp/res/35")
    assert re.fullmatch(r"read by OCR, confidence p\. 1 0\.9\d: check what is quoted from it", shown[2])


@pytest.mark.parametrize(("turns", "raw"), [(0, b"abcdef"), (1, b"daebfc"), (2, b"fedcba"), (3, b"cfbead"), (4, b"abcdef")])
def test_an_image_is_turned_to_the_right(turns, raw):
    turned = Graymap(3, 2, b"abcdef").turned(turns)
    assert turned == (*((2, 3) if turns % 2 else (3, 2)), raw)


@pytest.mark.parametrize(
    ("told", "turns"),
    [
        ("Orientation in degrees: 90\nRotate: 270\nOrientation confidence: 25.07\nScript: Latin", 3),
        ("Rotate: 180\nOrientation confidence: 3.2\n", 2),
        ("Rotate: 90\nOrientation confidence: 0.41\n", 0),  # a guess
        ("Rotate: 0\nOrientation confidence: 22.7\n", 0),
        ("Script: Latin", 0),
        ("", 0),  # it lacks its data
    ],
)
def test_how_far_a_page_is_to_be_turned_is_told_where_the_program_is_sure(monkeypatch, told, turns):
    monkeypatch.setattr(tesseract, "run", answers(told))
    assert tesseract.turns("tesseract", b"P5") == turns


LYING = "Rotate: 180\nOrientation confidence: 9.0\nScript: Latin\n"


def turning(monkeypatch, upright, turned, osd=LYING):
    """Stand in for a tesseract that reads a page so as it lies, and so when it is turned."""
    sheet = b"P5\n2 3\n255\nabcdef"
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/tesseract")
    monkeypatch.setattr(ocr, "render", lambda *_: sheet)
    monkeypatch.setattr(ocr, "_read", lambda program, image, before: (tesseract.words(upright if image == sheet else turned), "eng"))
    monkeypatch.setattr(tesseract, "run", answers(osd))
    return scans.settle(None, page("", hidden=True))


@pytest.mark.parametrize(("degrees", "lies", "size"), [("180", "stands on its head", (595, 842)), ("90", "lies on its side", (842, 595))])
def test_a_scan_that_is_read_badly_as_it_lies_is_turned_and_told(monkeypatch, degrees, lies, size):
    found, told = turning(monkeypatch, lined(BAD, 35), lined(GOOD), LYING.replace("180", degrees))
    assert " ".join(word.text for word in found.words) == GOOD
    assert (found.width, found.height) == size
    assert told[0] == f"page 7 {lies} and was turned before it was read"


def test_a_scan_whose_words_run_up_the_page_is_turned_however_surely_they_are_read(monkeypatch):
    """The program reads such lines one by one, and puts them where nobody can lay them out."""
    aside = "\n".join([HEAD, *(f"5\t1\t1\t1\t{n}\t1\t{50 * n}\t100\t30\t{20 * len(word)}\t95\t{word}" for n, word in enumerate(GOOD.split()))])
    found, told = turning(monkeypatch, aside, lined(GOOD, 94), LYING.replace("180", "90"))
    assert (found.width, found.height, len(told)) == (842, 595, 2)


def test_a_scan_that_is_read_no_better_when_it_is_turned_stays_as_it_lies(monkeypatch):
    found, told = turning(monkeypatch, lined(GOOD, 70), lined(BAD, 35))
    assert (" ".join(word.text for word in found.words), len(told)) == (GOOD, 1)


@NEEDS_TESSERACT
def test_the_demo_scan_on_its_side_reads_as_it_does_upright(tmp_path):
    """For the eye alone: no flag says so."""
    with pikepdf.open(SCAN) as document:
        for one in document.pages:
            wide, high = (float(side) for side in one.mediabox[2:])
            one.contents_add(f"0 1 -1 0 {high:g} 0 cm ".encode(), prepend=True)
            one.mediabox = [0, 0, high, wide]
        document.save(tmp_path / "a.pdf")
    if "osd" not in tesseract.run(["tesseract", "--list-langs"], b"").split():
        pytest.skip("the data that tell how a page lies are not installed: tesseract-ocr-osd")
    [document] = extract(from_path(tmp_path / "a.pdf")).documents
    [upright] = extract(from_path(SCAN)).documents
    assert (document.id, document.title) == (upright.id, upright.title)
    assert [(clause.label, clause.text) for clause in document.clauses] == [(clause.label, clause.text) for clause in upright.clauses]
