"""Several pairs in one act, bookmarks, own keys, files opened at their page, and news of others: pure, or with a real store."""

import os
from dataclasses import replace

import pytest

from mapper import settings
from mapper.decisions import Subject, Word, record
from mapper.emphasis import NONE
from mapper.errors import MapperError
from mapper.review import bookmarks, families, looking, opening
from mapper.review.actions import ACTIONS, press
from mapper.review.batch import estimate, interval
from mapper.review.idle import ago, idle
from mapper.review.keymap import FILE, USUAL, Keymap, load, read
from mapper.review.viewer import Viewer
from mapper.review.viewing import screen
from mapper.store import open_store
from mapper.types import Decision, State, Verdict
from tests.review_samples import A, B, decision, document, mapped, pairs, reviewer
from tests.test_reviewing import AT, publish

LIKE = "to keep the register of measuring stations open to members of every region and to report on it to each assembly"


def family():
    """Give four pairs that say nearly the same, and one that does not."""
    others = [document(f"dd/res/{n}", "DD", "D", f"Stations {n}", LIKE + (" once" if n == 2 else ""), "b", "c") for n in range(4)]
    return others, [*(mapped(A, one, 0.9 - n / 100) for n, one in enumerate(others)), mapped(A, B, 0.5)]


@pytest.fixture
def folder(tmp_path):
    settings.init(tmp_path)
    others, found = family()
    publish(tmp_path, [A, B, *others], found)
    return tmp_path


def opened(folder, who="anna", **wish):
    found = settings.load(folder)
    store = open_store(found.store_url)
    return store, opening.review(found, store, opening.Wish(order="likely", **wish), reviewer=who, now=lambda: AT)


def answer(session, *given):
    for one in given:
        session.answer(one)


def log(store):
    return [(one.reviewer, one.verdict.value, one.pair, one.batch) for one in store.decisions()]


def test_a_family_is_decided_on_in_one_act_and_taken_back_by_one_undo(folder):
    store, session = opened(folder)
    press(session, "G")
    assert session.facts[0].startswith("FAMILY of 4 pairs")
    answer(session, "2")
    assert [line[4:7] for line in session.facts[1:]] == ["[x]", "[ ]", "[x]", "[x]"]
    answer(session, "accept 3")
    made = log(store)
    assert [verdict for _, verdict, _, _ in made] == ["accept"] * 3
    assert len({batch for *_, batch in made}) == 1
    assert made[0][3]
    assert "accepted in one act: 3 pairs (z takes all of it back)" in session.message
    assert session.counted() == "2 of 5 open"
    press(session, "z")
    assert session.counted() == "5 of 5 open"
    assert [verdict for _, verdict, _, _ in log(store)[3:]] == ["undo"] * 3
    press(session, "Z")
    assert session.counted() == "2 of 5 open"


@pytest.mark.parametrize("line", ["accept", "accept 3", "accept 5", "yes", "y", "", "reject", "4 accept"])
def test_only_the_word_with_the_number_of_pairs_decides_on_a_family(folder, line):
    store, session = opened(folder)
    press(session, "G")
    answer(session, line)
    assert log(store) == []


def test_a_family_is_rejected_with_a_reason(folder):
    store, session = opened(folder)
    press(session, "G")
    answer(session, "reject 4", "9")
    assert log(store) == []
    press(session, "G")
    answer(session, "reject 4", "2")
    assert {(one.verdict, bool(one.reason)) for one in store.decisions()} == {(Verdict.REJECT, True)}


def test_a_pair_that_somebody_decided_on_is_in_no_family(folder):
    store, session = opened(folder)
    one = session.desk.queue[2]
    record(store, Subject(one.pair, one.type, one.left, one.right), Word(Verdict.REJECT), reviewer="ben", at=AT)
    press(session, "G")
    assert session.facts[0].startswith("FAMILY of 3 pairs")
    two = session.desk.queue[1]
    record(store, Subject(two.pair, two.type, two.left, two.right), Word(Verdict.REJECT), reviewer="ben", at=AT)
    answer(session, "accept 3")
    assert "somebody decided on 1 of them meanwhile" in session.message
    assert len(log(store)) == 2


def test_a_family_has_one_relation_and_reads_alike_on_both_sides():
    others, found = family()
    known = {one.id: one for one in (A, B, *others)}
    assert families.of(found[0], found, known.get) == found[:4]
    assert families.of(found[4], found, known.get) == found[4:]
    other = mapped(A, others[1], 0.4, "implements")
    assert families.of(found[0], [found[0], other], known.get) == [found[0]]


def test_a_batch_accepts_what_nobody_decided_on_after_a_typed_number_and_one_undo_takes_it_back(folder):
    store, session = opened(folder)
    first = session.desk.queue[0]
    record(store, Subject(first.pair, first.type, first.left, first.right), Word(Verdict.REJECT), reviewer="ben", at=AT)
    press(session, "A")
    answer(session, "0.8")
    assert session.facts[0].startswith("ACCEPT 3 pairs that nobody has decided on, at a likelihood of 0.8 or more")
    assert "lowest likelihood 0.87; no estimate: too few decided" in " ".join([session.facts[1] + ";", *session.facts[2:]])
    answer(session, "accept 4")
    assert len(log(store)) == 1
    press(session, "A")
    answer(session, "0,8", "accept 3")
    assert [who for who, *_ in log(store)[1:]] == ["anna"] * 3
    assert first.pair not in {pair for _, _, pair, _ in log(store)[1:]}
    press(session, "z")
    assert session.counted() == "5 of 5 open"


def test_a_list_of_several_pages_is_turned_before_it_is_answered(folder):
    store, session = opened(folder)
    press(session, "G")
    shown = screen(session, 60, 10, NONE)
    session.pages = shown.pages
    assert shown.lines[-2] == f"-- page 1 of {shown.pages}; + turns it --"
    looking.answer(session, "+")
    assert screen(session, 60, 10, NONE).lines[-2] == f"-- page 2 of {shown.pages}; + turns it --"
    assert log(store) == []
    looking.answer(session, "accept 4")
    assert len(log(store)) == 4


def test_the_blind_and_adjudicators_accept_no_batch():
    for session in (reviewer(blind=True), reviewer()):
        session.room.clerk.adjudicates = not session.blind
        press(session, "A")
        assert session.question is None
        assert session.message in ("blind: a batch goes by the scores, and they are hidden", "an adjudication settles one dispute at a time")


def test_skipped_pairs_and_those_outside_the_filter_are_in_no_batch():
    session = reviewer()
    press(session, "s")
    press(session, "A")
    answer(session, "0.5")
    assert session.facts[0].startswith("ACCEPT 1 pair that")
    answer(session, "no")
    press(session, "f")
    answer(session, "band=low")
    press(session, "A")
    answer(session, "0.5")
    assert session.message == "no undecided pair of the queue is at a likelihood of 0.5 or more; nothing was accepted"


@pytest.mark.parametrize("line", ["nine", "1.5", "-1", "0", "nan", "inf"])
def test_what_is_no_likelihood_is_refused(line):
    session = reviewer()
    press(session, "A")
    answer(session, line)
    assert "nothing was accepted" in session.message
    assert session.question is None


def test_precision_is_told_from_what_was_decided_one_by_one():
    many = [document(f"e/res/{n}", "E", "D", "t", "a", "b", "c") for n in range(30)]
    decided = [
        replace(one, state=State.ACCEPTED if n < 18 else State.REJECTED, decisions=(decision(one, Verdict.ACCEPT if n < 18 else Verdict.REJECT),))
        for n, one in enumerate(mapped(A, other, 0.9) for other in many[:20])
    ]
    in_one_act = [replace(one, decisions=(replace(one.decisions[0], batch="b-1"),)) for one in decided]
    told = estimate(decided, {"resolutions"}, "0.8")
    assert told == "people decided 20 such pairs one by one and accepted 18: precision 90 % (95 % interval 70 to 97 %)"
    assert "too few decided (0 such pairs" in estimate(in_one_act, {"resolutions"}, "0.8")
    assert "too few decided (0 such pairs" in estimate(decided, {"resolutions"}, "0.95")
    assert interval(18, 20) == (pytest.approx(0.699, abs=0.001), pytest.approx(0.972, abs=0.001))


def test_bookmarks_outlive_the_session_and_are_ones_own(folder):
    store, session = opened(folder)
    pair = session.desk.current.pair
    press(session, "b")
    press(session, "j")
    press(session, "b")
    press(session, "b")
    assert log(store) == []
    _, again = opened(folder)
    press(again, "f")
    answer(again, "marked=yes")
    assert [one.pair for one in again.desk.queue] == [pair]
    assert opened(folder, "ben")[1].marked == frozenset()


def test_a_torn_line_is_no_bookmark_and_one_that_cannot_be_kept_is_told(folder):
    (folder / bookmarks.FILE).write_text('{"reviewer": "anna", "pair": "p1", "marked": true}\n{"reviewer": "an\n[1]\n', encoding="utf-8")
    assert bookmarks.load(folder, "anna").pairs == {"p1"}
    store, session = opened(folder)
    (folder / bookmarks.FILE).unlink()
    (folder / bookmarks.FILE).mkdir()
    press(session, "b")
    assert session.message.startswith("the bookmark was not kept: cannot write")
    assert session.marked == {"p1"}
    assert log(store) == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('acept = "a"', "there is no action 'acept'; choose from accept, reject"),
        ('accept = "n"', "the key 'n' stands for accept and for reject; give one of them another key"),
        ('accept = "\\n"', "accept = 'a blank': Enter, Space and arrows never decide"),
        ('accept = "enter"', "Enter, Space and arrows never decide"),
        ('accept = "down"', "Enter, Space and arrows never decide"),
        ('accept = " "', "Enter, Space and arrows never decide"),
        ('accept = "yy"', "accept = 'yy' is not one letter or sign"),
        ('accept = "1"', "digits choose relations and reasons"),
        ("accept = 1", "the key of accept must be one letter or sign in quotes"),
        ("accept = ", "is not valid TOML"),
    ],
)
def test_a_wrong_key_is_one_sentence(tmp_path, line, sentence):
    (tmp_path / FILE).write_text(line, encoding="utf-8")
    with pytest.raises(MapperError) as told:
        load(tmp_path)
    assert sentence in str(told.value)
    assert "\n" not in str(told.value)


def test_keys_may_change_places_and_stand_for_nothing_else(tmp_path):
    (tmp_path / FILE).write_text('accept = "n"\nreject = "y"\nhelp = "д"\n', encoding="utf-8")
    keymap = load(tmp_path)
    assert (keymap.action("n"), keymap.action("y"), keymap.action("д"), keymap.action("?")) == ("accept", "reject", "help", "")
    assert load(tmp_path / "nowhere") == Keymap()
    assert set(USUAL) == set(ACTIONS)
    assert read({}) == Keymap()


def viewing(tmp_path, **environ):
    """Give a viewer over a workspace with one PDF, and what it ran."""
    ran = []
    file = tmp_path / "sources" / "a b;c.pdf"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"%PDF-")
    return file, Viewer(tmp_path, {"PATH": "", **environ}, ran.append), ran


def test_a_pdf_is_opened_at_its_page_by_the_persons_own_viewer_and_no_shell(tmp_path):
    file, viewer, ran = viewing(tmp_path, MAPPER_VIEWER="see --page={page} {file}")
    assert viewer.open(file, 7) == ["opened p. 7 of a b;c.pdf with see"]
    assert ran == [["see", "--page=7", str(file)]]
    file, viewer, ran = viewing(tmp_path, MAPPER_VIEWER="see", DISPLAY=":0")
    viewer.open(file, 7)
    assert ran == [["see", str(file)]]


def test_over_ssh_or_without_a_viewer_file_page_and_command_are_told(tmp_path):
    file, viewer, ran = viewing(tmp_path, MAPPER_VIEWER="see --page={page} {file}", SSH_TTY="/dev/pts/1")
    assert viewer.open(file, 7) == [f"{file}, p. 7", "this terminal is on another machine; open it by hand:", f"  see --page=7 '{file}'"]
    file, viewer, _ = viewing(tmp_path, DISPLAY=":0")
    assert viewer.open(file, 7)[1].startswith("no viewer was found: say which in MAPPER_VIEWER")
    assert ran == []


def test_what_lies_elsewhere_or_is_no_pdf_is_never_opened(tmp_path):
    file, viewer, ran = viewing(tmp_path / "in", MAPPER_VIEWER="see", DISPLAY=":0") if (tmp_path / "in").mkdir() is None else (None, None, None)
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(b"%PDF-")
    link = file.parent / "link.pdf"
    os.symlink(outside, link)
    for one in (outside, link, file.parent / ".." / ".." / "outside.pdf"):
        assert "lies outside the workspace" in viewer.open(one, 1)[0]
    macro = file.with_suffix(".docm")
    macro.write_bytes(b"x")
    assert "only PDFs are opened from here" in viewer.open(macro, 1)[0]
    assert viewer.open(file.parent / "gone.pdf", 1)[0].endswith("is not there any more")
    assert ran == []


def test_a_session_takes_in_what_others_decide(folder):
    store, session = opened(folder)
    here, other = session.desk.queue[0], session.desk.queue[1]
    for one, who in ((here, "ben"), (other, "anna")):
        record(store, Subject(one.pair, one.type, one.left, one.right), Word(Verdict.ACCEPT, "duplicate"), reviewer=who, at=AT)
    assert idle(session, "2026-02-03T04:07:06Z")
    assert session.message == "ben accepted this 2 minutes ago"
    assert session.desk.current.state is State.ACCEPTED
    assert session.counted() == "4 of 5 open"
    press(session, "j")
    assert session.desk.current.pair == session.desk.queue[2].pair
    assert not idle(session, AT)


def test_what_an_adjudicator_settles_elsewhere_leaves_the_queue(folder):
    store, session = opened(folder)
    one = session.desk.queue[0]
    record(store, Subject(one.pair, one.type, one.left, one.right), Word(Verdict.REJECT, adjudicates=True), reviewer="cyn", at=AT)
    press(session, "s")
    assert session.counted() == "4 of 5 open"
    session.blind = True
    assert idle(session, AT) is False


_SPANS = [(0, "just now"), (90, "a minute ago"), (3000, "50 minutes ago"), (9000, "on 2026-01-01"), (-90, "on 2026-01-01")]


@pytest.mark.parametrize(("now", "told"), _SPANS)
def test_moments_are_told_as_people_do(now, told):
    from datetime import datetime, timedelta

    at = datetime.fromisoformat("2026-01-01T12:00:00+00:00")
    assert ago(at.isoformat(), (at + timedelta(seconds=now)).isoformat()) == told


def test_the_logbook_stands_as_the_whole_log_does():
    """Whatever is said and taken back, one event after the other, what stands is what the rules make of all of it."""
    from hypothesis import given
    from hypothesis import strategies as st

    from mapper import decisions
    from mapper.review.logbook import Logbook

    found = pairs()
    steps = st.lists(st.tuples(st.sampled_from(range(3)), st.sampled_from(["anna", "ben"]), st.sampled_from([*"arucsz"])), max_size=25)
    verdicts = {"a": Verdict.ACCEPT, "r": Verdict.REJECT, "u": Verdict.UNSURE, "c": Verdict.CONFIRM, "s": Verdict.SKIP}

    @given(steps, st.integers(0, 25))
    def check(said, first):
        log: list[Decision] = []
        for number, (pair, who, letter) in enumerate(said):
            mine = [one for one in decisions.effective(log) if one.reviewer == who]
            if letter != "z":
                batch = "b" if number % 3 == 0 else ""
                log.append(decision(found[pair], verdicts[letter], who, event=str(number), at=f"2026-01-01T12:00:{number:02}Z", batch=batch))
            elif mine:
                log.append(replace(mine[-1], verdict=Verdict.UNDO, undoes=mine[-1].event, event=str(number)))
        book = Logbook(log[:first], lambda event: event, ("anna", False))
        for event in log[first:]:
            book.add([event])
        stands = decisions.standing(log)
        assert {one.pair: book.standing(one.pair) for one in found} == {one.pair: stands.get(one.pair, ()) for one in found}
        assert book.mine() == {pair: own for pair, said in stands.items() for own in said if own.reviewer == "anna"}
        assert book.last_act() == decisions.last_to_undo(log, "anna")

    check()


def test_characters_are_as_wide_for_us_as_for_what_draws_the_full_screen():

    from rich.cells import cell_len

    from mapper.review.text import safe, width

    known = (chr(code) for code in range(0x20, 0x20000) if not 0xD800 <= code < 0xE000)
    apart = [hex(ord(one)) for one in known if width(one) != cell_len(one) and safe(one).strip()]
    assert apart == []
