"""Languages: one resolution is one document with one number and one edition, whatever the language it is printed in."""

import re

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from mapper.extractors import bidirectional, naming, reading
from mapper.extractors.context import Hints
from mapper.extractors.labels import Stack, split
from mapper.extractors.page import Style
from mapper.extractors.signs import Sign
from mapper.profiles import language_of, organisation_of
from mapper.settings import Limits
from mapper.types import SourceFile
from tests.paper import at, centred, pages
from tests.six_languages import TEXTS

PROFILE = organisation_of("PP")
READ = [
    ("pp/res/182", "Rev. Busan, 2014"),
    ("wtsa/res/73", "Rev. Hammamet, 2016"),
    ("wtdc/res/9", "Rev. Dubai, 2014"),
    ("ra/res/60", "60-2"),
    ("wrc/res/673", "Rev.WRC-12"),
    ("council/res/1386", "C17"),
    ("itu-r/q/254-5", "254-1/5"),
]


def word_file(path, texts):
    document = Document()
    for heading, title, history, line, groups in texts:
        for words in (heading, title, history):
            paragraph = document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(words).bold = words == title
        document.add_paragraph(line)
        for opener, items in groups:
            document.add_paragraph().add_run(opener).italic = True
            for item in items:
                document.add_paragraph(item.replace("|", "\t") if not item.startswith("|") else item[1:])
    document.save(path)
    return path


def read(path):
    return reading.read(path, SourceFile(path.name, "0" * 64), Hints(), Limits()).documents


def bare(text):
    return re.sub(r"\s+", " ", text.replace("\u0640", ""))


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_every_text_of_a_word_file_is_read_whole(tmp_path, language):
    documents = read(word_file(tmp_path / "a.docx", TEXTS[language]))
    assert [(document.id, document.edition.label) for document in documents] == READ
    assert {document.language for document in documents} == {language}
    for document, (_, title, _, _, groups) in zip(documents, TEXTS[language], strict=True):
        items = [(bare(opener), *item.split("|")) for opener, group in groups if opener for item in group]
        said = [(opener, label.replace("’", "'").replace("‘", "'").replace(" ", ""), bare(text)) for opener, label, text in items]
        assert document.title == title
        assert [(bare(clause.opener), clause.label, clause.text) for clause in document.clauses] == said


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_who_is_told_to_act_has_one_name_in_all_languages(tmp_path, language):
    documents = read(word_file(tmp_path / "a.docx", TEXTS[language]))
    assert list(dict.fromkeys(clause.actor for document in documents for clause in document.clauses if clause.actor)) == [
        "Director of the Telecommunication Standardization Bureau",
        "Secretary-General",
        "Member States; Sector Members; Academia",
        "ITU-T study groups",
        "Director of the Telecommunication Development Bureau",
        *(["study groups"] if language in ("fr", "ru") else []),  # there a clause itself tells them what they have to do
    ]


QUESTIONS = {
    "fr": ("QUESTION 6/5", "Motivation", "Tâches", "Relations", "Expliquer les économies des réseaux."),
    "es": ("CUESTIÓN 6/5", "Motivos", "Tareas", "Relaciones", "Explicar el ahorro de las redes."),
    "ru": ("ВОПРОС 6/5", "Обоснование", "Задачи", "Взаимосвязь", "Объяснить экономию сетей."),
    "ar": ("المسألة 6/5", "الدوافع", "المهام", "العلاقات", "شرح توفير الشبكات."),
    "zh": ("第6/5号课题", "动机", "任务", "关系", "解释网络的节能。"),
}


@pytest.mark.parametrize("language", sorted(QUESTIONS))
def test_the_sections_of_a_question_are_known(tmp_path, language):
    heading, motivation, tasks, relations, words = QUESTIONS[language]
    document = Document()
    for text in (heading, words.rstrip(".。")):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = True
    for number, section in enumerate((motivation, tasks, relations), 1):
        document.add_paragraph().add_run(f"{number}\t{section}").bold = True
        document.add_paragraph(words)
    document.save(tmp_path / "a.docx")
    [question] = read(tmp_path / "a.docx")
    assert (question.id, question.language, question.group) == ("itu-t/q/6-5", language, "SG 5")
    assert [(clause.opener, clause.part.value, clause.text) for clause in question.clauses] == [
        (motivation, "body", words),
        (tasks, "body", words),
        (relations, "relations", words),
    ]


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("Rév. Dubaï, 2014", "Rev. Dubai, 2014"),
        ("ПЕРЕСМ. ПУСАН, 2014 Г.", "Rev. Busan, 2014"),
        ("المراجَع في بوسان، 2014", "Rev. Busan, 2014"),
        ("2014年，釜山，修订版", "Rev. Busan, 2014"),
        ("2014年，釜山", "Busan, 2014"),
        ("Пересм. ВКР-12", "Rev.WRC-12"),
        ("RÉV.CMR-12", "Rev.WRC-12"),
        ("Genève, 2022", "Geneva, 2022"),
        ("Atlantis, 2030", "Atlantis, 2030"),
    ],
)
def test_an_edition_is_one_in_all_languages(printed, label):
    assert naming.edition(printed, PROFILE).label == label


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("б) второй пункт", "б)", "второй пункт"),
        ("أ ) البند الأول", "أ)", "البند الأول"),
        ("’1‘ البند", "'1'", "البند"),
        ("一、总则", "一、", "总则"),
        ("（二）任务", "(二)", "任务"),
        ("3、其他", "3、", "其他"),
        ("二十国集团", "", "二十国集团"),
        ("نص عادي", "", "نص عادي"),
    ],
)
def test_labels_of_other_scripts_are_labels(text, label, rest):
    assert split(text) == (label, rest)


@pytest.mark.parametrize(
    "labels",
    [
        ("а)", "б)", "в)", "г)", "д)", "е)", "ж)", "з)", "и)", "к)"),
        ("أ)", "ب)", "ج)", "د)", "ه)", "و)", "ز)", "ح)"),
        ("一、", "二、", "三、", "九、", "十、", "十一、"),
        ("'1'", "'2'", "'3'"),
    ],
)
def test_labels_of_other_scripts_count(labels):
    stack = Stack()
    assert {stack.place(label, 60, firm=True, inside=False) for label in labels} == {0}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("resuelve proteger esas bandas", "es"),
        ("charge le Directeur de protéger ces bandes", "fr"),
        ("قرر حماية النطاقات", "ar"),
        ("решает защищать", "ru"),
    ],
)
def test_short_texts_tell_their_language(text, language):
    assert language_of(text) == language


def test_chinese_lines_join_without_blanks(tmp_path):
    """No blank parts words, and none stands where a line was broken, or beside figures."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    song = "STSong-Light"
    path = pages(
        tmp_path / "a.pdf",
        [
            centred("第182号决议（2014年，釜山，修订版）", 80, song, 14),
            centred("网络与环境", 110, song, 14),
            at("国际电信联盟全权代表大会（2014年，釜山），", 60, 150, song),
            at("考虑到", 94, 190, song),
            at("a)", 60, 212, song),
            at("网络消耗的能源越来越多，所有国家都应当共同采取措施，并且在", 94, 212, song),
            at("2016", 94, 226, song),
            at("年以前报告其成果，", 122, 226, song),
            at("做出决议", 94, 250, song),
            at("继续开展研究。", 94, 272, song),
        ],
    )
    [document] = read(path)
    assert (document.id, document.language, document.edition.label) == ("pp/res/182", "zh", "Rev. Busan, 2014")
    assert [(clause.opener, clause.label, clause.text) for clause in document.clauses] == [
        ("考虑到", "a)", "网络消耗的能源越来越多，所有国家都应当共同采取措施，并且在2016年以前报告其成果，"),
        ("做出决议", "", "继续开展研究。"),
    ]


def shown(text, width=6.0, begin=100.0):
    """Set a text as it looks on the page, from the left, one sign after the other."""
    style = Style("F", 12)
    for place, sign in enumerate(text):
        if sign != " ":
            yield Sign(sign, begin + place * width, begin + (place + 1) * width, 200.0, style)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("ملاعلا", "العالم"),
        (")2014 ،ناسوب( 182 رارقلا", "القرار 182 (بوسان، 2014)"),
        ("(2014 ،ناسوب) 182 رارقلا", "القرار 182 (بوسان، 2014)"),
        ("2012 يف ITU-R SM.2255 ريرقتلا", "التقرير ITU-R SM.2255 في 2012"),
        ("؛)data centres( زكارملا", "المراكز (data centres)؛"),
        ("تارم 3.5 ةدملا", "المدة 3.5 مرات"),
        ("صن ITU-T (2016) ةيصوتلا", "التوصية ITU-T (2016) نص"),
        ("(2012-2015-2019)", "(2012-2015-2019)"),
        (":[a-bc] (flood) ناضيف", "فيضان (flood) [a-bc]:"),
        (":]a-bc[ )flood( ناضيف", "فيضان (flood) [a-bc]:"),
        ("ITU-T] (flood relief) ناضيف", "فيضان (flood relief) [ITU-T"),
        ("Series (more ملق", "قلم Series (more"),
        (".]E.5", "E.5]."),
        (") ريخأت", "تأخير ("),
        ("ITU-T[و ةيصوت", "توصية و[ITU-T"),
        ("ITU-T]و ةيصوت", "توصية و[ITU-T"),
        ("ملقF ةلسلس", "سلسلة F قلم"),
    ],
)
def test_a_row_from_the_right_is_read_in_its_order(page, text):
    assert " ".join(word.text for word in bidirectional.words(list(shown(page)))) == text


def test_letters_that_are_drawn_apart_in_a_row_with_blanks_of_its_own_are_one_word():
    style = Style("F", 12)
    row = [("ن", 100.0), ("و", 108.4), (" ", 114.6), ("ل", 117.0), ("ك", 125.4), (" ", 131.6), ("م", 134.0)]
    page = [Sign(text, x0, x0 + (2.0 if text == " " else 6.0), 200.0, style, text == " ") for text, x0 in row]
    assert " ".join(word.text for word in bidirectional.words(page)) == "م كل ون"
    assert " ".join(word.text for word in bidirectional.words(page[:2])) == "و ن"


def test_letters_that_are_drawn_into_each_other_are_read_from_the_right_end():
    style = Style("F", 12)
    for right in (106.0, 109.3):
        page = [Sign("م", 94.0, 100.0, 200.0, style), Sign("ل", 100.0, 109.4, 200.0, style), Sign("ا", 100.1, right, 200.0, style)]
        assert [word.text for word in bidirectional.words(page)] == ["لام"]


def test_a_mark_hangs_on_the_wide_letter_that_it_stands_over():
    style = Style("F", 12)
    page = [Sign("ب", 100.0, 104.8, 200.0, style), Sign("ط", 104.8, 116.8, 200.0, style), Sign("\u064f", 103.5, 109.5, 196.0, style)]
    assert [word.text for word in bidirectional.words(page)] == ["ط\u064fب"]


def test_a_mark_of_a_vowel_hangs_on_its_letter():
    style = Style("F", 12)
    signs = [Sign("ع", 100, 106, 200, style), Sign("ج", 106, 112, 200, style), Sign("\u064e", 107, 111, 199, style)]
    assert [word.text for word in bidirectional.words(signs)] == ["ج\u064eع"]
