"""A status of a long log that is counted from what was kept says what one says that is counted from nothing."""

import hashlib
import json
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from mapper import acts, claims, decisions, folding, glance, overview, settings, tally
from mapper.decisions import AUDIT, CONTROL, IMPORT, Subject, Word
from mapper.errors import MapperError
from mapper.identity import pair_id
from mapper.settings import FILE
from mapper.store import RunRecord, SourceRecord, open_store
from mapper.types import Clause, Document, Edition, Evidence, Kind, Part, Proposal, Quote, SourceFile, Status, Verdict
from tests.patience import patient
from tests.stores import altered

WORKS = ("pp/res/1", "wtsa/res/2", "wtdc/res/3", "ra/res/4")
PAIRS = tuple((one, other) for one in WORKS for other in WORKS if one < other)
PLAIN = '[workspace]\nreviewers = []\n\n[[mapping]]\nname = "resolutions"\nkinds = ["resolution"]\nacross = "body"\n'
TEAM = PLAIN.replace("reviewers = []", 'reviewers = ["anna", "ben", "carla"]') + "\n[review]\ndouble = 0.5\n"
REVIEWERS = st.sampled_from(("anna", "ben", "carla"))
ON = st.sampled_from(PAIRS)
LABELS = st.sampled_from(("2018", "2022", "2026"))
WORDS = st.builds(
    Word,
    st.sampled_from((Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE, Verdict.SKIP, Verdict.CONFIRM)),
    seconds=st.sampled_from((0.0, 3.5, 12.0, 60.0)),
    origin=st.sampled_from(("human", "human", AUDIT, CONTROL, IMPORT, "legacy")),
    adjudicates=st.sampled_from((False, False, False, True)),
)


def document(work, label, said):
    texts = enumerate(said, 1)
    clauses = tuple(Clause(f"{work}#resolves.{n}", Part.OPERATIVE, "resolves", "", str(n), 1, f"to {text} the plan of {n}", 1) for n, text in texts)
    source = SourceFile(f"{work.replace('/', '-')}-{label}.txt", hashlib.sha256(repr((work, label, said)).encode()).hexdigest())
    body, _, number = work.split("/")
    title, edition = f"On {work}", Edition(label, "", int(label))
    return Document(work, Kind.RESOLUTION, body.upper(), number, title, edition, "en", Status.IN_FORCE, source, (1, 1), clauses, sector="ITU-T")


def quote(work, said):
    return Quote(f"{work}#resolves.1", "resolves 1", 1, f"to {said} the plan of 1")


class Statuses(RuleBasedStateMachine):
    """Do to a workspace what changes a status, in any order, and ask now and then for the status."""

    @initialize()
    def begin(self):
        self.folder = Path(mkdtemp())
        for name in ("sources", "themes"):
            (self.folder / name).mkdir()
        (self.folder / FILE).write_text(PLAIN, encoding="utf-8")
        self.runs = self.clock = self.folded = 0
        self.first = dict.fromkeys(WORKS, "study")
        self.newest = dict.fromkeys(WORKS, "2018")
        with self.open() as store:
            for work in WORKS:
                self.save(store, document(work, "2018", ("study", "report")))
        self.publish(PAIRS[:4])

    def teardown(self):
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def open(self):
        self.settings = settings.load(self.folder)
        return open_store(self.settings.store_url, cache=self.settings.cache)

    @staticmethod
    def save(store, found):
        store.save_reading(SourceRecord(found.source.file, found.source.sha256, 1, "read"), [found])
        store.close_intake()

    def tick(self):
        self.clock += 1
        return f"2026-01-01T{self.clock // 60:02}:{self.clock % 60:02}:00Z"

    def subject(self, pair, label=""):
        left, right = pair
        shown = Evidence(quote(left, self.first[left]), quote(right, "study"), 0.5)
        seen = tuple(label or self.newest[work] for work in pair)
        return Subject(pair_id("resolutions", left, right), "resolutions", left, right, seen, (shown,))

    def publish(self, proposed):
        self.runs += 1
        made = []
        for place, (left, right) in enumerate(proposed):
            likely = None if place == 1 else 0.9 - place / 10
            evidence = (Evidence(quote(left, "study"), quote(right, "study"), 0.5),)
            pair = pair_id("resolutions", left, right)
            made.append(Proposal(pair, "resolutions", left, right, "2018", "2018", 0.5, likely, "medium", "implements", "", (), (1, 1), evidence))
        editions = [[work, label, "in-force", "", int(label)] for work, label in self.newest.items()]
        manifest = {"editions": editions, "degraded": [], "pairs": [one.pair for one in made]}
        with self.open() as store:
            store.publish(RunRecord(f"run-{self.runs}", self.tick(), "live", json.dumps(manifest)), made)

    @rule(on=ON, word=WORDS, reviewer=REVIEWERS, back=st.booleans())
    def judge(self, on, word, reviewer, back):
        at = "2026-01-01T00:01:01Z" if back else self.tick()  # a clock that stands, just after the first run
        with self.open() as store:
            try:
                decisions.record(store, self.subject(on), word, reviewer=reviewer, at=at)
            except MapperError:
                assert word.verdict is Verdict.CONFIRM

    @rule(on=ON, word=WORDS, reviewer=REVIEWERS, label=LABELS)
    def judge_on_some_edition(self, on, word, reviewer, label):
        with self.open() as store:
            if word.verdict is not Verdict.CONFIRM:
                decisions.record(store, self.subject(on, label), word, reviewer=reviewer, at=self.tick())

    @rule(on=st.lists(ON, min_size=2, max_size=3, unique=True), reviewer=REVIEWERS, both=st.booleans())
    def bring_back_a_file(self, on, reviewer, both):
        with self.open() as store:
            said = [(self.subject(one), Word(Verdict.ACCEPT, "implements", origin=IMPORT)) for one in on]
            made = decisions.record_all(store, said, reviewer=reviewer, at=self.tick())
            if both:
                acts.undo(store, made[0].batch, at=self.tick())

    @rule(reviewer=REVIEWERS)
    def undo(self, reviewer):
        with self.open() as store, suppress(MapperError):
            decisions.undo(store, reviewer=reviewer, at=self.tick())

    @rule(work=st.sampled_from(WORKS), reviewer=REVIEWERS)
    def speak_of_an_instruction(self, work, reviewer):
        found = document(work, self.newest[work], ("study", "report"))
        with self.open() as store:
            decisions.record(store, claims.subject(found, found.clauses[:1], "ITU-D"), Word(Verdict.ACCEPT), reviewer=reviewer, at=self.tick())

    @rule(work=st.sampled_from(WORKS), label=LABELS, said=st.sampled_from(("study", "stop")))
    def read_an_edition(self, work, label, said):
        self.first[work] = said if label >= self.newest[work] else self.first[work]
        self.newest[work] = max(label, self.newest[work])
        with self.open() as store:
            self.save(store, document(work, label, (said, "report")))

    @rule(proposed=st.lists(ON, max_size=5, unique=True))
    def run(self, proposed):
        self.publish(proposed)

    @rule(text=st.sampled_from((PLAIN, TEAM)))
    def edit_the_settings(self, text):
        (self.folder / FILE).write_text(text, encoding="utf-8")

    @rule(name=st.sampled_from(("energy", "cables")))
    def edit_a_theme(self, name):
        told = f'[theme]\nid = "{name}"\ntitle = "Of {name}"\n\n[[subtopic]]\nid = "one"\ntitle = "One of {self.clock}"\ndefinition = "All of it."\n'
        (self.folder / "themes" / "theme.toml").write_text(told, encoding="utf-8")

    @invariant()
    def asks(self):
        if not hasattr(self, "settings"):
            return
        with self.open() as store:
            store.log_trouble()
            glance.status(self.settings, store)
            kept = tally.read(self.settings.cache / "tally.json", glance._key(self.settings, store))
            folded, fresh = folding.forward(self.settings, store, kept), folding.anew(self.settings, store)
        if folded:
            self.folded += folded is not kept
            assert shown(folded, self.settings.team) == shown(fresh, self.settings.team)
        self.says()

    def says(self):
        with self.open() as store:
            store.log_trouble()
            told = glance.status(self.settings, store)
            wanted = overview.status(self.settings, store)
        assert (list(told.lines), told.told, told.remaining) == (wanted.lines(), json.loads(json.dumps(wanted.as_json())), wanted.remaining)


def shown(kept, team):
    """Give all that a status, or a later folding, makes of a kept tally."""
    pairs = sorted([*(tally._pair_line(one, team) for one in kept.tally.mapped), *map(json.loads, kept.rows.values())], key=str)
    read, texts = list(kept.tally.read.items()), sorted(kept.tally.documents)
    places = {pair: [*found] for pair, found in kept.places.items()}
    return pairs, read, texts, kept.tally.times, kept.tally.undefined, kept.ids, places, dict(kept.first), kept.texts, kept.spans


@pytest.fixture(autouse=True, scope="module")
def long_at_once():
    """Take every log for a long one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(glance, "LONG", 0)
        yield


TestStatuses = Statuses.TestCase
TestStatuses.settings = patient(10, steps=25)


@pytest.fixture
def world():
    made = Statuses()
    made.begin()
    made.says()
    yield made
    made.teardown()


def test_a_verdict_and_an_undo_are_folded_in_without_reading_the_log_again(world, monkeypatch):
    monkeypatch.setattr(folding, "anew", lambda *_: pytest.fail("counted from nothing"))
    for step in (lambda: world.judge(PAIRS[0], Word(Verdict.ACCEPT, "implements"), "anna", False), lambda: world.undo("anna")):
        step()
        world.says()
    with world.open() as store:
        assert len(store.log()) == 2


def test_a_kept_tally_that_was_altered_is_not_used(world):
    path = world.settings.cache / "tally.json"
    whole = path.read_text(encoding="ascii")
    key = json.loads(whole.partition("\n")[2])["key"]
    assert tally.read(path, key) is not None
    path.write_text(whole.replace('"new"', '"open"', 1), encoding="ascii")
    assert tally.read(path, key) is None
    world.judge(PAIRS[0], Word(Verdict.ACCEPT, "implements"), "anna", False)
    world.says()


def test_an_event_that_was_altered_is_not_folded_in(world):
    world.judge(PAIRS[0], Word(Verdict.ACCEPT, "implements"), "anna", False)
    with world.open() as store:
        kept = folding.anew(world.settings, store)
    altered(world.settings.store_url, "UPDATE decision SET text = replace(text, 'anna', 'hugo') WHERE place = 1")
    with world.open() as store:
        assert folding.forward(world.settings, store, kept) is kept
        empty = folding.Kept("", kept.tally, {}, {}, frozenset(), {})
        assert folding.forward(world.settings, store, empty) is None
        with pytest.raises(MapperError, match="not as it was written"):
            store.decisions_at({1: kept.id_of(1)})
