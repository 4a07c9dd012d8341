"""A list of pairs goes out as CSV, is filled, and comes back."""

import csv

import pytest
from openpyxl.workbook import Workbook

from mapper.errors import UnreadableSource
from mapper.returns.outcomes import Fate
from mapper.types import FORWARD, State, Verdict
from tests.returns.sheets import LATER, counts, decisions, listed, only, take
from tests.workspaces import SECOND

ACCEPT = {"decision": "accept", "reviewers": "anna"}


def evident(workspace):
    return sorted((m for m in workspace.mapped("resolutions") if m.proposal), key=lambda m: m.pair)


def test_what_was_filled_is_recorded_with_what_was_in_view(small, tmp_path):
    one, other = evident(small)[:2]
    reject = {"decision": "Reject", "reason_code": "different-scope", "reviewers": "ben", "comment": "'=no"}
    path = listed(small, tmp_path, (one.pair, ACCEPT), (other.pair, reject))
    assert counts(take(small, path)) == (2, len(small.mapped()) - 2, 0, 0)
    made = {event.pair: event for event in decisions(small)}
    assert (made[one.pair].relation, made[one.pair].direction) == (one.proposal.relation, one.proposal.direction)
    assert (made[other.pair].reason, made[other.pair].comment) == ("different-scope", "=no")
    for mapped in (one, other):
        seen = mapped.proposal
        assert (made[mapped.pair].editions, made[mapped.pair].evidence) == ((seen.left_edition, seen.right_edition), seen.evidence)
    assert counts(take(small, path)) == (0, len(small.mapped()), 0, 0)


def test_an_untouched_list_changes_nothing_whatever_stands_in_it(small, tmp_path):
    one, other, third = evident(small)[:3]
    for name in ("anna", "ben"):
        small.decide(one, reviewer=name, relation="cites", direction=FORWARD, comment="=so it is")
        small.decide(other, Verdict.REJECT, reviewer=name, reason="different-scope", adjudicates=name == "ben")
    small.decide(third, Verdict.UNSURE)
    before = small.log()
    assert counts(take(small, listed(small, tmp_path))) == (0, len(small.mapped()), 0, 0)
    assert small.log() == before


def test_a_person_may_change_their_mind_in_a_list_unless_they_did_so_elsewhere_since(small, tmp_path):
    one, other = evident(small)[:2]
    small.decide(one)
    small.decide(other)
    path = listed(small, tmp_path, *((m.pair, {"decision": "reject"}) for m in (one, other)))
    small.decide(other, Verdict.UNSURE, at=LATER)
    taken = take(small, path)
    assert counts(taken)[0::2] == (1, 1)
    assert "anna said unsure on 2026-06-30" in next(row.told for row in taken.outcomes if row.fate is Fate.CONFLICT)
    assert (small.pair(one.pair).state, small.pair(other.pair).state) == (State.REJECTED, State.UNSURE)


def test_a_decision_that_was_cleared_is_a_conflict(small, tmp_path):
    one = evident(small)[0]
    small.decide(one)
    told = only(take(small, listed(small, tmp_path, (one.pair, {"decision": "", "reviewers": ""}))))
    assert (told.fate, len(small.log())) == (Fate.CONFLICT, 1)
    assert "use `mapper undo`" in told.told


def test_the_direction_is_that_of_the_row_and_both_ways_is_none(small, tmp_path):
    one, other, third = evident(small)[:3]
    rows = ((one, "implements", "subject-to-object"), (other, "mutual-interest", "both-ways"), (third, "cites", "not-said"))
    take(small, listed(small, tmp_path, *((m.pair, {**ACCEPT, "relation": relation, "direction": way}) for m, relation, way in rows)))
    made = {event.pair: (event.relation, event.direction) for event in decisions(small)}
    assert made[one.pair][0] == "implements"
    assert made[one.pair][1]
    assert (made[other.pair], made[third.pair]) == (("mutual-interest", ""), ("cites", ""))


def test_a_list_of_another_run_is_recorded_with_what_that_run_showed(small, later, tmp_path):
    before = {m.pair: m.proposal for m in evident(small)}
    path = listed(small, tmp_path, *((pair, ACCEPT) for pair in before))
    for name in SECOND:
        small.take_over(later, name)
    small.run(at=LATER)
    assert counts(take(small, path))[0] == len(before)
    assert {event.pair: event.evidence for event in decisions(small)} == {pair: seen.evidence for pair, seen in before.items()}


def test_a_list_made_by_hand_needs_the_editions_that_were_in_view(small, tmp_path):
    one, other = evident(small)[:2]
    path = tmp_path / "mine.csv"
    path.write_text(f"Pair;Verdict;Reviewer\n{one.pair.upper()};accept;anna\n;;\n", encoding="utf-8")
    told = only(take(small, path))
    assert (told.fate, told.answer.row) == (Fate.CONFLICT, 2)
    assert "does not say which editions were in view" in told.told
    seen = other.proposal
    names = "mapping_type;subject_id;subject_rev;object_id;object_rev;decision;reviewer"
    cells = (other.type, seen.left, seen.left_edition, seen.right, seen.right_edition, "unsure", "anna")
    path.write_text(f"{names}\n", encoding="utf-8")
    with pytest.raises(UnreadableSource, match="no row of column names with pair_id and decision"):
        take(small, path)
    path.write_text(f"pair_id;{names}\n;{';'.join(cells)}\n", encoding="utf-8")
    made = only(take(small, path))
    assert (made.fate, made.pair, made.told) == (Fate.ACCEPTED, other.pair, "without evidence: what the row showed is no longer at hand")
    assert decisions(small)[0].editions == (seen.left_edition, seen.right_edition)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_list_that_an_office_program_saved_is_read(small, tmp_path, encoding):
    one = evident(small)[0]
    path = listed(small, tmp_path, (one.pair, {**ACCEPT, "comment": "à revoir"}))
    path.write_text(path.read_text(encoding="utf-8").encode(encoding, "replace").decode(encoding), encoding=encoding)
    assert counts(take(small, path))[0] == 1
    assert decisions(small)[0].comment == "à revoir"


def test_a_list_that_was_saved_as_a_workbook_is_read(small, tmp_path):
    one = evident(small)[0]
    path = listed(small, tmp_path, (one.pair, ACCEPT))
    book = Workbook()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            book.active.append(row)
    book.save(tmp_path / "pairs.xlsx")
    assert counts(take(small, tmp_path / "pairs.xlsx")) == (1, len(small.mapped()) - 1, 0, 0)
    assert decisions(small)[0].evidence == one.proposal.evidence


def test_a_quotation_mark_that_is_never_closed_loses_no_row_in_silence(small, tmp_path):
    path = listed(small, tmp_path, (evident(small)[0].pair, ACCEPT))
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.rstrip("\n") + ',"\n', encoding="utf-8")
    with pytest.raises(UnreadableSource, match="mend it, so that no row is lost"):
        take(small, path)
    path.write_text(whole.replace("pair:", '"pair:', 1), encoding="utf-8")
    taken = take(small, path)
    assert taken.failed
    assert "is a quotation mark before it not closed?" in next(row.told for row in taken.outcomes if row.fate is Fate.UNREADABLE)
