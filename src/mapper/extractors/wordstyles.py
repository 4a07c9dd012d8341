"""Word styles and numbering: how a paragraph looks by its chain of styles, and which automatic label it has."""

import re
from dataclasses import dataclass, replace
from typing import Any

from mapper.extractors.page import Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS = 20  # to a point
_LEAST = 1.5  # points; smaller text is not meant to be read
_MOST = 780  # of a list: letters thirty times over; figures go on
_CHAIN = 12  # styles based on styles; a longer chain is a loop
_BULLETS = {"\uf0b7": "•", "\uf02d": "–", "•": "•", "-": "–", "−": "–", "\u2013": "–"}


@dataclass(frozen=True)
class Look:
    """Hold how a paragraph looks: indent of its first line in points, and its automatic numbering (list, level)."""

    name: str = ""
    bold: bool = False
    italic: bool = False
    size: float = 11.0
    centred: bool = False
    left: float = 0.0
    first: float = 0.0
    raised: bool = False
    hidden: bool = False
    number: tuple[str, int] | None = None

    @property
    def indent(self) -> float:
        """Say where the first line begins."""
        return self.left + self.first


class Styles:
    """Resolve styles."""

    def __init__(self, tree: Any) -> None:
        found = [] if tree is None else tree.findall(f"{W}style")
        self.styles = {style.get(f"{W}styleId"): style for style in found}
        plain = [style for style in found if style.get(f"{W}default") == "1" and style.get(f"{W}type") == "paragraph"]
        self.normal = plain[0].get(f"{W}styleId") if plain else ""
        self.known: dict[str, Look] = {}

    def look(self, paragraph: Any) -> Look:
        """Say how a paragraph looks."""
        properties = paragraph.find(f"{W}pPr")
        named = None if properties is None else properties.find(f"{W}pStyle")
        id_ = self.normal if named is None else named.get(f"{W}val", "")
        look = self._of(id_)
        style = self.styles.get(id_)
        name = None if style is None else style.find(f"{W}name")
        look = replace(look, name=id_ if name is None else name.get(f"{W}val", id_))
        return look if properties is None else _paragraph(look, properties)

    def _of(self, id_: str) -> Look:
        if id_ not in self.known:
            chain: list[Any] = []
            at: str | None = id_
            while at in self.styles and len(chain) < _CHAIN:
                chain.append(self.styles[at])
                based = self.styles[at].find(f"{W}basedOn")
                at = None if based is None else based.get(f"{W}val")
            look = Look()
            for style in reversed(chain):
                for tag, add in ((f"{W}pPr", _paragraph), (f"{W}rPr", _letters)):
                    properties = style.find(tag)
                    look = look if properties is None else add(look, properties)
            self.known[id_] = look
        return self.known[id_]

    def run(self, run: Any, look: Look) -> tuple[Style, bool]:
        """Say how a run's letters look, and whether they are raised."""
        properties = run.find(f"{W}rPr")
        if properties is not None:
            named = properties.find(f"{W}rStyle")
            if named is not None:
                own = self._of(named.get(f"{W}val", ""))
                look = replace(
                    look, raised=own.raised, bold=look.bold or own.bold, italic=look.italic or own.italic, hidden=look.hidden or own.hidden
                )
            look = _letters(look, properties)
        unseen = look.hidden or look.size < _LEAST or _is_white(run, properties)
        return Style("", look.size, look.bold, look.italic, hidden=unseen), look.raised


def _is_white(run: Any, properties: Any) -> bool:
    """Say whether a run is white on the bare page: with no shade behind it, and in no table, whose cells may have one by their style."""
    color = None if properties is None else properties.find(f"{W}color")
    if color is None or color.get(f"{W}val", "").upper() != "FFFFFF":
        return False
    if any(properties.find(f"{W}{shade}") is not None for shade in ("shd", "highlight")):
        return False
    return all(around.tag != f"{W}tc" and around.find(f"{W}pPr/{W}shd") is None for around in run.iterancestors())


def number_of(paragraph: Any) -> tuple[str, int] | None:
    """Give list and level of a paragraph's own automatic number."""
    properties = paragraph.find(f"{W}pPr")
    found = None if properties is None else properties.find(f"{W}numPr")
    return None if found is None else _number(found)


def hides_end(paragraph: Any, look: Look) -> bool:
    """Say whether the end of a paragraph is hidden: one that shows nothing else is not there for a reader, and counts in no list."""
    return _on(paragraph.find(f"{W}pPr/{W}rPr/{W}vanish"), look.hidden)


def _number(found: Any) -> tuple[str, int] | None:
    list_, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
    if list_ is None:
        return None
    return list_.get(f"{W}val", "0"), int(level.get(f"{W}val", "0")) if level is not None else 0


def _paragraph(look: Look, properties: Any) -> Look:
    align, indent, number = (properties.find(f"{W}{name}") for name in ("jc", "ind", "numPr"))
    if align is not None:
        look = replace(look, centred=align.get(f"{W}val") == "center")
    if indent is not None:
        left = indent.get(f"{W}left") or indent.get(f"{W}start")
        hanging, first = indent.get(f"{W}hanging"), indent.get(f"{W}firstLine")
        look = replace(look, left=_points(left, look.left), first=-_points(hanging, 0) if hanging else _points(first, look.first))
    return look if number is None else replace(look, number=_number(number))


def _letters(look: Look, properties: Any) -> Look:
    bold, italic, hidden, size, raised = (properties.find(f"{W}{name}") for name in ("b", "i", "vanish", "sz", "vertAlign"))
    look = replace(look, bold=_on(bold, look.bold), italic=_on(italic, look.italic), hidden=_on(hidden, look.hidden))
    if size is not None:
        look = replace(look, size=float(size.get(f"{W}val", "22")) / 2)
    position = properties.find(f"{W}position")
    if position is not None and float(position.get(f"{W}val", "0")) > 2:
        look = replace(look, raised=True)
    return look if raised is None else replace(look, raised=raised.get(f"{W}val") == "superscript")


def _on(switch: Any, before: bool) -> bool:
    """Say whether a switch is on; one that is not there leaves things as they were."""
    return before if switch is None else switch.get(f"{W}val") not in ("0", "false", "off")


def _points(value: str | None, default: float) -> float:
    return float(value) / _TWIPS if value and re.fullmatch(r"-?\d+(?:\.\d+)?", value) else default


class Numbers:
    """Count the automatic labels of lists."""

    def __init__(self, tree: Any) -> None:
        self.lists: dict[str, str] = {}
        self.levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self.counts: dict[tuple[str, int], int] = {}
        for abstract in [] if tree is None else tree.findall(f"{W}abstractNum"):
            for level in abstract.findall(f"{W}lvl"):
                form, text, start = (level.find(f"{W}{name}") for name in ("numFmt", "lvlText", "start"))
                key = (abstract.get(f"{W}abstractNumId"), int(level.get(f"{W}ilvl", "0")))
                begins = int(start.get(f"{W}val", "1")) if start is not None else 1
                self.levels[key] = ("decimal" if form is None else form.get(f"{W}val", ""), "" if text is None else text.get(f"{W}val", ""), begins)
        for number in [] if tree is None else tree.findall(f"{W}num"):
            abstract = number.find(f"{W}abstractNumId")
            if abstract is not None:
                self.lists[number.get(f"{W}numId")] = abstract.get(f"{W}val")

    def label(self, number: tuple[str, int] | None) -> tuple[str, int]:
        """Count on and give the label with its level; none where the paragraph is in no list."""
        if number is None or number[0] == "0" or number[0] not in self.lists:
            return "", -1
        abstract, level = self.lists[number[0]], number[1]
        form, text, start = self.levels.get((abstract, level), ("decimal", f"%{level + 1}", 1))
        self.counts[abstract, level] = self.counts.get((abstract, level), start - 1) + 1
        for key in [key for key in self.counts if key[0] == abstract and key[1] > level]:
            del self.counts[key]
        if form == "bullet":
            return _BULLETS.get(text, "–"), level
        if form == "none":
            return "", -1
        return re.sub(r"%(\d)", lambda found: self._count(abstract, int(found[1]) - 1), text).strip(), level

    def _count(self, abstract: str, level: int) -> str:
        form, _, start = self.levels.get((abstract, level), ("decimal", "", 1))
        return spell(self.counts.get((abstract, level), start), form)


def spell(count: int, form: str) -> str:
    """Write a count as a list of a form does: as letters, Roman numbers, or figures."""
    if not 0 < count <= _MOST:
        return str(count)
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman"):
        rest, written = count, ""
        for value, sign in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
            written += sign * (rest // value)
            rest %= value
        return written if form == "lowerRoman" else written.upper()
    return str(count)
