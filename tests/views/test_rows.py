"""What reports say of a text and of a pair, worked out once."""

import dataclasses

import pytest

from mapper.types import Edition, State, Verdict
from mapper.views.export import Export
from mapper.views.items import item
from mapper.views.judgement import meant
from mapper.views.rows import rows
from tests.reports import sample


def test_a_label_that_holds_the_edition_does_not_say_it_twice():
    numbered = dataclasses.replace(sample.document("itu-r/q/118-6"), number="118-1/6", edition=Edition("118-1/6", "", 2007))
    assert item("itu-r/q/118-6", numbered).ref == "ITU-R Question 118-1/6"
    assert item("pp/res/182", sample.document("pp/res/182")).ref == "PP Resolution 182 (Rev. Dubai, 2018)"


@pytest.mark.parametrize(
    ("said", "sectors"), [("T;D", ("T", "D")), ("ITU-T, ITU-R", ("T", "R")), ("GS; R; T", ("GS", "R", "T")), ("", ()), ("Mars", ())]
)
def test_an_activity_has_all_the_sectors_that_its_list_names(said, sectors):
    listed = dataclasses.replace(sample.document("activity/a-001"), details=(("sectors", said),))
    assert item(listed.id, listed).sectors == sectors


def test_a_confirmation_says_again_what_its_reviewer_said_even_a_rejection_and_is_not_changed_by_an_undo():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    no = sample.decision(proposed, Verdict.REJECT, "anna")
    again = sample.decision(proposed, Verdict.CONFIRM, "anna", comment="still so")
    taken = sample.decision(proposed, Verdict.UNDO, "anna", undoes=no.event)
    clear = meant((no, again))[again.event]
    assert (clear.verdict, clear.reason, clear.comment) == (Verdict.REJECT, "different-scope", "still so")
    assert meant((no, again, taken))[again.event] == clear


def test_an_adjudication_decides_alone_and_the_others_are_told_apart():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    against = sample.decision(proposed, Verdict.REJECT, "ben")
    judged = sample.decision(proposed, Verdict.ACCEPT, "chair", adjudicates=True, comment="both texts say it")
    one = rows(Export((sample.mapped(proposed, State.ACCEPTED, judged, against),), {}))[0]
    assert (one.decision, one.comment, one.reviewers, one.agreement) == ("accept", "both texts say it", "chair", -1)
    assert one.judgement.support == 1


def test_a_pair_whose_file_was_not_read_this_time_says_so():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73")
    pair = dataclasses.replace(sample.mapped(proposed, State.OPEN), unread=True)
    assert rows(Export((pair,), {}))[0].state == "proposed, file not read this time"
