"""Plots: what is on them stands on them, the same every time, and a title is a title whatever signs are in it."""

import dataclasses
from xml.etree import ElementTree

import pytest

from mapper.errors import UsageError
from mapper.reports import plots
from mapper.themes import Subtopic, Theme, documents
from tests import maps
from tests.reports import sample

TITLE = r"Costs of $5 and $\undefined$ <b> القرار"
THEME = Theme("climate", TITLE, (), (Subtopic("monitoring", "Climate monitoring", "Observing", ("satellites",)),), "climate.toml")


def export():
    made = maps.export(
        maps.accepted("itu-r/wp/7c", "theme/climate/monitoring", type_="theme:climate"),
        maps.accepted("pp/res/182", "wtsa/res/73"),
        maps.proposed("activity/a-001", "pp/res/182", type_="activities"),
    )
    return dataclasses.replace(made, documents={**made.documents, **{one.id: one for one in documents(THEME)}}, themes=(THEME,))


def test_each_picture_is_there_as_png_and_svg_and_the_same_twice(tmp_path):
    first, second = (plots.write(export(), tmp_path / name) for name in ("one", "two"))
    names = [path.name for path in first]
    assert {"heat-bodies.png", "heat-sectors.svg", "heat-theme-climate.png", "subtopics-climate.svg", "timeline.png"} <= set(names)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    for path in first:
        content = path.read_bytes()
        assert content.startswith(b"\x89PNG") if path.suffix == ".png" else ElementTree.fromstring(content).tag.endswith("svg")
        assert b"matplotlib version" not in content.lower()


def test_a_title_that_looks_like_a_formula_is_drawn_as_it_stands(tmp_path):
    drawn = next(path for path in plots.write(export(), tmp_path) if path.name == "subtopics-climate.svg")
    titles = [element.text for element in ElementTree.fromstring(drawn.read_bytes()).iter() if element.tag.endswith("title")]
    assert any(title and title.startswith(TITLE) for title in titles)


def test_what_has_nothing_to_show_is_not_drawn(tmp_path):
    assert [path.name for path in plots.write(maps.export(maps.rejected("pp/res/182", "wtsa/res/73")), tmp_path)] == []


def test_plots_go_into_a_folder(tmp_path):
    with pytest.raises(UsageError):
        plots.write(sample.export(), tmp_path / "plots.html")
