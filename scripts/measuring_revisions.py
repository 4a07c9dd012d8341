"""Synthetic revisions: editions made from a text by edits that are known, some an editor's touch, some a change of what is meant."""

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from mapper.types import Clause, Document, Edition, Part

Edit = Callable[[str, random.Random], str]
TOUCHED = 5  # clauses that one revision edits
_YEAR = r"(?<![\w(./-])(?:19|20)\d\d(?![\w)/-])"
_COUNT = r"(?<![\w(.,/:-])\d{1,3}(?![\w)/:-]|[.,]\d| \d{3}\b)"
_MODALS = {"shall": "may", "should": "shall", "may": "shall", "must": "should", "will": "may", "can": "must"}
_ENDING = r"(?=e\b|ed\b|es\b|ing\b|ation)"
_SPELT = (
    *(
        (f"{stem}{one}{_ENDING}", f"{stem}{other}")
        for stem in ("organ", "recogn", "util", "standard", "harmon")
        for one, other in (("iz", "is"), ("is", "iz"))
    ),
    *(
        (f"{stem}{one}{_ENDING}", f"{stem}{other}")
        for stem in ("priorit", "final", "mobil", "digital")
        for one, other in (("iz", "is"), ("is", "iz"))
    ),
    *(
        (r"analyz(?=ed|e\b|ing)", "analys"),
        (r"analys(?=ed|e\b|ing)", "analyz"),
        (r"programme(?=s?\b)", "program"),
        (r"centre(?!d)", "center"),
        ("centred", "centered"),
    ),
    *(("behaviour", "behavior"), ("favour", "favor"), ("colour", "color"), ("neighbour", "neighbor"), ("labour", "labor"), ("honour", "honor")),
    *(("modelling", "modeling"), ("labelling", "labeling"), ("fulfilment", "fulfillment"), ("cooperat", "co-operat"), ("coordinat", "co-ordinat")),
    *(("co-operat", "cooperat"), ("co-ordinat", "coordinat"), ("online", "on-line"), ("website", "web site"), ("web site", "website")),
    *(("subregional", "sub-regional"), ("multistakeholder", "multi-stakeholder"), ("capacity-building", "capacity building")),
    *(("capacity building", "capacity-building"), ("decision-making", "decision making"), ("long-term", "long term"), ("reuse", "re-use")),
    *(("ongoing", "on-going"), ("email", "e-mail"), ("datab", "data b"), (r"towards\b", "toward"), (r"chairman\b", "chair")),
)
_FULL = {
    "ICTs": "information and communication technologies (ICTs)",
    "ICT": "information and communication technology (ICT)",
    "TSB": "Telecommunication Standardization Bureau (TSB)",
    "BDT": "Telecommunication Development Bureau (BDT)",
    "TSAG": "Telecommunication Standardization Advisory Group (TSAG)",
    "WTSA": "World Telecommunication Standardization Assembly (WTSA)",
    "SDGs": "Sustainable Development Goals (SDGs)",
    "GHG": "greenhouse gas (GHG)",
}
_ACTORS = (
    *(("Director of TSB", "Director of BDT"), ("Director of the Telecommunication", "Director of the Radiocommunication"), ("TSAG", "TDAG")),
    *(("Secretary-General", "Council"), ("Member States", "Sector Members"), ("Sector Members", "Associates"), ("study groups", "working parties")),
)
_OBJECTS = ("fisheries", "railways", "museums", "vaccines", "vineyards", "bridges", "theatres", "lighthouses")
_WORDS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "ten": "10", "twelve": "12"}


def _first(pattern: str, by: Callable[[re.Match[str]], str]) -> Edit:
    """Make an edit that changes one match of a pattern, whichever is drawn; the text stays where there is none."""

    def edit(text: str, draw: random.Random) -> str:
        found = list(re.finditer(pattern, text))
        if not found:
            return text
        one = draw.choice(found)
        return text[: one.start()] + by(one) + text[one.end() :]

    return edit


def _all(table: Sequence[tuple[str, str]]) -> Edit:
    def edit(text: str, draw: random.Random) -> str:
        known = [(old, new) for old, new in table if re.search(rf"\b{old}", text)]
        return re.sub(rf"\b{known[0][0]}", known[0][1], text) if known and (draw.shuffle(known) or True) else text

    return edit


def _punctuated(text: str, draw: random.Random) -> str:
    end = draw.choice([sign for sign in (";", ".", ",", "") if not text.endswith(sign or ("."))])
    inner = draw.choice([(r" and ", ", and "), (r"(?<=[a-z]), ", " "), (r"; ", ", "), (r" which ", ", which ")])
    return re.sub(inner[0], inner[1], text.rstrip(" .;,"), count=1) + end


def _quoted(text: str, draw: random.Random) -> str:
    marked = text.replace('"', "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}").replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    if marked == text:
        return _first(r"\b[^\W\d_]{5,}\b", lambda one: f"\N{LEFT DOUBLE QUOTATION MARK}{one[0]}\N{RIGHT DOUBLE QUOTATION MARK}")(text, draw)
    return marked


def _laid_out(text: str, draw: random.Random) -> str:
    words = text.split(" ")
    gaps = [draw.choice(["  ", "\N{NO-BREAK SPACE}", "\n", " "]) for _ in words]
    joined = "".join(word + gap for word, gap in zip(words, gaps, strict=True)).strip()
    return _first(r"[^\W\d_]{8,}", lambda one: f"{one[0][:4]}\N{SOFT HYPHEN}{one[0][4:]}")(joined.replace("fi", "\ufb01"), draw)


def _formatted(text: str, draw: random.Random) -> str:
    tables = [
        (r"\b\d{1,3}[ ,]\d{3}\b", lambda one: one[0].replace(",", "").replace(" ", "")),
        (r"\bper cent\b", lambda one: "%"),
        (rf"\b(?:{'|'.join(_WORDS)})\b", lambda one: _WORDS[one[0]]),
        (r"\b\d{4}-\d{4}\b", lambda one: one[0].replace("-", " \N{EN DASH} ")),
    ]
    made = [edited for pattern, by in tables if (edited := _first(pattern, by)(text, draw)) != text]
    return draw.choice(made) if made else text


def _swapped(text: str, draw: random.Random) -> str:
    found = list(re.finditer(r"\b[a-z]{6,}\b", text))
    if len({one[0] for one in found}) < 2:
        return text
    one = draw.choice(found)
    other = draw.choice([each for each in found if each[0] != one[0]])
    one, other = sorted((one, other), key=lambda each: each.start())
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def _negated(text: str, draw: random.Random) -> str:
    if text.startswith("to "):
        return f"not {text}"
    return _first(r"\b(?:shall|should|may|must|will|can|is|are|have|has)\b(?! not)", lambda one: f"{one[0]} not")(text, draw)


_ANY: Mapping[str, Edit] = {
    "punctuation": _punctuated,
    "capital letters": _first(r"\b[a-z][a-z]{3,}", lambda one: one[0].capitalize()),
    "typographic quotes": _quoted,
    "layout": _laid_out,
    "footnote mark": _first(r"(?<=[^\W\d_]{5})(?=[ ,;.])", lambda _: "\N{SUPERSCRIPT ONE}"),
    "hyphens and dashes": _first(r"(?<=[^\W\d_]{3})-(?=[^\W\d_]{3})", lambda _: "\N{NON-BREAKING HYPHEN}"),
}
_ENGLISH: Mapping[str, Edit] = {
    "spelling": _all(_SPELT),
    "number format": _formatted,
    "edition tag": _first(r"(?<=\d) \(Rev\. ?[A-Z][a-z]+, (?:19|20)\d\d\)", lambda _: " (Rev. Marrakesh, 2031)"),
    "short form spelt out": _first(rf"(?<![\w(/-])(?:{'|'.join(_FULL)})(?![\w)/-])", lambda one: _FULL[one[0]]),
}
_ANY_SUBSTANCE: Mapping[str, Edit] = {
    "number changed": _first(_COUNT, lambda one: str(int(one[0]) + 3)),
    "year changed": _first(_YEAR, lambda one: str(int(one[0]) + 4)),
    "sentence added": lambda text, _: f"{text.rstrip(' .;,')}, and publish the outcome in all languages;",
    "object replaced": lambda text, draw: _first(r"\b[a-zà-ÿа-я]{6,}\b", lambda _: draw.choice(_OBJECTS))(text, draw),
    "word taken out": _first(r"\b[a-zà-ÿа-я]{6,}\b ", lambda _: ""),
    "words exchanged": _swapped,
}
_ENGLISH_SUBSTANCE: Mapping[str, Edit] = {
    "negation": _negated,
    "modal changed": _first(rf"\b(?:{'|'.join(_MODALS)})\b", lambda one: _MODALS[one[0]]),
    "actor changed": _all(_ACTORS),
    "deadline changed": _first(r"\b(?:annually|every year|each year|annual)\b", lambda _: "every two years"),
}
EDITORIAL = (*_ANY, *_ENGLISH, "renumbered", "moved", "page and place")
RECITED = "only considered now"
SUBSTANTIVE = (*_ANY_SUBSTANCE, *_ENGLISH_SUBSTANCE, "clause deleted", "told to another", RECITED)
MIXED = "all at once"


@dataclass(frozen=True)
class Revision:
    """Hold a synthetic edition with the ids of the clauses of the old one that it changed in substance, and of those that it edited."""

    new: Document
    changed: frozenset[str]
    edited: frozenset[str]


def revise(document: Document, kind: str, draw: random.Random) -> Revision | None:
    """Make an edition by edits of one kind, or of all; None where the text has nothing that such an edit could change."""
    edits = _of_language(document, {**_ANY, **_ENGLISH})
    graver = _of_language(document, {**_ANY_SUBSTANCE, **_ENGLISH_SUBSTANCE})
    texts = {clause.id: clause.text for clause in document.clauses}
    if len(texts) < len(document.clauses):
        return None  # two clauses under one id: nobody could say which one was edited
    changed: set[str] = set()
    edited: set[str] = set()
    if kind in graver or kind == MIXED:
        changed |= _apply(texts, list(graver.values()) if kind == MIXED else [graver[kind]], TOUCHED, draw)
    if kind in edits:
        edited |= _apply(texts, [edits[kind]], TOUCHED, draw)
    elif kind == MIXED:
        rest = {id_: text for id_, text in texts.items() if id_ not in changed}
        edited |= _apply(rest, list(edits.values()), len(rest) // 2, draw)
        texts |= rest
    made = [replace(clause, text=texts[clause.id]) for clause in document.clauses]
    made, more, moved = _recited(made) if kind == RECITED else _arranged(made, kind, draw, document.language)
    changed, edited = changed | more, edited | moved
    if not changed and not edited:
        return None
    new = replace(document, clauses=tuple(made), edition=Edition("Rev. Synthetic, 2099", "Synthetic", 2099))
    return Revision(new, frozenset(changed), frozenset(edited))


def _of_language(document: Document, edits: Mapping[str, Edit]) -> dict[str, Edit]:
    return {name: edit for name, edit in edits.items() if document.language == "en" or name in _ANY or name in _ANY_SUBSTANCE}


def _apply(texts: dict[str, str], edits: Sequence[Edit], most: int, draw: random.Random) -> set[str]:
    """Edit up to so many clauses, and say which; of two that read the same, either may be the other's, so that nobody could tell."""
    done: set[str] = set()
    known = Counter(texts.values())
    for id_ in draw.sample(sorted(texts), len(texts)):
        before = texts[id_]
        if len(done) == most or len(before.split()) < 4 or known[before] > 1:
            continue
        texts[id_] = draw.choice(edits)(before, draw)
        done |= {id_} if texts[id_] != before else set()
    return done


def _arranged(made: list[Clause], kind: str, draw: random.Random, language: str) -> tuple[list[Clause], set[str], set[str]]:
    """Move, add or take out clauses; say which clauses of before are changed by that, and which only stand elsewhere."""
    runs = [run for run in _runs(made) if len(run) > 2]
    run = draw.choice(runs) if runs else []
    if kind == "page and place":
        return [replace(clause, page=clause.page + 3, box=None) for clause in made], set(), {clause.id for clause in made}
    if kind == "told to another" and language == "en" and (group := [at for at in run if made[at].opener.startswith(("instruct", "invite"))]):
        told = [replace(c, opener="requests the Academy", actor="Academy") if at in group else c for at, c in enumerate(made)]
        return told, {made[at].id for at in group}, set()
    if kind == "clause deleted" and run:
        twins = [clause.digest for clause in made]
        gone = draw.choice(run)
        if twins.count(made[gone].digest) == 1:
            return _placed(made, run, [at for at in run if at != gone], None), {made[gone].id}, set()
    if kind in ("renumbered", MIXED) and run:
        added = replace(made[run[0]], text="to hold a day of reflection on the history of lighthouses and of their keepers;", deadline="")
        return _placed(made, run, run, added), set(), {made[at].id for at in run}
    if kind == "moved" and run:
        return _placed(made, run, [*run[1:], run[0]], None), set(), {made[at].id for at in run}
    return made, set(), set()


def _recited(made: list[Clause]) -> tuple[list[Clause], set[str], set[str]]:
    """Put what stands behind one opener of the operative part behind one of the preamble, with letters; the opener is gone from the text."""
    recitals = [clause.opener for clause in made if clause.part is Part.PREAMBLE and clause.opener]
    binding = [clause.opener for clause in made if clause.part is Part.OPERATIVE and clause.opener]
    if not recitals or not binding:
        return made, set(), set()
    moved = [at for at, clause in enumerate(made) if clause.part is Part.OPERATIVE and clause.opener == binding[0]]
    letters = {at: f"z{number}" for number, at in enumerate(moved, 1)}
    told = [
        replace(one, part=Part.PREAMBLE, opener=recitals[0], actor="", label=f"{letters[at]})" if one.label else "") if at in letters else one
        for at, one in enumerate(made)
    ]
    return told, {made[at].id for at in moved}, set()


def _runs(clauses: Sequence[Clause]) -> list[list[int]]:
    """Group the places of neighbouring clauses under one opener at one depth."""
    runs: list[list[int]] = []
    for at, clause in enumerate(clauses):
        if clause.label and runs and runs[-1] and _of_run(clauses[runs[-1][-1]]) == _of_run(clause):
            runs[-1].append(at)
        else:
            runs.append([at] if clause.label else [])
    return runs


def _of_run(clause: Clause) -> tuple[str, str, int]:
    return (clause.part.value, clause.opener, clause.depth)


def _placed(made: list[Clause], run: Sequence[int], order: Sequence[int], added: Clause | None) -> list[Clause]:
    """Put clauses of a run in another order into its places; an added one comes first, and the last gets a number of its own."""
    waiting = [*([added] if added else []), *(made[at] for at in order)]
    slots = [made[at] for at in run]
    if len(waiting) > len(slots):
        slots.append(replace(slots[-1], id=f"{slots[-1].id}+", label=f"{slots[-1].label}bis"))
    put = [replace(one, id=slot.id, label=slot.label, page=slot.page, box=slot.box) for slot, one in zip(slots, waiting, strict=False)]
    return [*made[: run[0]], *put, *made[run[-1] + 1 :]]
