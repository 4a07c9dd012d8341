"""Shared Hypothesis strategies for the nouns: small worlds, so that examples meet, and odd texts, since people paste odd texts."""

from itertools import combinations

from hypothesis import strategies as st

from mapper.decisions import Subject, Word, reasons, relations
from mapper.identity import pair_id
from mapper.types import (
    Box,
    Citation,
    Clause,
    Comment,
    Document,
    Edition,
    Evidence,
    Footnote,
    Kind,
    Part,
    Proposal,
    Quote,
    SourceFile,
    Status,
    Verdict,
)

TYPE = "resolutions"
WORKS = ("aa/res/1", "bb/res/2", "cc/res/3", "itu-x/2018-2021/q/6-2")
PAIRS = tuple(combinations(WORKS, 2))
REVIEWERS = ("anna", "ben", "Чен 陳")

texts = st.text(max_size=40)
pasted = st.text(st.characters(), max_size=20)  # half characters and line separators too: a keyboard in the wrong locale sends them
counts = st.integers(0, 5000)
numbers = st.floats(allow_nan=False, allow_infinity=False)
shares = st.floats(0, 1)
works = st.sampled_from(WORKS)
pairs = st.sampled_from(PAIRS)
reviewers = st.sampled_from(REVIEWERS)
moments = st.datetimes().map(lambda at: at.replace(microsecond=0).isoformat() + "Z")
sha256s = st.text("0123456789abcdef", min_size=64, max_size=64)

editions = st.builds(Edition, label=texts, place=texts, year=st.none() | st.integers(1865, 2100))
boxes = st.builds(Box, numbers, numbers, numbers, numbers)
clauses = st.builds(
    Clause,
    id=texts,
    part=st.sampled_from(Part),
    opener=texts,
    actor=texts,
    label=texts,
    depth=st.integers(0, 6),
    text=pasted,
    page=counts,
    box=st.none() | boxes,
    deadline=texts,
)
footnotes = st.builds(Footnote, texts, texts, counts)
citations = st.builds(Citation, works | st.just(""), texts, texts, texts, st.booleans())
documents = st.builds(
    Document,
    id=works,
    kind=st.sampled_from(Kind),
    body=texts,
    number=texts,
    title=pasted,
    edition=editions,
    language=texts,
    status=st.sampled_from(Status),
    source=st.builds(SourceFile, texts, sha256s),
    pages=st.tuples(counts, counts),
    clauses=st.lists(clauses, max_size=3).map(tuple),
    footnotes=st.lists(footnotes, max_size=2).map(tuple),
    citations=st.lists(citations, max_size=2).map(tuple),
    problems=st.lists(texts, max_size=2).map(tuple),
    sector=texts,
    group=texts,
    period=texts,
    details=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
    comments=st.lists(st.builds(Comment, texts, texts, pasted, texts, texts), max_size=2).map(tuple),
)

quotes = st.builds(Quote, texts, texts, counts, pasted)
evidences = st.builds(Evidence, quotes, quotes, numbers)
features = st.lists(st.tuples(texts, numbers), max_size=3).map(tuple)


@st.composite
def proposals(draw, type_=TYPE):
    left, right = draw(pairs)
    return Proposal(
        pair=pair_id(type_, left, right),
        type=type_,
        left=left,
        right=right,
        left_edition=draw(texts),
        right_edition=draw(texts),
        score=draw(numbers),
        probability=draw(st.none() | shares),
        band=draw(st.sampled_from(("high", "medium", "low"))),
        relation=draw(st.sampled_from([code for code, _ in relations()])),
        direction=draw(st.sampled_from(("", "left-to-right", "right-to-left"))),
        channels=draw(features),
        ranks=draw(st.tuples(counts, counts)),
        evidence=draw(st.lists(evidences, min_size=1, max_size=3).map(tuple)),
        contributions=draw(features),
        light=draw(features),
        links=draw(features),
        relation_reason=draw(texts),
    )


runs = st.lists(proposals(), max_size=4, unique_by=lambda proposal: proposal.pair)


@st.composite
def subjects(draw):
    left, right = draw(pairs)
    seen = (draw(st.sampled_from(("2018", "2022"))), draw(st.sampled_from(("2018", "2022"))))
    return Subject(pair_id(TYPE, left, right), TYPE, left, right, seen, draw(st.lists(evidences, max_size=2).map(tuple)))


def words(*verdicts):
    return st.builds(
        Word,
        verdict=st.sampled_from(verdicts),
        relation=st.sampled_from(["", *(code for code, _ in relations())]),
        reason=st.sampled_from(["", *(code for code, _ in reasons())]),
        comment=pasted,
        seconds=st.floats(0, 3600),
        score_shown=st.booleans(),
    )


verdicts = words(Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE)


def entries():
    """Give what somebody writes into the yellow cells of a row."""
    return st.fixed_dictionaries(
        {
            "decision": st.sampled_from(("accept", "Reject", "unsure", "", "perhaps")),
            "relation": st.sampled_from(["", *(code for code, _ in relations())]),
            "direction": st.sampled_from(("", "subject-to-object", "object-to-subject")),
            "reason": st.sampled_from(["", *(code for code, _ in reasons())]),
            "comment": pasted,
            "reviewer": st.sampled_from((*REVIEWERS, "", "ANNA", "anna; ben")),
        }
    )
