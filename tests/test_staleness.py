"""A decision re-opens only if a clause that carried its evidence changed in substance."""

from dataclasses import replace

import pytest

from mapper.editions import compare
from mapper.staleness import why_stale
from mapper.types import Change, Decision, Evidence, Part, Quote, Status, Verdict
from tests.test_editions import OLD, clause, document

OTHER = replace(document(clause("1", "to support the studies on climate change of the other Sector")), id="y")


def quote(of):
    return Quote(of.id, of.place, of.page, of.text)


def decision(*evidence):
    return Decision(
        event="e", pair="p", type="t", left="x", right="y", verdict=Verdict.ACCEPT, relation="mutual-interest", reason="", comment="",
        reviewer="anna", at="2026-01-01T00:00:00Z", seconds=1.0, score_shown=True, editions=("A, 2018", "A, 2018"), evidence=evidence,
    )  # fmt: skip


def evidence(number):
    return Evidence(quote(OLD[number]), quote(OTHER.clauses[0]), 1.0)


def stale(new, made=None, keep_old=True):
    old = document(*OLD)
    seen = {old.key: old} if keep_old else {}
    return why_stale(made or decision(evidence(1)), {"x": new, "y": OTHER}, {**seen, new.key: new, OTHER.key: OTHER})


def test_nothing_changed_nothing_is_stale():
    assert stale(document(*OLD)) == ()


def test_a_change_elsewhere_keeps_the_decision():
    new = document(clause("1", "to end the studies of the Union on climate change at once;"), *OLD[1:], label="B, 2022", year=2022)
    assert stale(new) == ()


def test_an_editorial_change_and_a_new_number_keep_the_decision():
    moved = clause("7", "To report to the next conference, by 2018, on progress made;")
    assert stale(document(OLD[0], moved, OLD[2], label="B, 2022", year=2022)) == ()


def test_a_decision_on_a_clause_that_only_moved_holds_where_another_was_added_or_removed():
    added = (OLD[0], clause("2", "to award prizes for innovation in rural schools;"), clause("3", OLD[1].text), clause("4", OLD[2].text))
    removed = (clause("1", OLD[1].text), clause("2", OLD[2].text))
    for clauses in (added, removed):
        new = document(*clauses, label="B, 2022", year=2022)
        assert compare(document(*OLD), new).grade is Change.OPERATIVE_CHANGED
        assert stale(new) == ()


def test_a_changed_deadline_under_the_evidence_reopens_it():
    new = document(OLD[0], clause("2", "to report to the next conference by 2022 on the progress made;"), OLD[2], label="B, 2022", year=2022)
    assert [c.grade for c in stale(new)] == [Change.ACTOR_OR_DEADLINE_CHANGED]


def test_a_removed_clause_under_the_evidence_reopens_it():
    assert [c.grade for c in stale(document(OLD[0], OLD[2], label="B, 2022", year=2022))] == [Change.REMOVED]


def test_the_quote_itself_stands_in_where_the_old_edition_is_lost():
    new = document(OLD[0], clause("2", "to report to the next conference by 2022 on the progress made;"), OLD[2], label="B, 2022", year=2022)
    assert stale(new, keep_old=False)
    assert stale(document(*OLD, label="B, 2022", year=2022), keep_old=False) == ()


def test_a_suppressed_side_is_gone_not_stale():
    assert stale(document(status=Status.SUPPRESSED, label="B, 2022", year=2022)) == ()


def test_a_decision_without_evidence_is_judged_by_the_operative_clauses():
    new = document(OLD[0], OLD[1], clause("3", "to forbid the recycling of equipment in each and every country."), label="B, 2022", year=2022)
    assert stale(new, decision())
    assert stale(document(*OLD, label="B, 2022", year=2022), decision()) == ()


@pytest.mark.parametrize(
    ("opener", "before", "now"),
    [
        ("recommends", "(8)", "(7)"),
        ("resolves", "2.", "3."),
        ("considering", "–", "2"),
        ("resolves", "§2", "§3"),
        ("resolves", "iv.", "v."),
        ("Section 2", "", "1"),
        ("", "4", "5"),
        ("", "B", "C"),
        ("", "", "2"),
    ],
)
def test_words_that_stand_under_another_number_hold_where_the_text_that_was_seen_is_gone(opener, before, now):
    old, new = (clause(label, OLD[1].text, opener, Part.PREAMBLE if opener == "considering" else Part.OPERATIVE) for label in (before, now))
    made = decision(Evidence(quote(old), quote(OTHER.clauses[0]), 1.0))
    elsewhere = clause("9", "to organise a meeting of museums each year", opener or "invites")
    assert stale(document(elsewhere, new, label="B, 2022", year=2022), made, keep_old=False) == ()


def test_the_same_words_behind_a_verb_that_does_not_bind_reopen_it_where_the_text_that_was_seen_is_gone():
    made = decision(Evidence(quote(clause("(2)", OLD[1].text, "instructs")), quote(OTHER.clauses[0]), 1.0))
    new = document(clause("(1)", OLD[1].text, "invites"), OLD[2], label="B, 2022", year=2022)
    assert [change.grade for change in stale(new, made, keep_old=False)] == [Change.OPERATIVE_CHANGED]


@pytest.mark.parametrize(
    ("before", "now", "reopens"), [("resolves", "considering", True), ("considering", "noting", False), ("Annex 1", "noting", False)]
)
def test_words_that_bound_and_only_recite_now_reopen_it_where_the_text_that_was_seen_is_gone(before, now, reopens):
    made = decision(Evidence(quote(clause("2", OLD[1].text, before)), quote(OTHER.clauses[0]), 1.0))
    table = clause("", "30 % | 2030", before, Part.TABLE)
    new = document(clause("a)", OLD[1].text, now, Part.PREAMBLE), clause("", OLD[2].text, "instructs"), table, label="B, 2022", year=2022)
    assert [change.grade for change in stale(new, made, keep_old=False)] == [Change.OPERATIVE_CHANGED] * reopens


@pytest.mark.parametrize(
    ("before", "now", "part", "text"),
    [
        ("resolves 2", "further resolves", Part.OPERATIVE, OLD[1].text),
        ("charge le Directeur 2", "charge le Directeur également", Part.OPERATIVE, OLD[1].text),
        ("instructs ITU-D Study Groups 1 and 2", "instructs ITU-D Study Groups 1 and 2,", Part.OPERATIVE, OLD[1].text),
        ("recommends", "further recommends", Part.TABLE, "Class | 30 % of the shares | 2030"),
        ("recommends", "Annex 1", Part.TABLE, "Class | 30 % of the shares | 2030"),
    ],
)
def test_what_an_editor_touched_before_the_words_keeps_it_where_the_text_that_was_seen_is_gone(before, now, part, text):
    made = decision(Evidence(Quote("x#2", before, 1, text), quote(OTHER.clauses[0]), 1.0))
    new = document(OLD[0], clause("", text, now, part), label="B, 2022", year=2022)
    assert stale(new, made, keep_old=False) == ()


def test_a_verb_that_only_the_new_text_knows_binds_in_whatever_letters_and_to_whomever():
    made = decision(Evidence(quote(clause("2", OLD[1].text, "mandates the Council")), quote(OTHER.clauses[0]), 1.0))
    new = document(clause("a)", OLD[1].text, "noting", Part.PREAMBLE), clause("1", OLD[2].text, "MANDATES THE DIRECTORS"), label="B, 2022", year=2022)
    assert [change.grade for change in stale(new, made, keep_old=False)] == [Change.OPERATIVE_CHANGED]


def test_the_same_words_told_to_two_hold_for_each_under_another_number_where_the_text_that_was_seen_is_gone():
    made = decision(Evidence(quote(clause("3", OLD[1].text, "instructs the Council")), quote(OTHER.clauses[0]), 1.0))
    both = (clause(label, OLD[1].text, opener) for label, opener in (("2", "instructs the Director"), ("4", "instructs the Council")))
    assert stale(document(*both, label="B, 2022", year=2022), made, keep_old=False) == ()


@pytest.mark.parametrize(("part", "now"), [(Part.PREAMBLE, Part.OPERATIVE), (Part.OPERATIVE, Part.PREAMBLE), (Part.BODY, Part.OPERATIVE)])
def test_words_without_a_place_that_bind_now_or_no_longer_reopen_it_where_the_text_that_was_seen_is_gone(part, now):
    made = decision(Evidence(quote(clause("", OLD[1].text, "", part)), quote(OTHER.clauses[0]), 1.0))
    new = document(clause("1", OLD[1].text, "", now), OLD[2], label="B, 2022", year=2022)
    assert [change.grade for change in stale(new, made, keep_old=False)] == [Change.OPERATIVE_CHANGED]


def test_a_corrected_file_of_the_same_edition_that_has_the_words_behind_another_verb_reopens_it():
    seen = replace(quote(OLD[1]), place="invites 2")
    made = decision(Evidence(seen, quote(OTHER.clauses[0]), 1.0))
    assert [change.grade for change in stale(document(*OLD), made, keep_old=False)] == [Change.OPERATIVE_CHANGED]
    assert stale(document(*OLD), decision(evidence(1)), keep_old=False) == ()
