"""Citations: who is meant, in which edition, however it is written."""

from dataclasses import replace

import pytest

from mapper.extractors import citations
from mapper.extractors.naming import work_id
from mapper.profiles import organisation_of, organisations
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
        ("ITU-T Recommendation K.52", [("itu-t/rec/k.52", "")]),
        ("Recommendations K.52, K.61 and K.81", [("itu-t/rec/k.52", ""), ("itu-t/rec/k.61", ""), ("itu-t/rec/k.81", "")]),
        ("Recommendations ITU-T K.52, K.61 and K.91", [("itu-t/rec/k.52", ""), ("itu-t/rec/k.61", ""), ("itu-t/rec/k.91", "")]),
        ("Recommendations SM.1880 and K.52", [("itu-r/rec/sm.1880", "SM.1880"), ("itu-t/rec/k.52", "")]),
        ("Recommendations: F.700, V.18", [("itu-t/rec/f.700", ""), ("itu-t/rec/v.18", "")]),
        ("The following Recommendations fall under its responsibility: K.52, K.61 and K.81.", [(f"itu-t/rec/k.{n}", "") for n in (52, 61, 81)]),
        ("Recommendation ITU-T Y.4000/Y.2060 and the Y.3000-series", [("itu-t/rec/y.4000", ""), ("itu-t/rec/y.2060", "")]),
        ("Recommendation 12 (WRC-19), and Recommendation 5 of an engineer", [("wrc/rec/12", "WRC-19")]),
        ("Questions: E/16, G/16, 4/2", [("itu-t/2017-2020/q/e-16", ""), ("itu-t/2017-2020/q/g-16", ""), ("itu-t/2017-2020/q/4-2", "")]),
        ("Questions ITU-R 77/5, ITU-R 229/5", [("itu-r/q/77-5", "77/5"), ("itu-r/q/229-5", "229/5")]),
        ("Recommendation ITU-D 19 (Dubai, 2014)", [("wtdc/rec/19", "Dubai, 2014")]),
        ("ITU-R Question 1/239", [("itu-r/q/239-1", "239/1")]),
        ("ITU-D Q6-2", [("itu-d/2014-2017/q/6-2", "")]),
        ("Question 10-3/2 of ITU-D", [("itu-d/2014-2017/q/10-2", "")]),
        ("Res. ITU-R 1-7, ITU-R 2-8 and ITU-R 15-6", [("ra/res/1", "1-7"), ("ra/res/2", "2-8"), ("ra/res/15", "15-6")]),
        ("SG5/SG20", [("itu-t/sg/5", ""), ("itu-t/sg/20", "")]),
        ("ITU-R WP 5A/5B", [("itu-r/wp/5a", ""), ("itu-r/wp/5b", "")]),
        ("WP 3/5 of ITU-T", [("itu-t/wp/3-5", "")]),
        ("Resolutions 9 and 37 of WTDC and 44 of WTSA", [("wtdc/res/9", ""), ("wtdc/res/37", ""), ("wtsa/res/44", "")]),
        ("Decision 482 (modified 2018) of the Council", [("council/dec/482", "Rev. 2018")]),
        ("Telecommunication Standardization Study Group 5", [("itu-t/sg/5", "")]),
        ("ITU T SG 13", [("itu-t/sg/13", "")]),
        ("ITU-T Study Group 2 and 5 of ITU-R", [("itu-t/sg/2", ""), ("itu-r/sg/5", "")]),
        ("Resolution 70/1 of the United Nations General Assembly", [("unga/res/70-1", "")]),
        ("UNGA Resolutions 70/1 and 70/125", [("unga/res/70-1", ""), ("unga/res/70-125", "")]),
        ("A/RES/70/1", [("unga/res/70-1", "")]),
        ("Resolutions 101, 102 and 133 (Rev. Busan, 2014)", [(f"pp/res/{n}", "Rev. Busan, 2014") for n in (101, 102, 133)]),
        (
            "Resolutions 47 and 48 (Rev. Dubai, 2012) and 49 (Rev. Hammamet, 2016) of WTSA",
            [("wtsa/res/47", "Rev. Dubai, 2012"), ("wtsa/res/48", "Rev. Dubai, 2012"), ("wtsa/res/49", "Rev. Hammamet, 2016")],
        ),
        ("Resolutions 64 to 67 of the Plenipotentiary Conference", [(f"pp/res/{n}", "") for n in (64, 65, 66, 67)]),
        ("Resolution 47 of WTDC-22", [("wtdc/res/47", "Kigali, 2022")]),
        ("Resolution 1 of the Plenipotentiary Conference (Dubai, 2018)", [("pp/res/1", "Dubai, 2018")]),
        ("WTSA-16 Resolution 44", [("wtsa/res/44", "Hammamet, 2016")]),
        ("Resolution 1372, adopted by the ITU Council", [("council/res/1372", "")]),
        ("Resolution 1386", [("council/res/1386", "")]),
        ("Resolution 1333 (Rev. 2016)", [("council/res/1333", "Rev. 2016")]),
        ("Resolution 25 (Rev. Dubai, 2018) by the Telecommunication Development Bureau", [("pp/res/25", "Rev. Dubai, 2018")]),
        ("Resolution 673", [("wrc/res/673", "")]),
        ("Decision 482", [("council/dec/482", "")]),
        ("Council Resolution 1380 (2016, last amended 2017)", [("council/res/1380", "Rev. 2017")]),
        ("Resolution 958 (WRC-2015)", [("wrc/res/958", "WRC-15")]),
        ("Resolution 750 (Rev.WRC 19)", [("wrc/res/750", "Rev.WRC-19")]),
        ("Resolution 807 of the World Radiocommunication Conference (Geneva, 2012)", [("wrc/res/807", "WRC-12")]),
        ("Resolution 62 (Rev. Geneva, 2015)", [("ra/res/62", "Rev. Geneva, 2015")]),
        ("Opinion 3 (Geneva, 2013) of WTPF", [("wtpf/opn/3", "Geneva, 2013")]),
        ("UNGA, in its Resolution 70/125, and Resolution 70/1", [("unga/res/70-125", ""), ("unga/res/70-1", "")]),
        ("ECOSOC Resolution 2012/24", [("ecosoc/res/2012-24", "")]),
        ("Question 1/1 of Study Group 1 of the Telecommunication Development Sector", [("itu-d/2014-2017/q/1-1", ""), ("itu-d/sg/1", "")]),
        ("Question 5 of ITU-T Study Group 13", [("itu-t/2017-2020/q/5-13", "")]),
        ("Questions 1 to 3/13", [(f"itu-t/2017-2020/q/{n}-13", "") for n in (1, 2, 3)]),
        ("Task Group 5/1", [("itu-r/tg/5-1", "")]),
        ("ITU-T Y.3000-series Recommendations", [("itu-t/rec/y.3000-series", "")]),
        ("Recommendation ITU-T E.164 (11/2010)", [("itu-t/rec/e.164", "2010-11")]),
        ("Report ITU-R M.2370-0", [("itu-r/rep/m.2370", "")]),
        ("WTDC-17 and the 2022 plenipotentiary conference", [("wtdc/conf/2017", ""), ("pp/conf/2022", "")]),
        ("the World Telecommunication Development Conference (Buenos Aires, 2017)", [("wtdc/conf/2017", "")]),
        ("the next plenipotentiary conference, of which Document PP-18/46 speaks", []),
        ("TSAG, JCA-IoT and the Radiocommunication Advisory Group", [("itu-t/tsag", ""), ("itu-t/jca-iot", ""), ("itu-r/rag", "")]),
        ("la résolution 71 (Rév. Dubaï, 2018) de la Conférence de plénipotentiaires", [("pp/res/71", "Rev. Dubai, 2018")]),
        (
            "las Resoluciones 101 y 102 (Rev. Busán, 2014) de la Conferencia de Plenipotenciarios",
            [("pp/res/101", "Rev. Busan, 2014"), ("pp/res/102", "Rev. Busan, 2014")],
        ),
        ("в Резолюции 200 (Пересм. Дубай, 2018 г.) Полномочной конференции", [("pp/res/200", "Rev. Dubai, 2018")]),
        ("القرار 71 (المراجَع في دبي، 2018) لمؤتمر المندوبين المفوضين", [("pp/res/71", "Rev. Dubai, 2018")]),
        ("全权代表大会第101和102号决议（2014年，釜山，修订版）", [("pp/res/101", "Rev. Busan, 2014"), ("pp/res/102", "Rev. Busan, 2014")]),
        ("la Commission d'études 5 de l'UIT-T", [("itu-t/sg/5", "")]),
        ("5-я Исследовательская комиссия МСЭ-Т", [("itu-t/sg/5", "")]),
        ("ITU-T第5研究组", [("itu-t/sg/5", "")]),
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


def test_a_list_below_a_noun_of_its_own_is_read_with_it():
    head, listed, other = (
        Clause(f"wtsa/x/1#r{n}", Part.RELATIONS, "Relationships", "", label, 0, text, 1)
        for n, (label, text) in enumerate((("", "Questions:"), ("–", "1/13, 6/13 and 22/13"), ("", "The groups 7/13 meet.")))
    )
    cited = citations.find(replace(document(""), clauses=(head, listed, other)), ITU)
    assert [(c.id, c.text, c.clause) for c in cited] == [(f"itu-t/2017-2020/q/{n}-13", "1/13, 6/13 and 22/13", "wtsa/x/1#r1") for n in (1, 6, 22)]


@pytest.mark.parametrize(
    ("body", "text", "expected"),
    [
        ("UNGA", "its resolutions 70/1 of 25 September 2015 and 73/17 of 26 November 2018", ["unga/res/70-1", "unga/res/73-17"]),
        ("UNGA", "resolutions 7/22 and 12/8 of the Human Rights Council", ["hrc/res/7-22", "hrc/res/12-8"]),
        ("CIML", "Resolution CIML/2025/10 and Resolution 8 of the 14th OIML Conference", ["ciml/res/2025-10", "oiml-conference/res/2012-8"]),
        ("CIML", "Resolutions Conference/2012/08 and Conference/2016/10", ["oiml-conference/res/2012-8", "oiml-conference/res/2016-10"]),
        ("CIML", "resolution no. 23 of its 47th Meeting", ["ciml/res/2012-23"]),
    ],
)
def test_other_organisations_cite_in_their_own_way(body, text, expected):
    organisation = organisation_of(body)
    own = replace(document(text), body=body, sector="")
    assert [citation.id for citation in citations.find(own, organisation)] == expected


@pytest.mark.parametrize(("number", "work"), [("2012/08", "2012-8"), ("2012/10", "2012-10"), ("007", "7"), ("2000/100", "2000-100")])
def test_a_number_that_is_written_with_a_nought_before_it_names_the_same_text(number, work):
    organisation = organisation_of("OIML-Conference")
    assert work_id(Kind.RESOLUTION, organisation.body("OIML-Conference"), number, "", organisation) == f"oiml-conference/res/{work}"


def test_a_group_or_question_beyond_a_sectors_own_is_another_sectors():
    assert found("Study Group 16 and Q9/16", body="ITU-D", year=2017) == [("itu-t/sg/16", ""), ("itu-t/2017-2020/q/9-16", "")]


def test_a_question_in_a_recommendation_is_of_the_period_in_which_that_was_approved():
    [cited] = citations.find(replace(document("Question 5/13", body="ITU-T", year=2016), kind=Kind.RECOMMENDATION), ITU)
    assert cited.id == "itu-t/2013-2016/q/5-13"


def test_what_a_relations_section_lists_is_kept_whoever_it_is():
    texts = (
        "Action lines:",
        "C2, C5",
        "SDGs:",
        "9 and 11",
        "Standardization bodies:",
        "ISO/IEC JTC 1/SC 27, oneM2M and IETF",
        "Study groups:",
        "The groups meet once a year.",
    )
    clauses = tuple(Clause(f"wtsa/x/1#r{n}", Part.RELATIONS, "Relationships", "", "", 0, text, 1) for n, text in enumerate(texts))
    cited = citations.find(replace(document(""), clauses=clauses), ITU)
    assert [c.id for c in cited] == ["wsis/c2", "wsis/c5", "sdg/9", "sdg/11", "", "", ""]
    assert [c.text for c in cited if not c.id] == ["ISO/IEC JTC 1/SC 27", "oneM2M", "IETF"]
    assert all(c.relation for c in cited)
    assert found("goal 9, and C2 of a programme") == []


def test_a_title_is_read_too():
    [cited] = citations.find(replace(document(""), title="Implementation of Resolution 9 (Rev. Kigali, 2022)"), ITU)
    assert (cited.id, cited.edition, cited.clause) == ("wtdc/res/9", "Rev. Kigali, 2022", "wtsa/x/1#citation-title")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Article 44 of the Constitution and No. 12 thereof", ["itu/constitution/art/44", "itu/constitution/no/12"]),
        ("Nos. 86 to 89 and 91 of the Convention", [f"itu/convention/no/{n}" for n in (86, 87, 88, 89, 91)]),
        ("the General Rules, Nos. 69-71", [f"itu/general-rules/no/{n}" for n in (69, 70, 71)]),
        ("Article 15 and relevant provisions of Article 20 of the Convention", ["itu/convention/art/15", "itu/convention/art/20"]),
        ("No. 5.340, and Appendix 30B", ["itu/rr/no/5.340", "itu/rr/app/30b"]),
        ("Appendix 1 to this resolution, and No. 3 of the list", []),
    ],
)
def test_an_article_of_a_known_treaty_has_an_id(text, expected):
    assert [id_ for id_, _ in found(text)] == expected


def test_an_article_of_a_treaty_that_nobody_knows_stays_open_with_its_words():
    [citation] = citations.find(document("under Article 9 of the Convention on the Rights of Persons with Disabilities"), ITU)
    assert (citation.id, citation.text) == ("", "Article 9 of the Convention")


def test_a_list_goes_on_behind_what_is_said_of_its_members():
    text = "Recalling its resolutions 55/2, on one thing, 2200 A (XXI), proclaiming another, and 57/270 B of 23 June 2003, and decision 60/501,"
    cited = citations.find(replace(document(text), body="UNGA", sector=""), organisation_of("UNGA"))
    assert [(citation.id, citation.text) for citation in cited] == [
        ("unga/res/55-2", "resolutions 55/2"),
        ("unga/res/2200-a-xxi", "2200 A (XXI)"),
        ("unga/res/57-270-b", "57/270 B"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Resolutions 7 and 9 (Nairobi, 1982)", [("pp/res/1982-7", "Nairobi, 1982"), ("pp/res/1982-9", "Nairobi, 1982")]),
        ("la Résolution 7 (Nice, 1989)", [("pp/res/1989-7", "Nice, 1989")]),
        ("Resolution 7 (Kyoto, 1994)", [("pp/res/7", "Kyoto, 1994")]),
        ("the Plenipotentiary Conference (Niza, 1989)", [("pp/conf/1989", "")]),
        ("Resolution 79 (Dubai, 2012), as WCIT-12 wished", [("wtsa/res/79", "Dubai, 2012"), ("wcit/conf/2012", "")]),
        ("Report ITU-R SM.2093-1", [("itu-r/rep/sm.2093", "")]),
        ("见ITU-R SM.2093号报告", [("itu-r/rep/sm.2093", "")]),
        ("Article 9 of the Financial Regulations", [("itu/financial-regulations/art/9", "")]),
        ("the Council Working Group on Child Online Protection (CWG-COP)", [("council/cwg-cop", "")]),
        ("the Council Working Group on Lighthouses, which met", [("", "")]),
        ("the Coordination Committee, and the Coordination Committee for Vocabulary", [("itu/coordination-committee", ""), ("itu-r/ccv", "")]),
    ],
)
def test_old_conferences_reports_and_groups_of_the_council_are_cited(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "rapport au GCNT, au GCDT et au GCR",
        "informe al GANT, al GADT y al GAR",
        "отчет для КГСЭ, КГРЭ и КГР",
        "إلى الفريق الاستشاري لتقييس الاتصالات والفريق الاستشاري لتنمية الاتصالات والفريق الاستشاري للاتصالات الراديوية",
        "向电信标准化顾问组、电信发展顾问组和无线电通信顾问组报告",
    ],
)
def test_advisory_groups_are_known_in_every_language(text):
    assert [id_ for id_, _ in found(text)] == ["itu-t/tsag", "itu-d/tdag", "itu-r/rag"]


@pytest.mark.parametrize(
    ("text", "body", "expected"),
    [
        ("the limits in Articles 21 and 22", "WRC", ["itu/rr/art/21", "itu/rr/art/22"]),
        ("the forms in Appendix 4", "WRC", ["itu/rr/app/4"]),
        ("Article 3 and Article 9 of the Convention", "WRC", ["itu/convention/art/3", "itu/convention/art/9"]),
        ("Article 3 of Resolution 5 (WRC-15)", "WRC", ["wrc/res/5"]),
        ("the limits in Articles 21 and 22", "WTSA", []),
    ],
)
def test_an_article_that_stands_alone_is_of_the_treaty_of_the_body_that_speaks(text, body, expected):
    assert [id_ for id_, _ in found(text, body=body)] == expected


def test_a_noun_that_is_glued_to_the_end_of_a_list_of_relations_heads_the_next_one():
    texts = ("Recommendations K.52, K.61 Questions", "3/5; 4/5")
    clauses = tuple(Clause(f"wtsa/x/1#r{n}", Part.RELATIONS, "Relationships", "", "", 0, text, 1) for n, text in enumerate(texts))
    related = citations.find(replace(document("", period="2017-2020"), clauses=clauses), ITU)
    assert [citation.id.rpartition("/")[2] for citation in related] == ["k.52", "k.61", "3-5", "4-5"]
