"""Outsiders: texts of bodies that no mapping names are told, with what they meet nevertheless."""

from dataclasses import replace

import pytest

from mapper import outsiders
from mapper.library import shelve
from mapper.settings import MappingType, Side
from mapper.types import Kind, Status
from tests.test_editions import OLD, document
from tests.workspaces import make, write_texts

BODIES = MappingType("resolutions", (Side(kinds=("resolution",), bodies=("AA", "BB")),), across="body")
THEME = MappingType("theme:heat", (Side(kinds=("resolution",)),), theme="heat")
EVENTS = MappingType("activities", (Side(kinds=("event",)), Side(kinds=("resolution",))))


def text(work, body, **more):
    return replace(document(*OLD), id=work, body=body, **more)


TEXTS = (text("aa/1", "AA"), text("bb/1", "BB"), text("zz/1", "ZZ"), text("yy/1", "YY"), text("zz/2", "ZZ"))
SUBTOPIC = text("theme/heat/sea", "", kind=Kind.SUBTOPIC, group="heat")
EVENT = text("activity/1", "", kind=Kind.EVENT)


@pytest.mark.parametrize(
    ("types", "more", "meets"),
    [
        ((BODIES, THEME, EVENTS), [SUBTOPIC], "meet the themes alone"),
        ((BODIES, THEME, EVENTS), [SUBTOPIC, EVENT], "meet the themes and activities alone"),
        ((BODIES, THEME, EVENTS), [EVENT], "meet activities alone"),
        ((BODIES,), [], "meet no other text"),
    ],
)
def test_bodies_that_no_mapping_names_are_told_with_what_their_texts_meet(types, more, meets):
    told = outsiders.told(types, shelve([*TEXTS, *more]))
    assert told == [f"3 resolutions of YY, ZZ {meets}: name their bodies under [[mapping]] in mapper.toml"]
    assert outsiders.told(types, shelve([*more, *reversed(TEXTS)])) == told


@pytest.mark.parametrize(
    ("types", "texts"),
    [
        ((BODIES, THEME), TEXTS[:2]),
        ((replace(BODIES, sides=(Side(kinds=("resolution",)),)), THEME), TEXTS),  # no mapping asks for a body
        ((BODIES, THEME), [*TEXTS[:2], text("zz/1", "ZZ", status=Status.SUPPRESSED)]),
        ((BODIES, THEME), [*TEXTS[:2], text("zz/1", "ZZ", kind=Kind.RECOMMENDATION)]),  # its body would not help
        ((BODIES, THEME), [*TEXTS[:2], text("zz/1", "")]),
        ((THEME,), TEXTS),
        ((BODIES, replace(BODIES, name="more", sides=(Side(bodies=("YY", "ZZ")),))), TEXTS),
    ],
)
def test_where_naming_a_body_would_change_nothing_nothing_is_told(types, texts):
    assert outsiders.told(types, shelve([*texts, SUBTOPIC])) == []


def test_one_text_is_told_in_the_singular():
    assert outsiders.told((BODIES,), shelve(TEXTS[:3])) == ["1 resolution of ZZ meets no other text: name its body under [[mapping]] in mapper.toml"]


def test_a_run_tells_of_outsiders_once_until_something_changes(tmp_path):
    workspace = make(tmp_path / "w")
    write_texts(workspace, "zz", TEXTS[2:])
    sentence = "  3 resolutions of YY, ZZ meet the themes alone: name their bodies under [[mapping]] in mapper.toml"
    assert sentence in workspace.run().lines()
    assert sentence not in workspace.run().lines()
    toml = workspace.root / "mapper.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"WTDC"]', '"WTDC", "YY", "ZZ"]'), encoding="utf-8")
    assert not [line for line in workspace.run().lines() if "[[mapping]]" in line]
