"""Fuzzing, bounded by the number of examples: whatever a file or a line holds, it is read or refused in one sentence, and its neighbours are read."""

import json
import random
import re
from dataclasses import replace
from importlib import resources

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mapper.documents import Limits, extract_all
from mapper.errors import MapperError
from mapper.extractors import bare, cells, columns, dates, grammar, html, jsonl, labels, layers, shifted
from mapper.extractors.context import Hints
from mapper.extractors.lines import Line, Run, Sheet
from mapper.extractors.page import Page, Piece, Style, Word
from mapper.profiles import parse
from mapper.sources import list_sources
from mapper.types import Box, SourceFile
from tests.mutations import BASES, base, spoil

SOURCE = SourceFile("a.pdf", "0" * 64)
BOUNDED = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
TIGHT = Limits(seconds=30, memory_mb=1024)
GOOD = ("WTDC17-RES-9-E.pdf", "T-RES-T.90-2016-MSW-E.docx")

# what lines of such texts are made of, whole and in pieces
SCRAPS = """RESOLUTION 7 (Rev. Suva, 2020)|RESOLUTION|QUESTION 4/7|ANNEX 1|(Suva, 2020)|MOD|SUP XYZ/4A1/2|- 12 -|Page|....... 14|considering|resolves
recalling|instructs the Director|Motivation|Tasks|a)|b)bis|iv)|1.2.3|–|(1)|999|1)|99.99.99.|Resolutions 4, 5 and 6 (Rev. Suva, 2020)|Question 3/5|*|¹
Recommendation ITU-T Y.4|1|short-|\u200f|\ufffd|\ue041|الاتحاد|会议"""
scraps = st.sampled_from(SCRAPS.replace("\n", "|").split("|"))
texts = st.one_of(st.lists(scraps, min_size=1, max_size=6).map(" ".join), st.text(max_size=60), scraps)
sizes = st.sampled_from([0.0, 7.0, 11.0, 14.0])
places, lengths = st.floats(-50, 900, width=16), st.floats(0, 500, width=16)
boxes = st.builds(lambda x, y, w, h: Box(x, y, x + w, y + h), places, places, lengths, lengths)
styles = st.builds(Style, font=st.sampled_from(["", "F", "Bold"]), size=sizes, bold=st.booleans(), italic=st.booleans())
runs = st.builds(Run, texts, styles, boxes, st.booleans(), st.booleans(), st.booleans())
lines = st.builds(
    lambda runs, box, page, **more: Line(tuple(runs), page, box, **more),
    st.lists(runs, max_size=4),
    boxes,
    st.just(1),
    hyphen=st.booleans(),
    label=st.sampled_from(["", "a)", "12", "–"]),
    level=st.integers(-1, 9),
    cells=st.lists(texts, max_size=3).map(tuple),
    whole=st.booleans(),
)
sheets = st.lists(st.tuples(st.lists(lines, max_size=12), st.lists(boxes, max_size=4), st.sampled_from([0.0, 842.0])), max_size=4).map(
    lambda drawn: [
        Sheet(number, tuple(replace(line, page=number) for line in held), 595.0 if high else 0.0, high, tuple(edges))
        for number, (held, edges, high) in enumerate(drawn, start=1)
    ]
)


def tried(work):
    """Give what a work gives and no refusal, or nothing and the refusal; any other failure is a defect."""
    try:
        return work(), ""
    except MapperError as error:
        return None, str(error)


@given(sheets)
@BOUNDED
def test_grammar_makes_documents_of_any_lines_and_none_without_a_clause_or_a_word_why(drawn):
    found = grammar.read(drawn, SOURCE, Hints())
    for document in found.documents:
        assert document.id
        assert document.clauses or document.problems or document.status.value != "in force" or document.title
        assert all(clause.page <= max(1, len(drawn)) for clause in document.clauses)


@given(texts)
@BOUNDED
def test_a_label_and_what_follows_it_are_the_text(text):
    label, rest = labels.split(text)
    assert text.endswith(rest)
    assert len(label) + len(rest) <= len(text)
    assert bool(label) == (rest != text)


@given(st.one_of(texts, st.text(st.sampled_from("0123456789./- JanMärzto至até年"), max_size=60)))
@BOUNDED
def test_a_date_is_read_or_its_trouble_is_told(text):
    span = dates.read(text)
    assert span.start or span.trouble or not span.end


@given(st.text(max_size=300))
@BOUNDED
def test_bare_text_loses_no_word(text):
    assert "".join("".join(bare.cut(text)).split()) == "".join(text.split())


@given(st.lists(st.text(min_size=1, max_size=12), max_size=60))
@BOUNDED
def test_a_layer_is_not_good_and_bad_at_once(words):
    plausible, known, _ = layers.weigh(words)
    assert 0 <= plausible <= 1
    assert 0 <= known <= 1
    assert not (layers.is_good(words) and layers.is_bad(words))


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20), max_size=20))
@BOUNDED
def test_the_repair_of_shifted_letters_keeps_every_word_that_it_does_not_repair(words):
    box = Box(0, 0, 9, 9)
    page = Page(1, 595, 842, tuple(Word((Piece(word, Style("F", 9.0), box),), box) for word in words))
    settled, repaired = shifted.repair(page)
    assert repaired or settled == page


words = st.sampled_from(["question", "in force", "2020", "Suva, 2020"])
jsons = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), words),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["id", "text", "clauses", "pages", "edition", "kind", "label", "part"]), inner)
    ),
    max_leaves=12,
)
KEYS = ("id", "title", "text", "kind", "body", "edition", "status", "clauses", "pages", "source", "footnotes", "details", "language", "number")


@given(st.lists(st.one_of(st.dictionaries(st.sampled_from(KEYS), jsons).map(json.dumps).map(str.encode), st.binary(max_size=40)), max_size=4))
@settings(BOUNDED, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_json_line_becomes_a_document_or_a_problem(tmp_path, written):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(written))
    told = sum(1 for line in path.read_bytes().split(b"\n") if line.strip())
    found, refusal = tried(lambda: jsonl.read(path, SOURCE, Hints()))
    if found is None:
        assert "is not UTF-8 text" in refusal
    else:
        assert len(found.documents) + len([problem for problem in found.problems if "was left out" in problem]) == told


TAGS = """p div h1 h2 b i sup ol ul li table tr td th br a span section
aside header nav form pre del ins style script head body html noscript"""
GIVEN = """hidden|id=n|name=m|href=#n|href=#m|class=footnotes|class=ResNo|type=a|start=-3|value=x|rowspan=9|reversed|role=doc-footnote|align=center
style='display:none'|style='font-size:0'|style='margin-left:1e9pt'|style='mso-list:Ignore'|style='list-style:none'|style=';:;'"""
tags = st.builds(
    lambda close, tag, given_: f"</{tag}>" if close else f"<{tag} {given_}>",
    st.booleans(),
    st.sampled_from(TAGS.split()),
    st.sampled_from(["", *GIVEN.replace("\n", "|").split("|")]),
)


@given(st.lists(st.one_of(tags, tags, scraps, st.text(max_size=9)), min_size=1, max_size=40).map(" ".join))
@settings(BOUNDED, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_page_of_any_tags_is_laid_as_lines_or_refused_in_a_sentence(tmp_path, text):
    path = tmp_path / "a.html"
    path.write_bytes(text.encode("utf-8", "replace"))
    found, refusal = tried(lambda: html.sheets(path))
    assert found or refusal.startswith("a.html ")
    for line in found[0].lines if found else ():
        assert line.text
        assert line.box.x0 >= 0


@given(st.text(st.sampled_from('Title,Start;|\t"\n\r x\u20281'), max_size=200))
@BOUNDED
def test_a_list_is_parted_into_cells_or_refused_in_a_sentence(text):
    table, refusal = tried(lambda: cells.parted("a.csv", text, fits=columns.fits))
    if table is None:
        assert refusal.startswith("a.csv ")
    else:
        assert sum(len(cell) for row in table.rows for cell in row) <= len(text)


@given(st.integers(0, 10_000))
@settings(BOUNDED, max_examples=40)
def test_a_profile_with_a_mistake_is_refused_in_a_sentence(seed):
    chance = random.Random(seed)
    text = (resources.files("mapper.profiles") / "organisations" / "metrology.toml").read_text(encoding="utf-8")
    start = chance.randrange(len(text))
    if chance.random() < 0.5:
        other = chance.choice(["1", "true", "[1]", "[[]]"])
        spoilt = text[:start] + re.sub(r"= .*", f"= {other}", text[start:], count=1)
    else:
        spoilt = text[:start] + chance.choice(["", "(", "[", '"', "\\", "*"]) + text[start + chance.choice([0, 1, 30]) :]
    profile, refusal = tried(lambda: parse(spoilt, "own.toml"))
    assert profile or refusal.startswith("profile own.toml cannot be used: ")


@pytest.mark.parametrize("name", BASES)
def test_spoilt_files_are_read_or_refused_in_a_sentence_and_their_neighbours_are_read(tmp_path, name):
    for good in GOOD:
        (tmp_path / f"{'az'[GOOD.index(good)]}-{good}").write_bytes(base(good))
    for seed in range(12):
        (tmp_path / f"spoilt-{seed}.{name.rpartition('.')[2]}").write_bytes(spoil(name, seed))
    found = list(extract_all(list_sources(tmp_path), limits=TIGHT))
    assert len(found) == 14
    assert [bool(each.documents) for each in (found[0], found[-1])] == [True, True]
    for each in found[1:-1]:
        assert bool(each.documents) != bool(each.unread)
        assert "\n" not in each.unread
        assert not any(word in each.unread for word in ("defect", "ended the reader", "took longer", "processor time"))
