"""Scans: read where tesseract is installed, flagged as such, and never silently empty."""

import shutil
from pathlib import Path

import pytest

from mapper.documents import extract, from_path
from mapper.extractors import ocr
from mapper.extractors.page import Page
from mapper.types import Part

SCAN = Path(__file__).resolve().parent.parent / "corpora" / "demo" / "first" / "PP-94-RES-35-scan.pdf"
HEAD = "level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext"


def row(line, left, top, text, confidence=95, height=40):
    return f"5\t1\t1\t1\t{line}\t1\t{left}\t{top}\t{20 * len(text)}\t{height}\t{confidence}\t{text}"


def test_words_of_one_line_share_size_and_baseline():
    table = "\n".join(
        [HEAD, row(1, 100, 200, "resolves"), row(1, 300, 200, "to", height=38), row(2, 100, 260, "go", 96, 50), row(2, 200, 260, "no", 5)]
    )
    words = list(ocr._words(table, 300 / 72))
    assert [word.text for word in words] == ["resolves", "to", "go"]
    assert len({word.style.size for word in words}) == 1
    assert words[0].box.bottom == pytest.approx(words[1].box.bottom, abs=0.6)


def test_a_word_that_was_not_read_for_sure_is_left_out_and_lowers_the_sureness():
    assert ocr._sureness("\n".join([HEAD, row(1, 0, 0, "a", 90), row(1, 0, 0, "b", 10)])) == 50
    assert ocr._sureness(HEAD) == 0


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
        ("Orientation: 0\nScript: Cyrillic\nScript confidence: 3.3\n", "eng\nosd", "rus"),
        ("Script: Han\n", "eng\nosd", "chi-sim"),
        ("Script: Cyrillic\n", "eng\nrus\nosd", ""),
        ("Script: Latin\n", "eng", ""),
        ("", "eng", ""),
    ],
)
def test_the_language_that_a_page_needs_is_told_by_its_script(monkeypatch, osd, installed, package):
    monkeypatch.setattr(ocr, "_run", answers(osd, installed))
    assert ocr._lacking("tesseract", b"P5") == package


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (HEAD, "in which OCR found no words"),
        ("\n".join([HEAD, row(1, 0, 0, "HOAYNUG", 31)]), "OCR cannot read: install its language, apt-get install tesseract-ocr-LANG"),
        (None, "needs OCR: install"),
    ],
)
def test_what_ocr_cannot_do_is_said(monkeypatch, table, sentence):
    monkeypatch.setattr(shutil, "which", lambda name: None if table is None else "/usr/bin/tesseract")
    monkeypatch.setattr(ocr, "render", lambda *_: b"P5")
    monkeypatch.setattr(ocr, "_read", lambda *_: table)
    monkeypatch.setattr(ocr, "_run", answers("Script: Latin"))
    page, problem = ocr.recognise(None, Page(7, 595, 842, ()))
    assert page.words == ()
    assert problem.startswith("missing: page 7 is an image")
    assert sentence in problem


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract-ocr is not installed")
def test_the_demo_scan_is_read_and_flagged():
    found = extract(from_path(SCAN))
    [document] = found.documents
    assert (document.id, document.edition.label) == ("pp/res/35", "Kyoto, 1994")
    assert found.problems[0] == "page 1 was read by OCR; check what is quoted from it"
    assert all("in the middle of a sentence" in problem for problem in found.problems[1:])  # an opener that was read into its neighbour is told
    labels = [clause.label for clause in document.clauses if clause.part is Part.PREAMBLE]
    assert labels[:4] == ["a)", "b)", "c)", "d)"]
