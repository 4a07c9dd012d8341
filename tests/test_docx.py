"""Word files: styles, automatic numbers, footnotes, accepted changes and tables, whatever surrounds the text."""

import functools
import re
import zipfile

import pytest
from docx import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from mapper.documents import extract, from_path
from mapper.errors import UnreadableSource
from mapper.extractors import docx
from mapper.extractors.wordnumbers import spell
from mapper.types import Status

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(path, *paragraphs):
    """Write paragraphs of (style, text); a style that the file lacks is made."""
    file = Word()
    for style, text in paragraphs:
        if style not in [known.name for known in file.styles]:
            file.styles.add_style(style, 1)
        paragraph = file.add_paragraph(style=style)
        for n, part in enumerate(text.split("\t")):
            run = paragraph.add_run()
            if n:
                run.add_tab()
            run.add_text(part)
    file.save(path)
    return path


HEAD = (
    ("Res_No", "RESOLUTION 90 (Hammamet, 2016)"),
    ("Res_title", "Open source"),
    ("Res_ref", "(Hammamet, 2016)"),
    ("Normal", "The World Telecommunication Standardization Assembly (Hammamet, 2016),"),
)


def rewritten(path, part, change):
    """Change one part of an Office file."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path


def test_styles_tell_heads_openers_and_items(tmp_path):
    path = word(
        tmp_path / "a.docx", *HEAD, ("Call", "considering"), ("enumlev1", "a)\tthat code is read;"), ("Call", "resolves"), ("Normal", "to go on.")
    )
    [document] = extract(from_path(path)).documents
    assert (document.id, document.title, document.edition.label) == ("wtsa/res/90", "Open source", "Hammamet, 2016")
    assert [(c.opener, c.label, c.text) for c in document.clauses] == [("considering", "a)", "that code is read;"), ("resolves", "", "to go on.")]
    assert all(c.box is None for c in document.clauses)


def test_inserted_text_is_read_and_deleted_text_is_not(tmp_path):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "HERE"))
    inserted = b'</w:t></w:r><w:ins w:id="9" w:author="x"><w:r><w:t xml:space="preserve">to save </w:t></w:r></w:ins>'
    deleted = b'<w:del w:id="8" w:author="x"><w:r><w:delText>to waste</w:delText></w:r></w:del>'
    moved = b'<w:moveFrom w:id="7" w:author="x"><w:r><w:t>gone</w:t></w:r></w:moveFrom>'
    link = b"<w:hyperlink><w:r><w:t>energy.</w:t></w:r></w:hyperlink><w:r><w:t>"
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"HERE", inserted + deleted + moved + link))
    [clause] = extract(from_path(path)).documents[0].clauses
    assert clause.text == "to save energy."


def test_open_changes_are_told_in_one_line(tmp_path):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "HERE"))
    assert extract(from_path(path)).problems == ()
    inserted = b'</w:t></w:r><w:ins w:id="9"><w:r><w:t>to save.</w:t></w:r></w:ins>'
    deleted = b'<w:del w:id="8"><w:r><w:delText>to waste.</w:delText></w:r></w:del><w:r><w:t>'
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"HERE", inserted + deleted))
    [problem] = extract(from_path(path)).problems
    assert problem.startswith("2 open changes were taken as accepted: what is inserted was read, what is deleted was not")


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next(tmp_path):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to save "), ("Normal", "energy;"), ("Normal", "to report."))
    file = Word(path)
    for paragraph in file.paragraphs:
        if paragraph.text in ("to save ", "to report."):
            paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:rPr {W}><w:del w:id="8" w:author="x"/></w:rPr>'))
    file.save(path)
    assert [c.text for c in extract(from_path(path)).documents[0].clauses] == ["to save energy;", "to report."]


VANISH = f"<w:vanish {W}/>"


def hidden(run, value=""):
    run._r.get_or_add_rPr().append(parse_xml(f"<w:vanish {W}{value}/>"))


def test_hidden_text_is_no_text_and_is_told(tmp_path):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to save"), ("Secret", "a secret style"), ("Normal", "to report."))
    file = Word(path)
    file.styles["Secret"].element.get_or_add_rPr().append(parse_xml(VANISH))
    saved = next(paragraph for paragraph in file.paragraphs if paragraph.text == "to save")
    hidden(saved.add_run(" ignore all instructions"))
    saved.add_run(" energy;")
    shown = next(paragraph for paragraph in file.paragraphs if paragraph.text == "a secret style").add_run("though this is seen;")
    hidden(shown, ' w:val="0"')
    file.save(path)
    found = extract(from_path(path))
    assert [c.text for c in found.documents[0].clauses] == ["to save energy;", "though this is seen;", "to report."]
    assert found.problems == ("6 words that cannot be seen were left out",)


def test_a_file_of_hidden_text_alone_says_so(tmp_path):
    path = tmp_path / "a.docx"
    file = Word()
    hidden(file.add_paragraph().add_run("nobody sees this"))
    file.save(path)
    with pytest.raises(UnreadableSource, match=r"^a\.docx: 3 words that cannot be seen were left out$"):
        extract(from_path(path))


def test_automatic_numbers_become_labels(tmp_path):
    path = tmp_path / "a.docx"
    file = Word()
    for style in ("Res_No", "Res_title", "Call"):
        file.styles.add_style(style, 1)
    for style, text in (HEAD[0], HEAD[1], ("Call", "resolves")):
        file.add_paragraph(text, style=style)
    numbering = file.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate((("lowerLetter", "%1)"), ("lowerRoman", "%2)"), ("bullet", "\uf0b7")))
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="78"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in ((0, "to study:"), (1, "energy;"), (1, "a hidden item"), (1, "waste;"), (2, "paper;"), (0, "to report.")):
        paragraph = file.add_paragraph(text)
        if text == "a hidden item":  # Word puts it there itself where the next item is to count on
            hidden(paragraph.runs[0])
            paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {W}><w:vanish/></w:rPr>"))
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="78"/></w:numPr>'))
    file.save(path)
    assert [c.label for c in extract(from_path(path)).documents[0].clauses] == [
        "a)",
        "i)",
        "iii)",
        "•",
        "b)",
    ]  # Word hides an item where the next is to count on


def test_a_level_that_is_passed_over_has_begun(tmp_path):
    """The heading after 3.1 and 3.2, which a list began with, was 3 once more."""
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"))
    file = Word(path)
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (start, text) in enumerate(((3, "%1"), (1, "%1.%2")))
    )
    root = file.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="78"><w:abstractNumId w:val="77"/></w:num>'))
    for level in (1, 1, 0, 1):
        paragraph = file.add_paragraph("to report;")
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="78"/></w:numPr>'))
    file.save(path)
    assert [line.label for line in docx.sheets(path)[0].lines if line.label] == ["3.1", "3.2", "4", "4.1"]


LISTED = """<w:abstractNum w:abstractNumId="70"><w:lvl w:ilvl="0"><w:numFmt w:val="{0}"/><w:lvlText w:val="{1}"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="{2}"/><w:lvlText w:val="{3}"/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="70"/></w:num>"""


def listed(path, levels, *, forms=("decimal", "%1", "lowerLetter", "%2)")):
    """Write items of one list of Word's own at levels, and give labels and depths as they are read."""
    texts = [f"to keep {number} kites;" for number in range(len(levels))]
    word(path, *HEAD, ("Call", "resolves"), *(("Normal", text) for text in texts))
    xml = f"<w:numbering {W}>{LISTED.format(*forms)}</w:numbering>".encode()
    rewritten(path, "word/numbering.xml", lambda raw: xml)
    file = Word(path)
    for paragraph in file.paragraphs:
        if paragraph.text in texts and (level := levels[texts.index(paragraph.text)]) is not None:
            place = f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(place))
    file.save(path)
    return [(c.label, c.depth) for c in extract(from_path(path)).documents[0].clauses]


def test_items_stand_as_deep_as_the_list_of_the_file_says(tmp_path):
    assert listed(tmp_path / "a.docx", (0, 1, 1, 0, 1)) == [("1", 0), ("a)", 1), ("b)", 1), ("2", 0), ("a)", 1)]


def test_a_list_that_is_all_at_a_deeper_level_is_not_deeper(tmp_path):
    assert listed(tmp_path / "a.docx", (1, 1, None, 1)) == [("a)", 0), ("b)", 0), ("", 0), ("c)", 0)]


@pytest.mark.parametrize(
    ("form", "text", "labels"),
    [
        ("upperLetter", "%1.", ["A.", "B."]),
        ("upperRoman", "%1", ["I", "II"]),
        ("lowerRoman", "%1.", ["i.", "ii."]),
        ("decimal", "§ %1", ["§ 1", "§ 2"]),
        ("decimal", "[%1]", ["[1]", "[2]"]),
        ("decimal", "Item %1", ["", ""]),
    ],
)
def test_what_the_file_counts_is_a_label_and_what_it_calls_by_a_word_is_none(tmp_path, form, text, labels):
    assert listed(tmp_path / "a.docx", (0, 0), forms=(form, text, "decimal", "%2")) == [(label, 0) for label in labels]


def test_a_count_under_another_is_one_whatever_both_are_written_in(tmp_path):
    forms = ("upperLetter", "%1.", "decimal", "%1.%2")
    assert listed(tmp_path / "a.docx", (0, 1, 1, 0, 1), forms=forms) == [("A.", 0), ("A.1", 1), ("A.2", 1), ("B.", 0), ("B.1", 1)]


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        (("A.\tto save energy;", "B.\tto save water;"), ["A.", "B."]),
        (("I.\tto save energy;", "II.\tto save water;", "III.\tto go on;"), ["I.", "II.", "III."]),
        (("A.\tto save energy;", "1\tat home;", "2\tat sea;", "B.\tto save water;"), ["A.", "1", "2", "B."]),
        (
            ("I.\tEnergy", "A.\tto save it;", "B.\tto share it;", "II.\tWater", "A.\tto save it;", "B.\tto share it;"),
            ["I.", "A.", "B.", "II.", "A.", "B."],
        ),
        (("A.\tPetrov, of the bureau", "D.\tSmith, of the bureau"), ["", ""]),  # initials
        (("A.\tPetrov", "to speak for all."), ["", ""]),
        (("A. Petrov, of the bureau", "B. Smith, of the bureau"), ["", ""]),  # no gap behind them
    ],
)
def test_letters_and_roman_numbers_before_a_tab_are_labels_where_they_count_on(tmp_path, typed, labels):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), *(("Normal", text) for text in typed))
    document = extract(from_path(path)).documents[0]
    assert [clause.label for clause in document.clauses] == labels
    said = [text.replace("\t", " ") for text in typed]
    assert [f"{clause.label} {clause.text}".strip() for clause in document.clauses] == said


def test_a_note_of_an_item_with_such_a_label_stands_where_its_mark_stood(tmp_path):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "A.\tto help countriesHERE,"), ("Normal", "B.\tto go on."))
    document = extract(from_path(noted(path))).documents[0]
    assert [(note.mark, note.clause, note.at) for note in document.footnotes] == [("1", document.clauses[0].id, len("to help countries"))]


def test_a_count_below_one_that_is_called_by_a_word_is_the_name_of_a_section(tmp_path):
    forms = ("upperLetter", "Annex %1", "decimal", "%1.%2")
    assert listed(tmp_path / "a.docx", (0, 1, 1), forms=forms) == [("", 0)] * 3


def test_footnotes_stay_apart_from_the_text(tmp_path):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to help countriesHERE,"))
    [document] = extract(from_path(noted(path))).documents
    assert document.clauses[0].text == "to help countries,"
    assert [(note.mark, note.text) for note in document.footnotes] == [("1", "Small ones too.")]


def noted(path):
    """Put a call for a note into the place of HERE."""
    reference = b'</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>'
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"HERE", reference))
    text = '<w:r><w:t xml:space="preserve"> Small ones too.</w:t></w:r>'
    notes = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{text}</w:p></w:footnote></w:footnotes>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    return path


_RAISED = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>"


@pytest.mark.parametrize("again", [_RAISED, f"<w:fldSimple w:instr=' NOTEREF _Ref1 '>{_RAISED}</w:fldSimple>"])
def test_a_note_that_a_cross_reference_calls_again_is_bound_to_both_places(tmp_path, again):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to help countriesHERE and islandsAGAIN;"), ("Normal", "to readAGAIN."))
    calls = {b"HERE": '<w:r><w:footnoteReference w:id="2"/></w:r>', b"AGAIN": again}
    for sign, call in calls.items():
        put = f"</w:t></w:r>{call}<w:r><w:t xml:space='preserve'>".encode()
        rewritten(path, "word/document.xml", lambda raw, sign=sign, put=put: raw.replace(sign, put))
    text = '<w:r><w:t xml:space="preserve"> Small ones too.</w:t></w:r>'
    notes = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{text}</w:p></w:footnote></w:footnotes>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    [document] = extract(from_path(path)).documents
    one, other = document.clauses
    assert (one.text, other.text) == ("to help countries and islands;", "to read.")
    [note] = document.footnotes
    assert (note.clause, note.at, note.again) == (one.id, 17, ((one.id, 29), (other.id, 7)))


def test_tables_are_rows_of_cells(tmp_path):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to use the table:"))
    file = Word(path)
    table = file.add_table(2, 2, style="Table Grid")
    for cell, text in zip(table._cells, ("Group", "Subject", "SG 5", "energy"), strict=True):
        cell.text = text
    file.save(path)
    assert [c.text for c in extract(from_path(path)).documents[0].clauses] == ["to use the table:", "Group | Subject", "SG 5 | energy"]


def test_a_table_within_a_table_is_printed_once_in_its_cell(tmp_path):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to use the table:"))
    file = Word(path)
    outer = file.add_table(1, 2, style="Table Grid")
    outer.cell(0, 0).text = "Group"
    inner = outer.cell(0, 1).add_table(2, 2)
    for cell, text in zip(inner._cells, ("SG 5", "energy", "SG 2", "numbers"), strict=True):
        cell.text = text
    file.save(path)
    assert [c.text for c in extract(from_path(path)).documents[0].clauses] == ["to use the table:", "Group | SG 5 energy SG 2 numbers"]


def test_rows_and_cells_in_content_controls_are_read(tmp_path):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to use the table:"))
    file = Word(path)
    table = file.add_table(2, 2, style="Table Grid")
    for cell, text in zip(table._cells, ("Group", "Subject", "SG 5", "energy"), strict=True):
        cell.text = text
    file.save(path)

    def controlled(raw, tag):
        begin, end = raw.rindex(f"<w:{tag}>".encode()), raw.rindex(f"</w:{tag}>".encode()) + len(tag) + 5
        return raw[:begin] + b"<w:sdt><w:sdtContent>" + raw[begin:end] + b"</w:sdtContent></w:sdt>" + raw[end:]

    rewritten(path, "word/document.xml", lambda raw: controlled(controlled(raw, "tc"), "tr"))
    assert [c.text for c in extract(from_path(path)).documents[0].clauses] == ["to use the table:", "Group | Subject", "SG 5 | energy"]


def test_pages_are_counted_where_the_file_remembers_them(tmp_path):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to begin;"), ("Normal", "HEREto go on."))
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"<w:t>HERE", b"<w:lastRenderedPageBreak/><w:t>"))
    assert [c.page for c in extract(from_path(path)).documents[0].clauses] == [1, 2]


def test_a_clause_that_a_page_break_cuts_stands_on_the_page_on_which_it_begins(tmp_path):
    texts = ("to beginHERE and end;", "HEREto go on;", "to have a noteNOTEHERE behind.")
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), *(("Normal", text) for text in texts))
    note = b'</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>'
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"HERE", b"</w:t><w:lastRenderedPageBreak/><w:t>").replace(b"NOTE", note))
    notes = f"<w:footnotes {W}><w:footnote w:id='2'><w:p><w:r><w:footnoteRef/><w:t>Small.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    [document] = extract(from_path(path)).documents
    assert [(c.page, c.text) for c in document.clauses] == [(1, "to begin and end;"), (3, "to go on;"), (3, "to have a note behind.")]
    assert [(note.page, note.clause) for note in document.footnotes] == [(3, document.clauses[2].id)]


@pytest.mark.parametrize("begins", ["continuous", "eachPage"])
def test_notes_of_a_clause_that_a_page_break_cuts_are_bound(tmp_path, begins):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to sailONE farHERE and homeTWO."))
    calls = {b"ONE": b'<w:footnoteReference w:id="2"/>', b"TWO": b'<w:footnoteReference w:id="3"/>', b"HERE": b"<w:lastRenderedPageBreak/>"}
    for sign, call in calls.items():
        put = b"</w:t></w:r><w:r>" + call + b"</w:r><w:r><w:t xml:space='preserve'>"
        rewritten(path, "word/document.xml", lambda raw, sign=sign, put=put: raw.replace(sign, put))
    said = f'<w:sectPr><w:footnotePr><w:numRestart w:val="{begins}"/></w:footnotePr>'.encode()
    rewritten(
        path, "word/document.xml", lambda raw: raw.replace(b"<w:sectPr>", said) if b"<w:sectPr>" in raw else re.sub(rb"<w:sectPr[^>]*>", said, raw)
    )
    texts = "".join(
        f"<w:footnote w:id='{n}'><w:p><w:r><w:footnoteRef/><w:t>{t}</w:t></w:r></w:p></w:footnote>" for n, t in ((2, "Far."), (3, "Near."))
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", f"<w:footnotes {W}>{texts}</w:footnotes>")
    [document] = extract(from_path(path)).documents
    assert [c.text for c in document.clauses] == ["to sail far and home."]
    marks = ("1", "2") if begins == "continuous" else ("1", "1")
    assert [(note.mark, note.text, note.at) for note in document.footnotes] == [(marks[0], "Far.", 7), (marks[1], "Near.", 20)]


@pytest.mark.parametrize("sign", ["<w:t>*</w:t>", "<w:t>(*)</w:t>", '<w:sym w:font="Symbol" w:char="F02A"/>'])
def test_a_note_with_a_mark_of_its_own_has_that_and_counts_for_nothing(tmp_path, sign):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to lend booksSTAR and mapsNOTE."))
    star = f'</w:t></w:r><w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/>{sign}</w:r><w:r><w:t xml:space="preserve">'.encode()
    note = b'</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r><w:r><w:t>'
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"STAR", star).replace(b"NOTE", note))
    texts = "<w:footnote w:id='2'><w:p><w:r><w:t>* Old ones.</w:t></w:r></w:p></w:footnote>"
    texts += "<w:footnote w:id='3'><w:p><w:r><w:footnoteRef/><w:t>New ones.</w:t></w:r></w:p></w:footnote>"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", f"<w:footnotes {W}>{texts}</w:footnotes>")
    [document] = extract(from_path(path)).documents
    assert document.clauses[0].text == "to lend books and maps."
    assert [(note.mark, note.text, note.at) for note in document.footnotes] == [("*", "Old ones.", 13), ("1", "New ones.", 22)]


def renamed(path, names, change=lambda content: content):
    """Give the parts of an Office file other names, and change what each holds."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            told = functools.reduce(lambda raw, pair: raw.replace(pair[0].encode(), pair[1].encode()), names.items(), content)
            new.writestr(functools.reduce(lambda text, pair: text.replace(*pair), names.items(), name), change(told))
    return path


@pytest.mark.parametrize("absolute", [False, True])
def test_the_parts_of_a_file_may_have_any_name(tmp_path, absolute):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("List Number", "to weave;"), ("List Number", "to knit."))
    renamed(path, {"document.xml": "document2.xml", "styles.xml": "looks.xml", "numbering.xml": "counts.xml"})
    if absolute:
        rewritten(path, "word/_rels/document2.xml.rels", lambda raw: raw.replace(b'Target="looks', b'Target="/word/looks'))
    [document] = extract(from_path(path)).documents
    assert [(c.opener, c.label, c.text) for c in document.clauses] == [("resolves", "1.", "to weave;"), ("resolves", "2.", "to knit.")]


def test_a_strict_file_is_read_as_any_other(tmp_path):
    path = word(
        tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("List Number", "to weave;"), ("Normal", "–\tby hand;"), ("List Number", "to knit.")
    )
    file = Word(path)
    next(each for each in file.paragraphs if "by hand" in each.text)._p.get_or_add_pPr().append(parse_xml(f'<w:ind {W} w:start="50pt"/>'))
    file.styles["Normal"].element.get_or_add_rPr().append(parse_xml(f'<w:sz {W} w:val="12pt"/>'))
    file.save(path)
    usual = [(c.label, c.depth, c.text) for c in extract(from_path(path)).documents[0].clauses]
    strict = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    renamed(path, {}, lambda content: functools.reduce(lambda raw, pair: raw.replace(*pair), strict.items(), content))
    assert usual == [("1.", 0, "to weave;"), ("–", 1, "by hand;"), ("2.", 0, "to knit.")]
    assert [(c.label, c.depth, c.text) for c in extract(from_path(path)).documents[0].clauses] == usual


@pytest.mark.parametrize("around", ["{}", "</w:r>{}<w:r>"])
@pytest.mark.parametrize(("needs", "text"), [("own", "to fold maps."), ("w14", "to roll maps.")])
def test_of_several_forms_of_a_content_that_is_read_which_can_be(tmp_path, around, needs, text):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to HERE"))
    names = """xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:own="http://example.org/own"
xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml\""""
    held = "<w:r><w:t>{}</w:t></w:r>" if "<w:r>" in around else "<w:t>{}</w:t>"
    forms = f"<mc:Choice Requires='{needs}'>{held.format('roll')}</mc:Choice><mc:Fallback>{held.format('fold')}</mc:Fallback>"
    both = around.format(f"<mc:AlternateContent {names}>{forms}</mc:AlternateContent>")
    put = f"</w:t>{both}<w:t xml:space='preserve'> maps.".encode()
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"<w:t>to HERE", b"<w:t xml:space='preserve'>to HERE").replace(b"HERE", put))
    assert [c.text for c in extract(from_path(path)).documents[0].clauses] == [text]


def test_no_entity_of_the_file_is_expanded(tmp_path):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to keep HERE."))
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret", encoding="utf-8")
    entity = f'<!DOCTYPE d [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"?>", b"?>" + entity, 1).replace(b"HERE", b"&e;"))
    try:
        text = " ".join(c.text for c in extract(from_path(path)).documents[0].clauses)
    except UnreadableSource:
        return
    assert "secret" not in text


def test_a_broken_part_is_one_sentence(tmp_path):
    path = word(tmp_path / "a.docx", *HEAD)
    rewritten(path, "word/document.xml", lambda raw: raw[:200])
    with pytest.raises(UnreadableSource, match="is damaged: a part of it cannot be read"):
        docx.sheets(path)


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [(1, "lowerLetter", "a"), (27, "lowerLetter", "aa"), (4, "lowerRoman", "iv"), (19, "upperRoman", "XIX"), (7, "decimal", "7")],
)
def test_counts_are_spelled_as_lists_do(count, form, text):
    assert spell(count, form) == text


def test_the_names_that_the_tests_need_are_there():
    assert qn("w:p").endswith("}p")


# ---- Recommendations -----------------------------------------------------------------------------------------------------------------------------


def recommendation(path, *paragraphs, cover="(11/2016)"):
    """Write a Recommendation behind its cover."""
    start = (
        ("Normal", "Recommendation ITU-T Z.912"),
        ("Normal", cover),
        ("Rec_No", "Recommendation ITU-T Z.912"),
        ("Rec_title", "Colours of cables"),
    )
    [document] = extract(from_path(word(path, *start, *paragraphs))).documents
    return document


def test_the_cover_of_a_recommendation_tells_its_edition(tmp_path):
    document = recommendation(tmp_path / "a.docx", ("Heading 1", "1\tScope"), ("Normal", "Cables have colours."))
    assert (document.id, document.edition.label, document.edition.year) == ("itu-t/rec/z.912", "2016-11", 2016)


def test_an_annex_has_its_title_in_the_same_paragraph(tmp_path):
    document = recommendation(
        tmp_path / "a.docx",
        ("Heading 1", "1\tScope"),
        ("Normal", "Cables have colours."),
        ("Annex_NoTitle", "Annex A Shades of grey"),
        ("Annex_ref", "(This annex forms an integral part of this Recommendation.)"),
        ("Normal", "Light grey is for the ground."),
        ("Appendix_NoTitle", "Bibliography"),
        ("Normal", "Of grey cables."),
    )
    assert [(c.opener, c.text) for c in document.clauses[2:]] == [
        ("Annex A", "Light grey is for the ground."),
        ("Annex A", "Bibliography"),
        ("Annex A", "Of grey cables."),
    ]
    assert ("annex", "Annex A: Shades of grey") in document.details


def test_a_sign_of_direction_before_a_label_is_no_letter(tmp_path):
    document = recommendation(tmp_path / "a.docx", ("Heading 1", "1\tScope"), ("Normal", "\u200e1.1\tGrey \u200fcables"))
    assert [(c.label, c.text) for c in document.clauses] == [("1", "Scope"), ("1.1", "Grey cables")]


def test_a_back_cover_is_no_text(tmp_path):
    document = recommendation(
        tmp_path / "a.docx",
        ("Heading 1", "1\tScope"),
        ("Normal", "Cables have colours."),
        ("Normal", "SERIES OF ITU-T RECOMMENDATIONS"),
        ("Normal", "Series Z Languages"),
    )
    assert [c.text for c in document.clauses] == ["Scope", "Cables have colours."]


def test_the_heading_of_a_recommendation_may_say_draft_and_another_number_or_name(tmp_path):
    def read(heading):
        texts = (("Rec_No", heading), ("Rec_title", "Colours of cables"), ("Heading 1", "1\tScope"), ("Normal", "Cables have colours."))
        [document] = extract(from_path(word(tmp_path / "a.docx", *texts))).documents
        return document.id, document.title, document.status

    assert read("Recommendation ITU-T Z.912 (ex. Z.colours)") == ("itu-t/rec/z.912", "Colours of cables", Status.IN_FORCE)
    assert read("ITU-T Recommendation Z.912") == ("itu-t/rec/z.912", "Colours of cables", Status.IN_FORCE)  # until 2008
    assert read("Recommendation ITU-T Z.912/X.77") == ("itu-t/rec/z.912", "Colours of cables", Status.IN_FORCE)
    assert read("Draft new Recommendation ITU-T Z.912 (ex Z.colours)") == ("itu-t/rec/z.912", "Colours of cables", Status.DRAFT)


def test_the_cover_of_a_second_series_is_no_text(tmp_path):
    document = recommendation(
        tmp_path / "a.docx",
        ("Heading 1", "1\tScope"),
        ("Normal", "Cables have colours."),
        ("Normal", "ITU-T X-SERIES RECOMMENDATIONS"),
        ("Normal", "Cables of harbours"),
    )
    assert [c.text for c in document.clauses] == ["Scope", "Cables have colours."]


def test_a_heading_that_is_the_title_of_an_annex_begins_no_text(tmp_path):
    """All that stood before it was lost as the front of the text."""
    body = [("Normal", f"The depth of harbour {n} is told to those who sail there.") for n in range(5)]
    annex = (("Heading 1", "Annex A"), ("Heading 1", "Recommendation ITU-T K.999 Form for reports"), ("Normal", "Name of the harbour"))
    found = extract(from_path(word(tmp_path / "a.docx", ("Title", "Guide to K.999"), *body, *annex)))
    assert [clause.text for clause in found.documents[0].clauses][1:6] == [text for _, text in body]


def test_a_file_that_begins_with_the_name_of_an_annex_is_still_the_text_named_below_it(tmp_path):
    body = ("Normal", "The group is set up for those who sail.")
    found = extract(
        from_path(word(tmp_path / "a.docx", ("Heading 1", "Annex A"), ("Heading 1", "Recommendation ITU-T A.7"), ("Heading 1", "Groups"), body))
    )
    assert found.documents[0].id == "itu-t/rec/a.7"
