"""Akoma Ntoso as this program writes it: what its elements say of a clause, asked by the reader and, for all that they do not say, by the writer."""

import json
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from mapper.profiles.organisation import ACTORS
from mapper.types import Part

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OURS = "urn:mapper:akn:1"
NOTE, REFERENCE = "authorialNote", "noteRef"  # the second for each further call of a note
ID, PAGE, BOX, DEADLINE, NTH, MORE, RECORD = (f"{{{OURS}}}{name}" for name in ("id", "page", "box", "deadline", "note", "more", "record"))
IN_TEXT = ("number", "title", "clauses", "footnotes")  # what the text itself says; all else of a document stands in the record
CELLS = " | "  # between the cells of a row

_UNITS = frozenset(("recital", "item", "paragraph", "point"))
_ROW = "tr"
_GROUPS = {"recitals": "intro", "section": "heading", "hcontainer": "heading", "attachment": "heading"}  # with the element that holds the opener
_PARTS = {"recitals": Part.PREAMBLE, "section": Part.OPERATIVE, "attachment": Part.ANNEX}
_HERE = "\0"  # a place in a text; XML cannot hold it
_WHERE = ("p", "content/p", "intro/p", "list/intro/p")  # where a unit keeps its own words


def local(element: Any) -> str:
    """Give the name of an element without its namespace; a comment has none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words(element: Any, here: Any = None) -> str:
    """Give the text within an element, notes left out, as it stands; a sign in the place of the note, or the reference to one, that is asked for."""
    parts = [element.text or ""] if isinstance(element.tag, str) else []
    for child in element:
        note = _HERE if child is here else ""
        parts += [note if local(child) in (NOTE, REFERENCE) else words(child, here), child.tail or ""]
    return "".join(parts)


def part_of(parent: Any, path: str) -> Any:
    """Find an element below another by names without namespaces; None where there is none."""
    return parent.find(_path(path))


def _path(names: str) -> str:
    return "/".join(f"{{{AKN}}}{name}" for name in names.split("/"))


def clauses(root: Any) -> Iterator[Any]:
    """Give the elements that are clauses, in the order of the text."""
    for element in root.iter():
        name = local(element)
        if element.get(ID) is not None or ((name in _UNITS or name == _ROW) and text_of(element).strip()):
            yield element


def text_of(element: Any, here: Any = None) -> str:
    """Give the words of a clause, those of clauses below it left out; the cells of a row stand between bars."""
    if local(element) == _ROW:
        return CELLS.join("\n".join(words(each, here) for each in cell) if len(cell) else words(cell) for cell in element)
    return "\n".join(words(found, here) for path in _WHERE for found in element.findall(_path(path)))


def said(element: Any, actors: Mapping[str, str]) -> dict[str, Any]:
    """Say of a clause what its element and those around it say, as an object in the shape that `mapper extract --json` prints."""
    above = list(element.iterancestors())
    group = next((each for each in above if local(each) in _GROUPS), None)
    row = local(element) == _ROW
    number = part_of(element, "num")
    box = element.get(BOX)
    return {
        "id": element.get(ID, ""),
        "part": (Part.TABLE if row else _part(group)).value,
        "opener": _opener(group),
        "actor": ACTORS.join(actors.get(ref.removeprefix("#"), "") for ref in element.get("refersTo", "").split()),
        "label": words(number) if number is not None else "",
        "depth": sum(local(each) in _UNITS for each in above) if not row else 0,
        "text": text_of(element),
        "page": int(element.get(PAGE, "0")),
        "bbox": [float(side) for side in box.split()] if box else None,
        "deadline": element.get(DEADLINE, ""),
    }


def read_clause(element: Any, actors: Mapping[str, str]) -> dict[str, Any]:
    """Read a clause: what the elements say, and what was written beside it where they say otherwise."""
    return {**said(element, actors), **json.loads(element.get(MORE, "{}"))}


def notes(root: Any) -> list[Any]:
    """Give the notes in the order in which they were read first; one that somebody added follows the one before it."""
    numbered: list[tuple[int, Any]] = []
    for note in root.iter(f"{{*}}{NOTE}"):
        before = numbered[-1][0] if numbered else 0
        numbered.append((int(note.get(NTH, before)), note))
    return [note for _, note in sorted(numbered, key=itemgetter(0))]


def references(root: Any) -> Mapping[str, Sequence[Any]]:
    """Give the elements that refer to a note which was called before, by where they lead."""
    found: dict[str, list[Any]] = {}
    for element in root.iter(f"{{*}}{REFERENCE}"):
        found.setdefault(element.get("href", ""), []).append(element)
    return found


def note_said(element: Any, again: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Say of a footnote what its element, its place and the references to it say, in the same shape."""
    others = [_place(each) for each in again.get(f"#{element.get('eId', '')}", ())]
    return {
        "mark": element.get("marker", ""),
        "text": "\n".join(map(words, element)),
        "page": int(element.get(PAGE, "0")),
        **_place(element),
        "again": [place for place in others if place["clause"]],
    }


def _place(element: Any) -> dict[str, Any]:
    """Say in which clause a note, or a reference to one, stands, and behind how many characters."""
    clause = next((each for each in element.iterancestors() if each.get(ID) is not None), None)
    at = text_of(clause, element).find(_HERE) if clause is not None else -1
    return {"clause": clause.get(ID) if clause is not None and at >= 0 else "", "at": at}


def read_note(element: Any, again: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Read a footnote in the same way."""
    return {**note_said(element, again), **json.loads(element.get(MORE, "{}"))}


def _part(group: Any) -> Part:
    """Say in which part the clauses of a group stand: a container is named for it, or somebody else's."""
    if group is None:
        return Part.BODY
    named = group.get("name")
    return _PARTS.get(local(group)) or (Part(named) if named in set(Part) else Part.BODY)


def _opener(group: Any) -> str:
    if group is None:
        return ""
    where = _GROUPS[local(group)]
    found = part_of(group, f"{where}/p" if where == "intro" else where)
    return words(found) if found is not None else ""
