"""Triads and missing pairs: what accepted pairs close, and what they ask for."""

import dataclasses

from mapper.areas import group
from mapper.settings import MappingType, Side
from mapper.types import Status
from mapper.views.rows import rows
from tests import maps
from tests.reports import sample

R, T, D, PP = "ra/res/60", "wtsa/res/73", "wtdc/res/66", "pp/res/182"


def area(*pairs, **more):
    export = maps.export(*pairs, **more)
    return group(export, rows(export)).areas[0]


def asked(found):
    return [tuple(sorted(item.id for item in missing.ends)) for missing in found.missing]


def test_three_texts_of_three_sectors_all_paired_are_a_triad_in_the_order_of_the_sectors():
    closed = area(maps.accepted(D, T), maps.accepted(R, T), maps.accepted(R, D))
    assert [[item.id for item in trio] for trio in closed.triads] == [[R, T, D]]
    assert closed.missing == ()


def test_two_of_three_pairs_are_no_triad_and_ask_for_the_third():
    opened = area(maps.accepted(D, T), maps.accepted(R, T))
    assert opened.triads == ()
    assert asked(opened) == [(R, D)]


def test_the_secretariat_and_activities_make_no_triad():
    assert area(maps.accepted(PP, T), maps.accepted(PP, D), maps.accepted(D, T)).triads == ()
    meeting = "activity/a-001"
    with_activity = area(maps.accepted(R, D), maps.accepted(meeting, R, type_="activities"), maps.accepted(meeting, D, type_="activities"))
    assert with_activity.triads == ()


def test_a_missing_pair_cites_its_premises():
    [missing] = area(one := maps.accepted(D, T), other := maps.accepted(R, T)).missing
    assert [item.id for item in missing.through] == [T]
    assert [{row.id for row in premises} for premises in missing.premises] == [{one.pair, other.pair}]
    assert missing.row is None


def test_a_missing_pair_that_is_proposed_shows_its_proposal():
    weak = maps.proposed(R, D, 0.3)
    [missing] = area(maps.accepted(D, T), maps.accepted(R, T), weak).missing
    assert missing.row.id == weak.pair


def test_a_pair_that_somebody_judged_is_not_missing():
    assert area(maps.accepted(D, T), maps.accepted(R, T), maps.rejected(R, D)).missing == ()


def test_what_no_mapping_compares_is_not_missing():
    only = (MappingType("resolutions", (Side(bodies=("WTSA",)), Side(bodies=("WTDC", "RA")))),)
    assert area(maps.accepted(D, T), maps.accepted(R, T), types=only).missing == ()
    same_body = area(maps.accepted("wtsa/res/73", D), maps.accepted("wtsa/res/54", D))
    assert same_body.missing == ()


def test_what_more_pairs_speak_for_comes_first():
    found = area(maps.accepted(PP, R), maps.accepted(PP, T), maps.accepted(D, R), maps.accepted(D, T), maps.accepted(PP, "wrc/res/673"))
    assert asked(found)[0] in {(R, T), (PP, D)}
    counts = [len(missing.through) for missing in found.missing]
    assert counts == sorted(counts, reverse=True)


def test_a_withdrawn_text_asks_for_nothing():
    gone = dataclasses.replace(sample.document(T), status=Status.SUPPRESSED)
    found = area(maps.accepted(D, R), documents=[gone])
    assert T not in {item.id for missing in found.missing for item in missing.ends}
