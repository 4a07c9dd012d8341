"""Several reviewers on one workspace: shares, second readings that are blind, known pairs, and what a changed text asks of whom."""

import json
from dataclasses import replace

import pytest
import typer
from typer.testing import CliRunner

from mapper import changes, overview, pipeline, settings, sharing
from mapper.cli import judging, reviewing, running, teaming
from mapper.decisions import CONTROL, without_controls
from mapper.errors import MapperError
from mapper.review import opening
from mapper.review.actions import press
from mapper.review.opening import Wish
from mapper.store import open_store
from mapper.types import State, Verdict
from tests.review_samples import A, B, C, document, mapped
from tests.test_reviewing import AT, new_edition, publish

OTHERS = [document(f"dd/res/{number}", "DD", "R", f"Text {number}", "to act", "to report", "to invite") for number in range(1, 21)]
PAIRS = [mapped(A, B, 0.9, "implements"), mapped(A, C, 0.5), mapped(B, C, 0.2), *(mapped(A, one, 0.4) for one in OTHERS)]
TEAM = '[workspace]\nreviewers = ["anna", "ben", "cara"]\n'
NAMES = ("anna", "ben", "cara")


@pytest.fixture
def folder(tmp_path):
    settings.init(tmp_path)
    publish(tmp_path, [A, B, C, *OTHERS], PAIRS)
    return tmp_path


def team(folder, text=""):
    """Name three reviewers, and say more under [review]."""
    path = folder / "mapper.toml"
    plain = path.read_text(encoding="utf-8").partition("\n[review]")[0]
    plain = plain.replace("reviewers = []", f"reviewers = {json.dumps(NAMES)}")
    path.write_text(f"{plain}\n[review]\n{text}\n", encoding="utf-8")


@pytest.fixture
def run(folder):
    app = typer.Typer()
    for group in (reviewing, judging, running, teaming):
        group.register(app)

    def call(*words, keys="", code=0):
        result = CliRunner().invoke(app, [*words, "-w", str(folder)], input=keys)
        got = result.exception.exit_code if isinstance(result.exception, MapperError) else result.exit_code
        assert got == code, (result.output, result.exception)
        return str(result.exception) if isinstance(result.exception, MapperError) else result.output

    return call


class Sitting:
    """Somebody at the keys, each key pressed two seconds after the pair was shown."""

    def __init__(self, folder, reviewer, **wish):
        self.settings = settings.load(folder)
        self.store = open_store(self.settings.store_url)
        self.moment = 0.0
        opened = opening.review(self.settings, self.store, Wish(**wish), reviewer=reviewer, now=lambda: AT)
        opened.room = replace(opened.room, clock=self.clock)
        opened.shown_at = 0.0
        self.session = opened

    def clock(self):
        self.moment += 2.0
        return self.moment

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.store.close()

    @property
    def current(self):
        return self.session.desk.current

    @property
    def queue(self):
        return {one.pair for one in self.session.desk.queue}

    def press(self, keys):
        for key in keys:
            if self.session.question:
                self.session.answer(key)
            else:
                self.session.seen()
                press(self.session, key)


def log(folder):
    with open_store(settings.load(folder).store_url) as store:
        assert store.verify_log() == []
        return store.decisions()


def pairs(folder):
    found = settings.load(folder)
    with open_store(found.store_url) as store:
        return {one.pair: one for one in pipeline.settled(found, store).mapped}


def test_each_reviewer_is_given_their_own_pairs_and_all_where_they_ask(run, folder):
    team(folder, "double = 0.0")
    queues = {}
    for name in NAMES:
        with Sitting(folder, name) as sitting:
            queues[name] = sitting.queue
            assert opening.told(sitting.session)[0].startswith(f"{len(sitting.queue)} pairs are assigned to you, of {len(PAIRS)} ")
    assert sum(map(len, queues.values())) == len(set().union(*queues.values())) == len(PAIRS)
    with Sitting(folder, "anna", mine=False) as sitting:
        assert len(sitting.queue) == len(PAIRS)
    plan = [json.loads(line) for line in run("assign", "--json").splitlines()]
    assert {one["reviewer"]: one["open"] for one in plan} == {name: len(queue) for name, queue in queues.items()}
    assert f"assigned: anna {len(queues['anna'])}, ben {len(queues['ben'])}, cara {len(queues['cara'])}: mapper assign" in run("status")


def test_without_two_reviewers_everything_is_everybodys(run, folder):
    with Sitting(folder, "anna") as sitting:
        assert len(sitting.queue) == len(PAIRS)
        assert opening.told(sitting.session) == []
        assert sitting.session.room.hidden == frozenset()
    assert "everybody reads everything: name two reviewers or more" in run("assign")
    assert "assigned" not in run("status")


def test_a_share_that_is_read_ends_with_what_waits_for_others(run, folder):
    team(folder, "double = 0.0\n[[review.rule]]\nreviewers = ['anna']\nbodies = ['BB']\n[[review.rule]]\nreviewers = ['ben']")
    told = run("review", "--as", "anna", keys="yy")
    assert "queue finished: 2 decided" in told
    assert f"next: your share is read; to see for whom {len(PAIRS) - 2} pairs still wait: mapper assign" in told


def test_a_second_reading_is_blind_and_is_not_told(folder):
    team(folder, "double = 1.0")
    with Sitting(folder, "anna") as sitting:
        first = sitting.current.pair
        assert sitting.session.blind
        sitting.press("y")
    other = next(name for name in NAMES[1:] if first in reached(folder, name))
    with Sitting(folder, other) as sitting:
        while sitting.current.pair != first:
            sitting.press("j")
        assert sitting.session.blind
        assert sitting.session.room.clerk.told(sitting.current, blind=sitting.session.blind) == ()
        sitting.press("B")
        assert sitting.session.message == "this pair is read without the score and the verdicts of others"
        assert sitting.session.blind
        sitting.press("n1")
    anna, second = log(folder)
    assert (anna.score_shown, second.score_shown, second.reviewer, second.verdict) == (False, False, other, Verdict.REJECT)
    assert pairs(folder)[first].state is State.DISPUTED


def reached(folder, name):
    with Sitting(folder, name) as sitting:
        return sitting.queue


def test_what_one_person_reads_is_read_as_usual(folder):
    team(folder, "double = 0.0")
    with Sitting(folder, "anna") as sitting:
        sitting.press("y")
    assert [one.score_shown for one in log(folder)] == [True]


def test_a_changed_text_asks_the_other_of_two_before_it_settles_against_them(run, folder):
    team(folder, "double = 0.0")
    pair = PAIRS[0].pair
    for name in ("anna", "ben"):
        run("decide", pair, "accept", "--as", name)
    later = new_edition("to stop all reports on progress at once")
    publish(folder, [later], [mapped(later, B, 0.9, "implements"), *PAIRS[2:3]], run="r2")
    run("decide", pair, "reject", "--as", "anna")
    found = settings.load(folder)
    with open_store(found.store_url) as store:
        page, shown = changes.since(found, store), overview.status(found, store)
    assert [one.pair for one in page.asked] == [pair]
    assert page.holding == 0
    assert f"  {pair}  aa/res/1 with bb/res/2: rejected by anna now; ben said otherwise before" in page.lines()
    assert dict(shown.states)["rejected"] == shown.asked == 1
    assert "1 judged otherwise on a changed text by one of several people; the others are asked again: mapper changes" in shown.lines()
    with Sitting(folder, "ben") as sitting:
        assert sitting.current.pair == pair
    run("decide", pair, "reject", "--as", "ben")
    with open_store(found.store_url) as store:
        page = changes.since(found, store)
    assert (page.asked, page.holding) == ((), 1)
