"""Automatic numbers of Word files: which label a paragraph has in its list, counted as Word counts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mapper.extractors.symbols import bullet
from mapper.extractors.wordxml import W, is_on, value

_MOST = 780  # of a list: letters thirty times over; figures go on
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"))
_ALPHABETS = {
    "Letter": "abcdefghijklmnopqrstuvwxyz",
    "russian": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
}
_CHINESE = "零一二三四五六七八九"
_COUNTED_IN_CHINESE = ("chineseCounting", "chineseCountingThousand", "ideographDigital", "taiwaneseCounting", "taiwaneseCountingThousand")
_STARS = "*†‡§"


@dataclass(frozen=True)
class Level:
    """Hold how one level of a list counts: `restart` is the level whose use lets it begin anew, counted from 1; `indent` is left and first line."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str = ""
    indent: Any = None


class Numbers:
    """Count the automatic labels of lists; `linked` names the list of each numbering style."""

    def __init__(self, tree: Any, linked: Mapping[str, str] | None = None) -> None:
        abstract = {} if tree is None else {each.get(f"{W}abstractNumId"): each for each in tree.findall(f"{W}abstractNum")}
        numbers = {} if tree is None else {each.get(f"{W}numId"): each for each in tree.findall(f"{W}num")}
        self.lists = {id_: _followed(value(number, "abstractNumId"), abstract, numbers, linked or {}) for id_, number in numbers.items()}
        self.levels = {(id_, level): read for id_, each in abstract.items() for level, read in _levels(each)}
        self.own = {(id_, level): read for id_, number in numbers.items() for level, read in _overridden(number)}
        self.starts = {(id_, level): start for id_, number in numbers.items() for level, start in _starts(number)}
        self.counts: dict[tuple[str, int], int] = {}
        self.begun: set[tuple[str, int]] = set()

    def level(self, list_: str, level: int) -> Level:
        """Say how a level of a list counts."""
        plain = Level(text=f"%{level + 1}")
        return self.own.get((list_, level)) or self.levels.get((self.lists.get(list_, ""), level)) or plain

    def level_of(self, list_: str, style: str) -> int:
        """Give the level of a list that a style stands for; the first where it names none."""
        return next((level for level in range(9) if style and self.level(list_, level).style == style), 0)

    def label(self, number: tuple[str, int] | None) -> tuple[str, int]:
        """Count on and give the label with its level; none where the paragraph is in no list."""
        if number is None or number[0] == "0" or number[0] not in self.lists:
            return "", -1
        list_, at = number
        abstract, level = self.lists[list_], self.level(list_, at)
        if number in self.starts and number not in self.begun:
            self.counts[abstract, at] = self.starts[number] - 1
        self.begun.add(number)
        for above in range(at):  # a level that was passed over has begun
            self.counts.setdefault((abstract, above), self.level(list_, above).start)
        self.counts[abstract, at] = self.counts.get((abstract, at), level.start - 1) + 1
        self._begin_anew(list_, at)
        if level.form == "bullet":
            return bullet(level.text), at
        label = re.sub(r"%(\d)", lambda found: self._count(list_, int(found[1]) - 1, level), level.text).strip()
        return label, at if label else -1

    def _begin_anew(self, list_: str, at: int) -> None:
        """Let the levels below one begin anew, but those that wait for another."""
        abstract = self.lists[list_]
        for key in [key for key in self.counts if key[0] == abstract and key[1] > at]:
            restart = self.level(list_, key[1]).restart
            if restart is None or at < restart:
                del self.counts[key]

    def _count(self, list_: str, at: int, shown: Level) -> str:
        level = self.level(list_, at)
        count = self.counts.get((self.lists[list_], at), level.start)
        return spell(count, "decimal" if shown.legal and level.form != "none" else level.form)


def _followed(id_: str, abstract: Mapping[str, Any], numbers: Mapping[str, Any], linked: Mapping[str, str]) -> str:
    """Follow a list that has no levels but names a numbering style to the list of that style."""
    style = value(abstract.get(id_), "numStyleLink")
    home = value(numbers.get(linked.get(style, "")), "abstractNumId") if style else ""
    return home or id_


def _levels(parent: Any) -> list[tuple[int, Level]]:
    return [(int(level.get(f"{W}ilvl", "0")), _level(level)) for level in parent.findall(f"{W}lvl")]


def _level(raw: Any) -> Level:
    restart = value(raw, "lvlRestart")
    return Level(
        form=value(raw, "numFmt", "decimal"),
        text=value(raw, "lvlText"),
        start=int(value(raw, "start", "1")),
        restart=int(restart) if restart else None,
        legal=is_on(raw.find(f"{W}isLgl")),
        style=value(raw, "pStyle"),
        indent=raw.find(f"{W}pPr/{W}ind"),
    )


def _overridden(number: Any) -> list[tuple[int, Level]]:
    return [each for override in number.findall(f"{W}lvlOverride") for each in _levels(override)]


def _starts(number: Any) -> list[tuple[int, int]]:
    found = [(override.get(f"{W}ilvl", "0"), value(override, "startOverride")) for override in number.findall(f"{W}lvlOverride")]
    return [(int(level), int(start)) for level, start in found if start]


def spell(count: int, form: str) -> str:
    """Write a count as a list of a form does: as letters, Roman numbers, or figures."""
    if form == "none" or not 0 < count <= _MOST:
        return "" if form == "none" else str(count)
    if form in ("lowerRoman", "upperRoman"):
        return _cased(_roman(count), form)
    if form == "decimalZero":
        return f"{count:02}"
    if form in _COUNTED_IN_CHINESE and 0 < count < 100:
        return _chinese(count)
    if form == "chicago":
        return _repeated(_STARS, count)
    letters = next((letters for name, letters in _ALPHABETS.items() if name in form), "")
    return _cased(_repeated(letters, count), form) if letters else str(count)


def _cased(text: str, form: str) -> str:
    return text.upper() if "pper" in form else text


def _repeated(letters: str, count: int) -> str:
    """Give the letter for a count; after the last one they are doubled."""
    return letters[(count - 1) % len(letters)] * ((count - 1) // len(letters) + 1) if count > 0 else str(count)


def _roman(count: int) -> str:
    rest, written = count, ""
    for number, sign in (*_ROMAN, (1, "i")):
        written += sign * (rest // number)
        rest %= number
    return written


def _chinese(count: int) -> str:
    tens, ones = divmod(count, 10)
    return f"{_CHINESE[tens] if tens > 1 else ''}{'十' if tens else ''}{_CHINESE[ones] if ones else ''}"
