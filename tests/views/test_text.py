"""Text of documents is data: nothing in it acts, and what a spreadsheet would change is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.identity import pair_code, pair_id_of
from mapper.views import text


@given(st.text())
def test_a_guarded_text_is_never_a_formula_and_comes_back(written):
    guarded = text.guard(written)
    assert guarded[:1] not in ("=", "+", "-", "@", "\t")
    assert text.unguard(guarded) == text.clean(written)


@given(st.text(alphabet=st.characters()))
def test_a_clean_text_has_no_control_characters_and_stays_clean(written):
    cleaned = text.clean(written)
    assert not any((ord(letter) < 32 and letter not in "\n\t") or 0x7F <= ord(letter) < 0xA0 for letter in cleaned)
    assert text.clean(cleaned) == cleaned
    cleaned.encode()


@pytest.mark.parametrize("pair", ["4e14608101730286", "0123456789012345", "15779623182bcff9"])
def test_a_pair_id_never_reads_as_a_number_and_comes_back(pair):
    with pytest.raises(ValueError, match="could not convert"):
        float(pair_code(pair))
    assert pair_id_of(pair_code(pair)) == pair_id_of(pair) == pair
