"""The agenda: happenings by date with what they are mapped to, and what clashes or is a chance, whatever the order of the list."""

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.agenda import agenda
from mapper.types import Kind
from mapper.views.rows import rows
from tests import maps
from tests.reports import sample

TOPIC = "theme/climate/monitoring"


def event(name, start="2025-03-03", end="", place="Accra", kind=Kind.EVENT, **more):
    told = {"start": start, "end": end or start, "place": place, "organiser": f"host of {name}", **more}
    details = tuple((key, value) for key, value in told.items() if value)
    return dataclasses.replace(sample.document(f"activity/{name}"), title=told.pop("title", f"Event {name}"), kind=kind, details=details)


def made(*documents, pairs=(), day="2025-01-01"):
    export = dataclasses.replace(maps.export(*pairs, documents=documents), date=day)
    return agenda(export, rows(export))


def belongs(work, topic=TOPIC):
    return maps.accepted(topic, work, type_="theme:climate")


def maybe(work):
    return maps.proposed(TOPIC, work, 0.95, type_="theme:climate")


def met(found):
    return [(meeting.kind, *(one.item.id for one in meeting.happenings), meeting.rule) for meeting in found.meetings]


def test_a_happening_has_days_region_and_what_people_accepted_of_it():
    text = maps.accepted("activity/a", "pp/res/182", type_="activities")
    found = made(
        event("a", "2025-03-03", "2025-03-05", "Accra, Ghana", status="planned", link="see https://example.org/a."),
        pairs=[belongs("activity/a"), text],
    )
    [one] = found.happenings
    assert (one.start, one.end, one.exact, one.days) == (date(2025, 3, 3), date(2025, 3, 5), True, 3)
    assert (one.place, one.region, one.status, one.who, one.link) == ("Accra, Ghana", "Africa", "planned", ("host of a",), "https://example.org/a.")
    assert (one.themes, one.subtopics, one.documents) == (("climate",), (TOPIC,), ("pp/res/182",))
    assert len(one.areas) == 1
    assert found.of(one.areas[0]) == found.of("climate") == found.of(TOPIC) == (one,)
    assert one.problems == ()


def test_what_is_only_likely_stands_apart():
    [one] = made(event("a"), pairs=[maybe("activity/a")]).happenings
    assert (one.themes, one.subtopics, one.likely_subtopics) == ((), (), (TOPIC,))


@pytest.mark.parametrize(
    ("start", "end", "first", "last", "exact", "problem"),
    [
        ("2025-02", "", date(2025, 2, 1), date(2025, 2, 28), False, ""),
        ("2025-11", "2025-12", date(2025, 11, 1), date(2025, 12, 31), False, ""),
        ("2025", "", date(2025, 1, 1), date(2025, 12, 31), False, ""),
        ("", "", None, None, False, "it has no date"),
        ("03/05/2025", "", None, None, False, "its date '03/05/2025' is not certain, so it stands among those without a date"),
        ("2025-03-05", "2025-03-03", date(2025, 3, 5), date(2025, 3, 5), True, "it ends on 2025-03-03, before it begins on 2025-03-05"),
    ],
)
def test_a_date_is_taken_for_no_more_than_it_says(start, end, first, last, exact, problem):
    [one] = made(event("a", start, end)).happenings
    assert (one.start, one.end, one.exact) == (first, last, exact)
    assert problem in "".join(one.problems)
    assert bool(problem) is bool(one.problems)


def test_what_has_no_date_comes_last_and_is_not_taken_to_be_over():
    found = made(event("a", ""), event("b", "2025-05-01"), event("c", "2024-05-01"))
    assert [one.item.id[-1] for one in found.happenings] == ["c", "b", "a"]
    assert [one.item.id[-1] for one in found.upcoming] == ["b", "a"]


TWO = [belongs("activity/a"), belongs("activity/b")]


def test_two_workshops_on_one_subtopic_within_six_weeks_in_one_region_are_a_chance():
    found = made(event("a", "2025-03-03"), event("b", "2025-04-14", place="Nairobi"), pairs=TWO)
    [chance] = found.meetings
    assert met(found) == [("chance", "activity/a", "activity/b", "same subtopic, same region")]
    assert chance.reason == "both are on “Climate monitoring” in the region Africa, 42 days apart: one programme, or one journey, may serve both"
    assert made(event("a", "2025-03-03"), event("b", "2025-04-15", place="Nairobi"), pairs=TWO).meetings == ()
    assert made(event("a", "2025-03-03"), event("b", "2025-04-14", place="Lima"), pairs=TWO).meetings == ()


def test_two_events_on_one_subtopic_on_days_that_overlap_clash():
    found = made(event("a", "2025-03-03", "2025-03-05"), event("b", "2025-03-05", place="Lima"), pairs=TWO)
    assert met(found) == [("clash", "activity/a", "activity/b", "same days, same subtopic")]
    assert "on days that overlap" in found.meetings[0].reason


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"organiser": "TSB"}, "same days, same organiser"),
        ({"place": "Geneva"}, "same days, same place"),
        ({"sectors": "T"}, "same days, same Sector"),
    ],
)
def test_organiser_place_and_sector_clash_on_the_same_days_alone(more, rule):
    places = {"place": "Accra"} if "place" not in more else {}
    one, other = event("a", **{**places, **more}), event("b", **{"place": "Suva", **more})
    assert met(made(one, other)) == [("clash", "activity/a", "activity/b", rule)]
    assert made(one, event("b", "2025-03-14", **{"place": "Suva", **more})).meetings == ()


def test_a_workshop_beside_the_meeting_of_a_group_is_a_chance():
    meeting = dataclasses.replace(event("a", place="Geneva"), title="Meeting of Study Group 5")
    assert met(made(meeting, event("b", "2025-03-06", place="geneva"))) == [("chance", "activity/a", "activity/b", "beside the meeting of a group")]
    assert made(event("a", place="Geneva"), event("b", "2025-03-06", place="Geneva")).meetings == ()


@pytest.mark.parametrize("other", [{"status": "Cancelled"}, {"end": "2026-03-03"}, {"start": ""}])
def test_what_is_cancelled_lasts_long_or_has_no_date_meets_nothing(other):
    assert made(event("a"), event("b", **other), pairs=TWO).meetings == ()
    assert len(made(event("a"), event("b", kind=Kind.ACTIVITY), pairs=TWO).meetings) == 1


def test_months_that_are_near_are_a_chance_and_never_a_clash():
    [chance] = made(event("a", "2025-03-03"), event("b", "2025-03", place="Nairobi"), pairs=TWO).meetings
    assert chance.kind == "chance"
    assert "the days are not known" in chance.reason


def test_what_rests_on_likely_pairs_says_so():
    [chance] = made(event("a"), event("b", "2025-03-20"), pairs=[belongs("activity/a"), maybe("activity/b")]).meetings
    assert not chance.certain
    assert chance.reason.endswith("(rests on likely pairs that nobody decided)")


@given(days=st.lists(st.integers(0, 90), min_size=2, max_size=7), mixed=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_a_list_changes_nothing_and_no_two_are_told_twice(days, mixed):
    listed = [
        event(f"{n}", (date(2025, 1, 1) + timedelta(day)).isoformat(), place=("Accra", "Lima")[n % 2], sectors="TR"[n % 2])
        for n, day in enumerate(days)
    ]
    pairs = [belongs(document.id) for document in listed[::2]]
    found = made(*listed, pairs=pairs)
    assert made(*mixed.sample(listed, len(listed)), pairs=pairs) == found
    assert len({meeting.key for meeting in found.meetings}) == len(found.meetings)
    assert all(meeting.happenings[0].order <= meeting.happenings[1].order for meeting in found.meetings)
