"""A workbook goes out, is filled, and comes back: what was decided in it is recorded, and nothing else."""

import pytest
from openpyxl.packaging.custom import CustomPropertyList, FloatProperty

from mapper import acts
from mapper import decisions as room
from mapper.errors import UnreadableSource, UsageError
from mapper.reports.checksum import row_checksum
from mapper.returns.outcomes import Fate
from mapper.types import BACKWARD, FORWARD, State, Verdict, turned
from tests.returns.sheets import LATER, columns, counts, decisions, fill, look, only, opened, take, workbook
from tests.workspaces import SECOND

ACCEPT = {"decision": "accept", "reviewer": "anna"}
REJECT = {"decision": "reject", "reason": "different-scope", "reviewer": "anna"}


def evident(workspace):
    """Give pairs that are proposed, in a steady order."""
    return sorted((m for m in workspace.mapped("resolutions") if m.proposal), key=lambda m: m.pair)


def confer(small, later):
    """Hold the next conference."""
    for name in SECOND:
        small.take_over(later, name)
    small.run(at=LATER)


def test_what_was_filled_is_recorded_with_what_was_in_view(small, tmp_path):
    one, other, third = evident(small)[:3]
    unsure = {"decision": "unsure", "reviewer": "ben", "comment": "ask the group"}
    taken = take(small, workbook(small, tmp_path, (one.pair, ACCEPT), (other.pair, REJECT), (third.pair, unsure)))
    assert counts(taken) == (3, len(small.mapped()) - 3, 0, 0)
    made = {event.pair: event for event in decisions(small)}
    said = {pair: (event.verdict, event.reason, event.comment, event.reviewer) for pair, event in made.items()}
    assert said == {
        one.pair: (Verdict.ACCEPT, "", "", "anna"),
        other.pair: (Verdict.REJECT, "different-scope", "", "anna"),
        third.pair: (Verdict.UNSURE, "", "ask the group", "ben"),
    }
    for mapped in (one, other, third):
        event, proposal = made[mapped.pair], mapped.proposal
        assert (event.editions, event.evidence) == ((proposal.left_edition, proposal.right_edition), proposal.evidence)
        assert (event.origin, event.at, event.seconds, event.score_shown) == ("import", LATER, 0.0, True)


def test_an_accept_without_a_relation_takes_the_proposed_one_with_its_direction(small, tmp_path):
    pairs = evident(small)
    take(small, workbook(small, tmp_path, *((m.pair, ACCEPT) for m in pairs)))
    made = {event.pair: (event.relation, event.direction) for event in decisions(small)}
    assert made == {m.pair: (m.proposal.relation, m.proposal.direction) for m in pairs}
    assert len({direction for _, direction in made.values()}) > 1


def test_the_direction_is_that_of_the_row(small, tmp_path):
    pairs = evident(small)[:4]
    path = workbook(small, tmp_path)
    with opened(path) as book:
        page = book["Review"]
        names = columns(page)
        rows = {page.cell(n, names["row_id"]).value: page.cell(n, names["subject_id"]).value for n in range(2, page.max_row + 1)}
    words = ("subject-to-object", "object-to-subject", "", "Object to Subject")
    fill(path, *((m.pair, {**ACCEPT, "relation": "cites", "direction": word}) for m, word in zip(pairs, words, strict=True)))
    take(small, path)
    made = {event.pair: event.direction for event in decisions(small)}
    for mapped, word in zip(pairs, words, strict=True):
        along = FORWARD if rows[mapped.pair] == mapped.left else BACKWARD
        assert made[mapped.pair] == (turned(along) if word.casefold().startswith("object") else along)


def test_the_same_file_twice_changes_nothing(small, tmp_path):
    one, other = evident(small)[:2]
    path = workbook(small, tmp_path, (one.pair, ACCEPT), (other.pair, REJECT))
    take(small, path)
    before = small.log()
    assert counts(take(small, path)) == (0, len(small.mapped()), 0, 0)
    assert small.log() == before


def test_an_untouched_file_changes_nothing_whatever_stands_in_it(small, tmp_path):
    one, other, third = evident(small)[:3]
    for name in ("anna", "ben"):
        small.decide(one, reviewer=name, relation="cites", direction=FORWARD, comment="=so it is")
        small.decide(other, Verdict.REJECT, reviewer=name, reason="different-scope")
    small.decide(third, Verdict.UNSURE)
    before = small.log()
    assert counts(take(small, workbook(small, tmp_path))) == (0, len(small.mapped()), 0, 0)
    assert small.log() == before


def test_a_dry_run_records_nothing_and_says_the_same(small, tmp_path):
    path = workbook(small, tmp_path, (evident(small)[0].pair, ACCEPT))
    told = look(small, path)
    assert (counts(told)[0], small.log()) == (1, [])
    taken = take(small, path)
    assert [told.line(one) for one in told.outcomes] == [taken.line(one) for one in taken.outcomes]
    assert len(small.log()) == 1


def test_stray_spaces_and_another_case_are_read(small, tmp_path):
    one, other = evident(small)[:2]
    small.decide(evident(small)[2], reviewer="anna")
    filled = {"decision": " Accept\n", "relation": "Mutual_Interest ", "reviewer": "  ANNA "}
    take(small, workbook(small, tmp_path, (one.pair, filled), (other.pair, {**REJECT, "reason": "Different Scope"})))
    made = {event.pair: (event.verdict, event.relation, event.reason, event.reviewer) for event in decisions(small)[1:]}
    assert made == {one.pair: ("accept", "mutual-interest", "", "anna"), other.pair: ("reject", "", "different-scope", "anna")}


def test_one_person_spelled_twice_in_a_file_is_one_person(small, tmp_path):
    one, other = evident(small)[:2]
    take(small, workbook(small, tmp_path, (one.pair, ACCEPT), (other.pair, {**REJECT, "reviewer": "Anna"})))
    assert len({event.reviewer for event in decisions(small)}) == 1


@pytest.mark.parametrize(
    ("filled", "told"),
    [
        ({"decision": "maybe"}, "no decision 'maybe': write one of accept, reject, unsure"),
        ({"decision": "accept", "relation": "likes"}, "no relation 'likes': write one of mutual-interest, implements"),
        ({"decision": "reject", "reason": "bored"}, "no reason 'bored': write one of "),
        ({"decision": "accept", "relation": "cites", "direction": "up"}, "no direction 'up': write one of subject-to-object, object-to-subject"),
        ({"decision": "", "comment": "hm"}, "the row is filled in and has no decision: write one of accept, reject, unsure"),
        ({"decision": "accept", "reviewer": " "}, "nobody is named as reviewer: write a name into the row, or say --as NAME"),
    ],
)
def test_words_that_are_not_known_are_told_with_those_that_are(small, tmp_path, filled, told):
    one, other = evident(small)[:2]
    taken = take(small, workbook(small, tmp_path, (one.pair, {"reviewer": "anna", **filled}), (other.pair, ACCEPT)))
    assert counts(taken)[0::3] == (1, 1)
    (unreadable,) = (one for one in taken.outcomes if one.fate is Fate.UNREADABLE)
    assert told in unreadable.told
    assert [event.pair for event in decisions(small)] == [other.pair]


def test_a_reviewer_who_may_not_decide_is_unreadable_and_those_who_may_are_told(small, tmp_path):
    toml = small.root / "mapper.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("reviewers = []", 'reviewers = ["Anna", "ben"]'), encoding="utf-8")
    assert small.settings.reviewers == ("Anna", "ben")
    one, other = evident(small)[:2]
    taken = take(small, workbook(small, tmp_path, (one.pair, ACCEPT), (other.pair, {**REJECT, "reviewer": "eve"})))
    assert only_unreadable(taken).told == "no reviewer 'eve': write one of Anna, ben, or add the name to mapper.toml"
    assert [event.reviewer for event in decisions(small)] == ["Anna"]
    with pytest.raises(UsageError, match="'eve' is not among the reviewers"):
        take(small, tmp_path / "mapping.xlsx", reviewer="eve")


def only_unreadable(taken):
    (one,) = (one for one in taken.outcomes if one.fate is Fate.UNREADABLE)
    return one


def test_a_type_takes_only_rows_of_that_mapping(small, tmp_path):
    one = evident(small)[0]
    other = next(m for m in small.mapped() if m.proposal and m.type != "resolutions")
    path = workbook(small, tmp_path, (one.pair, ACCEPT), (other.pair, ACCEPT))
    taken = take(small, path, type_="resolutions")
    assert counts(taken) == (1, len(small.mapped("resolutions")) - 1, 0, 0)
    assert [event.pair for event in decisions(small)] == [one.pair]
    with pytest.raises(UsageError, match="no mapping named 'nothing'"):
        take(small, path, type_="nothing")


def test_changed_evidence_cells_are_a_conflict(small, tmp_path):
    one, other = evident(small)[:2]
    path = workbook(small, tmp_path, (one.pair, {**ACCEPT, "evidence_subject": "resolves 9, p. 9"}), (other.pair, {"subject_ref": "another"}))
    told = only(take(small, path))
    assert (told.fate, small.log()) == (Fate.CONFLICT, [])
    assert "cells that show what is to be judged were changed since the export: export anew" in told.told


def test_rows_that_were_sorted_apart_from_their_ids_are_a_conflict(small, tmp_path):
    one, other = evident(small)[:2]
    path = workbook(small, tmp_path, (one.pair, ACCEPT))
    with opened(path) as book:
        page = book["Review"]
        names = columns(page)
        places = {page.cell(n, names["row_id"]).value: n for n in range(2, page.max_row + 1)}
        page.cell(places[one.pair], names["row_id"]).value = other.pair
        page.cell(places[one.pair], names["row_checksum"]).value = ""
    assert "rows were mixed up" in only(take(small, path)).told


def test_several_names_in_a_row_that_was_filled_are_a_conflict(small, tmp_path):
    pairs = evident(small)[:3]
    small.decide(pairs[2], reviewer="anna")
    small.decide(pairs[2], reviewer="ben")
    before = small.log()
    path = workbook(small, tmp_path, (pairs[0].pair, {**ACCEPT, "reviewer": "anna; ben"}), (pairs[1].pair, {**ACCEPT, "reviewer": "Eve and Adam"}))
    fill(path, (pairs[2].pair, {"decision": "reject", "reviewer": "anna; ben"}))
    taken = take(small, path)
    assert counts(taken)[2] == 3
    assert all("names several people" in one.told for one in taken.outcomes if one.fate is Fate.CONFLICT)
    assert small.log() == before


def test_a_name_with_a_comma_is_one_name_once_it_is_known(small, tmp_path):
    one, other = evident(small)[:2]
    small.decide(other, reviewer="Doe, Anna")
    assert counts(take(small, workbook(small, tmp_path, (one.pair, {**ACCEPT, "reviewer": "doe,  anna"}))))[0] == 1
    assert {event.reviewer for event in decisions(small)} == {"Doe, Anna"}


def test_a_verdict_beside_an_adjudication_says_that_it_changes_nothing(small, tmp_path):
    one = evident(small)[0]
    small.decide(one, relation="mutual-interest", adjudicates=True, reviewer="chief")
    told = only(take(small, workbook(small, tmp_path, (one.pair, {**REJECT, "relation": ""}))))
    assert (told.fate, told.told) == (Fate.ACCEPTED, "it stands beside the adjudication of chief, which settles the pair")
    assert small.pair(one.pair).state is State.ACCEPTED


def test_a_decision_that_was_cleared_is_a_conflict(small, tmp_path):
    one = evident(small)[0]
    small.decide(one)
    before = small.log()
    told = only(take(small, workbook(small, tmp_path, (one.pair, dict.fromkeys(("decision", "relation", "direction", "reviewer"), "")))))
    assert (told.fate, small.log()) == (Fate.CONFLICT, before)
    assert "use `mapper undo`" in told.told


def test_who_decided_otherwise_after_the_export_is_not_overwritten(small, tmp_path):
    one, other = evident(small)[:2]
    small.decide(other, Verdict.REJECT)
    path = workbook(small, tmp_path, (one.pair, ACCEPT), (other.pair, {**ACCEPT, "reason": ""}))
    small.decide(one, Verdict.REJECT, reason="different-scope", at=LATER)
    small.decide(one, Verdict.REJECT, reviewer="ben", at=LATER)
    taken = take(small, path)
    (told,) = (row for row in taken.outcomes if row.fate is Fate.CONFLICT)
    assert told.told.startswith("anna said reject, different-scope on 2026-06-30")
    assert [(event.pair, event.verdict) for event in decisions(small)[3:]] == [(other.pair, Verdict.ACCEPT)]


def test_what_was_taken_back_after_the_export_is_not_said_again(small, tmp_path):
    path = workbook(small, tmp_path, (evident(small)[0].pair, ACCEPT))
    take(small, path)
    with small.open() as store:
        room.undo(store, reviewer="anna", at=LATER)
    told = only(take(small, path))
    assert (told.fate, len(small.log())) == (Fate.CONFLICT, 2)
    assert "took it back" in told.told


def test_a_file_whose_import_was_taken_back_whole_may_come_again(small, tmp_path):
    path = workbook(small, tmp_path, (evident(small)[0].pair, ACCEPT))
    take(small, path)
    with small.open() as store:
        acts.undo(store, store.decisions()[-1].batch, at=LATER, by="the office")
    assert counts(take(small, path))[0] == 1
    assert [event.verdict for event in room.effective(decisions(small))] == [Verdict.ACCEPT]
    assert counts(take(small, path))[0] == 0


def test_so_may_a_comment_that_went_with_it_beside_the_same_verdict(small, tmp_path):
    one = evident(small)[0]
    small.decide(one, Verdict.REJECT, reviewer=ACCEPT["reviewer"], reason="obsolete")
    path = workbook(small, tmp_path, (one.pair, {**ACCEPT, "decision": "reject", "reason": "obsolete", "comment": "still so"}))
    assert counts(take(small, path))[0] == 1
    with small.open() as store:
        acts.undo(store, store.decisions()[-1].batch, at=LATER, by="the office")
    assert counts(take(small, path))[0] == 1
    assert [event.comment for event in room.standing(decisions(small))[one.pair]] == ["still so"]
    assert counts(take(small, path))[0] == 0


def test_what_was_taken_back_as_an_act_of_a_review_is_not_said_again(small, tmp_path):
    one = evident(small)[0]
    path = workbook(small, tmp_path, (one.pair, ACCEPT))
    subject = room.Subject(one.pair, one.type, one.left, one.right, (one.proposal.left_edition, one.proposal.right_edition), one.proposal.evidence)
    word = room.Word(Verdict.ACCEPT, one.proposal.relation)
    with small.open() as store:
        room.record_all(store, [(subject, word)], reviewer="anna", at=LATER)
        acts.undo(store, store.decisions()[-1].batch, at=LATER, by="anna")
    assert only(take(small, path)).fate is Fate.CONFLICT


def test_an_import_is_one_act_and_is_taken_back_as_one(small, tmp_path):
    one, other = evident(small)[:2]
    take(small, workbook(small, tmp_path, (one.pair, ACCEPT), (other.pair, ACCEPT)))
    with small.open() as store:
        room.undo(store, reviewer="anna", at=LATER)
    assert room.effective(decisions(small)) == []


def test_a_comment_may_be_added_later_and_a_second_reviewer_stands_beside(small, tmp_path):
    one = evident(small)[0]
    path = workbook(small, tmp_path, (one.pair, ACCEPT))
    take(small, path)
    fill(path, (one.pair, {"comment": "seen with the group"}))
    assert counts(take(small, path))[0] == 1
    fill(path, (one.pair, {"comment": "and with the chair"}))
    assert counts(take(small, path))[0] == 1
    fill(path, (one.pair, {"comment": "seen with the group"}))
    assert counts(take(small, path))[0::2] == (0, 0)
    fill(path, (one.pair, {**REJECT, "comment": "", "reviewer": "ben"}))
    assert counts(take(small, path))[0] == 1
    assert small.pair(one.pair).state is State.DISPUTED


def test_rows_that_contradict_each_other_are_a_conflict_and_the_same_twice_is_once(small, tmp_path):
    one, other = evident(small)[:2]
    path = workbook(small, tmp_path, (one.pair, ACCEPT), (other.pair, ACCEPT))
    with opened(path) as book:
        page = book["Review"]
        names = columns(page)
        for pair, verdict in ((one.pair, "reject"), (other.pair, "accept")):
            row = next(list(row) for row in page.iter_rows(min_row=2, values_only=True) if row[0] == pair)
            row[names["decision"] - 1] = verdict
            page.append(row)
    taken = take(small, path)
    assert counts(taken)[0::2] == (1, 2)
    assert all("says otherwise of the same pair" in row.told for row in taken.outcomes if row.fate is Fate.CONFLICT)
    assert [event.pair for event in decisions(small)] == [other.pair]


def test_a_sheet_that_was_sorted_cut_down_and_added_to_is_read_all_the_same(small, tmp_path):
    one, other = evident(small)[:2]
    path = workbook(small, tmp_path, (one.pair, ACCEPT), (other.pair, REJECT))
    with opened(path) as book:
        page = book["Review"]
        rows = [list(row) for row in page.iter_rows(min_row=2, values_only=True)]
        keep = [row for row in reversed(rows) if row[0] in (one.pair, other.pair)]
        page.delete_rows(2, page.max_row)
        page.insert_cols(2)
        page["B1"] = "my notes"
        page.row_dimensions[2].hidden = True
        for row in keep:
            page.append([row[0], "mine", *row[1:]])
        page.title = "For Anna"
        book.move_sheet(page, 3)
    assert counts(take(small, path)) == (2, 0, 0, 0)


def test_a_file_whose_properties_another_program_rewrote_is_read_all_the_same(small, tmp_path):
    one, other = evident(small)[:2]
    small.decide(other)
    path = workbook(small, tmp_path, (one.pair, ACCEPT), (other.pair, REJECT))
    with opened(path) as book:
        book.custom_doc_props["mapper_log_events"].value  # noqa: B018
        del book.custom_doc_props["mapper_log_events"]
        book.custom_doc_props.append(FloatProperty(name="mapper_log_events", value=1.0))
    assert counts(take(small, path))[0] == 2


def test_a_file_without_properties_overwrites_nothing(small, tmp_path):
    one, other = evident(small)[:2]
    small.decide(other)
    path = workbook(small, tmp_path, (one.pair, ACCEPT), (other.pair, REJECT))
    with opened(path) as book:
        book.custom_doc_props = CustomPropertyList()
    taken = take(small, path)
    assert counts(taken)[0::2] == (1, 1)
    assert decisions(small)[1].evidence == one.proposal.evidence


def test_a_file_without_its_hidden_columns_still_says_what_was_decided(small, tmp_path):
    one, other = evident(small)[:2]
    small.decide(other)
    small.decide(other, reviewer="ben")
    path = workbook(small, tmp_path, (one.pair, ACCEPT))
    with opened(path) as book:
        book["Review"].delete_cols(2, 2)
    assert counts(take(small, path)) == (1, len(small.mapped()) - 1, 0, 0)


def test_a_comment_that_looks_like_a_date_or_a_number_is_kept_as_text(small, tmp_path):
    from datetime import datetime

    one, other = evident(small)[:2]
    path = workbook(small, tmp_path, (one.pair, {**ACCEPT, "comment": datetime(2026, 1, 31)}), (other.pair, {**REJECT, "comment": 42.0}))
    take(small, path)
    assert {event.pair: event.comment for event in decisions(small)} == {one.pair: "2026-01-31", other.pair: "42"}


def test_a_row_of_a_run_that_is_kept_is_recorded_with_what_that_run_showed(small, later, tmp_path):
    before = {m.pair: m for m in evident(small)}
    path = workbook(small, tmp_path, *((pair, ACCEPT) for pair in before))
    confer(small, later)
    taken = take(small, path)
    assert counts(taken)[0] == len(before)
    for event in decisions(small):
        seen = before[event.pair].proposal
        assert (event.editions, event.evidence) == ((seen.left_edition, seen.right_edition), seen.evidence)
    assert any(m.state is State.STALE for m in small.mapped())
    assert counts(take(small, path))[0::2] == (0, 0)


def forget_runs(workspace):
    """Let the proposals of earlier runs go, as later runs do."""
    for floor in ("0.11", "0.12"):
        toml = workspace.root / "mapper.toml"
        lines = [line for line in toml.read_text(encoding="utf-8").splitlines() if not line.startswith("floor")]
        toml.write_text("\n".join(lines).replace("[proposals]", f"[proposals]\nfloor = {floor}") + "\n", encoding="utf-8")
        workspace.run(at=LATER)


def test_once_the_run_is_forgotten_rows_of_the_same_editions_count_and_others_are_a_conflict(small, later, tmp_path):
    before = {m.pair: m.proposal for m in evident(small)}
    path = workbook(small, tmp_path, *((pair, ACCEPT) for pair in before))
    confer(small, later)
    forget_runs(small)
    taken = take(small, path)
    library = small.standing().library.current
    fates = {one.pair: one for one in taken.outcomes if one.pair in before}
    same = {
        pair
        for pair, seen in before.items()
        if (seen.left_edition, seen.right_edition) == tuple(library[w].edition.label for w in (seen.left, seen.right))
    }
    assert same
    assert len(same) < len(before)
    for pair, one in fates.items():
        assert one.fate is (Fate.ACCEPTED if pair in same else Fate.CONFLICT)
        if one.fate is Fate.CONFLICT:
            assert "other editions than today's" in one.told
            assert "export anew" in one.told


def test_a_word_is_said_anew_where_the_text_changed_under_it(small, later, tmp_path):
    pairs = evident(small)
    take(small, workbook(small, tmp_path / "first", *((m.pair, ACCEPT) for m in pairs)))
    confer(small, later)
    stale = next(m for m in small.mapped() if m.state is State.STALE and m.proposal)
    path = workbook(small, tmp_path / "second", (stale.pair, {**ACCEPT, "relation": stale.relation}))
    assert counts(take(small, path))[0] == 1
    assert small.pair(stale.pair).state is State.ACCEPTED
    before = small.log()
    take(small, tmp_path / "first" / "mapping.xlsx")
    take(small, path)
    assert small.log() == before


def test_all_rows_of_a_file_are_one_transaction_behind_whatever_was_said_meanwhile(small, tmp_path):
    pairs = evident(small)[:3]
    path = workbook(small, tmp_path, *((m.pair, ACCEPT) for m in pairs))
    small.decide(pairs[0], Verdict.REJECT, reviewer="ben")
    taken = take(small, path)
    log = decisions(small)
    assert [event.previous for event in log] == ["", *(event.event for event in log[:-1])]
    assert {one.made.event for one in taken.outcomes if one.made} == {event.event for event in log[1:]}
    with small.open() as store:
        assert store.verify_log() == []


def test_a_workbook_of_another_layout_is_refused(small, tmp_path):
    path = workbook(small, tmp_path)
    with opened(path) as book:
        book["Review"]["A1"] = "pair number"
    with pytest.raises(UnreadableSource, match=r"mapping.xlsx has no sheet Review with the columns row_id and decision"):
        take(small, path)


def test_a_pair_of_another_workspace_is_unreadable(small, tmp_path):
    one = evident(small)[0]
    path = workbook(small, tmp_path, (one.pair, ACCEPT))
    with opened(path) as book:
        page = book["Review"]
        names = columns(page)
        at = next(n for n in range(2, page.max_row + 1) if page.cell(n, 1).value == one.pair)
        page.cell(at, names["row_id"]).value = "0" * 16
        page.cell(at, names["subject_id"]).value = "xx/res/1"
        cells = {name: page.cell(at, place).value for name, place in names.items()}
        page.cell(at, names["row_checksum"]).value = row_checksum(cells)
    assert only(take(small, path)).told.startswith("no such pair is known in this workspace")
