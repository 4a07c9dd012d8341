"""Areas: accepted pairs as subjects, each with a stable id, its participants and its scope."""

import dataclasses
import random
from itertools import combinations

from mapper.areas import group
from mapper.cooperation import Reach
from mapper.types import State
from mapper.views.rows import rows
from tests import maps

R, T, D, PP = "ra/res/60", "wtsa/res/73", "wtdc/res/66", "pp/res/182"
CLIMATE = tuple(maps.accepted(*pair, at=f"2026-11-30T10:0{number}:00Z") for number, pair in enumerate(combinations((R, T, D, PP), 2)))
REGIONS = maps.accepted("pp/res/25", "wtsa/res/54", at="2026-11-30T11:00:00Z")


def areas(*pairs, **more):
    export = maps.export(*pairs)
    return group(export, rows(export), **more)


def test_accepted_pairs_become_areas_and_nothing_else_does():
    found = areas(*CLIMATE, REGIONS, maps.proposed("pp/res/25", D), maps.rejected("wtsa/res/54", D))
    assert [len(area.rows) for area in found.areas] == [6, 1]
    assert all(row.mapped.state is State.ACCEPTED for area in found.areas for row in area.rows)


def test_without_an_accepted_pair_there_is_no_area():
    assert areas(maps.proposed(R, T)).areas == ()


def test_likely_pairs_join_when_they_are_asked_for():
    likely, unlikely = maps.proposed("pp/res/25", D), maps.proposed("pp/res/25", R, 0.3)
    [area] = areas(likely, unlikely, with_likely=True).areas
    assert ([row.id for row in area.rows], area.accepted) == ([likely.pair], 0)


def test_the_order_of_the_pairs_does_not_matter():
    pairs = [*CLIMATE, REGIONS]
    before = areas(*pairs)
    random.Random(7).shuffle(pairs)
    assert [area.id for area in areas(*pairs).areas] == [area.id for area in before.areas]
    export = maps.export(*pairs)
    assert group(export, rows(export)[::-1]) == group(export, rows(export))


def test_an_id_stays_while_the_area_grows():
    first = areas(*CLIMATE[:3]).areas[0].id
    assert areas(*CLIMATE).areas[0].id == first
    assert len({area.id for area in areas(*CLIMATE, REGIONS).areas}) == 2


def test_an_id_is_not_that_of_a_pair_at_the_edge():
    around = (*CLIMATE, maps.accepted(PP, "wrc/res/1"), maps.accepted(PP, "wrc/res/2"))
    edge = maps.accepted(R, "wrc/res/1", at="2026-01-01T00:00:00Z")
    [before], [after] = areas(*around).areas, areas(edge, *around).areas
    assert after.members[0].item.id == PP
    assert after.id == before.id


def test_who_takes_part_and_whom_it_concerns_is_told():
    [area] = areas(*CLIMATE).areas
    assert [(party.sector, party.names) for party in area.parties] == [("GS", ("PP",)), ("R", ("RA",)), ("T", ("WTSA",)), ("D", ("WTDC",))]
    assert (area.scope.reach, area.scope.words) == (Reach.ALL, "all Sectors, with GS")
    assert [area.scope.words for area in areas(maps.accepted(R, D)).areas] == ["bilateral R-D"]


def test_an_activity_takes_part_and_does_not_widen_the_scope():
    [area] = areas(maps.accepted(T, PP), maps.accepted("activity/a-001", PP, type_="activities")).areas
    assert [(party.sector, party.names) for party in area.parties] == [("GS", ("PP",)), ("T", ("WTSA", "activities")), ("D", ("activities",))]
    assert area.scope.words == "T, with GS"


def test_areas_of_all_sectors_come_first():
    assert areas(REGIONS, maps.accepted("ra/res/6", "wtsa/res/18"), *CLIMATE).areas[0].scope.reach is Reach.ALL


def test_what_could_be_done_together_follows_from_the_texts():
    [area] = areas(*CLIMATE).areas
    assert area.joint[0].sectors == ("R", "T", "D")
    assert area.joint[0].texts == 3
    assert all(joint.ways for joint in area.joint)


def test_a_pair_that_only_cites_makes_no_area():
    cites = maps.accepted(R, T, relation="cites")
    found = areas(cites, REGIONS)
    assert [row.id for row in found.apart] == [cites.pair]
    assert [row.id for area in found.areas for row in area.rows] == [REGIONS.pair]


def test_the_same_said_twice_is_told():
    twice = maps.accepted("pp/res/25", "wtsa/res/54", relation="duplicate")
    assert [row.id for row in areas(twice).areas[0].repeats] == [twice.pair]


def test_a_subtopic_is_no_document():
    assert areas(maps.accepted(R, "theme/climate/monitoring", type_="theme:climate")).areas == ()


def test_areas_that_share_a_document_name_each_other():
    left, right = (tuple(f"{body}/res/{number}" for body in ("ra", "wtsa", "wtdc") for number in numbers) for numbers in ((1, 2), (3, 4)))
    one, other = areas(*(maps.accepted(*pair) for side in (left, right) for pair in combinations((PP, *side), 2))).areas
    assert [(touch.area, [item.id for item in touch.items]) for touch in one.touches] == [(other.id, [PP])]
    assert [touch.area for touch in other.touches] == [one.id]


def test_a_decision_that_is_to_be_looked_at_again_makes_no_area():
    assert areas(dataclasses.replace(REGIONS, state=State.STALE)).areas == ()
