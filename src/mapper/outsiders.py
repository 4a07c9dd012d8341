"""Outsiders: documents that a mapping would compare if it named their bodies, and that no mapping names."""

from collections.abc import Sequence
from dataclasses import replace

from mapper.errors import count
from mapper.library import Library, mappable
from mapper.pairing import sides
from mapper.settings import FILE, MappingType
from mapper.types import Document, Kind


def told(types: Sequence[MappingType], library: Library) -> list[str]:
    """Say in a sentence for each sort of outsiders how many they are, whose, and what they meet nevertheless."""
    named = {body for type_ in types for side in type_.sides for body in side.bodies}
    compared = [(type_, {one.id for side in found for one in side}) for type_ in types if all(found := sides(type_, library))]
    groups: dict[str, list[Document]] = {}
    for document in library.issued.values():
        if mappable(document) and document.body and document.body not in named and _left_out(document, types):
            groups.setdefault(_company([type_ for type_, works in compared if document.id in works]), []).append(document)
    return [_sentence(meets, documents) for meets, documents in sorted(groups.items())]


def _left_out(document: Document, types: Sequence[MappingType]) -> bool:
    """Say whether some mapping would take the document in if it asked for no body."""
    return any(side.bodies and replace(side, bodies=()).matches(document) for type_ in types if not type_.theme for side in type_.sides)


def _company(meeting: Sequence[MappingType]) -> str:
    """Say what documents meet that these mappings compare."""
    others = [type_.name for type_ in meeting if not type_.theme]
    if not meeting:
        return "meet no other text"
    return f"meet {' and '.join([*['the themes'] * (len(others) < len(meeting)), *others])} alone"


def _sentence(meets: str, documents: Sequence[Document]) -> str:
    kinds = {document.kind for document in documents}
    noun = next(iter(kinds)).value if len(kinds) == 1 and Kind.OTHER not in kinds else "document"
    bodies = ", ".join(sorted({document.body for document in documents}))
    verb = meets.replace("meet", "meets", 1) if len(documents) == 1 else meets
    return f"{count(len(documents), noun)} of {bodies} {verb}: name {_whose(documents)} under [[mapping]] in {FILE}"


def _whose(documents: Sequence[Document]) -> str:
    bodies = {document.body for document in documents}
    return ("its body" if len(documents) == 1 else "their body") if len(bodies) == 1 else "their bodies"
