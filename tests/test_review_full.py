"""The full screen, driven as a person drives it: by Textual's pilot, and once in a terminal of its own."""

import asyncio
import os
import signal
import time
from dataclasses import replace
from unittest.mock import ANY

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual import events

from mapper.emphasis import SIGNS, STARS
from mapper.errors import MapperError, StoreError
from mapper.review import text
from mapper.review.full.app import FullScreen, review
from mapper.review.keymap import read
from mapper.types import State, Verdict
from tests.review_samples import CHANGED, A, decision, document, mapped, pairs, reviewer
from tests.test_reviewing import Driven, folder  # noqa: F401
from tests.test_reviewing import events as recorded

NOW = "2026-03-04T05:08:07Z"


def play(session, steps, size=(80, 24), *, marks=SIGNS, coloured=True):
    """Run a session on a screen; `steps` is a coroutine function that is given the app and the pilot. Give the app."""
    app = FullScreen(session, marks, lambda: NOW, coloured=coloured)

    async def run():
        async with app.run_test(size=size) as pilot:
            await steps(app, pilot)

    asyncio.run(run())
    return app


def pressing(*keys):
    async def steps(_app, pilot):
        await pilot.press(*keys)

    return steps


async def resized(app, pilot, size):
    """Give the terminal another size, and wait until the page has it: Textual hands a new size on after a while."""
    await pilot.resize_terminal(*size)
    for _ in range(500):
        if app.query_one("Page").size == size:
            break
        await pilot.pause(0.01)
    await pilot.pause()


def shown(app):
    """Give what stands on the screen, as text."""
    return "\n".join("".join(segment.text for segment in app.query_one("Page").render_line(y)) for y in range(app.size.height))


def seeing(session, *keys, size=(80, 24), **more):
    """Press keys and give the screen."""
    seen = []

    async def steps(app, pilot):
        await pilot.press(*keys)
        seen.append(shown(app))

    play(session, steps, size, **more)
    return seen[0]


def said(session):
    return [(one.verdict.value, one.relation, one.reason, one.comment) for one in session.room.clerk.said]


def test_letters_decide_as_they_do_line_by_line():
    session = reviewer()
    play(session, pressing("3", "c", *"same", "enter", "y", "n", "2", "u"))
    assert said(session) == [("accept", "duplicate", "", "same"), ("reject", "", "procedural", ""), ("unsure", "", "", "")]


def test_the_screen_shows_what_line_by_line_shows():
    seen = seeing(reviewer())
    for words in ("resolutions | 3 of 3 open", "proposed: ", "p = 0.91 (high)", "left  resolves 1, p. 11:", "y yes n no"):
        assert words in seen
    assert "Why not?" in seeing(reviewer(), "n")
    assert "an ordinary pair" in seeing(reviewer(), "w")
    assert "VERDICTS, on disk" in seeing(reviewer(), "question_mark")
    assert "PROGRESS of anna" in seeing(reviewer(), "p")
    stale = replace(pairs()[0], state=State.STALE, stale=(CHANGED,))
    assert "{+and drought+}" in seeing(reviewer([stale]), "v")


def test_a_wide_screen_lists_the_queue_beside_the_pair():
    seen = seeing(reviewer(), "y", size=(160, 30))
    assert " + aa/res/1 x bb/res/2" in seen
    assert ">  aa/res/1 x cc/res/3" in seen
    assert "queue, 3 pairs" not in seeing(reviewer(), "y", size=(120, 30))


_HABITS = ["enter", "space", "up", "down", "left", "right", "pageup", "pagedown", "tab", "escape", "home", "end", "delete", "f5", "X", "!", "é", "包"]
_HELD = ["ctrl+s", "ctrl+q", "ctrl+l", "alt+y", "ctrl+n", "click", "scroll", "paste"]
_HARMLESS = st.lists(st.sampled_from([*_HABITS, *_HELD]), min_size=1, max_size=12)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_HARMLESS)
def test_what_is_no_letter_of_a_verdict_records_nothing(done):
    session = reviewer()

    async def steps(app, pilot):
        for one in done:
            if one == "click":
                await pilot.click("Page", offset=(5, 5))
            elif one == "scroll":
                await pilot._post_mouse_events([events.MouseScrollDown], "Page", offset=(3, 3))
            elif one == "paste":
                app.post_message(events.Paste("yyyn1u"))
            else:
                await pilot.press(one)
        await pilot.pause()

    play(session, steps)
    assert session.room.clerk.said == []
    assert session.desk.at == 0
    assert not session.over


def test_arrows_turn_pages_and_enter_is_told_that_it_decides_nothing():
    assert "page 2 of" in seeing(reviewer(), "down", "down")
    assert "page" not in seeing(reviewer(), "down", "down", "up", "up")
    assert "Enter, Space and arrows never decide" in seeing(reviewer(), "enter")


def test_a_key_pressed_before_the_pair_was_on_the_screen_is_not_meant_for_it():
    session = reviewer()

    async def steps(app, pilot):
        early = [events.Key("y", "y") for _ in range(3)]
        for key in early:
            app.post_message(key)
        await pilot.pause()
        assert len(session.room.clerk.said) == 1
        await pilot.press("y")

    play(session, steps)
    assert len(session.room.clerk.said) == 2


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (31, 24), (80, 9)])
def test_a_screen_too_small_says_so_decides_nothing_and_comes_back(size):
    session = reviewer()

    async def steps(app, pilot):
        await pilot.press("y")
        await resized(app, pilot, size)
        await pilot.press("y", "n", "1", "z")
        told = " ".join(shown(app).split())
        assert told.startswith(f"{size[0]}x{size[1]} is too small") or size == (1, 1)
        await resized(app, pilot, (80, 24))
        assert "2 of 3 open" in shown(app)
        await resized(app, pilot, size)
        await pilot.press("q")

    play(session, steps)
    assert len(session.room.clerk.said) == 1
    assert session.over


def test_letters_that_come_at_once_reach_the_line_that_the_first_of_them_opens():
    session = reviewer()

    async def steps(app, pilot):
        for key in "csame":
            app.post_message(events.Key(key, key))
        await pilot.pause()
        await pilot.press("enter", "y")

    play(session, steps)
    assert said(session) == [("accept", "implements", "", "same")]


def test_an_answer_line_starts_empty_and_ctrl_c_takes_the_question_back():
    session = reviewer()

    async def steps(app, pilot):
        await pilot.press("slash", *"climate")
        await pilot.press("ctrl+c")
        assert "nothing was changed" in shown(app)
        await pilot.press("f", *"band=low", "enter")
        assert "only band=low" in shown(app)
        await pilot.press("ctrl+c")

    app = play(session, steps)
    assert isinstance(app.return_value, KeyboardInterrupt)
    assert session.filters.search == ""


def test_markup_and_sequences_in_a_document_are_text():
    title, clause = "A [bold red]title[/] \x1b[31m[@click=app.exit]x[/]", "to [b]write[/b] \u202e\x9b31m[link=file:///x]here[/link]"
    odd = document("xx/res/9", "XX", "T", title, clause, "b", "c")
    session = reviewer([mapped(odd, A, 0.9)])
    session.room.documents[odd.id] = odd
    try:
        seen = seeing(session, size=(140, 24))
    finally:
        del session.room.documents[odd.id]
    assert "A [bold red]title[/] [@click=app.exit]x[/]" in seen
    assert "to [b]write[/b] [link=file:///x]here[/link]" in seen
    assert not {"\x1b", "\x9b", "\u202e"} & set(seen)


def test_every_line_is_as_wide_as_the_screen_whatever_the_script():
    arabic = document("ar/res/1", "AR", "T", "تغير المناخ والاتصالات", "تعزيز العمل المشترك بشأن المناخ " * 9, "b", "c")
    chinese = document("zh/res/1", "ZH", "D", "气候变化与电信", "加强关于适应气候变化的联合工作" * 12, "b", "c")
    session = reviewer([mapped(arabic, chinese, 0.9)])
    session.room.documents.update({arabic.id: arabic, chinese.id: chinese})

    async def steps(app, pilot):
        for size in ((80, 24), (160, 40), (41, 13)):
            await resized(app, pilot, size)
            lines = [app.query_one("Page").render_line(y) for y in range(size[1])]
            assert {text.width("".join(s.text for s in line)) for line in lines} == {size[0]}
            assert {line.cell_length for line in lines} == {size[0]}

    try:
        play(session, steps)
    finally:
        del session.room.documents[arabic.id], session.room.documents[chinese.id]


def test_without_colours_nothing_is_coloured_and_words_that_speak_stand_between_asterisks():
    session = reviewer()

    async def steps(app, _pilot):
        lines = [app.query_one("Page").render_line(y) for y in range(24)]
        assert all(segment.style is None or segment.style.color is None for line in lines for segment in line)
        assert "*joint*" in shown(app)

    play(session, steps, marks=STARS, coloured=False)


def test_what_others_decide_meanwhile_is_told_on_the_pair_in_view():
    session = reviewer()

    async def steps(app, _pilot):
        session.room.clerk.others.append(decision(pairs()[0], reviewer="ben"))
        app._idle()
        assert "ben accepted this 2 minutes ago" in shown(app)
        assert "accepted ---" in shown(app)

    play(session, steps)


def test_a_store_that_is_away_between_two_keys_is_told_until_it_is_back_and_ends_nothing():
    session = reviewer()
    there = session.room.clerk.news

    def away():
        raise StoreError("the server does not answer")

    async def steps(app, pilot):
        session.room.clerk.news = away
        app._idle()
        assert "nothing can be recorded now, it is tried again in a moment: the server does not answer" in " ".join(shown(app).split())
        session.room.clerk.news = there
        app._idle()
        assert "the store answers again" in shown(app)
        await pilot.press("y")

    assert play(session, steps).return_value is None
    assert said(session) == [("accept", "implements", "", "")]


@pytest.mark.parametrize(("comment", "told"), [("", "the disk is full"), ("so it is", 'the disk is full; the comment that was typed: "so it is"')])
def test_a_verdict_that_cannot_be_written_ends_the_session_with_the_reason_and_what_was_typed(comment, told):
    session = reviewer()
    session.draft(replace(session.desk.draft, comment=comment))

    def full(_of, _said):
        raise StoreError("the disk is full")

    session.room.clerk.record = full
    app = play(session, pressing("y"))
    assert isinstance(app.return_value, StoreError)
    assert str(app.return_value) == told


def test_a_defect_ends_the_screen_and_is_told_without_what_was_in_memory(monkeypatch, capsys):
    session = reviewer()

    def defect():
        password = "hunter2"
        raise RuntimeError(f"no such thing as {len(password)}")

    monkeypatch.setattr(session, "take_in", defect)
    app = play(session, pressing("y"))
    assert isinstance(app.return_value, RuntimeError)
    monkeypatch.setattr(FullScreen, "run", lambda _self: app.return_value)
    with pytest.raises(MapperError, match="the full screen failed, as told above; every verdict you gave is kept, and --plain goes on without it"):
        review(session, SIGNS, lambda: NOW, coloured=False)
    told = capsys.readouterr().err
    assert told.startswith("Traceback")
    assert "RuntimeError: no such thing as 7" in told
    assert "hunter2" not in told.replace('password = "hunter2"', "")


def test_own_keys_stand_for_their_actions_and_are_named_on_the_screen():
    keymap = read({"accept": "a", "help": "h", "undo": "n", "reject": "x"})
    session = reviewer(keymap=keymap)
    seen = seeing(session, "y", "a")
    assert "accepted, implements: aa/res/1 with bb/res/2 (n takes it back)" in seen
    assert "a yes x no u unsure" in seen
    assert [one.verdict for one in session.room.clerk.said] == [Verdict.ACCEPT]
    assert "  a    accept" in seeing(reviewer(keymap=keymap), "h")


def test_a_terminal_opens_the_full_screen_and_signals_leave_what_was_decided(folder):  # noqa: F811
    for number, code in ((signal.SIGTERM, 143), (None, 130)):
        review = Driven(folder, "review", "--as", f"anna{code}")
        review.see("quit ? help")
        review.type("y")
        review.see("accepted, ")
        if number is None:
            review.type("\x03")
        else:
            os.kill(review.pid, number)
        review.see("interrupted; every verdict you gave is kept")
        assert review.end() == code
    assert [who for who, _, _ in recorded(folder)] == ["anna143", "anna130"]


def test_a_terminal_that_hangs_up_ends_it_and_loses_nothing(folder):  # noqa: F811
    review = Driven(folder, "review", "--as", "anna")
    review.see("quit ? help")
    review.type("y")
    review.see("accepted, ")
    os.close(review.terminal)
    end = time.monotonic() + 20
    while time.monotonic() < end and os.waitpid(review.pid, os.WNOHANG) == (0, 0):
        time.sleep(0.05)
    assert time.monotonic() < end
    assert recorded(folder) == [("anna", "accept", ANY)]
