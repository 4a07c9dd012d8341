"""What people say of instructions: it stands in the log, is of no pair, is opened again when the clause changes, and is taken back."""

import dataclasses
import json

import pytest

from mapper import claims, pipeline
from mapper.agreement import compare
from mapper.exchange.gaps import NOTHING
from mapper.gaps import Answer, Said, find
from mapper.types import Clause, Part, Status, Verdict
from mapper.views.rows import rows
from tests import maps
from tests.reports import sample

PP, T, D = "pp/res/182", "wtsa/res/73", "wtdc/res/66"
TSB = "Director of the Telecommunication Standardization Bureau"


def clause(label, text="to speed up the studies on energy", work=PP):
    return Clause(f"{work}#instructs.{label}", Part.OPERATIVE, f"instructs the {TSB}", TSB, label, 1, text, 7)


def telling(*clauses, edition="Rev. Dubai, 2018", **more):
    return dataclasses.replace(sample.document(PP, edition=edition), clauses=clauses, **more)


def event(document, one, taker=None, *, reviewer="anna", at="2026-11-30T12:00:00Z"):
    subject = claims.subject(document, (one,), "T", taker)
    proposed = dataclasses.replace(sample.proposal("x", PP, T), pair=subject.pair, type=subject.type, left=subject.left, right=subject.right)
    said = sample.decision(proposed, Verdict.ACCEPT, reviewer, at=at, relation="")
    return dataclasses.replace(said, editions=subject.editions, evidence=subject.evidence)


def heard(document, *events, pairs=(), changes=()):
    made = maps.export(*pairs, documents=[document, sample.document(T), sample.document(D)])
    made = dataclasses.replace(made, claims=claims.standing(events, dict(changes), made.documents))
    return find(made, rows(made))


DOCUMENT, ONE = telling(clause("1")), clause("1")
NOBODY, TAKEN = event(DOCUMENT, ONE), event(DOCUMENT, ONE, sample.document(T), reviewer="ben")


def test_a_person_says_that_nobody_takes_an_instruction_up_though_a_pair_of_the_texts_is_accepted():
    [one] = heard(DOCUMENT, NOBODY, pairs=[maps.accepted(PP, T)]).instructions
    assert (one.answer, one.said, [word.event.reviewer for word in one.words]) == (Answer.NOBODY, Said.NOBODY, ["anna"])


def test_a_person_says_which_text_takes_it_up_though_no_pair_is_accepted():
    [one] = heard(DOCUMENT, TAKEN).instructions
    assert (one.answer, one.said, [item.id for item in one.named]) == (Answer.CLAUSE, Said.TEXT, [T])


def test_people_who_disagree_settle_nothing():
    [one] = heard(DOCUMENT, NOBODY, TAKEN, pairs=[maps.accepted(PP, T)]).instructions
    assert (one.answer, one.said) == (Answer.TEXT, Said.DISPUTED)


def test_the_last_word_of_a_person_counts_and_several_texts_may_take_it_up():
    also = event(DOCUMENT, ONE, sample.document(D), reviewer="ben", at="2026-11-30T12:01:00Z")
    [one] = heard(DOCUMENT, TAKEN, also).instructions
    assert [item.id for item in one.named] == [T, D]
    after = event(DOCUMENT, ONE, reviewer="ben", at="2026-11-30T12:02:00Z")
    [one] = heard(DOCUMENT, TAKEN, also, after).instructions
    assert (one.said, one.named) == (Said.NOBODY, ())


def test_a_clause_that_got_another_number_keeps_what_was_said_of_it():
    now = telling(clause("1", "to report to the Council every year"), clause("2"), edition="Rev. Bucharest, 2022")
    found = heard(now, NOBODY)
    assert [(one.clause.label, one.said) for one in found.instructions if one.words] == [("2", Said.NOBODY)]
    assert found.lost == ()


def test_a_clause_that_is_gone_leaves_what_was_said_of_it_told_and_not_dropped():
    found = heard(telling(clause("1", "to publish a handbook on satellites", PP)), NOBODY)
    assert [one.said for one in found.instructions] == [Said.NOTHING]
    assert [claim.event.event for claim in found.lost] == [NOBODY.event]


def test_a_text_that_ended_takes_nothing_up():
    export = maps.export(documents=[DOCUMENT, dataclasses.replace(sample.document(T), status=Status.SUPPRESSED)])
    export = dataclasses.replace(export, claims=claims.standing([TAKEN], {}, export.documents))
    [one] = find(export, ()).instructions
    assert (one.answer, one.said) == (Answer.NOBODY, Said.NOTHING)


def test_a_word_on_an_instruction_is_no_pair_anywhere():
    assert claims.of_pairs([NOBODY, *maps.accepted(PP, T).decisions]) == list(maps.accepted(PP, T).decisions)
    other = event(DOCUMENT, ONE, reviewer="ben")
    assert compare([NOBODY, other]) == []


def lines(told):
    return [json.loads(line) for line in told.out.splitlines()]


@pytest.fixture
def gap(cli, small):
    """Give an instruction of the small workspace that tells one Sector, and that nobody takes up."""
    found = lines(cli("gaps", "--own", "--json", "-w", small.root))
    return next(one for one in found if sum(other["clause"] == one["clause"] for other in found) == 1 and one["taken_up"] == "nobody")


def again(cli, folder, gap):
    return next(one for one in lines(cli("gaps", "--own", "--json", "-w", folder)) if one["clause"] == gap["clause"])


def test_what_is_said_stands_in_the_log_and_moves_nothing_else(cli, small, gap):
    before = small.standing().mapped, cli("status", "--json", "-w", small.root).out, cli("proposals", "--json", "-w", small.root).out
    assert cli("gaps", "nobody", gap["clause"], "--as", "anna", "--comment", "asked twice", "-w", small.root).code == 0
    assert again(cli, small.root, gap)["reviewed"] == "nobody"
    assert again(cli, small.root, gap)["said"][0]["comment"] == "asked twice"
    assert (small.standing().mapped, cli("status", "--json", "-w", small.root).out, cli("proposals", "--json", "-w", small.root).out) == before
    assert cli("check", "-w", small.root).code == 0
    assert len(lines(cli("decisions", "--json", "-w", small.root))) == 1
    told = cli("undo", "--as", "anna", "-w", small.root)
    assert told.code == 0
    assert told.out.startswith("taken back: what was said of the instruction ")
    assert " takes it up, of " in told.out
    assert again(cli, small.root, gap)["reviewed"] == ""
    assert cli("check", "-w", small.root).code == 0


def test_the_reviewer_takes_back_verdicts_on_pairs_and_leaves_what_was_said_of_instructions(cli, small, gap):
    from mapper.review.clerk import LogClerk

    cli("gaps", "nobody", gap["clause"], "--as", "anna", "-w", small.root)
    with small.open() as store:
        clerk = LogClerk(store, pipeline.open_library(small.settings, store), "anna", lambda: "2026-12-01T00:00:00Z")
        assert (clerk.mine(), clerk.undo()) == ({}, ())
    assert again(cli, small.root, gap)["reviewed"] == "nobody"


def test_a_text_of_the_sector_is_named_and_taken_back(cli, small, gap):
    alike = (one["id"] for one in lines(cli("documents", "--json", "-w", small.root)) if one["sector"] == gap["sector"])
    other = next(work for work in alike if work != gap["document"]["id"])
    told = cli("gaps", "taken", gap["clause"], other, "--as", "anna", "-w", small.root)
    assert told.code == 0, told.err
    assert [one["id"] for one in again(cli, small.root, gap)["named"]] == [other]
    assert cli("gaps", "release", gap["clause"], "--as", "ben", "-w", small.root).code == 1
    assert cli("gaps", "release", gap["clause"], "--as", "anna", "-w", small.root).out.startswith("taken back, 1 word: ")
    assert again(cli, small.root, gap)["named"] == []


def test_a_gap_is_published_and_a_file_that_comes_back_changes_nothing(cli, small, gap, tmp_path):
    before = small.export(tmp_path / "before", "sssom")["mapping.sssom.tsv"]
    cli("gaps", "nobody", gap["clause"], "--as", "anna", "-w", small.root)
    files = small.export(tmp_path / "after", "sssom")
    [row] = [line for line in files["mapping.sssom.tsv"].decode().split("\n") if NOTHING in line]
    assert "\tgap\t" in row
    assert NOTHING.encode() not in before
    assert NOTHING in files["history.sssom.tsv"].decode()
    log = small.log()
    told = cli("import", tmp_path / "after" / "mapping.sssom.tsv", "-w", small.root)
    assert (told.code, small.log()) == (0, log)
    strange = cli("import", tmp_path / "after" / "mapping.sssom.tsv", "-w", make_empty(cli, tmp_path))
    assert strange.code == 1
    assert "a word on an instruction and not on a pair: mapper gaps nobody|taken records it" in strange.out + strange.err


def make_empty(cli, tmp_path):
    cli("init", tmp_path / "empty")
    return tmp_path / "empty"


def test_a_clause_that_changes_in_substance_opens_again_what_was_said_of_it(cli, small, later):
    found = [
        one
        for one in lines(cli("gaps", "--own", "--json", "-w", small.root))
        if one["document"]["id"] in ("wtsa/res/73", "wtdc/res/66", "wtsa/res/44")
    ]
    for one in found:
        cli("gaps", "nobody", one["clause"], "--sector", one["sector"], "--as", "anna", "-w", small.root)
    for name in ("T-RES-T.73-2022-PDF-E.pdf", "T-RES-T.44-2022-PDF-E.pdf", "WTDC22-RES-66-E.pdf"):
        small.take_over(later, name)
    after = lines(cli("gaps", "--own", "--json", "-w", small.root))
    reviewed = [one["reviewed"] for one in after if one["said"]]
    assert {"nobody", "again"} <= set(reviewed)
    assert all(one["said"][0]["changes"] for one in after if one["reviewed"] == "again")
    lost = cli("gaps", "-w", small.root).err.count("is kept and counts no more")
    assert len(reviewed) + lost >= len(found)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("nobody",), 2, "say which: mapper gaps nobody CLAUSE; "),
        (("taken", "x#1"), 2, "say which: mapper gaps taken CLAUSE DOC; "),
        (("nobody", "x#1"), 1, "no clause 'x#1' tells a Sector to act; "),
        (("deny", "x#1"), 2, "no action 'deny'; choose one of nobody, taken, release"),
    ],
)
def test_what_cannot_be_said_is_told(cli, kept, words, code, sentence):
    told = cli("gaps", *words, "-w", kept.root)
    assert (told.code, told.out) == (code, "")
    assert told.err.startswith(f"Error: {sentence}")


def test_a_text_of_another_sector_takes_nothing_up(cli, small, gap):
    strangers = (one["id"] for one in lines(cli("documents", "--json", "-w", small.root)) if one["sector"] not in ("", gap["sector"]))
    other = next(work for work in strangers if work != gap["document"]["id"])
    told = cli("gaps", "taken", gap["clause"], other, "-w", small.root)
    assert (told.code, told.err) == (2, f"Error: {other} is no text of {gap['sector']}, which is told to act; name one of that Sector\n")
    assert small.log() == []
