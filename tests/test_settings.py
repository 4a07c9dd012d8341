"""A workspace's settings are parsed once; each mistake is one sentence."""

import pytest

from mapper import settings, themes
from mapper.errors import MapperError, UsageError
from tests.reports import sample


def test_a_new_workspace_already_has_mappings_and_a_theme(tmp_path):
    made = settings.init(tmp_path / "w")
    assert [kind.name for kind in made.types] == ["resolutions", "questions", "theme:climate", "activities"]
    assert made.store_url == f"sqlite:///{made.root}/mapper.db"
    assert len(themes.load(made.themes)[0].subtopics) == 7
    assert made.sources.is_dir()


def test_a_workspace_is_found_from_a_folder_below_it(tmp_path):
    settings.init(tmp_path)
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert settings.find(tmp_path / "a" / "b").root == tmp_path.resolve()


def test_a_workspace_is_never_made_twice(tmp_path):
    settings.init(tmp_path)
    with pytest.raises(MapperError, match="is a workspace already; nothing was changed"):
        settings.init(tmp_path)


def test_no_workspace_is_one_sentence(tmp_path):
    with pytest.raises(MapperError, match=r"no workspace at .*make one with `mapper init`"):
        settings.find(tmp_path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[workspace", "is not valid TOML"),
        ("[workspace]\nstor = 'x'", r"\[workspace\] stor must be one of store, model, reviewers"),
        ("[workspace]\nmodel = 3", r"\[workspace\] model must be text in quotes"),
        ("[limits]\nseconds = 0", r"\[limits\] seconds must be a whole number of 1 or more"),
        ("[proposals]\nfloor = 2", r"\[proposals\] floor must be a number from 0 to 1"),
        ("mapping = 3", r"mapping must be written as \[\[mapping\]\] tables"),
        ("[[mapping]]\nname = 'a'", "needs exactly one of `across`, `theme`, or `left` with `right`"),
        ("[[mapping]]\nname = 'a'\nacross = 'moon'", 'across must be "body" or "sector"'),
        ("[[mapping]]\nname = 'a'\nacross = 'body'\n[[mapping]]\nname = 'a'\nacross = 'body'", "two mappings are named 'a'"),
        ("limits = 3", "limits must be a table"),
        ("[[mapping]]\nname = 'a'\nacross = 'body'\nkinds = 'x'", "kinds must be a list of texts in quotes"),
    ],
)
def test_wrong_settings_name_the_file_and_the_key(tmp_path, text, sentence):
    (tmp_path / "mapper.toml").write_text(text, encoding="utf-8")
    with pytest.raises(MapperError, match=sentence) as told:
        settings.load(tmp_path)
    assert "mapper.toml" in str(told.value)


def test_an_unknown_mapping_names_the_known_ones(tmp_path):
    with pytest.raises(UsageError, match="choose one of resolutions, questions"):
        settings.init(tmp_path).mapping_type("moon")


SUBTOPIC = "[[subtopic]]\nid = 'b'\ntitle = 'B'\ndefinition = 'x'"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[theme", "is not valid TOML"),
        ("[theme]\nid = 'a'\ntitle = 'A'", "a theme needs"),
        ("[theme]\nid = 'a'\ntitle = 'A'\nsubtopic = 3", "a theme needs"),
        ("id = 'a'", "a theme needs"),
        ("theme = 3\n[[subtopic]]\nid = 'b'", "theme must be a table"),
        (f"[theme]\nid = 1\ntitle = 'A'\n{SUBTOPIC}", r"\[theme\] id must be text in quotes"),
        (f"[theme]\nid = 'a'\n{SUBTOPIC}", r"\[theme\] title must be given, as text in quotes"),
        (f"[theme]\nid = 'a'\ntitle = 'A'\nmandate = 'pp/res/182'\n{SUBTOPIC}", r"\[theme\] mandate must be a list of texts in quotes"),
        (f"[theme]\nid = 'a'\ntitle = 'A'\nfocal = 'x'\n{SUBTOPIC}", r"\[theme\] focal must be one of id, title, mandate"),
        (
            f"[theme]\nid = 'a'\ntitle = 'A'\n{SUBTOPIC}\nexmaples = ['y']",
            r"\[subtopic .b.\] exmaples must be one of id, title, definition, examples",
        ),
        (f"[theme]\nid = 'a'\ntitle = 'A'\n{SUBTOPIC}\nexamples = 'y'", r"\[subtopic .b.\] examples must be a list of texts in quotes"),
        (f"[theme]\nid = 'a'\ntitle = 'A'\n{SUBTOPIC}\n{SUBTOPIC}", "the subtopic id 'b' is used twice"),
        ("[theme]\nid = 'a'\ntitle = 'A'\n[[subtopic]]\nid = 'b'\ntitle = ''\ndefinition = 'x'", r"\[subtopic .b.\] title must be given"),
    ],
)
def test_a_wrong_theme_is_one_sentence(tmp_path, text, sentence):
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(MapperError, match=sentence) as told:
        themes.load(tmp_path)
    assert str(tmp_path / "a.toml") in str(told.value)
    assert "; " in str(told.value)


def test_two_themes_cannot_share_an_id(tmp_path):
    text = "[theme]\nid = 'a'\ntitle = 'A'\n[[subtopic]]\nid = 'b'\ntitle = 'B'\ndefinition = 'x'"
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(MapperError, match="is used twice"):
        themes.load(tmp_path)


def test_a_subtopic_reads_as_a_document_without_its_exclusions(tmp_path):
    made = settings.init(tmp_path)
    first = themes.documents(themes.load(made.themes)[0])[0]
    assert first.id == "theme/climate/monitoring"
    assert "electromagnetic" not in " ".join(clause.text for clause in first.clauses)
    assert dict(first.details)["exclusion"]


def test_what_exchanged_files_say_of_themselves_is_set_or_left_to_the_profile(tmp_path):
    made = settings.init(tmp_path)
    assert made.publication == settings.Publication()
    toml = tmp_path / settings.FILE
    toml.write_text(
        toml.read_text(encoding="utf-8").replace('creator = ""', 'creator = "Ours"').replace('licence = ""', 'licence = "https://x.org/l"'),
        encoding="utf-8",
    )
    assert settings.load(tmp_path).publication == settings.Publication("https://x.org/l", "Ours", "")


@pytest.mark.parametrize("key", ["licence", "base"])
def test_an_address_that_is_none_is_one_sentence(tmp_path, key):
    (tmp_path / settings.FILE).write_text(f'[export]\n{key} = "CC BY: 4.0"\n', encoding="utf-8")
    with pytest.raises(MapperError, match=rf"\[export\] {key} must be an address, as in"):
        settings.load(tmp_path)


def test_a_mapping_knows_which_sides_it_may_join(tmp_path):
    types = {type_.name: type_ for type_ in settings.init(tmp_path).types}
    questions, mandates = settings.Side(kinds=("question",), bodies=("ITU-D",)), settings.Side(kinds=("mandate",))
    texts = settings.Side(kinds=("resolution",))
    assert types["questions"].joins(questions, mandates)
    assert not types["resolutions"].joins(questions, mandates)
    assert not types["theme:climate"].joins(questions, mandates)
    assert types["activities"].joins(texts, settings.Side(kinds=("event",)))
    assert not types["activities"].joins(texts, questions)


@pytest.mark.parametrize(
    ("one", "other", "compared"),
    [
        ("pp/res/182", "wtsa/res/73", ["resolutions"]),
        ("wtsa/res/54", "wtsa/res/73", []),
        ("wtsa/res/54", "wtsa/res/54", []),
        ("itu-r/wp/7c", "itu-d/2018-2021/q/6-2", ["questions"]),
        ("pp/res/182", "itu-r/wp/7c", []),
        ("activity/a-001", "pp/res/182", ["activities"]),
        ("theme/climate/monitoring", "pp/res/182", []),
    ],
)
def test_which_mapping_compares_two_documents_is_known_from_either_side(one, other, compared):
    sides = sample.document(one), sample.document(other)
    for left, right in (sides, sides[::-1]):
        assert [kind.name for kind in sample.TYPES if kind.compares(left, right)] == compared
