"""Styles of web pages: how an element looks by its name, by simple rules of the page's own style sheet, and by its own style."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mapper.extractors.page import Style

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SIZES = dict(zip(HEADINGS, (20.0, 17.0, 14.0, 12.0, 12.0, 12.0), strict=True))
_SIZE = 11.0  # points, of a page's text
_BOLD, _ITALIC = frozenset((*HEADINGS, "b", "strong", "th", "dt")), frozenset(("i", "em", "cite", "var", "dfn", "address"))
_LEFT = {"blockquote": 30.0, "dd": 30.0}
_UNITS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 28.35, "mm": 2.835, "em": _SIZE, "rem": _SIZE, "%": _SIZE / 100, "": 0.75}
_LENGTH = re.compile(r"(-?\d{0,6}\.?\d{1,4})\s*([a-z%]*)")
_RULE = re.compile(r"([^{}]{1,4000})\{([^{}]{0,8000})\}")
_PLAIN = re.compile(r"([a-z][a-z0-9]*)?(?:([.#])([\w-]+))?", re.IGNORECASE)
_WHITE = frozenset(("#fff", "#ffffff", "white", "rgb(255,255,255)"))
_SIDES = ("left", "top", "text-indent", "margin-left")
_AWAY = -700.0  # points: what stands so far to the left, or above, is off the screen
_LEAST = 1.5  # points; smaller text is not meant to be read


@dataclass(frozen=True)
class Look:
    """Hold how an element looks; `left` is where its text begins in points, `first` what its first line is set in beside that."""

    bold: bool = False
    italic: bool = False
    size: float = _SIZE
    raised: bool = False
    centred: bool = False
    capitals: bool = False
    small: bool = False  # capitals, of which some are small
    lines: bool = False
    hidden: bool = False
    shaded: bool = False
    left: float = 0.0
    first: float = 0.0
    listed: str = ""

    @property
    def style(self) -> Style:
        """Give what all formats know of letters."""
        return Style("", self.size, self.bold, self.italic)

    def shown(self, text: str) -> str:
        """Give a text as a reader sees it: in capitals, of whatever size, where the letters are set in them."""
        return text.upper() if self.capitals or self.small else text


class Styles:
    """Resolve styles; `rules` maps a tag, a class or an id to what the page's own style sheet says of it."""

    def __init__(self, root: Any) -> None:
        self.rules: dict[str, dict[str, str]] = {}
        for sheet in root.iter("style"):
            for selector, said in _rules(sheet.text or ""):
                self.rules.setdefault(selector, {}).update(said)

    def look(self, element: Any, around: Look) -> Look:
        """Say how an element looks within one that looks as `around`."""
        tag = element.tag
        look = replace(
            around,
            bold=around.bold or tag in _BOLD,
            italic=around.italic or tag in _ITALIC,
            raised=around.raised or tag == "sup",
            size=_SIZES.get(tag, around.size),
            centred=around.centred or tag == "center",
            lines=around.lines or tag == "pre",
            left=around.left + _LEFT.get(tag, 0.0),
        )
        said = dict(self.said(element))
        look = _applied(look, around, said)
        shade = element.get("bgcolor") or said.get("background-color") or said.get("background")
        look = replace(look, shaded=around.shaded or tag in ("td", "th") or bool(shade))
        own = dict(declared(element.get("style", "")))
        white = own.get("color", "").replace(" ", "") in _WHITE and not look.shaded
        return replace(look, hidden=white or _hides(said, look) or _is_marked_hidden(element))

    def said(self, element: Any) -> Iterator[tuple[str, str]]:
        """Give what is said of an element: the weakest word first, so that a later one takes its place."""
        tag, id_ = element.tag, element.get("id", "")
        classes = element.get("class", "").split()[:20]
        for selector in (tag, *(f".{name}" for name in classes), *(f"{tag}.{name}" for name in classes), *([f"#{id_}"] if id_ else [])):
            yield from self.rules.get(selector.casefold(), {}).items()
        if (align := element.get("align")) and tag not in ("table", "img"):
            yield "text-align", align.casefold()
        yield from declared(element.get("style", ""))


def declared(style: str) -> Iterator[tuple[str, str]]:
    """Give the declarations of a style, folded."""
    for part in style[:4000].split(";"):
        name, colon, value = part.partition(":")
        if colon:
            yield name.strip().casefold(), re.sub(r"\s+", " ", value.casefold().replace("!important", "")).strip()


def _rules(sheet: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the rules for a tag, a class or an id alone; what holds for a printer or a narrow screen is none of them."""
    sheet = re.sub(r"/\*.*?\*/|<!--|-->", "", sheet[: 1 << 20], flags=re.DOTALL)
    sheet = re.sub(r"@[\w-]+[^{};]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})", "", sheet)
    for found in _RULE.finditer(sheet):
        said = dict(declared(found[2]))
        for selector in found[1].split(","):
            plain = _PLAIN.fullmatch(selector.strip())
            if plain and plain[0]:
                yield plain[0].casefold(), said


def _applied(look: Look, around: Look, said: Mapping[str, str]) -> Look:
    if (weight := said.get("font-weight")) is not None:
        look = replace(look, bold=weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600))
    slant, font = said.get("font-style"), said.get("font", "")
    look = replace(look, italic=look.italic if slant is None else slant in ("italic", "oblique"))
    look = replace(look, bold=look.bold or "bold" in font.split(), italic=look.italic or "italic" in font.split())
    if (align := said.get("text-align")) is not None:
        look = replace(look, centred=align in ("center", "middle", "-webkit-center"))
    if (raised := said.get("vertical-align")) in ("super", "baseline", "sub"):
        look = replace(look, raised=raised == "super")
    if (size := _points(said.get("font-size", ""))) is not None:
        look = replace(look, size=size)
    look = replace(look, capitals=said.get("text-transform", "upper" * look.capitals).startswith("upper"))
    variant = said.get("font-variant-caps", said.get("font-variant", "small-caps" * look.small))
    look = replace(look, small="small-caps" in variant or "small-caps" in font.split())
    left, first = (_points(said.get(name, "")) for name in ("margin-left", "text-indent"))
    listed = said.get("list-style-type") or next((word for word in said.get("list-style", "").split() if word), "")
    look = replace(look, left=look.left + (left or 0.0), first=around.first if first is None else first, listed=listed or around.listed)
    return replace(look, lines=look.lines or said.get("white-space", "").startswith("pre"))


def _is_marked_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or element.get("aria-hidden", "").casefold() == "true"


def _hides(said: Mapping[str, str], look: Look) -> bool:
    """Say whether an element cannot be seen: switched off, without size, without colour, or off the screen."""
    if said.get("display") == "none" or said.get("visibility") in ("hidden", "collapse") or said.get("mso-hide") == "all":
        return True
    if look.size < _LEAST or said.get("opacity") in ("0", "0.0", "0%"):
        return True
    return said.get("color") == "transparent" or any((_points(said.get(side, "")) or 0.0) < _AWAY for side in _SIDES)


def _points(length: str) -> float | None:
    found = _LENGTH.match(length)
    if found is None or (found[2] and found[2] not in _UNITS):
        return None
    return float(found[1]) * _UNITS[found[2]]
