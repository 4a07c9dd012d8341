"""A run is made again byte for byte, and whatever cannot be the same is said; nothing is written."""

import json
import shutil
from dataclasses import replace

import pytest

from mapper import ingredients, integrity, runs, verifying
from mapper.ingredients import CODE
from mapper.settings import FILE
from mapper.store import RunRecord
from mapper.types import Verdict
from mapper.verifying import CANNOT, DIFFERS, MISSING, NOTED, SAME
from tests.stores import altered
from tests.texts import document
from tests.workspaces import AT, Workspace, make, silent, write_texts

LATER = "2026-06-30T12:00:00Z"
TEXTS = (
    ("wtsa/res/91", "WTSA", "Oceans", ("to study the oceans from space", "to publish a list of gauges of tides")),
    ("wtsa/res/92", "WTSA", "Lamps", ("to study lamps that burn little power in harbours",)),
    ("wtdc/res/93", "WTDC", "Tides", ("to help small islands with gauges of tides", "to train their keepers")),
    ("wtdc/res/94", "WTDC", "Harbours", ("to help harbours of islands to buy lamps that burn little power",)),
)


def texts(*left_out, words=""):
    return [document(work, title, *clauses, *([words] if words else []), body=body) for work, body, title, clauses in TEXTS if work not in left_out]


@pytest.fixture(scope="module")
def _made(tmp_path_factory):
    """Hold a workspace of four short texts, run twice: before and after a decision on another file's text."""
    made = make(tmp_path_factory.mktemp("verified") / "w")
    toml = made.root / FILE
    toml.write_text(toml.read_text(encoding="utf-8").replace("floor = 0.10", "floor = 0.0"), encoding="utf-8")
    write_texts(made, "a", texts("wtdc/res/94"))
    made.run()
    made.decide(made.mapped("resolutions")[0])
    write_texts(made, "b", [one for one in texts() if one.id == "wtdc/res/94"])
    made.run(at=LATER)
    return made.root


@pytest.fixture
def made(_made, tmp_path):
    shutil.copytree(_made, tmp_path / "w")
    return Workspace(tmp_path / "w")


def verified(workspace, said="", **wish):
    """Verify a run, and see to it that the workspace's store is as it was."""
    with workspace.open() as store:
        before = store.runs(), store.log(), store.readings(), store.contents(), store.sources()
        record = runs.named(store, said)
        found = verifying.verify(workspace.settings, store, record, verifying.Wish(**wish), silent)
        assert (store.runs(), store.log(), store.readings(), store.contents(), store.sources()) == before
    return found


def spoken(found, *results):
    return [one.told for one in found if one.result in (results or (DIFFERS, MISSING, CANNOT))]


def first(workspace):
    return workspace.runs()[0].id


def test_the_live_run_and_the_one_before_come_out_byte_for_byte(made):
    for said in (first(made), ""):
        for wish in ({}, {"quick": True}):
            found = verified(made, said, **wish)
            assert spoken(found) == []
            assert "resolutions: the proposals come out byte for byte as they were published" in spoken(found, SAME)
    assert "2 files read again give the same 4 documents" in spoken(verified(made), SAME)
    assert "1 file read again give the same 3 documents" in spoken(verified(made, first(made)), SAME)


def test_the_command_tells_it_and_ends_with_the_code(made, cli):
    told = cli("verify", "--quick", "-w", made.root)
    live = made.runs()[-1].id
    assert (told.code, told.out.splitlines()[0]) == (0, "same     the decision log still holds the 1 event that the run saw")
    assert told.err.endswith(f"{live} is verified: all of it is the same\n")
    (made.root / "sources" / "a.jsonl").unlink()
    told = cli("verify", "--json", "-w", made.root)
    lines = [json.loads(line) for line in told.out.splitlines()]
    assert told.code == 1
    assert [line["run"] for line in lines] == [live] * len(lines)
    assert f"{live} is not verified: 1 of {len(lines)} findings speak against it" in told.err
    told = cli("verify", "zzzz", "-w", made.root)
    assert (told.code, told.err) == (1, "Error: 'zzzz' is no run of this workspace; `mapper runs` lists them\n")


def test_a_source_that_was_replaced_is_missing_and_the_rest_is_still_made_again(made):
    before = made.runs()[-1]
    write_texts(made, "a", texts("wtdc/res/94", words="to count whales"))
    made.run(at=LATER)
    [told] = spoken(verified(made, before.id))
    assert told.startswith("a.jsonl as it was (sha256 ")
    assert told.endswith(") is not here any more; its texts were taken as they were read then")
    assert "resolutions: the proposals come out byte for byte as they were published" in spoken(verified(made, before.id), SAME)
    assert spoken(verified(made)) == [told]  # the content before it belongs to what the live run rests on
    shutil.move(made.root / "sources" / "b.jsonl", made.root / ".mapper" / "b-moved.jsonl")
    assert len(spoken(verified(made))) == 2


def test_a_file_that_was_taken_out_is_found_where_it_was_set_aside(made):
    made.remove("b.jsonl")
    assert spoken(verified(made)) == []


def test_a_run_whose_proposals_are_not_kept_any_more_is_verified_by_their_digest(made):
    old = first(made)
    made.decide(made.mapped("resolutions")[1], Verdict.REJECT)
    write_texts(made, "c", [document("wtsa/res/95", "Sand", "to study sand", body="WTSA")])
    made.run(at=LATER)
    found = verified(made, old)
    assert spoken(found) == []
    assert any(told.startswith("its proposals are no longer kept") for told in spoken(found, SAME))


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("boilerplate.toml", "", 'pinned = ["to study the oceans from space"]\n', "boilerplate.toml is another now"),
        ("themes/climate.toml", "Observing the climate", "Watching the climate", "themes/climate is another now"),
        (
            "themes/tides.toml",
            "",
            '[theme]\nid = "tides"\ntitle = "Tides"\n[[subtopic]]\nid = "a"\ntitle = "A"\ndefinition = "B"\n',
            "themes/tides came since",
        ),
        ("mapper.toml", "floor = 0.0", "floor = 0.2", "mapper.toml is another now"),
        ("profiles/glossaries/new.toml", "", '[terms]\nGOT = ["gauge of tides"]\n', "profiles/glossaries/new.toml came since"),
    ],
)
def test_a_setting_that_counts_is_named(made, file, old, new, told):
    path = made.root / file
    path.parent.mkdir(exist_ok=True, parents=True)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert old in text
    path.write_text(text.replace(old, new) if old else new, encoding="utf-8")
    assert f"the proposals cannot be the same because {told}" in spoken(verified(made, quick=True), CANNOT)


def test_a_comment_or_a_reviewer_in_the_settings_changes_nothing(made):
    toml = made.root / FILE
    toml.write_text(toml.read_text(encoding="utf-8").replace("reviewers = []", 'reviewers = ["anna"]  # ours'), encoding="utf-8")
    assert spoken(verified(made, quick=True)) == []


def listed(workspace, run, change):
    """Let the manifest of a run say something else of what it was made from."""
    with workspace.open() as store:
        record = runs.named(store, run)
        manifest = json.loads(record.manifest)
        change(manifest)
        store.publish(RunRecord(record.id, record.at, "live", json.dumps(manifest)), store.proposals(record.id))


def test_another_model_is_named_and_nothing_is_made_with_the_wrong_one(made):
    listed(made, "", lambda manifest: manifest["ingredients"].update(models=[["MiniLM", "53aa51172d14"]]))
    [told] = spoken(verified(made, quick=True))
    assert told.startswith("the proposals cannot be the same because MiniLM@53aa51172d14 made them, and hashing")


def test_other_libraries_are_named_where_something_differs_and_not_where_all_is_the_same(made):
    def older(manifest):
        manifest["ingredients"]["versions"] = [
            [name, "0.1" if name in ("numpy", CODE) else version] for name, version in manifest["ingredients"]["versions"]
        ]

    listed(made, "", older)
    assert spoken(verified(made, quick=True)) == []
    listed(made, "", lambda manifest: manifest["proposals"].update(resolutions="0" * 64))
    told = spoken(verified(made, quick=True))
    assert "resolutions: the proposals come out otherwise than they were published" in told
    assert [sentence for sentence in told if sentence.startswith("it need not be the same: made with numpy 0.1, here is ")]
    assert len([sentence for sentence in told if "need not be the same" in sentence]) == 2


def test_a_proposal_that_was_edited_in_the_store_is_found_though_it_comes_out_right(made):
    altered(
        made.settings.store_url,
        "UPDATE proposal SET text = replace(text, 'mutual-interest', 'duplicate') WHERE run = "
        "(SELECT id FROM run WHERE state = 'live') AND text LIKE '%resolutions%'",
    )
    told = "the proposals of resolutions that the store keeps are not those that were published; its rows were changed since"
    assert spoken(verified(made, quick=True)) == [told]
    with made.open() as store:
        live = made.runs()[-1].id
        assert integrity.check(made.settings, store).problems == (f"{live}: the proposals of resolutions are not those that it published; run again",)
    altered(made.settings.store_url, "DELETE FROM proposal WHERE place = 0")
    assert "the store keeps other pairs of this run than its manifest names; its rows were changed after it was made" in spoken(
        verified(made, quick=True)
    )


def test_a_reading_that_was_edited_in_the_store_is_found(made):
    altered(made.settings.store_url, "UPDATE document SET text = replace(text, 'oceans from space', 'oceans from boats')")
    assert "a.jsonl reads otherwise now: wtsa/res/91" in spoken(verified(made), DIFFERS)


def test_a_log_that_was_altered_stops_it(made):
    altered(made.settings.store_url, "UPDATE decision SET text = replace(text, 'accept', 'reject')")
    [told] = spoken(verified(made))
    assert "was altered after it was written" in told


def test_a_run_of_one_mapping_is_verified_and_the_others_are_traced_to_theirs(made):
    made.decide(made.mapped("resolutions")[1])
    write_texts(made, "c", [document("wtsa/res/95", "Sand", "to study sand", body="WTSA")])
    before = made.runs()[-1].id
    made.run(only="resolutions", at=LATER)
    found = verified(made)
    assert spoken(found) == []
    assert f"questions was taken over as an earlier run made it; verify {before}" in spoken(found, NOTED)


def test_a_run_of_an_earlier_mapper_is_made_again_where_its_digests_are_those_of_now(made):
    listed(made, "", lambda manifest: [manifest.pop(key) for key in ("ingredients", "proposals")])
    assert spoken(verified(made)) == []
    listed(made, "", lambda manifest: manifest.update(inputs="0"))
    [told] = spoken(verified(made))
    assert told.endswith("listed no files, models and versions, and texts, settings or model are others now: nobody can make it again")


def test_a_manifest_of_the_first_sort_can_be_listed_and_told(made, cli):
    with made.open() as store:
        store.publish(RunRecord("run-0", AT, "live", "{}"), [])
    told = cli("runs", "-w", made.root)
    assert told.code == 0
    assert told.out.splitlines()[-1] == f"run-0  {AT}  live  0 proposals, files not noted, 0 events of the log seen: no mapping"
    assert cli("runs", "run-0", "-w", made.root).out.splitlines()[-1] == "  made by a mapper that kept no list of files, models and versions"


def test_runs_are_listed_and_one_is_told_part_by_part(made, cli):
    told = cli("runs", "-w", made.root).out.splitlines()
    assert [line.split()[0] for line in told] == [run.id for run in made.runs()]
    objects = [json.loads(line) for line in cli("runs", "--json", "-w", made.root).out.splitlines()]
    assert [one["run"] for one in objects] == [run.id for run in made.runs()]
    assert [source["name"] for source in objects[-1]["ingredients"]["sources"]] == ["a.jsonl", "b.jsonl"]
    page = cli("runs", first(made)[:8], "-w", made.root).out
    with made.open() as store:
        [source] = [one for one in store.sources() if one.name == "a.jsonl"]
    for part in (source.sha256[:12], "numpy", "mapper.toml", "themes/climate", "seed       20", "hashing", "log        empty"):
        assert part in page


def test_ingredients_come_back_from_their_manifest(made):
    with made.open() as store:
        record = runs.live(store)
        kept = ingredients.of(record)
    assert kept == replace(kept, versions=ingredients.versions())
    assert json.loads(json.dumps(runs.manifest_of(record)))["ingredients"]["seed"] == kept.seed
