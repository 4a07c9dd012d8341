"""The house holds: small rooms, imports that look down, nothing heavy at start, every command with help."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src" / "mapper").rglob("*.py"))
HEAVY = ("torch", "sentence_transformers", "sklearn", "sqlalchemy", "numpy", "pypdfium2", "pdfplumber", "openpyxl", "jinja2", "rich", "lxml")
ORGANISATION = ("itu", "wtsa", "wtdc", "plenipotentiary", "radiocommunication")

# The corridor, from the floor up; a room may import those before it.
CORRIDOR = ("sources", "documents", "passages", "embeddings", "candidates", "proposals", "decisions", "mapping", "pipeline")


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


@pytest.mark.parametrize("room", CORRIDOR)
def test_imports_look_down_the_corridor(room):
    later = {f"mapper.{other}" for other in CORRIDOR[CORRIDOR.index(room) + 1 :]} | {"mapper.cli", "mapper.reports", "mapper.review"}
    paths = [path for path in SOURCES if path.stem == room and path.parent.name == "mapper"]
    assert paths
    for path in paths:
        assert not later & set(imports(path))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_organisation_is_named_in_code(path):
    """Bodies live in profiles; prose in docstrings and help may name an example."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }
    compared = {
        side.value.casefold()
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
        if isinstance(side, ast.Constant) and isinstance(side.value, str)
    }
    assert not {word for word in names if word.casefold() in ORGANISATION}
    assert not {word for word in compared if any(part in ORGANISATION for part in word.replace("-", " ").split())}


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
