"""Footnotes of web pages: links from a mark in the text to a note further down, and notes that no link leads to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mapper.extractors.lines import Line, Run, join
from mapper.types import Footnote

MARK = re.compile(r"(?:\d{1,3}|[a-z]|[ivx]{1,6}|\*{1,4}|[†‡§])(?:bis|ter|quater)?", re.IGNORECASE)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_NAMED = re.compile(r"_?(?:fn|ftn|foot[-_]?note|end[-_]?note|note|edn|cite_note|en)(?![a-z])|.*(?:foot|end)note", re.IGNORECASE)
_ROLES = ("doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote")
_SECTIONS = ("doc-endnotes", "doc-footnotes", "endnotes", "footnotes", "rearnotes", "footnote-list", "endnote-list")
_OWN = ("msofootnotetext", "msoendnotetext", "footnotetext", "endnotetext")
_CLIMBED = ("li", "dd", "aside", "div", "section")
_STARRED = re.compile(r"(\*{1,4}|[†‡§])\s*(?=\S)")
_MARKED = re.compile(r"[\[(]?(\d{1,3}|\*{1,4}|[†‡§])[\])]?\.?\s+(?=\S)")


@dataclass(frozen=True)
class Notes:
    """Hold the links that call for notes, each with its mark; the elements that hold notes; where in them each note begins; and links back."""

    calls: dict[Any, str]
    homes: frozenset[Any]
    starts: dict[Any, str]
    backs: frozenset[Any]


def bare_mark(text: str) -> str:
    """Give the mark that a link or a raised text shows, without its brackets; empty where it shows none."""
    shown = "".join(text.split()).strip("[]()")
    return shown if MARK.fullmatch(shown) else ""


def find(body: Any) -> Notes:
    """Follow the links of a page from marks to what they call for."""
    elements = list(body.iter())
    order = {element: place for place, element in enumerate(elements)}
    named = {name: element for element in reversed(elements) for name in (element.get("id"), element.get("name")) if name}
    calls, backs = {}, set()
    for link in body.iter("a"):
        target = named.get(link.get("href", "").strip()[1:]) if link.get("href", "").strip().startswith("#") else None
        if target is None:
            continue
        mark = bare_mark(_text(link))
        if order[target] < order[link]:
            backs.add(link)
        elif mark and target is not link and (_is_raised(link) or is_note(target) or _NAMED.match(link.get("href", "").strip()[1:])):
            calls[link] = (mark, target)
    return _settled(calls, {link for link in backs if _leads_back(link, named)})


def _leads_back(link: Any, named: dict[str, Any]) -> bool:
    """Say whether a link goes from a note to its mark, not to the top of the page."""
    shown = "".join(_text(link).split())
    return bool(bare_mark(shown)) or len(shown) <= 2 or link.get("role") == "doc-backlink" or "back" in link.get("class", "")


def _settled(calls: dict[Any, tuple[str, Any]], backs: set[Any]) -> Notes:
    """Find the element that holds each note; one that holds a mark in the text too is no note's."""
    callers = {around for link in calls for around in link.iterancestors()}
    targets: dict[Any, str] = {}
    for mark, target in calls.values():
        targets.setdefault(target, mark)
    within: dict[Any, int] = {}
    for target in targets:
        for around in (target, *target.iterancestors()):
            within[around] = within.get(around, 0) + 1
    homes = {target: home for target in targets if (home := _home(target, callers, within)) is not None}
    kept = {link: mark for link, (mark, target) in calls.items() if target in homes}
    return Notes(kept, frozenset(homes.values()), {target: targets[target] for target in homes}, frozenset(backs))


def _home(target: Any, callers: set[Any], within: dict[Any, int]) -> Any:
    """Give the smallest block around a note's target, or what is around that and holds this note alone."""
    home = next((each for each in (target, *target.iterancestors()) if each.tag in BLOCKS), None)
    if home is None or home in callers or home.tag in ("body", "html"):
        return None
    around = home.getparent()
    while (
        around is not None
        and around not in callers
        and around.tag in _CLIMBED
        and within.get(around) == 1
        and (around.tag in ("li", "dd") or is_note(around))
    ):
        home, around = around, around.getparent()
    return home


def is_note(element: Any) -> bool:
    """Say whether an element is called a note by its role, its id, its name or its class."""
    if element.get("role") in _ROLES or element.get("type") in _ROLES or "mso-element:footnote" in element.get("style", ""):
        return True
    return any(_NAMED.match(name) for key in ("id", "name", "class") for name in element.get(key, "").split())


def is_section(element: Any) -> bool:
    """Say whether an element holds notes and nothing else."""
    said = {element.get("role", ""), element.get("id", "").casefold(), *element.get("class", "").casefold().split()}
    return not said.isdisjoint(_SECTIONS) or re.search(r"mso-element:\s*(?:foot|end)note-list", element.get("style", "")) is not None


def is_own_text(element: Any) -> bool:
    """Say whether a paragraph has the style that word processors give to notes."""
    return any(name in _OWN for name in element.get("class", "").casefold().split())


def _is_raised(link: Any) -> bool:
    return any(each.tag == "sup" for each in (*link.iterancestors("sup"), *link.iter("sup"))) or link.get("role") == "doc-noteref"


def _text(element: Any) -> str:
    return "".join(element.itertext())


def note_of(mark: str, lines: Sequence[Line]) -> Footnote:
    """Make a note of its lines, without the mark that it begins with."""
    runs = list(lines[0].runs)
    while runs and runs[0].raised:
        runs.pop(0)
    first = join(runs)
    found = re.match(rf"[\[(]?{re.escape(mark)}[\])]?[.:]?(?=\s|[^\w\s]|$)\s*", first) if mark else None
    first = first[found.end() :] if found else first
    texts = [first, *(f"{line.label} {line.text}".strip() for line in lines[1:])]
    return Footnote(mark, " ".join(filter(None, texts)).strip(), 1)


def part(lines: Sequence[Line], own: frozenset[int]) -> tuple[list[Line], list[Footnote]]:
    """Take notes that no link leads to from the text: those in a note's own style, and those that begin with a mark that is raised above."""
    kept: list[Line] = []
    notes: list[Footnote] = []
    seen: set[str] = set()
    text = ""
    for place, line in enumerate(lines):
        mark = _opening(line, place in own)
        if mark and (place in own or mark in seen or (not mark[0].isalnum() and re.search(rf"[\w).,;]{re.escape(mark)}(?!\*)", text))):
            notes.append(note_of(mark, [line]))
        elif place in own and notes:
            notes[-1] = replace(notes[-1], text=f"{notes[-1].text} {line.text}".strip())
        else:
            kept.append(line)
            seen |= set(_raised(line))
            text = f"{text} {line.text}" if any(star in line.text for star in "*†‡§") else text
    return kept, notes


def _opening(line: Line, own: bool) -> str:
    """Give the mark that a paragraph begins with: a raised one, a star, or a number where it has a note's style."""
    if line.cells or not line.runs or line.label:
        return line.label.strip("().–") if own else ""
    if line.runs[0].raised:
        return bare_mark(line.runs[0].text) if len(line.runs) > 1 else ""
    found = (_MARKED if own else _STARRED).match(line.text)
    return found[1] if found else ""


def _raised(line: Line) -> Iterator[str]:
    runs: list[Run] = [run for part in (line.runs, *line.cell_runs) for run in part if run.raised]
    for run in runs:
        yield from (mark for each in re.split(r"[,;]", run.text) if (mark := bare_mark(each)))
