"""Headings of the radio assembly as its groups write them: drafts, revisions, stars without a note, the year behind the number."""

import pytest

from mapper.documents import extract, from_path
from mapper.types import Status
from tests.paper import BOLD, ITALIC, at, centred, pages

QUESTION = [
    centred("Studies on the lamps of the lakes", 116, BOLD),
    centred("(2010-2015)", 136),
    at("The ITU Radiocommunication Assembly,", 60, 170),
    at("considering", 90, 196, ITALIC),
    at("a)  that the lamps are old;", 60, 220),
    at("b)  that ropes are short,", 60, 240),
    at("decides that the following Questions should be studied", 90, 270, ITALIC),
    at("1  How many lamps are needed?", 60, 296),
    at("2  How long must a rope be?", 60, 316),
]


@pytest.mark.parametrize(
    ("heading", "work", "label", "status"),
    [
        ("QUESTION ITU-R 256-1/5*", "itu-r/q/256-5", "256-1/5", Status.IN_FORCE),
        ("DRAFT REVISED QUESTION ITU-R 256-1/5", "itu-r/q/256-5", "256-1/5", Status.DRAFT),
        ("DRAFT REVISION OF QUESTION ITU-R 256-1/5", "itu-r/q/256-5", "256-1/5", Status.DRAFT),
        ("Draft new Question ITU-R [LAMPS]/5", "itu-r/q/lamps-5", "[LAMPS]/5", Status.DRAFT),
        ("RESOLUTION ITU-R 60-3 (2015)", "ra/res/60", "60-3", Status.IN_FORCE),
        ("RESOLUTION ITU-R 60-3*", "ra/res/60", "60-3", Status.IN_FORCE),
        ("DRAFT REVISION OF RESOLUTION ITU-R 60-3", "ra/res/60", "60-3", Status.DRAFT),
        ("Draft new Resolution ITU-R [LAMPS]", "ra/res/lamps", "[LAMPS]", Status.DRAFT),
    ],
)
def test_a_text_of_the_radio_assembly_is_known_by_its_heading(tmp_path, heading, work, label, status):
    [document] = extract(from_path(pages(tmp_path / "a.pdf", [centred(heading, 90, BOLD), *QUESTION]))).documents
    assert (document.id, document.edition.label, document.status) == (work, label, status)
    assert document.title == "Studies on the lamps of the lakes"
    assert [(clause.opener, clause.label) for clause in document.clauses][:2] == [("considering", "a)"), ("considering", "b)")]


@pytest.mark.parametrize(
    "heading", ["DRAFT REVISION OF RESOLUTION 73 (REV. GENEVA, 2022)", "PROPOSED MODIFICATION TO RESOLUTION 73 (REV. GENEVA, 2022)"]
)
def test_a_proposed_revision_is_a_draft_of_its_text(tmp_path, heading):
    opening = at("The World Telecommunication Standardization Assembly (Geneva, 2022),", 60, 150)
    body = [centred("Lamps of the lakes", 116, BOLD), opening, at("considering", 90, 176, ITALIC), at("that the lamps are old,", 60, 200)]
    more = [at("resolves", 90, 230, ITALIC), at("to buy new lamps.", 60, 254)]
    [document] = extract(from_path(pages(tmp_path / "a.pdf", [centred(heading, 90, BOLD), *body, *more]))).documents
    assert (document.id, document.edition.label, document.status) == ("wtsa/res/73", "Rev. Geneva, 2022", Status.DRAFT)
