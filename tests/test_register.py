"""The register of areas: a sorted file that is read back as it was written, and mistakes in it told in one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import register
from mapper.errors import MapperError
from mapper.register import Entry, Register

ids = st.integers(0, 9).map(lambda number: f"area:{number:012x}")
words = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12).map(lambda text: " ".join(text.split()))
entries = st.builds(Entry, ids, name=words, named_by=words, split_by=words, apart=st.lists(words, unique=True, max_size=3).map(sorted).map(tuple))


@given(st.lists(entries, max_size=5))
def test_what_is_written_is_read_back(tmp_path_factory, found):
    path = tmp_path_factory.mktemp("register") / register.FILE
    kept = Register().having(*found)
    register.save(kept, path)
    assert register.load(path) == kept
    assert path.exists() == bool(kept.entries)


def test_the_file_is_sorted_and_may_be_compared_line_by_line(tmp_path):
    kept = Register().having(Entry("area:00ff", ("b", "a")), Entry("area:00aa", ("c",), name="A “name”"))
    text = register.written(kept)
    assert text.index("area:00aa") < text.index("area:00ff")
    assert '  "a",\n  "b",\n' in text


def test_an_area_leads_to_the_one_that_it_is_part_of_today():
    kept = Register().having(Entry("area:00aa"), Entry("area:00bb", into="area:00aa"), Entry("area:00cc", into="area:00bb", merged_by="anna"))
    assert [kept.root(one.id) for one in kept.entries] == ["area:00aa"] * 3
    assert [one.is_over for one in kept.entries] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[area]]\nid = 'no id'", 'id must be an id as in "area:0123456789ab"'),
        ("[[area]]\nid = 'area:00aa'\nnane = 'x'", "nane must be one of"),
        ("[[area]]\nid = 'area:00aa'\n[[area]]\nid = 'area:00aa'", "an id is used twice"),
        ("[[area]]\nid = 'area:00aa'\ninto = 'area:00bb'", "area:00aa names area:00bb, which is no area of it"),
        ("[[area]]\nid = 'area:00aa'\ninto = 'area:00bb'\n[[area]]\nid = 'area:00bb'\ninto = 'area:00aa'", "area:00aa is part of itself"),
        ("[[area]]\nid = 'area:00aa'\npairs = ['p']\n[[area]]\nid = 'area:00bb'\npairs = ['p']", "area:00bb and area:00aa both hold the pair p"),
        ("area = 3", "area must be a list of tables"),
        ("[[area]", "is not valid TOML"),
    ],
)
def test_a_mistake_is_one_sentence_with_the_file(tmp_path, text, sentence):
    path = tmp_path / register.FILE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MapperError) as told:
        register.load(path)
    assert str(path) in str(told.value)
    assert sentence in str(told.value)
