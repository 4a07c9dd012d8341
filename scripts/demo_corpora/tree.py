"""Say what a reader should find in each built file: the documents with their clauses, from the source text alone."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from demo_corpora.text import Annex, Grid, Group, Head, Item, SourceError, Text, plain

Entry = dict[str, object]

_PREAMBLE = (
    "acknowledging",
    "aware",
    "bearing in mind",
    "concerned",
    "considering",
    "convinced",
    "emphasizing",
    "noting",
    "reaffirming",
    "recalling",
    "recognizing",
    "taking into account",
)
_OPERATIVE = ("calls upon", "decides", "encourages", "endorses", "further", "instructs", "invites", "requests", "resolves", "urges")
_RELATIONS = ("Relationships", "Coordination and collaboration")
_ADMINISTRATIVE = (
    "Timing",
    "Proposers/sponsors",
    "Sources of input",
    "Target audience",
    "Proposed methods of handling the Question or issue",
    "BDT programme link",
)
_BY_SUFFIX = ("RA", "ITU-R")  # bodies whose number carries the edition: 60-2


def tree(file: str, texts: Iterable[Text]) -> str:
    """Write the expected documents of one file as JSON."""
    found = {"file": file, "documents": [_document(text) for text in texts]}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _document(text: Text) -> Entry:
    head = text.head
    clauses = [entry for group in text.groups for entry in _clauses(_part(head, group), group.opener, group.items)]
    clauses += [entry for annex in text.annexes for entry in _clauses("annex", annex.label, annex.items)]
    return {
        "id": head.id,
        "kind": head.kind,
        "body": head.body,
        "number": head.number,
        "title": plain(head.title),
        "edition": {"label": edition(head), "place": head.place, "year": head.year},
        "status": "suppressed" if head.suppressed else "in-force",
        "group": head.group,
        "period": head.period,
        "annexes": [_annex(annex) for annex in text.annexes],
        "clauses": clauses,
        "footnotes": [{"mark": mark, "text": note, "before": _before(mark, text)} for mark, note in text.notes],
    }


def _before(mark: str, text: Text) -> str:
    """Give what stands before the first mark of a note in its clause; nothing where it stands in the title."""
    sign = f"[^{mark}]"
    items = [item for group in (*text.groups, *text.annexes) for item in group.items]
    lines = [line for item in items for line in ([" | ".join(row) for row in item.rows] if isinstance(item, Grid) else [item.text])]
    return next((plain(line[: line.index(sign)]) for line in lines if sign in line), "")


def edition(head: Head) -> str:
    """Name the edition as it is printed; where only the number tells editions apart, the number."""
    by_number = head.body in _BY_SUFFIX and head.kind in ("resolution", "question")
    return head.edition or (head.number if by_number else "")


def _annex(annex: Annex) -> Entry:
    return {"label": annex.label, "title": annex.title}


def _part(head: Head, group: Group) -> str:
    if group.opener in _RELATIONS:
        return "relations"
    if group.opener in _ADMINISTRATIVE:
        return "administrative"
    if group.number or head.kind == "mandate":
        return "body"
    if group.opener.startswith(_PREAMBLE):
        return "preamble"
    if group.opener.startswith(_OPERATIVE):
        return "operative"
    raise SourceError(f"{head.id}: opener {group.opener!r} is neither preamble nor operative; name it in scripts/demo_corpora/tree.py")


def _clauses(part: str, opener: str, items: Sequence[Item | Grid]) -> list[Entry]:
    found: list[Entry] = []
    for item in items:
        if isinstance(item, Grid):
            found += [_clause("table", opener, Item("", 0, " | ".join(row))) for row in item.rows]
        else:
            found.append(_clause(part, opener, item))
    return found


def _clause(part: str, opener: str, item: Item) -> Entry:
    return {"part": part, "opener": opener, "label": item.label, "depth": item.depth, "text": plain(item.text)}


def write_tree(folder: Path, file: str, texts: Iterable[Text]) -> None:
    """Write the tree beside its fellows, named for the file it describes."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{Path(file).stem}.json").write_text(tree(file, texts), encoding="utf-8", newline="\n")
