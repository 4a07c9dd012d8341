"""Coverage: each subtopic by Sector, what is accepted and what only proposed; an empty one is there too."""

import random

import pytest

from mapper.coverage import cover
from mapper.themes import Subtopic, Theme
from mapper.types import State
from mapper.views.rows import rows
from tests import maps

TOPIC, EMPTY = "theme/climate/monitoring", "theme/climate/e-waste"
THEME = Theme("climate", "Climate", ("pp/res/182",), (Subtopic("monitoring", "Monitoring", ""), Subtopic("e-waste", "E-waste", "")), "climate.toml")


def belongs(work, topic=TOPIC):
    return maps.accepted(work, topic, type_="theme:climate")


def maybe(work, probability=0.91, topic=TOPIC, state=State.NEW):
    return maps.proposed(work, topic, probability, type_="theme:climate", state=state)


def covered(*pairs):
    return cover(THEME, rows(maps.export(*pairs))).subtopics


def told(subtopic):
    return [(share.sector, len(share.accepted), len(share.proposed), share.who) for share in subtopic.shares]


def test_accepted_and_proposed_texts_are_counted_apart_by_sector():
    monitoring, _ = covered(belongs("itu-r/wp/7c"), belongs("ra/res/60"), maybe("ra/res/6"), maybe("wtdc/res/66", state=State.OPEN))
    assert told(monitoring) == [("R", 2, 1, ("RA", "ITU-R")), ("D", 0, 1, ())]
    assert (monitoring.accepted, monitoring.proposed, monitoring.waiting) == (2, 2, 2)


def test_whom_it_concerns_follows_from_accepted_texts_alone():
    monitoring, _ = covered(belongs("itu-r/wp/7c"), belongs("wtsa/res/73"), maybe("wtdc/res/66"))
    assert monitoring.scope.words == "bilateral R-T"
    assert [joint.sectors for joint in monitoring.joint] == [("R", "T")]


def test_an_empty_subtopic_is_told():
    subtopics = covered(belongs("ra/res/60"))
    assert [subtopic.title for subtopic in subtopics] == ["Monitoring", "E-waste"]
    assert (subtopics[1].shares, subtopics[1].joint, subtopics[1].accepted) == ((), (), 0)


@pytest.mark.parametrize("state", [State.REJECTED, State.GONE, State.UNSURE])
def test_what_is_rejected_or_gone_does_not_count(state):
    assert told(covered(maybe("ra/res/60", state=state))[0]) == []


def test_an_unlikely_proposal_waits_and_is_not_counted_as_proposed():
    monitoring, _ = covered(maybe("ra/res/60", 0.1))
    assert (told(monitoring), monitoring.waiting) == ([], 1)


def test_pairs_of_another_theme_and_of_two_texts_are_left_out():
    other = maps.accepted("ra/res/60", "theme/gender/all", type_="theme:gender")
    assert all(not subtopic.shares for subtopic in covered(other, maps.accepted("ra/res/60", "wtsa/res/73")))


def test_the_order_of_the_pairs_does_not_matter():
    found = list(rows(maps.export(belongs("itu-r/wp/7c"), belongs("ra/res/60"), belongs("wtsa/res/73"), maybe("ra/res/6"))))
    before = cover(THEME, found)
    random.Random(3).shuffle(found)
    assert cover(THEME, found) == before
