"""Switched: layers of a PDF that are switched off when it is opened, and what is drawn in them; nobody sees it, and every engine reads it."""

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

_NAME = 512  # bytes of a layer's name, or of a mark's
_LAYER = "OC"  # what marks that an object is drawn in a layer


def off(root: Any) -> frozenset[str]:
    """Name the layers that are off, from what a file says of itself; one that shares its name with a layer that is on counts as on."""
    said = root.get("/OCProperties")
    if said is None:
        return frozenset()
    usual = said.get("/D") or {}
    every = {layer.objgen: str(layer.get("/Name", "")) for layer in said.get("/OCGs") or ()}
    told_on, told_off = ({layer.objgen for layer in usual.get(key) or ()} for key in ("/ON", "/OFF"))
    is_off = {number for number in every if number in told_off or (usual.get("/BaseState") == "/OFF" and number not in told_on)}
    return frozenset(every[number] for number in is_off) - {name for number, name in every.items() if number not in is_off}


def hidden(items: Iterable[int], layers: frozenset[str]) -> Iterator[int]:
    """Give those of some objects, told by their addresses, that are drawn in one of these layers."""
    for address in items:
        item = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
        marks = (pdfium.FPDFPageObj_GetMark(item, index) for index in range(max(0, pdfium.FPDFPageObj_CountMarks(item))))
        if any(_text(pdfium.FPDFPageObjMark_GetName, mark) == _LAYER and _layer(mark) in layers for mark in marks):
            yield address


def _layer(mark: Any) -> str:
    return _text(pdfium.FPDFPageObjMark_GetParamStringValue, mark, b"Name")


def _text(ask: Any, *of: Any) -> str:
    buffer, size = ctypes.create_string_buffer(_NAME), ctypes.c_ulong()
    if not ask(*of, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), _NAME, ctypes.byref(size)) or size.value > _NAME:
        return ""
    return buffer.raw[: size.value].decode("utf-16-le", "replace").rstrip("\0")
