"""The network of groups: groups on a circle, Sector by Sector, and a line between two that have pairs in common; drawn the same every time."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mapper.reports.portal.groups import Group

SIZE = 820  # units of the picture
RADIUS = 275
MOST = 60  # groups that a circle holds before their names touch
_GAP = 1.5  # places left free between two Sectors
_PULL = 0.28  # how near to the middle a line bends, as a share of the way out
_WIDTHS = 5


@dataclass(frozen=True)
class Node:
    """Place a group: where its dot stands, where its name begins, how the name is turned, and how large the dot is."""

    group: Group
    x: float
    y: float
    turn: float
    leftward: bool
    size: float


@dataclass(frozen=True)
class Edge:
    """Draw a line between two groups: its path, from 1 to 5 how wide, and of how many pairs."""

    ends: tuple[str, str]
    path: str
    width: int
    pairs: int


@dataclass(frozen=True)
class Network:
    """Hold the picture; `left_out` counts the groups of fewest pairs that did not fit."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0


def network(groups: Iterable[Group]) -> Network:
    """Draw the groups that have a pair with another one, in their order, those of most pairs where there are too many."""
    tied = [group for group in groups if group.outer]
    chosen = {group.key for group in sorted(tied, key=lambda group: (-group.outer, group.key))[:MOST]}
    drawn = [group for group in tied if group.key in chosen]
    places = _places(drawn)
    most = max((group.outer for group in drawn), default=1)
    nodes = tuple(_node(group, places[group.key], group.outer / most) for group in drawn)
    return Network(nodes, tuple(_edges(nodes)), len(tied) - len(drawn))


def _places(groups: Sequence[Group]) -> Mapping[str, float]:
    """Give each group its angle, in turns clockwise from the top; a gap parts the Sectors."""
    at, before, found = 0.0, None, {}
    for group in groups:
        at += _GAP if before not in (None, group.sector) else 0.0
        found[group.key] = at
        at, before = at + 1.0, group.sector
    whole = at + (_GAP if len({group.sector for group in groups}) > 1 else 0.0)
    return {key: place / whole for key, place in found.items()}


def _node(group: Group, place: float, share: float) -> Node:
    angle = 2 * math.pi * place - math.pi / 2
    x, y = (SIZE / 2 + RADIUS * turned(angle) for turned in (math.cos, math.sin))
    leftward = place > 0.5
    degrees = math.degrees(angle) + (180 if leftward else 0)
    return Node(group, round(x, 1), round(y, 1), round(degrees, 1), leftward, round(3 + 6 * math.sqrt(share), 1))


def _edges(nodes: Sequence[Node]) -> Iterable[Edge]:
    """Draw each line once, those of few pairs first, so that the strong ones lie on top."""
    places = {node.group.key: node for node in nodes}
    lines = [(node, places[tie.key], len(tie.rows)) for node in nodes for tie in node.group.ties if tie.key in places and node.group.key < tie.key]
    most = max((pairs for _, _, pairs in lines), default=1)
    for one, other, pairs in sorted(lines, key=lambda line: (line[2], line[0].group.key, line[1].group.key)):
        width = max(1, math.ceil(math.sqrt(pairs / most) * _WIDTHS))
        yield Edge((one.group.key, other.group.key), _curve(one, other), width, pairs)


def _curve(one: Node, other: Node) -> str:
    middle = SIZE / 2
    x, y = ((a + b) / 2 for a, b in ((one.x, other.x), (one.y, other.y)))
    bend = (round(middle + (x - middle) * _PULL, 1), round(middle + (y - middle) * _PULL, 1))
    return f"M{one.x} {one.y}Q{bend[0]} {bend[1]} {other.x} {other.y}"
