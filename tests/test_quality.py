"""Quality: what is lost, moved, cut or made up is told with its page, however the reader came to lose it."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from mapper import assurance
from mapper.documents import extract, extract_all, from_path
from mapper.errors import MISSING
from mapper.extractors import contents, context, grammar, pdf, quality
from mapper.extractors.entries import Listed
from mapper.extractors.ledger import Entry, Stream, bare
from mapper.extractors.lines import Line, Run
from mapper.types import Box, Edition, Kind, SourceFile
from tests.paper import BOLD, ITALIC, REAL, ROMAN, at, centred, opener_page, pages, raised, resolution, rule
from tests.texts import document

REAL_FILES = Path(__file__).resolve().parents[2] / "shared" / "real"


def lines(*texts, page=1):
    return [Line((Run(text),), page, Box(50, 20 * n, 400, 20 * n + 12)) for n, text in enumerate(texts)]


def stream(*texts, marks=None):
    return Stream([line for number, page in enumerate(texts, 1) for line in lines(*page, page=number)], marks or {})


def free(books):
    return [books.text[span.start : span.end] for span in books.free()]


def test_letters_stay_the_same_whatever_hyphens_blanks_and_ligatures_do():
    assert bare("tele\u00adcommu- nications, ﬁve") == bare("telecommunications five") == "telecommunicationsfive"


def test_each_letter_is_claimed_once():
    books = stream(["to save energy;", "to save energy."])
    booked = [books.book(Entry("to save energy", 1, "clause")) for _ in range(3)]
    assert [each.page for each in booked] == [1, 1, 0]
    assert free(books) == []


def test_a_text_goes_on_over_a_page_and_its_page_is_that_of_its_beginning():
    books = stream(["1 to report on what was commu-"], ["nicated to members;"])
    assert books.book(Entry("1 to report on what was communicated to members;", 1, "clause")).page == 1
    assert free(books) == []


def test_a_text_that_is_said_to_stand_on_another_page_is_found_where_it_stands():
    books = stream(["resolves"], ["to save energy in every network"])
    assert books.book(Entry("to save energy in every network", 1, "clause")).page == 2


def test_a_mark_within_a_text_is_a_mark_and_other_figures_are_not():
    books = stream(["that countries1 with 12 networks2 save"], marks={1: ("1",)})
    booked = books.book(Entry("that countries with 12 networks save", 1, "clause"))
    assert (booked.page, booked.absent) == (1, 0)
    assert free(books) == ["2"]
    assert books.totals()["mark"] == 1


def test_words_that_no_page_has_are_counted():
    books = stream(["to save energy in networks"])
    assert books.book(Entry("to save energy in networks and more", 1, "clause")).absent == len("andmore")
    assert books.book(Entry("never printed anywhere", 1, "clause")).page == 0


def test_what_is_left_of_a_head_whose_title_was_claimed_takes_no_word_of_another_text():
    books = stream(["RESOLUTION 7 – Saving", "The Assembly of the Seven", "7 to save"])
    books.book(Entry("Saving", 1, "head"))
    books.release("head", 1, "RESOLUTION 7 – Saving")
    assert free(books) == ["theassemblyoftheseven", "7tosave"]


# a whole reading, from which something is taken away behind the reader's back


def reading(path):
    return grammar.make(list(pdf.sheets(path, 50)), SourceFile(path.name, "0" * 64), context.Hints())


def mine(tmp_path):
    note = [rule(60, 160, 720), at("1", 60, 735, ROMAN, 7), at("These include small island states.", 68, 738, ROMAN, 9)]
    items = [
        at("a)", 60, 214),
        raised("that developing countries", "1", 94, 214),
        at("b)", 60, 236),
        at("that energy costs more each year,", 94, 236),
    ]
    return pages(
        tmp_path / "a.pdf",
        [*resolution(), at("considering", 94, 190, ITALIC), *items, at("resolves", 94, 262, ITALIC), at("to save energy.", 60, 284), *note],
    )


def test_a_clause_that_the_reader_drops_is_lost_with_its_page_and_words(tmp_path):
    read = reading(mine(tmp_path))
    [whole] = read.documents
    without = replace(whole, clauses=tuple(clause for clause in whole.clauses if clause.label != "b)"))
    counted, _ = quality.account(replace(read, documents=(without,), kept=(without,)))
    assert any(loss.page == 1 and "energy costs" in loss.text for loss in counted.lost)
    assert any(problem.startswith(f"{MISSING}page 1: ") and "energy costs" in problem for problem in counted.told())


def test_a_note_that_the_reader_drops_is_lost(tmp_path):
    read = reading(mine(tmp_path))
    without = replace(read.documents[0], footnotes=())
    counted, _ = quality.account(replace(read, documents=(without,), kept=(without,)))
    assert "1 These include small island states." in [loss.text for loss in counted.lost]


def test_a_clause_on_the_wrong_page_and_one_that_is_made_up_are_told(tmp_path):
    read = reading(mine(tmp_path))
    [whole] = read.documents
    first, *rest = whole.clauses
    wrong = replace(whole, clauses=(replace(first, page=2), *rest[:-1], replace(rest[-1], text="to spend what was never printed")))
    counted, _ = quality.account(replace(read, documents=(wrong,), kept=(wrong,)))
    told = " ".join(counted.told())
    assert f"{first.id} (page 1, not 2)" in told
    assert f"do not read as their page does: {rest[-1].id} (page 1)" in told


def test_nothing_is_lost_of_a_text_with_notes_and_marks(tmp_path):
    found = extract(from_path(mine(tmp_path)))
    assert (found.quality.lost, found.quality.astray, found.problems) == ((), (), ())
    assert dict(found.quality.accounts)["mark"] == 1


@pytest.mark.skipif(not REAL_FILES.is_dir(), reason=REAL)
@pytest.mark.parametrize("path", sorted((*REAL_FILES.glob("*.pdf"), *REAL_FILES.glob("*.docx"))), ids=lambda path: path.name)
def test_no_letter_of_a_real_file_is_lost_and_every_clause_is_on_its_page(path):
    [found] = extract_all([from_path(path)])
    if found.unread:
        assert "OCR" in found.unread
    else:
        assert (found.quality.lost, found.quality.astray) == ((), ())


# contents


def listing(*entries):
    return [
        centred("CONTENTS", 80, BOLD),
        *(at(f"RESOLUTION {number} (Rev. Hammamet, 2016) – Title {'.' * 40} {page}", 60, 110 + 20 * n) for n, (number, page) in enumerate(entries)),
    ]


def texts(*numbers):
    return [[*resolution(number), at("resolves", 94, 190, ITALIC), at("to save energy.", 60, 212)] for number in numbers]


def test_contents_that_agree_are_told_in_the_summary(tmp_path):
    path = pages(tmp_path / "a.pdf", listing(("71", 2), ("72", 3), ("73", 4)), *texts("71", "72", "73"))
    found = extract(from_path(path))
    assert (found.quality.contents.listed, found.quality.contents.found, found.problems) == (3, 3, ())
    assert "3 of 3 listed in the contents, no text lost" in next(assurance.summary(found))


def test_a_text_that_the_contents_list_and_no_page_has_ends_with_code_1(tmp_path, cli):
    path = pages(tmp_path / "a.pdf", listing(("71", 2), ("72", 3), ("73", 4), ("99", 5)), *texts("71", "72", "73"))
    told = cli("extract", path, "--report", tmp_path / "report.jsonl")
    assert told.code == 1
    assert "missing: resolution 99 stands in the contents but was not found" in told.err
    record = json.loads((tmp_path / "report.jsonl").read_text(encoding="utf-8"))
    assert record["contents"]["missing"] == [{"kind": "resolution", "number": "99", "page": 5}]
    assert (record["contents"]["listed"], record["contents"]["found"], record["whole"]) == (4, 3, False)


def test_a_text_on_another_page_than_the_contents_say_is_told_in_both_ways_of_counting(tmp_path):
    path = pages(tmp_path / "a.pdf", listing(("71", 12), ("72", 13), ("73", 14), ("74", 19)), *texts("71", "72", "73", "74"))
    found = extract(from_path(path))
    assert found.problems == ("page 5: wtsa/res/74 starts here; the contents say page 19, which is page 9 of the file",)
    assert found.whole


def resolutions(*pages_):
    return [
        replace(document(f"wtsa/res/{n}", "T", "text"), kind=Kind.RESOLUTION, number=str(n), pages=(page, page), edition=Edition())
        for n, page in pages_
    ]


def test_two_entries_of_one_number_are_met_by_a_text_on_either_page():
    entries = [Listed(Kind.RESOLUTION, str(n), page) for n, page in ((1, 1), (2, 2), (3, 3), (4, 9), (4, 4))]
    found = contents.reconcile(resolutions((1, 1), (2, 2), (3, 3), (4, 4)), entries)
    assert (found.moved, found.listed, found.found) == ((), 4, 4)


def test_texts_that_the_contents_do_not_list_are_named():
    found = contents.reconcile(resolutions((1, 1), (2, 2)), [Listed(Kind.RESOLUTION, "1", 1)])
    assert list(found.told()) == ["the contents do not list wtsa/res/2"]
    assert found.offset is None


def test_much_text_before_the_first_one_that_was_found_is_told_and_a_cover_is_not(tmp_path):
    prose = [at(f"Line {n} of an introduction that goes on for long and says what the meeting was about.", 60, 60 + 16 * n) for n in range(40)]
    [told] = extract(from_path(pages(tmp_path / "a.pdf", prose, prose[:3], opener_page()))).problems
    assert re.fullmatch(r"page 1: \d{4} letters up to page 2 stand before the first text that was found", told)
    assert extract(from_path(pages(tmp_path / "b.pdf", prose[:5], opener_page()))).problems == ()


# sentences that were cut


def clauses(*texts):
    made = document("a/1", "T", *texts)
    return replace(made, clauses=tuple(replace(clause, label="") for clause in made.clauses))


@pytest.mark.parametrize(
    ("texts", "cut"),
    [
        (("The network carries a load that", "nobody had foreseen."), 1),
        (("The network carries a load.", "nobody had foreseen it."), 0),
        (("including:", "small networks;", "large networks"), 0),
        (("The network carries,", "as was said, a load."), 1),
        (("The network carries (as a “rule”)", "a load."), 1),
        (("Papers", "http://print.example/one"), 0),
        (("Plans of readers", "eReading in schools"), 0),
        (("Plans of readers", "e-SPS for all"), 0),
    ],
)
def test_a_clause_without_label_that_goes_on_in_lower_case_was_cut(texts, cut):
    assert len(list(quality.cuts(clauses(*texts)))) == cut


def test_items_that_begin_in_lower_case_by_style_are_not_cut():
    whole = clauses("that networks grow", "that energy is dear")
    labelled = replace(whole, clauses=tuple(replace(clause, label=f"{mark})") for mark, clause in zip("ab", whole.clauses, strict=True)))
    opened = replace(whole, clauses=(whole.clauses[0], replace(whole.clauses[1], opener="invites")))
    assert [*quality.cuts(labelled), *quality.cuts(opened)] == []


# what people see


def test_a_batch_shows_some_problems_of_each_file_and_says_where_the_rest_is(tmp_path):
    found = replace(extract(from_path(mine(tmp_path))), problems=(*(f"page {n}: odd" for n in range(9)), f"{MISSING}page 3 has no words"))
    told = list(assurance.summary(found))
    assert len(told) == 8
    assert told[1] == "        missing: page 3 has no words"
    assert told[-1] == "        and 4 more: `mapper extract --report FILE` writes down all of them"
    assert len(list(assurance.summary(found, 0))) == 11


def test_one_file_alone_is_told_with_what_its_letters_became(tmp_path, cli):
    told = cli("extract", mine(tmp_path)).err
    assert "1 document, 3 clauses, no text lost, 0 problems" in told
    assert "letters on 1 page: " in told
    assert "% clauses" in told


def test_a_report_that_cannot_be_written_is_one_sentence(tmp_path, cli):
    told = cli("extract", mine(tmp_path), "--report", tmp_path / "no" / "report.jsonl")
    assert told.code == 1
    assert "cannot write the report" in told.err
    assert "name another file" in told.err


def test_a_record_tells_of_a_file_that_was_not_read(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"nothing")
    [unread] = extract_all([from_path(path)])
    assert assurance.record(unread)["whole"] is False
    assert "not a PDF" in assurance.record(unread)["unread"]


def test_the_child_sends_what_was_counted(tmp_path):
    source = from_path(pages(tmp_path / "a.pdf", opener_page()))
    [child] = extract_all([source])
    assert child.quality == extract(source).quality
    assert child.quality.letters > 100


def test_letters_that_reach_no_line_are_told(tmp_path, monkeypatch):
    path = pages(tmp_path / "a.pdf", opener_page())
    real = pdf.lines
    monkeypatch.setattr(pdf, "lines", lambda page: list(real(page))[:-1])
    found = grammar.read(list(pdf.sheets(path, 5)), SourceFile("a.pdf", "0" * 64), context.Hints())
    assert any(problem.startswith(f"{MISSING}page 1: ") and "stand in no line" in problem for problem in found.problems)


# texts before the first heading


def test_a_text_without_a_known_heading_before_the_first_one_is_missing(tmp_path):
    statement = [
        centred("Statement on the sea", 60, BOLD),
        at("recognizing", 94, 90, ITALIC),
        at("that cables lie on the ground of the sea,", 60, 112),
        at("declares", 94, 136, ITALIC),
        at("that they are mended together.", 60, 158),
    ]
    read = extract(from_path(pages(tmp_path / "a.pdf", [centred("Report of the meeting", 60)], statement, opener_page())))
    assert read.missing == (
        "missing: page 2: a text begins here before the first heading that is known, and was left out: “recognizing”, “declares”",
    )


def test_a_large_share_of_a_short_file_before_the_first_text_is_told(tmp_path):
    prose = [at(f"Line {n} of words that nobody called a text, though they take more room than it.", 60, 60 + 16 * n) for n in range(8)]
    [told] = extract(from_path(pages(tmp_path / "a.pdf", prose, opener_page()))).problems
    assert re.fullmatch(r"page 1: \d{3} letters up to page 1 stand before the first text that was found", told)
