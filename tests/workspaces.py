"""Workspaces for tests: a few files of the demo corpora, the toy embedder, and one line for each thing that people do."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from mapper import intake, pipeline, removal, settings, sharing
from mapper.decisions import Subject, Word, record
from mapper.documents import Hints
from mapper.documents_json import to_json
from mapper.store import open_store
from mapper.types import State, Verdict

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "corpora" / "demo"
AT = "2026-01-31T12:00:00Z"
FIRST = (
    "T-RES-T.44-2016-PDF-E.pdf",
    "T-RES-T.45-2016-PDF-E.pdf",
    "T-RES-T.73-2016-PDF-E.pdf",
    "WTDC17-RES-34-E.pdf",
    "WTDC17-RES-66-E.pdf",
    "ITU-R-Resolutions-RA-19-E.pdf",
    "R-SG-Working-Parties-2019-2023-E.pdf",
    "D18-SG02-Q6.2-E.pdf",
    "activities.xlsx",
)
SECOND = (
    "T-RES-T.44-2022-PDF-E.pdf",
    "T-RES-T.73-2022-PDF-E.pdf",
    "WTDC22-RES-34-E.pdf",
    "WTDC22-RES-66-E.pdf",
    "WTDC22-RES-89-E.pdf",
    "WTSA-20-suppressed.pdf",
    "ITU-R-Resolutions-RA-23-E.pdf",
)
FORMATS = ("csv", "jsonl", "xlsx", "sssom", "html")


def silent(_stage, _done=0, _total=0):
    """Tell nobody."""


@dataclass(frozen=True)
class Workspace:
    """Hold a workspace's folder; every call opens the store anew, as every command does."""

    root: Path

    @property
    def settings(self):
        return settings.load(self.root)

    def open(self):
        return open_store(self.settings.store_url)

    def add(self, *files, **said):
        """Add files, all of which can be added; say what became of each."""
        with self.open() as store:
            told, failed = intake.add(self.settings, store, files, Hints(**said))
        assert failed == []
        return [(one.name, one.what) for one in told]

    def remove(self, *names):
        """Take files out, all of which are known; say what became of each."""
        with self.open() as store:
            told, failed = removal.remove(self.settings, store, names)
        assert failed == []
        return told

    def run(self, *, only="", notify=silent, at=AT):
        with self.open() as store:
            return pipeline.run(self.settings, store, at=at, notify=notify, only=only)

    def read(self):
        """Read what waits, as the first step of a run does, and map nothing."""
        with self.open() as store:
            return intake.take_in(self.settings, store, silent)

    def take_over(self, other, name):
        """Take a file with its reading from a workspace that has read it: the same state, without the time."""
        shutil.copyfile(other.root / "sources" / name, self.root / "sources" / name)
        with self.open() as store, other.open() as origin:
            record = next(record for record in origin.sources() if record.name == name)
            store.save_reading(record, origin.readings()[record.sha256])

    def standing(self):
        with self.open() as store:
            return pipeline.settled(self.settings, store)

    def mapped(self, type_=""):
        return [m for m in self.standing().mapped if not type_ or m.type == type_]

    def pair(self, pair):
        return next(m for m in self.standing().mapped if m.pair == pair)

    def log(self):
        with self.open() as store:
            return store.log()

    def decide(self, mapped, verdict=Verdict.ACCEPT, *, evidence=None, reviewer="anna", at=AT, **word):
        """Record a verdict on a pair as it is proposed now."""
        proposal = mapped.proposal
        seen = proposal.evidence if evidence is None else evidence
        subject = Subject(mapped.pair, mapped.type, mapped.left, mapped.right, (proposal.left_edition, proposal.right_edition), tuple(seen))
        with self.open() as store:
            return record(store, subject, Word(verdict, **word), reviewer=reviewer, at=at)

    def export(self, target, *formats):
        """Write the tables and give their bytes by file name."""
        with self.open() as store:
            files = sharing.export(self.settings, store, formats or FORMATS, target)
        return {path.name: path.read_bytes() for path in files}


def make(root, files=(), *, folder="first"):
    """Make a workspace with the toy embedder and some files of the demo corpora."""
    settings.init(root)
    toml = root / settings.FILE
    toml.write_text(toml.read_text(encoding="utf-8").replace('model = "default"', 'model = "hashing"'), encoding="utf-8")
    made = Workspace(root)
    for name in files:
        shutil.copyfile(DEMO / folder / name, root / "sources" / name)
    return made


def write_texts(workspace, name, documents):
    """Put documents into a workspace as a source of JSON lines."""
    lines = (json.dumps(to_json(document), ensure_ascii=False) + "\n" for document in documents)
    (workspace.root / "sources" / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


def states(mapped):
    """Give the states of pairs by id."""
    return {m.pair: m.state for m in mapped}


def undecided(mapped):
    """Give the pairs that nobody decided on yet."""
    return [m for m in mapped if m.state in (State.NEW, State.OPEN)]
