"""Akoma Ntoso out: valid files with ids of their own, that hold every word and give the same documents back."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.documents import extract, from_json, from_path, to_json
from mapper.errors import UsageError
from mapper.exchange import akn
from mapper.exchange.akn.elements import legal, render
from mapper.exchange.akn.iris import Calendar
from mapper.exchange.akn.texts import Making, write
from mapper.types import Box, Citation, Clause, Comment, Document, Edition, Footnote, Kind, Part, SourceFile, Status
from mapper.views.export import Export
from tests.akn import find, wrong
from tests.strategies import documents

DEMO = Path(__file__).resolve().parents[2] / "corpora" / "demo"
FILES = sorted(path for cycle in ("first", "second") for path in (DEMO / cycle).glob("*.*") if "scan" not in path.name)
MORE = "//@m:more"
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # the digest of an empty file


def clause(text, *, part=Part.OPERATIVE, opener="resolves", label="", depth=0, id_="", actor="", page=1, box=None):
    return Clause(id_ or f"pp/res/12#{opener}.{label}{text[:9]}", part, opener, actor, label, depth, text, page, box)


def document(*clauses, **more):
    made = {
        "id": "pp/res/12",
        "kind": Kind.RESOLUTION,
        "body": "PP",
        "number": "12",
        "title": "Meetings without paper",
        "edition": Edition("Rev. Dubai, 2018", "Dubai", 2018),
        "language": "en",
        "status": Status.IN_FORCE,
        "source": SourceFile("PP-18.pdf", "0" * 64),
        "pages": (1, 2),
    }
    return Document(**{**made, "clauses": clauses, **more})


def written(document_, *known):
    return render(write(document_, Making(Calendar((document_, *known)), "2026-11-30", "0.1.0")))


@pytest.fixture
def back(tmp_path):
    """Give a function that reads a file of ours."""

    def read(content):
        (tmp_path / "x.akn.xml").write_bytes(content)
        found = extract(from_path(tmp_path / "x.akn.xml"))
        assert found.problems == ()
        return found.documents

    return read


@cache
def demo(path):
    return extract(from_path(path)).documents


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_demo_document_is_valid_and_comes_back_the_same(path, back):
    assert demo(path)
    for one in demo(path):
        content = written(one)
        assert wrong(content) == []
        assert back(content) == (one,)
        assert find(content, MORE) == []


@st.composite
def annotated(draw):
    """Draw a document whose notes hang somewhere in its clauses, or beside them."""
    one = draw(documents)
    known = [(each.id, at) for each in one.clauses for at in range(len(each.text) + 2)]
    places = st.sampled_from([("", -1), ("elsewhere", 3), *known])
    again = st.lists(places, max_size=3).map(tuple)
    notes = draw(st.lists(st.tuples(st.text(max_size=2), st.text(max_size=9), st.integers(0, 99), places, again), max_size=4))
    return replace(one, footnotes=tuple(Footnote(mark, text, page, *place, calls) for mark, text, page, place, calls in notes))


@settings(max_examples=150, deadline=None)
@given(document_=documents | annotated())
def test_whatever_a_document_holds_the_file_is_valid_and_gives_it_back(document_, tmp_path_factory):
    path = tmp_path_factory.mktemp("akn") / "x.xml"
    content = written(document_)
    path.write_bytes(content)
    assert wrong(content) == []
    assert extract(from_path(path)).documents == (from_json(legal(to_json(document_))),)
    assert not any('"text"' in more for more in find(content, MORE))


@given(text=st.text(st.characters(), max_size=60))
def test_no_character_that_xml_can_hold_is_lost(text):
    assert find(written(document(clause(text, label="1"))), "//a:paragraph/a:content/a:p") == [legal(text)]


def test_what_xml_cannot_hold_is_left_out():
    content = written(document(clause("to \x00re\x1fport\ud800 at\ufffe once"), title="Pap\x0ber"))
    assert find(content, "//a:content/a:p") == ["to report at once"]
    assert find(content, "//a:docTitle") == ["Paper"]


def test_a_resolution_has_the_parts_that_the_conventions_name():
    content = written(
        document(
            clause("that paper is heavy;", part=Part.PREAMBLE, opener="considering", label="a)"),
            clause("that trees are few,", part=Part.PREAMBLE, opener="considering", label="b)"),
            clause("to send files:", label="1"),
            clause("before the meeting;", label="i)", depth=1),
            clause("to report", opener="instructs the Secretary-General", actor="Secretary-General"),
            details=(("annex", "Annex 1: Formats"),),
        )
    )
    assert wrong(content) == []
    assert find(content, "//a:preface/a:p") == ["RESOLUTION 12 (Rev. Dubai, 2018)", "Meetings without paper"]
    assert find(content, "//a:docDate/@date") == ["2018-11-16"]
    assert find(content, "//a:formula/a:p") == ["The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),"]
    assert find(content, "//a:recitals/a:intro/a:p/a:i") == ["considering"]
    assert find(content, "//a:recital/a:num") == ["a)", "b)"]
    assert find(content, "//a:recital/@eId") == ["recs_1__rec_a", "recs_1__rec_b"]
    assert find(content, "//a:section/a:heading") == ["resolves", "instructs the Secretary-General"]
    assert find(content, "//a:section/a:paragraph/@eId") == ["sec_1__para_1", "sec_2__para_1"]
    assert find(content, "//a:paragraph/a:list/a:intro/a:p") == ["to send files:"]
    assert find(content, "//a:paragraph/a:list/a:point/a:num") == ["i)"]
    role = find(content, "//a:section[2]/a:paragraph/@refersTo")
    assert find(content, f"//a:TLCRole[@eId='{role[0].removeprefix('#')}']/@showAs") == ["Secretary-General"]


SPEAKERS = (
    ({}, "The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),"),
    ({"language": "fr"}, "La Conférence de plénipotentiaires de l'Union internationale des télécommunications (Dubai, 2018),"),
    ({"id": "ra/res/6", "body": "RA", "edition": Edition("6-3", "", 2019)}, "The ITU Radiocommunication Assembly,"),
    ({"edition": Edition("Rev. 2018", "", 2018)}, ""),
    ({"language": "zh"}, ""),
    ({"id": "unga/res/70-125", "body": "UNGA"}, ""),
)


@pytest.mark.parametrize(("more", "words"), SPEAKERS)
def test_who_speaks_is_said_only_in_the_words_of_a_profile(more, words):
    content = written(document(clause("that paper is heavy,", part=Part.PREAMBLE, opener="considering"), **more))
    assert wrong(content) == []
    assert find(content, "//a:formula/a:p") == ([words] if words else [])


def test_an_opener_within_its_sentence_is_not_said_twice(back):
    one = document(
        clause("Recalling what was said,", part=Part.PREAMBLE, opener="Recalling"),
        clause("Decides to write;", opener="Decides", label="1."),
        id="unga/res/70-125",
        body="UNGA",
    )
    content = written(one)
    assert wrong(content) == []
    assert find(content, "//a:intro | //a:heading") == []
    assert back(content) == (one,)


def test_page_and_place_of_a_clause_stand_on_its_element(back):
    one = document(clause("to report", label="1", page=7, box=Box(70.5, 80.0, 500.25, 92.1)))
    content = written(one)
    assert find(content, "//a:paragraph/@m:page") == ["7"]
    assert find(content, "//a:paragraph/@m:box") == ["70.5 80.0 500.25 92.1"]
    assert back(content) == (one,)


def test_annexes_are_attached_with_their_titles_and_tables_are_tables(back):
    annex = {"part": Part.ANNEX, "opener": "Annex 1"}
    one = document(
        clause("to send files", label="1"),
        clause("Formats:", label="1", **annex),
        clause("Name | Use | ", part=Part.TABLE, opener="Annex 1"),
        clause("ODF | text | any", part=Part.TABLE, opener="Annex 1"),
        clause("only rows", part=Part.TABLE, opener="Annex 2"),
        details=(("annex", "Annex 1: Formats: a list"),),
    )
    content = written(one)
    assert wrong(content) == []
    assert find(content, "//a:attachment/a:heading") == ["Annex 1", "Annex 2"]
    assert find(content, "//a:attachment//a:docTitle") == ["Formats: a list"]
    assert find(content, "//a:attachment[1]//a:tr/a:td/a:p") == ["Name", "Use", "", "ODF", "text", "any"]
    assert back(content) == (one,)


def test_a_text_out_of_the_usual_order_keeps_its_order(back):
    one = document(
        clause("to begin"),
        clause("that all is late,", part=Part.PREAMBLE, opener="noting"),
        clause("an annex", part=Part.ANNEX, opener="Annex 1"),
        clause("to end", opener="further resolves", label="2", depth=3),
        clause("a row", part=Part.TABLE, opener="further resolves"),
    )
    content = written(one)
    assert wrong(content) == []
    assert back(content) == (one,)


def test_footnotes_are_notes_with_their_marks(back):
    one = document(clause("to help countries"), footnotes=(Footnote("1", "All of them.", 1), Footnote("*", "See above.", 2)))
    content = written(one)
    assert find(content, "//a:authorialNote/@marker") == ["1", "*"]
    assert find(content, "//a:authorialNote/a:p") == ["All of them.", "See above."]
    assert back(content) == (one,)


def test_a_note_stands_where_its_mark_stood_before_within_and_behind_what_is_cited(back):
    here = clause("Resolution 2 (Kyoto, 1994) on paper and trees", label="1")
    places = (26, 0, 12, len(here.text), -1)
    notes = tuple(Footnote(str(number), f"Note {number}.", 1, here.id if at >= 0 else "", at) for number, at in enumerate(places, start=1))
    one = document(here, footnotes=notes, citations=(Citation("pp/res/2", "Kyoto, 1994", here.id, here.text[:26]),))
    content = written(one)
    assert wrong(content) == []
    assert find(content, "//a:content//a:authorialNote/@marker") == ["2", "3", "1", "4"]
    assert find(content, "//a:content//a:ref/a:authorialNote/@marker") == ["3"]
    assert find(content, "//a:conclusions//a:authorialNote/@marker") == ["5"]
    assert find(content, "//a:content/a:p/node()[1]/@marker") == ["2"]
    assert find(content, "//a:ref/following-sibling::node()[1]/@marker") == ["1"]
    assert find(content, "//a:authorialNote[@marker='4']/following-sibling::node()") == []
    assert find(content, MORE) == []
    assert back(content) == (one,)


def test_further_calls_of_a_note_refer_to_it(back):
    first, second = clause("to keep files on paper", label="1"), clause("to keep no files", label="2")
    row = clause("files | paper", part=Part.TABLE, opener="Annex 1")
    again = ((first.id, 22), (second.id, 16), (row.id, 5))
    one = document(first, second, row, footnotes=(Footnote("1", "Any.", 1, first.id, 13, again),))
    content = written(one)
    assert wrong(content) == []
    [name] = find(content, "//a:authorialNote/@eId")
    assert find(content, "//a:noteRef/@href") == [f"#{name}"] * 3
    assert find(content, "//a:noteRef/@marker") == ["1"] * 3
    assert [len(find(content, f"//a:{where}//a:noteRef")) for where in ("section/a:paragraph[1]", "section/a:paragraph[2]", "td[1]")] == [1, 1, 1]
    assert find(content, MORE) == []
    assert back(content) == (one,)


def test_a_note_in_a_table_stands_in_its_cell(back):
    row = clause("ODF | text | any", part=Part.TABLE, opener="Annex 1")
    notes = tuple(Footnote(mark, "Always.", 1, row.id, at) for mark, at in (("c", 16), ("a", 1), ("b", 10)))
    one = document(clause("to send files", label="1"), row, footnotes=notes)
    content = written(one)
    assert wrong(content) == []
    assert [find(content, f"//a:tr/a:td[{cell}]/a:p/a:authorialNote/@marker") for cell in (1, 2, 3)] == [["a"], ["b"], ["c"]]
    assert find(content, "//a:conclusions") == []
    assert find(content, MORE) == []
    assert back(content) == (one,)


def test_a_note_hangs_on_its_own_clause_and_not_on_the_one_around_it(back):
    outer, inner = clause("to keep on paper:", label="1"), clause("treaties;", label="a)", depth=1)
    one = document(outer, inner, footnotes=(Footnote("1", "Signed ones.", 1, inner.id, 8), Footnote("2", "Any.", 1, outer.id, 16)))
    content = written(one)
    assert wrong(content) == []
    assert find(content, "//a:point//a:authorialNote/@marker") == ["1"]
    assert back(content) == (one,)


def test_a_date_to_act_by_stands_on_the_clause_and_a_comment_comes_back(back):
    due = replace(clause("to report by 2027", label="1"), deadline="2027")
    one = document(due, comments=(Comment("Anna", "2026-01-02", "Too soon?", "by 2027", due.id),))
    content = written(one)
    assert find(content, "//a:paragraph/@m:deadline") == ["2027"]
    assert find(content, MORE) == []
    assert back(content) == (one,)


def test_a_note_that_somebody_moves_or_adds_is_read_where_it_stands(back):
    here = clause("to keep files on paper", label="1", id_="pp/res/12#resolves.1")
    one = document(here, footnotes=(Footnote("1", "Any.", 1, here.id, 7), Footnote("2", "Thin.", 1, here.id, 22)))
    content = written(one).replace(b"to keep", b"to keep all")
    added = content.replace(b" on paper", b'<authorialNote marker="*"><p>New.</p></authorialNote> on paper')
    (found,) = back(added)
    assert [(note.mark, note.at) for note in found.footnotes] == [("1", 11), ("*", 17), ("2", 26)]
    assert {note.clause for note in found.footnotes} == {here.id}


def test_what_is_cited_is_a_reference_to_the_work_and_a_list_names_each_of_its_works():
    text = "Resolutions 182 and 191 (Rev. Dubai, 2018) and Resolution 2 (Kyoto, 1994)"
    here = clause(text, label="1")
    cited = (
        Citation("pp/res/182", "Rev. Dubai, 2018", here.id, "Resolutions 182 and 191 (Rev. Dubai, 2018)"),
        Citation("pp/res/191", "Rev. Dubai, 2018", here.id, "Resolutions 182 and 191 (Rev. Dubai, 2018)"),
        Citation("pp/res/2", "Kyoto, 1994", here.id, "Resolution 2 (Kyoto, 1994)"),
        Citation("", "", here.id, "Kyoto"),
    )
    content = written(document(here, citations=cited))
    base = "/akn/un/statement/deliberation/itu-pp"
    assert wrong(content) == []
    assert find(content, "//a:ref") == ["Resolutions 182 and 191 (Rev. Dubai, 2018)", "Resolution 2 (Kyoto, 1994)"]
    assert find(content, "//a:ref/@href") == [f"{base}/2018-11-16/res-182", f"{base}/1994-10-14/res-2"]
    (more,) = find(content, "//a:alternativeReference/@href")
    assert more == f"{base}/2018-11-16/res-191"
    assert find(content, "//a:alternativeReference/@for") == [f"#{find(content, '//a:ref[1]/@eId')[0]}"]
    assert find(content, "//a:paragraph//a:p") == [text]


def test_a_citation_of_a_group_leads_to_the_group_and_not_to_the_text_about_it():
    here = clause("with ITU-T Study Group 5", label="1")
    content = written(document(here, citations=(Citation("itu-t/sg/5", "", here.id, "ITU-T Study Group 5"),)))
    assert find(content, "//a:ref/@href") == ["/akn/ontology/organization/un/itu-t-sg-5"]


def test_of_citations_within_each_other_the_longer_one_is_the_reference():
    here = clause("see Resolution 12-1 and Resolution 12", label="1")
    cited = (Citation("ra/res/12", "", here.id, "Resolution 12"), Citation("ra/res/13", "", here.id, "Resolution 12-1"))
    content = written(document(here, citations=cited))
    assert find(content, "//a:ref") == ["Resolution 12-1", "Resolution 12"]


# ---- names ---------------------------------------------------------------------------------------------------------------------------------------


def test_the_work_is_named_by_its_first_adoption_and_the_edition_by_its_own_day():
    later = document(clause("to report"))
    first = replace(later, edition=Edition("Kyoto, 1994", "Kyoto", 1994))
    content = written(later, first)
    work = "/akn/un/statement/deliberation/itu-pp/1994-10-14/res-12"
    assert find(content, "/a:akomaNtoso/a:statement/a:meta//a:FRBRuri/@value") == [work, f"{work}/eng@2018-11-16", f"{work}/eng@2018-11-16.xml"]
    assert find(content, "//a:FRBRWork/a:FRBRdate/@*") == ["1994-10-14", "adoption"]
    assert find(content, "//a:FRBRExpression/a:FRBRdate/@*") == ["2018-11-16", "revision"]
    assert find(content, "//a:FRBRManifestation/a:FRBRdate/@*") == ["2026-11-30", "markup"]
    assert find(content, "//a:FRBRWork/a:FRBRalias/@value") == ["pp/res/12"]


DATES = (
    (document(), ["2018-11-16", "earliestKnown"]),
    (document(edition=Edition("Dubai, 2018", "Dubai", 2018)), ["2018-11-16", "adoption"]),
    (document(edition=Edition("Rev. Atlantis, 1973", "Atlantis", 1973)), ["1973-01-01", "earliestKnownYear"]),
    (document(edition=Edition("Atlantis, 1973", "Atlantis", 1973)), ["1973-01-01", "adoptionYear"]),
    (document(details=(("history", "(Kyoto, 1994; Dubai, 2018)"),)), ["1994-10-14", "adoption"]),
    (document(edition=Edition()), ["0001-01-01", "unknown"]),
)


@pytest.mark.parametrize(("one", "told"), DATES, ids=lambda each: each[1] if isinstance(each, list) else "")
def test_a_date_says_how_much_of_it_is_known(one, told):
    content = written(one)
    assert wrong(content) == []
    assert find(content, "//a:FRBRWork/a:FRBRdate/@*") == told


IRIS = (
    ("itu-t/2017-2020/q/9-5", "/akn/un/statement/question/itu-t/2017/2017-2020_q-9-5"),
    ("itu-d/2018-2021/q/6-2", "/akn/un/statement/question/itu-d/2017/2018-2021_q-6-2"),
    ("itu-r/q/205-1", "/akn/un/statement/question/itu-r/q-205-1"),
    ("itu-r/wp/7c", "/akn/un/statement/mandate/itu-r/wp-7c"),
    ("itu-t/rec/e.164", "/akn/un/statement/recommendation/itu-t/rec-e.164"),
    ("unga/res/70-125", "/akn/un/statement/deliberation/unga/res-70-125"),
    ("ciml/res/2019/4", "/akn/oiml/statement/deliberation/ciml/res-2019-4"),
    ("\n", "/akn/un/statement/text/unnamed/text"),
    ("other/two words", "/akn/un/statement/text/unnamed/other-two_words"),
)


@pytest.mark.parametrize(("work", "iri"), IRIS)
def test_a_work_is_named_as_the_profile_of_its_organisation_says(work, iri):
    assert Calendar(()).iri(work) == iri


# ---- files ---------------------------------------------------------------------------------------------------------------------------------------


def export(*documents_):
    return Export((), {one.id: one for one in documents_}, date="2026-11-30", version="0.1.0")


def test_a_file_is_written_for_each_text_in_force(tmp_path):
    kept = document(clause("to report"))
    over = replace(kept, id="pp/res/13", status=Status.SUPPRESSED, clauses=())
    ended = replace(kept, id="itu-t/2013-2016/q/1-2", kind=Kind.QUESTION, status=Status.CLOSED)
    meeting = replace(kept, id="activity/a-1", kind=Kind.EVENT)
    question = replace(kept, id="itu-t/2017-2020/q/1-2", kind=Kind.QUESTION, edition=Edition("", "", 2017), language="xx")
    paths = akn.write(export(over, question, kept, ended, meeting), tmp_path / "akn")
    assert [path.name for path in paths] == ["itu-t-2017-2020-q-1-2_2017_und.akn.xml", "pp-res-12_rev-dubai-2018_eng.akn.xml"]
    assert sorted(paths) == sorted((tmp_path / "akn").iterdir())
    assert [find(path.read_bytes(), "//a:statement/@name") for path in paths] == [["question"], ["resolution"]]


def test_two_texts_that_would_be_called_the_same_are_told_apart():
    one, other = document(), document(id="pp/res-12")
    first, second = akn.names([one, other])
    assert first != second
    assert akn.names([other, one]) == [second, first]


def test_a_file_cannot_hold_a_folder_of_texts(tmp_path):
    with pytest.raises(UsageError, match=r"mine\.xml is a file, and this export writes a file for each text; name a folder"):
        akn.write(export(document(clause("to report"))), tmp_path / "mine.xml")
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="taken is a file"):
        akn.write(export(document(clause("to report"))), tmp_path / "taken")
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


def test_the_command_writes_a_folder_of_its_own_whose_files_can_be_added_again(cli, small, tmp_path):
    told = cli("export", "akn", "-w", small.root)
    assert told.code == 0
    folder = small.root / "exports" / "akn"
    assert sorted(told.out.splitlines()) == sorted(str(path) for path in folder.glob("[!.]*"))
    assert all(wrong(path.read_bytes()) == [] for path in folder.glob("[!.]*"))
    again = cli("export", "akn", "-w", small.root, "--out", tmp_path / "again")
    assert again.code == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    shown = cli("extract", "--json", folder)
    assert shown.code == 0
    assert len(shown.out.splitlines()) == len(told.out.splitlines())


def test_the_command_refuses_a_file_with_one_sentence(cli, kept, tmp_path):
    told = cli("export", "akn", "-w", kept.root, "--out", tmp_path / "texts.xml")
    assert (told.code, told.out) == (2, "")
    assert told.err == f"Error: {tmp_path / 'texts.xml'} is a file, and this export writes a file for each text; name a folder\n"


def test_what_has_no_text_in_force_any_more_leaves_the_folder_unless_somebody_changed_it(cli, small):
    names = [name.rpartition("/")[2] for name in cli("export", "akn", "-w", small.root).out.splitlines()]
    folder = small.root / "exports" / "akn"
    gone = [name for name in names if name.startswith("wtsa-")]
    assert 2 < len(gone) < len(names)
    for name in (gone[0], "notes.akn.xml"):
        (folder / name).write_text("mine", encoding="utf-8")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    small.remove(*sorted({source.name for source in (small.root / "sources").iterdir() if source.name.startswith("T-RES-")}))
    told = cli("export", "akn", "-w", small.root)
    assert told.code == 0
    assert sorted(path.name for path in folder.glob("[!.]*")) == sorted({*names} - {*gone} | {gone[0], "notes.akn.xml", "notes.txt"})
    assert told.err.splitlines()[0].startswith(f"{len(gone) - 1} files ({gone[1]}, ")
    assert told.err.splitlines()[0].endswith(f" of an earlier export, out of date by now, were taken out of {folder}")
    stay = f"2 files (notes.akn.xml, {gone[0]}) in {folder} were not written by this export and stayed; take out what is out of date"
    assert told.err.splitlines()[1] == stay
    assert len(cli("export", "akn", "-w", small.root).err.splitlines()) == 2  # those that stay, and what comes next


def test_a_part_of_the_texts_takes_the_others_from_no_folder(cli, small):
    cli("export", "akn", "-w", small.root)
    folder = small.root / "exports" / "akn"
    before = {path: path.read_bytes() for path in folder.iterdir()}
    told = cli("export", "akn", "-w", small.root, "--type", "resolutions")
    assert (told.code, len(told.err.splitlines())) == (0, 1)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert 0 < len(told.out.splitlines()) < len(before)


def test_a_list_that_names_a_file_elsewhere_takes_nothing_out(cli, small):
    folder = small.root / "exports" / "akn"
    folder.mkdir(parents=True)
    outside = small.root / "exports" / "mine.txt"
    outside.write_bytes(b"")
    (folder / ".mapper.sha256").write_text(f"{EMPTY}  ../mine.txt\nno list\n", encoding="utf-8")
    assert cli("export", "akn", "-w", small.root).code == 0
    assert outside.exists()
    assert "mine.txt" not in (folder / ".mapper.sha256").read_text(encoding="utf-8")
