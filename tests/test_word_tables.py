"""Tables of Word files: which are rows of cells, and which only lay text out."""

import zipfile

import pytest
from docx import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from mapper.documents import extract, from_path
from mapper.types import Part
from tests.test_docx import HEAD, W, recommendation, rewritten, word

SINGLE, NIL = '<w:{side} w:val="single"/>', '<w:{side} w:val="nil"/>'
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def borders(name, form, sides=SIDES):
    return f"<w:{name} {W}>{''.join(form.format(side=side) for side in sides)}</w:{name}>"


def clauses(tmp_path, texts, draw=lambda table: None):
    """Write a table of so many cells a row; a cell's paragraphs are parted by a stroke, cells that are missing make the row's last one wider."""
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to use the table:"))
    file = Word(path)
    width = max(map(len, texts))
    table = file.add_table(len(texts), width)
    for row, cells in zip(table.rows, texts, strict=True):
        if len(cells) < width:
            row.cells[len(cells) - 1].merge(row.cells[-1])
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text, *others = text.split("/")
            for other in others:
                cell.add_paragraph(other)
    draw(table)
    file.save(path)
    [document] = extract(from_path(path)).documents
    return [(c.part is Part.TABLE, c.text) for c in document.clauses[1:]]


def ruled(table, sides=SIDES):
    table._tbl.tblPr.append(parse_xml(borders("tblBorders", SINGLE, sides)))


def level(table):
    ruled(table, ("top", "bottom", "insideH"))


def ruled_row_by_row(table):
    for row in table._tbl.tr_lst:
        row.insert(0, parse_xml(f"<w:tblPrEx {W}>{borders('tblBorders', SINGLE)}</w:tblPrEx>"))


FORM = (("From:", "the group"), ("To:", "the bureau", "May"), ("Action:",))


@pytest.mark.parametrize("draw", [ruled, ruled_row_by_row])
def test_a_table_with_rules_is_rows_of_cells_whatever_its_rows(tmp_path, draw):
    assert clauses(tmp_path, FORM, draw) == [(True, "From: | the group"), (True, "To: | the bureau | May"), (True, "Action:")]


def test_the_rules_of_a_table_may_come_from_its_style(tmp_path):
    def styled(table):
        table.style = "Table Grid"

    assert clauses(tmp_path, FORM, styled)[1] == (True, "To: | the bureau | May")


def test_a_form_without_rules_is_text_with_tabs(tmp_path):
    assert clauses(tmp_path, FORM) == [(False, "From: the group"), (False, "To: the bureau May"), (False, "Action:")]


def test_rules_around_a_form_make_no_table_of_it(tmp_path):
    framed = clauses(tmp_path, FORM, lambda table: ruled(table, ("top", "left", "bottom", "right")))
    assert framed == [(False, "From: the group"), (False, "To: the bureau May"), (False, "Action:")]


def test_cells_of_several_paragraphs_without_rules_are_read_one_after_the_other(tmp_path):
    assert clauses(tmp_path, (("for action:/for comment:", "the group/the bureau"),)) == [
        (False, "for action:"),
        (False, "for comment:"),
        (False, "the group"),
        (False, "the bureau"),
    ]


@pytest.mark.parametrize("sign", ["/", "\n"])
def test_lines_side_by_side_in_two_cells_are_rows(tmp_path, sign):
    """Paragraphs, or lines that breaks part; a cell that ends before the others holds nothing beside their last ones."""
    held = (sign.join(("open {", "depth", "width", "speed", "}")), sign.join(("", "8", "16", "32")))
    rows = [(True, text) for text in ("Field | Bits", "open { |", "depth | 8", "width | 16", "speed | 32", "} |")]
    assert [(table, text.strip()) for table, text in clauses(tmp_path, (("Field", "Bits"), held), ruled)] == rows


def test_a_program_in_a_cell_is_rows_though_hardly_a_line_has_a_text_beside_it(tmp_path):
    program, bits = "open {/depth/while (deeper)/sound/}", "/8"
    found = clauses(tmp_path, (("Field", "Bits"), (program, bits)), ruled)
    assert [text.strip() for _, text in found] == ["Field | Bits", "open { |", "depth | 8", "while (deeper) |", "sound |", "} |"]


LISTS = [
    ("cheap print/many readers/short ways", "old ink/few presses/dear paper"),
    ("Print is dear./Ink is too./Who pays?", "The Union pays./It lends ink./It reads."),
    ("cheap print/many readers/short ways", "old ink/few presses/dear paper", "5"),
    ("1 to print/2 to read/3 to pay", "8/16/32"),
    ("depth/width/speed/sound/light/heat/wind", "8/16/32"),
]


@pytest.mark.parametrize("lists", LISTS)
def test_two_lists_that_only_stand_in_one_row_are_two_cells(tmp_path, lists):
    found = clauses(tmp_path, (("Asked", "Given", "Sum")[: len(lists)], lists), ruled)
    assert found[1:] == [(True, " | ".join(lists).replace("/", " "))]


ALIKE = ("Ship/Boat/Raft", "Square sails/Oars/None", "Hemp/Wire/Bark")


def test_paragraphs_that_breaks_part_into_as_many_lines_in_three_cells_are_rows(tmp_path):
    found = clauses(tmp_path, (("What", "Moved by", "Of"), tuple(cell.replace("/", "\n") for cell in ALIKE)), ruled)
    assert [text for _, text in found[1:]] == ["Ship | Square sails | Hemp", "Boat | Oars | Wire", "Raft | None | Bark"]


@pytest.mark.parametrize(("cells", "sign"), [(ALIKE, "/"), (("1 Ship/2 Boat/3 Raft", *ALIKE[1:]), "\n"), ((*ALIKE[:2], "Hemp/Wire/Bark/Reed"), "\n")])
def test_lists_of_three_cells_are_one_row_where_chance_may_have_made_them_alike(tmp_path, cells, sign):
    found = clauses(tmp_path, (("What", "Moved by", "Of"), tuple(cell.replace("/", sign) for cell in cells)), ruled)
    assert found[1:] == [(True, " | ".join(cells).replace("/", " "))]


def test_heads_and_sentences_of_three_cells_that_breaks_part_alike_are_one_row(tmp_path):
    cells = ("Name/of the/ship", "Number/of/masts", "How large/its sails/are")
    found = clauses(tmp_path, (("What", "Moved by", "Of"), tuple(cell.replace("/", "\n") for cell in cells)), ruled)
    assert found[1:] == [(True, " | ".join(cells).replace("/", " "))]


@pytest.mark.parametrize(("kind", "width", "rows"), [("dxa", "1.5in", 3), ("dxa", "", 3), ("pct", "50%", 3), ("pct", "2%", 1), ("dxa", "0.4in", 1)])
def test_the_width_of_a_cell_may_be_said_in_any_way(tmp_path, kind, width, rows):
    def draw(table):
        ruled(table)
        for cell in table._cells:
            said = cell._tc.get_or_add_tcPr().get_or_add_tcW()
            said.set(qn("w:type"), kind)
            said.set(qn("w:w"), width)

    assert len(clauses(tmp_path, (("Field", "Bits"), ("depth/width/speed", "8/16/32")), draw)) == 1 + rows


@pytest.mark.parametrize("held", [("Ships", "sail/row/rest"), ("a ship that sails on every sea of this world/a boat/a raft", "sail/row/rest")])
def test_lines_beside_the_cell_that_names_them_or_that_the_edge_breaks_are_one_row(tmp_path, held):
    assert clauses(tmp_path, (("What", "Does", "With", "Which"), (*held, "", "")), ruled)[1:] == [
        (True, f"{' | '.join(held).replace('/', ' ')} |  | ")
    ]


def test_facts_without_rules_are_a_table(tmp_path):
    table = (("Group", "Task", "Until"), ("SG 5", "energy", "May"))
    assert clauses(tmp_path, table) == [(True, "Group | Task | Until"), (True, "SG 5 | energy | May")]


def test_white_cells_between_level_rules_are_none(tmp_path):
    """A column that holds nothing in the whole table cannot be seen."""
    form = (("Group:", "", "Date:", ""), ("Source:", "", "ships", ""))
    assert clauses(tmp_path, form, level) == [(True, "Group: | Date:"), (True, "Source: | ships")]
    assert clauses(tmp_path, form, ruled)[0] == (True, "Group: |  | Date: | ")


def test_cells_between_level_rules_stay_in_their_columns(tmp_path):
    facts = (("Country", "2010", "2014", "2018"), ("Spain", "3", "", "9"), ("", "1", "2", ""))
    assert clauses(tmp_path, facts, level)[1:] == [(True, "Spain | 3 |  | 9"), (True, " | 1 | 2")]


def test_a_masthead_that_is_put_on_the_page_is_text_though_rules_run_between_its_rows(tmp_path):
    def draw(table, anchor="page"):
        level(table)
        table._tbl.tblPr.append(parse_xml(f'<w:tblpPr {W} w:horzAnchor="page" w:vertAnchor="{anchor}" w:tblpX="900"/>'))

    masthead = (("", "Union of ships", "SHIPS-7"), ("", "Council", "Paper: free/in May"))
    assert clauses(tmp_path, masthead, draw) == [(False, text) for text in ("Union of ships SHIPS-7", "Council", "Paper: free", "in May")]
    beside = clauses(tmp_path, masthead, lambda table: draw(table, "text"))
    assert beside == [(True, "Union of ships | SHIPS-7"), (True, "Council | Paper: free in May")]


SHOWN = [
    (f'<w:r {W}><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
    ('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>d=2h</m:t></m:r></m:oMath>', "d=2h"),
    (f"<w:r {W}><w:noBreakHyphen/></w:r>", "-"),
]


@pytest.mark.parametrize(("content", "text"), SHOWN)
def test_a_column_between_level_rules_that_shows_something_without_a_word_is_kept(tmp_path, content, text):
    def draw(table):
        level(table)
        table.cell(0, 1).paragraphs[0]._p.append(parse_xml(content))

    assert clauses(tmp_path, (("depth", "", "m"), ("cost", "", "CHF")), draw) == [(True, f"depth | {text} | m"), (True, "cost |  | CHF")]


def test_a_column_between_level_rules_that_a_list_counts_is_kept(tmp_path):
    def draw(table):
        level(table)
        for row in table.rows:
            row.cells[1].paragraphs[0].style = "List Number"

    assert [text.count("|") for _, text in clauses(tmp_path, (("depth", "", "m"), ("cost", "", "CHF")), draw)] == [2, 2]


def test_a_cell_of_several_lines_is_not_put_before_what_stands_beside_it(tmp_path):
    assert clauses(tmp_path, (("Sector\nof ships", "May"), ("To:", "ships\nof all kinds"))) == [
        (False, "Sector of ships"),
        (False, "May"),
        (False, "To: ships of all kinds"),
    ]


def test_formulas_whose_signs_are_a_column_are_lines(tmp_path):
    table = (("depth", "=", "sea – 1"), ("cost", "=", "ships × 2"))
    assert clauses(tmp_path, table) == [(False, "depth = sea – 1"), (False, "cost = ships × 2")]


@pytest.mark.parametrize("sign", ["–", "✓", "+"])
def test_facts_of_which_a_column_holds_signs_are_a_table(tmp_path, sign):
    table = (("France", sign, "12"), ("Spain", sign, "9"))
    assert clauses(tmp_path, table) == [(True, f"France | {sign} | 12"), (True, f"Spain | {sign} | 9")]


def test_terms_and_what_they_mean_without_rules_are_a_list_as_with_tabs(tmp_path):
    assert clauses(tmp_path, (("SG", "study group"), ("WP", "working party"))) == [(False, "SG study group"), (False, "WP working party")]


def test_a_term_stands_before_the_first_paragraph_of_what_it_means(tmp_path):
    table = (("depth", "how far down the sea goes/in metres"), ("sails", "–\tof cloth/–\tof paper"))
    assert clauses(tmp_path, table) == [
        (False, "depth how far down the sea goes"),
        (False, "in metres"),
        (False, "sails"),
        (False, "of cloth"),
        (False, "of paper"),
    ]


def test_a_table_of_one_column_is_text(tmp_path):
    assert clauses(tmp_path, (("to share a box;",), ("to report.",)), ruled) == [(False, "to share a box;"), (False, "to report.")]


def test_the_title_and_the_note_that_no_rule_holds_are_no_rows(tmp_path):
    def draw(table):
        ruled(table)
        for row, sides in ((table.rows[0], ("top", "left", "right")), (table.rows[-1], ("left", "bottom", "right"))):
            row.cells[0]._tc.get_or_add_tcPr().append(parse_xml(borders("tcBorders", NIL, sides)))

    found = clauses(tmp_path, (("Table 1: Tasks",), ("Group", "Task"), ("SG 5", "energy"), ("NOTE: of the year",)), draw)
    assert found == [(False, "Table 1: Tasks"), (True, "Group | Task"), (True, "SG 5 | energy"), (False, "NOTE: of the year")]


def test_cells_that_only_set_the_rows_in_are_none(tmp_path):
    def draw(table):
        ruled(table)
        for row in table.rows:
            row.cells[0]._tc.get_or_add_tcPr().append(parse_xml(borders("tcBorders", NIL, ("top", "left", "bottom"))))

    assert clauses(tmp_path, (("", "Harbours", "9"), ("", "Lakes", "")), draw) == [(True, "Harbours | 9"), (True, "Lakes | ")]
    assert clauses(tmp_path, (("", "Harbours", "9"), ("all", "Lakes", "")), draw) == [(True, " | Harbours | 9"), (True, "all | Lakes | ")]


def test_a_title_within_the_rules_is_a_row(tmp_path):
    found = clauses(tmp_path, (("Table 1: Tasks",), ("Group", "Task"), ("SG 5", "energy")), ruled)
    assert found[0] == (True, "Table 1: Tasks")


def test_what_is_raised_in_a_cell_and_calls_for_no_note_stays_in_it(tmp_path):
    """An area of 4 square metres lost its square."""

    def raise_(table):
        ruled(table)
        run = table.cell(0, 0).paragraphs[0].add_run("2")
        run.font.superscript = True

    assert clauses(tmp_path, (("an area of 4 m", "x"), ("A", "y")), raise_)[0] == (True, "an area of 4 m2 | x")
    extraction = extract(from_path(tmp_path / "a.docx"))
    assert (extraction.quality.lost, extraction.problems) == ((), ())


def test_a_note_in_a_cell_is_bound_to_its_place(tmp_path):
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", "to use the table:"))
    file = Word(path)
    table = file.add_table(1, 2, style="Table Grid")
    table.cell(0, 0).text, table.cell(0, 1).text = "Group", "energy HERE"
    file.save(path)
    reference = b'</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>'
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b" HERE", reference))
    note = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Of all kinds.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", note)
    [document] = extract(from_path(path)).documents
    [bound] = document.footnotes
    assert (bound.mark, bound.text, bound.clause, bound.at) == ("1", "Of all kinds.", document.clauses[1].id, len("Group | energy"))


def test_the_foreword_of_a_word_file_that_remembers_its_pages_is_left_out(tmp_path):
    path = word(
        tmp_path / "a.docx",
        ("Normal", "FOREWORD"),
        ("Normal", "The union is old."),
        ("Normal", "NEXTRESOLUTION 90 (Hammamet, 2016)"),
        *HEAD[1:],
        ("Call", "resolves"),
        ("Normal", "to report."),
    )
    rewritten(path, "word/document.xml", lambda raw: raw.replace(b"NEXT", b'</w:t><w:br w:type="page"/><w:t>'))
    extraction = extract(from_path(path))
    assert dict(extraction.quality.accounts)["foreword"] == len("FOREWORDTheunionisold")
    assert [c.text for c in extraction.documents[0].clauses] == ["to report."]


def test_no_foreword_is_left_out_with_the_text_that_follows_it_on_its_page(tmp_path):
    document = recommendation(tmp_path / "a.docx", ("Heading 1", "1\tScope"), ("Normal", "FOREWORD"), ("Normal", "Cables have colours."))
    assert [c.text for c in document.clauses] == ["Scope", "FOREWORD", "Cables have colours."]


def test_contents_end_with_their_last_entry_where_a_file_remembers_no_pages(tmp_path):
    """Of a file of one long page nothing was left but what stood before its contents."""
    contents = [("Normal", f"Tides of harbour {n}\t{n}") for n in range(3, 8)]
    text = [("Normal", f"Harbour {n} has tides.") for n in range(20)]
    path = word(tmp_path / "a.docx", ("Normal", "Contents"), *contents, *HEAD, ("Call", "considering"), *text)
    [document] = extract(from_path(path)).documents
    assert (document.number, len(document.clauses)) == ("90", 20)
    body = [("Heading 1", "1\tScope"), *text]
    document = recommendation(tmp_path / "b.docx", ("Normal", "Contents"), *contents, *body)
    assert [c.text for c in document.clauses if c.text.startswith("Harbour")] == [text for _, text in body[1:]]


def nested(*texts, draw=ruled):
    """Give a function that rules a table and puts another one into the last cell of its first row."""

    def put(table):
        ruled(table)
        cell = table.rows[0].cells[-1]
        inner = cell.add_table(len(texts), len(texts[0]))
        for row, words in zip(inner.rows, texts, strict=True):
            for place, text in zip(row.cells, words, strict=True):
                place.text = text
        draw(inner)
        cell.add_paragraph("as agreed")

    return put


def test_the_rows_of_a_table_within_a_cell_stand_behind_the_row_of_the_cell(tmp_path):
    """They were one text in the cell."""
    draw = nested(("Band", "Limit"), ("Low", "Two"))
    assert clauses(tmp_path, (("Energy", "these limits:"), ("Water", "none")), draw) == [
        (True, "Energy | these limits: as agreed"),
        (True, "Band | Limit"),
        (True, "Low | Two"),
        (True, "Water | none"),
    ]


def test_a_table_within_a_cell_that_only_lays_text_out_is_text_of_the_cell(tmp_path):
    draw = nested(("to save", "energy"), draw=lambda table: None)
    assert clauses(tmp_path, (("Energy", "that is:"), ("Water", "none")), draw) == [
        (True, "Energy | that is: to save energy as agreed"),
        (True, "Water | none"),
    ]


@pytest.mark.parametrize(
    ("row", "first"),
    [
        (("The Council of the Lakes", "Paper 7/of 3 May"), "The Council of the Lakes"),
        (("Oslo, 5 May", "To all who are named:/the keepers"), "Oslo, 5 May"),
    ],
)
def test_what_stands_beside_a_letter_or_says_what_follows_is_no_term(tmp_path, row, first):
    assert clauses(tmp_path, (row,))[0] == (False, first)
