"""Markup and JSON spoilt by what they hold: elements moved, doubled, nested and renamed, attributes and values of other kinds; still well formed."""

import io
import json
import random
import zipfile
from collections.abc import Sequence
from typing import Any

from lxml import etree, html

VALUES = ("", "0", "-1", "1", "2147483648", "99999999999999999999", "1e309", "nan", "true", "x" * 3000, "\u202e", "#n", "none", "א١一", "../../a")
OTHERS = (None, True, -1, 10**30, 1e308, "", "x" * 3000, [], {}, [[[]]], {"id": {"id": []}}, "\ud800")
DEEP = (3, 300, 5000)


def spoil_zip(raw: bytes, chance: random.Random) -> bytes:
    """Give an Office file with elements of its parts put wrong."""
    return _packed(_parts(raw), chance)


def crossed(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    """Give an Office file with some parts of another one, and elements put wrong."""
    parts, more = _parts(raw), _parts(other)
    for name in chance.sample(sorted(more), min(len(more), chance.randint(1, 4))):
        parts[name] = more[name]
    return _packed(parts, chance)


def _packed(parts: dict[str, bytes], chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 3)):
        name = chance.choice([name for name in sorted(parts) if name.endswith((".xml", ".rels"))] or sorted(parts))
        parts[name] = spoil_xml(parts[name], chance)
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return saved.getvalue()


def _parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def spoil_xml(raw: bytes, chance: random.Random) -> bytes:
    """Give XML with one to six of its elements put wrong; as it was where it is none."""
    try:
        root = etree.fromstring(raw)
    except etree.XMLSyntaxError:
        return raw
    _spoil(root, chance)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def spoil_html(raw: bytes, chance: random.Random) -> bytes:
    """Give a page with one to six of its elements put wrong."""
    root = html.document_fromstring(raw)
    _spoil(root, chance)
    return html.tostring(root, encoding="utf-8")


def _spoil(root: Any, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 6)):
        elements = [each for each in root.iter() if isinstance(each.tag, str)]
        chance.choice((_dropped, _moved, _many, _attributes, _attributes, _renamed, _nested, _text))(elements, chance)


def _dropped(elements: Sequence[Any], chance: random.Random) -> None:
    element = chance.choice(elements)
    if element.getparent() is not None:
        element.getparent().remove(element)


def _moved(elements: Sequence[Any], chance: random.Random) -> None:
    element, home = chance.choice(elements), chance.choice(elements)
    if element.getparent() is not None and element is not home and element not in home.iterancestors():
        home.insert(chance.randrange(len(home) + 1), element)


def _many(elements: Sequence[Any], chance: random.Random) -> None:
    element = chance.choice(elements)
    if element.getparent() is None or sum(1 for _ in element.iter()) > 200:
        return
    for _ in range(chance.choice((1, 20, 400))):
        element.addnext(_copy(element))


def _copy(element: Any) -> Any:
    from copy import deepcopy

    return deepcopy(element)


def _attributes(elements: Sequence[Any], chance: random.Random) -> None:
    """Give an attribute another value, or that of another element."""
    having = [each for each in elements if each.attrib]
    if having:
        element = chance.choice(having)
        name = chance.choice(sorted(element.attrib))
        other = chance.choice(having)
        element.set(name, chance.choice((*VALUES, *other.attrib.values())))


def _renamed(elements: Sequence[Any], chance: random.Random) -> None:
    chance.choice(elements).tag = chance.choice(elements).tag


def _nested(elements: Sequence[Any], chance: random.Random) -> None:
    """Put an element into many of its kind, one in the other."""
    element = chance.choice(elements)
    home = element.getparent()
    if home is None:
        return
    place, outer = home.index(element), etree.Element(element.tag)
    inner = outer
    for _ in range(chance.choice(DEEP)):
        inner = etree.SubElement(inner, element.tag)
    inner.append(element)
    home.insert(place, outer)


def _text(elements: Sequence[Any], chance: random.Random) -> None:
    element, other = chance.choice(elements), chance.choice(elements)
    element.text, element.tail = other.tail, other.text


def spoil_lines(raw: bytes, chance: random.Random) -> bytes:
    """Give JSON lines with values of other kinds, keys lost, lines doubled or cut."""
    lines = raw.split(b"\n")
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(lines))
        try:
            value = json.loads(lines[place])
        except ValueError:
            lines[place] = lines[place][: chance.randrange(len(lines[place]) + 1)]
            continue
        lines[place] = json.dumps(_changed(value, chance)).encode()
    return b"\n".join(lines)


def _changed(value: Any, chance: random.Random) -> Any:
    """Put something else at one place of a value."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        return {name: _changed(inner, chance) if name == key else inner for name, inner in value.items() if name != key or chance.random() < 0.85}
    if isinstance(value, list) and value and chance.random() < 0.8:
        place = chance.randrange(len(value))
        return [_changed(inner, chance) if at == place else inner for at, inner in enumerate(value)]
    return chance.choice(OTHERS)
