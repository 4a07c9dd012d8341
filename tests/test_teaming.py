"""Several reviewers on one workspace: shares, second readings that are blind, known pairs, and what a changed text asks of whom."""

import json
from dataclasses import replace

import pytest
import typer
from typer.testing import CliRunner

from mapper import changes, controls, overview, pipeline, settings, sharing
from mapper.cli import judging, listing, reviewing, running, surveying, teaming
from mapper.decisions import CONTROL, Word, record
from mapper.errors import MapperError
from mapper.review import opening
from mapper.review.actions import press
from mapper.review.opening import Wish
from mapper.review.shares import mix
from mapper.review.subject import in_view
from mapper.store import RunRecord, SourceRecord, open_store
from mapper.types import Kind, State, Verdict
from tests.review_samples import A, B, C, document, mapped
from tests.test_reviewing import AT, new_edition

OTHERS = [document(f"dd/res/{number}", "DD", "R", f"Text {number}", "to act", "to report", "to invite") for number in range(1, 21)]
PAIRS = [mapped(A, B, 0.9, "implements"), mapped(A, C, 0.5), mapped(B, C, 0.2), *(mapped(A, one, 0.4) for one in OTHERS)]
OTHERS[0] = replace(OTHERS[0], kind=Kind.QUESTION, group="WP 1")
DOCUMENTS = {one.id: one for one in (A, B, C, *OTHERS)}
NAMES = ("anna", "ben", "cara")


def publish(folder, documents, found, run="r1"):
    """Put documents and proposals into a workspace as a run would, with a manifest that tells nothing odd."""
    manifest = json.dumps({"degraded": []})
    with open_store(settings.load(folder).store_url) as store:
        for one in documents:
            store.save_reading(SourceRecord(f"{one.id.replace('/', '-')}-{one.edition.label}.pdf", one.digest, 1, "read"), [one])
        store.publish(RunRecord(run, AT, "live", manifest), [one.proposal for one in found])


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
    for group in (reviewing, judging, running, listing, surveying, teaming):
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


def test_who_shares_out_what_is_decided_already_is_told_that_a_part_is_read_again(run, folder):
    with Sitting(folder, "anna") as sitting:
        sitting.press("yy")
    team(folder, "double = 1.0")
    assert "2 of pairs that are decided already: double in mapper.toml says what share is read twice, 0 none" in run("assign")
    assert "2 of pairs that are decided already: mapper assign" in run("status")
    told = {}
    for name in NAMES:
        with Sitting(folder, name) as sitting:
            told[name] = opening.told(sitting.session)[1:]
    assert told["anna"] == []
    assert sum(int(line.split()[0]) for lines in told.values() for line in lines) == 2


def test_second_readings_come_in_their_turns_among_what_is_ones_own(folder):
    with Sitting(folder, "ben") as sitting:
        sitting.press("y" * 12)
    team(folder, "double = 1.0")
    for name in ("anna", "cara"):
        with Sitting(folder, name) as sitting:
            again = [one.pair for one in sitting.session.desk.queue if one.decisions]
            assert len(sitting.session.desk.queue) - len(again) > 4  # what nobody read comes before, and after
            assert [one.pair in again for one in sitting.session.desk.queue[:6]] == [False] * 4 + [
                True,
                False,
            ]  # readings 13 to 18, of which 17 is one


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


LEAD = 'double = 0.0\ncontrols = 0.5\nlead = "dora"'


@pytest.fixture
def settled(run, folder):
    """Let the lead settle two pairs that anna and ben dispute, and list one that both decided alike; none is cara's own."""
    team(folder, LEAD)
    for one in PAIRS[:2]:
        run("decide", one.pair, "accept", "--as", "anna")
        run("decide", one.pair, "reject", "--as", "ben")
    run("adjudicate", "--as", "dora", keys="yn1")
    for name in ("anna", "ben"):
        run("decide", PAIRS[2].pair, "accept", "--as", name)
    (folder / "controls.tsv").write_text(f"pair\tverdict\n{PAIRS[2].pair}\treject\n", encoding="utf-8")
    return [one.pair for one in PAIRS[:3]]


def find(sitting, wanted):
    """Step to one of the wanted pairs."""
    while sitting.current.pair not in wanted:
        sitting.press("j")
    return sitting.current.pair


def test_a_known_pair_comes_unmarked_and_what_is_answered_is_no_word_on_it(run, folder, settled):
    before, length = pairs(folder), len(log(folder))
    with Sitting(folder, "cara") as sitting:
        known = sitting.queue & set(settled)
        assert known
        pair = find(sitting, known)
        assert sitting.session.blind
        assert sitting.session.room.clerk.told(sitting.current, blind=True) == ()
        waiting = sitting.session.desk.undecided
        sitting.press("y")
        assert sitting.session.message.startswith("accepted, ")
        assert "adjudication" not in sitting.session.message
        assert sitting.session.desk.undecided == waiting - 1
    made = log(folder)[length]
    assert (made.origin, made.reviewer, made.pair, made.score_shown) == (CONTROL, "cara", pair, False)
    assert pairs(folder) == before
    with Sitting(folder, "cara") as sitting:
        assert pair not in sitting.queue
    assert pair not in run("decisions", "--as", "anna", "--json") or "cara" not in run("decisions", "--json")
    assert "taken back: the verdict accept" in run("undo", "--as", "cara")
    assert [one.origin for one in log(folder)[length:]] == [CONTROL, CONTROL]
    with Sitting(folder, "cara") as sitting:
        assert pair in sitting.queue


def test_an_answer_on_a_known_pair_is_taken_back_and_given_again_with_the_keys(folder, settled):
    length = len(log(folder))
    with Sitting(folder, "cara") as sitting:
        pair = find(sitting, settled)
        sitting.press("n1z")
        assert sitting.current.pair == pair
        assert sitting.session.message.startswith("taken back: reject")
        sitting.press("Z")
        assert sitting.session.message.startswith("given again: reject")
    assert [(one.origin, one.verdict) for one in log(folder)[length:]] == [
        (CONTROL, Verdict.REJECT),
        (CONTROL, Verdict.UNDO),
        (CONTROL, Verdict.REJECT),
    ]


def test_each_sees_their_own_score_and_the_lead_everybodys(run, folder, settled):
    assert run("controls", "--as", "cara") == "cara: no known pair answered yet\n"
    right = dict(zip(settled, [Verdict.ACCEPT, Verdict.REJECT, Verdict.REJECT], strict=True))
    answer(folder, dict.fromkeys(settled, Verdict.ACCEPT))
    hits = sum(verdict is Verdict.ACCEPT for verdict in right.values())
    told = f"cara: {hits} of 3 known pairs answered as settled (95 %: 6% to 79%)\n"
    assert run("controls", "--as", "cara") == told
    assert run("controls", "--as", "anna") == "anna: no known pair answered yet\n"
    assert run("controls", "--as", "dora", "--all") == told
    assert "only the lead sees how everybody answered, and that is 'dora'" in run("controls", "--as", "cara", "--all", code=2)
    found = json.loads(run("controls", "--as", "cara", "--json"))
    assert (found["hits"], found["misses"], found["unsure"]) == (1, 2, 0)


def answer(folder, said):
    """Let cara answer known pairs, whether they were chosen for her today or not."""
    found = settings.load(folder)
    with open_store(found.store_url) as store:
        standing = {one.pair: one for one in pipeline.settled(found, store).mapped}
        for pair, verdict in said.items():
            subject = in_view(standing[pair], DOCUMENTS)
            word = Word(verdict, relation="duplicate" * (verdict is Verdict.ACCEPT), seconds=500.0, origin=CONTROL)
            record(store, subject, word, reviewer="cara", at="2027-05-05T05:05:05Z")


def test_no_export_and_no_figure_knows_of_control_answers(run, folder, settled, tmp_path):
    plain = published(folder, tmp_path / "plain")
    figures = [run(*words) for words in FIGURES]
    answer(folder, dict(zip(settled, [Verdict.ACCEPT, Verdict.REJECT, Verdict.SKIP], strict=True)))
    run("undo", "--as", "cara")
    assert {one.origin for one in log(folder)[-4:]} == {CONTROL}
    assert len(plain) > 20
    measured = published(folder, tmp_path / "measured")
    assert [name for name in plain.keys() | measured.keys() if plain.get(name) != measured.get(name)] == []
    assert [run(*words) for words in FIGURES] == figures


FIGURES = (
    ("status",),
    ("status", "--json"),
    ("agreement", "--json"),
    ("decisions", "--json"),
    ("assign",),
    ("show", PAIRS[0].pair),
    ("changes", "--json"),
)


def published(folder, target):
    """Write every export and give its bytes by name."""
    found = settings.load(folder)
    with open_store(found.store_url) as store:
        for name in sharing.EXPORTERS:
            sharing.export(found, store, [name], target / name)
    return {str(path.relative_to(target)): path.read_bytes() for path in target.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("pair\tverdict\nabcdef\tperhaps\n", "line 2: 'perhaps' is no answer; write accept or reject"),
        ("left\tright\tverdict\naa/res/1\tbb/res/2\taccept\n", "line 2: no pair is named; the columns are pair and verdict, or type, left"),
    ],
)
def test_a_wrong_list_of_known_pairs_is_one_sentence(run, folder, text, sentence):
    team(folder, LEAD)
    (folder / "controls.tsv").write_text(text, encoding="utf-8")
    assert sentence in run("review", "--as", "cara", code=1)


def test_known_pairs_are_spread_and_no_more_than_their_share():
    wanted = controls.chosen(map(str, range(100)), (), "anna", (0.04, 200, 0))
    assert len(wanted) == 8
    assert controls.chosen(map(str, range(100)), wanted, "anna", (0.04, 150, 50)) == frozenset()
    assert len(controls.chosen(map(str, range(100)), (), "anna", (0.04, 10, 300))) == 1
    assert controls.chosen(map(str, range(100)), (), "anna", (0.04, 0, 300)) == frozenset()
    queue = [replace(PAIRS[0], pair=str(number)) for number in range(200)]
    laid = [one.pair for one in mix(queue, wanted, "anna", lambda one: True)]
    places = [place for place, pair in enumerate(laid) if pair in wanted]
    assert sorted(laid) == sorted(one.pair for one in queue)
    assert all(24 * number <= place <= 24 * (number + 1) + 8 for number, place in enumerate(places))


def test_a_settled_dispute_is_kept_as_an_example_that_t_shows(run, folder):
    team(folder)
    pair = PAIRS[0].pair
    for name, verdict in (("anna", "accept"), ("ben", "reject")):
        run("decide", pair, verdict, "--as", name)
    assert "was not settled by adjudication" in run("guideline", pair, code=2)
    told = run("adjudicate", "--as", "cara", keys="y")
    assert "; + keeps it as an example" in told
    run("undo", "--as", "cara")
    found = settings.load(folder)
    with open_store(found.store_url) as store:
        session = opening.adjudication(found, store, Wish(), reviewer="cara", now=lambda: AT)
        press(session, "+")
        assert session.message.startswith("+ keeps the dispute that you settled last as an example; none was settled")
        press(session, "c")
        session.answer("both \x1b[31mreport\x1b[0m on heat")
        press(session, "y")
        press(session, "+")
        assert session.message == "kept in guidelines.toml as an example that t shows"
    example = "aa/res/1 with bb/res/2 (aa/res/1 implements bb/res/2): both report on heat"
    with Sitting(folder, "ben", mine=False) as sitting:
        sitting.press("t")
        facts = sitting.session.facts
        assert f"  - settled here: {example}" in facts[: facts.index("reject (n) where")]
    assert run("guideline") == f"resolutions  accept  {example}\n"
    assert "guidelines.toml holds this example already" in run("guideline", pair)
    run("guideline", pair, "--why", 'a "quoted" reason')
    assert json.loads(run("guideline", "--json"))["text"].endswith(': a "quoted" reason')
    path = folder / "guidelines.toml"
    by_hand = '\n[[example]]\nmapping = "resolutions"\nverdict = "reject"\ntext = "by hand"\n'
    path.write_text(path.read_text(encoding="utf-8") + by_hand, encoding="utf-8")
    run("guideline", pair, "--why", "another")
    assert [line.split(None, 2)[2][:8] for line in run("guideline").splitlines()] == ["by hand", "aa/res/1"]
    path.write_text("[[example]]\nverdict = 'perhaps'\n", encoding="utf-8")
    assert "guidelines.toml: [example] verdict must be accept or reject" in run("guideline", code=1)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("an/na", "'an/na' cannot be a reviewer's name: it holds /; say --as NAME"),
        ("an\x07na", "'anna' cannot be a reviewer's name: it holds control characters"),
        ("\u202eanna", "'anna' cannot be a reviewer's name: it holds control characters"),
        ("x" * 70, "it has 70 letters, and 60 are the most"),
        ("\u0430nna", "it mixes Cyrillic and Latin letters"),
        ("\uff41nna", "looks like 'anna', who is known here, and is written with other letters: type --as anna"),
        ("an\u200dna", "looks like 'anna', who is known here"),
    ],
)
def test_a_name_that_nobody_could_tell_apart_is_one_sentence(run, folder, name, sentence):
    run("decide", PAIRS[0].pair, "accept", "--as", "anna")
    told = run("decide", PAIRS[0].pair, "reject", "--as", name, code=2)
    assert sentence in told
    assert len(log(folder)) == 1


def test_names_of_any_script_are_names(run, folder):
    for name in ("Zoë O'Neil", "李明", "Иван Петров", "محمد", "a.b@example.org"):
        assert f"by {name}\n" in run("decide", PAIRS[0].pair, "accept", "--as", name)


def test_a_name_that_was_given_before_it_was_refused_still_stands(run, folder):
    with open_store(settings.load(folder).store_url) as store:
        record(store, in_view(PAIRS[0], DOCUMENTS), Word(Verdict.UNSURE), reviewer="team/anna", at=AT)
    assert "by team/anna\n" in run("decide", PAIRS[0].pair, "accept", "--as", "team/anna")


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["anna", "b/n"], "among the reviewers, 'b/n' cannot be a name: it holds /"),
        (["anna", "  "], "among the reviewers, '  ' cannot be a name: it is blank"),
        (["anna", "Anna"], "the reviewers 'anna' and 'Anna' look alike"),
    ],
)
def test_reviewers_who_cannot_be_told_apart_are_one_sentence(tmp_path, names, sentence):
    with pytest.raises(MapperError) as caught:
        settings.read(f"[workspace]\nreviewers = {json.dumps(names)}\n".encode(), tmp_path / "mapper.toml")
    assert sentence in str(caught.value)
