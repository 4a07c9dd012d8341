"""The demonstration, end to end with the real model: the one slow test."""

import json
import re
import shlex
import shutil

import pytest

from mapper import demonstration
from mapper.intake import Intake
from mapper.pipeline import Report
from tests import sites
from tests.test_readme import block, shape
from tests.workspaces import DEMO, SECOND, Workspace, make


@pytest.mark.model
def test_the_demonstration_maps_the_shipped_corpora_and_says_what_to_type_next(mapper, tmp_path):
    root = tmp_path / "my demo"
    first = mapper("demo", root, timeout=600)
    assert first.returncode == 0, first.stdout + first.stderr
    told = first.stdout.splitlines()

    documents = re.fullmatch(r"read \d+ files, 0 unchanged, 0 unread; (\d+) documents in force", told[0])
    assert documents
    assert int(documents[1]) >= 100

    for type_ in ("resolutions", "questions", "theme:climate", "activities"):
        [counted] = [line for line in told if re.match(rf"  {type_} +\d+ pairs: \d+ new$", line)]
        assert int(counted.split()[1]) > 0
    assert sum(1 for line in told if re.match(r"[0-9a-f]{16}  new ", line)) >= 4
    assert sum(1 for line in told if re.search(r", p\. \d+: “.+”$", line)) >= 8

    tables = [line.strip() for line in told[told.index("tables:") + 1 :] if line.startswith("  ") and "exports" in line]
    assert {path.rsplit(".", 1)[-1] for path in tables} >= {"xlsx", "html", "csv", "tsv"}
    exports = {path: (root / path[path.rindex("exports") :]).read_bytes() for path in tables}
    assert all(exports.values())
    pages = root / "exports" / "portal"
    assert sites.broken(pages, sites.read(pages)) == []
    assert sites.heavy(pages) == []
    steps = [shlex.split(line)[1:] for line in told[told.index("tables:") + len(tables) + 2 :] if line.startswith("  ")]
    where = ["-w", str(root)]
    assert steps == [["review", *where], ["add", str(root / "later"), *where], ["run", *where], ["changes", *where]]
    assert "reading: " in first.stderr

    with Workspace(root).open() as store:
        proposals = store.proposals()
    _climate_is_told_from_its_neighbour(proposals, Workspace(root).standing().library.current)
    _readme_is_true(proposals)
    _readme_counts_right(told)
    _surveys_speak(mapper, root)
    again = mapper("demo", root, timeout=600)
    assert again.returncode == 0
    assert again.stdout.startswith("read 0 files, ")
    assert "nothing changed since the last run" in again.stdout
    assert {path: (root / path[path.rindex("exports") :]).read_bytes() for path in tables} == exports
    with Workspace(root).open() as store:
        assert store.proposals() == proposals
    checked = mapper("check", "-w", root)
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stdout


def test_a_demonstration_whose_later_files_are_in_already_does_not_advise_to_add_them(kept, tmp_path):
    made = make(tmp_path / "w", SECOND[:1], folder="second")
    later = made.root / demonstration.LATER
    later.mkdir()
    for name in SECOND[:2]:
        shutil.copyfile(DEMO / "second" / name, later / name)
    assert demonstration._waiting(made.settings)
    shutil.copyfile(later / SECOND[1], made.settings.sources / "renamed.pdf")
    assert not demonstration._waiting(made.settings)
    report = Report(False, Intake((), (), (), 2, ()), (), kept.standing(), ())
    told = demonstration.Shown(made.root, report, (), waiting=False).lines()
    assert told[-1] == f"  mapper changes -w {made.root}"
    assert not [line for line in told if " add " in line or line.startswith("  mapper run")]
    assert f"  mapper add {later} -w {made.root}" in demonstration.Shown(made.root, report, ()).lines()


CLIMATE = re.compile(r"climat|greenhouse|warming", re.IGNORECASE)
OBSERVING = ("itu-r/q/139-7", "itu-r/q/141-7", "itu-r/wp/7b")  # Earth exploration and meteorological satellites: no word of the climate
EXPOSURE = (
    *("itu-d/2018-2021/q/7-2", "itu-r/q/239-1", "itu-t/2017-2020/q/3-5", "pp/res/176", "wtdc/res/62", "wtsa/res/72"),
    *("activity/a-046", "activity/a-047", "activity/a-048", "activity/a-050"),
)


def _climate_is_told_from_its_neighbour(proposals, known):
    """Exposure to electromagnetic fields, which the same groups study, is never likely to be climate; observing the Earth is, without the word."""
    climate = [proposal for proposal in proposals if proposal.type == "theme:climate"]
    assert known.keys() >= {*EXPOSURE, *OBSERVING}
    assert [proposal for proposal in climate if proposal.left in EXPOSURE and proposal.probability >= 0.5] == []
    for work in OBSERVING:
        assert not CLIMATE.search(" ".join((known[work].title, *(clause.text for clause in known[work].clauses))))
        best = max((one for one in climate if one.left == work), key=lambda one: one.score)
        assert (best.right, best.probability >= 0.5) == ("theme/climate/monitoring", True)
        assert all(evidence.left.clause and evidence.left.page for evidence in best.evidence)


def _surveys_speak(mapper, root):
    """Before anything is decided subtopics have proposals, instructions their gaps, and areas a sentence."""
    themes, gaps = (mapper(command, "--json", "-w", root) for command in ("themes", "gaps"))
    topics, instructions = ([json.loads(line) for line in told.stdout.splitlines()] for told in (themes, gaps))
    assert len(topics) == 7
    assert all(topic["proposed"] and not topic["accepted"] for topic in topics)
    assert {one["sector"] for one in instructions} == {"GS", "R", "T", "D"}
    assert {one["taken_up"] for one in instructions} == {"nobody", "perhaps"}
    areas = mapper("areas", "-w", root)
    assert (areas.returncode, areas.stdout) == (0, "")
    assert areas.stderr == "no area yet: areas are made of accepted pairs of documents, and none is accepted; next: mapper review\n"
    likely = [json.loads(line) for line in mapper("areas", "--likely", "--json", "-w", root).stdout.splitlines()]
    assert max(len(area["pairs"]) for area in likely) < sum(len(area["pairs"]) for area in likely) / 3


def _readme_counts_right(told):
    """README names the mappings with as many pairs as there are; another processor may round a pair or two over the floor."""
    counts = [[re.fullmatch(r"  (\S+) +(\d+) pairs: \d+ new", line) for line in lines] for lines in (block("read 65 files").splitlines(), told)]
    shown, made = ({found[1]: int(found[2]) for found in lines if found} for lines in counts)
    assert shown.keys() == made.keys()
    assert all(abs(made[name] - shown[name]) <= 3 for name in made), made
    first = [
        next(line.split()[0] for line in lines if re.match(r"[0-9a-f]{16}  new ", line)) for lines in (block("read 65 files").splitlines(), told)
    ]
    assert first[0] == first[1]
    assert block("read 65 files").splitlines()[0] == told[0]


def _readme_is_true(proposals):
    """The pair that README shows is proposed, and quotes what README quotes of it."""
    told = block("read 65 files").splitlines()
    start = next(number for number, line in enumerate(told) if shape(line) == "pair")
    [shown] = [proposal for proposal in proposals if proposal.pair == told[start].split()[0]]
    assert {shown.left, shown.right} == set(told[start].split()[3:5])
    quoted = [line.partition("“")[2].rstrip("”").removesuffix(" …") for line in told[start:] if shape(line) == "quote"]
    texts = [quote.text for evidence in shown.evidence for quote in (evidence.left, evidence.right)]
    assert quoted
    assert all(any(text.startswith(quote) for text in texts) for quote in quoted)
