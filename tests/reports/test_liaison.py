"""Liaison statements: the group that people mean, and what concerns it, cut to what three pages hold."""

import dataclasses

import pytest

from mapper import sharing
from mapper.errors import MapperError, UsageError
from mapper.reports import liaison as written
from mapper.reports.papers import groups, liaison
from mapper.reports.papers.blocks import Grid, Listed, told
from mapper.types import State
from mapper.views.rows import rows
from tests.reports import papered, sample

T5, D2, WP1A = ("ITU-T", "SG 5"), ("ITU-D", "SG 2"), ("ITU-R", "WP 1A")
SG1, WP7C = groups.Group("ITU-R", "R", "SG 1"), groups.Group("ITU-R", "R", "WP 7C")


@pytest.fixture(scope="module")
def crowded():
    return papered.crowded()


def paper(export, said):
    known = groups.known(export)
    return liaison.paper(liaison.ground(export, rows(export)), groups.find(said, known))


def grid(made, caption):
    return next(block for block in made.blocks if isinstance(block, Grid) and caption in block.caption)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *[
            (said, T5)
            for said in ("T-SG5", "t-sg5", "ITU-T SG5", "ITU-T SG 5", "SG5 (T)", "ITU-T Study Group 5", "SG 5 of ITU-T", "T 5", "ITU‑T SG‑5")
        ],
        *[(said, D2) for said in ("D SG2", "ITU-D SG 2", "Study Group 2 (ITU-D)", "ITU-D commission d'études 2")],
        *[(said, WP1A) for said in ("WP 1A", "WP1A", "R WP 1A", "ITU-R Working Party 1A", "1a")],
    ],
)
def test_a_group_is_found_as_people_write_it(crowded, said, meant):
    found = groups.find(said, groups.known(crowded))
    assert (found.body, found.name) == meant


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("T-SG99", r"^no group 'T-SG99' has a text here; did you mean T-SG5"),
        ("WP 5E", r"^no group 'WP 5E' has a text here; did you mean R-WP5A or R-WP5B or R-WP5C or R-WP5D or T-SG5\?"),
        ("XX 5", r"^no group 'XX 5' has a text here; did you mean "),
        ("the press", r"^no group 'the press' has a text here; groups here are R-WP1A, R-WP1B, .* and \d+ more$"),
    ],
)
def test_a_group_that_is_not_there_is_a_sentence_with_those_that_are_near(crowded, said, sentence):
    with pytest.raises(UsageError, match=sentence):
        groups.find(said, groups.known(crowded))


@pytest.mark.parametrize("said", ["T-SG5, D-SG2", "ITU-T SG 5 and ITU-D SG 2", "T-SG5; D-SG2, ITU-T Study Group 5"])
def test_several_groups_are_found_each_once(crowded, said):
    assert [(one.body, one.name) for one in groups.several(said, groups.known(crowded))] == [T5, D2]


def test_one_of_several_groups_that_is_not_there_is_no_silence(crowded):
    with pytest.raises(UsageError, match=r"^no group 'WP 99' has a text here"):
        groups.several("T-SG5, WP 99", groups.known(crowded))


def test_a_comma_within_the_name_of_one_group_parts_nothing(crowded):
    assert [(one.body, one.name) for one in groups.several("SG 5, ITU-T", groups.known(crowded))] == [T5]


def test_a_group_that_may_be_two_is_asked_for():
    both = [groups.Group("ITU-R", "R", "SG 5"), groups.Group("ITU-T", "T", "SG 5")]
    with pytest.raises(UsageError, match=r"^'SG 5' may be ITU-R SG 5 or ITU-T SG 5; say which, as in R-SG5$"):
        groups.find("SG 5", both)


def test_a_study_group_has_the_texts_of_its_parties_and_no_other_ones():
    mandate = dataclasses.replace(sample.document("itu-r/wp/7c"), group="WP 7C")
    assert WP7C.owns(mandate)
    assert groups.Group("ITU-R", "R", "SG 7").owns(mandate)
    assert not SG1.owns(mandate)
    assert not groups.Group("ITU-T", "T", "SG 7").owns(mandate)


def test_accepted_pairs_come_first_and_room_is_kept_for_those_that_wait(crowded):
    made = paper(crowded, "T-SG5")
    states = [line[-1].lines[0][0].text for line in grid(made, "Texts that meet").rows]
    assert states == ["accepted"] * 8 + [state for state in states[8:] if state.startswith("proposed")]
    assert len(states) == 12
    every = [row for row in rows(crowded) if row.mapped.state in (State.ACCEPTED, State.NEW)]
    assert grid(made, "Texts that meet").note == f"And {len(every) - 12} more pairs, in the mapping tables."


def test_it_says_to_whom_what_is_asked_for_and_until_when():
    made = paper(papered.crowded(cover=papered.export().papers.cover), "T-SG5")
    assert (made.name, made.fields["to"], made.fields["deadline"]) == ("liaison-T-SG5.docx", "ITU-T SG 5", "1 March 2027")
    assert "ITU-R WP 1A" in made.fields["information"]
    asked = next(block for block in made.blocks if isinstance(block, Listed) and block.style == "List Number")
    assert [entry[0].text.split()[:2] for entry in asked.entries] == [["to", word] for word in ("confirm", "say", "say", "name", "answer")]


def test_instructions_of_its_sector_that_nobody_takes_up_are_there_and_counted(crowded):
    made = paper(crowded, "T-SG5")
    found = grid(made, "Instructions to ITU-T that no text takes up")
    assert (len(found.rows), found.note) == (4, "And 26 more instructions, in the workbook, sheet Gaps.")
    assert "Instructions" not in told(paper(crowded, "WP 1A").blocks)


def test_its_areas_have_leads_that_are_suggestions(crowded):
    found = grid(paper(crowded, "T-SG5"), "Its areas")
    assert found.rows
    assert found.note.startswith("Leads are suggestions made from the texts, never decisions.")


def test_without_a_name_every_group_has_its_statement(tmp_path):
    written = sharing.write("liaison", papered.crowded(), tmp_path)
    assert [path.name for path in written][:2] == ["liaison-R-WP1A.docx", "liaison-R-WP1B.docx"]
    assert len(written) == len(groups.known(papered.crowded()))


def test_a_mapping_without_groups_is_a_sentence_and_no_silence(crowded, tmp_path):
    alone = {id_: dataclasses.replace(one, group="") for id_, one in crowded.documents.items()}
    with pytest.raises(MapperError, match=r"^no text here is of a group"):
        written.write(dataclasses.replace(crowded, documents=alone), tmp_path)
