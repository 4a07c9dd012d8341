"""Own profiles: a workspace's folder makes texts of a new organisation known; the example of the documentation is one."""

import re
from pathlib import Path

import pytest

from mapper import documents, profiles, settings
from mapper.errors import MapperError
from mapper.extractors import context
from mapper.extractors.context import Hints
from mapper.sources import list_sources
from tests.paper import BOLD, ROMAN, at, pages

DOCUMENTATION = (Path(__file__).resolve().parent.parent / "docs" / "profiles.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```toml\n(.+?)```", DOCUMENTATION, re.DOTALL)[1]

ENGLISH = [
    "Resolution RCW/2031/4",
    "Agenda item 6.1",
    "The Regional Committee on Weights,",
    "Having regard to the report of its secretariat,",
    "Recalling Resolution RCW/2029/2,",
    "1 Approves the guide on the testing of scales;",
    "2 Requests the Secretariat to publish the guide by 2032.",
]
FRENCH = [
    "Résolution RCW/2031/4",
    "Point 6.1",
    "Le Comité régional des poids,",
    "Vu le rapport de son secrétariat sur les essais,",
    "1 Approuve le guide pour les essais des balances;",
    "2 Demande au Secrétariat de publier le guide avant 2032.",
]


@pytest.fixture
def workspace(tmp_path):
    settings.init(tmp_path)
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "weights.toml").write_text(EXAMPLE, encoding="utf-8")
    yield tmp_path
    profiles.use(None)


def printed(path, *texts):
    return pages(path, *([at(line, 60, 80 + 30 * n, ROMAN if n else BOLD) for n, line in enumerate(text)] for text in texts))


def test_the_example_of_the_documentation_is_read(workspace):
    settings.load(workspace)
    path = printed(workspace / "a.pdf", ENGLISH, FRENCH)
    [extraction] = documents.extract_all(list_sources([path]))
    document, french = extraction.documents
    assert (document.id, document.body, document.language, document.edition.year) == ("rcw/res/2031-4", "RCW", "en", 2031)
    assert (french.key, french.language, french.body) == (document.key, "fr", "RCW")
    assert [(clause.opener, clause.label, clause.part.value) for clause in document.clauses] == [
        ("Having regard to", "", "preamble"),
        ("Recalling", "", "preamble"),
        ("Approves", "1", "operative"),
        ("Requests", "2", "operative"),
    ]
    assert document.clauses[-1].actor == "Secretariat"
    assert [citation.id for citation in document.citations] == ["rcw/res/2029-2"]
    assert extraction.problems == ()


def test_a_workspace_without_profiles_knows_those_that_are_shipped(workspace, tmp_path_factory):
    settings.load(workspace)
    assert profiles.organisation_of("RCW")
    settings.init(tmp_path_factory.mktemp("other"))
    assert profiles.organisation_of("RCW") is None
    assert profiles.organisation_of("PP")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("pattern = '(?:Resolution|Résolution)\\s+RCW", "muster = 'RCW", r"line \d+, \[\[heading\]\]: 'pattern' is missing"),
        ("(?P<number>\\d{4}/\\d+)'", "(?P<number>\\d{4}/\\d+'", r"line \d+, \[\[heading\]\]: the pattern .* is wrong"),
        ('kind = "resolution"', 'kind = "edict"', r"line \d+, \[\[heading\]\]: 'edict' is no kind; write one of resolution, decision, "),
        ("name = ", "name : ", r"line 1, column \d+"),
        ("name = ", "default = 'yes'\nname = ", "default must be true or false, without quotes"),
        ("[openers]", "[opener]", r"line \d+, \[opener\]: there is no such table; is 'openers' meant\?"),
        ("[works]", "[work]", r"line \d+, \[work\]: there is no such table; is 'works' meant\?"),
        ("[openers]", "[styles]\nheading = ['resno']\n#", "'openers' is missing"),
        ("opening = [", "openings = [", r"line 11, \[\[body\]\]: there is no key 'openings'; is 'opening' meant\? write one of code, work, "),
        ("[furniture]", "[furnitur]", r"line \d+, \[furnitur\]: there is no such table; is 'furniture' meant\?"),
        ("words = [", "word = [", r"line \d+, \[\[actors.list\]\]: there is no key 'word'; is 'words' meant\?"),
        ('name = "Regional', 'title = "Weights"\nname = "Regional', r"line 1: there is no key 'title' above the tables; write one of name, default"),
        ('body = "RCW"\ntitled', 'body = "RCX"\ntitled', r"line \d+, \[\[heading\]\]: body: there is no body 'RCX' in this profile; .*RCW"),
        ('work = "rcw"', 'work = "RCW 2/x"', r"line \d+, \[\[body\]\]: work: 'RCW 2/x' cannot begin an id; write small letters"),
        ('"Having regard to", ', '"Having regard to", "", ', r"line \d+, \[openers\]: preamble has an empty text in its list"),
        ("pattern = '(?:Resolution|Résolution)\\s+RCW", "pattern = ''\n#", r"line \d+, \[\[heading\]\]: pattern: it fits an empty line"),
        (
            'kind = "resolution"',
            'kind = "decision"',
            r'line \d+, \[\[heading\]\]: kind: ids have no word for a decision; add it to \[works\], as in decision = "dec"',
        ),
        ("(?P<number>", "(?P<numbre>", r"line \d+, \[\[heading\]\]: pattern: there is no group 'numbre'; is 'number' meant\?"),
        ('"Oslo, 2031"', '"Oslo 2031"', r"line \d+, \[\[body\]\]: conferences: 'Oslo 2031' is no place and year; write \"Place, year\""),
        ("(?P<number>\\d{4}/\\d+)'", "(?P<number>\\d{4}/\\d+'", r"the pattern '[^']*\)\\s\+RCW"),
        ("[works]", "[works]\nlaw = 'law'\n#", r"line \d+, \[works\]: 'law' is no kind; write one of resolution"),
        (
            "[openers]",
            "[marks]\nOLD = 'old'\n[openers]",
            r"line \d+, \[marks\]: 'old' is no status; write one of in-force, suppressed, closed, draft",
        ),
        ("names = [", "names = 1 # [", r"line \d+, \[\[body\]\]: names must be a list of texts in quotes"),
        ("[[body]]", "[body]", r"\[body\]: it must be a list of tables: write \[\[body\]\] above each"),
        ("preamble = [", "preamble = 'considering' # [", r"line \d+, \[openers\]: preamble must be a list of texts in quotes"),
        ("[[actors.list]]\n", "[[actors.list]]\npatterns = ['(']\n", r"line \d+, \[\[actors.list\]\]: the pattern '\(' is wrong"),
        ("pattern = '(?:Resolution|Résolution)\\s+RCW", 'pattern = "(?:Resolution|Résolution)\\s+RCW', "Unescaped"),
    ],
)
def test_a_mistake_in_an_own_profile_is_one_sentence_with_file_and_line(workspace, old, new, said):
    assert old in EXAMPLE
    path = workspace / "profiles" / "weights.toml"
    path.write_text(EXAMPLE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(MapperError, match=rf"^profile {re.escape(str(path))} cannot be used: .*{said}.*; mend it and try again$"):
        settings.load(workspace)


def test_a_file_that_fits_no_profile_is_read_by_the_default_one_whatever_its_name(workspace):
    texts = ["A text of nobody", "that nobody's profile knows"]
    assert [profile.default for profile in profiles.organisations()] == [True, *[False] * (len(profiles.organisations()) - 1)]
    assert context.choose(texts, Hints()).body("PP")
    (workspace / "profiles" / "weights.toml").write_text(f"default = true\n{EXAMPLE}", encoding="utf-8")
    settings.load(workspace)
    assert context.choose(texts, Hints()).body("RCW")
    assert context.choose(["The Plenipotentiary Conference of the International Telecommunication Union (Busan, 2014),"], Hints()).body("PP")


def test_two_profiles_that_say_they_are_the_default_are_refused_with_their_names(workspace):
    for name, code in (("weights", "RCW"), ("other", "RCX")):
        text = EXAMPLE.replace('"RCW"', f'"{code}"')
        (workspace / "profiles" / f"{name}.toml").write_text(f"default = true\n{text}", encoding="utf-8")
    told = (
        f"other.toml and weights.toml in {workspace / 'profiles'} both say `default = true`, and one profile alone can read the files that fit none"
    )
    with pytest.raises(MapperError, match=rf"^{re.escape(told)}; take it out of one and try again$"):
        settings.load(workspace)


def test_a_profile_may_begin_with_the_mark_of_the_order_of_bytes_and_leave_out_where_openers_stand(workspace):
    path = workspace / "profiles" / "weights.toml"
    path.write_text("\ufeff" + EXAMPLE.replace("run_in = true", "# run_in = true"), encoding="utf-8")
    settings.load(workspace)
    assert not profiles.organisation_of("RCW").openers.run_in


@pytest.mark.parametrize(("code", "other"), [("pp", "itu.toml"), ("RCW", "weights.toml")])
def test_a_code_that_another_profile_has_is_refused_with_the_name_of_that_profile(workspace, code, other):
    told = EXAMPLE.replace('code = "RCW"', f'code = "{code}"').replace('body = "RCW"', f'body = "{code}"')
    (workspace / "profiles" / "lamps.toml").write_text(told, encoding="utf-8")
    with pytest.raises(
        MapperError, match=rf"lamps.toml cannot be used: line \d+, \[\[body\]\]: code: '{code}' is that of a body in {other}; choose another"
    ):
        settings.load(workspace)


def test_a_list_of_plain_numbers_in_a_reference_needs_no_pattern_for_its_members(workspace):
    plain = EXAMPLE.replace("(?P<list>\\d{4}/\\d+(?:(?:, | and |, and | |, | et )", "(?P<list>")
    plain = re.sub(r"RCW/\(\?P<list>.+", r"No\\. (?P<list>\\d+(?: and \\d+)*)'", plain)
    (workspace / "profiles" / "weights.toml").write_text(plain, encoding="utf-8")
    settings.load(workspace)
    [reference] = next(each for each in profiles.organisations() if each.body("RCW")).references
    assert [number for found in reference.matches("Resolutions No. 7 and 12") for number in reference.numbers(found)] == ["7", "12"]


def test_a_profile_of_the_name_of_a_shipped_one_takes_its_place(workspace):
    (workspace / "profiles" / "un.toml").write_text(EXAMPLE.replace('"RCW"', '"RCX"'), encoding="utf-8")
    settings.load(workspace)
    assert profiles.organisation_of("UNGA") is None
    assert profiles.organisation_of("RCX")
