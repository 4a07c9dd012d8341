"""Themes: what people write is read or refused in one sentence, what is written is read back, and what is retired stays known."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import themes
from mapper.errors import MapperError
from mapper.exchange import skos
from mapper.themes import Subtopic, Theme, tags
from mapper.themes.writing import add
from mapper.types import State, Status

HEAD = "[theme]\nid = 'heat'\ntitle = 'Heat'\n"
A = "[[subtopic]]\nid = 'a'\ntitle = 'A'\ndefinition = 'What a is.'\nexamples = ['an a']\n"
B = "[[subtopic]]\nid = 'b'\ntitle = 'B'\ndefinition = 'What b is.'\nexamples = ['a b']\n"

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
said = st.builds("x{}".format, words)
titles = st.dictionaries(st.sampled_from(["fr", "es", "zh-Hans", "pt"]), said, max_size=3)
others = st.dictionaries(st.sampled_from(["en", "ru"]), st.lists(said, min_size=1, max_size=2, unique=True).map(tuple), max_size=2)
listed = st.lists(words, max_size=3).map(tuple)
codes = st.lists(st.sampled_from(["sdg:13", "unbis:1001", "https://example.org/x#y"]), max_size=2).map(tuple)
EVERY = {"scope_note": words, "labels": titles, "also": others, "focal_points": listed, "codes": codes}


@st.composite
def made(draw):
    """Make themes whose subtopics name only what is there, in no circle."""
    ids = draw(st.lists(said, min_size=1, max_size=4, unique=True))
    one = st.builds(Subtopic, id=st.just(""), title=said, definition=said, examples=listed, exclusions=listed, retired=st.booleans(), **EVERY)
    subtopics = []
    for place, id_ in enumerate(ids):
        above = draw(st.sampled_from(["", *ids[:place]]))
        topic = replace(draw(one), id=id_, parent=above)
        subtopics.append(replace(topic, replaced_by=(ids[place - 1],) if topic.retired and place else ()))
    return draw(st.builds(Theme, said, said, listed, st.just(tuple(subtopics)), st.just("heat.toml"), definition=words, **EVERY))


@given(made())
def test_what_is_written_is_read_back(theme):
    assert themes.parse(Path("heat.toml"), themes.written(theme, "made by a test\nof two lines")) == theme


@given(made(), st.booleans())
def test_a_subtopic_is_added_behind_all_that_stands_in_the_file(tmp_path_factory, theme, windows):
    path = tmp_path_factory.mktemp("add") / "heat.toml"
    before = themes.written(replace(theme, file=str(path)), "ours") + "# a remark at the end, without a line break"
    before = before.replace("\n", "\r\n") if windows else before
    path.write_bytes(before.encode())
    more = Subtopic("the new one", "New", "What is new.", ("an example",), labels={"fr": "Nouveau"})
    add(path, more)
    after = path.read_bytes().decode()
    assert after.startswith(before)
    assert themes.parse(path, after) == replace(theme, file=str(path), subtopics=(*theme.subtopics, more))


def test_a_file_that_takes_no_subtopic_at_its_end_is_left_as_it_is(tmp_path):
    path = tmp_path / "heat.toml"
    path.write_text("subtopic = [{ id = 'a', title = 'A', definition = 'x' }]\n" + HEAD, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(MapperError, match=r"heat\.toml takes no subtopic at its end .*nothing was changed, add it by hand"):
        add(path, Subtopic("b", "B", "What b is."))
    assert (path.read_bytes(), [one.name for one in tmp_path.iterdir()]) == (before, ["heat.toml"])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD + "colour = 'red'\n" + A, "heat.toml: [theme] colour must be one of id, title, mandate, definition, "),
        (HEAD + A + "colour = 'red'\n", 'heat.toml: [subtopic "a"] colour must be one of id, title, definition, examples, '),
        (HEAD + A + A, "heat.toml: the subtopic id 'a' is used twice; give each its own"),
        (HEAD + A + "parent = 'c'\n", "heat.toml: [subtopic \"a\"] parent must be the id of another subtopic of this theme ('c' is not); mend it"),
        (HEAD + A + "parent = 'a'\n", "heat.toml: [subtopic \"a\"] parent must be the id of another subtopic of this theme ('a' is not); mend it"),
        (
            HEAD + A + "parent = 'b'\n" + B + "parent = 'a'\n",
            "heat.toml: the parents of subtopics run in a circle (a → b → a); take one of them out",
        ),
        (HEAD + A + "labels = { cn = 'x' }\n", "heat.toml: [subtopic \"a\"] labels names 'cn', which is no language tag; write one such as en, fr, "),
        (HEAD + "labels = { French = 'x' }\n" + A, "heat.toml: [theme] labels names 'French', which is no language tag"),
        (HEAD + A + "labels = { fr = '' }\n", 'heat.toml: [subtopic "a" labels] fr must be given, as text in quotes'),
        (HEAD + A + "labels = { en = 'Other' }\n", 'heat.toml: [subtopic "a" labels] en must be left out, or the same as title'),
        (HEAD + A + "labels = 'fr'\n", 'heat.toml: [subtopic "a"] labels must be a table of texts by language'),
        (HEAD + A + "also = { fr = 'x' }\n", 'heat.toml: [subtopic "a" also] fr must be a list of texts in quotes'),
        (
            HEAD + A + "codes = ['13']\n",
            'heat.toml: [subtopic "a"] codes must be each a prefix with a code, as in "sdg:13", or an address',
        ),
        (HEAD + A + "codes = ['javascript:alert(1)<']\n", 'heat.toml: [subtopic "a"] codes must be each a prefix with a code'),
        (HEAD + A + "also = { fr = [' '] }\n", 'heat.toml: [subtopic "a" also] fr must be names with a word in each'),
        (HEAD + A + "retired = 'yes'\n", 'heat.toml: [subtopic "a"] retired must be true or false'),
        (HEAD + A + "replaced_by = 'b'\n" + B, 'heat.toml: [subtopic "a"] retired must be true where replaced_by is given'),
        (HEAD + A + "retired = true\nreplaced_by = ['c']\n", 'heat.toml: [subtopic "a"] replaced_by must be the id of another subtopic'),
        (HEAD + A.replace("id = 'a'\n", ""), "heat.toml: [subtopic 1] id must be given, as text in quotes"),
    ],
)
def test_a_mistake_is_one_sentence_with_file_subtopic_and_key(tmp_path, text, sentence):
    (tmp_path / "heat.toml").write_text(text, encoding="utf-8")
    with pytest.raises(MapperError) as told:
        themes.load(tmp_path)
    assert sentence in str(told.value)
    assert "\n" not in str(told.value)


def test_a_subtopic_without_examples_is_mapped_and_told(small, cli):
    """Files of before had none and were mapped, so it is no mistake; but it is worth saying."""
    path = small.root / "themes" / "heat.toml"
    path.write_text(HEAD + A.replace("examples = ['an a']\n", "examples = ['']\n") + B, encoding="utf-8")
    sentence = '[subtopic "a"] has no examples, so it is found by its title and definition alone; add two or three in the words of the texts'
    for words in (("check",), ("themes", "heat")):
        told = cli(*words, "-w", small.root)
        assert told.code == 0
        [line] = [line for line in (told.out + told.err).splitlines() if sentence in line]
        assert "heat.toml: " in line


def test_parts_stand_behind_what_they_are_parts_of():
    topics = [Subtopic("c", "", "", parent="a"), Subtopic("b", "", ""), Subtopic("a", "", ""), Subtopic("d", "", "", parent="c")]
    theme = Theme("heat", "Heat", (), tuple(topics), "")
    assert [one.id for one in theme.live] == ["b", "a", "c", "d"]
    assert [one.id for one in theme.above(topics[3])] == ["a", "c"]
    gone = replace(theme, subtopics=(replace(topics[0], retired=True), *topics[1:]))
    assert [one.id for one in gone.live] == ["b", "a", "d"]
    assert gone.above(topics[3]) == ()


def test_parts_of_parts_may_go_as_deep_as_people_like():
    chain = [Subtopic(f"s{n}", f"S{n}", "x", ("x",), parent=f"s{n - 1}" if n else "") for n in range(3000)]
    theme = themes.parse(Path("heat.toml"), themes.written(Theme("heat", "Heat", (), tuple(reversed(chain)), "")))
    assert theme.live == tuple(chain)
    assert len(theme.above(chain[-1])) == 2999


def test_titles_in_other_languages_and_notes_are_not_compared():
    plain = Subtopic("a", "A", "What a is.", ("an a",))
    rich = replace(plain, scope_note="Not b.", labels={"fr": "Le a"}, also={"en": ("alpha",)}, focal_points=("N. N.",), codes=("sdg:13",))
    one, other = (themes.documents(Theme("heat", "Heat", (), (topic,), "heat.toml")) for topic in (plain, rich))
    assert one == other


def test_a_retired_subtopic_is_mapped_no_more_and_what_was_decided_stays(small, cli):
    path = small.root / "themes" / "climate.toml"
    chosen = small.mapped("theme:climate")[0]
    said = small.decide(chosen)
    topic = next(work for work in (chosen.left, chosen.right) if work.startswith("theme/"))
    id_ = topic.rpartition("/")[2]
    text = path.read_text(encoding="utf-8").replace(f'id = "{id_}"\n', f'id = "{id_}"\nretired = true\n')
    path.write_text(text, encoding="utf-8")
    report = small.run()
    assert [change.id for change in report.changes] == [topic]
    [left] = [one for one in small.mapped("theme:climate") if topic in (one.left, one.right)]
    assert (left.pair, left.state, left.decisions) == (said.pair, State.GONE, (said,))
    assert small.standing().library.current[topic].status is Status.CLOSED
    assert cli("check", "-w", small.root).code == 0
    assert topic not in cli("themes", "--json", "-w", small.root).out
    told = cli("themes", f"climate/{id_}", "-w", small.root)
    assert (told.code, told.out) == (0, "")
    assert f"climate/{id_} is retired and mapped no more; 1 decision on it stays" in told.err
    assert cli("show", topic, "-w", small.root).out.splitlines()[1] == "subtopic of the theme climate, closed, climate.toml"


def test_a_subtopic_is_shown_down_to_the_clauses_that_speak_for_it(small, cli):
    chosen = next(one for one in small.mapped("theme:climate") if one.right == "theme/climate/monitoring")
    small.decide(chosen)
    quote = chosen.proposal.evidence[0].left
    told = cli("themes", "climate/monitoring", "-w", small.root).out
    assert f"{quote.place}, p. {quote.page}: “{quote.text}”"[:200] in " ".join(told.split())
    [line] = cli("themes", "climate/monitoring", "--json", "-w", small.root).out.splitlines()
    [text] = [text for sector in json.loads(line)["sectors"] for text in sector["accepted"]]
    assert text["clauses"][0] == {"clause": quote.clause, "place": quote.place, "page": quote.page, "text": quote.text}


AREAS = {
    *("accessibility", "artificial-intelligence", "standards-gap", "communications-editorial", "emerging-trends", "emergency-telecommunications"),
    *("environment-cities", "events-coordination", "gender", "geospatial", "membership", "resource-mobilization", "smes"),
}


def test_a_new_workspace_has_the_climate_theme_and_the_thirteen_areas_in_six_languages(small, cli):
    climate, areas = themes.load(small.settings.themes)
    assert {one.id for one in areas.subtopics} == AREAS
    for theme in (climate, areas):
        assert list(themes.notes(theme)) == []
        assert theme.mandate
        for one in (theme, *theme.subtopics):
            assert list(one.names) == list(tags.UNITED_NATIONS)
            assert len({*one.names.values()}) == 6
            assert all((one.definition, one.scope_note))
        assert len({one.title for one in theme.subtopics}) == len(theme.subtopics)
    assert skos.render([climate, areas]).count("a skos:Concept ;") == 20
    assert {found.theme for found in small.settings.types if found.theme} == {"climate"}
    told = cli("themes", "--json", "-w", small.root)
    assert {json.loads(line)["theme"] for line in told.out.splitlines()} == {"climate"}
    assert 'no mapping compares texts with the theme thematic-areas: add a [[mapping]] with theme = "thematic-areas" to mapper.toml' in told.err


def test_the_areas_are_mapped_once_the_marks_are_taken_off(small):
    toml = small.root / "mapper.toml"
    text = toml.read_text(encoding="utf-8")
    block = text[text.index("# [[mapping]]") : text.index('[[mapping]]\nname = "activities"')]
    toml.write_text(text.replace(block, block.replace("# ", "")), encoding="utf-8")
    small.run()
    found = {one.right for one in small.mapped("theme:thematic-areas")}
    assert found
    assert found <= {f"theme/thematic-areas/{area}" for area in AREAS}


def test_nothing_that_a_theme_says_drives_a_terminal(small, cli):
    text = HEAD.replace("'Heat'", '"<script>x</script> \\u001b[31m\\u202Eabc"') + A.replace("'A'", '"=HYPERLINK(\\"http://x\\") \\u0007"')
    (small.root / "themes" / "heat.toml").write_text(text, encoding="utf-8")
    told = cli("themes", "heat", "-w", small.root)
    assert "<script>x</script>" in told.out
    assert '=HYPERLINK("http://x")' in told.out
    assert not {"\x1b", "\x07", "\u202e"} & {*told.out}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("suggest", "pp/res/2", "--from", "pp/res/1"), "two texts are named, 'pp/res/1' and 'pp/res/2'"),
        (("suggest", "--from", "pp/res/1", "--uncovered"), "--uncovered goes with a theme"),
        (("decline", "abc", "--uncovered"), "--uncovered goes with a theme"),
    ],
)
def test_what_an_action_would_not_read_is_refused(small, cli, words, sentence):
    told = cli("themes", *words, "-w", small.root)
    assert (told.code, told.out) == (2, "")
    assert sentence in told.err
