"""Papers and workbook as an office program draws them: headings, captions and repeated heads are on the pages, nothing is too long."""

import shutil
import subprocess

import pytest

from mapper import sharing
from tests.reports import papered

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: no soffice on the path")
pdfplumber = pytest.importorskip("pdfplumber")
FILES = ("tables.docx", "theme-climate.docx", "report.docx", "liaison-T-SG5.docx", "mapping.xlsx")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Give the text of each page of each file, and its size."""
    folder = tmp_path_factory.mktemp("office")
    crowded = papered.crowded(group="T-SG5")
    sharing.write("docx", papered.export(), folder)
    (folder / "tables.docx").unlink()
    sharing.write("docx", papered.crowded(only="tables"), folder)
    sharing.write("liaison", crowded, folder)
    sharing.write("xlsx", papered.export(), folder)
    profile = (folder / "profile").as_uri()
    command = [
        OFFICE,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        *(folder / name for name in FILES),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: list(_pages((folder / name).with_suffix(".pdf"))) for name in FILES}


def _pages(path):
    with pdfplumber.open(path) as document:
        for page in document.pages:
            yield page.width, page.height, page.extract_text()


def text(pages):
    return "\n".join(words for *_, words in pages)


@pytest.mark.parametrize("name", FILES)
def test_a_file_opens_and_has_pages(pages, name):
    assert all(words.strip() for *_, words in pages[name])
    assert pages[name]


def test_a_liaison_statement_has_three_pages_at_most(pages):
    found = pages["liaison-T-SG5.docx"]
    assert 2 <= len(found) <= 3
    assert "What is asked of ITU-T SG 5" in text(found)
    assert "more pairs, in the mapping tables" in text(found)


def test_tables_lie_and_have_their_heads_on_every_page(pages):
    first, *others = pages["tables.docx"]
    assert first[0] < first[1]
    assert len(others) > 2
    assert all(width > height for width, height, _ in others)
    assert all("ITU-T Question" in words or "ITU-D Question" in words for *_, words in others)
    assert "Table 2: ITU-T Questions and ITU-R Working Parties" in text(others)
    assert "3 ITU-T Questions and ITU-R Working Parties" in text(others)


def test_the_theme_paper_has_its_parts_in_order(pages):
    told = text(pages["theme-climate.docx"])
    parts = (
        "1 Scope and method",
        "2 Subtopics at a glance",
        "Table 1: Subtopics by Sector",
        "3.1 Climate monitoring",
        "Table 2: Climate monitoring: who does what",
    )
    parts += ("4 Activities and events", "5 Asked for, and taken up by nobody", "6 Sectors without a text of their own")
    places = [told.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_the_section_of_the_report_counts_its_paragraphs_and_its_pages(pages):
    found = pages["report.docx"]
    told = text(found)
    assert "1 The mapping covers" in told
    assert "Table 1: Texts that changed" in told
    assert f"1 / {len(found)}" in told
    assert len(found) <= 4


def test_every_heading_stands_above_something(pages):
    """No page ends on a heading or a caption."""
    heads = ("Table ", "Matrix ", "Scope and method", "Areas of mutual interest", "Background", "Streamlining")
    for name in FILES[:4]:
        for *_, words in pages[name]:
            last = [line for line in words.split("\n") if line.strip()][-2]  # the last line is the foot
            assert not last.startswith(heads), (name, last)
