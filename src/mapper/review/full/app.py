"""The app: hands each key to the session and draws what came of it; a verdict is on disk before anything is drawn."""

import asyncio
import signal
import time
import traceback
from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from mapper.emphasis import Marks
from mapper.errors import MapperError
from mapper.review import looking, viewing
from mapper.review.actions import press
from mapper.review.full.page import Page
from mapper.review.idle import idle
from mapper.review.keys import ESCAPE, PASTE
from mapper.review.reviewer import Reviewer
from mapper.review.room import Question
from mapper.review.terminal import Ended
from mapper.review.text import clean

_IDLE = 3.0  # seconds between two looks at what others did
_SCROLLS = {"down": 1, "pagedown": 1, "up": -1, "pageup": -1}
_HABITS = {"enter": "\r", "space": " ", "tab": "\t"}
_HELD = ("ctrl+", "alt+", "meta+", "super+", "hyper+")


class FullScreen(App[BaseException]):
    """Show a session on the whole terminal; its result is what ended it, where that was no key of the session."""

    CSS = """
    Screen { background: ansi_default; color: ansi_default; }
    Page { width: 100%; height: 100%; background: ansi_default; }
    Input { dock: bottom; height: 1; border: none; padding: 0; background: ansi_default; color: ansi_default; display: none; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+q", "nothing", show=False, priority=True),
        Binding("ctrl+l", "redraw", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]

    def __init__(self, reviewer: Reviewer, marks: Marks, now: Callable[[], str], *, coloured: bool) -> None:
        super().__init__(ansi_color=True)
        self.reviewer = reviewer
        self._now = now
        self._page = Page(reviewer, marks, coloured=coloured)
        self._line = Input(compact=True)
        self._line.cursor_blink = False
        self._asked: Question | None = None
        self._shown_since = 0.0

    def compose(self) -> ComposeResult:
        """Put the page on the screen, and a line to answer in, which hides."""
        yield self._page
        yield self._line

    def on_mount(self) -> None:
        """Hear what ends a program, and begin."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:
                asyncio.get_running_loop().add_signal_handler(number, self.exit, Ended(number))
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, self.action_interrupt)
        self.set_interval(_IDLE, self._idle)
        self._show()
        self.call_after_refresh(self._idle)

    @property
    def _reachable(self) -> bool:
        """Say whether the pair can be seen, so that it may be decided on."""
        return viewing.fits(*self.size)

    def on_key(self, event: events.Key) -> None:
        """Do what a key stands for; one that was pressed before this pair was on the screen was not meant for it."""
        if self._line.display and event.key not in (*_SCROLLS, "escape"):
            self._early(event)
            return
        event.stop()
        event.prevent_default()
        if event.time < self._shown_since:
            return
        key = _named(event)
        self._do(lambda: self._take(key, event.key))

    def _early(self, event: events.Key) -> None:
        """Put into the line what was on its way before the line was there: over a slow connection several keys come at once."""
        if event.character and event.is_printable:
            self._line.insert_text_at_cursor(event.character)

    def _take(self, key: str, name: str) -> None:
        reviewer = self.reviewer
        if not self._reachable:
            reviewer.over = reviewer.room.keymap.action(key) == "quit"
        elif name in _SCROLLS and (reviewer.question is None or not reviewer.question.one_key or reviewer.pages > 1):
            looking.scroll(reviewer, _SCROLLS[name])
        elif reviewer.question is None:
            press(reviewer, key)
        elif reviewer.question.one_key:
            looking.answer(reviewer, key)
        elif name == "escape":
            reviewer.cancel()

    def on_paste(self, event: events.Paste) -> None:
        """Let nothing that is pasted decide."""
        event.stop()
        if self.reviewer.question is None:
            self._do(lambda: press(self.reviewer, PASTE))

    def on_click(self) -> None:
        """Say that the mouse decides nothing."""
        if self.reviewer.question is None:
            self.reviewer.message = f"the mouse decides nothing; {self.reviewer.key('help')} lists the keys that do"
            self._page.draw()

    def on_mouse_scroll_down(self) -> None:
        """Turn a page."""
        self._do(lambda: looking.scroll(self.reviewer, 1))

    def on_mouse_scroll_up(self) -> None:
        """Turn a page back."""
        self._do(lambda: looking.scroll(self.reviewer, -1))

    @on(Input.Submitted)
    def take_line(self, event: Input.Submitted) -> None:
        """Hand a line to who asked for it."""
        self._line.value = ""
        self._do(lambda: looking.answer(self.reviewer, clean(event.value)))

    def _do(self, act: Callable[[], None]) -> None:
        """Do something and draw what came of it; what cannot be done ends the session, and is told once the terminal is given back."""
        before = self.reviewer.desk.current
        try:
            act()
            if self.reviewer.over:
                self.exit()
                return
            self._show()
        except Exception as error:  # noqa: BLE001  (raised again by review; Textual would print all that is in memory, a password too)
            self.exit(error)
            return
        if self.reviewer.desk.current is not before:
            self._shown_since = time.monotonic()

    def _show(self) -> None:
        """Draw the session, with a line to answer in where one is asked for."""
        question = self.reviewer.question
        asks = question is not None and not question.one_key
        if question is not self._asked:
            self._asked, self._line.value = question, self.reviewer.typed
        self._line.display = asks
        self.screen.set_focus(self._line if asks else self._page)
        self._page.draw()

    def _idle(self) -> None:
        try:
            if idle(self.reviewer, self._now()):
                self._page.draw()
        except Exception as error:  # noqa: BLE001  (as above)
            self.exit(error)

    def action_interrupt(self) -> None:
        """Take the question back; where nothing was asked, end the session."""
        if self.reviewer.question is None:
            self.exit(KeyboardInterrupt())
        else:
            self._do(self.reviewer.cancel)

    def action_nothing(self) -> None:
        """Do nothing: a key by which other programs end."""

    def action_redraw(self) -> None:
        """Draw everything anew."""
        self._page.draw()
        self.refresh(layout=True)


def _named(event: events.Key) -> str:
    """Give a key as the session knows it: its character, or Escape for all that has none or is held with another."""
    if event.key in _HABITS:
        return _HABITS[event.key]
    held = event.key.startswith(_HELD)
    return event.character if event.character and event.is_printable and not held else ESCAPE


def review(reviewer: Reviewer, marks: Marks, now: Callable[[], str], *, coloured: bool) -> None:
    """Show a session until the person leaves; raise what else ended it."""
    if reviewer.desk.current is None and not (reviewer.desk.queue or reviewer.desk.decided):
        return
    app = FullScreen(reviewer, marks, now, coloured=coloured)
    ended = app.run()
    if isinstance(ended, Exception) and not isinstance(ended, (MapperError, OSError)):
        traceback.print_exception(ended)
    elif ended is not None:
        raise ended
    if ended is not None or app.return_code:
        raise MapperError("the full screen failed, as told above; every verdict you gave is kept, and --plain goes on without it")
