"""An organisation whose texts are numbered anew at every meeting, and which others cite by the count of the meeting or its year."""

import pytest

from mapper import documents
from mapper.extractors import citations
from mapper.profiles import organisation_of
from mapper.sources import list_sources
from tests.paper import BOLD, ITALIC, at, centred, pages
from tests.test_citations import document

TEXT = [
    centred("Resolution 3 of the 25th CGPM (2014)", 60, BOLD),
    centred("On the weighing of light", 84, BOLD),
    at("The General Conference on Weights and Measures (CGPM), at its 25th meeting,", 60, 120),
    at("considering", 94, 146, ITALIC),
    at("that light is weighed in many ways,", 60, 168),
    at("recalling", 94, 190, ITALIC),
    at("Resolution 1 of the 24th meeting of the CGPM (2011) and Resolution 10 of the 20th CGPM,", 60, 212),
    at("invites", 94, 234, ITALIC),
    at("Member States to send their results to the BIPM before the 26th meeting.", 60, 256),
]


def test_a_resolution_of_a_meeting_has_the_year_of_the_meeting_before_its_number(tmp_path):
    [extraction] = documents.extract_all(list_sources([pages(tmp_path / "a.pdf", TEXT)]))
    [read] = extraction.documents
    assert (read.id, read.body, read.number, read.edition.year, read.title) == ("cgpm/res/2014-3", "CGPM", "2014/3", 2014, "On the weighing of light")
    assert [(clause.part.value, clause.opener) for clause in read.clauses] == [
        ("preamble", "considering"),
        ("preamble", "recalling"),
        ("operative", "invites"),
    ]
    assert [citation.id for citation in read.citations] == ["cgpm/res/2011-1", "cgpm/res/1995-10", "cgpm/conf/2018"]
    assert read.clauses[-1].deadline == "before the 26th meeting"
    assert extraction.problems == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Resolutions 1 and 2 of the 27th meeting of the General Conference on Weights and Measures", ["cgpm/res/2022-1", "cgpm/res/2022-2"]),
        ("the CGPM, at its 24th meeting, in Resolution 1 of the 24th CGPM", ["cgpm/conf/2011", "cgpm/res/2011-1"]),
        ("CGPM Resolution 1 (2018)", ["cgpm/res/2018-1"]),
        ("Resolution 1 of the 2nd meeting of the CGPM", []),
    ],
)
def test_others_cite_it_by_the_count_of_the_meeting_or_the_year(text, expected):
    own = document(text)
    assert [citation.id for citation in citations.find(own, organisation_of("WTSA")) if citation.id] == expected
