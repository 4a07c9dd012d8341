"""Measuring: what the scripts say of a Word file and the PDF made of it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

import measure_pairs
from docx import Document as Word
from held_out.showing import shown

from tests.paper import at, pages, resolution
from tests.test_docx import HEAD, word
from tests.test_grammar import item, opener
from tests.test_word_views import clauses, deleted, inserted, paragraph, run, written

NAMED = (("Res_No", "RESOLUTION 73 (Rev. Hammamet, 2016)"), ("Res_title", "Saving energy in networks"), *HEAD[3:])


def made(tmp_path, *printed):
    """Write a Word file of two items, and print others beside it."""
    path = word(tmp_path / "a.docx", *NAMED, ("Call", "resolves"), ("enumlev1", "1\tto report;"), ("enumlev1", "2\tto share  it."))
    pages(path.with_suffix(".pdf"), [*resolution(), opener("resolves", 190), *printed])
    return path


def test_a_pair_is_equal_where_all_its_clauses_are(tmp_path):
    path = made(tmp_path, *item("1", "to report;", 212), *item("2", "to share it.", 234))
    pair = measure_pairs.measured(path, path.with_suffix(".pdf"))
    assert pair.line().endswith("2/2 clauses equal (100.0 %), with parent 100.0 %, 0 beyond")
    assert pair.differences == []


def test_a_clause_that_is_cut_in_two_is_told_with_what_is_beyond(tmp_path):
    path = made(tmp_path, *item("1", "to report;", 212), *item("2", "to share", 234), at("it.", 94, 300))
    pair = measure_pairs.measured(path, path.with_suffix(".pdf"))
    assert (pair.clauses, pair.equal, pair.extra) == (2, 1, 1)
    assert [told.split()[0] for told in pair.differences] == ["pdf", "pdf", "word"]


def test_a_folder_is_measured_and_its_differences_shown(tmp_path, monkeypatch, capsys):
    made(tmp_path, *item("1", "to report;", 212), *item("2", "to share all.", 234))
    monkeypatch.setattr(sys, "argv", ["measure_pairs.py", str(tmp_path), "--show", "1"])
    measure_pairs.main()
    first, shown, total, mean = capsys.readouterr().out.splitlines()
    assert first.startswith("a ")
    assert "1/2 clauses equal (50.0 %)" in first
    assert shown.strip().startswith("pdf")
    assert total.startswith("all")
    assert mean == "mean of 1 files 50.0 %, 0 of them at 97 % or more"


def test_a_word_file_is_printed_as_it_is_read(tmp_path):
    """Programs other than Word print what an open change deletes, and know signs by the higher of their two codes only."""
    path = written(
        tmp_path / "a.docx",
        paragraph(run("to sail "), deleted("by day"), inserted(run("by night;")), '<w:r><w:sym w:font="Symbol" w:char="006C"/></w:r>'),
    )
    copy = Word(shown(path, tmp_path / "b.docx"))
    last = copy.paragraphs[-1]._p.xml
    assert "by night" in last
    assert "by day" not in last
    assert 'w:char="F06C"' in last
    assert clauses(tmp_path / "b.docx") == clauses(path) == ["to sail by night;λ"]
