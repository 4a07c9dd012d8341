"""Leads: who might lead on an area, with the reason in words; the words stand in a profile."""

import dataclasses

from mapper.areas import group
from mapper.types import Citation, Clause, Part
from mapper.views.rows import rows
from tests import maps
from tests.reports import sample

PP, T, D = "pp/res/182", "wtsa/res/73", "wtdc/res/66"
QT, QD = "itu-t/2017-2020/q/9-5", "itu-d/2018-2021/q/6-2"


def telling(work, text):
    return dataclasses.replace(sample.document(work), clauses=(Clause(f"{work}#noting.a", Part.PREAMBLE, "noting", "", "a)", 1, text, 7),))


def citing(work, *cited):
    return dataclasses.replace(sample.document(work), citations=tuple(Citation(one, "", "", one) for one in cited))


def leads(*pairs, documents=()):
    export = maps.export(*pairs, documents=documents)
    return [(lead.name, lead.sector, lead.reason) for area in group(export, rows(export)).areas for lead in area.leads]


def test_a_group_that_a_clause_names_as_lead_comes_first_with_the_clause():
    said = telling(PP, "that Study Group 5 of ITU-T is the lead study group on climate, and that ITU-D Study Group 2 has been told;")
    found = leads(maps.accepted(PP, T), maps.accepted(PP, D), documents=[said, citing(QD, PP)])
    assert found == [
        ("ITU-T SG 5", "T", "named as lead in PP Resolution 182, noting a) (p. 7)"),
        ("ITU-D SG 2", "D", "cites texts on the subject in ITU-D Question 6/2"),
    ]


def test_a_group_without_a_sector_is_one_of_the_text_s_own():
    [(name, sector, _), *_] = leads(maps.accepted(PP, T), documents=[telling(T, "that Study Group 5 is the lead group on climate;")])
    assert (name, sector) == ("ITU-T SG 5", "T")


def test_who_studies_the_subject_leads_before_who_only_cites_it():
    found = leads(maps.accepted(QT, QD, type_="questions"), documents=[citing("itu-t/2017-2020/q/1-17", QT, QD)])
    assert [(name, reason) for name, _, reason in found] == [
        ("ITU-T SG 5", "studies the subject in ITU-T Question 9/5"),
        ("ITU-D SG 2", "studies the subject in ITU-D Question 6/2"),
    ]


def test_a_sector_that_takes_no_part_gives_no_lead_and_a_lead_without_a_group_none():
    said = telling(PP, "that Study Group 7 of ITU-R has the lead in remote sensing, and that somebody has the lead elsewhere;")
    assert leads(maps.accepted(PP, T), documents=[said]) == []
