"""The demo corpora hold what they promise, and their source makes them again."""

import csv
import json
import re
import sys
from pathlib import Path

import pytest

pytest.importorskip("reportlab")
pytest.importorskip("docx")

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "corpora" / "demo"
sys.path.insert(0, str(ROOT / "scripts"))

from demo_corpora import build, pairs, singles, text, tree, word  # noqa: E402
from demo_corpora.lists import activities, rows  # noqa: E402
from demo_corpora.meetings import MEETINGS  # noqa: E402

THEMES = {"climate", "emergency", "accessibility", "cybersecurity", "bsg", "gender", "iot", "emf", "spectrum", "ai"}
SOURCE = DEMO / "source"
TEXTS = {
    cycle: [found for folder in sorted((SOURCE / cycle).iterdir()) if folder.is_dir() for found in text.read_folder(folder)] for cycle in build.CYCLES
}
ALL = [*TEXTS["first"], *TEXTS["second"]]
CHANGES = pairs.read_rows(DEMO / "gold" / "changes.tsv", pairs.CHANGES)
TREES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((DEMO / "gold" / "trees").glob("*.json"))}


def sole(collection, name):
    return text.read(SOURCE / collection / name)


def test_there_are_a_hundred_documents():
    assert len({found.head.id for found in ALL if not found.head.suppressed}) >= 100


def test_each_text_has_200_to_900_words():
    odd = [(found.head.id, found.words) for found in ALL if not found.head.suppressed and not 200 <= found.words <= 900]
    assert odd == []


def test_an_id_stands_once_in_a_cycle():
    for found in TEXTS.values():
        ids = [each.head.id for each in found]
        assert len(ids) == len(set(ids))


def test_eight_resolutions_have_two_editions():
    in_force = {cycle: {each.head.id: each for each in found if not each.head.suppressed} for cycle, found in TEXTS.items()}
    both = set(in_force["first"]) & set(in_force["second"])
    assert len([work for work in both if in_force["first"][work].head.kind == "resolution"]) >= 8
    assert all(tree.edition(in_force["first"][work].head) != tree.edition(in_force["second"][work].head) for work in both)


def test_the_changes_are_known_and_of_every_class():
    classes = {row["class"] for row in CHANGES}
    assert {"editorial", "recital-only", "operative-changed", "actor-or-deadline-changed", "renumbered", "suppressed", "new"} <= classes
    in_force = {each.head.id for each in TEXTS["second"] if not each.head.suppressed}
    assert {row["id"] for row in CHANGES if row["class"] == "suppressed"} == {each.head.id for each in TEXTS["second"] if each.head.suppressed}
    old = {each.head.id for each in TEXTS["first"]}
    assert {row["id"] for row in CHANGES if row["class"] == "new"} == {work for work in in_force - old if "/res/" in work}
    assert len([row for row in CHANGES if row["class"] == "suppressed"]) >= 2
    assert len([row for row in CHANGES if row["class"] == "new"]) >= 3


@pytest.mark.parametrize("row", [row for row in CHANGES if row["clauses"]], ids=lambda row: f"{row['id']} {row['class']}")
def test_a_change_names_clauses_that_are_there(row):
    places = {
        f"{clause['opener']} {clause['label']}".strip()
        for found in TREES.values()
        for document in found["documents"]
        if document["id"] == row["id"]
        for clause in document["clauses"]
    }
    for named in row["clauses"].split("; "):
        nested = re.sub(r" \d+ (?=[a-z]+\)$)", " ", named)
        assert {named, nested} & places


def test_the_ten_themes_are_covered():
    assert {theme for found in ALL for theme in found.head.themes} >= THEMES


def test_fifty_activities_have_dates_organisers_and_places():
    listed = rows(SOURCE / "first" / "activities.tsv")
    assert len(listed) >= 50
    assert all(row["start"] <= row["end"] and row["organiser"] and row["place"] for row in listed)


def test_the_workbook_has_the_dates_and_not_the_gold():
    from openpyxl import load_workbook

    sheet = load_workbook(DEMO / "first" / "activities.xlsx").active
    header = [cell.value for cell in sheet[3]]
    assert "themes" not in [name.lower() for name in header]
    assert "related" not in [name.lower() for name in header]
    assert sheet.max_row - 3 >= 50
    assert all(cell.is_date for cell in sheet["H"][3:])


def test_every_gold_id_exists():
    works = {found.head.id for found in ALL} | {document["id"] for document in TREES["activities"]["documents"]}
    subtopics = {pairs.THEME + name for name in pairs.SUBTOPICS}
    gold = pairs.read_rows(DEMO / "gold" / "pairs.tsv", pairs.PAIRS)
    assert {row[side] for row in gold for side in ("left", "right")} <= works | subtopics
    assert {row["id"] for row in CHANGES} <= works
    assert {row["type"] for row in gold} == set(pairs.TYPES)
    assert {document["id"] for found in TREES.values() for document in found["documents"]} <= works


def test_the_subtopics_are_those_of_the_theme():
    theme = (ROOT / "src/mapper/profiles/workspace/themes/climate.toml").read_text(encoding="utf-8")
    assert set(re.findall(r'^id = "(.+)"$', theme, re.MULTILINE)) - {"climate"} == set(pairs.SUBTOPICS)


def test_links_that_people_published_are_in_the_gold():
    facts = ROOT.parent / "shared" / "facts" / "mapped_resolutions.tsv"
    if not facts.exists():
        pytest.skip("the facts are not beside this checkout")
    works = {found.head.id for found in ALL}
    with facts.open(encoding="utf-8", newline="") as lines:
        links = [(work(row["left_id"]), work(row["right_id"])) for row in csv.DictReader(lines, delimiter="\t")]
    seen = {frozenset((row["left"], row["right"])) for row in pairs.read_rows(DEMO / "gold" / "pairs.tsv", pairs.PAIRS) if row["seen"] == "true"}
    assert {frozenset(link) for link in links if set(link) <= works} == seen


def work(printed):
    body, _, number = printed.replace("ITU-R ", "RA-").rpartition("-")
    return f"{body.lower()}/res/{number}"


def test_exposure_to_fields_is_no_climate_subject():
    emf = {found.head.id for found in ALL if found.head.themes[:1] == ("emf",)}
    assert not [row for row in pairs.read_rows(DEMO / "gold" / "pairs.tsv", pairs.PAIRS) if row["type"] == "theme:climate" and row["left"] in emf]


def test_every_built_file_but_the_scan_has_its_tree():
    built = {f"{cycle}/{path.name}" for cycle in build.CYCLES for path in (DEMO / cycle).iterdir()}
    assert {found["file"] for found in TREES.values()} == built
    assert [name for name, found in TREES.items() if not found["documents"]] == ["PP-94-RES-35-scan"]
    assert len(TREES) >= 12


def test_trees_are_those_of_the_source(tmp_path):
    found = sole("first/wtsa-16", "res-073.txt")
    tree.write_tree(tmp_path, "first/T-RES-T.73-2016-PDF-E.pdf", [found])
    name = "T-RES-T.73-2016-PDF-E.json"
    assert (tmp_path / name).read_bytes() == (DEMO / "gold" / "trees" / name).read_bytes()


def test_the_corpora_are_small():
    assert sum(path.stat().st_size for path in DEMO.rglob("*") if path.is_file()) < 12_000_000


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: singles.assembly(folder, sole("first/wtsa-16", "res-002.txt"), MEETINGS["wtsa-16"]),
        lambda folder: build.printer("ra-23")(folder, "ra-23", text.read_folder(SOURCE / "second" / "ra-23"))[0][0],
        lambda folder: word.word(folder, sole("first/docx", "res90.txt")),
        lambda folder: activities(folder, SOURCE / "first" / "activities.tsv"),
    ],
    ids=["pdf", "book", "docx", "xlsx"],
)
def test_the_same_source_makes_the_same_bytes(make, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    name = make(one)
    assert make(other) == name
    assert (one / name).read_bytes() == (other / name).read_bytes()


def test_a_printed_text_can_be_read():
    import pypdfium2

    document = pypdfium2.PdfDocument(DEMO / "first" / "PP-18-Final-Acts.pdf")
    try:
        printed = "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    assert "RESOLUTION 182 (REV. BUSAN, 2014)" in printed
    assert re.search(r"SUP\s+RESOLUTION 36 \(REV\. GUADALAJARA, 2010\)", printed)
    assert "The Plenipotentiary Conference of the International Telecommunication Union" in printed


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("+++\nid = 'x'\n", "no second +++"),
        ("+++\nid = 'x'\nthemes = []\n+++\n", "head"),
    ],
)
def test_a_malformed_text_is_named(written, said, tmp_path):
    path = tmp_path / "odd.txt"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(text.SourceError, match=re.escape(said)):
        text.read(path)


def test_a_footnote_without_mark_is_refused(tmp_path):
    path = tmp_path / "odd.txt"
    path.write_text((SOURCE / "first" / "wtsa-16" / "res-073.txt").read_text(encoding="utf-8") + "[^9]: Nothing hangs here.\n", encoding="utf-8")
    with pytest.raises(text.SourceError, match="footnote marks"):
        text.read(path)


def test_a_pair_without_document_is_refused(tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text("\t".join(pairs.PAIRS) + "\npp/res/1\tpp/res/2\tresolutions\tcites\tfalse\t\n", encoding="utf-8")
    with pytest.raises(text.SourceError, match="no document pp/res/2"):
        pairs.pairs(path, frozenset({"pp/res/1"}), [])
