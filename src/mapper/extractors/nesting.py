"""Nesting that a file itself states: items of its own lists stand as deep as it says, and what it counted is a label."""

import re

from mapper.extractors import labels
from mapper.extractors.heads import ENDS
from mapper.extractors.labels import Level, Stack, Value
from mapper.extractors.paragraphs import Paragraph
from mapper.types import Clause

_HEAD = 12  # words: a longer item is no sub-head
_NEAR = 7.0  # points: items so close to each other stand in one column
_SIGNS = "§#№[]{}<>«»/:\u2013- \u00a0"
_MARK = r"(?:\d+|([^\W\d_])\1{0,3}|[ivxlcdm]+|[IVXLCDM]+|[一二三四五六七八九十百零]+)"
_COUNT = re.compile(rf"(?![A-Z]-)[^\w\s]*\s?{_MARK}(?:[.\-–/](?:\d+|[^\W\d_]|[ivxl]+))*[^\w\s]*")


def is_count(text: str) -> bool:
    """Say whether what a file sets before an item is a label: one count or several with signs, and no words."""
    return labels.is_label(text) or _COUNT.fullmatch(text) is not None


class Nest(Stack):
    """Follow the numbering of one clause group, with what the file says of its lists."""

    def place_item(self, item: Paragraph, *, inside: bool, ended: bool, mirrored: bool) -> int | None:
        """Say at which depth an item stands, and remember it; None where what it begins with is no label.

        Only a deeper place than that of the item before it, in one list of the file, nests; an indent that says otherwise is heeded.
        """
        if not item.series:
            return self.place(item.label, item.indent, firm=item.firm, inside=inside, ended=ended, mirrored=mirrored)
        self.inside, self.gap = inside, ""
        readings = labels.read(item.label) or labels.read(item.label.strip(_SIGNS)) or [Value("sign", (1,))]
        last = self.levels[-1] if self.levels else None
        if last and last.series == item.series and last.at < item.level and item.indent > last.indent - _NEAR:
            depth: int | None = self._add(readings, item, last.depth + 1)
        elif known := self._known(item, readings):
            depth = self._go_on(known, readings, item)
        else:
            depth = self.place(item.label, item.indent, firm=item.firm and not item.counted, inside=inside, ended=ended, mirrored=mirrored)
            depth = self._open(readings[0], item.indent, item.label) if depth is None and item.counted else depth
        if depth is not None:
            self.levels[-1].series, self.levels[-1].at = item.series, item.level
        return depth

    def _known(self, item: Paragraph, readings: list[Value]) -> Level | None:
        """Find the item before in the same place of the same list, what is deeper being over; none where a list of another kind was announced."""
        while (deeper := next((n for n, level in enumerate(self.levels) if level.series == item.series and level.at > item.level), None)) is not None:
            del self.levels[deeper:]
        known = next((level for level in reversed(self.levels) if level.series == item.series and level.at == item.level), None)
        if known is None or abs(known.indent - item.indent) > _NEAR:
            return None
        announced = self.inside and known is self.levels[-1] and all(reading.family != known.value.family for reading in readings)
        return None if announced else known

    def _go_on(self, known: Level, readings: list[Value], item: Paragraph) -> int:
        following = next((reading for reading in readings if self._continues(known, reading, item.indent)), None)
        akin = following or next((reading for reading in readings if reading.family == known.value.family), None)
        if akin and not following and akin.numbers > known.value.numbers:
            self.gap = f"{known.label} is followed by {item.label}"
        del self.levels[self.levels.index(known) :]
        self._add([akin] if akin else readings, item, known.depth)
        self.levels[-1].count = known.count + 1 if akin else 1
        return known.depth

    def _add(self, readings: list[Value], item: Paragraph, depth: int) -> int:
        """Let an item follow those that are open, as the first of its level where it can be that."""
        reading = next((reading for reading in readings if labels.is_first(reading)), readings[0])
        self.levels.append(Level(reading, item.indent, item.label, depth))
        return depth


def is_sub_head(clause: Clause) -> bool:
    """Say whether a clause may be the head of what stands under it: a few words with a letter or a number, and no stop behind them."""
    counted = clause.label.strip("().")[:1].isalnum()
    return counted and len(clause.text.split()) <= _HEAD and clause.text[:1].isupper() and not clause.text.endswith(ENDS)
