"""Odd files made by hand: bombs, lies and loops are refused or read in bounds, and what a reader cannot see is never quoted."""

import zipfile
import zlib

import pytest

from mapper.documents import Limits, extract, extract_all, from_path
from mapper.errors import UnreadableSource
from mapper.sources import list_sources
from tests.paper import at, opener_page, pages

WORDS = b"(RESOLUTION 7 \\(Rev. Lisbon, 2020\\)) Tj 0 -30 Td (On saving paper) Tj 0 -30 Td (resolves) Tj 0 -20 Td (1 to print on both sides.) Tj"
TEXT = b"BT /F1 12 Tf 60 760 Td " + WORDS + b" ET "
SECRET = b"BT /F1 12 Tf 60 500 Td (map everything to everything) Tj ET "
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
BODY = "".join(
    f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("RESOLUTION 7 (Lisbon, 2020)", "On paper", "resolves", "1 to print on both sides.")
)
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def stream(content, more=b""):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(content), content)


def pdf(path, content, box=b"[0 0 595 842]", resources=b"", more=(), count=b"1"):
    """Write a PDF of one page by hand; `more` are its objects from number 6 on."""
    body = content if content.startswith(b"<<") else stream(content)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>>>" % (box, resources)
    tree = b"<</Type/Pages/Kids[3 0 R]/Count %s>>" % count
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", tree, page, body, FONT, *more)
    written, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(written))
    path.write_bytes(written + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + end)
    return path


def docx(path, body=BODY, before="", **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<?xml version="1.0"?>{before}<w:document {SPACE}><w:body>{body}</w:body></w:document>')
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return path


def clauses(path):
    [document] = extract(from_path(path)).documents
    return [clause.text for clause in document.clauses]


IMAGE = stream(b"\xff" * 100, b"/Type/XObject/Subtype/Image/Width 10/Height 10/BitsPerComponent 8/ColorSpace/DeviceGray")
UNSEEN = {
    "in no colour": b"BT 3 Tr ET " + SECRET,
    "white": b"1 g " + SECRET,
    "nearly white": b"0.97 g " + SECRET,
    "tiny": SECRET.replace(b" 12 Tf", b" 0.1 Tf"),
    "off the page": SECRET.replace(b"60 500", b"2000 2000"),
    "see-through": b"/G gs " + SECRET,
    "under an image": SECRET + b"q 500 0 0 40 50 490 cm /I Do Q",
    "blacked out": SECRET + b"0 g 50 490 500 40 re f",
}


@pytest.mark.parametrize("drawn", UNSEEN.values(), ids=UNSEEN)
def test_what_cannot_be_seen_is_left_out_and_told(tmp_path, drawn):
    path = pdf(tmp_path / "a.pdf", TEXT + drawn, resources=b"/XObject<</I 6 0 R>>/ExtGState<</G<</ca 0/CA 0>>>>", more=[IMAGE])
    assert clauses(path) == ["to print on both sides."]
    assert "page 1: 4 words that cannot be seen were left out" in extract(from_path(path)).problems


SEEN = {
    "before an image": b"q 500 0 0 40 50 490 cm /I Do Q " + SECRET,
    "beside an image": SECRET + b"q 100 0 0 40 50 490 cm /I Do Q",
    "over a dark box": b"0 g 50 490 500 40 re f 1 g " + SECRET,
    "under a box that lets it through": SECRET + b"/G gs 0 g 50 490 500 40 re f",
    "under an image of which that part is cut off": SECRET + b"q 0 0 10 10 re W n 500 0 0 40 50 490 cm /I Do Q",
}


@pytest.mark.parametrize("drawn", SEEN.values(), ids=SEEN)
def test_what_can_be_seen_is_read(tmp_path, drawn):
    path = pdf(tmp_path / "a.pdf", TEXT + drawn, resources=b"/XObject<</I 6 0 R>>/ExtGState<</G<</ca 0.3>>>>", more=[IMAGE])
    assert "everything" in " ".join(clauses(path))


@pytest.mark.parametrize("box", [b"[595 842 0 0]", b"[0 842 595 0]", b"[0 0 0 0]", b"[0 0 nan nan]", b"[]", b"[0 0 200000 200000]"])
def test_a_page_whose_box_is_turned_round_or_a_lie_is_read(tmp_path, box):
    assert clauses(pdf(tmp_path / "a.pdf", TEXT, box)) == ["to print on both sides."]


def test_pages_that_are_counted_and_not_there_are_told_as_one(tmp_path):
    found = extract(from_path(pdf(tmp_path / "a.pdf", TEXT, count=b"900")))
    [told] = found.problems
    assert told.startswith("missing: page 2 is damaged and could not be opened")
    assert told.endswith("(and the same on 898 more pages, the last of them page 900)")


def test_a_page_full_of_rules_is_taken_for_a_drawing_and_its_words_are_read(tmp_path):
    rules = b"".join(b"%d %d 100 0.5 re f " % (place % 400, place % 800) for place in range(4000))
    path = pdf(tmp_path / "a.pdf", rules + TEXT)
    assert clauses(path) == ["to print on both sides."]
    assert "page 1 has so many rules that they were taken for a drawing" in extract(from_path(path)).problems[0]


def bomb(path):
    """Write forms within forms, ten times ten deep."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    forms = [stream(b"/A Do " * 10, form + b"/Resources<</XObject<</A %d 0 R>>>>" % number) for number in range(7, 17)]
    return pdf(path, b"/A Do " + TEXT, resources=b"/XObject<</A 6 0 R>>", more=[*forms, stream(TEXT, form)])


def flood(path):
    """Write a page that unpacks to 900 MiB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"q " * (1 << 19)) for _ in range(900)) + packer.flush()
    return pdf(path, stream(packed, b"/Filter/FlateDecode"))


@pytest.mark.parametrize("make", [bomb, flood])
def test_a_bomb_costs_its_own_child_and_no_neighbour(tmp_path, make):
    pages(tmp_path / "a.pdf", opener_page())
    make(tmp_path / "b.pdf")
    pages(tmp_path / "c.pdf", opener_page())
    first, bad, last = extract_all(list_sources(tmp_path), limits=Limits(seconds=20, memory_mb=400))
    assert len(first.documents) == len(last.documents) == 1
    assert bad.unread.startswith("b.pdf ")
    assert "raise" in bad.unread


@pytest.mark.parametrize("look", ['<w:color w:val="FFFFFF"/>', '<w:sz w:val="1"/>', "<w:vanish/>"])
def test_words_of_a_word_file_that_cannot_be_seen_are_left_out_and_told(tmp_path, look):
    hidden = f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>map everything</w:t></w:r></w:p>"
    path = docx(tmp_path / "a.docx", BODY + hidden)
    assert clauses(path) == ["to print on both sides."]
    assert "2 words that cannot be seen were left out" in extract(from_path(path)).problems


@pytest.mark.parametrize(
    "seen",
    [
        '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/><w:shd w:fill="000000"/></w:rPr><w:t>see everything</w:t></w:r></w:p>',
        '<w:p><w:pPr><w:shd w:fill="000000"/></w:pPr><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>see everything</w:t></w:r></w:p>',
        '<w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>see everything</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
    ],
)
def test_white_words_on_a_shade_are_read(tmp_path, seen):
    assert "see everything" in " ".join(clauses(docx(tmp_path / "a.docx", BODY + seen)))


def test_a_word_file_that_defines_words_of_its_own_is_refused_and_does_not_lose_them_silently(tmp_path):
    path = docx(tmp_path / "a.docx", BODY.replace("print", "&e;"), before='<!DOCTYPE x [<!ENTITY e "print">]>')
    with pytest.raises(UnreadableSource, match=r"a\.docx is damaged"):
        extract(from_path(path))


def test_a_sign_beyond_all_signs_is_one_that_nobody_knows(tmp_path):
    path = docx(tmp_path / "a.docx", BODY.replace("both", '</w:t><w:sym w:char="FFFFFFFFF"/><w:t>'))
    assert "\ufffd" in clauses(path)[0]


@pytest.mark.parametrize("form", ["lowerLetter", "upperRoman"])
def test_a_list_that_begins_at_two_billion_is_numbered_in_figures(tmp_path, form):
    level = f'<w:lvl w:ilvl="0"><w:start w:val="2000000000"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1)"/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>to send less</w:t></w:r></w:p>'
    path = docx(tmp_path / "a.docx", BODY + item, numbering=f"<w:numbering {SPACE}>{lists}</w:numbering>")
    assert (
        any(clause.label == "2000000000)" for clause in extract(from_path(path)).documents[0].clauses)
        or "2000000000) to send less" in clauses(path)[-1]
    )


def test_an_archive_of_many_parts_is_refused_for_that(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(5001):
            archive.writestr(f"word/{number}.xml", b"")
    with pytest.raises(UnreadableSource, match="has 5001 parts, far more than an Office file holds"):
        extract(from_path(path))


COVER = [at("Open this portfolio in a reader that", 60, 80), at("knows what a portfolio is.", 60, 94)]


def carrying(path, *names, page=(), portfolio=False):
    """Print a PDF to which files are attached."""
    import pikepdf

    pages(path, page)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for name in names:
            document.attachments[name] = pikepdf.AttachedFileSpec(document, b"%PDF-1.4", filename=name)
        if portfolio:
            document.Root.Collection = pikepdf.Dictionary(Type=pikepdf.Name.Collection, View=pikepdf.Name.D)
        document.save(path)
    return path


def test_a_portfolio_that_only_wraps_files_is_refused_with_what_it_wraps_and_the_others_are_read(tmp_path, cli):
    carrying(tmp_path / "a.pdf", "b.pdf", "c.docx", page=COVER, portfolio=True)
    pages(tmp_path / "d.pdf", opener_page())
    told = cli("extract", "--json", tmp_path)
    assert told.code == 1
    assert len(told.out.splitlines()) == 1
    assert told.err.splitlines() == [
        "unread  a.pdf: is a portfolio: 2 files (b.pdf, c.docx) are attached to it and not read; save them out of it and add them",
        "read    d.pdf: 1 document, 1 clause, no text lost, 0 problems",
    ]


def test_a_portfolio_with_a_text_of_its_own_is_read_and_what_it_wraps_told_as_missing(tmp_path, cli):
    carrying(tmp_path / "a.pdf", "b.pdf", page=opener_page(), portfolio=True)
    told = cli("extract", "--json", tmp_path / "a.pdf")
    assert (told.code, len(told.out.splitlines())) == (1, 1)
    assert "missing: the file is a portfolio: 1 file (b.pdf) is attached to it and not read; save them out of it and add them" in told.err


def test_a_file_attached_to_a_text_is_told_if_it_may_hold_one_and_nothing_is_missing(tmp_path, cli):
    told = cli("extract", "--json", carrying(tmp_path / "a.pdf", "figures.xlsx", "Press.joboptions", page=opener_page()))
    assert (told.code, len(told.out.splitlines())) == (0, 1)
    assert "1 file (figures.xlsx) is attached to it and not read; save out of it what holds a text, and add it" in told.err


def test_attachments_whose_list_is_damaged_cost_nothing_else(tmp_path):
    import pikepdf

    path = carrying(tmp_path / "a.pdf", "b.pdf", page=opener_page())
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.Root.Names.EmbeddedFiles = pikepdf.Dictionary(Names=pikepdf.Array([1, 2, 3]), Kids=pikepdf.Array([document.Root]))
        document.save(path)
    assert [document.id for document in extract(from_path(path)).documents] == ["wtsa/res/73"]
