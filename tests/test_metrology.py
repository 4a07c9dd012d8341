"""Resolutions of metrology: each year heads them otherwise, the Conference is not the Committee, and annexes number their own sections."""

import pytest

from mapper.documents import extract, from_path
from tests.paper import BOLD, ITALIC, at, centred, pages

COMMITTEE = [centred("FORTIETH MEETING", 80, BOLD), centred("of the", 96), centred("INTERNATIONAL COMMITTEE of LEGAL METROLOGY", 112, BOLD)]
CONFERENCE = [centred("ELEVENTH INTERNATIONAL CONFERENCE", 80, BOLD), centred("on", 96), centred("LEGAL METROLOGY", 112, BOLD)]
HELD = [centred("Lagos, Nigeria, 3-6 October 2013", 130), centred("Resolutions", 160, BOLD)]


def numbers(tmp_path, cover, *resolutions):
    body = []
    for place, (heading, opening, *rest) in enumerate(resolutions):
        top = 200 + 90 * place
        body += [at(heading, 60, top, BOLD), at(opening, 60, top + 16)]
        body += [at(words, 60, top + 32 + 16 * n, ITALIC if n == 0 else "Times-Roman") for n, words in enumerate(rest)]
    found = extract(from_path(pages(tmp_path / "a.pdf", [*cover, *HELD, *body]))).documents
    return [(document.id, [clause.text for clause in document.clauses]) for document in found]


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("Resolution no. 1:", "Resolution no. 2:", "2013-2"),
        ("Resolution 1:", "Resolution 2:", "2013-2"),
        ("Resolution no. 1 [Agenda item 2.2]", "Resolution no. 1a [Agenda item 2.3]", "2013-1a"),
        ("Resolution no. 2013/1 [Agenda item 1]", "Resolution no. 2013/2 [Agenda item 5.1bis]", "2013-2"),
        ("Resolution no. 2013/1 (agenda item 1)", "Resolution no. 2013/2 (agenda item 12.1, 12.2)", "2013-2"),
        ("Resolution no. CIML/2013/01 Agenda item 2", "Resolution no. CIML/2013/02 Agenda item 3", "2013-2"),
        ("Résolution n° 1 :", "Résolution n° 2 :", "2013-2"),
        ("Résolution n° CIML/2013/01 Point 2 de l’ordre du jour", "Résolution n° CIML/2013/02 Point 3 de l’ordre du jour", "2013-2"),
        ("Résolution no. 2013/1 (points 1.1, 1.2 de l’ordre du jour)", "Résolution no. 2013/2 (point 2 de l’ordre du jour)", "2013-2"),
    ],
)
def test_a_resolution_is_found_however_its_year_heads_it(tmp_path, first, second, number):
    found = numbers(
        tmp_path, COMMITTEE, (first, "The Committee,", "Notes the report on lamps."), (second, "The Committee,", "Approves the use of ropes.")
    )
    assert [work for work, _ in found] == ["ciml/res/2013-1", f"ciml/res/{number}"]
    assert found[1][1] == ["Approves the use of ropes."]


def test_a_line_that_only_begins_like_a_heading_is_none(tmp_path):
    own = ("Resolution no. 1:", "The Committee,", "Notes the report on lamps, and recalls", "Resolution 7 of the meeting before.")
    [(work, clauses)] = numbers(tmp_path, COMMITTEE, own)
    assert work == "ciml/res/2013-1"
    assert " ".join(clauses) == "Notes the report on lamps, and recalls Resolution 7 of the meeting before."


@pytest.mark.parametrize(
    "heading", ["Resolution no. 1 [Agenda item 2.2]", "Resolution no. 2013/1 (Agenda item 1)", "Resolution Conference/2013/01 Agenda item 1"]
)
def test_what_the_conference_resolved_is_no_resolution_of_the_committee(tmp_path, heading):
    found = numbers(tmp_path, CONFERENCE, (heading, "The Conference,", "Notes the report on lamps."))
    assert [work for work, _ in found] == ["oiml-conference/res/2013-1"]


def test_decisions_under_items_of_the_agenda_end_where_the_annex_begins(tmp_path):
    said = "The Committee approved the report without a change."
    first = [
        at("1     Minutes of the last meeting", 60, 200, BOLD),
        at(said, 60, 216),
        at("2     Future meetings", 60, 240, BOLD),
        at("2.1   41st CIML Meeting (2014)", 60, 264, BOLD),
        at("The Committee accepted the invitation of Peru.", 60, 280),
        at("2.2   Ports, lakes, etc.", 60, 308, BOLD),
        at("The Committee took note of the ports.", 60, 324),
        at("2.3   MAA", 60, 354, BOLD),
        at("The Committee took note of the lamps.", 60, 370),
    ]
    annex = [
        centred("ANNEX", 80, BOLD),
        at("1     Of the lamps", 60, 120, BOLD),
        at("1.1   Each lamp is lit at dusk by the keeper.", 60, 136),
        at("2     Of the ropes", 60, 166, BOLD),
        at("2.1   Each rope is dried in the sun.", 60, 182),
    ]
    found = extract(from_path(pages(tmp_path / "a.pdf", [*COMMITTEE, *HELD, *first], annex))).documents
    assert [document.id for document in found] == [f"ciml/dec/2013-{number}" for number in ("1", "2.1", "2.2", "2.3")]
    assert [document.title for document in found] == ["Minutes of the last meeting", "41st CIML Meeting (2014)", "Ports, lakes, etc.", "MAA"]
    assert any("dried in the sun" in clause.text for clause in found[-1].clauses)


def test_what_several_meetings_of_one_file_decided_is_told_by_the_head_of_its_page(tmp_path):
    """All of it was decided by the body that is named most, and of equal numbers the longer text was kept."""

    def decided(head, who, *items):
        lines = [
            part
            for n, (title, said) in enumerate(items, 1)
            for part in (at(f"{n}     {title}", 60, 150 + 50 * n, BOLD), at(f"{who} {said}", 60, 166 + 50 * n))
        ]
        return [at(head, 60, 40), *lines]

    content = [
        [*CONFERENCE, *HELD],
        decided("Decisions: Lagos, 2013", "The Conference", ("Lamps", "took note of lamps."), ("Ropes", "approved the use of ropes.")),
        decided("Decisions: 40th CIML Meeting (2013)", "The Committee", ("Chairs", "elected its chair."), ("Ports", "took note of the ports.")),
    ]
    found = extract(from_path(pages(tmp_path / "a.pdf", *content)))
    assert [(document.id, [clause.text for clause in document.clauses]) for document in found.documents] == [
        ("oiml-conference/dec/2013-1", ["The Conference took note of lamps."]),
        ("oiml-conference/dec/2013-2", ["The Conference approved the use of ropes."]),
        ("ciml/dec/2013-1", ["The Committee elected its chair."]),
        ("ciml/dec/2013-2", ["The Committee took note of the ports."]),
    ]
    assert found.problems == ()
