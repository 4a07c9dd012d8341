"""A Word file for one reviewer goes out, is filled, commented and edited, and comes back."""

import re
import shutil
import subprocess
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from mapper import sharing
from mapper.errors import UnreadableSource
from mapper.returns import reading
from mapper.returns.outcomes import Fate
from mapper.types import Verdict
from tests.returns.sheets import counts, decisions, look, only, take

COLUMNS = {"decision": 4, "relation": 5, "reason": 6, "comment": 7}


def evident(workspace):
    return sorted((m for m in workspace.mapped("resolutions") if m.proposal), key=lambda m: m.pair)


def paper(workspace, folder):
    """Export the Word file of a reviewer."""
    folder.mkdir(exist_ok=True)
    with workspace.open() as store:
        (path,) = sharing.export(workspace.settings, store, ["docx"], folder, sharing.Wish(reviewer="anna"))
    return path


def row_of(document, pair):
    return next(row for row in document.tables[-1].rows if pair in row.cells[0].text)


def write(row, name, said):
    """Choose or write what a cell says, as Word does."""
    cell = row.cells[COLUMNS[name]]._tc
    (text, *_) = cell.iter(qn("w:t"))
    text.text = said
    for hint in list(cell.iter(qn("w:showingPlcHdr"))):
        hint.getparent().remove(hint)


def filled(workspace, folder, *rows):
    """Export the Word file and fill rows of it."""
    path = paper(workspace, folder)
    document = docx.Document(path)
    for pair, cells in rows:
        for name, said in cells.items():
            write(row_of(document, pair), name, said)
    document.save(path)
    return path


def test_it_asks_its_reader_for_nothing_but_what_is_to_be_judged(small, tmp_path):
    with zipfile.ZipFile(paper(small, tmp_path)) as package:
        told = "".join(package.read(name).decode() for name in package.namelist() if name.startswith("word/"))
    assert "Pairs to be judged by anna" in told
    assert "To be filled in and sent back" in told
    assert "to be completed" not in told


def test_what_was_chosen_is_recorded_with_what_was_in_view(small, tmp_path):
    one, other = evident(small)[:2]
    rows = ((one.pair, {"decision": "accept", "relation": "duplicate"}), (other.pair, {"decision": "reject", "reason": "obsolete", "comment": "old"}))
    path = filled(small, tmp_path, *rows)
    assert reading.ours(path)
    taken = take(small, path)
    assert counts(taken) == (2, len(small.mapped()) - 2, 0, 0)
    made = {event.pair: (event.verdict, event.relation, event.reason, event.comment, event.reviewer) for event in decisions(small)}
    assert made == {one.pair: ("accept", "duplicate", "", "", "anna"), other.pair: ("reject", "", "obsolete", "old", "anna")}
    assert all(event.evidence for event in decisions(small))
    assert re.fullmatch(r"table \d+, row (\d+) \(No \d+\), Decision: accepted .*", taken.line(next(one for one in taken.outcomes if one.made)))
    assert counts(take(small, path))[0] == 0


def test_own_words_are_chosen_already_and_an_untouched_file_changes_nothing(small, tmp_path):
    one, other = evident(small)[:2]
    small.decide(one, relation="mutual-interest", comment="so it is")
    small.decide(other, Verdict.REJECT, reason="obsolete", reviewer="ben-the-first")
    path = paper(small, tmp_path)
    document = docx.Document(path)
    chosen = [["".join(text.text for text in cell._tc.iter(qn("w:t"))) for cell in row_of(document, one.pair).cells[4:]]]
    assert chosen == [["accept", "mutual-interest", "choose", "so it is"]]
    assert "ben-the-first" not in "".join(text.text for text in document.element.body.iter(qn("w:t")))
    assert counts(take(small, path))[1:] == (len(small.mapped()), 0, 0)


def test_comments_of_word_are_those_of_the_decision_in_their_row(small, tmp_path):
    one, other, third = evident(small)[:3]
    path = filled(small, tmp_path, (one.pair, {"decision": "accept", "comment": "here"}), (other.pair, {"decision": "unsure"}))
    document = docx.Document(path)
    for pair, author, said in ((one.pair, "anna", "and there"), (other.pair, "Office of Ben", "ask the group"), (third.pair, "anna", "hm")):
        document.add_comment(row_of(document, pair).cells[1].paragraphs[0].runs, said, author=author)
    document.add_comment(document.paragraphs[0].runs or document.paragraphs[1].runs, "a fine paper", author="anna")
    document.save(path)
    taken = take(small, path)
    assert {event.pair: event.comment for event in decisions(small)} == {one.pair: "here; and there", other.pair: "Office of Ben: ask the group"}
    (alone,) = (one for one in taken.outcomes if one.fate is Fate.UNREADABLE)
    assert (alone.pair, alone.cell) == (third.pair, "comment")
    assert "the log holds no comment alone" in alone.told
    assert alone.told.endswith("\u201chm\u201d")
    assert taken.notes[0] == "1 comment on no row of a pair, not recorded: anna: \u201ca fine paper\u201d"


def test_tracked_changes_count_as_accepted_and_are_told(small, tmp_path):
    one = evident(small)[0]
    path = filled(small, tmp_path, (one.pair, {"decision": "reject", "comment": "no"}))
    document = docx.Document(path)
    text = next(row_of(document, one.pair).cells[COLUMNS["comment"]]._tc.iter(qn("w:r")))
    gone, come = (text.makeelement(qn(f"w:{name}"), {qn("w:id"): "9", qn("w:author"): "anna"}) for name in ("del", "ins"))
    text.addprevious(come)
    text.addprevious(gone)
    new = docx.oxml.parse_xml(f'<w:r xmlns:w="{text.nsmap["w"]}"><w:t>perhaps</w:t></w:r>')
    come.append(new)
    gone.append(text)
    for old in list(gone.iter(qn("w:t"))):
        old.tag = qn("w:delText")
    document.save(path)
    taken = take(small, path)
    assert only(taken).made.comment == "perhaps"
    assert taken.notes == ("2 tracked changes were taken as accepted", *taken.notes[1:])


def test_edited_evidence_is_a_conflict_and_a_lost_bookmark_is_none(small, tmp_path):
    one, other = evident(small)[:2]
    path = filled(small, tmp_path, (one.pair, {"decision": "accept"}), (other.pair, {"decision": "accept"}))
    document = docx.Document(path)
    next(row_of(document, one.pair).cells[1]._tc.iter(qn("w:t"))).text = "Resolution 999"
    for mark in list(document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        mark.getparent().remove(mark)
    document.save(path)
    taken = take(small, path)
    assert {one.pair: one.fate for one in taken.outcomes if one.fate is not Fate.UNCHANGED} == {one.pair: Fate.CONFLICT, other.pair: Fate.ACCEPTED}


def test_a_paper_that_asks_for_nothing_is_not_ours(small, tmp_path):
    document = docx.Document()
    document.add_table(2, 2)
    document.save(tmp_path / "a.docx")
    with pytest.raises(UnreadableSource, match="has no table with a column Decision"):
        look(small, tmp_path / "a.docx")
    assert not reading.ours(tmp_path / "a.docx")


def test_a_word_file_that_is_cut_short_is_one_sentence(small, tmp_path):
    path = paper(small, tmp_path)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(UnreadableSource, match="is damaged"):
        look(small, path)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_another_office_program_may_save_it_anew(small, tmp_path):
    one, other = evident(small)[:2]
    path = filled(small, tmp_path, (one.pair, {"decision": "accept", "comment": "yes"}), (other.pair, {"decision": "reject"}))
    document = docx.Document(path)
    document.add_comment(row_of(document, other.pair).cells[2].paragraphs[0].runs, "far away", author="anna")
    document.save(path)
    for ending, folder in (("odt", tmp_path / "odt"), ("docx", tmp_path / "again")):
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/home", "--convert-to", ending, "--outdir", folder, path]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        path = folder / f"{path.stem}.{ending}"
    taken = take(small, path)
    assert counts(taken) == (2, len(small.mapped()) - 2, 0, 0)
    assert {event.comment for event in decisions(small)} == {"yes", "far away"}
