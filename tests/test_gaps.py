"""Gaps: what Sectors are told to do, and which of their texts take it up."""

import dataclasses
import random

import pytest

from mapper.gaps import Answer, find
from mapper.types import Clause, Evidence, Part, Quote, State, Status
from mapper.views.rows import rows
from tests import maps
from tests.reports import sample

PP, T, D, MEETING = "pp/res/182", "wtsa/res/73", "wtdc/res/66", "activity/a-001"
TSB, BDT = (f"Director of the Telecommunication {task} Bureau" for task in ("Standardization", "Development"))


def clause(work, label, actor, *, depth=1, part=Part.OPERATIVE, page=7):
    return Clause(f"{work}#instructs.{label}", part, f"instructs the {actor}" if actor else "resolves", actor, label, depth, f"to do {label}", page)


def telling(work, *clauses, status=Status.IN_FORCE):
    return dataclasses.replace(sample.document(work), clauses=clauses, status=status)


def gaps(*pairs, documents):
    export = maps.export(*pairs, documents=documents)
    return find(export, rows(export))


def told(found):
    return [(one.sector, one.item.id, one.clause.label, one.answer) for one in found.instructions]


def test_an_instruction_that_no_text_takes_up_is_a_gap_with_its_place():
    found = gaps(documents=[telling(PP, clause(PP, "1", TSB))])
    [one] = found.instructions
    assert told(found) == [("T", PP, "1", Answer.NOBODY)]
    assert (one.clause.place, one.clause.page, one.actors) == (f"instructs the {TSB} 1", 7, (TSB,))


def test_a_text_of_the_sector_takes_it_up_and_one_of_another_does_not():
    instructs = telling(PP, clause(PP, "1", TSB))
    [one] = gaps(maps.accepted(PP, T), documents=[instructs]).instructions
    assert ([taker.item.id for taker in one.accepted], one.answer) == ([T], Answer.TEXT)
    assert told(gaps(maps.accepted(PP, D), documents=[instructs])) == [("T", PP, "1", Answer.NOBODY)]


def test_a_likely_proposal_is_a_perhaps_and_an_unlikely_one_nothing():
    instructs = telling(PP, clause(PP, "1", TSB))
    [one] = gaps(maps.proposed(PP, T), documents=[instructs]).instructions
    assert ([taker.item.id for taker in one.perhaps], one.accepted, one.answer) == ([T], (), Answer.PERHAPS)
    assert told(gaps(maps.proposed(PP, T, 0.3), documents=[instructs])) == [("T", PP, "1", Answer.NOBODY)]


@pytest.mark.parametrize("pair", [maps.rejected(PP, T), maps.accepted(PP, T, relation="cites"), maps.proposed(PP, T, state=State.UNSURE)])
def test_a_rejected_pair_or_one_that_only_cites_takes_nothing_up(pair):
    assert told(gaps(pair, documents=[telling(PP, clause(PP, "1", TSB))])) == [("T", PP, "1", Answer.NOBODY)]


def test_an_accepted_pair_whose_text_changed_since_is_a_perhaps_and_a_rejected_one_is_not():
    instructs = telling(PP, clause(PP, "1", TSB))
    for pair, answer in ((maps.accepted(PP, T), Answer.PERHAPS), (maps.rejected(PP, T), Answer.NOBODY)):
        [one] = gaps(dataclasses.replace(pair, state=State.STALE), documents=[instructs]).instructions
        assert one.answer is answer


def test_evidence_that_quotes_the_clause_says_more_than_a_pair_of_the_whole_texts():
    one, other = clause(PP, "1", TSB), clause(PP, "2", TSB)
    quote = Evidence(Quote(one.id, one.place, 7, one.text), Quote(f"{T}#x", "resolves", 3, "to do it"), 0.9)
    proposed = dataclasses.replace(sample.proposal("resolutions", PP, T), evidence=(quote,))
    pair = dataclasses.replace(maps.accepted(PP, T), proposal=proposed)
    assert told(gaps(pair, documents=[telling(PP, one, other)])) == [("T", PP, "2", Answer.TEXT), ("T", PP, "1", Answer.CLAUSE)]


def test_one_clause_that_tells_two_sectors_counts_for_each():
    found = gaps(maps.accepted(PP, D), documents=[telling(PP, clause(PP, "1", f"{TSB}; {BDT}"))])
    assert told(found) == [("T", PP, "1", Answer.NOBODY), ("D", PP, "1", Answer.TEXT)]


def test_items_below_a_clause_are_part_of_its_instruction():
    [one] = gaps(documents=[telling(PP, clause(PP, "1", TSB), clause(PP, "a)", TSB, depth=2), clause(PP, "b)", TSB, depth=2))]).instructions
    assert one.text == "to do 1 a) to do a) b) to do b)"


def test_only_operative_clauses_that_name_an_actor_of_a_sector_count():
    clauses = (clause(PP, "1", ""), clause(PP, "2", "Member States"), clause(PP, "3", TSB, part=Part.PREAMBLE))
    assert gaps(documents=[telling(PP, *clauses)]).instructions == ()


def test_a_withdrawn_text_tells_nobody_anything():
    assert gaps(documents=[telling(PP, clause(PP, "1", TSB), status=Status.SUPPRESSED)]).instructions == ()


def test_what_a_text_of_the_sector_itself_says_is_kept_apart():
    found = gaps(documents=[telling(T, clause(T, "1", TSB), clause(T, "2", BDT))])
    assert told(found) == [("D", T, "2", Answer.NOBODY)]
    assert [one.clause.label for one in found.own] == ["1"]


def test_an_activity_of_the_sector_takes_up_and_a_subtopic_does_not():
    instructs = telling(PP, clause(PP, "1", TSB))
    topic = maps.accepted(PP, "theme/climate/monitoring", type_="theme:climate")
    [one] = gaps(maps.accepted(MEETING, PP, type_="activities"), topic, documents=[instructs]).instructions
    assert [taker.item.id for taker in one.accepted] == [MEETING]


def test_gaps_come_first_whatever_the_order_of_the_pairs():
    documents = [telling(PP, clause(PP, "1", f"{TSB}; {BDT}"), clause(PP, "2", BDT)), telling("pp/res/25", clause("pp/res/25", "1", TSB))]
    export = maps.export(maps.accepted(PP, T), maps.proposed(PP, D), documents=documents)
    found = list(rows(export))
    before = find(export, found)
    assert [one.answer for one in before.instructions] == [Answer.NOBODY, Answer.PERHAPS, Answer.PERHAPS, Answer.TEXT]
    random.Random(5).shuffle(found)
    assert find(export, found) == before
