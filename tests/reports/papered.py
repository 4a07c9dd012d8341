"""Exports with themes and long tables for papers, and what a Word file holds, read by its own means."""

import dataclasses
import io
import zipfile

from lxml import etree

from mapper.settings import Cover
from mapper.themes import Subtopic, Theme
from mapper.types import Clause, Part, State
from mapper.views.export import Papers
from tests import maps
from tests.reports import sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ARABIC, CHINESE = "دور الاتصالات في تغير المناخ", "电信在气候变化中的作用"
TOPICS = (
    Subtopic("monitoring", "Climate monitoring", "Observing the climate by radio", labels={"fr": "Surveillance du climat", "ar": ARABIC}),
    Subtopic("e-waste", "E-waste", "What becomes of old equipment"),
)
THEME = Theme("climate", "Climate change", ("pp/res/182",), TOPICS, "climate.toml", definition="What radio and networks do for the climate.")
LONG = "the role of telecommunications and of information and communication technologies in the protection of the environment and " * 3


def export(**papers):
    """Hold the sample with its theme."""
    cover = Cover(number="C26/99", source="Secretariat", agenda="PL 1.2", contact="anna@example.org", deadline="1 March 2027")
    return dataclasses.replace(sample.export(), themes=(THEME,), papers=Papers(**{"cover": cover, **papers}))


def crowded(**papers):
    """Hold a group that meets a hundred texts with long titles, instructions that nobody takes up, and the areas that they make."""
    questions = [f"itu-t/2017-2020/q/{n}-5" for n in range(1, 11)]
    parties = [f"itu-r/wp/{n}{letter}" for n in range(1, 6) for letter in "abcd"]
    others = [f"itu-d/2018-2021/q/{n}-{group}" for n in range(1, 6) for group in (1, 2)]
    pairs = [maps.accepted(left, right, type_="questions") for n, left in enumerate(questions) for right in (*parties[n::3], *others[n::4])]
    pairs += [maps.proposed(left, right, type_="questions") for left in questions for right in parties[:2] if (left, right) not in ends(pairs)]
    asking = [asks(f"pp/res/{n}") for n in range(1, 31)]
    works = {work for pair in pairs for work in (pair.left, pair.right)}
    texts = [dataclasses.replace(sample.document(work), title=LONG, group=group(work)) for work in sorted(works)]
    made = maps.export(*pairs, documents=(*texts, *asking), types=sample.TYPES)
    made = dataclasses.replace(made, documents={**made.documents, **{one.id: one for one in asking}}, date="2026-11-30", run="run-7")
    return dataclasses.replace(made, papers=Papers(**papers))


def ends(pairs):
    return {(pair.left, pair.right) for pair in pairs}


def group(work):
    number = work.rpartition("/")[2]
    return f"WP {number.upper()}" if "/wp/" in work else f"SG {number.rpartition('-')[2]}"


def asks(work):
    """Make a resolution that tells the standardization side to act, at some length."""
    actor = "Director of the Telecommunication Standardization Bureau"
    clause = Clause(f"{work}#instructs.1", Part.OPERATIVE, f"instructs the {actor}", actor, "1", 1, LONG, 3)
    return dataclasses.replace(sample.document(work), title=LONG, clauses=(clause,))


def part(content, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def said(element):
    """Give the words of an element, a line a paragraph."""
    return "\n".join("".join(text.text or "" for text in one.iter(f"{W}t")) for one in element.iter(f"{W}p"))


def edited(content, change, name="word/document.xml"):
    """Edit the text of one part of a Word file, as somebody with Word would."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            held = old.read(entry)
            new.writestr(entry, change(held.decode()).encode() if entry == name else held)
    return out.getvalue()


def table(content, caption):
    """Give the rows of the table under a caption as texts, the head first."""
    for one in part(content).iter(f"{W}tbl"):
        if one.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == caption:
            return [[said(cell) for cell in row.iter(f"{W}tc")] for row in one.iter(f"{W}tr")]
    raise AssertionError(f"no table {caption!r}")


ACCEPTED = State.ACCEPTED
