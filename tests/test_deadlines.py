"""Deadlines: until when, or how often, in the words of the clause."""

import pytest

from mapper.extractors.deadlines import deadline


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("to finish the handbook by 2027", "by 2027"),
        ("to finish no later than 31 December 2025", "no later than 31 December 2025"),
        ("to be ready before the end of the year 2026, if at all", "before the end of the year 2026"),
        ("to report to the next plenipotentiary conference", "to the next plenipotentiary conference"),
        ("to report to the 2026 session of the Council", "to the 2026 session of the Council"),
        ("to report to the Council at its next ordinary session", "to the Council at its next ordinary session"),
        ("to report to WTDC-25", "to WTDC-25"),
        ("to report annually, and every four years in full", "annually; every four years"),
        ("to answer within two years", "within two years"),
        ("to submit an annual report", "an annual report"),
        ("de soumettre un rapport chaque année", "chaque année"),
        ("presentar un informe antes de 2027", "antes de 2027"),
        ("представить отчет до конца 2026 года", "до конца 2026 года"),
        ("تقديم تقرير بحلول عام 2027", "بحلول عام 2027"),
        ("在2027年底之前完成", "在2027年底之前"),
        ("as decided by WTDC-17, in the band up to 2020 MHz", ""),
        ("within available resources, and next to the old network", ""),
    ],
)
def test_the_words_that_say_when_are_kept(text, when):
    assert deadline(text) == when
