"""Proof: page pictures with what was read of them drawn over, beside the tree; one page of HTML that needs no network."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from mapper import assurance
from mapper.errors import MapperError
from mapper.extractors.booking import CLAUSE, NOTE
from mapper.extractors.pictures import Picture
from mapper.proofs import LOST, Placed, Proof
from mapper.types import Document
from mapper.views.text import clean

_KINDS = {LOST: "lost", NOTE: "note", CLAUSE: "head", "head": "head", "front": "front", "twice": "front", "second language": "front"}
_FURNITURE = "furniture"
_AIR = 1.5  # points between the letters and their box
LEGEND = {
    "preamble": "preamble",
    "operative": "operative",
    "annex": "annex",
    "body": "other text",
    "table": "table",
    "note": "footnote",
    "head": "heading, title, opener",
    "front": "left out: before the texts, or said twice",
    _FURNITURE: "furniture: running heads, contents, foreword",
    "lost": "lost: read, and in no clause",
}


@dataclass(frozen=True)
class Boxed:
    """Hold a box on a picture in percent of its sides; `key` is what it shares with its line of the tree."""

    kind: str
    key: str
    name: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Node:
    """Hold a line of the tree: a clause or a note."""

    key: str
    kind: str
    label: str
    text: str
    depth: int
    page: int
    opener: str = ""  # or another line that stands above


@dataclass(frozen=True)
class Spread:
    """Hold a page as it lies open: the picture and its boxes at the left, what begins on it at the right, text by text."""

    page: int
    source: Markup
    picture: Picture | None
    boxes: Sequence[Boxed]
    texts: Sequence[tuple[Document, Sequence[Node]]]


def write(proof: Proof, target: Path, work: str = "") -> Path:
    """Write the page."""
    try:
        target.write_bytes(render(proof, work).encode(errors="replace"))
    except OSError as error:
        raise MapperError(f"cannot write {target}: {error.strerror}; name another file") from error
    return target


def render(proof: Proof, work: str = "") -> str:
    """Render the page for all texts that stand on the pictures, or for one."""
    documents = [document for document in proof.extraction.documents if work in ("", document.id)]
    nodes = {(*document.key, document.language): list(_nodes(document, number)) for number, document in enumerate(documents)}
    keys: dict[str, list[Node]] = {}
    for document in documents:
        for name, node in _names(document, nodes[*document.key, document.language]):
            keys.setdefault(name, []).append(node)
    script = _part("proof.js")
    return (
        _environment()
        .get_template("proof.html.j2")
        .render(
            title=documents[0].heading if work and documents else proof.extraction.source.name,
            proof=proof,
            quality=proof.extraction.quality,
            told=[*assurance.summary(proof.extraction, 0), *assurance.details(proof.extraction)],
            spreads=list(_spreads(proof, documents, nodes, keys)),
            legend=LEGEND,
            style=Markup(_part("proof.css")),
            script=Markup(script),
            script_hash="sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )
    )


def _part(name: str) -> str:
    return (resources.files("mapper.reports") / "templates" / name).read_text(encoding="utf-8")


def _environment() -> Environment:
    made = Environment(loader=PackageLoader("mapper.reports"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.finalize = lambda value: clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
    return made


def _nodes(document: Document, number: int) -> list[Node]:
    opener, found = "", []
    for place, clause in enumerate(document.clauses):
        said = clause.opener if clause.opener != opener else ""
        opener = clause.opener
        found.append(Node(f"{number}-{place}", clause.part.value, clause.label, clause.text, clause.depth, clause.page, said))
    above = 0
    for place, note in enumerate(document.footnotes):
        head = "footnotes" if note.page != above else ""
        above = note.page
        found.append(Node(f"{number}-n{place}", "note", note.mark, note.text, 0, note.page, head))
    return found


def _names(document: Document, nodes: Sequence[Node]) -> list[tuple[str, Node]]:
    """Pair the names under which letters were booked with the lines of the tree."""
    names = [*(clause.id for clause in document.clauses), *(f"{document.id}#note-{note.mark}" for note in document.footnotes)]
    return list(zip(names, nodes, strict=True))


def _spreads(
    proof: Proof, documents: Sequence[Document], nodes: Mapping[tuple[str, str, str], list[Node]], keys: Mapping[str, list[Node]]
) -> list[Spread]:
    """Lay out each page that was drawn; a source without pictures is one spread."""
    by_page = {page: list(group) for page, group in groupby(proof.placed, key=lambda placed: placed.page)}
    if not proof.pictures:
        return [Spread(0, Markup(""), None, (), [(document, nodes[*document.key, document.language]) for document in documents])]
    spreads = []
    for picture in proof.pictures:
        on_it = [(document, [node for node in nodes[*document.key, document.language] if node.page == picture.page]) for document in documents]
        boxes = [_boxed(placed, picture, keys) for placed in by_page.get(picture.page, [])]
        image = Markup("data:image/png;base64,") + Markup(base64.b64encode(picture.png).decode())
        spreads.append(
            Spread(picture.page, image, picture, boxes, [(document, its) for document, its in on_it if its or document.pages[0] == picture.page])
        )
    return spreads


def _boxed(placed: Placed, picture: Picture, keys: Mapping[str, list[Node]]) -> Boxed:
    named = keys.get(placed.node, [])  # one in each language
    node = next((one for one in named if one.page == placed.page), named[0] if named else None)
    kind = node.kind if node else _KINDS.get(placed.account, _FURNITURE)
    box = placed.box
    wide, high = 100 / picture.width, 100 / picture.height
    name = placed.node.partition("#")[2] if node else placed.account
    sides = ((box.x0 - _AIR) * wide, (box.top - _AIR) * high, (box.x1 - box.x0 + 2 * _AIR) * wide, (box.bottom - box.top + 2 * _AIR) * high)
    return Boxed(kind, node.key if node else "", name, *(round(side, 2) for side in sides))
