"""Matrices: every cell leads to its pairs, and adds up to what the counts of reports say."""

import random

from mapper.matrices import matrices
from mapper.themes import Subtopic, Theme
from mapper.types import State
from mapper.views.counts import matrices as counted
from mapper.views.export import Export
from mapper.views.rows import rows
from tests import maps

CLIMATE = Theme(
    "climate", "Climate change", (), (Subtopic("monitoring", "Climate monitoring", "x"), Subtopic("waste", "E-waste", "x")), "climate.toml"
)
PAIRS = (
    maps.accepted("pp/res/182", "wtsa/res/73"),
    maps.proposed("pp/res/182", "wtdc/res/66"),
    maps.rejected("pp/res/25", "wtdc/res/66"),
    maps.accepted("itu-d/2018-2021/q/6-2", "itu-t/2017-2020/q/9-5", type_="questions"),
    maps.accepted("activity/a-001", "pp/res/182", type_="activities"),
    maps.accepted("pp/res/182", "theme/climate/monitoring", type_="theme:climate"),
    maps.proposed("itu-d/2018-2021/q/6-2", "theme/climate/monitoring", type_="theme:climate"),
)


def grids(*pairs, themes=(CLIMATE,)):
    export = maps.export(*pairs)
    export = Export(**{**vars(export), "themes": themes})
    return {grid.key: grid for grid in matrices(export, rows(export))}


def test_sectors_and_bodies_meet_as_often_as_the_counts_of_reports_say():
    found = grids(*PAIRS)
    for matrix in counted(rows(maps.export(*PAIRS))):
        grid = found[matrix.axis.key]
        assert grid.rows == grid.columns == matrix.names
        assert all(grid.count(one, other) == matrix.cell(one, other) for one in matrix.names for other in matrix.names)


def test_a_cell_holds_its_pairs_from_both_sides_and_no_rejected_one():
    found = grids(*PAIRS)["bodies"]
    assert [row.id for row in found.cells[("PP", "WTDC")]] == [row.id for row in found.cells[("WTDC", "PP")]] == [PAIRS[1].pair]
    assert {row.mapped.state for cell in found.cells.values() for row in cell} == {State.ACCEPTED, State.NEW}


def test_themes_and_subtopics_meet_the_groups_that_have_texts_on_them():
    found = grids(*PAIRS)
    assert (found["themes"].rows, found["themes"].columns) == (("Climate change",), ("PP", "ITU-D SG 2"))
    assert found["subtopics"].rows == ("Climate monitoring", "E-waste")
    assert (found["subtopics"].count("Climate monitoring", "PP").accepted, found["subtopics"].count("Climate monitoring", "ITU-D SG 2").to_do) == (
        1,
        1,
    )
    assert [cell for cell in found["subtopics"].cells if cell[0] == "E-waste"] == []


def test_accepted_pairs_alone_may_be_asked_for():
    assert [cell for cell in grids(*PAIRS)["bodies"].accepted().cells if "WTDC" in cell] == []


def test_subtopics_of_several_themes_are_told_apart():
    other = Theme("waste", "Waste", (), (Subtopic("monitoring", "Climate monitoring", "x"),), "waste.toml")
    assert grids(*PAIRS, themes=(CLIMATE, other))["subtopics"].rows[::2] == ("Climate change: Climate monitoring", "Waste: Climate monitoring")


def test_the_order_of_the_pairs_does_not_matter():
    shuffled = list(PAIRS)
    random.Random(3).shuffle(shuffled)
    assert grids(*PAIRS) == grids(*shuffled)


def test_nothing_mapped_is_nothing_shown():
    assert all(grid.cells == {} for grid in grids(themes=()).values())
