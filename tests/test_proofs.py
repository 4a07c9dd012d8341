"""Proofs: the page as a picture beside what was read of it, in one file that needs no network."""

import re
import struct
import zlib
from dataclasses import replace

import pytest

from mapper import outline, proofs
from mapper.documents import from_path
from mapper.errors import MapperError, UnreadableSource, UsageError
from mapper.extractors import pictures
from mapper.reports import proof
from mapper.sources import spare
from mapper.types import Comment, Footnote
from tests.paper import HEIGHT, ITALIC, ROMAN, WIDTH, at, centred, opener_page, pages, resolution
from tests.texts import clause, document

EVIL = "<script>alert(1)</script> & more"


def two(tmp_path):
    stray = "A stray paragraph below a suppressed text, which belongs to nobody"
    first = [*resolution(), at("resolves", 94, 190, ITALIC), at("1", 60, 212), at(f"to save {EVIL};", 94, 212)]
    second = [at("2", 60, 80), at("to report.", 94, 80), at("SUP", 60, 120), centred("RESOLUTION 74 (Rev. Dubai, 2012)", 140, ROMAN, 14)]
    return pages(tmp_path / "a.pdf", first, [*second, centred("Old title", 165, "Times-Bold", 14), at(stray, 60, 220)])


def test_what_stands_on_a_page_is_placed_by_what_it_became(tmp_path):
    made = proofs.prove(from_path(two(tmp_path)))
    by_node = {placed.node: placed for placed in made.placed}
    first = by_node["wtsa/res/73#resolves.1"]
    assert (first.page, first.account) == (1, "clause")
    assert first.box.x0 == pytest.approx(60, abs=1)
    assert first.box.top < 212 < first.box.bottom
    assert by_node["wtsa/res/73#resolves.2"].page == 2
    assert [placed.page for placed in made.placed if placed.account == proofs.LOST] == [2]
    assert made.left == 0


def test_only_the_pages_of_one_text_or_of_a_range_are_drawn(tmp_path):
    path = pages(tmp_path / "a.pdf", *([*resolution(str(n)), at("resolves", 94, 190, ITALIC), at("to go.", 60, 212)] for n in (71, 72, 73)))
    assert [picture.page for picture in proofs.prove(from_path(path), work="wtsa/res/72").pictures] == [2]
    assert [picture.page for picture in proofs.prove(from_path(path), pages=(2, 9)).pictures] == [2, 3]
    with pytest.raises(UnreadableSource, match=r"a\.pdf has 3 pages, and none from 4 on"):
        proofs.prove(from_path(path), pages=(4, 5))
    with pytest.raises(UnreadableSource, match="holds no text that is called 'wtsa/res/99'"):
        proofs.prove(from_path(path), work="wtsa/res/99")


def test_a_long_file_shows_its_first_pages_and_says_how_many_are_left(tmp_path):
    path = pages(tmp_path / "a.pdf", opener_page(), *([at(f"This is page {n} of the text.", 60, 80)] for n in range(proofs.MOST + 2)))
    made = proofs.prove(from_path(path))
    assert (len(made.pictures), made.left) == (proofs.MOST, 3)
    assert "3 more pages were left out" in proof.render(made)


def test_each_language_of_a_text_is_shown_beside_its_own_page(tmp_path):
    english, french = "considering that every network uses more energy", "considérant que tous les réseaux consomment plus"
    heads = ("RESOLUTION 73 (Rev. Dubai, 2012)", "RÉSOLUTION 73 (Rév. Dubaï, 2012)")
    opened = (
        "The World Telecommunication Standardization Assembly (Dubai, 2012),",
        "L'Assemblée mondiale de normalisation des télécommunications (Dubaï, 2012),",
    )
    sheets = [
        [centred(head, 80, ROMAN, 14), centred("Energy", 105, "Times-Bold", 14), at(said, 60, 140), at(opener, 94, 170, ITALIC), at(text, 60, 195)]
        for head, said, text, opener in (
            (heads[0], opened[0], f"to look at it: {english}.", "resolves"),
            (heads[1], opened[1], f"de l'examiner: {french}.", "décide"),
        )
    ]
    made = proofs.prove(from_path(pages(tmp_path / "a.pdf", *sheets)))
    assert [(one.key, one.language) for one in made.extraction.documents] == [
        (("wtsa/res/73", "Rev. Dubai, 2012"), "en"),
        (("wtsa/res/73", "Rev. Dubai, 2012"), "fr"),
    ]
    shown = proof.render(made)
    assert shown.count(english) == shown.count(french) == 1


def test_a_picture_is_a_png_of_sixteen_greys(tmp_path):
    [picture] = pictures.draw(pages(tmp_path / "a.pdf", opener_page()), [1])
    assert (round(picture.width), round(picture.height)) == (WIDTH, HEIGHT)
    wide, high, bits, colour = struct.unpack(">IIBB", picture.png[16:26])
    assert (bits, colour) == (4, 0)
    assert wide / high == pytest.approx(WIDTH / HEIGHT, rel=0.01)
    body = picture.png[picture.png.index(b"IDAT") + 4 : picture.png.index(b"IEND") - 8]
    rows = zlib.decompress(body)
    assert len(rows) == high * (1 + (wide + 1) // 2)
    assert len(set(rows)) > 4  # there is something on it
    assert len(picture.png) < 100_000


def test_a_proof_is_one_page_without_network_and_escapes_all_that_was_read(tmp_path):
    made = proofs.prove(from_path(two(tmp_path)))
    page = proof.render(made)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    assert re.findall(r"(?:src|href)=\"(?!#|data:)[^\"]*", page) == []
    assert page.count("data:image/png;base64,") == 2
    assert page == proof.render(made)


def test_each_clause_of_the_tree_leads_to_its_box_and_back(tmp_path):
    page = proof.render(proofs.prove(from_path(two(tmp_path))))
    lines = re.findall(r'class="node[^"]*" id="t([^"]+)" href="#b([^"]+)"', page)
    boxes = re.findall(r'class="box[^>]* id="b([^"]+)" href="#t([^"]+)"', page)
    assert lines == boxes == [("0-0", "0-0"), ("0-1", "0-1")]
    assert page.count('class="box k-lost"') == 1
    assert "A stray paragraph below a suppressed text, which belongs to nobody" in page


def test_a_file_without_pages_is_a_tree_alone(tmp_path):
    from docx import Document

    made = Document()
    for words in ("RESOLUTION 73 (Rev. Hammamet, 2016)", "Saving energy", "resolves", "to save energy."):
        made.add_paragraph(words)
    made.save(tmp_path / "a.docx")
    found = proofs.prove(from_path(tmp_path / "a.docx"))
    assert found.pictures == ()
    page = proof.render(found)
    assert "<img" not in page
    assert "to save energy." in page


def test_extract_writes_a_proof_of_one_file(tmp_path, cli):
    told = cli("extract", two(tmp_path), "--html", tmp_path / "proof.html", "--pages", "2")
    assert told.code == 1  # a paragraph is lost
    assert (tmp_path / "proof.html").read_text(encoding="utf-8").count("data:image/png") == 1
    assert "2 to report." in told.out


@pytest.mark.parametrize(
    ("pages_", "sentence"), [("0", "'0' is no range of pages; write --pages 12 or --pages 12-20"), ("9-2", "no range"), ("x", "no range")]
)
def test_a_range_that_is_none_is_refused(tmp_path, cli, pages_, sentence):
    told = cli("extract", two(tmp_path), "--html", tmp_path / "proof.html", "--pages", pages_)
    assert told.code == 2
    assert sentence in told.err


def test_a_proof_is_of_one_file(tmp_path, cli):
    told = cli("extract", two(tmp_path), pages(tmp_path / "b.pdf", opener_page()), "--html", tmp_path / "proof.html")
    assert told.code == 2
    assert "--html shows one file, and 2 were given; name one of them" in told.err


def test_a_proof_that_cannot_be_made_or_written_is_one_sentence(tmp_path, cli):
    (tmp_path / "b.pdf").write_bytes(b"nothing")
    assert "b.pdf is not a PDF" in cli("extract", tmp_path / "b.pdf", "--html", tmp_path / "proof.html").err
    assert "cannot write" in cli("extract", two(tmp_path), "--html", tmp_path / "no" / "proof.html").err
    with pytest.raises(MapperError, match="name another file"):
        proof.write(proofs.prove(from_path(two(tmp_path))), tmp_path / "no" / "proof.html")


def test_show_writes_the_proof_of_a_document_from_the_file_it_was_read_from(tmp_path, cli):
    root = tmp_path / "w"
    cli("init", root)
    cli("add", two(tmp_path), "-w", root)
    cli("run", "-w", root)
    told = cli("show", "wtsa/res/73", "--html", tmp_path / "proof.html", "-w", root)
    assert told.code == 0
    assert "Saving energy in networks" in (tmp_path / "proof.html").read_text(encoding="utf-8")
    assert "no document is called 'x/1'" in cli("show", "x/1", "--html", tmp_path / "proof.html", "-w", root).err
    (root / "sources" / "a.pdf").unlink()
    told = cli("show", "wtsa/res/73", "--html", tmp_path / "proof.html", "-w", root)
    assert told.code == 1
    assert "a.pdf, from which wtsa/res/73 was read, is not in" in told.err


def test_an_outline_is_broken_behind_labels_and_names_a_page_once():
    lines = list(outline.tree(document("a/1", "T", "word " * 30, "short"), 60))
    assert lines[:2] == ["  operative", "    resolves"]
    assert lines[2].startswith("p. 1      1 word word")
    assert lines[3].startswith("            word")
    assert max(map(len, lines)) <= 60
    assert lines[-1] == "p. 2      2 short"


def test_an_outline_says_who_is_to_act_and_by_when_where_the_opener_does_not():
    told = [replace(clause(1, "that SG 5 report"), actor="SG 5", deadline="by 2027"), clause(2, "to read")]
    shared = [replace(clause(3, "to report", opener="instructs the Director"), actor="Director")]
    assert list(outline.tree(document("a/1", "T", *told, *shared)))[1:] == [
        "    resolves",
        "p. 1      1 that SG 5 report  [-> SG 5]  [when: by 2027]",
        "          2 to read",
        "    instructs the Director  -> Director",
        "          3 to report",
    ]


def test_an_outline_lists_comments_with_author_day_and_clause():
    remarks = (Comment("Ann", "2024-05-06T07:08:09Z", "Why?", "read", "w#resolves.1"), Comment("", "", "On the cover"))
    lines = list(outline.tree(replace(document("a/1", "T", clause(1, "to read")), comments=remarks)))
    assert lines[-3:] == ["  comments", '        Ann, 2024-05-06, resolves 1: Why?  (on "read")', "        On the cover"]


def test_an_outline_says_where_else_a_note_is_called():
    again = (("w#resolves.1", 2), ("w#resolves.1", 9), ("w#resolves.2", 3))
    notes = Footnote("1", "Any.", 1, "w#resolves.1", 1, again), Footnote("2", "Old.", 1, "w#resolves.2", 1)
    lines = list(outline.tree(replace(document("a/1", "T", clause(1, "to read"), clause(2, "to go")), footnotes=notes)))
    assert lines[-3:] == ["  footnotes", "p. 1    1 Any.  [again in resolves 1, resolves 2]", "p. 1    2 Old."]


def test_an_outline_that_goes_into_a_file_has_one_line_a_clause():
    lines = list(outline.whole(document("a/1", "T", "word " * 60, "short")))
    assert len(lines) == 6
    assert lines[0] == "a/1  T (2018)  [in-force, pp. 1-9]"


@pytest.mark.parametrize("option", ["--html", "--report"])
def test_no_output_is_written_over_what_it_was_made_from(tmp_path, mapper, option):
    """A reviewer named the file itself as the target, and it was gone."""
    path = pages(tmp_path / "a.pdf", opener_page())
    before = path.read_bytes()
    told = mapper("extract", path, option, tmp_path / "x" / ".." / "a.pdf")
    assert (told.returncode, "is a source" in told.stderr) == (2, True)
    assert path.read_bytes() == before


def test_nothing_is_written_among_sources(tmp_path):
    (tmp_path / "sources").mkdir()
    with pytest.raises(UsageError, match="among the sources"):
        spare(tmp_path / "sources" / "page.html", [tmp_path / "sources"])
    spare(tmp_path / "page.html", [tmp_path / "sources"])
