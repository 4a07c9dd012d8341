"""What a page draws besides letters: rules, filled fields and images, also within forms; and where the forms put their texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, repeat
from operator import ne
from typing import Any

import pypdfium2.raw as pdfium

from mapper.extractors import calls, clips, switched
from mapper.extractors.calls import Four, Six
from mapper.extractors.covers import Covers
from mapper.types import Box

_THIN = 2.5  # points; a filled box thinner than this is a rule
_DEPTH = 4  # forms within forms
_SEGMENTS = 2000  # of a path; one with more is a drawing
_OBJECTS = 200_000  # a page with more is not a text page
_SAME: Six = (1, 0, 0, 1, 0, 0)


@dataclass
class Drawn:
    """Collect what a page draws, in points from its top left corner.

    `covered`: square points under images; `units`: objects of any kind; `moved`: the matrix of each text object that a form moves;
    `off`: the layers that are switched off; `hidden`: the text objects in them; `clips`: of each object in a clipped form, and of
    the form itself, the part of the page in which it can be seen.
    """

    left: float
    top: float
    edges: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    covered: float = 0.0
    units: int = 0
    moved: dict[int, Six] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    hidden: set[int] = field(default_factory=set)
    clips: dict[int, Box] = field(default_factory=dict)
    covers: Covers = field(init=False)

    def __post_init__(self) -> None:
        self.covers = Covers(self.left, self.top)

    @property
    def hides(self) -> bool:
        """Say whether texts may lie elsewhere than their objects say, under something, or in a layer that is off."""
        return bool(self.moved or self.covers.found or self.hidden)

    def is_on_field(self, box: Box) -> bool:
        """Say whether the middle of a box lies on a filled field."""
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        return any(fill.x0 <= x <= fill.x1 and fill.top <= y <= fill.bottom for fill in self.fills)

    def take_clip(self, form: int, items: Sequence[int]) -> None:
        """Let what stands in a clipped form be seen no further than the form."""
        if clip := self.clips.get(form):
            self.clips.update(dict.fromkeys(items, clip))

    def clip(self, items: Sequence[int]) -> dict[int, Box]:
        """Give those of some text objects that are clipped, by themselves or with their form, with the part of the page in which they can be seen."""
        found = {item: box for item in items if (box := self.clips.get(item))} if self.clips else {}
        for item, limits in clips.of(items):
            box = self.box(limits, self.moved.get(item))
            found[item] = clips.within(found[item], box) if item in found else box
        return found

    def box(self, bounds: Four, moved: Six | None = None) -> Box:
        """Turn the left, bottom, right and top of an object into a box."""
        left, bottom, right, top = bounds
        if moved and moved != _SAME:
            corners = [_shift(moved, x, y) for x in (left, right) for y in (bottom, top)]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)


def look(page: int, left: float, top: float, off: frozenset[str] = frozenset()) -> Drawn:
    """Go through all objects of a page; `off` names the layers that are switched off."""
    drawn = Drawn(left, top, off=off)
    _collect(drawn, page, (calls.count_objects, calls.take_object), _SAME, (0.0, 1.0))
    return drawn


def _collect(drawn: Drawn, owner: int, ways: tuple[Any, Any], moved: Six, turn: tuple[float, float], depth: int = 0) -> None:
    """Take the objects of a page or a form; `turn` is when its first one is drawn, and when its last."""
    count, take = ways
    items = list(map(take, repeat(owner), range(min(count(owner), _OBJECTS))))
    kinds = calls.kinds(items)
    drawn.units += len(items)
    if drawn.off:
        drawn.hidden.update(items if owner in drawn.hidden else switched.hidden(items, drawn.off))
    others = [(place, items[place], kinds[place]) for place in compress(range(len(items)), map(ne, kinds, repeat(pdfium.FPDF_PAGEOBJ_TEXT)))]
    if not (others or drawn.covers.found or drawn.clips) and moved == _SAME:
        return
    drawn.take_clip(owner, items)
    begin, step = turn[0], (turn[1] - turn[0]) / (len(items) + 1)
    drawn.covers.drawn.append((items, begin, step))
    if moved != _SAME:
        drawn.moved.update((item, moved) for item, kind in zip(items, kinds, strict=True) if kind == pdfium.FPDF_PAGEOBJ_TEXT)
    for (place, item, kind), bounds in zip(others, calls.bounds([item for _, item, _ in others]), strict=True):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _path(drawn, item, drawn.box(bounds, moved), moved)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = drawn.box(bounds, moved)
            drawn.covers.note(item, box)
            drawn.covered += max(0.0, box.x1 - box.x0) * max(0.0, box.bottom - box.top)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            now = begin + step * place
            within = (calls.count_within, calls.take_within)
            _clip(drawn, item, moved, owner)
            _collect(drawn, item, within, _joined(calls.matrix(item), moved), (now, now + step), depth + 1)


def _clip(drawn: Drawn, form: int, moved: Six, owner: int) -> None:
    """Note in what part of the page a form can be seen."""
    outer = drawn.clips.get(owner)
    for _, limits in clips.of([form]):
        box = drawn.box(limits, moved)
        outer = clips.within(outer, box) if outer else box
    if outer:
        drawn.clips[form] = outer


def _path(drawn: Drawn, item: int, box: Box, moved: Six) -> None:
    if min(box.x1 - box.x0, box.bottom - box.top) <= _THIN:
        drawn.edges.append(box)
        return
    filled, stroked = calls.draws(item)
    segments = calls.count_segments(item)
    if filled and segments <= 6:
        drawn.fills.append(box)
        drawn.covers.note(item, box)
    if stroked and segments <= _SEGMENTS:
        drawn.edges += _straight(drawn, item, segments, moved)


def _straight(drawn: Drawn, item: int, segments: int, moved: Six) -> Iterator[Box]:
    """Give the upright and level lines of a path."""
    matrix = _joined(calls.matrix(item), moved)
    start, last = (0.0, 0.0), (0.0, 0.0)
    for index in range(segments):
        segment = calls.take_segment(item, index)
        x, y = _shift(matrix, *calls.point(segment))
        here = x - drawn.left, drawn.top - y
        kind = calls.segment_kind(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _edge(last, here)
        last = here
        if calls.segment_closes(segment):
            yield from _edge(last, start)


def _edge(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Box]:
    """Give a straight line as a thin box, if it is level or upright."""
    box = Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
    if min(box.x1 - box.x0, box.bottom - box.top) <= 1 < max(box.x1 - box.x0, box.bottom - box.top):
        yield box


def _shift(by: Six, x: float, y: float) -> tuple[float, float]:
    """Move a point by a matrix."""
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def _joined(first: Six, then: Six) -> Six:
    """Give the matrix that does what two do after each other."""
    if then == _SAME:
        return first
    a, b, c, d, e, f = first
    return (
        a * then[0] + b * then[2],
        a * then[1] + b * then[3],
        c * then[0] + d * then[2],
        c * then[1] + d * then[3],
        *_shift(then, e, f),
    )
