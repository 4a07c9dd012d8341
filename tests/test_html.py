"""Web pages: headings, blocks, lists, tables and notes as the grammar reads them; what nobody sees, stands around, or is no page."""

import pytest

from mapper.documents import Hints, extract, extract_all, from_path
from mapper.errors import UnreadableSource
from mapper.extractors import html, webfile
from mapper.sources import list_sources
from tests.mutations import base

HEAD = """<h1>RESOLUTION 90 (Hammamet, 2016)</h1><h2>On saving paper</h2>
<p>The World Telecommunication Standardization Assembly (Hammamet, 2016),</p>"""


def page(path, *body, head="", raw=None):
    """Write a page."""
    text = f"<!DOCTYPE html><html><head><title>Texts</title>{head}</head><body>{''.join(body)}</body></html>"
    path.write_bytes(text.encode() if raw is None else raw)
    return path


def read(path, view=""):
    return extract(from_path(path), hints=Hints(view=view))


def clauses(path, view=""):
    [document] = read(path, view).documents
    return [(clause.opener, clause.label, clause.text) for clause in document.clauses]


def resolved(tmp_path, *body, head="", view=""):
    """Give the clauses of a resolution that resolves so."""
    return [clause[1:] for clause in clauses(page(tmp_path / "a.html", HEAD, "<p><i>resolves</i></p>", *body, head=head), view)]


def test_headings_paragraphs_and_lists_become_clauses(tmp_path):
    path = page(
        tmp_path / "a.html",
        HEAD,
        "<p><em>considering</em></p><ol type=a><li>that paper is made of wood;<li>that trees grow:<ol type=i><li>here;<li>there,</ol></ol>",
        "<h3>resolves</h3><ol><li>to print less;<li>to read:<ul><li>slowly;<li>aloud;</ul><li><p>to tell others.</p><p>They may listen.</p></ol>",
    )
    [document] = read(path).documents
    assert (document.id, document.title, document.edition.label) == ("wtsa/res/90", "On saving paper", "Hammamet, 2016")
    assert [(c.opener, c.label, c.depth, c.text) for c in document.clauses] == [
        ("considering", "a)", 0, "that paper is made of wood;"),
        ("considering", "b)", 0, "that trees grow:"),
        ("considering", "i)", 1, "here;"),
        ("considering", "ii)", 1, "there,"),
        ("resolves", "1", 0, "to print less;"),
        ("resolves", "2", 0, "to read:"),
        ("resolves", "–", 1, "slowly;"),
        ("resolves", "–", 1, "aloud;"),
        ("resolves", "3", 0, "to tell others."),
        ("resolves", "", 0, "They may listen."),
    ]
    assert {(c.page, c.box) for c in document.clauses} == {(1, None)}


@pytest.mark.parametrize("tag", ["<wbr>", "<WBR/>", "<embed src=a.svg>", '<source src="a">', "<track>"])
def test_an_element_that_holds_nothing_takes_no_words_with_it(tmp_path, tag):
    assert resolved(tmp_path, f"<p>1 to keep tele{tag}graph poles;</p><p>2 to paint them.</p>") == [
        ("1", "to keep telegraph poles;"),
        ("2", "to paint them."),
    ]


@pytest.mark.parametrize(
    "end", ["</body>", "</body></html>", "</BODY >\n</HTML>\n", "</html>", "</body></html><html><head><title>b</title></head><body>"]
)
def test_what_stands_behind_the_end_of_a_page_is_read_as_browsers_do(tmp_path, end):
    assert resolved(tmp_path, f"<p>1 to close the gate;</p>{end}<p>2 to open it again.</p>") == [
        ("1", "to close the gate;"),
        ("2", "to open it again."),
    ]


def test_two_pages_in_one_file_are_two_texts(tmp_path):
    text = page(tmp_path / "a.html", HEAD, "<p><i>resolves</i></p><p>1 to save ink.</p>").read_text()
    path = page(tmp_path / "b.html", raw=(text + text.replace("90", "91").replace("paper", "ink")).encode())
    assert [(each.id, each.title) for each in read(path).documents] == [("wtsa/res/90", "On saving paper"), ("wtsa/res/91", "On saving ink")]


@pytest.mark.parametrize(
    ("begin", "labels"),
    [
        ("<ol>", ["1", "2"]),
        ('<ol start="4">', ["4", "5"]),
        ("<ol reversed>", ["2", "1"]),
        ("<ol type=A>", ["A)", "B)"]),
        ("<ol type=i>", ["i)", "ii)"]),
        ('<ol style="list-style-type: lower-roman">', ["i)", "ii)"]),
        ('<ol style="list-style: none">', ["", ""]),
        ("<ol start=many>", ["1", "2"]),
        ("<ul>", ["–", "–"]),
        ("<menu>", ["–", "–"]),
    ],
)
def test_lists_count_as_browsers_do(tmp_path, begin, labels):
    sheet = html.sheets(page(tmp_path / "a.html", f"{begin}<li>paper;<li>ink.</{begin[1:3]}>"))[0]
    assert [line.label for line in sheet.lines] == labels


def test_lists_within_an_item_stand_under_it_whatever_its_text_ends_with(tmp_path):
    body = """<ol><li>to sail;<ol type=i start=4><li>at dawn;<li value=9>at noon;</ol><li>to row,<ul><li>upstream;<li>home;</ul></ol>
<ol type=A><li>to rest.</ol>"""
    [document] = read(page(tmp_path / "a.html", HEAD, "<p><i>resolves</i></p>", body)).documents
    found = [(clause.label, clause.depth) for clause in document.clauses]
    assert found == [("1", 0), ("iv)", 1), ("ix)", 1), ("2", 0), ("–", 1), ("–", 1), ("A)", 0)]
    assert document.problems == ("page 1: iv) is followed by ix) under 'resolves'",)


def test_a_list_that_counts_backward_keeps_its_numbers(tmp_path):
    [document] = read(page(tmp_path / "a.html", HEAD, "<p><i>resolves</i></p>", "<ol reversed><li>to land;<li>to turn;<li>to sail.</ol>")).documents
    assert ([(clause.label, clause.depth) for clause in document.clauses], document.problems) == ([("3", 0), ("2", 0), ("1", 0)], ())


def test_an_item_counts_from_its_own_value(tmp_path):
    assert resolved(tmp_path, "<ol><li value=3>to read;<li>to write.</ol>") == [("3", "to read;"), ("4", "to write.")]


def test_labels_that_are_typed_take_the_place_of_a_sign(tmp_path):
    assert resolved(tmp_path, "<ul><li>a) to read;<li>b) to write.</ul>") == [("a)", "to read;"), ("b)", "to write.")]


def test_line_breaks_part_paragraphs_where_the_text_does(tmp_path):
    body = (
        "<div>to <b>read</b> what<br>is printed;<br>a) at home;<br>b) in the<br>office,<br><br><i>invites Member States</i><br>to print less.</div>"
    )
    assert clauses(page(tmp_path / "a.html", HEAD, "<div><i>resolves</i></div>", body)) == [
        ("resolves", "", "to read what is printed;"),
        ("resolves", "a)", "at home;"),
        ("resolves", "b)", "in the office,"),
        ("invites Member States", "", "to print less."),
    ]


def test_a_title_on_several_lines_is_one(tmp_path):
    path = page(tmp_path / "a.html", HEAD.replace("On saving paper", "On saving<br>paper"), "<p><i>resolves</i></p><p>to read.</p>")
    assert read(path).documents[0].title == "On saving paper"


def test_preformatted_lines_are_lines(tmp_path):
    text = "<pre>RESOLUTION 90 (Hammamet, 2016)\n\nOn saving paper\n\nThe World Telecommunication Standardization Assembly (Hammamet, 2016),\n\n"
    assert clauses(page(tmp_path / "a.html", f"{text}resolves\n\n1 to print\nless;\n2 to read.</pre>")) == [
        ("resolves", "1", "to print less;"),
        ("resolves", "2", "to read."),
    ]


WORDS = """<p class=ResNo align=center>RESOLUTION 90 (Hammamet, 2016)</p><p class=Restitle>On saving paper</p><p class=Resref>(Hammamet, 2016)</p>
<p class=MsoNormal>The World Telecommunication Standardization Assembly (Hammamet, 2016),</p><p class=Call><i>considering</i></p>
<p class=enumlev1 style='margin-left:39.7pt;text-indent:-39.7pt'><i>a)</i><span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp; </span>that developing
countries<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>, and others, read,</p>
<p class=Call>resolves</p>
<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>to
print less;</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>to read.</p>
<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%"><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> Small
islands too.</p></div></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p>Really?</p></div></div>"""


def test_a_page_that_a_word_processor_saved_is_read_by_its_styles(tmp_path):
    found = read(page(tmp_path / "a.htm", WORDS))
    [document] = found.documents
    assert (document.id, document.title, document.details) == ("wtsa/res/90", "On saving paper", (("history", "(Hammamet, 2016)"),))
    assert [(c.opener, c.label, c.text) for c in document.clauses] == [
        ("considering", "a)", "that developing countries, and others, read,"),
        ("resolves", "•", "to print less;"),
        ("resolves", "1.", "to read."),
    ]
    [note] = document.footnotes
    assert (note.mark, note.text, note.clause, note.at) == ("1", "Small islands too.", document.clauses[0].id, len("that developing countries"))
    assert found.problems == ("1 comment in the margin was left out",)


LINKED = """<p>to help countries<sup><a id=r1 href="#fn1">1</a></sup>, and islands [<a id=r2 href="#fn2">2</a>], first.</p>
<section role=doc-endnotes><h2>Notes</h2><ol><li id=fn1><p>Small ones too. <a href="#r1">↩</a></p><p>And large ones.</p></li>
<li id=fn2>Round ones. <a href="#r2">↩</a></li></ol></section>"""
STRAY = """<p>to help countries<sup>1</sup>, and islands*, first.</p><hr><p><sup>1</sup> Small ones too.</p><p>* Round ones.</p>"""
ASIDES = """<p>to help countries<a role=doc-noteref href="#n1">1</a>, and islands<a role=doc-noteref href="#n2">2</a>, first.</p>
<aside role=doc-footnote id=n1>1. Small ones too.</aside><table><tr id=n2><td>2</td><td>Round ones.</td></tr></table>"""


@pytest.mark.parametrize(
    ("body", "notes"),
    [
        (LINKED, [("1", "Small ones too. And large ones."), ("2", "Round ones.")]),
        (STRAY, [("1", "Small ones too."), ("*", "Round ones.")]),
        (ASIDES, [("1", "Small ones too."), ("2", "Round ones.")]),
    ],
)
def test_notes_are_bound_to_the_place_of_their_marks(tmp_path, body, notes):
    [document] = read(page(tmp_path / "a.html", HEAD, "<p><i>resolves</i></p>", body)).documents
    [clause] = document.clauses
    assert clause.text == "to help countries, and islands, first."
    assert [(note.mark, note.text) for note in document.footnotes] == notes
    assert [note.at for note in document.footnotes] == [len("to help countries"), len("to help countries, and islands")]


@pytest.mark.parametrize("mark", ["<sup>1</sup>", '<sup><a href="#fn1">1</a></sup>', "*"])
def test_every_call_of_a_note_is_bound(tmp_path, mark):
    body = f"<p><i>resolves</i></p><p>to help countries{mark} and islands{mark};</p><p>to read{mark}.</p>"
    note = f"<hr><p id=fn1>{'*' if mark == '*' else '<sup>1</sup>'} Small ones too.</p>"
    [document] = read(page(tmp_path / "a.html", HEAD, body, note)).documents
    one, other = document.clauses
    assert (one.text, other.text) == ("to help countries and islands;", "to read.")
    [found] = document.footnotes
    assert (found.clause, found.at, found.again) == (one.id, 17, ((one.id, 29), (other.id, 7)))


def test_a_note_that_nothing_calls_for_is_no_clause(tmp_path):
    body = "<p><i>resolves</i></p><p>to read.</p><section class=footnotes><h2>Notes</h2><ol><li>Aloud.</ol></section>"
    [document] = read(page(tmp_path / "a.html", HEAD, body)).documents
    assert [clause.text for clause in document.clauses] == ["to read."]
    assert [(note.mark, note.text) for note in document.footnotes] == [("1", "Aloud.")]


def test_a_raised_figure_that_calls_for_nothing_stays_a_word(tmp_path):
    body = '<p>to rent 5 m<sup>2</sup> for paper<sup><a href="#fn2" id=r>2</a></sup>.</p><p id=fn2>2 White. <a href="#r">^</a></p>'
    assert resolved(tmp_path, body) == [("", "to rent 5 m2 for paper.")]


def test_a_link_to_a_later_place_is_no_note(tmp_path):
    assert resolved(tmp_path, '<ol><li>to read part <a href="#p2">2</a>;<li id=p2>to write.</ol>') == [("1", "to read part 2;"), ("2", "to write.")]


def test_tables_of_data_are_rows_and_cells(tmp_path):
    body = (
        "<p>to use the table:</p><table><caption>Table 1</caption><tr><th>Group<th>Subject<tr><td rowspan=2>SG 5<td>energy<tr><td>waste<sup>1</sup>"
    )
    found = resolved(tmp_path, body, "</table><p><sup>1</sup> Of paper.</p>")
    assert found == [("", "to use the table:"), ("", "Table 1"), ("", "Group | Subject"), ("", "SG 5 | energy"), ("", " | waste")]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td><p>1 to read;</p><p>2 to write.</p></table>",
        "<table role=presentation><tr><td>1 to read;<td>2 to write.</table>",
        "<table><tr><td>1</td><td>to read;</td></tr><tr><td>2</td><td>to write.</td></tr></table>",
        "<table><tr><td><table><tr><td>1 to read;</td></tr></table></td></tr><tr><td>2 to write.</td></tr></table>",
    ],
)
def test_tables_that_lay_text_out_are_text(tmp_path, body):
    assert resolved(tmp_path, body) == [("1", "to read;"), ("2", "to write.")]


@pytest.mark.parametrize(
    "hidden",
    [
        "<span hidden>a secret order</span>",
        '<span style="display: none">a secret order</span>',
        '<span style="VISIBILITY:hidden !important">a secret order</span>',
        '<span aria-hidden="true">a secret order</span>',
        '<span style="font-size:0">a secret order</span>',
        '<span style="opacity:0">a secret order</span>',
        '<span style="color:#FFFFFF">a secret order</span>',
        '<span style="position:absolute;left:-9999px">a secret order</span>',
        '<span class="note away">a secret order</span>',
        "<template>a secret order</template>",
        "<noscript>a secret order</noscript>",
    ],
)
def test_what_nobody_sees_is_no_text_and_is_told(tmp_path, hidden):
    path = page(
        tmp_path / "a.html",
        HEAD,
        f"<p><i>resolves</i></p><p>to read {hidden} aloud.</p>",
        head="<style>p, .away {display:none} p{display:block}</style>",
    )
    found = read(path)
    assert [clause.text for clause in found.documents[0].clauses] == ["to read aloud."]
    assert found.problems == ("3 words that cannot be seen were left out",)


def test_a_list_of_capital_roman_numbers_has_its_labels(tmp_path):
    items = "".join(f"<li>to read {word};" for word in ("once", "twice", "thrice", "often"))
    found = resolved(tmp_path, f"<ol type=I>{items}</ol>")
    assert found == [("I)", "to read once;"), ("II)", "to read twice;"), ("III)", "to read thrice;"), ("IV)", "to read often;")]


def test_white_letters_on_a_shade_are_seen(tmp_path):
    assert resolved(tmp_path, '<div style="background:navy"><p style="color:white">to read.</p></div>') == [("", "to read.")]


def test_scripts_and_what_stands_around_the_text_are_left_out(tmp_path):
    path = page(
        tmp_path / "a.html",
        "<header>Our site</header>",
        "<nav><a href=x>resolves</a></nav><div class=breadcrumb>Home &gt; Texts</div><script>var a = '<p>resolves</p>';</script>",
        f"<form id=all><article><header>{HEAD}</header><p><i>resolves</i></p><p>to read and to write and to do both often.</p></article></form>",
        "<aside>Ten more texts</aside><footer>© 2016 Contact</footer>",
    )
    found = read(path)
    assert [(d.id, [c.text for c in d.clauses]) for d in found.documents] == [("wtsa/res/90", ["to read and to write and to do both often."])]
    assert found.problems == ()


def test_what_stands_around_the_text_is_told_by_what_it_holds_however_deeply_it_is_nested(tmp_path):
    around = "<nav>menu " * 900 + "</nav>" * 900
    path = page(tmp_path / "a.html", around, "<div class=menu>" * 900, HEAD, "<p><i>resolves</i></p>", "<p>to read and to write.</p>" * 600)
    found = read(path)
    assert {clause.text for clause in found.documents[0].clauses} == {"to read and to write."}
    assert found.problems == ()


def test_a_page_that_is_nested_too_deeply_is_told(tmp_path):
    path = page(tmp_path / "a.html", HEAD, "<p><i>resolves</i></p><p>to read.</p>", "<table><tr><td>on " * 40_000)
    told = "missing: the page is put together so oddly that it could be read in part only; open it in a browser and save it anew"
    assert told in read(path).problems


def test_marked_changes_are_read_in_both_views(tmp_path):
    body = "<p>to <del>waste</del><ins>save</ins> paper.</p>"
    assert resolved(tmp_path, body) == [("", "to save paper.")]
    assert resolved(tmp_path, body, view="original") == [("", "to waste paper.")]
    assert read(tmp_path / "a.html").problems[0].startswith("2 marked changes were taken as accepted: ")


DEVELOPMENT = """<h1>Question 3/2</h1><h2>Paper in offices</h2><h3>Expected output</h3><p>A report on paper.</p>
<h3>Question or issue for study</h3><ol type=a><li>Who prints?</li><li>Who reads?</li></ol>
<h3>Statement of the situation or problem</h3><p>Much is printed.</p><h3>Coordination and collaboration</h3><p>ITU-T Study Group 5</p>"""


def test_a_question_page_in_reversed_order_without_numbers_keeps_its_order(tmp_path):
    [document] = read(page(tmp_path / "a.html", DEVELOPMENT)).documents
    assert (document.body, document.number, document.title) == ("ITU-D", "3/2", "Paper in offices")
    assert [(c.part.value, c.opener, c.label, c.text) for c in document.clauses] == [
        ("body", "Expected output", "", "A report on paper."),
        ("body", "Question or issue for study", "a)", "Who prints?"),
        ("body", "Question or issue for study", "b)", "Who reads?"),
        ("body", "Statement of the situation or problem", "", "Much is printed."),
        ("relations", "Coordination and collaboration", "", "ITU-T Study Group 5"),
    ]


STANDARDS = """<div><b>Question 15/5 – Paper in offices</b><br>(Continuation of Question 23/5)<br><b>Motivation</b><br>Much is printed.<br>
<b>Question</b><br>Study items include:<br>- who prints;<br>- who reads.<br><b>Relationships</b><br>Recommendations:<br>Questions:<br>
Study Groups: ITU-T SG 2<br>Standardization bodies:</div>"""


def test_a_question_page_with_empty_list_heads_is_read(tmp_path):
    [document] = read(page(tmp_path / "a.html", STANDARDS)).documents
    assert (document.body, document.number, document.title) == ("ITU-T", "15/5", "Paper in offices")
    assert [(c.opener, c.label, c.text) for c in document.clauses][:3] == [
        ("Motivation", "", "Much is printed."),
        ("Question", "", "Study items include:"),
        ("Question", "-", "who prints;"),
    ]
    assert [c.text for c in document.clauses if c.part.value == "relations"] == [
        "Recommendations:",
        "Questions:",
        "Study Groups: ITU-T SG 2",
        "Standardization bodies:",
    ]
    assert [citation.id for citation in document.citations if citation.relation] == ["itu-t/sg/2"]


ARABIC = "<div dir=rtl lang=ar>{}</div>"


def test_text_that_runs_from_right_to_left_stays_in_reading_order(tmp_path):
    parts = ("القرار 90 (الحمامات، 2016)", "توفير الورق", "إن الجمعية العالمية لتقييس الاتصالات (الحمامات، 2016)،", "تقرر", "\u200fأ ) توفير الورق؛")
    path = page(tmp_path / "a.html", ARABIC.format("".join(f"<p align=center><b>{part}</b></p>" for part in parts)))
    [document] = read(path).documents
    assert (document.id, document.language) == ("wtsa/res/90", "ar")
    assert [(c.opener, c.label, c.text) for c in document.clauses] == [("تقرر", "أ)", "توفير الورق؛")]


# files


TEXT = "<p>Économie de papier – 纸</p>"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (TEXT.encode(), "Économie de papier – 纸"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "Économie de papier – 纸"),
        (TEXT.encode("utf-16"), "Économie de papier – 纸"),
        (f"<html><head><title></title></head><body>{TEXT * 9}</body></html>".encode("utf-16-le"), "Économie de papier – 纸"),
        (b"<meta charset='gb2312'>" + "<p>省纸</p>".encode("gb18030"), "省纸"),
        (b'<meta http-equiv=Content-Type content="text/html; charset=windows-1251">' + "<p>Бумага</p>".encode("cp1251"), "Бумага"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?>' + "<p>Économie “x”</p>".encode("cp1252"), "Économie “x”"),
        ("<p>Économie</p>".encode("cp1252"), "Économie"),
        (b"<meta charset=utf-8>" + "<p>Économie</p>".encode("cp1252"), "Économie"),
        (b"<meta charset=no-such>" + "<p>Économie</p>".encode(), "Économie"),
        (b"<meta charset=hex>" + "<p>Économie</p>".encode(), "Économie"),
        (b"<p>no&nbsp;ends &lt;here&gt; &eacute;&#8211;&#x2013; &unknown;", "no ends <here> é–– &unknown;"),
        (b"<p>a\x00b\x01c", "abc"),
    ],
)
def test_the_letters_are_those_of_the_page(tmp_path, raw, text):
    assert html.sheets(page(tmp_path / "a.html", raw=raw))[0].lines[0].text == text


@pytest.mark.parametrize("said", [b"", b"<meta charset=utf-8>"])
def test_letters_that_are_guessed_are_told(tmp_path, said):
    [problem] = html.sheets(page(tmp_path / "a.html", raw=said + "<p>Économie</p>".encode("cp1252")))[0].problems
    assert problem.endswith("was read as Western European (Windows-1252); look at its accents")


ARCHIVE = b"From: <A browser>\r\nSubject: Texts\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n<html><p>to read.</p>"


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("a.pdf", b"<!DOCTYPE html><html><p>to read.</p></html>", "a.pdf is a web page, whatever its name says; give it the ending .html"),
        ("a.docx", b"\xef\xbb\xbf\n<HTML><p>to read.</p></HTML>", "a.docx is a web page, whatever its name says; give it the ending .html"),
        ("a.doc", b"<!-- saved --><html xmlns:o='x'><p>to read.</p></html>", "a.doc is a web page, whatever its name says; give it the ending .html"),
        ("a.html", b"%PDF-1.7\n", "a.html is a PDF, whatever its name says; give it the ending .pdf"),
        ("a.html", b"PK\x03\x04", "a.html is an Office file or an archive, whatever its name says; give it the ending .docx or .xlsx"),
        ("a.html", b"to read.", "a.html is not a web page, whatever its name says; give it the ending of what it is"),
        (
            "a.html",
            ARCHIVE,
            "a.html is a web page packed with its pictures (MHTML), which is not read; open it in a browser and save it as HTML, or print it to PDF",
        ),
        (
            "a.mht",
            ARCHIVE,
            "a.mht is a web page packed with its pictures (MHTML), which is not read; open it in a browser and save it as HTML, or print it to PDF",
        ),
        (
            "a.html",
            b"<html><body><!-- nothing --></body></html>",
            "a.html holds no text that could be read; look at it, or save it in another format",
        ),
        (
            "a.html",
            b"<html><body><div id=app></div><script>go()</script></body></html>",
            "a.html: the text is put together by scripts, which are never run; open the page in a browser and print it to PDF",
        ),
        (
            "a.html",
            b"<html><frameset><frame src=b.html></frameset></html>",
            "a.html: another page stands within this one and was not fetched; save that page as a file of its own",
        ),
    ],
)
def test_what_is_no_page_is_refused_in_a_sentence(tmp_path, name, raw, told):
    path = page(tmp_path / name, raw=raw)
    with pytest.raises(UnreadableSource) as refusal:
        read(path)
    assert str(refusal.value) == told


def test_a_page_that_is_far_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(webfile, "_MOST", 1 << 20)
    with pytest.raises(UnreadableSource, match=r"^a\.html has 1 MiB, more than a web page of text has"):
        html.sheets(page(tmp_path / "a.html", "<p>to read.</p>" * 80_000))


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 1500 + "to read." + "</div>" * 1500,
        "<p><font>to read." * 3000,
        "<ol><li>to read." * 900,
        "<table><tr><td>" * 600 + "to read.",
        "<table><tr><td rowspan=99999>to read.<td>once" * 1,
        "<p>to read.<a href='#" + "x" * 100_000,
        "<p>to read.</p></div></body></html></b></i><p>and more",
        "<!DOCTYPE d [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><p>to read. &b;",
        "<p style='" + "a:b;" * 50_000 + "'>to read.",
        "<style>" + "p{" * 20_000 + "</style><p>to read.",
        "<p>to read.<![CDATA[ x ]]><!-- <p>no end",
    ],
    ids=lambda body: body[:24],
)
def test_pages_that_are_put_together_oddly_or_with_ill_will_are_read(tmp_path, body):
    path = page(tmp_path / "a.html", raw=body.encode())
    assert "to read." in " ".join(line.text for line in html.sheets(path)[0].lines)


def test_no_file_is_fetched_and_no_entity_expanded(tmp_path):
    (tmp_path / "secret.txt").write_text("a secret", encoding="utf-8")
    entity = f'<!DOCTYPE d [<!ENTITY e SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    path = page(tmp_path / "a.xhtml", raw=f'{entity}<html><body><p>to read &e;</p><iframe src="secret.txt"></iframe></body></html>'.encode())
    [sheet] = html.sheets(path)
    assert "secret" not in " ".join(line.text for line in sheet.lines)


def test_a_page_is_read_beside_other_files(tmp_path):
    page(tmp_path / "b.html", HEAD, "<p><i>resolves</i></p><p>to read.</p>")
    (tmp_path / "a.pdf").write_bytes(base("WTDC17-RES-9-E.pdf"))
    (tmp_path / "c.html").write_bytes(b"%PDF-")
    found = list(extract_all(list_sources(tmp_path)))
    assert [bool(each.documents) for each in found] == [True, True, False]
