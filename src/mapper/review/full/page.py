"""The page: one widget that shows the session's lines and has no will of its own."""

from textual.strip import Strip
from textual.widget import Widget

from mapper.emphasis import Marks
from mapper.review import listing, viewing
from mapper.review.full.paint import changed, look, strip
from mapper.review.reviewer import Reviewer
from mapper.review.screen import Panel
from mapper.review.text import pad, wrap

_MOST = 3  # lines of a message
_BAR = " | "


class Page(Widget, can_focus=True):
    """Show a session, drawn anew only when it is told to."""

    def __init__(self, reviewer: Reviewer, marks: Marks, *, coloured: bool) -> None:
        super().__init__()
        self._reviewer = reviewer
        self._marks = marks
        self._look = look(coloured=coloured)
        self._strips: list[Strip] = []

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.draw()

    def draw(self) -> None:
        """Lay the session out for the size that the terminal has now."""
        width, height = self.screen.size
        if not viewing.fits(width, height):
            self._strips = [strip(line, width, self._look.plain) for line in viewing.too_small(self._reviewer, width, height).lines]
        else:
            self._strips = self._laid_out(width, height)
        self.refresh()

    def _laid_out(self, width: int, height: int) -> list[Strip]:
        reviewer = self._reviewer
        beside = listing.WIDTH + len(_BAR) if width >= listing.FROM else 0
        asked = self._asked(width)
        room, inner = height - len(asked), width - beside
        screen = viewing.screen(reviewer, inner, room, self._marks)
        reviewer.pages = screen.pages
        reviewer.seen()
        lines = [*screen.lines, *[""] * (room - len(screen.lines))]
        if reviewer.desk.current is not None:
            lines = [*screen.lines[:-1], *[""] * (room - len(screen.lines)), screen.lines[-1]]
        strips = self._painted(lines, inner)
        if beside:
            listed = listing.lines(reviewer, room)
            listed += [""] * (room - len(listed))
            left = [strip(pad(one, listing.WIDTH) + _BAR, beside, self._look.rule) for one in listed]
            strips = [Strip.join(both) for both in zip(left, strips, strict=True)]
        return [*strips, *(strip(line, width, self._look.told) for line in asked)]

    def _painted(self, lines: list[str], width: int) -> list[Strip]:
        look = self._look
        styles = [look.head, look.rule, *[look.plain] * (len(lines) - 3), look.keys]
        if self._reviewer.panel is Panel.CHANGES:
            body = list(changed(lines[2:-1], width, look))
            return [strip(lines[0], width, look.head), strip(lines[1], width, look.rule), *body, strip(lines[-1], width, look.keys)]
        return [strip(line, width, style, look.spoken) for line, style in zip(lines, styles, strict=True)]

    def _asked(self, width: int) -> list[str]:
        """Give what was said or is asked; below a question for a line there is a line to answer in."""
        question = self._reviewer.question
        told = wrap(question.text if question else self._reviewer.message, width)[:_MOST] or [""]
        return [*told, ""] if question and not question.one_key else told

    def render_line(self, y: int) -> Strip:
        """Give one line of what was laid out last."""
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)
