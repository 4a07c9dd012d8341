"""What a Question's history line says it goes on from, in six languages."""

from dataclasses import replace

import pytest

from mapper import profiles
from mapper.extractors.citations import continued
from mapper.types import CONTINUES, CONTINUES_PART
from tests.test_successions import question

UNION = next(one for one in profiles.organisations() if any(body.periods for body in one.bodies))
WHOLE, PART = (CONTINUES, "itu-t/2017-2020/q/23-5"), (CONTINUES_PART, "itu-t/2017-2020/q/11-13")


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("(Continuation of Question 23/5)", [WHOLE]),
        ("(Continuation of part of Q11/13 and part of Question 25/16)", [PART, (CONTINUES_PART, "itu-t/2017-2020/q/25-16")]),
        ("(continuation of Q23/5 and part of Q11/13)", [WHOLE, PART]),
        ("(Suite de la Question 23/5)", [WHOLE]),
        ("(Suite d'une partie de la Question 11/13 et de la Question 23/5)", [PART, WHOLE]),
        ("(Continuación de parte de la Cuestión 11/13)", [PART]),
        ("(Продолжение Вопроса 23/5)", [WHOLE]),
        ("(Продолжение части Вопроса 11/13)", [PART]),
        ("(استمرار للمسألة 23/5)", [WHOLE]),
        ("(第23/5号课题的延续)", [WHOLE]),
        ("(New Question)", []),
        ("(Discontinued on 20 August 2017, see TSB Circular 42)", []),
    ],
)
def test_a_history_line_names_what_goes_on_whole_or_in_part(history, expected):
    document = replace(question("1-5", "2022-2024"), body="ITU-T", sector="T", group="T-SG5")
    assert list(continued(history, document, UNION)) == expected
