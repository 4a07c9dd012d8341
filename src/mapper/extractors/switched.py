"""Switched: layers of a PDF that are switched off when it is opened, and what is drawn in them; nobody sees it, and every engine reads it."""

import ctypes
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium

_NAME = 512  # bytes of a layer's name, or of a mark's
_GROUP = "/OCMD"
_DEPTH = 8  # forms within forms, and expressions within expressions
VEIL = "MapperOff"  # the name of a layer in which we put what is off by itself
_LAYER = "OC"  # what marks that an object is drawn in a layer


@dataclass(frozen=True)
class Layers:
    """Hold the layers that are off when a file is opened: their numbers, and the names that none shares with a layer that is on."""

    numbers: frozenset[tuple[int, int]] = frozenset()
    names: frozenset[str] = frozenset()
    any: bool = False


def layers(root: Any) -> Layers:
    """Tell the layers that are off from what a file says of itself."""
    said = root.get("/OCProperties")
    if said is None:
        return Layers()
    usual = said.get("/D") or {}
    every = {layer.objgen: str(layer.get("/Name", "")) for layer in said.get("/OCGs") or ()}
    told_on, told_off = ({layer.objgen for layer in usual.get(key) or ()} for key in ("/ON", "/OFF"))
    is_off = {number for number in every if number in told_off or (usual.get("/BaseState") == "/OFF" and number not in told_on)}
    names = {every[number] for number in is_off} - {name for number, name in every.items() if number not in is_off}
    return Layers(frozenset(is_off), frozenset(names), bool(every))


def veil(resources: Any, off: Set[tuple[int, int]], seen: dict[tuple[int, int], bool], depth: int = 0) -> bool:
    """Let forms of a page, or of a form, that are off by themselves, and groups of layers that are, stand in a layer that is known to be off.

    An engine that reads does not follow either; say whether there are any. `seen` tells that of forms that were looked at before.
    """
    if resources is None or depth > _DEPTH:
        return False
    found = False
    groups = resources.get("/Properties") or {}
    for name in list(groups.keys()):
        if groups[name].get("/Type") == _GROUP and _is_off(groups[name], off):
            groups[name] = _veil()
        found = found or groups[name].get("/Name") == VEIL
    for form in (resources.get("/XObject") or {}).values():
        if form.get("/Subtype") != "/Form":
            continue
        if form.objgen not in seen:
            seen[form.objgen] = False  # first: a form may use itself
            seen[form.objgen] = veil(form.get("/Resources"), off, seen, depth + 1) or _is_off(form.get("/OC"), off)
            if _is_off(form.get("/OC"), off):
                _wrap(form, resources)
        found = found or seen[form.objgen]
    return found


def _wrap(form: Any, around: Any) -> None:
    """Put all that a form draws into a layer that is off; one without resources has those around it."""
    if form.get("/Resources") is None:
        form["/Resources"] = around
    own = form["/Resources"]
    if own.get("/Properties") is None:
        own["/Properties"] = pikepdf.Dictionary()
    own["/Properties"][f"/{VEIL}"] = _veil()
    form.write(b"/OC /%s BDC\n%s\nEMC" % (VEIL.encode(), form.read_bytes()))
    del form["/OC"]


def _veil() -> Any:
    return pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=VEIL)


def _is_off(said: Any, off: Set[tuple[int, int]]) -> bool:
    """Say whether a layer, or a group of layers by its expression or its policy, is off."""
    if said is None:
        return False
    if said.get("/Type") != _GROUP:
        return said.objgen in off
    if isinstance(said.get("/VE"), pikepdf.Array):
        return not _holds(said["/VE"], off)
    members = said.get("/OCGs")
    each = [layer.objgen not in off for layer in (members if isinstance(members, pikepdf.Array) else [members]) if layer is not None]
    ways = {"/AllOn": all(each), "/AnyOff": not all(each), "/AllOff": not any(each)}
    return bool(each) and not ways.get(str(said.get("/P")), any(each))


def _holds(said: Any, off: Set[tuple[int, int]], depth: int = 0) -> bool:
    """Say whether an expression of layers is true."""
    if not isinstance(said, pikepdf.Array):
        return said.objgen not in off
    if depth > _DEPTH:
        return True
    how, *parts = said
    each = [_holds(part, off, depth + 1) for part in parts]
    return not each[0] if how == "/Not" else any(each) if how == "/Or" else all(each)


def hidden(items: Iterable[int], names: frozenset[str]) -> Iterator[int]:
    """Give those of some objects, told by their addresses, that are drawn in a layer of these names."""
    for address in items:
        item = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
        marks = (pdfium.FPDFPageObj_GetMark(item, index) for index in range(max(0, pdfium.FPDFPageObj_CountMarks(item))))
        if any(_text(pdfium.FPDFPageObjMark_GetName, mark) == _LAYER and _layer(mark) in names for mark in marks):
            yield address


def _layer(mark: Any) -> str:
    return _text(pdfium.FPDFPageObjMark_GetParamStringValue, mark, b"Name")


def _text(ask: Any, *of: Any) -> str:
    buffer, size = ctypes.create_string_buffer(_NAME), ctypes.c_ulong()
    if not ask(*of, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), _NAME, ctypes.byref(size)) or size.value > _NAME:
        return ""
    return buffer.raw[: size.value].decode("utf-16-le", "replace").rstrip("\0")
