"""Alike: what Word files and the PDFs that are printed of them say in two ways comes out in one."""

import re
import zipfile
from itertools import chain

import pytest
from docx import Document as Word
from docx.oxml import parse_xml

from mapper.documents import extract, from_path
from mapper.extractors import docx
from mapper.extractors.joining import Mender, clean
from mapper.extractors.lines import BREAK, SPLIT, Line, Run, Sheet
from mapper.extractors.page import Style
from mapper.extractors.symbols import in_line
from mapper.types import Box, Part
from tests.paper import BOLD, HEIGHT, ITALIC, ROMAN, at, centred, pages, raised, resolution
from tests.test_docx import HEAD, W, word
from tests.test_grammar import item, opener, printed, read
from tests.test_layouts import rows
from tests.test_reading_order import texts
from tests.test_tables import PREFACE, ruled
from tests.test_word_views import clauses, paragraph, run, written

RESOLVES = (*resolution(), opener("resolves", 190))


def known(*lines):
    return Mender([Sheet(1, tuple(Line((Run(text),), 1, Box(0, 0, 100, 10)) for text in lines))])


def said(tmp_path, *content):
    return [(clause.label, clause.text) for clause in printed(tmp_path, [*RESOLVES, *content]).clauses]


def listed(*columns, top=250, step=14):
    """Print columns of words from a place on, cell by cell."""
    return [at(words, x, top + step * n) for x, column in columns for n, words in enumerate(column) if words]


NAMES = ["sea_area", "port", "depth", "buoy_count"]


def test_lines_that_stand_side_by_side_between_two_rules_are_rows(tmp_path):
    table = [ruled((60, 200, 300), (236, 300)), *listed((65, NAMES), (205, ["16", "", "8", "2 or 1"]))]
    assert rows(printed(tmp_path, [*PREFACE, *table])) == ["sea_area | 16", "port | ", "depth | 8", "buoy_count | 2 or 1"]


def test_a_column_of_single_words_follows_the_rows_of_the_others(tmp_path):
    table = [
        ruled((60, 240, 270, 330), (236, 300)),
        *listed((65, NAMES), (245, ["16", "2", "8", "4"]), (275, ["unsigned", "signed", "unsigned", "string"])),
    ]
    assert rows(printed(tmp_path, [*PREFACE, *table]))[2] == "depth | 8 | unsigned"


def test_a_sentence_that_its_cell_broke_is_one_row(tmp_path):
    words = ["the depth of the sea", "as far as it has been", "measured by all of the", "members."]
    table = [ruled((60, 172, 300), (236, 300)), *listed((65, words), (177, ["one", "two", "three", "four"]))]
    assert rows(printed(tmp_path, [*PREFACE, *table])) == [f"{' '.join(words)} | one two three four"]


def test_no_word_of_rows_that_no_rule_parts_is_lost(tmp_path):
    table = [ruled((60, 200, 300), (236, 293)), *listed((65, NAMES), (205, ["16", "2", "8", "4"]))]  # the last line reaches below the rule
    path = pages(tmp_path / "a.pdf", [*PREFACE, *table])
    assert rows(read(path).documents[0])[-1] == "buoy_count | 4"
    assert read(path).quality.lost == ()


@pytest.mark.parametrize(
    ("cell", "whole"),
    [
        ("CreationDateTi/me", "CreationDateTime"),
        ("HRC4/3", "HRC43"),
        ("1000/2000", "1000 2000"),  # two figures
        ("sounding/depths", "sounding depths"),  # both are words of the source
        ("differenti/al", "differential"),
        ("sounding/al", "soundingal"),
    ],
)
def test_a_word_that_reaches_to_the_edge_of_its_cell_may_go_on_below(cell, whole):
    mender = known("a sounding of depths")
    assert mender.mended(cell.replace("/", f"{BREAK}{SPLIT}")) == whole
    assert mender.mended(cell.replace("/", BREAK)) == cell.replace("/", " ")


@pytest.mark.parametrize(("cell", "whole"), [("abatement/of", "abatement of"), ("economy/and", "economy and"), ("informati/on", "information")])
def test_a_little_word_below_the_edge_of_a_cell_is_none_s_end_but_where_words_end_so(cell, whole):
    """Words that stand nowhere else were glued to what follows them."""
    mender = known("the depth of a sounding and the station on land")
    assert mender.mended(cell.replace("/", f"{BREAK}{SPLIT}")) == whole


def test_the_edge_of_a_cell_cuts_a_word_where_no_letter_more_would_have_fitted(tmp_path):
    table = [
        ruled((60, 152, 300), (240, 270, 300)),
        *(at(words, 65, y) for words, y in (("CreationDateTim", 252), ("eOfTheList", 264), ("sea", 284))),
        *(at("a name", 157, y) for y in (252, 284)),
    ]
    assert rows(printed(tmp_path, [*PREFACE, *table])) == ["CreationDateTimeOfTheList | a name", "sea | a name"]


def test_where_a_long_text_has_no_hyphen_at_line_ends_nothing_cuts_words():
    """A hyphen at the end of a cell's line is then the writer's, whatever the source has elsewhere."""
    lines = [f"alternating lines of text, number {n}" for n in range(120)]
    assert known(*lines).mended(f"Alterna-{BREAK}ting") == "Alterna-ting"
    assert known(*lines[:20]).mended(f"Alterna-{BREAK}ting") == "Alternating"


def test_a_blank_behind_a_stroke_between_words_only_lets_the_line_break():
    assert clean("inherent/ coordination and 1/ 2 or / none") == "inherent/coordination and 1/ 2 or / none"


def test_a_sign_of_an_unknown_symbol_font_is_a_letter_within_a_text_and_the_sign_of_a_list_before_it():
    def signs(*runs):
        return in_line(Line(tuple(Run(text, Style(font), space=n > 0) for n, (text, font) in enumerate(runs)), 1, Box(0, 0, 9, 9))).text

    assert signs(("at the wavelength", "Times"), ("\uf06c", "OpenSymbol"), ("of light", "Times")) == "at the wavelength λ of light"
    assert signs(("\uf06c", "OpenSymbol"), ("light", "Times")) == "● light"
    assert signs(("\uf071", "OpenSymbol"), ("\uf071", "OpenSymbol")) == "❑ ❑"
    assert signs(("of", "Times"), ("\uf0eb", "OpenSymbol"), ("depth", "Times"), ("\uf0fb", "OpenSymbol")) == "of ⎣ depth ⎦"
    assert signs(("they said", "Times"), ("\uf0fb", "OpenSymbol"), ("no", "Times")) == "they said ✗ no"
    assert signs(("\uf0d8", "OpenSymbol"), ("light", "Times")) == "➢ light"
    assert signs(("\uf0d8", "OpenSymbol"), ("∃light = lit", "Times")) == "¬ ∃light = lit"
    assert signs(("lamps", "Times"), ("\uf0e0", "OpenSymbol"), ("light", "Times")) == "lamps → light"


def test_letters_of_a_word_file_in_a_symbol_font_are_those_of_that_font(tmp_path):
    font = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
    text = f"<w:r>{font}<w:t>\uf06c</w:t></w:r>"
    assert clauses(written(tmp_path / "a.docx", paragraph(run("to keep "), text, run(" low.")))) == ["to keep λ low."]


SECTION = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>1 Scope</w:t></w:r></w:p>'


def broken(*lines):
    return paragraph("<w:r><w:br/></w:r>".join(map(run, lines)))


def in_section(tmp_path, *lines):
    """Give the clauses of a paragraph whose lines breaks part, in a numbered section."""
    return clauses(written(tmp_path / "a.docx", SECTION, broken(*lines)))[1:]


def test_a_break_behind_a_short_line_parts_a_paragraph_of_a_word_file_unless_its_sentence_goes_on(tmp_path):
    def parted(*lines):
        return in_section(tmp_path, *lines)

    long = "to sail in all the boats of the union that lie in the harbour of the town in which the members meet"
    assert parted("Rooms:", "Hall") == ["Rooms:", "Hall"]
    assert parted("lamp = lit", "room = dark") == ["lamp = lit", "room = dark"]
    assert parted("to sail", "and swim") == ["to sail and swim"]
    assert parted(long, "Groups swim") == [f"{long} Groups swim"]
    assert parted("to be told to all at the", "Town Hall") == ["to be told to all at the Town Hall"]
    assert parted("Rooms (lit", "Halls)") == ["Rooms (lit Halls)"]
    assert parted("[Swim] Swimming", "https://swim.example") == ["[Swim] Swimming https://swim.example"]


def test_an_empty_line_parts_a_paragraph_of_a_word_file(tmp_path):
    lines = "".join((run("to sail"), "<w:r><w:br/></w:r>", run("and swim;"), "<w:r><w:br/><w:br/></w:r>", run("to report.")))
    assert clauses(written(tmp_path / "a.docx", paragraph(lines))) == ["to sail and swim;", "to report."]


BROKEN = [
    (["Duties:", "to sail", "and swim."], ["Duties:", "to sail and swim."]),
    (["They sail boats.", "They swim."], ["They sail boats.", "They swim."]),
    (["ships, boats etc.", "and rafts"], ["ships, boats etc. and rafts"]),
    (["Depth = Sea – 1", "Cost ≥ 3"], ["Depth = Sea – 1", "Cost ≥ 3"]),
    (["open { . . .", "}"], ["open { . . .", "}"]),
]


@pytest.mark.parametrize(("lines", "read_"), BROKEN)
def test_a_break_in_a_word_file_parts_what_its_writer_ended(tmp_path, lines, read_):
    assert in_section(tmp_path, *lines) == read_


KEPT = [
    ("They sail as No.", "28 of the rules asks."),
    ("They sail, as Doc.", "C16 and Mr.", "Smith ask."),
    ("They sail with masts, e.g.", "Flags are lit."),
    ("They sail as §", "28 asks."),
    ("They sail as X.", "Y and Suppl.", "Z ask."),
    ("b) the rules (Rule 140;", "Rule 73) for ships."),
    ("They sail [on lakes;", "On seas]."),
]


@pytest.mark.parametrize("lines", KEPT)
def test_a_break_behind_an_abbreviation_or_in_a_bracket_ends_nothing(tmp_path, lines):
    [clause] = in_section(tmp_path, *lines)
    assert clause == " ".join(lines)


ABOVE = [("Normal", "resolves"), ("Normal", "RESOLUTION 91 (Hammamet, 2016)"), ("Heading1", "Of the sea"), ("Restitle", "Of the sea")]


@pytest.mark.parametrize(("style", "words"), ABOVE)
def test_a_break_ends_nothing_below_an_opener_or_a_head(tmp_path, style, words):
    above = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(words)}</w:p>'
    assert not below(tmp_path, above)
    assert below(tmp_path, SECTION)
    assert not below(tmp_path, SECTION, above)


def test_a_section_may_have_a_number_that_the_file_counts_and_its_name_is_one_line(tmp_path):
    numbers = zipfile.ZipFile(word(tmp_path / "b.docx")).read("word/styles.xml")
    [list_] = re.findall(rb'w:styleId="ListNumber">.*?<w:numId w:val="(\d+)"', numbers, re.DOTALL)
    counted = SECTION.replace("</w:pPr>", f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_.decode()}"/></w:numPr></w:pPr>').replace(
        "1 Scope", "Scope"
    )
    assert below(tmp_path, counted)
    name = SECTION.replace("1 Scope", "1 Scope:</w:t><w:br/><w:t>Ships")
    assert clauses(written(tmp_path / "a.docx", name))[-1] == "Scope: Ships"


def test_a_section_of_an_annex_has_a_number_behind_a_letter(tmp_path):
    assert below(tmp_path, SECTION.replace("1 Scope", "B.4</w:t><w:tab/><w:t>Scope"))
    assert not below(tmp_path, SECTION.replace("1 Scope", "B 4 Scope"))


LIGHT = '<w:r><w:rPr><w:b w:val="0"/></w:rPr>'
REMARKS = [
    ("<w:r><w:t>[change as shown]</w:t></w:r>", True),
    (f"{LIGHT}<w:t>as it was</w:t></w:r>", True),
    ("<w:r><w:rPr><w:b/></w:rPr><w:t>of ships</w:t></w:r>", False),
]


@pytest.mark.parametrize(("behind", "parted"), REMARKS)
def test_a_break_in_the_name_of_a_section_parts_a_remark_from_it(tmp_path, behind, parted):
    name = SECTION.replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>").replace("1 Scope", "1 Scope</w:t><w:br/><w:t>").replace("</w:p>", f"{behind}</w:p>")
    texts_ = [line.plain for sheet in docx.sheets(written(tmp_path / "a.docx", name)) for line in sheet.lines]
    assert (texts_[-2:] if parted else texts_[-1:])[0] == ("1 Scope" if parted else "1 Scope of ships")


def below(tmp_path, *above):
    """Say whether a break parts two sentences below some paragraphs, the last of all."""
    path = written(tmp_path / "a.docx", *above, broken("They sail boats.", "They swim."), paragraph(run("RESOLUTION 92 (Hammamet, 2016)")))
    texts_ = [line.plain for sheet in docx.sheets(path) for line in sheet.lines]
    assert texts_[-2].endswith("They swim.")
    return texts_[-2] == "They swim."


def test_a_title_whose_lines_a_break_parts_is_whole(tmp_path):
    path = word(
        tmp_path / "a.docx", HEAD[0], ("Normal", "Sailing by night:\nwhat members may do"), *HEAD[2:], ("Call", "resolves"), ("Normal", "to sail.")
    )
    [document] = extract(from_path(path)).documents
    assert (document.title, [clause.text for clause in document.clauses]) == ("Sailing by night: what members may do", ["to sail."])


def test_a_label_typed_from_the_left_in_a_text_from_the_right_is_read_as_one_reads_it(tmp_path):
    path = word(tmp_path / "a.docx", ("Normal", "(1\tلغة محلية"), ("Normal", "(سفن) في البحر"))
    assert [f"{c.label} {c.text}".strip() for c in extract(from_path(path)).documents[0].clauses] == ["1) لغة محلية", "(سفن) في البحر"]


def test_the_heads_of_contents_that_a_word_file_styles_are_no_text(tmp_path):
    front = (("Normal", "CONTENTS"), ("Normal", "Page"), ("toc 1", "1\tScope\t1"), ("toc 1", "2\tDuties\t2"))
    path = word(tmp_path / "a.docx", ("Normal", "Sailing by night"), *front, ("Normal", "1\tScope"), ("Normal", "Contents"))
    found = extract(from_path(path))
    assert [c.text for c in found.documents[0].clauses] == ["Sailing by night", "1 Scope", "Contents"]
    assert found.quality.lost == ()


def test_lists_of_tables_and_figures_that_a_word_file_styles_are_contents(tmp_path):
    front = (
        ("Normal", "List of Tables"),
        ("table of figures", "Table 1 – Ships\t4"),
        ("Normal", "List of Figures"),
        ("table of figures", "Figure 1 – A sail\t9"),
    )
    path = word(tmp_path / "a.docx", ("Normal", "Sailing by night"), *front, ("Normal", "Table 1 – Ships"))
    found = extract(from_path(path))
    assert [c.text for c in found.documents[0].clauses] == ["Sailing by night", "Table 1 – Ships"]
    assert found.quality.lost == ()


def test_a_blank_behind_a_bracket_where_a_text_from_the_right_turns_is_none():
    assert clean("السفن ( WHO).") == "السفن (WHO)."
    assert clean("if ( ready )") == "if ( ready )"


SOURCE = "[b-ITU-T X.1] Recommendation ITU-T X.1 (2001), Sailing by night."
ADDRESS = "https://www.itu.int/rec/t-rec-x.1"


def test_an_address_below_an_entry_of_a_list_of_sources_belongs_to_it(tmp_path):
    path = word(
        tmp_path / "a.docx", *HEAD, ("Call", "resolves"), ("Normal", SOURCE), ("Normal", ADDRESS), ("Normal", "Bibliography"), ("Normal", ADDRESS)
    )
    found = [c.text for c in extract(from_path(path)).documents[0].clauses]
    assert found == [f"{SOURCE} {ADDRESS}", "Bibliography", ADDRESS]
    assert said(tmp_path, at(SOURCE, 60, 230), at(ADDRESS, 60, 256))[-1] == ("", found[0])


def test_the_number_of_a_formula_stands_alone(tmp_path):
    content = [
        at("the depth is that of the sea, as far as it has been found in the formula:", 60, 212),
        at("(3-3)", 513, 240),
        at("This holds.", 60, 254),
    ]
    assert [text for _, text in said(tmp_path, *content)][1:] == ["(3-3)", "This holds."]


def test_a_number_that_counts_on_in_its_own_line_is_a_word_of_the_sentence(tmp_path):
    words = "Two kinds of ships that sail at sea by day or by night are covered here and below:"
    content = [at("All that is said of ships and of those that sail them is said of boats as well,", 60, 212), at("and of what", 468, 212)]
    content += [at("floats.", 60, 226), at(words, 60, 254), at("1) those under sail and 2) those under steam.", 60, 268), at("1) Those.", 60, 300)]
    right = at("of that:", 524 - 35, 254)
    found = said(tmp_path, *content[:3], at(words, 60, 254), right, *content[4:])
    assert found[1] == ("", f"{words} of that: 1) those under sail and 2) those under steam.")
    assert [label for label, _ in found] == ["", "", "1)"]


def test_a_name_in_italics_goes_on_a_sentence_that_the_margin_broke(tmp_path):
    content = [
        at("With few exceptions this has been written as is said in the edition of the year 2001 of the", 60, 212),
        at("Rules for sailing by night.", 60, 226, ITALIC),
        at("The end of what was to be said here, and of all that may be said elsewhere of those matters.", 60, 260),
    ]
    assert said(tmp_path, *content)[0] == (
        "",
        "With few exceptions this has been written as is said in the edition of the year 2001 of the Rules for sailing by night.",
    )


def test_the_head_of_a_section_may_have_its_title_behind_a_dash(tmp_path):
    document = printed(
        tmp_path, [*RESOLVES, at("to sail.", 60, 212), centred("SECTION 1 – GENERAL", 250, BOLD), at("What is said here holds.", 60, 280)]
    )
    assert (document.clauses[-1].opener, document.clauses[-1].part) == ("SECTION 1 – GENERAL", Part.BODY)


def test_a_raised_mark_that_stands_high_belongs_to_its_note(tmp_path):
    note = [
        lambda sheet: sheet.canvas.line(60, HEIGHT - 740, 180, HEIGHT - 740),
        at("1", 60, 752, ROMAN, 5.2),
        at("http://www.itu.int/ships", 75, 755.5, ROMAN, 8),
    ]
    document = printed(tmp_path, [*RESOLVES, raised("to keep the list of ships", "1", 60, 212), at("as it is.", 200, 212), *note])
    assert [(each.mark, each.text) for each in document.footnotes] == [("1", "http://www.itu.int/ships")]


def test_the_line_below_an_address_is_no_rule_of_notes(tmp_path):
    line = [lambda sheet: sheet.canvas.line(94, HEIGHT - 402, 300, HEIGHT - 402)]
    items = chain(item("a)", "that the list is at www.itu.int/ships;", 400), item("b)", "that it is long;", 430))
    note = [at("1", 60, 752, ROMAN, 6), at("Of all kinds.", 66, 755, ROMAN, 9)]
    document = printed(tmp_path, [*RESOLVES, raised("to keep all ships", "1", 60, 212), at("that is:", 160, 212), *items, *line, *note])
    assert [clause.label for clause in document.clauses] == ["", "a)", "b)"]
    assert [each.text for each in document.footnotes] == ["Of all kinds."]


def test_a_head_that_other_pages_have_is_one_where_the_text_stands_close_below(tmp_path):
    def leaf(n, top):
        return [
            at("Ships and sails, edited anew", 240, 50, ROMAN, 9),
            at(f"Of ships there are more than {n} hundred, as all know.", 60, top),
            at("So be it.", 60, top + 30),
        ]

    path = pages(tmp_path / "a.pdf", [*RESOLVES, at("to sail.", 60, 212)], *(leaf(n, 90) for n in range(2, 6)), leaf(7, 65))
    found = [clause.text for clause in read(path).documents[0].clauses]
    assert len(found) == 11
    assert not any("edited anew" in text for text in found)


def test_what_an_amendment_brings_opens_no_annex(tmp_path):
    front = [
        centred("Recommendation ITU-T X.1 (2001)", 100, BOLD),
        centred("Sailing by night", 130, BOLD),
        centred("Annex B: Lamps of ships", 170, BOLD),
    ]
    path = pages(tmp_path / "a.pdf", [*front, at("1 Scope", 60, 220, BOLD), at("This amendment brings an annex on the lamps of ships.", 60, 250)])
    assert {clause.part for clause in read(path).documents[0].clauses} == {Part.BODY}


def test_a_list_with_two_tabs_is_no_column(tmp_path):
    terms = [f"T{n:02}" for n in range(12)]
    meanings = [f"A term of some length, number {n}" for n in range(12)]
    sources = [f"[b-ITU-T X.{n}], and elsewhere too" for n in range(12)]
    drawn = [
        at(words, x, 100 + 16 * n)
        for n, line in enumerate(zip(terms, meanings, sources, strict=True))
        for x, words in zip((60, 140, 360), line, strict=True)
    ]
    assert texts(pages(tmp_path / "a.pdf", drawn)) == [" ".join(line) for line in zip(terms, meanings, sources, strict=True)]


def test_a_hidden_heading_lets_the_next_level_count_on(tmp_path):
    """An office program puts one there where a list is to go on at a number."""
    path = word(tmp_path / "a.docx", *HEAD, ("Call", "resolves"))
    file = Word(path)
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, text in enumerate(("%1", "%1.%2"))
    )
    root = file.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="78"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in ((0, "to sail;"), (0, ""), (1, "by night.")):
        added = file.add_paragraph(text)
        hides = "" if text else "<w:rPr><w:vanish/></w:rPr>"
        added._p.insert(0, parse_xml(f'<w:pPr {W}><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="78"/></w:numPr>{hides}</w:pPr>'))
    file.save(path)
    assert [c.label for c in extract(from_path(path)).documents[0].clauses] == ["1", "2.1"]


def entry(words, page, behind=""):
    field = (run("PAGEREF _Toc7 \\h", "instrText"), '<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
    inner = f'{run(words)}<w:r><w:fldChar w:fldCharType="begin"/></w:r>{"".join(field)}{run(page)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return paragraph(f'<w:hyperlink w:anchor="_Toc7">{inner}</w:hyperlink>', *([run(behind)] if behind else []))


def test_a_paragraph_that_ends_in_the_page_of_a_place_of_contents_is_a_line_of_them_however_it_is_styled(tmp_path):
    path = written(
        tmp_path / "a.docx", paragraph(run("Contents")), entry("1 Harbours ", "4"), entry("2 Ferries ", "9"), entry("see ", "9", " on ferries;")
    )
    assert clauses(path) == ["see 9 on ferries;"]


@pytest.mark.parametrize("code", [["Lamp ::= CHOICE {", "lit Light,", "-- what it shows is told in the rules of the port", "dark Room", "}"]])
def test_breaks_part_the_lines_of_a_listing_whatever_section_it_stands_in(tmp_path, code):
    assert clauses(written(tmp_path / "a.docx", broken(*code))) == code
    prose = ["They sail {by night}", "and swim by day in all of the seas of the world", "{as they wish}"]
    assert clauses(written(tmp_path / "b.docx", broken(*prose))) == [" ".join(prose)]
