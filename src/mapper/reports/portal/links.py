"""Links: a text by its name, leading to its page; made once for each text, since lists repeat them by the thousand."""

from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from mapper.reports.filters import language
from mapper.reports.portal.desk import Desk
from mapper.views.items import Item
from mapper.views.text import clean, shorten

_NAME, _TITLE = 140, 220


@dataclass(frozen=True)
class Links:
    """Draw links to texts from pages that lie at `root` below the portal."""

    desk: Desk
    _drawn: dict[tuple[str, str, str, bool], Markup] = field(default_factory=dict)

    def linked(self, item: Item, root: str) -> Markup:
        """Draw the name of a text as a link, or as plain words where it has no page."""
        return self._once((item.id, item.edition, root, False), lambda: self._name(item, root))

    def titled(self, item: Item, root: str) -> Markup:
        """Draw the link with the title below it, where that says more."""
        return self._once((item.id, item.edition, root, True), lambda: self._name(item, root) + _title(item))

    def _once(self, key: tuple[str, str, str, bool], draw: Callable[[], Markup]) -> Markup:
        if key not in self._drawn:
            self._drawn[key] = draw()
        return self._drawn[key]

    def _name(self, item: Item, root: str) -> Markup:
        to, told = self.desk.address(item.id), escape(shorten(clean(item.ref), _NAME))
        return Markup('<a href="{}{}">{}</a>').format(root, to, told) if to else Markup("<span>{}</span>").format(told)


def _title(item: Item) -> Markup:
    if not item.title or item.title == item.label:
        return Markup("")
    return Markup('<span class="title"{}>{}</span>').format(language(item), shorten(item.title, _TITLE))
