"""Finding a pair: one rule for every command that takes a pair."""

from dataclasses import replace

import pytest

from mapper import finding
from mapper.errors import MapperError
from tests.review_samples import B, pairs


def test_a_pair_is_found_by_the_start_of_its_id():
    one = pairs()[1]
    assert finding.by_id(pairs(), one.pair[:6]) == one
    assert finding.by_id(pairs(), one.pair.upper()) == one
    assert finding.by_anything(pairs(), B.id) == pairs()[0]


def test_an_unknown_pair_is_told_with_the_nearest():
    one = pairs()[1]
    with pytest.raises(MapperError, match=f"the nearest is {one.pair}") as raised:
        finding.by_id(pairs(), one.pair[:15] + "z")
    assert raised.value.exit_code == 1


def test_nonsense_has_no_nearest_pair_and_what_is_short_is_called_so():
    with pytest.raises(MapperError, match="no pair 'nonsense' in the mapping; `mapper proposals` lists them"):
        finding.by_id(pairs(), "nonsense")
    for short in ("abc", "zz"):
        with pytest.raises(MapperError, match=f"'{short}' is too short for a pair id; type at least 6 characters of it"):
            finding.by_id(pairs(), short)
    one = pairs()[1].pair
    slip = one[:7] + ("0" if one[7] != "0" else "1")
    with pytest.raises(MapperError, match=f"the nearest is {one}"):
        finding.by_id(pairs()[1:2], slip)


def test_a_short_or_ambiguous_start_is_told():
    one = pairs()[0]
    twins = [one, replace(one, pair=one.pair[:8] + "0" * 8)]
    with pytest.raises(MapperError, match="too short"):
        finding.by_id(twins, one.pair[:3])
    with pytest.raises(MapperError, match="the start of 2 pair ids"):
        finding.by_id(twins, one.pair[:7])
    with pytest.raises(MapperError, match="no pair 'zz' in the mapping; `mapper proposals`"):
        finding.by_id([], "zz")
