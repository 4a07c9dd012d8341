"""Papers as Word files: templates that people edit, structure that a reader of screens can follow, text that stays text."""

import dataclasses
import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx as library
import pytest

from mapper import sharing
from mapper.errors import MapperError, UsageError
from mapper.reports import docx, wordtemplates
from mapper.reports.papers.blocks import Column, Grid, Heading, Paper, Paragraph, Part, Run, cell, told, words
from mapper.reports.word import write as draw
from mapper.reports.wordtemplates import NAMES, Template, template
from mapper.views.export import Papers
from tests import maps
from tests.agenda.test_agenda import belongs, event
from tests.reports import papered, sample
from tests.reports.papered import W, part, said
from tests.test_house import ROOT

PARTS = ("word/document.xml", "word/header1.xml", "word/header2.xml", "word/footer1.xml")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    written = sharing.write("docx", papered.export(language="fr"), tmp_path_factory.mktemp("papers"))
    return {path.name: path.read_bytes() for path in written}


def shipped(name="tables"):
    return template(name, None).content


def test_there_is_a_paper_of_each_sort(files):
    assert list(files) == ["tables.docx", "theme-climate.docx", "report.docx"]


@pytest.mark.parametrize(("sort", "names"), [("tables", ["tables.docx"]), ("theme", ["theme-climate.docx"]), ("report", ["report.docx"])])
def test_one_sort_can_be_asked_for(sort, names):
    assert [paper.name for paper in docx.papers(papered.export(only=sort))] == names


def test_a_sort_that_is_not_there_or_empty_is_a_sentence():
    with pytest.raises(UsageError, match=r"^no paper named 'poem'; choose one of tables, theme, report$"):
        docx.papers(papered.export(only="poem"))
    with pytest.raises(UsageError, match=r"^nothing here fills a paper of theme; export the mapping that it shows, or all of them$"):
        docx.papers(dataclasses.replace(papered.export(only="theme"), themes=()))


def test_the_fields_of_cover_head_and_foot_are_filled(files):
    for content in files.values():
        text = "\n".join(said(part(content, name)) for name in PARTS)
        assert "{{" not in text
        assert "C26/99" in said(part(content, "word/header1.xml"))
        assert "30 November 2026" in text


def test_what_nobody_said_of_a_paper_is_left_open_in_sight():
    paper = docx.papers(dataclasses.replace(sample.export()))[0]
    assert paper.fields["number"] == paper.fields["agenda"] == "[to be completed]"


def test_a_field_that_word_split_into_runs_is_filled():
    split = "<w:r><w:t>{{nu</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>mber}} and {</w:t></w:r><w:r><w:t>{date }}</w:t></w:r>"
    content = papered.edited(shipped(), lambda text: re.sub(r"<w:r><w:t[^>]*>\{\{number\}\}</w:t></w:r>", split, text))
    made = draw(_paper(number="C26/1", date="today"), Template("mine", content), "")
    assert "Document:C26/1 and today" in said(part(made))


@pytest.mark.parametrize(
    ("change", "name", "sentence"),
    [
        (lambda text: text.replace("{{content}}", "here"), "word/document.xml", r"has no paragraph \{\{content\}\} of its own"),
        (lambda text: text.replace("{{date}}", "{{daet}}"), "word/document.xml", r"has the field \{\{daet\}\}, which nothing fills; the fields are "),
        (lambda text: text.replace('w:val="Table Text"', 'w:val="Small"'), "word/styles.xml", r"lacks the style 'Table Text'; add it in Word"),
        (lambda text: text[:90], "word/document.xml", r"is no Word file \(.*\); save it as \.docx, or take it away"),
    ],
)
def test_a_template_that_lacks_something_is_one_sentence(tmp_path, change, name, sentence):
    (tmp_path / "tables.docx").write_bytes(papered.edited(shipped(), change, name))
    with pytest.raises(MapperError, match=sentence) as told:
        sharing.write("docx", papered.export(templates=tmp_path, only="tables"), tmp_path / "out")
    assert str(tmp_path / "tables.docx") in str(told.value)
    assert not (tmp_path / "out").exists()


def test_a_template_that_is_no_archive_is_one_sentence(tmp_path):
    (tmp_path / "report.docx").write_text("a report", encoding="utf-8")
    with pytest.raises(MapperError, match=r"report\.docx is no Word file"):
        sharing.write("docx", papered.export(templates=tmp_path, only="report"), tmp_path)


def test_templates_are_copied_out_and_then_used_and_what_was_edited_is_never_written_over(tmp_path):
    written = sharing.write("templates", sample.export(), tmp_path)
    assert [path.name for path in written] == [f"{name}.docx" for name in NAMES]
    own = tmp_path / "report.docx"
    own.write_bytes(papered.edited(own.read_bytes(), lambda text: text.replace("Report by:", "Submitted by the Secretary-General:")))
    (paper,) = sharing.write("docx", papered.export(only="report", templates=tmp_path), tmp_path / "out")
    assert "Submitted by the Secretary-General:Secretariat" in said(part(paper.read_bytes()))
    with pytest.raises(MapperError, match=r"has report\.docx already, which somebody edited; nothing was written"):
        wordtemplates.write(sample.export(), tmp_path)
    assert "Submitted by" in said(part(own.read_bytes()))


def test_the_shipped_templates_are_what_their_script_makes():
    told = subprocess.run([sys.executable, ROOT / "scripts" / "build_templates.py", "--check"], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    assert all(len(shipped(name)) < 10_000 for name in NAMES)


def test_tables_have_heads_that_are_repeated_captions_numbers_and_words_for_who_cannot_see_them(files):
    body = part(files["tables.docx"])
    tables = list(body.iter(f"{W}tbl"))
    assert tables
    for one in tables:
        first, *rest = one.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (first, *rest))
        assert all(one.find(f"{W}tblPr/{W}{name}").get(f"{W}val") for name in ("tblCaption", "tblDescription"))
        assert "Caption" in _style(one.getprevious())
        assert {_style(paragraph) for row in rest for paragraph in row.iter(f"{W}p")} <= {"TableText", "TableEntry"}
    fields = [text.text for text in body.iter(f"{W}instrText")]
    assert sum(" SEQ Table " in field for field in fields) == 4
    assert 'TOC \\o "1-1" \\h \\z \\u' in " ".join(fields)


def test_table_numbers_are_those_of_the_group_also_where_one_table_is_left_out():
    export = papered.export(only="tables")
    without = {work: document for work, document in export.documents.items() if document.sector != "D"}
    mapped = tuple(one for one in export.mapped if not {one.left, one.right} - set(without))
    (paper,) = docx.papers(dataclasses.replace(export, documents=without, mapped=mapped))
    body = part(draw(paper, template("tables", None), ""))
    captions = [said(one) for one in body.iter(f"{W}p") if _style(one) == "Caption"]
    assert [text.partition(":")[0] for text in captions] == ["Matrix 1", "Table 2", "Table 3"]
    assert captions[1].startswith("Table 2: ITU-T Questions and ITU-R Working Parties")
    assert any(text.text.strip() == r"SEQ Table \* ARABIC \r 2" for text in body.iter(f"{W}instrText"))


def test_nothing_is_merged_and_no_paragraph_is_empty(files):
    for content in files.values():
        body = part(content)
        assert not list(body.iter(f"{W}gridSpan", f"{W}vMerge"))
        assert all(said(one).strip() or list(one.iter(f"{W}instrText")) for one in body.iter(f"{W}p") if one.getparent().tag != f"{W}tc")


def test_wide_tables_lie_and_the_words_around_them_stand(files):
    looks = [one.find(f"{W}pgSz") for one in part(files["theme-climate.docx"]).iter(f"{W}sectPr")]
    assert [one.get(f"{W}orient") for one in looks] == [None, "landscape", None]
    assert [int(one.get(f"{W}w")) > int(one.get(f"{W}h")) for one in looks] == [False, True, False]


def test_headings_are_headings_and_the_contents_lead_to_them(files):
    body = part(files["theme-climate.docx"])
    heads = [one for one in body.iter(f"{W}p") if _style(one) in ("Heading1", "Heading2")]
    anchors = {mark.get(f"{W}name") for one in heads for mark in one.iter(f"{W}bookmarkStart")}
    links = {link.get(f"{W}anchor"): said_link(link) for link in body.iter(f"{W}hyperlink")}
    assert set(links) == anchors
    assert list(links.values()) == [said(one) for one in heads]
    assert "Climate monitoring (Surveillance du climat)" in links.values()


def said_link(link):
    return "".join(text.text for text in link.iter(f"{W}t"))


def test_each_pair_has_a_hidden_bookmark_of_its_own(files):
    for content in files.values():
        names = [mark.get(f"{W}name") for mark in part(content).iter(f"{W}bookmarkStart")]
        assert len(names) == len(set(names))
        assert all(re.fullmatch(r"_\w{1,39}", name) for name in names)
    marks = {mark.get(f"{W}name") for mark in part(files["tables.docx"]).iter(f"{W}bookmarkStart")}
    shown = {one.pair for one in sample.export().mapped if one.type in ("resolutions", "questions") and one.state.value not in ("rejected", "gone")}
    assert shown <= {name.removeprefix("_") for name in marks}


def test_the_file_tells_what_it_is_and_not_who_or_what_made_it(files):
    about = library.Document(io.BytesIO(files["report.docx"])).core_properties
    assert about.title.startswith("Mapping of resolutions and areas of mutual interest")
    assert (about.author, about.last_modified_by, about.language, str(about.created)) == ("", "", "en-GB", "2026-11-30 00:00:00+00:00")
    with zipfile.ZipFile(io.BytesIO(files["report.docx"])) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"rsid" not in b"".join(package.read(name) for name in package.namelist())


def test_what_a_text_holds_stays_text(files):
    assert "<script>alert('x')</script> & \"more\"" in said(part(files["tables.docx"]))
    lines = [Paragraph(words(text)) for text in (sample.CONTROL, sample.FORMULA, "two\nlines \ud800")]
    text = said(part(draw(_paper(lines), template("tables", None), "")))
    assert text.endswith("bell escape[31m turned end\n=cmd|' /C calc'!A0\ntwolines ")


def test_letters_read_from_the_right_and_chinese_ones_are_marked_as_such():
    lines = (Paragraph(words(papered.ARABIC)), Paragraph(words(f"In English: {papered.ARABIC} (2018), and {papered.CHINESE}")))
    grid = Grid("Three scripts", "One row.", (Column("Title", 1),), ((cell(Run(papered.ARABIC, language="ar"), papered.CHINESE),),), "A note.")
    body = part(draw(_paper(lines, (grid,)), template("tables", None), ""))
    wholly, mixed = (one for one in body.iter(f"{W}p") if papered.ARABIC in said(one) and one.getparent().tag == f"{W}body")
    assert wholly.find(f"{W}pPr/{W}bidi") is not None
    assert mixed.find(f"{W}pPr/{W}bidi") is None
    marked = [("".join(text.text for text in run.iter(f"{W}t")), run.find(f"{W}rPr/{W}rtl") is not None) for run in mixed.iter(f"{W}r")]
    assert marked == [("In English: ", False), (papered.ARABIC, True), (f" (2018), and {papered.CHINESE}", False)]
    assert any(one.get(f"{W}bidi") == "ar" for one in body.iter(f"{W}lang"))


def test_a_paper_of_several_files_stands_beside_the_one_that_is_named(tmp_path):
    written = sharing.write("docx", papered.export(), tmp_path / "mine.docx")
    assert [path.name for path in written] == ["mine.docx", "mine-theme-climate.docx", "mine-report.docx"]


def _paper(*blocks, **fields):
    known = dict.fromkeys(("organisation", "group", "number", "date", "source", "agenda", "contact", "title", "status"), "x")
    parts = tuple(Part(tuple(some)) for some in blocks) or (Part((Heading(words("One")),)),)
    return Paper("x.docx", "tables", "A paper", {**known, **fields}, parts)


def _style(paragraph):
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val")


def test_every_template_is_a_file_of_the_package():
    assert {path.stem for path in (Path(wordtemplates.__file__).parents[1] / "profiles" / "templates").glob("*.docx")} == set(NAMES)


def test_events_of_a_theme_stand_by_date_with_what_clashes():
    events = [event("a-002", "2025-03-03"), event("a-001", "2025-03-03")]
    made = maps.export(*(belongs(one.id) for one in events), documents=events)
    (paper,) = docx.papers(dataclasses.replace(made, date="2025-01-01", themes=(papered.THEME,), papers=Papers(only="theme")))
    (grid,) = (block for block in paper.blocks if isinstance(block, Grid) and block.caption == "Activities and events of the theme")
    day = "3\N{NO-BREAK SPACE}Mar\N{NO-BREAK SPACE}2025"
    assert [(row[0].lines[0][0].text, row[1].lines[0][0].text) for row in grid.rows] == [(day, "Event a-001"), (day, "Event a-002")]
    assert f"Event a-001 ({day}) – Event a-002 ({day}): " in told(paper.blocks)
