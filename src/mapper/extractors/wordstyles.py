"""Word styles: how a paragraph looks by its chain of styles, and in which list it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from mapper.extractors.page import Style
from mapper.extractors.wordxml import W, is_on, value

_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}  # points to each, as strict files may have them
_TWIP = 1 / 20  # of a point
_SWITCHES = {"b": "bold", "i": "italic", "vanish": "hidden", "caps": "capitals", "smallCaps": "small"}
_LEAST = 1.5  # points; smaller text is not meant to be read
_CHAIN = 12  # styles based on styles; a longer chain is a loop


@dataclass(frozen=True)
class Look:
    """Hold how a paragraph looks: indent of its first line in points, and its automatic numbering (list, level).

    A level of -1 is that of the list's level which names the style `numbered`; `indented`: an indent is said beside the list's own;
    `font`: the name of the font where one is said, which tells what signs codes mean.
    """

    name: str = ""
    bold: bool = False
    italic: bool = False
    size: float = 11.0
    centred: bool = False
    left: float = 0.0
    first: float = 0.0
    raised: bool = False
    hidden: bool = False
    capitals: bool = False
    small: bool = False  # capitals, of which some are small
    broken: bool = False
    number: tuple[str, int] | None = None
    numbered: str = ""
    indented: bool = False
    font: str = ""

    @property
    def indent(self) -> float:
        """Say where the first line begins."""
        return self.left + self.first

    def shown(self, text: str) -> str:
        """Give a text as a reader sees it: in capitals, of whatever size, where the letters are set in them."""
        return text.upper() if self.capitals or self.small else text


class Styles:
    """Resolve styles."""

    def __init__(self, tree: Any) -> None:
        found = [] if tree is None else tree.findall(f"{W}style")
        self.styles = {style.get(f"{W}styleId"): style for style in found}
        plain = [style for style in found if style.get(f"{W}default") == "1" and style.get(f"{W}type") == "paragraph"]
        self.normal = plain[0].get(f"{W}styleId") if plain else ""
        self.known: dict[str, Look] = {}
        self.linked = {id_ or "": list_ for id_, style in self.styles.items() if (list_ := value(style.find(f"{W}pPr/{W}numPr"), "numId"))}
        defaults = None if tree is None else tree.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.plain = Look() if defaults is None else _letters(Look(), defaults)

    def look(self, paragraph: Any) -> Look:
        """Say how a paragraph looks."""
        properties = paragraph.find(f"{W}pPr")
        named = None if properties is None else properties.find(f"{W}pStyle")
        id_ = self.normal if named is None else named.get(f"{W}val", "")
        look = self._of(id_)
        style = self.styles.get(id_)
        name = None if style is None else style.find(f"{W}name")
        look = replace(look, name=id_ if name is None else name.get(f"{W}val", id_))
        return look if properties is None else _paragraph(look, properties, id_)

    def chain(self, id_: str) -> Iterator[Any]:
        """Give a style, then the one that it is based on, and so on."""
        for _ in range(_CHAIN):
            if id_ not in self.styles:
                return
            yield self.styles[id_]
            id_ = value(self.styles[id_], "basedOn")

    def _of(self, id_: str) -> Look:
        if id_ not in self.known:
            look = self.plain
            for style in reversed(list(self.chain(id_))):
                name = style.get(f"{W}styleId")
                paragraph, letters = style.find(f"{W}pPr"), style.find(f"{W}rPr")
                look = look if paragraph is None else _paragraph(look, paragraph, name)
                look = look if letters is None else _letters(look, letters)
            self.known[id_] = look
        return self.known[id_]

    def run(self, run: Any, look: Look) -> Look:
        """Say how a run's letters look in a paragraph."""
        properties = run.find(f"{W}rPr")
        if properties is not None:
            named = properties.find(f"{W}rStyle")
            if named is not None:
                own = self._of(named.get(f"{W}val", ""))
                switches: dict[str, Any] = {name: getattr(look, name) or getattr(own, name) for name in _SWITCHES.values()}
                look = replace(look, raised=own.raised, **switches)
            look = _letters(look, properties)
        return replace(look, hidden=True) if look.size < _LEAST or _is_white(run, properties) else look


def _is_white(run: Any, properties: Any) -> bool:
    """Say whether a run is white on the bare page: with no shade behind it, and in no table, whose cells may have one by their style."""
    color = None if properties is None else properties.find(f"{W}color")
    if color is None or color.get(f"{W}val", "").upper() != "FFFFFF":
        return False
    if any(properties.find(f"{W}{shade}") is not None for shade in ("shd", "highlight")):
        return False
    return all(around.tag != f"{W}tc" and around.find(f"{W}pPr/{W}shd") is None for around in run.iterancestors())


def style_of(look: Look) -> Style:
    """Give of a look what all formats know of letters."""
    return Style("", look.size, look.bold, look.italic, hidden=look.hidden)


def _paragraph(look: Look, properties: Any, style: str) -> Look:
    align, indent, number, breaks = (properties.find(f"{W}{name}") for name in ("jc", "ind", "numPr", "pageBreakBefore"))
    if align is not None:
        look = replace(look, centred=align.get(f"{W}val") == "center")
    if number is not None:
        before = look.number or ("0", -1)
        list_, level = value(number, "numId", before[0]), int(value(number, "ilvl", "-1"))
        look = replace(look, number=(list_, level), numbered=style, indented=False)
    return indent_by(replace(look, broken=is_on(breaks, look.broken)), indent)


def indent_by(look: Look, indent: Any) -> Look:
    """Set a paragraph in by what its own properties, its style or the level of its list say."""
    if indent is None:
        return look
    left = indent.get(f"{W}left") or indent.get(f"{W}start")
    hanging, first = indent.get(f"{W}hanging"), indent.get(f"{W}firstLine")
    return replace(look, left=points(left, look.left), first=-points(hanging, 0) if hanging else points(first, look.first), indented=True)


def _letters(look: Look, properties: Any) -> Look:
    switches: dict[str, Any] = {name: is_on(properties.find(f"{W}{tag}"), getattr(look, name)) for tag, name in _SWITCHES.items()}
    look = replace(look, **switches)
    size, raised, position = (properties.find(f"{W}{name}") for name in ("sz", "vertAlign", "position"))
    fonts = properties.find(f"{W}rFonts")
    if fonts is not None and (name := fonts.get(f"{W}ascii")):
        look = replace(look, font=name)
    if size is not None:
        look = replace(look, size=points(size.get(f"{W}val"), look.size, 0.5))
    if position is not None and points(position.get(f"{W}val"), 0, 0.5) > 1:
        look = replace(look, raised=True)
    return look if raised is None else replace(look, raised=raised.get(f"{W}val") == "superscript")


def points(value: str | None, default: float, unit: float = _TWIP) -> float:
    """Give a measure in points; `unit` is that of a bare number."""
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|pi)?", value or "")
    return float(found[1]) * _UNITS.get(found[2], unit) if found else default
