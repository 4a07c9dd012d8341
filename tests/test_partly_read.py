"""What was read only in part: the file says so until it is whole or taken out, and what it lacks ends nothing."""

import shutil
from dataclasses import replace

import pikepdf
import pytest

from mapper import arrivals, changes, integrity, overview
from mapper.documents import extract, from_path
from mapper.extractors import ocr
from mapper.types import Change, State
from tests.test_rerun import LATER, QUESTIONS, grades
from tests.workspaces import DEMO, make

NAME = "T22-SG05-Questions-E.pdf"
WHOLE = DEMO / "second" / NAME
GONE = "what was read may not be all of it, and nothing is left of page 6, 7, 8 and 2 more"
CUT = f"the file is cut off before its end: {GONE}; get T22-SG05-Questions-E.pdf again from where it came"
LACKS = (CUT, "question 9/5 stands in the contents but was not found", "question 12/5 stands in the contents but was not found")
OLD, NEXT = "itu-t/2017-2020/q", "itu-t/2022-2024/q"


@pytest.fixture(scope="module")
def _first(tmp_path_factory):
    made = make(tmp_path_factory.mktemp("questions"), QUESTIONS)
    made.run()
    return made.root


@pytest.fixture
def questions(_first, tmp_path):
    """Give a workspace with the Questions of one study period, mapped."""
    made = make(tmp_path / "w")
    shutil.copytree(_first, made.root, dirs_exist_ok=True)
    return made


def cut_off(folder):
    """Give the first pages of the list for the next period: what a broken download leaves."""
    raw = WHOLE.read_bytes()
    folder.mkdir()
    (folder / NAME).write_bytes(raw[: len(raw) * 6 // 10])
    return folder / NAME


def with_a_drawn_page(folder):
    """Give the whole list with one page more, on which something is drawn and nothing written."""
    folder.mkdir()
    with pikepdf.open(WHOLE) as pdf:
        pdf.add_blank_page()
        pdf.pages[-1].Contents = pdf.make_stream(b"0 0 m 9 99 99 9 50 70 c f " * 9)
        pdf.save(folder / NAME)
    return folder / NAME


def closed(workspace):
    return {work.removeprefix(f"{OLD}/") for work, document in workspace.standing().library.current.items() if document.status.value == "closed"}


def decided_on(workspace, work):
    """Accept a pair of this Question with a working party."""
    mapped = next(m for m in workspace.mapped("questions") if work in (m.left, m.right))
    workspace.decide(mapped, relation="mutual-interest")
    return mapped.pair


def test_a_list_that_was_cut_off_closes_only_what_it_continues(questions, tmp_path):
    pair = decided_on(questions, f"{OLD}/9-5")
    questions.add(cut_off(tmp_path / "cut"))
    report = questions.run(at=LATER)
    assert closed(questions) == {"3-5", "7-5"}
    assert {work for work, grade in grades(report).items() if grade is Change.CLOSED} == {f"{OLD}/3-5", f"{OLD}/7-5"}
    assert questions.pair(pair).state is State.ACCEPTED


def test_the_whole_file_added_beside_it_ends_the_warning_and_closes_the_rest(questions, tmp_path):
    questions.add(cut_off(tmp_path / "cut"))
    questions.run(at=LATER)
    questions.add(WHOLE)
    assert questions.run(at=LATER).intake.whole
    assert closed(questions) == {f"{number}-5" for number in range(1, 11)}


def test_of_a_file_that_was_cut_off_twice_neither_content_passes_for_a_whole_list(questions):
    raw = WHOLE.read_bytes()
    for part in (6, 4):
        (questions.root / "sources" / NAME).write_bytes(raw[: len(raw) * part // 10])
        questions.run(at=LATER)
        assert closed(questions) == {"3-5", "7-5"}
    with questions.open() as store:
        (record,) = (record for record in store.sources() if record.name == NAME)
        assert set(record.short) == {content.sha256 for content in store.contents() if content.name == NAME}


def test_a_page_without_words_is_told_and_holds_nothing_back_where_the_contents_were_all_found(questions, tmp_path):
    questions.add(with_a_drawn_page(tmp_path / "drawn"))
    assert questions.run(at=LATER).warnings() == [f"missing in {NAME}: page 11 has content but no text came out; look at it"]
    assert closed(questions) == {f"{number}-5" for number in range(1, 11)}


def test_contents_account_for_the_texts_only_where_all_were_found(tmp_path):
    whole, cut, drawn = (extract(from_path(path)) for path in (WHOLE, cut_off(tmp_path / "cut"), with_a_drawn_page(tmp_path / "drawn")))
    assert (whole.accounted, whole.short) == (True, False)
    assert (cut.accounted, cut.short) == (False, True)
    assert (drawn.accounted, drawn.short, drawn.whole) == (True, False, False)


def test_every_run_tells_what_is_missing_until_the_file_is_taken_out(questions, tmp_path, cli):
    questions.add(cut_off(tmp_path / "cut"))
    for _ in range(2):
        told = cli("run", "-w", questions.root)
        assert told.code == 1
        assert [line for line in told.err.splitlines() if line.startswith("missing")] == sorted(f"missing in {NAME}: {lack}" for lack in LACKS)
    questions.remove(NAME)
    assert cli("run", "-w", questions.root).code == 0


def test_status_changes_and_check_tell_what_is_missing(questions, tmp_path, cli):
    questions.add(cut_off(tmp_path / "cut"))
    questions.run(at=LATER)
    with questions.open() as store:
        status = overview.status(questions.settings, store)
        page = changes.since(questions.settings, store)
        notes = integrity.check(questions.settings, store).notes
    told = f"{NAME}: {', '.join(LACKS)}"
    assert f"read in part: {told}" in status.lines()
    assert status.as_json()["in_part"] == page.as_json()[0]["in_part"] == {NAME: list(LACKS)}
    assert f"read in part, what is missing is not withdrawn: {told}" in page.lines()
    assert notes == (f"{told.replace(': ', ' was read in part: ', 1)}",)
    assert cli("status", "--check", "-w", questions.root).code == 3


def test_what_is_odd_is_told_once(questions):
    """Nothing of it is missing."""
    shutil.copyfile(WHOLE, questions.root / "sources" / NAME)
    questions.run(at=LATER)
    with questions.open() as store:
        assert overview.status(questions.settings, store).in_part == ()
        assert all(record.lacks == record.short == () for record in store.sources())


def test_what_is_known_to_be_missing_outlives_a_hint_and_a_content_that_cannot_be_read(questions, tmp_path):
    part = cut_off(tmp_path / "cut")
    questions.add(part)
    questions.run(at=LATER)
    assert questions.add(part, body="T") == [(NAME, "there")]
    (questions.root / "sources" / NAME).write_bytes(b"%PDF-1.7\nnothing more")
    questions.run(at=LATER)
    assert closed(questions) == {"3-5", "7-5"}
    with questions.open() as store:
        assert overview.status(questions.settings, store).in_part == ((NAME, LACKS),)


def test_questions_whose_list_was_taken_out_are_in_force_again_and_nothing_of_them_is_reworded(questions):
    pair = decided_on(questions, f"{OLD}/6-5")
    shutil.copyfile(WHOLE, questions.root / "sources" / NAME)
    questions.run(at=LATER)
    assert questions.pair(pair).state is State.GONE
    questions.remove(NAME)
    report = questions.run(at=LATER)
    assert grades(report) == {f"{OLD}/{number}-5": Change.IN_FORCE_AGAIN for number in range(1, 11)}
    assert "documents since the last run: 10 in-force-again" in report.lines()
    assert questions.pair(pair).state is State.ACCEPTED
    with questions.open() as store:
        lines = changes.since(questions.settings, store).lines()
    assert "in force again (10)" in lines
    assert "  itu-t/2017-2020/q/7-5  2017-2020: Circular economy including e-waste" in lines


def test_an_older_edition_that_returns_is_in_force_again_and_not_new(small, later):
    edition = "ITU-R-Resolutions-RA-23-E.pdf"
    small.take_over(later, edition)
    came = grades(small.run(at=LATER))
    small.remove(edition)
    report = small.run(at=LATER)
    returned = {work for work, grade in came.items() if grade not in (Change.NEW, Change.UNCHANGED)}
    assert returned
    assert set(grades(report).values()) == {Change.IN_FORCE_AGAIN}
    assert returned <= grades(report).keys()
    assert all(change.old != change.new for change in report.changes if change.id in returned and came[change.id] is not Change.CLOSED)


@pytest.mark.parametrize(("program", "waiting"), [(None, []), ("/usr/bin/tesseract", [QUESTIONS[0]])])
def test_a_file_whose_pages_wait_for_ocr_is_read_again_once_it_is_there(questions, monkeypatch, program, waiting):
    monkeypatch.setattr(shutil, "which", lambda _: program)
    with questions.open() as store:
        record = next(record for record in store.sources() if record.name == QUESTIONS[0])
        store.save_source(replace(record, lacks=(f"page 2 is an image and {ocr.NEEDED}",)))
        assert [source.name for source in arrivals.waiting(questions.settings, store)] == waiting
