"""Tracked changes of Word files: a tree as it reads when all are accepted, or when all are rejected."""

from typing import Any

from mapper.extractors.wordxml import W

_INSERTED, _DELETED = ("ins", "moveTo", "cellIns"), ("del", "moveFrom", "cellDel")
_PROPERTIES = ("pPr", "rPr", "tcPr", "trPr", "tblPr", "sectPr")
_KEPT = (f"{W}rPr", f"{W}sectPr")  # a paragraph's former properties do not repeat these
_RENAMED = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}
_TEXT = tuple(f"{W}{name}" for name in ("t", "drawing", "pict", "object", "footnoteReference", "endnoteReference", "sym"))
_BESIDE = {f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")} | {
    f"{W}move{way}Range{end}" for way in ("From", "To") for end in ("Start", "End")
}


def accept(tree: Any) -> int:
    """Make every open change part of the text; give how many there were."""
    return _settle(tree, kept=_INSERTED, gone=_DELETED)


def reject(tree: Any) -> int:
    """Take every open change back, those of styles and numbering too; give how many there were."""
    _restore_properties(tree)
    count = _settle(tree, kept=_DELETED, gone=_INSERTED)
    for old, new in _RENAMED.items():
        for element in list(tree.iter(old)):
            element.tag = new
    return count


def _settle(tree: Any, *, kept: tuple[str, ...], gone: tuple[str, ...]) -> int:
    marked, lost = _tags(kept), _tags(gone)
    count = sum(1 for _ in tree.iter(*marked, *lost))
    if not count:
        return 0
    for place, name in (("trPr", "tr"), ("tcPr", "tc")):
        for element in [each for each in tree.iter(f"{W}{name}") if _is_marked(each.find(f"{W}{place}"), lost)]:
            _remove(element)
    for table in [table for table in tree.iter(f"{W}tbl") if table.find(f".//{W}tc") is None]:
        _remove(table)
    open_ended = [paragraph for paragraph in tree.iter(f"{W}p") if _is_marked(paragraph.find(f"{W}pPr/{W}rPr"), lost)]
    for element in list(tree.iter(*lost)):
        _remove(element)
    for element in list(tree.iter(*marked)):
        _unwrap(element)
    for paragraph in open_ended:
        _join_with_next(paragraph)
    return count


def _tags(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{W}{name}" for name in names)


def _is_marked(properties: Any, tags: tuple[str, ...]) -> bool:
    return properties is not None and any(properties.find(tag) is not None for tag in tags)


def _remove(element: Any) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    place = parent.index(element)
    parent[place : place + 1] = list(element)


def _join_with_next(paragraph: Any) -> None:
    """Let a paragraph without an end go on in the next; it looks as that one does. Before a table, one that holds nothing is not there."""
    following = paragraph.getnext()
    while following is not None and following.tag in _BESIDE:
        following = following.getnext()
    if following is not None and following.tag == f"{W}p":
        first = 1 if len(following) and following[0].tag == f"{W}pPr" else 0
        following[first:first] = [child for child in paragraph if child.tag != f"{W}pPr"]
        _remove(paragraph)
    elif next(paragraph.iter(*_TEXT), None) is None and (following is not None or paragraph.getprevious() is not None):
        _remove(paragraph)


def _restore_properties(tree: Any) -> None:
    """Put former properties in the place of those that an open change gave."""
    for name in _PROPERTIES:
        for change in list(tree.iter(f"{W}{name}Change")):
            properties, former = change.getparent(), change.find(f"{W}{name}")
            kept = [child for child in properties if child.tag in (*_tags(_INSERTED), *_tags(_DELETED)) or (name == "pPr" and child.tag in _KEPT)]
            properties[:] = [*([] if former is None else former), *kept]
    for number in [number for number in tree.iter(f"{W}numPr") if number.find(f"{W}ins") is not None]:
        _remove(number)
