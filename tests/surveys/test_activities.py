"""`mapper activities`: by date, those of a theme by subtopic, those of an area; clashes and chances alone; as lines and as objects."""

import json
from datetime import date

import pytest

from mapper.agenda import CLASH, Happening, Meeting
from mapper.review.text import width
from mapper.surveys.activities import Section, Survey, when
from mapper.views.items import item


def lines(told):
    return [json.loads(line) for line in told.out.splitlines()]


@pytest.fixture
def decided(small):
    """Give a workspace in which one activity is accepted on a subtopic, and one with a text."""
    found = (pair for pair in small.mapped("theme:climate") if "activity/" in pair.left + pair.right)
    small.decide(next(found))
    small.decide(small.mapped("activities")[0])
    return small


def test_every_activity_is_listed_by_date_within_eighty_cells(cli, small, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    told = cli("activities", "-w", small.root)
    assert told.code == 0
    assert told.out.startswith("2017\n  12 Jun 2017–20 Dec 2019  Mobile guide to electromagnetic fields\n")
    assert max(map(width, told.out.splitlines())) <= 80
    found = lines(cli("activities", "--json", "-w", small.root))
    assert len(found) == 60
    assert [one["start"] for one in found] == sorted(one["start"] for one in found)
    [one] = [one for one in found if one["id"] == "activity/a-001"]
    assert (one["start"], one["end"], one["place"], one["region"], one["who"]) == ("2018-03-14", "2018-03-15", "Accra", "Africa", ["TSB"])


def test_those_of_a_theme_stand_by_subtopic_what_nobody_decided_apart(cli, decided):
    told = cli("activities", "climate", "-w", decided.root)
    assert told.code == 0
    for title in ("Climate monitoring and Earth observation (climate/monitoring)", "E-waste and circular economy (climate/e-waste)"):
        assert f"{title}\n" in told.out
    found = lines(cli("activities", "climate", "--json", "-w", decided.root))
    accepted = [one for one in found if one["subtopics"]]
    assert len(accepted) == 1
    assert all(one["likely"]["subtopics"] for one in found if one not in accepted)
    [topic] = accepted[0]["subtopics"]
    same = lines(cli("activities", topic.removeprefix("theme/"), "--json", "-w", decided.root))
    assert accepted[0] in same
    assert all(topic in (*one["subtopics"], *one["likely"]["subtopics"]) for one in same)


def test_those_of_an_area_are_its_members(cli, decided):
    [area] = lines(cli("areas", "--json", "-w", decided.root))
    found = lines(cli("activities", area["id"], "--json", "-w", decided.root))
    assert [one["areas"] for one in found] == [[area["id"]]]
    assert lines(cli("activities", area["id"][5:9], "--json", "-w", decided.root)) == found


def test_a_subject_that_is_not_known_is_one_sentence(cli, small):
    told = cli("activities", "penguins", "-w", small.root)
    assert (told.code, told.out) == (1, "")
    assert told.err == "Error: no theme, subtopic or area is called 'penguins'; `mapper themes` and `mapper areas` list them with their ids\n"


def test_clashes_and_chances_can_be_asked_for_alone(cli, small):
    told = cli("activities", "--clashes", "-w", small.root)
    assert (told.code, "Mobile guide" in told.out) == (0, False)
    pair = (happening("2025-03-03", "2025-03-05"), happening("2025-03-05", "2025-03-05"))
    survey = Survey((), (Meeting(CLASH, pair, "both are run by BDT"),), only_meetings=True)
    assert list(survey.lines(80))[0::3] == ["Clashes (1)", " " * 27 + "both are run by BDT"]
    assert [entry["reason"] for entry in survey.as_json()] == ["both are run by BDT"]


def test_what_is_upcoming_is_so_from_the_last_run_or_decision(cli, small):
    assert lines(cli("activities", "--upcoming", "--json", "-w", small.root)) == []


def happening(start, end, exact=True):
    return Happening(item("activity/a", None), date.fromisoformat(start), date.fromisoformat(end), exact)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (happening("2025-03-03", "2025-03-03"), "3 Mar 2025"),
        (happening("2025-03-03", "2025-03-05"), "3–5 Mar 2025"),
        (happening("2025-02-28", "2025-03-02"), "28 Feb–2 Mar 2025"),
        (happening("2024-12-30", "2025-01-02"), "30 Dec 2024–2 Jan 2025"),
        (happening("2025-03-01", "2025-03-31", exact=False), "Mar 2025"),
        (happening("2025-04-01", "2025-06-30", exact=False), "Apr–Jun 2025"),
        (Happening(item("activity/a", None)), "no date"),
    ],
)
def test_days_are_written_as_people_do(one, words):
    assert when(one) == words


def test_what_is_to_be_mended_is_told():
    one = Happening(item("activity/a", None), place="Atlantis", problems=("it has no date",))
    survey = Survey((Section("Without a date", (one,)),), ())
    assert list(survey.notes()) == [
        "1 happening without a certain date: activity/a",
        "no region is known for Atlantis: name the country, or add a column Region to the list",
    ]
    assert "mind: it has no date" in "\n".join(survey.lines(80))
