"""How long property tests look: a few seeded examples in every run of the suite, as many as one has time for where MAPPER_TEST_PATIENCE says so.

MAPPER_TEST_PATIENCE=40 python -m pytest tests/test_decision_properties.py tests/test_rerun.py -k "workspace or sequence"
"""

import os

from hypothesis import HealthCheck, settings

PATIENCE = int(os.environ.get("MAPPER_TEST_PATIENCE", "1"))


def patient(few, steps=50):
    """Give the settings of a property of so many examples: the same ones each time, and others where more are asked for."""
    known = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
    return settings(max_examples=few * PATIENCE, stateful_step_count=steps, derandomize=PATIENCE == 1, deadline=None, suppress_health_check=known)
