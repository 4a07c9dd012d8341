"""Labels of items: reading them off a line, and telling by continuity which of them are labels and how deep they stand."""

import re
from dataclasses import dataclass, field

from mapper.profiles import languages

_LATER = r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies))"
_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", *(facts["letters"] for facts in languages().values() if "letters" in facts))
_SAME = str.maketrans("\u0627\u0625\u0622ё", "\u0623\u0623\u0623е")  # forms of one letter
_COUNTED = "".join(facts.get("figures", "") for facts in languages().values())
_FIGURES = rf"[{_COUNTED}]{{1,3}}"
SIGNS = "■□◆◇○►▶➢➔❑❖✓✗☐☑☒"  # that begin the items of a list, beside dashes and dots
_WIDE = str.maketrans("（）\u2018\u2019", "()''")
_NO_MEASURE = r"(?![\s\u00a0]+[±×÷%‰°])"  # "75 ± 5", "5 %"
_LABEL = re.compile(
    r"(?P<label>"
    rf"[^\W\d_]{_LATER}\)"
    r"|[\u0621-\u064a]\u0640?\s?\)"
    r"|['\u2018\u2019]\d{1,2}['\u2018\u2019]"
    rf"|[（(]?(?:\d{{1,3}}|[a-z]|{_FIGURES})）|[（(]?{_FIGURES}\)"
    rf"|\(?(?:[^\W\d_]|[ivxl]{{2,6}}|[IVXL]{{2,6}}|[a-z]{{2}}|\d{{1,3}})\){_LATER}?"
    rf"|\d{{1,3}}{_LATER}?(?:\.\d{{1,4}}{_LATER}?)*\.?{_NO_MEASURE}"
    rf"|[{SIGNS}–—•●▪◦‣·\u2212\uf0b7\uf02d-]"
    r")(?:[\s\u00a0]+|$)"
    r"|\((?P<turned>\d{1,2})\s+(?=[\u0620-\u064a])(?![^()]*\))"
    rf"|(?P<listed>(?:{_FIGURES}|\d{{1,2}})、|[（(]{_FIGURES}[）)]|\d{{1,2}}）)\s*"
    rf"|(?P<glued>\d{{1,3}}{_LATER}?(?:\.\d{{1,3}}{_LATER}?)+)(?=[^\W\d_a-z][^\W\d_A-Z])"
)
_INNER = re.compile(r"^([^\W\d_])(bis|ter|quater|quinquies|sexies|septies|octies)\)$")  # "b bis)" says what "b)bis" says
_DASHES = frozenset(f"{SIGNS}–—•●▪◦‣·\u2212\uf0b7\uf02d-")
_DOTTED = re.compile(r"\d+(?:\.\d+)+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_ORDER = ("", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies")
_LOST = 2  # labels: so many may be missing before one that nothing else tells from a word
_SKIPPED = re.compile(r"\(?[hH]\)")  # some go on with j), for i) may be taken for a number
_NEAR = 7.0  # points: labels so close to each other stand in one column


def split(text: str) -> tuple[str, str]:
    """Give the label that a text begins with, and the rest; no label where there is none."""
    found = _LABEL.match(text)
    if found is None:
        return "", text
    if found["turned"]:  # typed as it looks in a line from the right
        return f"{found['turned']})", text[found.end() :]
    label = re.sub(r"[\s\u0640]+", "", found["label"] or found["glued"] or found["listed"]).translate(_WIDE)
    return _INNER.sub(r"\1)\2", label), text[found.end() :]


def is_label(text: str) -> bool:
    """Say whether a text is a label and nothing else."""
    found = _LABEL.match(text)
    return found is not None and found.end() == len(text)


@dataclass(frozen=True)
class Value:
    """Hold what a label may count: its family and its place there; `later` counts bis, ter."""

    family: str
    numbers: tuple[int, ...]
    later: int = 0


def read(label: str) -> list[Value]:
    """Give what a label may mean: "i)" is a letter and a Roman number."""
    if label in _DASHES:
        return [Value("dash", ())]
    if label.startswith("'"):
        return [Value("number'", (_decimal(label.strip("'")),))]
    if label.strip("()、")[:1] in _COUNTED and label.strip("()、"):
        return [Value(f"number{'(' * label.startswith('(')}{label[-1]}", (10 * _figure(label.strip("()、")),))]
    core = label.strip("(").rstrip(".、")
    later = next((n for n, word in enumerate(_ORDER) if n and core.endswith(word)), 0)
    core = core[: -len(_ORDER[later])] if later else core
    closed = ")" in label
    core = core.rstrip(")")
    family = "(" * label.startswith("(") + ")" * closed + "." * label.endswith(".")
    if re.match(r"\d", core):
        parts = re.split(r"\.", core)
        return [Value(f"number{family}" if len(parts) == 1 else "decimal", tuple(_decimal(part) for part in parts), later)]
    found = []
    if len(core) == 1 or (len(core) == 2 and core[0] == core[1]):
        place = _letter(core)
        found.append(Value(f"letter{'up' * core.isupper()}{family}", (place,), later))
    if core and set(core.lower()) <= set(_ROMAN):
        found.append(Value(f"roman{'up' * core.isupper()}{family}", (_roman(core.lower()),), later))
    return found


def _decimal(part: str) -> int:
    """Give the place of "1" and of "1bis" in one order."""
    found = re.match(r"(\d+)(\w*)", part)
    if found is None:
        return 0
    return int(found[1]) * 10 + (_ORDER.index(found[2]) if found[2] in _ORDER else 0)


def _letter(core: str) -> int:
    first = core[0].lower().translate(_SAME)
    alphabet = next((alphabet for alphabet in _ALPHABETS if first in alphabet), "")
    return alphabet.find(first) + 1 + (len(alphabet) if len(core) == 2 else 0)


def _figure(signs: str) -> int:
    """Read a number of signs for figures: three, ten, thirteen, thirty-one."""
    places = [_COUNTED.index(sign) + 1 for sign in signs]
    if len(places) == 1 or places[0] == len(_COUNTED):
        return sum(places)
    return places[0] * len(_COUNTED) + sum(places[2:])


def is_first_letter(label: str) -> bool:
    """Say whether a label is the first letter of an alphabet, closed by a bracket."""
    return label.endswith(")") and label[:-1] != "" and label[:-1] in {alphabet[0] for alphabet in _ALPHABETS}


def _roman(core: str) -> int:
    values = [_ROMAN[letter] for letter in core]
    return sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))


@dataclass
class Level:
    """Hold the last item of a level; `series` and `at` say where the file itself has it, if it does: in which list, and how deep there."""

    value: Value
    indent: float
    label: str
    depth: int
    count: int = 1
    series: str = ""
    at: int = -1


@dataclass
class Stack:
    """Follow the numbering of one clause group, level by level."""

    levels: list[Level] = field(default_factory=list)
    gap: str = ""
    inside: bool = False

    def place(self, label: str, indent: float, *, firm: bool, inside: bool, ended: bool = False, mirrored: bool = False) -> int | None:
        """Say at which depth a label stands, from 0, and remember it; None where it is no label but a word of the text.

        `firm`: its look tells it from a word. `ended`: the text before ends with a stop: then a label is no word either that skips but few in its
        column. `inside`: the text before announces a list, so that a label in the same column stands deeper. `mirrored`: dotted numbers count
        from the right, as in a text that is written so.
        """
        self.inside = inside
        self.gap = ""
        readings = read(".".join(reversed(label.split("."))) if mirrored and _DOTTED.fullmatch(label) else label)
        opened = next((reading for reading in readings if is_first(reading)), None)
        for depth in reversed(range(len(self.levels))):
            deeper = opened is not None and indent > self.levels[depth].indent + _NEAR  # i) under h) begins, it does not follow
            for reading in readings:
                if not deeper and self._continues(self.levels[depth], reading, indent):
                    return self._set(depth, reading, indent, label)
        if opened is not None:
            return self._open(opened, indent, label)
        return self._jump(readings, indent, label, firm=firm) if firm or ended else None

    @property
    def begins(self) -> bool:
        """Say whether the last label was the first of its level."""
        return bool(self.levels) and self.levels[-1].count == 1

    @property
    def path(self) -> tuple[str, ...]:
        """Give the labels from the top down to the last one; dashes are counted; what a dotted number repeats of those above it is said once."""
        last = self.levels[-1].depth if self.levels else 0
        above = {level.depth: level for level in self.levels if level.depth <= last}
        levels = [level for _, level in sorted(above.items())]
        return tuple(
            _slug(one) for one, below in zip(levels, [*levels[1:], None], strict=True) if below is None or not _under(one.value, below.value)
        )

    def depth_at(self, indent: float) -> int:
        """Say how deep a paragraph without label stands: with the item whose text it is set under."""
        return max((level.depth for level in self.levels if level.indent < indent - _NEAR), default=0)

    def _continues(self, level: Level, reading: Value, indent: float) -> bool:
        known = level.value
        if known.family != reading.family:
            return False
        if reading.family == "dash":
            return abs(level.indent - indent) < _NEAR
        if reading.family == "decimal" or len(known.numbers) != len(reading.numbers):
            return _next_decimal(known, reading)
        one, other = known.numbers[0], reading.numbers[0]
        if reading.family.startswith("number"):
            one, other = one // 10 * 10, other // 10 * 10
            return other == one + 10 or (other == one and reading.later == known.later + 1)
        following = one + 2 if _SKIPPED.fullmatch(level.label) else one + 1
        return other in (one + 1, following) or (other == one and reading.later == known.later + 1)

    def _set(self, depth: int, reading: Value, indent: float, label: str) -> int:
        known = self.levels[depth]
        del self.levels[depth:]
        self.levels.append(Level(reading, indent, label, known.depth, known.count + 1))
        return known.depth

    def _open(self, reading: Value, indent: float, label: str) -> int:
        """Open a level: decimals under their number, dashes by indent, others under what is open."""
        if reading.family == "decimal":
            while self.levels and not _under(self.levels[-1].value, reading):
                self.levels.pop()
        elif reading.family == "dash":
            while self.levels and self.levels[-1].value.family == "dash" and self.levels[-1].indent > indent + _NEAR:
                self.levels.pop()
        else:
            same = [depth for depth, level in enumerate(self.levels) if level.value.family == reading.family and level.indent <= indent + _NEAR]
            outer = [depth for depth, level in enumerate(self.levels) if level.indent > indent + _NEAR]
            if same and not outer and abs(self.levels[same[-1]].indent - indent) < _NEAR:
                del self.levels[same[-1] :]
            elif outer:
                del self.levels[outer[0] :]
        self.levels.append(Level(reading, indent, label, self._depth(reading, indent)))
        return self.levels[-1].depth

    def _depth(self, reading: Value, indent: float) -> int:
        """Count one more than what is open, unless the label stands in the same column and nothing announced a list."""
        if not self.levels:
            return 0
        above = self.levels[-1]
        beside = abs(above.indent - indent) < _NEAR and not self.inside and not _under(above.value, reading)
        return above.depth if beside else above.depth + 1

    def _jump(self, readings: list[Value], indent: float, label: str, *, firm: bool) -> int | None:
        """Accept a label out of turn where its column speaks for it, and one that may be a word if it skips few; `gap` says what it follows."""
        for depth in reversed(range(len(self.levels))):
            level = self.levels[depth]
            for reading in readings:
                if level.value.family == reading.family and abs(level.indent - indent) < _NEAR and _comes_later(level.value, reading, firm=firm):
                    self.gap = f"{level.label} is followed by {label}"
                    return self._set(depth, reading, indent, label)
        if not firm:
            return None
        if readings and readings[0].family == "decimal":
            return None if _is_measure(readings[0]) else self._open(readings[0], indent, label)
        if not self.levels and readings:
            self.gap = f"numbering begins with {label}"
            self.levels.append(Level(readings[0], indent, label, 0))
            return 0
        return None


def _slug(level: Level) -> str:
    return f"d{level.count}" if level.value.family == "dash" else re.sub(r"[^\w.-]+", "", level.label).strip(".-") or f"d{level.count}"


def _next_decimal(known: Value, reading: Value) -> bool:
    one, other = known.numbers, reading.numbers
    if len(one) != len(other) or one[:-1] != other[:-1]:
        return False
    return 0 < other[-1] - one[-1] <= 10 or (one == other and reading.later == known.later + 1)


def _comes_later(known: Value, reading: Value, *, firm: bool) -> bool:
    """Say whether a number comes after another one; `firm` says that it may come long after."""
    if firm or len(known.numbers) != 1 or len(reading.numbers) != 1:
        return firm and reading.numbers >= known.numbers
    step = 10 if reading.family.startswith("number") else 1
    return 0 < reading.numbers[0] - known.numbers[0] <= (_LOST + 1) * step


def _is_measure(reading: Value) -> bool:
    """Say whether a decimal number is less than one: where none of its kind goes before it, it measures and counts nothing."""
    return len(reading.numbers) == 2 and reading.numbers[0] == 0


def _under(known: Value, reading: Value) -> bool:
    """Say whether a decimal number stands below another number."""
    if not known.family.startswith(("number", "decimal")):
        return False
    return len(known.numbers) < len(reading.numbers) and reading.numbers[: len(known.numbers)] == known.numbers


def is_first(reading: Value) -> bool:
    """Say whether a reading is the first of its family."""
    if reading.family == "dash":
        return True
    if reading.family == "decimal":
        return reading.numbers[-1] // 10 in (0, 1)
    if reading.family.startswith("number"):
        return reading.numbers[0] == 10
    return reading.numbers[0] == 1 and not reading.later
