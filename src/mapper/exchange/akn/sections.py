"""Sections: the clauses of a document sorted into preamble, body and annexes, group by group, each group a tree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mapper.types import Clause, Part

_DEEPEST = 20  # levels: what stands deeper is written beside its parent


@dataclass
class Node:
    """Hold a clause with those below it, or the rows of a table."""

    clause: Clause | None = None
    below: list["Node"] = field(default_factory=list)
    rows: list[Clause] = field(default_factory=list)


@dataclass
class Group:
    """Hold the clauses under one opener; `part` is that of its text, or TABLE where it holds nothing but rows."""

    opener: str
    part: Part
    clauses: list[Clause]

    def nodes(self) -> list[Node]:
        """Give the clauses as trees by their depth; rows that follow each other are one table."""
        roots: list[Node] = []
        open_: list[Node] = []
        for clause in self.clauses:
            if clause.part is Part.TABLE:
                open_ = []
                if not roots or not roots[-1].rows:
                    roots.append(Node())
                roots[-1].rows.append(clause)
                continue
            while open_ and (len(open_) >= _DEEPEST or _depth(open_[-1]) >= clause.depth):
                open_.pop()
            node = Node(clause)
            (open_[-1].below if open_ else roots).append(node)
            open_.append(node)
        return roots


def _depth(node: Node) -> int:
    return node.clause.depth if node.clause else 0


@dataclass(frozen=True)
class Sections:
    """Hold the groups before the body, those of the body, and those behind it."""

    preamble: tuple[Group, ...]
    body: tuple[Group, ...]
    annexes: tuple[Group, ...]


def sections(clauses: Sequence[Clause]) -> Sections:
    """Sort clauses without changing their order: the recitals that a text begins with, the annexes that it ends with, all between."""
    groups = list(_groups(clauses))
    begin = next((at for at, group in enumerate(groups) if group.part is not Part.PREAMBLE), len(groups))
    end = len(groups)
    for at in reversed(range(begin, len(groups))):
        if groups[at].part not in (Part.ANNEX, Part.TABLE):
            break
        end = at if groups[at].part is Part.ANNEX else end
    return Sections(tuple(groups[:begin]), tuple(groups[begin:end]), tuple(groups[end:]))


def _groups(clauses: Sequence[Clause]) -> Iterator[Group]:
    """Part clauses where the opener or the part changes; rows of a table belong to the group around them."""
    group: Group | None = None
    for clause in clauses:
        if group is None or clause.opener != group.opener or not _goes_on(group, clause):
            if group:
                yield group
            group = Group(clause.opener, clause.part, [])
        group.clauses.append(clause)
        group.part = clause.part if group.part is Part.TABLE else group.part
    if group:
        yield group


def _goes_on(group: Group, clause: Clause) -> bool:
    return clause.part in (group.part, Part.TABLE) or group.part is Part.TABLE
