"""The house holds: small rooms, imports that look down, nothing heavy at start, every command with help."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src" / "mapper").rglob("*.py"))
HEAVY = (
    *("torch", "sentence_transformers", "sklearn", "scipy", "sqlalchemy", "numpy", "pypdfium2", "pdfplumber", "openpyxl", "jinja2", "rich", "lxml"),
    *("spacy", "matplotlib", "rdflib", "docx", "textual", "psycopg"),
)
ORGANISATION = ("itu", "wtsa", "wtdc", "wrc", "iscg", "plenipotentiary", "radiocommunication", "nist", "unga", "cgpm")

# The house from the ground up: a room imports its own floor and those below, and no two rooms import each other, by whatever way round.
FLOORS = (
    "types vocabulary identity errors emphasis measures shipped settings sides teams naming pins register suggestions profiles themes documents_json"
    " toml wordings reckoning places litter differences",
    "sources children sentfiles extractors documents embedders passages embeddings wordsets editions deciding successions library staleness store"
    " defining glossary runs ingredients lessons goldset metrics effort stopping chance intervals raters holdings oddities overlaps endings"
    " masking relating findings",
    "spoken",
    "assurance outline proofs corpus tongues boilerplate channels calibration ranker candidates rescoring evidence quoting mentions relations"
    " pairing",
    "proposals proposing outsiders missed",
    "verdicts lookback clocks decisions acts claims mapping inheritance workload weighing learning arrivals intake agreement assigning pace budget"
    " finding removal waterfall rivals sampling ordering relevance replaying",
    "pipeline evaluate ablation leaking",
    "suggesting tally",
    "teamwork controls folding",
    "overview doctor pinning integrity verifying auditing backup moving archive views explaining",
    "cooperation areas coverage gaps matrices streamlining agenda",
    "glance changes forecast showing review simulate reports exchange",
    "handing",
    "sharing registering answering returns legacy demonstration surveys",
    "cli",
)
APART = (("reports", "exchange"), ("reports", "review"), ("exchange", "review"))  # rooms of one floor that know nothing of each other


def name(path):
    return str(path.relative_to(ROOT / "src" / "mapper"))


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_module_is_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_function_fits_a_screen(path):
    long = [
        (node.name, node.end_lineno - node.body[0].lineno + 1)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.body[0].lineno + 1 > 40
    ]
    assert long == []


def room(path):
    return path.relative_to(ROOT / "src" / "mapper").parts[0].removesuffix(".py")


ROOMS = sorted({room(path) for path in SOURCES} - {"__init__"})


def imported(one):
    """Name the other rooms that a room imports, at its head or inside a function."""
    found = {module.split(".")[1] for path in SOURCES if room(path) == one for module in imports(path) if module.startswith("mapper.")}
    return found & set(ROOMS) - {one}


def floor(one):
    return next((number for number, rooms in enumerate(FLOORS) if one in rooms.split()), None)


@pytest.mark.parametrize("one", ROOMS)
def test_imports_look_down_the_house(one):
    assert floor(one) is not None, f"{one} has no floor: put it on one"
    assert {other for other in imported(one) if (floor(other) or 0) > floor(one)} == set()


def test_no_room_is_reached_from_itself():
    """Peel off the rooms that import nothing that is left; what remains stands in a circle."""
    left = {one: imported(one) for one in ROOMS}
    while free := [one for one, others in left.items() if not others & left.keys()]:
        for one in free:
            del left[one]
    assert left == {}


@pytest.mark.parametrize(("one", "other"), APART)
def test_rooms_of_one_floor_stay_apart(one, other):
    assert other not in imported(one)
    assert one not in imported(other)


def prose(tree):
    """Give the constants that are prose for people: docstrings, and the help of commands, which may name an example."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and isinstance(node.body[0], ast.Expr):
            yield node.body[0].value
        if isinstance(node, ast.keyword) and node.arg in ("help", "epilog", "metavar"):
            yield from ast.walk(node.value)


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_organisation_is_named_in_code(path):
    """Bodies live in profiles: no name and no text of the code holds one, neither alone nor within a pattern."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    spared = {id(node) for node in prose(tree)}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spared]
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    attributes = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    assert [text for text in (*texts, *names, *attributes) if organisations(text)] == []


def organisations(text):
    return set(re.split(r"[\W_]+", re.sub(r"\\[a-zA-Z]", " ", text.casefold()))) & set(ORGANISATION)


def test_a_name_within_a_pattern_is_seen():
    assert organisations(r"\bITU\b|other")
    assert not organisations("situation")


def test_nothing_heavy_is_imported_for_help():
    code = f"import sys; import mapper.cli.commands, mapper.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_every_command_has_help():
    import typer

    from mapper.cli import commands

    app = typer.Typer()
    commands.register(app)
    assert all((command.callback.__doc__ or "").strip() for command in app.registered_commands)
    assert len(app.registered_commands) >= 20


def test_no_network_address_or_machine_path_is_in_code():
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert "http://localhost" not in text
        assert "/root/" not in text
