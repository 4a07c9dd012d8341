"""Word files with open changes, comments, fields, text boxes and lists that count in their own way."""

import json
import zipfile

import pytest
from docx import Document as Word
from docx.oxml import parse_xml

from mapper import settings
from mapper.documents import Hints, extract, from_path
from mapper.extractors.lines import Line, Run
from mapper.extractors.page import Style
from mapper.extractors.symbols import bullet, in_line, sign
from mapper.extractors.wordnumbers import Numbers, spell
from mapper.types import Box
from tests.test_docx import HEAD, W, rewritten, word

BY = 'w:id="9" w:author="x"'


def written(path, *paragraphs):
    """Write a resolution whose last part is raw paragraphs."""
    word(path, *HEAD, ("Call", "resolves"), ("Normal", "HERE"))

    def put(raw):
        place = raw.index(b"HERE")
        begin, end = raw.rindex(b"<w:p>", 0, place), raw.index(b"</w:p>", place) + 6
        return raw[:begin] + "".join(paragraphs).encode() + raw[end:]

    return rewritten(path, "word/document.xml", put)


def run(text, tag="t"):
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def paragraph(*inner, mark="", properties=""):
    end = f"<w:rPr><w:{mark} {BY}/></w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}{end}</w:pPr>{''.join(inner)}</w:p>"


def inserted(*inner):
    return f"<w:ins {BY}>{''.join(inner)}</w:ins>"


def deleted(text):
    return f"<w:del {BY}>{run(text, 'delText')}</w:del>"


def clauses(path, view=""):
    return [clause.text for clause in extract(from_path(path), hints=Hints(view=view)).documents[0].clauses]


def test_both_views_of_words_and_whole_paragraphs(tmp_path):
    path = written(
        tmp_path / "a.docx",
        paragraph(run("to save "), deleted("much"), inserted(run("all")), run(" energy;")),
        paragraph(inserted(run("to plant trees;")), mark="ins"),
        paragraph(deleted("to burn coal;"), mark="del"),
        paragraph(run("to report.")),
    )
    assert clauses(path) == clauses(path, "final") == ["to save all energy;", "to plant trees;", "to report."]
    assert clauses(path, "original") == ["to save much energy;", "to burn coal;", "to report."]


def test_what_moved_stands_in_each_view_once(tmp_path):
    path = written(
        tmp_path / "a.docx",
        paragraph(f"<w:moveFrom {BY}>{run('to moor boats;')}</w:moveFrom>", mark="moveFrom"),
        paragraph(run("to sail;")),
        paragraph(f"<w:moveTo {BY}>{run('to moor boats;')}</w:moveTo>", mark="moveTo"),
        paragraph(run("to rest.")),
    )
    assert clauses(path) == ["to sail;", "to moor boats;", "to rest."]
    assert clauses(path, "original") == ["to moor boats;", "to sail;", "to rest."]


def test_what_was_inserted_and_deleted_again_is_in_neither_view(tmp_path):
    path = written(tmp_path / "a.docx", paragraph(run("to sail"), inserted(deleted(" by night")), run(".")))
    assert clauses(path) == clauses(path, "original") == ["to sail."]


def test_rows_and_cells_follow_the_view(tmp_path):
    def cell(text, change=""):
        return f"<w:tc><w:tcPr>{change}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"

    def row(*cells, change=""):
        return f"<w:tr><w:trPr>{change}</w:trPr>{''.join(cells)}</w:tr>"

    table = "".join(
        (
            row(cell("Port"), cell("Depth")),
            row(cell("North"), cell("9"), change=f"<w:ins {BY}/>"),
            row(cell("South"), cell("7", f"<w:cellDel {BY}/>"), cell("8", f"<w:cellIns {BY}/>")),
            row(cell("West"), cell("5"), change=f"<w:del {BY}/>"),
        )
    )
    ruled = '<w:tblPr><w:tblBorders><w:insideV w:val="single"/></w:tblBorders></w:tblPr>'
    path = written(tmp_path / "a.docx", paragraph(run("to dredge:")), f"<w:tbl>{ruled}{table}</w:tbl>")
    assert clauses(path) == ["to dredge:", "Port | Depth", "North | 9", "South | 8"]
    assert clauses(path, "original") == ["to dredge:", "Port | Depth", "South | 7", "West | 5"]


def test_a_style_that_a_change_gave_is_taken_back_in_the_original(tmp_path):
    changed = f'<w:pPrChange {BY}><w:pPr><w:pStyle w:val="Normal"/></w:pPr></w:pPrChange>'
    path = written(
        tmp_path / "a.docx",
        paragraph(run("to sail;")),
        paragraph(run("with due care"), properties=f'<w:pStyle w:val="Call"/>{changed}'),
        paragraph(run("to rest.")),
    )
    found = {view: extract(from_path(path), hints=Hints(view=view)).documents[0].clauses for view in ("final", "original")}
    assert [(c.opener, c.text) for c in found["final"]] == [("resolves", "to sail;"), ("with due care", "to rest.")]
    assert [(c.opener, c.text) for c in found["original"]] == [("resolves", "to sail;"), ("resolves", "with due care"), ("resolves", "to rest.")]


def test_the_original_view_says_so(tmp_path):
    path = written(tmp_path / "a.docx", paragraph(run("to sail"), inserted(run(" far")), run(".")))
    [problem] = extract(from_path(path), hints=Hints(view="original")).problems
    assert problem.startswith("1 open change was taken as rejected: what is deleted was read, what is inserted was not")


def test_comments_are_kept_apart_with_the_clause_they_hang_on(tmp_path):
    begin, end = '<w:commentRangeStart w:id="4"/>', '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>'
    path = written(tmp_path / "a.docx", paragraph(run("to keep "), begin, run("every lamp"), end, run(" lit;")), paragraph(run("to rest.")))
    said = f'<w:comment w:id="4" w:author="A. Reader" w:date="2031-05-04T10:00:00Z"><w:p>{run("all of them?")}</w:p></w:comment>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/comments.xml", f"<w:comments {W}>{said}</w:comments>")
    [document] = extract(from_path(path)).documents
    [comment] = document.comments
    assert [c.text for c in document.clauses] == ["to keep every lamp lit;", "to rest."]
    assert (comment.author, comment.date, comment.text, comment.about) == ("A. Reader", "2031-05-04T10:00:00Z", "all of them?", "every lamp")
    assert comment.clause == document.clauses[0].id


def test_of_a_field_only_the_result_is_read(tmp_path):
    def char(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = (char("begin"), run(" PAGE ", "instrText"), char("separate"), run("7"), char("end"))
    path = written(
        tmp_path / "a.docx",
        paragraph(run("to see page "), char("begin"), run(" IF ", "instrText"), *inner, char("separate"), run("12"), char("end"), run(".")),
    )
    assert clauses(path) == ["to see page 12."]


def test_a_text_box_in_two_forms_is_read_once(tmp_path):
    content = f"<w:txbxContent><w:p>{run('to mind the step;')}</w:p></w:txbxContent>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    forms = f'<mc:Choice Requires="wps"><w:drawing>{content}</w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback>'
    box = f"<w:r><mc:AlternateContent {space}>{forms}</mc:AlternateContent></w:r>"
    path = written(tmp_path / "a.docx", paragraph(run("to sail;"), box), paragraph(run("to rest.")))
    assert clauses(path) == ["to sail;", "to mind the step;", "to rest."]


@pytest.mark.parametrize(
    ("place", "first"),
    [
        ('relativeFrom="page"><wp:posOffset>900000</wp:posOffset>', True),
        ('relativeFrom="margin"><wp:align>top</wp:align>', True),
        ('relativeFrom="page"><wp:posOffset>3000000</wp:posOffset>', False),
        ('relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset>', False),
    ],
)
def test_a_text_box_at_the_head_of_its_page_is_read_before_the_paragraph_that_holds_it(tmp_path, place, first):
    space = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    content = f"<w:txbxContent><w:p>{run('to mind the step;')}</w:p></w:txbxContent>"
    box = f"<w:r><w:drawing><wp:anchor {space}><wp:positionV {place}</wp:positionV>{content}</wp:anchor></w:drawing></w:r>"
    texts = clauses(written(tmp_path / "a.docx", paragraph(run("to sail;"), box), paragraph(run("to rest."))))
    assert texts == (["to mind the step;", "to sail;", "to rest."] if first else ["to sail;", "to mind the step;", "to rest."])


def test_words_within_a_drawing_of_several_boxes_are_told(tmp_path):
    box = f"<w:txbxContent><w:p>{run('two words')}</w:p></w:txbxContent>"
    path = written(tmp_path / "a.docx", paragraph(run("to sail."), f"<w:r><w:drawing>{box}{box}</w:drawing></w:r>"))
    found = extract(from_path(path))
    assert [c.text for c in found.documents[0].clauses] == ["to sail."]
    assert found.problems == ("4 words within drawings were left out",)


def test_a_number_with_bis_behind_it_is_one_mark(tmp_path):
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    path = written(tmp_path / "a.docx", paragraph(run("to sail"), f'<w:r>{raised}<w:footnoteReference w:id="2"/></w:r>', run(".")))
    note = f"<w:p><w:r>{raised}<w:footnoteRef/></w:r><w:r>{raised}<w:t>bis</w:t></w:r>{run(' Under sail.')}</w:p><w:p>{run('By day.')}</w:p>"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", f'<w:footnotes {W}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>')
    assert [(n.mark, n.text) for n in extract(from_path(path)).documents[0].footnotes] == [("1bis", "Under sail. By day.")]


def numbering(*levels, numbers='<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'):
    said = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text, more) in enumerate(levels)
    )
    return Numbers(parse_xml(f'<w:numbering {W}><w:abstractNum w:abstractNumId="1">{said}</w:abstractNum>{numbers}</w:numbering>'))


def counted(numbers, *asked):
    return [numbers.label(one)[0] for one in asked]


def test_levels_count_below_each_other_and_begin_anew():
    numbers = numbering(("decimal", "%1", ""), ("lowerLetter", "%1.%2)", ""))
    assert counted(numbers, ("5", 0), ("5", 1), ("5", 1), ("5", 0), ("5", 1)) == ["1", "1.a)", "1.b)", "2", "2.a)"]


def test_a_level_that_never_restarts_goes_on():
    numbers = numbering(("decimal", "%1", ""), ("decimal", "(%2)", '<w:lvlRestart w:val="0"/>'))
    assert counted(numbers, ("5", 0), ("5", 1), ("5", 0), ("5", 1)) == ["1", "(1)", "2", "(2)"]


def test_legal_numbers_are_figures_throughout():
    numbers = numbering(("upperRoman", "%1", ""), ("decimal", "%1.%2", "<w:isLgl/>"))
    assert counted(numbers, ("5", 0), ("5", 0), ("5", 1)) == ["I", "II", "2.1"]


def test_an_override_begins_once_and_another_list_of_the_kind_goes_on():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    lists = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/>{more}</w:num>' for n, more in (("5", ""), ("6", ""), ("7", override)))
    numbers = numbering(("decimal", "%1.", ""), numbers=lists)
    assert counted(numbers, ("5", 0), ("6", 0), ("7", 0), ("7", 0)) == ["1.", "2.", "4.", "5."]


def test_a_style_stands_for_its_level():
    numbers = numbering(("decimal", "%1", '<w:pStyle w:val="One"/>'), ("decimal", "%1.%2", '<w:pStyle w:val="Two"/>'))
    assert (numbers.level_of("5", "Two"), numbers.level_of("5", "One"), numbers.level_of("5", "Other")) == (1, 0, 0)


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        (3, "russianLower", "в"),
        (2, "arabicAlpha", "ب"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCounting", "二十"),
        (5, "chicago", "**"),
        (7, "decimalZero", "07"),
        (2, "upperLetter", "B"),
        (1, "none", ""),
    ],
)
def test_other_scripts_count_in_their_letters(count, form, text):
    assert spell(count, form) == text


def test_letters_of_symbol_fonts_are_signs():
    assert (sign(0xF02D, "Symbol"), sign(0xF0FC, "Wingdings"), sign(0x61, "Symbol"), sign(0x61, "Arial")) == ("–", "✓", "α", "a")
    assert (sign(0xF02B), sign(0xF020), sign(0xB7, "SymbolMT"), sign(0xF0FC, "Wingdings-Regular")) == ("+", " ", "•", "✓")
    assert (bullet("\uf0b7"), bullet("o"), bullet("?"), bullet("-"), bullet("\uf0fc")) == ("•", "◦", "–", "-", "✓")


def run_of(text, font, space=False):
    return Run(text, Style(font, 11), space=space)


def test_a_letter_of_another_font_that_stands_for_the_sign_of_a_list_is_that_sign():
    def signed(*runs):
        return in_line(Line(runs, 1, Box(0, 0, 100, 10))).text

    assert signed(run_of("o", "CourierNew"), run_of("ports", "Times", space=True)) == "◦ ports"
    assert signed(run_of("J", "EuropeanPi-Three"), run_of("ports", "Times", space=True)) == "• ports"
    assert signed(run_of("n", "Wingdings"), run_of("ports", "Times", space=True)) == "■ ports"
    assert signed(run_of("J", "Pirouette"), run_of("ports", "Times", space=True)) == "J ports"
    assert signed(run_of("J", "EuropeanPi-Three"), run_of("ports", "Times")) == "Jports"
    assert signed(run_of("·", "Symbol"), run_of("ports", "Times", space=True)) == "• ports"
    assert signed(run_of("o", "Times"), run_of("puertos", "Times", space=True)) == "o puertos"
    assert signed(run_of("o", "Courier"), run_of("ld", "Times")) == "old"


def test_letters_of_symbol_fonts_in_a_line_and_its_cells_are_signs():
    cells = (run_of("\uf053", "Symbol"),), (run_of("\uf0fc", "Wingdings"),)
    line = in_line(Line((run_of("\uf06d", "Symbol"),), 1, Box(0, 0, 100, 10), cells=("\uf053", "\uf0fc"), cell_runs=cells))
    assert (line.text, line.cells) == ("μ", ("Σ", "✓"))


def test_a_number_that_is_no_label_is_a_word_of_the_text(tmp_path):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"))
    file = Word(path)
    level = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Option %1:"/></w:lvl>'
    root = file.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{level}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="78"><w:abstractNumId w:val="77"/></w:num>'))
    added = file.add_paragraph("to sail.")
    added._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="78"/></w:numPr>'))
    file.save(path)
    [clause] = extract(from_path(path)).documents[0].clauses
    assert (clause.label, clause.text) == ("", "Option 3: to sail.")


def changed(tmp_path):
    """Write a file with an open change."""
    return written(tmp_path / "a.docx", paragraph(run("to "), deleted("waste"), inserted(run("save")), run(" energy.")))


@pytest.mark.parametrize(
    ("view", "text"),
    [((), "to save energy."), (("--view", "final"), "to save energy."), (("--view", "original"), "to waste energy.")],
)
def test_extract_reads_open_changes_as_it_is_told(cli, tmp_path, view, text):
    told = cli("extract", changed(tmp_path), *view, "--json")
    assert [clause["text"] for clause in json.loads(told.out)["clauses"]] == [text]


def test_a_workspace_remembers_how_to_read_open_changes(cli, tmp_path):
    root = settings.init(tmp_path / "w").root
    assert cli("add", changed(tmp_path), "--view", "original", "-w", root).code == 0
    cli("run", "-w", root)
    assert "to waste energy." in cli("show", "wtsa/res/90", "-w", root).out
    assert cli("add", tmp_path / "a.docx", "--view", "final", "-w", root).code == 0
    cli("run", "-w", root)
    assert "to save energy." in cli("show", "wtsa/res/90", "-w", root).out


@pytest.mark.parametrize("command", ["extract", "add"])
def test_a_view_that_is_none_is_refused(cli, tmp_path, command):
    told = cli(command, changed(tmp_path), "--view", "both")
    assert (told.code, told.out, told.err) == (2, "", "Error: no view 'both'; choose one of final, original\n")
