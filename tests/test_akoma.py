"""Akoma Ntoso in: what other programs wrote is read as well as it was written, and what is dangerous or something else is refused in one sentence."""

import re
from dataclasses import replace

import pytest

from mapper.documents import extract, from_path
from mapper.errors import UnreadableSource
from mapper.extractors import akomalines
from mapper.types import Footnote, Part
from tests.akn import foreign, statement

RECITALS = """
  <recitals eId="recs_considering">
    <intro><p> <i>considering</i> </p></intro>
    <recital eId="rec_1"><p>a) that paper is heavy;</p></recital>
    <recital eId="rec_2"><num>b)</num><p>that Resolution 66 (Rev. Dubai, 2018)
        of this conference calls for files,</p></recital>
  </recitals>"""
BODY = """
  <hcontainer name="resolves" eId="hcont_resolves"><heading><i>resolves</i></heading>
    <paragraph eId="para_1"><content><p>1 to send files before each meeting;</p></content></paragraph>
    <paragraph eId="para_2"><num>2</num>
      <list eId="para_2__list_1"><intro><p>to keep on paper:</p></intro>
        <point eId="para_2__point_a"><num>a)</num><content><p>treaties;</p></content></point>
        <point eId="para_2__point_b"><num>b)</num><content><p>what a court asks for;</p></content></point>
      </list>
    </paragraph>
  </hcontainer>
  <hcontainer name="instructs" eId="hcont_instructs"><heading><i>instructs the Secretary-General</i></heading>
    <paragraph eId="para_1"><content><p>to report.</p></content></paragraph>
  </hcontainer>"""


@pytest.fixture
def read(tmp_path):
    """Give a function that reads a file of the given bytes."""

    def reader(content, name="texts.akn.xml"):
        (tmp_path / name).write_bytes(content)
        return extract(from_path(tmp_path / name))

    return reader


@pytest.fixture
def refused(read):
    """Give a function that says why a file is not read."""

    def reader(content):
        with pytest.raises(UnreadableSource) as refusal:
            read(content)
        return str(refusal.value)

    return reader


def trees(document):
    return [(clause.part.value, clause.opener, clause.label, clause.depth, clause.text) for clause in document.clauses]


def test_a_text_of_another_program_is_read_with_labels_that_it_left_in_the_words(read):
    found = read(foreign(statement(BODY, recitals=RECITALS)))
    (document,) = found.documents
    assert found.problems == ()
    assert (document.id, document.number, document.title) == ("pp/res/12", "12", "Meetings without paper")
    assert (document.edition.label, document.body, document.language) == ("Rev. Dubai, 2018", "PP", "en")
    assert trees(document) == [
        ("preamble", "considering", "a)", 0, "that paper is heavy;"),
        ("preamble", "considering", "b)", 0, "that Resolution 66 (Rev. Dubai, 2018) of this conference calls for files,"),
        ("operative", "resolves", "1", 0, "to send files before each meeting;"),
        ("operative", "resolves", "2", 0, "to keep on paper:"),
        ("operative", "resolves", "a)", 1, "treaties;"),
        ("operative", "resolves", "b)", 1, "what a court asks for;"),
        ("operative", "instructs the Secretary-General", "", 0, "to report."),
    ]
    assert document.clauses[-1].actor == "Secretary-General"
    assert [(citation.id, citation.edition) for citation in document.citations] == [("pp/res/66", "Rev. Dubai, 2018")]


def test_recitals_are_preamble_whatever_opens_them(read):
    (document,) = read(foreign(statement(BODY, recitals=RECITALS.replace("considering", "pondering")))).documents
    assert [(clause.part, clause.opener) for clause in document.clauses[:3]] == [
        (Part.PREAMBLE, "pondering"),
        (Part.PREAMBLE, "pondering"),
        (Part.OPERATIVE, "resolves"),
    ]


def test_a_collection_gives_its_texts_one_by_one(read):
    texts = [statement(BODY, number=f"{number} (Dubai, 2018)", title=f"Meeting {number}") for number in (12, 13)]
    decision = statement(BODY.replace("resolves", "decides"), kind="DECISION", number="5 (REV. DUBAI, 2018)", title="Costs")
    components = "".join(f'<component eId="cmp_{n}">{text}</component>' for n, text in enumerate((*texts, decision)))
    found = read(foreign(f'<documentCollection name="finalActs"><meta/><collectionBody/><components>{components}</components></documentCollection>'))
    assert [(one.id, one.edition.label) for one in found.documents] == [
        ("pp/res/12", "Dubai, 2018"),
        ("pp/res/13", "Dubai, 2018"),
        ("pp/dec/5", "Rev. Dubai, 2018"),
    ]


def test_a_text_without_a_heading_has_the_one_in_the_head_of_the_file(read):
    bare = re.sub(r"<longTitle>.*?</longTitle>", "", statement(BODY, recitals=RECITALS), flags=re.DOTALL)
    (document,) = read(foreign(bare)).documents
    assert (document.id, document.edition.label, document.title) == ("pp/res/12", "Rev. Dubai, 2018", "Meetings without paper")


def test_footnotes_hang_on_the_text_that_calls_for_them(read):
    note = '<authorialNote marker="1" placement="bottom"><p>All of them.</p></authorialNote>'
    body = BODY.replace("to report.", f"to help countries{note} in need.")
    (document,) = read(foreign(statement(body, recitals=RECITALS))).documents
    assert document.clauses[-1].text == "to help countries in need."
    assert document.footnotes == (Footnote("1", "All of them.", 1),)
    assert document.problems == ()


def test_tables_are_rows_and_annexes_are_annexes(read):
    annex = """
      <attachments><attachment eId="att_1"><heading>ANNEX 1</heading>
        <doc name="annex"><meta/><preface><p><docTitle>Formats</docTitle></p></preface>
          <mainBody><paragraph eId="p1"><num>1</num><content><p>Two are known:</p>
            <table><tr><th><p>Name</p></th><th><p>Use</p></th></tr><tr><td><p>ODF</p></td><td>text</td></tr></table>
          </content></paragraph></mainBody></doc></attachment></attachments>"""
    (document,) = read(foreign(statement(BODY, recitals=RECITALS, more=annex))).documents
    assert [(part, label, text) for part, _, label, _, text in trees(document)[-3:]] == [
        ("annex", "1", "Two are known:"),
        ("table", "", "Name | Use"),
        ("table", "", "ODF | text"),
    ]
    assert document.clauses[-1].opener.casefold() == "annex 1"
    assert any(key == "annex" and "Formats" in value for key, value in document.details)


def test_every_word_of_another_program_is_read(read):
    odd = """<section><num>3</num><heading>resolves further</heading><subheading>in time</subheading>
      <article><num>9</num><heading>Of files</heading><alinea><content><p>one</p><p>two</p><block name="x">three</block></content></alinea></article>
      <paragraph><num>4</num></paragraph><blockList><listIntroduction>four</listIntroduction><item><num>-</num><p>five</p></item></blockList></section>"""
    (document,) = read(foreign(statement(odd, recitals=RECITALS))).documents
    told = " ".join(" ".join((clause.opener, clause.label, clause.text)) for clause in document.clauses)
    for word in ("further", "in time", "Of files", "one", "two", "three", "four", "five"):
        assert word in told


def test_a_text_that_no_profile_knows_is_read_as_paragraphs(read):
    act = """<act name="act"><meta/><preface><p>Harbour Act</p></preface>
      <body><section><num>1</num><heading>Boats</heading><content><p>Boats are tied.</p></content></section></body></act>"""
    (document,) = read(foreign(act)).documents
    assert document.problems != ()
    assert "Boats are tied." in [clause.text for clause in document.clauses]


def test_the_namespace_of_an_older_draft_is_read_too(read):
    content = foreign(statement(BODY, recitals=RECITALS)).replace(b"/ns/akn/3.0", b"/ns/akn/3.0/CSD13")
    assert [document.id for document in read(content).documents] == ["pp/res/12"]


def test_a_line_that_somebody_added_to_a_file_of_ours_is_read(read, cli, kept, tmp_path):
    assert cli("export", "akn", "-w", kept.root, "--out", tmp_path / "out").code == 0
    path = next(path for path in sorted((tmp_path / "out").iterdir()) if b"<section" in path.read_bytes())
    before = read(path.read_bytes()).documents[0]
    added = '<paragraph eId="new"><num>99</num><content><p>to think again</p></content></paragraph></section>'
    after = read(path.read_text(encoding="utf-8").replace("</section>", added, 1).encode()).documents[0]
    assert len(after.clauses) == len(before.clauses) + 1
    (new,) = [clause for clause in after.clauses if clause not in before.clauses]
    assert (new.label, new.text, new.part, new.opener) == ("99", "to think again", Part.OPERATIVE, new.opener)
    assert new.id not in {clause.id for clause in before.clauses}
    assert new.id.startswith(f"{before.id}#")
    assert new.page in range(before.pages[0], before.pages[1] + 1)
    other = '<hcontainer name="x"><heading>At last</heading>' + added.replace("</section>", "</hcontainer>")
    after = read(path.read_text(encoding="utf-8").replace("</mainBody>", f"{other}</mainBody>", 1).encode()).documents[0]
    (new,) = [clause for clause in after.clauses if clause not in before.clauses]
    assert (new.label, new.text, new.part, new.opener) == ("99", "to think again", Part.BODY, "At last")


def test_what_somebody_corrects_in_a_file_of_ours_counts(read, cli, kept, tmp_path):
    assert cli("export", "akn", "-w", kept.root, "--out", tmp_path / "out").code == 0
    whole = next(path for path in sorted((tmp_path / "out").iterdir()) if b"<section" in path.read_bytes()).read_text(encoding="utf-8")
    before = read(whole.encode()).documents[0]
    changed = re.sub(r"(<section .*?<p>)[^<]*", r"\1to think again", whole, count=1, flags=re.DOTALL)
    changed = re.sub(r"<docTitle>[^<]*", "<docTitle>Thinking", changed).replace(
        "</section>", '</section><hcontainer name="x"><heading>At last</heading></hcontainer>', 1
    )
    after = read(changed.encode()).documents[0]
    assert after.title == "Thinking"
    ((old, new),) = [pair for pair in zip(before.clauses, after.clauses, strict=True) if pair[0] != pair[1]]
    assert new == replace(old, text="to think again")


# ---- what is refused ---------------------------------------------------------------------------------------------------------------------------


BOMB = '<!DOCTYPE akomaNtoso [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
DTD = "texts.akn.xml brings a document type with it (<!DOCTYPE>), which may make a file grow without end and is never read; save it without one"


def bomb(encoding="utf-8"):
    text = foreign(statement("<p>&c;</p>")).decode().replace('<?xml version="1.0"?>', f'<?xml version="1.0" encoding="{encoding}"?>{BOMB}')
    return text.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(refused, encoding):
    assert refused(bomb(encoding)) == DTD


def test_a_file_from_elsewhere_is_never_fetched(refused, tmp_path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    outside = f'<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'.encode()
    assert refused(outside + foreign(statement("<p>&x;</p>")).partition(b"?>")[2]) == DTD


def test_an_included_file_stays_out(read, tmp_path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="file://{tmp_path}/secret.txt"/>'
    (document,) = read(foreign(statement(BODY.replace("to report.", f"to report.{include}"), recitals=RECITALS))).documents
    assert document.clauses[-1].text == "to report."


def test_another_root_is_told(refused):
    told = "texts.akn.xml is XML that begins with <html>, and of XML only Akoma Ntoso is read; save it in another format"
    assert refused(foreign("<p>to report</p>", root="html")) == told


@pytest.mark.parametrize("content", [foreign(statement(BODY))[:900], b"%PDF-1.7 and so on", b"\x00\x01", b"<a", foreign("")[:-3], foreign("\x00")])
def test_what_is_not_whole_is_told(refused, content):
    assert re.fullmatch(r"texts\.akn\.xml is not whole XML \(.+\); get it again from where it came, or save it anew", refused(content))


def test_a_tower_of_elements_is_refused(refused):
    tower = "<paragraph><list><point>" * 5000 + "<content><p>deep</p></content>" + "</point></list></paragraph>" * 5000
    assert "is not whole XML (Excessive depth" in refused(foreign(statement(tower)))


def test_a_tower_that_is_just_allowed_is_read(read):
    tower = "<point>" * 200 + "<content><p>deep</p></content>" + "</point>" * 200
    (document,) = read(foreign(statement(BODY.replace("<content><p>to report.</p></content>", tower), recitals=RECITALS))).documents
    assert document.clauses[-1].text == "deep"


def test_a_file_without_texts_is_told(refused):
    assert refused(foreign("<documentCollection><meta/></documentCollection>")) == (
        "texts.akn.xml holds no text that could be read; look at it, or save it in another format"
    )


DAMAGES = (
    (r"<mapper:record>.*?</mapper:record>", "<mapper:record>{</mapper:record>"),
    (r"<mapper:record>.*?</mapper:record>", "<mapper:record>[]</mapper:record>"),
    (r"<mapper:record>.*?</mapper:record>", "<mapper:record>" + "[" * 100_000 + "</mapper:record>"),
    (r'"kind": "\w+"', '"kind": "poem"'),
    (r'"pages": \[[^]]*\]', '"pages": 7'),
    (r'mapper:page="\d+"', 'mapper:page="seven"'),
    (r'mapper:box="[^"]+"', 'mapper:box="1 2 3"'),
    (r'mapper:page="\d+"', 'mapper:page="7" mapper:more="7"'),
)


@pytest.mark.parametrize(("pattern", "damage"), DAMAGES, ids=range(len(DAMAGES)))
def test_a_damaged_record_is_told(refused, cli, kept, tmp_path, pattern, damage):
    assert cli("export", "akn", "-w", kept.root, "--out", tmp_path / "out").code == 0
    path = next(path for path in sorted((tmp_path / "out").iterdir()) if b"mapper:box" in path.read_bytes())
    whole = path.read_text(encoding="utf-8")
    damaged = re.sub(pattern, damage, whole, count=1, flags=re.DOTALL)
    assert damaged != whole
    told = "texts.akn.xml has a record of ours that is damaged or was written over; export it again, or take <proprietary> out of it"
    assert refused(damaged.encode()) == told


def test_the_command_tells_of_a_refused_file_and_reads_the_others(cli, tmp_path):
    (tmp_path / "a.xml").write_bytes(bomb())
    (tmp_path / "b.xml").write_bytes(foreign(statement(BODY, recitals=RECITALS)))
    told = cli("extract", tmp_path / "a.xml", tmp_path / "b.xml")
    assert told.code == 1
    assert told.out.startswith("pp/res/12  Meetings without paper (Rev. Dubai, 2018)")
    assert "unread  a.xml: brings a document type with it" in told.err


def test_a_sheet_has_a_line_for_each_paragraph_with_its_part():
    from lxml import etree

    text = etree.fromstring(foreign(statement(BODY, recitals=RECITALS)))[0]
    roles = [line.role for line in akomalines.sheet(text).lines]
    assert roles == ["heading", "title", "furniture", "opener", "clause", "clause", "opener", *["clause"] * 4, "opener", "clause"]
