"""Cooperation: whom a subject concerns and how they can act together, as the profiles say."""

import pytest

from mapper.cooperation import Reach, cooperation, cooperations, in_lines, scope, together
from mapper.views.counts import NOBODY
from mapper.views.items import item
from tests.reports import sample

R, T, D, GS = "ra/res/60", "wtsa/res/73", "wtdc/res/66", "pp/res/182"
QR, QT, QD = "itu-r/wp/7c", "itu-t/2017-2020/q/9-5", "itu-d/2018-2021/q/6-2"


def texts(*works):
    return [item(work, sample.document(work)) for work in works]


@pytest.mark.parametrize(
    ("sectors", "reach", "words"),
    [
        (("R", "T", "D"), Reach.ALL, "all Sectors"),
        (("GS", "R", "T", "D"), Reach.ALL, "all Sectors, with GS"),
        (("R", "T"), Reach.BILATERAL, "bilateral R-T"),
        (("R", "D"), Reach.BILATERAL, "bilateral R-D"),
        (("T", "D"), Reach.BILATERAL, "bilateral T-D"),
        (("GS", "T", "D"), Reach.BILATERAL, "bilateral T-D, with GS"),
        (("GS", "D"), Reach.BESIDE, "D, with GS"),
        (("GS",), Reach.WITHIN, "within GS"),
        (("T",), Reach.WITHIN, "within T"),
        ((), Reach.UNKNOWN, "no Sector named"),
        ((NOBODY,), Reach.UNKNOWN, "no Sector named"),
        (("UNGA", "HRC", "ECOSOC"), Reach.SEVERAL, "among UNGA, HRC, ECOSOC"),
    ],
)
def test_a_scope_is_told_in_words(sectors, reach, words):
    assert (scope(sectors).reach, scope(sectors).words) == (reach, words)


@pytest.mark.parametrize(
    ("works", "circles"),
    [
        ((R, T, D), [("all Sectors", 3), ("R-T", 2), ("R-D", 2), ("T-D", 2)]),
        ((QT, QD), [("T-D", 2)]),
        ((GS, T), [("GS with T", 2)]),
        ((R,), []),
        ((GS,), []),
        ((), []),
    ],
)
def test_who_can_act_together_is_told_with_how_many_texts(works, circles):
    assert [(joint.who, joint.texts) for joint in together(texts(*works))] == circles


def test_the_way_depends_on_whether_groups_study_the_subject():
    studied, partly, never = (together(texts(*works))[0].ways for works in ((QR, QT), (QR, T), (R, T)))
    assert len({studied, partly, never}) == 3
    assert together(texts(QR, QT, R, T))[0].ways == studied


def test_an_organisation_without_a_profile_has_no_ways():
    assert cooperation(["UNGA"]).rules == ()
    assert together([item("unga/res/1", None)]) == ()


def test_every_rule_of_a_profile_has_a_way_and_known_words():
    assert cooperations()
    for profile in cooperations():
        assert {rule.among for rule in profile.rules} <= {"all", "two", "secretariat"}
        assert {rule.studies for rule in profile.rules} <= {"each", "some", "none"}
        assert all(rule.ways for rule in profile.rules)
        assert len({(rule.among, rule.studies) for rule in profile.rules}) == len(profile.rules)


def test_who_can_do_the_same_shares_a_line():
    assert in_lines(together(texts(R, T, D)))[1:] == ["R-T, R-D, T-D: exchange between the advisory groups; joint workshop of the Bureaux"]
    apart = in_lines(together(texts(QR, T, D)))
    assert [line.partition(":")[0] for line in apart] == ["all Sectors", "R-T, R-D", "T-D"]
