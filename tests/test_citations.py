"""Citations: who is meant, in which edition, however it is written."""

from dataclasses import replace

import pytest

from mapper.extractors import citations
from mapper.profiles import organisations
from mapper.types import Clause, Document, Edition, Footnote, Kind, Part, SourceFile, Status

ITU = next(organisation for organisation in organisations() if organisation.body("WTSA"))


def document(text, body="WTSA", year=2016, part=Part.OPERATIVE, opener="resolves", period=""):
    named = ITU.body(body)
    clause = Clause(f"{named.work}/x/1#resolves.1", part, opener, "", "1", 0, text, 1)
    edition = Edition("", "", year)
    source = SourceFile("a.pdf", "0")
    return Document(
        id=f"{named.work}/x/1",
        kind=Kind.RESOLUTION,
        body=body,
        number="1",
        title="",
        edition=edition,
        language="en",
        status=Status.IN_FORCE,
        source=source,
        pages=(1, 1),
        clauses=(clause,),
        sector=named.sector,
        period=period,
    )


def found(text, **more):
    return [(citation.id, citation.edition) for citation in citations.find(document(text, **more), ITU)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Resolution 72 (Rev. Busan, 2014) of the Plenipotentiary Conference, on plans", [("pp/res/72", "Rev. Busan, 2014")]),
        ("WTDC Resolution 66", [("wtdc/res/66", "")]),
        ("Resolution ITU-R 60-2", [("ra/res/60", "60-2")]),
        ("Resolution ITU\u2011R 60-2", [("ra/res/60", "60-2")]),
        ("Resolution 673 (Rev.WRC-12)", [("wrc/res/673", "Rev.WRC-12")]),
        ("ITU-R Resolution 673 (WRC-07)", [("wrc/res/673", "WRC-07")]),
        ("Resolution 50 (Rev. Hammamet, 2016) of this assembly", [("wtsa/res/50", "Rev. Hammamet, 2016")]),
        ("Council Resolution 1307 (C09)", [("council/res/1307", "C09")]),
        ("Resolution 1307 of the Council", [("council/res/1307", "")]),
        ("Decision 5 (Rev. Busan, 2014) of the Plenipotentiary Conference", [("pp/dec/5", "Rev. Busan, 2014")]),
        ("Resolution 182 (Rev. Busan, 2014)", [("pp/res/182", "Rev. Busan, 2014")]),
        ("Resolution 79 (Dubai, 2012)", [("wtsa/res/79", "Dubai, 2012")]),
        ("Resolution 37 (Rev. Dubai, 2014)", [("wtdc/res/37", "Rev. Dubai, 2014")]),
        ("Resolutions 30 and 70 of the Plenipotentiary Conference", [("pp/res/30", ""), ("pp/res/70", "")]),
        (
            "Resolutions 671 (WRC-07), 672 (WRC-07) and 750 (Rev.WRC-15)",
            [("wrc/res/671", "WRC-07"), ("wrc/res/672", "WRC-07"), ("wrc/res/750", "Rev.WRC-15")],
        ),
        ("Question 9/5", [("itu-t/2017-2020/q/9-5", "")]),
        ("Q3, 5 and 6/7 of ITU-R", [("itu-r/q/3-7", "3/7"), ("itu-r/q/5-7", "5/7"), ("itu-r/q/6-7", "6/7")]),
        ("Questions ITU-R 139-4/7 and 141-4/7", [("itu-r/q/139-7", "139-4/7"), ("itu-r/q/141-7", "141-4/7")]),
        ("ITU-T Study Group 16 (Question 26/16)", [("itu-t/sg/16", ""), ("itu-t/2017-2020/q/26-16", "")]),
        ("ITU-D SG 2, Question 5/2", [("itu-d/sg/2", ""), ("itu-d/2014-2017/q/5-2", "")]),
        ("Question 6/2 of ITU-D Study Group 2", [("itu-d/2014-2017/q/6-2", ""), ("itu-d/sg/2", "")]),
        ("WP 5A, Working Party 7C and WP5D", [("itu-r/wp/5a", ""), ("itu-r/wp/7c", ""), ("itu-r/wp/5d", "")]),
        ("WP1/20", [("itu-t/wp/1-20", "")]),
        ("Study Group 5 of ITU-R", [("itu-r/sg/5", "")]),
        ("Recommendation ITU-R RS.1883 and ITU-T L.1400", [("itu-r/rec/rs.1883", "RS.1883"), ("itu-t/rec/l.1400", "")]),
        ("no text is named here, nor 5 groups", []),
    ],
)
def test_a_reference_is_resolved(text, expected):
    assert found(text) == expected


def test_a_list_in_the_singular_takes_only_what_has_a_tag():
    assert found("Resolution 5 and 6 other texts") == [("wtsa/res/5", "")]
    assert found("Resolution 5 (Busan, 2014) and 6 (Busan, 2014)") == [("pp/res/5", "Busan, 2014"), ("pp/res/6", "Busan, 2014")]


def test_a_question_belongs_to_the_study_period_of_its_time():
    assert found("ITU-T Question 9/5", body="PP", year=2014) == [("itu-t/2013-2016/q/9-5", "")]
    assert found("Question 9/5", body="ITU-T", year=2022, period="2022-2024") == [("itu-t/2022-2024/q/9-5", "")]


def test_the_opener_tells_the_sector_of_a_group():
    opener = "instructs the Director of the Telecommunication Standardization Bureau"
    assert found("to speed up the work of Study Group 5", body="PP", year=2014, opener=opener)[-1] == ("itu-t/sg/5", "")


def test_what_cannot_be_resolved_keeps_its_words():
    [citation] = citations.find(document("as Study Group 5 has shown", body="PP"), ITU)
    assert (citation.id, citation.text) == ("", "Study Group 5")


def test_words_are_quoted_as_they_stand():
    [citation] = citations.find(document("see Resolution\u00a0ITU\u2011R 60-2 of the Radiocommunication Assembly, on energy"), ITU)
    assert citation.text == "Resolution\u00a0ITU\u2011R 60-2 of the Radiocommunication Assembly"
    assert citation.clause == "wtsa/x/1#resolves.1"


def test_a_relations_section_and_a_relation_note_are_flagged():
    [related] = citations.find(document("Q7/5", part=Part.RELATIONS, opener="Relationships"), ITU)
    assert related.relation
    note = Footnote("*", "This Question should be brought to the attention of ITU-T Study Group 16.", 1)
    [noted] = citations.find(replace(document("nothing"), footnotes=(note,)), ITU)
    assert (noted.id, noted.relation) == ("itu-t/sg/16", True)


def test_a_text_does_not_cite_itself():
    own = replace(document("Resolution 73"), id="wtsa/res/73")
    assert citations.find(own, ITU) == ()
